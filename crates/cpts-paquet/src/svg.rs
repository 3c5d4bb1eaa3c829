//! Drawings as SVG: kept where they only draw.

use std::borrow::Cow;

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

use crate::{text::push_escaped, xml};

/// Elements inside one another.
const MAX_DEPTH: usize = 256;

/// Elements that draw or say what is drawn; those of filters begin with `fe`.
const DRAWING: [&str; 28] = [
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "switch",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "textPath",
    "title",
    "desc",
    "image",
    "clipPath",
    "mask",
    "marker",
    "pattern",
    "linearGradient",
    "radialGradient",
    "stop",
    "filter",
    "style",
];

/// Elements that go with what they hold, and are not missed.
const SILENT: [&str; 6] = ["metadata", "animate", "animateMotion", "animateTransform", "set", "mpath"];

/// Why a drawing is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is no SVG, or a damaged one.
    Malformed,
    /// It holds a program, or something that is no drawing.
    Active,
    /// It calls something outside.
    Outside,
}

/// Returns the drawing without comments, metadata and what drawing programs note down for themselves.
///
/// # Errors
/// [`Refusal`] where it is not an SVG, or where something in it does more than draw.
///
/// # Example
/// ```
/// use cpts_paquet::svg::{Refusal, cleaned};
/// let drawing = b"<svg xmlns='http://www.w3.org/2000/svg'><!-- moi --><path d='M0 0h9'/></svg>";
/// let clean = cleaned(drawing).unwrap();
/// assert!(clean.ends_with(b"<path d=\"M0 0h9\"/></svg>"));
/// assert_eq!(cleaned(b"<svg><script/></svg>"), Err(Refusal::Active));
/// ```
pub fn cleaned(octets: &[u8]) -> Result<Vec<u8>, Refusal> {
    let text = xml::text(octets).ok_or(Refusal::Malformed)?;
    let mut reader = Reader::from_str(text);
    let mut clean = String::from(xml::DECLARATION);
    // Names of the open elements; `dropped` counts those that go.
    let mut open: Vec<String> = Vec::new();
    let mut dropped = 0_usize;
    let mut started = false;
    loop {
        match reader.read_event().map_err(|_| Refusal::Malformed)? {
            Event::Start(tag) => {
                if open.len() + dropped >= MAX_DEPTH {
                    return Err(Refusal::Malformed);
                }
                if dropped > 0 || is_silent(&name(&tag)) {
                    dropped += 1;
                    continue;
                }
                element(&tag, open.is_empty(), &mut clean)?;
                clean.push('>');
                started = true;
                open.push(name(&tag).into_owned());
            }
            Event::Empty(tag) if dropped == 0 && !is_silent(&name(&tag)) => {
                element(&tag, open.is_empty(), &mut clean)?;
                clean.push_str("/>");
                started = true;
            }
            Event::End(_) if dropped > 0 => dropped -= 1,
            Event::End(_) => {
                let name = open.pop().ok_or(Refusal::Malformed)?;
                clean.push_str("</");
                clean.push_str(&name);
                clean.push('>');
            }
            Event::Text(text) if dropped == 0 && !open.is_empty() => {
                let text = text.decode().map_err(|_| Refusal::Malformed)?;
                words(&text, &open, &mut clean)?;
            }
            Event::CData(text) if dropped == 0 => {
                let text = text.decode().map_err(|_| Refusal::Malformed)?;
                words(&text, &open, &mut clean)?;
            }
            Event::GeneralRef(reference) if dropped == 0 && !open.is_empty() => {
                let character = reference.resolve_char_ref().map_err(|_| Refusal::Malformed)?;
                let entity = reference.decode().map_err(|_| Refusal::Malformed)?;
                let resolved = match character {
                    Some(character) => Cow::Owned(character.to_string()),
                    None => {
                        Cow::Borrowed(quick_xml::escape::resolve_predefined_entity(&entity).ok_or(Refusal::Malformed)?)
                    }
                };
                // A rule of style cut by a reference could hide what it calls.
                if open.last().is_some_and(|name| local(name) == "style") {
                    return Err(Refusal::Active);
                }
                push_escaped(&mut clean, &resolved);
            }
            // A document type with a subset defines entities; without one it says nothing.
            Event::DocType(kind) if kind.contains(&b'[') => return Err(Refusal::Active),
            Event::Eof if started && open.is_empty() => return Ok(clean.into_bytes()),
            Event::Eof => return Err(Refusal::Malformed),
            _ => {}
        }
    }
}

fn name<'a>(tag: &'a BytesStart<'_>) -> Cow<'a, str> {
    String::from_utf8_lossy(tag.name().into_inner())
}

/// Returns a name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Whether an element goes without being missed: metadata, and what drawing programs add under prefixes of their own.
fn is_silent(name: &str) -> bool {
    let foreign = name.split_once(':').is_some_and(|(prefix, _)| prefix != "svg");
    foreign || SILENT.contains(&local(name))
}

/// Pushes `<name attribute="…"`, without its end.
fn element(tag: &BytesStart<'_>, root: bool, clean: &mut String) -> Result<(), Refusal> {
    let name = name(tag);
    let known = local(&name);
    if root && known != "svg" {
        return Err(Refusal::Malformed);
    }
    if !DRAWING.contains(&known) && !known.starts_with("fe") {
        return Err(Refusal::Active);
    }
    clean.push('<');
    clean.push_str(&name);
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|_| Refusal::Malformed)?;
        let key = String::from_utf8_lossy(attribute.key.into_inner()).into_owned();
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| Refusal::Malformed)?;
        match key.split_once(':') {
            None | Some(("xmlns", "svg" | "xlink") | ("xlink", "href") | ("xml", "space" | "lang")) => {}
            Some(("xml", _)) => return Err(Refusal::Outside),
            Some(_) => continue,
        }
        inoffensive(&key, &value)?;
        clean.push(' ');
        clean.push_str(&key);
        clean.push_str("=\"");
        push_escaped(clean, &value);
        clean.push('"');
    }
    Ok(())
}

