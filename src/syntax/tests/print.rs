//! A tree written down again in the plainest form, to see what was read.

use crate::syntax::ast::*;

/// Everything in parentheses that could be, one space between words.
pub(super) fn file(file: &File) -> String {
    let head = file.language.iter().map(|tag| format!("language {}", tag.value));
    let items = file.items.iter().map(|item| {
        let kind = match item.kind {
            ItemKind::Catalog => "catalog",
            ItemKind::Framework => "framework",
        };
        let decls = item.decls.iter().map(decl).collect::<Vec<_>>();
        format!("{kind} {} version {} {{\n{}\n}}", item.id.value, item.version.value, decls.join("\n"))
    });
    head.chain(items).collect::<Vec<_>>().join("\n")
}

fn words(words: impl IntoIterator<Item = String>) -> String {
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn opt<T>(prefix: &str, value: Option<&T>, print: impl Fn(&T) -> String) -> String {
    value.map_or(String::new(), |value| format!("{prefix}{}", print(value)))
}

fn list<T>(items: &[T], print: impl Fn(&T) -> String) -> String {
    items.iter().map(print).collect::<Vec<_>>().join(", ")
}

fn name(name: &Name) -> String {
    name.value.clone()
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

fn string(text: &Spanned<String>) -> String {
    quoted(&text.value)
}

fn texts(texts: &Texts) -> String {
    words(texts.iter().map(|text| format!("{}{}", quoted(&text.value), opt("@", text.language.as_ref(), name))))
}

fn day(date: &DateText) -> String {
    let part = |part: Option<u8>| part.map_or(String::new(), |part| format!("-{part:02}"));
    format!("{:04}{}{}", date.year, part(date.month), part(date.day))
}

fn date(date: &Spanned<DateText>) -> String {
    day(&date.value)
}

fn reference(reference: &Reference) -> String {
    words([name(&reference.source)].into_iter().chain(reference.places.iter().map(string)))
}

fn in_force(period: &InForce) -> String {
    words(["in force".to_owned(), opt("from ", period.from.as_ref(), date), opt("until ", period.until.as_ref(), date)])
}

fn suffix(suffix: &Suffix) -> String {
    let some = |keyword: &str, list: String| if list.is_empty() { list } else { format!("{keyword} {list}") };
    words([
        words(suffix.was.iter().map(|was| format!("was {}", was.value))),
        some("cite", list(&suffix.cite, reference)),
        some("assume", list(&suffix.assume, name)),
        opt("", suffix.in_force.as_ref(), in_force),
    ])
}

fn decimal(number: Decimal) -> String {
    let digits = format!("{:0>width$}", number.digits, width = usize::from(number.scale) + 1);
    let (whole, fraction) = digits.split_at(digits.len() - usize::from(number.scale));
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
}

fn quantity(quantity: &Quantity) -> String {
    words([decimal(quantity.number), opt("", quantity.unit.as_ref(), name)])
}

fn amount(amount: &Amount) -> String {
    match amount {
        Amount::Quantity(number) => quantity(number),
        Amount::Named(path) => format!("<{}>", path.value),
    }
}

fn value(value: &Value) -> String {
    match &value.kind {
        ValueKind::Quantity(number) => quantity(number),
        ValueKind::Date(date) => day(date),
        ValueKind::Path(path) => path.clone(),
        ValueKind::Text(text) => quoted(text),
        ValueKind::Yes => "yes".to_owned(),
        ValueKind::No => "no".to_owned(),
        ValueKind::None => "none".to_owned(),
        ValueKind::Unknown => "unknown".to_owned(),
    }
}

fn pick(pick: Pick) -> &'static str {
    match pick {
        Pick::First => "first",
        Pick::Last => "last",
    }
}

fn side(side: Side) -> &'static str {
    match side {
        Side::Before => "before",
        Side::After => "after",
        Side::Around => "of",
    }
}

