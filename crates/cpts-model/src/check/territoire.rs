//! Communes and population of the territory.

use std::collections::BTreeSet;

use super::lieux::Lieux;
use crate::{
    aci,
    constat::{
        Constat,
        codes::{import, verification as codes},
        quote,
    },
    dossier::Dossier,
    geographie::{self, Recherche},
    territoire::Commune,
};

/// Largest difference between the declared population and the sum of the communes that needs no explanation, in percent.
const ECART_POPULATION: u32 = 5;

pub(super) fn check(dossier: &Dossier, lieux: &Lieux, constats: &mut Vec<Constat>) {
    let territoire = &dossier.territoire;
    let mut seen = BTreeSet::new();
    for (index, commune) in territoire.communes.iter().enumerate() {
        let chemin = match &commune.code_insee {
            Some(code) => format!("/territoire/communes/{code}"),
            None => format!("/territoire/communes/{index}"),
        };
        let place = || lieux.chemin(&chemin);
        match &commune.code_insee {
            None => constats.push(unknown(commune, dossier).at(place())),
            Some(code) => match geographie::commune(code) {
                None => {
                    let message = format!("le code {} de la commune {} n’existe pas", quote(code), quote(&commune.nom));
                    constats.push(codes::COMMUNE_CODE_INCONNU.constat(place(), message).with_valeur(code));
                }
                Some(fiche) if !seen.insert(fiche.code) => {
                    let message = format!("la commune {} figure deux fois dans le territoire", quote(&fiche.nom));
                    constats.push(codes::COMMUNE_EN_DOUBLE.constat(place(), message).with_valeur(&commune.nom));
                }
                Some(_) => {}
            },
        }
    }
    check_population(dossier, lieux, constats);
    check_size(dossier, lieux, constats);
    // The importer told each unknown commune where it read it; a dossier written by hand was read by nobody.
    for membre in dossier.membres.iter().filter(|membre| membre.source.is_none()) {
        for commune in membre.communes.iter().filter(|commune| commune.code_insee.is_none()) {
            constats.push(unknown(commune, dossier).at(lieux.membre(membre, "communes")));
        }
    }
}

/// A constat that still wants its place.
struct Pending {
    code: &'static crate::constat::Code,
    message: String,
    valeur: String,
    conseil: Option<String>,
}

impl Pending {
    fn at(self, place: crate::constat::Place) -> Constat {
        let constat = self.code.constat(place, self.message).with_valeur(self.valeur);
        match self.conseil {
            Some(conseil) => constat.with_conseil(conseil),
            None => constat,
        }
    }
}

fn unknown(commune: &Commune, dossier: &Dossier) -> Pending {
    let nom = quote(&commune.nom);
    let (code, message, conseil) = match geographie::find(&commune.nom, None, dossier.cpts.departement.as_deref()) {
        Recherche::Trouvee(found) => {
            let code = found.code_insee.unwrap_or_default();
            (
                &codes::COMMUNE_SANS_CODE,
                format!("la commune {nom} n’a pas de code INSEE"),
                Some(format!("Le code de {} est {code}.", found.nom)),
            )
        }
        Recherche::Plusieurs(fiches) => {
            let choices: Vec<String> =
                fiches.iter().take(6).map(|f| format!("{} ({})", f.departement.nom, f.code)).collect();
            (
                &import::COMMUNE_AMBIGUE,
                format!("{} communes s’appellent {nom}", fiches.len()),
                Some(format!("Donner le code postal ou le département\u{a0}: {}.", choices.join(", "))),
            )
        }
        Recherche::Inconnue { proche } => (
            &import::COMMUNE_INCONNUE,
            format!("la commune {nom} n’existe pas dans la géographie de 2026"),
            proche.map(|proche| format!("Vouliez-vous dire {proche}\u{a0}?")),
        ),
    };
    Pending { code, message, valeur: commune.nom.clone(), conseil }
}

fn check_population(dossier: &Dossier, lieux: &Lieux, constats: &mut Vec<Constat>) {
    let territoire = &dossier.territoire;
    let Some(declared) = territoire.population_declaree else { return };
    let populations: Option<Vec<u32>> = territoire.communes.iter().map(|commune| commune.population).collect();
    let Some(populations) = populations.filter(|all| !all.is_empty()) else { return };
    let sum = populations.into_iter().map(u64::from).sum::<u64>();
    let gap = u64::from(declared).abs_diff(sum);
    if gap * 100 > sum * u64::from(ECART_POPULATION) {
        let message = format!(
            "population déclarée {declared}, somme des communes {sum}\u{a0}: écart de plus de {ECART_POPULATION} %"
        );
        constats.push(
            codes::POPULATION_ECART
                .constat(lieux.chemin("/territoire/population_declaree"), message)
                .with_valeur(declared.to_string()),
        );
    }
}

fn check_size(dossier: &Dossier, lieux: &Lieux, constats: &mut Vec<Constat>) {
    let Some(taille) = dossier.contrat.taille else { return };
    let place = || lieux.chemin("/contrat/taille");
    if !(1..=4).contains(&taille) {
        let message = format!("attendu une taille de 1 à 4, trouvé {taille}");
        constats.push(codes::TAILLE_HORS_BORNES.constat(place(), message).with_valeur(taille.to_string()));
        return;
    }
    let Some(population) = crate::synthese::population(&dossier.territoire) else { return };
    // On which side a threshold itself falls is not written anywhere: within 1 % nothing is said.
    let margin = population / 100;
    let (low, high) = (aci::taille(population - margin), aci::taille(population.saturating_add(margin)));
    if !(low..=high).contains(&taille) {
        let message = format!(
            "taille {taille} inscrite au contrat\u{a0}; {population} habitants correspondent à la taille {}",
            aci::taille(population)
        );
        constats.push(codes::TAILLE_ECART.constat(place(), message).with_valeur(taille.to_string()));
    }
}
