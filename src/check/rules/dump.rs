//! The program in a compact readable form, for tests.

#![expect(clippy::wildcard_enum_match_arm, reason = "only tests rest on it, and they show what it leaves out")]

use std::fmt::Write as _;

use super::Rules;
use crate::check::names::Names;
use crate::model::framework::Validity;
use crate::model::number::Number;
use crate::model::program::*;
use crate::model::text::Texts;
use crate::model::vocabulary::{AttributeId, CompetencyId, Kinds, Level, UnitId};

pub(super) struct Dump<'d, 'a> {
    pub(super) rules: &'d Rules,
    pub(super) names: &'d Names<'a>,
}

impl Dump<'_, '_> {
    /// All grants, scopes and the rest.
    pub(super) fn all(&self) -> String {
        let mut out = String::new();
        if let Some(governed) = &self.rules.governed {
            writeln!(out, "governed by {}{}", self.date(governed.by), if governed.choice { " or choice" } else { "" })
                .unwrap();
        }
        for period in &self.rules.program.periods {
            writeln!(out, "period {} = {} from {}", period.name, length(period.length), self.date(period.from))
                .unwrap();
        }
        for conversion in &self.rules.program.conversions {
            writeln!(out, "{}", self.conversion(conversion)).unwrap();
        }
        for grant in &self.rules.grants {
            let of = grant.of.as_ref().map_or(String::new(), |of| format!(" of {of}"));
            let valid = match &grant.valid {
                Validity::Unstated => String::new(),
                Validity::For(time) => format!(" valid {}", length(*time)),
                Validity::Indefinitely => " valid indefinitely".to_owned(),
                Validity::Unknown => " valid unknown".to_owned(),
                Validity::Until(date) => format!(" valid until {}", self.date(*date)),
            };
            writeln!(out, "{:?} {}{of}{valid}", grant.kind, grant.id).unwrap();
            self.node(grant.root, 1, &mut out);
        }
        for scope in &self.rules.scopes {
            writeln!(out, "scope of {}", scope.of).unwrap();
            for line in &scope.lines {
                let force = line.in_force.map_or(String::new(), |days| format!(" in force {}", interval(days)));
                writeln!(out, "  {:?} {:?}{force}", line.how, line.acts).unwrap();
                if let Some(node) = line.requires {
                    self.node(node, 2, &mut out);
                }
            }
        }
        for (competency, selection) in &self.rules.shown {
            writeln!(out, "{} shown by {}", self.competency(*competency), self.selection(*selection)).unwrap();
        }
        out
    }

    fn conversion(&self, conversion: &Conversion) -> String {
        let amount = |(measure, number): &(Measure, Number)| format!("{number} {}", self.measure(measure));
        let mut text = format!("accept {} as {}", self.selection(conversion.source), kinds(conversion.kinds));
        for (attribute, constant) in &conversion.attributes {
            write!(text, " {}={}", self.attribute(*attribute), self.constant(constant)).unwrap();
        }
        write!(text, " at {} = {}", amount(&conversion.from), amount(&conversion.to)).unwrap();
        if conversion.each_full {
            text.push_str(" each full");
        }
        match conversion.limit {
            ConversionLimit::None => {}
            ConversionLimit::Amount(unit, most) => write!(text, " up to {most} {}", self.unit(unit)).unwrap(),
            ConversionLimit::Time(unit, most) => {
                write!(text, " up to {most} {}", self.measure(&Measure::Time(unit))).unwrap();
            }
            ConversionLimit::Count(most) => write!(text, " up to {most} items").unwrap(),
            ConversionLimit::OfNeed(share) => write!(text, " up to {share} of the need").unwrap(),
            ConversionLimit::OfCounted(share) => write!(text, " up to {share} of what is counted").unwrap(),
        }
        if let Some(days) = conversion.in_force {
            write!(text, " in force {}", interval(days)).unwrap();
        }
        let cited = self.rules.notes[conversion.note as usize].cite.len();
        if cited > 0 {
            write!(text, " ({cited} cited)").unwrap();
        }
        text
    }

