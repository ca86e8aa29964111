//! Class K3: exact linear programming over bounded variables.
//!
//! Every band has a variable of its own that equals its sum, and every bound is a bound of a variable: there are no rows
//! for upper limits and no artificial variables. The tableau is sparse and holds whole numbers only: a line is an equation
//! `pivot·x + Σ a·y = 0` between one basic variable and some that are not basic; these stand at whole values, as a rule at
//! a bound, and `x = rest / pivot`.
//!
//! A basic variable outside its bounds is driven towards them while all that hold go on holding; so violated ones only
//! become fewer. If it cannot be driven on, its line is a certificate. The entering variable is the one with the largest
//! coefficient; after some steps that move nothing it is the first possible one (Bland), which cannot cycle.

use std::cmp::Ordering;

use super::form::{Form, Fraction};
use super::int::{Int, Sure};
use super::meter::Meter;
use super::store::Store;

/// How many steps in a row may move nothing before Bland's rule takes over. It is slower where nothing cycles.
const STALLING: usize = 24;

/// An equation between a basic variable and others.
#[derive(Debug, Clone, Default)]
struct Line<I> {
    basic: usize,
    /// The coefficient of the basic variable, positive.
    pivot: I,
    /// The others, in order.
    terms: Vec<(usize, I)>,
    /// `−Σ a·y` at present.
    rest: I,
}

/// A set of lines.
#[derive(Debug, Clone, Default)]
struct Lines(Vec<u64>);

impl Lines {
    fn set(&mut self, line: usize, inside: bool) {
        if self.0.len() <= line / 64 {
            self.0.resize(line / 64 + 1, 0);
        }
        if let Some(word) = self.0.get_mut(line / 64) {
            let bit = 1 << (line % 64);
            *word = if inside { *word | bit } else { *word & !bit };
        }
    }

    fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().flat_map(|(at, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros();
                left &= left.checked_sub(1)?;
                Some(64 * at + bit as usize)
            })
        })
    }
}

impl<I: Int> Line<I> {
    fn coefficient(&self, column: usize) -> Option<&I> {
        let at = self.terms.binary_search_by_key(&column, |(column, _)| *column).ok()?;
        self.terms.get(at).map(|(_, coefficient)| coefficient)
    }
}

/// Towards which bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Up,
    Down,
}

/// Where a drive ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Drive {
    /// At the bound of the variable.
    Reached,
    /// As far as the others allow.
    Stuck,
    /// There is no limit.
    Unbounded,
}

/// A tableau: the variables of the form, then the sums of its bands, then the cost if there is one.
#[derive(Debug, Clone)]
pub(super) struct Tableau<I> {
    pub(super) lower: Store<Option<I>>,
    pub(super) upper: Store<Option<I>>,
    /// Of variables that are not basic.
    value: Store<I>,
    /// The line in which a variable is basic.
    line_of: Store<Option<usize>>,
    lines: Store<Line<I>>,
    /// The lines in which a variable that is not basic stands, as bits.
    holders: Store<Lines>,
    /// The number of variables of the form.
    variables: usize,
    /// The variable that is the cost.
    pub(super) cost: Option<usize>,
    /// Terms of a line in the making.
    scratch: Vec<(usize, I)>,
}

impl<I: Int> Tableau<I> {
    /// The tableau of a form, with its bands' sums as basis.
    pub(super) fn new(form: &Form<I>) -> Sure<Self> {
        let variables = form.lower.len();
        let mut tableau = Self {
            lower: Store::from(form.lower.iter().map(|lower| Some(lower.clone())).collect::<Vec<_>>()),
            upper: form.upper.clone(),
            value: form.lower.clone(),
            line_of: Store::filled(variables, None),
            lines: Store::default(),
            holders: Store::filled(variables, Lines::default()),
            variables,
            cost: None,
            scratch: Vec::new(),
        };
        for band in &form.bands {
            tableau.line(&band.terms, band.least.clone(), band.most.clone())?;
        }
        if !form.cost.is_empty() {
            tableau.cost = Some(tableau.lower.len());
            tableau.line(&form.cost, None, None)?;
        }
        Ok(tableau)
    }

