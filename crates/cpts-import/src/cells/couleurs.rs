//! Colours by number: the palette that every Excel workbook starts from.

/// Colours 8 to 63; 0 to 7 repeat 8 to 15. (ECMA-376, 18.8.27.)
const PALETTE: [&str; 56] = [
    "000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF", // 8
    "800000", "008000", "000080", "808000", "800080", "008080", "C0C0C0", "808080", // 16
    "9999FF", "993366", "FFFFCC", "CCFFFF", "660066", "FF8080", "0066CC", "CCCCFF", // 24
    "000080", "FF00FF", "FFFF00", "00FFFF", "800080", "800000", "008080", "0000FF", // 32
    "00CCFF", "CCFFFF", "CCFFCC", "FFFF99", "99CCFF", "FF99CC", "CC99FF", "FFCC99", // 40
    "3366FF", "33CCCC", "99CC00", "FFCC00", "FF9900", "FF6600", "666699", "969696", // 48
    "003366", "339966", "003300", "333300", "993300", "993366", "333399", "333333", // 56
];

/// The paper: a fill of this colour marks nothing.
pub(super) const PAPER: &str = "FFFFFF";
/// The ink: a font of this colour marks nothing.
pub(super) const INK: &str = "000000";

/// Returns a colour of the palette; `None` for « automatic ».
pub(super) fn indexed(index: u32) -> Option<&'static str> {
    let rang = if index < 8 { index } else { index - 8 };
    PALETTE.get(rang as usize).copied()
}
