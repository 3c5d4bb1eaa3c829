//! What may be opened: bounds and file kinds, decided before any library sees the bytes.

mod borne;

pub use borne::{Borne, Limits};

/// Kind of an office file, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Excel workbook (.xlsx, .xlsm, .xltx).
    Xlsx,
    /// Binary Excel workbook (.xlsb).
    Xlsb,
    /// Excel 97-2003 workbook (.xls).
    Xls,
    /// OpenDocument workbook (.ods).
    Ods,
    /// Text with separators (.csv, .tsv, .txt).
    Csv,
    /// Word document (.docx, .docm, .dotx).
    Docx,
}
