//! What is taught where, and how many hours of each mode a graduate has.

use std::collections::BTreeSet;

use super::search::Search;
use super::{Cell, Taught, Total, below};
use crate::model::number::Number;
use crate::model::program::{Measure, NodeId, NodeKind, RowKind};
use crate::model::vocabulary::{CompetencyId, SymbolId, builtin};
use crate::record::evidence::Value;

/// Minutes of an hour where the framework does not say otherwise.
const HOUR: i64 = 60;

/// Competencies that requirements ask for, or that modules cover.
pub(super) fn taught(search: &Search<'_>, root: NodeId) -> Vec<Taught> {
    let framework = &search.rules.framework;
    let hour = hour(search);
    let mut asked = BTreeSet::new();
    for id in below(framework, root) {
        let Some(NodeKind::Claim(claim)) = framework.program.nodes.get(id.index()).map(|node| &node.kind) else {
            continue;
        };
        if let Measure::Covered { members, .. } = &claim.measure {
            asked.extend(members.iter().copied());
        }
        for row in &claim.rows {
            if let RowKind::TogetherCover { members, .. } | RowKind::IncludingMembers { members, .. } = &row.kind {
                asked.extend(members.iter().copied());
            }
        }
        let selection = framework.program.selections.get_index(claim.selection.index());
        let all = selection.map(|known| known.alternatives.as_slice()).unwrap_or_default();
        asked.extend(all.iter().filter_map(|alternative| alternative.on));
    }
    let covers = || {
        let items = search.record.items.iter().zip(search.modules);
        items.filter_map(|(item, module)| Some((item, (*module)?)))
    };
    let mut all = asked.clone();
    all.extend(covers().flat_map(|(item, _)| item.covers.iter().map(|cover| cover.competency)));
    let end = |id: CompetencyId| {
        let known = framework.vocabulary.competencies.get_index(id.index());
        known.map_or(id.0 + 1, |(_, competency)| competency.end.max(id.0 + 1))
    };
    let cells = |competency: CompetencyId| {
        let mut cells: Vec<Cell> = Vec::new();
        for (item, module) in covers() {
            let inside = item.covers.iter().filter(|it| (competency.0..end(competency)).contains(&it.competency.0));
            let whole = inside.clone().find(|cover| cover.competency == competency);
            let Some(cover) = whole.or_else(|| inside.clone().next()) else { continue };
            let partly = whole.is_none();
            let minutes = if partly { inside.map(|cover| cover.minutes).sum() } else { cover.minutes };
            let hours = minutes.and_then(|minutes| minutes.checked_div(hour));
            cells.push(Cell { module, level: cover.level.filter(|_| !partly), hours, partly });
        }
        cells.sort_by_key(|cell| cell.module);
        cells
    };
    all.into_iter()
        .map(|competency| Taught { competency, asked: asked.contains(&competency), cells: cells(competency) })
        .collect()
}

/// Minutes of an hour by the framework.
fn hour(search: &Search<'_>) -> Number {
    let unit = search.rules.framework.vocabulary.units.get("h");
    unit.map(|unit| unit.least).filter(|least| !least.is_zero()).unwrap_or(Number::whole(HOUR))
}

/// Hours by mode, over all ways.
pub(super) fn totals(search: &mut Search<'_>) -> Vec<Total> {
    let hour = hour(search);
    let record = search.record;
    let mut modes: Vec<Option<SymbolId>> = Vec::new();
    let mut hours: Vec<(usize, Option<SymbolId>, Number)> = Vec::new();
    for portion in &record.portions {
        let module = search.modules.get(portion.item).copied().flatten();
        let (Some(module), Some(minutes)) = (module, portion.minutes) else { continue };
        let mode = match record.attribute(portion, builtin::MODE) {
            Some(Value::Symbol(mode)) => Some(*mode),
            Some(_) | None => None,
        };
        if !modes.contains(&mode) {
            modes.push(mode);
        }
        hours.extend(minutes.checked_div(hour).map(|hours| (module, mode, hours)));
    }
    // The names of modes decide their order, not the order of the file.
    let framework = &search.rules.framework;
    modes.sort_by_key(|mode| (mode.is_none(), mode.map(|mode| record.word(framework, mode).to_owned())));
    let mut totals = Vec::new();
    let asked = std::iter::once(None).chain(modes.into_iter().map(Some));
    for wanted in asked.collect::<Vec<Option<Option<SymbolId>>>>() {
        let mut terms: Vec<(usize, Number)> = Vec::new();
        for (module, mode, hours) in &hours {
            if wanted.is_some_and(|wanted| wanted != *mode) {
                continue;
            }
            match terms.iter_mut().find(|(known, _)| known == module) {
                Some((_, sum)) => *sum += *hours,
                None => terms.push((*module, *hours)),
            }
        }
        terms.sort_by_key(|(module, _)| *module);
        let compulsory = terms.iter().filter(|(module, _)| search.ways.is_fixed(*module));
        let compulsory = compulsory.map(|(_, hours)| *hours).sum();
        let range = search.extreme(&terms, false).zip(search.extreme(&terms, true));
        totals.push(Total { mode: wanted.flatten(), whole: wanted.is_none(), compulsory, range });
    }
    totals
}
