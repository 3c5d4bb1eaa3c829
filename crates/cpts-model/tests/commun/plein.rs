//! A dossier in which every field of the schema holds something, made from the schema itself: a field that is added is filled too.

use cpts_model::{Dossier, schema_dossier};
use serde_json::{Map, Value, json};

/// A text of the dossier, as the schema tells it.
pub(crate) struct Texte<'a> {
    /// Address, lists without index: `/membres/nom`.
    pub(crate) adresse: &'a str,
    /// Description of the field.
    pub(crate) description: &'a str,
    /// Running number.
    pub(crate) numero: u32,
    /// What the field would hold.
    pub(crate) contenu: String,
}

/// Returns the JSON of a dossier without an empty field.
pub(crate) fn json() -> Value {
    json_with(&mut |texte| texte.contenu)
}

/// Returns the JSON of a dossier without an empty field, its free texts and free keys being those of `seed`.
pub(crate) fn json_with(seed: &mut dyn FnMut(Texte<'_>) -> String) -> Value {
    let schema = schema_dossier();
    let mut filler = Filler { root: &schema, count: 0, adresse: String::new(), description: String::new(), seed };
    filler.value(&schema, "dossier")
}

/// Returns the dossier of that JSON.
pub(crate) fn dossier() -> Dossier {
    serde_json::from_value(json()).expect("what the schema allows is a dossier")
}

struct Filler<'a, 's> {
    root: &'a Value,
    count: u32,
    adresse: String,
    description: String,
    seed: &'s mut dyn FnMut(Texte<'_>) -> String,
}

impl<'a> Filler<'a, '_> {
    fn value(&mut self, schema: &'a Value, nom: &str) -> Value {
        if let Some(reference) = schema["$ref"].as_str() {
            let target = self.root.pointer(reference.trim_start_matches('#')).expect("a definition");
            return self.value(target, nom);
        }
        if let Some(branches) = schema["anyOf"].as_array() {
            // Of « a value or null », the value; of two forms, the first.
            let branch = branches.iter().find(|branch| branch["type"] != "null").expect("a branch");
            return self.value(branch, nom);
        }
        if let Some(words) = schema["enum"].as_array() {
            return words[0].clone();
        }
        if let Some(branches) = schema["oneOf"].as_array() {
            let branch = &branches[0];
            return if branch["const"].is_null() { branch["enum"][0].clone() } else { branch["const"].clone() };
        }
        let types: Vec<&str> = match &schema["type"] {
            Value::Array(types) => types.iter().filter_map(Value::as_str).filter(|t| *t != "null").collect(),
            other => other.as_str().into_iter().collect(),
        };
        self.count += 1;
        match types.first().copied() {
            Some("object") => self.object(schema),
            Some("array") => json!([self.value(&schema["items"], nom)]),
            Some("boolean") => json!(true),
            Some("integer") if nom == "version_schema" => json!(cpts_model::VERSION_SCHEMA),
            Some("integer") => json!(schema["minimum"].as_i64().unwrap_or_default().max(2)),
            Some("number") => json!(12.5),
            Some("string") => json!(self.text(schema, nom)),
            other => panic!("{nom} : {other:?} {schema}"),
        }
    }

    fn object(&mut self, schema: &'a Value) -> Value {
        let mut map = Map::new();
        for (nom, property) in schema["properties"].as_object().into_iter().flatten() {
            map.insert(nom.clone(), self.child(property, nom));
        }
        if map.is_empty() {
            let cle = self.seeded("Clé libre".to_owned());
            map.insert(cle, self.child(&schema["additionalProperties"], "libre"));
        }
        Value::Object(map)
    }

    fn child(&mut self, schema: &'a Value, nom: &str) -> Value {
        let before = self.adresse.len();
        self.adresse = format!("{}/{nom}", self.adresse);
        let description = schema["description"].as_str().unwrap_or_default().to_owned();
        let above = std::mem::replace(&mut self.description, description);
        let value = self.value(schema, nom);
        self.adresse.truncate(before);
        self.description = above;
        value
    }

    fn seeded(&mut self, contenu: String) -> String {
        (self.seed)(Texte { adresse: &self.adresse, description: &self.description, numero: self.count, contenu })
    }

    fn text(&mut self, schema: &Value, nom: &str) -> String {
        if schema["format"] == "date" {
            return "2025-03-14".to_owned();
        }
        let numero = self.count;
        match schema["pattern"].as_str() {
            None if nom == "id" => self.seeded(format!("x-{numero:03}")),
            None => self.seeded(format!("Texte {numero} de {nom}")),
            Some(r"^m-[0-9]{4,}$") => format!("m-{numero:04}"),
            Some(r"^[0-9]{5}$") => "81200".to_owned(),
            Some(r"^[0-9][0-9AB][0-9]{3}$") => "81163".to_owned(),
            Some(r"^[0-9]{9}$") if nom == "adeli" => "819300123".to_owned(),
            Some(r"^[0-9]{9}$") => "732829320".to_owned(),
            Some(r"^[0-9]{11}$") => "10005173140".to_owned(),
            Some(r"^[0-9]{14}$") => "73282932000074".to_owned(),
            Some(r"^W[0-9A-Z]{9}$") => "W811000123".to_owned(),
            Some(r"^[0-9A-Z]{9}$") => "750712184".to_owned(),
            Some(r"^[0-9a-f]{64}$") => "0a".repeat(32),
            Some(_) if schema["title"] == "Date partielle" => "2025-03".to_owned(),
            Some(pattern) => panic!("{nom} : donner un texte qui suit {pattern}"),
        }
    }
}
