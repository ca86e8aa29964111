//! Writes rules as a framework file, and records as documents.

use std::fmt::Write as _;

use super::language::{
    Accept, Atom, Attribute, By, Claim, Compare, CompareDate, Condition, Cover, Covers, End, Group, Hours, Item, Joint,
    Kind, Length, Limit, Line, Measure, Partial, Pick, Predicate, Quantity, Record, Row, Rules, Selection, Status,
    Term, Value, Way, Window,
};

/// The words that all rules share.
const HEAD: &str = r#"framework law version 1 {
  name "Law"
  country US
  status regulated
  in force from 1900-01-01
  competency trunk "Trunk" { competency a1 "A1" competency a2 "A2" }
  competency b "B"
  competency c "C"
  set leaves "Leaves" = trunk, b, c
  set few "Few" = a1, b
  set two "Two" = trunk
  scale skill { seen "Seen" knows "Knows" does "Does" }
  values category { law "Law" ethics "Ethics" other "Other" }
  values topic { wounds "Wounds" drugs "Drugs" }
  values area { ward "Ward" clinic "Clinic" }
  values part { i "One" ii "Two" iii "Three" }
  values role { chw "CHW" aide "Aide" }
  values issuer { board "Board" state "State" }
  fact fit: yes-no "Fit?"
  fact years: number "How many years?"
  fact hired: date "Hired when?"
"#;

/// The text of a framework.
pub fn framework(rules: &Rules) -> String {
    framework_with(rules, "")
}

/// The text of a framework with further declarations.
pub fn framework_with(rules: &Rules, declarations: &str) -> String {
    let mut printer = Printer { text: HEAD.to_owned(), indent: 1, lets: 0, names: 0 };
    if rules.by_application {
        printer.line("governed by application");
    }
    for (index, lines) in rules.standards.iter().enumerate() {
        printer.open(&format!("standard s{index} \"S\" {{"));
        printer.lines(lines);
        printer.close("}");
    }
    for one in &rules.accepts {
        printer.line(&accept(one));
    }
    printer.text.push_str(declarations);
    printer.open("grant g award {");
    printer.lines(&rules.lines);
    printer.close("}");
    printer.text.push_str("}\n");
    printer.text
}

struct Printer {
    text: String,
    indent: usize,
    /// How many `let`s stand around.
    lets: usize,
    /// How many names were given to requirements and routes.
    names: usize,
}

