//! XML that is changed by cutting and pasting, and never written anew: what is not touched keeps its bytes.

use std::ops::Range;

use cpts_paquet::xml::{Scope, Tag, walk};

use super::AnnoterError;

/// Shows every tag of a part in order.
///
/// # Errors
/// Where the part is no well-formed XML, or declares entities.
pub(super) fn each_tag(text: &str, show: impl FnMut(&Tag<'_>)) -> Result<(), AnnoterError> {
    walk(text, Scope::Whole, show).map_err(|_| AnnoterError::Illisible)
}

/// Changes to a text, made all at once at the end.
#[derive(Default)]
pub(super) struct Patch {
    changes: Vec<(Range<usize>, String)>,
}

impl Patch {
    /// Replaces a place.
    pub(super) fn replace(&mut self, place: Range<usize>, by: impl Into<String>) {
        self.changes.push((place, by.into()));
    }

    /// Inserts at a place, after what was inserted there before.
    pub(super) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    /// Returns the changed text.
    pub(super) fn apply(mut self, text: &str) -> String {
        // Stable: what is inserted at one place stays in order.
        self.changes.sort_by_key(|(place, _)| place.start);
        let mut out = String::with_capacity(text.len() + self.changes.iter().map(|(_, by)| by.len()).sum::<usize>());
        let mut copied = 0;
        for (place, by) in &self.changes {
            out.push_str(&text[copied..place.start]);
            out.push_str(by);
            copied = place.end;
        }
        out.push_str(&text[copied..]);
        out
    }
}

/// Returns a start tag with an attribute set to a value that needs no escape.
pub(super) fn with_attribute(tag: &str, name: &str, value: &str) -> String {
    if let Some(place) = value_place(tag, name) {
        return format!("{}{value}{}", &tag[..place.start], &tag[place.end..]);
    }
    let end = if tag.ends_with("/>") { tag.len() - 2 } else { tag.len() - 1 };
    let (before, after) = tag.split_at(end);
    format!("{} {name}=\"{value}\"{after}", before.trim_end())
}

/// Returns a start tag without an attribute.
pub(super) fn without_attribute(tag: &str, name: &str) -> String {
    match value_place(tag, name) {
        Some(place) => {
            let start = tag[..place.start].rfind(name).unwrap_or(place.start);
            format!("{}{}", tag[..start].trim_end(), &tag[place.end + 1..])
        }
        None => tag.to_owned(),
    }
}

/// Returns where the value of an attribute stands in a start tag, between its quotes.
fn value_place(tag: &str, name: &str) -> Option<Range<usize>> {
    let bytes = tag.as_bytes();
    let mut at = bytes.iter().position(u8::is_ascii_whitespace)?;
    loop {
        at += bytes[at..].iter().position(|byte| !byte.is_ascii_whitespace())?;
        let equal = at + tag[at..].find('=')?;
        let open = equal + tag[equal..].find(['"', '\''])?;
        let quote = char::from(bytes[open]);
        let close = open + 1 + tag[open + 1..].find(quote)?;
        if tag[at..equal].trim_end() == name {
            return Some(open + 1..close);
        }
        at = close + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_set_and_taken_out_whatever_their_quotes() {
        let tag = "<c r='A1'  s = \"3\" xs='9'/>";
        assert_eq!(with_attribute(tag, "s", "12"), "<c r='A1'  s = \"12\" xs='9'/>");
        assert_eq!(with_attribute("<c r=\"A1\">", "s", "1"), "<c r=\"A1\" s=\"1\">");
        assert_eq!(with_attribute("<c/>", "s", "1"), "<c s=\"1\"/>");
        assert_eq!(without_attribute("<row r=\"1\" spans=\"1:4\" ht=\"15\">", "spans"), "<row r=\"1\" ht=\"15\">");
        assert_eq!(without_attribute("<row r=\"1\">", "spans"), "<row r=\"1\">");
    }
}
