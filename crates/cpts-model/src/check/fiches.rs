//! Action sheets: indicator, pilot, mission, dates of the sheet and of its tasks.

use chrono::Datelike;

use super::{
    adherents::{Adherents, without_title},
    lieux::Lieux,
    missions, phrases,
    recueil::Recueil,
};
use crate::{
    constat::{codes::verification as codes, quote},
    dossier::Dossier,
    fiche_action::FicheAction,
    lecture::{self, plier},
};

pub(super) fn check(dossier: &Dossier, lieux: &Lieux, adherents: &Adherents, constats: &mut Recueil) {
    for fiche in &dossier.fiches_actions {
        let place =
            |champ: &str| lieux.ligne(fiche.source.as_ref(), &format!("/fiches_actions/{}/{champ}", fiche.id.0));
        let titre = quote(fiche.intitule.as_deref().unwrap_or(&fiche.id.0));
        if fiche.indicateurs.is_empty() {
            let message = format!("la fiche-action {titre} n’a pas d’indicateur");
            constats.push(codes::FICHE_SANS_INDICATEUR.constat(place("indicateurs"), message));
        }
        match fiche.pilote.as_deref().filter(|pilote| !plier(pilote).is_empty()) {
            None if fiche.pilote_membre.is_none() => {
                let message = format!("la fiche-action {titre} n’a pas de pilote");
                constats.push(codes::FICHE_SANS_PILOTE.constat(place("pilote"), message));
            }
            Some(pilote) if fiche.pilote_membre.is_none() && !is_known(pilote, dossier, adherents) => {
                let message =
                    format!("{}, pilote de la fiche-action {titre}, ne figure pas parmi les adhérents", quote(pilote));
                constats.push(codes::FICHE_PILOTE_NON_ADHERENT.constat(place("pilote"), message).with_valeur(pilote));
            }
            _ => {}
        }
        if let Some(mission) = rejected(fiche, dossier) {
            let message = format!("la fiche-action {titre} relève de {}, qui n’est pas retenue", quote(mission));
            constats.push(codes::FICHE_MISSION_ECARTEE.constat(place("mission"), message).with_valeur(mission));
        }
        if let (Some(start), Some(due)) = (fiche.date_debut, fiche.date_echeance)
            && due.dernier_jour() < start.premier_jour()
        {
            let message = format!(
                "la fiche-action {titre} est à terminer {}, avant son début {}",
                phrases::a_la_date(due),
                phrases::a_la_date(start)
            );
            constats
                .push(codes::CALENDRIER_ORDRE.constat(place("date_echeance"), message).with_valeur(due.to_string()));
        }
        check_tasks(fiche, &titre, lieux, constats);
    }
}

/// A sheet may be piloted by several members, by the staff or by a working group.
fn is_known(pilote: &str, dossier: &Dossier, adherents: &Adherents) -> bool {
    if adherents.is_empty() {
        return true;
    }
    let gouvernance = &dossier.gouvernance;
    let others = gouvernance.equipe.iter().flat_map(|salarie| [&salarie.nom, &salarie.poste]);
    let others =
        others.chain(gouvernance.groupes.iter().map(|groupe| &groupe.nom)).chain([&dossier.cpts.coordination.nom]);
    let others: Vec<String> = others.flatten().map(|nom| plier(nom)).collect();
    let people = pilote.split([',', ';', '/', '&', '\n']).flat_map(|part| part.split(" et "));
    people.map(|person| person.split('(').next().unwrap_or(person)).any(|person| {
        let key = plier(person);
        adherents.is_named(person) || others.iter().any(|nom| !nom.is_empty() && nom == without_title(&key))
    })
}

/// Returns the mission or the part of mission that the sheet belongs to and the community leaves out.
fn rejected(fiche: &FicheAction, dossier: &Dossier) -> Option<&'static str> {
    let mission = fiche
        .mission
        .filter(|mission| missions::fiche(dossier, *mission).is_some_and(|fiche| fiche.retenue == Some(false)));
    let part = || fiche.volet.filter(|part| missions::volet(dossier, *part).retenue == Some(false));
    mission.map(crate::mission::Mission::libelle).or_else(|| part().map(crate::mission::Volet::libelle))
}

