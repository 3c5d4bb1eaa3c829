//! XML that is changed by cutting and pasting, and never written anew: what is not touched keeps its bytes.

use std::ops::Range;

use cpts_paquet::xml;
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::AnnoterError;

/// Elements inside one another; Excel's own parts stay below twenty.
const MAX_DEPTH: usize = 256;

/// A tag: where it is, and what it says.
pub(super) struct Tag<'a> {
    /// Elements round it.
    pub(super) depth: usize,
    pub(super) kind: Kind,
    /// Name without its prefix.
    pub(super) local: String,
    /// Prefix with its colon, or empty.
    pub(super) prefix: String,
    /// Its place in the text.
    pub(super) range: Range<usize>,
    start: Option<BytesStart<'a>>,
}

/// Whether a tag opens an element, closes it, or is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    Close,
    Empty,
}

impl Tag<'_> {
    /// Returns an attribute, entities resolved; `name` carries its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        xml::attribute(self.start.as_ref()?, name.as_bytes())
    }

    /// Returns the attribute of that local name, whatever its prefix.
    pub(super) fn attribute_named(&self, local: &str) -> Option<String> {
        let start = self.start.as_ref()?;
        let found = start.attributes().flatten().find(|found| found.key.local_name().as_ref() == local.as_bytes())?;
        xml::attribute(start, found.key.as_ref())
    }

    /// Whether an element begins here.
    pub(super) fn begins(&self) -> bool {
        self.kind != Kind::Close
    }
}

/// Shows every tag of a part in order.
///
/// # Errors
/// Where the part is no well-formed XML, or declares entities.
pub(super) fn each_tag(text: &str, mut show: impl FnMut(&Tag<'_>)) -> Result<(), AnnoterError> {
    let mut reader = Reader::from_str(text);
    let (mut depth, mut from) = (0, 0);
    loop {
        let event = reader.read_event().map_err(|_| AnnoterError::Illisible)?;
        let to = usize::try_from(reader.buffer_position()).map_err(|_| AnnoterError::Illisible)?;
        let (kind, start) = match event {
            Event::Start(start) => (Kind::Open, start),
            Event::Empty(start) => (Kind::Empty, start),
            Event::End(end) => {
                depth -= 1;
                let (prefix, local) = split(end.name().as_ref())?;
                show(&Tag { depth, kind: Kind::Close, local, prefix, range: from..to, start: None });
                from = to;
                continue;
            }
            Event::Eof if depth == 0 => return Ok(()),
            Event::DocType(_) | Event::Eof => return Err(AnnoterError::Illisible),
            _ => {
                from = to;
                continue;
            }
        };
        let (prefix, local) = split(start.name().as_ref())?;
        show(&Tag { depth, kind, local, prefix, range: from..to, start: Some(start) });
        from = to;
        if kind == Kind::Open {
            depth += 1;
            if depth > MAX_DEPTH {
                return Err(AnnoterError::Illisible);
            }
        }
    }
}

/// Returns the prefix with its colon, and the local name.
fn split(name: &[u8]) -> Result<(String, String), AnnoterError> {
    let name = std::str::from_utf8(name).map_err(|_| AnnoterError::Illisible)?;
    let at = name.find(':').map_or(0, |colon| colon + 1);
    Ok((name[..at].to_owned(), name[at..].to_owned()))
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

    #[test]
    fn tags_are_shown_with_their_depth_and_place() {
        let text = "<?xml version=\"1.0\"?><x:a><x:b i=\"1\"/>t<!-- <c> --></x:a>";
        let mut seen = Vec::new();
        each_tag(text, |tag| seen.push((tag.depth, tag.kind, tag.local.clone(), text[tag.range.clone()].to_owned())))
            .unwrap();
        let expected = [
            (0, Kind::Open, "a".to_owned(), "<x:a>".to_owned()),
            (1, Kind::Empty, "b".to_owned(), "<x:b i=\"1\"/>".to_owned()),
            (0, Kind::Close, "a".to_owned(), "</x:a>".to_owned()),
        ];
        assert_eq!(seen, expected);
        assert!(each_tag("<a><b></a>", |_| {}).is_err());
        assert!(each_tag("<!DOCTYPE a><a/>", |_| {}).is_err());
    }
}
