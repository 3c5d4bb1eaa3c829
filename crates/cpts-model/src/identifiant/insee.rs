//! INSEE codes of communes.

use super::{
    Lecture,
    nettoyage::{compact, length},
};
use crate::{
    constat::{codes::valeur as codes, quote},
    geographie,
};

/// Returns the INSEE code of a commune of today; an old commune and an arrondissement lead to it.
///
/// # Example
/// ```
/// # use cpts_model::identifiant::insee;
/// assert_eq!(insee::read("81065").valeur.as_deref(), Some("81065"));
/// assert_eq!(insee::read("75009").anomalies[0].code.code, "insee-code-postal");
/// ```
pub fn read(texte: &str) -> Lecture {
    let mut code = match compact(texte) {
        Ok(compact) => compact,
        Err(refused) => return refused,
    };
    let mut lu = Lecture::default();
    if code.len() == 4 && geographie::commune(&format!("0{code}")).is_some() {
        code.insert(0, '0');
        lu = lu.with(&codes::ZERO_RETABLI, format!("{} lu comme {code}", quote(texte)));
    }
    if code.len() != 5 {
        let message = format!("attendu un code commune de 5 caractères, trouvé {} ({})", quote(texte), length(&code));
        return Lecture::refused(&codes::INSEE_FORME, message);
    }
    if let Some(fiche) = geographie::commune(&code) {
        lu.valeur = Some(fiche.code.to_owned());
        return if fiche.code == code {
            lu
        } else {
            lu.with(&codes::INSEE_ANCIEN, format!("code {} ramené à {} ({})", quote(texte), fiche.code, fiche.nom))
        };
    }
    let served = geographie::communes_du_code_postal(&code);
    let Some(first) = served.first() else {
        return Lecture::refused(&codes::INSEE_INCONNU, format!("le code commune {} n’existe pas", quote(texte)));
    };
    let refused = Lecture::refused(&codes::INSEE_CODE_POSTAL, format!("{} est un code postal", quote(texte)));
    if served.len() == 1 {
        refused.advised(format!("Le code commune de {} est {}.", first.nom, first.code))
    } else {
        refused
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::read;

    #[test]
    fn insee_forms_and_defects() {
        for (texte, valeur, code) in [
            ("81065", Some("81065"), None),
            ("2a004", Some("2A004"), None),
            ("1004", Some("01004"), Some("zero-retabli")),
            ("69383", Some("69123"), Some("insee-ancien")),
            ("75109", Some("75056"), Some("insee-ancien")),
            ("75009", None, Some("insee-code-postal")),
            ("81999", None, Some("insee-inconnu")),
            ("811", None, Some("insee-forme")),
            ("Castres", None, Some("insee-forme")),
        ] {
            let lu = read(texte);
            assert_eq!((lu.valeur.as_deref(), lu.anomalies.first().map(|a| a.code.code)), (valeur, code), "{texte}");
        }
    }

    proptest! {
        #[test]
        fn insee_any_text_never_panics(texte in "\\PC{0,12}") {
            let _ = read(&texte);
        }
    }
}
