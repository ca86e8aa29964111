//! Every requirement with what was measured, counted and refused.

use indexmap::IndexMap;

use super::shown::{Entry, Shown, closed_gate, lines, top, wants_bar};
use super::{MAX_EVIDENCE, Section, sign};
use crate::eval::assessment::{Finding, Question, Reason, Verdict, VersionAssessment};
use crate::model::number::Number;
use crate::model::program::{NodeKind, RowKind};
use crate::model::text::Citation;
use crate::report::bars;
use crate::report::language::{Rounding, plural};
use crate::report::layout::{GLUE, Piece, Tone};
use crate::report::speech::{MAX_IDS, Speech};

/// Reasons for which evidence of one line is refused.
const MAX_REASONS: usize = 6;
/// Columns that a bar with its quantity takes beside a label.
const BAR_COLUMNS: usize = 42;

impl Section<'_, '_> {
    /// The tree, and what is advisory apart from it.
    pub(super) fn tree(&mut self, version: &VersionAssessment) {
        let (advisory, judged): (Vec<Entry<'_>>, Vec<Entry<'_>>) =
            top(&self.speech, &version.findings).into_iter().partition(|entry| self.advisory(entry.finding));
        let words = self.speech.words;
        for (key, list) in [("heading-requirements", judged), ("heading-advisory", advisory)] {
            if list.is_empty() {
                continue;
            }
            self.page.heading(&words.say(key));
            for entry in &list {
                self.line(entry, &[], 0, 0, None);
            }
        }
    }

    /// One line and all below it. `above` is what the line above cites, which is not said again; `column` is where bars
    /// of its neighbours begin;
    /// `common` is what is refused for all of them, and has been said.
    fn line(&mut self, entry: &Entry<'_>, above: &[Citation], indent: usize, column: usize, common: Option<&[String]>) {
        let words = self.speech.words;
        let shown = Shown::of(&self.speech, entry.finding);
        let finding = shown.outer;
        let inner = indent + 2;
        if let Some(caption) = &entry.caption {
            self.page.write(indent, indent, &[Piece::new(caption.as_str(), Tone::Dim)]);
            for line in common.unwrap_or_default() {
                self.page.write(indent, indent + 2, &[Piece::new(line.as_str(), Tone::Dim)]);
            }
        }
        if let Some(cap) = cap(&self.speech, finding) {
            let mut pieces = vec![Piece::plain("· "), Piece::plain(cap)];
            if closed_gate(&self.speech, finding) {
                pieces.push(Piece::plain(" – "));
                pieces.append(&mut self.quantity(finding));
            }
            self.page.write(indent, inner, &pieces);
            return;
        }
        let mut pieces = vec![sign(finding), Piece::plain(" ")];
        let tone = if indent == 0 { Tone::Strong } else { Tone::Plain };
        let label = Piece::new(shown.answered(&self.speech), tone);
        let width = label.width();
        pieces.push(label);
        if !finding.applicable {
            pieces.push(Piece::plain(" "));
            pieces.push(Piece::new(words.say("tree-not-applicable"), Tone::Dim));
            self.page.write(indent, inner, &pieces);
            return;
        }
        let mut quantity = self.quantity(shown.body);
        let about = self.about(&shown, above);
        let rule = shown.rule(&self.speech).filter(|_| !entry.member);
        let bar = wants_bar(shown.body);
        let alone = about.is_empty() && rule.is_none() && !quantity.is_empty();
        let dash = || Piece::plain(" – ");
        if alone && bar && width <= column {
            // Glued spaces push the bar to the column of its neighbours.
            pieces.push(Piece::plain(format!(" {}", pad(column - width))));
            pieces.append(&mut quantity);
        } else if alone && !bar {
            pieces.push(dash());
            pieces.append(&mut quantity);
        }
        self.page.write(indent, inner, &pieces);
        self.page.write(inner, inner, &[Piece::new(about, Tone::Dim)]);
        if let Some(doc) = shown.doc(&self.speech).filter(|_| finding.verdict != Verdict::Met) {
            self.page.write(inner, inner, &[Piece::plain(doc)]);
        }
        let mut below: Vec<Piece> = rule.map(Piece::plain).into_iter().collect();
        if !below.is_empty() && !bar && !quantity.is_empty() {
            below.push(dash());
            below.append(&mut quantity);
        }
        self.page.write(inner, inner, &below);
        // Beside a column of bars, one below a long label stands in that column too.
        let at = if alone && column > 0 { inner + column + 1 } else { inner };
        self.page.write(at, inner, &quantity);
        self.evidence(shown.body, inner, entry.member, common.is_some());
        let cite = shown.citations(&self.speech);
        let above = if cite.is_empty() { above } else { &cite };
        self.children(shown.body, shown.named(&self.speech), above, inner);
        self.clash(shown.body, above, inner);
    }

