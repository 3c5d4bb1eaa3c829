//! The planning of the road map: when each action begins and ends, counted back from the signature that is aimed at.

use std::collections::BTreeSet;

use chrono::{Days, Months, NaiveDate};

use super::{ActionRoute, Etape, FeuilleDeRoute, proposee, proposee::ActionProposee};
use crate::date::DatePartielle;

/// Identifier of the action that waits for the regional agency.
pub const NON_OPPOSITION: &str = "non-opposition";
/// Months in which the agency may oppose the health project, from the day on which it was handed over.
pub const DELAI_NON_OPPOSITION_MOIS: u32 = 2;

/// An action in the planning: what the dossier says of it, and what is proposed where it is silent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionPlanifiee<'a> {
    /// Stable identifier.
    pub id: &'a str,
    /// Stage, or `None` where an action of the community's own names none.
    pub etape: Option<Etape>,
    /// What is to be done, or `None` where an action of the community's own does not say.
    pub action: Option<&'a str>,
    /// What the dossier says, where it speaks of the action.
    pub propre: Option<&'a ActionRoute>,
    /// Usual end in months before the signature, negative after it; `None` for an action of the community's own.
    pub mois_avant_signature: Option<i32>,
    /// Usual length in months; `None` for an action of the community's own.
    pub duree_mois: Option<u32>,
    /// First day; `None` where it cannot be computed.
    pub debut: Option<NaiveDate>,
    /// Last day: that of the dossier, else counted from the signature; `None` where neither is known.
    pub fin: Option<NaiveDate>,
}

/// Returns the planning, stage by stage: the proposed actions, then those that the community adds; last, those of no stage.
///
/// The end is the last day of what the dossier says, else so many months before the signature: the end of a month stays
/// within its month. The beginning is the usual length before it. The delay of the agency runs from the day on which
/// the project was handed over, where it is known.
///
/// # Example
/// ```
/// use cpts_model::{FeuilleDeRoute, feuille_de_route::planning};
/// let feuille = FeuilleDeRoute { date_visee: "2026-08-31".parse().ok(), ..Default::default() };
/// let planning = planning::planifier(&feuille);
/// let projet = planning.iter().find(|action| action.id == "projet-redige").unwrap();
/// assert_eq!(projet.fin.unwrap().to_string(), "2026-03-31");
/// assert_eq!(projet.debut.unwrap().to_string(), "2025-12-01");
/// assert!(planning::planifier(&FeuilleDeRoute::default()).iter().all(|action| action.fin.is_none()));
/// ```
pub fn planifier(feuille: &FeuilleDeRoute) -> Vec<ActionPlanifiee<'_>> {
    let mut planning: Vec<ActionPlanifiee<'_>> =
        proposee::actions().iter().map(|proposed| of_proposed(feuille, proposed)).collect();
    // An id given twice is a constat; its second action is shown all the same.
    let mut open: BTreeSet<&str> = proposee::actions().iter().map(|proposed| proposed.id.as_str()).collect();
    planning.extend(feuille.actions.iter().filter(|action| !open.remove(action.id.as_str())).map(of_own));
    // A stable sort: within a stage, the proposed actions stay first and in their order.
    planning.sort_by_key(|action| (action.etape.is_none(), action.etape));
    planning
}

/// Returns the last day on which the agency may oppose the project; `None` until it was handed over.
pub fn fin_non_opposition(feuille: &FeuilleDeRoute) -> Option<NaiveDate> {
    feuille.date_remise?.checked_add_months(Months::new(DELAI_NON_OPPOSITION_MOIS))
}

