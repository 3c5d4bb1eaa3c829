//! Dates in an impossible order or outside the exercice.

use chrono::{Months, NaiveDate};

use super::{lieux::Lieux, phrases::a_la_date, recueil::Recueil};
use crate::{
    action::EtatAction,
    constat::{
        codes::{import, verification as codes},
        quote,
    },
    date::DatePartielle,
    dossier::Dossier,
    exercice::{NaturePeriode, Periode},
    provenance::Source,
    reunion::NatureReunion,
};

pub(super) fn check(dossier: &Dossier, lieux: &Lieux, constats: &mut Recueil) {
    let periode = dossier.exercice.periode(NaturePeriode::Civile);
    for membre in &dossier.membres {
        if let (Some(entree), Some(sortie)) = (membre.date_adhesion, membre.date_sortie)
            && sortie.dernier_jour() < entree.premier_jour()
        {
            let message =
                format!("date de sortie {} antérieure à la date d’adhésion {}", sortie.affiche(), entree.affiche());
            constats.push(
                import::DATES_ORDRE
                    .constat(lieux.membre(membre, "date_sortie"), message)
                    .with_valeur(sortie.to_string()),
            );
        }
        if let (Some(entree), Some(periode)) = (membre.date_adhesion, periode)
            && entree.premier_jour() > periode.fin
        {
            let message = format!("adhésion {}, après la fin de l’exercice\u{a0}: non comptée", a_la_date(entree));
            constats.push(
                codes::ADHESION_APRES_EXERCICE
                    .constat(lieux.membre(membre, "date_adhesion"), message)
                    .with_valeur(entree.to_string()),
            );
        }
    }
    for action in &dossier.actions {
        let (Some(date), Some(periode)) = (action.date, periode) else { continue };
        let place = || lieux.ligne(action.source.as_ref(), &format!("/actions/{}/date", action.id));
        let outside = date.dernier_jour() < periode.debut || date.premier_jour() > periode.fin;
        if action.etat == EtatAction::Realisee && outside {
            let intitule = action.intitule.as_deref().unwrap_or(&action.id);
            let message = format!(
                "action {} réalisée {}, hors de l’exercice\u{a0}: non comptée",
                quote(intitule),
                a_la_date(date)
            );
            constats.push(codes::ACTION_HORS_EXERCICE.constat(place(), message).with_valeur(date.to_string()));
        }
    }
    let cpts = &dossier.cpts;
    let mut order = |before: Option<NaiveDate>, after: Option<NaiveDate>, chemin: &str, sentence: &str| {
        if let (Some(before), Some(after)) = (before, after)
            && after < before
        {
            let message = format!("{sentence} ({} avant {})", after.format("%d/%m/%Y"), before.format("%d/%m/%Y"));
            constats
                .push(codes::CALENDRIER_ORDRE.constat(lieux.chemin(chemin), message).with_valeur(after.to_string()));
        }
    };
    order(
        cpts.date_creation,
        dossier.contrat.date_signature,
        "/contrat/date_signature",
        "l’ACI est signé avant la création de l’association",
    );
    order(
        dossier.validation.date_ca,
        dossier.validation.date_ag,
        "/validation/date_ag",
        "le rapport est présenté à l’assemblée avant sa validation par le conseil d’administration",
    );
    let calendriers = [
        ("civil", dossier.exercice.civil),
        ("contrat", dossier.exercice.contrat),
        ("comptable", dossier.exercice.comptable),
    ];
    for (champ, periode) in calendriers {
        let (debut, fin) = (periode.map(|p| p.debut), periode.map(|p| p.fin));
        order(debut, fin, &format!("/exercice/{champ}/fin"), "la période finit avant de commencer");
    }
    for reunion in &dossier.reunions {
        let chemin = |champ: &str| format!("/reunions/{}/{champ}", reunion.id);
        order(
            reunion.date_convocation,
            reunion.date,
            &chemin("date_convocation"),
            "la réunion se tient avant sa convocation",
        );
        order(
            reunion.date,
            reunion.prochaine_date,
            &chemin("prochaine_date"),
            "la prochaine réunion est fixée avant celle-ci",
        );
    }
    for jalon in &dossier.calendrier {
        if let (Some(debut), Some(fin)) = (jalon.debut, jalon.fin) {
            let chemin = format!("/calendrier/{}/fin", jalon.id);
            order(Some(debut.premier_jour()), Some(fin.dernier_jour()), &chemin, "le jalon finit avant de commencer");
        }
    }
    if let Some(exercice) = super::exercice(dossier) {
        check_lists(exercice, dossier, lieux, constats);
    }
}

