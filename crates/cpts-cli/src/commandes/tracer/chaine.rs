//! A value with where it comes from, through rules down to the cells.

use std::fmt::Write as _;

use cpts_model::{Preuve, Synthese, Trace, Traces, synthese::regle};
use serde::Serialize;

use super::{
    courte,
    valeurs::{Valeur, Valeurs},
};

/// Rules behind rules that are followed: none of ours goes so deep, and a dossier may hold any.
const PROFONDEUR: usize = 6;
/// Inputs of a rule that an answer in text shows.
const ENTREES: usize = 12;

/// What values are followed through.
pub(super) struct Donnees<'d> {
    pub(super) valeurs: &'d Valeurs,
    pub(super) synthese: &'d Synthese,
    pub(super) traces: &'d Traces<'d>,
}

/// A value and its origin.
#[derive(Serialize)]
pub(super) struct Chaine {
    adresse: String,
    libelle: String,
    /// Name of the element of the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    element: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valeur: Option<String>,
    /// None for what was typed in the dossier.
    origine: Option<Trace>,
    /// What the rule says, in French.
    #[serde(skip_serializing_if = "Option::is_none")]
    phrase: Option<&'static str>,
    /// Where its inputs come from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    entrees: Vec<Chaine>,
    /// Tables in which a list was read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tableaux: Vec<Tableau>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    preuves: Vec<Preuve>,
}

/// A table in which elements of a list were read.
#[derive(Serialize)]
struct Tableau {
    fichier: String,
    feuille: String,
    elements: usize,
}

impl Chaine {
    /// Returns where a value comes from.
    pub(super) fn of(valeur: &Valeur, donnees: &Donnees<'_>) -> Self {
        Self::at(&valeur.adresse, donnees, PROFONDEUR)
    }

    fn at(adresse: &str, donnees: &Donnees<'_>, depth: usize) -> Self {
        let Donnees { valeurs, synthese, traces } = *donnees;
        let origine = traces.origine(adresse);
        let (phrase, entrees) = match &origine {
            Some(Trace::Regle { regle: nom, entrees }) => {
                let followed = if depth == 0 { &[] } else { entrees.as_slice() };
                let chaines = followed.iter().filter(|entree| *entree != adresse);
                (regle(nom), chaines.map(|entree| Self::at(entree, donnees, depth - 1)).collect())
            }
            _ => (None, Vec::new()),
        };
        let tableaux = traces.tableaux(adresse).into_iter();
        Self {
            libelle: cpts_outline::libelle_champ(adresse),
            valeur: valeurs.get(adresse).map(|valeur| valeur.texte.clone()),
            element: traces.element(synthese, adresse).map(str::to_owned),
            origine,
            phrase,
            entrees,
            tableaux: tableaux.map(|(fichier, feuille, elements)| Tableau { fichier, feuille, elements }).collect(),
            preuves: traces.preuves(adresse),
            adresse: adresse.to_owned(),
        }
    }

    /// Returns the lines that tell it.
    pub(super) fn texte(&self) -> String {
        let mut texte = String::new();
        self.write(&mut texte, 0);
        texte.push('\n');
        texte
    }

    fn write(&self, texte: &mut String, depth: usize) {
        let indent = "    ".repeat(depth);
        let valeur = self.valeur.as_ref().map(|valeur| format!(" = {}", courte(valeur))).unwrap_or_default();
        let element = self.element.as_ref().map(|nom| format!(" (« {} »)", courte(nom))).unwrap_or_default();
        let _ = writeln!(texte, "{indent}{}{element}{valeur}  [{}]", self.libelle, courte(&self.adresse));
        let place = |fichier: &str, feuille: &str| courte(&format!("{fichier}, feuille {feuille}"));
        match &self.origine {
            Some(Trace::Cellule { fichier, feuille, cellule }) => {
                let _ = writeln!(texte, "{indent}  lue dans {}, cellule {cellule}", place(fichier, feuille));
            }
            Some(Trace::Ligne { fichier, feuille, ligne }) => {
                let _ = writeln!(texte, "{indent}  lue dans {}, ligne {ligne}", place(fichier, feuille));
            }
            Some(Trace::Regle { regle, .. }) => {
                let phrase = self.phrase.unwrap_or("règle inconnue de cette version");
                let _ = writeln!(texte, "{indent}  règle {} : {phrase}", courte(regle));
            }
            None if self.tableaux.is_empty() => {
                let _ = writeln!(texte, "{indent}  saisie dans le dossier, sans classeur derrière elle");
            }
            None => {}
        }
        for Tableau { fichier, feuille, elements } in &self.tableaux {
            let mot = if *elements == 1 { "élément lu" } else { "éléments lus" };
            let _ = writeln!(texte, "{indent}  {elements} {mot} dans {}", place(fichier, feuille));
        }
        for Preuve { numero, titre } in &self.preuves {
            match numero {
                Some(numero) => {
                    let _ = writeln!(texte, "{indent}  pièce {numero} : {}", courte(titre));
                }
                None => {
                    let _ = writeln!(texte, "{indent}  preuve : {}", courte(titre));
                }
            }
        }
        for entree in self.entrees.iter().take(ENTREES) {
            entree.write(texte, depth + 1);
        }
        if self.entrees.len() > ENTREES {
            let _ = writeln!(texte, "{indent}    … et {} autres entrées", self.entrees.len() - ENTREES);
        }
    }
}
