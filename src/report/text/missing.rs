//! What is missing: by how much, and by which article.

use super::clash::clash;
use super::shown::{Entry, Shown, closed_gate, lines, top};
use super::tree::together;
use super::{Section, sign};
use crate::eval::assessment::{Finding, QuantityUnit, Uncovered, Verdict, VersionAssessment};
use crate::model::number::Number;
use crate::model::program::NodeKind;
use crate::model::text::Citation;
use crate::report::language::{Rounding, plural};
use crate::report::layout::{Piece, Tone};
use crate::report::speech::Speech;

/// Names of competencies in one line of the summary; the tree has all.
const MAX_NAMES: usize = 8;
/// A way other than the nearest is told in full if it has no more lines than this.
const SHORT_WAY: usize = 4;
/// Ways other than the nearest that are told.
const MAX_WAYS: usize = 6;

/// A line of the summary.
#[derive(Debug)]
struct Gap {
    depth: usize,
    mark: &'static str,
    text: String,
    /// The articles that the line itself cites.
    cite: Vec<Citation>,
}

impl Gap {
    const fn new(depth: usize, mark: &'static str, text: String) -> Self {
        Self { depth, mark, text, cite: Vec::new() }
    }

    fn citing(mut self, speech: &Speech<'_>, shown: &Shown<'_>) -> Self {
        self.cite = shown.citations(speech);
        self
    }
}

impl Section<'_, '_> {
    /// Every unmet requirement.
    pub(super) fn missing(&mut self, version: &VersionAssessment) {
        let unmet: Vec<&Finding> = top(&self.speech, &version.findings)
            .into_iter()
            .map(|entry| entry.finding)
            .filter(|finding| finding.verdict == Verdict::Unmet && finding.applicable && !self.advisory(finding))
            .collect();
        if unmet.is_empty() {
            return;
        }
        self.page.heading(&self.speech.words.say("heading-missing"));
        for finding in unmet {
            let shown = Shown::of(&self.speech, finding);
            let pieces = [sign(finding), Piece::plain(" "), Piece::new(shown.label(&self.speech), Tone::Strong)];
            self.page.write(0, 2, &pieces);
            let cite = shown.citations(&self.speech);
            self.page.write(2, 2, &[Piece::new(self.speech.citations(&cite), Tone::Dim)]);
            self.gaps(&shown, 0);
        }
    }

    /// What lacks of a line that is named already, and cited.
    pub(super) fn gaps(&mut self, shown: &Shown<'_>, indent: usize) {
        let mut said = vec![shown.citations(&self.speech)];
        let mut gaps = Vec::new();
        below(&self.speech, shown, 0, &mut gaps);
        for gap in gaps {
            let indent = indent + 2 + 3 * gap.depth;
            let hang = if gap.mark.is_empty() { 0 } else { 2 };
            let text = format!("{} {}", gap.mark, gap.text);
            let mut pieces = vec![Piece::plain(text)];
            // What the line above cites is not said again.
            said.truncate(gap.depth + 1);
            if !gap.cite.is_empty() && said.last() != Some(&gap.cite) {
                pieces.push(Piece::new(format!(" [{}]", self.speech.first_citations(&gap.cite)), Tone::Dim));
            }
            let above = said.last().cloned().unwrap_or_default();
            said.resize(gap.depth + 1, above.clone());
            said.push(if gap.cite.is_empty() { above } else { gap.cite });
            self.page.write(indent, indent + hang, &pieces);
        }
    }
}

/// The lines below a line that is named already.
fn below(speech: &Speech<'_>, shown: &Shown<'_>, depth: usize, gaps: &mut Vec<Gap>) {
    let finding = shown.body;
    let inner: Vec<Entry<'_>> =
        lines(speech, finding).into_iter().filter(|entry| entry.finding.row.is_none()).collect();
    if inner.is_empty() {
        let text = sentence(speech, finding);
        gaps.push(Gap::new(depth, "•", text));
        rows(speech, finding, depth + 1, gaps);
        clashing(speech, finding, depth + 1, gaps);
        return;
    }
    if let Some(least) = ways(speech, finding) {
        choice(speech, finding, least, depth, gaps);
        return;
    }
    if let Some((name, None)) = &finding.bound {
        let text = speech.words.with("gap-unbound", [("name", speech.bound_name(name).into())]);
        gaps.push(Gap::new(depth, "•", text));
    }
    // What all lines of a block are asked together.
    rows(speech, finding, depth, gaps);
    for entry in inner.iter().filter(|entry| entry.finding.node != finding.node) {
        one(speech, entry.finding, depth, gaps);
    }
    let told = inner.iter().find(|entry| {
        let together = matches!(speech.kind_of(entry.finding), Some(NodeKind::Joint(..)));
        entry.finding.node == finding.node && together && entry.finding.verdict == Verdict::Unmet
    });
    if finding.clash.len() > 1 {
        clashing(speech, finding, depth, gaps);
    } else if let Some(told) = told {
        gaps.push(Gap::new(depth, "•", speech.words.say(together(told.finding))));
    }
}

