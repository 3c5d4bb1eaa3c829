//! The tags of an XML text with their places: for parts that are changed by cutting and pasting, and never written anew.

use std::{borrow::Cow, ops::Range};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

/// Elements inside one another; parts of office programs stay below a hundred.
const MAX_DEPTH: usize = 256;

/// The text is no well-formed XML, declares entities, or nests elements without end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotWellFormed;

/// What a text holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Elements from their start to their end.
    Whole,
    /// A stretch of a body, which may close what it did not open.
    Stretch,
}

/// Whether a tag opens an element, closes it, or is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `<a>`
    Open,
    /// `</a>`
    Close,
    /// `<a/>`
    Empty,
}

/// A tag: where it is, and what it says.
pub struct Tag<'a> {
    /// Elements round it.
    pub depth: usize,
    /// What it does.
    pub kind: Kind,
    /// Its place in the text.
    pub range: Range<usize>,
    name: &'a str,
    start: Option<&'a BytesStart<'a>>,
}

impl<'a> Tag<'a> {
    /// Returns the name with its prefix.
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// Returns the name without its prefix.
    pub fn local(&self) -> &'a str {
        &self.name[self.colon()..]
    }

    /// Returns the prefix with its colon, or nothing.
    pub fn prefix(&self) -> &'a str {
        &self.name[..self.colon()]
    }

    /// Whether an element begins here.
    pub fn begins(&self) -> bool {
        self.kind != Kind::Close
    }

    /// Returns an attribute, entities resolved; `name` carries its prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        super::attribute(self.start?, name.as_bytes())
    }

    /// Returns the attribute of that local name, whatever its prefix.
    pub fn attribute_named(&self, local: &str) -> Option<String> {
        let start = self.start?;
        let found = start.attributes().flatten().find(|found| found.key.local_name().as_ref() == local.as_bytes())?;
        super::attribute(start, found.key.as_ref())
    }

    /// Returns the values of all attributes as they are written.
    pub fn values(&self) -> impl Iterator<Item = String> + use<'a> {
        let attributes = self.start.map(|start| start.attributes().flatten());
        attributes.into_iter().flatten().map(|attribute| match attribute.value {
            Cow::Borrowed(value) => String::from_utf8_lossy(value).into_owned(),
            Cow::Owned(value) => String::from_utf8_lossy(&value).into_owned(),
        })
    }

    fn colon(&self) -> usize {
        self.name.find(':').map_or(0, |colon| colon + 1)
    }
}

/// Shows every tag in order, end tags too.
///
/// # Errors
/// [`NotWellFormed`] at the first fault; what stands before it has been shown.
///
/// # Example
/// ```
/// # use cpts_paquet::xml::{NotWellFormed, Scope, walk};
/// let mut seen = Vec::new();
/// walk("<w:p><w:r a=\"1\"/></w:p>", Scope::Whole, |tag| seen.push((tag.depth, tag.local().to_owned())))?;
/// assert_eq!(seen, [(0, "p".to_owned()), (1, "r".to_owned()), (0, "p".to_owned())]);
/// assert!(walk("<a><b></a>", Scope::Whole, |_| {}).is_err());
/// # Ok::<(), NotWellFormed>(())
/// ```
pub fn walk(text: &str, scope: Scope, mut show: impl FnMut(&Tag<'_>)) -> Result<(), NotWellFormed> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = scope == Scope::Whole;
    reader.config_mut().allow_unmatched_ends = scope == Scope::Stretch;
    let (mut depth, mut from) = (0_usize, 0);
    loop {
        let event = reader.read_event().map_err(|_| NotWellFormed)?;
        let to = usize::try_from(reader.buffer_position()).map_err(|_| NotWellFormed)?;
        let range = from..to;
        from = to;
        let (kind, start) = match &event {
            Event::Start(start) => (Kind::Open, start),
            Event::Empty(start) => (Kind::Empty, start),
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                let name = end.name();
                let name = std::str::from_utf8(name.as_ref()).map_err(|_| NotWellFormed)?;
                show(&Tag { depth, kind: Kind::Close, range, name, start: None });
                continue;
            }
            Event::Eof if scope == Scope::Whole && depth > 0 => return Err(NotWellFormed),
            Event::Eof => return Ok(()),
            Event::DocType(_) => return Err(NotWellFormed),
            _ => continue,
        };
        let name = start.name();
        let name = std::str::from_utf8(name.as_ref()).map_err(|_| NotWellFormed)?;
        show(&Tag { depth, kind, range, name, start: Some(start) });
        if kind == Kind::Open {
            depth += 1;
            if depth > MAX_DEPTH {
                return Err(NotWellFormed);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_shown_with_their_depth_and_place() {
        let text = "<?xml version=\"1.0\"?><x:a><x:b i=\"1\"/>t<!-- <c> --></x:a>";
        let mut seen = Vec::new();
        let read = walk(text, Scope::Whole, |tag| {
            seen.push((tag.depth, tag.kind, tag.prefix().to_owned() + tag.local(), text[tag.range.clone()].to_owned()));
        });
        read.unwrap();
        let expected = [
            (0, Kind::Open, "x:a".to_owned(), "<x:a>".to_owned()),
            (1, Kind::Empty, "x:b".to_owned(), "<x:b i=\"1\"/>".to_owned()),
            (0, Kind::Close, "x:a".to_owned(), "</x:a>".to_owned()),
        ];
        assert_eq!(seen, expected);
    }

    #[test]
    fn attributes_are_found_with_and_without_prefix_and_their_entities_resolved() {
        let mut found = Vec::new();
        walk("<a r:id='x&amp;y' b=\"&lt;\"/>", Scope::Whole, |tag| {
            found.extend([tag.attribute("r:id"), tag.attribute("id"), tag.attribute_named("id")]);
            found.extend(tag.values().map(Some));
        })
        .unwrap();
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(found, [some("x&y"), None, some("x&y"), some("x&amp;y"), some("&lt;")]);
    }

    #[test]
    fn stretch_may_close_what_it_did_not_open_and_a_whole_may_not() {
        let mut depths = Vec::new();
        walk("</b><c></c></a><d>", Scope::Stretch, |tag| depths.push(tag.depth)).unwrap();
        assert_eq!(depths, [0, 0, 0, 0, 0]);
        for text in ["</b>", "<a>", "<a><b></a>"] {
            assert_eq!(walk(text, Scope::Whole, |_| {}), Err(NotWellFormed), "{text}");
        }
    }

    #[test]
    fn entities_and_endless_depth_are_refused() {
        for scope in [Scope::Whole, Scope::Stretch] {
            assert!(walk(r#"<!DOCTYPE a [<!ENTITY x SYSTEM "file:///">]><a/>"#, scope, |_| {}).is_err());
            assert!(walk(&"<a>".repeat(MAX_DEPTH + 1), scope, |_| {}).is_err());
        }
    }
}
