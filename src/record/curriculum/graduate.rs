//! Graduates: a choice of modules as an ordinary record.
//!
//! The record has one qualification, the programme, which is complete and was completed on the given day, and each module
//! chosen as a part of it. Courses and placements are listed in full: the question is what the curriculum gives, so a
//! graduate has no other training. All else about the person is not stated.

use jiff::civil::Date;

use super::{Curriculum, Module};
use crate::diagnostic::{Checked, Diagnostic};
use crate::model::framework::Framework;
use crate::model::vocabulary::Kind;
use crate::record::bind::bind_at;
use crate::record::document::{Application, Document, Evidence, Place};
use crate::record::evidence::Record;
use crate::record::forms::Complete;
use crate::record::locate::Places;
use crate::record::scalar::PartialDate;
use crate::record::tree::{Entry, Node, Tree};
use crate::source::{FileId, Span};

/// The id of the programme in the record of a graduate. No code of a module has it, as it has a space.
pub const AWARD_ID: &str = "the programme";

/// The key under which modules stand in the record of a graduate.
const EVIDENCE: &str = "evidence";

impl Curriculum {
    /// The record of a graduate who took these modules (by their index) and was awarded the qualification on a day, and
    /// who applies for what follows from it on the same day.
    #[must_use]
    pub fn graduate(&self, taken: &[usize], on: Date) -> Document {
        let modules = taken.iter().filter_map(|index| self.modules.get(*index));
        let mut evidence: Vec<Evidence> = modules.filter_map(|module| self.part(module, on)).collect();
        evidence.extend(self.programme(on));
        Document {
            habilita: crate::record::document::SCHEMA.to_owned(),
            person: self.id.clone(),
            born: None,
            residence: None,
            facts: None,
            application: Some(Application { grant: None, date: day(on) }),
            complete: Some(Complete::These(vec!["training".to_owned()])),
            evidence: Some(evidence),
            decisions: None,
            place: Place::default(),
        }
    }

    /// All modules, and then the programme, as evidence of somebody who finishes on a day. `named` gives the id of each
    /// module, and of the programme.
    #[must_use]
    pub fn offered(&self, on: Date, named: &dyn Fn(Option<usize>) -> String) -> Vec<Evidence> {
        let mut all = Vec::new();
        let whole = named(None);
        for (index, module) in self.modules.iter().enumerate() {
            let Some(mut item) = self.part(module, on) else { continue };
            item.id = named(Some(index));
            if item.part_of.is_some() {
                item.part_of = Some(whole.clone());
            }
            all.push(item);
        }
        if let Some(mut programme) = self.programme(on) {
            programme.id = whole;
            all.push(programme);
        }
        all
    }

    /// The programme of a graduate.
    fn programme(&self, on: Date) -> Option<Evidence> {
        let mut item = Evidence::bare(AWARD_ID, Kind::Qualification)?;
        item.completed = day(on);
        item.issued = day(on);
        item.complete = Some(true);
        item.provider = self.institution.clone();
        item.country = self.institution.as_ref().and_then(|institution| institution.country.clone());
        let Some(award) = &self.award else { return Some(item) };
        item.title.clone_from(&award.title);
        item.name.clone_from(&award.name);
        item.level.clone_from(&award.level);
        item.field.clone_from(&award.field);
        if award.country.is_some() {
            item.country.clone_from(&award.country);
        }
        item.approved_by.clone_from(&award.approved_by);
        item.accredited_by.clone_from(&award.accredited_by);
        item.started = award.duration.as_deref().and_then(|duration| begin(on, duration));
        item.duration.clone_from(&award.duration);
        item.covers.clone_from(&award.covers);
        item.attributes.clone_from(&award.attributes);
        Some(item)
    }

    /// A module in the record of a graduate.
    fn part(&self, module: &Module, on: Date) -> Option<Evidence> {
        let mut item = module.evidence()?;
        let kind = module.kind();
        if kind != Kind::Cpd {
            item.part_of = Some(AWARD_ID.to_owned());
        }
        if matches!(kind, Kind::Course | Kind::Placement | Kind::Cpd) && item.provider.is_none() {
            item.provider.clone_from(&self.institution);
        }
        match kind {
            Kind::Exam => {
                item.date = day(on);
                item.result = Some("passed".to_owned());
            }
            Kind::Demonstration => {
                item.date = day(on);
                item.success = Some(true);
            }
            Kind::Course
            | Kind::Placement
            | Kind::Qualification
            | Kind::Experience
            | Kind::Credential
            | Kind::Cpd
            | Kind::Language
            | Kind::Statement => {
                item.completed = day(on);
                item.started = module.duration.as_deref().and_then(|duration| begin(on, duration));
            }
        }
        Some(item)
    }
}

