//! How the sheets look: colours, fonts and borders, the same as in the documents.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

/// The accent, and the colours that never change with it.
pub(crate) const ACCENT: u32 = 0x12_58_6F;
pub(crate) const ENCRE: u32 = 0x1D_25_2B;
pub(crate) const GRIS_TEXTE: u32 = 0x4A_54_5C;
pub(crate) const GRIS_TRAIT: u32 = 0x8A_94_9B;
pub(crate) const GRIS_FILET: u32 = 0xB4_BC_C2;
pub(crate) const A_COMPLETER: u32 = 0xFF_F1_C2;
/// Ground and words of a value that cannot be.
pub(crate) const IMPOSSIBLE: u32 = 0xFB_DD_D6;
pub(crate) const IMPOSSIBLE_TEXTE: u32 = 0x8A_1C_0F;
/// Ground of header rows: the accent at 8 %.
pub(crate) const TEINTE_1: u32 = tint(ACCENT, 8);
/// Second series of a chart: the accent at 20 %.
pub(crate) const TEINTE_2: u32 = tint(ACCENT, 20);

/// What is over and done: the accent at 50 %.
pub(crate) const TEINTE_3: u32 = tint(ACCENT, 50);

pub(crate) const POLICE: &str = "Calibri";

/// Heights of rows, in points.
pub(crate) const HAUTEUR_TITRE: f64 = 30.0;
pub(crate) const HAUTEUR_ESPACE: f64 = 8.25;
pub(crate) const HAUTEUR_ENTETE: f64 = 21.75;
pub(crate) const HAUTEUR_LIGNE: f64 = 18.0;

/// Returns the height of a row of that many lines; more than four would hide its neighbours.
pub(crate) fn height(one: f64, lines: u32) -> f64 {
    /// One more line of 10-point type, in points.
    const LINE: f64 = 13.0;
    one + LINE * f64::from(lines.clamp(1, 4) - 1)
}

/// Returns a colour mixed with white, `percent` of it left.
const fn tint(colour: u32, percent: u32) -> u32 {
    const fn channel(value: u32, percent: u32) -> u32 {
        (255 * (100 - percent) + value * percent + 50) / 100
    }
    channel(colour >> 16, percent) << 16 | channel((colour >> 8) & 255, percent) << 8 | channel(colour & 255, percent)
}

/// Returns the font of a table body: 10 points, ink, vertically centred.
fn corps() -> Format {
    Format::new().set_font_size(10).set_font_color(ENCRE).set_align(FormatAlign::VerticalCenter)
}

pub(crate) fn titre() -> Format {
    corps().set_font_size(20).set_bold().set_font_color(ACCENT)
}

pub(crate) fn contexte() -> Format {
    corps().set_font_color(GRIS_TEXTE)
}

pub(crate) fn phrase() -> Format {
    corps().set_bold()
}

pub(crate) fn entete() -> Format {
    corps()
        .set_bold()
        .set_text_wrap()
        .set_font_color(ACCENT)
        .set_background_color(TEINTE_1)
        .set_border_bottom(FormatBorder::Medium)
        .set_border_bottom_color(ACCENT)
}

pub(crate) fn entete_nombre() -> Format {
    entete().set_align(FormatAlign::Right)
}

pub(crate) fn cellule() -> Format {
    corps().set_border_bottom(FormatBorder::Thin).set_border_bottom_color(GRIS_FILET)
}

/// Returns the look of identifiers, postal codes and phones: typed text, so that no zero is lost.
pub(crate) fn cellule_texte() -> Format {
    cellule().set_num_format("@")
}

pub(crate) fn cellule_longue() -> Format {
    cellule().set_text_wrap()
}

pub(crate) fn cellule_date() -> Format {
    cellule().set_num_format("dd/mm/yyyy").set_align(FormatAlign::Left)
}

pub(crate) fn cellule_nombre() -> Format {
    cellule().set_num_format("#,##0").set_align(FormatAlign::Right)
}

pub(crate) fn cellule_euros() -> Format {
    cellule().set_num_format("#,##0.00\u{a0}€").set_align(FormatAlign::Right)
}

pub(crate) fn cellule_ecart_euros() -> Format {
    cellule_euros().set_num_format("+#,##0.00\u{a0}€;−#,##0.00\u{a0}€;0.00\u{a0}€")
}

pub(crate) fn cellule_part() -> Format {
    cellule().set_num_format("0.0\u{a0}%").set_align(FormatAlign::Right)
}

/// Returns the look of a missing value: words in bold say what the ground shows.
pub(crate) fn cellule_a_completer() -> Format {
    cellule().set_bold().set_background_color(A_COMPLETER)
}

/// Returns the look of what explains a table.
pub(crate) fn note() -> Format {
    corps().set_font_color(GRIS_TEXTE)
}

/// Returns the look of a row that names a group.
pub(crate) fn groupe() -> Format {
    corps()
        .set_font_size(11)
        .set_bold()
        .set_align(FormatAlign::Bottom)
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(GRIS_TRAIT)
}

/// Returns the looks of a key figure: its label, and its value under it.
pub(crate) fn tuile() -> (Format, Format) {
    let ground = corps().set_background_color(TEINTE_1).set_text_wrap();
    let libelle = ground.clone().set_font_color(GRIS_TEXTE).set_align(FormatAlign::Left);
    (libelle, ground.set_font_size(18).set_bold().set_font_color(ACCENT).set_align(FormatAlign::Left))
}

/// Returns what a conditional format adds to words that ask for something.
pub(crate) fn alerte() -> Format {
    Format::new().set_bold().set_background_color(A_COMPLETER)
}

/// Returns what a conditional format adds to a value that cannot be.
pub(crate) fn impossible() -> Format {
    Format::new().set_bold().set_font_color(IMPOSSIBLE_TEXTE).set_background_color(IMPOSSIBLE)
}

/// Returns the look of a cell that is shown and never typed.
pub(crate) fn affichee() -> Format {
    encadre(corps()).set_background_color(TEINTE_1).set_font_color(GRIS_TEXTE)
}

/// Returns the look of a cell to fill in.
pub(crate) fn saisie() -> Format {
    encadre(corps())
}

/// Frames a cell to fill in.
pub(crate) fn encadre(format: Format) -> Format {
    format.set_border(FormatBorder::Thin).set_border_color(GRIS_FILET)
}

pub(crate) fn saisie_euros() -> Format {
    saisie().set_num_format("#,##0.00\u{a0}€").set_align(FormatAlign::Right)
}

pub(crate) fn saisie_date() -> Format {
    saisie().set_num_format("dd/mm/yyyy").set_align(FormatAlign::Left)
}

/// Marks the first row of a group.
pub(crate) fn separe(format: Format) -> Format {
    format.set_border_top(FormatBorder::Thin).set_border_top_color(GRIS_TEXTE)
}

/// Turns a look into that of a total row.
pub(crate) fn total(format: Format) -> Format {
    format
        .set_bold()
        .set_border_top(FormatBorder::Medium)
        .set_border_top_color(ENCRE)
        .set_border_bottom(FormatBorder::Medium)
        .set_border_bottom_color(ACCENT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tints_are_those_of_the_palette() {
        assert_eq!(format!("{TEINTE_1:06X}"), "ECF2F3");
        assert_eq!(format!("{:06X}", tint(ACCENT, 20)), "D0DEE2");
    }
}
