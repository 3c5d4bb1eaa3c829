//! `dossier.json`, in and out.

mod defauts;

use serde_json::Value;

pub use self::defauts::Defaut;
use crate::dossier::{Dossier, VERSION_SCHEMA};

/// Why a text is no dossier.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DossierError {
    /// The text is no JSON.
    #[error("le dossier n’est pas un JSON valide : ligne {ligne}, colonne {colonne}")]
    Syntax {
        /// Line, from 1.
        ligne: usize,
        /// Column, from 1.
        colonne: usize,
    },
    /// The dossier was written by a later version of the library.
    #[error(
        "le dossier est de la version {trouvee} du schéma ; cette version du programme lit jusqu’à la version {VERSION_SCHEMA} : mettre le programme à jour"
    )]
    NewerVersion {
        /// The version found.
        trouvee: u64,
    },
    /// Keys or values that the schema does not know.
    #[error("{}", defauts::sentence(.0))]
    Content(Vec<Defaut>),
}

/// Returns the dossier of a JSON text.
///
/// # Errors
/// When the text is no JSON, comes from a newer version, or holds keys or values that the schema does not know: each is told with
/// its address.
///
/// # Example
/// ```
/// # use cpts_model::dossier_from_json;
/// assert!(dossier_from_json(r#"{"cpts": {"nom": "CPTS du Val d’Aubrelle"}}"#).is_ok());
/// let error = dossier_from_json(r#"{"cpts": {"nomm": "x"}}"#).unwrap_err();
/// assert!(error.to_string().contains("/cpts/nomm"));
/// ```
pub fn dossier_from_json(texte: &str) -> Result<Dossier, DossierError> {
    let texte = texte.strip_prefix('\u{feff}').unwrap_or(texte);
    match serde_json::from_str::<Dossier>(texte) {
        // serde reads a list as the fields of a structure, in order: « [] » would be an empty dossier.
        Ok(_) if !texte.trim_start().starts_with('{') => {
            Err(DossierError::Content(defauts::find(&Value::Array(Vec::new()))))
        }
        Ok(dossier) if dossier.version_schema <= VERSION_SCHEMA => Ok(dossier),
        Ok(dossier) => Err(DossierError::NewerVersion { trouvee: dossier.version_schema.into() }),
        // The first error of serde is in English and often hides others: the schema tells all of them.
        Err(first) => Err(explain(texte, &first)),
    }
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

fn explain(texte: &str, first: &serde_json::Error) -> DossierError {
    let value = match serde_json::from_str::<Value>(texte) {
        Ok(value) => value,
        Err(error) => return DossierError::Syntax { ligne: error.line(), colonne: error.column() },
    };
    if let Some(trouvee) = value["version_schema"].as_u64().filter(|found| *found > VERSION_SCHEMA.into()) {
        return DossierError::NewerVersion { trouvee };
    }
    let defauts = defauts::find(&value);
    if defauts.is_empty() {
        // A key given twice, for instance: the schema cannot see it.
        let message = format!("valeur refusée à la ligne {}, colonne {}", first.line(), first.column());
        return DossierError::Content(vec![Defaut { chemin: "/".to_owned(), message }]);
    }
    DossierError::Content(defauts)
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
        assert_eq!(dossier_from_json("{\n \"cpts\": }"), Err(DossierError::Syntax { ligne: 2, colonne: 10 }));
        assert!(matches!(dossier_from_json(""), Err(DossierError::Syntax { .. })));
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
