//! Dates in an impossible order or outside the exercice.

use chrono::NaiveDate;

use super::lieux::Lieux;
use crate::{
    action::EtatAction,
    constat::{
        Constat,
        codes::{import, verification as codes},
        quote,
    },
    date::DatePartielle,
    dossier::Dossier,
    exercice::Exercice,
};

pub(super) fn check(dossier: &Dossier, lieux: &Lieux, constats: &mut Vec<Constat>) {
    let periode = dossier.exercice.civil.or_else(|| Exercice::civil(dossier.exercice.annee?).civil);
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
        let place = || lieux.ligne(action.source.as_ref(), format!("/actions/{}/date", action.id));
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
}

/// Returns the date as a sentence takes it: « le 12/03/2025 », « en 03/2025 », « en 2025 ».
fn a_la_date(date: DatePartielle) -> String {
    let article = if matches!(date, DatePartielle::Jour(_)) { "le" } else { "en" };
    format!("{article} {}", date.affiche())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_of_each_precision_reads_as_french() {
        let phrases = ["2025-03-06", "2025-03", "2025"].map(|texte| a_la_date(texte.parse().expect("a date")));
        assert_eq!(phrases, ["le 06/03/2025", "en 03/2025", "en 2025"]);
    }
}
