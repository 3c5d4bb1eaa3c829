//! The functions that a trame calls: tables, texts, key figures, charts, references.

mod adherents;
mod arguments;
mod budget;
mod chiffres;
mod graphique;
mod listes;
mod tableau;
mod texte;

pub(crate) use arguments::{Accepts, Call, Function, Parameter};
pub(crate) use tableau::{TABLES, TableDef};

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

/// Returns the function of that name.
pub(crate) fn function(nom: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|function| function.nom == nom)
}
