//! Which single claims need joint counting: those whose rows compete for the same evidence.
//!
//! A claim whose rows are only needs counts everything and tests each row. With an upper row it must be known what to
//! leave out: that is easy if the sets of the rows are nested or exclude one another, and needs a solver otherwise
//! (`docs/semantics.md`, section 10). Which it is follows from the text alone, so that it is said here, once.

use super::Lowering;
use super::relations::attribute_of;
use crate::model::program::{Claim, Formula, Measure, Per, Row, RowKind};

/// How many gates are tried in all their combinations without a solver: sixteen ways at most.
const MAX_GATES: usize = 4;

/// What a row is, for the question of what competes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// It asks for more.
    Need,
    /// It limits a set by a number.
    Cap,
    /// It limits a set by a share of what is counted.
    Share,
    /// It limits each group by a number.
    PerGroup,
    /// It closes a set unless another is large enough.
    Gate,
    /// It asks for values, members or days of what is counted.
    Spread,
    /// It counts one group, window or run out of several.
    Choice,
}

fn sort(row: &RowKind) -> Sort {
    match row {
        RowKind::Including(..) | RowKind::IncludingMembers { .. } => Sort::Need,
        RowKind::Counting(..) => Sort::Cap,
        RowKind::IncludingShare(..) | RowKind::CountingShare(..) => Sort::Share,
        RowKind::CountingPer(..) => Sort::PerGroup,
        RowKind::Gate { .. } => Sort::Gate,
        RowKind::Distinct { .. } | RowKind::TogetherCover { .. } | RowKind::Over(_) => Sort::Spread,
        RowKind::FromAtMost(..) | RowKind::WithinAny(_) | RowKind::Consecutive(_) | RowKind::NoBreak(_) => Sort::Choice,
    }
}

fn limits(sort: Sort) -> bool {
    match sort {
        Sort::Cap | Sort::Share | Sort::PerGroup | Sort::Gate => true,
        Sort::Need | Sort::Spread | Sort::Choice => false,
    }
}

/// The set that a row speaks of.
fn set_of(row: &RowKind) -> Option<&Formula> {
    match row {
        RowKind::Including(_, formula)
        | RowKind::IncludingShare(_, formula)
        | RowKind::Counting(_, formula)
        | RowKind::CountingShare(_, formula) => Some(formula),
        RowKind::CountingPer(..)
        | RowKind::Gate { .. }
        | RowKind::Distinct { .. }
        | RowKind::FromAtMost(..)
        | RowKind::Over(_)
        | RowKind::TogetherCover { .. }
        | RowKind::WithinAny(_)
        | RowKind::Consecutive(_)
        | RowKind::NoBreak(_)
        | RowKind::IncludingMembers { .. } => None,
    }
}

impl Lowering<'_, '_> {
    /// Whether the rows of a claim compete, so that what is counted has to be found by solving.
    pub(super) fn competes(&self, claim: &Claim, rows: &[Row]) -> bool {
        // Where nothing may be left out, nothing is chosen: each row is simply tested.
        if claim.closed {
            return false;
        }
        let of = |wanted: Sort| rows.iter().filter(move |row| sort(&row.kind) == wanted);
        if matches!(claim.measure, Measure::Covered { .. }) {
            // One piece of evidence may cover several competencies, and it matters which pieces are counted.
            return rows.iter().any(|row| !matches!(row.kind, RowKind::IncludingMembers { .. }));
        }
        let several = |row: &Row| matches!(row.kind, RowKind::FromAtMost(2.., _));
        if rows.iter().any(several) || of(Sort::Choice).nth(1).is_some() {
            return true;
        }
        let upper = claim.bounds.exactly || rows.iter().any(|row| limits(sort(&row.kind)));
        if !upper {
            return false;
        }
        // What an upper limit leaves out may be what is asked for elsewhere, and what is taken whole is not cut to it.
        let runs = rows.iter().any(|row| matches!(row.kind, RowKind::Consecutive(_) | RowKind::NoBreak(_)));
        if claim.whole || runs || of(Sort::Spread).next().is_some() {
            return true;
        }
        if of(Sort::Gate).next().is_some() {
            let other = |row: &Row| limits(sort(&row.kind)) && sort(&row.kind) != Sort::Gate;
            return claim.bounds.exactly || rows.iter().any(other) || of(Sort::Gate).nth(MAX_GATES).is_some();
        }
        self.per_group(rows) || self.shares(rows) || self.overlapping(rows, claim.bounds.exactly)
    }