    /// The verdict in words, citations, assumptions, decisions.
    fn about(&self, shown: &Shown<'_>, above: &[Citation]) -> String {
        let words = self.speech.words;
        let finding = shown.outer;
        let mut parts = Vec::new();
        if let Some(decision) = shown.chain().find_map(|finding| finding.by_decision) {
            parts.push(words.with("tree-by-decision", [("number", (decision + 1).into())]));
        } else if shown.is_named_rule(&self.speech) {
            parts.push(self.speech.verdict(finding.verdict));
        }
        if let Some(completion) = finding.on_completion.filter(|completion| *completion != finding.verdict) {
            parts.push(words.with("tree-on-completion", [("verdict", self.speech.verdict(completion).into())]));
        }
        let cite = shown.citations(&self.speech);
        if cite != above {
            parts.extend(Some(self.speech.citations(&cite)).filter(|cite| !cite.is_empty()));
        }
        let assumptions = shown.assumptions(&self.speech);
        if !assumptions.is_empty() {
            let values = [("count", assumptions.len().into()), ("keys", assumptions.join(", ").into())];
            parts.push(words.with("tree-assumptions", values));
        }
        parts.join(" · ")
    }

    /// A bar, what is there of what is asked, and what lacks.
    fn quantity(&self, finding: &Finding) -> Vec<Piece> {
        let words = self.speech.words;
        let (Some(measured), Some(needed)) = (&finding.measured, &finding.needed) else {
            return Vec::new();
        };
        let tone = match finding.verdict {
            Verdict::Met => Tone::Good,
            Verdict::Unmet => Tone::Bad,
            Verdict::Undetermined => Tone::Doubt,
        };
        let mut pieces = Vec::new();
        if let Some(least) = needed.least.filter(|_| wants_bar(finding)) {
            pieces.push(Piece::new(bars::bar(measured.low, measured.high, least), tone));
            pieces.push(Piece::plain(" "));
        }
        pieces.push(Piece::plain(self.speech.measured(measured, needed, false)));
        let single = Speech::single(needed) && measured.low < Number::ONE;
        let gap = finding.shortfall.as_ref().filter(|gap| gap.high != Some(Number::ZERO) && !single);
        if let Some(gap) = gap {
            let text = self.speech.range(gap, Rounding::Up);
            pieces.push(Piece::plain(" · "));
            pieces.push(Piece::new(
                words.with("tree-missing", [("gap", text.into()), ("n", plural(gap.high.unwrap_or(gap.low)))]),
                tone,
            ));
        }
        if let Some(excess) = &finding.excess {
            let text = self.speech.range(excess, Rounding::Up);
            pieces.push(Piece::plain(" · "));
            pieces.push(Piece::new(words.with("tree-excess", [("excess", text.into())]), tone));
        }
        pieces
    }

    /// What a name stands for, what counts, what does not, what is not covered.
    fn evidence(&mut self, finding: &Finding, indent: usize, member: bool, said: bool) {
        let words = self.speech.words;
        let dim = |text: String| [Piece::new(text, Tone::Dim)];
        let speech = self.speech;
        if let Some((name, item)) = &finding.bound {
            let text = match item {
                Some(item) => {
                    words.with("tree-bound", [("name", speech.bound_name(name).into()), ("item", item.as_str().into())])
                }
                None => words.with("gap-unbound", [("name", speech.bound_name(name).into())]),
            };
            self.page.write(indent, indent + 2, &[Piece::plain(text)]);
        }
        if !finding.counted.is_empty() {
            let list = words.some(&speech.counted(&finding.counted), MAX_EVIDENCE);
            self.page.write(indent, indent + 2, &dim(words.with("tree-counted", [("list", list.into())])));
        }
        for line in self.refusals(finding, member).iter().filter(|_| !said) {
            self.page.write(indent, indent + 2, &[Piece::new(line.as_str(), Tone::Dim)]);
        }
        if finding.verdict == Verdict::Met {
            return;
        }
        let surely = if speech.is_choice_of(finding) { "tree-uncovered-choice" } else { "tree-uncovered" };
        for (key, possible) in [(surely, false), ("tree-uncovered-perhaps", true)] {
            let names: Vec<String> = finding
                .uncovered
                .iter()
                .filter(|one| one.possible == possible)
                .map(|one| speech.uncovered(finding, one))
                .collect();
            if !names.is_empty() {
                let list = words.some(&names, MAX_EVIDENCE);
                self.page.write(indent, indent + 2, &[Piece::plain(words.with(key, [("list", list.into())]))]);
            }
        }
    }

