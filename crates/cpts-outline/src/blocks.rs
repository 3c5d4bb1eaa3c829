//! The functions that a trame calls: tables, texts, key figures, charts, references.

mod adherents;
mod arguments;
mod budget;
mod carte;
mod cellules;
mod chiffres;
mod contrat;
mod courrier;
mod decimals;
mod elus;
mod emargement;
mod fiches;
mod formulaire;
mod graphique;
mod indicateurs;
mod listes;
mod offre;
mod pairs;
mod pieces;
mod rubriques;
mod tableau;
mod tables;
mod texte;

pub(crate) use arguments::{Accepts, Call, Function};
pub(crate) use tableau::{NOUVEAU, dash};
pub(crate) use tables::{TableDef, table, tables};

/// Every function, in alphabetical order.
pub(crate) const FUNCTIONS: &[Function] = &[
    texte::AIDE,
    carte::CARTE,
    formulaire::CASES,
    chiffres::CHIFFRES_CLES,
    texte::CITATION,
    courrier::DESTINATAIRE,
    courrier::DESTINATAIRE_ARS,
    texte::ENCADRE,
    courrier::EXPEDITEUR,
    fiches::FICHE,
    graphique::GRAPHIQUE,
    indicateurs::INDICATEUR,
    courrier::LIEU_ET_DATE,
    formulaire::LIGNES,
    formulaire::LISTE,
    courrier::MEL_ARS,
    fiches::NUMERO,
    texte::PRESIDENCE,
    formulaire::REMPLIR,
    texte::RENVOI,
    rubriques::RUBRIQUES,
    texte::SIGNATURES,
    texte::SOMMAIRE,
    tableau::TABLEAU,
    texte::TEXTE,
];

/// Returns the anchor that a call gives where it names none.
pub(crate) fn default_anchor(function: &str, nom: Option<&str>) -> Option<String> {
    match function {
        "carte" => Some(carte::ANCRE.to_owned()),
        "tableau" => nom.map(tableau::default_anchor),
        "graphique" => nom.map(graphique::default_anchor),
        _ => None,
    }
}

/// Returns the function of that name.
pub(crate) fn function(nom: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|function| function.nom == nom)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GUIDE: &str = include_str!("../../../docs/trames.md");

    #[test]
    fn guide_names_every_function_and_every_table_with_its_columns() {
        for function in FUNCTIONS {
            assert!(GUIDE.contains(&format!("`{}(", function.nom)), "{}", function.nom);
        }
        for table in tables() {
            let line = GUIDE.lines().find(|line| line.starts_with(&format!("| `{}` |", table.nom)));
            let line = line.unwrap_or_else(|| panic!("{}", table.nom));
            for column in table.columns {
                assert!(line.contains(&format!("`{}`", column.cle)), "{} : {}", table.nom, column.cle);
            }
        }
    }
}
