//! The types of everything a trame may name, read from the JSON Schema of the dossier.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use cpts_model::{Synthese, schema_dossier};
use serde_json::Value as Json;

/// Type of a value of the dossier.
#[derive(Clone, Debug)]
pub(crate) enum Type {
    /// An object with known fields.
    Record(Arc<Record>),
    /// A count that a profile may mask: a record that prints.
    Decompte(Arc<Record>),
    /// A list.
    List(Arc<Type>),
    /// An object with free keys; no trame reads it.
    Dict,
    /// Free text.
    Texte,
    /// A whole number.
    Entier,
    /// A number with decimals.
    Nombre,
    /// An amount in euros.
    Montant,
    /// A day.
    Date,
    /// A day, a month or a year.
    DatePartielle,
    /// Yes or no.
    Booleen,
    /// One of several words.
    Choix(Arc<[String]>),
    /// The slug of a profession.
    Profession,
}

/// Fields of an object.
#[derive(Debug, Default)]
pub(crate) struct Record {
    /// Field name to its type and description.
    pub(crate) fields: BTreeMap<String, Field>,
}

/// Field of an object.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    /// Type, absence aside.
    pub(crate) ty: Type,
    /// French description of the schema, or empty.
    pub(crate) description: String,
}

impl Type {
    /// Whether `{{ … }}` may print it.
    pub(crate) fn is_scalar(&self) -> bool {
        !matches!(self, Self::Record(_) | Self::List(_) | Self::Dict)
    }

    /// What it is, for a message: « une date ».
    pub(crate) fn nom(&self) -> &'static str {
        match self {
            Self::Record(_) | Self::Dict => "une partie du dossier",
            Self::Decompte(_) => "un décompte",
            Self::List(_) => "une liste",
            Self::Texte => "un texte",
            Self::Entier | Self::Nombre => "un nombre",
            Self::Montant => "un montant",
            Self::Date | Self::DatePartielle => "une date",
            Self::Booleen => "oui ou non",
            Self::Choix(_) => "un choix",
            Self::Profession => "une profession",
        }
    }

    /// Fields of an object, or `None`.
    pub(crate) fn record(&self) -> Option<&Arc<Record>> {
        match self {
            Self::Record(record) | Self::Decompte(record) => Some(record),
            _ => None,
        }
    }
}

/// Returns the root: the fields of the dossier, `synthese`, and what the engine adds.
pub(crate) fn root() -> &'static Arc<Record> {
    static ROOT: OnceLock<Arc<Record>> = OnceLock::new();
    ROOT.get_or_init(|| {
        let dossier = Reader { schema: schema_dossier(), described: true };
        // Its comments are for programmers, in English.
        let synthese = Reader { schema: schemars::schema_for!(Synthese).to_value(), described: false };
        let mut record = dossier.record(&dossier.schema);
        let add = |record: &mut Record, nom: &str, ty: Type| {
            record.fields.insert(nom.to_owned(), Field { ty, description: String::new() });
        };
        add(&mut record, "synthese", Type::Record(Arc::new(synthese.record(&synthese.schema))));
        // The meeting that the document is about.
        add(&mut record, "reunion", dossier.definition("Reunion"));
        add(&mut record, "vierge", Type::Booleen);
        add(&mut record, "profil", Type::Choix(Arc::from(["interne", "financeur", "public"].map(str::to_owned))));
        add(&mut record, "date_document", Type::Date);
        Arc::new(record)
    })
}

/// A schema with its definitions.
struct Reader {
    schema: Json,
    /// Whether its descriptions are for users.
    described: bool,
}

impl Reader {
    fn record(&self, schema: &Json) -> Record {
        let properties = schema.get("properties").and_then(Json::as_object);
        let fields = properties.into_iter().flatten().map(|(nom, property)| {
            let description = property.get("description").and_then(Json::as_str).filter(|_| self.described);
            let description = description.unwrap_or_default().to_owned();
            (nom.clone(), Field { ty: self.ty(property), description })
        });
        Record { fields: fields.collect() }
    }

