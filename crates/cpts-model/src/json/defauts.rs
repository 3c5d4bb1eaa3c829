//! Compares a JSON value with the schema of the dossier and says in French, with addresses, what does not fit.

use std::{collections::BTreeSet, sync::OnceLock};

use serde_json::Value;

use super::{
    bornes::{CLES_REPETEES, NOM_MAX},
    place,
};
use crate::{constat::quote, montant::Montant, schema::schema_dossier};

/// A key or a value that is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defaut {
    /// Its address in the text: `/membres/0/email`.
    pub chemin: String,
    /// Its place in words: « membres, 1er élément, champ email ».
    pub endroit: String,
    /// Line in the text, from 1.
    pub ligne: usize,
    /// Column in the text, in characters from 1.
    pub colonne: usize,
    /// What is wrong, in a French sentence.
    pub message: String,
}

/// Most faults that are told; beyond, the text is of another kind.
const DEFAUTS_MAX: usize = 50;

/// Returns what does not fit, with its address.
pub(super) fn find(value: &Value) -> Vec<(String, String)> {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    let schema = SCHEMA.get_or_init(schema_dossier);
    let mut walk = Walk { root: schema, defauts: Vec::new() };
    walk.visit(value, schema, "");
    walk.defauts
}

/// Adds the keys that stand twice, and says where each fault stands, in the order of the text.
///
/// `value` is the text made into values: it tells the rank of an item from a key that is a number.
pub(super) fn locate(texte: &str, value: &Value, faults: &[(String, String)]) -> Vec<Defaut> {
    let adresses: BTreeSet<&str> = faults.iter().map(|(adresse, _)| adresse.as_str()).collect();
    let places = place::find(texte, &adresses);
    let root = texte.len() - texte.trim_start().len();
    let offset = |adresse: &str| places.offsets.get(adresse).copied().unwrap_or(root);
    let mut found: Vec<(usize, String, String)> =
        faults.iter().map(|(adresse, message)| (offset(adresse), adresse.clone(), message.clone())).collect();
    let doubles = places.doubles.into_iter().take(DEFAUTS_MAX);
    found.extend(doubles.map(|(adresse, offset)| (offset, adresse, "clé donnée deux fois".to_owned())));
    found.sort();
    let defauts = found.into_iter().map(|(offset, adresse, message)| {
        let (ligne, colonne) = place::position(texte, offset);
        let endroit = words(&adresse, value);
        Defaut { chemin: if adresse.is_empty() { "/".to_owned() } else { adresse }, endroit, ligne, colonne, message }
    });
    defauts.collect()
}

/// Returns an address in words: « membres, 12e élément, champ rpps ».
pub(super) fn words(adresse: &str, value: &Value) -> String {
    if adresse.is_empty() {
        return "le dossier".to_owned();
    }
    let mut at = Some(value);
    let tokens: Vec<&str> = adresse.split('/').skip(1).collect();
    let word = |(index, token): (usize, &&str)| {
        let nom = token.replace("~1", "/").replace("~0", "~");
        if let Some(list) = at.and_then(Value::as_array) {
            let rang = token.parse::<usize>().unwrap_or_default();
            at = list.get(rang);
            return if rang == 0 { "1er élément".to_owned() } else { format!("{}e élément", rang + 1) };
        }
        at = at.and_then(|object| object.get(&nom));
        if index + 1 == tokens.len() { format!("champ {nom}") } else { nom }
    };
    tokens.iter().enumerate().map(word).collect::<Vec<_>>().join(", ")
}

/// Returns the sentence of an error: every fault on its line.
pub(super) fn sentence(defauts: &[Defaut]) -> String {
    let lines: Vec<String> = defauts
        .iter()
        .map(|defaut| {
            let Defaut { chemin, endroit, ligne, colonne, message } = defaut;
            format!("\n  {endroit} (ligne {ligne}, colonne {colonne}, {chemin})\u{a0}: {message}")
        })
        .collect();
    let more = if defauts.len() < DEFAUTS_MAX {
        ""
    } else {
        "\n  et d’autres peut-être, à voir quand ceux-ci seront corrigés"
    };
    format!("le dossier ne suit pas le schéma\u{a0}:{}{more}", lines.concat())
}

struct Walk<'a> {
    root: &'a Value,
    defauts: Vec<(String, String)>,
}

impl<'a> Walk<'a> {
    fn visit(&mut self, value: &Value, schema: &'a Value, chemin: &str) {
        if self.is_full() {
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
        let error =
            date_error(value, schema).or_else(|| amount_error(value, schema)).or_else(|| name_error(value, chemin));
        if let Some(error) = error {
            return self.tell(chemin, error);
        }
        match value {
            Value::Object(map) => {
                let properties = schema["properties"].as_object();
                for (key, child) in map {
                    if self.is_full() {
                        break;
                    }
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
                    if self.is_full() {
                        break;
                    }
                    self.visit(item, &schema["items"], &format!("{chemin}/{index}"));
                }
            }
            _ => {}
        }
    }

    /// Tries each branch; where none fits, tells the defects of the one that comes nearest.
    fn visit_any(&mut self, value: &Value, branches: &'a [Value], chemin: &str) {
        let mut nearest: Option<Vec<(String, String)>> = None;
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

    fn is_full(&self) -> bool {
        self.defauts.len() >= DEFAUTS_MAX
    }

    fn resolve(&self, schema: &'a Value) -> &'a Value {
        let Some(reference) = schema["$ref"].as_str() else { return schema };
        reference.strip_prefix('#').and_then(|pointer| self.root.pointer(pointer)).unwrap_or(schema)
    }

    fn tell(&mut self, chemin: &str, message: String) {
        self.defauts.push((chemin.to_owned(), message));
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
    // What the field can hold. The bounds of the schema are narrower: a year without sense is kept, and told by the checks.
    let (minimum, maximum) = match schema["format"].as_str() {
        Some("uint8") => (0.0, f64::from(u8::MAX)),
        Some("uint32") => (0.0, f64::from(u32::MAX)),
        Some("int32") => (f64::from(i32::MIN), f64::from(i32::MAX)),
        _ => (f64::MIN, f64::MAX),
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
                (value.is_i64() || value.is_u64()) && value.as_f64().is_some_and(|n| n >= minimum && n <= maximum)
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

fn amount_error(value: &Value, schema: &Value) -> Option<String> {
    let amount = value.as_f64().filter(|_| schema["title"] == "Montant")?;
    Montant::from_euros(amount).is_none().then(|| format!("montant {amount:e} hors bornes"))
}

/// A name that would be copied a million times.
fn name_error(value: &Value, chemin: &str) -> Option<String> {
    // The file of an exhibit is what its author wrote of it: it stands in no place.
    let text = value.as_str().filter(|text| text.len() > NOM_MAX && !chemin.starts_with("/pieces/"))?;
    let key = chemin.rsplit('/').next().filter(|key| CLES_REPETEES.contains(key))?;
    let length = text.chars().count();
    (length > NOM_MAX).then(|| format!("{key} de {length} caractères\u{a0}: au plus {NOM_MAX}"))
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
