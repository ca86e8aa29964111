//! The head of a framework: name, country, status, days in force, calendar; and which declarations belong where.

use super::library::list;
use super::names::Names;
use super::{places, texts};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::date::{Interval, MonthEnd};
use crate::model::framework::Status;
use crate::model::number::Number;
use crate::model::text::{Place, Texts};
use crate::source::Span;
use crate::syntax::ast::{self, DeclKind, Item, ItemKind};

/// What stands at the head.
#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) name: Texts,
    pub(crate) about: Texts,
    pub(crate) languages: Vec<String>,
    pub(crate) family: Option<String>,
    pub(crate) country: Option<Place>,
    pub(crate) occupation: Vec<(String, String)>,
    pub(crate) regulator: Texts,
    pub(crate) status: Option<Status>,
    pub(crate) status_since: Option<Interval>,
    pub(crate) replaces: Option<(String, String)>,
}

/// The words for a status.
const STATUS: &[(&str, Status)] = &[
    ("regulated", Status::Regulated),
    ("unregulated", Status::Unregulated),
    ("absent", Status::Absent),
    ("closed", Status::Closed),
    ("draft", Status::Draft),
    ("not-found", Status::NotFound),
];

/// What becomes of a day that the month does not have.
const MONTH_END: &[(&str, MonthEnd)] =
    &[("clamp", MonthEnd::Clamp), ("next-day", MonthEnd::NextDay), ("next-working-day", MonthEnd::NextWorkingDay)];

/// How many days may make a month when runs are added up: as many as a month can have.
const DAYS_PER_MONTH: std::ops::RangeInclusive<i64> = 28..=31;

/// Reads the head of an item, and sets its calendar in the names.
pub(crate) fn head(names: &mut Names<'_>, item: &Item) -> Head {
    once(names, item);
    let mut head = Head {
        name: Texts::default(),
        about: Texts::default(),
        languages: Vec::new(),
        family: None,
        country: None,
        occupation: Vec::new(),
        regulator: Texts::default(),
        status: None,
        status_since: None,
        replaces: None,
    };
    for decl in &item.decls {
        line(names, item, decl, &mut head);
    }
    if item.kind == ItemKind::Framework {
        complete(names, item, head.status);
    }
    head
}

fn line(names: &mut Names<'_>, item: &Item, decl: &ast::Decl, head: &mut Head) {
    if let DeclKind::Name(text) = &decl.kind {
        head.name = texts::texts(names, text);
    } else if let DeclKind::About(text) = &decl.kind {
        head.about = texts::texts(names, text);
    } else if let DeclKind::Languages(tags) = &decl.kind {
        head.languages = tags.iter().map(|tag| tag.value.clone()).collect();
    } else if let DeclKind::Family(name) = &decl.kind {
        head.family = Some(name.value.clone());
    } else if let DeclKind::Country(name) = &decl.kind {
        head.country = places::read(&name.value, name.span).map_err(|wrong| names.report(*wrong)).ok();
    } else if let DeclKind::Occupation(codes) = &decl.kind {
        head.occupation = codes.iter().map(|(scheme, code)| (scheme.value.clone(), code.value.clone())).collect();
    } else if let DeclKind::Regulator(text) = &decl.kind {
        head.regulator = texts::texts(names, text);
    } else if let DeclKind::Status { status, since, suffix } = &decl.kind {
        texts::cite(names, suffix);
        head.status_since = since.as_ref().map(|since| texts::date(since.value));
        head.status = choose(names, status, "a status", STATUS);
    } else if let DeclKind::InForce(clause) = &decl.kind {
        texts::period(names, clause.from.as_ref(), clause.until.as_ref(), clause.span);
    } else if let DeclKind::Replaces { id, version } = &decl.kind {
        if id.value == item.id.value && version.value == item.version.value {
            let message = format!("`{}` version `{}` replaces itself", id.value, version.value);
            names.report(Diagnostic::new(Code::Cycle, message).at(id.span.to(version.span), "itself"));
        }
        head.replaces = Some((id.value.clone(), version.value.clone()));
    } else if let DeclKind::MonthEnd(word, suffix) = &decl.kind {
        texts::cite(names, suffix);
        if let Some(month_end) = choose(names, word, "a way to end a month", MONTH_END) {
            names.policy.month_end = month_end;
        }
    } else if let DeclKind::DaysPerMonth(days, suffix) = &decl.kind {
        texts::cite(names, suffix);
        if DAYS_PER_MONTH.contains(&days.value) {
            names.policy.days_per_month = Number::whole(days.value);
        } else {
            let message = format!("a month of {} days, and months have 28 to 31", days.value);
            names.report(Diagnostic::new(Code::InvalidNumber, message).at(days.span, "not the length of a month"));
        }
    }
}

fn choose<T: Copy>(names: &Names<'_>, word: &ast::Name, what: &str, words: &[(&str, T)]) -> Option<T> {
    let found = words.iter().find(|(known, _)| *known == word.value).map(|(_, value)| *value);
    if found.is_none() {
        let unknown = Diagnostic::new(Code::UnknownWord, format!("`{}` is not {what}", word.value));
        let unknown = unknown.at(word.span, format!("not {what}"));
        let known: Vec<String> = words.iter().map(|(known, _)| format!("`{known}`")).collect();
        let unknown = unknown.note(format!("it is one of {}", known.join(", ")));
        names.report(unknown.suggest(nearest(&word.value, words.iter().map(|(known, _)| *known))));
    }
    found
}

