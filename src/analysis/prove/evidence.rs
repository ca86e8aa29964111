//! Whether any amount of any evidence can be as the lines of a way ask: one linear problem over all sorts of evidence
//! that the lines tell apart.
//!
//! A sort is a kind with an answer to every test, so far as one piece of evidence can have these answers together. Where
//! a rule says more than is read here, it is left out: then the problem asks less, and what it cannot satisfy nothing can.

use std::collections::BTreeMap;

use super::amounts::{Stated, stated};
use super::branches::Line;
use super::dates::{Calendar, Day, Slot, Term};
use super::draft::{compares, elsewhere};
use super::scalars::{around, compare, term};
use crate::model::framework::Framework;
use crate::model::number::Number;
use crate::model::program::{
    Alternative, Claim, Constant, DateComparison, Formula, JointScope, Measure, NodeId, NodeKind, Per, Row, RowKind,
    SelectionId, Straddle, Test, TestId, Window,
};
use crate::model::vocabulary::{AttributeId, AttributeType, CompetencyId, Kind, ScaleId, builtin};
use crate::solve::{Answer, Exact, Limit, Problem, Sense, Solver};

/// How many answers one kind of evidence may combine: two to this power at most. Lines that would need more are left out.
const ANSWERS: usize = 10;

/// Steps of one proof; what needs more is not proven.
const STEPS: u64 = 20_000;

/// How many amounts one problem may have: what has more takes longer than a check may.
const AMOUNTS: usize = 600;

/// Something of a piece of evidence that holds or does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Atom<'a> {
    /// A test.
    Test(TestId),
    /// It lies in a window.
    Window(&'a Window),
    /// It has to do with a competency.
    On(CompetencyId),
    /// A formula that the portions of one item answer differently.
    Whole(&'a Formula),
}

/// A line that asks for evidence.
#[derive(Clone, Copy)]
enum Asked<'a> {
    Claim(&'a Claim, &'a Line),
    Share { part: SelectionId, whole: SelectionId, at_least: bool, share: Number, worth: Number },
}

/// A sort of evidence: its kind (none: the hours of a programme without listed parts) and the answers that hold.
struct Sort<'a> {
    kind: Option<Kind>,
    holds: Vec<(Atom<'a>, bool)>,
}

/// Reads the evidence that lines ask for.
pub(super) struct Evidence<'a> {
    framework: &'a Framework,
    /// What is known of the days besides.
    calendar: &'a Calendar,
}

/// Variables with their coefficients.
type Terms = Vec<(usize, Number)>;

/// A problem over sorts of evidence.
struct Table<'a> {
    problem: Problem,
    sorts: Vec<Sort<'a>>,
    weights: Vec<usize>,
}

impl<'a> Evidence<'a> {
    pub(super) fn new(framework: &'a Framework, calendar: &'a Calendar) -> Self {
        Self { framework, calendar }
    }