impl Printer {
    fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "{:1$}{line}", "", self.indent * 2);
    }

    fn open(&mut self, line: &str) {
        self.line(line);
        self.indent += 1;
    }

    fn close(&mut self, line: &str) {
        self.indent -= 1;
        self.line(line);
    }

    fn name(&mut self) -> String {
        self.names += 1;
        format!("r{}", self.names)
    }

    fn lines(&mut self, lines: &[Line]) {
        for line in lines {
            self.statement(line);
        }
    }

    fn ways(&mut self, ways: &[Way]) {
        for way in ways {
            if !way.route {
                self.lines(&way.lines);
                continue;
            }
            let name = self.name();
            let when = way.when.as_ref().map(|when| format!(" when {}", condition(when))).unwrap_or_default();
            self.open(&format!("route {name} \"R\"{when} {{"));
            self.lines(&way.lines);
            self.close("}");
        }
    }

    fn statement(&mut self, line: &Line) {
        match line {
            Line::Atom(one) => self.line(&atom(one)),
            Line::All(lines) => {
                self.open("all of {");
                self.lines(lines);
                self.close("}");
            }
            Line::Any(ways) => {
                self.open("any of {");
                self.ways(ways);
                self.close("}");
            }
            Line::AtLeast(least, ways) => {
                self.open(&format!("at least {least} of {{"));
                self.ways(ways);
                self.close("}");
            }
            Line::When { condition: when, unless, then, otherwise } => {
                let word = if *unless { "unless" } else { "when" };
                self.open(&format!("{word} {} {{", condition(when)));
                self.lines(then);
                if let Some(otherwise) = otherwise {
                    self.close("} otherwise {");
                    self.indent += 1;
                    self.lines(otherwise);
                }
                self.close("}");
            }
            Line::Requirement { advisory, in_force, lines } => {
                let name = self.name();
                let advisory = if *advisory { "advisory " } else { "" };
                let in_force = in_force.map_or(String::new(), |(compare, date)| {
                    format!(" in force {} {}", compare_date(compare), partial(date))
                });
                self.open(&format!("{advisory}requirement {name} \"R\"{in_force} {{"));
                self.lines(lines);
                self.close("}");
            }
            Line::Let { pick, selection: meant, lines } => {
                self.open("all of {");
                let pick = match pick {
                    None => "",
                    Some(Pick::First) => "first ",
                    Some(Pick::Last) => "last ",
                };
                self.line(&format!("let e{} = {pick}{}", self.lets, selection(meant)));
                self.lets += 1;
                self.lines(lines);
                self.lets -= 1;
                self.close("}");
            }
            Line::Meets(standard, by) => {
                let by = match by {
                    By::AnyProgramme => String::new(),
                    By::AllTraining => " by all training".to_owned(),
                    By::Selection(by) => format!(" by {}", selection(by)),
                };
                self.line(&format!("meets s{standard}{by}"));
            }
            Line::For { least, set, lines } => {
                match least {
                    None => self.open(&format!("for each x in {set} {{")),
                    Some(least) => self.open(&format!("for at least {least} of x in {set} {{")),
                }
                self.lines(lines);
                self.close("}");
            }
            Line::Joint(Joint { once, twice, measure, rows, lines }) => {
                let except = twice.as_ref().map(|twice| format!(" except twice where {}", predicate(twice)));
                let head = if *once { "each counted once" } else { "all of" };
                self.open(&format!("{head}{} {{", except.unwrap_or_default()));
                for one in rows {
                    self.line(&row(one, *measure));
                }
                self.lines(lines);
                self.close("}");
            }
            Line::Judged => {
                let name = self.name();
                self.line(&format!("judged {name} \"J\" by \"the board\""));
            }
            Line::Open => self.line("open \"not read\""),
        }
    }
}

fn partial(date: Partial) -> String {
    match date {
        Partial::Day(year, month, day) => format!("{year:04}-{month:02}-{day:02}"),
        Partial::Month(year, month) => format!("{year:04}-{month:02}"),
        Partial::Year(year) => format!("{year:04}"),
    }
}

fn length(length: Length) -> String {
    match length {
        Length::Days(n) => format!("{n} days"),
        Length::Months(n) => format!("{n} months"),
        Length::Years(n) => format!("{n} years"),
    }
}

fn term(date: &Term) -> String {
    match date {
        Term::On(date) => partial(*date),
        Term::Application => "application".to_owned(),
        Term::Assessment => "assessment".to_owned(),
        Term::Birth => "birth".to_owned(),
        Term::Hired => "fact hired".to_owned(),
        Term::Meant(index) => format!("e{index}.date"),
        Term::Programme => "programme.completed".to_owned(),
        Term::Before(by, of) => format!("{} before {}", length(*by), term(of)),
        Term::After(by, of) => format!("{} after {}", length(*by), term(of)),
    }
}

fn compare(how: Compare) -> &'static str {
    match how {
        Compare::AtLeast => "at least",
        Compare::AtMost => "at most",
        Compare::Over => "over",
        Compare::Under => "under",
    }
}

fn compare_date(how: CompareDate) -> &'static str {
    match how {
        CompareDate::Before => "before",
        CompareDate::After => "after",
        CompareDate::From => "from",
        CompareDate::Until => "until",
    }
}

fn word(attribute: Attribute, word: &str) -> String {
    if attribute == Attribute::Provider { format!("\"{word}\"") } else { word.to_owned() }
}

fn words(attribute: Attribute, list: &[&str]) -> String {
    list.iter().map(|one| word(attribute, one)).collect::<Vec<_>>().join(", ")
}

