//! Blocks whose lines divide evidence: every line is shown as the arrangement has it (`docs/semantics.md`, section 8).

use super::rows::{Counting, Place};
use super::{Explainer, all_of, finding};
use crate::eval::assessment::{Counted, Finding, QuantityUnit, Question, Range, Verdict};
use crate::eval::claim::{Answer, Reading, Side};
use crate::eval::joint::{Arrangement, Demanded};
use crate::eval::measure::Entry;
use crate::model::date::Truth;
use crate::model::number::Number;
use crate::model::program::{Claim, JointScope, Measure, NodeId};

/// What a block shows: both sides arranged.
#[derive(Debug)]
pub(crate) struct Shown {
    verdict: Verdict,
    sure: Arrangement,
    possible: Arrangement,
}

impl Shown {
    /// The arrangement whose choices are shown.
    fn chosen(&self) -> &Arrangement {
        if self.verdict == Verdict::Unmet { &self.possible } else { &self.sure }
    }
}

/// What an arrangement counts for the rows of a block, by their nth measure.
fn scope_counts(arrangement: &Arrangement, block: NodeId, nth: usize) -> Counting {
    let own =
        arrangement.counted.iter().zip(&arrangement.entries).enumerate().filter(|(group, ((node, _), _))| {
            *node == block && arrangement.active.get(*group).copied().unwrap_or(false)
        });
    let counting = own.map(|(_, ((_, counted), entries))| (entries.clone(), counted.clone())).nth(nth);
    counting.unwrap_or_default()
}

fn missing(arrangement: &Arrangement, group: usize) -> Option<Number> {
    arrangement.gaps.get(group).copied().flatten()
}

impl<'a> Explainer<'a> {
    /// The finding of a joint scope.
    pub(super) fn explain_joint(&mut self, id: NodeId, scope: &'a JointScope, body: NodeId) -> Finding {
        let possible = self.main.demand(id, Side::Possible);
        let sure = self.main.demand(id, Side::Sure);
        let divides = !scope.rows.is_empty() || possible.competes();
        if !self.arranged.is_empty() || !divides || possible.settled() || sure.settled() {
            // Inside another block its arrangement is shown; and where nothing competes, or something else decides, each
            // line stands for itself.
            let inner = self.explain(body);
            let verdict = self.main.sides(id);
            let verdict = Verdict::from_sides(verdict.sure, verdict.possible);
            let nested = !self.arranged.is_empty();
            let mut answer = self.around(id, body, inner);
            if nested {
                self.scope_rows(id, scope, &mut answer);
            } else {
                self.told_together(&mut answer, verdict);
            }
            return answer;
        }
        let [sure_shown, possible_shown] = self.main.arrangements(&sure, &possible);
        let verdict = Verdict::from_sides(sure_shown.holds == Some(true), possible_shown.holds != Some(false));
        let undecided =
            verdict == Verdict::Undetermined && (sure_shown.holds.is_none() || possible_shown.holds.is_none());
        let shown = Shown { verdict, sure: sure_shown, possible: possible_shown };
        let clash = if verdict == Verdict::Met { Vec::new() } else { shown.chosen().clash.clone() };
        let shortfall = self.total_gap(&possible, &shown);
        self.arranged.push(shown);
        let inner = self.explain(body);
        let mut answer = self.around(id, body, inner);
        self.scope_rows(id, scope, &mut answer);
        self.scope_counts(id, &mut answer);
        self.arranged.pop();
        answer.clash = clash;
        answer.shortfall = shortfall;
        if undecided {
            let mut open = finding(id, Verdict::Undetermined);
            open.questions.push(Question::Undecided);
            answer.children.push(open);
            answer.verdict = self.all(&answer.children);
        }
        self.told_together(&mut answer, verdict);
        answer
    }

    /// The lines of the body as lines of the block.
    fn around(&mut self, id: NodeId, body: NodeId, inner: Finding) -> Finding {
        let lines = self.main.node(body).is_some_and(|node| {
            matches!(node.kind, crate::model::program::NodeKind::All(_)) && node.in_force.is_none()
        }) && inner.node == body;
        let applicable = inner.applicable;
        let children = if lines { inner.children } else { vec![inner] };
        let verdict = self.all(&children);
        Finding { children, applicable, ..finding(id, verdict) }
    }

