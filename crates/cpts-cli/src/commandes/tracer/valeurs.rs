//! The values of a dossier and of its figures, each at its address.

use std::mem;

use cpts_model::{Dossier, Synthese};
use cpts_outline::libelle_champ;
use serde_json::Value as Json;

/// A value with its address.
#[derive(Debug)]
pub(super) struct Valeur {
    pub(super) adresse: String,
    pub(super) texte: String,
}

impl Valeur {
    /// Returns the French label.
    pub(super) fn libelle(&self) -> String {
        libelle_champ(&self.adresse)
    }
}

/// Every value, part by part, in the order of their addresses within a part.
pub(super) struct Valeurs {
    valeurs: Vec<Valeur>,
    /// Ranks in the order of the addresses.
    index: Vec<usize>,
}

impl Valeurs {
    /// Returns the values of a dossier, then its figures; the dossier is as before at the end.
    pub(super) fn of(dossier: &mut Dossier, synthese: &Synthese) -> Self {
        let mut found = Vec::new();
        let mut add = |json: Result<Json, serde_json::Error>, adresse: &str| {
            if let Ok(json) = json {
                leaves(&json, adresse, &mut found);
            }
        };
        // Member by member: a tree of the whole list would weigh more than the list.
        let membres = mem::take(&mut dossier.membres);
        for membre in &membres {
            add(serde_json::to_value(membre), &format!("/membres/{}", membre.id.0));
        }
        let provenance = mem::take(&mut dossier.provenance);
        add(serde_json::to_value(&*dossier), "");
        dossier.membres = membres;
        dossier.provenance = provenance;
        add(serde_json::to_value(synthese), "/synthese");
        let mut index: Vec<usize> = (0..found.len()).collect();
        index.sort_by(|a, b| found[*a].adresse.cmp(&found[*b].adresse));
        Self { valeurs: found, index }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Valeur> {
        self.valeurs.iter()
    }

    /// Returns the value at an address.
    pub(super) fn get(&self, adresse: &str) -> Option<&Valeur> {
        let found = self.index.binary_search_by(|rang| self.valeurs[*rang].adresse.as_str().cmp(adresse)).ok()?;
        Some(&self.valeurs[self.index[found]])
    }
}

/// Adds every value that says something.
fn leaves(json: &Json, adresse: &str, found: &mut Vec<Valeur>) {
    let mut add = |texte: String| found.push(Valeur { adresse: adresse.to_owned(), texte });
    match json {
        Json::Null | Json::Bool(false) => {}
        Json::Bool(true) => add("oui".to_owned()),
        Json::Number(nombre) => add(nombre.to_string().replace('.', ",")),
        Json::String(texte) if texte.trim().is_empty() => {}
        Json::String(texte) => add(texte.clone()),
        Json::Array(items) => {
            for (rang, item) in items.iter().enumerate() {
                let id =
                    item.get("id").or_else(|| item.get("code_insee").filter(|_| adresse.starts_with("/territoire/")));
                let segment = id.and_then(Json::as_str).map_or_else(|| rang.to_string(), str::to_owned);
                leaves(item, &format!("{adresse}/{segment}"), found);
            }
        }
        Json::Object(fields) => {
            // A count that a profile may mask is one value, as it is printed.
            if let (2, Some(Json::String(affiche))) = (fields.len(), fields.get("affiche")) {
                if !affiche.is_empty() {
                    add(affiche.clone());
                }
                return;
            }
            for (nom, value) in fields.iter().filter(|(nom, _)| !is_ours(adresse, nom)) {
                leaves(value, &format!("{adresse}/{nom}"), found);
            }
        }
    }
}

/// Keys that hold no value: numbers of ours, and the trace itself.
fn is_ours(adresse: &str, nom: &str) -> bool {
    let everywhere = ["id", "source", "autres_sources", "brut", "colonnes_inconnues"].contains(&nom);
    everywhere
        || adresse.is_empty() && ["version_schema", "feuilles", "provenance", "compteurs"].contains(&nom)
        || adresse.starts_with("/synthese") && ["libelle", "regle", "entrees"].contains(&nom)
}
