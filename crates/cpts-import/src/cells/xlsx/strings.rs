//! The shared strings: rich text flattened, phonetic readings dropped.

use std::borrow::Cow;
use std::io::Read;
use std::sync::Arc;

use cpts_paquet::PaquetError;
use cpts_paquet::guard::xml::{Event, Xml, push_text};
use cpts_paquet::guard::{Archive, Borne, Limits};

use crate::cells::budget::check_length;

/// Returns the strings in order; the counts that the part announces are not looked at.
pub(super) fn read(archive: &mut Archive<'_>, part: &str, limits: &Limits) -> Result<Vec<Arc<str>>, PaquetError> {
    let mut chaines: Vec<Arc<str>> = Vec::new();
    let Some(source) = archive.part(part)? else { return Ok(chaines) };
    let mut xml = Xml::new(source, part, limits);
    let mut octets = 0;
    let mut texte = String::new();
    loop {
        texte.clear();
        match xml.event()? {
            Event::Start(e) if e.local_name() == b"si" => push_until_end(&mut xml, &mut texte, part, limits)?,
            Event::Empty(e) if e.local_name() == b"si" => {}
            Event::Eof => return Ok(chaines),
            _ => continue,
        }
        octets += texte.len() as u64;
        if octets > limits.octets_texte {
            return Err(PaquetError::Limit { borne: Borne::OctetsTexte(limits.octets_texte) });
        }
        if chaines.len() as u64 >= limits.chaines {
            return Err(PaquetError::Limit { borne: Borne::Chaines(limits.chaines) });
        }
        chaines.push(decode_escapes(&texte).into());
    }
}

/// Appends the text of the element that was just opened (`si`, `is`), up to its end, escapes not decoded.
pub(super) fn push_until_end<R: Read>(
    xml: &mut Xml<R>,
    texte: &mut String,
    part: &str,
    limits: &Limits,
) -> Result<(), PaquetError> {
    let level = xml.depth();
    let mut inside_t = false;
    let mut inside_phonetic = false;
    loop {
        let open = xml.depth();
        match xml.event()? {
            Event::Start(e) => match e.local_name() {
                b"t" => inside_t = !inside_phonetic,
                b"rPh" => inside_phonetic = true,
                _ => {}
            },
            Event::End(e) => match e.local_name() {
                b"t" => inside_t = false,
                b"rPh" => inside_phonetic = false,
                _ if open == level => return Ok(()),
                _ => {}
            },
            event if inside_t => {
                push_text(&event, texte, part)?;
                check_length(texte, limits)?;
            }
            _ => {}
        }
    }
}

/// Returns the text with what Excel writes as `_x000D_` decoded; `_x005F_` guards a literal underscore.
pub(super) fn decode_escapes(texte: &str) -> Cow<'_, str> {
    if !texte.contains("_x") {
        return Cow::Borrowed(texte);
    }
    let mut decoded = String::with_capacity(texte.len());
    let mut rest = texte;
    while let Some(at) = rest.find("_x") {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let letter = rest
            .get(2..6)
            .filter(|hex| hex.bytes().all(|digit| digit.is_ascii_hexdigit()) && rest.as_bytes().get(6) == Some(&b'_'))
            .and_then(|hex| u32::from_str_radix(hex, 16).ok())
            .and_then(char::from_u32);
        let width = if letter.is_some() { 7 } else { 2 };
        match letter {
            Some(letter) => decoded.push(letter),
            None => decoded.push_str(&rest[..width]),
        }
        rest = &rest[width..];
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_of_a_control_character_is_decoded_and_a_lookalike_kept() {
        assert_eq!(decode_escapes("a_x0001_b"), "a\u{1}b");
        assert_eq!(decode_escapes("_x005F_x0041_"), "_x0041_");
        assert_eq!(decode_escapes("taux_x, _x12_, é_x00e9_"), "taux_x, _x12_, éé");
        assert_eq!(decode_escapes("_xD800_"), "_xD800_");
    }
}
