//! The community's own planning, beside the deadlines of the ACI.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{date::DatePartielle, fiche_action::Avancement, mission::Mission, provenance::Source};

/// Jalon du planning de la communauté.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Jalon")]
pub struct Jalon {
    /// Numéro stable, par exemple `j-01`.
    #[schemars(example = "j-01")]
    pub id: String,
    /// Ce qui est prévu.
    pub intitule: Option<String>,
    /// Mission de rattachement.
    pub mission: Option<Mission>,
    /// Début.
    pub debut: Option<DatePartielle>,
    /// Fin.
    pub fin: Option<DatePartielle>,
    /// Personne ou groupe responsable.
    pub responsable: Option<String>,
    /// Avancement.
    pub avancement: Option<Avancement>,
    /// Ligne d'origine.
    pub source: Option<Source>,
}
