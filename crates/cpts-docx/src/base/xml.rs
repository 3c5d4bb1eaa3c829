//! Places of elements in the XML of a base document, which is changed by cutting and pasting and never written anew.

use std::{borrow::Cow, ops::Range};

use cpts_paquet::PaquetError;
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

use crate::DocxError;

/// Elements inside one another; Word's own documents stay below a hundred.
const MAX_DEPTH: usize = 256;

/// An element: where it is in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Element {
    /// Name with its prefix.
    pub(super) name: String,
    /// From its start tag to its end tag.
    pub(super) range: Range<usize>,
    /// Its start tag.
    pub(super) tag: Range<usize>,
}

/// An XML part or fragment: its first element and the children of it.
pub(super) struct Tree {
    pub(super) root: Element,
    pub(super) children: Vec<Element>,
}

/// Reads `text`, which holds one element and perhaps a declaration before it.
pub(super) fn parse(text: &str) -> Result<Tree, DocxError> {
    let mut root = None;
    let mut children: Vec<Element> = Vec::new();
    walk(text, Scope::Whole, |depth, event| {
        let element = |tag: &BytesStart<'_>, range: &Range<usize>| Element {
            name: name(tag).into_owned(),
            range: range.clone(),
            tag: range.clone(),
        };
        match (depth, event) {
            (0, Step::Open(tag, range) | Step::Empty(tag, range)) => root = Some(element(tag, &range)),
            (1, Step::Open(tag, range) | Step::Empty(tag, range)) => children.push(element(tag, &range)),
            (depth @ 0..=1, Step::Close(range)) => {
                let closed = if depth == 0 { root.as_mut() } else { children.last_mut() };
                if let Some(closed) = closed {
                    closed.range.end = range.end;
                }
            }
            _ => {}
        }
    })?;
    let root = root.ok_or_else(malformed)?;
    Ok(Tree { root, children })
}

/// Returns the places of the elements `wanted` that stand in no other of the same name.
pub(super) fn find_all(text: &str, wanted: &str) -> Result<Vec<Range<usize>>, DocxError> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Option<usize> = None;
    walk(text, Scope::Whole, |depth, event| match event {
        Step::Open(tag, range) if open.is_none() && name(tag) == wanted => {
            open = Some(depth);
            found.push(range);
        }
        Step::Empty(tag, range) if open.is_none() && name(tag) == wanted => found.push(range),
        Step::Close(range) if open == Some(depth) => {
            open = None;
            if let Some(last) = found.last_mut() {
                last.end = range.end;
            }
        }
        _ => {}
    })?;
    Ok(found)
}

/// Shows every start tag and empty element of a well-formed stretch of XML, with its place.
pub(super) fn each_tag(text: &str, mut show: impl FnMut(&BytesStart<'_>, Range<usize>)) -> Result<(), DocxError> {
    walk(text, Scope::Stretch, |_, event| {
        if let Step::Open(tag, range) | Step::Empty(tag, range) = event {
            show(tag, range);
        }
    })
}

/// Returns `text` without the places, which are in order and apart.
pub(super) fn without(text: &str, places: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for place in places {
        out.push_str(&text[copied..place.start]);
        copied = place.end;
    }
    out.push_str(&text[copied..]);
    out
}

/// Returns the name of a tag with its prefix.
pub(super) fn name<'a>(tag: &'a BytesStart<'_>) -> Cow<'a, str> {
    String::from_utf8_lossy(tag.name().into_inner())
}

/// Returns an attribute of a tag, entities resolved.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name.as_bytes())?;
    attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}

/// Returns the attribute of the first tag `element` in a fragment.
pub(super) fn value(fragment: &str, element: &str, wanted: &str) -> Option<String> {
    let mut reader = Reader::from_str(fragment);
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) if name(&tag) == element => return attribute(&tag, wanted),
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// Reads a switch such as `<w:titlePg/>`: there, and not turned off.
pub(super) fn is_on(fragment: &str, element: &str) -> bool {
    let mut on = false;
    let read = each_tag(fragment, |tag, _| {
        if name(tag) == element {
            on = !matches!(attribute(tag, "w:val").as_deref(), Some("0" | "false" | "off"));
        }
    });
    read.is_ok() && on
}

/// What is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// Elements from their start to their end.
    Whole,
    /// A stretch of a body, which may close what it did not open.
    Stretch,
}

/// What is met while reading.
enum Step<'a, 'b> {
    Open(&'a BytesStart<'b>, Range<usize>),
    Empty(&'a BytesStart<'b>, Range<usize>),
    Close(Range<usize>),
}

/// Shows the tags with the number of elements round each.
fn walk(text: &str, scope: Scope, mut show: impl FnMut(usize, Step<'_, '_>)) -> Result<(), DocxError> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = scope == Scope::Whole;
    reader.config_mut().allow_unmatched_ends = scope == Scope::Stretch;
    let mut depth = 0_usize;
    loop {
        let start = position(&reader);
        let event = reader.read_event().map_err(|_| malformed())?;
        let range = start..position(&reader);
        match event {
            Event::Start(tag) => {
                show(depth, Step::Open(&tag, range));
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(malformed());
                }
            }
            Event::Empty(tag) => show(depth, Step::Empty(&tag, range)),
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                show(depth, Step::Close(range));
            }
            Event::DocType(_) => return Err(malformed()),
            Event::Eof if scope == Scope::Whole && depth > 0 => return Err(malformed()),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a place in a text that is in memory")]
fn position(reader: &Reader<&[u8]>) -> usize {
    reader.buffer_position() as usize
}

/// Returns the error for XML that cannot be read.
pub(super) fn malformed() -> DocxError {
    DocxError::Package(PaquetError::Malformed { partie: "document".to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"<?xml version="1.0"?><a x="1"><b/><c y="é"><b>t</b></c><b z="&amp;"/></a>"#;

    #[test]
    fn children_are_found_with_their_places() {
        let tree = parse(TEXT).expect("well-formed");
        let texts: Vec<&str> = tree.children.iter().map(|child| &TEXT[child.range.clone()]).collect();
        assert_eq!(texts, ["<b/>", "<c y=\"é\"><b>t</b></c>", "<b z=\"&amp;\"/>"]);
        assert_eq!(&TEXT[tree.root.tag.clone()], "<a x=\"1\">");
        assert_eq!(tree.root.range.end, TEXT.len());
    }

    #[test]
    fn elements_are_found_at_any_depth() {
        let found = find_all(TEXT, "b").expect("well-formed");
        assert_eq!(found.len(), 3);
        assert_eq!(without(TEXT, &found), r#"<?xml version="1.0"?><a x="1"><c y="é"></c></a>"#);
    }

    #[test]
    fn values_and_switches_are_read() {
        assert_eq!(value(TEXT, "c", "y").as_deref(), Some("é"));
        assert!(is_on("<p><w:titlePg/></p>", "w:titlePg"));
        assert!(!is_on(r#"<p><w:titlePg w:val="0"/></p>"#, "w:titlePg"));
        assert!(!is_on("<p/>", "w:titlePg"));
    }

    #[test]
    fn external_entities_and_endless_depth_are_refused() {
        assert!(parse(r#"<!DOCTYPE a [<!ENTITY x SYSTEM "file:///">]><a/>"#).is_err());
        assert!(parse(&"<a>".repeat(MAX_DEPTH + 1)).is_err());
        assert!(parse("").is_err());
        assert!(parse("<a><b></a>").is_err() && parse("<a>").is_err());
    }
}
