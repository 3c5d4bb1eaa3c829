//! Professions, with their national codes and the spellings met in workbooks.

mod graphies;
mod lecture;
mod table;

use std::{fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use self::lecture::{LectureProfession, read};
use self::table::{LIGNES, Ligne};

/// Profession d'un adhérent, par son identifiant, par exemple `medecin_generaliste`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Profession(u8);

/// Level of care, after the note of the Hauts-de-France guide on the health project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Recours {
    /// Close to the patient and reached directly: general practitioners, dentists, midwives, physiotherapists, nurses,
    /// pharmacists, and doctors of a speciality in direct access.
    Premier,
    /// Every other health professional.
    Second,
}

impl Recours {
    /// Returns the French words: « 1er recours ».
    pub const fn libelle(self) -> &'static str {
        match self {
            Self::Premier => "1er recours",
            Self::Second => "2nd recours",
        }
    }
}

impl Profession {
    /// Returns the profession of a slug, or `None` for another text.
    ///
    /// # Example
    /// ```
    /// # use cpts_model::Profession;
    /// let infirmier = Profession::from_slug("infirmier").unwrap();
    /// assert_eq!((infirmier.libelle_pluriel(), infirmier.code_nos()), ("Infirmiers", Some("60")));
    /// assert!(Profession::from_slug("infirmière").is_none());
    /// ```
    pub fn from_slug(slug: &str) -> Option<Self> {
        LIGNES.iter().position(|ligne| ligne.slug == slug).map(|index| Self(index as u8))
    }

    /// Returns every profession, in the order of the table: health professionals first, local categories last.
    pub fn toutes() -> impl Iterator<Item = Self> {
        (0..LIGNES.len()).map(|index| Self(index as u8))
    }

    /// Returns the stable identifier, as it stands in `dossier.json`.
    pub fn slug(self) -> &'static str {
        self.ligne().slug
    }

    /// Returns the label in the singular.
    pub fn libelle(self) -> &'static str {
        self.ligne().libelle
    }

    /// Returns the label in the plural.
    pub fn libelle_pluriel(self) -> &'static str {
        self.ligne().pluriel
    }

    /// Returns the code of the national nomenclature (NOS), or `None` for a category of the communities.
    pub fn code_nos(self) -> Option<&'static str> {
        self.ligne().code_nos
    }

    /// Returns the level of care; `None` for who is no health professional, and for a doctor whose speciality is not known.
    pub fn recours(self) -> Option<Recours> {
        self.ligne().recours
    }

    /// Returns the level of care of a doctor of a speciality: ophthalmologists, gynaecologists, paediatricians and psychiatrists
    /// are reached directly.
    ///
    /// # Example
    /// ```
    /// # use cpts_model::{Profession, profession::Recours};
    /// let medecin = Profession::from_slug("medecin_specialiste").unwrap();
    /// assert_eq!(medecin.recours_avec(Some("Pédiatrie")), Some(Recours::Premier));
    /// assert_eq!(medecin.recours_avec(Some("Cardiologie")), Some(Recours::Second));
    /// ```
    pub fn recours_avec(self, specialite: Option<&str>) -> Option<Recours> {
        let direct = specialite.is_some_and(lecture::is_direct_access);
        if self.slug() == "medecin_specialiste" && direct { Some(Recours::Premier) } else { self.recours() }
    }

    /// Returns its place in the order of [`Profession::toutes`].
    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }

    fn ligne(self) -> &'static Ligne {
        &LIGNES[usize::from(self.0)]
    }
}

impl fmt::Debug for Profession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug())
    }
}

impl fmt::Display for Profession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.libelle())
    }
}

/// The text is the slug of no profession.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("profession {} inconnue", crate::constat::quote(.0))]
pub struct ProfessionError(pub String);

impl FromStr for Profession {
    type Err = ProfessionError;

    fn from_str(slug: &str) -> Result<Self, Self::Err> {
        Self::from_slug(slug).ok_or_else(|| ProfessionError(slug.to_owned()))
    }
}

impl Serialize for Profession {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.slug())
    }
}

impl<'de> Deserialize<'de> for Profession {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let slug = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        slug.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Profession {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Profession".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let slugs: Vec<&str> = Self::toutes().map(Self::slug).collect();
        schemars::json_schema!({
            "type": "string",
            "title": "Profession",
            "description": "Profession d'un adhérent, par son identifiant, par exemple medecin_generaliste.",
            "enum": slugs,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Profession, Recours};

    #[test]
    fn profession_slugs_and_labels_are_unique() {
        let slugs: BTreeSet<_> = Profession::toutes().map(Profession::slug).collect();
        let labels: BTreeSet<_> = Profession::toutes().map(Profession::libelle_pluriel).collect();
        let count = Profession::toutes().count();
        assert!(count < usize::from(u8::MAX));
        assert_eq!((slugs.len(), labels.len()), (count, count));
        assert!(slugs.iter().all(|slug| slug.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')));
    }

    #[test]
    fn profession_json_is_the_slug_and_unknown_slugs_are_refused() {
        let kine = Profession::from_slug("masseur_kinesitherapeute").expect("in the table");
        assert_eq!(serde_json::to_string(&kine).ok().as_deref(), Some("\"masseur_kinesitherapeute\""));
        assert_eq!(serde_json::from_str::<Profession>("\"masseur_kinesitherapeute\"").ok(), Some(kine));
        let error = serde_json::from_str::<Profession>("\"kine\"").map_err(|e| e.to_string());
        assert!(
            error.is_err_and(|e| e.contains("profession « kine » inconnue".replace(' ', "\u{a0}").as_str())
                || e.contains("inconnue"))
        );
    }

    #[test]
    fn recours_follows_the_guide() {
        let recours = |slug| Profession::from_slug(slug).and_then(Profession::recours);
        for slug in [
            "medecin_generaliste",
            "infirmier",
            "pharmacien",
            "chirurgien_dentiste",
            "sage_femme",
            "masseur_kinesitherapeute",
        ] {
            assert_eq!(recours(slug), Some(Recours::Premier), "{slug}");
        }
        assert_eq!(recours("orthophoniste"), Some(Recours::Second));
        assert_eq!(recours("medecin"), None);
        assert_eq!(recours("coordinateur"), None);
    }
}
