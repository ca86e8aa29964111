//! What the ordinary commands say of a record: nothing is claimed that they do not confirm.

use jiff::civil::Date;

use crate::eval::{self, Request, Verdict, Version};
use crate::model::framework::Framework;
use crate::record::{self, Record};
use crate::source::FileId;

/// A text as a record bound to a framework; none if it is not one without faults.
pub(super) fn bound(framework: &Framework, versions: &[&Framework], text: &str) -> Option<Record> {
    let file = FileId(0);
    let read = record::read(file, text);
    let document = read.value.filter(|_| read.diagnostics.is_empty())?.into_iter().next()?;
    record::bind_among(&document, framework, versions, file, text).value
}

/// The verdict on a text on a day, by the versions that the governing date reaches, if this version is among them.
pub(super) fn verdict(versions: &[&Framework], this: usize, grant: &str, day: Date, text: &str) -> Option<Verdict> {
    let records: Vec<Option<Record>> = versions.iter().map(|version| bound(version, versions, text)).collect();
    let bound: Vec<Version<'_>> = versions
        .iter()
        .zip(&records)
        .map(|(framework, record)| Version { framework, record: record.as_ref() })
        .collect();
    let request = Request { grant: Some(grant), as_of: day, version: None };
    let reached = eval::in_force(&bound, request);
    if !reached.versions.contains(&this) {
        return None;
    }
    let mut verdicts = Vec::new();
    for index in reached.versions {
        let version = bound.get(index)?;
        let Some(known) = version.framework.grant(Some(grant)) else { continue };
        verdicts.push(eval::verdict(version.framework, version.record?, known, day, reached.governing));
    }
    if reached.choice { verdicts.into_iter().max() } else { verdicts.into_iter().min() }
}
