//! What text and attributes stand for, their escapes read.

use quick_xml::events::BytesRef;

use super::{Element, Event};
use crate::PaquetError;

/// Appends what a piece of text stands for; other events add nothing.
///
/// # Errors
/// When it is not UTF-8, or names an entity that XML does not define.
pub fn push_text(event: &Event<'_>, texte: &mut String, partie: &str) -> Result<(), PaquetError> {
    let pushed = match event {
        Event::Text(octets) | Event::CData(octets) => push_lines(octets, texte),
        Event::Entity(nom) => push_entity(nom, texte),
        _ => Some(()),
    };
    pushed.ok_or_else(|| PaquetError::Malformed { partie: partie.to_owned() })
}

/// Returns an attribute by its local name, unescaped; `None` when it is absent or damaged.
pub fn attribute(element: &Element<'_>, nom: &[u8]) -> Option<String> {
    let found = element.attributes().find(|attr| attr.local_name() == nom)?;
    let text = std::str::from_utf8(found.value).ok()?;
    quick_xml::escape::unescape(text).ok().map(std::borrow::Cow::into_owned)
}

/// Appends a text whose lines end as XML reads them: with a line feed alone.
fn push_lines(octets: &[u8], texte: &mut String) -> Option<()> {
    let text = std::str::from_utf8(octets).ok()?;
    if !octets.contains(&b'\r') {
        texte.push_str(text);
        return Some(());
    }
    let mut pieces = text.split('\r');
    texte.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        texte.push('\n');
        texte.push_str(piece.strip_prefix('\n').unwrap_or(piece));
    }
    Some(())
}

fn push_entity(nom: &[u8], texte: &mut String) -> Option<()> {
    let nom = std::str::from_utf8(nom).ok()?;
    match BytesRef::new(nom).resolve_char_ref().ok()? {
        Some(letter) => texte.push(letter),
        None => texte.push_str(quick_xml::escape::resolve_predefined_entity(nom)?),
    }
    Some(())
}
