//! Départements and regions.

use std::{fmt, sync::OnceLock};

use crate::lecture::plier;

static DEPARTEMENTS: &str = include_str!("../../data/departements.txt");

/// A département, or an overseas collectivity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Departement {
    /// Its code: `81`, `2A`, `974`.
    pub code: &'static str,
    /// Its name.
    pub nom: &'static str,
    /// Name of its region.
    pub region: &'static str,
}

impl fmt::Display for Departement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.nom, self.code)
    }
}

/// Returns the département of a code or a name: `81`, `1`, `2a`, `Tarn`, `TARN (81)`.
///
/// # Example
/// ```
/// # use cpts_model::geographie::departement;
/// assert_eq!(departement("81").unwrap().nom, "Tarn");
/// assert_eq!(departement("haute garonne").unwrap().region, "Occitanie");
/// assert!(departement("Thoré").is_none());
/// ```
pub fn departement(texte: &str) -> Option<Departement> {
    if texte.len() > 80 {
        return None;
    }
    let key = plier(texte);
    let code = |word: &str| {
        let padded = if word.len() == 1 { format!("0{word}") } else { word.to_ascii_uppercase() };
        all().iter().find(|(_, d)| d.code == padded).map(|(_, d)| *d)
    };
    let name = |key: &str| all().iter().find(|(name, _)| name == key).map(|(_, d)| *d);
    code(&key).or_else(|| name(&key)).or_else(|| {
        // « Tarn (81) », « 81 - Tarn »: one says it, and the other must not contradict.
        let words: Vec<&str> = key.split(' ').collect();
        let (first, last) = (words.first()?, words.last()?);
        let by_first = code(first).filter(|d| plier(d.nom) == words[1..].join(" "));
        by_first.or_else(|| code(last).filter(|d| plier(d.nom) == words[..words.len() - 1].join(" ")))
    })
}

/// Returns the département of a postal code; `None` in Corsica, whose postal codes do not tell the two apart for certain.
pub fn departement_du_code_postal(code_postal: &str) -> Option<Departement> {
    match codes_du_code_postal(code_postal).as_slice() {
        [code] => departement(code),
        _ => None,
    }
}

/// Returns the codes of the départements that a postal code may belong to.
pub(super) fn codes_du_code_postal(code_postal: &str) -> Vec<&str> {
    if code_postal.len() != 5 || !code_postal.bytes().all(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    match &code_postal[..2] {
        "20" => vec!["2A", "2B"],
        "97" | "98" => vec![&code_postal[..3]],
        two => vec![two],
    }
}

/// Returns the département of a commune's INSEE code.
pub(super) fn of_commune(code: &str) -> Option<Departement> {
    let length = if code.starts_with("97") || code.starts_with("98") { 3 } else { 2 };
    let prefix = code.get(..length)?;
    all().iter().find(|(_, d)| d.code == prefix).map(|(_, d)| *d)
}

fn all() -> &'static [(String, Departement)] {
    static ALL: OnceLock<Vec<(String, Departement)>> = OnceLock::new();
    ALL.get_or_init(|| {
        DEPARTEMENTS
            .lines()
            .filter_map(|line| {
                let mut fields = line.split(';');
                let departement = Departement { code: fields.next()?, nom: fields.next()?, region: fields.next()? };
                Some((plier(departement.nom), departement))
            })
            .collect()
    })
}
