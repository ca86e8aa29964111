//! What a curriculum guarantees, for people: what graduates lack first, then every requirement, then what is taught where.

use super::head::rules;
use super::shown::Shown as Line;
use super::{Section, TextOptions};
use crate::analysis::{Cell, Outcome, Requirement, Way};
use crate::model::number::Number;
use crate::model::program::{NodeId, NodeKind, Note};
use crate::model::vocabulary::CompetencyId;
use crate::report::curriculum::Shown;
use crate::report::language::{Rounding, Words, capital};
use crate::report::layout::{GLUE, Page, Piece, Tone};
use crate::report::speech::Speech;

/// Modules named in one sentence; more are counted.
const MAX_MODULES: usize = 12;
/// Lines that are set aside or left, under one requirement.
const MAX_LEFT: usize = 6;

/// The analysis of a curriculum as text.
#[must_use]
pub fn text(shown: &Shown<'_>, options: &TextOptions) -> String {
    let words = options.language.words();
    let mut page = Page::new(options.width, options.colour);
    let speech = Speech { words, framework: &shown.analysis.rules, record: Some(shown.record) };
    let mut report = Report { shown, words, speech, page: &mut page };
    report.head();
    report.lacking();
    report.requirements();
    report.taught();
    report.totals();
    report.idle();
    page.finish()
}

struct Report<'a, 'p> {
    shown: &'a Shown<'a>,
    words: &'static Words,
    speech: Speech<'a>,
    page: &'p mut Page,
}

/// What is said of a graduate.
#[derive(Debug, Clone, Copy)]
enum Sentence {
    Fails,
    Works,
    MayWork,
    Doubtful,
    Best,
    Near,
}

impl Sentence {
    /// The messages where there is nothing to choose, where nothing was chosen, and where something was.
    const fn keys(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Fails => ("curriculum-all-lack", "curriculum-fails-none", "curriculum-fails"),
            Self::Works => ("curriculum-all-have", "curriculum-works-none", "curriculum-works"),
            Self::MayWork => ("curriculum-all-doubtful", "curriculum-may-work-none", "curriculum-may-work"),
            Self::Doubtful => ("curriculum-all-doubtful", "curriculum-doubtful-none", "curriculum-doubtful"),
            Self::Best => ("curriculum-all-lack", "curriculum-best-none", "curriculum-best"),
            Self::Near => ("curriculum-all-lack", "curriculum-near-none", "curriculum-near"),
        }
    }
}

/// The sign, tone and word of an outcome.
const fn sign(outcome: &Outcome) -> (&'static str, Tone, &'static str) {
    match outcome {
        Outcome::Guaranteed => ("✓", Tone::Good, "guaranteed"),
        Outcome::Possible { .. } => ("✗", Tone::Bad, "possible"),
        Outcome::Impossible { .. } => ("✗", Tone::Bad, "impossible"),
        Outcome::Undetermined { .. } => ("?", Tone::Doubt, "undetermined"),
        Outcome::Individual => ("–", Tone::Dim, "individual"),
        Outcome::Absent => ("–", Tone::Dim, "absent"),
        Outcome::Unknown => ("?", Tone::Doubt, "unknown"),
    }
}

