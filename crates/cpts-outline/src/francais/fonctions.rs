//! Functions of an association named without saying who holds them: « présidence » for « présidente », « président(e) », « président·e ».

use super::mots::{capitale, folded};

/// A function, folded and without its ending, and its neutral name.
const NEUTRES: [(&str, &str); 22] = [
    ("vice president", "vice-présidence"),
    ("vice presidence", "vice-présidence"),
    ("co president", "coprésidence"),
    ("copresident", "coprésidence"),
    ("president", "présidence"),
    ("tresorier adjoint", "trésorerie adjointe"),
    ("tresoriere adjoint", "trésorerie adjointe"),
    ("vice tresorier", "vice-trésorerie"),
    ("tresorier", "trésorerie"),
    ("secretaire adjoint", "secrétariat adjoint"),
    ("secretaire general", "secrétariat général"),
    ("vice secretaire", "vice-secrétariat"),
    ("secretaire", "secrétariat"),
    ("coordinateur", "coordination"),
    ("coordinatrice", "coordination"),
    ("coordonnateur", "coordination"),
    ("coordonnatrice", "coordination"),
    ("directeur", "direction"),
    ("directrice", "direction"),
    ("animateur", "animation"),
    ("animatrice", "animation"),
    ("assistant", "assistance"),
];

/// Returns the neutral name of a function, as screen readers read it well; a function that is not known stays as it is written.
///
/// # Example
/// ```
/// # use cpts_outline::francais::neutre;
/// assert_eq!(neutre("Président·e"), "Présidence");
/// assert_eq!(neutre("trésorier(e) adjoint(e)"), "trésorerie adjointe");
/// assert_eq!(neutre("Coordinatrice"), "Coordination");
/// assert_eq!(neutre("Référente qualité"), "Référente qualité");
/// ```
pub fn neutre(fonction: &str) -> String {
    let folded = folded(&without_marks(fonction));
    let found = NEUTRES.iter().find(|(debut, _)| is(&folded, debut));
    let Some((_, neutre)) = found else { return fonction.to_owned() };
    if fonction.trim_start().starts_with(char::is_uppercase) { capitale(neutre) } else { (*neutre).to_owned() }
}

/// Whether a function is these words, its ending aside: « presidente », « presidents ».
fn is(folded: &str, debut: &str) -> bool {
    matches!(folded.strip_prefix(debut), Some("" | "e" | "s" | "es"))
}

/// Takes out the marks of inclusive writing and what they add: « président·e », « trésorier(e) », « coordinateur/rice ».
fn without_marks(fonction: &str) -> String {
    let mut texte = String::with_capacity(fonction.len());
    let mut lettres = fonction.chars().peekable();
    while let Some(lettre) = lettres.next() {
        let after_word = texte.chars().next_back().is_some_and(char::is_alphabetic);
        match lettre {
            '·' | '•' | '.' | '/' | '⋅' | '‧' if after_word => {
                while lettres.next_if(|l| !l.is_whitespace()).is_some() {}
            }
            '(' if after_word => while lettres.next().is_some_and(|l| l != ')') {},
            _ => texte.push(lettre),
        }
    }
    texte
}

#[cfg(test)]
mod tests {
    use super::neutre;

    #[test]
    fn every_way_to_write_a_function_gives_its_neutral_name() {
        for (fonction, attendu) in [
            ("président(e)", "présidence"),
            ("présidente", "présidence"),
            ("Présidents", "Présidence"),
            ("Présidence", "Présidence"),
            ("trésorier·ère", "trésorerie"),
            ("Trésorière", "Trésorerie"),
            ("trésorier.e", "trésorerie"),
            ("secrétaire", "secrétariat"),
            ("Secrétaire général·e", "Secrétariat général"),
            ("secrétaire adjointe", "secrétariat adjoint"),
            ("coordinateur·rice", "coordination"),
            ("coordinateur/rice", "coordination"),
            ("Vice-président", "Vice-présidence"),
            ("co-présidente", "coprésidence"),
            ("Directrice", "Direction"),
        ] {
            assert_eq!(neutre(fonction), attendu);
        }
    }

    #[test]
    fn other_functions_stay_as_they_are() {
        for fonction in ["", "Membre", "Référent·e", "Secrétariat", "présidentiable", "Président d’honneur"] {
            assert_eq!(neutre(fonction), fonction);
        }
    }
}
