//! Decides a bound record by a framework, and explains the decision. Total: it always returns an answer, never an error.
//!
//! Comes in: checked frameworks and records bound to them, an assessment date. Goes out: an [`Assessment`]. This room
//! never reads a clock or a file, and knows neither syntax nor words.
//!
//! `context` reads dates, tests and selections; `measure` amounts; `claim` demands with rows, by the room `solve`; `verdict` the
//! two sides of every node; `explain` the tree of findings.

pub mod assessment;
mod claim;
pub(crate) mod context;
mod derived;
mod explain;
mod joint;
mod measure;
mod part;
mod verdict;

pub use assessment::{Assessment, Verdict};
pub(crate) use claim::ItemRow;
pub(crate) use part::Part;

use jiff::civil::Date;

use self::assessment::{Finding, Nothing, VersionAssessment};
use self::context::{Context, Mode};
use self::explain::{Explainer, all_of};
use crate::model::date::{Interval, Truth};
use crate::model::framework::{Framework, Grant};
use crate::record::evidence::{Record, Status};

/// One version of a framework, and the record bound to it; none if the record could not be bound to this version.
#[derive(Debug, Clone, Copy)]
pub struct Version<'a> {
    /// The framework.
    pub framework: &'a Framework,
    /// The record.
    pub record: Option<&'a Record>,
}

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Name or full id of the grant; the first one if none is named.
    pub grant: Option<&'a str>,
    /// The assessment date.
    pub as_of: Date,
    /// One version only, whatever the governing date: index into the versions.
    pub version: Option<usize>,
}

/// Which versions decide, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce {
    /// The governing date.
    pub governing: Interval,
    /// Several versions are reached and the person may choose among them.
    pub choice: bool,
    /// Indexes into the versions.
    pub versions: Vec<usize>,
}

