//! Identifiers and addresses of the community and of its members.

use super::{lieux::Lieux, recueil::Recueil};
use crate::{
    constat::{Gravite, Place, codes::verification as codes, quote},
    dossier::Dossier,
    identifiant::{Lecture, adeli, code_postal, email, finess, rna, rpps, siren, siret, telephone},
};

type Read = fn(&str) -> Lecture;

pub(super) fn check(dossier: &Dossier, lieux: &Lieux, constats: &mut Recueil) {
    let cpts = &dossier.cpts;
    let fields: [(&str, &Option<String>, Read); 7] = [
        ("siren", &cpts.siren, siren::read),
        ("siret", &cpts.siret, siret::read),
        ("rna", &cpts.rna, rna::read),
        ("finess", &cpts.finess, finess::read),
        ("email", &cpts.email, email::read),
        ("telephone", &cpts.telephone, telephone::read),
        ("adresse/code_postal", &cpts.adresse.code_postal, code_postal::read),
    ];
    for (champ, value, read) in fields {
        if let Some(value) = value {
            tell(value, read, || lieux.chemin(&format!("/cpts/{champ}")), constats);
        }
    }
    if let (Some(siren), Some(siret)) = (&cpts.siren, &cpts.siret)
        && siret.len() == 14
        && !siret.starts_with(siren.as_str())
    {
        let message = format!("le SIRET {} n’est pas celui du SIREN {}", quote(siret), quote(siren));
        constats.push(codes::SIRET_AUTRE_SIREN.constat(lieux.chemin("/cpts/siret"), message).with_valeur(siret));
    }
    for membre in &dossier.membres {
        let fields: [(&str, &Option<String>, Read); 7] = [
            ("rpps", &membre.rpps, rpps::read),
            ("adeli", &membre.adeli, adeli::read),
            ("finess", &membre.finess, finess::read),
            ("siret", &membre.siret, siret::read),
            ("email", &membre.email, email::read),
            ("mssante", &membre.mssante, email::read),
            ("code_postal", &membre.code_postal, code_postal::read),
        ];
        for (champ, value, read) in fields {
            if let Some(value) = value {
                tell(value, read, || lieux.membre(membre, champ), constats);
            }
        }
        for value in &membre.telephones {
            tell(value, telephone::read, || lieux.membre(membre, "telephones"), constats);
        }
        if let Some(value) = membre.email.as_ref().filter(|value| email::is_mssante(value)) {
            let message = format!(
                "{} est une adresse de messagerie sécurisée, rangée avec les adresses ordinaires",
                quote(value)
            );
            constats.push(codes::MSSANTE_MAL_PLACEE.constat(lieux.membre(membre, "email"), message).with_valeur(value));
        }
    }
}

/// Tells defects only: repairs were told when the value was read, and are done.
fn tell(value: &str, read: Read, place: impl Fn() -> Place, constats: &mut Recueil) {
    for anomalie in read(value).anomalies {
        if anomalie.code.gravite != Gravite::Information {
            constats.push(anomalie.into_constat(place()).with_valeur(value));
        }
    }
}
