//! Compares a JSON value with the schema of the dossier and says in French, with addresses, what does not fit.

use serde_json::Value;

use crate::{constat::quote, schema::schema_dossier};

/// A key or a value that the schema does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defaut {
    /// Its address in the text: `/membres/0/email`.
    pub chemin: String,
    /// What is wrong, in a French sentence.
    pub message: String,
}

/// Most defects that are told; beyond, the text is of another kind.
const DEFAUTS_MAX: usize = 20;

/// Returns what does not fit, in the order of the text.
pub(super) fn find(value: &Value) -> Vec<Defaut> {
    let schema = schema_dossier();
    let mut walk = Walk { root: &schema, defauts: Vec::new() };
    walk.visit(value, &schema, "");
    walk.defauts
}

/// Returns the sentence of an error: the first defects, and how many more there are.
pub(super) fn sentence(defauts: &[Defaut]) -> String {
    let shown: Vec<String> = defauts.iter().take(5).map(|d| format!("{}\u{a0}: {}", d.chemin, d.message)).collect();
    let more = defauts.len().saturating_sub(shown.len());
    let tail = if more > 0 { format!(" ; et {more} autres") } else { String::new() };
    format!("le dossier ne suit pas le schéma\u{a0}: {}{tail}", shown.join(" ; "))
}

struct Walk<'a> {
    root: &'a Value,
    defauts: Vec<Defaut>,
}

impl<'a> Walk<'a> {
    fn visit(&mut self, value: &Value, schema: &'a Value, chemin: &str) {
        if self.defauts.len() >= DEFAUTS_MAX {
            return;
        }
        let schema = self.resolve(schema);
        if let Some(branches) = schema["anyOf"].as_array().or_else(|| schema["oneOf"].as_array()) {
            return self.visit_any(value, branches, chemin);
        }
        if let Some(allowed) = schema["const"].as_str().map(|c| vec![c]).or_else(|| strings(&schema["enum"])) {
            let known =
                value.as_str().is_some_and(|text| allowed.contains(&text)) || (value.is_null() && allows_null(schema));
            if !known {
                let message = format!("valeur {} inconnue{}", shown(value), suggestion(value, allowed.iter().copied()));
                self.tell(chemin, message);
            }
            return;
        }
        if !has_type(value, schema) {
            return self.tell(chemin, format!("attendu {}, trouvé {}", expected(schema), shown(value)));
        }
        if let Some(pattern_error) = date_error(value, schema) {
            return self.tell(chemin, pattern_error);
        }
        match value {
            Value::Object(map) => {
                let properties = schema["properties"].as_object();
                for (key, child) in map {
                    let address = format!("{chemin}/{}", key.replace('~', "~0").replace('/', "~1"));
                    if let Some(known) = properties.and_then(|p| p.get(key)) {
                        self.visit(child, known, &address);
                    } else if schema["additionalProperties"].is_object() {
                        self.visit(child, &schema["additionalProperties"], &address);
                    } else if schema["additionalProperties"] == Value::Bool(false) {
                        let known = properties.into_iter().flat_map(|p| p.keys().map(String::as_str));
                        self.tell(&address, format!("clé inconnue{}", suggestion(&Value::from(key.as_str()), known)));
                    }
                }
                let missing: Vec<&str> = strings(&schema["required"])
                    .unwrap_or_default()
                    .into_iter()
                    .filter(|key| !map.contains_key(*key))
                    .collect();
                if !missing.is_empty() {
                    self.tell(chemin, format!("clé absente\u{a0}: {}", missing.join(", ")));
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.visit(item, &schema["items"], &format!("{chemin}/{index}"));
                }
            }
            _ => {}
        }
    }

