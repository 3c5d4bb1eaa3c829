//! Kinds of values, read in the schema of the dossier.

use serde_json::Value;

use crate::choix::{self, Choix};

/// Kind of the value of a field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Genre {
    /// A text on one line.
    Texte,
    /// A text of several paragraphs, in Markdown.
    Narration,
    /// A text that follows rules of its own.
    Numero(Numero),
    /// Several of them, one per line.
    Numeros(Numero),
    /// Several texts, one per line.
    Textes,
    /// A whole number, with its bounds.
    Entier(i64, i64),
    /// A number.
    Nombre,
    /// An amount, in euros.
    Montant,
    /// A day.
    Date,
    /// A year, a month or a day.
    DatePartielle,
    /// Yes, no, or nothing when that may be left out; else nothing is no.
    OuiNon,
    /// A word of a closed list.
    Choix(Choix),
    /// Several words of a closed list, one per line.
    ListeChoix(Choix),
    /// An element of a list of the dossier: « Titre (numéro) ».
    Reference(&'static str),
    /// Several elements, one per line.
    References(&'static str),
    /// Communes, one per line: « Albi (81004) ».
    Communes,
}

/// A text that follows rules of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numero {
    /// RPPS number.
    Rpps,
    /// ADELI number.
    Adeli,
    /// FINESS number.
    Finess,
    /// SIREN number.
    Siren,
    /// SIRET number.
    Siret,
    /// Number of an association.
    Rna,
    /// Postal code.
    CodePostal,
    /// INSEE code of a commune.
    Insee,
    /// E-mail address.
    Email,
    /// Telephone.
    Telephone,
}

impl Genre {
    /// Returns whether a cell of that kind is written on several lines.
    pub const fn est_long(self) -> bool {
        matches!(
            self,
            Self::Narration
                | Self::Textes
                | Self::Numeros(_)
                | Self::ListeChoix(_)
                | Self::References(_)
                | Self::Communes
        )
    }

    /// Returns the kind that the schema gives to a field.
    pub(crate) fn du_schema(
        racine: &Value,
        parent: Option<&str>,
        noeud: &Value,
        nom: &str,
        vers: Option<&'static str>,
    ) -> Option<Self> {
        let (cible, type_nom) = resoudre(racine, noeud);
        let types = types(cible);
        let plusieurs = types.contains(&"array");
        if let Some(liste) = vers {
            return Some(if plusieurs { Self::References(liste) } else { Self::Reference(liste) });
        }
        if plusieurs {
            let (element, type_nom) = resoudre(racine, &cible["items"]);
            return Some(match (type_nom.as_deref(), numero(nom)) {
                (Some("Commune"), _) => Self::Communes,
                (Some(nom), _) if let Some(choix) = choix::du_type(nom) => Self::ListeChoix(choix),
                (_, Some(numero)) => Self::Numeros(numero),
                _ if types_de(element) == ["string"] => Self::Textes,
                _ => return None,
            });
        }
        if let Some(choix) = type_nom.as_deref().and_then(choix::du_type) {
            return Some(Self::Choix(choix));
        }
        Some(match (type_nom.as_deref(), types.first().copied()?) {
            (Some("DatePartielle"), _) => Self::DatePartielle,
            (Some("Montant"), _) => Self::Montant,
            (_, "boolean") => Self::OuiNon,
            (_, "integer") => bornes(cible),
            (_, "number") => Self::Nombre,
            (_, "string") if cible["format"] == "date" => Self::Date,
            (_, "string") => match numero(nom) {
                Some(numero) => Self::Numero(numero),
                None if narrates(parent, noeud) => Self::Narration,
                None => Self::Texte,
            },
            _ => return None,
        })
    }
}

fn bornes(cible: &Value) -> Genre {
    let (minimum, maximum) = match cible["format"].as_str() {
        Some("uint8") => (0, i64::from(u8::MAX)),
        Some("uint32") => (0, i64::from(u32::MAX)),
        _ => (i64::from(i32::MIN), i64::from(i32::MAX)),
    };
    Genre::Entier(minimum, maximum)
}

fn narrates(parent: Option<&str>, noeud: &Value) -> bool {
    /// Structures of which every text is a narrative.
    const TEXTES: [&str; 3] = ["Textes", "Organisation", "Reglement"];
    parent.is_some_and(|nom| TEXTES.contains(&nom))
        || noeud["description"].as_str().is_some_and(|description| description.contains("Markdown"))
}

/// Returns the definition behind a node, « or null » left aside, with its name.
pub(crate) fn resoudre<'s>(racine: &'s Value, noeud: &'s Value) -> (&'s Value, Option<String>) {
    if let Some(reference) = noeud["$ref"].as_str() {
        let cible = reference.strip_prefix('#').and_then(|chemin| racine.pointer(chemin)).unwrap_or(noeud);
        return (cible, reference.rsplit('/').next().map(str::to_owned));
    }
    if let Some(branches) = noeud["anyOf"].as_array()
        && let Some(branche) = branches.iter().find(|branche| branche["type"] != "null")
    {
        return resoudre(racine, branche);
    }
    (noeud, None)
}

fn types(cible: &Value) -> Vec<&str> {
    types_de(cible).into_iter().filter(|nom| *nom != "null").collect()
}

fn types_de(cible: &Value) -> Vec<&str> {
    match &cible["type"] {
        Value::String(nom) => vec![nom],
        Value::Array(noms) => noms.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn numero(nom: &str) -> Option<Numero> {
    Some(match nom {
        "rpps" => Numero::Rpps,
        "adeli" => Numero::Adeli,
        "finess" => Numero::Finess,
        "siren" => Numero::Siren,
        "siret" => Numero::Siret,
        "rna" => Numero::Rna,
        "code_postal" => Numero::CodePostal,
        "code_insee" => Numero::Insee,
        "email" | "autres_emails" | "mssante" => Numero::Email,
        "telephone" | "telephones" => Numero::Telephone,
        _ => return None,
    })
}
