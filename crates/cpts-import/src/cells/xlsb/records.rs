//! The records of an .xlsb workbook, walked once before a library reads them.

use std::collections::BTreeSet;
use std::io::{self, BufRead, Read};

use cpts_paquet::PaquetError;
use cpts_paquet::guard::archive::from_io;
use cpts_paquet::guard::xml::{Element, Event, Xml, attribute};
use cpts_paquet::guard::{Archive, Borne, Limits};

/// Longest legitimate record: a text of 32,767 letters of two bytes, and its formula.
const RECORD: u64 = 256 * 1024;

const WORKBOOK: &str = "xl/workbook.bin";
const LINKS: &str = "xl/_rels/workbook.bin.rels";
const STRINGS: &str = "xl/sharedstrings.bin";
const STYLES: &str = "xl/styles.bin";

const ISST: u16 = 0x0007;
const WB_PROP: u16 = 0x0099;
const BUNDLE_SH: u16 = 0x009C;
const BEGIN_SST: u16 = 0x009F;
const WS_DIM: u16 = 0x0094;

/// Refuses parts with a record that is too long, too short, or points to what is not there.
pub(super) fn check(archive: &mut Archive<'_>, limits: &Limits) -> Result<(), PaquetError> {
    let mut context = Context { links: links(archive, limits)?, chaines: 0 };
    // The strings first: cells point into them. Other binary parts (macros, printer settings) hold no records.
    let mut parts = vec![STRINGS.to_owned(), WORKBOOK.to_owned(), STYLES.to_owned()];
    let is_sheet = |nom: &&str| nom.starts_with("xl/worksheets/sheet") && nom.rsplit('.').next() == Some("bin");
    parts.extend(archive.names().filter(is_sheet).map(str::to_owned));
    for nom in parts {
        check_part(archive, &nom, &mut context, limits)?;
    }
    Ok(())
}

/// What records point to.
struct Context {
    links: BTreeSet<String>,
    chaines: u32,
}

fn links(archive: &mut Archive<'_>, limits: &Limits) -> Result<BTreeSet<String>, PaquetError> {
    let mut links = BTreeSet::new();
    let Some(part) = archive.part(LINKS)? else { return Ok(links) };
    let mut xml = Xml::new(part, LINKS, limits);
    loop {
        match xml.event()? {
            Event::Start(e) | Event::Empty(e) if e.name() == b"Relationship" => {
                links.extend(attribute(&e, b"Target").and_then(|_| plain_id(&e)));
                if links.len() as u64 > limits.entrees {
                    return Err(PaquetError::Limit { borne: Borne::Entrees(limits.entrees) });
                }
            }
            Event::Eof => return Ok(links),
            _ => {}
        }
    }
}

/// The reader knows this attribute without prefix only, and as it is written.
fn plain_id(element: &Element<'_>) -> Option<String> {
    let id = element.attributes().find(|attr| attr.key == b"Id")?;
    std::str::from_utf8(id.value).ok().filter(|id| id.len() <= 255).map(str::to_owned)
}

fn check_part(archive: &mut Archive<'_>, nom: &str, context: &mut Context, limits: &Limits) -> Result<(), PaquetError> {
    let Some(mut part) = archive.part(nom)? else { return Ok(()) };
    let failed = |error: io::Error| from_io(&error, nom);
    let damaged = || PaquetError::Malformed { partie: nom.to_owned() };
    let mut data = Vec::new();
    while !part.fill_buf().map_err(failed)?.is_empty() {
        let (kind, len) = head(&mut part).map_err(failed)?;
        if len > RECORD {
            return Err(PaquetError::Limit { borne: Borne::Caracteres(limits.caracteres) });
        }
        data.clear();
        part.by_ref().take(len).read_to_end(&mut data).map_err(failed)?;
        if (data.len() as u64) < len {
            return Err(damaged());
        }
        let sound = match nom {
            WORKBOOK => sound_in_workbook(kind, &data, &context.links),
            STRINGS if kind == BEGIN_SST => {
                context.chaines = u32_at(&data, 4).unwrap_or(0);
                data.len() >= 8
            }
            STYLES => sound_in_styles(kind, &data),
            _ if nom.starts_with("xl/worksheets/") => sound_in_sheet(kind, &data, context.chaines),
            _ => true,
        };
        if !sound {
            return Err(damaged());
        }
    }
    Ok(())
}

/// Reads the type, one or two bytes, and the length, one to four, seven bits each.
fn head(part: &mut impl Read) -> io::Result<(u16, u64)> {
    let mut byte = || {
        let mut octet = [0];
        part.read_exact(&mut octet)?;
        Ok::<u8, io::Error>(octet[0])
    };
    let low = byte()?;
    let kind = if low & 0x80 == 0 { u16::from(low) } else { u16::from(low & 0x7F) | u16::from(byte()? & 0x7F) << 7 };
    let mut len = 0;
    for rang in 0..4 {
        let octet = byte()?;
        len |= u64::from(octet & 0x7F) << (7 * rang);
        if octet & 0x80 == 0 {
            break;
        }
    }
    Ok((kind, len))
}

fn sound_in_workbook(kind: u16, data: &[u8], links: &BTreeSet<String>) -> bool {
    match kind {
        WB_PROP => !data.is_empty(),
        BUNDLE_SH => match u32_at(data, 8) {
            // A sheet without a part.
            Some(u32::MAX) => true,
            Some(len) => (len as usize)
                .checked_mul(2)
                .and_then(|len| data.get(12..len.checked_add(12)?))
                .is_some_and(|id| links.contains(&wide(id))),
            None => false,
        },
        _ => true,
    }
}

fn sound_in_styles(kind: u16, data: &[u8]) -> bool {
    match kind {
        // Formats, cell styles: a count, then one record each.
        0x0267 | 0x0269 | 0x002F => data.len() >= 4,
        0x002C => data.len() >= 6,
        _ => true,
    }
}

fn sound_in_sheet(kind: u16, data: &[u8], chaines: u32) -> bool {
    match kind {
        WS_DIM => data.len() >= 16,
        0x0000 => data.len() >= 4,
        ISST => u32_at(data, 8).is_some_and(|rang| rang < chaines),
        0x0002 | 0x0006 | 0x0008 => data.len() >= 12,
        0x0003 | 0x0004 | 0x000A => data.len() >= 9,
        0x0005 | 0x0009 => data.len() >= 16,
        _ => true,
    }
}

fn wide(octets: &[u8]) -> String {
    let units: Vec<u16> = octets.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

fn u32_at(octets: &[u8], at: usize) -> Option<u32> {
    octets.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}
