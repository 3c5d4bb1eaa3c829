//! The front matter of a trame: the TOML between its `+++` lines.

use cpts_model::{NatureReunion, Profil};
use serde::Deserialize;

use crate::francais::ESPACE;

/// What a trame says of itself.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FrontMatter {
    pub(super) nom: Option<String>,
    pub(super) etend: Option<String>,
    pub(super) titre: Option<String>,
    pub(super) sous_titre: Option<String>,
    pub(super) profil: Option<Profil>,
    pub(super) couverture: Option<bool>,
    pub(super) titre_imprime: Option<bool>,
    pub(super) exercice: Option<bool>,
    pub(super) identification: Option<Vec<(String, String)>>,
    pub(super) chapitres: Option<bool>,
    pub(super) requis: Option<Vec<String>>,
    pub(super) nature: Option<NatureReunion>,
    pub(super) variantes: Option<Vec<Variante>>,
}

impl FrontMatter {
    /// Returns these keys, and those of the extended trame where they are not given. A name is nobody else's.
    pub(super) fn over(self, parent: Self) -> Self {
        Self {
            nom: self.nom,
            etend: self.etend,
            titre: self.titre.or(parent.titre),
            sous_titre: self.sous_titre.or(parent.sous_titre),
            profil: self.profil.or(parent.profil),
            couverture: self.couverture.or(parent.couverture),
            titre_imprime: self.titre_imprime.or(parent.titre_imprime),
            exercice: self.exercice.or(parent.exercice),
            identification: self.identification.or(parent.identification),
            chapitres: self.chapitres.or(parent.chapitres),
            requis: self.requis.or(parent.requis),
            nature: self.nature.or(parent.nature),
            variantes: self.variantes.or(parent.variantes),
        }
    }
}

/// A document that a trame also gives: its words change where the trame tests `variante`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variante {
    /// Word of the command line, after the name of the trame: `constitutive`.
    pub nom: String,
    /// Title on the cover, where it is not that of the trame.
    pub titre: Option<String>,
    /// Sentence under the title, where it is not that of the trame.
    pub sous_titre: Option<String>,
    /// Nature of the meeting that the document is about, where it is not that of the trame.
    pub nature: Option<NatureReunion>,
}

/// A front matter that cannot be read: where, in bytes, and a French sentence.
pub(super) struct FrontMatterError {
    pub(super) start: usize,
    pub(super) message: String,
}

/// Reads the TOML of a front matter.
pub(super) fn read(head: &str) -> Result<FrontMatter, FrontMatterError> {
    toml::from_str(head).map_err(|error| FrontMatterError {
        start: error.span().map_or(0, |span| span.start),
        message: sentence(error.message()),
    })
}

/// Returns the TOML between the marks, and where the body begins.
pub(super) fn split(texte: &str) -> Option<(&str, usize)> {
    let mark = ["+++", "---"].into_iter().find(|mark| texte.lines().next().is_some_and(|l| l.trim_end() == *mark))?;
    let start = texte.find('\n')? + 1;
    let mut at = start;
    for line in texte[start..].split_inclusive('\n') {
        if line.trim_end() == mark {
            return Some((&texte[start..at], at + line.len()));
        }
        at += line.len();
    }
    None
}

/// Returns a French sentence for what the TOML reader says in English.
fn sentence(message: &str) -> String {
    let words: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let quoted = |mot: &str| format!("«{ESPACE}{mot}{ESPACE}»");
    let near = |mot: &str| crate::check::suggestion(mot, words.iter().skip(1).copied());
    match words.first() {
        Some(mot) if message.starts_with("unknown field") => format!("clé {} inconnue{}", quoted(mot), near(mot)),
        Some(mot) if message.starts_with("missing field") => format!("la clé {} manque", quoted(mot)),
        Some(mot) if message.starts_with("unknown variant") => {
            let near = near(mot);
            let others = if near.is_empty() { format!("{ESPACE}: attendu {}", words[1..].join(", ")) } else { near };
            format!("valeur {} inconnue{others}", quoted(mot))
        }
        Some(mot) if message.starts_with("duplicate") => format!("la clé {} est donnée deux fois", quoted(mot)),
        _ if message.starts_with("duplicate") => "une clé est donnée deux fois".to_owned(),
        _ if message.starts_with("invalid type") => {
            let expected = [
                ("expected a string", "un texte entre guillemets"),
                ("expected a boolean", "true ou false"),
                ("expected a sequence", "une liste entre crochets"),
                ("expected struct", "des clés entre accolades"),
            ];
            let expected = expected.iter().find(|(english, _)| message.contains(english));
            expected.map_or_else(
                || "valeur d’un genre inattendu".to_owned(),
                |(_, french)| format!("valeur d’un genre inattendu{ESPACE}: attendu {french}"),
            )
        }
        _ => "ligne mal écrite (attendu\u{a0}: clé = \"valeur\")".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(head: &str) -> String {
        read(head).err().map(|error| error.message.replace(ESPACE, " ")).unwrap_or_default()
    }

    #[test]
    fn mistakes_are_said_in_french() {
        assert_eq!(message("profile = \"public\""), "clé « profile » inconnue : vouliez-vous dire « profil » ?");
        assert_eq!(message("profil = \"publics\""), "valeur « publics » inconnue : vouliez-vous dire « public » ?");
        assert_eq!(message("profil = \"tous\""), "valeur « tous » inconnue : attendu interne, financeur, public");
        assert_eq!(message("titre = 3"), "valeur d’un genre inattendu : attendu un texte entre guillemets");
        assert_eq!(message("couverture = \"oui\""), "valeur d’un genre inattendu : attendu true ou false");
        assert_eq!(message("requis = \"x\""), "valeur d’un genre inattendu : attendu une liste entre crochets");
        assert_eq!(message("variantes = [{ titre = \"x\" }]"), "la clé « nom » manque");
        assert_eq!(message("titre = \"a\"\ntitre = \"b\""), "une clé est donnée deux fois");
        assert_eq!(message("titre"), "ligne mal écrite (attendu : clé = \"valeur\")");
    }
}
