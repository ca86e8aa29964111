//! A framework for programs.

use serde_json::{Map, Value, json};

use super::{Line, lines, lines_of};
use crate::model::date::Interval;
use crate::model::framework::{Autonomy, Framework, GrantKind, ProvisionValue, Status};
use crate::model::program::NoteKind;
use crate::model::text::{Citation, Texts};
use crate::report::names::date_text;

/// What the `schema` of the JSON says.
pub const SCHEMA: &str = "habilita/framework/1";

/// A framework as JSON: the same as [`super::text()`], with all texts in all their languages.
#[must_use]
pub fn json(framework: &Framework) -> String {
    let write = Writer { framework };
    let occupation = framework.occupation.iter().map(|(scheme, code)| format!("{scheme}:{code}"));
    let object = json!({
        "schema": SCHEMA,
        "id": framework.id,
        "version": framework.version,
        "sha256": framework.sha256,
        "name": texts(&framework.name),
        "about": texts(&framework.about),
        "family": framework.family,
        "country": framework.country.map(|place| place.code().to_owned()),
        "regulator": texts(&framework.regulator),
        "occupation": occupation.collect::<Vec<_>>(),
        "status": status(framework.status),
        "status_since": date(framework.status_since),
        "in_force": date_text(framework.in_force),
        "grants": framework.grants.iter().map(|grant| {
            let children = lines_of(framework, grant);
            json!({
                "id": grant.id, "kind": kind(grant.kind), "of": grant.of, "text": texts(&grant.text),
                "in_force": date(grant.in_force), "cite": write.cite(&grant.cite),
                "requirements": children.iter().map(|line| write.line(line)).collect::<Vec<_>>(),
            })
        }).collect::<Vec<_>>(),
        "acts": framework.acts.iter().map(|act| {
            json!({ "name": act.name, "text": texts(&act.text), "cite": write.cite(&act.cite) })
        }).collect::<Vec<_>>(),
        "scopes": framework.scopes.iter().map(|scope| json!({
            "of": scope.of,
            "cite": write.cite(&scope.cite),
            "lines": scope.lines.iter().map(|line| write.scope(line)).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "provisions": framework.provisions.iter().map(|provision| {
            let (value, absent) = match &provision.value {
                ProvisionValue::Text => (Vec::new(), None),
                ProvisionValue::Values(values) => (values.clone(), None),
                ProvisionValue::None => (Vec::new(), Some("none")),
                ProvisionValue::NotFound => (Vec::new(), Some("not-found")),
            };
            json!({
                "name": provision.name, "about": provision.about, "topic": provision.topic,
                "text": texts(&provision.text), "value": value, "absent": absent,
                "in_force": date(provision.in_force), "cite": write.cite(&provision.cite),
                "assumptions": write.assumed(&provision.assume),
            })
        }).collect::<Vec<_>>(),
        "assumptions": framework.assumptions.iter().map(|assumption| json!({
            "key": assumption.key,
            "text": texts(&assumption.text),
            "about": assumption.about.iter().map(|about| write.citation(about)).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "sources": framework.sources.iter().map(|source| json!({
            "key": source.key, "title": source.title, "by": source.by, "published": date(source.published),
            "read": date(source.read), "url": source.url, "verified": !source.unverified,
        })).collect::<Vec<_>>(),
    });
    format!("{object:#}\n")
}

struct Writer<'a> {
    framework: &'a Framework,
}

impl Writer<'_> {
    fn line(&self, line: &Line<'_>) -> Value {
        let note = line.note;
        json!({
            "kind": match note.kind {
                NoteKind::Grant => "grant",
                NoteKind::Requirement => "requirement",
                NoteKind::Route => "route",
                NoteKind::Standard => "standard",
                NoteKind::Line => "line",
                NoteKind::Member => "member",
                NoteKind::Accepted => "accepted",
            },
            "id": note.id,
            "text": texts(&note.text),
            "line": note.line,
            "otherwise": line.otherwise,
            "advisory": note.advisory,
            "cite": self.cite(&note.cite),
            "assumptions": self.assumed(&note.assume),
            "members": line.members.iter().map(|member| texts(member)).collect::<Vec<_>>(),
            "children": line.children.iter().map(|child| self.line(child)).collect::<Vec<_>>(),
        })
    }

    fn scope(&self, line: &crate::model::framework::ScopeLine) -> Value {
        let (how, directly, role) = match &line.how {
            Autonomy::Independent => ("independent", false, None),
            Autonomy::Supervised { directly, by } => ("supervised", *directly, Some(by)),
            Autonomy::Delegated { by } => ("delegated", false, Some(by)),
            Autonomy::Assisting { role } => ("assisting", false, Some(role)),
            Autonomy::OnPrescription => ("on-prescription", false, None),
            Autonomy::Prohibited => ("prohibited", false, None),
        };
        let acts = line.acts.iter().filter_map(|act| Some(self.framework.acts.get(*act)?.name.as_str()));
        let requires = line.requires.map(|root| lines(self.framework, root, 0)).unwrap_or_default();
        json!({
            "how": how, "directly": directly, "role": role, "acts": acts.collect::<Vec<_>>(),
            "condition": texts(&line.condition),
            "requires": requires.iter().map(|line| self.line(line)).collect::<Vec<_>>(),
            "in_force": date(line.in_force), "cite": self.cite(&line.cite), "assumptions": self.assumed(&line.assume),
        })
    }

    fn cite(&self, list: &[Citation]) -> Vec<Value> {
        list.iter().map(|citation| self.citation(citation)).collect()
    }

    fn citation(&self, citation: &Citation) -> Value {
        let source = self.framework.sources.get(citation.source);
        json!({
            "source": source.map(|source| source.key.as_str()),
            "places": citation.places,
            "verified": source.is_some_and(|source| !source.unverified),
        })
    }

    fn assumed(&self, indexes: &[usize]) -> Vec<&str> {
        indexes.iter().filter_map(|index| Some(self.framework.assumptions.get(*index)?.key.as_str())).collect()
    }
}

fn texts(texts: &Texts) -> Value {
    Value::Object(texts.0.iter().map(|(tag, text)| (tag.clone(), text.as_str().into())).collect::<Map<_, _>>())
}

fn date(date: Option<Interval>) -> Option<String> {
    date.map(date_text)
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

const fn kind(kind: GrantKind) -> &'static str {
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