    /// Tries each branch; where none fits, tells the defects of the one that comes nearest.
    fn visit_any(&mut self, value: &Value, branches: &'a [Value], chemin: &str) {
        let mut nearest: Option<Vec<Defaut>> = None;
        let constants: Vec<&str> = branches.iter().filter_map(|b| self.resolve(b)["const"].as_str()).collect();
        if constants.len() == branches.len() {
            if !value.as_str().is_some_and(|text| constants.contains(&text)) {
                self.tell(
                    chemin,
                    format!("valeur {} inconnue{}", shown(value), suggestion(value, constants.into_iter())),
                );
            }
            return;
        }
        for branch in branches {
            if self.resolve(branch)["type"] == "null" && !value.is_null() {
                continue;
            }
            let mut walk = Walk { root: self.root, defauts: Vec::new() };
            walk.visit(value, branch, chemin);
            if walk.defauts.is_empty() {
                return;
            }
            if nearest.as_ref().is_none_or(|best| walk.defauts.len() < best.len()) {
                nearest = Some(walk.defauts);
            }
        }
        self.defauts.extend(nearest.unwrap_or_default());
    }

    fn resolve(&self, schema: &'a Value) -> &'a Value {
        let Some(reference) = schema["$ref"].as_str() else { return schema };
        reference.strip_prefix('#').and_then(|pointer| self.root.pointer(pointer)).unwrap_or(schema)
    }

    fn tell(&mut self, chemin: &str, message: String) {
        let chemin = if chemin.is_empty() { "/".to_owned() } else { chemin.to_owned() };
        self.defauts.push(Defaut { chemin, message });
    }
}

fn strings(value: &Value) -> Option<Vec<&str>> {
    value.as_array().map(|items| items.iter().filter_map(Value::as_str).collect())
}

fn allows_null(schema: &Value) -> bool {
    schema["enum"].as_array().is_some_and(|all| all.contains(&Value::Null))
}

fn types(schema: &Value) -> Vec<&str> {
    match &schema["type"] {
        Value::String(one) => vec![one.as_str()],
        several => strings(several).unwrap_or_default(),
    }
}

fn has_type(value: &Value, schema: &Value) -> bool {
    let types = types(schema);
    let minimum = schema["minimum"].as_f64().unwrap_or(f64::MIN);
    let bound = match schema["format"].as_str() {
        Some("uint8") => f64::from(u8::MAX),
        Some("uint32") => f64::from(u32::MAX),
        Some("int32") => f64::from(i32::MAX),
        _ => f64::MAX,
    };
    types.is_empty()
        || types.iter().any(|name| match *name {
            "null" => value.is_null(),
            "boolean" => value.is_boolean(),
            "string" => value.is_string(),
            "array" => value.is_array(),
            "object" => value.is_object(),
            "number" => value.is_number(),
            "integer" => {
                (value.is_i64() || value.is_u64()) && value.as_f64().is_some_and(|n| n >= minimum && n <= bound)
            }
            _ => true,
        })
}

fn expected(schema: &Value) -> String {
    let names: Vec<&str> = types(schema)
        .into_iter()
        .map(|name| match name {
            "null" => "null",
            "boolean" => "true ou false",
            "string" => "un texte",
            "array" => "une liste",
            "object" => "un objet",
            "number" => "un nombre",
            "integer" => "un nombre entier",
            other => other,
        })
        .collect();
    names.join(" ou ")
}

/// The two kinds of dates are the only texts whose form the reader enforces.
fn date_error(value: &Value, schema: &Value) -> Option<String> {
    let text = value.as_str()?;
    if schema["format"] == "date" && text.parse::<chrono::NaiveDate>().is_err() {
        return Some(format!("attendu une date AAAA-MM-JJ, trouvé {}", quote(text)));
    }
    let partial = schema["title"] == "Date partielle" && text.parse::<crate::DatePartielle>().is_err();
    partial.then(|| format!("attendu une date AAAA, AAAA-MM ou AAAA-MM-JJ, trouvé {}", quote(text)))
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::String(text) => quote(text),
        Value::Array(_) => "une liste".to_owned(),
        Value::Object(_) => "un objet".to_owned(),
    }
}

fn suggestion<'k>(value: &Value, known: impl Iterator<Item = &'k str>) -> String {
    let Some(text) = value.as_str().filter(|text| text.len() <= 60) else { return String::new() };
    known
        .map(|candidate| (strsim::osa_distance(text, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= 3.min(candidate.len() / 2))
        .min()
        .map(|(_, candidate)| format!("\u{a0}; vouliez-vous dire {candidate}\u{a0}?"))
        .unwrap_or_default()
}
