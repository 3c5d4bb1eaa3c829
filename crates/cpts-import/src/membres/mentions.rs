//! What people write beside a name in its cell: « DUPONT Marie (remplaçante) », « IDE – Mme Petit », « GRAND née ROUX ».

use std::borrow::Cow;

use cpts_model::{Membre, lecture, profession::LectureProfession};

use super::fiche::keep_raw;
use crate::contexte::Contexte;

/// Returns the name alone, and the profession written beside it; any other mention goes to the remarks.
pub(super) fn split<'t>(
    contexte: &mut Contexte<'_>,
    texte: &'t str,
    membre: &mut Membre,
) -> (Cow<'t, str>, Option<String>) {
    // The cheap test first: nearly every name has none of these.
    let telling = |c: char| matches!(c, '(' | ',' | '*' | '–' | '—' | '[' | '\n') || !c.is_ascii() && c == 'é';
    // A formula or a tag is no name with a mention: it stays as it is.
    if texte.starts_with(['=', '<']) {
        return (Cow::Borrowed(texte), None);
    }
    let several_words = texte.contains(' ') && (texte.contains(" - ") || texte.to_lowercase().contains(" nee "));
    if !several_words && !texte.contains(telling) {
        return (Cow::Borrowed(texte), None);
    }
    let mut rest = without_birth_name(texte.trim_end_matches(['*', ' ', '°']), membre);
    let mut profession = None;
    while let Some((before, inside, after)) = parenthesis(&rest) {
        note(contexte, inside, membre, &mut profession);
        rest = String::from([before.trim_end(), after.trim_start()].join(" ").trim());
    }
    let parts: Vec<&str> =
        rest.split([',', '–', '—', '\n']).flat_map(|part| part.split(" - ")).map(str::trim).collect();
    if parts.len() > 1 {
        let mut names: Vec<&str> = Vec::new();
        for part in &parts {
            if profession.is_none() && is_profession(contexte, part) {
                profession = Some((*part).to_owned());
            } else if !names.is_empty() && part.contains(|c: char| c.is_ascii_digit()) {
                // A telephone, a date: never a part of the name.
                note(contexte, part, membre, &mut profession);
            } else {
                names.push(part);
            }
        }
        rest = joined(contexte, &names, membre, &mut profession).unwrap_or(rest);
    }
    if rest.is_empty() { (Cow::Borrowed(texte), profession) } else { (Cow::Owned(rest), profession) }
}

/// « Dupont - Marie » separates the two names as a comma does; « Jean DUPONT - nouveau » has both before the hyphen.
fn joined(
    contexte: &mut Contexte<'_>,
    names: &[&str],
    membre: &mut Membre,
    profession: &mut Option<String>,
) -> Option<String> {
    match names {
        [] => None,
        [nom, mention] => {
            let lu = lecture::nom_complet(nom);
            if lu.sur && lu.nom.is_some() && lu.prenom.is_some() {
                note(contexte, mention, membre, profession);
                Some((*nom).to_owned())
            } else {
                Some(format!("{nom}, {mention}"))
            }
        }
        _ => Some(names.join(" ")),
    }
}

fn note(contexte: &mut Contexte<'_>, mention: &str, membre: &mut Membre, profession: &mut Option<String>) {
    let mention = mention.trim();
    if mention.is_empty() {
        return;
    }
    // « (Dr) », « (Mme) »: the title of the person.
    if let Some(civilite) = lecture::nom_complet(mention).civilite.filter(|_| !mention.contains(char::is_whitespace)) {
        membre.civilite.get_or_insert(civilite);
        return;
    }
    // « (née Roux) »: a name at birth is never published, remarks may be.
    if let Some(naissance) =
        ["née ", "né ", "nee ", "Née ", "NÉE ", "NEE "].iter().find_map(|m| mention.strip_prefix(m))
    {
        keep_raw(membre, "nom_naissance", naissance.trim());
        return;
    }
    if profession.is_none() && is_profession(contexte, mention) {
        *profession = Some(mention.to_owned());
        return;
    }
    match &mut membre.remarques {
        Some(kept) => {
            kept.push('\n');
            kept.push_str(mention);
        }
        None => membre.remarques = Some(mention.to_owned()),
    }
}

fn is_profession(contexte: &mut Contexte<'_>, texte: &str) -> bool {
    matches!(contexte.profession(texte.trim()), LectureProfession::Reconnue { sur: true, .. })
}

fn parenthesis(texte: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = texte.split_once('(')?;
    let (inside, after) = rest.split_once(')').unwrap_or((rest, ""));
    Some((before, inside, after))
}

/// « GRAND née ROUX Léa » is known as Léa Grand; the name at birth, in the capitals of the other, is kept aside.
fn without_birth_name(texte: &str, membre: &mut Membre) -> String {
    for word in [" née ", " né ", " NÉE ", " NEE ", " nee ", " Née "] {
        let Some((nom, after)) = texte.split_once(word) else { continue };
        if nom.trim().is_empty() {
            continue;
        }
        let capitals = |word: &str| word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase);
        let words: Vec<&str> = after.split_whitespace().collect();
        let birth = words.iter().take_while(|word| capitals(word)).count();
        // Without capitals to tell them apart, a first name would be lost only where none stands before.
        let prenom = if birth == 0 || birth == words.len() { String::new() } else { words[birth..].join(" ") };
        let naissance = if prenom.is_empty() { after.trim().to_owned() } else { words[..birth].join(" ") };
        keep_raw(membre, "nom_naissance", &naissance);
        return format!("{} {prenom}", nom.trim()).trim().to_owned();
    }
    texte.to_owned()
}
