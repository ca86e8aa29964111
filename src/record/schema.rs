//! JSON Schemas (2020-12) of records and cases, made from the types that read them.

use schemars::{Schema, generate::SchemaSettings};
use serde_json::{Value, json};

use super::case::Case;
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
