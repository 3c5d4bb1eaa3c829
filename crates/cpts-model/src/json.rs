//! `dossier.json`, in and out.

mod bornes;
mod defauts;
mod migration;
mod place;

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::Value;

use self::place::position;
pub use self::{
    bornes::{ELEMENTS_MAX, NOM_MAX, PROFONDEUR_MAX, TAILLE_MAX_MIO, VALEURS_MAX, VALEURS_MAX_ANCIENNES},
    defauts::Defaut,
};
use crate::dossier::{Dossier, VERSION_SCHEMA};

/// Why a text is no dossier.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DossierError {
    /// The text is too long.
    #[error("le dossier est trop gros\u{a0}: au plus {TAILLE_MAX_MIO} Mio")]
    TooLarge,
    /// Lists or objects stand too deep in one another.
    #[error(
        "le dossier a plus de {PROFONDEUR_MAX} niveaux de listes et d’objets imbriqués, ligne {ligne}, colonne {colonne}\u{a0}: ce n’est pas un dossier"
    )]
    TooDeep {
        /// Line, from 1.
        ligne: usize,
        /// Column, from 1.
        colonne: usize,
    },
    /// The text holds too many values.
    #[error("le dossier tient trop de place\u{a0}: au plus {maximum} {trouve}")]
    TooMany {
        /// What is counted, in the plural.
        trouve: &'static str,
        /// The bound.
        maximum: usize,
    },
    /// The text is of an earlier version and holds too many values to be brought to the present one.
    #[error(
        "le dossier est de la version {version} du schéma et a plus de {VALEURS_MAX_ANCIENNES} valeurs\u{a0}: importer les classeurs de nouveau"
    )]
    TooManyOlder {
        /// The version found.
        version: u64,
    },
    /// The text is no JSON.
    #[error("le dossier n’est pas un JSON valide\u{a0}: {raison}, ligne {ligne}, colonne {colonne}")]
    Syntax {
        /// What is wrong there, in French.
        raison: &'static str,
        /// Line, from 1.
        ligne: usize,
        /// Column, from 1.
        colonne: usize,
    },
    /// The dossier was written by a later version of the library.
    #[error(
        "le dossier est de la version {trouvee} du schéma\u{a0}; cette version du programme lit jusqu’à la version {VERSION_SCHEMA}\u{a0}: mettre le programme à jour"
    )]
    NewerVersion {
        /// The version found.
        trouvee: u64,
    },
    /// Keys or values that the reader does not know, in the order of the text.
    #[error("{}", defauts::sentence(.0))]
    Content(Vec<Defaut>),
}

/// Returns the dossier of a JSON text; one of an earlier version of the schema is brought to the present one.
///
/// Unknown keys, values of another type, words outside their list, impossible dates and endless names are refused. Everything else that the schema
/// says of a value (the form of an identifier, a year within bounds) is a matter for [`check`](crate::check()): such a value is kept.
///
/// # Errors
/// When the text is too long or too deep, is no JSON, comes from a newer version, or holds what is refused: every fault is told at
/// once, with its place in words, its line and column, and its address.
///
/// # Example
/// ```
/// # use cpts_model::{VERSION_SCHEMA, dossier_from_json};
/// let dossier = dossier_from_json(r#"{"version_schema": 1, "cpts": {"taille": 2}}"#).unwrap();
/// assert_eq!((dossier.version_schema, dossier.contrat.taille), (VERSION_SCHEMA, Some(2)));
/// let error = dossier_from_json(r#"{"cpts": {"nomm": "x"}}"#).unwrap_err();
/// assert!(error.to_string().contains("cpts, champ nomm (ligne 1, colonne 11, /cpts/nomm)"));
/// ```
pub fn dossier_from_json(texte: &str) -> Result<Dossier, DossierError> {
    let texte = texte.strip_prefix('\u{feff}').unwrap_or(texte);
    let contenu = bornes::check(texte)?;
    // serde reads a list as the fields of a structure, in order: « [] » would be an empty dossier.
    if !texte.trim_start().starts_with('{') {
        return Err(explain(texte, None));
    }
    let dossier = match version(texte) {
        Some(trouvee) if trouvee > VERSION_SCHEMA.into() => Err(DossierError::NewerVersion { trouvee }),
        Some(version) if version < VERSION_SCHEMA.into() && contenu.valeurs > VALEURS_MAX_ANCIENNES => {
            Err(DossierError::TooManyOlder { version })
        }
        Some(version) if version < VERSION_SCHEMA.into() => older(texte, version),
        _ => serde_json::from_str(texte).map_err(|first| explain(texte, Some(&first))),
    }?;
    if contenu.noms_longs {
        let (value, faults) = faults(texte)?;
        if !faults.is_empty() {
            return Err(DossierError::Content(defauts::locate(texte, &value, &faults)));
        }
    }
    Ok(dossier)
}

