//! The bureau and the board: offices, members who belong to the community, length of mandates; working groups.

use chrono::Months;

use super::{adherents::Adherents, lieux::Lieux, phrases, recueil::Recueil};
use crate::{
    constat::{codes::verification as codes, quote},
    dossier::Dossier,
    gouvernance::Mandat,
    lecture::plier,
    synthese::presence,
};

/// Offices that the articles of association require, and the beginnings of their names.
const FONCTIONS: [(&str, &[&str]); 3] = [
    ("présidence", &["president", "presidence", "co president", "copresident"]),
    ("secrétariat", &["secretaire", "secretariat", "co secretaire", "cosecretaire"]),
    ("trésorerie", &["tresorier", "tresoriere", "tresorerie", "co tresorier", "cotresorier"]),
];

pub(super) fn check(dossier: &Dossier, lieux: &Lieux, adherents: &Adherents, constats: &mut Recueil) {
    let gouvernance = &dossier.gouvernance;
    if !gouvernance.bureau.is_empty() {
        for (office, starts) in FONCTIONS {
            let held = gouvernance.bureau.iter().filter_map(|m| m.fonction.as_deref()).any(|fonction| {
                let key = plier(fonction);
                starts.iter().any(|start| key.starts_with(start))
            });
            if !held {
                let message = format!("le bureau n’a pas de {office}");
                constats.push(codes::BUREAU_FONCTION_ABSENTE.constat(lieux.chemin("/gouvernance/bureau"), message));
            }
        }
    }
    let instances = [("bureau", &gouvernance.bureau), ("conseil_administration", &gouvernance.conseil_administration)];
    for (instance, mandat) in
        instances.iter().flat_map(|(instance, mandats)| mandats.iter().map(move |mandat| (instance, mandat)))
    {
        let place = |champ: &str| {
            lieux.ligne(mandat.source.as_ref(), &format!("/gouvernance/{instance}/{}/{champ}", mandat.id))
        };
        if let Some(message) = person(mandat, dossier, adherents) {
            let (code, message, nom) = message;
            constats.push(code.constat(place("nom"), message).with_valeur(nom));
        }
        constats.extend(ended(mandat, dossier).map(|message| {
            let depuis = mandat.depuis.map(|date| date.to_string()).unwrap_or_default();
            codes::MANDAT_ECHU.constat(place("depuis"), message).with_valeur(depuis)
        }));
    }
    for groupe in &gouvernance.groupes {
        if groupe.referents.iter().all(|referent| referent.trim().is_empty()) {
            let nom = groupe.nom.as_deref().unwrap_or(&groupe.id);
            let place = lieux.ligne(groupe.source.as_ref(), &format!("/gouvernance/groupes/{}/referents", groupe.id));
            let message = format!("le groupe {} n’a pas de référent", quote(nom));
            constats.push(codes::GROUPE_SANS_REFERENT.constat(place, message).with_valeur(nom));
        }
    }
}

/// Says what is wrong with the person of a mandate: code, message, name.
fn person<'a>(
    mandat: &'a Mandat,
    dossier: &Dossier,
    adherents: &Adherents,
) -> Option<(&'static crate::constat::Code, String, &'a str)> {
    if adherents.is_empty() {
        return None;
    }
    let nom = mandat.nom.as_deref().filter(|nom| !plier(nom).is_empty())?;
    match mandat.membre.as_ref().and_then(|id| adherents.get(id)) {
        Some(membre) if !presence(membre, &dossier.exercice).fin => {
            let message = format!("{} n’est plus adhérent à la fin de l’exercice", quote(nom));
            Some((&codes::MANDAT_ANCIEN_ADHERENT, message, nom))
        }
        Some(_) => None,
        None => (!adherents.is_named(nom)).then(|| {
            let message = format!("{} ne figure pas parmi les adhérents", quote(nom));
            (&codes::MANDAT_NON_ADHERENT, message, nom)
        }),
    }
}

/// Says since when a mandate is over its statutory length at the end of the exercice.
fn ended(mandat: &Mandat, dossier: &Dossier) -> Option<String> {
    let depuis = mandat.depuis?;
    let ans = dossier.statuts.duree_mandat_ans.filter(|ans| *ans > 0)?;
    let fin = super::exercice(dossier)?.fin;
    // Of a year or a month, the last day: nobody is told before the end is certain.
    let terme = depuis.dernier_jour().checked_add_months(Months::new(ans.checked_mul(12)?))?;
    (terme < fin).then(|| {
        let duree = if ans == 1 { "un an".to_owned() } else { format!("{ans} ans") };
        let nom = mandat.nom.as_deref().unwrap_or(&mandat.id);
        format!(
            "le mandat de {}, commencé {} pour {duree}, est échu depuis le {}",
            quote(nom),
            phrases::a_la_date(depuis),
            phrases::jour(terme)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{dossier, found};
    use crate::{Dossier, Groupe, Mandat};

    fn president(depuis: &str) -> Dossier {
        let mut dossier = dossier(Vec::new());
        dossier.gouvernance.conseil_administration = vec![Mandat {
            id: "ca-01".to_owned(),
            nom: Some("Jeanne Aubrelle".to_owned()),
            depuis: depuis.parse().ok(),
            ..Mandat::default()
        }];
        dossier
    }

    #[test]
    fn mandate_over_its_statutory_length_is_told() {
        let mut dossier = president("2022-06");
        assert_eq!(found(&dossier, ""), [""; 0]);
        dossier.statuts.duree_mandat_ans = Some(3);
        assert_eq!(found(&dossier, ""), ["mandat-echu /gouvernance/conseil_administration/ca-01/depuis"]);
        // It ends on the last day of the exercice, or after it.
        dossier.gouvernance.conseil_administration[0].depuis = "2022".parse().ok();
        assert_eq!(found(&dossier, ""), [""; 0]);
        // A length of no sense does not stop the check.
        dossier.statuts.duree_mandat_ans = Some(u32::MAX);
        assert_eq!(found(&dossier, "mandat"), [""; 0]);
    }

    #[test]
    fn working_group_without_referent_is_told() {
        let groupe = |id: &str, referents: &[&str]| Groupe {
            id: id.to_owned(),
            referents: referents.iter().map(|nom| (*nom).to_owned()).collect(),
            ..Groupe::default()
        };
        let mut dossier = Dossier::default();
        dossier.gouvernance.groupes = vec![groupe("g-01", &["Jeanne Aubrelle", ""]), groupe("g-02", &[" "])];
        assert_eq!(found(&dossier, ""), ["groupe-sans-referent /gouvernance/groupes/g-02/referents"]);
    }
}
