//! The catalogue of indicators: data that a community extends with indicators of its own.

use std::sync::OnceLock;

use serde::Deserialize;

pub use super::reconnaissance::{Reconnaissance, find};
use super::{GenreValeur, SensIndicateur, TypeIndicateur};
use crate::mission::{Mission, Volet};

const DONNEES: &str = include_str!("../../data/indicateurs.toml");

/// An indicator of the catalogue.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entree {
    /// Stable identifier in kebab-case, with one hyphen at least: `patients-orientes-mt`.
    pub id: String,
    /// Mission measured, or `None` for a general indicator.
    pub mission: Option<Mission>,
    /// Part of the mission.
    pub volet: Option<Volet>,
    /// Title as it is printed.
    pub intitule: String,
    /// Kind of the value.
    pub genre: GenreValeur,
    /// Unit in the plural, for a number.
    pub unite: Option<String>,
    /// Context, means or result.
    #[serde(rename = "type")]
    pub type_indicateur: TypeIndicateur,
    /// Direction of improvement.
    pub sens: SensIndicateur,
    /// How it is counted, in a sentence.
    pub calcul: String,
    /// Evidence that is usual.
    pub preuve: String,
    /// Source document of the indicator, as named in the notes of the data file.
    pub origine: String,
    /// Shorter title for key figures, or `None`.
    pub libelle_court: Option<String>,
    /// Other ways in which communities write the title.
    #[serde(default)]
    pub graphies: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Catalogue {
    version: u32,
    indicateur: Vec<Entree>,
}

fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| toml::from_str(DONNEES).expect("the embedded catalogue is read by a test"))
}

/// Returns the version of the catalogue, raised when an entry changes its meaning.
pub fn version() -> u32 {
    catalogue().version
}

/// Returns every entry, in the order of the missions.
///
/// # Example
/// ```
/// use cpts_model::indicateur::catalogue;
/// assert!(catalogue::toutes().iter().any(|entree| entree.id == "rcp-organisees"));
/// ```
pub fn toutes() -> &'static [Entree] {
    &catalogue().indicateur
}

/// Returns the entry of an identifier.
pub fn entree(id: &str) -> Option<&'static Entree> {
    toutes().iter().find(|entree| entree.id == id)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn catalogue_reads_and_its_identifiers_are_unique_kebab_words() {
        assert!(version() >= 1);
        let mut seen = BTreeSet::new();
        for entree in toutes() {
            let id = entree.id.as_str();
            assert!(seen.insert(id), "{id} deux fois");
            // A hyphen tells an identifier from a field name in an address.
            assert!(
                id.contains('-') && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
                "{id}"
            );
            assert!(entree.calcul.ends_with('.') && !entree.preuve.is_empty(), "{id}");
            assert_eq!(entree.genre == GenreValeur::Nombre, entree.unite.is_some(), "{id}");
        }
        assert!(seen.len() >= 30);
    }
}
