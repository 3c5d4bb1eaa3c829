//! The amounts of the contract, beside the missions that the community carries.

use super::{lieux::Lieux, missions, phrases, recueil::Recueil};
use crate::{
    constat::{codes::verification as codes, quote},
    dossier::Dossier,
    mission::Mission,
};

pub(super) fn check(dossier: &Dossier, lieux: &Lieux, constats: &mut Recueil) {
    let montants = &dossier.contrat.montants;
    if montants.is_empty() {
        return;
    }
    for ligne in montants {
        let place =
            |champ: &str| lieux.ligne(ligne.source.as_ref(), &format!("/contrat/montants/{}/{champ}", ligne.id));
        let mission = ligne.mission.map_or_else(|| quote(&ligne.id), |mission| quote(mission.libelle()));
        let Some(montant) = ligne.montant else {
            let message = format!("la ligne {mission} du contrat n’a pas de montant");
            constats.push(codes::CONTRAT_MONTANT_ABSENT.constat(place("montant"), message));
            continue;
        };
        let retained = ligne.mission.and_then(|mission| missions::fiche(dossier, mission)?.retenue);
        if retained == Some(false) && montant.centimes() != 0 {
            let montant = phrases::euros(montant);
            let message = format!("le contrat finance ({montant}) la mission {mission}, qui n’est pas retenue");
            constats.push(codes::CONTRAT_MISSION_ECARTEE.constat(place("mission"), message).with_valeur(montant));
        }
    }
    for mission in Mission::TOUTES {
        let retained = missions::fiche(dossier, mission).is_some_and(|fiche| fiche.retenue == Some(true));
        if retained && montants.iter().all(|ligne| ligne.mission != Some(mission)) {
            let message = format!("aucun montant du contrat n’est donné pour la mission {}", quote(mission.libelle()));
            let place = lieux.chemin("/contrat/montants");
            constats.push(codes::CONTRAT_MONTANT_ABSENT.constat(place, message).with_valeur(mission.slug()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;
    use crate::{Dossier, Mission, Montant, MontantContrat};

    fn montant(id: &str, mission: Mission, centimes: Option<i64>) -> MontantContrat {
        MontantContrat {
            id: id.to_owned(),
            mission: Some(mission),
            montant: centimes.map(Montant::from_centimes),
            ..MontantContrat::default()
        }
    }

    #[test]
    fn amount_that_is_missing_is_told_for_its_line_or_its_mission() {
        let mut dossier = Dossier::default();
        dossier.missions.parcours.retenue = Some(true);
        dossier.missions.prevention.retenue = Some(true);
        assert_eq!(found(&dossier, ""), [""; 0]);
        dossier.contrat.montants = vec![montant("k-01", Mission::Parcours, None)];
        assert_eq!(
            found(&dossier, ""),
            ["contrat-montant-absent /contrat/montants", "contrat-montant-absent /contrat/montants/k-01/montant"]
        );
    }

    #[test]
    fn amount_of_a_mission_that_is_not_retained_is_told() {
        let mut dossier = Dossier::default();
        dossier.contrat.montants = vec![montant("k-01", Mission::Qualite, Some(500_000))];
        assert_eq!(found(&dossier, ""), [""; 0]);
        dossier.missions.qualite.retenue = Some(false);
        assert_eq!(found(&dossier, ""), ["contrat-mission-ecartee /contrat/montants/k-01/mission"]);
    }
}
