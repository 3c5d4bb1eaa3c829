//! Where a member practises: address, postal code, communes.

use std::fmt::Write as _;

use cpts_model::{
    Commune, Membre,
    constat::codes::{import as codes, valeur as valeurs},
    geographie::{self, Fiche as FicheCommune, Recherche},
    identifiant,
    lecture::plier,
};

use super::{
    adresse,
    fiche::{Fiche, Valeur, keep_raw},
    lignes::Section,
    personne::one_line,
};
use crate::{
    champ::Champ,
    classement::Plan,
    contenu,
    contexte::Contexte,
    journal::{Lieu, cite},
};

/// Fills in the address, the postal code and the communes.
pub(super) fn read(
    contexte: &mut Contexte<'_>,
    fiche: &Fiche<'_>,
    plan: &Plan,
    section: &Section,
    membre: &mut Membre,
    lieu: Lieu,
) {
    for valeur in fiche.all(Champ::Adresse) {
        adresse::address(contexte, fiche, valeur, membre, lieu.at(valeur.cell.colonne));
    }
    if let Some(valeur) = fiche.first(Champ::CodePostal) {
        postal_code(contexte, fiche, valeur, &valeur.texte, membre, lieu.at(valeur.cell.colonne));
    }
    if let Some(valeur) = fiche.first(Champ::CodeInsee) {
        let lieu = lieu.at(valeur.cell.colonne);
        let code = if is_postal_code_of(fiche, &valeur.texte) {
            let message = format!("{} est un code postal", cite(&valeur.texte));
            contexte.journal.push_valeur(lieu, &valeurs::INSEE_CODE_POSTAL, &valeur.texte, message);
            None
        } else {
            contexte.identifier(lieu, &valeur.texte, identifiant::insee::read(&valeur.texte))
        };
        if code.is_none() && membre.code_postal.is_none() && contexte.is_served(&valeur.texte) {
            membre.code_postal = Some(valeur.texte.to_string());
        }
        match code.as_deref().and_then(geographie::commune) {
            Some(fiche) => add(membre, fiche.to_commune()),
            None => keep_raw(membre, "code_insee", &valeur.texte),
        }
    }
    let by_code = !membre.communes.is_empty();
    for valeur in fiche.all(Champ::CodePostalCommune) {
        let lieu = lieu.at(valeur.cell.colonne);
        if let Some((code, nom)) = contenu::split_postal_code(&valeur.texte) {
            let nom = nom.into_owned();
            postal_code(contexte, fiche, valeur, code, membre, lieu);
            if !nom.is_empty() && !by_code {
                communes(contexte, &nom, membre, lieu);
            }
        } else if contenu::is_postal_code(&valeur.texte) {
            postal_code(contexte, fiche, valeur, &valeur.texte, membre, lieu);
        } else if !by_code {
            communes(contexte, &valeur.texte, membre, lieu);
        }
    }
    if !by_code {
        for valeur in fiche.all(Champ::Commune) {
            let lieu = lieu.at(valeur.cell.colonne);
            match contenu::split_postal_code(&valeur.texte) {
                Some((code, nom)) if membre.code_postal.is_none() => {
                    let nom = nom.into_owned();
                    postal_code(contexte, fiche, valeur, code, membre, lieu);
                    communes(contexte, &nom, membre, lieu);
                }
                _ => communes(contexte, &valeur.texte, membre, lieu),
            }
        }
    }
    if membre.communes.is_empty()
        && !membre.brut.contains("communes")
        && let Some(nom) = section.commune.as_deref().or(plan.commune.as_deref())
    {
        communes(contexte, nom, membre, lieu);
    }
}

fn postal_code(
    contexte: &mut Contexte<'_>,
    fiche: &Fiche<'_>,
    valeur: &Valeur<'_>,
    texte: &str,
    membre: &mut Membre,
    lieu: Lieu,
) {
    if contexte.is_absent(texte) {
        return;
    }
    if let Some(commune) = commune_for_postal_code(contexte, fiche, texte) {
        let message = format!("{} est le code commune de {}, et non un code postal", cite(texte), commune.nom);
        contexte.journal.push_valeur(lieu, &valeurs::CODE_POSTAL_INSEE, texte, message);
        keep_raw(membre, "code_postal", &valeur.texte);
        if let ([code], true) = (commune.codes_postaux.as_slice(), membre.code_postal.is_none()) {
            membre.code_postal = Some(code.clone());
        }
        return;
    }
    let code = contexte.identifier(lieu, texte, identifiant::code_postal::read(texte));
    if code.as_deref() != Some(valeur.texte.as_ref()) {
        keep_raw(membre, "code_postal", &valeur.texte);
    }
    if membre.code_postal.is_none() {
        membre.code_postal = code;
    }
}

