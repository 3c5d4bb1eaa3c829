//! Articles and prepositions before a name: « du Cantal », « de l’association », « en Occitanie », « qu’Aubrelle ».

use super::{
    lieux::{self, Determinant, Devant},
    mots::{folded, unaccented},
};

/// Gender and number of a noun, where they must be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Genre {
    /// « le territoire ».
    Masculin,
    /// « la communauté ».
    Feminin,
    /// « les communes ».
    Pluriel,
}

impl Genre {
    /// Letters that a trame writes.
    pub(crate) const LETTRES: [&str; 3] = ["m", "f", "p"];

    /// Returns the gender of a letter: `m`, `f` or `p`.
    pub(crate) fn of_letter(lettre: &str) -> Option<Self> {
        match lettre {
            "m" => Some(Self::Masculin),
            "f" => Some(Self::Feminin),
            "p" => Some(Self::Pluriel),
            _ => None,
        }
    }
}

/// Returns « de » and a name without its article: « d’Aubrelle », « de Béziers », « du Mans ».
///
/// # Example
/// ```
/// # use cpts_outline::francais::de;
/// assert_eq!(de("Aubrelle"), "d’Aubrelle");
/// assert_eq!(de("Béziers"), "de Béziers");
/// assert_eq!(de("Hérault"), "d’Hérault");
/// assert_eq!(de("Haute-Garonne"), "de Haute-Garonne");
/// assert_eq!(de("Le Mans"), "du Mans");
/// assert_eq!(de("Les Herbiers"), "des Herbiers");
/// assert_eq!(de("La Rochelle"), "de La Rochelle");
/// ```
pub fn de(nom: &str) -> String {
    match own_article(nom) {
        Some(("Le", rest)) => format!("du {rest}"),
        Some(("Les", rest)) => format!("des {rest}"),
        _ if elides(nom) => format!("d’{nom}"),
        _ => format!("de {nom}"),
    }
}

/// Returns « de », the article and the noun; without gender, that of the départements, of the regions and of usual nouns is known,
/// and any other name is one that takes no article.
///
/// # Example
/// ```
/// # use cpts_outline::francais::{Genre, du};
/// assert_eq!(du("Cantal", None), "du Cantal");
/// assert_eq!(du("Haute-Loire", None), "de la Haute-Loire");
/// assert_eq!(du("Hérault", None), "de l’Hérault");
/// assert_eq!(du("Hauts-de-France", None), "des Hauts-de-France");
/// assert_eq!(du("CPTS du Val d’Aubrelle", None), "de la CPTS du Val d’Aubrelle");
/// assert_eq!(du("association", None), "de l’association");
/// assert_eq!(du("Aubrelle", None), "d’Aubrelle");
/// assert_eq!(du("pharmacie", Some(Genre::Feminin)), "de la pharmacie");
/// ```
pub fn du(nom: &str, genre: Option<Genre>) -> String {
    match determinant(nom, genre) {
        Some(Determinant::Le) => format!("du {nom}"),
        Some(Determinant::La) => format!("de la {nom}"),
        Some(Determinant::Elide) => format!("de l’{nom}"),
        Some(Determinant::Les) => format!("des {nom}"),
        Some(Determinant::Region | Determinant::Aucun) | None => de(nom),
    }
}

/// Returns « à », the article and the noun, as [`du`] does.
///
/// # Example
/// ```
/// # use cpts_outline::francais::au;
/// assert_eq!(au("territoire", None), "au territoire");
/// assert_eq!(au("assemblée générale", None), "à l’assemblée générale");
/// assert_eq!(au("membres", None), "aux membres");
/// assert_eq!(au("Aubrelle", None), "à Aubrelle");
/// assert_eq!(au("Le Mans", None), "au Mans");
/// ```
pub fn au(nom: &str, genre: Option<Genre>) -> String {
    match (determinant(nom, genre), own_article(nom)) {
        (Some(Determinant::Le), _) => format!("au {nom}"),
        (Some(Determinant::La), _) => format!("à la {nom}"),
        (Some(Determinant::Elide), _) => format!("à l’{nom}"),
        (Some(Determinant::Les), _) => format!("aux {nom}"),
        (_, Some(("Le", rest))) => format!("au {rest}"),
        (_, Some(("Les", rest))) => format!("aux {rest}"),
        _ => format!("à {nom}"),
    }
}

