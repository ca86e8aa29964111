//! How much a portion is worth: amounts in units, counts, calendar time, competencies covered.

use jiff::civil::Date;

use super::context::{Context, Use, fit_of};
use crate::model::date::{Interval, Truth, shift};
use crate::model::number::Number;
use crate::model::program::{Comparison, Event, SelectionId, Straddle, TimeUnit, Window};
use crate::model::vocabulary::{Base, CompetencyId, Kind, Level, SymbolId, Unit, UnitId, builtin};
use crate::record::evidence::{Item, Portion, Value};

/// The portions of one item that an entry stands for; nearly always one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Portions {
    first: usize,
    rest: Vec<usize>,
}

impl Portions {
    pub(crate) const fn one(first: usize) -> Self {
        Self { first, rest: Vec::new() }
    }

    pub(crate) fn of(range: std::ops::Range<usize>) -> Self {
        Self { first: range.start, rest: range.skip(1).collect() }
    }

    pub(crate) const fn first(&self) -> usize {
        self.first
    }

    pub(crate) fn push(&mut self, portion: usize) {
        self.rest.push(portion);
    }

    pub(crate) fn len(&self) -> usize {
        1 + self.rest.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = usize> {
        std::iter::once(self.first).chain(self.rest.iter().copied())
    }
}

/// A piece of evidence with its amount, on both sides.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// The item.
    pub(crate) item: usize,
    /// Its portions that this entry stands for.
    pub(crate) portions: Portions,
    /// Whether it fits the selection.
    pub(crate) fit: Truth,
    /// The sure amount.
    pub(crate) low: Number,
    /// The possible amount; none is unbounded.
    pub(crate) high: Option<Number>,
    /// It stands for evidence of another kind: index into the program's conversions.
    pub(crate) derived: Option<usize>,
}

/// An amount between two values; no upper value is unbounded.
pub(crate) type Amount = (Number, Option<Number>);

fn scale(amount: Amount, factor: Number) -> Amount {
    (amount.0 * factor, amount.1.map(|high| high * factor))
}

impl<'a> Context<'a> {
    /// The entries of a selection measured in a unit, one for each portion (or item, where hours lie on a competency).
    pub(crate) fn amount_entries(&mut self, selection: SelectionId, unit: UnitId, sense: Use) -> Vec<Entry> {
        let fits = self.fits(selection, sense);
        let Some(known) = self.framework.program.selections.get_index(selection.index()) else { return Vec::new() };
        let by_competency = known.alternatives.iter().any(|alternative| alternative.on.is_some());
        let mut entries: Vec<Entry> = Vec::new();
        for fit in fits.iter() {
            let (index, fit) = (fit.portion, fit.truth);
            let Some(portion) = self.record.portions.get(index) else { continue };
            if by_competency {
                match entries.last_mut() {
                    Some(entry) if entry.item == portion.item => {
                        entry.portions.push(index);
                        entry.fit = entry.fit.min(fit);
                    }
                    _ => entries.push(Entry {
                        item: portion.item,
                        portions: Portions::one(index),
                        fit,
                        low: Number::ZERO,
                        high: None,
                        derived: None,
                    }),
                }
                continue;
            }
            let amount = self.amount(portion, unit);
            let (low, high) = self.cut(selection, portion, amount, unit);
            entries.push(Entry { item: portion.item, portions: Portions::one(index), fit, low, high, derived: None });
        }
        if by_competency {
            for entry in &mut entries {
                let on = self.competency_of(selection, entry.portions.first());
                let (low, high) = match on {
                    Some(on) => self.amount_on(entry, on, unit),
                    None => entry.portions.iter().fold((Number::ZERO, Some(Number::ZERO)), |sum, index| {
                        let amount =
                            self.record.portions.get(index).map_or((Number::ZERO, None), |p| self.amount(p, unit));
                        (sum.0 + amount.0, sum.1.zip(amount.1).map(|(a, b)| a + b))
                    }),
                };
                entry.low = low;
                entry.high = high;
            }
        }
        entries.retain(|entry| entry.high != Some(Number::ZERO));
        entries
    }

