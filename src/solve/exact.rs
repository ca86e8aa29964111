//! The exact solver: which method for which part of a problem, and the check of what it finds.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};

use super::branch::{Found, Search, arranged, linear};
use super::flow::{Flow, Network, Wish};
use super::form::{Form, Fraction, Made, Part, Singles};
use super::int::{Int, Stop, Sure};
use super::meter::Meter;
use super::{Answer, Bounds, Limit, Problem, Sense, Solver};
use crate::model::number::Number;

/// The exact solver: by flow, by linear programming or by branching, as each part of a problem asks.
///
/// Rows that share no variable are solved apart. Every answer [`Answer::Holds`] has been checked against the problem as it
/// came.
///
/// ```
/// use habilita::model::number::Number;
/// use habilita::solve::{Answer, Exact, Limit, Problem, Sense, Solver};
///
/// let mut problem = Problem::default();
/// let course = problem.variable(Number::ZERO, Some(Number::whole(10)), false);
/// problem.row(vec![(course, Number::ONE)], Sense::AtLeast, Number::whole(8));
/// let least = Exact.minimize(&problem, &[(course, Number::ONE)], Limit::DEFAULT);
/// assert_eq!(least, Answer::Holds(vec![Number::whole(8)]));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Exact;

/// How a problem is solved: the dearest method that one of its parts needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// The bounds of the variables decide it.
    Bounds,
    /// Two families of nested or disjoint sets (K2).
    Flow,
    /// Any rows over divisible amounts (K3).
    Linear,
    /// Whole numbers with overlapping rows (K4).
    Branching,
}

