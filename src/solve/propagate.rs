//! Bounds that follow from bounds: what a band leaves to a whole variable when all others are at their best.

use super::form::Form;
use super::int::{Int, Sure};
use super::simplex::Tableau;
use super::store::Store;

/// Bounds of a variable before a change.
#[derive(Debug, Clone, Default)]
pub(super) struct Change<I> {
    pub(super) variable: usize,
    pub(super) lower: Option<I>,
    pub(super) upper: Option<I>,
}

/// Which bands each variable stands in, and which are to be looked at.
#[derive(Debug, Clone)]
pub(super) struct Propagation<I> {
    columns: Store<Vec<usize>>,
    waiting: Vec<usize>,
    waits: Store<bool>,
    /// Changes, for going back.
    pub(super) trail: Vec<Change<I>>,
}

impl<I: Int> Propagation<I> {
    pub(super) fn new(form: &Form<I>) -> Self {
        let mut columns: Store<Vec<usize>> = Store::filled(form.lower.len(), Vec::new());
        for (number, band) in form.bands.iter().enumerate() {
            for (variable, _) in &band.terms {
                columns[*variable].push(number);
            }
        }
        Self {
            columns,
            waiting: (0..form.bands.len()).rev().collect(),
            waits: Store::filled(form.bands.len(), true),
            trail: Vec::new(),
        }
    }

    /// Narrows the bounds of a variable. False if nothing is left.
    pub(super) fn narrow(
        &mut self,
        tableau: &mut Tableau<I>,
        variable: usize,
        lower: Option<I>,
        upper: Option<I>,
    ) -> Sure<bool> {
        if lower.is_some() && upper.is_some() && lower > upper {
            return Ok(false);
        }
        let before =
            Change { variable, lower: tableau.lower[variable].clone(), upper: tableau.upper[variable].clone() };
        self.trail.push(before);
        tableau.bound(variable, lower, upper)?;
        for band in &self.columns[variable] {
            if !self.waits[*band] {
                self.waits[*band] = true;
                self.waiting.push(*band);
            }
        }
        Ok(true)
    }

    /// Undoes changes until so many are left.
    pub(super) fn back(&mut self, tableau: &mut Tableau<I>, length: usize) -> Sure<()> {
        while self.trail.len() > length {
            if let Some(change) = self.trail.pop() {
                tableau.bound(change.variable, change.lower, change.upper)?;
            }
        }
        self.rest();
        Ok(())
    }

    fn rest(&mut self) {
        for band in self.waiting.drain(..) {
            self.waits[band] = false;
        }
    }

    /// Looks at bands until nothing follows any more. False if one cannot hold.
    pub(super) fn run(&mut self, form: &Form<I>, tableau: &mut Tableau<I>) -> Sure<bool> {
        while let Some(number) = self.waiting.pop() {
            self.waits[number] = false;
            let Some(band) = form.bands.get(number) else { continue };
            if let Some(least) = &band.least
                && !self.side(form, tableau, &band.terms, least, true)?
            {
                self.rest();
                return Ok(false);
            }
            if let Some(most) = &band.most
                && !self.side(form, tableau, &band.terms, most, false)?
            {
                self.rest();
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// One side of a band: with all others at their best, how far may each variable go?
    fn side(
        &mut self,
        form: &Form<I>,
        tableau: &mut Tableau<I>,
        terms: &[(usize, I)],
        bound: &I,
        least: bool,
    ) -> Sure<bool> {
        // Whether the variable helps by being large.
        let helps_up = |coefficient: &I| (coefficient.sign() > 0) == least;
        let mut sum = I::default();
        let mut unbounded: Option<usize> = None;
        for (variable, coefficient) in terms {
            let best = if helps_up(coefficient) { &tableau.upper[*variable] } else { &tableau.lower[*variable] };
            match best {
                Some(best) => sum = sum.plus(&best.times(coefficient)?)?,
                None if unbounded.is_some() => return Ok(true),
                None => unbounded = Some(*variable),
            }
        }
        // What the others may still give away.
        let slack = if least { sum.minus(bound)? } else { bound.minus(&sum)? };
        if unbounded.is_none() && slack.sign() < 0 {
            return Ok(false);
        }
        for (variable, coefficient) in terms {
            if !form.whole[*variable] || unbounded.is_some_and(|one| one != *variable) {
                continue;
            }
            let size = if coefficient.sign() < 0 { coefficient.negative()? } else { coefficient.clone() };
            let one = size.times(&form.unit)?;
            let (lower, upper) = (tableau.lower[*variable].clone(), tableau.upper[*variable].clone());
            let up = helps_up(coefficient);
            let best = if up { &upper } else { &lower };
            // It must be at its best but for `slack / size`, rounded to whole numbers.
            let limit = match best {
                Some(best) => {
                    let units = slack.floor(&one).times(&form.unit)?;
                    if up { best.minus(&units)? } else { best.plus(&units)? }
                }
                // It has no bound: the others' best says what it must reach, `−slack / size`.
                None => {
                    let must = slack.negative()?;
                    let units = must.ceil(&one)?.times(&form.unit)?;
                    if up { units } else { units.negative()? }
                }
            };
            let (new_lower, new_upper) = if up {
                if lower.as_ref().is_some_and(|lower| *lower >= limit) {
                    continue;
                }
                (Some(limit), upper)
            } else {
                if upper.as_ref().is_some_and(|upper| *upper <= limit) {
                    continue;
                }
                (lower, Some(limit))
            };
            if !self.narrow(tableau, *variable, new_lower, new_upper)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
