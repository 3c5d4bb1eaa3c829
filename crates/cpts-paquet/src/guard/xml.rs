//! XML events within bounds: depth, and bytes of one element or one text.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::archive::{Metered, from_io};
use super::{Borne, Limits};
use crate::PaquetError;

/// The longest legitimate event is a text of 32,767 characters; four bytes each, and room to spare.
const OCTETS_EVENEMENT: usize = 256 * 1024;

/// The events of one XML part.
pub struct Xml<R: BufRead> {
    reader: Reader<Metered<R>>,
    buf: Vec<u8>,
    profondeur: u64,
    limits_profondeur: u64,
    partie: String,
}

impl<R: BufRead> Xml<R> {
    /// Reads the part named `partie` from `source`.
    pub fn new(source: R, partie: &str, limits: &Limits) -> Self {
        let metered = Metered::new(source, OCTETS_EVENEMENT, Borne::Caracteres(limits.caracteres));
        Self {
            reader: Reader::from_reader(metered),
            buf: Vec::with_capacity(1024),
            profondeur: 0,
            limits_profondeur: limits.profondeur,
            partie: partie.to_owned(),
        }
    }

    /// Returns the next event; after the last one, [`Event::Eof`] for ever.
    ///
    /// # Errors
    /// When the XML is damaged, ends too early, or passes a bound.
    pub fn event(&mut self) -> Result<Event<'_>, PaquetError> {
        self.buf.clear();
        self.reader.get_mut().mark();
        let event = match self.reader.read_event_into(&mut self.buf) {
            Ok(event) => event,
            Err(quick_xml::Error::Io(error)) => return Err(from_io(&error, &self.partie)),
            Err(_) => return Err(PaquetError::Malformed { partie: self.partie.clone() }),
        };
        match event {
            Event::Start(_) => {
                self.profondeur += 1;
                if self.profondeur > self.limits_profondeur {
                    return Err(PaquetError::Limit { borne: Borne::Profondeur(self.limits_profondeur) });
                }
            }
            Event::End(_) => self.profondeur = self.profondeur.saturating_sub(1),
            // The library accepts a part that stops in the middle of its elements.
            Event::Eof if self.profondeur > 0 => {
                return Err(PaquetError::Malformed { partie: self.partie.clone() });
            }
            _ => {}
        }
        Ok(event)
    }

    /// Returns how many elements are open, after the last event.
    pub fn depth(&self) -> u64 {
        self.profondeur
    }
}

/// Appends what a piece of text stands for; other events add nothing.
///
/// # Errors
/// When it is not UTF-8, or names an entity that XML does not define.
pub fn push_text(event: &Event<'_>, texte: &mut String, partie: &str) -> Result<(), PaquetError> {
    let pushed = match event {
        Event::Text(text) => text.xml10_content().map(|piece| texte.push_str(&piece)).ok(),
        Event::CData(data) => data.xml10_content().map(|piece| texte.push_str(&piece)).ok(),
        Event::GeneralRef(entity) => push_entity(entity, texte),
        _ => Some(()),
    };
    pushed.ok_or_else(|| PaquetError::Malformed { partie: partie.to_owned() })
}

/// Returns an attribute by its local name, unescaped; `None` when it is absent or damaged.
pub fn attribute(element: &BytesStart<'_>, nom: &[u8]) -> Option<String> {
    let found = element.attributes().with_checks(false).flatten().find(|attr| attr.key.local_name().as_ref() == nom)?;
    let text = std::str::from_utf8(&found.value).ok()?;
    quick_xml::escape::unescape(text).ok().map(std::borrow::Cow::into_owned)
}

fn push_entity(entity: &BytesRef<'_>, texte: &mut String) -> Option<()> {
    if let Some(letter) = entity.resolve_char_ref().ok()? {
        texte.push(letter);
        return Some(());
    }
    texte.push_str(quick_xml::escape::resolve_predefined_entity(&entity.decode().ok()?)?);
    Some(())
}
