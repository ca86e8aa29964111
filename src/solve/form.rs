//! A problem in whole numbers of a common unit, made smaller where that is exact.
//!
//! Rows are scaled to whole coefficients without common divisor, and rows of the same terms become one [`Band`] with a
//! least and a most. A row over whole numbers has a whole bound. Rows of one variable become bounds of it, rows that the
//! bounds of the variables imply are left out, and what shares no row is solved apart.

use std::borrow::Cow;

use super::int::{Int, Sure};
use super::store::Store;
use super::{Problem, Sense};
use crate::model::number::Number;

/// Rows of the same terms: `least ≤ Σ a·y ≤ most`.
#[derive(Debug, Clone, Default)]
pub(super) struct Band<I> {
    /// Coefficients without common divisor, the first one positive.
    pub(super) terms: Vec<(usize, I)>,
    pub(super) least: Option<I>,
    pub(super) most: Option<I>,
    /// The rows that say so.
    pub(super) from: [Option<usize>; 2],
}

/// A problem in whole numbers.
#[derive(Debug, Clone)]
pub(super) struct Form<I> {
    /// How many units one of a variable has: bounds are in units, and a whole variable has a multiple of them.
    pub(super) unit: I,
    pub(super) lower: Store<I>,
    pub(super) upper: Store<Option<I>>,
    pub(super) whole: Store<bool>,
    pub(super) bands: Vec<Band<I>>,
    /// What is to be minimized, in whole coefficients.
    pub(super) cost: Vec<(usize, I)>,
}

/// Whether rows of one variable become bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Singles {
    Fold,
    /// They stay rows, so that a certificate can name them.
    Keep,
}

/// A form, or rows that clash at first sight.
#[derive(Debug, Clone)]
pub(super) enum Made<I> {
    Form(Form<I>),
    Clash(Vec<usize>),
}

/// Variables that share rows, with the form of them alone.
#[derive(Debug, Clone)]
pub(super) struct Part<I> {
    /// The number of each variable in the form this is a part of.
    pub(super) variables: Vec<usize>,
    pub(super) form: Form<I>,
}

/// Variables with their coefficients.
pub(super) type Terms<I> = Vec<(usize, I)>;

/// A fraction: numerator and positive denominator.
pub(super) type Fraction<I> = (I, I);

fn fraction<I: Int>(number: Number) -> Sure<Fraction<I>> {
    let (numerator, denominator) = number.parts();
    Ok((I::of(numerator)?, I::of(denominator)?))
}

fn reduced<I: Int>(numerator: I, denominator: I) -> Fraction<I> {
    let gcd = numerator.gcd(&denominator);
    if gcd <= I::one() { (numerator, denominator) } else { (numerator.floor(&gcd), denominator.floor(&gcd)) }
}

/// The larger of what is known and what is new; the first if they are equal.
fn tightened<I: Int>(known: &mut Option<(Fraction<I>, usize)>, new: Fraction<I>, row: usize, sense: Sense) -> Sure<()> {
    let better = match known {
        None => true,
        Some(((n, d), _)) => {
            let order = new.0.compared(d, n, &new.1)?;
            match sense {
                Sense::AtLeast => order.is_gt(),
                Sense::AtMost => order.is_lt(),
            }
        }
    };
    if better {
        *known = Some((new, row));
    }
    Ok(())
}

/// Terms with one coefficient a variable, none of them zero, in order.
fn tidy(terms: &[(usize, Number)], count: usize) -> Cow<'_, [(usize, Number)]> {
    let sound = terms.iter().all(|(variable, a)| *variable < count && !a.is_zero())
        && terms.iter().zip(terms.iter().skip(1)).all(|(one, next)| one.0 < next.0);
    if sound {
        return Cow::Borrowed(terms);
    }
    let mut problem = Problem::default();
    let known = terms.iter().filter(|(variable, _)| *variable < count).copied().collect();
    problem.row(known, Sense::AtLeast, Number::ZERO);
    Cow::Owned(problem.rows.pop().map(|row| row.terms).unwrap_or_default())
}

