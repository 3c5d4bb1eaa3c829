//! One sheet per year: which one is the list of today, and what the others say.

use std::collections::BTreeMap;

use cpts_model::constat::codes::import as codes;

use crate::{
    classement::{Plan, Raison},
    contexte::Contexte,
    journal::Lieu,
    membres::MembreLu,
    role::Role,
};

/// Marks the sheets that form a series of years; a year after the exercice asked for is not read.
pub(crate) fn choose(contexte: &mut Contexte<'_>, plans: &mut [Plan], exercice_dit: bool) {
    let mut years: Vec<i32> = plans.iter().filter(|plan| is_yearly(plan)).filter_map(|plan| plan.annee).collect();
    years.sort_unstable();
    years.dedup();
    if years.len() < 2 {
        return;
    }
    let exercice = contexte.annee;
    let cut = exercice_dit && years.contains(&exercice);
    for plan in plans.iter_mut().filter(|plan| is_yearly(plan)) {
        if cut && plan.annee > Some(exercice) && !plan.impose {
            plan.role = Role::Ignoree;
            plan.raison = Some(Raison::AnneeSuivante);
        } else {
            plan.parmi_annees = true;
        }
    }
}

fn is_yearly(plan: &Plan) -> bool {
    plan.lists_members() && plan.annee.is_some()
}

/// Makes former members of the people whom only an earlier year names.
pub(crate) fn retire(contexte: &mut Contexte<'_>, lus: &mut [MembreLu], plans: &[Plan]) {
    let Some(latest) = plans.iter().filter(|plan| plan.parmi_annees).filter_map(|plan| plan.annee).max() else {
        return;
    };
    let current = plans.iter().find(|plan| plan.parmi_annees && plan.annee == Some(latest));
    let Some(current) = current else { return };
    let mut gone: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    let mut merged = 0;
    for lu in lus.iter_mut() {
        let Some(plan) = plans.get(lu.plan).filter(|plan| plan.parmi_annees) else { continue };
        if plan.annee == Some(latest) {
            merged += usize::from(!lu.membre.autres_sources.is_empty());
            continue;
        }
        if !lu.membre.ancien && lu.membre.date_sortie.is_none() {
            lu.membre.ancien = true;
            gone.entry(lu.plan).or_default().push(lu.lieu.ligne);
        }
    }
    let several = plans.iter().filter(|plan| plan.parmi_annees).any(|plan| plan.annee != Some(latest));
    if several {
        let base = Lieu { fichier: current.fichier, feuille: current.feuille, ligne: 0, colonne: 0 };
        let known = match merged {
            0 => "personne n’y figurait une année précédente".to_owned(),
            1 => "une personne y figurait déjà une année précédente".to_owned(),
            n => format!("{n} personnes y figuraient déjà une année précédente"),
        };
        let message = format!("feuille de l’année {latest} retenue comme liste à jour\u{a0}; {known}");
        contexte.journal.push(base, &codes::FEUILLE_ANNEES, message);
    }
    for (index, rows) in gone {
        let plan = &plans[index];
        let lieu = Lieu { fichier: plan.fichier, feuille: plan.feuille, ligne: rows[0], colonne: 0 };
        let message = format!("ne figure pas dans la liste de {latest}, compté comme ancien adhérent");
        let constat = contexte.journal.draft(lieu, &codes::FEUILLE_ANNEE_ANCIENS, message);
        contexte.journal.group_many(lieu, &codes::FEUILLE_ANNEE_ANCIENS, "", &rows, || constat);
    }
}