    fn node(&self, id: NodeId, depth: usize, out: &mut String) {
        let program = &self.rules.program;
        let node = &program.nodes[id.index()];
        let note = &self.rules.notes[node.note as usize];
        let pad = "  ".repeat(depth);
        let mut tail = String::new();
        if let Some(id) = &note.id {
            write!(tail, " <{id}>").unwrap();
        }
        match note.kind {
            NoteKind::Line => {}
            kind => write!(tail, " {kind:?}").unwrap(),
        }
        if note.kind == NoteKind::Member {
            write!(tail, " {}", text(&note.text)).unwrap();
        }
        if note.advisory {
            tail.push_str(" advisory");
        }
        if !note.was.is_empty() {
            write!(tail, " was {}", note.was.join(", ")).unwrap();
        }
        if let Some(days) = node.in_force {
            write!(tail, " in force {}", interval(days)).unwrap();
        }
        if node.free != 0 {
            write!(tail, " free {:b}", node.free).unwrap();
        }
        let (head, children): (String, Vec<NodeId>) = match &node.kind {
            NodeKind::All(children) => ("all".to_owned(), children.clone()),
            NodeKind::Any(children) => ("any".to_owned(), children.clone()),
            NodeKind::AtLeast(k, children) => (format!("at least {k} of"), children.clone()),
            NodeKind::Choose { condition, then, otherwise } => {
                writeln!(out, "{pad}choose {}{tail}", self.condition(condition)).unwrap();
                writeln!(out, "{pad} then").unwrap();
                self.node(*then, depth + 1, out);
                if let Some(otherwise) = otherwise {
                    writeln!(out, "{pad} otherwise").unwrap();
                    self.node(*otherwise, depth + 1, out);
                }
                return;
            }
            NodeKind::Guarded { condition, body } => (format!("guarded {}", self.condition(condition)), vec![*body]),
            NodeKind::Bind(binding, body) => {
                let bound = &program.bindings[binding.index()];
                let pick = bound.pick.map_or(String::new(), |pick| format!("{pick:?} "));
                (format!("bind {} #{} = {pick}{}", bound.name, binding.0, self.selection(bound.selection)), vec![*body])
            }
            NodeKind::Named(body) => ("named".to_owned(), vec![*body]),
            NodeKind::Joint(scope, body) => (self.scope(scope), vec![*body]),
            leaf => (self.leaf(leaf), Vec::new()),
        };
        writeln!(out, "{pad}{head}{tail}").unwrap();
        if let NodeKind::Claim(claim) = &node.kind {
            for row in &claim.rows {
                writeln!(out, "{pad}  - {}", self.row(&row.kind)).unwrap();
            }
        }
        if let NodeKind::Joint(scope, _) = &node.kind {
            for (measure, row) in &scope.rows {
                writeln!(out, "{pad}  - {} ({})", self.row(&row.kind), self.measure(measure)).unwrap();
            }
        }
        for child in children {
            self.node(child, depth + 1, out);
        }
    }

    fn scope(&self, scope: &JointScope) -> String {
        let once = if scope.once { " once" } else { "" };
        let twice = scope.twice.as_ref();
        let twice = twice.map_or(String::new(), |twice| format!(" except twice {}", self.formula(twice)));
        let whole = if scope.whole { " whole" } else { "" };
        format!("joint{once}{twice}{whole}")
    }

