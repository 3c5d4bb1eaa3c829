//! Where things stand in the workbook: what its writer and its reader have to agree on.
//!
//! Row 4 of each sheet is hidden. Its first cell tells which sheet of the plan it is, the others the key of each column, so that
//! a sheet may be renamed, moved, and its titles written over. Row 5 has the titles, data stand from row 6 on.
//! In a table, the hidden columns A and B hold the number and the rank of the element. In a form, the hidden column A holds the key
//! of each row; B has its label, C its value, D its help.

use std::collections::BTreeMap;

use cpts_model::{Dossier, VERSION_SCHEMA};

use crate::VERSION;

/// Row of the keys, from 1.
pub const LIGNE_CLES: u32 = 4;
/// Row of the titles, from 1.
pub const LIGNE_TITRES: u32 = 5;
/// Column of the value in a form, from 1.
pub const COLONNE_VALEUR: u32 = 3;
/// First column of the fields in a table, from 1.
pub const COLONNE_CHAMPS: u32 = 3;
/// Key of the column of the ranks, in the hidden row of a table.
pub const CLE_ORDRE: &str = "[ordre]";
/// Title of the hidden column of the numbers.
pub const TITRE_NUMERO: &str = "Numéro";
/// First cell of the hidden sheet that tells what the workbook is.
pub const CLE_GABARIT: &str = "cpts:collecte";
/// Hidden sheet that tells what the workbook is.
pub const FEUILLE_GABARIT: &str = "Gabarit";
/// Hidden sheet with the rest of texts that are longer than a cell: number, text.
pub const FEUILLE_SUITES: &str = "Suites";
/// Hidden sheet with the words that cells offer.
pub const FEUILLE_LISTES: &str = "Listes";
/// First sheet, which explains the others.
pub const FEUILLE_ACCUEIL: &str = "Lisez-moi";

/// Longest text of a cell, in UTF-16 units, below the 32,767 of a spreadsheet.
const CELLULE_MAX: usize = 32_000;

/// Returns the text of the first cell of the hidden row of a sheet.
///
/// # Example
/// ```
/// use cpts_collecte::disposition::{lire_marque, marque};
/// assert_eq!(lire_marque(&marque("rcp")), Some((1, "rcp")));
/// assert_eq!(lire_marque("Nom"), None);
/// ```
pub fn marque(cle: &str) -> String {
    format!("cpts:collecte:{VERSION}:{cle}")
}

/// Returns the version and the key of the sheet that a cell tells, `None` for another text.
pub fn lire_marque(texte: &str) -> Option<(u32, &str)> {
    let (version, cle) = texte.trim().strip_prefix("cpts:collecte:")?.split_once(':')?;
    Some((version.parse().ok()?, cle))
}

/// What the hidden sheet tells of the workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gabarit {
    /// Version of the arrangement.
    pub version: u32,
    /// Name of the community, when the workbook was written.
    pub cpts: Option<String>,
    /// SIREN of the community.
    pub siren: Option<String>,
    /// Year, when the workbook was written.
    pub annee: Option<i32>,
    /// Last numbers that were given.
    pub compteurs: BTreeMap<String, u32>,
}

impl Gabarit {
    /// Returns what the hidden sheet tells of a dossier.
    pub fn of(dossier: &Dossier) -> Self {
        Self {
            version: VERSION,
            cpts: dossier.cpts.nom.clone(),
            siren: dossier.cpts.siren.clone(),
            annee: dossier.exercice.annee,
            compteurs: dossier.compteurs.clone(),
        }
    }

    /// Returns the rows of the hidden sheet: key, value.
    pub fn lignes(&self) -> Vec<(String, String)> {
        let mut lignes = vec![
            (CLE_GABARIT.to_owned(), self.version.to_string()),
            ("version_schema".to_owned(), VERSION_SCHEMA.to_string()),
        ];
        let mut push = |cle: &str, valeur: Option<String>| lignes.extend(valeur.map(|valeur| (cle.to_owned(), valeur)));
        push("cpts", self.cpts.clone());
        push("siren", self.siren.clone());
        push("annee", self.annee.map(|annee| annee.to_string()));
        lignes.extend(self.compteurs.iter().map(|(nom, numero)| (format!("compteur:{nom}"), numero.to_string())));
        lignes
    }

    /// Returns what rows of key and value tell, `None` where they are not those of a hidden sheet. What is not understood is
    /// left aside.
    ///
    /// # Example
    /// ```
    /// use cpts_collecte::disposition::Gabarit;
    /// use cpts_model::Dossier;
    /// let gabarit = Gabarit::of(&Dossier::default());
    /// let lignes = gabarit.lignes();
    /// assert_eq!(Gabarit::lire(lignes.iter().map(|(cle, valeur)| (cle.as_str(), valeur.as_str()))), Some(gabarit));
    /// ```
    pub fn lire<'t>(lignes: impl Iterator<Item = (&'t str, &'t str)>) -> Option<Self> {
        let mut gabarit = None::<Self>;
        for (cle, valeur) in lignes {
            let valeur = valeur.trim();
            if cle == CLE_GABARIT {
                gabarit.get_or_insert_default().version = valeur.parse().ok()?;
                continue;
            }
            let Some(gabarit) = &mut gabarit else { continue };
            match (cle, cle.strip_prefix("compteur:")) {
                ("cpts", _) => gabarit.cpts = Some(valeur.to_owned()),
                ("siren", _) => gabarit.siren = Some(valeur.to_owned()),
                ("annee", _) => gabarit.annee = valeur.parse().ok(),
                (_, Some(nom)) => {
                    if let Ok(numero) = valeur.parse() {
                        gabarit.compteurs.insert(nom.to_owned(), numero);
                    }
                }
                _ => {}
            }
        }
        gabarit
    }
}

/// Returns a text in pieces that fit a cell; one piece for nearly every text.
///
/// # Example
/// ```
/// use cpts_collecte::disposition::decouper;
/// assert_eq!(decouper("court"), ["court"]);
/// assert_eq!(decouper(&"é".repeat(70_000)).len(), 3);
/// ```
pub fn decouper(texte: &str) -> Vec<&str> {
    if texte.len() <= CELLULE_MAX {
        return vec![texte];
    }
    let mut pieces = Vec::new();
    let (mut start, mut units) = (0, 0);
    for (index, letter) in texte.char_indices() {
        if units + letter.len_utf16() > CELLULE_MAX {
            pieces.push(&texte[start..index]);
            (start, units) = (index, 0);
        }
        units += letter.len_utf16();
    }
    pieces.push(&texte[start..]);
    pieces
}

/// Returns what ends a cell whose text goes on in the hidden sheet, under that number.
pub fn marque_suite(numero: u32) -> String {
    format!(" […suite {numero}]")
}

/// Returns the text of a cell without the mark that ends it, and the number under which it goes on.
///
/// # Example
/// ```
/// use cpts_collecte::disposition::{lire_suite, marque_suite};
/// let cellule = format!("Début{}", marque_suite(3));
/// assert_eq!(lire_suite(&cellule), ("Début", Some(3)));
/// assert_eq!(lire_suite("Début"), ("Début", None));
/// ```
pub fn lire_suite(cellule: &str) -> (&str, Option<u32>) {
    let marked = cellule.strip_suffix(']').and_then(|rest| rest.rsplit_once(" […suite "));
    match marked.and_then(|(texte, numero)| Some((texte, numero.parse().ok()?))) {
        Some((texte, numero)) => (texte, Some(numero)),
        None => (cellule, None),
    }
}
