//! The ACI contract that the community signed: the only source of the amounts that documents print.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{mission::Mission, montant::Montant, provenance::Source};

/// Contrat ACI signé avec la caisse d'assurance maladie et l'agence régionale de santé.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Contrat ACI")]
pub struct Contrat {
    /// Version de l'accord appliquée, par exemple `aci-2019-av2`. Vide : la dernière en vigueur à la signature.
    #[schemars(example = "aci-2019-av2")]
    pub version_aci: Option<String>,
    /// Date de signature, dont partent les délais des missions et les années de contrat.
    #[schemars(example = "2025-03-15")]
    pub date_signature: Option<NaiveDate>,
    /// Date de l'avenant au contrat, s'il a été signé sous une version plus ancienne de l'accord. Les délais des missions ajoutées
    /// depuis en partent.
    #[schemars(example = "2025-03-15")]
    pub date_avenant: Option<NaiveDate>,
    /// Durée du contrat, en années. Vide : celle de la version de l'accord.
    #[schemars(range(min = 1, max = 20))]
    pub duree_ans: Option<u32>,
    /// Taille inscrite au contrat, de 1 à 4. Elle l'emporte sur celle que donne la population.
    #[schemars(range(min = 1, max = 4))]
    pub taille: Option<u8>,
    /// Montants inscrits au contrat. Aucun montant n'est jamais proposé à leur place.
    pub montants: Vec<MontantContrat>,
}

/// Part d'un montant du contrat.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Part")]
pub enum Part {
    /// Part fixe, liée aux moyens.
    #[default]
    Fixe,
    /// Part variable, liée aux résultats.
    Variable,
}

/// Montant inscrit au contrat, pour une mission et une part.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Montant du contrat")]
pub struct MontantContrat {
    /// Numéro stable, par exemple `k-01`.
    #[schemars(example = "k-01")]
    pub id: String,
    /// Mission financée ; `fonctionnement` pour le fonctionnement de la communauté.
    pub mission: Option<Mission>,
    /// Part fixe ou variable.
    pub part: Part,
    /// Montant annuel, en euros.
    pub montant: Option<Montant>,
    /// Précision, par exemple « première année, au prorata ».
    pub precision: Option<String>,
    /// Ligne d'origine.
    pub source: Option<Source>,
}
