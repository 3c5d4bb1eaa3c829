//! Pictures: kind and size read from their first bytes.

use crate::DocxError;

/// Bound of a picture, in bytes: a logo weighs less.
const MAX_BYTES: usize = 10 * 1024 * 1024;
/// Bound of each side, in pixels.
const MAX_SIDE: u32 = 20_000;

/// Kind of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Png,
    Jpeg,
}

impl Kind {
    /// Returns the extension of its part and its content type.
    pub(super) const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Png => ("png", "image/png"),
            Self::Jpeg => ("jpeg", "image/jpeg"),
        }
    }
}

/// Returns kind, width and height of a picture, in pixels.
pub(super) fn measure(octets: &[u8]) -> Result<(Kind, u32, u32), DocxError> {
    let refused = |raison| Err(DocxError::Logo { raison });
    if octets.len() > MAX_BYTES {
        return refused("il pèse plus de 10\u{a0}Mo\u{a0}; l’enregistrer en plus petit");
    }
    let (kind, size) = if octets.starts_with(b"\x89PNG\r\n\x1a\n") {
        (Kind::Png, png_size(octets))
    } else if octets.starts_with(b"\xff\xd8\xff") {
        (Kind::Jpeg, jpeg_size(octets))
    } else {
        return refused("ce n’est ni un PNG ni un JPEG\u{a0}; l’enregistrer dans l’un de ces formats");
    };
    match size {
        Some((width @ 1..=MAX_SIDE, height @ 1..=MAX_SIDE)) => Ok((kind, width, height)),
        Some(_) => refused("ses dimensions sont nulles ou dépassent 20\u{a0}000\u{a0}pixels"),
        None => refused("l’image est incomplète ou abîmée\u{a0}; l’enregistrer de nouveau"),
    }
}

/// Reads the header chunk, which must come first and be followed by the end of the file.
fn png_size(octets: &[u8]) -> Option<(u32, u32)> {
    let header = octets.get(8..33).filter(|header| header[4..8] == *b"IHDR")?;
    if !octets.ends_with(b"IEND\xae\x42\x60\x82") {
        return None;
    }
    let number = |at: usize| header.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    Some((number(8)?, number(12)?))
}

/// Walks the segments up to the one that starts the frame.
fn jpeg_size(octets: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        let [0xff, marker] = *octets.get(at..at + 2)? else { return None };
        match marker {
            // Fill byte, and markers without a length.
            0xff => at += 1,
            0x01 | 0xd0..=0xd7 => at += 2,
            // Frames; C4, C8 and CC are tables of other kinds.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                let side =
                    |from: usize| Some(u32::from(u16::from_be_bytes(octets.get(from..from + 2)?.try_into().ok()?)));
                return Some((side(at + 7)?, side(at + 5)?));
            }
            _ => {
                let length = u16::from_be_bytes(octets.get(at + 2..at + 4)?.try_into().ok()?);
                at += 2 + usize::from(length.max(2));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut octets = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        octets.extend(width.to_be_bytes());
        octets.extend(height.to_be_bytes());
        octets.extend(b"\x08\x06\0\0\0crc!\0\0\0\0IEND\xae\x42\x60\x82");
        octets
    }

    #[test]
    fn png_gives_its_size() {
        assert!(matches!(measure(&png(400, 150)), Ok((Kind::Png, 400, 150))));
    }

    #[test]
    fn jpeg_gives_the_size_of_its_frame() {
        let octets = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc2\0\x11\x08\0\x50\0\xa0\x03";
        assert!(matches!(measure(octets), Ok((Kind::Jpeg, 160, 80))));
    }

    #[test]
    fn picture_that_cannot_serve_is_refused() {
        let truncated = &png(4, 4)[..30];
        for octets in [
            b"GIF89a".as_slice(),
            b"",
            truncated,
            &png(0, 4),
            &png(20_001, 4),
            b"\xff\xd8\xff",
            b"\xff\xd8\xff\xe0\xff\xff",
        ] {
            assert!(matches!(measure(octets), Err(DocxError::Logo { .. })));
        }
    }
}
