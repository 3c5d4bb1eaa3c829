//! Where the values of a JSON text stand, for messages.

use std::collections::{BTreeMap, BTreeSet};

/// What a pass over a text found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Places {
    /// Offset of the values that were asked for: that of their key in an object, their own in a list.
    pub(super) offsets: BTreeMap<String, usize>,
    /// Addresses of keys that stand twice in one object, with the offset of the second.
    pub(super) doubles: Vec<(String, usize)>,
}

/// Finds the values at some addresses (RFC 6901) in a text that is JSON within the bounds, and the keys that are given twice.
pub(super) fn find(texte: &str, adresses: &BTreeSet<&str>) -> Places {
    let mut scan = Scan { texte, at: 0, adresse: String::new(), adresses, places: Places::default() };
    scan.value();
    scan.places
}

/// Returns the line and the column of an offset, from 1, in characters.
pub(super) fn position(texte: &str, offset: usize) -> (usize, usize) {
    let before = texte.get(..offset).unwrap_or(texte);
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
}

struct Scan<'a> {
    texte: &'a str,
    at: usize,
    adresse: String,
    adresses: &'a BTreeSet<&'a str>,
    places: Places,
}

impl Scan<'_> {
    /// Returns the next byte that is no space, without passing it.
    fn peek(&mut self) -> Option<u8> {
        let bytes = self.texte.as_bytes();
        while bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    fn value(&mut self) {
        match self.peek() {
            Some(b'{') => self.object(),
            Some(b'[') => self.list(),
            Some(b'"') => drop(self.text()),
            // Numbers and words end where a value can end.
            _ => {
                let bytes = &self.texte.as_bytes()[self.at.min(self.texte.len())..];
                self.at += bytes.iter().take_while(|byte| !b",]} \t\n\r".contains(byte)).count();
            }
        }
    }

    /// Passes a text; returns it with its quotes.
    fn text(&mut self) -> &str {
        let start = self.at;
        let bytes = self.texte.as_bytes();
        self.at += 1;
        while let Some(byte) = bytes.get(self.at) {
            self.at += if *byte == b'\\' { 2 } else { 1 };
            if *byte == b'"' {
                break;
            }
        }
        self.texte.get(start..self.at).unwrap_or_default()
    }

    fn object(&mut self) {
        let mut seen = BTreeSet::new();
        self.at += 1;
        while self.peek() == Some(b'"') {
            let offset = self.at;
            let key: String = serde_json::from_str(self.text()).unwrap_or_default();
            let before = self.enter(&key.replace('~', "~0").replace('/', "~1"), offset);
            if !seen.insert(key) {
                self.places.doubles.push((self.adresse.clone(), offset));
            }
            if self.peek() == Some(b':') {
                self.at += 1;
            }
            self.value();
            self.adresse.truncate(before);
            if self.peek() == Some(b',') {
                self.at += 1;
            }
        }
        self.at += 1;
    }

    fn list(&mut self) {
        self.at += 1;
        let mut index = 0;
        while self.peek().is_some_and(|byte| byte != b']') {
            let start = self.at;
            let before = self.enter(&index.to_string(), start);
            self.value();
            self.adresse.truncate(before);
            if self.peek() == Some(b',') {
                self.at += 1;
            }
            // A text that is no JSON after all: nothing there can be passed.
            if self.at == start {
                break;
            }
            index += 1;
        }
        self.at += 1;
    }

    fn enter(&mut self, nom: &str, offset: usize) -> usize {
        let before = self.adresse.len();
        self.adresse.push('/');
        self.adresse.push_str(nom);
        if self.adresses.contains(self.adresse.as_str()) {
            self.places.offsets.insert(self.adresse.clone(), offset);
        }
        before
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn find_tells_where_keys_and_items_stand() {
        let texte = "{\n  \"é\\\"a/b\": [1, {\"x\": \"[,]\"}, true],\n  \"é\\\"a/b\": null\n}";
        let places = find(texte, &["/é\"a~1b/1/x", "/é\"a~1b/2"].into());
        let at = |adresse: &str| position(texte, places.offsets[adresse]);
        assert_eq!((at("/é\"a~1b/1/x"), at("/é\"a~1b/2")), ((2, 18), (2, 31)));
        let doubles: Vec<_> =
            places.doubles.iter().map(|(adresse, at)| (adresse.as_str(), position(texte, *at))).collect();
        assert_eq!(doubles, [("/é\"a~1b", (3, 3))]);
    }

    #[test]
    fn find_text_that_is_no_json_is_passed() {
        for texte in ["{\"a\"é:1}", "[}", "{\"a\":", "[\"\\"] {
            assert_eq!(find(texte, &BTreeSet::new()), Places::default(), "{texte}");
        }
    }

    proptest! {
        #[test]
        fn find_any_text_ends_and_never_panics(texte in "\\PC{0,40}", near in r#"[{}\[\]":,0-9a-zé\\ ]{0,60}"#) {
            let _ = (find(&texte, &BTreeSet::new()), find(&near, &BTreeSet::new()));
            prop_assert!(position(&texte, near.len()).0 >= 1);
        }
    }
}