    fn line(&mut self, terms: &[(usize, I)], least: Option<I>, most: Option<I>) -> Sure<()> {
        let basic = self.lower.len();
        let mut rest = I::default();
        let mut negated = Vec::with_capacity(terms.len());
        for (variable, coefficient) in terms {
            rest = rest.combined(&I::one(), coefficient, &self.value[*variable].negative()?)?;
            negated.push((*variable, coefficient.negative()?));
            self.holders[*variable].set(self.lines.len(), true);
        }
        self.holders.push(Lines::default());
        self.lower.push(least);
        self.upper.push(most);
        self.value.push(I::default());
        self.line_of.push(Some(self.lines.len()));
        self.lines.push(Line { basic, pivot: I::one(), terms: negated, rest });
        Ok(())
    }

    /// The value of a variable, in units.
    pub(super) fn amount(&self, variable: usize) -> Fraction<I> {
        match self.line_of[variable] {
            None => (self.value[variable].clone(), I::one()),
            Some(at) => (self.lines[at].rest.clone(), self.lines[at].pivot.clone()),
        }
    }

    /// The values of the form's variables, in units.
    pub(super) fn amounts(&self) -> Vec<Fraction<I>> {
        (0..self.variables).map(|variable| self.amount(variable)).collect()
    }

    /// Sets the bounds of a variable; one that is not basic moves to within them.
    pub(super) fn bound(&mut self, variable: usize, lower: Option<I>, upper: Option<I>) -> Sure<()> {
        self.lower[variable] = lower;
        self.upper[variable] = upper;
        if self.line_of[variable].is_some() {
            return Ok(());
        }
        let value = &self.value[variable];
        let target = match (&self.lower[variable], &self.upper[variable]) {
            (Some(lower), _) if value < lower => lower.clone(),
            (_, Some(upper)) if value > upper => upper.clone(),
            _ => return Ok(()),
        };
        self.shift(variable, target)
    }

    /// Moves a variable that is not basic.
    fn shift(&mut self, variable: usize, target: I) -> Sure<()> {
        let by = target.minus(&self.value[variable])?;
        for at in self.holders[variable].iter() {
            let line = &mut self.lines[at];
            if let Some(coefficient) = line.coefficient(variable) {
                line.rest = line.rest.combined(&I::one(), coefficient, &by)?;
            }
        }
        self.value[variable] = target;
        Ok(())
    }

    /// Which bound a line's basic variable violates, as the way back.
    fn violated(&self, line: &Line<I>) -> Sure<Option<Way>> {
        if let Some(lower) = &self.lower[line.basic]
            && line.rest.compared(&I::one(), lower, &line.pivot)?.is_lt()
        {
            return Ok(Some(Way::Up));
        }
        if let Some(upper) = &self.upper[line.basic]
            && line.rest.compared(&I::one(), upper, &line.pivot)?.is_gt()
        {
            return Ok(Some(Way::Down));
        }
        Ok(None)
    }

    /// Brings all variables within their bounds; the line that cannot be if that is impossible.
    pub(super) fn settle(&mut self, meter: &mut Meter) -> Sure<Option<usize>> {
        loop {
            let mut found = None;
            for (at, line) in self.lines.iter().enumerate() {
                if let Some(way) = self.violated(line)? {
                    found = Some((at, line.basic, way));
                    break;
                }
            }
            let Some((_, basic, way)) = found else { return Ok(None) };
            if self.drive(basic, way, true, meter)? == Drive::Stuck
                && let Some(at) = self.line_of[basic]
                && self.violated(&self.lines[at])? == Some(way)
            {
                return Ok(Some(at));
            }
        }
    }