/// Whole coefficients without common divisor, and by which fraction the terms were multiplied.
fn scaled<I: Int>(terms: &[(usize, Number)], count: usize) -> Sure<(Terms<I>, Fraction<I>)> {
    let terms = tidy(terms, count);
    let mut lcm = I::one();
    for (_, coefficient) in terms.iter() {
        let (_, denominator) = coefficient.parts();
        if denominator != 1 {
            lcm = lcm.lcm(&I::of(denominator)?)?;
        }
    }
    let mut whole = Vec::with_capacity(terms.len());
    let mut gcd = I::default();
    for (variable, coefficient) in terms.iter().copied() {
        let (numerator, denominator) = coefficient.parts();
        let mut value = I::of(numerator)?;
        if lcm != I::one() {
            value = value.times(&lcm.floor(&I::of(denominator)?))?;
        }
        if gcd != I::one() {
            gcd = gcd.gcd(&value);
        }
        whole.push((variable, value));
    }
    if gcd > I::one() {
        for (_, value) in &mut whole {
            *value = value.floor(&gcd);
        }
    }
    let by = if gcd > I::one() { reduced(lcm, gcd) } else { (lcm, I::one()) };
    Ok((whole, by))
}

struct Draft<I> {
    terms: Vec<(usize, I)>,
    first: usize,
    least: Option<(Fraction<I>, usize)>,
    most: Option<(Fraction<I>, usize)>,
}

impl<I: Int> Form<I> {
    /// Brings a problem into this form.
    pub(super) fn make(problem: &Problem, cost: &[(usize, Number)], singles: Singles) -> Sure<Made<I>> {
        let count = problem.variables.len();
        let mut lower: Vec<Option<(Fraction<I>, usize)>> = Vec::with_capacity(count);
        let mut upper: Vec<Option<(Fraction<I>, usize)>> = Vec::with_capacity(count);
        for variable in &problem.variables {
            lower.push(Some((fraction(variable.lower)?, usize::MAX)));
            upper.push(variable.upper.map(fraction).transpose()?.map(|bound| (bound, usize::MAX)));
        }
        let whole = Store::from(problem.variables.iter().map(|variable| variable.integral).collect::<Vec<_>>());
        let mut drafts: Vec<Draft<I>> = Vec::with_capacity(problem.rows.len());
        for (number, row) in problem.rows.iter().enumerate() {
            let (mut terms, by) = scaled::<I>(&row.terms, count)?;
            let (mut numerator, mut denominator) = fraction::<I>(row.bound)?;
            if by.0 != I::one() || by.1 != I::one() {
                (numerator, denominator) = reduced(numerator.times(&by.0)?, denominator.times(&by.1)?);
            }
            let mut sense = row.sense;
            let Some((first, leading)) = terms.first() else {
                let holds = match sense {
                    Sense::AtLeast => numerator.sign() <= 0,
                    Sense::AtMost => numerator.sign() >= 0,
                };
                if holds {
                    continue;
                }
                return Ok(Made::Clash(vec![number]));
            };
            let first = *first;
            if leading.sign() < 0 {
                for (_, coefficient) in &mut terms {
                    *coefficient = coefficient.negative()?;
                }
                numerator = numerator.negative()?;
                sense = match sense {
                    Sense::AtLeast => Sense::AtMost,
                    Sense::AtMost => Sense::AtLeast,
                };
            }
            if denominator != I::one() && terms.iter().all(|(variable, _)| whole[*variable]) {
                numerator = match sense {
                    Sense::AtLeast => numerator.ceil(&denominator)?,
                    Sense::AtMost => numerator.floor(&denominator),
                };
                denominator = I::one();
            }
            let bound = (numerator, denominator);
            if terms.len() == 1 && singles == Singles::Fold {
                let known = match sense {
                    Sense::AtLeast => lower.get_mut(first),
                    Sense::AtMost => upper.get_mut(first),
                };
                if let Some(known) = known {
                    tightened(known, bound, number, sense)?;
                }
                continue;
            }
            let mut draft = Draft { terms, first: number, least: None, most: None };
            match sense {
                Sense::AtLeast => draft.least = Some((bound, number)),
                Sense::AtMost => draft.most = Some((bound, number)),
            }
            drafts.push(draft);
        }
        let drafts = merged_rows(drafts)?;
        // Whole variables have whole bounds.
        let mut unit = I::one();
        for (variable, (low, high)) in lower.iter_mut().zip(&mut upper).enumerate() {
            for (bound, rounded_up) in [(low, true), (high, false)] {
                let Some(((numerator, denominator), _)) = bound else { continue };
                if *denominator == I::one() {
                    continue;
                }
                if whole[variable] {
                    *numerator = if rounded_up { numerator.ceil(denominator)? } else { numerator.floor(denominator) };
                    *denominator = I::one();
                } else {
                    unit = unit.lcm(denominator)?;
                }
            }
        }
        for bound in drafts.iter().flat_map(|draft| [&draft.least, &draft.most]).flatten() {
            if bound.0.1 != I::one() {
                unit = unit.lcm(&bound.0.1)?;
            }
        }
        let units = |bound: &Option<(Fraction<I>, usize)>| -> Sure<Option<I>> {
            match bound {
                None => Ok(None),
                Some(((numerator, denominator), _)) if unit == *denominator => Ok(Some(numerator.clone())),
                Some(((numerator, denominator), _)) => numerator.times(&unit.floor(denominator)).map(Some),
            }
        };
        let mut form = Self {
            lower: Store::filled(count, I::default()),
            upper: Store::filled(count, None),
            whole,
            bands: Vec::with_capacity(drafts.len()),
            cost: Vec::new(),
            unit: unit.clone(),
        };
        for (variable, (low, high)) in lower.iter().zip(&upper).enumerate() {
            form.lower[variable] = units(low)?.unwrap_or_default();
            form.upper[variable] = units(high)?;
            if form.upper[variable].as_ref().is_some_and(|upper| *upper < form.lower[variable]) {
                return Ok(Made::Clash(Vec::new()));
            }
        }
        for draft in drafts {
            let from = [draft.least.as_ref().map(|(_, row)| *row), draft.most.as_ref().map(|(_, row)| *row)];
            let band = Band { least: units(&draft.least)?, most: units(&draft.most)?, terms: draft.terms, from };
            if let Some(clash) = form.take(band)? {
                return Ok(Made::Clash(clash));
            }
        }
        form.cost = scaled(cost, count)?.0;
        Ok(Made::Form(form))
    }

