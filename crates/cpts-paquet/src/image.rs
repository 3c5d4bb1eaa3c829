//! Pictures: kind and size read from their bytes, and what they tell of people taken out.

/// Kind of a picture that every office program shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Drawings, screen captures, logos.
    Png,
    /// Photographs.
    Jpeg,
}

impl Format {
    /// Returns the format that the first bytes announce.
    pub fn of(octets: &[u8]) -> Option<Self> {
        if octets.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if octets.starts_with(b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else {
            None
        }
    }

    /// Returns the extension of the part that holds the picture.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpeg",
        }
    }

    /// Returns the content type of that part.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }
}

/// Returns width and height of a PNG or JPEG in pixels, or `None` where it is neither, empty or incomplete.
///
/// Only headers are read: nothing is decompressed.
///
/// # Example
/// ```
/// assert_eq!(cpts_paquet::image::size(b"GIF89a"), None);
/// ```
pub fn size(octets: &[u8]) -> Option<(u32, u32)> {
    let (width, height) = match Format::of(octets)? {
        Format::Png => png_size(octets)?,
        Format::Jpeg => jpeg_size(octets)?,
    };
    (width > 0 && height > 0).then_some((width, height))
}

/// Returns the picture without what it tells of its author, place, date and device, or `None` where it cannot be read.
///
/// A photograph taken with a telephone names the spot where it was taken. Colours stay, and so does the side on which the
/// picture stands, for the programs that obey it.
pub fn without_metadata(octets: &[u8]) -> Option<Vec<u8>> {
    match Format::of(octets)? {
        Format::Png => bare_png(octets),
        Format::Jpeg => bare_jpeg(octets),
    }
}

/// Tells whether a photograph is stored lying on its side or upside down, to be turned by whoever shows it.
///
/// Office programs do not agree on that: the same document would show it upright here and lying there.
pub fn is_turned(octets: &[u8]) -> bool {
    orientation(octets).is_some_and(|turn| turn != 1)
}

/// Reads the header chunk, which must come first and be followed by the end of the file.
fn png_size(octets: &[u8]) -> Option<(u32, u32)> {
    let header = octets.get(8..33).filter(|header| header[4..8] == *b"IHDR")?;
    if !octets.ends_with(b"IEND\xae\x42\x60\x82") {
        return None;
    }
    Some((big_endian(header, 8)?, big_endian(header, 12)?))
}

fn big_endian(octets: &[u8], at: usize) -> Option<u32> {
    octets.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes)
}

/// Keeps the chunks that draw: others hold texts, dates, positions.
fn bare_png(octets: &[u8]) -> Option<Vec<u8>> {
    const KEPT: [&[u8; 4]; 8] = [b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"pHYs", b"bKGD", b"sBIT"];
    let mut bare = octets.get(..8)?.to_vec();
    let mut at = 8;
    while at < octets.len() {
        let length = big_endian(octets, at)? as usize;
        // Length, name, content, checksum.
        let chunk = octets.get(at..at.checked_add(length)?.checked_add(12)?)?;
        let name: &[u8; 4] = chunk[4..8].try_into().ok()?;
        if name[0].is_ascii_uppercase() || KEPT.contains(&name) {
            bare.extend_from_slice(chunk);
        }
        if name == b"IEND" {
            return Some(bare);
        }
        at += chunk.len();
    }
    None
}

/// A marker of a JPEG with the bytes that belong to it.
struct Segment<'a> {
    marker: u8,
    /// Marker, length and content.
    whole: &'a [u8],
    /// Content alone.
    content: &'a [u8],
}

/// Returns the segment that begins at `at`, fill bytes passed.
fn segment(octets: &[u8], mut at: usize) -> Option<(Segment<'_>, usize)> {
    while octets.get(at..at + 2)? == [0xff, 0xff] {
        at += 1;
    }
    let [0xff, marker] = *octets.get(at..at + 2)? else { return None };
    // Markers without a length.
    let end = if matches!(marker, 0x01 | 0xd0..=0xd9) {
        at + 2
    } else {
        let length = u16::from_be_bytes(octets.get(at + 2..at + 4)?.try_into().ok()?);
        at + 2 + usize::from(length.max(2))
    };
    let whole = octets.get(at..end)?;
    Some((Segment { marker, whole, content: whole.get(4..).unwrap_or_default() }, end))
}

/// Walks the segments up to the one that starts the frame.
fn jpeg_size(octets: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        let (found, next) = segment(octets, at)?;
        // Frames; C4, C8 and CC are tables of other kinds.
        if matches!(found.marker, 0xc0..=0xcf) && !matches!(found.marker, 0xc4 | 0xc8 | 0xcc) {
            let side =
                |from: usize| Some(u32::from(u16::from_be_bytes(found.content.get(from..from + 2)?.try_into().ok()?)));
            return Some((side(3)?, side(1)?));
        }
        at = next;
    }
}