/// Returns the article and the noun, as [`du`] does; a name that takes no article stands alone.
///
/// # Example
/// ```
/// # use cpts_outline::francais::{Genre, le};
/// assert_eq!(le("Hérault", None), "l’Hérault");
/// assert_eq!(le("Occitanie", None), "l’Occitanie");
/// assert_eq!(le("hôpital", None), "l’hôpital");
/// assert_eq!(le("handicap", Some(Genre::Masculin)), "le handicap");
/// assert_eq!(le("Aubrelle", None), "Aubrelle");
/// ```
pub fn le(nom: &str, genre: Option<Genre>) -> String {
    match determinant(nom, genre) {
        Some(Determinant::Le) => format!("le {nom}"),
        Some(Determinant::Elide) => format!("l’{nom}"),
        Some(Determinant::Les) => format!("les {nom}"),
        Some(Determinant::Region) if elides(nom) => format!("l’{nom}"),
        Some(Determinant::La | Determinant::Region) => format!("la {nom}"),
        Some(Determinant::Aucun) | None => nom.to_owned(),
    }
}

/// Returns where something is: « en Occitanie », « dans le Cantal », « à Aubrelle », « au Mans ».
///
/// # Example
/// ```
/// # use cpts_outline::francais::en;
/// assert_eq!(en("Occitanie"), "en Occitanie");
/// assert_eq!(en("Cantal"), "dans le Cantal");
/// assert_eq!(en("Hauts-de-France"), "dans les Hauts-de-France");
/// assert_eq!(en("La Réunion"), "à La Réunion");
/// assert_eq!(en("Aubrelle"), "à Aubrelle");
/// ```
pub fn en(nom: &str) -> String {
    match lieux::lieu(nom).map(|(_, devant)| devant) {
        Some(Devant::En) => format!("en {nom}"),
        Some(Devant::Dans) => format!("dans {}", le(nom, None)),
        Some(Devant::A) | None => au(nom, None),
    }
}

/// Returns « que » and a name: « qu’Aubrelle », « que Béziers ».
///
/// # Example
/// ```
/// # use cpts_outline::francais::que;
/// assert_eq!(que("Aubrelle"), "qu’Aubrelle");
/// assert_eq!(que("les communes"), "que les communes");
/// ```
pub fn que(nom: &str) -> String {
    if elides(nom) { format!("qu’{nom}") } else { format!("que {nom}") }
}

fn determinant(nom: &str, genre: Option<Genre>) -> Option<Determinant> {
    let genre = match genre {
        Some(genre) => genre,
        None => match lieux::lieu(nom) {
            Some((determinant, _)) => return Some(determinant),
            None => usual(nom)?,
        },
    };
    Some(match genre {
        Genre::Pluriel => Determinant::Les,
        _ if elides(nom) => Determinant::Elide,
        Genre::Masculin => Determinant::Le,
        Genre::Feminin => Determinant::La,
    })
}

const FEMININS: [&str; 38] = [
    "agence",
    "ars",
    "assemblee",
    "association",
    "caisse",
    "charte",
    "clinique",
    "collectivite",
    "commission",
    "commune",
    "communaute",
    "convention",
    "coordination",
    "copresidence",
    "cpam",
    "cpts",
    "direction",
    "equipe",
    "faculte",
    "federation",
    "fondation",
    "had",
    "has",
    "mairie",
    "maison",
    "metropole",
    "mission",
    "msa",
    "msp",
    "pharmacie",
    "prefecture",
    "presidence",
    "presidente",
    "region",
    "tresorerie",
    "union",
    "urps",
    "ville",
];

