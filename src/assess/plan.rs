//! From checked frameworks, a document and curricula to a plan: the least further training that closes the gap.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::offer::{credits, offer};
use crate::analysis::plan::{Minimise, Offered, Plan, Request, Trouble, plan};
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::eval::assessment::{Assessment, Finding};
use crate::eval::{self, Request as Question, Verdict, Version};
use crate::model::framework::Framework;
use crate::model::number::Number;
use crate::record::curriculum::{Curriculum, bind_curriculum};
use crate::record::document::{Application, Document};
use crate::record::evidence::Record;
use crate::record::scalar::PartialDate;
use crate::record::{self};
use crate::source::FileId;

/// What is asked about a person and what is on offer.
#[derive(Debug, Clone, Copy)]
pub struct PlanQuestion<'a> {
    /// Name or full id of the grant; else the one that the record applies for, else the framework's first.
    pub grant: Option<&'a str>,
    /// The day on which the training is finished, applied with, and judged.
    pub as_of: Date,
    /// One version, whatever the governing date; else the one in force on it.
    pub version: Option<&'a str>,
    /// What is to be least.
    pub minimise: Minimise,
}

/// A curriculum on offer, with the text of its file.
#[derive(Debug, Clone, Copy)]
pub struct Offer<'a> {
    /// The curriculum.
    pub curriculum: &'a Curriculum,
    /// The text of its file.
    pub text: &'a str,
}

/// A module or award on offer, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Which offer.
    pub offer: usize,
    /// Which of its modules; none is the award of the whole programme.
    pub module: Option<usize>,
}

/// The answer, with what was said on the way.
#[derive(Debug)]
pub struct PlanAnswer {
    /// What was found; none if the record or an offer does not fit the framework.
    pub found: Option<FoundPlan>,
    /// What is wrong with the record or the offers, or odd about them.
    pub diagnostics: Vec<Diagnostic>,
}

/// What was found.
#[derive(Debug)]
pub struct FoundPlan {
    /// Index of the framework.
    pub framework: usize,
    /// Full id of the grant.
    pub grant: String,
    /// The day on which the training is finished and judged.
    pub as_of: Date,
    /// What is on offer.
    pub offered: Vec<Offered>,
    /// Where each of it comes from.
    pub sources: Vec<Source>,
    /// The plan.
    pub plan: Plan,
    /// The verdict of the person with what is taken, by all versions that may govern.
    pub verdict: Verdict,
    /// The application that the record states lies before that day, and was taken as made on it.
    pub moved: bool,
}

/// Times that a plan is made anew because what is taken changes which version governs.
const ATTEMPTS: usize = 4;

