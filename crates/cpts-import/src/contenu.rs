//! What values look like, whatever the heading says.

use std::borrow::Cow;

use cpts_model::{
    geographie,
    lecture::{self, plier},
    profession::{self, LectureProfession},
};

use crate::{
    cells::{Cell, Valeur},
    champ::Champ,
    membres::{etat, mode},
};

/// Year for dates without a year; which one does not matter to know a date by its look.
const ANNEE: i32 = 2025;
/// Values looked at in a column.
const ECHANTILLON: usize = 40;

/// Returns the share of the values that the field would accept, from 0 to 1.
pub(crate) fn share(champ: Champ, values: &[&Cell]) -> f32 {
    let mut seen = 0;
    let mut fit = 0;
    for cell in values.iter().take(ECHANTILLON) {
        let texte = cell.texte();
        if texte.trim().is_empty() {
            continue;
        }
        seen += 1;
        fit += u32::from(fits(champ, cell, texte.trim()));
    }
    if seen == 0 { 0.0 } else { fit as f32 / seen as f32 }
}

/// Returns whether the value can be read as the field.
pub(crate) fn fits(champ: Champ, cell: &Cell, texte: &str) -> bool {
    match champ {
        Champ::Email | Champ::Mssante => is_email(texte),
        Champ::Telephone => is_phone(texte),
        Champ::Rpps => is_rpps(texte),
        Champ::RppsOuAdeli => is_rpps(texte) || digits(texte) == 9,
        Champ::Adeli => digits(texte) == 9,
        Champ::CodePostal => is_postal_code(texte),
        Champ::CodePostalCommune => has_postal_code_and_name(texte),
        Champ::Profession => !matches!(profession::read(texte), LectureProfession::Inconnue),
        Champ::Specialite => texte.chars().any(char::is_alphabetic) && digits(texte) == 0,
        Champ::Commune => is_commune(texte),
        Champ::DateAdhesion | Champ::DateSortie | Champ::Horodateur | Champ::Depuis | Champ::Date => {
            matches!(cell.valeur, Valeur::Date(_)) || lecture::date(texte, ANNEE).is_ok()
        }
        Champ::Cotisation => lecture::booleen(texte).is_some() || lecture::montant(texte).is_some(),
        Champ::MontantCotisation | Champ::Prevu | Champ::Realise | Champ::PrevuSuivant => {
            lecture::montant(texte).is_some()
        }
        Champ::Nombre | Champ::Population | Champ::Reunions => lecture::nombre(texte).is_some(),
        Champ::ModeExercice => mode::read(texte).is_some(),
        Champ::StatutCommande => etat::commande(texte).is_some(),
        Champ::StatutMembre => etat::adherent(texte).is_some(),
        Champ::Qualite => etat::qualite(texte).is_some(),
        Champ::Civilite => is_title(texte),
        Champ::NomComplet => is_name(texte) && texte.split_whitespace().count() >= 2,
        Champ::Nom | Champ::NomNaissance | Champ::Prenom => is_name(texte),
        Champ::Adresse => {
            texte.chars().any(|c| c.is_ascii_digit()) && texte.chars().any(char::is_alphabetic) && !is_email(texte)
        }
        Champ::Structure
        | Champ::Fonction
        | Champ::College
        | Champ::Groupes
        | Champ::Representant
        | Champ::TypeOrganisation => texte.chars().any(char::is_alphabetic) && !is_email(texte),
        _ => false,
    }
}

/// Returns whether the text holds an e-mail address.
pub(crate) fn is_email(texte: &str) -> bool {
    texte.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.'))
}

/// Returns whether the text is one or several phone numbers and nothing else.
pub(crate) fn is_phone(texte: &str) -> bool {
    let count = digits(texte);
    if count < 9 || texte.chars().any(char::is_alphabetic) {
        return false;
    }
    let compact: String = texte.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    compact.starts_with("+33")
        || compact.starts_with("0033")
        || count >= 10 && compact.starts_with('0') && !compact.starts_with("00") && (count.is_multiple_of(10) || texte.contains('/'))
        // A number cell drops the zero; nine digits that start like a French number.
        || count == 9 && compact.starts_with(['1', '2', '3', '4', '5', '6', '7', '9']) && !texte.contains('.')
}