/// What is asked.
#[derive(Debug, Clone, Copy)]
enum Ask<'a> {
    Least(&'a [(usize, Number)]),
    Order(&'a [usize]),
}

/// What one width of numbers found.
enum Outcome {
    Holds(Vec<Number>),
    Fails,
    Unbounded,
    Unknown(Bounds),
}

impl Exact {
    /// Tells by which method a problem with this objective is solved.
    #[must_use]
    pub fn method(&self, problem: &Problem, objective: &[(usize, Number)]) -> Method {
        let Ok(Made::Form(form)) = Form::<BigInt>::make(problem, objective, Singles::Fold) else {
            return Method::Bounds;
        };
        let Ok((parts, _)) = form.parts() else { return Method::Bounds };
        let methods = parts.iter().map(|part| method(&part.form).map_or(Method::Branching, |(method, _)| method));
        methods.max().unwrap_or(Method::Bounds)
    }

    /// Amounts that satisfy all rows and give each variable of `order`, one after another, as much as the rest allows.
    #[must_use]
    pub fn arrange(&self, problem: &Problem, order: &[usize], limit: Limit) -> Answer {
        answer(problem, Ask::Order(order), limit)
    }
}

impl Solver for Exact {
    fn minimize(&self, problem: &Problem, objective: &[(usize, Number)], limit: Limit) -> Answer {
        answer(problem, Ask::Least(objective), limit)
    }

    fn clash(&self, problem: &Problem, fixed: &dyn Fn(usize) -> bool, limit: Limit) -> Vec<usize> {
        let mut meter = Meter::new(limit);
        let Some(mut kept) = clashing(problem, &(0..problem.rows.len()).collect::<Vec<_>>(), &mut meter) else {
            return Vec::new();
        };
        let always: Vec<usize> = (0..problem.rows.len()).filter(|row| fixed(*row)).collect();
        kept.retain(|row| !fixed(*row));
        let mut at = kept.len();
        while at > 0 {
            at -= 1;
            let Some(row) = kept.get(at).copied() else { continue };
            let mut rows: Vec<usize> = kept.iter().copied().filter(|other| *other != row).collect();
            rows.extend(&always);
            rows.sort_unstable();
            if let Some(fewer) = clashing(problem, &rows, &mut meter) {
                // Rows before this place may have left too.
                kept.retain(|row| fewer.binary_search(row).is_ok());
                at = kept.iter().filter(|other| **other < row).count();
            }
        }
        kept
    }
}

/// The dearest method a part needs, and its network if it is one.
fn method<I: Int>(form: &Form<I>) -> Sure<(Method, Option<Network<I>>)> {
    if let Some(network) = Network::new(form)? {
        return Ok((Method::Flow, Some(network)));
    }
    Ok(if form.whole.iter().any(|whole| *whole) { (Method::Branching, None) } else { (Method::Linear, None) })
}

/// Answers with numbers of 64 bits, and with wider ones if those do not suffice.
fn answer(problem: &Problem, ask: Ask<'_>, limit: Limit) -> Answer {
    let mut meter = Meter::new(limit);
    let found = attempt::<i64>(problem, ask, &mut meter)
        .or_else(|_| attempt::<i128>(problem, ask, &mut meter))
        .or_else(|_| attempt::<BigInt>(problem, ask, &mut meter));
    match found {
        Ok(Outcome::Holds(amounts)) if satisfies(problem, &amounts) => Answer::Holds(amounts),
        Ok(Outcome::Fails) => Answer::Fails,
        Ok(Outcome::Unbounded) => Answer::Unbounded,
        Ok(Outcome::Unknown(mut bounds)) => {
            bounds.best = bounds.best.filter(|best| satisfies(problem, best));
            Answer::Unknown(bounds)
        }
        // A mistake of this room, or amounts that no number holds.
        Ok(Outcome::Holds(_)) | Err(_) => Answer::Unknown(Bounds::default()),
    }
}

fn attempt<I: Int>(problem: &Problem, ask: Ask<'_>, meter: &mut Meter) -> Sure<Outcome> {
    let (objective, order) = match ask {
        Ask::Least(objective) => (objective, None),
        Ask::Order(order) => (&[][..], Some(order)),
    };
    let Made::Form(form) = Form::<I>::make(problem, objective, Singles::Fold)? else { return Ok(Outcome::Fails) };
    let count = form.lower.len();
    let unit = form.unit.clone();
    let mut wanted = vec![false; count];
    for variable in order.into_iter().flatten() {
        if let Some(slot) = wanted.get_mut(*variable) {
            *slot = true;
        }
    }
    let (lower, upper, costs) = (form.lower.clone(), form.upper.clone(), form.cost.clone());
    let (parts, loose) = form.parts()?;
    let mut amounts: Vec<Option<Number>> = vec![None; count];
    let mut unbounded = false;
    let mut least = Some(BigRational::zero());
    // Variables without rows stand at the bound that is best.
    for variable in loose {
        let cost = costs.binary_search_by_key(&variable, |(other, _)| *other).ok();
        let cost = cost.and_then(|at| costs.get(at)).map(|(_, cost)| cost);
        let best = if cost.is_some_and(|cost| cost.sign() < 0) || wanted.get(variable).copied().unwrap_or(false) {
            upper[variable].clone()
        } else {
            Some(lower[variable].clone())
        };
        unbounded |= best.is_none();
        let best = best.unwrap_or_else(|| lower[variable].clone());
        if let (Some(cost), Some(sum)) = (cost, &mut least) {
            *sum += ratio(&(best.times(cost)?, I::one()), &unit);
        }
        if let Some(slot) = amounts.get_mut(variable) {
            *slot = number(&(best, I::one()), &unit);
        }
    }
    // Cheap parts first: one that fails decides.
    let mut chosen: Vec<(Method, Part<I>, Option<Network<I>>)> = Vec::with_capacity(parts.len());
    for part in parts {
        let (method, network) = method(&part.form)?;
        chosen.push((method, part, network));
    }
    chosen.sort_by_key(|(method, part, _)| (*method, part.variables.len()));
    let mut known = true;
    let mut all_found = true;
    for (_, part, network) in chosen {
        let found = match solve_part(&part, network, order, meter) {
            Ok(found) => found,
            Err(Stop::Limit) => Found::Unknown(None, None),
            Err(Stop::Overflow) => return Err(Stop::Overflow),
        };
        let (bound, found) = match found {
            Found::Holds(found) => (None, Some(found)),
            Found::Fails(_) => return Ok(Outcome::Fails),
            Found::Unbounded => {
                unbounded = true;
                continue;
            }
            Found::Unknown(bound, best) => {
                known = false;
                (Some(bound), best)
            }
        };
        // What this part costs at least.
        let value = match (&bound, &found) {
            (Some(bound), _) => bound.as_ref().map(|value| ratio(value, &part.form.unit)),
            (None, Some(found)) => Some(cost(&part.form, found)),
            (None, None) => None,
        };
        least = least.zip(value).map(|(sum, value)| sum + value);
        match found {
            None => all_found = false,
            Some(found) => {
                for (variable, amount) in part.variables.iter().zip(&found) {
                    if let Some(slot) = amounts.get_mut(*variable) {
                        *slot = number(amount, &part.form.unit);
                    }
                }
            }
        }
    }
    let amounts: Option<Vec<Number>> = if all_found { amounts.into_iter().collect() } else { None };
    if known && unbounded {
        return Ok(Outcome::Unbounded);
    }
    Ok(match amounts {
        Some(amounts) if known => Outcome::Holds(amounts),
        best => Outcome::Unknown(Bounds { least: least.and_then(|least| unscaled(objective, &costs, &least)), best }),
    })
}

/// The least of the scaled costs in the scale of the objective as it came: all were multiplied by one positive number.
fn unscaled<I: Int>(objective: &[(usize, Number)], costs: &[(usize, I)], least: &BigRational) -> Option<Number> {
    let (variable, scaled) = costs.first()?;
    let given = objective.iter().filter(|(other, _)| other == variable).map(|(_, cost)| *cost).sum::<Number>();
    let (numerator, denominator) = given.parts();
    narrow(&(least * BigRational::new(numerator.into(), scaled.big() * BigInt::from(denominator))))
}

fn solve_part<I: Int>(
    part: &Part<I>,
    network: Option<Network<I>>,
    order: Option<&[usize]>,
    meter: &mut Meter,
) -> Sure<Found<I>> {
    let form = &part.form;
    let local: Option<Vec<usize>> =
        order.map(|order| order.iter().filter_map(|variable| part.variables.binary_search(variable).ok()).collect());
    if let Some(network) = network {
        let wish = match &local {
            Some(order) => Wish::Order(order),
            None if form.cost.is_empty() => Wish::Any,
            None => Wish::Least,
        };
        return Ok(match network.solve(wish, meter)? {
            Flow::Holds(amounts) => Found::Holds(amounts),
            Flow::Fails(_) => Found::Fails(None),
            Flow::Unbounded => Found::Unbounded,
        });
    }
    let whole = form.whole.iter().any(|whole| *whole);
    if let Some(order) = &local {
        return if whole { arranged(form, order, meter) } else { linear(form, Some(order), meter) };
    }
    let (merged, group) = form.merged()?;
    let found = if whole {
        match Search::new(&merged)?.run(meter)? {
            // A linear program without limit: so is the problem in whole numbers, if any amounts satisfy it.
            Found::Unbounded => {
                let free = Form { cost: Vec::new(), ..merged.clone() };
                match Search::new(&free)?.run(meter)? {
                    Found::Holds(_) | Found::Unbounded => Found::Unbounded,
                    other @ (Found::Fails(_) | Found::Unknown(..)) => other,
                }
            }
            other @ (Found::Holds(_) | Found::Fails(_) | Found::Unknown(..)) => other,
        }
    } else {
        linear(&merged, None, meter)?
    };
    Ok(match found {
        Found::Holds(amounts) => Found::Holds(form.unmerged(&group, &amounts)?),
        Found::Unknown(bound, Some(best)) => Found::Unknown(bound, Some(form.unmerged(&group, &best)?)),
        other @ (Found::Fails(_) | Found::Unbounded | Found::Unknown(_, None)) => other,
    })
}

/// Rows out of some that clash, in order; none if they do not, or if the limit was reached.
fn clashing(problem: &Problem, rows: &[usize], meter: &mut Meter) -> Option<Vec<usize>> {
    let part = Problem {
        variables: problem.variables.clone(),
        rows: rows.iter().filter_map(|row| problem.rows.get(*row).cloned()).collect(),
    };
    let found = certificate::<i64>(&part, meter)
        .or_else(|_| certificate::<i128>(&part, meter))
        .or_else(|_| certificate::<BigInt>(&part, meter));
    let mut named: Vec<usize> = found.ok()??.into_iter().filter_map(|row| rows.get(row).copied()).collect();
    named.sort_unstable();
    named.dedup();
    Some(named)
}

/// Rows that clash, as far as the method names them.
fn certificate<I: Int>(problem: &Problem, meter: &mut Meter) -> Sure<Option<Vec<usize>>> {
    let form = match Form::<I>::make(problem, &[], Singles::Keep)? {
        Made::Clash(rows) => return Ok(Some(rows)),
        Made::Form(form) => form,
    };
    let (parts, _) = form.parts()?;
    let mut chosen: Vec<(Method, Part<I>, Option<Network<I>>)> = Vec::with_capacity(parts.len());
    for part in parts {
        let (method, network) = method(&part.form)?;
        chosen.push((method, part, network));
    }
    chosen.sort_by_key(|(method, part, _)| (*method, part.variables.len()));
    for (method, part, network) in chosen {
        let form = &part.form;
        let found = match (method, network) {
            (Method::Flow, Some(network)) => match network.solve(Wish::Any, meter) {
                Ok(Flow::Fails(rows)) => return Ok(Some(rows)),
                Ok(Flow::Holds(_) | Flow::Unbounded) => continue,
                Err(stop) => Err(stop),
            },
            (Method::Bounds | Method::Flow | Method::Linear | Method::Branching, _) => {
                match linear(form, None, meter) {
                    Ok(Found::Holds(_)) if method == Method::Branching => {
                        let (merged, _) = form.merged()?;
                        Search::new(&merged)?.run(meter)
                    }
                    other => other,
                }
            }
        };
        match found {
            Ok(Found::Fails(Some(bands))) => {
                let row = |(band, least): &(usize, bool)| {
                    let [low, high] = form.bands.get(*band).map(|band| band.from).unwrap_or_default();
                    if *least { low } else { high }
                };
                return Ok(Some(bands.iter().filter_map(row).collect()));
            }
            Ok(Found::Fails(None)) => {
                return Ok(Some(form.bands.iter().flat_map(|band| band.from).flatten().collect()));
            }
            Ok(Found::Holds(_) | Found::Unbounded | Found::Unknown(..)) | Err(Stop::Limit) => {}
            Err(Stop::Overflow) => return Err(Stop::Overflow),
        }
    }
    Ok(None)
}

fn ratio<I: Int>(amount: &Fraction<I>, unit: &I) -> BigRational {
    BigRational::new(amount.0.big(), amount.1.big() * unit.big())
}

fn cost<I: Int>(form: &Form<I>, amounts: &[Fraction<I>]) -> BigRational {
    let term = |(variable, cost): &(usize, I)| {
        amounts.get(*variable).map(|amount| ratio(amount, &form.unit) * cost.big()).unwrap_or_default()
    };
    form.cost.iter().map(term).sum()
}

fn narrow(value: &BigRational) -> Option<Number> {
    Number::ratio(value.numer().to_i128()?, value.denom().to_i128()?)
}

fn number<I: Int>(amount: &Fraction<I>, unit: &I) -> Option<Number> {
    if amount.1 == I::one() && *unit == I::one() {
        return Number::ratio(amount.0.narrow()?, 1);
    }
    match (amount.0.narrow(), amount.1.narrow().zip(unit.narrow()).and_then(|(one, other)| one.checked_mul(other))) {
        (Some(numerator), Some(denominator)) => Number::ratio(numerator, denominator),
        _ => narrow(&ratio(amount, unit)),
    }
}

/// Whether amounts satisfy all bounds and rows, in exact arithmetic that cannot overflow.
fn satisfies(problem: &Problem, amounts: &[Number]) -> bool {
    let bounds = problem.variables.iter().zip(amounts).all(|(variable, amount)| {
        *amount >= variable.lower
            && variable.upper.is_none_or(|upper| *amount <= upper)
            && (!variable.integral || amount.parts().1 == 1)
    });
    bounds
        && amounts.len() == problem.variables.len()
        && problem.rows.iter().all(|row| {
            let sign = plain(row, amounts).unwrap_or_else(|| {
                let big = |number: Number| {
                    let (numerator, denominator) = number.parts();
                    BigRational::new(numerator.into(), denominator.into())
                };
                let amount = |variable: usize| amounts.get(variable).copied().unwrap_or(Number::ZERO);
                let sum: BigRational = row.terms.iter().map(|(variable, a)| big(*a) * big(amount(*variable))).sum();
                let over = sum - big(row.bound);
                if over.is_positive() { 1 } else { -i8::from(over.is_negative()) }
            });
            match row.sense {
                Sense::AtLeast => sign >= 0,
                Sense::AtMost => sign <= 0,
            }
        })
}

/// The sign of what a row has over its bound, if its numbers are small enough.
fn plain(row: &super::Row, amounts: &[Number]) -> Option<i8> {
    let (numerator, mut denominator) = row.bound.parts();
    let mut sum = numerator.checked_neg()?;
    for (variable, coefficient) in &row.terms {
        let (one, other) = (coefficient.parts(), amounts.get(*variable).copied().unwrap_or(Number::ZERO).parts());
        let (mut top, bottom) = (one.0.checked_mul(other.0)?, one.1.checked_mul(other.1)?);
        if bottom != denominator {
            // Both over the common denominator.
            let common = Int::lcm(&denominator, &bottom).ok()?;
            sum = sum.checked_mul(common.checked_div(denominator)?)?;
            top = top.checked_mul(common.checked_div(bottom)?)?;
            denominator = common;
        }
        sum = sum.checked_add(top)?;
    }
    Some(Int::sign(&sum))
}