fn comparison(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Is => "is",
        Comparison::IsNot => "is not",
        Comparison::AtLeast => "at least",
        Comparison::AtMost => "at most",
        Comparison::Over => "over",
        Comparison::Under => "under",
        Comparison::Before => "before",
        Comparison::After => "after",
        Comparison::From => "from",
        Comparison::Until => "until",
    }
}

pub(super) fn datex(date: &DateExpr) -> String {
    let both = |word: &str, left: &DateExpr, right: &DateExpr| format!("{word} of ({}, {})", datex(left), datex(right));
    match &date.kind {
        DateExprKind::Date(date) => day(date),
        DateExprKind::Application => "application".to_owned(),
        DateExprKind::Assessment => "assessment".to_owned(),
        DateExprKind::Birth => "birth".to_owned(),
        DateExprKind::Fact(path) => format!("fact {}", path.value),
        DateExprKind::Event(path) => format!("<{}>", path.value),
        DateExprKind::Pick(which, attribute, from) => {
            format!("{} {} of ({})", pick(*which), attribute.value, selection(from))
        }
        DateExprKind::Offset(length, where_to, of) => format!("({} {} {})", amount(length), side(*where_to), datex(of)),
        DateExprKind::Edge { end, year, of } => {
            let edge = if *end { "end" } else { "start" };
            format!("({edge} of {} of {})", if *year { "year" } else { "month" }, datex(of))
        }
        DateExprKind::Next { day, month, after } => format!("(next {day}.{month}. after {})", datex(after)),
        DateExprKind::Earlier(left, right) => both("earlier", left, right),
        DateExprKind::Later(left, right) => both("later", left, right),
    }
}

fn window(window: &Window) -> String {
    match &window.kind {
        WindowKind::Within(length, where_to, of) => {
            format!("within {} {} {}", amount(length), side(*where_to), datex(of))
        }
        WindowKind::Before(date) => format!("before {}", datex(date)),
        WindowKind::After(date) => format!("after {}", datex(date)),
        WindowKind::From(date) => format!("from {}", datex(date)),
        WindowKind::Until(date) => format!("until {}", datex(date)),
        WindowKind::Between(from, to) => format!("between {} and {}", datex(from), datex(to)),
        WindowKind::During(path) => format!("during {}", path.value),
        WindowKind::EachOfLast(count, unit) => format!("in each of the last {count} {}", unit.value),
        WindowKind::Wholly => "wholly".to_owned(),
        WindowKind::ProRata => "pro rata".to_owned(),
    }
}

pub(super) fn selection(selection: &Selection) -> String {
    let head = match &selection.head {
        SelectionHead::Named(head) => name(head),
        SelectionHead::AnyOf(members) => {
            format!("({})", members.iter().map(self::selection).collect::<Vec<_>>().join(" or "))
        }
    };
    words([
        head,
        opt("on ", selection.on.as_ref(), name),
        words(selection.windows.iter().map(window)),
        opt("where ", selection.predicate.as_ref(), predicate),
    ])
}

pub(super) fn predicate(predicate: &Predicate) -> String {
    let chain = |terms: &[Predicate], word: &str| {
        format!("({})", terms.iter().map(self::predicate).collect::<Vec<_>>().join(word))
    };
    match &predicate.kind {
        PredicateKind::And(terms) => chain(terms, " and "),
        PredicateKind::Or(terms) => chain(terms, " or "),
        PredicateKind::Not(inner) => format!("not {}", self::predicate(inner)),
        PredicateKind::Compare(path, how, with) => format!("{} {} {}", path.value, comparison(*how), value(with)),
        PredicateKind::CompareDate(path, how, with) => format!("{} {} {}", path.value, comparison(*how), datex(with)),
        PredicateKind::Within(path, length, where_to, of) => {
            format!("{} within {} {} {}", path.value, amount(length), side(*where_to), datex(of))
        }
        PredicateKind::In(path, negated, values) => {
            format!("{} {}in ({})", path.value, if *negated { "not " } else { "" }, list(values, value))
        }
        PredicateKind::Flag(path) => name(path),
        PredicateKind::Current(at) => words(["current".to_owned(), opt("at ", at.as_ref(), datex)]),
        PredicateKind::PartOf(path) => format!("part-of is {}", path.value),
    }
}