    fn leaf(&self, kind: &NodeKind) -> String {
        match kind {
            NodeKind::Claim(claim) => {
                let Bounds { least, most, exactly } = claim.bounds;
                let how = match (least, most) {
                    _ if exactly => format!("exactly {}", least.unwrap()),
                    (Some(least), None) => format!("{least}.."),
                    (None, Some(most)) => format!("..{most}"),
                    (Some(least), Some(most)) => format!("{least}..{most}"),
                    (None, None) => "nothing".to_owned(),
                };
                let closed = if claim.closed { " of all" } else { "" };
                let whole = if claim.whole { " whole" } else { "" };
                let competes = if claim.competes { " competes" } else { "" };
                let (measure, selection) = (self.measure(&claim.measure), self.selection(claim.selection));
                format!("claim {how} {measure}{closed} {selection}{whole}{competes}")
            }
            NodeKind::Share { part, whole, at_least, share, measure } => format!(
                "share {} {} {share} {} of {}",
                self.selection(*part),
                if *at_least { ">=" } else { "<=" },
                self.measure(measure),
                self.selection(*whole)
            ),
            NodeKind::Fact(fact, test) => {
                let name = self.names.vocabulary.facts.get_index(fact.index()).unwrap().0;
                match test {
                    FactTest::Yes => format!("fact {name}"),
                    FactTest::Is(constant) => format!("fact {name} is {}", self.constant(constant)),
                    FactTest::Number(how, number) => format!("fact {name} {how:?} {number}"),
                    FactTest::Date(how, date) => format!("fact {name} {how:?} {}", self.date(*date)),
                }
            }
            NodeKind::Age { comparison, age, at } => {
                format!("age {comparison:?} {} at {}", length(*age), self.date(*at))
            }
            NodeKind::Resident { place, from, to } => {
                let end = |word: &str, date: &Option<DateId>| {
                    date.map_or(String::new(), |date| format!(" {word} {}", self.date(date)))
                };
                format!("resident {}{}{}", place.code(), end("from", from), end("to", to))
            }
            NodeKind::Since { comparison, length: time, since } => {
                format!("{comparison:?} {} since {}", length(*time), self.date(*since))
            }
            NodeKind::DateOrder(left, how, right) => format!("{} {how:?} {}", self.date(*left), self.date(*right)),
            NodeKind::Judged { by } => format!("judged by {by}"),
            NodeKind::Open => "open".to_owned(),
            _ => String::new(),
        }
    }

    fn condition(&self, condition: &Condition) -> String {
        match condition {
            Condition::And(parts) => self.joined(parts, " and "),
            Condition::Or(parts) => self.joined(parts, " or "),
            Condition::Not(part) => format!("not {}", self.condition(part)),
            Condition::Node(node) => {
                let mut out = String::new();
                self.node(*node, 0, &mut out);
                format!("({})", out.trim_end().replace('\n', "; "))
            }
        }
    }

    fn joined(&self, parts: &[Condition], word: &str) -> String {
        let parts: Vec<String> = parts.iter().map(|part| self.condition(part)).collect();
        format!("({})", parts.join(word))
    }

    fn row(&self, row: &RowKind) -> String {
        match row {
            RowKind::Including(number, formula) => format!("including {number} of {}", self.formula(formula)),
            RowKind::IncludingShare(share, formula) => format!("including share {share} of {}", self.formula(formula)),
            RowKind::Counting(number, formula) => format!("counting {number} of {}", self.formula(formula)),
            RowKind::CountingShare(share, formula) => format!("counting share {share} of {}", self.formula(formula)),
            RowKind::CountingPer(number, Per::Attribute(id)) => {
                format!("counting {number} per {}", self.attribute(*id))
            }
            RowKind::CountingPer(number, per) => format!("counting {number} per {per:?}"),
            RowKind::Gate { gated, least, by } => {
                format!("counting {} only if {least} of {}", self.formula(gated), self.formula(by))
            }
            RowKind::Distinct { least, attribute, each } => {
                let each = each.map_or(String::new(), |each| format!(" with {each} each"));
                format!("distinct {least} {}{each}", self.attribute(*attribute))
            }
            RowKind::FromAtMost(1, attribute) => format!("from one {}", self.attribute(*attribute)),
            RowKind::FromAtMost(most, attribute) => format!("from at most {most} {}", self.attribute(*attribute)),
            RowKind::Over(time) => format!("over {}", length(*time)),
            RowKind::TogetherCover { members, least } => format!("together cover {least} of {}", self.set(members)),
            RowKind::WithinAny(time) => format!("within any {}", length(*time)),
            RowKind::Consecutive(attribute) => format!("consecutive by {}", self.attribute(*attribute)),
            RowKind::NoBreak(time) => format!("without a break of {}", length(*time)),
            RowKind::IncludingMembers { least, members } => format!("including {least} of {}", self.set(members)),
        }
    }

