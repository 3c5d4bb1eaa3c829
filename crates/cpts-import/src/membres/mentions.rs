//! What people write beside a name in its cell: « DUPONT Marie (remplaçante) », « IDE – Mme Petit », « GRAND née ROUX ».

use std::borrow::Cow;

use cpts_model::{Membre, profession::LectureProfession};

use super::fiche::keep_raw;
use crate::contexte::Contexte;

/// Returns the name alone, and the profession written beside it; any other mention goes to the remarks.
pub(super) fn split<'t>(
    contexte: &mut Contexte<'_>,
    texte: &'t str,
    membre: &mut Membre,
) -> (Cow<'t, str>, Option<String>) {
    // The cheap test first: nearly every name has none of these.
    let telling = |c: char| matches!(c, '(' | ',' | '*' | '–' | '—' | '[') || !c.is_ascii() && c == 'é';
    // A formula or a tag is no name with a mention: it stays as it is.
    if texte.starts_with(['=', '<']) {
        return (Cow::Borrowed(texte), None);
    }
    let several_words = texte.contains(' ') && (texte.contains(" - ") || texte.to_lowercase().contains(" nee "));
    if !several_words && !texte.contains(telling) {
        return (Cow::Borrowed(texte), None);
    }
    let mut rest = without_birth_name(texte.trim_end_matches(['*', ' ', '°']), membre).to_owned();
    let mut profession = None;
    while let Some((before, inside, after)) = parenthesis(&rest) {
        note(contexte, inside, membre, &mut profession);
        rest = String::from([before.trim_end(), after.trim_start()].join(" ").trim());
    }
    let parts: Vec<&str> = rest.split([',', '–', '—']).flat_map(|part| part.split(" - ")).map(str::trim).collect();
    if parts.len() > 1 {
        let mut names: Vec<&str> = Vec::new();
        for part in &parts {
            if profession.is_none() && is_profession(contexte, part) {
                profession = Some((*part).to_owned());
            } else {
                names.push(part);
            }
        }
        // « DUPONT, Marie » stays whole: the reader of names knows the comma.
        if names.len() < parts.len() && !names.is_empty() {
            rest = names.join(" ");
        }
    }
    if rest.is_empty() { (Cow::Borrowed(texte), profession) } else { (Cow::Owned(rest), profession) }
}

fn note(contexte: &mut Contexte<'_>, mention: &str, membre: &mut Membre, profession: &mut Option<String>) {
    if mention.trim().is_empty() {
        return;
    }
    if profession.is_none() && is_profession(contexte, mention) {
        *profession = Some(mention.trim().to_owned());
        return;
    }
    match &mut membre.remarques {
        Some(kept) => {
            kept.push('\n');
            kept.push_str(mention.trim());
        }
        None => membre.remarques = Some(mention.trim().to_owned()),
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

/// « GRAND née ROUX » is known as Grand; the name at birth is kept aside.
fn without_birth_name<'t>(texte: &'t str, membre: &mut Membre) -> &'t str {
    for word in [" née ", " né ", " NÉE ", " NEE ", " nee ", " Née "] {
        if let Some((nom, naissance)) = texte.split_once(word)
            && !nom.trim().is_empty()
        {
            keep_raw(membre, "nom_naissance", naissance.trim());
            return nom.trim();
        }
    }
    texte
}
