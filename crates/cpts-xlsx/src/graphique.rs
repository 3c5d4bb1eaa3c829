//! The workbook embedded in a chart: what Word opens on « Modifier les données ».

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};

use crate::XlsxError;

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
