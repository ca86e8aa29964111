//! A record as it is written: one struct per map of keys, nothing yet compared with any framework.
//!
//! The JSON Schema that `habilita schema record` prints is made from these types, their comments are its descriptions.

use schemars::{Schema, SchemaGenerator, json_schema};

use super::forms::{Complete, Covers, Hours, Topics};
use super::keyed::{Absent, keyed, words};
use super::scalar::{Amount, Decimal, End, Named, PartialDate, Scalar, Scalars, Words};
use crate::model::vocabulary::Kind;
use crate::source::Span;

/// What the `habilita:` line of a record says.
pub const SCHEMA: &str = "record/1";

keyed! {
    /// The training record of one person.
    pub struct Document := "the keys of a record" {
        /// The format and its version: `record/1`.
        #[schemars(schema_with = "schema_line")]
        habilita: String = "habilita",
        /// A pseudonym of the person. Names are not needed and not asked for.
        person: String = "person",
        /// The date of birth, perhaps without its day or month.
        born: Option<PartialDate> = "born",
        /// Where the person lives or lived.
        residence: Option<Vec<Home>> = "residence",
        /// Answers to what frameworks ask: facts by name. What is not stated is unknown.
        facts: Option<Named<Scalar>> = "facts",
        /// What the person applies for, and when.
        application: Option<Application> = "application",
        /// What the record lists in full. Silence about anything else proves nothing.
        complete: Option<Complete> = "complete",
        /// Evidence: training, qualifications, examinations, experience and the like.
        evidence: Option<Vec<Evidence>> = "evidence",
        /// What authorities decided about this person.
        decisions: Option<Vec<Decided>> = "decisions",
    }
    beside {
        /// Where the document stands.
        place: Place,
    }

    /// A place of residence.
    pub struct Home := "a residence, such as `{ place: US-TX, from: 2019-08-01 }`" {
        /// Country (ISO 3166-1) or subdivision (ISO 3166-2): `US`, `US-TX`.
        place: String = "place",
        /// First day.
        from: Option<PartialDate> = "from",
        /// Last day; not stated: still.
        to: Option<End> = "to",
    }

    /// An application.
    pub struct Application := "an application, such as `{ grant: us.tx.chw/certification, date: 2026-03-01 }`" {
        /// Full id of the grant applied for: `us.tx.chw/certification`.
        grant: Option<String> = "grant",
        /// When.
        date: Option<PartialDate> = "date",
    }

    /// Who taught, or where.
    pub struct Provider := "a provider, such as `{ name: \"…\", country: CO }`" {
        /// Name.
        name: Option<String> = "name",
        /// Country or subdivision.
        country: Option<String> = "country",
    }

    /// Who watched a demonstration.
    pub struct Assessor := "an assessor, such as `{ role: radiographer }`" {
        /// Role.
        role: Option<String> = "role",
    }

    /// The recognition of a foreign qualification.
    pub struct Recognition := "a recognition, such as `{ by: MEC, as: co.titles/auxiliar, date: 2024-05 }`" {
        /// Who recognised it.
        by: Option<String> = "by",
        /// As which title.
        as_title: Option<String> = "as",
        /// When.
        date: Option<PartialDate> = "date",
    }

    /// Hours or credits that the record tells apart.
    pub struct Part := "a portion, such as `{ amount: 80 h, mode: theory }`" {
        /// How much.
        amount: Amount = "amount",
        /// Theory, practice, simulation, or what else the framework says.
        mode: Option<String> = "mode",
        /// In person, live online, self-paced.
        delivery: Option<String> = "delivery",
        /// On what.
        topic: Option<Words> = "topic",
        /// Live, simulated, laboratory.
        setting: Option<String> = "setting",
        /// Area of practice.
        area: Option<Words> = "area",
        /// Category of continuing education.
        category: Option<String> = "category",
        /// What for.
        purpose: Option<String> = "purpose",
        /// Attributes that a catalog or framework declares.
        attributes: Option<Named<Scalars>> = "attributes",
    }

    /// A competency covered.
    pub struct Covered := "a competency, such as `us.tx.chw-core/advocacy` or `{ competency: us.tx.chw-core/advocacy, hours: 20 }`" {
        /// Full id: `us.tx.chw-core/advocacy`.
        competency: String = "competency",
        /// At which level: `does`, `isced.4`.
        level: Option<String> = "level",
        /// How a statement rates it: a level.
        rating: Option<String> = "rating",
        /// Hours on it.
        hours: Option<Amount> = "hours",
    }

    /// A piece of evidence. Which keys it may have depends on its kind.
    pub struct Evidence := "a piece of evidence" {
        /// Its id, unique in the record.
        id: String = "id",
        /// What it is.
        kind: Kind = "kind",
        /// How far it is: completed (if not stated), in-progress or planned; of a credential also active, lapsed,
        /// suspended or revoked.
        status: Option<State> = "status",
        /// Whether somebody has checked it.
        verified: Option<bool> = "verified",
        /// Attributes that a catalog or framework declares.
        attributes: Option<Named<Scalars>> = "attributes",
        /// Its name, where no declared title says it.
        name: Option<String> = "name",
        /// The id of the qualification (a programme) to which it belongs.
        part_of: Option<String> = "part-of",
        /// Code of a course.
        code: Option<String> = "code",
        /// Who taught.
        provider: Option<Provider> = "provider",
        /// Who approved it.
        approved_by: Option<Words> = "approved-by",
        /// Who accredited it.
        accredited_by: Option<Words> = "accredited-by",
        /// In person, live online, self-paced.
        delivery: Option<String> = "delivery",
        /// Theory, practice, simulation, if all of it is the same.
        mode: Option<String> = "mode",
        /// Live, simulated, laboratory.
        setting: Option<String> = "setting",
        /// First day.
        started: Option<PartialDate> = "started",
        /// Last day.
        completed: Option<PartialDate> = "completed",
        /// Last day of work, or `ongoing`.
        ended: Option<End> = "ended",
        /// The day of something that lasts no longer.
        date: Option<PartialDate> = "date",
        /// The day of issue.
        issued: Option<PartialDate> = "issued",
        /// The last day of validity.
        expires: Option<PartialDate> = "expires",
        /// Hours: a number, hours by mode, or a list of portions.
        hours: Option<Box<Hours>> = "hours",
        /// Credits: an amount with its unit (`60 ects`), or a list of portions.
        credits: Option<Box<Hours>> = "credits",
        /// How many minutes an hour has here, if not what the framework says.
        minutes_per_hour: Option<Decimal> = "minutes-per-hour",
        /// How long it takes: `10 months`.
        duration: Option<String> = "duration",
        /// On what: topics, perhaps with their hours.
        topics: Option<Topics> = "topics",
        /// The competencies covered. What is not named is not covered; `unknown` leaves it open.
        covers: Option<Covers> = "covers",
        /// The grade given.
        grade: Option<String> = "grade",
        /// Whether it was passed.
        passed: Option<bool> = "passed",
        /// What for.
        purpose: Option<String> = "purpose",
        /// Where: a hospital, a service.
        site: Option<String> = "site",
        /// Area of practice, or of an examination.
        area: Option<Words> = "area",
        /// Who supervised.
        supervisor: Option<String> = "supervisor",
        /// A declared title: `co.titles/auxiliar-enfermeria`.
        title: Option<String> = "title",
        /// Recognition by another authority.
        recognised: Option<Recognition> = "recognised",
        /// Level: `isced.4` of a qualification, `b2` of a language, `does` of a demonstration.
        level: Option<String> = "level",
        /// Field of study (ISCED-F): `0913`.
        field: Option<String> = "field",
        /// Country or subdivision.
        country: Option<String> = "country",
        /// A qualification: all its parts are listed.
        complete: Option<bool> = "complete",
        /// Which part of an examination.
        part: Option<String> = "part",
        /// The result of an examination.
        result: Option<String> = "result",
        /// The score.
        score: Option<Decimal> = "score",
        /// The scale of the score or level.
        scale: Option<String> = "scale",
        /// The role in which the person worked.
        role: Option<String> = "role",
        /// The employer.
        employer: Option<String> = "employer",
        /// The fraction of full time: 0.5.
        load: Option<Decimal> = "load",
        /// By whom the work was supervised.
        supervised_by: Option<Words> = "supervised-by",
        /// Whether the work was paid.
        paid: Option<bool> = "paid",
        /// The competency or competencies shown.
        competency: Option<Words> = "competency",
        /// One encounter may give several demonstrations.
        encounter: Option<String> = "encounter",
        /// How many times.
        count: Option<Decimal> = "count",
        /// Whether it succeeded.
        success: Option<bool> = "success",
        /// Who watched.
        assessor: Option<Assessor> = "assessor",
        /// Full id of the grant that a credential is of: `us.tx.chw/certification`.
        grant: Option<String> = "grant",
        /// Who issued it.
        issuer: Option<String> = "issuer",
        /// Its number.
        number: Option<String> = "number",
        /// Category of continuing education.
        category: Option<String> = "category",
        /// Which language (BCP 47): `en`.
        language: Option<String> = "language",
        /// The type of a statement.
        statement: Option<String> = "type",
        /// Who states it.
        author: Option<String> = "author",
    }

    /// What an authority decided: one of `waive`, `accept`, `pin`, `exclude`, `limit`.
    pub struct Decided := "a decision, such as `{ waive: us.tx.chw/certification/age, author: …, date: …, reason: … }`" {
        /// The requirement that holds by this decision.
        waive: Option<String> = "waive",
        /// The evidence accepted for the requirement under `for`, although it fails its conditions.
        accept: Option<String> = "accept",
        /// The requirement for which evidence is accepted.
        for_requirement: Option<String> = "for",
        /// Attributes that accepted evidence is taken to have.
        as_attributes: Option<Named<Scalars>> = "as",
        /// The evidence that counts only for the requirement under `to`.
        pin: Option<String> = "pin",
        /// The evidence that counts nowhere.
        exclude: Option<String> = "exclude",
        /// The evidence of which at most the amount under `to` counts.
        limit: Option<String> = "limit",
        /// The requirement of `pin`, or the amount of `limit`.
        to: Option<Scalar> = "to",
        /// Who decided.
        author: String = "author",
        /// When.
        date: PartialDate = "date",
        /// Until when; not stated: for good.
        until: Option<PartialDate> = "until",
        /// Why.
        reason: String = "reason",
        /// File number.
        reference: Option<String> = "reference",
    }
}

