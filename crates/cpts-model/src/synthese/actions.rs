//! Actions of the exercice, by mission.

use super::{ActionsMission, Synthese};
use crate::{
    action::{Action, EtatAction},
    dossier::Dossier,
    exercice::Exercice,
    mission::Mission,
};

pub(super) fn count(dossier: &Dossier, synthese: &mut Synthese) {
    let mut counted: Vec<&Action> =
        dossier.actions.iter().filter(|action| is_counted(action, &dossier.exercice)).collect();
    // An action without date comes last; equals keep the order of the dossier.
    counted.sort_by_key(|action| (action.date.is_none(), action.date.map(crate::DatePartielle::premier_jour)));
    synthese.actions = counted.len() as u32;
    synthese.personnes_touchees = sum(&counted);
    synthese.personnes_touchees_estimees = counted.iter().any(|action| action.nombre.is_some() && action.nombre_estime);
    let missions = Mission::TOUTES.into_iter().map(Some).chain([None]);
    synthese.par_mission = missions
        .filter_map(|mission| {
            let actions: Vec<&Action> = counted.iter().copied().filter(|action| action.mission == mission).collect();
            (!actions.is_empty()).then(|| ActionsMission {
                id: mission.map_or("autres", Mission::slug).to_owned(),
                mission,
                libelle: mission.map_or("Autres actions", Mission::libelle).to_owned(),
                nombre: actions.len() as u32,
                personnes: sum(&actions),
                actions: actions.iter().map(|action| action.id.clone()).collect(),
            })
        })
        .collect();
}

/// Says whether an action was done or begun during the exercice; one without date belongs to it.
pub(crate) fn is_counted(action: &Action, exercice: &Exercice) -> bool {
    let Some(periode) = exercice.civil.or_else(|| Exercice::civil(exercice.annee?).civil) else {
        return matches!(action.etat, EtatAction::Realisee | EtatAction::EnCours);
    };
    let begun = action.date.is_none_or(|date| date.premier_jour() <= periode.fin);
    match action.etat {
        EtatAction::Realisee => begun && action.date.is_none_or(|date| date.dernier_jour() >= periode.debut),
        EtatAction::EnCours => begun,
        EtatAction::AVenir | EtatAction::Abandonnee => false,
    }
}

fn sum(actions: &[&Action]) -> Option<u32> {
    let mut numbers = actions.iter().filter_map(|action| action.nombre).peekable();
    numbers.peek()?;
    Some(numbers.fold(0, u32::saturating_add))
}