const MASCULINS: [&str; 26] = [
    "accord",
    "bureau",
    "cabinet",
    "centre",
    "chu",
    "cias",
    "college",
    "comite",
    "conseil",
    "contrat",
    "dac",
    "departement",
    "dispositif",
    "ehpad",
    "etablissement",
    "exercice",
    "groupe",
    "hopital",
    "pole",
    "president",
    "projet",
    "reseau",
    "secretariat",
    "service",
    "siege",
    "territoire",
];

const PLURIELS: [&str; 10] = [
    "adherents",
    "communes",
    "equipes",
    "habitants",
    "membres",
    "partenaires",
    "patients",
    "professionnels",
    "statuts",
    "usagers",
];

/// Returns the gender of a usual noun, from its first word.
fn usual(nom: &str) -> Option<Genre> {
    let folded = folded(nom);
    let mot = folded.split(' ').next()?;
    match mot {
        _ if FEMININS.contains(&mot) => Some(Genre::Feminin),
        _ if MASCULINS.contains(&mot) => Some(Genre::Masculin),
        _ if PLURIELS.contains(&mot) => Some(Genre::Pluriel),
        _ => None,
    }
}

/// Returns the article that a place name begins with, and the rest: « Le », « Mans ».
fn own_article(nom: &str) -> Option<(&'static str, &str)> {
    let found = ["Les", "Le", "La"]
        .into_iter()
        .find_map(|article| Some((article, nom.strip_prefix(article)?.strip_prefix(' ')?)));
    found.filter(|(_, rest)| rest.starts_with(char::is_uppercase))
}

/// Words whose first letter keeps the vowel before it, as they begin.
const ASPIRES: [&str; 23] = [
    "hache", "haie", "halte", "hameau", "hanche", "handicap", "hangar", "hasard", "hauss", "haut", "havre", "heros",
    "hierarch", "hollande", "hongrie", "hors", "housse", "huit", "hutte", "has ", "onz", "oui", "yaourt",
];

/// Whether « de », « le », « que » lose their vowel before a name.
fn elides(nom: &str) -> bool {
    let folded = format!("{} ", folded(nom));
    if ASPIRES.iter().any(|debut| folded.starts_with(debut)) {
        return false;
    }
    let mut lettres = nom.chars().map(unaccented);
    match lettres.next() {
        // « Yonne » and « Yeu » apart, a Y before a vowel is a consonant: « de Yutz », « d’Yssingeaux ».
        Some('y') => {
            folded.starts_with("yonne ")
                || folded.starts_with("yeu ")
                || !lettres.next().is_some_and(|l| "aeiou".contains(l))
        }
        Some('a' | 'e' | 'i' | 'o' | 'u' | 'h' | 'œ' | 'æ') => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn h_and_y_elide_where_they_are_not_heard() {
        for (nom, attendu) in [
            ("Hérault", "d’Hérault"),
            ("Hauts-de-France", "de Hauts-de-France"),
            ("Hendaye", "d’Hendaye"),
            ("Le Havre", "du Havre"),
            ("hôpital", "d’hôpital"),
            ("handicap", "de handicap"),
            ("héros", "de héros"),
            ("héroïne", "d’héroïne"),
            ("HAS", "de HAS"),
            ("Yonne", "d’Yonne"),
            ("Yssingeaux", "d’Yssingeaux"),
            ("Yutz", "de Yutz"),
            ("Œting", "d’Œting"),
            ("onze communes", "de onze communes"),
            ("Évreux", "d’Évreux"),
            ("", "de "),
        ] {
            assert_eq!(de(nom), attendu);
        }
    }

    #[test]
    fn name_that_begins_like_an_article_is_not_one() {
        assert_eq!(de("Lens"), "de Lens");
        assert_eq!(de("Les"), "de Les");
        assert_eq!(au("L’Isle-d’Abeau", None), "à L’Isle-d’Abeau");
        assert_eq!(du("le bureau", None), "de le bureau");
    }

    #[test]
    fn gender_that_is_said_wins() {
        assert_eq!(du("Aubrelle", Some(Genre::Masculin)), "de l’Aubrelle");
        assert_eq!(au("Béziers", Some(Genre::Pluriel)), "aux Béziers");
    }
}