impl<'a> Report<'a, '_> {
    fn write(&mut self, indent: usize, text: String) {
        self.page.write(indent, indent, &[Piece::plain(text)]);
    }

    // ---- head ----

    fn head(&mut self) {
        let Shown { curriculum, framework, analysis, .. } = self.shown;
        self.page.write(0, 0, &[Piece::new(curriculum.title.as_str(), Tone::Strong)]);
        if let Some(name) = curriculum.institution.as_ref().and_then(|institution| institution.name.as_ref()) {
            self.write(0, name.clone());
        }
        self.page.blank();
        let goal = match (self.shown.standard, self.shown.grant) {
            (Some(standard), _) => self.words.with("curriculum-standard", [("name", standard.into())]),
            (None, Some(grant)) => self.speech.grant(grant),
            (None, None) => String::new(),
        };
        self.page.write(0, 0, &[Piece::new(goal, Tone::Strong)]);
        self.write(0, rules(self.words, framework));
        let date = self.words.day(self.shown.as_of);
        let id = curriculum.id.as_str();
        self.write(0, self.words.with("curriculum-head", [("id", id.into()), ("date", date.into())]));
        if !self.shown.claimed {
            self.write(0, self.words.with("curriculum-unclaimed", [("framework", framework.id.as_str().into())]));
        }
        self.page.blank();
        let (mark, tone, word) = sign(&analysis.together);
        let result = self.words.say(&format!("curriculum-result-{word}"));
        self.page.write(0, 2, &[Piece::new(mark, tone), Piece::plain(" "), Piece::new(result, tone)]);
        let judged = || analysis.requirements.iter().filter(|it| !it.advisory);
        let count = |wanted: &str| judged().filter(|it| sign(&it.outcome).2 == wanted).count();
        let of = judged().filter(|it| !matches!(it.outcome, Outcome::Individual | Outcome::Absent)).count();
        let values =
            [("guaranteed", count("guaranteed").into()), ("of", of.into()), ("left", count("individual").into())];
        self.page.write(2, 2, &[Piece::plain(self.words.with("curriculum-progress", values))]);
        let each = judged().all(|it| !matches!(it.outcome, Outcome::Impossible { .. }));
        if each && matches!(analysis.together, Outcome::Impossible { .. }) {
            self.page.write(2, 2, &[Piece::plain(self.words.say("curriculum-not-together"))]);
        }
    }

    // ---- what lacks ----

    fn lacking(&mut self) {
        let wanting = |it: &&Requirement| {
            !it.advisory
                && matches!(
                    it.outcome,
                    Outcome::Possible { .. }
                        | Outcome::Impossible { .. }
                        | Outcome::Undetermined { .. }
                        | Outcome::Unknown
                )
        };
        let mut wanting = self.shown.analysis.requirements.iter().filter(wanting).peekable();
        if wanting.peek().is_none() {
            return;
        }
        self.page.heading(&self.words.say("curriculum-heading-lacking"));
        for requirement in wanting {
            let (mark, tone, _) = sign(&requirement.outcome);
            let label = self.label(requirement.node);
            self.page.write(0, 2, &[Piece::new(mark, tone), Piece::plain(" "), Piece::new(label, Tone::Strong)]);
            if let Some(note) = self.note(requirement.node) {
                let cite = self.speech.citations(&note.cite);
                self.page.write(2, 2, &[Piece::new(cite, Tone::Dim)]);
            }
            self.outcome(&requirement.outcome);
        }
    }

    fn outcome(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Possible { works, sure, fails } => {
                self.way(Sentence::Fails, fails);
                self.gaps(fails, 2);
                self.way(if *sure { Sentence::Works } else { Sentence::MayWork }, works);
            }
            Outcome::Impossible { nearest, clash } => {
                for near in nearest {
                    self.way(if near.least { Sentence::Best } else { Sentence::Near }, &near.way);
                    self.line(near.node, &near.way);
                }
                if !clash.is_empty() {
                    self.write(2, self.words.say("curriculum-clash"));
                    for line in clash {
                        let (label, cite) = (self.label(*line), self.cited(*line));
                        self.page.write(4, 6, &[Piece::plain("• "), Piece::plain(label), Piece::new(cite, Tone::Dim)]);
                    }
                }
            }
            Outcome::Undetermined { works, doubtful } => {
                self.way(Sentence::Doubtful, doubtful);
                let speech = Speech { record: Some(&doubtful.record), ..self.speech };
                Section { speech, page: self.page }.doubts(&doubtful.finding, 4);
                if let Some(works) = works {
                    self.way(Sentence::Works, works);
                }
            }
            Outcome::Unknown => self.write(2, self.words.say("curriculum-limit")),
            Outcome::Guaranteed | Outcome::Individual | Outcome::Absent => {}
        }
    }

    /// Whether there is anything to choose.
    fn electives(&self) -> bool {
        self.shown.analysis.compulsory.iter().any(|compulsory| !compulsory)
    }

    /// A sentence about a graduate, named by what was chosen.
    fn way(&mut self, sentence: Sentence, way: &Way) {
        let compulsory = &self.shown.analysis.compulsory;
        let chosen = way.taken.iter().filter(|module| compulsory.get(**module) != Some(&true));
        let codes: Vec<String> = chosen.map(|module| self.code(*module)).collect();
        let (of_all, of_none, of_some) = sentence.keys();
        let text = if !self.electives() {
            self.words.say(of_all)
        } else if codes.is_empty() {
            self.words.say(of_none)
        } else {
            let names =
                if codes.len() > MAX_MODULES { self.words.some(&codes, MAX_MODULES) } else { self.words.and(&codes) };
            self.words.with(of_some, [("modules", names.into())])
        };
        self.page.write(2, 4, &[Piece::plain(text)]);
    }

    fn code(&self, module: usize) -> String {
        self.shown.curriculum.modules.get(module).map_or_else(String::new, |module| module.code.clone())
    }

    /// What lacks of a requirement on a way.
    fn gaps(&mut self, way: &Way, indent: usize) {
        let speech = Speech { record: Some(&way.record), ..self.speech };
        let line = Line::of(&speech, &way.finding);
        Section { speech, page: self.page }.gaps(&line, indent);
    }

    /// What lacks of a single line on a way.
    fn line(&mut self, node: NodeId, way: &Way) {
        // A choice without a name stands for its ways.
        let named = self.note(node).is_some_and(|note| !note.text.is_empty());
        let kind = self.shown.framework.program.nodes.get(node.index()).map(|node| &node.kind);
        let plain = matches!(kind, Some(NodeKind::Claim(_) | NodeKind::Share { .. }));
        if !named && !plain {
            self.gaps(way, 2);
            return;
        }
        let label = self.label(node);
        let cite = self.cited(node);
        self.page.write(4, 6, &[Piece::plain("• "), Piece::plain(label), Piece::new(cite, Tone::Dim)]);
        self.gaps(way, 4);
    }

    fn note(&self, node: NodeId) -> Option<&'a Note> {
        let framework = self.shown.framework;
        let node = framework.program.nodes.get(node.index())?;
        framework.notes.get(node.note as usize)
    }

    /// The articles that a line itself cites, behind its label.
    fn cited(&self, node: NodeId) -> String {
        let cite = self.note(node).map(|note| self.speech.first_citations(&note.cite)).unwrap_or_default();
        if cite.is_empty() { cite } else { format!(" [{cite}]") }
    }

    /// What names a line: its text, else what it asks for.
    fn label(&self, node: NodeId) -> String {
        let speech = Speech { framework: self.shown.framework, ..self.speech };
        let note = self.note(node);
        if let Some(note) = note.filter(|note| !note.text.is_empty()) {
            return speech.text(&note.text).to_owned();
        }
        let kind = self.shown.framework.program.nodes.get(node.index()).map(|node| &node.kind);
        // A condition without a name stands for what it asks.
        if let Some(NodeKind::Choose { then, .. }) = kind {
            return self.label(*then);
        }
        let said = kind.map(|kind| speech.statement(kind)).unwrap_or_default();
        if said.is_empty() { note.map_or_else(String::new, |note| note.line.clone()) } else { capital(&said) }
    }

    // ---- all requirements ----

    fn requirements(&mut self) {
        for advisory in [false, true] {
            let all = self.shown.analysis.requirements.iter().filter(|it| it.advisory == advisory);
            let mut all = all.filter(|it| !matches!(it.outcome, Outcome::Absent)).peekable();
            if all.peek().is_none() {
                continue;
            }
            self.page.heading(&self.words.say(if advisory { "heading-advisory" } else { "heading-requirements" }));
            for requirement in all {
                let (mark, tone, word) = sign(&requirement.outcome);
                let left = !requirement.left.is_empty() && matches!(requirement.outcome, Outcome::Guaranteed);
                let word = if left { "guaranteed-part" } else { word };
                let state = self.words.say(&format!("curriculum-{word}"));
                let label = self.label(requirement.node);
                let values = [("label", label.trim_end_matches('.').into()), ("gap", state.into())];
                let text = self.words.with("gap-line", values);
                self.page.write(0, 2, &[Piece::new(mark, tone), Piece::plain(" "), Piece::plain(text)]);
                if let Some(note) = self.note(requirement.node) {
                    let cite = self.speech.citations(&note.cite);
                    self.page.write(2, 2, &[Piece::new(cite, Tone::Dim)]);
                }
                self.beside("curriculum-left", &requirement.left);
                self.beside("curriculum-aside", &requirement.aside);
                if advisory && !matches!(requirement.outcome, Outcome::Guaranteed) {
                    self.outcome(&requirement.outcome);
                }
            }
        }
    }

    /// Lines that are not the curriculum's.
    fn beside(&mut self, key: &str, lines: &[NodeId]) {
        for line in lines.iter().take(MAX_LEFT) {
            let text = self.words.with(key, [("what", self.label(*line).into())]);
            self.page.write(2, 4, &[Piece::plain(text)]);
        }
        if lines.len() > MAX_LEFT {
            let text = self.words.with("curriculum-more", [("count", (lines.len() - MAX_LEFT).into())]);
            self.page.write(2, 4, &[Piece::plain(text)]);
        }
    }

    // ---- what is taught where ----

    fn taught(&mut self) {
        let taught = &self.shown.analysis.taught;
        if taught.iter().all(|it| it.cells.is_empty()) {
            return;
        }
        self.page.heading(&self.words.say("curriculum-heading-taught"));
        let mut starred = false;
        for one in taught.iter().filter(|it| it.asked || !it.cells.is_empty()) {
            let cells: Vec<String> = one.cells.iter().map(|cell| self.cell(cell)).collect();
            starred |= one.cells.iter().any(|cell| !self.compulsory(cell));
            let cells = if cells.is_empty() { self.words.say("curriculum-nowhere") } else { cells.join(", ") };
            let values = [("label", self.speech.competency(one.competency).into()), ("gap", cells.into())];
            let text = self.words.with("gap-line", values);
            let tone = if one.asked { Tone::Plain } else { Tone::Dim };
            self.page.write(0, 2, &[Piece::new(text, tone)]);
        }
        if starred {
            self.page.write(0, 0, &[Piece::new(self.words.say("curriculum-star"), Tone::Dim)]);
        }
        let only: Vec<CompetencyId> = taught
            .iter()
            .filter(|it| it.asked && !it.cells.is_empty() && it.cells.iter().all(|cell| !self.compulsory(cell)))
            .map(|it| it.competency)
            .collect();
        if !only.is_empty() {
            self.page.heading(&self.words.say("curriculum-heading-electives-only"));
            for competency in only {
                let name = self.speech.competency(competency);
                self.page.write(0, 2, &[Piece::plain("• "), Piece::plain(name)]);
            }
        }
    }

    fn compulsory(&self, cell: &Cell) -> bool {
        self.shown.analysis.compulsory.get(cell.module) == Some(&true)
    }

    /// A module, its level and hours: `E1* 20 h`.
    fn cell(&self, cell: &Cell) -> String {
        let star = if self.compulsory(cell) { "" } else { "*" };
        let mut text = format!("{}{star}", self.code(cell.module));
        if let Some(hours) = cell.hours {
            text.push(GLUE);
            text.push_str(&self.hours(hours));
        }
        if let Some(level) = cell.level {
            text.push_str(&format!("{GLUE}({})", self.speech.level(level).replace(' ', &GLUE.to_string())));
        }
        if cell.partly {
            text.push_str(&format!("{GLUE}({})", self.words.say("curriculum-partly").replace(' ', &GLUE.to_string())));
        }
        text
    }

    fn hours(&self, hours: Number) -> String {
        let number = self.words.number(hours, Rounding::Down);
        self.words
            .with("unit-h", [("number", number.into()), ("n", crate::report::language::plural(hours))])
            .replace(' ', &GLUE.to_string())
    }

    // ---- hours ----

    fn totals(&mut self) {
        let totals = &self.shown.analysis.totals;
        // Where no mode is stated, the whole says it all.
        let unstated = matches!(totals.as_slice(), [_, only] if only.mode.is_none());
        let totals = if unstated { totals.get(..1).unwrap_or_default() } else { totals.as_slice() };
        if self.shown.analysis.totals.len() < 2 {
            return;
        }
        self.page.heading(&self.words.say("curriculum-heading-hours"));
        for total in totals {
            let label = match total.mode {
                _ if total.whole => self.words.say("curriculum-all-hours"),
                Some(mode) => capital(&self.speech.symbol(self.shown.record.word(self.shown.framework, mode))),
                None => self.words.say("curriculum-no-mode"),
            };
            let range = match total.range {
                Some((least, most)) if least == most => self.hours(least),
                Some((least, most)) => {
                    let number = |number| self.words.number(number, Rounding::Down);
                    let between = [("low", number(least).into()), ("high", self.hours(most).into())];
                    self.words.with("number-range", between)
                }
                None => self.words.say("curriculum-limit"),
            };
            let same = total.range == Some((total.compulsory, total.compulsory));
            let gap = if same {
                range
            } else {
                let values = [("range", range.into()), ("compulsory", self.hours(total.compulsory).into())];
                self.words.with("curriculum-hours", values)
            };
            self.write(0, self.words.with("gap-line", [("label", label.into()), ("gap", gap.into())]));
        }
    }

    fn idle(&mut self) {
        let idle = &self.shown.analysis.idle;
        if idle.is_empty() {
            return;
        }
        self.page.heading(&self.words.say("curriculum-heading-idle"));
        for module in idle {
            let Some(module) = self.shown.curriculum.modules.get(*module) else { continue };
            let text = match &module.title {
                Some(title) => format!("{} {title}", module.code),
                None => module.code.clone(),
            };
            self.page.write(0, 2, &[Piece::plain("• "), Piece::plain(text)]);
        }
    }
}