/// Which versions the governing date reaches. The date is read by the latest version that says which date governs and
/// has a bound record; without one it is the assessment date.
#[must_use]
pub fn in_force(versions: &[Version<'_>], request: Request<'_>) -> InForce {
    let mut latest: Vec<Version<'_>> = versions.to_vec();
    latest.sort_by_key(|version| std::cmp::Reverse(version.framework.in_force.lo));
    let governed =
        latest.iter().find_map(|version| Some((version, version.framework.governed.as_ref()?, version.record?)));
    let (governing, choice) = match governed {
        None => (Interval::day(request.as_of), false),
        Some((version, governed, record)) => {
            let mode = Mode { decisions: true, completion: false };
            let mut context = Context::new(version.framework, record, request.as_of, mode);
            (context.date(governed.by), governed.choice)
        }
    };
    let versions = match request.version {
        Some(version) => vec![version],
        None => versions
            .iter()
            .enumerate()
            .filter(|(_, version)| {
                // A grant may be given for a part of the time only.
                let given = version.framework.grant(request.grant).and_then(|grant| grant.in_force);
                [Some(version.framework.in_force), given].into_iter().flatten().all(|period| {
                    let begun = period.lo.map_or(Truth::True, |lo| Interval::day(lo).until(governing));
                    let ended = period.hi.map_or(Truth::True, |hi| governing.until(Interval::day(hi)));
                    begun.min(ended) != Truth::False
                })
            })
            .map(|(index, _)| index)
            .collect(),
    };
    InForce { governing, choice, versions }
}

/// The verdict of one version alone, without any explanation.
#[must_use]
pub fn verdict(framework: &Framework, record: &Record, grant: &Grant, as_of: Date, governing: Interval) -> Verdict {
    let mut context = Context::new(framework, record, as_of, Mode { decisions: true, completion: false });
    context.governing = governing;
    let sides = context.sides(grant.root);
    Verdict::from_sides(sides.sure, sides.possible)
}

/// Assesses a record by the versions that the governing date reaches.
#[must_use]
pub fn assess(versions: &[Version<'_>], request: Request<'_>) -> Assessment {
    let reached = in_force(versions, request);
    let mut assessed = Vec::new();
    let mut completions = Vec::new();
    let mut expiring = Vec::new();
    for index in &reached.versions {
        let Some((framework, record)) =
            versions.get(*index).and_then(|version| Some((version.framework, version.record?)))
        else {
            continue;
        };
        let Some(grant) = framework.grant(request.grant) else { continue };
        let (version, completion) = assess_version(*index, framework, record, grant, request.as_of, reached.governing);
        if completion.is_some() {
            expiring = expiring_before_completion(record, &version.findings);
        }
        completions.push(completion);
        assessed.push(version);
    }
    let join = |verdicts: &mut dyn Iterator<Item = Verdict>| {
        let all: Vec<Verdict> = verdicts.collect();
        match (all.iter().min(), all.iter().max()) {
            (Some(_), Some(most)) if reached.choice => *most,
            (Some(least), Some(most)) if least == most => *least,
            (Some(_), Some(_)) => Verdict::Undetermined,
            _ => Verdict::Unmet,
        }
    };
    let verdict = join(&mut assessed.iter().map(|version| version.verdict));
    let on_completion =
        completions.iter().all(Option::is_some).then(|| join(&mut completions.iter().flatten().copied()));
    let nothing = assessed.is_empty().then(|| {
        let grants = versions.iter().any(|version| version.framework.grant(request.grant).is_some());
        if grants { Nothing::NoVersion } else { Nothing::NoGrant }
    });
    let record = versions.iter().find_map(|version| version.record);
    Assessment {
        verdict,
        on_completion: on_completion.filter(|_| !assessed.is_empty()),
        expiring,
        as_of: request.as_of,
        governing: reached.governing,
        choice: reached.choice,
        versions: assessed,
        nothing,
        person: record.map(|record| record.person.clone()).unwrap_or_default(),
        record_sha256: record.map(|record| record.sha256.clone()).unwrap_or_default(),
    }
}

fn assess_version(
    index: usize,
    framework: &Framework,
    record: &Record,
    grant: &Grant,
    as_of: Date,
    governing: Interval,
) -> (VersionAssessment, Option<Verdict>) {
    let reading = |decisions, completion| {
        let mut context = Context::new(framework, record, as_of, Mode { decisions, completion });
        context.governing = governing;
        context
    };
    let decided = !record.decisions.is_empty();
    let under_way = record.items.iter().any(|item| item.status == Status::InProgress);
    let mut explainer = Explainer {
        main: reading(true, false),
        plain: decided.then(|| reading(false, false)),
        completed: under_way.then(|| reading(true, true)),
        arranged: Vec::new(),
    };
    let root = explainer.explain(grant.root);
    let without_decisions = explainer.plain.as_mut().map(|plain| {
        let sides = plain.sides(grant.root);
        Verdict::from_sides(sides.sure, sides.possible)
    });
    let completion = explainer.completed.as_mut().map(|completed| {
        let sides = completed.sides(grant.root);
        Verdict::from_sides(sides.sure, sides.possible)
    });
    let advisory = |finding: &Finding| explainer.main.advisory(finding.node);
    let mut requirements = Vec::new();
    outermost(framework, &root.children, &mut requirements);
    let judged = || requirements.iter().filter(|finding| finding.applicable && !advisory(finding));
    let progress = (judged().filter(|finding| finding.verdict == Verdict::Met).count(), judged().count());
    let mut assumptions = Vec::new();
    let mut unverified = Vec::new();
    gather(framework, &root, &mut assumptions, &mut unverified);
    for list in [&mut assumptions, &mut unverified] {
        list.sort_unstable();
        list.dedup();
    }
    let verdict = if root.children.is_empty() { root.verdict } else { all_of(&root.children, advisory) };
    let version = VersionAssessment {
        framework: index,
        grant: grant.id.clone(),
        verdict,
        without_decisions,
        findings: root.children,
        progress,
        assumptions,
        unverified,
    };
    (version, completion)
}

/// The outermost requirements: those of the grant, also where a name or condition stands around them. A line outside
/// any requirement counts as one.
fn outermost<'f>(framework: &Framework, findings: &'f [Finding], into: &mut Vec<&'f Finding>) {
    for finding in findings {
        let note = framework.program.nodes.get(finding.node.index()).map(|node| node.note as usize);
        let named = note.and_then(|note| framework.notes.get(note)).is_some_and(|note| note.id.is_some());
        if named || !finding.children.iter().any(|child| child.row.is_none()) {
            into.push(finding);
        } else {
            outermost(framework, &finding.children, into);
        }
    }
}

/// Assumptions and unverified sources under a finding.
fn gather(framework: &Framework, finding: &Finding, assumptions: &mut Vec<usize>, unverified: &mut Vec<usize>) {
    let note =
        framework.program.nodes.get(finding.node.index()).and_then(|node| framework.notes.get(node.note as usize));
    if let Some(note) = note {
        assumptions.extend(&note.assume);
        let cited = note.cite.iter().map(|citation| citation.source);
        unverified
            .extend(cited.filter(|source| framework.sources.get(*source).is_some_and(|source| source.unverified)));
    }
    for child in &finding.children {
        gather(framework, child, assumptions, unverified);
    }
}

/// Items counted that expire before the latest expected end of what is under way.
fn expiring_before_completion(record: &Record, findings: &[Finding]) -> Vec<String> {
    let under_way = record.items.iter().filter(|item| item.status == Status::InProgress);
    let Some(end) = under_way.filter_map(|item| item.completed.hi).max() else { return Vec::new() };
    let mut counted = Vec::new();
    collect(findings, &mut counted);
    counted.sort_unstable();
    counted.dedup();
    let items = counted.into_iter().filter_map(|index| record.items.get(index));
    items
        .filter(|item| item.expires.and_then(|expires| expires.hi).is_some_and(|expires| expires < end))
        .map(|item| item.id.clone())
        .collect()
}

fn collect(findings: &[Finding], into: &mut Vec<usize>) {
    for finding in findings {
        into.extend(finding.counted.iter().map(|counted| counted.item));
        collect(&finding.children, into);
    }
}