    /// The entries of a selection as items.
    pub(crate) fn count_entries(&mut self, selection: SelectionId, sense: Use) -> Vec<Entry> {
        let fits = self.fits(selection, sense);
        let mut entries: Vec<Entry> = Vec::new();
        for fit in fits.iter() {
            let index = fit.portion;
            let Some(portion) = self.record.portions.get(index) else { continue };
            let fit = if portion.unlisted { self.fits_itself(selection, sense, index) } else { fit.truth };
            if fit == Truth::False {
                continue;
            }
            match entries.last_mut() {
                Some(entry) if entry.item == portion.item => {
                    entry.portions.push(index);
                    entry.fit = entry.fit.max(fit);
                }
                _ => {
                    let count = self.item(portion.item).map_or(Number::ONE, |item| item.count);
                    entries.push(Entry {
                        item: portion.item,
                        portions: Portions::one(index),
                        fit,
                        low: count,
                        high: Some(count),
                        derived: None,
                    });
                }
            }
        }
        entries
    }

    /// The competency that the alternative fitted by a portion asks for.
    fn competency_of(&self, selection: SelectionId, portion: usize) -> Option<CompetencyId> {
        let portion = self.record.portions.get(portion)?;
        let selection = self.framework.program.selections.get_index(selection.index())?;
        selection.alternatives.iter().find(|one| self.kind_fits(one, portion) != Truth::False).and_then(|one| one.on)
    }

