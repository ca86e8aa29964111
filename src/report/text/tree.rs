//! Every requirement with what was measured, counted and refused.

use indexmap::IndexMap;

use super::shown::{Shown, wants_bar};
use super::{Section, sign};
use crate::eval::assessment::{Finding, Reason, Verdict, VersionAssessment};
use crate::model::number::Number;
use crate::model::program::NodeKind;
use crate::report::bars;
use crate::report::language::Rounding;
use crate::report::layout::{GLUE, Piece, Tone};
use crate::report::speech::MAX_IDS;

/// Evidence and competencies in one line; a record may hold thousands, and JSON has them all.
const MAX_COUNTED: usize = 40;
/// Reasons for which evidence of one line is refused.
const MAX_REASONS: usize = 6;
/// Columns that a bar with its quantity takes beside a label.
const BAR_COLUMNS: usize = 46;

impl Section<'_, '_> {
    /// The tree, and what is advisory apart from it.
    pub(super) fn tree(&mut self, version: &VersionAssessment) {
        let (advisory, judged): (Vec<&Finding>, Vec<&Finding>) =
            version.findings.iter().partition(|finding| self.advisory(finding));
        let words = self.speech.words;
        for (key, list) in [("heading-requirements", judged), ("heading-advisory", advisory)] {
            if list.is_empty() {
                continue;
            }
            self.page.heading(&words.say(key));
            for finding in list {
                self.line(finding, 0, 0);
            }
        }
    }

    /// One line and all below it. `column` is where bars of its neighbours begin.
    fn line(&mut self, finding: &Finding, indent: usize, column: usize) {
        let words = self.speech.words;
        let shown = Shown::of(&self.speech, finding);
        let mut pieces = vec![sign(finding), Piece::plain(" ")];
        let tone = if indent == 0 { Tone::Strong } else { Tone::Plain };
        let label = Piece::new(shown.label(&self.speech), tone);
        let width = label.width();
        pieces.push(label);
        if !finding.applicable || !finding.taken {
            let key = if finding.applicable { "tree-not-needed" } else { "tree-not-applicable" };
            pieces.push(Piece::plain(" "));
            pieces.push(Piece::new(words.say(key), Tone::Dim));
            self.page.write(indent, indent + 2, &pieces);
            return;
        }
        let inner = indent + 2;
        let quantity = self.quantity(shown.body);
        let beside = !shown.is_named_rule(&self.speech) && width <= column;
        if beside && !quantity.is_empty() {
            // Glued spaces push the bar to the column of its neighbours.
            pieces.push(Piece::plain(" "));
            let pad: String = std::iter::repeat_n(GLUE, column - width).collect();
            pieces.push(Piece::plain(pad));
            pieces.extend(quantity);
            self.page.write(indent, inner, &pieces);
        } else {
            self.page.write(indent, inner, &pieces);
            self.about(&shown, inner);
            if let Some(rule) = shown.rule(&self.speech) {
                self.page.write(inner, inner, &[Piece::plain(rule)]);
            }
            self.page.write(inner, inner, &quantity);
        }
        self.evidence(shown.body, inner);
        self.children(shown.body, inner);
    }

    /// The verdict in words, citations, assumptions, decisions.
    fn about(&mut self, shown: &Shown<'_>, indent: usize) {
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
        let cite = self.speech.citations(&shown.citations(&self.speech));
        if !cite.is_empty() {
            parts.push(cite);
        }
        let assumptions = shown.assumptions(&self.speech);
        if !assumptions.is_empty() {
            let values = [("count", assumptions.len().into()), ("keys", assumptions.join(", ").into())];
            parts.push(words.with("tree-assumptions", values));
        }
        self.page.write(indent, indent, &[Piece::new(parts.join(" · "), Tone::Dim)]);
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
        pieces.push(Piece::plain(self.speech.measured(measured, needed)));
        if let Some(gap) = finding.shortfall.as_ref().filter(|gap| gap.high != Some(Number::ZERO)) {
            let text = self.speech.range(gap, Rounding::Up);
            pieces.push(Piece::plain(" · "));
            pieces.push(Piece::new(words.with("tree-missing", [("gap", text.into())]), tone));
        }
        if let Some(excess) = &finding.excess {
            let text = self.speech.range(excess, Rounding::Up);
            pieces.push(Piece::plain(" · "));
            pieces.push(Piece::new(words.with("tree-excess", [("excess", text.into())]), tone));
        }
        pieces
    }

