//! Partners of the community.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{date::DatePartielle, provenance::Source};

/// Partenaire de la communauté.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Partenaire")]
pub struct Partenaire {
    /// Numéro stable, par exemple `p-01`.
    #[schemars(example = "p-01")]
    pub id: String,
    /// Nom du partenaire.
    pub nom: Option<String>,
    /// Catégorie, par exemple « Établissement de santé » ou « Collectivité ».
    pub categorie: Option<String>,
    /// Le partenaire est sur le territoire de la communauté.
    pub sur_territoire: Option<bool>,
    /// Ce qui est fait ensemble.
    pub modalite: Option<String>,
    /// Une convention est signée.
    pub convention: Option<bool>,
    /// Date de la convention ou du début du partenariat.
    pub depuis: Option<DatePartielle>,
    /// Ligne d'origine.
    pub source: Option<Source>,
}