    /// Drives a variable towards a bound. With `mending`, the bound is the violated one.
    pub(super) fn drive(&mut self, variable: usize, way: Way, mending: bool, meter: &mut Meter) -> Sure<Drive> {
        let mut stalled = 0;
        loop {
            let Some(at) = self.line_of[variable] else {
                // Not basic: it may be moved itself.
                if mending || !self.free(variable, way) {
                    return Ok(Drive::Reached);
                }
                meter.step()?;
                if self.enter(variable, way, None, false)?.is_none() {
                    return Ok(Drive::Unbounded);
                }
                continue;
            };
            let line = &self.lines[at];
            if mending {
                if self.violated(line)? != Some(way) {
                    return Ok(Drive::Reached);
                }
            } else {
                let bound = match way {
                    Way::Up => &self.upper[variable],
                    Way::Down => &self.lower[variable],
                };
                if let Some(bound) = bound
                    && line.rest.compared(&I::one(), bound, &line.pivot)?.is_eq()
                {
                    return Ok(Drive::Reached);
                }
            }
            let bland = stalled > STALLING;
            let mut entering: Option<(usize, Way, I)> = None;
            for (column, coefficient) in &line.terms {
                // `x = −Σ a·y / pivot`: x rises with y if the coefficient is negative.
                let up = (coefficient.sign() < 0) == (way == Way::Up);
                let column_way = if up { Way::Up } else { Way::Down };
                if !self.free(*column, column_way) {
                    continue;
                }
                let size = if coefficient.sign() < 0 { coefficient.negative()? } else { coefficient.clone() };
                if entering.as_ref().is_none_or(|(_, _, best)| size > *best) {
                    entering = Some((*column, column_way, size));
                    if bland {
                        break;
                    }
                }
            }
            let Some((column, column_way, _)) = entering else { return Ok(Drive::Stuck) };
            meter.step()?;
            match self.enter(column, column_way, mending.then_some((at, way)), bland)? {
                None => return Ok(Drive::Unbounded),
                Some(true) => stalled = 0,
                Some(false) => stalled += 1,
            }
        }
    }

    /// Whether a variable that is not basic may move.
    fn free(&self, column: usize, way: Way) -> bool {
        match way {
            Way::Up => self.upper[column].as_ref().is_none_or(|upper| self.value[column] < *upper),
            Way::Down => self.lower[column].as_ref().is_none_or(|lower| self.value[column] > *lower),
        }
    }

    /// Moves a variable that is not basic as far as it goes, and brings it into the basis for the one that stops it.
    /// `goal` is a line that is being mended, with the way it moves. Tells whether anything moved; none if nothing stops
    /// it.
    fn enter(&mut self, column: usize, way: Way, goal: Option<(usize, Way)>, bland: bool) -> Sure<Option<bool>> {
        // The step so far, as a fraction, and the line and bound that stop it.
        let mut best: Option<(I, I)> = None;
        let mut leaving: Option<(usize, I)> = None;
        let own = match way {
            Way::Up => &self.upper[column],
            Way::Down => &self.lower[column],
        };
        if let Some(own) = own {
            let room = own.minus(&self.value[column])?;
            best = Some((if way == Way::Up { room } else { room.negative()? }, I::one()));
        }
        for at in self.holders[column].iter() {
            let line = &self.lines[at];
            let Some(coefficient) = line.coefficient(column) else { continue };
            let rises = (coefficient.sign() < 0) == (way == Way::Up);
            let (lower, upper) = (&self.lower[line.basic], &self.upper[line.basic]);
            let bound = match goal {
                // The line that is mended stops at the bound it violates.
                Some((mended, _)) if mended == at => {
                    if rises {
                        lower
                    } else {
                        upper
                    }
                }
                _ => match (self.violated(line)?, rises) {
                    // What is violated already may get worse for now, and stops at its other bound otherwise.
                    (Some(Way::Up), false) | (Some(Way::Down), true) => continue,
                    (_, true) => upper,
                    (_, false) => lower,
                },
            };
            let Some(bound) = bound else { continue };
            // Distance · |pivot / coefficient|.
            let distance = bound.combined(&line.pivot, &line.rest, &I::one())?;
            let absolute = |value: &I| if value.sign() < 0 { value.negative() } else { Ok(value.clone()) };
            let (distance, size) = (absolute(&distance)?, absolute(coefficient)?);
            let order = match &best {
                None => Ordering::Less,
                Some((numerator, denominator)) => distance.compared(denominator, numerator, &size)?,
            };
            let better = match (order, &leaving) {
                (Ordering::Less, _) => true,
                // A tie with the variable's own bound: no exchange is needed.
                (Ordering::Equal, None) | (Ordering::Greater, _) => false,
                (Ordering::Equal, Some((known, _))) => {
                    let known_line = &self.lines[*known];
                    if bland {
                        line.basic < known_line.basic
                    } else {
                        // Short lines keep the tableau sparse.
                        (line.terms.len(), line.basic) < (known_line.terms.len(), known_line.basic)
                    }
                }
            };
            if better {
                best = Some((distance, size));
                leaving = Some((at, bound.clone()));
            }
        }
        let Some((numerator, _)) = &best else { return Ok(None) };
        let moved = !numerator.is_none();
        match leaving {
            None => {
                let target = match way {
                    Way::Up => self.upper[column].clone(),
                    Way::Down => self.lower[column].clone(),
                };
                if let Some(target) = target {
                    self.shift(column, target)?;
                }
            }
            Some((at, bound)) => self.exchange(at, column, bound)?,
        }
        Ok(Some(moved))
    }

