//! The territorial health contract between the community and the regional health agency.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{montant::Montant, provenance::Source};

/// Contrat territorial de santé conclu avec l'agence régionale de santé.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Contrat territorial de santé")]
pub struct ContratTerritorial {
    /// Date de début.
    #[schemars(example = "2025-03-15")]
    pub date_debut: Option<NaiveDate>,
    /// Durée, en années.
    #[schemars(range(min = 1, max = 20))]
    pub duree_ans: Option<u32>,
    /// Thème prioritaire du contrat, en quelques mots.
    pub theme_prioritaire: Option<String>,
    /// Objet et objectifs, en Markdown.
    pub objet: Option<String>,
    /// Précisions sur le périmètre, en Markdown.
    pub perimetre: Option<String>,
    /// Éléments de diagnostic retenus, en Markdown.
    pub diagnostic: Option<String>,
    /// Complémentarité avec le contrat local de santé, en Markdown.
    pub complementarite_cls: Option<String>,
    /// Complémentarité avec la plateforme territoriale d'appui ou le dispositif d'appui à la coordination, en Markdown.
    pub complementarite_appui: Option<String>,
    /// Complémentarité avec la méthode MAIA ou ce qui lui a succédé, en Markdown.
    pub complementarite_maia: Option<String>,
    /// Engagement à adhérer au projet de santé partagé, en Markdown.
    pub engagement_projet: Option<String>,
    /// Engagement à participer aux réunions pluriprofessionnelles, en Markdown.
    pub engagement_reunions: Option<String>,
    /// Engagement à élaborer des protocoles de prise en charge, en Markdown.
    pub engagement_protocoles: Option<String>,
    /// Moyens nécessaires et consentis.
    pub moyens: Vec<Moyen>,
    /// Mise en œuvre, en Markdown.
    pub mise_en_oeuvre: Option<String>,
    /// Suivi, en Markdown.
    pub suivi: Option<String>,
    /// Évaluation, en Markdown.
    pub evaluation: Option<String>,
    /// Parties au contrat.
    pub parties: Vec<Partie>,
}

/// Moyen nécessaire au contrat, et ce qui est consenti.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Moyen")]
pub struct Moyen {
    /// Numéro stable, par exemple `y-01`.
    #[schemars(example = "y-01")]
    pub id: String,
    /// Moyen, par exemple « Temps de coordination ».
    pub intitule: Option<String>,
    /// Qui l'apporte.
    pub apporteur: Option<String>,
    /// Montant nécessaire, en euros.
    pub necessaire: Option<Montant>,
    /// Montant consenti, en euros.
    pub consenti: Option<Montant>,
    /// Ligne d'origine.
    pub source: Option<Source>,
}

/// Partie à un contrat.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Partie")]
pub struct Partie {
    /// Numéro stable, par exemple `z-01`.
    #[schemars(example = "z-01")]
    pub id: String,
    /// Nom de la partie, par exemple « Agence régionale de santé ».
    pub nom: Option<String>,
    /// Personne qui signe, prénom et nom.
    pub representant: Option<String>,
    /// Qualité de la personne qui signe.
    pub qualite: Option<String>,
    /// Ligne d'origine.
    pub source: Option<Source>,
}
