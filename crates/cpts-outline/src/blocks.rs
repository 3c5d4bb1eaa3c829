//! The functions that a trame calls: tables, texts, key figures, charts, references.

mod adherents;
mod arguments;
mod budget;
mod chiffres;
mod decimals;
mod graphique;
mod listes;
mod pairs;
mod tableau;
mod texte;

pub(crate) use arguments::{Accepts, Call, Function};
pub(crate) use tableau::{NOUVEAU, TABLES, TableDef, dash};

/// Every function, in alphabetical order.
pub(crate) const FUNCTIONS: &[Function] = &[
    texte::AIDE,
    chiffres::CHIFFRES_CLES,
    texte::CITATION,
    texte::ENCADRE,
    graphique::GRAPHIQUE,
    texte::RENVOI,
    texte::SIGNATURES,
    texte::SOMMAIRE,
    tableau::TABLEAU,
    texte::TEXTE,
];

/// Returns the anchor that a call gives where it names none.
pub(crate) fn default_anchor(function: &str, nom: &str) -> Option<String> {
    match function {
        "tableau" => Some(tableau::default_anchor(nom)),
        "graphique" => Some(graphique::default_anchor(nom)),
        _ => None,
    }
}

/// Returns the function of that name.
pub(crate) fn function(nom: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|function| function.nom == nom)
}