    /// A limit for each group is decided group by group, if every other set is made of whole groups.
    fn per_group(&self, rows: &[Row]) -> bool {
        let grouped = rows.iter().find_map(|row| {
            let RowKind::CountingPer(_, per) = row.kind else { return None };
            Some((row, per))
        });
        let Some((row, per)) = grouped else { return false };
        if let Per::Attribute(attribute) = per
            && self.attribute_of(attribute).is_some_and(|attribute| attribute.many)
        {
            // Evidence may belong to several of these groups at once.
            return true;
        }
        rows.iter().filter(|other| other.span != row.span).any(|other| {
            let fits = if let RowKind::CountingPer(_, other) = other.kind {
                nested(per, other)
            } else {
                match (set_of(&other.kind), per) {
                    (Some(Formula::True), _) => true,
                    (Some(formula), Per::Attribute(attribute)) => self.only_on(formula, attribute),
                    (Some(_), Per::Day | Per::Month | Per::Year | Per::Item) => false,
                    (None, _) => sort(&other.kind) == Sort::Choice,
                }
            };
            !fits
        })
    }

    /// Whether a formula looks at one attribute only.
    fn only_on(&self, formula: &Formula, attribute: crate::model::vocabulary::AttributeId) -> bool {
        match formula {
            Formula::True => true,
            Formula::Test { test, .. } => {
                self.rules.program.tests.get_index(test.index()).and_then(attribute_of) == Some(attribute)
                    && self.attribute_of(attribute).is_some_and(|attribute| !attribute.many)
            }
            Formula::And(parts) | Formula::Or(parts) => parts.iter().all(|part| self.only_on(part, attribute)),
        }
    }

    /// One share is decided by counting all of its set, if every other set lies on one side of it.
    fn shares(&self, rows: &[Row]) -> bool {
        let logic = self.logic();
        let shares: Vec<&Row> = rows.iter().filter(|row| sort(&row.kind) == Sort::Share).collect();
        let share = match shares.as_slice() {
            [] => return false,
            [only] => *only,
            [_, _, ..] => return true,
        };
        let Some(of) = set_of(&share.kind) else { return false };
        rows.iter().filter(|row| row.span != share.span).any(|row| {
            let one_side = |set: &Formula| logic.within(set, of) || logic.disjoint(set, of);
            set_of(&row.kind).is_some_and(|set| !one_side(set))
        })
    }

    /// Sets that overlap. Two needs may, unless evidence of theirs falls under a limit.
    fn overlapping(&self, rows: &[Row], exactly: bool) -> bool {
        let logic = self.logic();
        let sets: Vec<(&Formula, &Row)> = rows.iter().filter_map(|row| Some((set_of(&row.kind)?, row))).collect();
        let free = |set: &Formula| {
            let mut limits = sets.iter().filter(|(_, row)| limits(sort(&row.kind)));
            !exactly && limits.all(|(limited, row)| sort(&row.kind) == Sort::Cap && logic.disjoint(set, limited))
        };
        sets.iter().enumerate().any(|(index, (one, first))| {
            sets.iter().skip(index + 1).any(|(two, second)| {
                let apart = logic.within(one, two) || logic.within(two, one) || logic.disjoint(one, two);
                let needs = sort(&first.kind) == Sort::Need && sort(&second.kind) == Sort::Need;
                !(apart || (needs && free(one) && free(two)))
            })
        })
    }
}

/// Whether the groups of one sort lie within those of another, or the other way round.
fn nested(one: Per, other: Per) -> bool {
    let rank = |per: Per| match per {
        Per::Item => Some(0),
        Per::Day => Some(1),
        Per::Month => Some(2),
        Per::Year => Some(3),
        Per::Attribute(_) => None,
    };
    one == other || (rank(one).is_some() && rank(other).is_some())
}