    fn measure(&self, measure: &Measure) -> String {
        match measure {
            Measure::Amount(unit) => self.unit(*unit),
            Measure::Count => "items".to_owned(),
            Measure::Time(unit) => format!("{unit:?}").to_lowercase(),
            Measure::Covered { members, level } => {
                let level = level.map_or(String::new(), |level| format!(" at {}", self.level(level)));
                format!("covered of {}{level} by", self.set(members))
            }
        }
    }

    fn unit(&self, unit: UnitId) -> String {
        self.names.vocabulary.units.get_index(unit.index()).unwrap().0.clone()
    }

    fn set(&self, members: &[CompetencyId]) -> String {
        let members: Vec<String> = members.iter().map(|member| self.competency(*member)).collect();
        format!("[{}]", members.join(" "))
    }

    fn competency(&self, id: CompetencyId) -> String {
        let full = self.names.vocabulary.competencies.get_index(id.index()).unwrap().0;
        full.rsplit('/').next().unwrap().to_owned()
    }

    fn level(&self, level: Level) -> String {
        let scale = &self.names.vocabulary.scales[level.scale.index()];
        format!("{}.{}", scale.name, scale.levels[usize::from(level.rank)].0)
    }

    fn attribute(&self, id: AttributeId) -> String {
        self.names.vocabulary.attributes.get_index(id.index()).unwrap().0.clone()
    }

    fn selection(&self, id: SelectionId) -> String {
        let alternatives: Vec<String> = self.rules.program.selections[id.index()]
            .alternatives
            .iter()
            .map(|one| {
                let mut text = kinds(one.kinds);
                if let Some(on) = one.on {
                    write!(text, " on {}", self.competency(on)).unwrap();
                }
                for window in &one.windows {
                    let end = |end: Option<(DateId, bool)>| {
                        end.map_or(String::new(), |(date, open)| {
                            format!("{}{}", self.date(date), if open { "!" } else { "" })
                        })
                    };
                    write!(text, " [{} .. {}]", end(window.from), end(window.until)).unwrap();
                    if window.straddle != Straddle::EndInside {
                        write!(text, "{:?}", window.straddle).unwrap();
                    }
                }
                if one.formula != Formula::True {
                    write!(text, " where {}", self.formula(&one.formula)).unwrap();
                }
                if one.speaks_of_result {
                    text.push_str(" (result)");
                }
                if let Some(programme) = one.programme {
                    write!(text, " (part of #{})", programme.0).unwrap();
                }
                text
            })
            .collect();
        match alternatives.as_slice() {
            [one] => one.clone(),
            more => format!("({})", more.join(" | ")),
        }
    }

    fn formula(&self, formula: &Formula) -> String {
        let join = |parts: &[Formula], word: &str| {
            let parts: Vec<String> = parts.iter().map(|part| self.formula(part)).collect();
            format!("({})", parts.join(word))
        };
        match formula {
            Formula::True => "true".to_owned(),
            Formula::Test { test, negated } => {
                let not = if *negated { "not " } else { "" };
                format!("{not}{}", self.test(&self.rules.program.tests[test.index()]))
            }
            Formula::And(parts) => join(parts, " & "),
            Formula::Or(parts) if parts.is_empty() => "false".to_owned(),
            Formula::Or(parts) => join(parts, " | "),
        }
    }

    fn test(&self, test: &Test) -> String {
        match test {
            Test::OneOf(id, values) => {
                let values: Vec<String> = values.iter().map(|value| self.constant(value)).collect();
                format!("{}={}", self.attribute(*id), values.join(","))
            }
            Test::Number(id, how, number) => format!("{} {how:?} {number}", self.attribute(*id)),
            Test::Level(id, how, level) => format!("{} {how:?} {}", self.attribute(*id), self.level(*level)),
            Test::Date(id, how, date) => format!("{} {how:?} {}", self.attribute(*id), self.date(*date)),
            Test::Between(id, from, until) => {
                format!("{} in {}..{}", self.attribute(*id), self.date(*from), self.date(*until))
            }
            Test::Current(date) => format!("current at {}", self.date(*date)),
            Test::PartOf(binding) => format!("part of #{}", binding.0),
            Test::Is(binding) => format!("is #{}", binding.0),
            Test::Unknown => "unknown".to_owned(),
        }
    }

