//! A checked framework: what readers see of it, and its rules in normal form.

use super::date::{Interval, Length, MonthEnd};
use super::number::Number;
use super::program::{DateId, NodeId, Note, Program};
use super::text::{Citation, Place, Texts};
use super::vocabulary::Vocabulary;
use crate::source::Span;

/// Whether and how an occupation is regulated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// By law or a recognised body.
    Regulated,
    /// The occupation exists, without rules.
    Unregulated,
    /// There is no such occupation.
    Absent,
    /// Nobody can enter any more.
    Closed,
    /// Rules not yet in force.
    Draft,
    /// No rule was found.
    NotFound,
}

/// A source of law or fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Key.
    pub key: String,
    /// Title.
    pub title: String,
    /// Author or authority.
    pub by: Option<String>,
    /// Published.
    pub published: Option<Interval>,
    /// Read.
    pub read: Option<Interval>,
    /// Address.
    pub url: Option<String>,
    /// Nobody has read it.
    pub unverified: bool,
    /// Declared in this catalog rather than in the framework.
    pub catalog: Option<String>,
}

/// Something the law leaves to the reader, and how it was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assumption {
    /// Key.
    pub key: String,
    /// What is assumed.
    pub text: Texts,
    /// The place that leaves it open.
    pub about: Option<Citation>,
}

/// The kind of a grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GrantKind {
    /// Admission to a programme.
    Admission,
    /// A certificate or diploma.
    Award,
    /// An entry in a register.
    Registration,
    /// A licence.
    Licence,
    /// An addition to a licence.
    Endorsement,
    /// A permit for a time.
    Permit,
    /// The renewal of another grant.
    Renewal,
    /// A post.
    Post,
}

/// How long a grant holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Validity {
    /// Not said.
    Unstated,
    /// For a time from its issue.
    For(Length),
    /// Without end.
    Indefinitely,
    /// Not known.
    Unknown,
    /// Until a date.
    Until(DateId),
}

/// Something that is granted, and what it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Its name: `certification`.
    pub name: String,
    /// `us.tx.chw/certification`
    pub id: String,
    /// Kind.
    pub kind: GrantKind,
    /// Full id of the grant it builds on or renews.
    pub of: Option<String>,
    /// Label.
    pub text: Texts,
    /// How long it holds.
    pub valid: Validity,
    /// Period in which it is granted.
    pub in_force: Option<Interval>,
    /// Citations.
    pub cite: Vec<Citation>,
    /// All that it takes: an [`super::program::NodeKind::All`] node.
    pub root: NodeId,
}

/// How a holder may do an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Autonomy {
    /// On their own.
    Independent,
    /// Supervised by a role; directly or not.
    Supervised {
        /// The supervisor is present.
        directly: bool,
        /// The role.
        by: String,
    },
    /// Delegated by a role.
    Delegated {
        /// The role.
        by: String,
    },
    /// Helping a role.
    Assisting {
        /// The role.
        role: String,
    },
    /// On prescription.
    OnPrescription,
    /// Not at all.
    Prohibited,
}

/// An act that scopes name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Name.
    pub name: String,
    /// Label.
    pub text: Texts,
    /// Citations.
    pub cite: Vec<Citation>,
}

/// A line of a scope of practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeLine {
    /// How.
    pub how: Autonomy,
    /// Which acts: index into the framework's.
    pub acts: Vec<usize>,
    /// What it takes besides the grant.
    pub requires: Option<NodeId>,
    /// Circumstances.
    pub condition: Texts,
    /// Citations.
    pub cite: Vec<Citation>,
    /// Assumptions.
    pub assume: Vec<usize>,
    /// Period.
    pub in_force: Option<Interval>,
}

/// What a holder of a grant may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// Full id of the grant.
    pub of: String,
    /// Lines.
    pub lines: Vec<ScopeLine>,
    /// Citations.
    pub cite: Vec<Citation>,
}

/// What a provision says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProvisionValue {
    /// Only its text.
    Text,
    /// Values as written: `160 h`.
    Values(Vec<String>),
    /// There is no such rule.
    None,
    /// None was found.
    NotFound,
}

/// A rule that no record can show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provision {
    /// Name.
    pub name: String,
    /// School, service, authority …
    pub about: String,
    /// Text.
    pub text: Texts,
    /// Topic.
    pub topic: String,
    /// Value.
    pub value: ProvisionValue,
    /// Citations.
    pub cite: Vec<Citation>,
    /// Assumptions.
    pub assume: Vec<usize>,
    /// Period.
    pub in_force: Option<Interval>,
}

/// Settings of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Missing days of a month.
    pub month_end: MonthEnd,
    /// So many days make a month when runs are added up.
    pub days_per_month: Number,
}

/// Which date decides the version in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Governed {
    /// The date.
    pub by: DateId,
    /// The person may choose among the versions it reaches.
    pub choice: bool,
}

/// One version of a framework. It exists only if it has no errors.
#[derive(Debug, Clone)]
pub struct Framework {
    /// `us.tx.chw`
    pub id: String,
    /// `2026`
    pub version: String,
    /// SHA-256 of the texts it was made of, in hexadecimal.
    pub sha256: String,
    /// Its names.
    pub name: Texts,
    /// What it is.
    pub about: Texts,
    /// Languages that every text is to have.
    pub languages: Vec<String>,
    /// Family of occupations.
    pub family: Option<String>,
    /// Country or subdivision.
    pub country: Option<Place>,
    /// Codes: scheme and code.
    pub occupation: Vec<(String, String)>,
    /// Regulator.
    pub regulator: Texts,
    /// Status, and since when.
    pub status: Status,
    /// Since when the status holds.
    pub status_since: Option<Interval>,
    /// Days on which this version is in force.
    pub in_force: Interval,
    /// The governing date.
    pub governed: Option<Governed>,
    /// The version it replaces.
    pub replaces: Option<(String, String)>,
    /// Calendar settings.
    pub policy: Policy,
    /// Sources, those of used catalogs behind.
    pub sources: Vec<Source>,
    /// Assumptions.
    pub assumptions: Vec<Assumption>,
    /// Words.
    pub vocabulary: Vocabulary,
    /// Grants; the first one is assessed by default.
    pub grants: Vec<Grant>,
    /// Acts.
    pub acts: Vec<Act>,
    /// Scopes of practice.
    pub scopes: Vec<Scope>,
    /// Provisions.
    pub provisions: Vec<Provision>,
    /// Rules in normal form.
    pub program: Program,
    /// What readers see of each node; [`super::program::Node::note`] points here. The first is empty.
    pub notes: Vec<Note>,
    /// Grants of all kinds that credentials may name, with their validity: full id, validity.
    pub validities: Vec<(String, Validity)>,
    /// Where it stands.
    pub span: Span,
}

impl Framework {
    /// The grant of a name or full id; the first one if none is asked for.
    #[must_use]
    pub fn grant(&self, wanted: Option<&str>) -> Option<&Grant> {
        match wanted {
            None => self.grants.first(),
            Some(wanted) => self.grants.iter().find(|grant| grant.name == wanted || grant.id == wanted),
        }
    }
}