    /// Brings a column into the basis for the basic variable of a line, which goes to a bound.
    fn exchange(&mut self, at: usize, column: usize, bound: I) -> Sure<()> {
        let mut line = self.lines.take(at);
        let Ok(place) = line.terms.binary_search_by_key(&column, |(column, _)| *column) else { return Ok(()) };
        let (_, coefficient) = line.terms.remove(place);
        let leaving = line.basic;
        let entering_value = self.value[column].clone();
        let slot = line.terms.partition_point(|(column, _)| *column < leaving);
        // rest' = rest + a·value(entering) − pivot·bound
        line.rest = line.rest.plus(&coefficient.times(&entering_value)?)?.combined(&I::one(), &line.pivot, &bound)?;
        line.terms.insert(slot, (leaving, std::mem::replace(&mut line.pivot, coefficient)));
        line.basic = column;
        if line.pivot.sign() < 0 {
            line.pivot = line.pivot.negative()?;
            line.rest = line.rest.negative()?;
            for (_, value) in &mut line.terms {
                *value = value.negative()?;
            }
        }
        self.value[leaving] = bound;
        self.line_of[leaving] = None;
        self.line_of[column] = Some(at);
        let mut holders = std::mem::take(&mut self.holders[column]);
        holders.set(at, false);
        self.holders[leaving].set(at, true);
        for number in holders.iter() {
            let other = &mut self.lines[number];
            let Ok(place) = other.terms.binary_search_by_key(&column, |(column, _)| *column) else { continue };
            let (_, coefficient) = other.terms.remove(place);
            let gcd = if line.pivot == I::one() { I::one() } else { coefficient.gcd(&line.pivot) };
            let (p, q) = if gcd == I::one() {
                (line.pivot.clone(), coefficient.clone())
            } else {
                (line.pivot.floor(&gcd), coefficient.floor(&gcd))
            };
            // rest' = p·(rest + a·value(entering)) − q·rest(line)
            let rest = other.rest.plus(&coefficient.times(&entering_value)?)?;
            other.rest = rest.combined(&p, &line.rest, &q)?;
            self.scratch.clear();
            let (mut left, mut right) = (other.terms.drain(..).peekable(), line.terms.iter().peekable());
            loop {
                let order = match (left.peek(), right.peek()) {
                    (None, None) => break,
                    (Some(_), None) => Ordering::Less,
                    (None, Some(_)) => Ordering::Greater,
                    (Some((one, _)), Some((two, _))) => one.cmp(two),
                };
                let (column, value) = match order {
                    Ordering::Less => match left.next() {
                        Some((column, value)) if p == I::one() => (column, value),
                        Some((column, value)) => (column, value.times(&p)?),
                        None => break,
                    },
                    Ordering::Greater => match right.next() {
                        Some((column, value)) => {
                            self.holders[*column].set(number, true);
                            (*column, value.times(&q)?.negative()?)
                        }
                        None => break,
                    },
                    Ordering::Equal => match (left.next(), right.next()) {
                        (Some((column, one)), Some((_, two))) => (column, one.combined(&p, two, &q)?),
                        _ => break,
                    },
                };
                if value.sign() == 0 {
                    self.holders[column].set(number, false);
                } else {
                    self.scratch.push((column, value));
                }
            }
            drop(left);
            std::mem::swap(&mut other.terms, &mut self.scratch);
            if p != I::one() {
                other.pivot = other.pivot.times(&p)?;
                let mut gcd = other.pivot.clone();
                for (_, value) in &other.terms {
                    if gcd == I::one() {
                        break;
                    }
                    gcd = gcd.gcd(value);
                }
                if gcd > I::one() {
                    other.pivot = other.pivot.floor(&gcd);
                    other.rest = other.rest.floor(&gcd);
                    for (_, value) in &mut other.terms {
                        *value = value.floor(&gcd);
                    }
                }
            }
        }
        self.lines[at] = line;
        Ok(())
    }

