//! How to reach and recognise a member: phones, e-mails, numbers of the directories.

use cpts_model::{
    Membre,
    constat::codes::import as codes,
    identifiant::{self, email, telephone},
    lecture::plier,
};

use super::fiche::{Fiche, Valeur, keep_raw};
use crate::{champ::Champ, contenu, contexte::Contexte, journal::Lieu};

/// Fills in phones, e-mails and identifiers.
pub(super) fn read(contexte: &mut Contexte<'_>, fiche: &Fiche<'_>, membre: &mut Membre, lieu: Lieu) {
    for valeur in fiche.all(Champ::Telephone) {
        phones(contexte, valeur, membre, lieu.at(valeur.cell.colonne));
    }
    // The payer may be somebody else: an address of the member's own comes before theirs.
    let paid_by = |valeur: &&Valeur<'_>| plier(&valeur.colonne.titre).contains("payeur");
    for valeur in fiche.all(Champ::Email).filter(|valeur| !paid_by(valeur)) {
        emails(contexte, valeur, membre, lieu.at(valeur.cell.colonne));
    }
    for valeur in fiche.all(Champ::Email).filter(paid_by) {
        emails(contexte, valeur, membre, lieu.at(valeur.cell.colonne));
    }
    if let Some(valeur) = fiche.first(Champ::Mssante) {
        let lieu = lieu.at(valeur.cell.colonne);
        if is_absent(&valeur.texte) {
            keep_raw(membre, "mssante", &valeur.texte);
        } else {
            membre.mssante = number(contexte, valeur, membre, "mssante", email::read, lieu);
        }
    }
    if let Some(valeur) = fiche.first(Champ::Rpps) {
        membre.rpps = number(contexte, valeur, membre, "rpps", identifiant::rpps::read, lieu.at(valeur.cell.colonne));
    }
    if let Some(valeur) = fiche.first(Champ::RppsOuAdeli) {
        let lieu = lieu.at(valeur.cell.colonne);
        if matches!(contenu::digits(&valeur.texte), 8 | 9) {
            membre.adeli = number(contexte, valeur, membre, "adeli", identifiant::adeli::read, lieu);
        } else {
            membre.rpps = number(contexte, valeur, membre, "rpps", identifiant::rpps::read, lieu);
        }
    }
    if let Some(valeur) = fiche.first(Champ::Adeli) {
        membre.adeli =
            number(contexte, valeur, membre, "adeli", identifiant::adeli::read, lieu.at(valeur.cell.colonne));
    }
    if let Some(valeur) = fiche.first(Champ::Finess) {
        membre.finess =
            number(contexte, valeur, membre, "finess", identifiant::finess::read, lieu.at(valeur.cell.colonne));
    }
    if let Some(valeur) = fiche.first(Champ::Siret) {
        membre.siret =
            number(contexte, valeur, membre, "siret", identifiant::siret::read, lieu.at(valeur.cell.colonne));
    }
}

fn number(
    contexte: &mut Contexte<'_>,
    valeur: &Valeur<'_>,
    membre: &mut Membre,
    champ: &'static str,
    read: fn(&str) -> identifiant::Lecture,
    lieu: Lieu,
) -> Option<String> {
    let texte = valeur.texte.as_ref();
    if is_absent(texte) {
        keep_raw(membre, champ, texte);
        return None;
    }
    let number = contexte.identifier(lieu, texte, read(texte));
    if number.as_deref() != Some(texte) {
        keep_raw(membre, champ, texte);
    }
    number
}

fn phones(contexte: &mut Contexte<'_>, valeur: &Valeur<'_>, membre: &mut Membre, lieu: Lieu) {
    let texte = valeur.texte.as_ref();
    keep_raw(membre, "telephones", texte);
    if is_absent(texte) {
        return;
    }
    // « Téléphone / mail » in one column is common enough to be read.
    if contenu::is_email(texte) {
        emails_only(contexte, texte, membre, lieu);
        let phones = without_emails(texte);
        if contenu::digits(&phones) >= 9 {
            phones_only(contexte, texte, &phones, membre, lieu);
        }
        return;
    }
    phones_only(contexte, texte, texte, membre, lieu);
}

fn phones_only(contexte: &mut Contexte<'_>, texte: &str, phones: &str, membre: &mut Membre, lieu: Lieu) {
    for lecture in telephone::read_all(phones) {
        if let Some(numero) = contexte.identifier(lieu, texte, lecture)
            && !membre.telephones.contains(&numero)
        {
            membre.telephones.reserve_exact(1);
            membre.telephones.push(numero);
        }
    }
}

/// Returns what stands in a cell beside its addresses.
fn without_emails(texte: &str) -> String {
    let rest: Vec<&str> = texte.split_whitespace().filter(|word| !word.contains('@')).collect();
    rest.join(" ").trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '-' | '|')).to_owned()
}

fn emails(contexte: &mut Contexte<'_>, valeur: &Valeur<'_>, membre: &mut Membre, lieu: Lieu) {
    let texte = valeur.texte.as_ref();
    // « Contact », « Coordonnées »: a telephone may stand where an address is expected, alone or beside it.
    let beside = if texte.contains('@') { without_emails(texte) } else { texte.to_owned() };
    if contenu::digits(&beside) >= 9 && telephone::read_all(&beside).iter().all(|lu| lu.valeur.is_some()) {
        keep_raw(membre, "telephones", texte);
        phones_only(contexte, texte, &beside, membre, lieu);
        if !texte.contains('@') {
            return;
        }
    }
    if is_absent(texte) {
        keep_raw(membre, "email", texte);
        return;
    }
    emails_only(contexte, texte, membre, lieu);
}

fn emails_only(contexte: &mut Contexte<'_>, texte: &str, membre: &mut Membre, lieu: Lieu) {
    let readings = email::read_all(texte);
    if !texte.contains('@') && readings.iter().all(|lu| lu.valeur.is_none()) {
        keep_raw(membre, "email", texte);
        contexte.not_understood(lieu, &codes::VALEUR_NON_COMPRISE, "adresse électronique", texte);
        return;
    }
    for lecture in readings {
        let Some(adresse) = contexte.identifier(lieu, texte, lecture) else {
            keep_raw(membre, "email", texte);
            continue;
        };
        if adresse != texte {
            keep_raw(membre, "email", texte);
        }
        if email::is_mssante(&adresse) {
            membre.mssante.get_or_insert(adresse);
        } else if membre.email.is_none() {
            membre.email = Some(adresse);
        } else if membre.email.as_ref() != Some(&adresse) && !membre.autres_emails.contains(&adresse) {
            membre.autres_emails.push(adresse);
        }
    }
}

/// « à demander », « ? », « - », « néant »: nothing to read, and nothing wrong.
pub(crate) fn is_absent(texte: &str) -> bool {
    if texte.chars().all(|c| !c.is_alphanumeric()) {
        return true;
    }
    if texte.len() > 40 || contenu::digits(texte) > 0 {
        return false;
    }
    let folded = plier(texte);
    let starts = [
        "a demander",
        "a completer",
        "a venir",
        "a verifier",
        "a renseigner",
        "inconnu",
        "neant",
        "aucun",
        "sans",
        "pas de",
        "non ",
        "en attente",
        "en cours",
        "manque",
        "liste rouge",
    ];
    matches!(folded.as_str(), "nc" | "n c" | "na" | "n a" | "non" | "nr" | "ras" | "idem" | "so" | "s o" | "x")
        || starts.iter().any(|start| folded.starts_with(start))
        || folded.ends_with(" a demander")
        || folded.ends_with(" a completer")
}
