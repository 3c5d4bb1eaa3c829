//! The colours: one accent, the tints computed from it, and what never changes.

/// Text.
pub(crate) const INK: &str = "1D252B";
/// Lead, notes, help, keys, header and footer.
pub(crate) const GREY_TEXT: &str = "4A545C";
/// Axis line of charts, help rule, signature frame; never text.
pub(crate) const GREY_MARK: &str = "8A949B";
/// Hairlines between rows; never text.
pub(crate) const GREY_HAIRLINE: &str = "B4BCC2";
/// Ground of what remains to be completed.
pub(crate) const TO_COMPLETE: &str = "FFF1C2";
/// Accent of the built-in base.
pub(super) const DEFAULT_ACCENT: Colour = Colour([0x12, 0x58, 0x6f]);

/// Contrast that text needs on its ground (WCAG 2, level AA).
const READABLE: f64 = 4.5;
/// Shares of the accent in the three tints.
const TINTS: [f64; 3] = [0.08, 0.20, 0.50];

/// A colour, red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Colour([u8; 3]);

/// The accent and its tints, as six hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Palette {
    /// Headings, header rows, key values, bars.
    pub(crate) accent: String,
    /// Accent at 8 %: header rows, tiles, callouts.
    pub(crate) tint1: String,
    /// Accent at 20 %: cover band, calendar, second series.
    pub(crate) tint2: String,
    /// Accent at 50 %: third class of maps, highlighted charts.
    pub(crate) tint3: String,
}

impl Palette {
    /// Returns the palette of an accent, darkened until text in it reads on white and on the two light tints.
    pub(super) fn new(wished: Colour) -> Self {
        let mut accent = wished;
        // Ends: each step is darker, and black reads on everything.
        while !accent.is_readable() {
            accent = accent.darkened();
        }
        let [tint1, tint2, tint3] = TINTS.map(|share| accent.tint(share).hex());
        Self { accent: accent.hex(), tint1, tint2, tint3 }
    }
}

impl Colour {
    /// Reads six hexadecimal digits.
    pub(super) fn parse(hex: &str) -> Option<Self> {
        let digits = hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit());
        let value = digits.then(|| u32::from_str_radix(hex, 16).ok()).flatten()?;
        let [_, red, green, blue] = value.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// Returns six hexadecimal digits, upper case.
    pub(super) fn hex(self) -> String {
        let [red, green, blue] = self.0;
        format!("{red:02X}{green:02X}{blue:02X}")
    }

    /// Tells whether the colour is one, rather than black, white or a grey.
    pub(super) fn is_chromatic(self) -> bool {
        let [red, green, blue] = self.0;
        red.max(green).max(blue) - red.min(green).min(blue) > 32
    }

    fn is_readable(self) -> bool {
        let white = Self([255; 3]);
        [white, self.tint(TINTS[0]), self.tint(TINTS[1])].iter().all(|ground| self.contrast(*ground) >= READABLE)
    }

    /// Returns the colour mixed with white.
    fn tint(self, share: f64) -> Self {
        #[expect(clippy::cast_sign_loss, reason = "a mean of two channels is between 0 and 255")]
        Self(self.0.map(|channel| (255.0 * (1.0 - share) + f64::from(channel) * share).round_ties_even() as u8))
    }

    /// Returns the contrast of two colours, 1 to 21 (WCAG 2).
    fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    fn luminance(self) -> f64 {
        let linear = self.0.map(|channel| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    /// Returns the colour with its HSL lightness lowered by one hundredth, hue and saturation kept.
    fn darkened(self) -> Self {
        let channels = self.0.map(|channel| f64::from(channel) / 255.0);
        let (max, min) = (channels.into_iter().fold(0.0, f64::max), channels.into_iter().fold(1.0, f64::min));
        let lightness = f64::midpoint(max, min);
        let spread = max - min;
        let saturation = if spread == 0.0 { 0.0 } else { spread / (1.0 - (2.0 * lightness - 1.0).abs()) };
        let darker = (lightness - 0.01).max(0.0);
        let chroma = (1.0 - (2.0 * darker - 1.0).abs()) * saturation;
        let low = darker - chroma / 2.0;
        #[expect(clippy::cast_sign_loss, reason = "clamped to 0 and 255")]
        Self(channels.map(|channel| {
            let share = if spread == 0.0 { 0.0 } else { (channel - min) / spread };
            ((low + chroma * share) * 255.0).round().clamp(0.0, 255.0) as u8
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accent_for(hex: &str) -> String {
        Palette::new(Colour::parse(hex).expect("six digits")).accent
    }

    #[test]
    fn default_accent_is_kept_and_gives_its_tints() {
        let palette = Palette::new(DEFAULT_ACCENT);
        let expected = ["12586F", "ECF2F3", "D0DEE2", "88ACB7"];
        assert_eq!([&palette.accent, &palette.tint1, &palette.tint2, &palette.tint3], expected);
    }

    #[test]
    fn light_accents_are_darkened_until_they_read() {
        for (wished, used) in [("F2B705", "7F5B05"), ("E07A1F", "935010"), ("00A3AD", "006C76"), ("D6336C", "B42356")] {
            assert_eq!(accent_for(wished), used, "{wished}");
        }
    }

    #[test]
    fn white_ends_as_a_readable_grey() {
        assert!(Colour::parse(&accent_for("FFFFFF")).expect("six digits").is_readable());
    }

    #[test]
    fn colour_that_is_no_colour_is_refused() {
        assert_eq!(Colour::parse("auto"), None);
        assert_eq!(Colour::parse("12586"), None);
        assert_eq!(Colour::parse("+12586"), None);
    }
}
