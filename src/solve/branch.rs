//! Class K4: branch and bound over whole variables, with propagation and the exact linear program at every node.

use super::form::{Form, Fraction};
use super::int::{Int, Stop, Sure};
use super::meter::Meter;
use super::propagate::Propagation;
use super::simplex::{Drive, Tableau, Way};
use super::store::Store;

/// What a search found.
#[derive(Debug, Clone)]
pub(super) enum Found<I> {
    Holds(Vec<Fraction<I>>),
    /// No amounts do; the bands that show it, if the linear program does.
    Fails(Option<Vec<(usize, bool)>>),
    Unbounded,
    /// The limit was reached: the least that the cost can be, and the best amounts so far.
    Unknown(Option<Fraction<I>>, Option<Vec<Fraction<I>>>),
}

/// A branch not taken yet.
#[derive(Debug, Clone)]
struct Open<I> {
    /// How long the trail was.
    trail: usize,
    variable: usize,
    lower: Option<I>,
    upper: Option<I>,
}

/// A search for the least cost, or for any amounts if there is no cost.
#[derive(Debug)]
pub(super) struct Search<'a, I> {
    form: &'a Form<I>,
    tableau: Tableau<I>,
    propagation: Propagation<I>,
    /// The cost of the best amounts, and these.
    best: Option<(Fraction<I>, Vec<Fraction<I>>)>,
    /// By how much a better cost is smaller at least; none if it may be by any fraction.
    step: Option<I>,
}

/// What became of a node.
enum Node {
    /// Nothing better is below it.
    Closed,
    /// It divides.
    Open,
    Unbounded,
}

impl<'a, I: Int> Search<'a, I> {
    pub(super) fn new(form: &'a Form<I>) -> Sure<Self> {
        let mut step = Some(I::default());
        for (variable, cost) in &form.cost {
            step = match step {
                Some(step) if form.whole[*variable] => Some(step.gcd(cost)),
                _ => None,
            };
        }
        let step = step.map(|step| step.times(&form.unit)).transpose()?;
        Ok(Self { form, tableau: Tableau::new(form)?, propagation: Propagation::new(form), best: None, step })
    }

    /// Searches within the limit.
    pub(super) fn run(mut self, meter: &mut Meter) -> Sure<Found<I>> {
        let mut root = None;
        match self.explore(meter, &mut root) {
            Ok(Node::Unbounded) => Ok(Found::Unbounded),
            Ok(Node::Closed | Node::Open) => Ok(match self.best {
                Some((_, amounts)) => Found::Holds(amounts),
                None => Found::Fails(None),
            }),
            Err(Stop::Limit) => Ok(Found::Unknown(root, self.best.map(|(_, amounts)| amounts))),
            Err(Stop::Overflow) => Err(Stop::Overflow),
        }
    }

    fn explore(&mut self, meter: &mut Meter, root: &mut Option<Fraction<I>>) -> Sure<Node> {
        let mut open: Vec<Open<I>> = Vec::new();
        let mut first = true;
        loop {
            let node = self.node(meter)?;
            if first {
                first = false;
                *root = self.tableau.cost.filter(|_| matches!(node, Node::Open)).map(|cost| self.tableau.amount(cost));
            }
            match node {
                Node::Unbounded => return Ok(Node::Unbounded),
                Node::Open => {
                    if let Some(branch) = self.divide()? {
                        open.push(branch);
                        continue;
                    }
                    self.keep()?;
                    if self.tableau.cost.is_none() {
                        return Ok(Node::Open);
                    }
                }
                Node::Closed => {}
            }
            loop {
                let Some(branch) = open.pop() else { return Ok(Node::Closed) };
                self.propagation.back(&mut self.tableau, branch.trail)?;
                let Open { variable, lower, upper, .. } = branch;
                if self.propagation.narrow(&mut self.tableau, variable, lower, upper)? {
                    break;
                }
            }
        }
    }

    /// Propagates, settles and bounds the present node.
    fn node(&mut self, meter: &mut Meter) -> Sure<Node> {
        meter.step()?;
        if !self.propagation.run(self.form, &mut self.tableau)? || self.tableau.settle(meter)?.is_some() {
            return Ok(Node::Closed);
        }
        let Some(cost) = self.tableau.cost else { return Ok(Node::Open) };
        if self.tableau.drive(cost, Way::Down, false, meter)? == Drive::Unbounded {
            return Ok(Node::Unbounded);
        }
        if let Some((best, _)) = &self.best {
            let (numerator, denominator) = self.tableau.amount(cost);
            if numerator.compared(&best.1, &best.0, &denominator)?.is_ge() {
                return Ok(Node::Closed);
            }
        }
        Ok(Node::Open)
    }

