//! Charts: bars on a sheet, and the workbook embedded in a chart, which Word opens on « Modifier les données ».

use rust_xlsxwriter::{
    Chart, ChartAxisTickType, ChartDataLabel, ChartDataLabelPosition, ChartFont, ChartFormat, ChartLayout,
    ChartLegendPosition, ChartLine, ChartPatternFill, ChartPatternFillType, ChartSolidFill, ChartType, DocProperties,
    ExcelDateTime, Format, ObjectMovement, Workbook, Worksheet,
};

use crate::{XlsxError, apparence, texte::propre};

/// Returns the workbook behind a chart of one series: sheet « Données », `A1` the category title, `B1` the series
/// name, one row per point from row 2.
///
/// Only labels and counts go in: a chart is copied and mailed alone, so no personal data may stand behind it.
///
/// # Errors
/// `XlsxError::Write` past the bounds of the format: 1,048,575 points, 32,767 letters in a label.
///
/// # Example
/// ```
/// let octets = cpts_xlsx::chart_workbook("Profession", "Adhérents", &[("Infirmiers".to_owned(), 41)])?;
/// assert!(octets.starts_with(b"PK"));
/// assert!(cpts_xlsx::chart_workbook("Profession", &"x".repeat(40_000), &[]).is_err());
/// # Ok::<(), cpts_xlsx::XlsxError>(())
/// ```
pub fn chart_workbook(category: &str, series: &str, points: &[(String, u32)]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The writer stamps the clock otherwise; a chart has no date of its own.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(series).set_creation_datetime(&created));

    let bold = Format::new().set_bold();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Données")?;
    sheet.set_column_width(0, 40)?;
    sheet.write_string_with_format(0, 0, category, &bold)?;
    sheet.write_string_with_format(0, 1, series, &bold)?;
    for (row, (label, count)) in (1..).zip(points) {
        sheet.write_string(row, 0, label)?;
        sheet.write_number(row, 1, *count)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// Horizontal bars, in the order of the rows of their sheet: labels in column A, each series in a column of its own.
pub(crate) struct Barres<'a> {
    pub(crate) titre: String,
    pub(crate) feuille: &'a str,
    /// First and last row, from 0.
    pub(crate) rows: (u32, u32),
    pub(crate) series: &'a [Serie],
    pub(crate) pose: Pose,
    /// Width in pixels, at 96 to the inch.
    pub(crate) largeur: u32,
    /// Format of the numbers beside the bars.
    pub(crate) format: &'a str,
    /// What the chart says, in words.
    pub(crate) alternative: String,
}

/// One set of bars.
pub(crate) struct Serie {
    pub(crate) nom: &'static str,
    pub(crate) column: u16,
    pub(crate) fond: Fond,
}

/// How the bars of several series stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pose {
    /// Side by side.
    Cote,
    /// Over each other: of the series, one has a bar in each row.
    Dessus,
    /// End to end.
    Bout,
}

/// How a bar is filled: apart in grey too.
#[derive(Clone, Copy)]
pub(crate) enum Fond {
    Plein,
    Clair,
    Moyen,
    Hachure,
}

impl Fond {
    fn format(self) -> ChartFormat {
        let mut format = ChartFormat::new();
        let mut fill = |colour: u32| {
            format.set_solid_fill(ChartSolidFill::new().set_color(colour));
        };
        match self {
            Self::Plein => fill(apparence::ACCENT),
            Self::Clair => fill(apparence::TEINTE_2),
            Self::Moyen => fill(apparence::TEINTE_3),
            Self::Hachure => {
                let mut pattern = ChartPatternFill::new();
                pattern
                    .set_pattern(ChartPatternFillType::DiagonalStripesWideUpwards)
                    .set_foreground_color(apparence::ACCENT)
                    .set_background_color(0xFF_FF_FF);
                format.set_pattern_fill(&pattern);
            }
        }
        let mut line = ChartLine::new();
        line.set_color(apparence::ACCENT).set_width(0.75);
        format.set_line(&line);
        format
    }
}