fn quantifier(quantifier: &Quantifier) -> String {
    match quantifier {
        Quantifier::One => "a".to_owned(),
        Quantifier::None => "no".to_owned(),
        Quantifier::AtLeast(least) => format!("at least {} of", amount(least)),
        Quantifier::AtMost(most) => format!("at most {} of", amount(most)),
        Quantifier::Exactly(exactly) => format!("exactly {} of", amount(exactly)),
        Quantifier::Between(least, most) => format!("between {} and {} of", amount(least), amount(most)),
    }
}

fn cover_quantity(quantity: &CoverQuantity) -> String {
    match quantity {
        CoverQuantity::All => "all of".to_owned(),
        CoverQuantity::AtLeast(least) => format!("at least {} of", amount(least)),
    }
}

fn modifiers(modifiers: &[Modifier]) -> String {
    let modifiers = words(modifiers.iter().map(modifier));
    if modifiers.is_empty() { modifiers } else { format!("{{ {modifiers} }}") }
}

fn modifier(modifier: &Modifier) -> String {
    match &modifier.kind {
        ModifierKind::Including(least, only) => {
            words([format!("including at least {}", amount(least)), opt("where ", only.as_ref(), predicate)])
        }
        ModifierKind::IncludingOf(least, set) => format!("including at least {} of {}", amount(least), set.value),
        ModifierKind::Counting { most, of_need, predicate: only } => {
            let need = if *of_need { " of the need" } else { "" };
            format!("counting at most {}{need} where {}", amount(most), predicate(only))
        }
        ModifierKind::CountingPer(most, per) => format!("counting at most {} per {}", amount(most), per.value),
        ModifierKind::Gate { gated, least, by } => {
            format!("counting where {} only if at least {} where {}", predicate(gated), amount(least), predicate(by))
        }
        ModifierKind::DistinctAtLeast(least, attribute, each) => words([
            format!("from at least {least} distinct {}", attribute.value),
            each.as_ref().map_or(String::new(), |each| format!("with at least {} each", amount(each))),
        ]),
        ModifierKind::DistinctAtMost(most, attribute) => format!("from at most {most} distinct {}", attribute.value),
        ModifierKind::Over(length) => format!("over at least {}", amount(length)),
        ModifierKind::TogetherCover(quantity, set) => {
            format!("together cover {} {}", cover_quantity(quantity), set.value)
        }
        ModifierKind::WithinAny(length) => format!("within any {}", amount(length)),
        ModifierKind::Consecutive(attribute) => format!("consecutive by {}", attribute.value),
        ModifierKind::NoBreak(length) => format!("without a break of more than {}", amount(length)),
        ModifierKind::Whole => "whole".to_owned(),
    }
}