fn check_tasks(fiche: &FicheAction, titre: &str, lieux: &Lieux, constats: &mut Recueil) {
    let Some(due) = fiche.date_echeance else { return };
    let limit = due.dernier_jour();
    for tache in &fiche.taches {
        // « trimestrielle », « 3 mois » : what is no date is passed by.
        let Some(texte) = tache.echeance.as_deref() else { continue };
        let Ok(date) = lecture::date(texte, limit.year()) else { continue };
        if date.premier_jour() > limit {
            let message = format!(
                "une tâche de la fiche-action {titre} est à terminer {}, après la fiche ({})",
                phrases::a_la_date(date),
                due.affiche()
            );
            let chemin = format!("/fiches_actions/{}/taches/{}/echeance", fiche.id.0, tache.id);
            let place = lieux.ligne(fiche.source.as_ref(), &chemin);
            constats.push(codes::TACHE_APRES_ECHEANCE.constat(place, message).with_valeur(texte));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{dossier, found, membre};
    use crate::{Dossier, FicheAction, FicheId, Groupe, IndicateurFiche, MembreId, Mission, Tache, Volet};

    /// A sheet that has nothing against it, piloted by the first member.
    fn fiche() -> FicheAction {
        FicheAction {
            id: FicheId("f-01".to_owned()),
            indicateurs: vec![IndicateurFiche { id: "n-01".to_owned(), ..IndicateurFiche::default() }],
            pilote: Some("Dr Jeanne Aubrelle1".to_owned()),
            ..FicheAction::default()
        }
    }

    fn with(fiche: FicheAction) -> Dossier {
        Dossier { fiches_actions: vec![fiche], ..dossier(vec![membre(1)]) }
    }

    #[test]
    fn sheet_without_indicator_or_pilot_is_told() {
        assert_eq!(found(&with(fiche()), ""), [""; 0]);
        let bare = FicheAction { indicateurs: Vec::new(), pilote: None, ..fiche() };
        assert_eq!(
            found(&with(bare), ""),
            ["fiche-sans-indicateur /fiches_actions/f-01/indicateurs", "fiche-sans-pilote /fiches_actions/f-01/pilote"]
        );
    }

    #[test]
    fn pilot_who_is_no_member_is_told_and_a_group_or_a_second_name_is_known() {
        let pilote = |nom: &str| with(FicheAction { pilote: Some(nom.to_owned()), ..fiche() });
        let unknown = pilote("Paul Tarn");
        assert_eq!(found(&unknown, ""), ["fiche-pilote-non-adherent /fiches_actions/f-01/pilote"]);
        assert_eq!(found(&Dossier { membres: Vec::new(), ..unknown }, ""), [""; 0]);
        assert_eq!(found(&pilote("Paul Tarn et AUBRELLE1 Jeanne (IDE)"), ""), [""; 0]);
        let mut group = pilote("Groupe prévention");
        group.gouvernance.groupes = vec![Groupe {
            id: "g-01".to_owned(),
            nom: Some("groupe Prévention".to_owned()),
            referents: vec!["Jeanne Aubrelle1".to_owned()],
            ..Groupe::default()
        }];
        assert_eq!(found(&group, ""), [""; 0]);
        let tied = FicheAction { pilote_membre: Some(MembreId::new(1)), pilote: Some("J. A.".to_owned()), ..fiche() };
        assert_eq!(found(&with(tied), ""), [""; 0]);
    }

    #[test]
    fn sheet_of_a_mission_or_part_that_is_not_retained_is_told() {
        let mut dossier = with(FicheAction { mission: Some(Mission::Qualite), ..fiche() });
        assert_eq!(found(&dossier, ""), [""; 0]);
        dossier.missions.qualite.retenue = Some(false);
        assert_eq!(found(&dossier, ""), ["fiche-mission-ecartee /fiches_actions/f-01/mission"]);
        let mut dossier =
            with(FicheAction { mission: Some(Mission::AccesSoins), volet: Some(Volet::Recensement), ..fiche() });
        dossier.missions.recensement.retenue = Some(false);
        assert_eq!(found(&dossier, ""), ["fiche-mission-ecartee /fiches_actions/f-01/mission"]);
    }

    #[test]
    fn due_date_before_the_start_is_told() {
        let dates = |debut: &str, echeance: &str| {
            with(FicheAction { date_debut: debut.parse().ok(), date_echeance: echeance.parse().ok(), ..fiche() })
        };
        assert_eq!(found(&dates("2025-06", "2025-05-31"), ""), ["calendrier-ordre /fiches_actions/f-01/date_echeance"]);
        assert_eq!(found(&dates("2025-06", "2025"), ""), [""; 0]);
    }

    #[test]
    fn task_after_the_due_date_is_told_where_its_date_is_read() {
        let tache = |id: &str, echeance: &str| Tache {
            id: id.to_owned(),
            echeance: Some(echeance.to_owned()),
            ..Tache::default()
        };
        let taches =
            vec![tache("t-01", "juin 2025"), tache("t-02", "janvier 2026"), tache("t-03", "3 mois"), tache("t-04", "")];
        let fiche = FicheAction { date_echeance: "2025-12".parse().ok(), taches, ..fiche() };
        assert_eq!(found(&with(fiche), ""), ["tache-apres-echeance /fiches_actions/f-01/taches/t-02/echeance"]);
    }
}