impl Module {
    /// What the module says of itself, as evidence without dates.
    pub(super) fn evidence(&self) -> Option<Evidence> {
        let mut item = Evidence::bare(&self.code, self.kind())?;
        item.name.clone_from(&self.title);
        if matches!(self.kind(), Kind::Course | Kind::Cpd) {
            item.code = Some(self.code.clone());
        }
        item.hours.clone_from(&self.hours);
        item.credits.clone_from(&self.credits);
        item.minutes_per_hour = self.minutes_per_hour;
        item.duration.clone_from(&self.duration);
        item.covers.clone_from(&self.covers);
        item.topics.clone_from(&self.topics);
        item.delivery.clone_from(&self.delivery);
        item.mode.clone_from(&self.mode);
        item.setting.clone_from(&self.setting);
        item.provider.clone_from(&self.provider);
        item.approved_by.clone_from(&self.approved_by);
        item.accredited_by.clone_from(&self.accredited_by);
        item.purpose.clone_from(&self.purpose);
        item.site.clone_from(&self.site);
        item.area.clone_from(&self.area);
        item.supervisor.clone_from(&self.supervisor);
        item.category.clone_from(&self.category);
        item.part.clone_from(&self.part);
        item.competency.clone_from(&self.competency);
        item.level.clone_from(&self.level);
        item.count = self.count;
        item.assessor.clone_from(&self.assessor);
        item.attributes.clone_from(&self.attributes);
        Some(item)
    }
}

/// Binds a curriculum to the words of a framework: the record of somebody who took all modules, on a day. What is said
/// about it has its place in the curriculum.
#[must_use]
pub fn bind_curriculum(
    curriculum: &Curriculum,
    framework: &Framework,
    versions: &[&Framework],
    on: Date,
    text: &str,
) -> Checked<Record> {
    let all: Vec<usize> = (0..curriculum.modules.len()).collect();
    bind_graduate(curriculum, &all, framework, versions, on, text)
}

/// Binds the record of a graduate who took these modules.
fn bind_graduate(
    curriculum: &Curriculum,
    taken: &[usize],
    framework: &Framework,
    versions: &[&Framework],
    on: Date,
    text: &str,
) -> Checked<Record> {
    let tree = curriculum.tree(taken);
    let mut checked = bind_at(&curriculum.graduate(taken, on), framework, versions, &Places::of_tree(&tree), text);
    for diagnostic in &mut checked.diagnostics {
        reader_path(diagnostic, taken);
    }
    checked
}

impl Curriculum {
    /// Binds the record of a graduate who took these modules, anew from what the curriculum says of them.
    #[must_use]
    pub fn bind(&self, taken: &[usize], framework: &Framework, on: Date, text: &str) -> Checked<Record> {
        bind_graduate(self, taken, framework, &[], on, text)
    }

    /// The tree of a graduate's record, made of the parts of the curriculum, so that they keep their places.
    fn tree(&self, taken: &[usize]) -> Tree {
        let whole = self.source.tree.as_ref();
        let span = whole.map_or(Span::new(FileId(0), 0, 0), |tree| tree.span);
        let list = match whole.and_then(|tree| tree.get("modules")).map(|modules| &modules.node) {
            Some(Node::List(list)) => list.as_slice(),
            Some(Node::Plain(_) | Node::Text(_) | Node::Map(_) | Node::Hole) | None => &[],
        };
        let hole = || Tree { span, node: Node::Hole };
        let mut parts: Vec<Tree> = taken.iter().map(|index| list.get(*index).cloned().unwrap_or_else(hole)).collect();
        parts.push(whole.and_then(|tree| tree.get("award")).cloned().unwrap_or_else(hole));
        let evidence = Tree { span, node: Node::List(parts) };
        Tree { span, node: Node::Map(vec![Entry { key: EVIDENCE.to_owned(), key_span: span, value: evidence }]) }
    }
}

/// Names the path as it is in the curriculum.
fn reader_path(diagnostic: &mut Diagnostic, taken: &[usize]) {
    let Some(path) = &diagnostic.path else { return };
    let Some((index, rest)) = path.strip_prefix("evidence[").and_then(|rest| rest.split_once(']')) else { return };
    let Ok(index) = index.parse::<usize>() else { return };
    diagnostic.path = Some(match taken.get(index) {
        Some(module) => format!("modules[{module}]{rest}"),
        None => format!("award{rest}"),
    });
}

fn day(on: Date) -> Option<PartialDate> {
    PartialDate::parse(&on.to_string())
}

/// The first day of what takes so long and ends on a day; none if the length is not one of calendar time.
fn begin(on: Date, length: &str) -> Option<PartialDate> {
    let (number, unit) = length.split_once(' ')?;
    let number: i64 = number.parse().ok()?;
    let span = jiff::Span::new();
    let span = match unit.trim().trim_end_matches('s') {
        "day" => span.try_days(number),
        "week" => span.try_weeks(number),
        "month" => span.try_months(number),
        "year" => span.try_years(number),
        _ => return None,
    };
    day(on.tomorrow().ok()?.checked_sub(span.ok()?).ok()?)
}
