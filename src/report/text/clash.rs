//! The reason where lines cannot be met with the same evidence: which lines clash, by which article, and over what.

use super::shown::Shown;
use super::{MAX_EVIDENCE, Section};
use crate::eval::assessment::{Finding, Reason, Verdict};
use crate::model::program::{NodeId, NodeKind};
use crate::model::text::Citation;
use crate::report::language::capital;
use crate::report::layout::{Piece, Tone};
use crate::report::speech::Speech;

/// Lines that clash.
#[derive(Debug)]
pub(super) struct Clash {
    /// What is said before them.
    pub(super) head: String,
    /// The lines, with the articles they cite or stand under.
    pub(super) lines: Vec<(String, Vec<Citation>)>,
    /// The evidence for which they compete.
    pub(super) evidence: String,
}

/// The clash of a finding; none where it is a single line, which says by itself what lacks.
pub(super) fn clash(speech: &Speech<'_>, finding: &Finding) -> Option<Clash> {
    let words = speech.words;
    if finding.clash.len() < 2 || finding.verdict == Verdict::Met {
        return None;
    }
    let mut counted: Vec<((String, Vec<Citation>), usize)> = Vec::new();
    let mut claims: Vec<&Finding> = Vec::new();
    for (node, row) in &finding.clash {
        let found = locate(speech, finding, *node, &[]);
        let (cite, name) = match &found {
            Some(found) => (found.cite.clone(), found.name.clone()),
            None => (Vec::new(), None),
        };
        let text = match row {
            Some(row) => {
                let line = Finding { row: Some(*row), node: *node, children: Vec::new(), ..finding.clone() };
                speech.row_asked(&line).unwrap_or_default()
            }
            None => {
                claims.extend(found.map(|found| found.finding));
                let kind = speech.framework.program.nodes.get(node.index()).map(|node| &node.kind);
                name.unwrap_or_else(|| kind.map_or_else(String::new, |kind| capital(&speech.statement(kind))))
            }
        };
        let line = (text, cite);
        match counted.iter_mut().find(|(known, _)| *known == line) {
            Some((_, times)) => *times += 1,
            None => counted.push((line, 1)),
        }
    }
    if claims.is_empty() {
        all_claims(speech, finding, &mut claims);
    }
    let mut items: Vec<usize> = Vec::new();
    for claim in claims {
        items.extend(claim.counted.iter().map(|counted| counted.item));
        let served =
            |reason: &Reason| matches!(reason, Reason::CapReached | Reason::CountedElsewhere | Reason::OutsideGroup);
        items.extend(claim.refused.iter().filter(|refused| served(&refused.reason)).map(|refused| refused.item));
    }
    items.sort_unstable();
    items.dedup();
    let ids: Vec<String> = items.iter().map(|item| speech.item(*item).to_owned()).collect();
    let evidence = if ids.is_empty() {
        words.say("clash-evidence-none")
    } else {
        words.with("clash-evidence", [("list", words.some(&ids, MAX_EVIDENCE).into())])
    };
    let times = |((text, cite), times): ((String, Vec<Citation>), usize)| {
        (if times > 1 { format!("{times} × {text}") } else { text }, cite)
    };
    let head = words.say(if finding.verdict == Verdict::Unmet { "clash-unmet" } else { "clash-open" });
    Some(Clash { head, lines: counted.into_iter().map(times).collect(), evidence })
}

/// A line below a finding.
struct Located<'f> {
    finding: &'f Finding,
    /// What it cites, or what the line above it cites.
    cite: Vec<Citation>,
    /// Its own text.
    name: Option<String>,
}

fn locate<'f>(speech: &Speech<'_>, finding: &'f Finding, node: NodeId, above: &[Citation]) -> Option<Located<'f>> {
    if finding.row.is_some() {
        return None;
    }
    let shown = Shown::of(speech, finding);
    let own = shown.citations(speech);
    let cite = if own.is_empty() { above } else { &own };
    if shown.body.node == node && shown.named(speech) {
        return Some(Located { finding: shown.body, cite: cite.to_vec(), name: Some(shown.label(speech)) });
    }
    if shown.body.node == node || finding.node == node {
        return Some(Located { finding: shown.body, cite: cite.to_vec(), name: None });
    }
    finding.children.iter().find_map(|child| locate(speech, child, node, cite))
}

fn all_claims<'f>(speech: &Speech<'_>, finding: &'f Finding, into: &mut Vec<&'f Finding>) {
    if finding.row.is_none() && matches!(speech.kind_of(finding), Some(NodeKind::Claim(_))) {
        into.push(finding);
    }
    finding.children.iter().for_each(|child| all_claims(speech, child, into));
}

impl Section<'_, '_> {
    /// The clash of a line in the tree. `above` is what the line cites, which is not said again.
    pub(super) fn clash(&mut self, finding: &Finding, above: &[Citation], indent: usize) {
        let Some(clash) = clash(&self.speech, finding) else { return };
        self.page.write(indent, indent, &[Piece::plain(clash.head)]);
        for (text, cite) in clash.lines {
            let mut pieces = vec![Piece::plain("– "), Piece::plain(text)];
            if !cite.is_empty() && cite != above {
                pieces.push(Piece::new(format!(" [{}]", self.speech.first_citations(&cite)), Tone::Dim));
            }
            self.page.write(indent, indent + 2, &pieces);
        }
        self.page.write(indent, indent + 2, &[Piece::plain("– "), Piece::new(clash.evidence, Tone::Dim)]);
    }
}