/// Returns the commune whose INSEE code stands where a postal code is expected.
///
/// A code of CEDEX serves no commune and may be the number of another one: the commune of the row, where it has one, must agree.
fn commune_for_postal_code(contexte: &mut Contexte<'_>, fiche: &Fiche<'_>, texte: &str) -> Option<FicheCommune> {
    if texte.len() != 5 || !texte.bytes().all(|b| b.is_ascii_alphanumeric()) || contexte.is_served(texte) {
        return None;
    }
    let commune = geographie::commune(texte)?;
    let agrees = named(fiche).is_none_or(|valeur| {
        let nom = plier(without_cedex(&valeur.texte));
        nom == plier(&commune.nom) || nom == plier(texte)
    });
    agrees.then_some(commune)
}

fn named<'f, 'a>(fiche: &'f Fiche<'a>) -> Option<&'f Valeur<'a>> {
    fiche.first(Champ::Commune).or_else(|| fiche.first(Champ::CodePostalCommune))
}

/// Whether a code in the column of INSEE codes is the postal code of the commune that the row names: 69003 is in Lyon.
fn is_postal_code_of(fiche: &Fiche<'_>, code: &str) -> bool {
    let Some(named) = named(fiche) else { return false };
    let Some(by_code) = geographie::commune(code) else { return false };
    let nom = plier(without_cedex(&named.texte));
    if plier(&by_code.nom) == nom || code.len() != 5 {
        return false;
    }
    geographie::communes_du_code_postal(code).iter().any(|served| plier(&served.nom) == nom)
}

/// Adds the communes that a text names: one, or several separated by a slash, a comma or a line feed.
fn communes(contexte: &mut Contexte<'_>, texte: &str, membre: &mut Membre, lieu: Lieu) {
    if contexte.is_absent(texte) {
        keep_raw(membre, "communes", texte);
        return;
    }
    if !is_list(texte) || is_known(contexte, texte) {
        one(contexte, texte, membre, lieu);
        return;
    }
    // « Vielmur/Agout »: what stands for « sur » in a name parts two names elsewhere.
    if texte.matches('/').count() == 1 {
        let over = texte.replace('/', "-sur-");
        if is_known(contexte, &over)
            || contexte.departement.as_deref().is_some_and(|d| geographie::same_letters(&over, d).is_some())
        {
            keep_raw(membre, "communes", texte);
            one(contexte, &over, membre, lieu);
            return;
        }
    }
    for part in texte.split(['/', ';', '\n', '+', ',']).flat_map(|part| part.split(" et ")) {
        let part = part.trim();
        if !part.is_empty() {
            one(contexte, part, membre, lieu);
        }
    }
}

fn is_known(contexte: &mut Contexte<'_>, nom: &str) -> bool {
    !matches!(contexte.commune(without_cedex(nom), None), Recherche::Inconnue { .. })
}

/// « Multi-sites », « à domicile », « tout le territoire »: no commune, and nothing to correct.
fn is_everywhere(texte: &str) -> bool {
    matches!(
        plier(texte).as_str(),
        "multi site"
            | "multi sites"
            | "multisite"
            | "multisites"
            | "plusieurs"
            | "plusieurs communes"
            | "plusieurs sites"
            | "divers"
            | "territoire"
            | "tout le territoire"
            | "toutes"
            | "toutes communes"
            | "toutes les communes"
            | "itinerant"
            | "itinerante"
            | "a domicile"
            | "domicile"
            | "hors territoire"
    )
}

fn is_list(texte: &str) -> bool {
    texte.contains(['/', ';', '\n', '+', ',']) || texte.contains(" et ")
}

pub(super) fn one(contexte: &mut Contexte<'_>, texte: &str, membre: &mut Membre, lieu: Lieu) {
    let nom = without_cedex(without_departement(texte));
    if let Some(code) =
        contexte.options.correspondance.as_ref().and_then(|c| c.value("commune", nom)).filter(|code| !code.is_empty())
        && let Some(fiche) = geographie::commune(code)
    {
        add(membre, fiche.to_commune());
        return;
    }
    // The postal code belongs to the main commune; it says nothing of the others.
    let code_postal = if membre.communes.is_empty() { membre.code_postal.clone() } else { None };
    match contexte.commune(nom, code_postal.as_deref()) {
        Recherche::Trouvee(commune) => {
            if commune.nom != texte {
                keep_raw(membre, "communes", texte);
            }
            // « La Bruguière » is in the Gard, Labruguière in the Tarn: a space makes no difference to who types. « Saint-Géry »
            // is in the Dordogne, and was in the Lot: who lives there still calls it so.
            let code = commune.code_insee.as_deref().unwrap_or_default();
            let elsewhere = contexte.departement.as_deref().is_some_and(|departement| !code.starts_with(departement));
            match if elsewhere && code_postal.is_none() { contexte.commune_here(nom) } else { None } {
                Some(here) => {
                    keep_raw(membre, "communes", texte);
                    several(contexte, nom, &[here], membre, lieu);
                }
                None => add(membre, commune),
            }
        }
        Recherche::Plusieurs(fiches) => {
            keep_raw(membre, "communes", texte);
            several(contexte, nom, &fiches, membre, lieu);
        }
        Recherche::Inconnue { proche } => {
            keep_raw(membre, "communes", texte);
            if is_everywhere(nom) {
                return;
            }
            if let Some(here) = contexte.commune_here(nom) {
                add(membre, here.to_commune());
                return;
            }
            // « Foix (cabinet des Thermes) »: the place within the commune.
            if let Some((before, _)) = nom.split_once('(')
                && is_known(contexte, before.trim())
            {
                one(contexte, before.trim(), membre, lieu);
                return;
            }
            let proche = near(contexte, nom, code_postal.as_deref()).or(proche);
            let mut message = format!("commune {} non reconnue", cite(nom));
            if let Some(proche) = proche {
                let _ = write!(message, "\u{a0}; vouliez-vous dire {}\u{a0}?", cite(&proche));
            }
            let constat = contexte.journal.draft(lieu, &codes::COMMUNE_INCONNUE, message).with_valeur(nom);
            contexte.journal.group(lieu, &codes::COMMUNE_INCONNUE, &plier(nom), || constat);
            contexte.sortie.valeurs.entry("commune".to_owned()).or_default().entry(nom.to_string()).or_default();
            add(membre, Commune { nom: one_line(nom), code_insee: None, population: None });
        }
    }
}

