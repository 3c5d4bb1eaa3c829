//! Every code a constat may carry, one file per stage that finds it.

pub mod collecte;
pub mod fichier;
pub mod fusion;
pub mod import;
pub mod piece;
pub mod texte;
pub mod trame;
pub mod valeur;
pub mod verification;

/// Declares codes and the list of them: `NAME = "code", Gravite, "sens", "remède";`.
macro_rules! codes {
    ($($name:ident = $code:literal, $gravite:ident, $sens:literal, $remede:literal;)*) => {
        $(
            #[doc = concat!("`", $code, "` : ", $sens)]
            pub const $name: $crate::constat::Code = $crate::constat::Code {
                code: $code,
                gravite: $crate::constat::Gravite::$gravite,
                sens: $sens,
                remede: $remede,
            };
        )*
        /// The codes of this file, in order.
        pub const TOUS: &[&$crate::constat::Code] = &[$(&$name),*];
    };
}
pub(crate) use codes;

/// Returns every code, by the stage that finds it: file, import, collection workbook, value, verification, piece,
/// trame, text.
///
/// # Example
/// ```
/// # use cpts_model::constat::codes;
/// assert!(codes::tous().any(|code| code.code == "rpps-longueur"));
/// ```
pub fn tous() -> impl Iterator<Item = &'static super::Code> {
    [
        fichier::TOUS,
        import::TOUS,
        collecte::TOUS,
        fusion::TOUS,
        valeur::TOUS,
        verification::TOUS,
        piece::TOUS,
        trame::TOUS,
        texte::TOUS,
    ]
    .into_iter()
    .flatten()
    .copied()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn tous_every_code_once_in_kebab_case() {
        let mut seen = BTreeSet::new();
        for code in super::tous() {
            assert!(seen.insert(code.code), "{} déclaré deux fois", code.code);
            let kebab = code.code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            assert!(kebab, "{} n’est pas en kebab-case", code.code);
            assert!(code.sens.ends_with('.') && code.remede.ends_with('.'), "{} : phrase sans point", code.code);
        }
    }
}