/// A line with its name.
fn one(speech: &Speech<'_>, finding: &Finding, depth: usize, gaps: &mut Vec<Gap>) {
    let advisory = speech.note(finding).is_some_and(|note| note.advisory);
    if finding.verdict == Verdict::Met || !finding.applicable || advisory {
        return;
    }
    let shown = Shown::of(speech, finding);
    let label = shown.label(speech);
    if finding.verdict == Verdict::Undetermined {
        let text = speech.words.with("gap-undetermined", [("label", label.into())]);
        gaps.push(Gap::new(depth, "?", text).citing(speech, &shown));
        return;
    }
    let leaf = shown.body.children.iter().all(|child| child.row.is_some());
    if leaf {
        let gap = sentence(speech, shown.body);
        // Of a line without a name, what it asks for is long: how much comes first.
        let (key, label) =
            if shown.named(speech) { ("gap-line", label) } else { ("gap-what", uncapital(speech, &shown, label)) };
        let text = speech.words.with(key, [("label", label.into()), ("gap", gap.into())]);
        gaps.push(Gap::new(depth, "•", text).citing(speech, &shown));
        rows(speech, shown.body, depth + 1, gaps);
        clashing(speech, shown.body, depth + 1, gaps);
    } else if shown.named(speech) {
        gaps.push(Gap::new(depth, "•", label).citing(speech, &shown));
        below(speech, &shown, depth + 1, gaps);
    } else {
        below(speech, &shown, depth, gaps);
    }
}

/// What a claim asks for, as it stands within a sentence.
fn uncapital(speech: &Speech<'_>, shown: &Shown<'_>, label: String) -> String {
    match speech.kind_of(shown.body) {
        Some(NodeKind::Claim(claim)) if shown.body.row.is_none() => speech.claim(claim, true),
        Some(_) | None => label,
    }
}

/// Lines that cannot be met with the same evidence.
fn clashing(speech: &Speech<'_>, finding: &Finding, depth: usize, gaps: &mut Vec<Gap>) {
    let Some(clash) = clash(speech, finding).filter(|_| finding.verdict == Verdict::Unmet) else { return };
    gaps.push(Gap::new(depth, "", clash.head));
    for (text, cite) in clash.lines {
        gaps.push(Gap { cite, ..Gap::new(depth, "–", text) });
    }
    gaps.push(Gap::new(depth, "–", clash.evidence));
}

/// Rows of a claim or a block that fail, and gates that keep evidence out.
fn rows(speech: &Speech<'_>, finding: &Finding, depth: usize, gaps: &mut Vec<Gap>) {
    let fails = |row: &&Finding| row.row.is_some() && (row.verdict == Verdict::Unmet || closed_gate(speech, row));
    for row in finding.children.iter().filter(fails) {
        let label = Shown { outer: row, body: row }.label(speech);
        let gap = sentence(speech, row);
        let text = speech.words.with("gap-line", [("label", label.into()), ("gap", gap.into())]);
        gaps.push(Gap::new(depth, "•", text));
    }
}

/// How many ways of a choice are asked for.
fn ways(speech: &Speech<'_>, finding: &Finding) -> Option<usize> {
    let mut id = finding.node;
    loop {
        match &speech.framework.program.nodes.get(id.index())?.kind {
            NodeKind::Any(_) => return Some(1),
            NodeKind::AtLeast(least, _) => return Some(*least as usize),
            NodeKind::Named(child) | NodeKind::Guarded { body: child, .. } => id = *child,
            NodeKind::All(_)
            | NodeKind::Joint(..)
            | NodeKind::Choose { .. }
            | NodeKind::Bind(..)
            | NodeKind::Claim(_)
            | NodeKind::Share { .. }
            | NodeKind::Fact(..)
            | NodeKind::Age { .. }
            | NodeKind::Resident { .. }
            | NodeKind::Since { .. }
            | NodeKind::DateOrder(..)
            | NodeKind::Judged { .. }
            | NodeKind::Open => return None,
        }
    }
}

