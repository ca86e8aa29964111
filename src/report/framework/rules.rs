//! The lines of the rules in words, without any record.

use crate::eval::assessment::QuantityUnit;
use crate::model::number::Number;
use crate::model::program::{
    Bounds, Claim, Comparison, Condition, DateComparison, Measure, NodeId, NodeKind, Note, NoteKind, RowKind,
};
use crate::model::vocabulary::Kinds;
use crate::report::language::{Rounding, capital};
use crate::report::layout::{Page, Piece, Tone};
use crate::report::speech::Speech;

/// Blocks nest at most 64 deep in a file; standards may stand in standards, and what is deeper is not drawn.
const MAX_DEPTH: usize = 200;

/// Draws the lines of a node.
pub(super) fn draw(page: &mut Page, speech: &Speech<'_>, id: NodeId, indent: usize) {
    Drawing { page, speech: *speech }.node(id, indent, MAX_DEPTH);
}

struct Drawing<'a, 'p> {
    page: &'p mut Page,
    speech: Speech<'a>,
}

impl<'a> Drawing<'a, '_> {
    fn kind(&self, id: NodeId) -> Option<(&'a NodeKind, Option<&'a Note>, Option<crate::model::date::Interval>)> {
        let framework = self.speech.framework;
        let node = framework.program.nodes.get(id.index())?;
        Some((&node.kind, framework.notes.get(node.note as usize), node.in_force))
    }

    fn node(&mut self, id: NodeId, indent: usize, depth: usize) {
        let Some((kind, note, in_force)) = self.kind(id) else { return };
        let Some(depth) = depth.checked_sub(1) else { return };
        let words = self.speech.words;
        let mut indent = indent;
        if let Some(note) = note.filter(|note| !note.text.is_empty() && note.kind != NoteKind::Grant) {
            let mark = match note.kind {
                NoteKind::Route => "→",
                NoteKind::Grant
                | NoteKind::Requirement
                | NoteKind::Standard
                | NoteKind::Line
                | NoteKind::Member
                | NoteKind::Accepted => "•",
            };
            let tone = if note.kind == NoteKind::Requirement { Tone::Strong } else { Tone::Plain };
            let text = self.speech.text(&note.text).to_owned();
            self.page.write(indent, indent + 2, &[Piece::plain(mark), Piece::plain(" "), Piece::new(text, tone)]);
            indent += 2;
            let mut parts = Vec::new();
            if note.advisory {
                parts.push(words.say("show-advisory"));
            }
            if let Some(period) = in_force {
                parts.push(words.period(period));
            }
            parts.extend(Some(self.speech.citations(&note.cite)).filter(|cite| !cite.is_empty()));
            parts.extend(assumptions(&self.speech, &note.assume));
            self.page.write(indent, indent, &[Piece::new(parts.join(" · "), Tone::Dim)]);
        }
        self.body(kind, note, indent, depth);
    }

    fn say(&mut self, indent: usize, text: String) {
        self.page.write(indent, indent + 2, &[Piece::plain(text)]);
    }

    fn body(&mut self, kind: &'a NodeKind, note: Option<&Note>, indent: usize, depth: usize) {
        let words = self.speech.words;
        match kind {
            NodeKind::All(children) => {
                for child in children {
                    self.node(*child, indent, depth);
                }
            }
            NodeKind::Any(children) => {
                self.say(indent, words.with("label-any", [("count", children.len().into())]));
                self.ways(children, indent, depth);
            }
            NodeKind::AtLeast(least, children) => {
                let values = [("least", i64::from(*least).into()), ("count", children.len().into())];
                self.say(indent, words.with("label-at-least", values));
                self.ways(children, indent, depth);
            }
            NodeKind::Named(child) => self.node(*child, indent, depth),
            NodeKind::Choose { condition, then, otherwise } => {
                let condition = condition_said(&self.speech, condition, depth);
                self.say(indent, words.with("rule-when", [("condition", condition.into())]));
                self.node(*then, indent + 2, depth);
                if let Some(otherwise) = otherwise {
                    self.say(indent, words.say("rule-otherwise"));
                    self.node(*otherwise, indent + 2, depth);
                }
            }
            NodeKind::Guarded { condition, body } => {
                let condition = condition_said(&self.speech, condition, depth);
                self.say(indent, words.with("rule-only-if", [("condition", condition.into())]));
                self.node(*body, indent, depth);
            }
            NodeKind::Bind(binding, body) => {
                let known = self.speech.framework.program.bindings.get(binding.index());
                let evidence = known.map(|known| self.speech.selection(known.selection)).unwrap_or_default();
                let values = [("name", self.speech.binding(*binding).into()), ("evidence", evidence.into())];
                self.say(indent, words.with("rule-bind", values));
                self.node(*body, indent, depth);
            }
            NodeKind::Claim(claim) => {
                self.say(indent, capital(&statement(&self.speech, kind)));
                for row in &claim.rows {
                    if let Some(text) = row_said(&self.speech, claim, &row.kind) {
                        self.page.write(indent + 2, indent + 4, &[Piece::plain("– "), Piece::plain(text)]);
                    }
                }
            }
            NodeKind::Fact(..) | NodeKind::Share { .. } | NodeKind::Age { .. } | NodeKind::Resident { .. }
            | NodeKind::Since { .. } | NodeKind::DateOrder(..) => {
                self.say(indent, capital(&statement(&self.speech, kind)));
            }
            NodeKind::Judged { by } => {
                self.say(indent, words.with("rule-judged", [("by", by.as_str().into())]));
            }
            NodeKind::Open => {
                if note.is_none_or(|note| note.text.is_empty()) {
                    self.say(indent, capital(&words.say("predicate-unknown")));
                } else {
                    self.page.write(indent, indent, &[Piece::new(words.say("rule-open"), Tone::Dim)]);
                }
            }
        }
    }

    fn ways(&mut self, children: &[NodeId], indent: usize, depth: usize) {
        for child in children {
            let named = self.kind(*child).is_some_and(|(_, note, _)| note.is_some_and(|note| !note.text.is_empty()));
            if !named {
                // A way without a name begins with its own mark, so that two of them do not run together.
                self.page.write(indent, indent, &[Piece::plain("→")]);
            }
            self.node(*child, if named { indent } else { indent + 2 }, depth);
        }
    }
}