/// Returns what the name may stand for, first in the département.
fn near(contexte: &mut Contexte<'_>, nom: &str, code_postal: Option<&str>) -> Option<String> {
    if let Some(found) = lost_letters(contexte, nom) {
        return Some(found);
    }
    if !contexte.may_suggest() {
        return None;
    }
    match geographie::find(nom, code_postal, contexte.departement.as_deref()) {
        Recherche::Inconnue { proche } => proche,
        _ => None,
    }
}

/// « ?vreux » lost a letter to some export: most often an « é ».
fn lost_letters(contexte: &mut Contexte<'_>, nom: &str) -> Option<String> {
    let whole = nom.replace(['?', '\u{fffd}'], "e");
    match contexte.commune(&whole, None) {
        Recherche::Trouvee(commune) if whole != nom => Some(commune.nom),
        _ => None,
    }
}

/// Several communes share the name: the département of the community decides, else the user.
fn several(contexte: &mut Contexte<'_>, nom: &str, fiches: &[FicheCommune], membre: &mut Membre, lieu: Lieu) {
    let departement = contexte.departement.clone();
    let mut here = fiches.iter().filter(|fiche| departement.as_deref() == Some(fiche.departement.code));
    if let (Some(fiche), None) = (here.next(), here.next()) {
        if contexte.departement_deduit {
            let message = format!("{} lu comme la commune du département {}", cite(nom), fiche.departement.nom);
            let constat = contexte.journal.draft(lieu, &codes::COMMUNE_DEDUITE, message).with_valeur(nom);
            contexte.journal.group(lieu, &codes::COMMUNE_DEDUITE, &plier(nom), || constat);
        }
        add(membre, fiche.to_commune());
        return;
    }
    let shown: Vec<String> = fiches.iter().take(4).map(|f| format!("{} ({})", f.nom, f.departement.code)).collect();
    let more = if fiches.len() > shown.len() { "…" } else { "" };
    let message = format!("{} communes s’appellent {}\u{a0}: {}{more}", fiches.len(), cite(nom), shown.join(", "));
    let constat = contexte.journal.draft(lieu, &codes::COMMUNE_AMBIGUE, message).with_valeur(nom);
    contexte.journal.group(lieu, &codes::COMMUNE_AMBIGUE, &plier(nom), || constat);
    contexte.sortie.valeurs.entry("commune".to_owned()).or_default().entry(nom.to_owned()).or_default();
    let choix: Vec<String> =
        fiches.iter().take(4).map(|f| format!("{} {} ({})", f.code, f.nom, f.departement.code)).collect();
    contexte.sortie.commentaires.insert(("commune".to_owned(), nom.to_owned()), choix.join(", "));
    add(membre, Commune { nom: one_line(nom), code_insee: None, population: None });
}

pub(super) fn add(membre: &mut Membre, commune: Commune) {
    if !membre.communes.contains(&commune) {
        // Nearly always the only one: the room that a list takes at first is for four.
        membre.communes.reserve_exact(1);
        membre.communes.push(commune);
    }
}

/// « 81 - Albi » is Albi.
fn without_departement(texte: &str) -> &str {
    let rest = texte.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = texte.len() - rest.len();
    let nom = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | ':'));
    if matches!(digits, 2 | 3) && nom.len() < rest.len() && nom.starts_with(char::is_alphabetic) { nom } else { texte }
}

/// « CASTRES CEDEX 2 » is Castres.
pub(crate) fn without_cedex(texte: &str) -> &str {
    const CEDEX: &[u8] = b" cedex";
    let at = texte.as_bytes().windows(CEDEX.len()).position(|word| word.eq_ignore_ascii_case(CEDEX));
    texte[..at.unwrap_or(texte.len())].trim()
}
