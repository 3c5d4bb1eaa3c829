//! The territory: communes and their population.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Territoire de la communauté.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Territoire")]
pub struct Territoire {
    /// Nom d'usage du territoire, par exemple « Montagne noire et vallée du Thoré ».
    pub nom: Option<String>,
    /// Communes du territoire.
    pub communes: Vec<Commune>,
    /// Population déclarée par la communauté, en habitants. Vide : la somme des communes.
    pub population_declaree: Option<u32>,
}

/// Commune, d'après la géographie au 1er janvier 2026.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Commune")]
pub struct Commune {
    /// Nom de la commune ; s'il n'est pas reconnu, le nom tel qu'il est écrit.
    pub nom: String,
    /// Code INSEE, 5 caractères. Vide si la commune n'est pas reconnue.
    #[schemars(regex(pattern = r"^[0-9][0-9AB][0-9]{3}$"))]
    pub code_insee: Option<String>,
    /// Population municipale, en habitants.
    pub population: Option<u32>,
}