/// Plans what a person still has to learn, out of what is on offer.
///
/// Where several versions may govern and the person may choose, the plan is the best of them; otherwise it is made for
/// the latest, and the verdict is that of all.
#[must_use]
pub fn plan_for(
    frameworks: &[Framework],
    (document, file, text): (&Document, FileId, &str),
    offers: &[Offer<'_>],
    question: PlanQuestion<'_>,
) -> PlanAnswer {
    let all: Vec<&Framework> = frameworks.iter().collect();
    let case = Case { frameworks, file, text, question };
    // Whoever is still learning applies when it is done; whoever has everything has applied.
    let before = applied_before(document, question.as_of);
    let moved = before && case.assess(document).is_none_or(|it| it.verdict != Verdict::Met);
    let document = &applying(document, question.as_of, moved);
    let counted = case.counted(document);
    let (mut offered, sources, structure, whole) = offer(document, offers, question.as_of, &counted);
    let refuse = |diagnostics| PlanAnswer { found: None, diagnostics };
    let bound: Vec<Checked<Record>> =
        all.iter().map(|framework| record::bind_among(&whole, framework, &all, file, text)).collect();
    let versions: Vec<Version<'_>> =
        all.iter().zip(&bound).map(|(framework, bound)| Version { framework, record: bound.value.as_ref() }).collect();
    let version =
        question.version.and_then(|wanted| frameworks.iter().position(|framework| framework.version == wanted));
    let applied = bound.iter().rev().find_map(|bound| bound.value.as_ref()?.applied_for.clone());
    let applied = applied.filter(|wanted| all.iter().any(|framework| framework.grant(Some(wanted)).is_some()));
    let grant = question.grant.map(str::to_owned).or(applied);
    let asked = Question { grant: grant.as_deref(), as_of: question.as_of, version };
    let reached = eval::in_force(&versions, asked);
    let begun = |index: &usize| all.get(*index).and_then(|framework| framework.in_force.lo);
    let mut tried = reached.versions.clone();
    tried.sort_by_key(|index| std::cmp::Reverse(begun(index)));
    if !reached.choice {
        tried.truncate(1);
    }
    let Some(latest) = tried.first().copied() else {
        let id = all.first().map_or("", |framework| framework.id.as_str());
        let message = format!("no version of `{id}` is in force for who finishes on {}", question.as_of);
        return refuse(vec![Diagnostic::new(Code::UnknownFramework, message)]);
    };
    let Some(framework) = all.get(latest) else { return refuse(Vec::new()) };
    let mut diagnostics = Vec::new();
    // What is wrong with an offer has its place there; what is wrong with the record, in the record.
    for offer in offers {
        diagnostics.extend(bind_curriculum(offer.curriculum, framework, &all, question.as_of, offer.text).diagnostics);
    }
    let own = document.evidence.as_ref().map_or(0, Vec::len);
    let of_record = |diagnostic: &&Diagnostic| {
        let path = diagnostic.path.as_deref().and_then(|path| path.strip_prefix("evidence["));
        let place = path.and_then(|path| path.split_once(']')).and_then(|(place, _)| place.parse::<usize>().ok());
        place.is_none_or(|place| place < own)
    };
    diagnostics
        .extend(bound.get(latest).into_iter().flat_map(|bound| bound.diagnostics.iter().filter(of_record).cloned()));
    if let Some(record) = bound.get(latest).and_then(|bound| bound.value.as_ref()) {
        credits(framework, record, &mut offered, &sources, offers);
    }
    let mut best: Option<FoundPlan> = None;
    let mut disagreed = None;
    for index in tried {
        let mut now = (index, reached.governing);
        for attempt in 0..ATTEMPTS {
            let bound = versions.get(now.0).and_then(|version| Some((version.framework, version.record?)));
            let Some((framework, record)) = bound else { break };
            let Some(granted) = framework.grant(grant.as_deref()) else { break };
            let request = Request {
                framework,
                root: granted.root,
                record,
                offered: &offered,
                structure: &structure,
                as_of: question.as_of,
                governing: now.1,
                minimise: question.minimise,
            };
            let plan = match plan(&request) {
                Ok(plan) => plan,
                Err(Trouble::Disagreement { taken }) => {
                    disagreed = Some(taken);
                    break;
                }
            };
            // From the documents anew, by the way that every assessment goes.
            let Some(assessment) = case.assess(&chosen(&whole, own, &offered, &plan.taken)) else { break };
            let judged = assessment.versions.iter().find(|version| version.framework == now.0);
            let next = judged.or_else(|| assessment.versions.iter().max_by_key(|version| begun(&version.framework)));
            let next = (next.map_or(now.0, |version| version.framework), assessment.governing);
            if next != now && attempt + 1 < ATTEMPTS {
                now = next;
                continue;
            }
            if next != now || judged.is_none_or(|judged| judged.verdict != plan.verdict) {
                disagreed = Some(plan.taken);
                break;
            }
            let found = FoundPlan {
                framework: now.0,
                grant: granted.id.clone(),
                as_of: question.as_of,
                offered: offered.clone(),
                sources: sources.clone(),
                verdict: assessment.verdict,
                plan,
                moved,
            };
            if best.as_ref().is_none_or(|best| better(&found.plan, &best.plan, question.minimise)) {
                best = Some(found);
            }
            break;
        }
    }
    if let Some(taken) = disagreed {
        let ids = taken.iter().filter_map(|place| offered.get(*place)).map(|one| one.id.as_str());
        let note = format!("the plan took {}", ids.collect::<Vec<_>>().join(", "));
        let message = "the plan and the evaluator disagree; there is no answer".to_owned();
        diagnostics.push(Diagnostic::new(Code::Disagreement, message).note(note));
        return refuse(diagnostics);
    }
    PlanAnswer { found: best, diagnostics }
}

/// Whether a plan by one version is better than that by a later one.
fn better(one: &Plan, other: &Plan, minimise: Minimise) -> bool {
    let rank = |plan: &Plan| match plan.verdict {
        Verdict::Met => 0,
        Verdict::Undetermined => 1,
        Verdict::Unmet => 2,
    };
    let worth = |plan: &Plan| {
        let hours = (Number::whole(i64::try_from(plan.unstated).unwrap_or(i64::MAX)), plan.hours);
        let modules = Number::whole(i64::try_from(plan.modules).unwrap_or(i64::MAX));
        match minimise {
            Minimise::Hours => [hours.0, hours.1, modules, Number::ZERO],
            Minimise::Modules => [modules, hours.0, hours.1, Number::ZERO],
            // A cost that is not stated is taken last.
            Minimise::Cost => {
                let unknown = if plan.cost.is_some() { Number::ZERO } else { Number::ONE };
                [unknown, plan.cost.unwrap_or(Number::ZERO), hours.1, modules]
            }
        }
    };
    let days = |plan: &Plan| plan.days.unwrap_or(i64::MAX);
    (rank(one), worth(one), days(one)) < (rank(other), worth(other), days(other))
}

/// A person's record, and what is asked of it.
#[derive(Clone, Copy)]
struct Case<'a> {
    frameworks: &'a [Framework],
    file: FileId,
    text: &'a str,
    question: PlanQuestion<'a>,
}

