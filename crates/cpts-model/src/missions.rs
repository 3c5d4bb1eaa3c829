//! What the community says of each mission: its project, its context, its deployment.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::date::DatePartielle;

/// Missions de la communauté, dans l'ordre du contrat, et volets de la mission d'accès aux soins.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Missions")]
pub struct Missions {
    /// Amélioration de l'accès aux soins.
    pub acces_soins: FicheMission,
    /// Volet de l'accès aux soins : médecin traitant.
    pub medecin_traitant: FicheMission,
    /// Volet de l'accès aux soins : soins non programmés.
    pub soins_non_programmes: FicheMission,
    /// Volet de l'accès aux soins : recensement des médecins disponibles.
    pub recensement: FicheMission,
    /// Organisation de parcours pluriprofessionnels.
    pub parcours: FicheMission,
    /// Développement d'actions coordonnées de prévention.
    pub prevention: FicheMission,
    /// Réponse aux crises sanitaires graves.
    pub crise: FicheMission,
    /// Développement de la qualité et de la pertinence des soins.
    pub qualite: FicheMission,
    /// Accompagnement des professionnels de santé.
    pub accompagnement: FicheMission,
}

/// Ce que la communauté dit d'une mission ou d'un volet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Fiche de mission")]
pub struct FicheMission {
    /// La communauté porte cette mission. Vide : elle n'a pas encore choisi.
    pub retenue: Option<bool>,
    /// Début effectif.
    pub date_demarrage: Option<DatePartielle>,
    /// Déploiement complet effectif.
    pub date_deploiement: Option<DatePartielle>,
    /// Objectifs généraux, en Markdown.
    pub objectifs: Option<String>,
    /// Actions envisagées, en Markdown.
    pub actions_envisagees: Option<String>,
    /// Population cible.
    pub population_cible: Option<String>,
    /// Liens avec d'autres démarches du territoire.
    pub liens: Option<String>,
    /// Acteurs impliqués, acteurs à intégrer et partenaires, en Markdown.
    pub acteurs: Option<String>,
    /// Outils et moyens, en Markdown.
    pub moyens: Option<String>,
    /// Indicateurs de suivi prévus, en Markdown.
    pub indicateurs: Option<String>,
    /// Calendrier et priorité.
    pub calendrier: Option<String>,
    /// Contexte sur le territoire, pour le bilan, en Markdown.
    pub contexte: Option<String>,
    /// Actions menées pendant l'exercice, pour le bilan, en Markdown.
    pub actions_menees: Option<String>,
    /// Organisation et méthode, pour le bilan (articulation avec le service d'accès aux soins, mise à jour d'une liste…), en Markdown.
    pub methode: Option<String>,
}
