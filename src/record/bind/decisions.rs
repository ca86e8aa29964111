//! The decisions of authorities, bound to evidence and requirements.

use std::collections::{BTreeMap, BTreeSet};

use super::amounts::{self, Quantity};
use super::words::Words;
use crate::diagnostic::{Code, nearest};
use crate::model::date::{Interval, Truth};
use crate::record::document::{Decided, Document, Evidence};
use crate::record::evidence::{Decision, DecisionKind};
use crate::record::locate::{At, Side};
use crate::record::scalar::shorten;
use crate::record::validate::limit_amount;

/// Earlier decisions on one item with which each is compared. Nobody decides on one course a hundred times.
const COMPARED: usize = 100;

/// The pieces of evidence by id: each with its index among the bound items.
pub(super) type Items<'d> = BTreeMap<&'d str, (usize, &'d Evidence)>;

/// The requirements of a framework by full id, and what has become of earlier ones.
#[derive(Debug)]
struct Requirements<'a> {
    ids: BTreeSet<&'a str>,
    successors: BTreeMap<&'a str, &'a str>,
}

impl<'a> Requirements<'a> {
    fn of(framework: &'a crate::model::framework::Framework) -> Self {
        let mut ids = BTreeSet::new();
        let mut successors = BTreeMap::new();
        for grant in &framework.grants {
            ids.insert(grant.id.as_str());
        }
        for note in &framework.notes {
            if let Some(id) = &note.id {
                ids.insert(id.as_str());
                successors.extend(note.was.iter().map(|was| (was.as_str(), id.as_str())));
            }
        }
        Self { ids, successors }
    }
}

/// Binds all decisions.
pub(super) fn bind(words: &mut Words<'_, '_, '_>, document: &Document, items: &Items<'_>) -> Vec<Decision> {
    let requirements = Requirements::of(words.framework);
    let mut bound: Vec<(Decision, usize)> = Vec::new();
    let list = At::Top.key("decisions");
    for (index, decided) in document.decisions.iter().flatten().enumerate() {
        let path = list.index(index);
        let Some(kind) = kind(words, decided, &requirements, items, &path) else { continue };
        let decision = Decision {
            kind,
            author: decided.author.clone(),
            date: decided.date.interval(),
            until: decided.until.map(|date| date.interval()),
            reason: decided.reason.clone(),
            reference: decided.reference.clone(),
        };
        bound.push((decision, index));
    }
    contradictions(words, &bound);
    let mut decisions: Vec<Decision> = bound.into_iter().map(|(decision, _)| decision).collect();
    decisions.sort_by_cached_key(|decision| {
        let said = (decision.author.clone(), decision.reason.clone(), decision.reference.clone());
        (order(&decision.kind), decision.date.lo, decision.date.hi, target(&decision.kind), said)
    });
    decisions
}

const fn order(kind: &DecisionKind) -> u8 {
    match kind {
        DecisionKind::Exclude(_) => 0,
        DecisionKind::Limit(..) => 1,
        DecisionKind::Pin(..) => 2,
        DecisionKind::Accept { .. } => 3,
        DecisionKind::Waive(_) => 4,
    }
}

fn target(kind: &DecisionKind) -> (Option<usize>, String) {
    match kind {
        DecisionKind::Exclude(item) => (Some(*item), String::new()),
        DecisionKind::Limit(item, number) => (Some(*item), number.to_string()),
        DecisionKind::Pin(item, requirement) => (Some(*item), requirement.clone()),
        DecisionKind::Accept { item, requirement, .. } => (Some(*item), requirement.clone()),
        DecisionKind::Waive(requirement) => (None, requirement.clone()),
    }
}

fn kind(
    words: &mut Words<'_, '_, '_>,
    decided: &Decided,
    requirements: &Requirements<'_>,
    items: &Items<'_>,
    path: &At<'_>,
) -> Option<DecisionKind> {
    if let Some(id) = &decided.waive {
        return requirement(words, id, requirements, &path.key("waive")).map(DecisionKind::Waive);
    }
    if let Some(id) = &decided.accept {
        let found = item(words, id, items, &path.key("accept"));
        let requirement = requirement(words, decided.for_requirement.as_ref()?, requirements, &path.key("for"));
        let (item, evidence) = found?;
        let mut attributes = Vec::new();
        super::item::declared(words, evidence.kind, decided.as_attributes.as_ref(), &mut attributes, &path.key("as"));
        attributes.sort_by_key(|(id, _)| *id);
        return Some(DecisionKind::Accept { item, requirement: requirement?, attributes });
    }
    if let Some(id) = &decided.pin {
        let found = item(words, id, items, &path.key("pin"));
        let requirement = requirement(words, decided.to.as_ref()?.text(), requirements, &path.key("to"));
        return Some(DecisionKind::Pin(found?.0, requirement?));
    }
    if let Some(id) = &decided.exclude {
        return item(words, id, items, &path.key("exclude")).map(|(item, _)| DecisionKind::Exclude(item));
    }
    let (item, evidence) = item(words, decided.limit.as_ref()?, items, &path.key("limit"))?;
    let amount = limit_amount(decided.to.as_ref()?)?;
    let limit = match amount.unit {
        None => amount.number,
        Some(_) => match amounts::quantity(words, evidence, &amount, None, &path.key("to")) {
            Quantity::Minutes(number) | Quantity::Own(_, number) => number,
            Quantity::Foreign => return None,
        },
    };
    Some(DecisionKind::Limit(item, limit))
}