    fn ty(&self, schema: &Json) -> Type {
        if let Some(reference) = schema.get("$ref").and_then(Json::as_str) {
            return self.definition(reference.rsplit('/').next().unwrap_or_default());
        }
        // `Option<T>` is « T or null ».
        let not_null = |s: &&Json| s.get("type").and_then(Json::as_str) != Some("null");
        if let Some(inner) = schema.get("anyOf").and_then(Json::as_array).and_then(|any| any.iter().find(not_null)) {
            return self.ty(inner);
        }
        if let Some(words) = choices(schema) {
            return Type::Choix(words);
        }
        let nom = match schema.get("type") {
            Some(Json::String(nom)) => nom.as_str(),
            Some(Json::Array(noms)) => noms.iter().filter_map(Json::as_str).find(|n| *n != "null").unwrap_or_default(),
            _ => "",
        };
        match nom {
            "boolean" => Type::Booleen,
            "integer" => Type::Entier,
            "number" => Type::Nombre,
            "array" => Type::List(Arc::new(schema.get("items").map_or(Type::Texte, |items| self.ty(items)))),
            "object" if schema.get("properties").is_some() => Type::Record(Arc::new(self.record(schema))),
            "object" => Type::Dict,
            _ if schema.get("format").and_then(Json::as_str) == Some("date") => Type::Date,
            _ => Type::Texte,
        }
    }

    fn definition(&self, nom: &str) -> Type {
        match nom {
            "DatePartielle" => Type::DatePartielle,
            "Montant" => Type::Montant,
            "Profession" => Type::Profession,
            _ => {
                let Some(schema) = self.schema.pointer(&format!("/$defs/{nom}")) else { return Type::Dict };
                match self.ty(schema) {
                    Type::Record(record) if nom == "Decompte" => Type::Decompte(record),
                    ty => ty,
                }
            }
        }
    }
}

/// Words of an enumeration, whether the schema lists them bare or each with its description.
fn choices(schema: &Json) -> Option<Arc<[String]>> {
    let word = |json: &Json| json.as_str().map(str::to_owned);
    if let Some(words) = schema.get("enum").and_then(Json::as_array) {
        return Some(words.iter().filter_map(word).collect());
    }
    let variants = schema.get("oneOf").and_then(Json::as_array)?;
    let mut words = Vec::new();
    for variant in variants {
        match (variant.get("const"), variant.get("enum").and_then(Json::as_array)) {
            (Some(constant), _) => words.extend(word(constant)),
            (None, Some(several)) => words.extend(several.iter().filter_map(word)),
            (None, None) => return None,
        }
    }
    Some(words.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(path: &str) -> Type {
        let mut ty = Type::Record(root().clone());
        for nom in path.split('.') {
            let record = match &ty {
                Type::List(item) => item.record().expect("a list of records").clone(),
                other => other.record().expect("a record").clone(),
            };
            ty = record.fields[nom].ty.clone();
        }
        ty
    }

    #[test]
    fn root_knows_the_types_of_the_dossier() {
        assert!(matches!(field("cpts.siren"), Type::Texte));
        assert!(matches!(field("contrat.date_signature"), Type::Date));
        assert!(matches!(field("actions.date"), Type::DatePartielle));
        assert!(matches!(field("actions.mission"), Type::Choix(words) if words.len() == 7));
        assert!(matches!(field("actions.nombre"), Type::Entier));
        assert!(matches!(field("budget.lignes.prevu"), Type::Montant));
        assert!(matches!(field("membres.professions"), Type::List(_)));
        assert!(matches!(field("synthese.adherents"), Type::Decompte(_)));
        assert!(matches!(field("synthese.par_profession.effectif_precedent"), Type::Decompte(_)));
        assert!(matches!(field("synthese.budget.resultat"), Type::Montant));
        assert!(matches!(field("provenance"), Type::Dict));
    }
}