    /// Refused evidence: one line for each reason. Of one competency among many, that the rest is on others goes
    /// without saying.
    fn refusals(&self, finding: &Finding, member: bool) -> Vec<String> {
        let words = self.speech.words;
        let limit = finding.needed.as_ref().is_some_and(|needed| needed.least.is_none());
        let mut groups: IndexMap<String, Vec<String>> = IndexMap::new();
        for refused in &finding.refused {
            let beside = if refused.reason == Reason::OtherCompetency && member {
                true
            } else if refused.reason == Reason::CoversNothing {
                !finding.counted.is_empty()
            } else {
                (finding.verdict == Verdict::Met || limit) && about_something_else(&refused.reason)
            };
            if !beside {
                let reason = self.speech.reason(&refused.reason, refused.item);
                groups.entry(reason).or_default().push(self.speech.item(refused.item).to_owned());
            }
        }
        let mut lines: Vec<String> = groups
            .iter()
            .take(MAX_REASONS)
            .map(|(reason, ids)| {
                let list = words.some(ids, MAX_IDS);
                words.with("tree-refused", [("list", list.into()), ("reason", reason.as_str().into())])
            })
            .collect();
        let rest: usize = groups.values().skip(MAX_REASONS).map(Vec::len).sum();
        if rest > 0 {
            lines.push(words.with("tree-refused-rest", [("count", rest.into())]));
        }
        lines
    }

    fn children(&mut self, finding: &Finding, named: bool, above: &[Citation], indent: usize) {
        let words = self.speech.words;
        let entries = lines(&self.speech, finding);
        let open = finding.children.iter().any(|child| child.applicable && child.row.is_none());
        // Without a name of its own, that it is a choice is its name already.
        if open && named {
            let text = match self.speech.kind_of(finding) {
                Some(NodeKind::Any(ways)) if ways.len() > 1 => words.with("label-any", [("count", ways.len().into())]),
                Some(NodeKind::AtLeast(least, ways)) => {
                    words.with("label-at-least", [("least", i64::from(*least).into()), ("count", ways.len().into())])
                }
                Some(_) | None => String::new(),
            };
            self.page.write(indent, indent, &[Piece::new(text, Tone::Dim)]);
        }
        let most = self.page.width().saturating_sub(indent + 2 + BAR_COLUMNS);
        let widths = entries.iter().map(|entry| entry.finding).filter(|child| child.applicable && child.taken);
        let widths = widths.filter(|child| cap(&self.speech, child).is_none()).map(|child| {
            let shown = Shown::of(&self.speech, child);
            let measured = shown.body.measured.is_some() && shown.body.needed.is_some();
            if measured { Piece::plain(shown.label(&self.speech)).width() } else { 0 }
        });
        let column = widths.filter(|width| *width <= most).max().unwrap_or(0);
        let common = self.common_refusals(&entries);
        let (entries, spare): (Vec<Entry<'_>>, Vec<Entry<'_>>) =
            entries.into_iter().partition(|entry| entry.finding.taken || !entry.finding.applicable);
        for (index, entry) in entries.iter().enumerate() {
            if entry.finding.node == finding.node && entry.finding.row.is_none() {
                self.condition(entry.finding, indent);
                continue;
            }
            self.branch(finding, index, indent);
            let common = common.as_deref().filter(|_| entry.member);
            self.line(entry, above, indent, column, common);
        }
        self.spare(&spare, finding.verdict == Verdict::Met, indent);
    }

