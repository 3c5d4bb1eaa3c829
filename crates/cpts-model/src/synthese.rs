//! Counts and sums that documents print: computed once, the same everywhere.

mod actions;
mod echeances;
mod effectifs;
pub(crate) mod finances;
mod indicateurs;
mod objectifs;
pub(crate) mod regles;
mod representativite;

use schemars::JsonSchema;
use serde::Serialize;

pub(crate) use self::actions::is_counted;
pub use self::{
    echeances::EcheanceMission,
    effectifs::{Presence, presence},
    indicateurs::IndicateurCalcule,
    objectifs::{FicheRangee, ObjectifGeneral, ObjectifSpecifique},
    regles::{REGLES, regle},
    representativite::Representativite,
};
use crate::{dossier::Dossier, mission::Mission, montant::Montant, territoire::Territoire};

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
    /// Members at the end of the previous exercice; `None` under the rule of `Synthese::entrees`.
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
    /// Running expenses and investments, then what is neither said to be; empty where no line says its nature.
    pub natures: Vec<Enveloppe>,
    /// Income by origin, in the order of a budget; empty where no line says its origin.
    pub origines: Vec<Enveloppe>,
    /// Yearly amounts of the contract, all missions and parts.
    pub contrat: Option<Montant>,
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
    /// Members at the end of the previous exercice; `None` under the rule of `entrees`.
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
    /// Name of the version of the agreement that the contract follows.
    pub version_aci: String,
    /// Size class: that of the contract, else that of the population.
    pub taille: Option<u8>,
    /// Missions of that version with their deadlines, in the order of the contract.
    pub echeances: Vec<EcheanceMission>,
    /// Indicators that the lists of the dossier give by themselves.
    pub indicateurs: Vec<IndicateurCalcule>,
    /// Members beside the professionals of the territory, by profession.
    pub representativite: Vec<Representativite>,
    /// Tree of objectives of the action sheets.
    pub objectifs: Vec<ObjectifGeneral>,
}

/// Identifier of the line of the organisations in [`Synthese::par_profession`].
pub const LIGNE_ORGANISATIONS: &str = "organisations";
/// Identifier of the line of the members without profession in [`Synthese::par_profession`].
pub const LIGNE_SANS_PROFESSION: &str = "sans_profession";
/// Identifier of the line of the members without commune in [`Synthese::par_commune`].
pub const LIGNE_SANS_COMMUNE: &str = "sans_commune";

/// Returns every computed figure of a dossier.
///
/// Members are counted at the end of the civil year of the exercice. A member whose entry date is not known is present; a former
/// member whose departure date is not known is gone. An entry or a departure known by its year or month only is in that year or
/// month. Every member counts once, under the first profession and the first commune.
///
/// # Example
/// ```
/// # use cpts_model::{Dossier, Exercice, Membre, synthese};
/// let dossier = Dossier { exercice: Exercice::civil(2025), membres: vec![Membre::default()], ..Default::default() };
/// assert_eq!(synthese(&dossier).adherents.affiche, "1");
/// ```
pub fn synthese(dossier: &Dossier) -> Synthese {
    let mut synthese = Synthese::default();
    effectifs::count(dossier, &mut synthese);
    actions::count(dossier, &mut synthese);
    synthese.budget = finances::total(dossier);
    let communes = &dossier.territoire.communes;
    synthese.communes = (!communes.is_empty()).then_some(communes.len() as u32);
    synthese.population = population(&dossier.territoire);
    echeances::compute(dossier, &mut synthese);
    indicateurs::count(dossier, &mut synthese);
    representativite::compute(dossier, &mut synthese);
    objectifs::arrange(dossier, &mut synthese);
    synthese
}

/// Returns the inhabitants of a territory: declared, else the sum of the communes when all are known.
pub(crate) fn population(territoire: &Territoire) -> Option<u32> {
    territoire.population_declaree.or_else(|| {
        let populations: Option<Vec<u32>> = territoire.communes.iter().map(|commune| commune.population).collect();
        populations.filter(|all| !all.is_empty()).map(|all| all.into_iter().fold(0, u32::saturating_add))
    })
}

impl Decompte {
    /// Returns a count that is shown, with the French separator of thousands.
    ///
    /// # Example
    /// ```
    /// # use cpts_model::Decompte;
    /// assert_eq!(Decompte::new(1_234).affiche, "1\u{202f}234");
    /// ```
    pub fn new(nombre: u32) -> Self {
        let digits = nombre.to_string();
        let mut affiche = String::with_capacity(digits.len() + 6);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                affiche.push('\u{202f}');
            }
            affiche.push(digit);
        }
        Self { nombre: Some(nombre), affiche }
    }
}

/// Returns `part` of `total` in percent, one decimal.
fn percent(part: f64, total: f64) -> Option<f64> {
    (total != 0.0).then(|| (part / total * 1000.0).round() / 10.0)
}

#[cfg(test)]
mod tests;
