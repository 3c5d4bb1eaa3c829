//! XML events within bounds: depth, and bytes of one element or one text.
//!
//! The pass is ours because it reads every cell of every workbook: each event lends its bytes from the inflated window,
//! where a general reader copies them first. Names of entities and escapes are still quick-xml's.

mod element;
mod window;

use std::io::Read;

use quick_xml::events::BytesRef;

pub use self::element::{Attribute, Attributes, Element};
use self::window::Window;
use super::{Borne, Limits};
use crate::PaquetError;

/// What stands next in a part, as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// `<c r="A1">`.
    Start(Element<'a>),
    /// `<c r="A1"/>`.
    Empty(Element<'a>),
    /// `</c>`.
    End(Element<'a>),
    /// Text up to the next markup or entity.
    Text(&'a [u8]),
    /// The inside of `<![CDATA[…]]>`.
    CData(&'a [u8]),
    /// The name of an entity: `amp`, `#233`.
    Entity(&'a [u8]),
    /// A comment, a processing instruction, the declaration, a document type.
    Other,
    /// Nothing more.
    Eof,
}

/// The events of one XML part.
pub struct Xml<R: Read> {
    window: Window<R>,
    /// Names of the open elements, one after the other, and where each begins.
    names: Vec<u8>,
    open: Vec<usize>,
    limits_profondeur: u64,
    partie: String,
    begun: bool,
}

impl<R: Read> Xml<R> {
    /// Reads the part named `partie` from `source`.
    pub fn new(source: R, partie: &str, limits: &Limits) -> Self {
        Self {
            window: Window::new(source, Borne::Caracteres(limits.caracteres)),
            names: Vec::new(),
            open: Vec::new(),
            limits_profondeur: limits.profondeur,
            partie: partie.to_owned(),
            begun: false,
        }
    }

    /// Returns the next event; after the last one, [`Event::Eof`] for ever.
    ///
    /// # Errors
    /// When the XML is damaged, ends too early, or passes a bound.
    pub fn event(&mut self) -> Result<Event<'_>, PaquetError> {
        if !self.begun {
            self.begun = true;
            self.skip_mark()?;
        }
        match self.byte(0)? {
            Some(b'<') => self.markup(),
            Some(b'&') => {
                let end = self.find(1, |octet| matches!(octet, b';' | b'<' | b'&'))?;
                match self.window.take(end + 1) {
                    [_, nom @ .., b';'] => Ok(Event::Entity(nom)),
                    _ => Err(PaquetError::Malformed { partie: self.partie.clone() }),
                }
            }
            Some(_) => {
                let is_end = |octet| matches!(octet, b'<' | b'&');
                let end = self.window.find(1, is_end).map_err(|error| self.failed(&error))?;
                let end = end.unwrap_or_else(|| self.window.len());
                Ok(Event::Text(self.window.take(end)))
            }
            // A part that stops in the middle of its elements.
            None if !self.open.is_empty() => Err(self.malformed()),
            None => Ok(Event::Eof),
        }
    }

    /// Returns how many elements are open, after the last event.
    pub fn depth(&self) -> u64 {
        self.open.len() as u64
    }

    /// Skips the byte order mark that some programs write first.
    fn skip_mark(&mut self) -> Result<(), PaquetError> {
        const MARK: [u8; 3] = [0xef, 0xbb, 0xbf];
        for (at, octet) in MARK.into_iter().enumerate() {
            if self.byte(at)? != Some(octet) {
                return Ok(());
            }
        }
        self.window.take(MARK.len());
        Ok(())
    }

    fn markup(&mut self) -> Result<Event<'_>, PaquetError> {
        match self.byte(1)? {
            Some(b'/') => self.end(),
            Some(b'!') => self.declaration(),
            Some(b'?') => {
                self.skip_past(b"?>", 2)?;
                Ok(Event::Other)
            }
            _ => self.element(),
        }
    }

    fn element(&mut self) -> Result<Event<'_>, PaquetError> {
        let mut quote = 0;
        let end = self.find(1, |octet| {
            match octet {
                b'>' if quote == 0 => return true,
                b'"' | b'\'' if quote == 0 => quote = octet,
                _ if octet == quote => quote = 0,
                _ => {}
            }
            false
        })?;
        let octets = &self.window.take(end + 1)[1..end];
        if let [octets @ .., b'/'] = octets {
            return Ok(Event::Empty(Element::new(octets)));
        }
        let element = Element::new(octets);
        if self.open.len() as u64 >= self.limits_profondeur {
            return Err(PaquetError::Limit { borne: Borne::Profondeur(self.limits_profondeur) });
        }
        self.open.push(self.names.len());
        self.names.extend_from_slice(element.name());
        Ok(Event::Start(element))
    }

    fn end(&mut self) -> Result<Event<'_>, PaquetError> {
        let end = self.find(2, |octet| octet == b'>')?;
        let nom = self.window.take(end + 1)[2..end].trim_ascii_end();
        match self.open.pop() {
            Some(start) if self.names[start..] == *nom => {
                self.names.truncate(start);
                Ok(Event::End(Element::new(nom)))
            }
            _ => Err(PaquetError::Malformed { partie: self.partie.clone() }),
        }
    }

    /// Reads what begins with `<!`.
    fn declaration(&mut self) -> Result<Event<'_>, PaquetError> {
        const CDATA: &[u8] = b"<![CDATA[";
        if self.begins_with(b"<!--")? {
            self.skip_past(b"-->", 4)?;
            return Ok(Event::Other);
        }
        if self.begins_with(CDATA)? {
            let end = self.find_past(b"]]>", CDATA.len())?;
            return Ok(Event::CData(&self.window.take(end)[CDATA.len()..end - 3]));
        }
        // A document type may declare things between its own signs; nothing of it is looked at.
        let mut depth = 0_u32;
        let end = self.find(1, |octet| {
            match octet {
                b'<' => depth += 1,
                b'>' if depth == 0 => return true,
                b'>' => depth -= 1,
                _ => {}
            }
            false
        })?;
        if !self.window.take(end + 1)[2..].to_ascii_uppercase().starts_with(b"DOCTYPE") {
            return Err(self.malformed());
        }
        Ok(Event::Other)
    }

    fn begins_with(&mut self, start: &[u8]) -> Result<bool, PaquetError> {
        for (at, octet) in start.iter().enumerate() {
            if self.byte(at)? != Some(*octet) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn skip_past(&mut self, closing: &[u8], from: usize) -> Result<(), PaquetError> {
        let end = self.find_past(closing, from)?;
        self.window.take(end);
        Ok(())
    }

    /// Returns where `closing` ends, looked for after `from` bytes.
    fn find_past(&mut self, closing: &[u8], from: usize) -> Result<usize, PaquetError> {
        let mut matched = 0;
        let mut seen = 0;
        let end = self.find(from, |octet| {
            seen += 1;
            // All three closings repeat their first sign at most: `--->` and `]]]>` still close.
            matched = match octet {
                _ if octet == closing[matched] => matched + 1,
                _ if octet == closing[0] && matched > 0 && closing[matched - 1] == closing[0] => matched,
                _ => usize::from(octet == closing[0]),
            };
            matched == closing.len()
        })?;
        Ok(end + 1)
    }

    fn byte(&mut self, at: usize) -> Result<Option<u8>, PaquetError> {
        self.window.byte(at).map_err(|error| self.failed(&error))
    }

    /// Returns where the first byte that `is_end` accepts stands, from `from` on; a part may not stop before it.
    fn find(&mut self, from: usize, is_end: impl FnMut(u8) -> bool) -> Result<usize, PaquetError> {
        self.window.find(from, is_end).map_err(|error| self.failed(&error))?.ok_or_else(|| self.malformed())
    }

    fn failed(&self, error: &std::io::Error) -> PaquetError {
        super::archive::from_io(error, &self.partie)
    }

    fn malformed(&self) -> PaquetError {
        PaquetError::Malformed { partie: self.partie.clone() }
    }
}

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
    let mut pieces = std::str::from_utf8(octets).ok()?.split('\r');
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

#[cfg(test)]
mod tests;