/// Where a declaration may stand, and whether more than once.
struct Rank {
    /// The word it begins with.
    word: &'static str,
    /// It may stand in a catalog.
    in_catalog: bool,
    /// It stands once.
    once: bool,
}

const fn anywhere(word: &'static str) -> Rank {
    Rank { word, in_catalog: true, once: false }
}

const fn head_of_both(word: &'static str) -> Rank {
    Rank { word, in_catalog: true, once: true }
}

const fn head_of_framework(word: &'static str) -> Rank {
    Rank { word, in_catalog: false, once: true }
}

const fn framework(word: &'static str) -> Rank {
    Rank { word, in_catalog: false, once: false }
}

const fn place(kind: &DeclKind) -> Rank {
    match kind {
        DeclKind::Name(_) => head_of_both("name"),
        DeclKind::About(_) => head_of_both("about"),
        DeclKind::Languages(_) => head_of_both("languages"),
        DeclKind::Family(_) => head_of_both("family"),
        DeclKind::Country(_) => head_of_both("country"),
        DeclKind::Occupation(_) => head_of_both("occupation"),
        DeclKind::Regulator(_) => head_of_both("regulator"),
        DeclKind::Status { .. } => head_of_framework("status"),
        DeclKind::InForce(_) => head_of_both("in force"),
        DeclKind::Governed { .. } => head_of_framework("governed by"),
        DeclKind::Replaces { .. } => head_of_both("replaces"),
        DeclKind::MonthEnd(..) => head_of_framework("month-end"),
        DeclKind::DaysPerMonth(..) => head_of_framework("days-per-month"),
        DeclKind::Source { .. } => anywhere("source"),
        DeclKind::Assume { .. } => anywhere("assume"),
        DeclKind::Use { .. } => anywhere("use"),
        DeclKind::Fact { .. } => anywhere("fact"),
        DeclKind::Values { .. } => anywhere("values"),
        DeclKind::Attribute { .. } => anywhere("attribute"),
        DeclKind::Scale { .. } => anywhere("scale"),
        DeclKind::Map { .. } => anywhere("map"),
        DeclKind::Unit { .. } => anywhere("unit"),
        DeclKind::Competency(_) => anywhere("competency"),
        DeclKind::Set { .. } => anywhere("set"),
        DeclKind::Title { .. } => anywhere("title"),
        DeclKind::Table { .. } => anywhere("table"),
        DeclKind::DefineSelection { .. } | DeclKind::DefineValue { .. } => anywhere("define"),
        DeclKind::AcceptFor { .. } | DeclKind::AcceptAs { .. } => framework("accept"),
        DeclKind::Standard { .. } => anywhere("standard"),
        DeclKind::Grant(_) => framework("grant"),
        DeclKind::Act { .. } => anywhere("act"),
        DeclKind::Scope { .. } => framework("scope"),
        DeclKind::Provision { .. } => framework("provision"),
    }
}

/// The first word of a declaration.
pub(crate) const fn word(kind: &DeclKind) -> &'static str {
    place(kind).word
}

/// Reports declarations that do not belong in a catalog, and those that stand twice.
fn once(names: &Names<'_>, item: &Item) {
    let mut seen: Vec<(&str, Span)> = Vec::new();
    for decl in &item.decls {
        let Rank { word, in_catalog, once } = place(&decl.kind);
        if item.kind == ItemKind::Catalog && !in_catalog {
            let message = format!("`{word}` stands in a catalog, and belongs in a framework");
            names.report(Diagnostic::new(Code::MisplacedDeclaration, message).at(decl.span, "not in a catalog"));
        } else if once {
            if let Some((_, first)) = seen.iter().find(|(known, _)| *known == word) {
                let message = format!("`{word}` is stated twice");
                let twice = Diagnostic::new(Code::DuplicateName, message).at(decl.span, "stated again");
                names.report(twice.also(*first, "first stated here"));
            } else {
                seen.push((word, decl.span));
            }
        }
    }
}

/// Reports what a framework lacks.
fn complete(names: &Names<'_>, item: &Item, status: Option<Status>) {
    let has = |word: &str| item.decls.iter().any(|decl| self::word(&decl.kind) == word);
    let mut lacks: Vec<&str> =
        ["name", "country", "status", "in force"].into_iter().filter(|word| !has(word)).collect();
    let may_be_empty = match status {
        Some(Status::Absent | Status::Closed | Status::NotFound | Status::Unregulated) => true,
        Some(Status::Regulated | Status::Draft) => false,
        // A status that is missing or misspelt has been reported; what it would ask for is not known.
        None => true,
    };
    if !may_be_empty && !has("grant") {
        lacks.push("grant");
    }
    if !lacks.is_empty() {
        let message = format!("the framework `{}` lacks {}", item.id.value, list(lacks));
        names.report(Diagnostic::new(Code::MissingDeclaration, message).at(item.id.span, "incomplete"));
    }
}