/// Returns the version that a text announces, or `None` where it announces none or is faulty.
fn version(texte: &str) -> Option<u64> {
    /// Everything else is passed over without being kept.
    #[derive(Deserialize)]
    struct Version {
        version_schema: Option<u64>,
    }
    serde_json::from_str::<Version>(texte).ok()?.version_schema
}

fn older(texte: &str, version: u64) -> Result<Dossier, DossierError> {
    let mut value = serde_json::from_str(texte).map_err(|first| explain(texte, Some(&first)))?;
    migration::migrate(&mut value, version);
    // Values made from a text keep the last of two equal keys; the reader of the present version refuses them.
    if !place::find(texte, &BTreeSet::new()).doubles.is_empty() {
        return Err(explain(texte, None));
    }
    serde_json::from_value(value).map_err(|first| explain(texte, Some(&first)))
}

/// Returns the JSON text of a dossier, indented, with a line feed at the end.
///
/// # Errors
/// Never for a dossier made by this library; the error of the writer is handed on rather than hidden.
///
/// # Example
/// ```
/// # use cpts_model::{Dossier, dossier_from_json, to_json};
/// let dossier = Dossier::default();
/// assert_eq!(dossier_from_json(&to_json(&dossier).unwrap()), Ok(dossier));
/// ```
pub fn to_json(dossier: &Dossier) -> Result<String, serde_json::Error> {
    let mut texte = serde_json::to_string_pretty(dossier)?;
    texte.push('\n');
    Ok(texte)
}

/// Tells everything that is wrong with a text. The first error of serde is in English and often hides others.
fn explain(texte: &str, first: Option<&serde_json::Error>) -> DossierError {
    let (value, faults) = match faults(texte) {
        Ok(found) => found,
        Err(error) => return error,
    };
    let mut defauts = defauts::locate(texte, &value, &faults);
    if defauts.is_empty() {
        let (ligne, colonne) = first.map_or((1, 1), |error| (error.line(), error.column()));
        defauts.push(Defaut {
            chemin: "/".to_owned(),
            endroit: defauts::words("", &value),
            ligne,
            colonne,
            message: "valeur refusée".to_owned(),
        });
    }
    DossierError::Content(defauts)
}

/// Returns the values of a text, and what does not fit the schema, at the addresses that it has in the text.
fn faults(texte: &str) -> Result<(Value, Vec<(String, String)>), DossierError> {
    let mut value = serde_json::from_str::<Value>(texte).map_err(|error| syntax(texte, &error))?;
    let version = value["version_schema"].as_u64().unwrap_or(VERSION_SCHEMA.into());
    if version > VERSION_SCHEMA.into() {
        return Err(DossierError::NewerVersion { trouvee: version });
    }
    let moved = if version < VERSION_SCHEMA.into() { migration::migrate(&mut value, version) } else { Vec::new() };
    let found = defauts::find(&value).into_iter();
    Ok((value, found.map(|(adresse, message)| (migration::former(&adresse, &moved), message)).collect()))
}

/// The columns of serde are counted in bytes.
fn syntax(texte: &str, error: &serde_json::Error) -> DossierError {
    let start: usize = texte.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let mut offset = start + error.column().saturating_sub(1);
    while !texte.is_char_boundary(offset.min(texte.len())) {
        offset -= 1;
    }
    let (ligne, colonne) = position(texte, offset.min(texte.len()));
    DossierError::Syntax { raison: raison(error), ligne, colonne }
}

