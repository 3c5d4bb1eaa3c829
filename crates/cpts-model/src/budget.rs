//! Income and expenses, planned and done.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{montant::Montant, provenance::Source};

/// Budget de l'exercice et du suivant.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Budget")]
pub struct Budget {
    /// Lignes de produits et de charges.
    pub lignes: Vec<LigneBudget>,
}

/// Sens d'une ligne de budget.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Sens")]
pub enum Sens {
    /// Recette.
    Produit,
    /// Dépense.
    #[default]
    Charge,
}

/// Ligne de produit ou de charge.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Ligne de budget")]
pub struct LigneBudget {
    /// Numéro stable, par exemple `l-01`.
    pub id: String,
    /// Produit ou charge.
    pub sens: Sens,
    /// Poste, par exemple « Coordination » ou « ACI, part fixe ».
    pub poste: Option<String>,
    /// Enveloppe de financement, par exemple « Fonctionnement » ou « Accès aux soins ».
    pub enveloppe: Option<String>,
    /// Montant prévu pour l'exercice, en euros.
    pub prevu: Option<Montant>,
    /// Montant réalisé pendant l'exercice, en euros.
    pub realise: Option<Montant>,
    /// Montant prévu pour l'exercice suivant, en euros.
    pub prevu_suivant: Option<Montant>,
    /// Ligne d'origine.
    pub source: Option<Source>,
}
