//! Pathways and multiprofessional meetings: what the second mission gives account of.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{date::DatePartielle, id::PieceId, provenance::Source};

/// Parcours pluriprofessionnel.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Parcours")]
pub struct Parcours {
    /// Numéro stable, par exemple `pa-01`.
    #[schemars(example = "pa-01")]
    pub id: String,
    /// Nom du parcours.
    pub nom: Option<String>,
    /// Pathologie ou public.
    pub public: Option<String>,
    /// Professions impliquées, telles qu'elles sont nommées.
    pub professions: Vec<String>,
    /// Patients pris en charge pendant l'exercice.
    pub patients: Option<u32>,
    /// Le nombre de patients est une estimation.
    pub patients_estimes: bool,
    /// Date de formalisation.
    pub date_formalisation: Option<DatePartielle>,
    /// Pièces justificatives.
    pub pieces: Vec<PieceId>,
    /// Ligne d'origine.
    pub source: Option<Source>,
}

/// Réunion de concertation pluriprofessionnelle.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Réunion de concertation pluriprofessionnelle")]
pub struct Rcp {
    /// Numéro stable, par exemple `r-01`.
    #[schemars(example = "r-01")]
    pub id: String,
    /// Date.
    pub date: Option<DatePartielle>,
    /// Thème ou parcours.
    pub theme: Option<String>,
    /// Professionnels présents.
    pub participants: Option<u32>,
    /// Patients discutés ; jamais leur identité.
    pub patients: Option<u32>,
    /// Pièces justificatives, dont le compte rendu.
    pub pieces: Vec<PieceId>,
    /// Ligne d'origine.
    pub source: Option<Source>,
}