fn is_rpps(texte: &str) -> bool {
    let count = digits(texte);
    (count == 11 || count == 12)
        && !texte.chars().any(char::is_alphabetic)
        && cpts_model::identifiant::rpps::read(texte).valeur.is_some()
}

/// Returns whether the text is five digits, or four that lost a zero.
pub(crate) fn is_postal_code(texte: &str) -> bool {
    let bytes = texte.as_bytes();
    bytes.iter().all(u8::is_ascii_digit)
        && (bytes.len() == 5 || bytes.len() == 4 && bytes[0] != b'0' && !crate::titres::is_year(texte))
}

fn has_postal_code_and_name(texte: &str) -> bool {
    split_postal_code(texte).is_some_and(|(_, nom)| nom.chars().any(char::is_alphabetic))
}

/// Returns the five digits standing apart in a text, and the text without them.
pub(crate) fn split_postal_code(texte: &str) -> Option<(&str, Cow<'_, str>)> {
    let bytes = texte.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        if !bytes[start].is_ascii_digit() {
            start += 1;
            continue;
        }
        let len = bytes[start..].iter().take_while(|b| b.is_ascii_digit()).count();
        if len == 5 {
            // « F-81100 Castres »: the country before the code.
            let before = match texte[..start].trim_matches(is_separator) {
                "F" | "FR" => "",
                before => before,
            };
            let after = texte[start + 5..].trim_matches(is_separator);
            let rest = match (before.is_empty(), after.is_empty()) {
                (true, _) => Cow::Borrowed(after),
                (_, true) => Cow::Borrowed(before),
                _ => Cow::Owned(format!("{before} {after}")),
            };
            return Some((&texte[start..start + 5], rest));
        }
        start += len;
    }
    None
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '–' | ',' | '(' | ')' | '/' | ':' | ';')
}

/// Whether the text is one commune or several, a postal code or a cabinet beside them.
fn is_commune(texte: &str) -> bool {
    let known = |nom: &str| {
        nom.chars().any(char::is_alphabetic)
            && nom.len() < 60
            && !matches!(geographie::find(nom, None, None), geographie::Recherche::Inconnue { .. })
    };
    if known(texte) {
        return true;
    }
    if texte.len() > 120 {
        return false;
    }
    let nom = split_postal_code(texte).map_or(Cow::Borrowed(texte), |(_, nom)| nom);
    let nom = nom.split('(').next().unwrap_or_default();
    let mut parts = nom
        .split(['/', ';', '\n', '+', ','])
        .flat_map(|part| part.split(" et "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .peekable();
    parts.peek().is_some() && parts.all(known)
}

fn is_title(texte: &str) -> bool {
    matches!(
        plier(texte).as_str(),
        "m" | "mr"
            | "mme"
            | "mlle"
            | "monsieur"
            | "madame"
            | "mademoiselle"
            | "dr"
            | "docteur"
            | "pr"
            | "professeur"
            | "f"
            | "h"
            | "me"
    )
}

/// Returns whether the text is made of a few words of letters.
pub(crate) fn is_name(texte: &str) -> bool {
    let words = texte.split_whitespace().count();
    (1..=6).contains(&words)
        && texte.len() <= 80
        && texte.chars().all(|c| {
            c.is_alphabetic()
                || c.is_whitespace()
                || matches!(c, '-' | '\'' | '’' | '.' | '\u{2010}' | '\u{2011}' | ',')
        })
        && texte.chars().any(char::is_alphabetic)
}

/// Returns how many digits the text holds.
pub(crate) fn digits(texte: &str) -> usize {
    texte.bytes().filter(u8::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_are_told_from_other_numbers() {
        for texte in
            ["06 12 34 56 78", "0612345678", "612345678", "+33 6 12 34 56 78", "05.63.00.00.00 / 06 12 34 56 78"]
        {
            assert!(is_phone(texte), "{texte}");
        }
        for texte in ["81100", "10005173140", "12/03/2024", "Castres"] {
            assert!(!is_phone(texte), "{texte}");
        }
    }

    #[test]
    fn postal_code_is_found_on_either_side() {
        assert_eq!(split_postal_code("81100 CASTRES"), Some(("81100", Cow::Borrowed("CASTRES"))));
        assert_eq!(split_postal_code("Castres (81100)"), Some(("81100", Cow::Borrowed("Castres"))));
        assert_eq!(split_postal_code("Castres"), None);
    }
}
