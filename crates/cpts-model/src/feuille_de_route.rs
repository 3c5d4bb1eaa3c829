//! The road map: the six stages from the first meeting to the deployed health project.

pub mod planning;
pub mod proposee;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{date::DatePartielle, fiche_action::Avancement, provenance::Source};

/// Feuille de route de la création de la communauté.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Feuille de route")]
pub struct FeuilleDeRoute {
    /// Date visée pour la signature du contrat, dont part le rétroplanning.
    #[schemars(example = "2025-03-15")]
    pub date_visee: Option<NaiveDate>,
    /// Date à laquelle le projet de santé a été remis à l'agence régionale de santé ; deux mois pour s'y opposer.
    #[schemars(example = "2025-03-15")]
    pub date_remise: Option<NaiveDate>,
    /// Actions de la feuille de route : celles qui sont proposées, et celles que la communauté ajoute.
    pub actions: Vec<ActionRoute>,
}

/// Étape de la feuille de route.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Étape")]
pub enum Etape {
    /// Initiative : un groupe de professionnels porte l'idée.
    #[default]
    Initiative,
    /// Information et mobilisation des professionnels du territoire.
    Mobilisation,
    /// Préfiguration : lettre d'intention et convention d'ingénierie.
    Prefiguration,
    /// Formalisation du projet de santé.
    Formalisation,
    /// Restitution du projet de santé et contractualisation.
    Contractualisation,
    /// Mise en œuvre du projet de santé.
    MiseEnOeuvre,
}

impl Etape {
    /// Every stage, in order.
    pub const TOUTES: [Self; 6] = [
        Self::Initiative,
        Self::Mobilisation,
        Self::Prefiguration,
        Self::Formalisation,
        Self::Contractualisation,
        Self::MiseEnOeuvre,
    ];

    /// Returns the stable identifier, as it stands in `dossier.json`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Initiative => "initiative",
            Self::Mobilisation => "mobilisation",
            Self::Prefiguration => "prefiguration",
            Self::Formalisation => "formalisation",
            Self::Contractualisation => "contractualisation",
            Self::MiseEnOeuvre => "mise_en_oeuvre",
        }
    }

    /// Returns the French title.
    pub const fn libelle(self) -> &'static str {
        match self {
            Self::Initiative => "Initiative",
            Self::Mobilisation => "Information et mobilisation",
            Self::Prefiguration => "Préfiguration",
            Self::Formalisation => "Formalisation du projet de santé",
            Self::Contractualisation => "Restitution du projet de santé et contractualisation",
            Self::MiseEnOeuvre => "Mise en œuvre du projet de santé",
        }
    }
}

/// Action de la feuille de route.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Action de la feuille de route")]
pub struct ActionRoute {
    /// Identifiant : celui d'une action proposée, par exemple `lettre-intention`, ou `e-01` pour une action ajoutée.
    #[schemars(example = "lettre-intention")]
    pub id: String,
    /// Étape.
    pub etape: Option<Etape>,
    /// Action. Vide : celle qui est proposée.
    pub action: Option<String>,
    /// Ce qu'elle produit. Vide : ce qui est proposé.
    pub finalite: Option<String>,
    /// Accompagnement possible. Vide : ce qui est proposé.
    pub accompagnement: Option<String>,
    /// Avancement.
    pub avancement: Option<Avancement>,
    /// Personne ou groupe responsable.
    pub responsable: Option<String>,
    /// Échéance.
    pub echeance: Option<DatePartielle>,
    /// Ligne d'origine.
    pub source: Option<Source>,
}
