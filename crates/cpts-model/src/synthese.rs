//! Counts and sums that documents print: computed once, the same everywhere.

use schemars::JsonSchema;
use serde::Serialize;

use crate::{mission::Mission, montant::Montant};

/// A count that a profile may mask.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Decompte {
    /// The number, or `None` where it is masked or unknown.
    pub nombre: Option<u32>,
    /// What is printed: `12`, `< 6`, `masqué`.
    pub affiche: String,
}

/// One line of a breakdown.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Repartition {
    /// Stable key: slug of the profession, INSEE code, mission.
    pub id: String,
    /// Label in the plural where it is a profession: « Infirmiers ».
    pub libelle: String,
    /// Members at the end of the exercice.
    pub effectif: Decompte,
    /// Members at the end of the previous exercice; `None` where it cannot be known.
    pub effectif_precedent: Option<Decompte>,
    /// Share of the total in percent, one decimal; `None` where masked.
    pub part: Option<f64>,
}

/// Budget of one envelope.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Enveloppe {
    /// Stable key, folded from the label.
    pub id: String,
    /// Name of the envelope as written.
    pub libelle: String,
    /// Planned expenses.
    pub prevu: Option<Montant>,
    /// Expenses done.
    pub realise: Option<Montant>,
    /// Done over planned, in percent, one decimal.
    pub taux: Option<f64>,
}

/// Totals of the budget; a total is `None` when no line gives an amount.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct SyntheseBudget {
    /// Planned income.
    pub produits_prevus: Option<Montant>,
    /// Income received.
    pub produits_realises: Option<Montant>,
    /// Planned expenses.
    pub charges_prevues: Option<Montant>,
    /// Expenses done.
    pub charges_realisees: Option<Montant>,
    /// Income received minus expenses done.
    pub resultat: Option<Montant>,
    /// Income planned for the next exercice.
    pub produits_suivants: Option<Montant>,
    /// Expenses planned for the next exercice.
    pub charges_suivantes: Option<Montant>,
    /// Expenses by envelope, in the order of the dossier.
    pub enveloppes: Vec<Enveloppe>,
}

/// Actions of one mission.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ActionsMission {
    /// Slug of the mission, or `autres` for actions without one.
    pub id: String,
    /// The mission.
    pub mission: Option<Mission>,
    /// Title of the mission.
    pub libelle: String,
    /// Actions done or begun.
    pub nombre: u32,
    /// Persons reached, where at least one action gives a number.
    pub personnes: Option<u32>,
    /// Ids of the actions done or begun, in order of date.
    pub actions: Vec<String>,
}

/// Every computed figure of the documents. Read-only: an edit of the document changes its inputs, not this.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Synthese {
    /// Members at the end of the exercice, persons and organisations.
    pub adherents: Decompte,
    /// Members at the end of the previous exercice; `None` where no entry date allows it.
    pub adherents_precedent: Option<Decompte>,
    /// Entries during the exercice; `None` where fewer than nine members in ten have an entry date.
    pub entrees: Option<Decompte>,
    /// Departures during the exercice; `None` under the same rule.
    pub sorties: Option<Decompte>,
    /// Persons among the members.
    pub personnes: Decompte,
    /// Organisations among the members.
    pub organisations: Decompte,
    /// Members without a recognised profession.
    pub sans_profession: Decompte,
    /// Number of distinct professions.
    pub professions: u32,
    /// Members by main profession, largest first; organisations, then members without profession, last.
    pub par_profession: Vec<Repartition>,
    /// Members by main commune, largest first.
    pub par_commune: Vec<Repartition>,
    /// Number of communes of the territory; `None` where the territory is not described.
    pub communes: Option<u32>,
    /// Inhabitants of the territory: declared, else the sum of the communes when all are known.
    pub population: Option<u32>,
    /// Actions done or begun during the exercice.
    pub actions: u32,
    /// Persons reached by the actions; `None` where no action gives a number.
    pub personnes_touchees: Option<u32>,
    /// At least one of the numbers behind `personnes_touchees` is an estimate.
    pub personnes_touchees_estimees: bool,
    /// Actions by mission, in the order of the contract; missions without action are absent.
    pub par_mission: Vec<ActionsMission>,
    /// Totals of the budget.
    pub budget: SyntheseBudget,
}