/// Returns what stops the reader, in French: the sentences of serde are English, and the same from one version to the next.
fn raison(error: &serde_json::Error) -> &'static str {
    let told = error.to_string();
    let of = |part: &str| told.contains(part);
    if error.is_eof() {
        "le texte s’arrête avant la fin"
    } else if of("number out of range") {
        "ce nombre est trop grand"
    } else if of("surrogate") || of("unicode code point") || of("hex escape") {
        "cette écriture \\u… n’est pas un caractère"
    } else if of("control character") {
        "un texte contient un retour à la ligne ou un caractère de contrôle, à écrire \\n ou \\u…"
    } else if of("trailing comma") {
        "une virgule est de trop"
    } else if of("trailing characters") {
        "quelque chose suit la fin du dossier"
    } else if of("expected `,`") {
        "attendu une virgule ou la fin de la liste"
    } else {
        "signe inattendu"
    }
}

#[cfg(test)]
mod tests {
    use super::{DossierError, dossier_from_json};

    fn messages(texte: &str) -> Vec<String> {
        match dossier_from_json(texte) {
            Err(DossierError::Content(defauts)) => {
                defauts.into_iter().map(|d| format!("{} {}", d.chemin, d.message)).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn dossier_newer_version_is_refused_even_with_unknown_keys() {
        let expected = Err(DossierError::NewerVersion { trouvee: 99 });
        assert_eq!(dossier_from_json(r#"{"version_schema": 99}"#), expected);
        assert_eq!(dossier_from_json(r#"{"version_schema": 99, "nouveau": {}}"#), expected);
    }

    #[test]
    fn dossier_syntax_error_tells_line_and_column() {
        for (texte, raison, ligne, colonne) in [
            ("{\n \"cpts\": }", "signe inattendu", 2, 10),
            ("", "le texte s’arrête avant la fin", 1, 1),
            (r#"{"x": [1,]}"#, "une virgule est de trop", 1, 10),
            (r#"{"x": 1e400}"#, "ce nombre est trop grand", 1, 11),
            (r#"{"x": NaN}"#, "signe inattendu", 1, 7),
            (r#"{"x": "\ud800b"}"#, "cette écriture \\u… n’est pas un caractère", 1, 14),
            ("{} {}", "quelque chose suit la fin du dossier", 1, 4),
            (r#"{"x": 1 "y": 2}"#, "attendu une virgule ou la fin de la liste", 1, 9),
        ] {
            assert_eq!(dossier_from_json(texte), Err(DossierError::Syntax { raison, ligne, colonne }), "{texte}");
        }
        let error = dossier_from_json("{\"x\": \"a\nb\"}").expect_err("a raw line feed");
        assert!(error.to_string().contains("caractère de contrôle"), "{error}");
    }

    #[test]
    fn dossier_unknown_keys_and_wrong_values_are_all_told_with_their_address() {
        let found = messages(
            r#"{"membres": [{"id": "m-0001", "emial": "x", "professions": ["kine"], "telephones": "06", "date_adhesion": "03/2024"}],
                "exercice": {"annee": "2025"}, "actions": [{"mission": "prevension"}], "inconnu": 1}"#,
        );
        let chemins: Vec<&str> = found.iter().filter_map(|m| m.split(' ').next()).collect();
        assert_eq!(
            chemins,
            [
                "/membres/0/emial",
                "/membres/0/professions/0",
                "/membres/0/telephones",
                "/membres/0/date_adhesion",
                "/exercice/annee",
                "/actions/0/mission",
                "/inconnu",
            ]
        );
        assert!(found[0].contains("email"), "{}", found[0]);
    }

    #[test]
    fn dossier_root_of_another_type_is_refused() {
        for texte in ["[]", "3", "null", "\"x\""] {
            assert!(matches!(dossier_from_json(texte), Err(DossierError::Content(_))), "{texte}");
        }
        assert!(matches!(dossier_from_json(r#"{"cpts": {}, "cpts": {}}"#), Err(DossierError::Content(_))));
    }
}
