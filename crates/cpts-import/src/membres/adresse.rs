//! A postal address in one cell: the street, and the town that stands behind it.

use std::borrow::Cow;

use cpts_model::{
    Membre,
    geographie::{self, Fiche as FicheCommune, Recherche},
    identifiant,
};

use super::{
    contact,
    fiche::{Fiche, Valeur, keep_raw},
    lieu::{add, one, without_cedex},
    personne::one_line,
};
use crate::{champ::Champ, contenu, contexte::Contexte, journal::Lieu};

/// Keeps the street; a postal code and a town at its end go to their own fields when no column gives them.
pub(super) fn address(
    contexte: &mut Contexte<'_>,
    fiche: &Fiche<'_>,
    valeur: &Valeur<'_>,
    membre: &mut Membre,
    lieu: Lieu,
) {
    let texte = valeur.texte.as_ref();
    if contact::is_absent(texte) {
        return;
    }
    let whole = [Champ::Commune, Champ::CodePostalCommune, Champ::CodePostal].iter().all(|c| fiche.first(*c).is_none());
    let street = if !whole {
        Cow::Borrowed(texte)
    } else if let Some((code, _)) = contenu::split_postal_code(texte) {
        let at = texte.find(code).unwrap_or(texte.len());
        keep_raw(membre, "adresse", texte);
        membre.code_postal = identifiant::code_postal::read(code).valeur;
        let street = texte[..at].trim_end_matches(|c: char| !c.is_alphanumeric());
        let street = town_after(contexte, &texte[at + code.len()..], street, membre, lieu);
        Cow::Borrowed(street)
    } else {
        let street = town_at_the_end(contexte, texte, membre);
        if street.len() < texte.len() {
            keep_raw(membre, "adresse", texte);
        }
        Cow::Borrowed(street)
    };
    let street = one_line(&street);
    if street.is_empty() {
        return;
    }
    match &mut membre.adresse {
        Some(kept) => {
            kept.push_str(", ");
            kept.push_str(&street);
        }
        None => membre.adresse = Some(street),
    }
}

/// Reads the town behind a postal code, or before it: « Redon 35600 ».
fn town_after<'t>(
    contexte: &mut Contexte<'_>,
    after: &str,
    street: &'t str,
    membre: &mut Membre,
    lieu: Lieu,
) -> &'t str {
    let town = after.trim_matches(|c: char| !c.is_alphanumeric());
    if town.is_empty() {
        let (rest, last) = last_part(street);
        let code = membre.code_postal.clone();
        if let Recherche::Trouvee(commune) = contexte.commune(without_cedex(last), code.as_deref()) {
            add(membre, commune);
            return rest;
        }
        return street;
    }
    // « Redon, 2e étage », « Redon – France »: the town is what comes first.
    let first = town.split([',', ';', '\n', '(', '–']).flat_map(|part| part.split(" - ")).next().unwrap_or(town).trim();
    let code = membre.code_postal.clone();
    let known = |contexte: &mut Contexte<'_>, nom: &str| {
        !matches!(contexte.commune(without_cedex(nom), code.as_deref()), Recherche::Inconnue { .. })
    };
    let nom = if known(contexte, town) { town } else { first };
    one(contexte, nom, membre, lieu);
    street
}

/// Takes the last part of an address without postal code for its town where it is a commune of the département: many places bear the name of some commune.
fn town_at_the_end<'t>(contexte: &mut Contexte<'_>, texte: &'t str, membre: &mut Membre) -> &'t str {
    let (street, last) = last_part(texte);
    if contenu::digits(last) > 2 || contexte.departement.is_none() && !last.contains('(') {
        return texte;
    }
    // « Allaire (56) » says its département itself.
    let said = last.split_once('(').and_then(|(_, inside)| inside.trim_end_matches([')', ' ']).get(..2));
    let here = |code: &str| {
        said.is_some_and(|said| code.starts_with(said))
            || contexte.departement.as_deref().is_some_and(|departement| code.starts_with(departement))
    };
    let found = match geographie::find(without_cedex(last), None, None) {
        Recherche::Trouvee(commune) => commune.code_insee.as_deref().is_some_and(here).then_some(commune),
        Recherche::Plusieurs(fiches) => {
            let mut here = fiches.iter().filter(|fiche| here(fiche.code));
            here.next().filter(|_| here.next().is_none()).map(FicheCommune::to_commune)
        }
        Recherche::Inconnue { .. } => None,
    };
    match found {
        Some(commune) => {
            add(membre, commune);
            street
        }
        None => texte,
    }
}

/// Returns what stands before the last separator of an address, and what stands after it.
fn last_part(texte: &str) -> (&str, &str) {
    let end = texte.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
    let cut = end.rfind([',', ';', '\n', '–']).or_else(|| end.rfind(" - "));
    match cut {
        Some(at) => {
            let after = end[at..].trim_start_matches(|c: char| !c.is_alphanumeric());
            (end[..at].trim_end_matches(|c: char| !c.is_alphanumeric()), after)
        }
        None => ("", end),
    }
}
