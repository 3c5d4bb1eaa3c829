//! Communes, départements and regions of France at 1 January 2026, embedded and inflated at the first question.

mod base;
mod cle;
mod departement;
mod recherche;

use self::base::base;
pub use self::{
    departement::{Departement, departement, departement_du_code_postal},
    recherche::{Recherche, find, same_letters},
};
use crate::territoire::Commune;

/// A commune that exists today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fiche {
    /// INSEE code.
    pub code: &'static str,
    /// Official name.
    pub nom: String,
    /// Its département.
    pub departement: Departement,
    /// Name of its region.
    pub region: &'static str,
    /// Municipal population, in inhabitants.
    pub population: Option<u32>,
    /// Postal codes.
    pub codes_postaux: Vec<String>,
}

impl Fiche {
    /// Returns the commune as the dossier holds it.
    pub fn to_commune(&self) -> Commune {
        Commune { nom: self.nom.clone(), code_insee: Some(self.code.to_owned()), population: self.population }
    }
}

/// Returns the commune of an INSEE code; an old or delegated commune and an arrondissement lead to the commune they belong to.
///
/// # Example
/// ```
/// # use cpts_model::geographie::commune;
/// let castres = commune("81065").unwrap();
/// assert_eq!((castres.nom.as_str(), castres.departement.nom), ("Castres", "Tarn"));
/// assert_eq!(commune("69383").unwrap().nom, "Lyon");
/// assert!(commune("81999").is_none());
/// ```
pub fn commune(code: &str) -> Option<Fiche> {
    let entry = base().by_code(code)?;
    let current = if entry.actuelle.is_empty() { entry } else { base().by_code(entry.actuelle)? };
    current.fiche()
}

/// Returns the communes that a postal code serves, by name.
///
/// # Example
/// ```
/// # use cpts_model::geographie::communes_du_code_postal;
/// assert!(communes_du_code_postal("81100").iter().any(|fiche| fiche.nom == "Castres"));
/// assert!(communes_du_code_postal("00000").is_empty());
/// ```
pub fn communes_du_code_postal(code_postal: &str) -> Vec<Fiche> {
    let mut fiches: Vec<Fiche> = departement::codes_du_code_postal(code_postal)
        .into_iter()
        .flat_map(|code| base().of_department(code))
        .filter(|entry| entry.actuelle.is_empty() && entry.has_postal(code_postal))
        .filter_map(|entry| entry.fiche())
        .collect();
    fiches.sort_by(|a, b| a.nom.cmp(&b.nom).then(a.code.cmp(b.code)));
    fiches
}

#[cfg(test)]
mod tests;
