//! Texts of records: one or two bytes a letter, cut anywhere by CONTINUE records.

use std::sync::Arc;

use cpts_paquet::PaquetError;
use cpts_paquet::guard::{Borne, Limits};

use super::malformed;
use super::record::u16_at;

/// Bytes that go on from one record to the next.
pub(super) struct Segments<'a> {
    current: &'a [u8],
    next: std::vec::IntoIter<&'a [u8]>,
}

/// A letter takes two bytes.
const WIDE: u8 = 0x01;
/// Phonetic readings follow the text.
const EXTENDED: u8 = 0x04;
/// Changes of font follow the text.
const RICH: u8 = 0x08;

impl<'a> Segments<'a> {
    /// Joins the content of a record and of those that continue it.
    pub(super) fn new(first: &'a [u8], continued: Vec<&'a [u8]>) -> Self {
        Self { current: first, next: continued.into_iter() }
    }

    fn is_empty(&mut self) -> bool {
        while self.current.is_empty() {
            match self.next.next() {
                Some(segment) => self.current = segment,
                None => return true,
            }
        }
        false
    }

    fn byte(&mut self) -> Result<u8, PaquetError> {
        if self.is_empty() {
            return Err(malformed());
        }
        let (first, rest) = self.current.split_first().ok_or_else(malformed)?;
        self.current = rest;
        Ok(*first)
    }

    fn u16(&mut self) -> Result<u16, PaquetError> {
        Ok(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn u32(&mut self) -> Result<u32, PaquetError> {
        Ok(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    fn skip(&mut self, mut count: usize) -> Result<(), PaquetError> {
        while count > 0 {
            if self.is_empty() {
                return Err(malformed());
            }
            let step = count.min(self.current.len());
            self.current = &self.current[step..];
            count -= step;
        }
        Ok(())
    }

    /// Reads a text: its length, its flags, its letters, then what is not shown.
    pub(super) fn text(&mut self, limits: &Limits) -> Result<String, PaquetError> {
        let count = usize::from(self.u16()?);
        if count as u64 > limits.caracteres {
            return Err(PaquetError::Limit { borne: Borne::Caracteres(limits.caracteres) });
        }
        let flags = self.byte()?;
        let runs = if flags & RICH != 0 { usize::from(self.u16()?) } else { 0 };
        let extended = if flags & EXTENDED != 0 { self.u32()? as usize } else { 0 };
        let texte = self.letters(count, flags)?;
        self.skip(4 * runs + extended)?;
        Ok(texte)
    }

    fn letters(&mut self, count: usize, mut flags: u8) -> Result<String, PaquetError> {
        let mut units: Vec<u16> = Vec::new();
        while units.len() < count {
            if self.current.is_empty() {
                // Each record that continues a text says anew how wide its letters are.
                self.current = self.next.next().ok_or_else(malformed)?;
                flags = self.byte()?;
            }
            let wanted = count - units.len();
            if flags & WIDE == 0 {
                let step = wanted.min(self.current.len());
                units.extend(self.current[..step].iter().map(|octet| u16::from(*octet)));
                self.current = &self.current[step..];
            } else {
                let step = wanted.min(self.current.len() / 2);
                if step == 0 {
                    return Err(malformed());
                }
                units.extend(self.current[..2 * step].chunks_exact(2).filter_map(|pair| u16_at(pair, 0)));
                self.current = &self.current[2 * step..];
            }
        }
        Ok(String::from_utf16_lossy(&units))
    }
}

/// Returns the shared strings; a table that announces more of them than it holds is as long as what it holds.
pub(super) fn table(mut segments: Segments<'_>, limits: &Limits) -> Result<Vec<Arc<str>>, PaquetError> {
    // How often the strings are used, then how many there are.
    segments.skip(4)?;
    let announced = segments.u32()?;
    let mut chaines: Vec<Arc<str>> = Vec::new();
    let mut octets = 0;
    while (chaines.len() as u64) < u64::from(announced) && !segments.is_empty() {
        if chaines.len() as u64 >= limits.chaines {
            return Err(PaquetError::Limit { borne: Borne::Chaines(limits.chaines) });
        }
        let texte = segments.text(limits)?;
        octets += texte.len() as u64;
        if octets > limits.octets_texte {
            return Err(PaquetError::Limit { borne: Borne::OctetsTexte(limits.octets_texte) });
        }
        chaines.push(texte.into());
    }
    Ok(chaines)
}

/// Reads a short text: its length takes one byte.
pub(super) fn short(data: &[u8], limits: &Limits) -> Result<String, PaquetError> {
    let (count, rest) = data.split_first().ok_or_else(malformed)?;
    let long = [&[*count, 0], rest].concat();
    Segments::new(&long, Vec::new()).text(limits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cut_by_a_record_changes_width_and_goes_on() {
        // « Zoé » : two letters of one byte, then a record with two bytes a letter.
        let segments = Segments::new(&[1, 0, 0, 0, 9, 0, 0, 0, 3, 0, 0, b'Z', b'o'], vec![&[1, 0xE9, 0]]);
        let chaines = table(segments, &Limits::default()).expect("readable");
        assert_eq!(chaines.iter().map(AsRef::as_ref).collect::<Vec<_>>(), ["Zoé"]);
    }

    #[test]
    fn runs_and_phonetic_readings_are_skipped_across_records() {
        let first = [2, 0, 0, 0, 2, 0, 0, 0, 1, 0, RICH | EXTENDED, 1, 0, 2, 0, 0, 0, b'a', 9, 9];
        let segments = Segments::new(&first, vec![&[9, 9, 7, 7, 1, 0, 0, b'b']]);
        let chaines = table(segments, &Limits::default()).expect("readable");
        assert_eq!(chaines.iter().map(AsRef::as_ref).collect::<Vec<_>>(), ["a", "b"]);
    }

    #[test]
    fn text_that_ends_too_early_is_damage() {
        let segments = Segments::new(&[1, 0, 0, 0, 1, 0, 0, 0, 9, 0, 0, b'Z'], Vec::new());
        assert!(matches!(table(segments, &Limits::default()), Err(PaquetError::Malformed { .. })));
    }
}
