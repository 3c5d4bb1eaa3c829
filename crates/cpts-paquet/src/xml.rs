//! Small readings that every part needs, and the tags of a part with their places.

mod walk;

use quick_xml::events::BytesStart;

pub use walk::{Kind, NotWellFormed, Scope, Tag, walk};

/// First line of every XML part.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Returns a part as text, without its byte order mark, or `None` where it is not UTF-8 or holds a character that XML forbids, written
/// plainly or as a reference: copied into a document, it would keep every program from opening it.
pub fn text(part: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(part.strip_prefix(b"\xef\xbb\xbf").unwrap_or(part)).ok()?;
    let plain = !text.bytes().any(|byte| matches!(byte, 0..=8 | 0xb | 0xc | 0xe..=0x1f));
    (plain && text.split("&#").skip(1).all(is_reference)).then_some(text)
}

/// Tells whether what follows `&#` is the number of a character that XML allows.
fn is_reference(after: &str) -> bool {
    let number = after.split(';').next().unwrap_or_default();
    let code = match number.strip_prefix('x') {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok(),
        None => number.parse().ok(),
    };
    code.and_then(char::from_u32).is_some_and(
        |c| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'),
    )
}

/// Returns the attribute `name`, entities resolved; `name` carries its prefix.
pub fn attribute(tag: &BytesStart<'_>, name: &[u8]) -> Option<String> {
    let attribute = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn part_with_a_forbidden_character_is_no_text() {
        assert_eq!(text(b"\xef\xbb\xbf<a>&#233; &#xE9;\t\n</a>"), Some("<a>&#233; &#xE9;\t\n</a>"));
        for part in [
            &b"<a>\0</a>"[..],
            b"<a>\x1b</a>",
            b"<a>&#0;</a>",
            b"<a>&#x1F;</a>",
            b"<a>&#xD800;</a>",
            b"<a>&#;</a>",
            b"\xff",
        ] {
            assert_eq!(text(part), None, "{part:?}");
        }
    }
}