    /// Adds a band as far as the bounds of its variables do not imply it; tells its rows if they rule it out.
    fn take(&mut self, mut band: Band<I>) -> Sure<Option<Vec<usize>>> {
        if band.least.is_some() && band.most.is_some() && band.least > band.most {
            return Ok(Some(band.from.iter().flatten().copied().collect()));
        }
        let (low, high) = self.activity(&band.terms)?;
        if let Some(least) = &band.least {
            if high.as_ref().is_some_and(|high| high < least) {
                return Ok(Some(band.from.first().copied().flatten().into_iter().collect()));
            }
            if low.as_ref().is_some_and(|low| low >= least) {
                band.least = None;
            }
        }
        if let Some(most) = &band.most {
            if low.as_ref().is_some_and(|low| low > most) {
                return Ok(Some(band.from.last().copied().flatten().into_iter().collect()));
            }
            if high.as_ref().is_some_and(|high| high <= most) {
                band.most = None;
            }
        }
        if band.least.is_some() || band.most.is_some() {
            self.bands.push(band);
        }
        Ok(None)
    }

    /// The least and the most that terms can come to; none is without limit.
    fn activity(&self, terms: &[(usize, I)]) -> Sure<(Option<I>, Option<I>)> {
        let (mut low, mut high) = (Some(I::default()), Some(I::default()));
        for (variable, coefficient) in terms {
            let (mut least, mut most) = (Some(&self.lower[*variable]), self.upper[*variable].as_ref());
            if coefficient.sign() < 0 {
                std::mem::swap(&mut least, &mut most);
            }
            low = match (low, least) {
                (Some(low), Some(bound)) => Some(low.plus(&bound.times(coefficient)?)?),
                _ => None,
            };
            high = match (high, most) {
                (Some(high), Some(bound)) => Some(high.plus(&bound.times(coefficient)?)?),
                _ => None,
            };
        }
        Ok((low, high))
    }

