//! A plan of further training, for people: the whole first, then what to take, then what nothing on offer gives.

use super::head::rules;
use super::shown::Shown as Line;
use super::{Section, TextOptions};
use crate::analysis::plan::{Closing, Lack, Minimise, Offered};
use crate::eval::Verdict;
use crate::eval::assessment::Finding;
use crate::model::number::Number;
use crate::model::program::{NodeId, NodeKind, Note};
use crate::report::language::{Rounding, Words, capital};
use crate::report::layout::{GLUE, Page, Piece, Tone};
use crate::report::plan::Shown;
use crate::report::speech::Speech;

/// A plan as text.
#[must_use]
pub fn text(shown: &Shown<'_>, options: &TextOptions) -> String {
    let words = options.language.words();
    let mut page = Page::new(options.width, options.colour);
    let speech = Speech { words, framework: shown.framework, record: Some(&shown.found.plan.record) };
    let mut report = Report { shown, words, speech, page: &mut page };
    report.head();
    report.take();
    report.beyond();
    report.requirements();
    page.finish()
}

struct Report<'a, 'p> {
    shown: &'a Shown<'a>,
    words: &'static Words,
    speech: Speech<'a>,
    page: &'p mut Page,
}

impl<'a> Report<'a, '_> {
    fn write(&mut self, indent: usize, text: String) {
        self.page.write(indent, indent, &[Piece::plain(text)]);
    }

    fn head(&mut self) {
        let Shown { framework, found, minimise, .. } = *self.shown;
        let plan = &found.plan;
        let grant = self.speech.grant(&found.grant);
        self.page.write(0, 0, &[Piece::new(grant, Tone::Strong)]);
        self.page.blank();
        let date = self.words.day(found.as_of);
        let person = plan.record.person.as_str();
        self.write(0, self.words.with("plan-head", [("person", person.into()), ("date", date.into())]));
        self.write(0, rules(self.words, framework));
        if found.moved {
            self.write(0, self.words.say("plan-moved"));
        }
        self.page.blank();
        let nothing = plan.taken.is_empty();
        let (mark, tone, key) = match (found.verdict, nothing) {
            (Verdict::Met, true) => ("✓", Tone::Good, "plan-result-nothing"),
            (Verdict::Met, false) => ("✓", Tone::Good, "plan-result-closes"),
            (Verdict::Undetermined, true) => ("?", Tone::Doubt, "plan-result-undetermined"),
            (Verdict::Undetermined, false) => ("?", Tone::Doubt, "plan-result-doubt"),
            (Verdict::Unmet, false) => ("✗", Tone::Bad, "plan-result-part"),
            (Verdict::Unmet, true) => ("✗", Tone::Bad, "plan-result-none"),
        };
        self.page.write(0, 2, &[Piece::new(mark, tone), Piece::plain(" "), Piece::new(self.words.say(key), tone)]);
        // Another version that may govern asks for something else.
        if found.verdict != plan.verdict {
            self.page.write(2, 2, &[Piece::plain(self.words.say("plan-other-version"))]);
        }
        if nothing {
            return;
        }
        if plan.modules > 0 {
            let values = [("hours", self.hours(plan.hours).into()), ("count", plan.modules.into())];
            self.page.write(2, 2, &[Piece::plain(self.words.with("plan-amount", values))]);
        }
        if plan.unstated > 0 {
            let values = [("count", plan.unstated.into())];
            self.page.write(2, 2, &[Piece::plain(self.words.with("plan-unstated", values))]);
        }
        if let Some(cost) = plan.cost.filter(|cost| !cost.is_zero()) {
            let cost = self.words.number(cost, Rounding::Up);
            self.page.write(2, 2, &[Piece::plain(self.words.with("plan-cost", [("cost", cost.into())]))]);
        }
        if let Some(days) = plan.days {
            let weeks = days.div_euclid(7) + i64::from(days.rem_euclid(7) > 0);
            self.page.write(2, 2, &[Piece::plain(self.words.with("plan-time", [("weeks", weeks.into())]))]);
        }
        let least = match (plan.least, minimise) {
            (false, _) => "plan-not-proven",
            (true, Minimise::Hours) => "plan-least-hours",
            (true, Minimise::Modules) => "plan-least-modules",
            (true, Minimise::Cost) => "plan-least-cost",
        };
        self.page.write(2, 2, &[Piece::new(self.words.say(least), Tone::Dim)]);
    }

    /// What to take, prerequisites first, and what each is counted for.
    fn take(&mut self) {
        let found = self.shown.found;
        if found.plan.taken.is_empty() {
            return;
        }
        self.page.heading(&self.words.say("plan-heading-take"));
        for (number, place) in found.plan.taken.iter().enumerate() {
            let (Some(one), Some(source)) = (found.offered.get(*place), found.sources.get(*place)) else { continue };
            let Some(offer) = self.shown.offers.get(source.offer) else { continue };
            let curriculum = offer.curriculum;
            let module = source.module.and_then(|module| curriculum.modules.get(module));
            let text = match module {
                Some(module) => {
                    let title = module.title.as_deref().unwrap_or_default();
                    let name = format!("{} {title}", module.code);
                    self.module(name.trim_end(), one)
                }
                None => self.words.with("plan-award", [("title", curriculum.title.as_str().into())]),
            };
            let start = format!("{}. ", number + 1);
            let indent = start.chars().count();
            self.page.write(0, indent, &[Piece::plain(start), Piece::new(text, Tone::Strong)]);
            let institution = curriculum.institution.as_ref().and_then(|institution| institution.name.clone());
            let from =
                institution.map_or_else(|| curriculum.title.clone(), |name| format!("{name} · {}", curriculum.title));
            if module.is_some() {
                self.page.write(indent, indent, &[Piece::new(from, Tone::Dim)]);
            }
            let closes = self.closes(&one.id);
            if !closes.is_empty() {
                let values = [("requirements", self.words.and(&closes).into())];
                self.page.write(indent, indent, &[Piece::plain(self.words.with("plan-counts", values))]);
            }
        }
    }

    /// A module with its hours, if it has any.
    fn module(&self, name: &str, one: &Offered) -> String {
        match one.hours.filter(|hours| !hours.is_zero()) {
            Some(hours) => self.words.with("plan-module", [("name", name.into()), ("hours", self.hours(hours).into())]),
            None => name.to_owned(),
        }
    }

    /// The requirements that the plan closes and that count an item.
    fn closes(&self, id: &str) -> Vec<String> {
        let plan = &self.shown.found.plan;
        let Some(item) = plan.record.items.iter().position(|item| item.id == id) else { return Vec::new() };
        let mut names = Vec::new();
        for closed in plan.closed.iter().filter(|closed| counts(&closed.finding, item)) {
            let name = self.label(closed.requirement);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// What nothing on offer gives, and what it lacks at best.
    fn beyond(&mut self) {
        let plan = &self.shown.found.plan;
        let open = |closing: &Closing| !matches!(closing, Closing::Met | Closing::Planned);
        if !plan.requirements.iter().any(|(_, closing)| open(closing)) {
            return;
        }
        self.page.heading(&self.words.say("plan-heading-beyond"));
        for (node, closing) in plan.requirements.iter().filter(|(_, closing)| open(closing)) {
            let (mark, tone) = match closing {
                Closing::Undetermined(_) | Closing::Unknown => ("?", Tone::Doubt),
                Closing::Met | Closing::Planned | Closing::Beyond(_) | Closing::NotTogether(_) => ("✗", Tone::Bad),
            };
            let label = self.label(*node);
            self.page.write(0, 2, &[Piece::new(mark, tone), Piece::plain(" "), Piece::new(label, Tone::Strong)]);
            if let Some(note) = self.note(*node) {
                let cite = self.speech.citations(&note.cite);
                self.page.write(2, 2, &[Piece::new(cite, Tone::Dim)]);
            }
            match closing {
                Closing::Beyond(lacks) | Closing::Undetermined(lacks) => {
                    lacks.iter().for_each(|lack| self.lacks(lack));
                }
                Closing::NotTogether(clash) => {
                    let mut names: Vec<String> = Vec::new();
                    for name in clash.iter().map(|line| self.label(*line)) {
                        if !names.contains(&name) {
                            names.push(name);
                        }
                    }
                    let values = [("requirements", self.words.and(&names).into())];
                    self.write(2, self.words.with("plan-not-together", values));
                }
                Closing::Unknown => self.write(2, self.words.say("curriculum-limit")),
                Closing::Met | Closing::Planned => {}
            }
        }
    }

    fn lacks(&mut self, lack: &'a Lack) {
        let speech = Speech { record: Some(&lack.record), ..self.speech };
        if lack.finding.verdict == Verdict::Undetermined {
            Section { speech, page: self.page }.doubts(&lack.finding, 2);
        } else {
            let line = Line::of(&speech, &lack.finding);
            Section { speech, page: self.page }.gaps(&line, 2);
            if !lack.least && lack.finding.shortfall.is_some() {
                self.page.write(4, 4, &[Piece::new(self.words.say("plan-perhaps-less"), Tone::Dim)]);
            }
        }
    }

    fn requirements(&mut self) {
        self.page.heading(&self.words.say("heading-requirements"));
        for (node, closing) in &self.shown.found.plan.requirements {
            let (mark, tone, key) = match closing {
                Closing::Met => ("✓", Tone::Good, "plan-met"),
                Closing::Planned => ("✓", Tone::Good, "plan-planned"),
                Closing::Beyond(_) | Closing::NotTogether(_) => ("✗", Tone::Bad, "plan-open"),
                Closing::Undetermined(_) => ("?", Tone::Doubt, "plan-undetermined"),
                Closing::Unknown => ("?", Tone::Doubt, "curriculum-unknown"),
            };
            let values = [("label", self.label(*node).into()), ("gap", self.words.say(key).into())];
            let text = self.words.with("gap-line", values);
            self.page.write(0, 2, &[Piece::new(mark, tone), Piece::plain(" "), Piece::plain(text)]);
        }
    }

    fn note(&self, node: NodeId) -> Option<&'a Note> {
        let framework = self.shown.framework;
        framework.notes.get(framework.program.nodes.get(node.index())?.note as usize)
    }

    /// What a line is called: its text, else what it says, else what the line below it says.
    fn label(&self, node: NodeId) -> String {
        let note = self.note(node);
        if let Some(note) = note.filter(|note| !note.text.is_empty()) {
            return self.speech.text(&note.text).to_owned();
        }
        let kind = self.shown.framework.program.nodes.get(node.index()).map(|node| &node.kind);
        let said = kind.map(|kind| self.speech.statement(kind)).unwrap_or_default();
        if !said.is_empty() {
            return capital(&said);
        }
        match kind {
            Some(NodeKind::Choose { then: below, otherwise: None, .. } | NodeKind::Guarded { body: below, .. }) => {
                self.label(*below)
            }
            Some(NodeKind::Named(below)) => self.label(*below),
            Some(NodeKind::All(list)) if list.len() == 1 => {
                list.first().map_or_else(String::new, |below| self.label(*below))
            }
            Some(_) | None => note.map_or_else(String::new, |note| note.line.clone()),
        }
    }

    fn hours(&self, hours: Number) -> String {
        let number = self.words.number(hours, Rounding::Up);
        self.words
            .with("unit-h", [("number", number.into()), ("n", crate::report::language::plural(hours))])
            .replace(' ', &GLUE.to_string())
    }
}

/// Whether a finding, or one below it, counts an item.
fn counts(finding: &Finding, item: usize) -> bool {
    finding.counted.iter().any(|counted| counted.item == item)
        || finding.children.iter().any(|child| child.taken && counts(child, item))
}
