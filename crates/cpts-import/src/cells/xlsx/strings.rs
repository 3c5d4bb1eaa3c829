//! The shared strings: rich text flattened, phonetic readings dropped.

use std::io::BufRead;
use std::sync::Arc;

use cpts_paquet::PaquetError;
use cpts_paquet::guard::xml::{Xml, push_text};
use cpts_paquet::guard::{Archive, Borne, Limits};
use quick_xml::events::Event;

use crate::cells::budget::check_length;

/// Returns the strings in order; the counts that the part announces are not looked at.
pub(super) fn read(archive: &mut Archive<'_>, part: &str, limits: &Limits) -> Result<Vec<Arc<str>>, PaquetError> {
    let mut chaines: Vec<Arc<str>> = Vec::new();
    let Some(source) = archive.part(part)? else { return Ok(chaines) };
    let mut xml = Xml::new(source, part, limits);
    let mut octets = 0;
    loop {
        let texte = match xml.event()? {
            Event::Start(e) if e.local_name().as_ref() == b"si" => text_until_end(&mut xml, part, limits)?,
            Event::Empty(e) if e.local_name().as_ref() == b"si" => String::new(),
            Event::Eof => return Ok(chaines),
            _ => continue,
        };
        octets += texte.len() as u64;
        if octets > limits.octets_texte {
            return Err(PaquetError::Limit { borne: Borne::OctetsTexte(limits.octets_texte) });
        }
        if chaines.len() as u64 >= limits.chaines {
            return Err(PaquetError::Limit { borne: Borne::Chaines(limits.chaines) });
        }
        chaines.push(texte.into());
    }
}

/// Returns the text of the element that was just opened (`si`, `is`), up to its end.
pub(super) fn text_until_end<R: BufRead>(xml: &mut Xml<R>, part: &str, limits: &Limits) -> Result<String, PaquetError> {
    let level = xml.depth();
    let mut texte = String::new();
    let mut inside_t = false;
    let mut inside_phonetic = false;
    loop {
        let open = xml.depth();
        match xml.event()? {
            Event::Start(e) => match e.local_name().as_ref() {
                b"t" => inside_t = !inside_phonetic,
                b"rPh" => inside_phonetic = true,
                _ => {}
            },
            Event::End(e) => match e.local_name().as_ref() {
                b"t" => inside_t = false,
                b"rPh" => inside_phonetic = false,
                _ if open == level => return Ok(decode_escapes(texte)),
                _ => {}
            },
            event if inside_t => {
                push_text(&event, &mut texte, part)?;
                check_length(&texte, limits)?;
            }
            _ => {}
        }
    }
}

/// Returns the text with what Excel writes as `_x000D_` decoded; `_x005F_` guards a literal underscore.
pub(super) fn decode_escapes(texte: String) -> String {
    if !texte.contains("_x") {
        return texte;
    }
    let mut decoded = String::with_capacity(texte.len());
    let mut rest = texte.as_str();
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
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_of_a_control_character_is_decoded_and_a_lookalike_kept() {
        assert_eq!(decode_escapes("a_x0001_b".to_owned()), "a\u{1}b");
        assert_eq!(decode_escapes("_x005F_x0041_".to_owned()), "_x0041_");
        assert_eq!(decode_escapes("taux_x, _x12_, é_x00e9_".to_owned()), "taux_x, _x12_, éé");
        assert_eq!(decode_escapes("_xD800_".to_owned()), "_xD800_");
    }
}
