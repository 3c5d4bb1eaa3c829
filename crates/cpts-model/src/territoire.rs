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
    /// Envie de travailler ensemble : ce qui réunit les professionnels de ce territoire, en Markdown.
    pub envie_commune: Option<String>,
    /// Flux des patients : où ils consultent, où ils sont hospitalisés, en Markdown.
    pub flux_patients: Option<String>,
    /// Responsabilité populationnelle : ce à quoi la communauté s'engage envers toute la population, en Markdown.
    pub responsabilite: Option<String>,
    /// Cohérence avec les communautés voisines : un seul projet par territoire, en Markdown.
    pub coherence: Option<String>,
    /// Sous-territoires, s'il y en a.
    pub sous_territoires: Vec<SousTerritoire>,
}

/// Partie du territoire qui a son organisation propre.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Sous-territoire")]
pub struct SousTerritoire {
    /// Numéro stable, par exemple `st-01`.
    #[schemars(example = "st-01")]
    pub id: String,
    /// Nom du sous-territoire.
    pub nom: Option<String>,
    /// Communes, par leur nom.
    pub communes: Vec<String>,
    /// Précision : pôle, référent, particularité.
    pub precision: Option<String>,
}

/// Commune, d'après la géographie au 1er janvier 2026.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Commune")]
pub struct Commune {
    /// Nom de la commune ; s'il n'est pas reconnu, le nom tel qu'il est écrit.
    pub nom: String,
    /// Code INSEE, 5 caractères. Vide si la commune n'est pas reconnue.
    #[schemars(regex(pattern = r"^[0-9][0-9AB][0-9]{3}$"), example = "15187")]
    pub code_insee: Option<String>,
    /// Population municipale, en habitants.
    pub population: Option<u32>,
}
