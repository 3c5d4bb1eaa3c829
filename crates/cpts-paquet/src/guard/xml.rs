//! XML events within bounds: depth, and bytes of one element or one text.
//!
//! The pass is ours because it reads every cell of every workbook: each event lends its bytes from the inflated window,
//! where a general reader copies them first. Names of entities and escapes are still quick-xml's.

mod element;
mod text;
mod window;

use std::io::Read;

use self::window::Window;
pub use self::{
    element::{Attribute, Attributes, Element},
    text::{attribute, push_text},
};
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
        match self.ahead(2)? {
            [b'<', b'/', ..] => self.end(),
            [b'<', b'!', ..] => self.declaration(),
            [b'<', b'?', ..] => {
                self.skip_past(b"?>", 2)?;
                Ok(Event::Other)
            }
            [b'<', ..] => self.element(),
            [b'&', ..] => {
                let end = self.find(1, |octet| matches!(octet, b';' | b'<' | b'&'))?;
                match self.window.take(end + 1) {
                    [_, nom @ .., b';'] => Ok(Event::Entity(nom)),
                    _ => Err(PaquetError::Malformed { partie: self.partie.clone() }),
                }
            }
            [_, ..] => {
                let is_end = |octet| matches!(octet, b'<' | b'&');
                let end = self.window.find(1, is_end).map_err(|error| self.failed(&error))?;
                let end = end.unwrap_or_else(|| self.window.len());
                Ok(Event::Text(self.window.take(end)))
            }
            [] => match self.open.as_slice() {
                [] => Ok(Event::Eof),
                // A part that stops in the middle of its elements.
                _ => Err(self.malformed()),
            },
        }
    }

    /// Returns how many elements are open, after the last event.
    pub fn depth(&self) -> u64 {
        self.open.len() as u64
    }

    /// Skips the byte order mark that some programs write first.
    fn skip_mark(&mut self) -> Result<(), PaquetError> {
        const MARK: &[u8] = b"\xef\xbb\xbf";
        if self.ahead(MARK.len())?.starts_with(MARK) {
            self.window.take(MARK.len());
        }
        Ok(())
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
        if self.ahead(4)?.starts_with(b"<!--") {
            self.skip_past(b"-->", 4)?;
            return Ok(Event::Other);
        }
        if self.ahead(CDATA.len())?.starts_with(CDATA) {
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

    /// Returns what stands ahead, at least `wanted` bytes of it unless the part ends before.
    #[inline]
    fn ahead(&mut self, wanted: usize) -> Result<&[u8], PaquetError> {
        if self.window.len() < wanted {
            self.window.fill(wanted).map_err(|error| self.failed(&error))?;
        }
        Ok(self.window.ahead())
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

#[cfg(test)]
mod tests;
