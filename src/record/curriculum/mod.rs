//! A curriculum: modules, and the rules by which a student chooses among them.
//!
//! It is read like a record. What a module says is what a course or placement of a record says, so that a graduate is
//! an ordinary record ([`Curriculum::graduate`]). Which choices there are, and what they are worth, is for others.

mod graduate;
mod validate;

use schemars::{Schema, SchemaGenerator, json_schema};

use super::document::{Assessor, Provider};
use super::forms::{Covers, Hours, Topics};
use super::keyed::{Absent, keyed};
use super::locate::Places;
use super::read::{finish, schema, trees};
use super::scalar::{Amount, Decimal, Named, Scalars, Words};
use super::tree::Tree;
use super::typed;
use crate::diagnostic::Checked;
use crate::model::number::Number;
use crate::model::vocabulary::Kind;
use crate::source::{FileId, Span};

pub use self::graduate::{AWARD_ID, bind_curriculum};
pub(super) use self::validate::MODULE_KINDS;

/// What the `habilita:` line of a curriculum says.
pub const SCHEMA: &str = "curriculum/1";

/// Modules of a curriculum at most. A university degree has some sixty; what has more than this is no curriculum that
/// anybody could read, and the search for a way through is limited by it.
pub const MODULE_LIMIT: usize = 1_000;

keyed! {
    /// A curriculum: what an institution teaches, and what of it a student may choose.
    pub struct Curriculum := "the keys of a curriculum" {
        /// The format and its version: `curriculum/1`.
        #[schemars(schema_with = "schema_line")]
        habilita: String = "habilita",
        /// Its id: `co.example-institute.nursing-auxiliary-2026`.
        id: String = "id",
        /// Its title.
        title: String = "title",
        /// Who teaches.
        institution: Option<Provider> = "institution",
        /// What a graduate is awarded.
        award: Option<Award> = "award",
        /// The frameworks that it says it satisfies: `us.tx.chw`.
        claims: Option<Vec<String>> = "claims",
        /// The modules on offer.
        modules: Vec<Module> = "modules",
        /// What everybody takes, and what may be chosen; not stated: everybody takes all modules.
        structure: Option<Vec<Entry>> = "structure",
    }
    beside {
        /// The curriculum as written.
        source: Source,
    }

    /// The qualification that a graduate is awarded.
    pub struct Award := "an award, such as `{ title: co.titles/auxiliar-enfermeria }`" {
        /// A declared title: `co.titles/auxiliar-enfermeria`.
        title: Option<String> = "title",
        /// Its name, where no declared title says it.
        name: Option<String> = "name",
        /// Level: `isced.4`.
        level: Option<String> = "level",
        /// Field of study (ISCED-F): `0913`.
        field: Option<String> = "field",
        /// Country or subdivision; else that of the institution.
        country: Option<String> = "country",
        /// Who approved it.
        approved_by: Option<Words> = "approved-by",
        /// Who accredited it.
        accredited_by: Option<Words> = "accredited-by",
        /// How long it takes: `18 months`.
        duration: Option<String> = "duration",
        /// The competencies that the award itself attests.
        covers: Option<Covers> = "covers",
        /// Attributes that a catalog or framework declares.
        attributes: Option<Named<Scalars>> = "attributes",
    }

    /// A module. What it says of itself is what a course, placement or other evidence of a record says.
    pub struct Module := "a module, such as `{ code: N1, title: \"…\", hours: 80 }`" {
        /// Its code, unique in the curriculum.
        code: String = "code",
        /// Its title.
        title: Option<String> = "title",
        /// What it is in the record of a graduate: a course if not stated; placement, exam, demonstration or cpd.
        kind: Option<Kind> = "kind",
        /// Modules that must be taken as well.
        requires: Option<Vec<String>> = "requires",
        /// What it costs a student, in whatever the offer counts.
        cost: Option<Decimal> = "cost",
        /// Hours: a number, hours by mode, or a list of portions.
        hours: Option<Box<Hours>> = "hours",
        /// Credits: an amount with its unit (`6 ects`), or a list of portions.
        credits: Option<Box<Hours>> = "credits",
        /// How many minutes an hour has here, if not what the framework says.
        minutes_per_hour: Option<Decimal> = "minutes-per-hour",
        /// How long it takes: `10 weeks`.
        duration: Option<String> = "duration",
        /// The competencies covered. What is not named is not covered; `unknown` leaves it open.
        covers: Option<Covers> = "covers",
        /// On what: topics, perhaps with their hours.
        topics: Option<Topics> = "topics",
        /// In person, live online, self-paced.
        delivery: Option<String> = "delivery",
        /// Theory, practice, simulation, if all of it is the same.
        mode: Option<String> = "mode",
        /// Live, simulated, laboratory.
        setting: Option<String> = "setting",
        /// Who teaches it, if not the institution.
        provider: Option<Provider> = "provider",
        /// Who approved it.
        approved_by: Option<Words> = "approved-by",
        /// Who accredited it.
        accredited_by: Option<Words> = "accredited-by",
        /// What for.
        purpose: Option<String> = "purpose",
        /// A placement: where.
        site: Option<String> = "site",
        /// A placement or examination: area of practice.
        area: Option<Words> = "area",
        /// A placement: who supervises.
        supervisor: Option<String> = "supervisor",
        /// Continuing education: its category.
        category: Option<String> = "category",
        /// An examination: which part.
        part: Option<String> = "part",
        /// A demonstration: the competency or competencies shown.
        competency: Option<Words> = "competency",
        /// A demonstration: its level.
        level: Option<String> = "level",
        /// A demonstration: how many times.
        count: Option<Decimal> = "count",
        /// A demonstration: who watches.
        assessor: Option<Assessor> = "assessor",
        /// Attributes that a catalog or framework declares.
        attributes: Option<Named<Scalars>> = "attributes",
    }

    /// An entry of the structure: what all take, or what may be chosen.
    pub struct Entry := "`{ all: [N1, N2] }` or `{ choose: { at-least: 1, of: [E1, E2] } }`" {
        /// Modules that everybody takes.
        all: Option<Vec<String>> = "all",
        /// Modules among which a student chooses.
        choose: Option<Choice> = "choose",
    }

    /// A choice among modules, by their number or by their hours.
    pub struct Choice := "a choice, such as `{ at-least: 1, of: [E1, E2] }`" {
        /// What the choice is called.
        name: Option<String> = "name",
        /// So many modules (`1`), hours (`120 h`) or credits (`6 ects`) at least; not stated: none.
        at_least: Option<Amount> = "at-least",
        /// So many modules, hours or credits at most; not stated: all of them.
        at_most: Option<Amount> = "at-most",
        /// Among these modules.
        of: Vec<String> = "of",
    }
}

