//! Organisations among the persons: « EHPAD Les Tilleuls », « Pharmacie du Centre ».

use cpts_model::{Membre, Nature, constat::codes::import as codes, lecture::plier, profession::LectureProfession};

use super::personne::one_line;
use crate::{
    contexte::Contexte,
    journal::{Lieu, cite},
};

pub(super) fn make_organisation(
    contexte: &mut Contexte<'_>,
    membre: &mut Membre,
    texte: &str,
    type_organisation: &str,
    lieu: Lieu,
) {
    membre.nature = Nature::Organisation;
    membre.nom = Some(one_line(texte));
    membre.type_organisation.get_or_insert_with(|| type_organisation.to_owned());
    tell_organisation(contexte, membre, lieu);
}

/// Says once per sheet that organisations stand among the persons.
pub(super) fn tell_organisation(contexte: &mut Contexte<'_>, membre: &Membre, lieu: Lieu) {
    let nom = membre.nom.as_deref().unwrap_or_default();
    let constat = contexte
        .journal
        .draft(lieu, &codes::ORGANISATION_RECONNUE, format!("{} compté parmi les organisations", cite(nom)))
        .with_valeur(nom);
    contexte.journal.group(lieu, &codes::ORGANISATION_RECONNUE, "", || constat);
}

/// Returns the type of the organisation that a name announces: « EHPAD Les Tilleuls », « Pharmacie du Centre ».
pub(super) fn organisation(contexte: &mut Contexte<'_>, texte: &str) -> Option<&'static str> {
    // A name is read as a profession only when its first word can announce an organisation: it is the rare case.
    if !may_announce_organisation(texte) {
        return None;
    }
    match contexte.profession(texte) {
        LectureProfession::Organisation { type_organisation } => Some(type_organisation),
        _ => announced(texte),
    }
}

/// Whether the first of several words is the kind of an institution, and never a family name: « Maison » and « Foyer » are both.
pub(super) fn is_no_surname(texte: &str) -> bool {
    // The cheap test first: nearly every family name is one word.
    if !texte.contains(' ') {
        return false;
    }
    let folded = plier(texte);
    let (first, rest) = folded.split_once(' ').unwrap_or((&folded, ""));
    !rest.is_empty()
        && matches!(
            first,
            "ehpad"
                | "ssiad"
                | "pharmacie"
                | "hopital"
                | "clinique"
                | "polyclinique"
                | "ccas"
                | "mairie"
                | "association"
                | "msp"
                | "sisa"
                | "selarl"
                | "cabinet"
                | "laboratoire"
                | "had"
                | "chu"
                | "esat"
                | "ime"
                | "residence"
                | "ch"
        )
}

fn announced(texte: &str) -> Option<&'static str> {
    let folded = plier(texte);
    let mut words = folded.split(' ');
    let first = words.next().unwrap_or_default();
    let more = words.next().is_some();
    Some(match first {
        "pharmacie" | "phie" if more => "Pharmacie",
        "cabinet" if more => "Cabinet",
        "laboratoire" | "labo" if more => "Laboratoire",
        "association" | "asso" | "assoc" if more => "Association",
        "residence" if more => "EHPAD",
        "selarl" | "scm" | "scp" | "sas" | "sarl" | "sisa" | "selas" => "Société",
        "mairie" | "commune" | "communaute" if more => "Collectivité",
        _ => return None,
    })
}

fn may_announce_organisation(texte: &str) -> bool {
    const DEBUTS: &[&str] = &[
        "ehpad",
        "msp",
        "maison",
        "centre",
        "ch ",
        "chu",
        "clinique",
        "hopital",
        "hôpital",
        "ssiad",
        "spasad",
        "had",
        "pharmacie",
        "phie",
        "laboratoire",
        "labo ",
        "cabinet",
        "association",
        "asso ",
        "assoc",
        "admr",
        "ccas",
        "cias",
        "mairie",
        "commune ",
        "communauté",
        "communaute",
        "dac",
        "résidence",
        "residence",
        "foyer",
        "esat",
        "ime ",
        "ime",
        "sessad",
        "ssr",
        "smr",
        "usld",
        "selarl",
        "scm ",
        "scp ",
        "sas ",
        "sarl",
        "sisa",
        "selas",
        "cpts",
        "polyclinique",
        "pôle",
        "pole ",
        "institut",
        "établissement",
        "etablissement",
        "groupe ",
        "groupement",
        "csapa",
        "camsp",
        "cmp",
        "cmpp",
        "pmi",
        "mutuelle",
        "réseau",
        "reseau",
        "service",
        "equipe",
        "équipe",
        "urps",
        "savs",
        "samsah",
        "mas ",
        "fam ",
        "caarud",
        "ght",
        "ephad",
        "lbm",
        "esp ",
    ];
    let mut start = texte.trim_start();
    if let Some((cut, _)) = start.char_indices().nth(16) {
        start = &start[..cut];
    }
    let start = start.to_lowercase();
    DEBUTS.iter().any(|debut| {
        start.starts_with(debut)
            && (debut.ends_with(' ') || start[debut.len()..].chars().next().is_none_or(|c| !c.is_alphabetic()))
    }) || start == "ch"
}
