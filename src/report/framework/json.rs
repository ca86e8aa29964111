//! A framework and a list of frameworks as JSON.

use serde::Serialize;

use super::document::{
    AcceptedDocument, AssumedDocument, CompetencyDocument, FrameworkDocument, GrantDocument, LIST_SCHEMA, ListDocument,
    ListedDocument, ListedVersionDocument, NamedDocument, PeriodDocument, ProvisionDocument, RuleDocument, SCHEMA,
    ScopeDocument, ScopeLineDocument, SourceDocument,
};
use super::list::grouped;
use crate::model::date::{Interval, Length};
use crate::model::framework::{Autonomy, Framework, GrantKind, ProvisionValue, Status, Validity};
use crate::model::program::{Condition, DateTerm, NodeId, NodeKind, NoteKind};
use crate::model::text::{Citation, Texts};
use crate::report::json::{CiteDocument, TextMap};
use crate::report::names::date_text;

/// The framework as a document.
#[must_use]
pub fn show_document(framework: &Framework) -> FrameworkDocument {
    Writer { framework }.document()
}

/// The framework as pretty JSON with a final line end.
#[must_use]
pub fn show_json(framework: &Framework) -> String {
    pretty(&show_document(framework))
}

/// The library as a document.
#[must_use]
pub fn list_document(frameworks: &[&Framework]) -> ListDocument {
    let listed = grouped(frameworks).into_iter().filter_map(|(id, versions)| {
        let latest = versions.last()?;
        Some(ListedDocument {
            id: id.to_owned(),
            name: map(&latest.name),
            status: status(latest.status).to_owned(),
            country: latest.country.map(|place| place.code().to_owned()),
            occupation: codes(latest),
            versions: versions
                .iter()
                .map(|version| ListedVersionDocument {
                    version: version.version.clone(),
                    in_force: period(version.in_force),
                })
                .collect(),
        })
    });
    ListDocument { schema: LIST_SCHEMA.to_owned(), frameworks: listed.collect() }
}

/// The library as pretty JSON with a final line end.
#[must_use]
pub fn list_json(frameworks: &[&Framework]) -> String {
    pretty(&list_document(frameworks))
}

fn pretty(value: &impl Serialize) -> String {
    // These types hold only strings, numbers and lists, which always serialize.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

fn map(texts: &Texts) -> TextMap {
    texts.0.iter().cloned().collect()
}

fn period(period: Interval) -> PeriodDocument {
    PeriodDocument { from: period.lo.map(|date| date.to_string()), until: period.hi.map(|date| date.to_string()) }
}

fn codes(framework: &Framework) -> Vec<String> {
    framework.occupation.iter().map(|(scheme, code)| format!("{scheme}:{code}")).collect()
}

const fn status(status: Status) -> &'static str {
    match status {
        Status::Regulated => "regulated",
        Status::Unregulated => "unregulated",
        Status::Absent => "absent",
        Status::Closed => "closed",
        Status::Draft => "draft",
        Status::NotFound => "not-found",
    }
}

const fn grant_kind(kind: GrantKind) -> &'static str {
    match kind {
        GrantKind::Admission => "admission",
        GrantKind::Award => "award",
        GrantKind::Registration => "registration",
        GrantKind::Licence => "licence",
        GrantKind::Endorsement => "endorsement",
        GrantKind::Permit => "permit",
        GrantKind::Renewal => "renewal",
        GrantKind::Post => "post",
    }
}

/// A length in the words of the language of frameworks.
fn length(length: Length) -> String {
    let part = |count: i32, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    match (length.months, length.days) {
        (months, 0) if months != 0 && months % 12 == 0 => part(months / 12, "year", "years"),
        (months, 0) if months != 0 => part(months, "month", "months"),
        (0, days) => part(days, "day", "days"),
        (months, days) => format!("{} {}", part(months, "month", "months"), part(days, "day", "days")),
    }
}

struct Writer<'a> {
    framework: &'a Framework,
}