    /// The parts that share no band, each in the coarsest unit; and the variables without any band.
    pub(super) fn parts(self) -> Sure<(Vec<Part<I>>, Vec<usize>)> {
        let count = self.lower.len();
        let mut heads: Store<usize> = (0..count).collect::<Vec<_>>().into();
        let mut bound = Store::filled(count, false);
        fn head(heads: &mut Store<usize>, mut at: usize) -> usize {
            while heads[at] != at {
                heads[at] = heads[heads[at]];
                at = heads[at];
            }
            at
        }
        for band in &self.bands {
            let Some((first, _)) = band.terms.first() else { continue };
            let mut one = head(&mut heads, *first);
            for (variable, _) in &band.terms {
                bound[*variable] = true;
                let other = head(&mut heads, *variable);
                let (small, large) = (one.min(other), one.max(other));
                heads[large] = small;
                one = small;
            }
        }
        let loose: Vec<usize> = (0..count).filter(|variable| !bound[*variable]).collect();
        let mut part_of = Store::filled(count, usize::MAX);
        let mut place = Store::filled(count, usize::MAX);
        let mut parts: Vec<Part<I>> = Vec::new();
        for variable in (0..count).filter(|variable| bound[*variable]) {
            let root = head(&mut heads, variable);
            if root == variable {
                part_of[variable] = parts.len();
                let form = Self {
                    unit: self.unit.clone(),
                    lower: Store::default(),
                    upper: Store::default(),
                    whole: Store::default(),
                    bands: Vec::new(),
                    cost: Vec::new(),
                };
                parts.push(Part { variables: Vec::new(), form });
            }
            let number = part_of[root];
            part_of[variable] = number;
            if let Some(part) = parts.get_mut(number) {
                place[variable] = part.variables.len();
                part.variables.push(variable);
                part.form.lower.push(self.lower[variable].clone());
                part.form.upper.push(self.upper[variable].clone());
                part.form.whole.push(self.whole[variable]);
            }
        }
        for mut band in self.bands {
            let number = band.terms.first().map_or(usize::MAX, |(variable, _)| part_of[*variable]);
            for (variable, _) in &mut band.terms {
                *variable = place[*variable];
            }
            if let Some(part) = parts.get_mut(number) {
                part.form.bands.push(band);
            }
        }
        for (variable, cost) in self.cost {
            if let Some(part) = parts.get_mut(part_of[variable]) {
                part.form.cost.push((place[variable], cost));
            }
        }
        for part in &mut parts {
            part.form.coarsen();
        }
        Ok((parts, loose))
    }

    /// Divides all bounds by what they have in common.
    fn coarsen(&mut self) {
        if self.unit == I::one() {
            return;
        }
        let mut gcd = self.unit.clone();
        let bounds = self.bands.iter().flat_map(|band| [&band.least, &band.most]).flatten();
        for bound in self.lower.iter().chain(self.upper.iter().flatten()).chain(bounds) {
            gcd = gcd.gcd(bound);
        }
        if gcd <= I::one() {
            return;
        }
        let divide = |value: &mut I| *value = value.floor(&gcd);
        divide(&mut self.unit);
        self.lower.iter_mut().for_each(divide);
        self.upper.iter_mut().flatten().for_each(divide);
        self.bands.iter_mut().flat_map(|band| [&mut band.least, &mut band.most]).flatten().for_each(divide);
    }

    /// Makes the unit so many times finer.
    pub(super) fn refine(&mut self, by: &I) -> Sure<()> {
        self.unit = self.unit.times(by)?;
        for value in self.lower.iter_mut().chain(self.upper.iter_mut().flatten()) {
            *value = value.times(by)?;
        }
        for value in self.bands.iter_mut().flat_map(|band| [&mut band.least, &mut band.most]).flatten() {
            *value = value.times(by)?;
        }
        Ok(())
    }