impl Absent for Vec<Module> {
    fn absent() -> Option<Self> {
        None
    }
}

impl Absent for Vec<String> {
    fn absent() -> Option<Self> {
        None
    }
}

/// The `habilita:` line in the schema.
fn schema_line(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "const": SCHEMA })
}

/// The curriculum as written, in which problems have their places.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    tree: Option<Tree>,
}

impl Curriculum {
    /// Where the parts of the curriculum stand.
    #[must_use]
    pub fn places(&self) -> Option<Places<'_>> {
        self.source.tree.as_ref().map(Places::of_tree)
    }

    /// The place of the structure, else of the curriculum: where a problem of the whole is shown.
    #[must_use]
    pub fn place(&self) -> Option<Span> {
        let tree = self.source.tree.as_ref()?;
        Some(tree.get("structure").unwrap_or(tree).head())
    }

    /// The index of the module of a code.
    #[must_use]
    pub fn module(&self, code: &str) -> Option<usize> {
        self.modules.iter().position(|module| module.code == code)
    }
}

impl Curriculum {
    /// What a module is worth in a choice that counts in the unit of a bound: 1, its hours, or its credits; none if it
    /// does not say.
    #[must_use]
    pub fn worth(&self, index: usize, bound: &Amount) -> Option<Number> {
        let module = self.modules.get(index)?;
        let Some(unit) = bound.unit.as_deref() else { return Some(Number::ONE) };
        let of = |hours: &Hours, bare: &str| -> Option<Number> {
            let in_unit = |amount: &Amount| (amount.unit.as_deref().unwrap_or(bare) == unit).then_some(amount.number);
            match hours {
                Hours::One(amount) => in_unit(amount),
                Hours::ByMode(Named(modes)) => modes.values().map(in_unit).sum(),
                Hours::Parts(parts) => parts.iter().map(|part| in_unit(&part.amount)).sum(),
            }
        };
        let hours = module.hours.as_deref().and_then(|hours| of(hours, "h"));
        hours.or_else(|| module.credits.as_deref().and_then(|credits| of(credits, "")))
    }
}

impl Module {
    /// What it is in the record of a graduate.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind.unwrap_or(Kind::Course)
    }
}

/// Reads the curricula of a text: YAML documents, or JSON.
///
/// ```
/// use habilita::record::read_curricula;
/// use habilita::source::FileId;
///
/// let text = "habilita: curriculum/1\nid: example\ntitle: Example\nmodules: [{ code: A, hours: 80 }]\n";
/// assert_eq!(read_curricula(FileId(0), text).value.unwrap()[0].modules.len(), 1);
/// ```
#[must_use]
pub fn read_curricula(file: FileId, text: &str) -> Checked<Vec<Curriculum>> {
    let (trees, notation, mut diagnostics) = trees(file, text, SCHEMA);
    let mut curricula = Vec::new();
    for mut tree in trees {
        if !schema(&tree, SCHEMA, &mut diagnostics) {
            continue;
        }
        let whole = tree.clone();
        let typed = typed::read::<Curriculum>(&mut tree, notation, &mut diagnostics);
        // Where a module was left out for what is wrong with it, its code would be missed everywhere.
        if !typed.sound {
            continue;
        }
        let Some(mut curriculum) = typed.value else { continue };
        curriculum.source = Source { tree: Some(whole) };
        if let Some(places) = curriculum.places() {
            validate::curriculum(&curriculum, &places, &mut diagnostics);
        }
        curricula.push(curriculum);
    }
    let mut checked = Checked { value: Some(curricula), diagnostics };
    finish(&mut checked);
    checked
}