/// The keys of assumptions.
pub(super) fn assumptions(speech: &Speech<'_>, list: &[usize]) -> Option<String> {
    let keys: Vec<&str> =
        list.iter().filter_map(|index| Some(speech.framework.assumptions.get(*index)?.key.as_str())).collect();
    let values = [("count", keys.len().into()), ("keys", keys.join(", ").into())];
    (!keys.is_empty()).then(|| speech.words.with("tree-assumptions", values))
}

/// A line in a sentence: `at least 180 h: courses …`.
fn statement(speech: &Speech<'_>, kind: &NodeKind) -> String {
    let words = speech.words;
    let bounded = |bounds: (Option<Number>, Option<Number>), exactly: bool, unit: QuantityUnit, what: String| {
        let quantity = |number: Number| speech.quantity(number, unit, Rounding::Up);
        match bounds {
            (_, Some(most)) if most.is_zero() => words.with("asked-none", [("what", what.into())]),
            (Some(least), Some(most)) if exactly || least == most => {
                words.with("asked-exactly", [("quantity", quantity(least).into()), ("what", what.into())])
            }
            (Some(least), Some(most)) => words.with(
                "asked-between",
                [
                    ("least", words.number(least, Rounding::Up).into()),
                    ("most", quantity(most).into()),
                    ("what", what.into()),
                ],
            ),
            (Some(least), None) => {
                words.with("asked-least", [("quantity", quantity(least).into()), ("what", what.into())])
            }
            (None, Some(most)) => {
                words.with("asked-most", [("quantity", quantity(most).into()), ("what", what.into())])
            }
            (None, None) => what,
        }
    };
    match kind {
        NodeKind::Claim(claim) => {
            let Bounds { least, most, exactly } = claim.bounds;
            let mut what = speech.claim(claim, true);
            if let Measure::Covered { members, .. } = &claim.measure {
                what = format!("{what} ({})", speech.members(members));
            }
            bounded((least, most), exactly, unit(speech, claim), what)
        }
        NodeKind::Share { part, whole, at_least, share, .. } => {
            let values = [("part", speech.selection(*part).into()), ("whole", speech.selection(*whole).into())];
            let share = Some(*share * Number::whole(100));
            let bounds = if *at_least { (share, None) } else { (None, share) };
            bounded(bounds, false, QuantityUnit::Percent, words.with("label-share", values))
        }
        NodeKind::Fact(fact, test) => speech.fact(*fact, test),
        NodeKind::Age { comparison, age, at } => {
            let least = matches!(comparison, Comparison::AtLeast | Comparison::Over);
            let values = [
                ("age", speech.length(*age).into()),
                ("date", speech.against(DateComparison::On, *at).into()),
            ];
            words.with(if least { "asked-age-least" } else { "asked-age-most" }, values)
        }
        NodeKind::Resident { place, from, to } => speech.residence(*place, *from, *to),
        NodeKind::Since { comparison, length, since } => speech.since(*comparison, *length, *since),
        NodeKind::DateOrder(left, comparison, right) => speech.date_order(*left, *comparison, *right),
        NodeKind::Judged { by } => words.with("rule-judged", [("by", by.as_str().into())]),
        NodeKind::Open => words.say("predicate-unknown"),
        NodeKind::All(_)
        | NodeKind::Any(_)
        | NodeKind::AtLeast(..)
        | NodeKind::Choose { .. }
        | NodeKind::Guarded { .. }
        | NodeKind::Bind(..)
        | NodeKind::Named(_) => String::new(),
    }
}

