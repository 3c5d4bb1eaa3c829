//! `[Content_Types].xml`: what each part is.

use std::{collections::BTreeMap, fmt::Write as _};

use quick_xml::{Reader, events::Event};

use crate::{PaquetError, text::push_escaped, xml};

/// Name of the part, which must be the first of the archive.
pub const NAME: &str = "[Content_Types].xml";

/// The content types of a package, by extension and by part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContentTypes {
    defaults: BTreeMap<String, String>,
    overrides: BTreeMap<String, String>,
}

impl ContentTypes {
    /// Returns the types of relationship parts and of XML, which every package needs.
    pub fn new() -> Self {
        let mut types = Self::default();
        types.set_default("rels", "application/vnd.openxmlformats-package.relationships+xml");
        types.set_default("xml", "application/xml");
        types
    }

    /// Reads the part.
    pub fn parse(part: &[u8]) -> Result<Self, PaquetError> {
        let malformed = || PaquetError::Malformed { partie: NAME.to_owned() };
        let text = xml::text(part).ok_or_else(malformed)?;
        let mut reader = Reader::from_str(text);
        let mut types = Self::new();
        loop {
            match reader.read_event().map_err(|_| malformed())? {
                Event::Start(tag) | Event::Empty(tag) => {
                    let kind = xml::attribute(&tag, b"ContentType");
                    match tag.local_name().as_ref() {
                        b"Default" => {
                            let (Some(extension), Some(kind)) = (xml::attribute(&tag, b"Extension"), kind) else {
                                return Err(malformed());
                            };
                            types.set_default(&extension, &kind);
                        }
                        b"Override" => {
                            let (Some(name), Some(kind)) = (xml::attribute(&tag, b"PartName"), kind) else {
                                return Err(malformed());
                            };
                            types.set(name.trim_start_matches('/'), &kind);
                        }
                        _ => {}
                    }
                }
                Event::DocType(_) => return Err(malformed()),
                Event::Eof => return Ok(types),
                _ => {}
            }
        }
    }

    /// Gives every part with this extension a type.
    pub fn set_default(&mut self, extension: &str, kind: &str) {
        self.defaults.insert(extension.to_ascii_lowercase(), kind.to_owned());
    }

    /// Gives a part a type.
    pub fn set(&mut self, part: &str, kind: &str) {
        self.overrides.insert(part.to_owned(), kind.to_owned());
    }

    /// Returns the type of a part.
    pub fn get(&self, part: &str) -> Option<&str> {
        let extension = || part.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        let of_extension = || extension().and_then(|extension| self.defaults.get(&extension));
        self.overrides.get(part).or_else(of_extension).map(String::as_str)
    }

    /// Keeps the types of the parts that `keep` approves.
    pub fn retain(&mut self, mut keep: impl FnMut(&str) -> bool) {
        self.overrides.retain(|part, _| keep(part));
    }

    /// Returns the part, in a fixed order.
    pub fn render(&self) -> Vec<u8> {
        let mut out = format!(
            "{}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">",
            xml::DECLARATION
        );
        for (element, key, prefix, entries) in
            [("Default", "Extension", "", &self.defaults), ("Override", "PartName", "/", &self.overrides)]
        {
            for (name, kind) in entries {
                // Writing to a string cannot fail.
                let _ = write!(out, "<{element} {key}=\"{prefix}");
                push_escaped(&mut out, name);
                out.push_str("\" ContentType=\"");
                push_escaped(&mut out, kind);
                out.push_str("\"/>");
            }
        }
        out.push_str("</Types>");
        out.into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parsed_types_render_the_same() {
        let mut types = ContentTypes::new();
        types.set_default("PNG", "image/png");
        types.set("word/document.xml", "application/x+xml");
        assert_eq!(ContentTypes::parse(&types.render()).ok(), Some(types));
    }

    #[test]
    fn own_type_of_a_part_wins_over_its_extension() {
        let mut types = ContentTypes::new();
        types.set("a.xml", "own");
        assert_eq!(
            (types.get("a.xml"), types.get("b.XML"), types.get("c.bin")),
            (Some("own"), Some("application/xml"), None)
        );
    }
}
