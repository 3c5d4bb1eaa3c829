//! JSON Schemas of what the library writes, for editors, other programs and the check of trames.

use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::Value;

use crate::{constat::Constat, dossier::Dossier};

/// Identifier of the schema of a dossier; its number is that of `version_schema`.
pub const ID_DOSSIER: &str = "urn:cpts:schema:dossier:2";
/// Identifier of the schema of a list of constats.
pub const ID_CONSTAT: &str = "urn:cpts:schema:constat:1";

/// Returns the JSON Schema (2020-12) of `dossier.json`, as committed in `schemas/dossier.schema.json`.
///
/// # Example
/// ```
/// let schema = cpts_model::schema_dossier();
/// assert_eq!(schema["properties"]["membres"]["type"], "array");
/// ```
pub fn schema_dossier() -> Value {
    let mut schema = schema_of::<Dossier>(ID_DOSSIER);
    // Where the version is missing, the reader takes the present one: nobody should have to write it.
    schema["properties"]["version_schema"]["minimum"] = 1.into();
    schema["properties"]["version_schema"]["maximum"] = crate::VERSION_SCHEMA.into();
    schema
}

/// Returns the JSON Schema (2020-12) of the list of constats, as committed in `schemas/constat.schema.json`.
///
/// # Example
/// ```
/// let schema = cpts_model::schema_constat();
/// assert_eq!(schema["type"], "array");
/// ```
pub fn schema_constat() -> Value {
    let mut schema = schema_of::<Vec<Constat>>(ID_CONSTAT);
    if let Value::Object(root) = &mut schema {
        let description = "Constats faits sur les données de l’utilisateur, triés par endroit puis par code.";
        root.shift_insert(2, "title".to_owned(), "Constats".into());
        root.shift_insert(3, "description".to_owned(), description.into());
    }
    schema
}

fn schema_of<T: JsonSchema>(id: &str) -> Value {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>().to_value();
    without_object_defaults(&mut schema);
    if let Value::Object(root) = &mut schema {
        root.insert("$id".to_owned(), id.into());
        // First, where a reader looks for them.
        for key in ["description", "title", "$id", "$schema"] {
            if let Some(value) = root.shift_remove(key) {
                root.shift_insert(0, key.to_owned(), value);
            }
        }
    }
    schema
}

/// The default of a structure repeats the defaults of its fields over dozens of lines.
fn without_object_defaults(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            if map.get("default").is_some_and(Value::is_object) && map.contains_key("$ref") {
                map.shift_remove("default");
            }
            map.values_mut().for_each(without_object_defaults);
        }
        Value::Array(items) => items.iter_mut().for_each(without_object_defaults),
        _ => {}
    }
}
