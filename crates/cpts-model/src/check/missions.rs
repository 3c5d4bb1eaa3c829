//! The missions beside the agreement: version, missions it knows, deadlines.

use chrono::NaiveDate;

use super::{lieux::Lieux, phrases, recueil::Recueil};
use crate::{
    aci::{self, MissionAci},
    constat::{codes::verification as codes, quote},
    date::DatePartielle,
    dossier::Dossier,
    mission::{Mission, Volet},
    missions::FicheMission,
};

pub(super) fn check(dossier: &Dossier, lieux: &Lieux, constats: &mut Recueil) {
    let contrat = &dossier.contrat;
    let named = contrat.version_aci.as_deref();
    let is_known = |id: &str| aci::versions().iter().any(|version| version.id == id);
    if let Some(id) = named.filter(|id| !is_known(id)) {
        let known: Vec<&str> = aci::versions().iter().map(|version| version.id.as_str()).collect();
        let message = format!("la version {} de l’ACI n’est pas connue", quote(id));
        let constat = codes::ACI_VERSION_INCONNUE.constat(lieux.chemin("/contrat/version_aci"), message);
        constats.push(constat.with_valeur(id).with_conseil(format!("Versions connues\u{a0}: {}.", known.join(", "))));
    }
    let version = aci::version(contrat);
    for mission in Mission::TOUTES {
        let Some(fiche) = fiche(dossier, mission) else { continue };
        if is_carried(fiche) && !version.missions.contains(&mission) {
            let message = format!("la mission {} n’est pas dans {}", quote(mission.libelle()), version.libelle);
            let place = lieux.chemin(&format!("/missions/{}", mission.slug()));
            constats.push(codes::MISSION_HORS_ACCORD.constat(place, message).with_valeur(mission.slug()));
        }
    }
    for (slug, fiche) in fiches(dossier) {
        if let (Some(start), Some(full)) = (fiche.date_demarrage, fiche.date_deploiement)
            && full.dernier_jour() < start.premier_jour()
        {
            let message = format!(
                "la mission est déployée {}, avant d’avoir démarré {}",
                phrases::a_la_date(full),
                phrases::a_la_date(start)
            );
            let place = lieux.chemin(&format!("/missions/{slug}/date_deploiement"));
            constats.push(codes::CALENDRIER_ORDRE.constat(place, message).with_valeur(full.to_string()));
        }
    }
    // The community has to have said when something started, for the others to be late.
    let is_dated = |fiche: &FicheMission| fiche.date_demarrage.is_some() || fiche.date_deploiement.is_some();
    let dated = fiches(dossier).any(|(_, fiche)| is_dated(fiche));
    for mission in aci::missions(version).filter(|_| dated) {
        if let Some(depart) = aci::depart(contrat, mission.id) {
            check_deadlines(mission, depart, dossier, lieux, constats);
        }
    }
}

/// Start or full deployment of a mission.
struct Etape {
    champ: &'static str,
    /// « démarrée », « déployée ».
    fait: &'static str,
    limite: NaiveDate,
    date: Option<DatePartielle>,
}