    fn constant(&self, constant: &Constant) -> String {
        match constant {
            Constant::Symbol(symbol) => self.symbol(*symbol),
            Constant::Title(title) => self.names.vocabulary.titles.get_index(title.index()).unwrap().0.clone(),
            Constant::Number(number) => number.to_string(),
            Constant::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            Constant::Place(place) => place.code().to_owned(),
            Constant::Level(level) => self.level(*level),
            Constant::Unknown => "?".to_owned(),
        }
    }

    fn symbol(&self, symbol: crate::model::vocabulary::SymbolId) -> String {
        let known = &self.names.vocabulary.symbols;
        known.get_index(symbol.index()).cloned().unwrap_or_else(|| {
            self.names.extra_symbols.borrow().get_index(symbol.index() - known.len()).unwrap().clone()
        })
    }

    fn date(&self, id: DateId) -> String {
        match &self.rules.program.dates[id.index()] {
            DateTerm::Fixed(days) => interval(*days),
            DateTerm::Application => "application".to_owned(),
            DateTerm::Assessment => "assessment".to_owned(),
            DateTerm::Birth => "birth".to_owned(),
            DateTerm::Fact(fact) => format!("fact {}", self.names.vocabulary.facts.get_index(fact.index()).unwrap().0),
            DateTerm::Bound(binding, event) => format!("#{}.{event:?}", binding.0),
            DateTerm::Grant(grant, event) => format!("{}.{event:?}", self.symbol(*grant)),
            DateTerm::Picked(pick, event, selection) => {
                format!("{pick:?} {event:?} of ({})", self.selection(*selection))
            }
            DateTerm::Offset(time, of) => format!("{}{}", self.date(*of), signed(*time)),
            DateTerm::Edge { end, year, of } => format!(
                "{} of {} of {}",
                if *end { "end" } else { "start" },
                if *year { "year" } else { "month" },
                self.date(*of)
            ),
            DateTerm::Next { month, day, after } => format!("next {month}-{day} after {}", self.date(*after)),
            DateTerm::Earlier(one, two) => format!("earlier({}, {})", self.date(*one), self.date(*two)),
            DateTerm::Later(one, two) => format!("later({}, {})", self.date(*one), self.date(*two)),
            DateTerm::PeriodStart(period) => format!("{}.start", self.rules.program.periods[period.index()].name),
            DateTerm::PeriodEnd(period) => format!("{}.end", self.rules.program.periods[period.index()].name),
        }
    }
}

fn text(texts: &Texts) -> String {
    texts.0.first().map_or(String::new(), |(_, text)| format!("{text:?}"))
}

fn kinds(kinds: Kinds) -> String {
    if kinds == Kinds::ALL {
        return "anything".to_owned();
    }
    let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
    names.join("+")
}

fn length(length: crate::model::date::Length) -> String {
    match (length.months, length.days) {
        (months, 0) => format!("{months}m"),
        (0, days) => format!("{days}d"),
        (months, days) => format!("{months}m{days}d"),
    }
}

fn signed(time: crate::model::date::Length) -> String {
    let text = length(time);
    if text.starts_with('-') { text } else { format!("+{text}") }
}

fn interval(days: crate::model::date::Interval) -> String {
    match (days.lo, days.hi) {
        (Some(lo), Some(hi)) if lo == hi => lo.to_string(),
        (lo, hi) => {
            let end = |day: Option<jiff::civil::Date>| day.map_or(String::new(), |day| day.to_string());
            format!("{}..{}", end(lo), end(hi))
        }
    }
}
