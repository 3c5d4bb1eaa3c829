//! The answer to serious health crises: plan, exercises, activations.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{date::DatePartielle, id::PieceId, provenance::Source};

/// Réponse aux crises sanitaires graves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Crises sanitaires")]
pub struct Crises {
    /// Qui décide, en Markdown.
    pub decision: Option<String>,
    /// Qui mobilise les professionnels, et comment, en Markdown.
    pub mobilisation: Option<String>,
    /// Relais par commune, profession ou structure, en Markdown.
    pub relais: Option<String>,
    /// Articulation avec l'agence régionale de santé et la préfecture, en Markdown.
    pub articulation: Option<String>,
    /// Exercices auxquels la communauté a participé.
    pub exercices: Vec<ExerciceCrise>,
    /// Activations effectives du plan.
    pub activations: Vec<Activation>,
}

/// Exercice de crise, organisé par l'agence régionale de santé ou par d'autres.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Exercice de crise")]
pub struct ExerciceCrise {
    /// Numéro stable, par exemple `xc-01`.
    #[schemars(example = "xc-01")]
    pub id: String,
    /// Date.
    pub date: Option<DatePartielle>,
    /// Intitulé ou scénario.
    pub intitule: Option<String>,
    /// Qui l'organise.
    pub organisateur: Option<String>,
    /// Professionnels de la communauté qui y ont participé.
    pub participants: Option<u32>,
    /// Pièces justificatives.
    pub pieces: Vec<PieceId>,
    /// Ligne d'origine.
    pub source: Option<Source>,
}

/// Activation effective du plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Activation")]
pub struct Activation {
    /// Numéro stable, par exemple `ac-01`.
    #[schemars(example = "ac-01")]
    pub id: String,
    /// Date.
    pub date: Option<DatePartielle>,
    /// Motif, par exemple « Canicule ».
    pub motif: Option<String>,
    /// Durée, telle qu'elle est écrite, par exemple « 4 jours ».
    pub duree: Option<String>,
    /// Professionnels mobilisés.
    pub professionnels: Option<u32>,
    /// Retour d'expérience.
    pub retour_experience: Option<String>,
    /// Pièces justificatives.
    pub pieces: Vec<PieceId>,
    /// Ligne d'origine.
    pub source: Option<Source>,
}