    /// The form with variables of the same column as one, and to which one each belongs.
    pub(super) fn merged(&self) -> Sure<(Self, Vec<usize>)> {
        let count = self.lower.len();
        let mut columns: Store<Vec<(usize, I)>> = Store::filled(count, Vec::new());
        for (number, band) in self.bands.iter().enumerate() {
            for (variable, coefficient) in &band.terms {
                columns[*variable].push((number, coefficient.clone()));
            }
        }
        for (variable, cost) in &self.cost {
            columns[*variable].push((usize::MAX, cost.clone()));
        }
        let mut order: Vec<usize> = (0..count).collect();
        let key = |variable: usize| (self.whole[variable], &columns[variable], variable);
        order.sort_by(|one, other| key(*one).cmp(&key(*other)));
        // The first of each run of equal columns stands for all.
        let mut first: Store<usize> = Store::filled(count, 0);
        let mut run: Option<usize> = None;
        for variable in order {
            let same =
                run.filter(|head| self.whole[*head] == self.whole[variable] && columns[*head] == columns[variable]);
            let head = same.unwrap_or(variable);
            first[variable] = head;
            run = Some(head);
        }
        let mut place: Store<usize> = Store::filled(count, usize::MAX);
        let mut form = Self {
            unit: self.unit.clone(),
            lower: Store::default(),
            upper: Store::default(),
            whole: Store::default(),
            bands: self.bands.clone(),
            cost: self.cost.clone(),
        };
        let mut group = Vec::with_capacity(count);
        for variable in 0..count {
            let (lower, upper) = (&self.lower[variable], &self.upper[variable]);
            if first[variable] == variable {
                place[variable] = form.lower.len();
                form.lower.push(lower.clone());
                form.upper.push(upper.clone());
                form.whole.push(self.whole[variable]);
            } else {
                let head = place[first[variable]];
                form.lower[head] = form.lower[head].plus(lower)?;
                form.upper[head] = match (&form.upper[head], upper) {
                    (Some(one), Some(other)) => Some(one.plus(other)?),
                    _ => None,
                };
            }
            group.push(place[first[variable]]);
        }
        let rename = |terms: &mut Vec<(usize, I)>| {
            terms.retain(|(variable, _)| first[*variable] == *variable);
            for (variable, _) in terms {
                *variable = place[*variable];
            }
        };
        form.bands.iter_mut().for_each(|band| rename(&mut band.terms));
        rename(&mut form.cost);
        Ok((form, group))
    }

    /// Amounts of the variables out of those of the merged ones: the first take as much as they can.
    pub(super) fn unmerged(&self, group: &[usize], merged: &[Fraction<I>]) -> Sure<Vec<Fraction<I>>> {
        let mut rest: Store<Fraction<I>> = Store::from(merged.to_vec());
        for (variable, head) in group.iter().enumerate() {
            let (numerator, denominator) = &rest[*head];
            rest[*head] = (numerator.combined(&I::one(), &self.lower[variable], denominator)?, denominator.clone());
        }
        let mut amounts = Vec::with_capacity(group.len());
        for (variable, head) in group.iter().enumerate() {
            let (numerator, denominator) = rest[*head].clone();
            let lower = &self.lower[variable];
            let room = match &self.upper[variable] {
                Some(upper) => Some(upper.minus(lower)?.times(&denominator)?),
                None => None,
            };
            let given = room.filter(|room| *room < numerator).unwrap_or_else(|| numerator.clone());
            rest[*head].0 = numerator.minus(&given)?;
            amounts.push((given.plus(&lower.times(&denominator)?)?, denominator));
        }
        Ok(amounts)
    }
}

/// Rows of the same terms become one.
fn merged_rows<I: Int>(drafts: Vec<Draft<I>>) -> Sure<Vec<Draft<I>>> {
    let mut drafts = drafts;
    drafts.sort_by(|one, other| (&one.terms, one.first).cmp(&(&other.terms, other.first)));
    let mut merged: Vec<Draft<I>> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        match merged.last_mut().filter(|known| known.terms == draft.terms) {
            None => merged.push(draft),
            Some(known) => {
                if let Some((bound, row)) = draft.least {
                    tightened(&mut known.least, bound, row, Sense::AtLeast)?;
                }
                if let Some((bound, row)) = draft.most {
                    tightened(&mut known.most, bound, row, Sense::AtMost)?;
                }
            }
        }
    }
    merged.sort_by_key(|draft| draft.first);
    Ok(merged)
}