    /// Where the lines as shown do not say what the block comes to, a line of its own does.
    fn told_together(&mut self, answer: &mut Finding, verdict: Verdict) {
        if answer.verdict != verdict {
            if answer.verdict < verdict {
                // A line that fails by itself fails the block.
                return;
            }
            answer.children.push(finding(answer.node, verdict));
            answer.verdict = all_of(&answer.children, |child| self.main.advisory(child.node));
        }
    }

    /// The least new evidence of the whole block, where its claims are measured alike.
    fn total_gap(&self, demanded: &Demanded<'_>, shown: &Shown) -> Option<Range> {
        let mut claims = demanded.groups.iter().filter_map(|group| group.claim);
        let first = claims.next()?;
        let same = claims.all(|claim| match (&first.measure, &claim.measure) {
            (Measure::Covered { .. }, Measure::Covered { .. }) => true,
            (one, other) => one == other,
        });
        let high = shown.sure.gap.filter(|gap| same && *gap > Number::ZERO)?;
        let low = shown.possible.gap.unwrap_or(Number::ZERO).min(high);
        let unit = match &first.measure {
            Measure::Covered { .. } => QuantityUnit::Competencies(0),
            Measure::Amount(_) | Measure::Count | Measure::Time(_) => self.unit(first),
        };
        Some(Range { low, high: Some(high), unit })
    }

    /// What the arrangement says of a claim, and its verdict; none outside of blocks that divide evidence, and on ways
    /// that are not taken.
    pub(super) fn arranged_claim(&mut self, id: NodeId, claim: &'a Claim) -> Option<(Reading, Verdict)> {
        let shown = self.arranged.last()?;
        let chosen = shown.chosen();
        let group = chosen.group(id)?;
        let entries = chosen.entries.get(group)?.clone();
        let answer = |arrangement: &Arrangement| {
            let group = arrangement.group(id);
            let counted = group.and_then(|group| arrangement.counted.get(group)).map(|(_, counted)| counted.clone());
            let counted = counted.filter(|counted| counted.len() == entries.len());
            let counted = counted.unwrap_or_else(|| vec![Some(Number::ZERO); entries.len()]);
            Answer {
                total: counted.iter().copied().sum(),
                gap: group.and_then(|group| missing(arrangement, group)),
                counted,
                ..Answer::plain(false)
            }
        };
        let (mut sure, mut possible) = (answer(&shown.sure), answer(&shown.possible));
        let whole = shown.verdict;
        let enough = missing(chosen, group) == Some(Number::ZERO)
            || chosen.gap.is_none() && self.counts_enough(claim, chosen, group);
        let verdict = match whole {
            Verdict::Met => Verdict::Met,
            Verdict::Undetermined if enough => Verdict::Met,
            Verdict::Undetermined => {
                let alone = self.main.claim(claim, false);
                if alone.possible.holds { Verdict::Undetermined } else { Verdict::Unmet }
            }
            Verdict::Unmet if !enough => Verdict::Unmet,
            Verdict::Unmet => {
                let known = entries.iter().zip(&possible.counted).all(|(entry, counted)| {
                    counted.is_some_and(|counted| counted.is_zero() || entry.fit == Truth::True && counted <= entry.low)
                });
                if known { Verdict::Met } else { Verdict::Undetermined }
            }
        };
        sure.holds = verdict == Verdict::Met;
        possible.holds = verdict != Verdict::Unmet;
        if verdict == Verdict::Met {
            // What is shown is the arrangement in which it holds.
            let of = if whole == Verdict::Unmet { possible.clone() } else { sure.clone() };
            (sure, possible) = (Answer { holds: true, ..of.clone() }, Answer { holds: true, ..of });
        } else if possible.total.zip(sure.total).is_some_and(|(possible, sure)| possible < sure) {
            possible.total = sure.total;
        }
        let mut reading = Reading { entries, sure, possible, incomplete: false, coverage: Vec::new() };
        if let Measure::Covered { members, level } = &claim.measure {
            reading.coverage = self.main.coverage_counted(&reading, members, *level);
            let count = |truth: fn(Truth) -> bool| {
                let covered = reading.coverage.iter().filter(|(covered, _)| truth(*covered)).count();
                Some(Number::whole(i64::try_from(covered).unwrap_or(i64::MAX)))
            };
            reading.sure.total = count(|truth| truth == Truth::True);
            reading.possible.total = count(|truth| truth != Truth::False);
        }
        Some((reading, verdict))
    }

