//! Narrative texts, in Markdown.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Textes rédigés, en Markdown (gras, italique, listes, liens, titres).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Textes")]
pub struct Textes {
    /// Chapô du rapport : l'année en deux phrases.
    pub chapo: Option<String>,
    /// Mot de la présidence.
    pub mot_presidence: Option<String>,
    /// Valeurs défendues par la communauté.
    pub valeurs: Option<String>,
    /// Ce qui a réussi pendant l'année.
    pub succes: Option<String>,
    /// Partenariats et collaborations.
    pub partenariats: Option<String>,
    /// Forces identifiées.
    pub forces: Option<String>,
    /// Faiblesses identifiées.
    pub faiblesses: Option<String>,
    /// Besoins identifiés.
    pub besoins: Option<String>,
    /// Priorités de l'exercice suivant.
    pub priorites: Option<String>,
    /// Ajustements proposés.
    pub ajustements: Option<String>,
    /// Commentaire du rapport financier.
    pub commentaire_financier: Option<String>,
    /// Bilan général de l'année.
    pub bilan_general: Option<String>,
    /// Remerciements.
    pub remerciements: Option<String>,
    /// Mot de la présidence ou de la coordination, pour le bilan : le récit de l'exercice.
    pub synthese_exercice: Option<String>,
    /// Fréquence et participation des réunions de concertation, pour le bilan.
    pub organisation_rcp: Option<String>,
    /// Dispositif de réponse aux crises, en quelques lignes.
    pub dispositif_crise: Option<String>,
    /// Bilan global de l'exercice, par rapport au projet de santé initial.
    pub bilan_exercice: Option<String>,
    /// Difficultés rencontrées.
    pub difficultes: Option<String>,
    /// Évolution souhaitée du contrat ACI.
    pub evolution_contrat: Option<String>,
    /// Introduction du projet de santé.
    pub introduction_projet: Option<String>,
    /// Commentaire du planning de la communauté.
    pub commentaire_calendrier: Option<String>,
    /// Hypothèses et commentaire du budget.
    pub commentaire_budget: Option<String>,
    /// Avancement de la démarche de création.
    pub commentaire_route: Option<String>,
}
