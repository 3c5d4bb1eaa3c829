//! Yes, no, and everything between.

use super::plier::plier;

const OUI: &[&str] = &[
    "oui",
    "o",
    "x",
    "xx",
    "ok",
    "v",
    "vrai",
    "true",
    "yes",
    "y",
    "1",
    "a jour",
    "paye",
    "payee",
    "regle",
    "reglee",
    "fait",
    "faite",
    "signe",
    "signee",
    "accord",
    "accepte",
    "acceptee",
    "j accepte",
    "d accord",
    "valide",
    "validee",
    "recu",
    "recue",
    "encaisse",
    "encaissee",
    "acquitte",
    "acquittee",
    "solde",
    "autorise",
    "je consens",
    "consent",
    "c est fait",
    "cotisation reglee",
    "cotisation payee",
    "cotisation a jour",
];
const NON: &[&str] = &[
    "non",
    "n",
    "0",
    "faux",
    "false",
    "no",
    "impaye",
    "impayee",
    "refus",
    "refuse",
    "refusee",
    "aucun",
    "aucune",
    "jamais",
    "pas",
    "ne souhaite",
    "je refuse",
    "du",
    "due",
    "a regler",
    "a payer",
    "reste du",
];

/// Returns yes or no as people write them, or `None` for what says neither: « en attente », « ? », an empty text.
///
/// # Example
/// ```
/// # use cpts_model::lecture::booleen;
/// assert_eq!(booleen("✔"), Some(true));
/// assert_eq!(booleen("Non réglé"), Some(false));
/// assert_eq!(booleen("en attente"), None);
/// ```
pub fn booleen(texte: &str) -> Option<bool> {
    let texte = texte.trim();
    // A check mark has no letter: the folded key would be empty.
    if texte.chars().any(|c| matches!(c, '✔' | '✓' | '☑' | '✅' | '☒' | '🗹' | '\u{f0fc}')) {
        return Some(true);
    }
    if texte.chars().any(|c| matches!(c, '✗' | '✘' | '❌' | '✖' | '☐' | '×')) {
        return Some(false);
    }
    let key = plier(texte);
    if OUI.contains(&key.as_str()) {
        return Some(true);
    }
    if NON.contains(&key.as_str()) {
        return Some(false);
    }
    let starts = |word: &str| key.strip_prefix(word).is_some_and(|rest| rest.starts_with(' '));
    if key.contains("attente") || key.contains("en cours") || key.contains("a confirmer") || key.contains("a relancer")
    {
        return None;
    }
    // A single letter or digit that begins a longer text says nothing: « V. Martin », « 1 an ».
    if NON.iter().any(|word| word.len() > 2 && starts(word)) {
        return Some(false);
    }
    OUI.iter().any(|word| word.len() > 1 && starts(word)).then_some(true)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::booleen;

    #[test]
    fn booleen_reads_every_written_form() {
        for texte in
            ["x", "X", "oui", "OK", "✔", "✔️", "1", "O", "Vrai", "à jour", "Payée", "oui le 12/03", "payé par chèque"]
        {
            assert_eq!(booleen(texte), Some(true), "{texte}");
        }
        for texte in ["non", "N", "0", "faux", "pas payé", "impayé", "Non réglé", "❌", "refus", "ne souhaite pas"]
        {
            assert_eq!(booleen(texte), Some(false), "{texte}");
        }
        for texte in ["", "?", "en attente", "-", "oui en attente", "12", "V. Martin", "Dupont"] {
            assert_eq!(booleen(texte), None, "{texte}");
        }
    }

    proptest! {
        #[test]
        fn booleen_any_text_never_panics(texte in "\\PC{0,40}") {
            let _ = booleen(&texte);
        }
    }
}
