//! What competes: every way through the choices of a line, and for each one whether there is an arrangement of the
//! evidence (`docs/semantics.md`, sections 3 and 7).

use std::collections::{BTreeMap, BTreeSet};

use super::super::arrange::{Arrangement, Sum};
use super::super::language::{
    Accept, Atom, By, Claim, Cover, Joint, Kind, Limit, Line, Measure, Predicate, Quantity, Record, Row, Selection,
    TODAY, Term, Way,
};
use super::rows::Counted;
use super::{
    Entry, Env, Programme, Side, State, Truth, Twin, belongs, compare_days, day, days_of, edge, evidenced, members,
};

/// A line that looks at what it may use.
#[derive(Debug, Clone)]
pub(super) enum Demand<'l> {
    Claim(&'l Claim),
    Cover { how: Cover, set: &'l str, level: Option<&'l str>, by: Option<&'l Selection>, rows: &'l [Row] },
}

/// What is left of lines when every choice is made.
#[derive(Debug, Clone)]
pub(super) enum Piece<'l> {
    Demand(Demand<'l>, Env),
    Scope(&'l Joint, Env, Vec<Piece<'l>>),
}

/// Ways to meet lines: each names all demands that it makes.
type Ways<'l> = Vec<Vec<Piece<'l>>>;

/// Something that divides: a piece of an item. What counts items counts them as one piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Item,
    Portion(usize),
    /// Of a line `accept … as`, and of a portion.
    Derived(usize, usize),
}

impl Part {
    /// What is taken where nothing is divided: the item, or all that is derived from it.
    fn as_whole(self) -> Self {
        match self {
            Self::Item | Self::Portion(_) => Self::Item,
            Self::Derived(accept, _) => Self::Derived(accept, 0),
        }
    }
}

/// A line with what it may count.
struct Leaf<'l, 'a> {
    demand: Demand<'l>,
    env: Env,
    /// The scopes around it, the outermost first.
    within: Vec<usize>,
    entries: Vec<(Part, Entry<'a>)>,
    /// It takes what it takes as a whole.
    whole: bool,
}

impl Leaf<'_, '_> {
    fn measure(&self) -> Measure {
        match &self.demand {
            Demand::Claim(claim) => claim.measure,
            Demand::Cover { .. } => Measure::Count,
        }
    }

    fn rows(&self) -> &[Row] {
        match &self.demand {
            Demand::Claim(claim) => &claim.rows,
            Demand::Cover { rows, .. } => rows,
        }
    }
}

/// A scope with the lines below it.
struct Scope<'l, 'a> {
    joint: &'l Joint,
    env: Env,
    within: Vec<usize>,
    /// Pieces that its lines can count, if its own rows look at them.
    entries: Vec<(Part, Entry<'a>)>,
}

impl Scope<'_, '_> {
    /// Whether its usage must be looked for: it has rows.
    fn looks(&self) -> bool {
        !self.joint.rows.is_empty()
    }

    fn whole(&self) -> bool {
        self.joint.rows.contains(&Row::Whole)
    }
}

/// What a line is shown to count: items, and how much of each in parts of hours.
pub type Shown = Vec<(usize, i64)>;

/// Who holds a number: a scope or a leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Holder {
    Scope(usize),
    Leaf(usize),
}

/// A number of an arrangement: how much of a piece somebody uses.
type Key = (usize, Part, Holder);

impl<'a> Twin<'a> {
    // ---- choices ----