fn unit(speech: &Speech<'_>, claim: &Claim) -> QuantityUnit {
    match &claim.measure {
        Measure::Amount(unit) => QuantityUnit::Unit(*unit),
        Measure::Count => {
            let known = speech.framework.program.selections.get_index(claim.selection.index());
            let all = known.map(|known| known.alternatives.as_slice()).unwrap_or_default();
            QuantityUnit::Count(all.iter().fold(Kinds::default(), |kinds, one| kinds.union(one.kinds)))
        }
        Measure::Time(unit) => QuantityUnit::Time(*unit),
        Measure::Covered { members, .. } => QuantityUnit::Competencies(members.len()),
    }
}

/// A row that the sentence of its claim does not say.
fn row_said(speech: &Speech<'_>, claim: &Claim, row: &RowKind) -> Option<String> {
    let words = speech.words;
    let quantity = |number: Number| speech.quantity(number, unit(speech, claim), Rounding::Up);
    match row {
        RowKind::Including(number, formula) => Some(words.with(
            "asked-including",
            [("quantity", quantity(*number).into()), ("what", speech.formula(formula).into())],
        )),
        RowKind::Counting(number, formula) => Some(words.with(
            "asked-counting",
            [("quantity", quantity(*number).into()), ("what", speech.formula(formula).into())],
        )),
        RowKind::IncludingMembers { least, members } => {
            let number = Number::whole(i64::from(*least));
            Some(words.with(
                "asked-including",
                [("quantity", quantity(number).into()), ("what", speech.members(members).into())],
            ))
        }
        RowKind::IncludingShare(..)
        | RowKind::CountingShare(..)
        | RowKind::CountingPer(..)
        | RowKind::Gate { .. }
        | RowKind::Distinct { .. }
        | RowKind::FromOne(_)
        | RowKind::Over(_)
        | RowKind::TogetherCover { .. }
        | RowKind::WithinAny(_)
        | RowKind::Consecutive(_)
        | RowKind::NoBreak(_) => None,
    }
}

/// A condition in a sentence.
fn condition_said(speech: &Speech<'_>, condition: &Condition, depth: usize) -> String {
    let Some(depth) = depth.checked_sub(1) else { return "…".to_owned() };
    let words = speech.words;
    let several = |list: &[Condition]| -> Vec<String> {
        list.iter()
            .map(|one| {
                let text = condition_said(speech, one, depth);
                if matches!(one, Condition::And(_) | Condition::Or(_)) { format!("({text})") } else { text }
            })
            .collect()
    };
    match condition {
        Condition::And(list) => words.and(&several(list)),
        Condition::Or(list) => words.or(&several(list)),
        Condition::Not(one) => words.with("rule-not", [("condition", condition_said(speech, one, depth).into())]),
        Condition::Node(id) => {
            let node = speech.framework.program.nodes.get(id.index());
            let text = node.map(|node| statement(speech, &node.kind)).unwrap_or_default();
            if text.is_empty() {
                let note = node.and_then(|node| speech.framework.notes.get(node.note as usize));
                note.map_or_else(String::new, |note| note.line.clone())
            } else {
                text
            }
        }
    }
}