    /// What a name stands for, what counts, what does not, what is not covered.
    fn evidence(&mut self, finding: &Finding, indent: usize) {
        let words = self.speech.words;
        let dim = |text: String| [Piece::new(text, Tone::Dim)];
        let speech = self.speech;
        if let Some((name, item)) = &finding.bound {
            let text = match item {
                Some(item) => {
                    words.with("tree-bound", [("name", name.as_str().into()), ("item", item.as_str().into())])
                }
                None => words.with("gap-unbound", [("name", name.as_str().into())]),
            };
            self.page.write(indent, indent + 2, &[Piece::plain(text)]);
        }
        if !finding.counted.is_empty() {
            let all: Vec<String> = finding.counted.iter().map(|counted| speech.counted(counted)).collect();
            let list = words.some(&all, MAX_COUNTED);
            self.page.write(indent, indent + 2, &dim(words.with("tree-counted", [("list", list.into())])));
        }
        self.refused(finding, indent);
        for (key, possible) in [("tree-uncovered", false), ("tree-uncovered-perhaps", true)] {
            let names: Vec<String> = finding
                .uncovered
                .iter()
                .filter(|one| one.possible == possible)
                .map(|one| {
                    let name = speech.competency(one.competency);
                    match one.best {
                        Some(best) => words.with(
                            "tree-best-level",
                            [("competency", name.into()), ("level", speech.level(best).into())],
                        ),
                        None => name,
                    }
                })
                .collect();
            if !names.is_empty() && finding.verdict != Verdict::Met {
                let list = words.some(&names, MAX_COUNTED);
                self.page.write(indent, indent + 2, &[Piece::plain(words.with(key, [("list", list.into())]))]);
            }
        }
    }

    /// Refused evidence: one line for each reason.
    fn refused(&mut self, finding: &Finding, indent: usize) {
        let words = self.speech.words;
        let mut groups: IndexMap<String, Vec<String>> = IndexMap::new();
        for refused in &finding.refused {
            // That a course is on another subject is no news where nothing is missing.
            let beside =
                matches!(refused.reason, Reason::OtherCompetency | Reason::CoversNothing | Reason::NotPartOfProgramme);
            if beside && finding.verdict == Verdict::Met {
                continue;
            }
            let reason = self.speech.reason(&refused.reason, refused.item);
            groups.entry(reason).or_default().push(self.speech.item(refused.item).to_owned());
        }
        for (reason, ids) in groups.iter().take(MAX_REASONS) {
            let values = [
                ("count", ids.len().into()),
                ("list", words.some(ids, MAX_IDS).into()),
                ("reason", reason.as_str().into()),
            ];
            self.page.write(indent, indent + 2, &[Piece::new(words.with("tree-refused", values), Tone::Dim)]);
        }
        let rest: usize = groups.values().skip(MAX_REASONS).map(Vec::len).sum();
        if rest > 0 {
            let text = words.with("tree-refused-rest", [("count", rest.into())]);
            self.page.write(indent, indent + 2, &[Piece::new(text, Tone::Dim)]);
        }
    }

    fn children(&mut self, finding: &Finding, indent: usize) {
        let words = self.speech.words;
        let children: Vec<&Finding> = finding.children.iter().collect();
        if children.is_empty() {
            return;
        }
        match self.speech.kind_of(finding) {
            Some(NodeKind::Any(_)) if children.len() > 1 => {
                let text = words.with("label-any", [("count", children.len().into())]);
                self.page.write(indent, indent, &[Piece::new(text, Tone::Dim)]);
            }
            Some(NodeKind::AtLeast(least, _)) => {
                let values = [("least", i64::from(*least).into()), ("count", children.len().into())];
                self.page.write(indent, indent, &[Piece::new(words.with("label-at-least", values), Tone::Dim)]);
            }
            _ => {}
        }
        let most = self.page.width().saturating_sub(indent + 2 + BAR_COLUMNS);
        let widths = children.iter().filter(|child| child.applicable && child.taken).map(|child| {
            let shown = Shown::of(&self.speech, child);
            let measured = shown.body.measured.is_some() && shown.body.needed.is_some();
            if measured { Piece::plain(shown.label(&self.speech)).width() } else { 0 }
        });
        let column = widths.filter(|width| *width <= most).max().unwrap_or(0);
        for child in children {
            self.line(child, indent, column);
        }
    }
}
