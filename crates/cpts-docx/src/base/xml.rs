//! Places of elements in the XML of a base document, which is changed by cutting and pasting and never written anew.

use std::ops::Range;

use cpts_paquet::{
    PaquetError,
    xml::{Kind, Scope, Tag, attribute, walk},
};
use quick_xml::{Reader, events::Event};

use crate::DocxError;

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
    walk(text, Scope::Whole, |tag| match (tag.depth, tag.kind) {
        (depth @ 0..=1, Kind::Open | Kind::Empty) => {
            let element = Element { name: tag.name().to_owned(), range: tag.range.clone(), tag: tag.range.clone() };
            if depth == 0 {
                root = Some(element);
            } else {
                children.push(element);
            }
        }
        (depth @ 0..=1, Kind::Close) => {
            let closed = if depth == 0 { root.as_mut() } else { children.last_mut() };
            if let Some(closed) = closed {
                closed.range.end = tag.range.end;
            }
        }
        _ => {}
    })
    .map_err(|_| malformed())?;
    let root = root.ok_or_else(malformed)?;
    Ok(Tree { root, children })
}

/// Returns the places of the elements `wanted` that stand in no other of the same name.
pub(super) fn find_all(text: &str, wanted: &str) -> Result<Vec<Range<usize>>, DocxError> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Option<usize> = None;
    walk(text, Scope::Whole, |tag| match tag.kind {
        Kind::Open if open.is_none() && tag.name() == wanted => {
            open = Some(tag.depth);
            found.push(tag.range.clone());
        }
        Kind::Empty if open.is_none() && tag.name() == wanted => found.push(tag.range.clone()),
        Kind::Close if open == Some(tag.depth) => {
            open = None;
            if let Some(last) = found.last_mut() {
                last.end = tag.range.end;
            }
        }
        _ => {}
    })
    .map_err(|_| malformed())?;
    Ok(found)
}

/// Shows every start tag and empty element of a well-formed stretch of XML.
pub(super) fn each_tag(text: &str, mut show: impl FnMut(&Tag<'_>)) -> Result<(), DocxError> {
    let shown = walk(text, Scope::Stretch, |tag| {
        if tag.begins() {
            show(tag);
        }
    });
    shown.map_err(|_| malformed())
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

/// Returns the attribute of the first tag `element` in a fragment.
pub(super) fn value(fragment: &str, element: &str, wanted: &str) -> Option<String> {
    let mut reader = Reader::from_str(fragment);
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) if tag.name().as_ref() == element.as_bytes() => {
                return attribute(&tag, wanted.as_bytes());
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// Reads a switch such as `<w:titlePg/>`: there, and not turned off.
pub(super) fn is_on(fragment: &str, element: &str) -> bool {
    let mut on = false;
    let read = each_tag(fragment, |tag| {
        if tag.name() == element {
            on = !matches!(tag.attribute("w:val").as_deref(), Some("0" | "false" | "off"));
        }
    });
    read.is_ok() && on
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
    fn what_is_not_well_formed_is_refused() {
        assert!(parse(r#"<!DOCTYPE a [<!ENTITY x SYSTEM "file:///">]><a/>"#).is_err());
        assert!(parse("").is_err());
        assert!(parse("<a><b></a>").is_err() && parse("<a>").is_err());
    }
}
