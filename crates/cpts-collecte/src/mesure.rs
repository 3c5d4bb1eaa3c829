//! What people write in the value of an indicator: « nc », « Oui », « env. 450 ».

use cpts_model::lecture::{self, plier};
use serde_json::{Map, Value};

use crate::{Saisie, lecture::Lu};

/// Returns the identifier of the state that a text tells instead of a value.
///
/// # Example
/// ```
/// use cpts_collecte::etat_dit;
/// assert_eq!(etat_dit("NC"), Some("non_communique"));
/// assert_eq!(etat_dit("Non mesuré"), Some("non_mesure"));
/// assert_eq!(etat_dit("12"), None);
/// ```
pub fn etat_dit(texte: &str) -> Option<&'static str> {
    Some(match plier(texte).as_str() {
        "nc" | "n c" | "non communique" | "non communiquee" | "non transmis" | "confidentiel" => "non_communique",
        "nd" | "n d" | "non disponible" | "non mesure" | "non mesuree" | "non renseigne" | "non connu" | "inconnu"
        | "pas de donnee" | "pas de donnees" | "pas mesure" | "non evalue" | "ns" | "nsp" => "non_mesure",
        "na" | "n a" | "so" | "s o" | "sans objet" | "non applicable" | "non concerne" | "non concernee" => {
            "sans_objet"
        }
        _ => return None,
    })
}

/// Returns what the value of an indicator says when it is no number, put in the field that it belongs to.
pub(crate) fn aside(chemin: &str, saisie: &Saisie<'_>, element: &mut Map<String, Value>) -> Option<Lu> {
    if !matches!(chemin, "valeur" | "valeur_precedente") || saisie.nombre.is_some() {
        return None;
    }
    let texte = saisie.texte.trim();
    let (nom, valeur): (&str, Value) = match (chemin, etat_dit(texte), lecture::booleen(texte)) {
        ("valeur", Some(etat), _) => ("etat", etat.into()),
        ("valeur", None, Some(oui)) => ("reponse", oui.into()),
        ("valeur_precedente", None, Some(oui)) => ("reponse_precedente", oui.into()),
        // Nothing is known of the year before: an empty value says it.
        ("valeur_precedente", Some(_), _) => return Some(Lu::default()),
        _ => return None,
    };
    // What stands in its own column wins.
    element.entry(nom).or_insert(valeur);
    Some(Lu::default())
}

/// Returns the fields that the cell of a value may give instead of it.
pub(crate) fn fields_aside(chemin: &str) -> &'static [&'static str] {
    match chemin {
        "valeur" => &["reponse", "etat"],
        "valeur_precedente" => &["reponse_precedente"],
        _ => &[],
    }
}

/// Returns the field that says of another that it is an estimate.
pub(crate) fn estimated_field(chemin: &str) -> Option<&'static str> {
    match chemin {
        "valeur" => Some("estime"),
        "nombre" => Some("nombre_estime"),
        "patients" => Some("patients_estimes"),
        _ => None,
    }
}
