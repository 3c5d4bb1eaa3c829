//! Where a cell is.

use std::fmt;

/// Last row and column of a worksheet.
const LAST: (u32, u32) = (1_048_576, 16_384);

/// A cell: row and column from 1, in the order of a worksheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cellule {
    pub(super) ligne: u32,
    pub(super) colonne: u32,
}

impl Cellule {
    /// Reads « D14 » or « $D$14 »; `None` outside a worksheet.
    pub(super) fn parse(place: &str) -> Option<Self> {
        let place = place.replace('$', "");
        let letters = place.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (letters, digits) = place.split_at(letters);
        if letters.is_empty() || letters.len() > 3 {
            return None;
        }
        let colonne =
            letters.bytes().fold(0, |sum, letter| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
        let ligne = digits.parse().ok()?;
        ((1..=LAST.0).contains(&ligne) && colonne <= LAST.1).then_some(Self { ligne, colonne })
    }
}

impl fmt::Display for Cellule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut rest, mut letters) = (self.colonne, Vec::new());
        while rest > 0 {
            letters.push(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0));
            rest = (rest - 1) / 26;
        }
        letters.reverse();
        write!(out, "{}{}", String::from_utf8_lossy(&letters), self.ligne)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_and_written() {
        for place in ["A1", "Z9", "AA10", "AZ14", "BA2", "ZZ3", "AAA4", "XFD1048576"] {
            assert_eq!(Cellule::parse(place).map(|cellule| cellule.to_string()).as_deref(), Some(place));
        }
        assert_eq!(Cellule::parse("$d$14"), Some(Cellule { ligne: 14, colonne: 4 }));
        for place in ["", "14", "D", "D0", "XFE1", "A1048577", "ABCD1", "A1:B2"] {
            assert_eq!(Cellule::parse(place), None, "{place}");
        }
    }
}
