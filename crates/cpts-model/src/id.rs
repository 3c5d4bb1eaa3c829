//! Numbers given at the first import, never derived from personal data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Numéro d'un adhérent, par exemple `m-0042`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(title = "Numéro d'adhérent", example = "m-0042")]
pub struct MembreId(#[schemars(regex(pattern = r"^m-[0-9]{4,}$"))] pub String);

impl MembreId {
    /// Returns the id of a number: four digits at least.
    ///
    /// # Example
    /// ```
    /// # use cpts_model::MembreId;
    /// assert_eq!(MembreId::new(42).0, "m-0042");
    /// ```
    pub fn new(numero: u32) -> Self {
        Self(format!("m-{numero:04}"))
    }

    /// Returns the number behind the id, or `None` for a text of another form.
    pub fn numero(&self) -> Option<u32> {
        self.0.strip_prefix("m-")?.parse().ok()
    }
}

/// Numéro d'une pièce justificative, par exemple `p-03`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(title = "Numéro de pièce", example = "p-03")]
pub struct PieceId(pub String);

/// Numéro d'une fiche-action, par exemple `f-02`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(title = "Numéro de fiche-action", example = "f-02")]
pub struct FicheId(pub String);