/// What is counted for the exercice is dated within it.
fn check_lists(exercice: Periode, dossier: &Dossier, lieux: &Lieux, constats: &mut Recueil) {
    let mut tell = |quoi: &str, date: DatePartielle, source: Option<&Source>, chemin: String| {
        let message = format!("{quoi} {}, hors de l’exercice", a_la_date(date));
        constats.push(
            codes::DATE_HORS_EXERCICE.constat(lieux.ligne(source, &chemin), message).with_valeur(date.to_string()),
        );
    };
    let before = |date: DatePartielle| date.dernier_jour() < exercice.debut;
    let after = |date: DatePartielle| date.premier_jour() > exercice.fin;
    let outside = |date: &DatePartielle| before(*date) || after(*date);
    for rcp in &dossier.rcp {
        if let Some(date) = rcp.date.filter(outside) {
            tell("réunion de concertation", date, rcp.source.as_ref(), format!("/rcp/{}/date", rcp.id));
        }
    }
    for exercice in &dossier.crises.exercices {
        if let Some(date) = exercice.date.filter(outside) {
            let chemin = format!("/crises/exercices/{}/date", exercice.id);
            tell("exercice de crise", date, exercice.source.as_ref(), chemin);
        }
    }
    for activation in &dossier.crises.activations {
        if let Some(date) = activation.date.filter(outside) {
            let chemin = format!("/crises/activations/{}/date", activation.id);
            tell("activation du plan de crise", date, activation.source.as_ref(), chemin);
        }
    }
    // A pathway lives longer than a year: only one that was formalised later is not of this exercice.
    for parcours in &dossier.parcours {
        if let Some(date) = parcours.date_formalisation.filter(|date| after(*date)) {
            let chemin = format!("/parcours/{}/date_formalisation", parcours.id);
            tell("parcours formalisé", date, parcours.source.as_ref(), chemin);
        }
    }
    // Accounts are approved during the year that follows; the constitutive assembly is kept for ever.
    let last = exercice.fin.checked_add_months(Months::new(12)).unwrap_or(exercice.fin);
    for reunion in dossier.reunions.iter().filter(|reunion| reunion.nature != NatureReunion::AgConstitutive) {
        if let Some(date) = reunion.date.filter(|date| *date < exercice.debut || *date > last) {
            let chemin = format!("/reunions/{}/date", reunion.id);
            tell("réunion", DatePartielle::Jour(date), reunion.source.as_ref(), chemin);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{dossier, found};
    use crate::{Activation, Dossier, ExerciceCrise, Jalon, NatureReunion, Parcours, Rcp, Reunion};

    /// One element of each list, at one date.
    fn at(date: &str) -> Dossier {
        let mut dossier = dossier(Vec::new());
        let partial = date.parse().ok();
        dossier.rcp = vec![Rcp { id: "r-01".to_owned(), date: partial, ..Rcp::default() }];
        dossier.parcours =
            vec![Parcours { id: "pa-01".to_owned(), date_formalisation: partial, ..Parcours::default() }];
        dossier.crises.exercices =
            vec![ExerciceCrise { id: "xc-01".to_owned(), date: partial, ..ExerciceCrise::default() }];
        dossier.crises.activations =
            vec![Activation { id: "ac-01".to_owned(), date: partial, ..Activation::default() }];
        dossier.reunions = vec![Reunion { id: "re-01".to_owned(), date: date.parse().ok(), ..Reunion::default() }];
        dossier
    }

    #[test]
    fn dates_outside_the_exercice_are_told() {
        assert_eq!(found(&at("2025-06-12"), ""), [""; 0]);
        let counted = [
            "date-hors-exercice /crises/activations/ac-01/date",
            "date-hors-exercice /crises/exercices/xc-01/date",
            "date-hors-exercice /rcp/r-01/date",
        ];
        // The meeting that approves the accounts comes after the exercice, the pathway may come before it.
        let mut after = counted.to_vec();
        after.insert(2, "date-hors-exercice /parcours/pa-01/date_formalisation");
        assert_eq!(found(&at("2026-06-12"), ""), after);
        let mut before = counted.to_vec();
        before.push("date-hors-exercice /reunions/re-01/date");
        let mut dossier = at("2024-06-12");
        assert_eq!(found(&dossier, ""), before);
        dossier.reunions[0].nature = NatureReunion::AgConstitutive;
        assert_eq!(found(&dossier, ""), counted);
    }

    #[test]
    fn dates_without_exercice_are_not_told() {
        assert_eq!(found(&Dossier { exercice: crate::Exercice::default(), ..at("2024-06-12") }, ""), [""; 0]);
    }

    #[test]
    fn meeting_and_milestone_in_an_impossible_order_are_told() {
        let mut dossier = dossier(Vec::new());
        dossier.reunions = vec![Reunion {
            id: "re-01".to_owned(),
            date: "2025-03-10".parse().ok(),
            date_convocation: "2025-03-12".parse().ok(),
            prochaine_date: "2025-02-10".parse().ok(),
            ..Reunion::default()
        }];
        dossier.calendrier = vec![Jalon {
            id: "j-01".to_owned(),
            debut: "2025-06".parse().ok(),
            fin: "2025-05".parse().ok(),
            ..Jalon::default()
        }];
        assert_eq!(
            found(&dossier, ""),
            [
                "calendrier-ordre /calendrier/j-01/fin",
                "calendrier-ordre /reunions/re-01/date_convocation",
                "calendrier-ordre /reunions/re-01/prochaine_date"
            ]
        );
    }
}