    /// The bands whose sums a line that cannot be settled combines, with `true` for their least and `false` for their
    /// most.
    pub(super) fn certificate(&self, at: usize) -> Sure<Vec<(usize, bool)>> {
        let line = &self.lines[at];
        let Some(way) = self.violated(line)? else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        let mut name = |variable: usize, least: bool| {
            if let Some(band) = variable.checked_sub(self.variables) {
                found.push((band, least));
            }
        };
        name(line.basic, way == Way::Up);
        for (column, coefficient) in &line.terms {
            // To raise x, a column with a negative coefficient would have to rise, but stands at its upper bound.
            let rises = (coefficient.sign() < 0) == (way == Way::Up);
            name(*column, !rises);
        }
        Ok(found)
    }

    /// Keeps what was reached by driving a variable: all that could still lower (or raise) it is held where it is.
    pub(super) fn hold(&mut self, variable: usize) -> Sure<()> {
        match self.line_of[variable] {
            None => {
                let value = Some(self.value[variable].clone());
                self.bound(variable, value.clone(), value)
            }
            Some(at) => {
                let columns: Vec<usize> = self.lines[at].terms.iter().map(|(column, _)| *column).collect();
                for column in columns {
                    let value = Some(self.value[column].clone());
                    self.lower[column].clone_from(&value);
                    self.upper[column] = value;
                }
                Ok(())
            }
        }
    }

    /// The first variable of some that is not a multiple of the unit, with the multiples below and above.
    pub(super) fn broken(&self, whole: &Store<bool>, unit: &I) -> Sure<Option<(usize, I, I)>> {
        let mut found: Option<(usize, I, I, I, I)> = None;
        for line in self.lines.iter() {
            if line.basic >= self.variables || !whole[line.basic] {
                continue;
            }
            let one = line.pivot.times(unit)?;
            let below = line.rest.floor(&one);
            let over = line.rest.combined(&I::one(), &below, &one)?;
            if over.is_none() {
                continue;
            }
            // The one nearest to a half; the first of them.
            let rest = one.minus(&over)?;
            let distance = if rest < over { rest } else { over };
            let better = match &found {
                None => true,
                Some((known, _, _, best, best_one)) => match distance.compared(best_one, best, &one)? {
                    Ordering::Greater => true,
                    Ordering::Equal => line.basic < *known,
                    Ordering::Less => false,
                },
            };
            if better {
                let low = below.times(unit)?;
                let high = low.plus(unit)?;
                found = Some((line.basic, low, high, distance, one));
            }
        }
        Ok(found.map(|(variable, low, high, _, _)| (variable, low, high)))
    }
}
