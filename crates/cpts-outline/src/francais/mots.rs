//! Words: agreement, elision, enumeration.

/// Whether a quantity takes the singular: below two, sign aside.
///
/// # Example
/// ```
/// # use cpts_outline::francais::singulier_apres;
/// assert!(singulier_apres(0.0) && singulier_apres(1.5));
/// assert!(!singulier_apres(2.0));
/// ```
pub fn singulier_apres(quantite: f64) -> bool {
    quantite.abs() < 2.0
}

/// Returns a word agreed with a quantity: `pluriel` where it is given, else every word of `singulier` with its regular plural.
///
/// # Example
/// ```
/// # use cpts_outline::francais::pluriel;
/// assert_eq!(pluriel(1.0, "adhérent", None), "adhérent");
/// assert_eq!(pluriel(126.0, "action réalisée", None), "actions réalisées");
/// assert_eq!(pluriel(3.0, "bureau", None), "bureaux");
/// assert_eq!(pluriel(2.0, "travail en cours", Some("travaux en cours")), "travaux en cours");
/// ```
pub fn pluriel(quantite: f64, singulier: &str, pluriel: Option<&str>) -> String {
    if singulier_apres(quantite) {
        return singulier.to_owned();
    }
    pluriel.map_or_else(|| regular_plural(singulier), str::to_owned)
}

/// Returns « a, b et c ».
///
/// # Example
/// ```
/// # use cpts_outline::francais::enumeration;
/// assert_eq!(enumeration(["mairie", "CPAM", "école"]), "mairie, CPAM et école");
/// assert_eq!(enumeration(["mairie"]), "mairie");
/// ```
pub fn enumeration<S: AsRef<str>>(elements: impl IntoIterator<Item = S>) -> String {
    let mut texte = String::new();
    let mut elements = elements.into_iter().peekable();
    let mut first = true;
    while let Some(element) = elements.next() {
        if !first {
            texte.push_str(if elements.peek().is_some() { ", " } else { " et " });
        }
        texte.push_str(element.as_ref());
        first = false;
    }
    texte
}

/// Returns « Oui » or « Non ».
pub const fn oui_non(valeur: bool) -> &'static str {
    if valeur { "Oui" } else { "Non" }
}

/// Returns the text with its first letter in capital, accent kept.
///
/// # Example
/// ```
/// # use cpts_outline::francais::capitale;
/// assert_eq!(capitale("état des lieux"), "État des lieux");
/// ```
pub fn capitale(texte: &str) -> String {
    let mut chars = texte.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Returns the text with its first letter in small, unless the word is an acronym.
///
/// # Example
/// ```
/// # use cpts_outline::francais::minuscule;
/// assert_eq!(minuscule("Présidente"), "présidente");
/// assert_eq!(minuscule("CPAM du Tarn"), "CPAM du Tarn");
/// ```
pub fn minuscule(texte: &str) -> String {
    let mut chars = texte.chars();
    let Some(first) = chars.next() else { return String::new() };
    if chars.clone().next().is_some_and(char::is_uppercase) {
        return texte.to_owned();
    }
    first.to_lowercase().chain(chars).collect()
}

/// Words after the first of these stay as they are: « personne en situation de handicap ».
const INVARIABLES: [&str; 14] =
    ["de", "du", "des", "d’", "en", "à", "au", "aux", "par", "pour", "sur", "et", "avec", "sans"];

fn regular_plural(singulier: &str) -> String {
    let mut agreed = true;
    let mots = singulier.split(' ').map(|mot| {
        agreed &= !INVARIABLES.contains(&mot) && !mot.starts_with("d’") && !mot.starts_with("l’");
        if agreed { plural_of_word(mot) } else { mot.to_owned() }
    });
    mots.collect::<Vec<_>>().join(" ")
}

fn plural_of_word(mot: &str) -> String {
    if mot.is_empty() || mot.ends_with(['s', 'x', 'z']) {
        return mot.to_owned();
    }
    if let Some(stem) = mot.strip_suffix("al") {
        return format!("{stem}aux");
    }
    if mot.ends_with("au") || mot.ends_with("eu") { format!("{mot}x") } else { format!("{mot}s") }
}

/// Returns the letter without its accent, in small.
pub(crate) fn unaccented(lettre: char) -> char {
    match lettre.to_lowercase().next().unwrap_or(lettre) {
        'à' | 'â' | 'ä' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        autre => autre,
    }
}

/// Returns the words of a name in small letters without accents, one space between them.
pub(super) fn folded(nom: &str) -> String {
    let mut texte = String::with_capacity(nom.len());
    for lettre in nom.chars().map(unaccented) {
        match lettre {
            'œ' => texte.push_str("oe"),
            'æ' => texte.push_str("ae"),
            _ if lettre.is_alphanumeric() => texte.push(lettre),
            _ if !texte.is_empty() && !texte.ends_with(' ') => texte.push(' '),
            _ => {}
        }
    }
    texte.truncate(texte.trim_end().len());
    texte
}