    /// The ways to meet lines on one side.
    fn ways_of<'l>(&self, lines: &'l [Line], env: &Env, side: Side) -> Ways<'l> {
        let mut all: Ways<'l> = vec![Vec::new()];
        for line in lines {
            let own = self.ways_of_line(line, env, side);
            all = both(&all, &own);
        }
        all
    }

    fn ways_of_line<'l>(&self, line: &'l Line, env: &Env, side: Side) -> Ways<'l> {
        match line {
            Line::Atom(atom) => self.ways_of_atom(atom, env, side),
            Line::All(lines) => self.ways_of(lines, env, side),
            Line::Any(ways) => self.choices(1, ways, env, side),
            Line::AtLeast(least, ways) => self.choices(*least as usize, ways, env, side),
            Line::When { condition, unless, then, otherwise } => {
                let (mut holds, mut fails) = self.condition(condition, env);
                if *unless {
                    (holds, fails) = (fails, holds);
                }
                let then = || self.ways_of(then, env, side);
                let otherwise =
                    || otherwise.as_ref().map_or_else(|| vec![Vec::new()], |lines| self.ways_of(lines, env, side));
                match side {
                    Side::Sure => match (holds.0, fails.0) {
                        (true, true) => vec![Vec::new()],
                        (true, false) => then(),
                        (false, true) => otherwise(),
                        (false, false) => both(&then(), &otherwise()),
                    },
                    Side::Possible => {
                        let mut all = if holds.1 { then() } else { Vec::new() };
                        all.extend(if fails.1 { otherwise() } else { Vec::new() });
                        all
                    }
                }
            }
            Line::Requirement { in_force, lines, advisory: _ } => {
                let mut inner = self.ways_of(lines, env, side);
                match self.in_force(in_force.as_ref(), env) {
                    Truth::Yes => inner,
                    Truth::No => vec![Vec::new()],
                    Truth::Unknown => {
                        if side == Side::Possible {
                            inner.push(Vec::new());
                        }
                        inner
                    }
                }
            }
            Line::Let { pick, selection, lines } => {
                let meant = self.meant(*pick, selection, env);
                let meant = meant.into_iter().filter(|(_, fits)| belongs(*fits, side, true));
                meant
                    .flat_map(|(item, _)| {
                        let mut inner = env.clone();
                        inner.lets.push(item);
                        self.ways_of(lines, &inner, side)
                    })
                    .collect()
            }
            Line::Meets(..) => panic!("no standards where evidence competes"),
            Line::For { least, set, lines } => {
                let copies: Vec<Ways<'l>> = members(set)
                    .iter()
                    .map(|member| self.ways_of(lines, &Env { member: Some(member), ..env.clone() }, side))
                    .collect();
                some_of(least.map_or(copies.len(), |least| usize::try_from(least).unwrap()), &copies)
            }
            Line::Joint(joint) => {
                let inner = self.ways_of(&joint.lines, env, side);
                inner.into_iter().map(|pieces| vec![Piece::Scope(joint, env.clone(), pieces)]).collect()
            }
            Line::Judged | Line::Open => given(side == Side::Possible),
        }
    }

    fn ways_of_atom<'l>(&self, atom: &'l Atom, env: &Env, side: Side) -> Ways<'l> {
        let holds = |state: State| given(if side == Side::Sure { state.sure } else { state.possible });
        match atom {
            Atom::Claim(claim) if self.is_open(claim, env) => {
                let upper = match claim.quantity {
                    Quantity::Between(_, most) => self.forbids(claim, most, true, side, env),
                    Quantity::AtLeast(_) | Quantity::AtMost(_) | Quantity::Exactly(_) => true,
                };
                if upper { vec![vec![Piece::Demand(Demand::Claim(claim), env.clone())]] } else { Vec::new() }
            }
            Atom::Cover { how, set, level, by, rows } => {
                let demand = Demand::Cover { how: *how, set, level: *level, by: by.as_ref(), rows };
                vec![vec![Piece::Demand(demand, env.clone())]]
            }
            Atom::Claim(_)
            | Atom::Share { .. }
            | Atom::Fit(_)
            | Atom::Years(..)
            | Atom::Hired(..)
            | Atom::Age(..)
            | Atom::Since(..)
            | Atom::Order(..)
            | Atom::Resident(_) => holds(self.atom(atom, env)),
        }
    }

    /// Whether the person chooses what a claim counts.
    pub(super) fn is_open(&self, claim: &Claim, env: &Env) -> bool {
        let counts = claim.measure == Measure::Count;
        let closed = claim.all || (env.programme != Programme::None && !counts);
        let time = matches!(claim.measure, Measure::Days | Measure::Months);
        !closed && !time && !matches!(claim.quantity, Quantity::AtMost(_))
    }

    fn choices<'l>(&self, least: usize, ways: &'l [Way], env: &Env, side: Side) -> Ways<'l> {
        let each: Vec<Ways<'l>> = ways
            .iter()
            .filter_map(|way| {
                let applies = way.lines.iter().map(|line| self.applies(line, env)).max().unwrap_or(Truth::Yes);
                // A line that does not apply is no way; one that may not apply is no sure way.
                if !belongs(applies, side, true) {
                    return None;
                }
                let closed = way.when.as_ref().is_some_and(|when| {
                    let (holds, _) = self.condition(when, env);
                    !(if side == Side::Sure { holds.0 } else { holds.1 })
                });
                Some(if closed { Vec::new() } else { self.ways_of(&way.lines, env, side) })
            })
            .collect();
        some_of(least, &each)
    }

    /// Whether a line applies, which does not depend on what is counted.
    pub(super) fn applies(&self, line: &Line, env: &Env) -> Truth {
        let all = |lines: &[Line], env: &Env| {
            let judged = lines.iter().filter(|line| !matches!(line, Line::Requirement { advisory: true, .. }));
            judged.map(|line| self.applies(line, env)).max().unwrap_or(Truth::Yes)
        };
        match line {
            Line::All(lines) => all(lines, env),
            Line::Joint(joint) => all(&joint.lines, env),
            Line::When { condition, unless, otherwise: None, .. } => {
                let (holds, fails) = self.condition(condition, env);
                let (holds, fails) = if *unless { (fails, holds) } else { (holds, fails) };
                if fails.0 {
                    Truth::No
                } else if holds.0 {
                    Truth::Yes
                } else {
                    Truth::Unknown
                }
            }
            Line::Requirement { in_force, lines, .. } => all(lines, env).min(self.in_force(in_force.as_ref(), env)),
            Line::Meets(standard, By::AllTraining) => all(
                &self.rules.standards[*standard],
                &Env { lets: Vec::new(), programme: Programme::Pooled, member: None },
            ),
            Line::For { least: None, set, lines } => members(set)
                .iter()
                .map(|member| all(lines, &Env { member: Some(member), ..env.clone() }))
                .max()
                .unwrap_or(Truth::Yes),
            Line::Atom(_)
            | Line::Any(_)
            | Line::AtLeast(..)
            | Line::When { .. }
            | Line::Let { .. }
            | Line::Meets(..)
            | Line::For { .. }
            | Line::Judged
            | Line::Open => Truth::Yes,
        }
    }

    pub(super) fn in_force(&self, period: Option<&(super::CompareDate, super::Partial)>, env: &Env) -> Truth {
        let Some((how, date)) = period else { return Truth::Yes };
        let governing = if self.rules.by_application { self.term(&Term::Application, env) } else { day(TODAY) };
        compare_days(governing, *how, edge(*how)(days_of(*date)))
    }

    // ---- arrangements ----

    /// A line whose claims compete.
    pub(super) fn joint(&self, line: &Line, env: &Env) -> State {
        let sides = [Side::Sure, Side::Possible].map(|side| {
            let ways = self.ways_of_line(line, env, side);
            ways.iter().any(|pieces| self.arranged(pieces, side))
        });
        State { applies: self.applies(line, env), ..State::new(sides[0], sides[1]) }
    }

    /// A single line.
    pub(super) fn alone(&self, demand: Demand<'_>, side: Side, env: &Env) -> bool {
        self.arranged(&[Piece::Demand(demand, env.clone())], side)
    }

    fn arranged(&self, pieces: &[Piece<'_>], side: Side) -> bool {
        let (mut scopes, mut leaves) = (Vec::new(), Vec::new());
        self.gather(pieces, &[], &|entry| belongs(entry.fits, side, true), &mut scopes, &mut leaves);
        let mut table = Table::new(self, side, &scopes, &leaves, None);
        table.usage();
        table.derived();
        self.judge(&mut table, &scopes, &leaves, side);
        table.arrangement.exists()
    }

    /// Whether one arrangement holds in all completions of the record.
    ///
    /// For lines without conditions, and for rows that are sums: what a row chooses, each completion may choose for
    /// itself.
    pub fn holds_in_all(&self, line: &Line, completions: &[Record]) -> bool {
        let env = Env::default();
        let twins: Vec<Twin<'_>> =
            completions.iter().map(|record| Twin { rules: self.rules, record, scale: self.scale }).collect();
        twins[0].ways_of_line(line, &env, Side::Sure).iter().any(|pieces| {
            let mut all: Vec<(Vec<Scope<'_, '_>>, Vec<Leaf<'_, '_>>)> = twins
                .iter()
                .map(|twin| {
                    let (mut scopes, mut leaves) = (Vec::new(), Vec::new());
                    twin.gather(pieces, &[], &|entry| entry.fits == Truth::Yes, &mut scopes, &mut leaves);
                    (scopes, leaves)
                })
                .collect();
            // What may be counted is what fits in all of them.
            let places = |entries: &[(Part, Entry<'_>)]| -> BTreeSet<(usize, Part)> {
                entries.iter().map(|(part, entry)| (entry.portion.index, *part)).collect()
            };
            for at in 0..all[0].1.len() {
                let each = all.iter().map(|(_, leaves)| places(&leaves[at].entries));
                let shared = each.reduce(|one, other| &one & &other).unwrap();
                for (_, leaves) in &mut all {
                    leaves[at].entries.retain(|(part, entry)| shared.contains(&(entry.portion.index, *part)));
                }
            }
            for (scopes, leaves) in &mut all {
                for at in 0..scopes.len() {
                    let inside = leaves.iter().filter(|leaf| leaf.within.contains(&at));
                    let shared: BTreeSet<_> = inside.flat_map(|leaf| places(&leaf.entries)).collect();
                    scopes[at].entries.retain(|(part, entry)| shared.contains(&(entry.portion.index, *part)));
                }
            }
            let mut table = Table::new(&twins[0], Side::Sure, &all[0].0, &all[0].1, None);
            table.usage();
            table.derived();
            for (twin, (scopes, leaves)) in twins.iter().zip(&all) {
                twin.judge(&mut table, scopes, leaves, Side::Sure);
            }
            assert!(table.arrangement.only_sums(), "each completion could choose for itself");
            table.arrangement.exists()
        })
    }

    /// Whether amounts satisfy a line of sure evidence: for each claim, in the order of the lines, how much it counts of
    /// which items, in parts of hours.
    pub fn shown_holds(&self, line: &Line, shown: &[Shown]) -> bool {
        let side = Side::Sure;
        self.ways_of_line(line, &Env::default(), side).iter().any(|pieces| {
            let (mut scopes, mut leaves) = (Vec::new(), Vec::new());
            self.gather(pieces, &[], &|entry| belongs(entry.fits, side, true), &mut scopes, &mut leaves);
            if leaves.len() != shown.len() {
                return false;
            }
            let mut table = Table::new(self, side, &scopes, &leaves, Some(super::ENDLESS));
            table.usage();
            table.derived();
            self.judge(&mut table, &scopes, &leaves, side);
            for (at, (leaf, shown)) in leaves.iter().zip(shown).enumerate() {
                let items: BTreeSet<usize> = leaf.entries.iter().map(|(_, entry)| entry.portion.index).collect();
                if shown.iter().any(|(item, amount)| *amount > 0 && !items.contains(item)) {
                    return false;
                }
                for item in items {
                    let amount =
                        shown.iter().filter(|(shown, _)| *shown == item).map(|(_, amount)| amount).sum::<i64>();
                    let mut sum = Sum::default();
                    let parts: BTreeSet<Part> =
                        leaf.entries.iter().filter(|(_, e)| e.portion.index == item).map(|(part, _)| *part).collect();
                    for part in parts {
                        if let Some(number) = table.number(Holder::Leaf(at), item, part, leaf.whole) {
                            sum.shares.retain(|share| share.number != number);
                            sum.add(number, 1);
                        }
                    }
                    let exactly = match (leaf.whole, leaf.measure()) {
                        (true, _) => i64::from(amount > 0),
                        (false, Measure::Count) => amount / self.scale,
                        (false, _) => amount,
                    };
                    (sum.least, sum.most) = (Some(exactly), Some(exactly));
                    table.arrangement.sum(sum);
                }
            }
            table.arrangement.exists()
        })
    }

    /// The rows of all lines and scopes.
    fn judge(&self, table: &mut Table<'_, '_, '_>, scopes: &[Scope<'_, 'a>], leaves: &[Leaf<'_, 'a>], side: Side) {
        for (index, leaf) in leaves.iter().enumerate() {
            let counted = table.counted(self, Holder::Leaf(index), &leaf.entries, leaf.whole);
            self.demanded(&mut table.arrangement, leaf, &counted, side);
        }
        for (index, scope) in scopes.iter().enumerate().filter(|(_, scope)| scope.looks()) {
            let counted = table.counted(self, Holder::Scope(index), &scope.entries, scope.whole());
            let scale = self.scale_of(scope.joint.measure);
            self.limits(&mut table.arrangement, &counted, None, scale);
            self.rows(&mut table.arrangement, &counted, &scope.joint.rows, scale, 0, side, &scope.env);
        }
    }

    /// Lists scopes and leaves, with what each may count.
    fn gather<'l>(
        &self,
        pieces: &[Piece<'l>],
        within: &[usize],
        belongs: &dyn Fn(&Entry<'a>) -> bool,
        scopes: &mut Vec<Scope<'l, 'a>>,
        leaves: &mut Vec<Leaf<'l, 'a>>,
    ) {
        for piece in pieces {
            match piece {
                Piece::Demand(demand, env) => {
                    let mut leaf = self.leaf(demand, env, within, belongs);
                    // What a block takes whole is not divided by its lines.
                    leaf.whole |= within.iter().any(|scope| scopes[*scope].whole());
                    leaves.push(leaf);
                }
                Piece::Scope(joint, env, pieces) => {
                    let index = scopes.len();
                    scopes.push(Scope { joint, env: env.clone(), within: within.to_vec(), entries: Vec::new() });
                    let mut inner = within.to_vec();
                    inner.push(index);
                    let first = leaves.len();
                    self.gather(pieces, &inner, belongs, scopes, leaves);
                    if joint.rows.is_empty() {
                        continue;
                    }
                    let mut entries: Vec<(Part, Entry<'a>)> = Vec::new();
                    for leaf in &leaves[first..] {
                        assert_eq!(leaf.measure(), joint.measure, "a block with modifiers has lines of one measure");
                        for (part, entry) in &leaf.entries {
                            let same = |(known, other): &&mut (Part, Entry<'a>)| {
                                known == part && other.portion.index == entry.portion.index
                            };
                            match entries.iter_mut().find(same) {
                                // One line may see less of a piece than another.
                                Some((_, known)) => {
                                    known.least = known.least.max(entry.least);
                                    known.most = known.most.zip(entry.most).map(|(one, other)| one.max(other));
                                }
                                None => entries.push((*part, entry.clone())),
                            }
                        }
                    }
                    scopes[index].entries = entries;
                }
            }
        }
    }

    fn leaf<'l>(
        &self,
        demand: &Demand<'l>,
        env: &Env,
        within: &[usize],
        belongs: &dyn Fn(&Entry<'a>) -> bool,
    ) -> Leaf<'l, 'a> {
        let entries = match demand {
            Demand::Claim(claim) => self.entries(claim, env),
            Demand::Cover { by, .. } => self.covering(*by, env),
        };
        let entries: Vec<_> = entries.into_iter().filter(belongs).collect();
        let counts = match demand {
            Demand::Claim(claim) => claim.measure == Measure::Count,
            Demand::Cover { .. } => true,
        };
        let part = |entry: &Entry<'a>| match entry.portion.derived {
            _ if counts => Part::Item,
            Some(accept) => Part::Derived(accept, entry.portion.part),
            None => Part::Portion(entry.portion.part),
        };
        let entries: Vec<(Part, Entry<'a>)> = entries.into_iter().map(|entry| (part(&entry), entry)).collect();
        let whole = match demand {
            Demand::Claim(claim) => claim.rows.contains(&Row::Whole),
            Demand::Cover { .. } => true,
        };
        Leaf { demand: demand.clone(), env: env.clone(), within: within.to_vec(), entries, whole }
    }

    /// The rows of a line itself.
    fn demanded(&self, arrangement: &mut Arrangement, leaf: &Leaf<'_, 'a>, counted: &[Counted<'a>], side: Side) {
        let mut need = 0;
        match &leaf.demand {
            Demand::Claim(claim) => {
                let scale = self.scale_of(claim.measure);
                let (least, most) = match claim.quantity {
                    Quantity::AtLeast(least) | Quantity::Between(least, _) => (least, None),
                    Quantity::Exactly(number) => (number, Some(number)),
                    Quantity::AtMost(_) => panic!("not an open claim"),
                };
                need = least;
                let mut sum = Sum { least: Some(least * scale), ..Sum::default() };
                let mut upper = Sum { most: most.map(|most| most * scale), ..Sum::default() };
                for one in counted {
                    sum.add(one.number, one.plus);
                    upper.add(one.number, one.minus);
                }
                arrangement.sum(sum);
                if most.is_some() {
                    arrangement.sum(upper);
                }
                self.limits(arrangement, counted, Some(need), scale);
                self.rows(arrangement, counted, leaf.rows(), scale, need, side, &leaf.env);
            }
            Demand::Cover { how, set, level, rows, .. } => {
                let seen = |arrangement: &mut Arrangement, member: &str| {
                    let mut sum = Sum::seen(1);
                    for one in counted {
                        let shown = one.entry.fits.min(evidenced(one.entry.portion.item, member, *level));
                        if belongs(shown, side, true) {
                            sum.mark(one.number);
                        }
                    }
                    arrangement.sum(sum)
                };
                let shown: Vec<(&'static str, usize)> =
                    members(set).iter().map(|member| (*member, seen(arrangement, member))).collect();
                let subsets: Vec<(i64, &'static str)> = rows
                    .iter()
                    .filter_map(
                        |row| if let Row::Members(least, subset) = row { Some((*least, *subset)) } else { None },
                    )
                    .collect();
                let how = *how;
                arrangement.test(move |sum| {
                    let have = shown.iter().filter(|(_, at)| sum(*at) > 0).count();
                    let among = |subset: &str| {
                        let inside = shown.iter().filter(|(member, _)| members(subset).contains(member));
                        inside.filter(|(_, at)| sum(*at) > 0).count()
                    };
                    enough(how, have, shown.len())
                        && subsets.iter().all(|(least, subset)| among(subset) >= usize::try_from(*least).unwrap())
                });
                self.rows(arrangement, counted, rows, 1, need, side, &leaf.env);
            }
        }
    }

    /// How much of a line, or of a block with rows, each line `accept … as` may serve. A block asks for no amount.
    fn limits(&self, arrangement: &mut Arrangement, counted: &[Counted<'a>], need: Option<i64>, scale: i64) {
        for (index, accept) in self.rules.accepts.iter().enumerate() {
            let (of_one, of_rest, most) = match accept.limit {
                Limit::None => continue,
                Limit::Hours(most) => (1, 0, most * scale),
                Limit::OfNeed(percent) => match need {
                    Some(need) => (100, 0, percent * need * scale),
                    None => continue,
                },
                Limit::OfCounted(percent) => (100 - percent, -percent, 0),
            };
            let mut sum = Sum::at_most(most);
            for one in counted {
                let derived = one.entry.portion.derived == Some(index);
                sum.add(one.number, if derived { of_one * one.minus } else { of_rest * one.plus });
            }
            arrangement.sum(sum);
        }
    }

    pub(super) fn scale_of(&self, measure: Measure) -> i64 {
        if measure == Measure::Count { 1 } else { self.scale }
    }
}

/// The numbers of an arrangement, by who uses what.
struct Table<'t, 'l, 'a> {
    twin: &'t Twin<'a>,
    side: Side,
    scopes: &'t [Scope<'l, 'a>],
    leaves: &'t [Leaf<'l, 'a>],
    numbers: BTreeMap<Key, usize>,
    /// What there is of each piece.
    there: BTreeMap<(usize, Part), i64>,
    arrangement: Arrangement,
}

impl<'t, 'l, 'a> Table<'t, 'l, 'a> {
    fn new(
        twin: &'t Twin<'a>,
        side: Side,
        scopes: &'t [Scope<'l, 'a>],
        leaves: &'t [Leaf<'l, 'a>],
        more: Option<i64>,
    ) -> Self {
        let numbers = BTreeMap::new();
        let there = BTreeMap::new();
        let mut table = Self { twin, side, scopes, leaves, numbers, there, arrangement: Arrangement::default() };
        let everything: i64 = leaves.iter().map(|leaf| twin.asked(&leaf.demand, &leaf.entries)).sum::<i64>()
            + scopes.iter().map(|scope| asked_by(&scope.joint.rows, 0, 0)).sum::<i64>();
        let everything = more.unwrap_or(everything);
        let mut most: BTreeMap<Key, i64> = BTreeMap::new();
        let scope_lists = scopes.iter().enumerate().filter(|(_, scope)| scope.looks());
        let scope_lists = scope_lists.map(|(at, scope)| (Holder::Scope(at), &scope.entries, scope.whole(), None));
        let leaf_lists = leaves.iter().enumerate().map(|(at, leaf)| {
            // More than is asked helps nobody, unless a scope looks at it as well.
            let alone = more.is_none() && !leaf.within.iter().any(|scope| scopes[*scope].looks());
            let asked = alone.then(|| twin.asked(&leaf.demand, &leaf.entries));
            (Holder::Leaf(at), &leaf.entries, leaf.whole, asked)
        });
        for (holder, entries, whole, asked) in scope_lists.chain(leaf_lists) {
            for (part, entry) in entries {
                let there = twin.amount(*part, entry, side == Side::Sure, everything);
                let here = table.there.entry((entry.portion.index, *part)).or_insert(0);
                *here = (*here).max(there);
                if whole {
                    most.insert((entry.portion.index, part.as_whole(), holder), 1);
                } else {
                    let scale = if *part == Part::Item { 1 } else { twin.scale };
                    let useful = asked.map_or(there, |asked| asked.max(1) * scale);
                    most.insert((entry.portion.index, *part, holder), there.min(useful));
                }
            }
        }
        for (key, most) in most {
            let number = table.arrangement.number(most);
            table.numbers.insert(key, number);
        }
        table
    }

    fn number(&self, holder: Holder, item: usize, part: Part, whole: bool) -> Option<usize> {
        let part = if whole { part.as_whole() } else { part };
        self.numbers.get(&(item, part, holder)).copied()
    }

    /// What somebody counts, with the numbers that say how much.
    fn counted<'c>(
        &self,
        twin: &Twin<'c>,
        holder: Holder,
        entries: &[(Part, Entry<'c>)],
        whole: bool,
    ) -> Vec<Counted<'c>> {
        let each = entries.iter().map(|(part, entry)| {
            let number = self.number(holder, entry.portion.index, *part, whole).unwrap();
            let amount = |low: bool| if whole { twin.amount(*part, entry, low, super::ENDLESS) } else { 1 };
            let (plus, minus) = match self.side {
                Side::Sure => (amount(true), amount(false)),
                Side::Possible => (amount(false), amount(true)),
            };
            Counted { entry: entry.clone(), number, plus, minus }
        });
        each.collect()
    }

    /// How much of a piece a leaf uses: a number and what one of it uses.
    fn used(&self, leaf: usize, item: usize, part: Part) -> Option<(usize, i64)> {
        let of = &self.leaves[leaf];
        of.entries.iter().find(|(own, entry)| *own == part && entry.portion.index == item)?;
        let number = self.number(Holder::Leaf(leaf), item, part, of.whole)?;
        Some((number, if of.whole { self.there[&(item, part)] } else { 1 }))
    }

    /// The usage of a scope: a number and what one of it is.
    fn usage_of(&self, scope: usize, item: usize, part: Part) -> Option<(usize, i64)> {
        let whole = self.scopes[scope].whole();
        let number = self.number(Holder::Scope(scope), item, part, whole)?;
        Some((number, if whole { self.there[&(item, part)] } else { 1 }))
    }

    /// Nobody uses more than the scope around it; and in a scope that counts once, all together do not.
    fn usage(&mut self) {
        let pieces: Vec<(usize, Part)> = self.there.keys().copied().collect();
        for (item, part) in pieces {
            for scope in 0..self.scopes.len() {
                let mut users: Vec<(usize, i64)> = Vec::new();
                let inside = |within: &[usize]| within.contains(&scope);
                let leaves: Vec<usize> =
                    (0..self.leaves.len()).filter(|leaf| inside(&self.leaves[*leaf].within)).collect();
                users.extend(leaves.iter().filter_map(|leaf| self.used(*leaf, item, part)));
                if self.scopes[scope].looks()
                    && let Some((own, one)) = self.usage_of(scope, item, part)
                {
                    let below = (0..self.scopes.len()).filter(|other| inside(&self.scopes[*other].within));
                    let below = below.filter_map(|other| self.usage_of(other, item, part));
                    for (number, each) in users.iter().copied().chain(below.collect::<Vec<_>>()) {
                        let mut sum = Sum::at_least(0);
                        sum.add(own, one);
                        sum.add(number, -each);
                        self.arrangement.sum(sum);
                    }
                }
                self.once(scope, item, part, &leaves, &users);
            }
        }
    }

    /// Disjoint shares, where the scope or one around it counts once.
    fn once(&mut self, scope: usize, item: usize, part: Part, leaves: &[usize], users: &[(usize, i64)]) {
        let around = || self.scopes[scope].within.iter().copied().chain([scope]);
        let Some(mode) = around().filter(|scope| self.scopes[*scope].joint.once).last() else { return };
        let entry = leaves.iter().flat_map(|leaf| &self.leaves[*leaf].entries);
        let Some((_, entry)) = entry.into_iter().find(|(own, entry)| *own == part && entry.portion.index == item)
        else {
            return;
        };
        let times = self.times(mode, entry);
        let mut sum = Sum::at_most(times * self.there[&(item, part)]);
        for (number, each) in users {
            sum.add(*number, *each);
        }
        let looking = around().filter(|scope| self.scopes[*scope].looks()).last();
        if let Some((own, one)) = looking.and_then(|scope| self.usage_of(scope, item, part)) {
            sum.most = Some(0);
            sum.add(own, -times * one);
        }
        self.arrangement.sum(sum);
        // What counts items takes all portions of one.
        if let Part::Portion(_) = part {
            let there = self.there[&(item, part)];
            let count = entry.portion.item.count;
            let mut sum = Sum::at_most(times * there * count);
            let mut mixed = false;
            for leaf in leaves {
                if let Some((number, each)) = self.used(*leaf, item, Part::Item) {
                    mixed = true;
                    sum.add(number, each * there);
                } else if let Some((number, each)) = self.used(*leaf, item, part) {
                    sum.add(number, each * count);
                }
            }
            if mixed {
                self.arrangement.sum(sum);
            }
        }
    }

    fn times(&self, mode: usize, entry: &Entry<'a>) -> i64 {
        let scope = &self.scopes[mode];
        let twice = |predicate: &Predicate| {
            belongs(self.twin.predicate(predicate, &entry.portion, &scope.env), self.side, true)
        };
        if scope.joint.twice.as_ref().is_some_and(twice) { 2 } else { 1 }
    }

    /// What is derived from a portion shares the resource of that portion.
    fn derived(&mut self) {
        let accepts: Vec<&Accept> = self.twin.rules.accepts.iter().collect();
        let product: i64 = accepts.iter().map(|accept| accept.to).product();
        let sources: BTreeSet<(usize, usize)> = self
            .there
            .keys()
            .filter_map(
                |(item, part)| if let Part::Derived(_, portion) = part { Some((*item, *portion)) } else { None },
            )
            .collect();
        let once: Vec<usize> = (0..self.scopes.len()).filter(|scope| self.scopes[*scope].joint.once).collect();
        let mut groups: Vec<(Option<usize>, Vec<usize>)> =
            (0..self.leaves.len()).map(|leaf| (None, vec![leaf])).collect();
        for scope in once {
            let inside = (0..self.leaves.len()).filter(|leaf| self.leaves[*leaf].within.contains(&scope));
            groups.push((Some(scope), inside.collect()));
        }
        for (item, portion) in sources {
            let Some(source) = self.twin.portions().into_iter().find(|one| one.index == item && one.part == portion)
            else {
                continue;
            };
            let entry = Entry { fits: Truth::Yes, least: source.least, most: source.most, portion: source };
            let everything: i64 = self.there.values().sum();
            let there = self.twin.amount(Part::Portion(portion), &entry, self.side == Side::Sure, everything);
            for (scope, leaves) in &groups {
                let times = scope.map_or(1, |scope| self.times(scope, &entry));
                let mut sum = Sum::at_most(times * there * product);
                for leaf in leaves {
                    if let Some((number, each)) = self.used(*leaf, item, Part::Item) {
                        sum.add(number, each * there * product);
                    }
                    if let Some((number, each)) = self.used(*leaf, item, Part::Portion(portion)) {
                        sum.add(number, each * product);
                    }
                    for (index, accept) in accepts.iter().enumerate() {
                        if let Some((number, each)) = self.used(*leaf, item, Part::Derived(index, portion)) {
                            sum.add(number, each * product / accept.to * accept.from);
                        }
                    }
                }
                self.arrangement.sum(sum);
            }
        }
    }
}

impl<'a> Twin<'a> {
    /// What a piece is worth, in parts of hours or in items: its lower or its upper amount.
    fn amount(&self, part: Part, entry: &Entry<'a>, low: bool, endless: i64) -> i64 {
        let amount = if low { entry.least } else { entry.most.unwrap_or(endless) };
        match part {
            Part::Item => amount,
            Part::Portion(_) => amount * self.scale,
            Part::Derived(accept, _) => {
                let accept = &self.rules.accepts[accept];
                if accept.each_full {
                    amount / accept.from * accept.to * self.scale
                } else {
                    amount * self.scale * accept.to / accept.from
                }
            }
        }
    }

    /// As much of a portion as a line could use for anything.
    fn asked(&self, demand: &Demand<'_>, entries: &[(Part, Entry<'a>)]) -> i64 {
        let Demand::Claim(claim) = demand else { return 0 };
        let need = match claim.quantity {
            Quantity::AtLeast(least) | Quantity::Between(least, _) | Quantity::Exactly(least) => least,
            Quantity::AtMost(_) => 0,
        };
        let stated: i64 = entries.iter().filter_map(|(_, entry)| entry.most).sum();
        let shares = self.rules.accepts.iter().any(|accept| matches!(accept.limit, Limit::OfCounted(_)));
        let beside = if shares { 2 * stated.min(need) + 4 * need } else { 0 };
        need + asked_by(&claim.rows, need, stated) + beside
    }

    /// Items that may cover something.
    fn covering(&self, by: Option<&Selection>, env: &Env) -> Vec<Entry<'a>> {
        let any = match env.programme {
            Programme::One(_) => Selection {
                heads: vec![
                    (vec![Kind::Course, Kind::Placement, Kind::Exam, Kind::Demonstration], None),
                    (vec![Kind::Qualification], None),
                ],
                ..Selection::of(Kind::Course)
            },
            Programme::None | Programme::Pooled => {
                Selection { heads: vec![(Kind::ALL.to_vec(), None)], ..Selection::of(Kind::Course) }
            }
        };
        let mut entries = self.items(by.unwrap_or(&any), true, env);
        entries.retain(|entry| match env.programme {
            // Without `by`, a standard is covered by its programme and that programme's parts.
            Programme::One(programme) if by.is_none() => {
                entry.portion.item.kind != Kind::Qualification || entry.portion.index == programme
            }
            Programme::One(_) | Programme::None | Programme::Pooled => true,
        });
        entries
    }
}

/// As much as rows ask for beside the need, and as lets a share be reached beside everything else.
fn asked_by(rows: &[Row], need: i64, stated: i64) -> i64 {
    rows.iter()
        .map(|row| match row {
            Row::Including(least, _) | Row::Gate { least, .. } => *least,
            Row::Distinct { least, each, .. } => i64::from(*least) * each.unwrap_or(1),
            Row::IncludingShare(..) | Row::CountingShare(..) => 2 * stated.min(need) + 4 * need,
            _ => 0,
        })
        .sum()
}

/// Whether so many of a set are enough.
pub(super) fn enough(how: Cover, have: usize, there: usize) -> bool {
    match how {
        Cover::All => have == there,
        Cover::AtLeast(least) => have >= usize::try_from(least).unwrap(),
        Cover::Percent(least) => 100 * have >= usize::try_from(least).unwrap() * there,
    }
}

fn given<'l>(holds: bool) -> Ways<'l> {
    if holds { vec![Vec::new()] } else { Vec::new() }
}

fn both<'l>(one: &Ways<'l>, other: &Ways<'l>) -> Ways<'l> {
    one.iter().flat_map(|a| other.iter().map(|b| a.iter().chain(b).cloned().collect())).collect()
}

/// At least so many of them.
fn some_of<'l>(least: usize, each: &[Ways<'l>]) -> Ways<'l> {
    (0..1_usize << each.len())
        .filter(|bits| bits.count_ones() as usize >= least)
        .flat_map(|bits| {
            let taken = each.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
            taken.fold(vec![Vec::new()], |all, (_, ways)| both(&all, ways))
        })
        .collect()
}
