//! Colours: tints of one accent, and contrast.

/// A colour: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Colour(pub(crate) [u8; 3]);

pub(crate) const WHITE: Colour = Colour([0xff; 3]);
/// Numbers, legend, scale: the text colour of the documents.
pub(crate) const INK: Colour = Colour([0x1d, 0x25, 0x2b]);
/// Communes around the territory, and the lines between them.
pub(crate) const AROUND: Colour = Colour([0xe9, 0xec, 0xed]);
pub(crate) const AROUND_LINE: Colour = Colour([0xca, 0xd1, 0xd4]);
/// Coast, frame.
pub(crate) const HAIRLINE: Colour = Colour([0xa3, 0xad, 0xb4]);

/// Contrast that text needs on its ground (WCAG 2, level AA).
const READABLE: f64 = 4.5;

impl Colour {
    /// Returns the colour mixed with white; `share` is its own part, 0 to 1.
    #[expect(clippy::cast_sign_loss, reason = "a mean of two channels is between 0 and 255")]
    pub(crate) fn tint(self, share: f64) -> Self {
        Self(self.0.map(|channel| (255.0 * (1.0 - share) + f64::from(channel) * share).round() as u8))
    }

    /// Returns `#12586f`.
    pub(crate) fn hex(self) -> String {
        let [red, green, blue] = self.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// Returns the colour of text that reads on this ground: ink, white, or black where neither does.
    pub(crate) fn text_on(self) -> Self {
        let readable = [INK, WHITE].into_iter().find(|text| text.contrast(self) >= READABLE);
        readable.unwrap_or(Self([0; 3]))
    }

    /// Returns the contrast of two colours, 1 to 21 (WCAG 2).
    pub(crate) fn contrast(self, other: Self) -> f64 {
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

    /// Returns the colour, darkened until it reads as text on white.
    pub(crate) fn readable(self) -> Self {
        let mut colour = self;
        // Ends: each step is darker, and black reads on white.
        while colour.contrast(WHITE) < READABLE {
            colour = Self(colour.0.map(|channel| channel - channel.div_ceil(16)));
        }
        colour
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_on_every_tint_of_every_accent() {
        for accent in
            [[0x12, 0x58, 0x6f], [0xf2, 0xb7, 0x05], [0xe0, 0x7a, 0x1f], [0xd6, 0x33, 0x6c], [0xff; 3], [0; 3]]
        {
            let accent = Colour(accent).readable();
            for share in 0..=20 {
                let ground = accent.tint(f64::from(share) / 20.0);
                assert!(ground.text_on().contrast(ground) >= READABLE, "{accent:?} {share}");
            }
        }
    }
}