fn check_deadlines(mission: &MissionAci, depart: NaiveDate, dossier: &Dossier, lieux: &Lieux, constats: &mut Recueil) {
    let Some(fiche) = fiche(dossier, mission.id).filter(|fiche| fiche.retenue != Some(false)) else { return };
    let echeances = aci::echeances(mission, depart);
    let (start, full) = (date(dossier, mission.id, fiche, true), date(dossier, mission.id, fiche, false));
    let etapes = [
        echeances.demarrage.map(|limite| Etape { champ: "date_demarrage", fait: "démarrée", limite, date: start }),
        // A mission that has not started is not told twice.
        echeances.deploiement.filter(|_| start.is_some() || full.is_some()).map(|limite| Etape {
            champ: "date_deploiement",
            fait: "déployée",
            limite,
            date: full,
        }),
    ];
    for Etape { champ, fait, limite, date } in etapes.into_iter().flatten() {
        let place = || lieux.chemin(&format!("/missions/{}/{champ}", mission.id.slug()));
        let titre = quote(mission.id.libelle());
        let jour = phrases::jour(limite);
        match date {
            // Of a month or a year, the first day: late only where it cannot be otherwise.
            Some(date) if date.premier_jour() > limite => {
                let message = format!("la mission {titre} est {fait} {}, après le {jour}", phrases::a_la_date(date));
                constats.push(codes::MISSION_EN_RETARD.constat(place(), message).with_valeur(date.to_string()));
            }
            None if super::exercice(dossier).is_some_and(|exercice| exercice.fin > limite) => {
                let message =
                    format!("la mission {titre} devait être {fait} le {jour}\u{a0}; sa date n’est pas donnée");
                constats.push(codes::MISSION_ECHEANCE_PASSEE.constat(place(), message).with_valeur(jour));
            }
            _ => {}
        }
    }
}

/// Returns the date of a mission; access to care began with the first of its parts.
fn date(dossier: &Dossier, mission: Mission, fiche: &FicheMission, start: bool) -> Option<DatePartielle> {
    let of = |fiche: &FicheMission| if start { fiche.date_demarrage } else { fiche.date_deploiement };
    let parts = [&dossier.missions.medecin_traitant, &dossier.missions.soins_non_programmes];
    let of_parts = || {
        let dates = parts.map(of);
        let given = || dates.into_iter().flatten();
        // It is deployed with the last one.
        if start { given().min_by_key(|d| d.premier_jour()) } else { dates[0].and(dates[1]).and(given().max()) }
    };
    of(fiche).or_else(|| (mission == Mission::AccesSoins).then(of_parts).flatten())
}

fn is_carried(fiche: &FicheMission) -> bool {
    fiche.retenue == Some(true) || fiche.date_demarrage.is_some() || fiche.date_deploiement.is_some()
}

/// Returns what the community says of a mission; nothing for the life of the association, which is no mission.
pub(super) fn fiche(dossier: &Dossier, mission: Mission) -> Option<&FicheMission> {
    let missions = &dossier.missions;
    Some(match mission {
        Mission::AccesSoins => &missions.acces_soins,
        Mission::Parcours => &missions.parcours,
        Mission::Prevention => &missions.prevention,
        Mission::Crise => &missions.crise,
        Mission::Qualite => &missions.qualite,
        Mission::Accompagnement => &missions.accompagnement,
        Mission::Fonctionnement => return None,
    })
}

/// Returns what the community says of a part of the mission of access to care.
pub(super) fn volet(dossier: &Dossier, volet: Volet) -> &FicheMission {
    match volet {
        Volet::MedecinTraitant => &dossier.missions.medecin_traitant,
        Volet::SoinsNonProgrammes => &dossier.missions.soins_non_programmes,
        Volet::Recensement => &dossier.missions.recensement,
    }
}