words! {
    /// How far a piece of evidence is, or the status of a credential.
    pub enum State {
        /// Done.
        Completed = "completed",
        /// Under way.
        InProgress = "in-progress",
        /// Intended.
        Planned = "planned",
        /// A credential in force.
        Active = "active",
        /// A credential not renewed.
        Lapsed = "lapsed",
        /// A credential suspended.
        Suspended = "suspended",
        /// A credential taken away.
        Revoked = "revoked",
    }
}

impl Evidence {
    /// A piece of evidence of which nothing is said but what it is.
    pub(super) fn bare(id: &str, kind: Kind) -> Option<Self> {
        use serde::de::value::{Error, MapDeserializer};
        let said = [("id", id), ("kind", kind.name())];
        serde::Deserialize::deserialize(MapDeserializer::<_, Error>::new(said.into_iter())).ok()
    }
}

impl State {
    /// Whether only a credential has it.
    #[must_use]
    pub const fn of_credential(self) -> bool {
        match self {
            Self::Completed | Self::InProgress | Self::Planned => false,
            Self::Active | Self::Lapsed | Self::Suspended | Self::Revoked => true,
        }
    }
}

impl Absent for Amount {
    fn absent() -> Option<Self> {
        None
    }
}

impl Absent for PartialDate {
    fn absent() -> Option<Self> {
        None
    }
}

impl Absent for Kind {
    fn absent() -> Option<Self> {
        None
    }
}

/// The `habilita:` line in the schema.
fn schema_line(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "const": SCHEMA })
}

/// Where a document stands in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// The how many-th of the file, from 0.
    pub index: usize,
    /// Its text; none: the whole file.
    pub span: Option<Span>,
}