fn atom(atom: &Atom) -> String {
    match &atom.kind {
        AtomKind::Holds { what, current } => words([
            format!("holds {}", what.value),
            current.as_ref().map_or(String::new(), |at| words(["current".to_owned(), opt("at ", at.as_ref(), datex)])),
        ]),
        AtomKind::Resident { place, from, to } => words([
            format!("resident of {}", place.value),
            opt("from ", from.as_ref(), datex),
            opt("to ", to.as_ref(), datex),
        ]),
        AtomKind::Age { comparison: how, age, at } => {
            words([format!("age {} {}", comparison(*how), amount(age)), opt("at ", at.as_ref(), datex)])
        }
        AtomKind::Fact { name: fact, test } => words([
            format!("fact {}", fact.value),
            test.as_ref().map_or(String::new(), |(how, with)| match with {
                FactValue::Value(with) => format!("{} {}", comparison(*how), value(with)),
                FactValue::Date(with) => format!("{} {}", comparison(*how), datex(with)),
            }),
        ]),
        AtomKind::Since { comparison: how, length, since } => {
            format!("{} {} since {}", comparison(*how), amount(length), datex(since))
        }
        AtomKind::DateOrder { left, comparison: how, negated, right } => {
            let not = if *negated { "not " } else { "" };
            format!("date {} {not}{} {}", datex(left), comparison(*how), datex(right))
        }
        AtomKind::Quantity { quantity, all, selection: of, modifiers: with } => words([
            quantifier(quantity),
            if *all { "all".to_owned() } else { String::new() },
            selection(of),
            modifiers(with),
        ]),
        AtomKind::Share { part, comparison: how, percent, whole } => {
            format!("{} makes {} {} of all {}", selection(part), comparison(*how), amount(percent), selection(whole))
        }
        AtomKind::Cover { quantity, set, level, by, modifiers: with } => words([
            format!("cover {} {}", cover_quantity(quantity), set.value),
            opt("at ", level.as_ref(), name),
            opt("by ", by.as_ref(), selection),
            modifiers(with),
        ]),
    }
}

fn condition(condition: &Condition) -> String {
    let chain = |terms: &[Condition], word: &str| {
        format!("({})", terms.iter().map(self::condition).collect::<Vec<_>>().join(word))
    };
    match &condition.kind {
        ConditionKind::And(terms) => chain(terms, " and "),
        ConditionKind::Or(terms) => chain(terms, " or "),
        ConditionKind::Not(inner) => format!("not {}", self::condition(inner)),
        ConditionKind::Atom(inner) => format!("({})", atom(inner)),
    }
}

pub(super) fn block(block: &Block) -> String {
    format!("{{ {} }}", words(block.statements.iter().map(statement)))
}

fn ways(ways: &[Way]) -> String {
    let ways = ways.iter().map(|way| match way {
        Way::Route { name: route, text, suffix: notes, when, block: body, .. } => words([
            format!("route {}", route.value),
            texts(text),
            suffix(notes),
            opt("when ", when.as_ref(), condition),
            block(body),
        ]),
        Way::Statement(line) => statement(line),
    });
    format!("{{ {} }}", words(ways))
}

pub(super) fn statement(statement: &Statement) -> String {
    match &statement.kind {
        StatementKind::Requirement(requirement) => words([
            if requirement.advisory { "advisory requirement".to_owned() } else { "requirement".to_owned() },
            name(&requirement.name),
            texts(&requirement.text),
            suffix(&requirement.suffix),
            block(&requirement.block),
        ]),
        StatementKind::Let { name: bound, pick: which, selection: of } => words([
            format!("let {} =", bound.value),
            which.as_ref().map_or(String::new(), |which| pick(which.value).to_owned()),
            selection(of),
        ]),
        StatementKind::AllOf(body) => format!("all of {}", block(body)),
        StatementKind::AnyOf(of) => format!("any of {}", ways(of)),
        StatementKind::AtLeastOf(count, of) => format!("at least {} of {}", count.value, ways(of)),
        StatementKind::Once { except_twice, block: body } => words([
            "each counted once".to_owned(),
            opt("except twice where ", except_twice.as_ref(), predicate),
            block(body),
        ]),
        StatementKind::When { negated, condition: test, then, otherwise } => words([
            if *negated { "unless".to_owned() } else { "when".to_owned() },
            condition(test),
            block(then),
            opt("otherwise ", otherwise.as_ref(), block),
        ]),
        StatementKind::For { at_least, variable, over, block: body } => {
            let head = match at_least {
                Some(count) => format!("for at least {} of", count.value),
                None => "for each".to_owned(),
            };
            format!("{head} {} in {} {}", variable.value, over.value, block(body))
        }
        StatementKind::Meets { standard, arguments, by } => words([
            format!("meets {}", standard.value),
            if arguments.is_empty() { String::new() } else { format!("({})", list(arguments, value)) },
            match by {
                MeetsBy::AnyProgramme => String::new(),
                MeetsBy::AllTraining(_) => "by all training".to_owned(),
                MeetsBy::Selection(of) => format!("by {}", selection(of)),
            },
        ]),
        StatementKind::Atom(inner) => atom(inner),
        StatementKind::Modifier(inner) => modifier(inner),
        StatementKind::Judged { name: judged, text, by, suffix: notes } => {
            words([format!("judged {}", judged.value), texts(text), format!("by {}", string(by)), suffix(notes)])
        }
        StatementKind::Open { text, suffix: notes } => words(["open".to_owned(), texts(text), suffix(notes)]),
    }
}

