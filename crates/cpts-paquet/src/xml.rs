//! Small readings that every part needs.

use quick_xml::events::BytesStart;

/// First line of every XML part.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Returns a part as text, without its byte order mark, or `None` where it is not UTF-8.
pub fn text(part: &[u8]) -> Option<&str> {
    std::str::from_utf8(part.strip_prefix(b"\xef\xbb\xbf").unwrap_or(part)).ok()
}

/// Returns the attribute `name`, entities resolved; `name` carries its prefix.
pub fn attribute(tag: &BytesStart<'_>, name: &[u8]) -> Option<String> {
    let attribute = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}