    /// Whether what an arrangement counts reaches the need of a claim, where no gap could be told.
    fn counts_enough(&self, claim: &Claim, arrangement: &Arrangement, group: usize) -> bool {
        let counted =
            arrangement.counted.get(group).map(|(_, counted)| counted.iter().copied().sum::<Option<Number>>());
        let least = claim.bounds.least.unwrap_or(Number::ZERO);
        counted.is_some_and(|sum| sum.is_none_or(|sum| sum >= least))
            && !arrangement.clash.iter().any(|(node, row)| {
                row.is_some() && arrangement.counted.get(group).is_some_and(|(known, _)| known == node)
            })
    }

    /// The rows of the block as lines below it.
    fn scope_rows(&mut self, id: NodeId, scope: &'a JointScope, answer: &mut Finding) {
        let mut measures: Vec<&Measure> = Vec::new();
        let mut rows = Vec::new();
        for (index, (measure, row)) in scope.rows.iter().enumerate() {
            // One group for each measure, in the order of the rows.
            let nth = measures.iter().position(|known| *known == measure).unwrap_or_else(|| {
                measures.push(measure);
                measures.len() - 1
            });
            let Some(shown) = self.arranged.last() else { return };
            let [sure, possible] = [&shown.sure, &shown.possible].map(|side| scope_counts(side, id, nth));
            let unit = match measure {
                Measure::Amount(unit) => QuantityUnit::Unit(*unit),
                Measure::Time(unit) => QuantityUnit::Time(*unit),
                Measure::Count | Measure::Covered { .. } => QuantityUnit::Count(self.block_kinds(id)),
            };
            let place = Place { node: id, row: index, kind: &row.kind, measure, unit };
            rows.extend(self.row_finding(place, &sure, &possible));
        }
        if let Some(worst) = rows.iter().map(|row| row.verdict).min() {
            answer.verdict = answer.verdict.min(worst);
        }
        rows.append(&mut answer.children);
        answer.children = rows;
    }

    /// What the rows of the block count: they may ask for more than its lines take.
    fn scope_counts(&mut self, id: NodeId, answer: &mut Finding) {
        let Some(shown) = self.arranged.last() else { return };
        let own = |arrangement: &Arrangement| -> Vec<Vec<Option<Number>>> {
            let all = arrangement.counted.iter().filter(|(node, _)| *node == id);
            all.map(|(_, counted)| counted.clone()).collect()
        };
        let (sure, possible) = (own(&shown.sure), own(&shown.possible));
        let chosen = shown.chosen();
        let groups = chosen.counted.iter().zip(&chosen.entries).zip(&chosen.measures);
        let groups: Vec<(Vec<Entry>, Measure)> = groups
            .filter(|(((node, _), _), _)| *node == id)
            .map(|((_, entries), measure)| (entries.clone(), measure.clone()))
            .collect();
        for (place, (entries, measure)) in groups.into_iter().enumerate() {
            let unit = match measure {
                Measure::Amount(unit) => QuantityUnit::Unit(unit),
                Measure::Time(unit) => QuantityUnit::Time(unit),
                Measure::Count | Measure::Covered { .. } => QuantityUnit::Count(self.block_kinds(id)),
            };
            let of = |side: &[Vec<Option<Number>>], entry: usize| {
                side.get(place).and_then(|counted| counted.get(entry)).copied().unwrap_or(Some(Number::ZERO))
            };
            for (at, entry) in entries.iter().enumerate() {
                let low = of(&sure, at).unwrap_or(Number::ZERO);
                let high = of(&possible, at).map(|high| high.max(low));
                if low.is_zero() && high == Some(Number::ZERO) {
                    continue;
                }
                match answer.counted.last_mut() {
                    Some(last) if last.item == entry.item && last.amount.unit == unit => {
                        last.amount.low += low;
                        last.amount.high = last.amount.high.zip(high).map(|(a, b)| a + b);
                    }
                    _ => answer.counted.push(Counted {
                        item: entry.item,
                        amount: Range { low, high, unit },
                        portion: None,
                        by: entry.derived,
                    }),
                }
            }
        }
    }