    pub(crate) fn unit(&self, unit: UnitId) -> Option<&'a Unit> {
        self.framework.vocabulary.units.get_index(unit.index()).map(|(_, unit)| unit)
    }

    /// What one unit is worth in its base, for a portion's mode.
    pub(crate) fn worth(&self, unit: &Unit, portion: &Portion) -> Amount {
        if unit.by_mode.is_empty() {
            return (unit.least, unit.most);
        }
        let mode = self.record.attribute(portion, builtin::MODE);
        let known =
            unit.by_mode.iter().find(|(symbol, _, _)| matches!(mode, Some(Value::Symbol(known)) if known == symbol));
        if let Some((_, least, most)) = known {
            return (*least, *most);
        }
        let least = unit.by_mode.iter().map(|(_, least, _)| *least).min().unwrap_or(Number::ZERO);
        let most = unit.by_mode.iter().map(|(_, _, most)| *most).collect::<Option<Vec<_>>>();
        (least, most.and_then(|list| list.into_iter().max()))
    }

    /// The amount of a portion in a unit: as stated in that unit, else converted, else unknown.
    pub(crate) fn amount(&self, portion: &Portion, wanted: UnitId) -> Amount {
        if let Some((_, amount)) = portion.amounts.iter().find(|(unit, _)| *unit == wanted) {
            return (*amount, Some(*amount));
        }
        let unknown = (Number::ZERO, None);
        let Some(unit) = self.unit(wanted) else { return unknown };
        let Some(item) = self.item(portion.item) else { return unknown };
        let own = match item.kind {
            Kind::Experience => Base::Experience,
            Kind::Course
            | Kind::Placement
            | Kind::Qualification
            | Kind::Exam
            | Kind::Demonstration
            | Kind::Credential
            | Kind::Cpd
            | Kind::Language
            | Kind::Statement => Base::Contact,
        };
        let base = unit.base.unwrap_or(own);
        let (least, most) = self.worth(unit, portion);
        let convert = |(low, high): Amount| -> Amount {
            let low = most.and_then(|most| low.checked_div(most)).unwrap_or(Number::ZERO);
            (low, high.and_then(|high| high.checked_div(least)))
        };
        if base == own
            && let Some(minutes) = portion.minutes
        {
            return convert((minutes, Some(minutes)));
        }
        for (stated, amount) in &portion.amounts {
            let Some(other) = self.unit(*stated) else { continue };
            if other.base == Some(base) || other.base.is_none() && base == own {
                return convert(scale(self.worth(other, portion), *amount));
            }
        }
        unknown
    }

    /// The part of an amount that lies inside the windows of a selection, where its kind is cut or shared by days.
    fn cut(&mut self, selection: SelectionId, portion: &Portion, amount: Amount, unit: UnitId) -> Amount {
        let Some(item) = self.item(portion.item) else { return amount };
        let Some(known) = self.framework.program.selections.get_index(selection.index()) else { return amount };
        let windows: Vec<&Window> = known
            .alternatives
            .iter()
            .filter(|alternative| self.kind_fits(alternative, portion) != Truth::False)
            .flat_map(|alternative| &alternative.windows)
            .collect();
        let pro_rata = windows.iter().any(|window| window.straddle == Straddle::ProRata);
        if item.kind != Kind::Experience && !pro_rata {
            return amount;
        }
        let Some((inside, all)) = self.days(item, &windows) else { return (Number::ZERO, amount.1) };
        if inside == all {
            return amount;
        }
        if pro_rata && self.exact(item, &windows) {
            let share = Number::whole(inside).checked_div(Number::whole(all)).unwrap_or(Number::ZERO);
            return scale(amount, share);
        }
        // The record does not say when the hours were worked: at most all of them inside, at least what cannot have
        // been worked outside.
        let outside = Number::whole((all - inside).saturating_mul(24 * 60));
        let (least, most) = self.unit(unit).map_or((Number::ONE, None), |unit| self.worth(unit, portion));
        let outside = outside.checked_div(most.unwrap_or(least)).unwrap_or(Number::ZERO);
        ((amount.0 - outside).max(Number::ZERO), amount.1)
    }

    /// Days of an item inside windows and until the assessment date, and in all, if as many of them as its dates allow
    /// lie outside. None if those have no end.
    fn days(&mut self, item: &Item, windows: &[&Window]) -> Option<(i64, i64)> {
        let end = self.event(item, Event::Completed).hi;
        let (mut from, mut until) = (None, Some(self.as_of).filter(|today| end.is_none_or(|end| end > *today)));
        for window in windows {
            if let Some((date, excluded)) = window.from {
                let first = self.date(date).hi.map(|date| if excluded { shift(date, 1) } else { date })?;
                from = from.max(Some(first));
            }
            if let Some((date, excluded)) = window.until {
                let last = self.date(date).lo.map(|date| if excluded { shift(date, -1) } else { date })?;
                until = Some(until.map_or(last, |known: Date| known.min(last)));
            }
        }
        let length = |first: Date, last: Date| (i64::from(days_between(first, last)) + 1).max(0);
        let end = end?;
        let last = until.map_or(end, |until| until.min(end));
        // Where nothing is cut off before, the begin does not matter.
        let begin = match (item.started.lo, from) {
            (Some(begin), _) => begin,
            (None, None) => last.min(end),
            (None, Some(_)) => return None,
        };
        let first = from.map_or(begin, |from| from.max(begin));
        Some((length(first, last), length(begin, end)))
    }

    /// Whether the dates of an item and of windows are known to the day.
    fn exact(&mut self, item: &Item, windows: &[&Window]) -> bool {
        let bounds = windows.iter().flat_map(|window| [window.from, window.until]).flatten();
        let mut exact = item.started.exact().is_some() && self.event(item, Event::Completed).exact().is_some();
        for (date, _) in bounds {
            exact &= self.date(date).exact().is_some();
        }
        exact
    }

    /// The days from begin to end of an item inside windows and up to the assessment date: the shortest on the sure
    /// side, the longest on the possible side. None if there are none, or no begin is known on the possible side.
    pub(crate) fn span(&mut self, item: &Item, windows: &[&Window], possible: bool) -> Option<(Date, Date)> {
        let end = self.event(item, Event::Completed);
        let pick = |interval: Interval, late: bool| if late { interval.hi } else { interval.lo };
        let mut first = pick(item.started, !possible);
        let mut last = pick(end, possible).or(possible.then_some(self.as_of));
        last = last.map(|last| last.min(self.as_of));
        for window in windows {
            if let Some((from, excluded)) = window.from {
                let from = pick(self.date(from), !possible).map(|date| if excluded { shift(date, 1) } else { date });
                first = match (first, from) {
                    (Some(first), Some(from)) => Some(first.max(from)),
                    (None, from) if possible => from,
                    (first, None) if possible => first,
                    _ => None,
                };
            }
            if let Some((until, excluded)) = window.until {
                let until = pick(self.date(until), possible).map(|date| if excluded { shift(date, -1) } else { date });
                last = match (last, until) {
                    (Some(last), Some(until)) => Some(last.min(until)),
                    (last, None) if possible => last,
                    _ => None,
                };
            }
        }
        first.zip(last).filter(|(first, last)| first <= last)
    }

    /// Hours of an item on a competency: what is recorded on it or below is sure; what is recorded above, or without
    /// hours, is anything up to what is left.
    fn amount_on(&self, entry: &Entry, on: CompetencyId, unit: UnitId) -> Amount {
        let unknown = (Number::ZERO, None);
        let Some(item) = self.item(entry.item) else { return unknown };
        let Some(minute) = self.unit(unit) else { return unknown };
        let per = minute.least;
        let all: Option<Number> = item.portions.clone().map(|index| self.record.portions.get(index)?.minutes).sum();
        let fitting: Option<Number> = entry.portions.iter().map(|index| self.record.portions.get(index)?.minutes).sum();
        let end = self.framework.vocabulary.competencies.get_index(on.index()).map_or(on.0 + 1, |(_, c)| c.end);
        let (mut sure, mut elsewhere, mut above, mut open) =
            (Number::ZERO, Number::ZERO, Number::ZERO, item.covers_unknown);
        for cover in &item.covers {
            let inside = (on.0..end).contains(&cover.competency.0);
            let ancestor = self.is_ancestor(cover.competency, on);
            match (inside, ancestor, cover.minutes) {
                (true, _, Some(minutes)) => sure += minutes,
                (false, true, Some(minutes)) => above += minutes,
                (false, false, Some(minutes)) => elsewhere += minutes,
                (true, _, None) | (false, true, None) => open = true,
                (false, false, None) => {}
            }
        }
        // A single competency without hours of its own, and nothing else covered: all of the item is on it, whatever unit
        // it is stated in.
        let only = item.covers.len() == 1
            && item.covers.iter().all(|c| (on.0..end).contains(&c.competency.0) && c.minutes.is_none());
        if only && all.is_none() {
            let each = entry.portions.iter().map(|index| self.record.portions.get(index).map(|p| self.amount(p, unit)));
            return each.fold((Number::ZERO, Some(Number::ZERO)), |sum, amount| {
                let (low, high) = amount.unwrap_or(unknown);
                (sum.0 + low, sum.1.zip(high).map(|(a, b)| a + b))
            });
        }
        let mut low = all.map_or(sure, |all| sure.min(all));
        let mut high = if open { all.map(|all| (all - elsewhere).max(sure)) } else { Some(sure + above) };
        if let Some(all) = all {
            high = high.map(|high| high.min(all));
        }
        if only && let Some(all) = all {
            low = all;
            high = Some(all);
        }
        // Only some portions fit: the others may hold the hours.
        if entry.portions.len() < item.portions.len() {
            low = match (all, fitting) {
                (Some(all), Some(fitting)) => (low - (all - fitting)).max(Number::ZERO),
                _ => Number::ZERO,
            };
            high = match (high, fitting) {
                (Some(high), Some(fitting)) => Some(high.min(fitting)),
                (high, None) => high,
                (None, fitting) => fitting,
            };
        }
        let convert = |minutes: Number| minutes.checked_div(per).unwrap_or(Number::ZERO);
        (convert(low), high.map(convert))
    }

    // ---- coverage ----

    /// Whether a competency is evidenced at a level by evidence that fits a selection.
    ///
    /// Returns the truth for each member, and the best level reached on it.
    pub(crate) fn coverage(
        &mut self,
        entries: &[Entry],
        members: &[CompetencyId],
        level: Option<Level>,
    ) -> Vec<(Truth, Option<Level>)> {
        let mut answer = vec![(Truth::False, None); members.len()];
        // Members come in the order of the tree, so that an item's competency finds its members by bisection.
        let sorted = members.is_sorted();
        for entry in entries {
            let Some(item) = self.item(entry.item) else { continue };
            if item.covers_unknown {
                for slot in &mut answer {
                    slot.0 = slot.0.max(Truth::Unknown);
                }
            }
            for cover in &item.covers {
                let known = self.framework.vocabulary.competencies.get_index(cover.competency.index());
                let end = known.map_or(cover.competency.0 + 1, |(_, competency)| competency.end);
                if sorted
                    && (members.last().is_none_or(|last| last.0 < cover.competency.0)
                        || members.first().is_none_or(|first| first.0 >= end))
                {
                    continue;
                }
                let (from, to) = if sorted {
                    let from = members.partition_point(|member| member.0 < cover.competency.0);
                    (from, from + members.get(from..).map_or(0, |rest| rest.partition_point(|member| member.0 < end)))
                } else {
                    (0, members.len())
                };
                let reached = self.level_reached(cover.level, level);
                for (slot, member) in answer.iter_mut().zip(members).take(to).skip(from) {
                    if !(cover.competency.0..end).contains(&member.0) {
                        continue;
                    }
                    let direct = *member == cover.competency || item.attests;
                    let mut truth = entry.fit.min(reached);
                    if !direct {
                        truth = truth.min(Truth::Unknown);
                    }
                    if truth != Truth::False && item.kind == Kind::Demonstration {
                        truth = truth.min(self.shown(*member, &entry.portions));
                    }
                    if let Some(level) = cover.level
                        && entry.fit == Truth::True
                        && slot.1.is_none_or(|best: Level| best.scale != level.scale || best.rank < level.rank)
                    {
                        slot.1 = Some(level);
                    }
                    slot.0 = slot.0.max(truth);
                }
            }
        }
        answer
    }

    /// Whether an item may cover any member of a set, itself or by something above it.
    pub(crate) fn touches_any(&self, item: &Item, members: &[CompetencyId]) -> bool {
        let sorted = members.is_sorted();
        item.covers_unknown
            || item.covers.iter().any(|cover| {
                let known = self.framework.vocabulary.competencies.get_index(cover.competency.index());
                let below = cover.competency.0..known.map_or(cover.competency.0 + 1, |(_, competency)| competency.end);
                if sorted {
                    let from = members.partition_point(|member| member.0 < below.start);
                    members.get(from).is_some_and(|member| below.contains(&member.0))
                } else {
                    members.iter().any(|member| below.contains(&member.0))
                }
            })
    }

    pub(crate) fn level_reached(&self, has: Option<Level>, wanted: Option<Level>) -> Truth {
        match (has, wanted) {
            (_, None) => Truth::True,
            (None, Some(_)) => Truth::Unknown,
            (Some(has), Some(wanted)) => self.compare_level(has, Comparison::AtLeast, wanted),
        }
    }

    /// Whether demonstrations show a competency as the catalog asks (`shown by`).
    fn shown(&mut self, competency: CompetencyId, portions: &Portions) -> Truth {
        let known = self.framework.vocabulary.competencies.get_index(competency.index());
        let Some(selection) = known.and_then(|(_, competency)| competency.shown_by) else { return Truth::True };
        let fits = self.fits(selection, Use::For);
        portions.iter().map(|index| fit_of(&fits, index)).max().unwrap_or(Truth::False)
    }

    /// What a symbol attribute of an entry is: its values, or none if it is not stated.
    pub(crate) fn values(
        &self,
        entry: &Entry,
        attribute: crate::model::vocabulary::AttributeId,
    ) -> Option<Vec<SymbolId>> {
        if let Some(conversion) = entry.derived {
            return Some(self.derived_values(conversion, entry, attribute));
        }
        let portion = self.record.portions.get(entry.portions.first())?;
        match self.record.attribute(portion, attribute)? {
            Value::Symbol(symbol) => Some(vec![*symbol]),
            Value::Symbols(list) => Some(list.clone()),
            // Other values are told apart by what they print.
            Value::Title(title) => Some(vec![SymbolId(title.0)]),
            Value::Level(level) => Some(vec![SymbolId(u32::from(level.rank))]),
            Value::YesNo(value) => Some(vec![SymbolId(u32::from(*value))]),
            Value::Number(number) => u32::try_from(number.floor()).ok().map(|n| vec![SymbolId(n)]),
            Value::Place(place) => {
                // Five letters or digits: a number in base 37 below 2^32.
                let digit =
                    |byte: u8| if byte.is_ascii_digit() { byte - b'0' + 1 } else { byte.saturating_sub(b'A') + 11 };
                let signs = place.code().bytes().filter(|byte| *byte != b'-');
                let code = signs.fold(0_u32, |code, byte| code * 37 + u32::from(digit(byte)));
                Some(vec![SymbolId(code)])
            }
            Value::Date(date) => date.exact().map(|date| vec![SymbolId(day_number(date))]),
        }
    }
}