fn predicate(one: &Predicate) -> String {
    let nested = |one: &Predicate| match one {
        Predicate::And(_) | Predicate::Or(_) => format!("({})", predicate(one)),
        Predicate::Is(..)
        | Predicate::IsNot(..)
        | Predicate::Yes(_)
        | Predicate::Number(..)
        | Predicate::Level(..)
        | Predicate::Date(..)
        | Predicate::Current(_)
        | Predicate::PartOf(_)
        | Predicate::Not(_) => predicate(one),
    };
    match one {
        Predicate::Is(attribute, list) if list.len() == 1 => {
            format!("{} is {}", attribute.word(), words(*attribute, list))
        }
        Predicate::Is(attribute, list) => format!("{} in ({})", attribute.word(), words(*attribute, list)),
        Predicate::IsNot(attribute, list) if list.len() == 1 => {
            format!("{} is not {}", attribute.word(), words(*attribute, list))
        }
        Predicate::IsNot(attribute, list) => format!("{} not in ({})", attribute.word(), words(*attribute, list)),
        Predicate::Yes(attribute) => attribute.word().to_owned(),
        Predicate::Number(attribute, how, number) => format!("{} {} {number}", attribute.word(), compare(*how)),
        Predicate::Level(how, level) => format!("level {} isced.{level}", compare(*how)),
        Predicate::Date(how, date) => format!("date {} {}", compare_date(*how), term(date)),
        Predicate::Current(at) => format!("current at {}", term(at)),
        Predicate::PartOf(index) => format!("part-of is e{index}"),
        Predicate::Not(one) => format!("not {}", nested(one)),
        Predicate::And(list) => list.iter().map(nested).collect::<Vec<_>>().join(" and "),
        Predicate::Or(list) => list.iter().map(nested).collect::<Vec<_>>().join(" or "),
    }
}

fn filter(one: Option<&Predicate>) -> String {
    one.map(|one| format!(" where {}", predicate(one))).unwrap_or_default()
}

fn head(kinds: &[Kind]) -> &'static str {
    match kinds {
        [one] => one.word(),
        _ => "training",
    }
}

fn selection(one: &Selection) -> String {
    let mut text = match one.heads.as_slice() {
        [(kinds, None)] => head(kinds).to_owned(),
        heads => {
            let heads = heads.iter().map(|(kinds, own)| format!("{}{}", head(kinds), filter(own.as_ref())));
            format!("({})", heads.collect::<Vec<_>>().join(" or "))
        }
    };
    if let Some(on) = one.on {
        let _ = write!(text, " on {on}");
    }
    for window in &one.windows {
        let _ = match window {
            Window::Compare(how, date) => write!(text, " {} {}", compare_date(*how), term(date)),
            Window::Between(from, until) => write!(text, " between {} and {}", term(from), term(until)),
            Window::WithinBefore(by, date) => write!(text, " within {} before {}", length(*by), term(date)),
            Window::WithinAfter(by, date) => write!(text, " within {} after {}", length(*by), term(date)),
        };
    }
    if one.wholly {
        text.push_str(" wholly");
    }
    text.push_str(&filter(one.predicate.as_ref()));
    text
}

fn unit(measure: Measure) -> &'static str {
    match measure {
        Measure::Hours => " h",
        Measure::Count => "",
        Measure::Days => " days",
        Measure::Months => " months",
    }
}

fn group(of: Attribute) -> &'static str {
    if of == Attribute::Provider { "provider" } else { of.word() }
}