impl Writer<'_> {
    fn document(&self) -> FrameworkDocument {
        let framework = self.framework;
        let competencies = &framework.vocabulary.competencies;
        FrameworkDocument {
            schema: SCHEMA.to_owned(),
            id: framework.id.clone(),
            version: framework.version.clone(),
            sha256: framework.sha256.clone(),
            name: map(&framework.name),
            about: map(&framework.about),
            family: framework.family.clone(),
            country: framework.country.map(|place| place.code().to_owned()),
            occupation: codes(framework),
            regulator: map(&framework.regulator),
            status: status(framework.status).to_owned(),
            status_since: framework.status_since.map(date_text),
            in_force: period(framework.in_force),
            replaces: framework.replaces.as_ref().map(|(id, version)| format!("{id}@{version}")),
            grants: self.grants(),
            accepted: self.accepted(),
            scopes: self.scopes(),
            provisions: self.provisions(),
            facts: framework
                .vocabulary
                .facts
                .iter()
                .map(|(name, fact)| self.named(name, &fact.text, &fact.cite))
                .collect(),
            assumptions: framework
                .assumptions
                .iter()
                .map(|one| AssumedDocument {
                    key: one.key.clone(),
                    text: map(&one.text),
                    about: one.about.as_ref().and_then(|about| self.citation(about)),
                })
                .collect(),
            sources: framework
                .sources
                .iter()
                .map(|source| SourceDocument {
                    key: source.key.clone(),
                    title: source.title.clone(),
                    by: source.by.clone(),
                    published: source.published.map(date_text),
                    read: source.read.map(date_text),
                    url: source.url.clone(),
                    verified: !source.unverified,
                    catalog: source.catalog.clone(),
                })
                .collect(),
            competencies: competencies
                .iter()
                .map(|(id, competency)| CompetencyDocument {
                    id: id.clone(),
                    text: map(&competency.text),
                    parent: competency
                        .parent
                        .and_then(|parent| competencies.get_index(parent.index()))
                        .map(|(id, _)| id.clone()),
                })
                .collect(),
        }
    }

    fn citation(&self, citation: &Citation) -> Option<CiteDocument> {
        let source = self.framework.sources.get(citation.source)?;
        Some(CiteDocument {
            source: source.key.clone(),
            title: source.title.clone(),
            place: (!citation.places.is_empty()).then(|| citation.places.join(", ")),
            verified: !source.unverified,
        })
    }

    fn cite(&self, list: &[Citation]) -> Vec<CiteDocument> {
        list.iter().filter_map(|citation| self.citation(citation)).collect()
    }

    fn keys(&self, list: &[usize]) -> Vec<String> {
        list.iter().filter_map(|index| Some(self.framework.assumptions.get(*index)?.key.clone())).collect()
    }

    fn named(&self, name: &str, text: &Texts, cite: &[Citation]) -> NamedDocument {
        NamedDocument { name: name.to_owned(), text: map(text), cite: self.cite(cite) }
    }

    fn grants(&self) -> Vec<GrantDocument> {
        self.framework
            .grants
            .iter()
            .map(|grant| GrantDocument {
                name: grant.name.clone(),
                id: grant.id.clone(),
                kind: grant_kind(grant.kind).to_owned(),
                of: grant.of.clone(),
                text: map(&grant.text),
                valid: match &grant.valid {
                    Validity::Unstated => None,
                    Validity::For(time) => Some(length(*time)),
                    Validity::Indefinitely => Some("indefinitely".to_owned()),
                    Validity::Unknown => Some("unknown".to_owned()),
                    Validity::Until(date) => {
                        let term = self.framework.program.date(*date);
                        let day = if let DateTerm::Fixed(day) = term { date_text(*day) } else { "computed".to_owned() };
                        Some(format!("until {day}"))
                    }
                },
                in_force: grant.in_force.map(period),
                cite: self.cite(&grant.cite),
                requirements: self.below(grant.root),
            })
            .collect()
    }

    fn accepted(&self) -> Vec<AcceptedDocument> {
        let conversions = self.framework.program.conversions.iter();
        conversions
            .map(|conversion| {
                let note = self.framework.notes.get(conversion.note as usize).cloned().unwrap_or_default();
                AcceptedDocument {
                    line: note.line,
                    becomes: conversion.kinds.iter().map(|kind| kind.name().to_owned()).collect(),
                    doc: note.doc,
                    in_force: conversion.in_force.map(period),
                    cite: self.cite(&note.cite),
                    assumptions: self.keys(&note.assume),
                }
            })
            .collect()
    }

    fn scopes(&self) -> Vec<ScopeDocument> {
        let line = |line: &crate::model::framework::ScopeLine| {
            let (how, role) = match &line.how {
                Autonomy::Independent => ("independent", None),
                Autonomy::Supervised { directly: false, by } => ("supervised", Some(by)),
                Autonomy::Supervised { directly: true, by } => ("supervised-directly", Some(by)),
                Autonomy::Delegated { by } => ("delegated", Some(by)),
                Autonomy::Assisting { role } => ("assisting", Some(role)),
                Autonomy::OnPrescription => ("on-prescription", None),
                Autonomy::Prohibited => ("prohibited", None),
            };
            let acts = line.acts.iter().filter_map(|index| self.framework.acts.get(*index));
            ScopeLineDocument {
                how: how.to_owned(),
                role: role.cloned(),
                acts: acts.map(|act| self.named(&act.name, &act.text, &act.cite)).collect(),
                condition: map(&line.condition),
                requires: line.requires.map(|id| self.below(id)).unwrap_or_default(),
                in_force: line.in_force.map(period),
                cite: self.cite(&line.cite),
                assumptions: self.keys(&line.assume),
            }
        };
        self.framework
            .scopes
            .iter()
            .map(|scope| ScopeDocument {
                of: scope.of.clone(),
                cite: self.cite(&scope.cite),
                lines: scope.lines.iter().map(line).collect(),
            })
            .collect()
    }

    fn provisions(&self) -> Vec<ProvisionDocument> {
        self.framework
            .provisions
            .iter()
            .map(|one| {
                let (value, values) = match &one.value {
                    ProvisionValue::Text => ("text", Vec::new()),
                    ProvisionValue::Values(values) => ("values", values.clone()),
                    ProvisionValue::None => ("none", Vec::new()),
                    ProvisionValue::NotFound => ("not-found", Vec::new()),
                };
                ProvisionDocument {
                    name: one.name.clone(),
                    about: one.about.clone(),
                    text: map(&one.text),
                    topic: one.topic.clone(),
                    value: value.to_owned(),
                    values,
                    in_force: one.in_force.map(period),
                    cite: self.cite(&one.cite),
                    assumptions: self.keys(&one.assume),
                }
            })
            .collect()
    }

    // ---- rules ----

    /// The lines of a block; of anything else, itself.
    fn below(&self, id: NodeId) -> Vec<RuleDocument> {
        match self.framework.program.nodes.get(id.index()).map(|node| &node.kind) {
            Some(NodeKind::All(children)) => children.iter().filter_map(|child| self.rule(*child)).collect(),
            Some(_) => self.rule(id).into_iter().collect(),
            None => Vec::new(),
        }
    }

    fn rule(&self, id: NodeId) -> Option<RuleDocument> {
        let node = self.framework.program.nodes.get(id.index())?;
        let note = self.framework.notes.get(node.note as usize).cloned().unwrap_or_default();
        let mut condition = Vec::new();
        let (says, children) = match &node.kind {
            NodeKind::All(list) => ("all-of", list.iter().filter_map(|child| self.rule(*child)).collect()),
            NodeKind::Joint(scope, body) => {
                (if scope.once { "counted-once" } else { "limited-together" }, self.below(*body))
            }
            NodeKind::Any(list) => ("any-of", list.iter().filter_map(|child| self.rule(*child)).collect()),
            NodeKind::AtLeast(_, list) => ("at-least", list.iter().filter_map(|child| self.rule(*child)).collect()),
            NodeKind::Named(child) => ("all-of", self.below(*child)),
            NodeKind::Bind(_, child) => ("let", self.below(*child)),
            NodeKind::Choose { condition: when, then, otherwise } => {
                self.condition(when, &mut condition);
                ("when", std::iter::once(*then).chain(*otherwise).filter_map(|child| self.rule(child)).collect())
            }
            NodeKind::Guarded { condition: when, body } => {
                self.condition(when, &mut condition);
                ("when", self.below(*body))
            }
            NodeKind::Claim(_) => ("evidence", Vec::new()),
            NodeKind::Share { .. } => ("share", Vec::new()),
            NodeKind::Fact(..) => ("fact", Vec::new()),
            NodeKind::Age { .. } => ("age", Vec::new()),
            NodeKind::Resident { .. } => ("resident", Vec::new()),
            NodeKind::Since { .. } => ("since", Vec::new()),
            NodeKind::DateOrder(..) => ("date", Vec::new()),
            NodeKind::Judged { .. } => ("judged", Vec::new()),
            NodeKind::Open => ("open", Vec::new()),
        };
        Some(RuleDocument {
            id: note.id.clone(),
            kind: match note.kind {
                NoteKind::Grant => "grant",
                NoteKind::Requirement => "requirement",
                NoteKind::Route => "route",
                NoteKind::Standard => "standard",
                NoteKind::Line => "line",
                NoteKind::Member => "member",
                NoteKind::Accepted => "accepted",
            }
            .to_owned(),
            says: says.to_owned(),
            text: map(&note.text),
            line: note.line,
            doc: note.doc,
            advisory: note.advisory,
            in_force: node.in_force.map(period),
            cite: self.cite(&note.cite),
            assumptions: self.keys(&note.assume),
            condition,
            children,
        })
    }

    fn condition(&self, condition: &Condition, into: &mut Vec<String>) {
        match condition {
            Condition::And(list) | Condition::Or(list) => {
                for one in list {
                    self.condition(one, into);
                }
            }
            Condition::Not(one) => self.condition(one, into),
            Condition::Node(id) => {
                let node = self.framework.program.nodes.get(id.index());
                let note = node.and_then(|node| self.framework.notes.get(node.note as usize));
                into.extend(note.map(|note| note.line.clone()).filter(|line| !line.is_empty()));
            }
        }
    }
}