/// Missions and parts, by their names in the dossier.
fn fiches(dossier: &Dossier) -> impl Iterator<Item = (&'static str, &FicheMission)> {
    let missions = Mission::TOUTES.into_iter().filter_map(|mission| Some((mission.slug(), fiche(dossier, mission)?)));
    missions.chain(Volet::TOUS.into_iter().map(|part| (part.slug(), volet(dossier, part))))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{dossier, found};
    use crate::{Dossier, FicheMission};

    /// Signed on 1 March 2023: the first mission starts before 1 September, the others before 1 March 2024.
    fn signed() -> Dossier {
        let mut dossier = dossier(Vec::new());
        dossier.contrat.date_signature = "2023-03-01".parse().ok();
        dossier
    }

    fn dates(start: &str, full: &str) -> FicheMission {
        FicheMission { date_demarrage: start.parse().ok(), date_deploiement: full.parse().ok(), ..Default::default() }
    }

    /// Every mission in time.
    fn in_time() -> Dossier {
        let mut dossier = signed();
        dossier.missions.acces_soins = dates("2023-09-01", "2024-09-01");
        dossier.missions.parcours = dates("2024-02", "2025-03");
        dossier.missions.prevention = dates("2024", "2025");
        dossier.missions.crise = dates("2023-06-01", "2024-06-01");
        dossier
    }

    #[test]
    fn missions_in_time_give_no_constat() {
        assert_eq!(found(&in_time(), ""), [""; 0]);
        assert_eq!(found(&signed(), ""), [""; 0]);
    }

    #[test]
    fn mission_started_or_deployed_after_its_deadline_is_told() {
        let mut dossier = in_time();
        dossier.missions.parcours = dates("2024-04", "2025-03");
        dossier.missions.crise = dates("2023-06-01", "2024-10");
        assert_eq!(
            found(&dossier, ""),
            [
                "mission-en-retard /missions/crise/date_deploiement",
                "mission-en-retard /missions/parcours/date_demarrage"
            ]
        );
    }

    #[test]
    fn mission_not_started_is_told_once_its_deadline_is_past() {
        let mut dossier = in_time();
        dossier.missions.prevention = FicheMission::default();
        dossier.missions.crise = dates("2023-06-01", "");
        let late = [
            "mission-echeance-passee /missions/crise/date_deploiement",
            "mission-echeance-passee /missions/prevention/date_demarrage",
        ];
        assert_eq!(found(&dossier, ""), late);
        dossier.missions.prevention.retenue = Some(false);
        assert_eq!(found(&dossier, ""), late[..1]);
        dossier.exercice = crate::Exercice::civil(2023);
        assert_eq!(found(&dossier, "mission"), [""; 0]);
    }

    #[test]
    fn mission_younger_than_the_contract_has_no_deadline() {
        let mut dossier = in_time();
        dossier.contrat.date_signature = "2022-01-10".parse().ok();
        dossier.contrat.version_aci = Some("aci-2019-av2".to_owned());
        assert!(found(&dossier, "mission-en-retard").iter().all(|told| !told.contains("crise")));
        dossier.contrat.date_avenant = "2022-02-10".parse().ok();
        assert!(found(&dossier, "mission-en-retard").iter().any(|told| told.contains("crise")));
        dossier.contrat.date_avenant = None;
        dossier.contrat.date_signature = "2022-04-10".parse().ok();
        assert!(found(&dossier, "mission-en-retard").iter().any(|told| told.contains("crise")));
    }

    #[test]
    fn access_to_care_takes_the_dates_of_its_parts() {
        let mut dossier = in_time();
        dossier.missions.acces_soins = FicheMission::default();
        dossier.missions.medecin_traitant = dates("2023-08-01", "2024-01-01");
        dossier.missions.soins_non_programmes = dates("2023-10-01", "2024-12-01");
        assert_eq!(found(&dossier, ""), ["mission-en-retard /missions/acces_soins/date_deploiement"]);
    }

    #[test]
    fn deployment_before_the_start_is_told() {
        let mut dossier = in_time();
        dossier.missions.qualite = dates("2025-03", "2024");
        assert_eq!(found(&dossier, ""), ["calendrier-ordre /missions/qualite/date_deploiement"]);
    }

    #[test]
    fn mission_that_the_version_does_not_know_is_told() {
        let mut dossier = signed();
        dossier.missions.crise.retenue = Some(true);
        assert_eq!(found(&dossier, ""), [""; 0]);
        dossier.contrat.version_aci = Some("aci-2019".to_owned());
        assert_eq!(found(&dossier, ""), ["mission-hors-accord /missions/crise"]);
    }

    #[test]
    fn unknown_version_is_told() {
        let mut dossier = Dossier::default();
        dossier.contrat.version_aci = Some("aci-2031".to_owned());
        assert_eq!(found(&dossier, ""), ["aci-version-inconnue /contrat/version_aci"]);
    }
}