fn of_proposed<'a>(feuille: &'a FeuilleDeRoute, proposed: &'a ActionProposee) -> ActionPlanifiee<'a> {
    let propre = feuille.actions.iter().find(|action| action.id == proposed.id);
    let said = propre.and_then(|action| action.echeance).map(DatePartielle::dernier_jour);
    let remise = feuille.date_remise.filter(|_| proposed.id == NON_OPPOSITION);
    let fin = said
        .or_else(|| remise.and_then(|_| fin_non_opposition(feuille)))
        .or_else(|| before(feuille.date_visee?, proposed.mois_avant_signature));
    let debut = remise.or_else(|| {
        let length = i32::try_from(proposed.duree_mois).ok()?;
        before(fin?, length)?.checked_add_days(Days::new(1))
    });
    ActionPlanifiee {
        id: &proposed.id,
        etape: propre.and_then(|action| action.etape).or(Some(proposed.etape)),
        action: propre.and_then(|action| action.action.as_deref()).or(Some(&proposed.action)),
        propre,
        mois_avant_signature: Some(proposed.mois_avant_signature),
        duree_mois: Some(proposed.duree_mois),
        debut,
        fin,
    }
}

fn of_own(action: &ActionRoute) -> ActionPlanifiee<'_> {
    ActionPlanifiee {
        id: &action.id,
        etape: action.etape,
        action: action.action.as_deref(),
        propre: Some(action),
        mois_avant_signature: None,
        duree_mois: None,
        debut: None,
        fin: action.echeance.map(DatePartielle::dernier_jour),
    }
}

/// Returns the day so many months before another, after it where the number is negative.
fn before(date: NaiveDate, mois: i32) -> Option<NaiveDate> {
    let months = Months::new(mois.unsigned_abs());
    if mois < 0 { date.checked_add_months(months) } else { date.checked_sub_months(months) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find<'a>(planning: &'a [ActionPlanifiee<'_>], id: &str) -> &'a ActionPlanifiee<'a> {
        planning.iter().find(|action| action.id == id).unwrap()
    }

    #[test]
    fn date_of_the_dossier_wins_and_a_month_ends_on_its_last_day() {
        let own =
            ActionRoute { id: "projet-redige".to_owned(), echeance: "2024-02".parse().ok(), ..Default::default() };
        let feuille =
            FeuilleDeRoute { date_visee: "2026-08-31".parse().ok(), actions: vec![own], ..FeuilleDeRoute::default() };
        let planning = planifier(&feuille);
        let projet = find(&planning, "projet-redige");
        assert_eq!(projet.fin.unwrap().to_string(), "2024-02-29");
        assert_eq!(projet.debut.unwrap().to_string(), "2023-10-30");
        assert_eq!(find(&planning, "signature-aci").fin, feuille.date_visee);
        assert!(find(&planning, "offre-emploi").fin > feuille.date_visee);
    }

    #[test]
    fn delay_of_the_agency_runs_from_the_day_the_project_was_handed_over() {
        let feuille = FeuilleDeRoute { date_remise: "2025-12-31".parse().ok(), ..FeuilleDeRoute::default() };
        let planning = planifier(&feuille);
        let delay = find(&planning, NON_OPPOSITION);
        assert_eq!((delay.debut, delay.fin.unwrap().to_string().as_str()), (feuille.date_remise, "2026-02-28"));
    }

    #[test]
    fn actions_of_the_community_follow_those_of_their_stage_and_those_of_no_stage_come_last() {
        let own = |id: &str, etape| ActionRoute { id: id.to_owned(), etape, ..ActionRoute::default() };
        let twice = || own("groupe-porteur", Some(Etape::Initiative));
        let actions = vec![own("e-01", None), twice(), twice()];
        let feuille = FeuilleDeRoute { actions, ..FeuilleDeRoute::default() };
        let planning = planifier(&feuille);
        assert_eq!(planning.last().unwrap().id, "e-01");
        let rank = planning.iter().rposition(|action| action.id == "groupe-porteur").unwrap();
        assert_eq!(
            (planning[rank - 1].etape, planning[rank + 1].etape),
            (Some(Etape::Initiative), Some(Etape::Mobilisation))
        );
    }
}
