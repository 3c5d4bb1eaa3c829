//! What stands before the sheets of an .xls workbook: sheet names, shared strings, styles.

use std::collections::BTreeMap;
use std::sync::Arc;

use cpts_paquet::PaquetError;
use cpts_paquet::guard::{Borne, Limits};

use super::malformed;
use super::record::{BOF, EOF, Record, Records, u16_at, u32_at};
use super::strings::{Segments, short, table};
use crate::cells::couleurs::{INK, PAPER, indexed};
use crate::cells::formats::{Nature, builtin_code, nature};
use crate::cells::{FormatNombre, Marque};

const FILEPASS: u16 = 0x002F;
const DATEMODE: u16 = 0x0022;
const FONT: u16 = 0x0031;
const FORMAT: u16 = 0x041E;
const XF: u16 = 0x00E0;
const PALETTE: u16 = 0x0092;
const BOUNDSHEET: u16 = 0x0085;
const SST: u16 = 0x00FC;
const VERSION_97: u16 = 0x0600;

/// What the sheets need.
#[derive(Default)]
pub(super) struct Globals {
    pub(super) feuilles: Vec<Feuille>,
    pub(super) chaines: Vec<Arc<str>>,
    pub(super) styles: Vec<Style>,
    pub(super) epoque_1904: bool,
    pub(super) limits: Limits,
}

/// A sheet and where its records begin.
pub(super) struct Feuille {
    pub(super) nom: String,
    pub(super) visible: bool,
    pub(super) position: usize,
}

/// One cell style.
pub(super) struct Style {
    pub(super) nature: Nature,
    pub(super) format: Option<FormatNombre>,
    pub(super) marque: Option<Arc<Marque>>,
}

/// Reads up to the end of the first substream.
pub(super) fn read(stream: &[u8], limits: &Limits) -> Result<Globals, PaquetError> {
    let mut globals = Globals { limits: limits.clone(), ..Globals::default() };
    let mut looks = Looks::default();
    let mut records = Records::new(stream);
    let first = records.next()?.filter(|record| record.kind == BOF).ok_or_else(malformed)?;
    if u16_at(first.data, 0) != Some(VERSION_97) {
        return Err(PaquetError::TooOld { version: "Excel 95 ou plus ancien" });
    }
    while let Some(record) = records.next()?.filter(|record| record.kind != EOF) {
        match record.kind {
            FILEPASS => return Err(PaquetError::Password),
            DATEMODE => globals.epoque_1904 = u16_at(record.data, 0) == Some(1),
            FORMAT => {
                let id = u16_at(record.data, 0).ok_or_else(malformed)?;
                let code = Segments::new(record.data.get(2..).unwrap_or_default(), Vec::new()).text(limits)?;
                looks.codes.insert(id, code.into());
            }
            FONT | XF | PALETTE => looks.records.push(record),
            BOUNDSHEET => globals.feuilles.extend(feuille(record.data, limits)?),
            SST => globals.chaines = table(Segments::new(record.data, records.continued()?), limits)?,
            _ => {}
        }
        if globals.feuilles.len() as u64 > limits.feuilles {
            return Err(PaquetError::Limit { borne: Borne::Feuilles(limits.feuilles) });
        }
    }
    globals.styles = looks.styles();
    Ok(globals)
}

fn feuille(data: &[u8], limits: &Limits) -> Result<Option<Feuille>, PaquetError> {
    let (Some(position), Some(state), Some(kind)) = (u32_at(data, 0), data.get(4), data.get(5)) else {
        return Err(malformed());
    };
    let nom = short(data.get(6..).unwrap_or_default(), limits)?;
    // 0: worksheet; charts and macros hold no cells. The two low bits of the state say hidden, very hidden.
    Ok((*kind == 0).then(|| Feuille { nom, visible: state.is_multiple_of(4), position: position as usize }))
}

/// The records that say how cells look, kept until all of them are there.
#[derive(Default)]
struct Looks<'a> {
    codes: BTreeMap<u16, Arc<str>>,
    records: Vec<Record<'a>>,
}

const STRIKE: u16 = 0x0008;

impl Looks<'_> {
    fn styles(&self) -> Vec<Style> {
        let of = |kind: u16| self.records.iter().filter(move |record| record.kind == kind).map(|record| record.data);
        let palette = of(PALETTE).next().unwrap_or_default();
        let fonts: Vec<Marque> = of(FONT)
            .map(|data| Marque {
                couleur: u16_at(data, 4).and_then(|index| colour(index, palette, INK)),
                barre: u16_at(data, 2).is_some_and(|flags| flags & STRIKE != 0),
            })
            .collect();
        of(XF).map(|data| self.style(data, &fonts, palette)).collect()
    }

    fn style(&self, data: &[u8], fonts: &[Marque], palette: &[u8]) -> Style {
        let id = u16_at(data, 2).unwrap_or(0);
        let code: Option<Arc<str>> =
            self.codes.get(&id).cloned().or_else(|| builtin_code(u32::from(id)).map(Arc::from));
        // There is no font 4: numbers above it are one too high.
        let font = usize::from(u16_at(data, 0).unwrap_or(0));
        let font = fonts.get(if font > 4 { font - 1 } else { font });
        let pattern = u32_at(data, 14).unwrap_or(0) >> 26;
        let fill = u16_at(data, 18).filter(|_| pattern > 0).and_then(|colours| colour(colours & 0x7F, palette, PAPER));
        let marque = Marque {
            couleur: fill.or_else(|| font.and_then(|font| font.couleur.clone())),
            barre: font.is_some_and(|font| font.barre),
        };
        Style {
            nature: code.as_deref().map_or(Nature::Nombre, nature),
            format: code.filter(|code| !code.eq_ignore_ascii_case("general")).map(FormatNombre),
            marque: (marque != Marque::default()).then(|| Arc::new(marque)),
        }
    }
}

/// Returns a colour that is not `plain`; colours 8 to 63 may be redefined by the workbook.
fn colour(index: u16, palette: &[u8], plain: &str) -> Option<String> {
    let redefined = usize::from(index).checked_sub(8).and_then(|rang| palette.get(2 + 4 * rang..5 + 4 * rang));
    let rgb = match redefined {
        Some([red, green, blue]) => format!("{red:02X}{green:02X}{blue:02X}"),
        _ => indexed(u32::from(index))?.to_owned(),
    };
    (rgb != plain).then_some(rgb)
}