/// Days from one date to another.
pub(crate) fn days_between(first: Date, last: Date) -> i32 {
    first.until(last).map_or(0, |span| span.get_days())
}

/// A number for each day, in order.
pub(crate) fn day_number(date: Date) -> u32 {
    u32::try_from(days_between(Date::ZERO, date)).unwrap_or(0)
}

/// A run of days with a fraction of full time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) first: Date,
    pub(crate) last: Date,
    pub(crate) load: Number,
}

/// Cuts ranges at each other's ends; each day counts once, for several part-time ranges up to full time in all.
pub(crate) fn merge(ranges: &[Run]) -> Vec<Run> {
    let mut cuts: Vec<Date> = ranges.iter().flat_map(|run| [run.first, shift(run.last, 1)]).collect();
    cuts.sort();
    cuts.dedup();
    let mut runs: Vec<Run> = Vec::new();
    for pair in cuts.windows(2) {
        let [first, next] = pair else { continue };
        let active = ranges.iter().filter(|run| run.first <= *first && *first <= run.last);
        let load: Number = active.map(|run| run.load).sum();
        if load.is_zero() {
            continue;
        }
        let load = load.min(Number::ONE);
        let last = shift(*next, -1);
        match runs.last_mut() {
            Some(run) if run.load == load && shift(run.last, 1) == *first => run.last = last,
            _ => runs.push(Run { first: *first, last, load }),
        }
    }
    runs
}