impl Barres<'_> {
    /// Draws the chart with its corner on a cell.
    pub(crate) fn insert(&self, sheet: &mut Worksheet, row: u32, column: u16) -> Result<(), XlsxError> {
        let (first, last) = self.rows;
        let stacked = self.pose == Pose::Bout;
        let mut chart = Chart::new(if stacked { ChartType::BarStacked } else { ChartType::Bar });
        for serie in self.series {
            let mut label = ChartDataLabel::new();
            // On a bar between two others, the number goes in it, on a ground that any filling leaves readable.
            label.show_value().set_num_format(self.format).set_font(&font(10, true)).set_position(if stacked {
                ChartDataLabelPosition::Center
            } else {
                ChartDataLabelPosition::OutsideEnd
            });
            if stacked {
                label.set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(0xFF_FF_FF)));
            }
            chart
                .add_series()
                .set_name(serie.nom)
                .set_categories((self.feuille, first, 0, last, 0))
                .set_values((self.feuille, first, serie.column, last, serie.column))
                .set_gap(45)
                .set_overlap(if self.pose == Pose::Cote { 0 } else { 100 })
                .set_format(&mut serie.fond.format())
                .set_data_label(&label);
        }
        chart
            .title()
            .set_name(&*self.titre)
            .set_font(&font(11, true))
            .set_layout(&ChartLayout::new().set_offset(0.01, 0.02));
        if self.series.len() > 1 {
            chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(10, false));
        } else {
            chart.legend().set_hidden();
        }
        let mut axis = ChartLine::new();
        axis.set_color(apparence::GRIS_TRAIT).set_width(0.75);
        // On bars that lie down, the categories stand on the vertical axis.
        chart
            .y_axis()
            .set_reverse()
            .set_font(&font(10, false))
            .set_major_tick_type(ChartAxisTickType::None)
            .set_format(ChartFormat::new().set_line(&axis));
        chart.x_axis().set_hidden(true).set_min(0).set_major_gridlines(false);
        chart.chart_area().set_format(ChartFormat::new().set_no_line().set_no_fill());
        chart.plot_area().set_format(ChartFormat::new().set_no_line().set_no_fill());

        chart.set_width(self.largeur).set_height(self.height());
        chart.set_object_movement(ObjectMovement::MoveButDontSizeWithCells);
        chart.set_name(&*self.titre).set_alt_text(&*self.alternative);
        sheet.insert_chart(row, column, &chart)?;
        Ok(())
    }

    /// Returns the rows that the chart covers.
    pub(crate) fn height_rows(&self) -> u32 {
        /// Height of a row that nobody set, in pixels at 96 to the inch.
        const LIGNE: u32 = 20;
        self.height().div_ceil(LIGNE)
    }

    /// Returns the height in pixels: 0.7 cm a bar, less where bars go by two or hold several, 1.3 cm round them.
    fn height(&self) -> u32 {
        const BARRE: u32 = 26;
        const BARRE_DE_DEUX: u32 = 16;
        const BARRE_DE_PLUSIEURS: u32 = 20;
        const CADRE: u32 = 49;
        const LEGENDE: u32 = 26;
        let (first, last) = self.rows;
        let categories = last - first + 1;
        let series = self.series.len() as u32;
        let bars = match self.pose {
            Pose::Cote if series > 1 => BARRE_DE_DEUX * series,
            Pose::Cote | Pose::Dessus => BARRE,
            Pose::Bout => BARRE_DE_PLUSIEURS,
        };
        categories * bars + CADRE + if series > 1 { LEGENDE } else { 0 }
    }
}

/// Returns an alternative text: what the chart is, then its points, up to the bound that office programs show.
pub(crate) fn alternative(titre: &str, points: impl IntoIterator<Item = (String, String)>) -> String {
    /// Letters of an alternative text, at most; the table beside the chart gives every number.
    const MAX: usize = 250;
    let mut texte = format!("{titre}, barres horizontales.");
    for (rang, (libelle, valeur)) in points.into_iter().enumerate() {
        let libelle: String = libelle.chars().take(60).collect();
        let point = format!("{} {libelle}\u{a0}: {valeur}", if rang == 0 { "" } else { "\u{a0};" });
        if texte.encode_utf16().count() + point.encode_utf16().count() > MAX {
            texte.push('…');
            break;
        }
        texte.push_str(&point);
    }
    propre(&texte).into_owned()
}

fn font(size: u8, bold: bool) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(apparence::POLICE).set_size(size).set_color(apparence::ENCRE);
    if bold {
        font.set_bold()
    } else {
        font.unset_bold()
    };
    font
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points() -> Vec<(String, u32)> {
        vec![("Infirmiers".to_owned(), 41), ("=1+1 & <b>".to_owned(), 3)]
    }

    #[test]
    fn chart_workbook_twice_gives_the_same_bytes() {
        let first = chart_workbook("Profession", "Adhérents", &points()).unwrap();
        let second = chart_workbook("Profession", "Adhérents", &points()).unwrap();
        assert_eq!(first, second);
    }

    #[test]
    fn chart_workbook_without_points_keeps_its_headings() {
        assert!(chart_workbook("Profession", "Adhérents", &[]).is_ok());
    }
}
