//! Income and expenses, planned and done.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{exercice::NaturePeriode, id::PieceId, mission::Mission, montant::Montant, provenance::Source};

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

/// Nature d'une charge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Nature de la ligne")]
pub enum NatureLigne {
    /// Dépense ou recette courante.
    Fonctionnement,
    /// Achat d'un bien durable, ou ce qui le finance.
    Investissement,
}

impl NatureLigne {
    /// Returns the stable identifier, as it stands in `dossier.json`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Fonctionnement => "fonctionnement",
            Self::Investissement => "investissement",
        }
    }
}

/// Origine d'un produit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Origine du produit")]
pub enum OrigineProduit {
    /// ACI, part fixe.
    AciFixe,
    /// ACI, part variable.
    AciVariable,
    /// Fonds d'intervention régional.
    Fir,
    /// Cotisations des adhérents.
    Cotisations,
    /// Subventions des collectivités.
    Collectivites,
    /// Dons.
    Dons,
    /// Apports en nature et mises à disposition.
    ApportsNature,
    /// Autres produits.
    Autres,
}

impl OrigineProduit {
    /// Every origin, in the order of a budget.
    pub const TOUTES: [Self; 8] = [
        Self::AciFixe,
        Self::AciVariable,
        Self::Fir,
        Self::Cotisations,
        Self::Collectivites,
        Self::Dons,
        Self::ApportsNature,
        Self::Autres,
    ];

    /// Returns the French label.
    pub const fn libelle(self) -> &'static str {
        match self {
            Self::AciFixe => "ACI, part fixe",
            Self::AciVariable => "ACI, part variable",
            Self::Fir => "Fonds d’intervention régional (FIR)",
            Self::Cotisations => "Cotisations",
            Self::Collectivites => "Subventions des collectivités",
            Self::Dons => "Dons",
            Self::ApportsNature => "Apports en nature et mises à disposition",
            Self::Autres => "Autres produits",
        }
    }
}

/// Ligne de produit ou de charge.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Ligne de budget")]
pub struct LigneBudget {
    /// Numéro stable, par exemple `l-01`.
    #[schemars(example = "l-01")]
    pub id: String,
    /// Produit ou charge.
    pub sens: Sens,
    /// Poste, par exemple « Coordination » ou « ACI, part fixe ».
    pub poste: Option<String>,
    /// Enveloppe de financement, par exemple « Fonctionnement » ou « Accès aux soins ».
    pub enveloppe: Option<String>,
    /// Mission financée. Vide : la ligne n'est rattachée à aucune mission.
    pub mission: Option<Mission>,
    /// Fonctionnement ou investissement.
    pub nature: Option<NatureLigne>,
    /// Origine, pour un produit.
    pub origine: Option<OrigineProduit>,
    /// Calendrier sur lequel la ligne est comptée. Vide : l'exercice comptable de l'association.
    pub periode: Option<NaturePeriode>,
    /// Montant prévu pour l'exercice, en euros.
    pub prevu: Option<Montant>,
    /// Montant réalisé pendant l'exercice, en euros.
    pub realise: Option<Montant>,
    /// Montant prévu pour l'exercice suivant, en euros.
    pub prevu_suivant: Option<Montant>,
    /// Pièces justificatives.
    pub pieces: Vec<PieceId>,
    /// Ligne d'origine.
    pub source: Option<Source>,
}
