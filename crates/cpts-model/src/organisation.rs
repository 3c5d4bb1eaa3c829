//! How the community is organised and how its professionals work together.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Organisation de la communauté et modalités du travail coordonné, en Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Organisation")]
pub struct Organisation {
    /// Historique : comment la communauté s'est constituée.
    pub historique: Option<String>,
    /// Statut juridique.
    pub statut_juridique: Option<String>,
    /// Objet général de l'association.
    pub objet: Option<String>,
    /// Modalités de fonctionnement de la gouvernance.
    pub gouvernance: Option<String>,
    /// Commentaire de la représentativité des adhérents.
    pub representativite: Option<String>,
    /// Partenariats nécessaires aux missions, sur le territoire ou non.
    pub partenariats: Option<String>,
    /// Intégration et information des catégories de professionnels.
    pub integration: Option<String>,
    /// Concertation pluriprofessionnelle.
    pub concertation: Option<String>,
    /// Outils de communication et de partage d'information.
    pub communication: Option<String>,
    /// Partage sécurisé des données.
    pub partage_securise: Option<String>,
    /// Protocoles pluriprofessionnels mis en œuvre ou envisagés.
    pub protocoles: Option<String>,
    /// Traduction dans l'activité quotidienne des structures et des services adhérents.
    pub quotidien: Option<String>,
    /// Modalités de suivi du projet.
    pub suivi: Option<String>,
    /// Charte d'engagement des professionnels.
    pub charte: Option<String>,
}