fn labelled(values: &[(Name, Texts)]) -> String {
    format!("{{ {} }}", words(values.iter().map(|(symbol, label)| words([name(symbol), texts(label)]))))
}

fn aligned(relation: &Name, scheme: &Name, address: &Spanned<String>) -> String {
    format!("aligned {} {}:{}", relation.value, scheme.value, string(address))
}

fn competency(competency: &CompetencyDecl) -> String {
    let items = competency.items.iter().map(|item| match item {
        CompetencyItem::Child(child) => self::competency(child),
        CompetencyItem::Aligned(relation, scheme, address) => aligned(relation, scheme, address),
        CompetencyItem::ShownBy(by) => format!("shown by {}", selection(by)),
        CompetencyItem::Kind(kind) => format!("kind {}", kind.value),
        CompetencyItem::Was(was) => format!("was {}", was.value),
        CompetencyItem::About(about) => format!("about {}", texts(about)),
    });
    let items = words(items);
    words([
        format!("competency {}", competency.name.value),
        texts(&competency.text),
        suffix(&competency.suffix),
        if items.is_empty() { items } else { format!("{{ {items} }}") },
    ])
}

fn title_item(item: &TitleItem) -> String {
    match item {
        TitleItem::Level(level) => format!("level {}", level.value),
        TitleItem::Country(country) => format!("country {}", country.value),
        TitleItem::Attests { standard, from, until } => words([
            format!("attests {}", standard.value),
            opt("from ", from.as_ref(), date),
            opt("until ", until.as_ref(), date),
        ]),
        TitleItem::Covers(covered) => format!("covers {}", list(covered, name)),
        TitleItem::Aligned(relation, scheme, address) => aligned(relation, scheme, address),
        TitleItem::Cite(cited) => format!("cite {}", list(cited, reference)),
        TitleItem::Was(was) => format!("was {}", was.value),
    }
}

fn unit_worth(worth: &UnitWorth) -> String {
    match worth {
        UnitWorth::Range(low, high) if quantity(low) == quantity(high) => quantity(low),
        UnitWorth::Range(low, high) => format!("{} to {}", quantity(low), quantity(high)),
        UnitWorth::AtLeast(least) => format!("at least {}", quantity(least)),
        UnitWorth::Opaque => "opaque".to_owned(),
        UnitWorth::ByMode(modes) => {
            let modes = modes.iter().map(|(mode, least, worth)| {
                format!("{} = {}{}", mode.value, if *least { "at least " } else { "" }, quantity(worth))
            });
            format!("by mode {{ {} }}", words(modes))
        }
    }
}

fn typed(columns: &[(Name, Name)]) -> String {
    list(columns, |(column, kind)| format!("{}: {}", column.value, kind.value))
}

fn scope_line(line: &ScopeLine) -> String {
    words([
        name(&line.how),
        if line.directly { "directly".to_owned() } else { String::new() },
        opt("by ", line.role.as_ref(), name),
        format!(": {}", list(&line.acts, name)),
        suffix(&line.suffix),
        opt("requires ", line.requires.as_ref(), block),
        if line.condition.is_empty() { String::new() } else { format!("where {}", texts(&line.condition)) },
    ])
}