    /// Whether no evidence, however much, satisfies these lines.
    pub(super) fn clashes(&self, lines: &'a [Line]) -> bool {
        let mut measures: Vec<Stated> = lines.iter().filter_map(|line| self.measure(line)).collect();
        measures.sort_unstable();
        measures.dedup();
        let fails = |lines: &'a [Line], measure| {
            self.table(lines, measure, None)
                .is_some_and(|table| Exact.solve(&table.problem, Limit(STEPS)) == Answer::Fails)
        };
        if lines.iter().any(|line| self.too_few_values(line)) {
            return true;
        }
        let alone =
            |line: &'a Line| self.measure(line).is_some_and(|measure| fails(std::slice::from_ref(line), measure));
        // Where nothing limits anything, more of everything satisfies all that can be satisfied.
        lines.iter().any(alone)
            || lines.iter().any(|line| self.limits(line)) && measures.into_iter().any(|measure| fails(lines, measure))
    }

    /// Whether every record that satisfies these lines satisfies another one.
    pub(super) fn implies(&self, lines: &'a [Line], other: &'a Line) -> bool {
        let Some(claim) = self.claim(other) else { return false };
        if !other.frames.is_empty() || self.partial(claim.selection) || claim.closed || claim.bounds.exactly {
            return false;
        }
        let Some((measure, worth)) = stated(self.framework, &claim.measure) else {
            return lines.iter().filter_map(|line| self.claim(line)).any(|stronger| covers_more(stronger, claim));
        };
        let Some(table) = self.table(lines, measure, Some(claim)) else { return false };
        let mut bounds: Vec<(Option<&Formula>, Number, Sense)> = Vec::new();
        bounds.extend(claim.bounds.least.map(|least| (None, least, Sense::AtLeast)));
        bounds.extend(claim.bounds.most.map(|most| (None, most, Sense::AtMost)));
        for row in &claim.rows {
            match &row.kind {
                RowKind::Including(least, formula) => bounds.push((Some(formula), *least, Sense::AtLeast)),
                RowKind::IncludingShare(..)
                | RowKind::Counting(..)
                | RowKind::CountingShare(..)
                | RowKind::CountingPer(..)
                | RowKind::Gate { .. }
                | RowKind::Distinct { .. }
                | RowKind::FromAtMost(..)
                | RowKind::Over(_)
                | RowKind::TogetherCover { .. }
                | RowKind::WithinAny(_)
                | RowKind::Consecutive(_)
                | RowKind::NoBreak(_)
                | RowKind::IncludingMembers { .. } => return false,
            }
        }
        !bounds.is_empty()
            && bounds.into_iter().all(|(formula, bound, sense)| {
                let counted = |sort: &Sort<'a>| {
                    let help = sense == Sense::AtLeast;
                    self.selected(sort, claim.selection, measure, help)
                        && formula.is_none_or(|formula| self.formula(sort, formula, measure))
                };
                let sign = if sense == Sense::AtLeast { worth } else { -worth };
                let chosen = table.sorts.iter().zip(&table.weights).filter(|(sort, _)| counted(sort));
                let objective: Vec<(usize, Number)> = chosen.map(|(_, variable)| (*variable, sign)).collect();
                if objective.is_empty() {
                    return sense == Sense::AtMost && bound >= Number::ZERO;
                }
                let Answer::Holds(values) = Exact.minimize(&table.problem, &objective, Limit(STEPS)) else {
                    return false;
                };
                let total: Number = objective
                    .iter()
                    .map(|(variable, sign)| values.get(*variable).copied().unwrap_or(Number::ZERO) * *sign)
                    .sum();
                if sense == Sense::AtLeast { total >= bound } else { -total <= bound }
            })
    }

    fn claim(&self, line: &Line) -> Option<&'a Claim> {
        match &self.framework.program.nodes.get(line.node.index())?.kind {
            NodeKind::Claim(claim) => Some(claim),
            NodeKind::All(_)
            | NodeKind::Any(_)
            | NodeKind::AtLeast(..)
            | NodeKind::Choose { .. }
            | NodeKind::Guarded { .. }
            | NodeKind::Bind(..)
            | NodeKind::Named(_)
            | NodeKind::Joint(..)
            | NodeKind::Share { .. }
            | NodeKind::Fact(..)
            | NodeKind::Age { .. }
            | NodeKind::Resident { .. }
            | NodeKind::Since { .. }
            | NodeKind::DateOrder(..)
            | NodeKind::Judged { .. }
            | NodeKind::Open => None,
        }
    }

    /// Whether a line can be failed by too much, or divides evidence with others.
    fn limits(&self, line: &Line) -> bool {
        !line.frames.is_empty()
            || self.claim(line).map_or_else(
                || self.measure(line).is_some(),
                |claim| {
                    !line.holds
                        || claim.bounds.most.is_some()
                        || claim.rows.iter().any(|row| !matches!(row.kind, RowKind::Including(..)))
                },
            )
    }

    /// How what a line asks for is stated.
    fn measure(&self, line: &Line) -> Option<Stated> {
        let kind = &self.framework.program.nodes.get(line.node.index())?.kind;
        let measure = if let NodeKind::Share { measure, .. } = kind { measure } else { &self.claim(line)?.measure };
        stated(self.framework, measure).map(|(stated, _)| stated)
    }

    fn alternatives(&self, selection: SelectionId) -> &'a [Alternative] {
        let known = self.framework.program.selections.get_index(selection.index());
        known.map_or(&[][..], |selection| selection.alternatives.as_slice())
    }

    /// Whether of a piece of evidence only a part may be counted by a selection.
    fn partial(&self, selection: SelectionId) -> bool {
        self.alternatives(selection).iter().any(|one| {
            one.on.is_some()
                || one.kinds.has(Kind::Experience) && !one.windows.is_empty()
                || one.windows.iter().any(|window| window.straddle == Straddle::ProRata)
        })
    }

    /// Whether evidence of another kind may stand for what a selection asks for.
    fn derived(&self, selection: SelectionId) -> bool {
        let conversions = &self.framework.program.conversions;
        conversions.iter().any(|it| self.alternatives(selection).iter().any(|one| one.kinds.0 & it.kinds.0 != 0))
    }

    fn scope(&self, frame: NodeId) -> Option<&'a JointScope> {
        let kind = &self.framework.program.nodes.get(frame.index())?.kind;
        if let NodeKind::Joint(scope, _) = kind { Some(scope) } else { None }
    }

    // ---- sorts ----

    /// The formulas of a line in a measure, beside those of its selection.
    fn formulas(&self, claim: &'a Claim, line: Option<&Line>) -> Vec<&'a Formula> {
        let of = |row: &'a Row| match &row.kind {
            RowKind::Including(_, formula)
            | RowKind::IncludingShare(_, formula)
            | RowKind::Counting(_, formula)
            | RowKind::CountingShare(_, formula) => Some(formula),
            RowKind::Gate { .. }
            | RowKind::CountingPer(..)
            | RowKind::Distinct { .. }
            | RowKind::FromAtMost(..)
            | RowKind::Over(_)
            | RowKind::TogetherCover { .. }
            | RowKind::WithinAny(_)
            | RowKind::Consecutive(_)
            | RowKind::NoBreak(_)
            | RowKind::IncludingMembers { .. } => None,
        };
        let mut all: Vec<&Formula> = claim.rows.iter().filter_map(of).collect();
        for frame in line.into_iter().flat_map(|line| &line.frames) {
            all.extend(self.scope(*frame).into_iter().flat_map(|scope| &scope.rows).filter_map(|(_, row)| of(row)));
        }
        all
    }

    fn atoms_of(&self, asked: Asked<'a>, measure: Stated) -> Vec<(Option<Kind>, Vec<Atom<'a>>)> {
        let (selections, formulas) = match asked {
            Asked::Claim(claim, line) => (vec![claim.selection], self.formulas(claim, Some(line))),
            Asked::Share { part, whole, .. } => (vec![part, whole], Vec::new()),
        };
        let mut shared = Vec::new();
        for formula in formulas {
            self.atoms(formula, measure, &mut shared);
        }
        let mut found = Vec::new();
        for alternative in selections.into_iter().flat_map(|selection| self.alternatives(selection)) {
            let mut atoms = shared.clone();
            atoms.extend(alternative.windows.iter().map(Atom::Window));
            atoms.extend(alternative.on.map(Atom::On));
            self.atoms(&alternative.formula, measure, &mut atoms);
            let unlisted = alternative.programme.map(|_| None);
            found.extend(alternative.kinds.iter().map(Some).chain(unlisted).map(|kind| (kind, atoms.clone())));
        }
        found
    }

    fn atoms(&self, formula: &'a Formula, measure: Stated, into: &mut Vec<Atom<'a>>) {
        if measure == Stated::Count && self.by_portion(formula) {
            into.push(Atom::Whole(formula));
            return;
        }
        match formula {
            Formula::True => {}
            Formula::Test { test, .. } => into.push(Atom::Test(*test)),
            Formula::And(list) | Formula::Or(list) => {
                for one in list {
                    self.atoms(one, measure, into);
                }
            }
        }
    }

    /// Whether the portions of one item may answer a formula differently.
    fn by_portion(&self, formula: &Formula) -> bool {
        match formula {
            Formula::True => false,
            Formula::And(list) | Formula::Or(list) => list.iter().any(|one| self.by_portion(one)),
            Formula::Test { test, .. } => match self.framework.program.tests.get_index(test.index()) {
                Some(
                    Test::OneOf(attribute, _)
                    | Test::Number(attribute, ..)
                    | Test::Level(attribute, ..)
                    | Test::Date(attribute, ..)
                    | Test::Between(attribute, ..),
                ) => {
                    [
                        builtin::MODE,
                        builtin::DELIVERY,
                        builtin::TOPIC,
                        builtin::SETTING,
                        builtin::AREA,
                        builtin::CATEGORY,
                        builtin::PURPOSE,
                    ]
                    .contains(attribute)
                        || *attribute > builtin::ID
                }
                Some(Test::Current(_) | Test::PartOf(_) | Test::Is(_) | Test::Unknown) | None => false,
            },
        }
    }

    /// All sorts that these lines tell apart. None if they are too many.
    fn sorts(
        &self,
        atoms: &[(Option<Kind>, Vec<Atom<'a>>)],
        signature: &dyn Fn(&Sort<'a>) -> Vec<bool>,
    ) -> Vec<Sort<'a>> {
        let mut found = Vec::new();
        let mut seen: std::collections::BTreeSet<(Option<Kind>, Vec<bool>)> = std::collections::BTreeSet::new();
        for (kind, atoms) in atoms {
            let mut open: Vec<Vec<(Atom<'a>, bool)>> = vec![Vec::new()];
            for atom in atoms {
                let mut next = Vec::new();
                for holds in open {
                    for answer in [true, false] {
                        let mut more = holds.clone();
                        more.push((*atom, answer));
                        if kind.is_none() || self.consistent(&more, *atom) {
                            next.push(more);
                        }
                    }
                }
                open = next;
            }
            for holds in open {
                let sort = Sort { kind: *kind, holds };
                let sign = signature(&sort);
                if !sign.contains(&true) || seen.contains(&(*kind, sign.clone())) {
                    continue;
                }
                if kind.is_none() || self.dated(&sort) {
                    seen.insert((*kind, sign));
                    found.push(sort);
                }
            }
        }
        found
    }

    /// Whether one value of the attribute of the last test gives all answers to the tests of that attribute.
    fn consistent(&self, holds: &[(Atom<'a>, bool)], last: Atom<'a>) -> bool {
        let Some(attribute) = self.attribute(last) else { return true };
        let tests: Vec<(&Test, bool)> = holds
            .iter()
            .filter(|(atom, _)| self.attribute(*atom) == Some(attribute))
            .filter_map(|(atom, holds)| match atom {
                Atom::Test(test) => Some((self.framework.program.tests.get_index(test.index())?, *holds)),
                Atom::Window(_) | Atom::On(_) | Atom::Whole(_) => None,
            })
            .collect();
        let Some((_, known)) = self.framework.vocabulary.attributes.get_index(attribute.index()) else { return true };
        if known.many {
            return true;
        }
        let Some(values) = self.values(known.kind, &tests) else { return true };
        values.iter().any(|value| tests.iter().all(|(test, holds)| passes(value, test) == *holds))
    }

    /// The attribute of a test by value.
    fn attribute(&self, atom: Atom<'a>) -> Option<AttributeId> {
        let Atom::Test(test) = atom else { return None };
        match self.framework.program.tests.get_index(test.index())? {
            Test::OneOf(attribute, constants) if !constants.contains(&Constant::Unknown) => Some(*attribute),
            Test::Number(attribute, ..) | Test::Level(attribute, ..) => Some(*attribute),
            Test::OneOf(..)
            | Test::Date(..)
            | Test::Between(..)
            | Test::Current(_)
            | Test::PartOf(_)
            | Test::Is(_)
            | Test::Unknown => None,
        }
    }

    /// A value of each sort that tests of one attribute tell apart. None: they are not all known.
    fn values(&self, kind: AttributeType, tests: &[(&Test, bool)]) -> Option<Vec<Constant>> {
        let mut named: Vec<Constant> = Vec::new();
        let mut numbers: Vec<Number> = Vec::new();
        let mut scale: Option<ScaleId> = None;
        for (test, _) in tests {
            match test {
                Test::OneOf(_, constants) => named.extend(constants),
                Test::Number(_, _, number) => numbers.push(*number),
                Test::Level(_, _, level) => named.push(Constant::Level(*level)),
                Test::Date(..)
                | Test::Between(..)
                | Test::Current(_)
                | Test::PartOf(_)
                | Test::Is(_)
                | Test::Unknown => {
                    return None;
                }
            }
        }
        for constant in &named {
            match constant {
                Constant::Number(number) => numbers.push(*number),
                Constant::Level(level) if scale.is_none_or(|scale| scale == level.scale) => scale = Some(level.scale),
                Constant::Level(_) => return None,
                Constant::Symbol(_)
                | Constant::Title(_)
                | Constant::YesNo(_)
                | Constant::Place(_)
                | Constant::Unknown => {}
            }
        }
        match kind {
            AttributeType::YesNo => Some(vec![Constant::YesNo(true), Constant::YesNo(false)]),
            AttributeType::Number => Some(around(&mut numbers).into_iter().map(Constant::Number).collect()),
            AttributeType::Place => {
                let other = Constant::Place(elsewhere(&named)?);
                named.push(other);
                Some(named)
            }
            AttributeType::Level => {
                let scale = scale?;
                let (_, known) = self.framework.vocabulary.scales.get_index(scale.index())?;
                let ranks = 0..u16::try_from(known.levels.len()).ok()?;
                Some(ranks.map(|rank| Constant::Level(crate::model::vocabulary::Level { scale, rank })).collect())
            }
            AttributeType::Symbol | AttributeType::Text | AttributeType::Title => {
                // Any other word.
                named.push(Constant::Unknown);
                Some(named)
            }
            AttributeType::Date => None,
        }
    }

    /// Whether the dates of one piece of evidence can be as its answers say.
    fn dated(&self, sort: &Sort<'a>) -> bool {
        let mut calendar = self.calendar.clone();
        let own = |attribute: AttributeId| {
            let slot = match attribute {
                builtin::COMPLETED | builtin::ENDED => Slot::Main,
                builtin::STARTED => Slot::Started,
                builtin::ISSUED => Slot::Issued,
                builtin::EXPIRES => Slot::Expires,
                other => Slot::Attribute(other),
            };
            Term::Of(Day::Item(0, slot))
        };
        let mut asks = false;
        for (atom, holds) in &sort.holds {
            match atom {
                Atom::Test(test) => match self.framework.program.tests.get_index(test.index()) {
                    Some(Test::Date(attribute, comparison, date)) => {
                        asks = true;
                        compare(&mut calendar, own(*attribute), *comparison, term(self.framework, *date), *holds);
                    }
                    Some(Test::Between(attribute, from, until)) if *holds => {
                        asks = true;
                        let (from, until) = (term(self.framework, *from), term(self.framework, *until));
                        calendar.order(from, own(*attribute), false);
                        calendar.order(own(*attribute), until, false);
                    }
                    Some(
                        Test::Between(..)
                        | Test::OneOf(..)
                        | Test::Number(..)
                        | Test::Level(..)
                        | Test::Current(_)
                        | Test::PartOf(_)
                        | Test::Is(_)
                        | Test::Unknown,
                    )
                    | None => {}
                },
                // Work lies in a window as soon as it overlaps, and what is outside is before or behind it.
                Atom::Window(window)
                    if *holds && sort.kind != Some(Kind::Experience) && window.straddle != Straddle::ProRata =>
                {
                    asks = true;
                    let date = own(builtin::DATE);
                    if let Some((from, excluded)) = window.from {
                        let comparison = if excluded { DateComparison::After } else { DateComparison::From };
                        compare(&mut calendar, date.clone(), comparison, term(self.framework, from), true);
                    }
                    if let Some((until, excluded)) = window.until {
                        let comparison = if excluded { DateComparison::Before } else { DateComparison::Until };
                        compare(&mut calendar, date, comparison, term(self.framework, until), true);
                    }
                }
                Atom::Window(_) | Atom::On(_) | Atom::Whole(_) => {}
            }
        }
        if !asks {
            return true;
        }
        if sort.kind != Some(Kind::Experience) {
            calendar.order(own(builtin::DATE), Term::Of(Day::Assessment), false);
        }
        calendar.settle()
    }

    // ---- answers of a sort ----

    fn answer(sort: &Sort<'a>, atom: Atom<'a>) -> bool {
        sort.holds.iter().any(|(known, holds)| *known == atom && *holds)
    }

    fn formula(&self, sort: &Sort<'a>, formula: &'a Formula, measure: Stated) -> bool {
        if measure == Stated::Count && self.by_portion(formula) {
            return Self::answer(sort, Atom::Whole(formula));
        }
        match formula {
            Formula::True => true,
            Formula::Test { test, negated } => Self::answer(sort, Atom::Test(*test)) != *negated,
            Formula::And(list) => list.iter().all(|one| self.formula(sort, one, measure)),
            Formula::Or(list) => list.iter().any(|one| self.formula(sort, one, measure)),
        }
    }

    /// Whether a selection has a sort; `helps`: where more of it helps the person.
    fn selected(&self, sort: &Sort<'a>, selection: SelectionId, measure: Stated, helps: bool) -> bool {
        self.alternatives(selection).iter().any(|one| {
            let kind = match sort.kind {
                Some(kind) => one.kinds.has(kind),
                None => {
                    let (course, placement) = (one.kinds.has(Kind::Course), one.kinds.has(Kind::Placement));
                    one.programme.is_some() && if helps { course && placement } else { course || placement }
                }
            };
            kind && one.windows.iter().all(|window| Self::answer(sort, Atom::Window(window)))
                && one.on.is_none_or(|on| Self::answer(sort, Atom::On(on)))
                && self.formula(sort, &one.formula, measure)
        })
    }

    // ---- the problem ----

    fn asked(&self, lines: &'a [Line], measure: Stated) -> Vec<Asked<'a>> {
        let of = |line: &'a Line| {
            if self.measure(line) != Some(measure) {
                return None;
            }
            if let Some(NodeKind::Share { part, whole, at_least, share, measure }) =
                self.framework.program.nodes.get(line.node.index()).map(|node| &node.kind)
            {
                let (_, worth) = stated(self.framework, measure)?;
                let exact = !self.partial(*part) && !self.partial(*whole);
                let asked = Asked::Share { part: *part, whole: *whole, at_least: *at_least, share: *share, worth };
                return (line.holds && exact).then_some(asked);
            }
            Some(Asked::Claim(self.claim(line)?, line))
        };
        lines.iter().filter_map(of).collect()
    }

    /// The problem of lines of one measure, with the sorts that another claim tells apart as well.
    fn table(&self, lines: &'a [Line], measure: Stated, besides: Option<&'a Claim>) -> Option<Table<'a>> {
        let mut atoms: Vec<(Option<Kind>, Vec<Atom<'a>>)> = Vec::new();
        let mut add = |more: Vec<(Option<Kind>, Vec<Atom<'a>>)>| {
            let mut tried = atoms.clone();
            for (kind, list) in more {
                let known = match tried.iter_mut().find(|(other, _)| *other == kind) {
                    Some((_, known)) => known,
                    None => {
                        tried.push((kind, Vec::new()));
                        &mut tried.last_mut()?.1
                    }
                };
                for atom in list {
                    if !known.contains(&atom) {
                        known.push(atom);
                    }
                }
                if known.len() > ANSWERS {
                    return None;
                }
            }
            atoms = tried;
            Some(())
        };
        if let Some(claim) = besides {
            let shape: Vec<(Option<Kind>, Vec<Atom<'a>>)> = self.atoms_of_claim(claim, measure);
            add(shape)?;
        }
        let mut kept = Vec::new();
        for asked in self.asked(lines, measure) {
            if add(self.atoms_of(asked, measure)).is_some() {
                kept.push(asked);
            }
        }
        let mut formulas: Vec<&'a Formula> = Vec::new();
        let mut selections: Vec<SelectionId> = Vec::new();
        let mut claims: Vec<(&'a Claim, Option<&'a Line>)> = besides.map(|claim| (claim, None)).into_iter().collect();
        for asked in &kept {
            match asked {
                Asked::Claim(claim, line) => claims.push((claim, Some(line))),
                Asked::Share { part, whole, .. } => selections.extend([*part, *whole]),
            }
        }
        for (claim, line) in claims {
            selections.push(claim.selection);
            formulas.extend(self.formulas(claim, line));
        }
        let signature = |sort: &Sort<'a>| -> Vec<bool> {
            let mut sign: Vec<bool> = Vec::new();
            for selection in &selections {
                sign.push(self.selected(sort, *selection, measure, true));
                sign.push(self.selected(sort, *selection, measure, false));
            }
            if sign.contains(&true) {
                sign.extend(formulas.iter().map(|formula| self.formula(sort, formula, measure)));
            }
            sign
        };
        let sorts = self.sorts(&atoms, &signature);
        if sorts.len() * (kept.len() + 1) > AMOUNTS {
            return None;
        }
        let mut table = Table { problem: Problem::default(), sorts, weights: Vec::new() };
        for _ in 0..table.sorts.len() {
            let weight = table.problem.variable(Number::ZERO, None, measure == Stated::Count);
            table.weights.push(weight);
        }
        let mut blocks: BTreeMap<NodeId, Vec<Vec<(usize, Number)>>> = BTreeMap::new();
        for asked in kept {
            self.demand(&mut table, asked, measure, &mut blocks)?;
        }
        Some(table)
    }

    fn atoms_of_claim(&self, claim: &'a Claim, measure: Stated) -> Vec<(Option<Kind>, Vec<Atom<'a>>)> {
        let mut shared = Vec::new();
        for formula in self.formulas(claim, None) {
            self.atoms(formula, measure, &mut shared);
        }
        let mut found = Vec::new();
        for alternative in self.alternatives(claim.selection) {
            let mut atoms = shared.clone();
            atoms.extend(alternative.windows.iter().map(Atom::Window));
            atoms.extend(alternative.on.map(Atom::On));
            self.atoms(&alternative.formula, measure, &mut atoms);
            let unlisted = alternative.programme.map(|_| None);
            found.extend(alternative.kinds.iter().map(Some).chain(unlisted).map(|kind| (kind, atoms.clone())));
        }
        found
    }

    fn demand(
        &self,
        table: &mut Table<'a>,
        asked: Asked<'a>,
        measure: Stated,
        blocks: &mut BTreeMap<NodeId, Vec<Vec<(usize, Number)>>>,
    ) -> Option<()> {
        let (claim, line) = match asked {
            Asked::Share { part, whole, at_least, share, worth } => {
                let mut terms = Vec::new();
                for (sort, weight) in table.sorts.iter().zip(&table.weights) {
                    let inside = self.selected(sort, part, measure, at_least);
                    let all = self.selected(sort, whole, measure, !at_least);
                    let factor =
                        if inside { worth } else { Number::ZERO } - if all { worth * share } else { Number::ZERO };
                    terms.push((*weight, factor));
                }
                let sense = if at_least { Sense::AtLeast } else { Sense::AtMost };
                table.problem.row(terms, sense, Number::ZERO);
                return Some(());
            }
            Asked::Claim(claim, line) => (claim, line),
        };
        let (_, worth) = stated(self.framework, &claim.measure)?;
        let partial = self.partial(claim.selection);
        let chosen = |table: &Table<'a>, helps: bool| -> Vec<(usize, Number)> {
            let sorts = table.sorts.iter().zip(&table.weights);
            sorts
                .filter(|(sort, _)| self.selected(sort, claim.selection, measure, helps))
                .map(|(_, weight)| (*weight, worth))
                .collect()
        };
        if !line.holds {
            self.negated(table, claim, measure, (chosen(table, true), chosen(table, false)), partial);
            return Some(());
        }
        if let Some(most) = claim.bounds.most.filter(|_| !claim.bounds.exactly && !partial) {
            let terms = chosen(table, false);
            table.problem.row(terms, Sense::AtMost, most);
        }
        let least = claim.bounds.least.unwrap_or(Number::ZERO);
        if self.derived(claim.selection) && !claim.closed || least <= Number::ZERO && claim.rows.is_empty() {
            return Some(());
        }
        // What is counted of each sort, in the measure of the line.
        let mut counted: Vec<Option<(usize, Number)>> = Vec::new();
        for at in 0..table.sorts.len() {
            let (Some(sort), Some(weight)) = (table.sorts.get(at), table.weights.get(at).copied()) else { continue };
            if !self.selected(sort, claim.selection, measure, true) {
                counted.push(None);
            } else if claim.closed && !partial {
                counted.push(Some((weight, worth)));
            } else {
                let variable = table.problem.variable(Number::ZERO, None, measure == Stated::Count);
                table.problem.row(vec![(variable, Number::ONE), (weight, -worth)], Sense::AtMost, Number::ZERO);
                counted.push(Some((variable, Number::ONE)));
            }
        }
        let all: Vec<(usize, Number)> = counted.iter().copied().flatten().collect();
        table.problem.row(all.clone(), Sense::AtLeast, least);
        if let Some(most) = claim.bounds.most.filter(|_| claim.bounds.exactly) {
            table.problem.row(all, Sense::AtMost, most);
        }
        // Of what lies on a competency, rows read items as a whole.
        if !partial {
            for row in &claim.rows {
                self.row(table, row, measure, &counted);
            }
        }
        for frame in &line.frames {
            let Some(scope) = self.scope(*frame) else { continue };
            if !blocks.contains_key(frame) {
                let mut used = Vec::new();
                for at in 0..table.sorts.len() {
                    let Some(weight) = table.weights.get(at).copied() else { continue };
                    let variable = table.problem.variable(Number::ZERO, None, measure == Stated::Count);
                    let terms = vec![(variable, Number::ONE), (weight, -Number::ONE)];
                    table.problem.row(terms, Sense::AtMost, Number::ZERO);
                    used.push(variable);
                }
                for (of, row) in &scope.rows {
                    let Some((how, worth)) = stated(self.framework, of) else { continue };
                    // What stands for other evidence may be counted in the block as well.
                    if how == measure && self.framework.program.conversions.is_empty() {
                        let counted: Vec<_> = used.iter().map(|variable| Some((*variable, worth))).collect();
                        self.row(table, row, measure, &counted);
                    }
                }
                // A first row for each sort, to which lines that divide it are added.
                let twice = if scope.twice.is_some() { Number::whole(2) } else { Number::ONE };
                let shares = used.iter().map(|variable| vec![(*variable, -twice)]).collect();
                blocks.insert(*frame, shares);
            }
            let Some(shares) = blocks.get_mut(frame) else { continue };
            for (share, counted) in shares.iter_mut().zip(&counted) {
                let Some((variable, factor)) = counted else { continue };
                let factor = factor.checked_div(worth)?;
                let used = share.first().copied()?;
                table.problem.row(vec![(*variable, factor), (used.0, -Number::ONE)], Sense::AtMost, Number::ZERO);
                if scope.once {
                    share.push((*variable, factor));
                    table.problem.row(share.clone(), Sense::AtMost, Number::ZERO);
                }
            }
        }
        Some(())
    }

    /// A line of a condition that does not hold.
    fn negated(
        &self,
        table: &mut Table<'a>,
        claim: &Claim,
        measure: Stated,
        (helping, hurting): (Terms, Terms),
        partial: bool,
    ) {
        let count = measure == Stated::Count;
        let one = if count { Number::ONE } else { Number::ZERO };
        match (claim.bounds.least, claim.bounds.most) {
            (Some(least), None) if claim.rows.is_empty() && !partial => {
                table.problem.row(helping, Sense::AtMost, least - one);
            }
            (None, Some(most)) if !claim.bounds.exactly && !partial => {
                table.problem.row(hurting, Sense::AtLeast, most + one);
            }
            (Some(_) | None, Some(_) | None) => {}
        }
    }

    fn row(&self, table: &mut Table<'a>, row: &'a Row, measure: Stated, counted: &[Option<(usize, Number)>]) {
        let weighed = |table: &Table<'a>, formula: &'a Formula, yes: Number, no: Number| -> Vec<(usize, Number)> {
            let sorts = table.sorts.iter().zip(counted);
            sorts
                .filter_map(|(sort, counted)| {
                    let (variable, worth) = (*counted)?;
                    let factor = if self.formula(sort, formula, measure) { yes } else { no };
                    Some((variable, worth * factor))
                })
                .collect()
        };
        let (one, zero) = (Number::ONE, Number::ZERO);
        let (terms, sense, bound) = match &row.kind {
            RowKind::Including(least, formula) => (weighed(table, formula, one, zero), Sense::AtLeast, *least),
            RowKind::Counting(most, formula) => (weighed(table, formula, one, zero), Sense::AtMost, *most),
            RowKind::IncludingShare(share, formula) => {
                (weighed(table, formula, one - *share, -*share), Sense::AtLeast, zero)
            }
            RowKind::CountingShare(share, formula) => {
                (weighed(table, formula, one - *share, -*share), Sense::AtMost, zero)
            }
            RowKind::CountingPer(..)
            | RowKind::Gate { .. }
            | RowKind::Distinct { .. }
            | RowKind::FromAtMost(..)
            | RowKind::Over(_)
            | RowKind::TogetherCover { .. }
            | RowKind::WithinAny(_)
            | RowKind::Consecutive(_)
            | RowKind::NoBreak(_)
            | RowKind::IncludingMembers { .. } => return,
        };
        table.problem.row(terms, sense, bound);
    }

    // ---- values ----

    /// Whether a line asks for more values of an attribute than its selection leaves, or more than a limit for each of
    /// them allows.
    fn too_few_values(&self, line: &Line) -> bool {
        let Some(claim) = self.claim(line).filter(|claim| line.holds && !self.derived(claim.selection)) else {
            return false;
        };
        claim.rows.iter().any(|row| match &row.kind {
            RowKind::Distinct { least, attribute, .. } => {
                self.left(claim.selection, *attribute).is_some_and(|left| left < *least as usize)
            }
            RowKind::CountingPer(most, Per::Attribute(attribute)) => {
                let left = self.left(claim.selection, *attribute).and_then(|left| i64::try_from(left).ok());
                let least = claim.bounds.least.unwrap_or(Number::ZERO);
                left.is_some_and(|left| Number::whole(left) * *most < least)
            }
            RowKind::CountingPer(..)
            | RowKind::Including(..)
            | RowKind::IncludingShare(..)
            | RowKind::Counting(..)
            | RowKind::CountingShare(..)
            | RowKind::Gate { .. }
            | RowKind::FromAtMost(..)
            | RowKind::Over(_)
            | RowKind::TogetherCover { .. }
            | RowKind::WithinAny(_)
            | RowKind::Consecutive(_)
            | RowKind::NoBreak(_)
            | RowKind::IncludingMembers { .. } => false,
        })
    }

    /// How many values of an attribute a selection leaves, if they are numbered.
    fn left(&self, selection: SelectionId, attribute: AttributeId) -> Option<usize> {
        let (_, known) = self.framework.vocabulary.attributes.get_index(attribute.index())?;
        if known.many {
            return None;
        }
        let mut values: Vec<Constant> = Vec::new();
        for alternative in self.alternatives(selection) {
            let parts = match &alternative.formula {
                Formula::And(parts) => parts.as_slice(),
                one @ (Formula::True | Formula::Test { .. } | Formula::Or(_)) => std::slice::from_ref(one),
            };
            let limit = parts.iter().find_map(|part| {
                let Formula::Test { test, negated: false } = part else { return None };
                match self.framework.program.tests.get_index(test.index()) {
                    Some(Test::OneOf(of, constants)) if *of == attribute => Some(constants),
                    Some(
                        Test::OneOf(..)
                        | Test::Number(..)
                        | Test::Level(..)
                        | Test::Date(..)
                        | Test::Between(..)
                        | Test::Current(_)
                        | Test::PartOf(_)
                        | Test::Is(_)
                        | Test::Unknown,
                    )
                    | None => None,
                }
            })?;
            // A country has many parts, and an unknown word is any.
            if limit.iter().any(|one| matches!(one, Constant::Place(_) | Constant::Unknown)) {
                return None;
            }
            for constant in limit {
                if !values.contains(constant) {
                    values.push(*constant);
                }
            }
        }
        Some(values.len())
    }
}

/// Whether one value passes a test.
fn passes(value: &Constant, test: &Test) -> bool {
    match test {
        Test::OneOf(_, constants) => constants.iter().any(|wanted| match (value, wanted) {
            (Constant::Place(value), Constant::Place(wanted)) => wanted.contains(value),
            (Constant::Unknown, _) => false,
            (value, wanted) => value == wanted,
        }),
        Test::Number(_, comparison, number) => match value {
            Constant::Number(value) => compares(*value, *comparison, *number),
            Constant::Symbol(_)
            | Constant::Title(_)
            | Constant::YesNo(_)
            | Constant::Place(_)
            | Constant::Level(_)
            | Constant::Unknown => false,
        },
        Test::Level(_, comparison, level) => match value {
            Constant::Level(value) => {
                let number = |rank: u16| Number::whole(i64::from(rank));
                compares(number(value.rank), *comparison, number(level.rank))
            }
            Constant::Symbol(_)
            | Constant::Title(_)
            | Constant::YesNo(_)
            | Constant::Place(_)
            | Constant::Number(_)
            | Constant::Unknown => false,
        },
        Test::Date(..) | Test::Between(..) | Test::Current(_) | Test::PartOf(_) | Test::Is(_) | Test::Unknown => true,
    }
}

/// Whether a demand for coverage or time asks at least as much of the same evidence as another.
fn covers_more(stronger: &Claim, other: &Claim) -> bool {
    let same = stronger.selection == other.selection && !stronger.closed && other.rows.is_empty();
    same && match (&stronger.measure, &other.measure) {
        (Measure::Covered { members, level }, Measure::Covered { members: wanted, level: at }) => {
            let all = stronger.bounds.least == Some(Number::whole(i64::try_from(members.len()).unwrap_or(i64::MAX)));
            level == at
                && (all && wanted.iter().all(|member| members.contains(member))
                    || members == wanted && stronger.bounds.least >= other.bounds.least)
        }
        (Measure::Time(unit), Measure::Time(of)) => unit == of && stronger.bounds.least >= other.bounds.least,
        (Measure::Covered { .. } | Measure::Time(_) | Measure::Amount(_) | Measure::Count, _) => false,
    }
}