/// The length of several runs together: months add up, and so many days carry one month. Within one run nothing is
/// carried: from 1 October to 30 July are nine months and thirty days, and not yet ten months.
pub(crate) fn total(runs: &[Run], unit: TimeUnit, days_per_month: Number) -> Number {
    if let [only] = runs {
        let short = length(only, unit, Number::whole(31).max(days_per_month));
        let long = length(only, unit, days_per_month);
        let months = |amount: Number| match unit {
            TimeUnit::Days | TimeUnit::Weeks | TimeUnit::Months => amount,
            TimeUnit::Years => amount * Number::whole(12),
        };
        // Only where the rest would carry a month is it measured by the longest month.
        let carries = only.load == Number::ONE && months(long).floor() > months(short).floor();
        return if carries { short } else { long };
    }
    runs.iter().map(|run| length(run, unit, days_per_month)).sum()
}

/// The length of a run in a unit: whole months plus days by the calendar; so many days make a month.
pub(crate) fn length(run: &Run, unit: TimeUnit, days_per_month: Number) -> Number {
    let after = shift(run.last, 1);
    let days = Number::whole(i64::from(days_between(run.first, after)));
    let months = || {
        let span = run.first.until((jiff::Unit::Month, after));
        let (months, rest) = span.map_or((0, 0), |span| {
            (i64::from(span.get_years()) * 12 + i64::from(span.get_months()), i64::from(span.get_days()))
        });
        Number::whole(months) + Number::whole(rest).checked_div(days_per_month).unwrap_or(Number::ZERO)
    };
    let amount = match unit {
        TimeUnit::Days => days,
        TimeUnit::Weeks => days / Number::whole(7),
        TimeUnit::Months => months(),
        TimeUnit::Years => months() / Number::whole(12),
    };
    amount * run.load
}