    /// The kinds of evidence that the claims of a block speak of.
    fn block_kinds(&mut self, id: NodeId) -> crate::model::vocabulary::Kinds {
        let demanded = self.main.demand(id, Side::Possible);
        let kinds = demanded.groups.iter().filter_map(|group| group.claim).map(|claim| self.kinds(claim.selection));
        kinds.fold(crate::model::vocabulary::Kinds::default(), crate::model::vocabulary::Kinds::union)
    }

    // ---- choices ----

    /// The ways of a choice in a block that divides evidence, and whether each is taken.
    pub(super) fn taken_ways(&self, choice: NodeId) -> Vec<(NodeId, bool)> {
        let Some(shown) = self.arranged.last() else { return Vec::new() };
        let chosen = shown.chosen();
        if chosen.holds.is_none() {
            return Vec::new();
        }
        chosen.taken.iter().filter(|(of, ..)| *of == choice).map(|(_, way, _, taken)| (*way, *taken)).collect()
    }

    /// Whether it is open what the block around comes to.
    pub(super) fn block_is_open(&self) -> bool {
        self.arranged.last().is_some_and(|shown| shown.verdict == Verdict::Undetermined)
    }

    /// Marks the ways that the arrangement takes; false where it does not choose.
    pub(super) fn take_ways(&self, choice: NodeId, ways: &mut [Finding]) -> bool {
        let taken = self.taken_ways(choice);
        if taken.is_empty() {
            return false;
        }
        for way in ways {
            way.taken = taken.iter().any(|(node, taken)| *node == way.node && *taken);
        }
        true
    }

    /// The item that a name stands for in the arrangement.
    pub(super) fn taken_item(&self, choice: NodeId) -> Option<usize> {
        let chosen = self.arranged.last()?.chosen();
        let way = chosen.taken.iter().find(|(of, _, bound, taken)| *of == choice && *taken && bound.is_some())?;
        way.2.map(|(_, item)| item)
    }

    /// Whether another line of the block counts an item that this one does not, or may count it.
    pub(super) fn counted_elsewhere(&self, node: NodeId, item: usize) -> bool {
        let Some(shown) = self.arranged.last() else { return false };
        let elsewhere = |chosen: &Arrangement| {
            let own = chosen.group(node).and_then(|group| chosen.once.get(group));
            let divides = |group: usize| {
                own.zip(chosen.once.get(group))
                    .is_some_and(|(own, other)| own.iter().any(|scope| other.contains(scope)))
            };
            chosen.counted.iter().zip(&chosen.entries).enumerate().any(|(group, ((other, counted), entries))| {
                let counts = |(entry, amount): (&Entry, &Option<Number>)| {
                    entry.item == item && amount.is_none_or(|amount| amount > Number::ZERO)
                };
                *other != node
                    && chosen.active.get(group).copied().unwrap_or(false)
                    && divides(group)
                    && entries.iter().zip(counted).any(counts)
            })
        };
        elsewhere(shown.chosen()) || elsewhere(&shown.possible)
    }

    /// Of a line in a block that divides evidence, what the best possible arrangement counts for it: only that is asked
    /// about.
    pub(super) fn counted_only(&self, reading: &Reading) -> Option<Reading> {
        self.arranged.last()?;
        let counts = |index: usize| {
            let amount = reading.possible.counted.get(index).copied();
            amount.is_some_and(|amount| amount.is_none_or(|amount| amount > Number::ZERO))
        };
        let kept: Vec<usize> = (0..reading.entries.len()).filter(|index| counts(*index)).collect();
        let entries = kept.iter().filter_map(|index| reading.entries.get(*index)).cloned().collect();
        Some(Reading { entries, ..reading.clone() })
    }
}
