//! JSON Schemas (2020-12) of records, cases and curricula, made from the types that read them.

use schemars::{Schema, generate::SchemaSettings};
use serde_json::{Value, json};

use super::case::Case;
use super::curriculum::{Curriculum, MODULE_KINDS, Module};
use super::document::Document;
use super::keys::keys_of;
use crate::model::vocabulary::Kind;

/// The JSON Schema of a record.
#[must_use]
pub fn record_schema() -> Value {
    by_kind(SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Document>(), "record/1")
}

/// The JSON Schema of a case.
#[must_use]
pub fn case_schema() -> Value {
    by_kind(SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Case>(), "case/1")
}

/// The JSON Schema of a curriculum.
#[must_use]
pub fn curriculum_schema() -> Value {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Curriculum>().to_value();
    let own = ["code", "title", "kind", "requires", "cost"];
    let rules: Vec<Value> = MODULE_KINDS
        .iter()
        .map(|kind| {
            let of_kind = keys_of(*kind).filter(|key| Module::KEYS.contains(key) && !own.contains(key));
            let keys: Vec<&str> = own.into_iter().chain(of_kind).collect();
            json!({
                "if": { "properties": { "kind": { "const": kind.name() } }, "required": ["kind"] },
                "then": { "propertyNames": { "enum": keys } },
            })
        })
        .collect();
    if let Some(module) = schema.pointer_mut("/$defs/Module").and_then(Value::as_object_mut) {
        module.insert("allOf".to_owned(), Value::Array(rules));
    }
    if let Some(top) = schema.as_object_mut() {
        top.insert("title".to_owned(), Value::from("habilita curriculum/1"));
    }
    schema
}

/// Adds which keys each kind of evidence has.
fn by_kind(schema: Schema, name: &str) -> Value {
    let mut schema = schema.to_value();
    let rules: Vec<Value> = Kind::ALL
        .iter()
        .map(|kind| {
            let keys: Vec<&str> = keys_of(*kind).collect();
            json!({
                "if": { "properties": { "kind": { "const": kind.name() } } },
                "then": { "propertyNames": { "enum": keys } },
            })
        })
        .collect();
    if let Some(evidence) = schema.pointer_mut("/$defs/Evidence").and_then(Value::as_object_mut) {
        evidence.insert("allOf".to_owned(), Value::Array(rules));
    }
    if let Some(top) = schema.as_object_mut() {
        top.insert("title".to_owned(), Value::from(format!("habilita {name}")));
    }
    schema
}