/// Keeps the segments that draw, and ends at the end of the picture: telephones append films.
fn bare_jpeg(octets: &[u8]) -> Option<Vec<u8>> {
    let mut bare = octets.get(..2)?.to_vec();
    if let Some(turn) = orientation(octets).filter(|turn| *turn != 1) {
        bare.extend(turned(turn));
    }
    let mut at = 2;
    loop {
        let (found, next) = segment(octets, at)?;
        at = next;
        let drawing = match found.marker {
            0xe2 => found.content.starts_with(b"ICC_PROFILE\0"),
            // Comments, and all that is not density (E0) or the meaning of the colours (EE).
            0xe1 | 0xe3..=0xed | 0xef | 0xfe => false,
            _ => true,
        };
        if drawing {
            bare.extend_from_slice(found.whole);
        }
        match found.marker {
            0xd9 => return Some(bare),
            // The coded picture goes up to the next marker that is not part of it.
            0xda => {
                let rest = octets.get(at..)?;
                let length =
                    rest.windows(2).position(|pair| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xff | 0xd0..=0xd7));
                let Some(length) = length else {
                    // Cut short, as cameras and transfers do: what is there is shown.
                    bare.extend_from_slice(rest);
                    return Some(bare);
                };
                bare.extend_from_slice(&rest[..length]);
                at += length;
            }
            _ => {}
        }
    }
}

/// Returns how the picture is to be turned, 1 to 8 (Exif).
fn orientation(octets: &[u8]) -> Option<u16> {
    if Format::of(octets) != Some(Format::Jpeg) {
        return None;
    }
    let mut at = 2;
    loop {
        let (found, next) = segment(octets, at)?;
        match found.marker {
            0xe1 if found.content.starts_with(b"Exif\0\0") => return exif_orientation(&found.content[6..]),
            0xda | 0xd9 => return None,
            _ => at = next,
        }
    }
}

fn exif_orientation(tiff: &[u8]) -> Option<u16> {
    let little = match tiff.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let pair = tiff.get(at..at + 2)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    };
    let quad: [u8; 4] = tiff.get(4..8)?.try_into().ok()?;
    let directory = if little { u32::from_le_bytes(quad) } else { u32::from_be_bytes(quad) } as usize;
    // Entries of twelve bytes: tag, type, count, value.
    let entries = (0..usize::from(short(directory)?)).map(|rank| directory + 2 + rank * 12);
    let entry = entries.take_while(|at| *at < tiff.len()).find(|at| short(*at) == Some(0x0112))?;
    short(entry + 8).filter(|turn| (1..=8).contains(turn))
}

/// Returns an Exif segment that says nothing but how the picture is to be turned.
fn turned(turn: u16) -> Vec<u8> {
    let mut exif = b"\xff\xe1\0\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01".to_vec();
    exif.extend(turn.to_be_bytes());
    exif.extend([0; 6]);
    exif
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32, more: &[u8]) -> Vec<u8> {
        let mut octets = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        octets.extend(width.to_be_bytes());
        octets.extend(height.to_be_bytes());
        octets.extend(b"\x08\x06\0\0\0crc!");
        octets.extend(more);
        octets.extend(b"\0\0\0\0IEND\xae\x42\x60\x82");
        octets
    }

    /// A photograph with an Exif segment, `turn` in it, and a film after it.
    fn jpeg(turn: u16) -> Vec<u8> {
        let mut octets = b"\xff\xd8".to_vec();
        octets.extend(turned(turn));
        octets.extend(b"\xff\xfe\0\x08Rennes\xff\xee\0\x04xy\xff\xc2\0\x11\x08\0\x50\0\xa0\x03123456789");
        octets.extend(b"\xff\xda\0\x02ab\xff\0c\xff\xd0d\xff\xd9film");
        octets
    }

    #[test]
    fn png_gives_its_size() {
        assert_eq!(size(&png(400, 150, b"")), Some((400, 150)));
    }

    #[test]
    fn jpeg_gives_the_size_of_its_frame() {
        assert_eq!(size(b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc2\0\x11\x08\0\x50\0\xa0\x03123456789"), Some((160, 80)));
        assert_eq!(size(&jpeg(1)), Some((160, 80)));
    }

    #[test]
    fn picture_that_cannot_serve_has_no_size() {
        let truncated = &png(4, 4, b"")[..30];
        for octets in
            [b"GIF89a".as_slice(), b"", truncated, &png(0, 4, b""), b"\xff\xd8\xff", b"\xff\xd8\xff\xe0\xff\xff"]
        {
            assert_eq!(size(octets), None);
        }
    }

    #[test]
    fn metadata_of_a_png_goes() {
        let chunk = b"\0\0\0\x05tEXtparlecrc!";
        assert_eq!(without_metadata(&png(4, 4, chunk)), Some(png(4, 4, b"")));
        let kept = b"\0\0\0\x01gAMA1crc!";
        assert_eq!(without_metadata(&png(4, 4, kept)), Some(png(4, 4, kept)));
        assert_eq!(without_metadata(&png(4, 4, b"\0\x10\0\0tEXt")), None);
    }

    #[test]
    fn metadata_of_a_photograph_goes_with_what_follows_it() {
        let bare = without_metadata(&jpeg(1)).expect("a photograph");
        let mut expected = b"\xff\xd8\xff\xee\0\x04xy\xff\xc2\0\x11\x08\0\x50\0\xa0\x03123456789".to_vec();
        expected.extend(b"\xff\xda\0\x02ab\xff\0c\xff\xd0d\xff\xd9");
        assert_eq!(bare, expected);
    }

    #[test]
    fn photograph_that_lies_on_its_side_is_known_and_still_says_so() {
        assert!(!is_turned(&jpeg(1)) && is_turned(&jpeg(6)));
        let bare = without_metadata(&jpeg(6)).expect("a photograph");
        assert!(is_turned(&bare) && !bare.windows(6).any(|part| part == b"Rennes"));
        assert!(!is_turned(&png(4, 4, b"")));
    }
}