fn item<'d>(
    words: &mut Words<'_, '_, '_>,
    id: &str,
    items: &Items<'d>,
    path: &At<'_>,
) -> Option<(usize, &'d Evidence)> {
    let found = items.get(id).copied();
    if found.is_none() {
        let message = format!("no evidence has the id `{}`", shorten(id));
        words.faults.meant(Code::UnknownEvidence, path, message, || nearest(id, items.keys().copied()));
    }
    found
}

/// The full id of a requirement; none if another framework is meant, or if there is none.
fn requirement(
    words: &mut Words<'_, '_, '_>,
    id: &str,
    requirements: &Requirements<'_>,
    path: &At<'_>,
) -> Option<String> {
    if requirements.ids.contains(id) {
        return Some(id.to_owned());
    }
    let shown = shorten(id);
    let framework = &words.framework.id;
    let prefix = id.split_once('/').map(|(prefix, _)| prefix);
    if let Some(successor) = requirements.successors.get(id) {
        let message = format!("the requirement `{shown}` is now `{successor}`");
        words.faults.tell(Code::UnknownRequirement, path, Side::Value, message, |diagnostic| {
            diagnostic
                .note("a decision speaks of the rule as it was; whether it still holds is for the authority to say")
                .suggest(Some(successor))
        });
        return None;
    }
    match prefix {
        Some(prefix) if prefix != framework => None,
        Some(_) if words.versions.iter().any(|version| Requirements::of(version).ids.contains(id)) => {
            let message = format!("version {} of `{framework}` has no requirement `{shown}`", words.framework.version);
            words.faults.warn(Code::UnknownRequirement, path, Side::Value, message, |diagnostic| {
                diagnostic.note("the decision has no effect under this version")
            });
            None
        }
        Some(_) => {
            let message = format!("`{framework}` has no requirement `{shown}`");
            let near = || nearest(id, requirements.ids.iter().copied());
            words.faults.meant(Code::UnknownRequirement, path, message, near);
            None
        }
        None => {
            let message = format!("a requirement is written in full, `FRAMEWORK/GRANT/NAME`, found `{shown}`");
            let same = |full: &&str| full.rsplit_once('/').is_some_and(|(_, name)| name == id);
            let mut full = requirements.ids.iter().copied().filter(same);
            let near = full.next().filter(|_| full.next().is_none());
            words.faults.meant(Code::UnknownRequirement, path, message, || near);
            None
        }
    }
}

/// Decisions that cannot both hold, if there may be a day on which both are in force.
fn contradictions(words: &mut Words<'_, '_, '_>, bound: &[(Decision, usize)]) {
    let list = At::Top.key("decisions");
    let mut by_item: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, (decision, _)) in bound.iter().enumerate() {
        if let (Some(item), _) = target(&decision.kind) {
            by_item.entry(item).or_default().push(index);
        }
    }
    for indexes in by_item.values() {
        for (later, second) in indexes.iter().enumerate() {
            // One message for each decision is enough.
            let Some(first) = indexes.iter().take(later.min(COMPARED)).find_map(|first| {
                let (one, other) = (bound.get(*first)?, bound.get(*second)?);
                (clash(&one.0, &other.0) && overlap(&one.0, &other.0)).then_some(*first)
            }) else {
                continue;
            };
            if let (Some((_, one)), Some((_, other))) = (bound.get(first), bound.get(*second)) {
                let first = words.faults.place(&list.index(*one));
                let message = "two decisions on one piece of evidence contradict one another";
                words.faults.tell(
                    Code::ContradictoryDecisions,
                    &list.index(*other),
                    Side::Value,
                    message,
                    |diagnostic| diagnostic.also(first, "the other decision"),
                );
            }
        }
    }
}

fn clash(one: &Decision, other: &Decision) -> bool {
    match (&one.kind, &other.kind) {
        (DecisionKind::Exclude(_), DecisionKind::Exclude(_)) => false,
        (DecisionKind::Exclude(_), _) | (_, DecisionKind::Exclude(_)) => true,
        (DecisionKind::Pin(_, a), DecisionKind::Pin(_, b) | DecisionKind::Accept { requirement: b, .. })
        | (DecisionKind::Accept { requirement: a, .. }, DecisionKind::Pin(_, b)) => !(within(a, b) || within(b, a)),
        (DecisionKind::Limit(_, a), DecisionKind::Limit(_, b)) => a != b,
        (
            DecisionKind::Accept { requirement: a, attributes: x, .. },
            DecisionKind::Accept { requirement: b, attributes: y, .. },
        ) => a == b && x.iter().any(|(id, value)| y.iter().any(|(other, it)| id == other && it != value)),
        (DecisionKind::Limit(..) | DecisionKind::Pin(..) | DecisionKind::Accept { .. } | DecisionKind::Waive(_), _) => {
            false
        }
    }
}

/// Whether a requirement is another one or stands inside it.
fn within(inner: &str, outer: &str) -> bool {
    inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn overlap(one: &Decision, other: &Decision) -> bool {
    let ended = |first: &Decision, second: &Decision| {
        first.until.unwrap_or(Interval::UNKNOWN).before(second.date) == Truth::True
    };
    !ended(one, other) && !ended(other, one)
}
