//! The letter of intent, and what goes with it.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::montant::Montant;

/// Lettre d'intention.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Lettre d'intention")]
pub struct LettreIntention {
    /// Porteur juridique du projet.
    pub porteur: Option<String>,
    /// Forme juridique du porteur, par exemple « association loi 1901 ».
    pub forme_juridique: Option<String>,
    /// Présentation du territoire, en Markdown.
    pub territoire: Option<String>,
    /// Diagnostic succinct, en Markdown.
    pub diagnostic: Option<String>,
    /// Acteurs associés et envisagés, en Markdown.
    pub acteurs: Option<String>,
    /// Axes pressentis, en Markdown.
    pub axes: Option<String>,
    /// Calendrier envisagé, en Markdown.
    pub calendrier: Option<String>,
    /// Articulation avec d'autres projets du territoire, en Markdown.
    pub articulation: Option<String>,
    /// Budget d'ingénierie demandé, en euros.
    pub budget_ingenierie: Option<Montant>,
    /// Plafond de l'aide, en euros, tel que le financeur l'annonce.
    pub plafond: Option<Montant>,
    /// Emploi du budget d'ingénierie, en Markdown.
    pub emploi: Option<String>,
    /// Date de la lettre.
    #[schemars(example = "2025-03-15")]
    pub date: Option<NaiveDate>,
}