    /// Ways that the person does not need, in one line; of a choice that is not met, ways that lack more than the one shown.
    fn spare(&mut self, ways: &[Entry<'_>], met: bool, indent: usize) {
        let words = self.speech.words;
        let shown = ways.iter().map(|way| Shown::of(&self.speech, way.finding));
        let names: Vec<String> =
            shown.filter(|way| way.named(&self.speech)).map(|way| way.label(&self.speech)).collect();
        let text = match (ways.len(), names.as_slice()) {
            (0, _) => return,
            (count, []) => {
                let key = if met { "tree-not-needed-unnamed" } else { "tree-not-taken-unnamed" };
                words.with(key, [("count", count.into())])
            }
            (count, names) => {
                let list = names.join("; ");
                let more = count - names.len();
                let list = match more {
                    0 => list,
                    more => words.with("list-more", [("list", list.into()), ("count", more.into())]),
                };
                let key = if met { "tree-not-needed" } else { "tree-not-taken" };
                words.with(key, [("list", list.into())])
            }
        };
        let pieces = [Piece::new("–", Tone::Dim), Piece::plain(" "), Piece::new(text, Tone::Dim)];
        self.page.write(indent, indent + 2, &pieces);
    }

    /// Of two branches between which something unknown decides: which one comes now.
    fn branch(&mut self, finding: &Finding, index: usize, indent: usize) {
        let words = self.speech.words;
        let Some(NodeKind::Choose { condition, .. }) = self.speech.kind_of(finding) else { return };
        let text = match index {
            0 => words.with("rule-when", [("condition", self.speech.condition(condition).into())]),
            _ => words.say("rule-otherwise"),
        };
        self.page.write(indent, indent, &[Piece::plain(text)]);
    }

    /// Why evidence is refused for every member of a set alike.
    fn common_refusals(&self, entries: &[Entry<'_>]) -> Option<Vec<String>> {
        let mut common: Option<Vec<String>> = None;
        let mut members = 0;
        for entry in entries.iter().filter(|entry| entry.member) {
            let lines = self.refusals(Shown::of(&self.speech, entry.finding).body, true);
            if common.as_ref().is_some_and(|common| *common != lines) {
                return None;
            }
            members += 1;
            common = Some(lines);
        }
        common.filter(|lines| members > 1 && !lines.is_empty())
    }

    /// The condition of a way, or whether a name stands for its item, as a line below the way itself.
    fn condition(&mut self, finding: &Finding, indent: usize) {
        let words = self.speech.words;
        let text = match &finding.bound {
            Some((name, _)) => words.with("label-bind-open", [("name", self.speech.bound_name(name).into())]),
            None => match self.speech.kind_of(finding) {
                Some(NodeKind::Guarded { condition, .. }) => {
                    words.with("rule-only-if", [("condition", self.speech.condition(condition).into())])
                }
                Some(NodeKind::Joint(..)) => words.say(together(finding)),
                Some(_) | None => words.say("label-depends"),
            },
        };
        self.page.write(indent, indent + 2, &[sign(finding), Piece::plain(" "), Piece::plain(text)]);
    }
}

/// That evidence is about something else is no news where nothing is missing.
const fn about_something_else(reason: &Reason) -> bool {
    match reason {
        Reason::OtherCompetency
        | Reason::CoversNothing
        | Reason::NotPartOfProgramme
        | Reason::NotTheOneMeant
        | Reason::OnlyAncestor
        | Reason::OtherValue(_) => true,
        Reason::AfterAssessment
        | Reason::Excluded
        | Reason::PinnedElsewhere
        | Reason::InProgress
        | Reason::Planned
        | Reason::Failed
        | Reason::OutsideWindow
        | Reason::NotStated(_)
        | Reason::DateNotStated
        | Reason::AmountNotStated
        | Reason::LevelTooLow
        | Reason::LevelNotStated
        | Reason::CapReached
        | Reason::CountedElsewhere
        | Reason::OutsideGroup => false,
    }
}

/// What all lines of a block come to together, where the lines alone do not say it.
pub(super) fn together(finding: &Finding) -> &'static str {
    match finding.verdict {
        _ if finding.questions.contains(&Question::Undecided) => "label-together-undecided",
        Verdict::Unmet => "label-together-unmet",
        Verdict::Undetermined | Verdict::Met => "label-together-open",
    }
}

/// What a row says that limits what counts: nobody can fail it, so it has no verdict.
fn cap(speech: &Speech<'_>, finding: &Finding) -> Option<String> {
    let limits = match speech.row_of(finding)?.0 {
        RowKind::Counting(..)
        | RowKind::CountingShare(..)
        | RowKind::CountingPer(..)
        | RowKind::Gate { .. }
        | RowKind::FromAtMost(..)
        | RowKind::WithinAny(_)
        | RowKind::Consecutive(_)
        | RowKind::NoBreak(_) => true,
        RowKind::Including(..)
        | RowKind::IncludingShare(..)
        | RowKind::IncludingMembers { .. }
        | RowKind::Distinct { .. }
        | RowKind::Over(_)
        | RowKind::TogetherCover { .. } => false,
    };
    if limits { speech.row_asked(finding) } else { None }
}

/// Spaces that are not broken.
fn pad(columns: usize) -> String {
    std::iter::repeat_n(GLUE, columns).collect()
}
