//! Findings about the user's data: what is wrong, where, and what to do about it.

pub mod codes;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Gravité d'un constat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Gravité")]
pub enum Gravite {
    /// Le document ne peut pas être diffusé en l'état.
    Bloquant,
    /// Une donnée est douteuse ou n'a pas pu être utilisée.
    Avertissement,
    /// Une lecture ou une correction a été faite ; à vérifier si besoin.
    Information,
}

/// A stable code with what it means: declared once in [`codes`], documented in `docs/constats.md`.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// The code: French, kebab-case, subject first.
    pub code: &'static str,
    /// Gravity of every constat with this code.
    pub gravite: Gravite,
    /// What it means, in a French sentence for `docs/constats.md`.
    pub sens: &'static str,
    /// What to do, in a French sentence; also the default advice of the constat.
    pub remede: &'static str,
}

impl Code {
    /// Returns a constat with this code and its usual advice.
    pub fn constat(&self, place: Place, message: impl Into<String>) -> Constat {
        Constat {
            code: self.code.to_owned(),
            gravite: self.gravite,
            place,
            valeur: None,
            message: message.into(),
            conseil: Some(self.remede.to_owned()),
        }
    }
}

impl Constat {
    /// Returns the constat with the value it is about.
    #[must_use]
    pub fn with_valeur(mut self, valeur: impl Into<String>) -> Self {
        self.valeur = Some(valeur.into());
        self
    }

    /// Returns the constat with an advice of its own.
    #[must_use]
    pub fn with_conseil(mut self, conseil: impl Into<String>) -> Self {
        self.conseil = Some(conseil.into());
        self
    }
}

/// Endroit visé par un constat, tel que l'utilisateur le voit.
///
/// Les champs sans objet sont absents du JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Place")]
pub struct Place {
    /// Nom du fichier, sans son répertoire.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fichier: Option<String>,
    /// Nom de la feuille du classeur.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feuille: Option<String>,
    /// Cellule, par exemple `D14`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cellule: Option<String>,
    /// Adresse dans le dossier, par exemple `/membres/m-0042/rpps`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chemin: Option<String>,
    /// Ligne, à partir de 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ligne: Option<u32>,
    /// Colonne, à partir de 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub colonne: Option<u32>,
}

/// Constat : une donnée de l'utilisateur qui demande un regard.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Constat")]
pub struct Constat {
    /// Code stable, documenté dans `docs/constats.md`, par exemple `rpps-longueur`.
    pub code: String,
    /// Gravité du constat.
    pub gravite: Gravite,
    /// Endroit visé.
    pub place: Place,
    /// Valeur en cause, telle qu'elle a été lue.
    pub valeur: Option<String>,
    /// Ce qui ne va pas, en une phrase.
    pub message: String,
    /// Ce qu'il faut faire, quand un remède est connu.
    pub conseil: Option<String>,
}

/// Sorts constats as a reader goes through the workbook (file, sheet, row, column), then by code, and drops repetitions: the same
/// code at the same cell.
pub fn sort(constats: &mut Vec<Constat>) {
    constats.sort_by_cached_key(|constat| {
        let place = &constat.place;
        let (ligne, colonne) = place.cellule.as_deref().map(cell).unwrap_or_default();
        (
            place.fichier.clone(),
            place.feuille.clone(),
            place.ligne.unwrap_or(ligne),
            place.colonne.unwrap_or(colonne),
            // At one cell the code decides, so that repetitions meet; elsewhere the address is the place.
            if place.cellule.is_some() { None } else { place.chemin.clone() },
            constat.code.clone(),
            place.chemin.clone(),
            constat.valeur.clone(),
        )
    });
    constats.dedup_by(|second, first| {
        let same_cell = first.place.cellule.is_some()
            && (&first.place.fichier, &first.place.feuille, &first.place.cellule)
                == (&second.place.fichier, &second.place.feuille, &second.place.cellule);
        second == first || (same_cell && first.code == second.code)
    });
}

/// Titles of the columns of a list of constats in a workbook, as it is written and recognised.
pub const TITRES: [&str; 7] = ["Gravité", "Feuille", "Cellule", "Valeur", "Constat", "Conseil", "Code"];

/// Author of the notes that are written in a workbook, which are not read as those of its owner.
pub const AUTEUR: &str = "cpts";

/// Constats of one code in one sheet that are given one by one; the others are counted in one more.
pub const REPETITIONS: usize = 1_000;

/// Returns the message that stands for the constats of one code beyond [`REPETITIONS`].
pub fn surplus(nombre: usize) -> String {
    match nombre {
        1 => "un autre constat de même code, non détaillé".to_owned(),
        nombre => format!("{nombre} autres constats de même code, non détaillés"),
    }
}

/// Returns the row and the column of an address: `D14` is (14, 4).
fn cell(address: &str) -> (u32, u32) {
    let letters = address.bytes().take_while(u8::is_ascii_alphabetic).take(3);
    let column = letters.fold(0, |column, letter| column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    let row = address.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().unwrap_or(0);
    (row, column)
}

/// Longest value that a message quotes, in characters.
pub const LONGUEUR_CITATION: usize = 40;

/// Returns the value between French quotes, on one line, cut at [`LONGUEUR_CITATION`] characters.
///
/// # Example
/// ```
/// # use cpts_model::constat::quote;
/// assert_eq!(quote(" env.\n30 "), "«\u{a0}env. 30\u{a0}»");
/// assert!(quote(&"a".repeat(5_000)).chars().count() < 50);
/// ```
pub fn quote(valeur: &str) -> String {
    let mut out = String::from("«\u{a0}");
    let mut length = 0;
    // A cell may hold megabytes: nothing past the cut is looked at.
    for (index, word) in
        valeur.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).enumerate()
    {
        if index > 0 {
            out.push(' ');
            length += 1;
        }
        for c in word.chars() {
            if length >= LONGUEUR_CITATION {
                out.push_str("…\u{a0}»");
                return out;
            }
            out.push(c);
            length += 1;
        }
    }
    out.push_str("\u{a0}»");
    out
}

#[cfg(test)]
mod tests {
    use super::{Place, codes::valeur, sort};

    #[test]
    fn sort_follows_the_rows_and_drops_repetitions() {
        let at = |cellule: &str| {
            valeur::RPPS_CLE.constat(Place { cellule: Some(cellule.to_owned()), ..Place::default() }, "clé")
        };
        let mut constats = vec![at("D14"), at("AA2"), at("D2"), at("D14"), at("B14")];
        sort(&mut constats);
        let cells: Vec<_> = constats.iter().filter_map(|c| c.place.cellule.as_deref()).collect();
        assert_eq!(cells, ["D2", "AA2", "B14", "D14"]);
    }
}
