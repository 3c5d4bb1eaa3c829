//! The diagnosis: professionals beside members, figures beside their year and source.

use super::{lieux::Lieux, phrases, recueil::Recueil};
use crate::{
    constat::{codes::verification as codes, quote},
    dossier::Dossier,
    synthese::Synthese,
};

pub(super) fn check<'s>(dossier: &Dossier, lieux: &Lieux, synthese: impl Fn() -> &'s Synthese, constats: &mut Recueil) {
    let diagnostic = &dossier.diagnostic;
    // Without members, a profession has none: nothing to compare.
    if !dossier.membres.is_empty() && diagnostic.offre.iter().any(|offre| offre.effectif.is_some()) {
        for line in &synthese().representativite {
            let Some(members) = line.adherents.nombre.filter(|members| *members > line.effectif) else { continue };
            let offre = diagnostic.offre.iter().find(|offre| offre.profession.is_some_and(|p| p.slug() == line.id));
            let Some(offre) = offre else { continue };
            let message =
                format!("{}\u{a0}: {members} adhérents pour {} sur le territoire", line.libelle, line.effectif);
            let place = lieux.ligne(offre.source.as_ref(), &format!("/diagnostic/offre/{}/effectif", offre.id));
            constats.push(codes::DIAGNOSTIC_EFFECTIF.constat(place, message).with_valeur(line.effectif.to_string()));
        }
    }
    let bare: Vec<String> = diagnostic
        .donnees
        .iter()
        .filter(|donnee| {
            donnee.valeur.is_some() && (donnee.annee.is_none() || !phrases::is_given(donnee.origine.as_ref()))
        })
        .map(|donnee| quote(donnee.intitule.as_deref().unwrap_or(&donnee.id)))
        .collect();
    if !bare.is_empty() {
        let count = phrases::compte(bare.len(), "donnée du diagnostic n’a", "données du diagnostic n’ont");
        let message = format!("{count} pas d’année ou de source\u{a0}: {}", phrases::enumere(&bare));
        let place = lieux.chemin("/diagnostic/donnees");
        constats.push(codes::DIAGNOSTIC_SANS_SOURCE.constat(place, message).with_valeur(bare.len().to_string()));
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{dossier, found, membre};
    use crate::{DonneeDiagnostic, Dossier, OffreProfession, Profession};

    #[test]
    fn fewer_professionals_than_members_is_told() {
        let offre = |effectif| OffreProfession {
            id: "o-01".to_owned(),
            profession: Profession::from_slug("infirmier"),
            effectif: Some(effectif),
            ..OffreProfession::default()
        };
        let mut dossier = dossier(vec![membre(1), membre(2)]);
        dossier.diagnostic.offre = vec![offre(1)];
        assert_eq!(found(&dossier, ""), ["diagnostic-effectif /diagnostic/offre/o-01/effectif"]);
        dossier.diagnostic.offre = vec![offre(2)];
        assert_eq!(found(&dossier, ""), [""; 0]);
    }

    #[test]
    fn figures_without_year_or_source_give_one_constat() {
        let donnee = |id: &str, annee, origine: Option<&str>| DonneeDiagnostic {
            id: id.to_owned(),
            valeur: Some(12.0),
            annee,
            origine: origine.map(str::to_owned),
            ..DonneeDiagnostic::default()
        };
        let mut dossier = Dossier::default();
        dossier.diagnostic.donnees = vec![donnee("d-01", Some(2024), Some("Rezone CPTS"))];
        assert_eq!(found(&dossier, ""), [""; 0]);
        dossier.diagnostic.donnees.extend([donnee("d-02", None, Some("Insee")), donnee("d-03", Some(2024), None)]);
        assert_eq!(found(&dossier, ""), ["diagnostic-sans-source /diagnostic/donnees"]);
    }
}