    /// Takes one branch of the present node and tells the other; none if all whole variables are whole.
    fn divide(&mut self) -> Sure<Option<Open<I>>> {
        let Some((variable, below, above)) = self.tableau.broken(&self.form.whole, &self.form.unit)? else {
            return Ok(None);
        };
        let (lower, upper) = (self.tableau.lower[variable].clone(), self.tableau.upper[variable].clone());
        let trail = self.propagation.trail.len();
        let down = Open { trail, variable, lower, upper: Some(below) };
        let up = Open { trail, variable, lower: Some(above), upper };
        let (numerator, denominator) = self.tableau.amount(variable);
        // Towards the nearer whole number; upwards from the middle.
        let twice = I::of(2)?;
        let middle = match (&down.upper, &up.lower) {
            (Some(below), Some(above)) => below.plus(above)?,
            _ => I::default(),
        };
        let upwards = numerator.compared(&twice, &middle, &denominator)?.is_ge();
        let (now, later) = if upwards { (up, down) } else { (down, up) };
        self.propagation.narrow(&mut self.tableau, variable, now.lower, now.upper)?;
        Ok(Some(later))
    }

    /// Keeps the present amounts as the best, and asks for better ones.
    fn keep(&mut self) -> Sure<()> {
        let amounts = self.tableau.amounts();
        let Some(cost) = self.tableau.cost else {
            self.best = Some(((I::default(), I::one()), amounts));
            return Ok(());
        };
        let value = self.tableau.amount(cost);
        let most = match &self.step {
            // The cost is a multiple of the step.
            Some(step) => value.0.floor(&value.1).minus(step)?,
            None => value.0.ceil(&value.1)?,
        };
        self.best = Some((value, amounts));
        self.tableau.bound(cost, None, Some(most))
    }
}

/// A linear program: the least cost, the most of variables in order, or any amounts.
pub(super) fn linear<I: Int>(form: &Form<I>, order: Option<&[usize]>, meter: &mut Meter) -> Sure<Found<I>> {
    let mut tableau = Tableau::new(form)?;
    if let Some(line) = tableau.settle(meter)? {
        return Ok(Found::Fails(Some(tableau.certificate(line)?)));
    }
    if let Some(cost) = tableau.cost
        && tableau.drive(cost, Way::Down, false, meter)? == Drive::Unbounded
    {
        return Ok(Found::Unbounded);
    }
    for variable in order.unwrap_or_default() {
        match tableau.drive(*variable, Way::Up, false, meter)? {
            Drive::Unbounded => return Ok(Found::Unbounded),
            Drive::Reached => {
                let most = tableau.upper[*variable].clone();
                tableau.bound(*variable, most.clone(), most)?;
            }
            Drive::Stuck => tableau.hold(*variable)?,
        }
    }
    Ok(Found::Holds(tableau.amounts()))
}

/// The most of whole variables and others, in order, by one search after another.
pub(super) fn arranged<I: Int>(form: &Form<I>, order: &[usize], meter: &mut Meter) -> Sure<Found<I>> {
    let mut form = form.clone();
    let mut amounts = match Search::new(&form)?.run(meter)? {
        Found::Holds(amounts) => amounts,
        other @ (Found::Fails(_) | Found::Unbounded | Found::Unknown(..)) => return Ok(other),
    };
    let mut done: Store<bool> = Store::filled(form.lower.len(), false);
    // Amounts are in units of the form as it came.
    let mut finer = I::one();
    for variable in order.iter().copied() {
        if done[variable] {
            continue;
        }
        done[variable] = true;
        let (numerator, denominator) = Store::from(amounts.clone())[variable].clone();
        let at_most = match &form.upper[variable] {
            Some(upper) => numerator.times(&finer)?.compared(&I::one(), upper, &denominator)?.is_ge(),
            None => false,
        };
        if !at_most {
            form.cost = vec![(variable, I::one().negative()?)];
            let mut search = Search::new(&form)?;
            let so_far = (numerator.times(&finer)?.negative()?, denominator.clone());
            let better = match &search.step {
                Some(step) => so_far.0.floor(&so_far.1).minus(step)?,
                None => so_far.0.ceil(&so_far.1)?,
            };
            search.best = Some((so_far, Vec::new()));
            if let Some(cost) = search.tableau.cost {
                search.tableau.bound(cost, None, Some(better))?;
            }
            match search.run(meter)? {
                Found::Holds(found) if found.is_empty() => {}
                Found::Holds(found) => {
                    amounts = found.into_iter().map(|(n, d)| Ok((n, d.times(&finer)?))).collect::<Sure<_>>()?;
                }
                Found::Fails(_) => {}
                Found::Unbounded => return Ok(Found::Unbounded),
                Found::Unknown(_, found) => {
                    let best = found.filter(|found| !found.is_empty());
                    let best = best.map(|found| found.into_iter().map(|(n, d)| Ok((n, d.times(&finer)?))).collect());
                    return Ok(Found::Unknown(None, Some(best.unwrap_or(Ok(amounts))?)));
                }
            }
        }
        let (numerator, denominator) = Store::from(amounts.clone())[variable].clone();
        let value = numerator.times(&finer)?;
        let gcd = value.gcd(&denominator);
        let by = if gcd.is_none() { I::one() } else { denominator.floor(&gcd) };
        if by > I::one() {
            form.refine(&by)?;
            finer = finer.times(&by)?;
        }
        let value = numerator.times(&finer)?.floor(&denominator);
        form.lower[variable] = value.clone();
        form.upper[variable] = Some(value);
    }
    Ok(Found::Holds(amounts))
}