fn decl(decl: &Decl) -> String {
    match &decl.kind {
        DeclKind::Name(text) => format!("name {}", texts(text)),
        DeclKind::About(text) => format!("about {}", texts(text)),
        DeclKind::Languages(tags) => format!("languages {}", list(tags, name)),
        DeclKind::Family(family) => format!("family {}", family.value),
        DeclKind::Country(place) => format!("country {}", place.value),
        DeclKind::Occupation(codes) => words(
            ["occupation".to_owned()]
                .into_iter()
                .chain(codes.iter().map(|(scheme, code)| format!("{}:{}", scheme.value, code.value))),
        ),
        DeclKind::Regulator(text) => format!("regulator {}", texts(text)),
        DeclKind::Status { status, since, suffix: notes } => {
            words([format!("status {}", status.value), opt("since ", since.as_ref(), date), suffix(notes)])
        }
        DeclKind::InForce(period) => in_force(period),
        DeclKind::Governed { by, choice } => {
            words([format!("governed by {}", datex(by)), if *choice { "or choice".to_owned() } else { String::new() }])
        }
        DeclKind::Replaces { id, version } => format!("replaces {}@{}", id.value, version.value),
        DeclKind::MonthEnd(policy, notes) => words([format!("month-end {}", policy.value), suffix(notes)]),
        DeclKind::DaysPerMonth(days, notes) => words([format!("days-per-month {}", days.value), suffix(notes)]),
        DeclKind::Source { key, title, by, published, read, url, unverified } => words([
            format!("source {} {}", key.value, string(title)),
            opt("by ", by.as_ref(), string),
            opt("published ", published.as_ref(), date),
            opt("read ", read.as_ref(), date),
            opt("url ", url.as_ref(), string),
            if *unverified { "unverified".to_owned() } else { String::new() },
        ]),
        DeclKind::Assume { key, text, about } => {
            words([format!("assume {}", key.value), texts(text), opt("about ", about.as_ref(), reference)])
        }
        DeclKind::Use { id, version, alias } => {
            words([format!("use {}", id.value), opt("version ", version.as_ref(), name), format!("as {}", alias.value)])
        }
        DeclKind::Fact { name: fact, kind, text, suffix: notes } => {
            words([format!("fact {}: {}", fact.value, kind.value), texts(text), suffix(notes)])
        }
        DeclKind::Values { name: attribute, values } => format!("values {} {}", attribute.value, labelled(values)),
        DeclKind::Attribute { name: attribute, kind, listing, of, text } => words([
            format!("attribute {}: {}", attribute.value, kind.value),
            if *listing { "listing".to_owned() } else { String::new() },
            format!("of {}", list(of, name)),
            texts(text),
        ]),
        DeclKind::Scale { name: scale, levels } => format!("scale {} {}", scale.value, labelled(levels)),
        DeclKind::Map { from, to, pairs } => {
            let pairs = words(pairs.iter().map(|(left, right)| format!("{} = {}", left.value, right.value)));
            format!("map {} to {} {{ {pairs} }}", from.value, to.value)
        }
        DeclKind::Unit { name: unit, text, definition, suffix: notes } => words([
            format!("unit {}", unit.value),
            texts(text),
            format!("= {}", unit_worth(&definition.worth)),
            opt("", definition.base.as_ref(), name),
            suffix(notes),
        ]),
        DeclKind::Competency(declared) => competency(declared),
        DeclKind::Set { name: set, text, members } => words([
            format!("set {}", set.value),
            texts(text),
            format!("= {}", list(&members.members, name)),
            opt("where kind is ", members.kind.as_ref(), name),
            if members.without.is_empty() {
                String::new()
            } else {
                format!("without {}", list(&members.without, name))
            },
        ]),
        DeclKind::Title { name: title, text, items, suffix: notes } => {
            let items = words(items.iter().map(title_item));
            let items = if items.is_empty() { items } else { format!("{{ {items} }}") };
            words([format!("title {}", title.value), texts(text), suffix(notes), items])
        }
        DeclKind::Table { name: table, columns, rows } => {
            let rows = words(rows.iter().map(|row| format!("row {}", list(row, value))));
            format!("table {} ({}) {{ {rows} }}", table.value, typed(columns))
        }
        DeclKind::DefineSelection { name: defined, selection: of, suffix: notes } => {
            words([format!("define {}: {}", defined.value, selection(of)), suffix(notes)])
        }
        DeclKind::DefineValue { name: defined, values, suffix: notes } => {
            let values = values.iter().map(|dated| {
                words([
                    format!("= {}", value(&dated.value)),
                    opt("from ", dated.from.as_ref(), date),
                    opt("until ", dated.until.as_ref(), date),
                ])
            });
            words([format!("define {}", defined.value), words(values), suffix(notes)])
        }
        DeclKind::AcceptFor { selection: of, node, suffix: notes } => {
            words([format!("accept {} for {}", selection(of), node.value), suffix(notes)])
        }
        DeclKind::AcceptAs { selection: of, kind, attributes, source, target, each_full, up_to, suffix: notes } => {
            let asserted = list(attributes, |(attribute, is)| format!("{} is {}", attribute.value, value(is)));
            words([
                format!("accept {} as {}", selection(of), kind.value),
                if asserted.is_empty() { asserted } else { format!("where {asserted}") },
                format!("at {} = {}", quantity(source), quantity(target)),
                if *each_full { "each full".to_owned() } else { String::new() },
                opt("up to ", up_to.as_ref(), |limit| match limit {
                    UpTo::Amount(amount) => quantity(amount),
                    UpTo::PercentOfNeed(percent) => format!("{} of the need", quantity(percent)),
                    UpTo::PercentOfCounted(percent) => format!("{} of what is counted", quantity(percent)),
                }),
                suffix(notes),
            ])
        }
        DeclKind::Standard { name: standard, params, text, suffix: notes, block: body } => words([
            format!("standard {}", standard.value),
            if params.is_empty() { String::new() } else { format!("({})", typed(params)) },
            texts(text),
            suffix(notes),
            block(body),
        ]),
        DeclKind::Grant(grant) => words([
            format!("grant {} {}", grant.name.value, grant.kind.value),
            opt("of ", grant.of.as_ref(), name),
            texts(&grant.text),
            opt("valid ", grant.valid.as_ref(), |valid| match valid {
                Validity::For(length) => quantity(length),
                Validity::Indefinitely(_) => "indefinitely".to_owned(),
                Validity::Unknown(_) => "unknown".to_owned(),
                Validity::Until(date) => format!("until {}", datex(date)),
            }),
            suffix(&grant.suffix),
            words(grant.periods.iter().map(|period| {
                format!("[period {} = {} from {}]", period.name.value, quantity(&period.length), datex(&period.from))
            })),
            block(&grant.block),
        ]),
        DeclKind::Act { name: act, text, suffix: notes } => {
            words([format!("act {}", act.value), texts(text), suffix(notes)])
        }
        DeclKind::Scope { of, suffix: notes, lines } => {
            let lines = words(lines.iter().map(scope_line));
            words([format!("scope of {}", of.value), suffix(notes), format!("{{ {lines} }}")])
        }
        DeclKind::Provision { name: provision, about, text, topic, value: what, suffix: notes } => words([
            format!("provision {} about {}", provision.value, about.value),
            texts(text),
            format!("topic {}", topic.value),
            match what {
                ProvisionValue::Text => String::new(),
                ProvisionValue::Values(values) => format!("value {}", words(values.iter().map(value))),
                ProvisionValue::None => "none".to_owned(),
                ProvisionValue::NotFound => "not-found".to_owned(),
            },
            suffix(notes),
        ]),
    }
}
