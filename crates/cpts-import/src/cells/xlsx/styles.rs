//! What a style number means for a reader: number format, colour, strike-through.

use std::collections::BTreeMap;
use std::sync::Arc;

use cpts_paquet::PaquetError;
use cpts_paquet::guard::xml::{Element, Event, Xml, attribute};
use cpts_paquet::guard::{Archive, Borne, Limits};

use crate::cells::couleurs::{INK, PAPER, indexed};
use crate::cells::formats::{Nature, builtin_code, nature};
use crate::cells::{FormatNombre, Marque};

/// The cell styles of a workbook, by number.
#[derive(Default)]
pub(super) struct Styles(Vec<Style>);

/// One cell style.
#[derive(Clone)]
pub(super) struct Style {
    pub(super) nature: Nature,
    pub(super) format: Option<FormatNombre>,
    pub(super) marque: Option<Arc<Marque>>,
}

impl Styles {
    /// Returns a style by its number.
    pub(super) fn get(&self, numero: usize) -> Option<&Style> {
        self.0.get(numero)
    }
}

/// Excel's own bound on a number format; longer ones are none.
const CODE: usize = 255;

/// Reads the styles part; a missing part means that nothing is styled.
pub(super) fn read(archive: &mut Archive<'_>, part: &str, limits: &Limits) -> Result<Styles, PaquetError> {
    let Some(source) = archive.part(part)? else { return Ok(Styles::default()) };
    let mut xml = Xml::new(source, part, limits);
    let mut codes: BTreeMap<u32, Arc<str>> = BTreeMap::new();
    let (mut fonts, mut fills): (Vec<Marque>, Vec<Option<String>>) = (Vec::new(), Vec::new());
    let mut styles = Vec::new();
    let mut section = Section::Other;
    loop {
        let kept = styles.len().max(fonts.len()).max(fills.len()).max(codes.len());
        if kept as u64 > limits.styles {
            return Err(PaquetError::Limit { borne: Borne::Styles(limits.styles) });
        }
        let (e, empty) = match xml.event()? {
            Event::Start(e) => (e, false),
            Event::Empty(e) => (e, true),
            Event::End(e) => {
                if Section::of(e.local_name()).is_some() {
                    section = Section::Other;
                }
                continue;
            }
            Event::Eof => return Ok(Styles(styles)),
            _ => continue,
        };
        let nom = e.local_name();
        if let Some(entered) = Section::of(nom) {
            section = if empty { Section::Other } else { entered };
            continue;
        }
        match (section, nom) {
            (Section::Formats, b"numFmt") => {
                if let (Some(id), Some(code)) = (number(&e, b"numFmtId"), attribute(&e, b"formatCode"))
                    && code.len() <= CODE
                {
                    codes.insert(id, code.into());
                }
            }
            (Section::Fonts, b"font") => fonts.push(Marque::default()),
            (Section::Fonts, b"color") => {
                if let Some(font) = fonts.last_mut() {
                    font.couleur = colour(&e, INK, THEME_INK);
                }
            }
            (Section::Fonts, b"strike") => {
                if let Some(font) = fonts.last_mut() {
                    font.barre = attribute(&e, b"val").is_none_or(|value| value != "0" && value != "false");
                }
            }
            (Section::Fills, b"fill") => fills.push(None),
            (Section::Fills, b"fgColor") => {
                if let Some(fill) = fills.last_mut() {
                    *fill = colour(&e, PAPER, THEME_PAPER);
                }
            }
            (Section::Styles, b"xf") => styles.push(style(&e, &codes, &fonts, &fills)),
            _ => {}
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Section {
    Formats,
    Fonts,
    Fills,
    Styles,
    Other,
}

impl Section {
    fn of(nom: &[u8]) -> Option<Self> {
        match nom {
            b"numFmts" => Some(Self::Formats),
            b"fonts" => Some(Self::Fonts),
            b"fills" => Some(Self::Fills),
            b"cellXfs" => Some(Self::Styles),
            b"cellStyleXfs" | b"borders" | b"dxfs" | b"cellStyles" => Some(Self::Other),
            _ => None,
        }
    }
}

fn style(e: &Element<'_>, codes: &BTreeMap<u32, Arc<str>>, fonts: &[Marque], fills: &[Option<String>]) -> Style {
    let id = number(e, b"numFmtId").unwrap_or(0);
    let code: Option<Arc<str>> = codes.get(&id).cloned().or_else(|| builtin_code(id).map(Arc::from));
    let nature = code.as_deref().map_or(Nature::Nombre, nature);
    let at = |rang: Option<u32>| rang.unwrap_or(0) as usize;
    // The first font and the first two fills are the workbook's own look, not a mark.
    let font = fonts.get(at(number(e, b"fontId")));
    let fill = fills.get(at(number(e, b"fillId"))).cloned().flatten();
    let marque = Marque {
        couleur: fill.or_else(|| font.and_then(|font| font.couleur.clone())),
        barre: font.is_some_and(|font| font.barre),
    };
    Style {
        nature,
        format: code.filter(|code| !code.eq_ignore_ascii_case("general")).map(FormatNombre),
        marque: (marque != Marque::default()).then(|| Arc::new(marque)),
    }
}

/// Colours of the theme that mark nothing: the paper, the ink.
const THEME_PAPER: u32 = 0;
const THEME_INK: u32 = 1;

fn colour(e: &Element<'_>, plain_rgb: &str, plain_theme: u32) -> Option<String> {
    // A tint darkens the paper or lightens the ink: then it is a mark again.
    let tinted = attribute(e, b"tint").is_some_and(|tint| tint != "0");
    if let Some(rgb) = attribute(e, b"rgb") {
        // ARGB; some programs write 00 for opaque.
        let rgb = rgb.get(rgb.len().checked_sub(6)?..)?.to_uppercase();
        return (tinted || rgb != plain_rgb).then_some(rgb);
    }
    if let Some(theme) = number(e, b"theme") {
        return (tinted || theme != plain_theme).then(|| format!("theme-{theme}"));
    }
    let rgb = indexed(number(e, b"indexed")?)?;
    (tinted || rgb != plain_rgb).then(|| rgb.to_owned())
}

fn number(e: &Element<'_>, nom: &[u8]) -> Option<u32> {
    attribute(e, nom)?.parse().ok()
}