/// Refuses an attribute that runs something or calls outside.
fn inoffensive(key: &str, value: &str) -> Result<(), Refusal> {
    let key = key.to_ascii_lowercase();
    if key.starts_with("on") {
        return Err(Refusal::Active);
    }
    if key.starts_with("xmlns") {
        return Ok(());
    }
    if key == "src" {
        return Err(Refusal::Outside);
    }
    if matches!(key.as_str(), "href" | "xlink:href") {
        let value = value.trim();
        let inside = value.starts_with('#')
            || ["data:image/png;base64,", "data:image/jpeg;base64,"].iter().any(|kind| value.starts_with(kind));
        return if inside { Ok(()) } else { Err(Refusal::Outside) };
    }
    calls_nothing(value)
}

/// Pushes text; that of a style sheet must call nothing.
fn words(text: &str, open: &[String], clean: &mut String) -> Result<(), Refusal> {
    if open.last().is_some_and(|name| local(name) == "style") {
        calls_nothing(text)?;
    }
    push_escaped(clean, text);
    Ok(())
}

/// Refuses a value or style sheet that calls something outside of the drawing.
fn calls_nothing(text: &str) -> Result<(), Refusal> {
    let lower = text.to_ascii_lowercase();
    // A backslash could spell what is looked for below in other letters.
    if text.contains('\\') || ["javascript:", "@import", "expression("].iter().any(|call| lower.contains(call)) {
        return Err(Refusal::Active);
    }
    let inside = |target: &str| target.trim_start().trim_start_matches(['"', '\'']).starts_with('#');
    if lower.split("url(").skip(1).all(inside) { Ok(()) } else { Err(Refusal::Outside) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(inner: &str) -> Result<String, Refusal> {
        let drawing = format!(
            "<?xml version=\"1.0\"?><!DOCTYPE svg><svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">{inner}</svg>"
        );
        let octets = cleaned(drawing.as_bytes())?;
        let text = String::from_utf8(octets).expect("UTF-8");
        let (_, rest) = text.split_once("xlink\">").expect("the root");
        Ok(rest.trim_end_matches("</svg>").to_owned())
    }

    #[test]
    fn drawing_is_kept_as_it_is() {
        let inner =
            "<g fill=\"url(#a)\"><title>Carte &amp; légende</title><path d=\"M0 0h9\"/></g><use xlink:href=\"#b\"/>";
        assert_eq!(clean(inner).as_deref(), Ok(inner));
        assert_eq!(clean("<style>.a{fill:red}</style>").as_deref(), Ok("<style>.a{fill:red}</style>"));
        let image = "<image href=\"data:image/png;base64,AAAA\"/>";
        assert_eq!(clean(image).as_deref(), Ok(image));
    }

    #[test]
    fn notes_of_drawing_programs_go() {
        let noted = "<!-- moi --><metadata><rdf:RDF><a/></rdf:RDF></metadata><sodipodi:namedview a=\"b\"/>\
                     <path inkscape:export-filename=\"C:\\Users\\camille\\carte.png\" d=\"M0 0\"/><?x y?>";
        assert_eq!(clean(noted).as_deref(), Ok("<path d=\"M0 0\"/>"));
    }

    #[test]
    fn what_does_more_than_draw_is_refused() {
        for inner in [
            "<script>alert(1)</script>",
            "<path onload=\"alert(1)\"/>",
            "<path ONCLICK=\"alert(1)\"/>",
            "<foreignObject><p/></foreignObject>",
            "<a href=\"https://exemple.fr\"><path/></a>",
            "<style>@import 'a.css';</style>",
            "<style>.a{fill:u\\72l(b)}</style>",
            "<style>.a{fill:ur&#108;(b)}</style>",
        ] {
            assert_eq!(clean(inner), Err(Refusal::Active), "{inner}");
        }
    }

    #[test]
    fn what_calls_outside_is_refused() {
        for inner in [
            "<image href=\"https://exemple.fr/a.png\"/>",
            "<image xlink:href=\"a.png\"/>",
            "<image href=\"data:image/svg+xml;base64,AA\"/>",
            "<use href=\"autre.svg#a\"/>",
            "<path fill=\"URL( 'autre.svg#a')\"/>",
            "<path style=\"fill:url(#a) url(b)\"/>",
            "<path xml:base=\"https://exemple.fr\"/>",
        ] {
            assert_eq!(clean(inner), Err(Refusal::Outside), "{inner}");
        }
    }

    #[test]
    fn what_is_no_drawing_is_refused() {
        let entities = "<!DOCTYPE svg [<!ENTITY x \"y\">]><svg/>";
        assert_eq!(cleaned(entities.as_bytes()), Err(Refusal::Active));
        for octets in ["", "texte", "<html/>", "<svg>", "<svg></g>", "<svg>&x;</svg>"] {
            assert_eq!(cleaned(octets.as_bytes()), Err(Refusal::Malformed), "{octets}");
        }
        assert_eq!(cleaned(b"<svg>\xff</svg>"), Err(Refusal::Malformed));
        let deep = "<g>".repeat(MAX_DEPTH + 1);
        assert_eq!(cleaned(format!("<svg>{deep}").as_bytes()), Err(Refusal::Malformed));
    }
}