/// The nearest ways in full, the others in short.
fn choice(speech: &Speech<'_>, finding: &Finding, least: usize, depth: usize, gaps: &mut Vec<Gap>) {
    let words = speech.words;
    // Of a block that divides evidence, the ways that its arrangement takes.
    let ways = || finding.children.iter().filter(|child| child.applicable && child.taken);
    let met = ways().filter(|child| child.verdict == Verdict::Met).count();
    let ways: Vec<&Finding> = ways().filter(|child| child.verdict != Verdict::Met).collect();
    let lacking = least.saturating_sub(met).max(1);
    if ways.is_empty() {
        gaps.push(Gap::new(depth, "•", words.say("gap-no-way")));
        return;
    }
    if let ([way], 1) = (ways.as_slice(), lacking) {
        one(speech, way, depth, gaps);
        return;
    }
    let text = words.with("gap-ways", [("least", lacking.into()), ("count", ways.len().into()), ("met", met.into())]);
    gaps.push(Gap::new(depth, "", text));
    for (index, way) in ways.iter().enumerate().take(lacking + MAX_WAYS) {
        let shown = Shown::of(speech, way);
        let mut inner = Vec::new();
        if way.verdict == Verdict::Undetermined {
            one(speech, way, depth, gaps);
            continue;
        }
        below(speech, &shown, depth + 1, &mut inner);
        let near = index < lacking;
        let label = shown.label(speech);
        if near || inner.len() <= SHORT_WAY {
            match inner.as_slice() {
                [only] if !shown.named(speech) || only.depth == depth + 1 && !near => {
                    let gap = only.text.clone();
                    let text = words.with("gap-line", [("label", label.into()), ("gap", gap.into())]);
                    gaps.push(Gap::new(depth, "→", text).citing(speech, &shown));
                }
                _ => {
                    gaps.push(Gap::new(depth, "→", label).citing(speech, &shown));
                    gaps.append(&mut inner);
                }
            }
        } else {
            let text = words.with("gap-way-long", [("label", label.into()), ("count", inner.len().into())]);
            gaps.push(Gap::new(depth, "→", text).citing(speech, &shown));
        }
    }
    if ways.len() > lacking + MAX_WAYS {
        let text = words.with("gap-more-ways", [("count", (ways.len() - lacking - MAX_WAYS).into())]);
        gaps.push(Gap::new(depth, "", text));
    }
}

/// What lacks of one line, in a sentence.
fn sentence(speech: &Speech<'_>, finding: &Finding) -> String {
    let words = speech.words;
    let measured = finding
        .measured
        .as_ref()
        .zip(finding.needed.as_ref())
        .map(|(there, needed)| speech.measured(there, needed, true));
    if let Some((name, None)) = &finding.bound {
        return words.with("gap-unbound", [("name", speech.bound_name(name).into())]);
    }
    if let Some(excess) = &finding.excess {
        let text = speech.range(excess, Rounding::Up);
        return words.with("gap-excess", [("excess", text.into()), ("measured", measured.unwrap_or_default().into())]);
    }
    if let Some(names) = uncovered(speech, &finding.uncovered) {
        let key = if speech.is_choice_of(finding) { "gap-uncovered-choice" } else { "gap-uncovered" };
        let gap = finding.shortfall.as_ref().map(|gap| {
            let number = gap.high.unwrap_or(gap.low);
            let text = speech.range(gap, Rounding::Up);
            let measured = measured.clone().unwrap_or_default();
            words.with("gap-missing", [("gap", text.into()), ("n", plural(number)), ("measured", measured.into())])
        });
        let gap = gap.or(measured).unwrap_or_default();
        return words.with(key, [("gap", gap.into()), ("names", names.into())]);
    }
    if let (Some(measured), Some(QuantityUnit::Age)) = (&measured, finding.needed.as_ref().map(|needed| needed.unit)) {
        return measured.clone();
    }
    if finding.needed.as_ref().is_some_and(Speech::single)
        && finding.measured.as_ref().is_some_and(|measured| measured.low < Number::ONE)
    {
        return measured.unwrap_or_default();
    }
    match (&finding.shortfall, measured) {
        (Some(gap), Some(measured)) => {
            let number = gap.high.unwrap_or(gap.low);
            let text = speech.range(gap, Rounding::Up);
            words.with("gap-missing", [("gap", text.into()), ("n", plural(number)), ("measured", measured.into())])
        }
        (Some(gap), None) => {
            let number = gap.high.unwrap_or(gap.low);
            let text = speech.range(gap, Rounding::Up);
            words.with("gap-missing-only", [("gap", text.into()), ("n", plural(number))])
        }
        (None, Some(measured)) => measured,
        (None, None) => answer(speech, finding),
    }
}

/// What the record says of a fact.
fn answer(speech: &Speech<'_>, finding: &Finding) -> String {
    let words = speech.words;
    match speech.kind_of(finding) {
        Some(NodeKind::Fact(fact, _)) => match speech.fact_answer(*fact) {
            Some(answer) => words.with("gap-answer", [("answer", answer.into())]),
            None => words.say("gap-not-so"),
        },
        Some(_) | None => words.say("gap-not-so"),
    }
}

/// Names of competencies that are surely not covered.
fn uncovered(speech: &Speech<'_>, list: &[Uncovered]) -> Option<String> {
    let names: Vec<String> =
        list.iter().filter(|one| !one.possible).map(|one| speech.competency(one.competency)).collect();
    (!names.is_empty()).then(|| speech.words.some(&names, MAX_NAMES))
}