fn row(row: &Row, measure: Measure) -> String {
    let unit = unit(measure);
    match row {
        Row::Including(least, of) => format!("including at least {least}{unit} where {}", predicate(of)),
        Row::IncludingShare(least, of) => format!("including at least {least} % where {}", predicate(of)),
        Row::Counting(most, of) => format!("counting at most {most}{unit} where {}", predicate(of)),
        Row::CountingShare(most, of) => format!("counting at most {most} % where {}", predicate(of)),
        Row::CountingOfNeed(most, of) => format!("counting at most {most} % of the need where {}", predicate(of)),
        Row::CountingPer(most, by) => {
            let by = match by {
                Group::Of(attribute) => group(*attribute),
                Group::Day => "day",
                Group::Month => "month",
                Group::Year => "year",
                Group::Item => "item",
            };
            format!("counting at most {most}{unit} per {by}")
        }
        Row::Gate { gated, least, by } => {
            format!("counting where {} only if at least {least}{unit} where {}", predicate(gated), predicate(by))
        }
        Row::Distinct { least, of, each } => {
            let each = each.map(|each| format!(" with at least {each}{unit} each")).unwrap_or_default();
            format!("from at least {least} distinct {}{each}", group(*of))
        }
        Row::FromOne(of) => format!("from one {}", group(*of)),
        Row::FromAtMost(most, of) => format!("from at most {most} distinct {}", group(*of)),
        Row::Together(how, set) => format!("together cover {} of {set}", cover(*how)),
        Row::WithinAny(of) => format!("within any {}", length(*of)),
        Row::Consecutive(by) => format!("consecutive by {}", group(*by)),
        Row::NoBreak(of) => format!("without a break of more than {}", length(*of)),
        Row::Whole => "whole".to_owned(),
        Row::Members(least, set) => format!("including at least {least} of {set}"),
    }
}

fn cover(how: Cover) -> String {
    match how {
        Cover::All => "all".to_owned(),
        Cover::AtLeast(least) => format!("at least {least}"),
        Cover::Percent(least) => format!("at least {least} %"),
    }
}

fn accept(one: &Accept) -> String {
    let asserted: Vec<String> = one
        .attributes
        .iter()
        .map(|(attribute, value)| format!("{} is {}", attribute.word(), word(*attribute, value)))
        .collect();
    let asserted = if asserted.is_empty() { String::new() } else { format!(" where {}", asserted.join(", ")) };
    let each = if one.each_full { " each full" } else { "" };
    let limit = match one.limit {
        Limit::None => String::new(),
        Limit::Hours(most) => format!(" up to {most} h"),
        Limit::OfNeed(most) => format!(" up to {most} % of the need"),
        Limit::OfCounted(most) => format!(" up to {most} % of what is counted"),
    };
    let (from, to) = (one.from, one.to);
    format!("accept {} as {}{asserted} at {from} h = {to} h{each}{limit}", selection(&one.source), one.kind.word())
}

fn rows(rows: &[Row], measure: Measure) -> String {
    if rows.is_empty() {
        return String::new();
    }
    format!(" {{ {} }}", rows.iter().map(|one| row(one, measure)).collect::<Vec<_>>().join("  "))
}

fn claim(claim: &Claim) -> String {
    let unit = unit(claim.measure);
    let all = if claim.all { "all " } else { "" };
    let quantity = match claim.quantity {
        Quantity::AtLeast(1) if claim.measure == Measure::Count && !claim.all => "a ".to_owned(),
        Quantity::AtMost(0) if claim.measure == Measure::Count && !claim.all => "no ".to_owned(),
        Quantity::AtLeast(least) => format!("at least {least}{unit} of {all}"),
        Quantity::AtMost(most) => format!("at most {most}{unit} of {all}"),
        Quantity::Exactly(number) => format!("exactly {number}{unit} of {all}"),
        Quantity::Between(least, most) => format!("between {least}{unit} and {most}{unit} of {all}"),
    };
    format!("{quantity}{}{}", selection(&claim.selection), rows(&claim.rows, claim.measure))
}

/// An atom as a line.
pub fn atom(one: &Atom) -> String {
    match one {
        Atom::Claim(one) => claim(one),
        Atom::Share { part, at_least, percent, whole } => {
            let how = if *at_least { "at least" } else { "at most" };
            format!("{} makes {how} {percent} % of all {}", selection(part), selection(whole))
        }
        Atom::Cover { how, set, level, by, rows: below } => {
            let how = cover(*how);
            let level = level.map(|level| format!(" at {level}")).unwrap_or_default();
            let by = by.as_ref().map(|by| format!(" by {}", selection(by))).unwrap_or_default();
            format!("cover {how} of {set}{level}{by}{}", rows(below, Measure::Count))
        }
        Atom::Fit(true) => "fact fit".to_owned(),
        Atom::Fit(false) => "fact fit is no".to_owned(),
        Atom::Years(how, number) => format!("fact years {} {number}", compare(*how)),
        Atom::Hired(how, date) => format!("fact hired {} {}", compare_date(*how), term(date)),
        Atom::Age(how, years, at) => {
            let at = at.as_ref().map(|at| format!(" at {}", term(at))).unwrap_or_default();
            format!("age {} {years} years{at}", compare(*how))
        }
        Atom::Since(at_least, by, date) => {
            let how = if *at_least { "at least" } else { "at most" };
            format!("{how} {} since {}", length(*by), term(date))
        }
        Atom::Order(left, how, right) => {
            let how = match how {
                CompareDate::Before => "before",
                CompareDate::After => "after",
                CompareDate::From => "not before",
                CompareDate::Until => "not after",
            };
            format!("date {} {how} {}", term(left), term(right))
        }
        Atom::Resident(place) => format!("resident of {place}"),
    }
}

