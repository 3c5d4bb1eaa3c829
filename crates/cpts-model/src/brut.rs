//! The texts of cells as they were read, kept with what was made of them.

use std::{borrow::Cow, collections::BTreeMap};

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Texts by field, in the order of the names of the fields.
///
/// Every member has a few: a sorted list takes a quarter of the room of a map, and the names that the program knows take none.
///
/// # Example
/// ```
/// # use cpts_model::Brut;
/// let mut brut = Brut::default();
/// brut.insert("rpps", "1,00052E+10".to_owned());
/// assert_eq!(brut.get("rpps"), Some("1,00052E+10"));
/// assert!(!brut.contains("email"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brut(Vec<(Cow<'static, str>, String)>);

impl Brut {
    /// Returns the text of a field.
    pub fn get(&self, champ: &str) -> Option<&str> {
        self.find(champ).ok().map(|at| self.0[at].1.as_str())
    }

    /// Returns the text of a field, to be changed.
    pub fn get_mut(&mut self, champ: &str) -> Option<&mut String> {
        self.find(champ).ok().map(|at| &mut self.0[at].1)
    }

    /// Tells whether a field has a text.
    pub fn contains(&self, champ: &str) -> bool {
        self.find(champ).is_ok()
    }

    /// Puts the text of a field in the place of the one it had.
    pub fn insert(&mut self, champ: impl Into<Cow<'static, str>>, texte: String) {
        let champ = champ.into();
        match self.find(&champ) {
            Ok(at) => self.0[at].1 = texte,
            Err(at) => self.0.insert(at, (champ, texte)),
        }
    }

    /// Returns the fields with their texts, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(champ, texte)| (champ.as_ref(), texte.as_str()))
    }

    fn find(&self, champ: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(name, _)| name.as_ref().cmp(champ))
    }
}

impl IntoIterator for Brut {
    type Item = (Cow<'static, str>, String);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<const N: usize> From<[(&'static str, &str); N]> for Brut {
    fn from(textes: [(&'static str, &str); N]) -> Self {
        let mut brut = Self::default();
        for (champ, texte) in textes {
            brut.insert(champ, texte.to_owned());
        }
        brut
    }
}

impl Serialize for Brut {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Brut {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let textes = BTreeMap::<String, String>::deserialize(deserializer)?;
        Ok(Self(textes.into_iter().map(|(champ, texte)| (champ.into(), texte)).collect()))
    }
}

impl JsonSchema for Brut {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Brut".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        BTreeMap::<String, String>::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_written_and_read_as_a_map_in_order() {
        let brut = Brut::from([("rpps", "1"), ("email", "a"), ("rpps", "2")]);
        let json = serde_json::to_string(&brut).expect("a map of texts");
        assert_eq!(json, r#"{"email":"a","rpps":"2"}"#);
        assert_eq!(serde_json::from_str::<Brut>(&json).expect("the same map"), brut);
    }
}
