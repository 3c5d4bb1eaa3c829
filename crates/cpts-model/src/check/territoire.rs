//! Communes, population and size of the territory; members and sub-territories beside it.

use std::collections::{BTreeMap, BTreeSet};

use super::{lieux::Lieux, phrases, recueil::Recueil};
use crate::{
    aci,
    constat::{
        Constat,
        codes::{import, verification as codes},
        quote,
    },
    contrat::Contrat,
    dossier::Dossier,
    geographie::{self, Recherche},
    lecture::plier,
    provenance::Origine,
    synthese::presence,
    territoire::Commune,
};

/// Largest difference between the declared population and the sum of the communes that needs no explanation, in percent.
const ECART_POPULATION: u32 = 5;

/// Distance to a bound within which the population does not decide the size, in percent.
const MARGE_TAILLE: u32 = 1;

pub(super) fn check(dossier: &Dossier, lieux: &Lieux, constats: &mut Recueil) {
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
    check_parts(dossier, lieux, constats);
    constats.extend(outside(dossier, lieux));
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

fn check_population(dossier: &Dossier, lieux: &Lieux, constats: &mut Recueil) {
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

fn check_size(dossier: &Dossier, lieux: &Lieux, constats: &mut Recueil) {
    let place = || lieux.chemin("/contrat/taille");
    let Some(taille) = dossier.contrat.taille else {
        constats.extend(
            near_bound(dossier).map(|(valeur, message)| {
                codes::TAILLE_LIMITE.constat(place(), message).with_valeur(valeur.to_string())
            }),
        );
        return;
    };
    if !(1..=4).contains(&taille) {
        let message = format!("attendu une taille de 1 à 4, trouvé {taille}");
        constats.push(codes::TAILLE_HORS_BORNES.constat(place(), message).with_valeur(taille.to_string()));
        return;
    }
    let Some(population) = crate::synthese::population(&dossier.territoire) else { return };
    // On which side a threshold itself falls is not written anywhere: near it, the size of the contract is right.
    let (low, high) = sizes(population);
    if !(low..=high).contains(&taille) {
        let message = format!(
            "taille {taille} inscrite au contrat\u{a0}; {population} habitants correspondent à la taille {}",
            aci::taille(population)
        );
        constats.push(codes::TAILLE_ECART.constat(place(), message).with_valeur(taille.to_string()));
    }
}

/// Returns the sizes that a population may have, [`MARGE_TAILLE`] percent less and more.
fn sizes(population: u32) -> (u8, u8) {
    let margin = population / 100 * MARGE_TAILLE;
    (aci::taille(population - margin), aci::taille(population.saturating_add(margin)))
}

/// A contract that does not say its size, and a population that does not decide: the population and the message.
fn near_bound(dossier: &Dossier) -> Option<(u32, String)> {
    if dossier.contrat == Contrat::default() {
        return None;
    }
    let population = crate::synthese::population(&dossier.territoire)?;
    let (low, high) = sizes(population);
    (low != high).then(|| {
        let message = format!(
            "{population} habitants sont à moins de {MARGE_TAILLE}\u{a0}% d’une borne\u{a0}: taille {low} ou {high}"
        );
        (population, message)
    })
}

/// Sub-territories name communes of the territory.
fn check_parts(dossier: &Dossier, lieux: &Lieux, constats: &mut Recueil) {
    let territoire = &dossier.territoire;
    if territoire.communes.is_empty() {
        return;
    }
    let communes: BTreeSet<String> = territoire.communes.iter().map(|commune| plier(&commune.nom)).collect();
    for part in &territoire.sous_territoires {
        for commune in part.communes.iter().filter(|commune| !communes.contains(&plier(commune))) {
            let nom = part.nom.as_deref().unwrap_or(&part.id);
            let message =
                format!("la commune {} du sous-territoire {} n’est pas dans le territoire", quote(commune), quote(nom));
            let place = lieux.chemin(&format!("/territoire/sous_territoires/{}/communes", part.id));
            constats.push(codes::SOUS_TERRITOIRE_COMMUNE.constat(place, message).with_valeur(commune));
        }
    }
}

/// Members who practise outside the territory, told together: it is common, and rarely an error.
fn outside(dossier: &Dossier, lieux: &Lieux) -> Option<Constat> {
    const CHEMIN: &str = "/territoire/communes";
    let communes: BTreeSet<&str> =
        dossier.territoire.communes.iter().filter_map(|commune| commune.code_insee.as_deref()).collect();
    // A territory that was deduced from the members says nothing about them.
    let deduced = matches!(dossier.provenance.get(CHEMIN), Some(Origine::Regle { .. }));
    if communes.is_empty() || deduced {
        return None;
    }
    let mut members = 0;
    let mut by_commune: BTreeMap<&str, u32> = BTreeMap::new();
    for membre in &dossier.membres {
        let known: Option<Vec<&str>> = membre.communes.iter().map(|commune| commune.code_insee.as_deref()).collect();
        let Some(known) = known.filter(|known| !known.is_empty()) else { continue };
        if known.iter().any(|code| communes.contains(code)) || !presence(membre, &dossier.exercice).fin {
            continue;
        }
        members += 1;
        *by_commune.entry(&membre.communes[0].nom).or_default() += 1;
    }
    if members == 0 {
        return None;
    }
    let mut named: Vec<(&str, u32)> = by_commune.into_iter().collect();
    named.sort_by_key(|(nom, count)| (std::cmp::Reverse(*count), *nom));
    let named: Vec<String> = named.into_iter().map(|(nom, count)| format!("{} ({count})", quote(nom))).collect();
    let count = phrases::compte(members, "adhérent exerce", "adhérents exercent");
    let message = format!("{count} hors du territoire\u{a0}: {}", phrases::enumere(&named));
    Some(codes::ADHERENTS_HORS_TERRITOIRE.constat(lieux.chemin(CHEMIN), message).with_valeur(members.to_string()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{dossier, found, membre};
    use crate::{Commune, Dossier, Membre, Origine, SousTerritoire};

    fn commune(nom: &str, code: &str) -> Commune {
        Commune { nom: nom.to_owned(), code_insee: Some(code.to_owned()), population: None }
    }

    fn at(numero: u32, communes: Vec<Commune>) -> Membre {
        Membre { communes, ..membre(numero) }
    }

    #[test]
    fn members_outside_the_territory_give_one_constat() {
        let (castres, albi) = (commune("Castres", "81065"), commune("Albi", "81004"));
        let mut dossier = dossier(vec![
            at(1, vec![albi.clone()]),
            at(2, vec![albi.clone()]),
            at(3, vec![albi, castres.clone()]),
            at(4, vec![castres.clone()]),
            at(5, Vec::new()),
        ]);
        assert_eq!(found(&dossier, ""), [""; 0]);
        dossier.territoire.communes = vec![castres];
        assert_eq!(found(&dossier, ""), ["adherents-hors-territoire /territoire/communes"]);
        let constats = super::super::check(&dossier);
        assert_eq!(constats[0].valeur.as_deref(), Some("2"));
        let deduced = Origine::Regle { regle: "communes-des-adherents".to_owned(), entrees: Vec::new() };
        dossier.provenance.insert("/territoire/communes".to_owned(), deduced);
        assert_eq!(found(&dossier, ""), [""; 0]);
    }

    #[test]
    fn commune_of_a_sub_territory_outside_the_territory_is_told() {
        let mut dossier = Dossier::default();
        dossier.territoire.sous_territoires = vec![SousTerritoire {
            id: "st-01".to_owned(),
            communes: vec!["CASTRES".to_owned(), "Albi".to_owned()],
            ..SousTerritoire::default()
        }];
        assert_eq!(found(&dossier, ""), [""; 0]);
        dossier.territoire.communes = vec![commune("Castres", "81065")];
        assert_eq!(found(&dossier, ""), ["sous-territoire-commune /territoire/sous_territoires/st-01/communes"]);
    }

    #[test]
    fn population_near_a_bound_is_told_where_the_contract_does_not_say_its_size() {
        let mut dossier = Dossier::default();
        dossier.territoire.population_declaree = Some(79_900);
        assert_eq!(found(&dossier, ""), [""; 0]);
        dossier.contrat.date_signature = "2023-03-01".parse().ok();
        assert_eq!(found(&dossier, ""), ["taille-limite /contrat/taille"]);
        dossier.contrat.taille = Some(3);
        assert_eq!(found(&dossier, ""), [""; 0]);
        dossier.contrat.taille = None;
        dossier.territoire.population_declaree = Some(61_000);
        assert_eq!(found(&dossier, ""), [""; 0]);
    }
}