fn condition(one: &Condition) -> String {
    let inner = |one: &Condition| format!("({})", condition(one));
    match one {
        Condition::Is(one) => format!("({})", atom(one)),
        Condition::Not(one) => format!("not {}", inner(one)),
        Condition::And(list) => list.iter().map(inner).collect::<Vec<_>>().join(" and "),
        Condition::Or(list) => list.iter().map(inner).collect::<Vec<_>>().join(" or "),
    }
}

// ---- records ----

/// A JSON value whose keys keep their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    Text(String),
    Number(i64),
    YesNo(bool),
    List(Vec<Json>),
    Map(Vec<(&'static str, Json)>),
}

impl Json {
    fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// As a text.
    pub fn print(&self) -> String {
        match self {
            Self::Text(text) => format!("\"{text}\""),
            Self::Number(number) => number.to_string(),
            Self::YesNo(value) => value.to_string(),
            Self::List(list) => {
                format!("[{}]", list.iter().map(Self::print).collect::<Vec<_>>().join(", "))
            }
            Self::Map(map) => {
                let pairs = map.iter().map(|(key, value)| format!("\"{key}\": {}", value.print()));
                format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// Turns the keys of maps, and the lists whose order means nothing, by so many places.
    pub fn turned(&self, by: usize) -> Self {
        match self {
            Self::Text(_) | Self::Number(_) | Self::YesNo(_) => self.clone(),
            Self::List(list) => {
                let mut list: Vec<Self> = list.iter().map(|one| one.turned(by)).collect();
                let by = by.checked_rem(list.len()).unwrap_or(0);
                list.rotate_left(by);
                if by % 2 == 1 {
                    list.reverse();
                }
                Self::List(list)
            }
            Self::Map(map) => {
                let mut map: Vec<_> = map.iter().map(|(key, value)| (*key, value.turned(by))).collect();
                let by = by.checked_rem(map.len()).unwrap_or(0);
                map.rotate_left(by);
                Self::Map(map)
            }
        }
    }
}

fn value(value: &Value) -> Json {
    match value {
        Value::YesNo(value) => Json::YesNo(*value),
        Value::Word(word) => Json::text(*word),
        Value::Words(list) => Json::List(list.iter().map(|word| Json::text(*word)).collect()),
        Value::Number(number) => Json::Number(*number),
        Value::Level(level) => Json::text(format!("isced.{level}")),
    }
}

fn attribute(attribute: Attribute, stated: &Value) -> (&'static str, Json) {
    match attribute {
        Attribute::Provider => ("provider", Json::Map(vec![("name", value(stated))])),
        Attribute::Topic => ("topics", value(stated)),
        Attribute::Verified
        | Attribute::Category
        | Attribute::Mode
        | Attribute::Setting
        | Attribute::Area
        | Attribute::Part
        | Attribute::Result
        | Attribute::Score
        | Attribute::Role
        | Attribute::Paid
        | Attribute::Success
        | Attribute::Status
        | Attribute::Issuer
        | Attribute::Level
        | Attribute::Passed => (attribute.word(), value(stated)),
    }
}

fn item(item: &Item) -> Json {
    let mut map = vec![("id", Json::text(&item.id)), ("kind", Json::text(item.kind.word()))];
    match item.status {
        Status::Completed => {}
        Status::InProgress => map.push(("status", Json::text("in-progress"))),
        Status::Planned => map.push(("status", Json::text("planned"))),
    }
    map.extend(item.started.map(|date| ("started", Json::text(partial(date)))));
    let end = match item.kind {
        Kind::Course | Kind::Placement | Kind::Qualification => "completed",
        Kind::Exam | Kind::Demonstration | Kind::Cpd => "date",
        Kind::Credential => "issued",
        Kind::Experience => "ended",
    };
    match item.end {
        End::NotStated => {}
        End::Ongoing => map.push((end, Json::text("ongoing"))),
        End::On(date) => map.push((end, Json::text(partial(date)))),
    }
    map.extend(item.expires.map(|date| ("expires", Json::text(partial(date)))));
    match &item.hours {
        Hours::NotStated => {}
        Hours::Whole(hours) => map.push(("hours", Json::Number(*hours))),
        Hours::ByMode(modes) => {
            let modes = modes.iter().map(|(mode, hours)| (*mode, Json::Number(*hours)));
            map.push(("hours", Json::Map(modes.collect())));
        }
    }
    for (id, stated) in &item.attributes {
        map.push(attribute(*id, stated));
    }
    match &item.covers {
        Covers::Unknown => map.push(("covers", Json::text("unknown"))),
        Covers::Listed(list) if item.kind == Kind::Demonstration => {
            if !list.is_empty() {
                let ids = list.iter().map(|(id, ..)| Json::text(format!("law/{id}")));
                map.push(("competency", Json::List(ids.collect())));
            }
            let level = list.first().and_then(|(_, level, _)| *level);
            map.extend(level.map(|level| ("level", Json::text(level))));
        }
        Covers::Listed(list) if list.is_empty() => {}
        Covers::Listed(list) => {
            let entries = list.iter().map(|(id, level, hours)| {
                let id = Json::text(format!("law/{id}"));
                if level.is_none() && hours.is_none() {
                    return id;
                }
                let mut entry = vec![("competency", id)];
                entry.extend(level.map(|level| ("level", Json::text(level))));
                entry.extend(hours.map(|hours| ("hours", Json::Number(hours))));
                Json::Map(entry)
            });
            map.push(("covers", Json::List(entries.collect())));
        }
    }
    if item.count != 1 {
        map.push(("count", Json::Number(item.count)));
    }
    map.extend(item.part_of.as_ref().map(|id| ("part-of", Json::text(id))));
    if item.complete {
        map.push(("complete", Json::YesNo(true)));
    }
    Json::Map(map)
}

/// A record as a document.
pub fn record(record: &Record) -> Json {
    let mut map = vec![("habilita", Json::text("record/1")), ("person", Json::text("P-1"))];
    map.extend(record.born.map(|date| ("born", Json::text(partial(date)))));
    map.extend(record.application.map(|date| ("application", Json::Map(vec![("date", Json::text(partial(date)))]))));
    let mut facts = Vec::new();
    facts.extend(record.fit.map(|fit| ("fit", Json::YesNo(fit))));
    facts.extend(record.years.map(|years| ("years", Json::Number(years))));
    facts.extend(record.hired.map(|date| ("hired", Json::text(partial(date)))));
    if !facts.is_empty() {
        map.push(("facts", Json::Map(facts)));
    }
    if !record.residence.is_empty() {
        let homes = record.residence.iter().map(|(place, from, to)| {
            let mut home = vec![("place", Json::text(*place))];
            home.extend(from.map(|date| ("from", Json::text(partial(date)))));
            home.extend(to.map(|date| ("to", Json::text(partial(date)))));
            Json::Map(home)
        });
        map.push(("residence", Json::List(homes.collect())));
    }
    let kinds = record.complete.kinds.iter().map(|kind| Json::text(kind.word()));
    let partly = record
        .complete
        .partly
        .iter()
        .map(|(kind, attribute, word)| Json::text(format!("{} where {} is {word}", kind.word(), attribute.word())));
    let complete: Vec<Json> = kinds.chain(partly).collect();
    if !complete.is_empty() {
        map.push(("complete", Json::List(complete)));
    }
    map.push(("evidence", Json::List(record.items.iter().map(item).collect())));
    Json::Map(map)
}
