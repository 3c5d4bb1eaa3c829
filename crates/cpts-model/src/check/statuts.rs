//! The articles of association: what an assembly cannot have adopted.

use super::{lieux::Lieux, recueil::Recueil};
use crate::{constat::codes::verification as codes, dossier::Dossier};

pub(super) fn check(dossier: &Dossier, lieux: &Lieux, constats: &mut Recueil) {
    let statuts = &dossier.statuts;
    let place = |champ: &str| lieux.chemin(&format!("/statuts/{champ}"));
    let thresholds = [
        ("quorum_ago", "le quorum de l’assemblée ordinaire", &statuts.quorum_ago),
        ("quorum_age", "le quorum de l’assemblée extraordinaire", &statuts.quorum_age),
        ("majorite_qualifiee", "la majorité de l’assemblée extraordinaire", &statuts.majorite_qualifiee),
    ];
    for (champ, nom, seuil) in thresholds {
        if statuts.date_adoption.is_some() && !super::phrases::is_given(seuil.as_ref()) {
            let message = format!("les statuts sont adoptés sans dire {nom}");
            constats.push(codes::STATUTS_SEUIL_ABSENT.constat(place(champ), message));
        }
    }
    let delays = [
        ("duree_mandat_ans", "la durée des mandats", statuts.duree_mandat_ans),
        ("delai_convocation_bureau_jours", "le délai de convocation du bureau", statuts.delai_convocation_bureau_jours),
        ("delai_candidature_jours", "le délai de candidature", statuts.delai_candidature_jours),
        ("delai_convocation_ag_jours", "le délai de convocation des assemblées", statuts.delai_convocation_ag_jours),
        ("delai_ago_mois", "le délai de l’assemblée ordinaire", statuts.delai_ago_mois),
        ("delai_seconde_convocation_jours", "le délai de seconde convocation", statuts.delai_seconde_convocation_jours),
        ("mise_a_disposition_jours", "le délai de mise à disposition des comptes", statuts.mise_a_disposition_jours),
        ("delai_declaration_mois", "le délai de déclaration des modifications", statuts.delai_declaration_mois),
    ];
    for (champ, nom, delay) in delays {
        if delay == Some(0) {
            constats.push(codes::STATUTS_DELAI_NUL.constat(place(champ), format!("{nom} est de 0")).with_valeur("0"));
        }
    }
    if let (Some(originals), Some(prefecture), Some(siege)) =
        (statuts.originaux, statuts.originaux_prefecture, statuts.originaux_siege)
        && u64::from(originals) != u64::from(prefecture) + u64::from(siege)
    {
        let message = format!("{originals} originaux\u{a0}: {prefecture} à la préfecture et {siege} au siège");
        constats.push(codes::STATUTS_ORIGINAUX.constat(place("originaux"), message).with_valeur(originals.to_string()));
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;
    use crate::{Dossier, Statuts};

    fn with(statuts: Statuts) -> Dossier {
        Dossier { statuts, ..Dossier::default() }
    }

    #[test]
    fn threshold_that_is_missing_is_told_once_the_articles_are_adopted() {
        let project = Statuts { quorum_ago: Some("le tiers".to_owned()), ..Statuts::default() };
        assert_eq!(found(&with(project.clone()), ""), [""; 0]);
        let adopted = Statuts { date_adoption: "2025-01-10".parse().ok(), ..project };
        assert_eq!(
            found(&with(adopted), ""),
            ["statuts-seuil-absent /statuts/majorite_qualifiee", "statuts-seuil-absent /statuts/quorum_age"]
        );
    }

    #[test]
    fn delay_of_zero_is_told() {
        let statuts = Statuts { delai_ago_mois: Some(0), delai_declaration_mois: Some(3), ..Statuts::default() };
        assert_eq!(found(&with(statuts), ""), ["statuts-delai-nul /statuts/delai_ago_mois"]);
    }

    #[test]
    fn originals_that_do_not_add_up_are_told() {
        let of = |originaux| {
            with(Statuts {
                originaux: Some(originaux),
                originaux_prefecture: Some(1),
                originaux_siege: Some(2),
                ..Statuts::default()
            })
        };
        assert_eq!(found(&of(3), ""), [""; 0]);
        assert_eq!(found(&of(4), ""), ["statuts-originaux /statuts/originaux"]);
    }
}