impl Case<'_> {
    /// Assesses a document by the way that every assessment goes.
    fn assess(&self, document: &Document) -> Option<Assessment> {
        self.answer(document).assessment
    }

    fn answer(&self, document: &Document) -> super::Answer {
        let PlanQuestion { grant, as_of, version, .. } = self.question;
        super::assess(self.frameworks, super::Question { grant, as_of, version }, |framework, all| {
            record::bind_among(document, framework, all, self.file, self.text)
        })
    }

    /// The ids of the evidence that counts for something as the record is.
    fn counted(&self, document: &Document) -> BTreeSet<String> {
        fn gather(finding: &Finding, record: &Record, into: &mut BTreeSet<String>) {
            let items = finding.counted.iter().filter_map(|counted| record.items.get(counted.item));
            into.extend(items.map(|item| item.id.clone()));
            finding.children.iter().for_each(|child| gather(child, record, into));
        }
        let mut ids = BTreeSet::new();
        let answer = self.answer(document);
        for version in answer.assessment.iter().flat_map(|assessment| &assessment.versions) {
            let Some(record) = answer.records.get(version.framework).and_then(Option::as_ref) else { continue };
            version.findings.iter().for_each(|finding| gather(finding, record, &mut ids));
        }
        ids
    }
}

/// Whether the record states an application before a day.
fn applied_before(document: &Document, on: Date) -> bool {
    let date = document.application.as_ref().and_then(|application| application.date.as_ref());
    date.is_some_and(|date| date.interval().hi.is_some_and(|stated| stated < on))
}

/// The document of somebody who applies on a day, if no other is stated or the stated one is set aside.
fn applying(document: &Document, on: Date, moved: bool) -> Document {
    let grant = document.application.as_ref().and_then(|application| application.grant.clone());
    let stated = document.application.as_ref().and_then(|application| application.date);
    let date = stated.filter(|_| !moved).or_else(|| PartialDate::parse(&on.to_string()));
    Document { application: Some(Application { grant, date }), ..document.clone() }
}

/// The document of somebody who took this of what is on offer; the first items are the person's own.
fn chosen(whole: &Document, own: usize, offered: &[Offered], taken: &[usize]) -> Document {
    let ids: BTreeSet<&str> = taken.iter().filter_map(|place| offered.get(*place)).map(|one| one.id.as_str()).collect();
    let all: BTreeSet<&str> = offered.iter().map(|one| one.id.as_str()).collect();
    let mut evidence = Vec::new();
    for (index, item) in whole.evidence.iter().flatten().enumerate() {
        if index >= own && !ids.contains(item.id.as_str()) {
            continue;
        }
        let mut item = item.clone();
        let away = |of: &str| all.contains(of) && !ids.contains(of);
        if index >= own && item.part_of.as_deref().is_some_and(away) {
            item.part_of = None;
        }
        evidence.push(item);
    }
    Document { evidence: Some(evidence), ..whole.clone() }
}
