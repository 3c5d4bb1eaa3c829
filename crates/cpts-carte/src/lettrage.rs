//! Digits and the few letters of the legend, drawn as strokes: a picture that needs no font looks the same everywhere.

use crate::forme::{Line, Point};

/// Height of a capital or a digit in the drawings of the glyphs; the baseline is at this height, y goes down.
const HEIGHT: f64 = 10.0;
/// Between two glyphs, and for a space.
const GAP: f64 = 2.1;
const SPACE: f64 = 3.4;
/// Width of a stroke for a height of one.
const WEIGHT: f64 = 0.125;
/// Straight pieces of a curve.
const PIECES: u32 = 6;

/// Words as strokes, from the left end of their baseline.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    pub(crate) lines: Vec<Line>,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Words {
    /// Draws words with capitals so high; what has no drawing is a space.
    pub(crate) fn new(words: &str, height: f64) -> Self {
        let unit = height / HEIGHT;
        let mut lines = Vec::new();
        let mut width = 0.0;
        for (index, letter) in words.chars().enumerate() {
            if index > 0 {
                width += GAP;
            }
            let Some((advance, drawing)) = glyph(letter) else {
                width += SPACE - GAP;
                continue;
            };
            lines.extend(strokes(drawing).into_iter().map(|line| {
                line.into_iter().map(|[x, y]| [(x + width) * unit, (y - HEIGHT) * unit]).collect::<Line>()
            }));
            width += advance;
        }
        Self { lines, width: width * unit, height }
    }

    /// Returns the strokes with the left end of the baseline at a point.
    pub(crate) fn at(&self, [x, y]: Point) -> Vec<Line> {
        self.lines.iter().map(|line| line.iter().map(|[dx, dy]| [x + dx, y + dy]).collect()).collect()
    }

    /// Returns the strokes with the middle of the capitals at a point.
    pub(crate) fn centred(&self, [x, y]: Point) -> Vec<Line> {
        self.at([x - self.width / 2.0, y + self.height / 2.0])
    }

    /// Returns the width of the strokes.
    pub(crate) fn weight(&self) -> f64 {
        self.height * WEIGHT
    }
}

/// Returns the width of a glyph and its drawing: `M` and `L` with one point, `C` with two handles and one point.
fn glyph(letter: char) -> Option<(f64, &'static str)> {
    Some(match letter {
        '0' => (6.0, "M 3 0 C 1.1 0 0 1.9 0 5 C 0 8.1 1.1 10 3 10 C 4.9 10 6 8.1 6 5 C 6 1.9 4.9 0 3 0"),
        '1' => (3.2, "M 0 2.2 L 2.6 0 L 2.6 10"),
        '2' => (5.8, "M 0.1 2.7 C 0.2 1 1.3 0 2.9 0 C 4.5 0 5.6 1 5.6 2.6 C 5.6 4 4.8 5 3.6 6.3 L 0 10 L 5.8 10"),
        '3' => (
            5.8,
            "M 0.3 1.9 C 0.8 0.7 1.7 0 2.9 0 C 4.4 0 5.5 1 5.5 2.4 C 5.5 3.8 4.4 4.7 2.4 4.7 \
             C 4.5 4.7 5.8 5.7 5.8 7.3 C 5.8 8.9 4.5 10 2.9 10 C 1.5 10 0.4 9.3 0 8",
        ),
        '4' => (6.2, "M 4.6 10 L 4.6 0 L 0 7.1 L 6.2 7.1"),
        '5' => (
            5.8,
            "M 5.3 0 L 1 0 L 0.6 4.6 C 1.2 4 2 3.7 2.8 3.7 C 4.6 3.7 5.8 5 5.8 6.8 C 5.8 8.7 4.6 10 2.8 10 \
             C 1.5 10 0.5 9.3 0 8.2",
        ),
        '6' => (
            6.0,
            "M 5.3 1.4 C 4.8 0.5 4 0 3.1 0 C 1.2 0 0 2 0 5.6 C 0 8.4 1.2 10 3.1 10 C 4.8 10 6 8.7 6 6.9 \
             C 6 5.1 4.8 3.9 3.1 3.9 C 1.5 3.9 0.2 5 0 6.6",
        ),
        '7' => (5.8, "M 0 0 L 5.8 0 L 2 10"),
        '8' => (
            6.0,
            "M 3 0 C 1.5 0 0.5 0.9 0.5 2.3 C 0.5 3.7 1.5 4.6 3 4.6 C 4.5 4.6 5.5 3.7 5.5 2.3 C 5.5 0.9 4.5 0 3 0 \
             M 3 4.6 C 1.2 4.6 0 5.7 0 7.3 C 0 8.9 1.2 10 3 10 C 4.8 10 6 8.9 6 7.3 C 6 5.7 4.8 4.6 3 4.6",
        ),
        '9' => (
            6.0,
            "M 0.7 8.6 C 1.2 9.5 2 10 2.9 10 C 4.8 10 6 8 6 4.4 C 6 1.6 4.8 0 2.9 0 C 1.2 0 0 1.3 0 3.1 \
             C 0 4.9 1.2 6.1 2.9 6.1 C 4.5 6.1 5.8 5 6 3.4",
        ),
        '–' => (4.4, "M 0 5.8 L 4.4 5.8"),
        'A' => (7.0, "M 0 10 L 3.5 0 L 7 10 M 1.3 6.7 L 5.7 6.7"),
        'a' => (
            5.2,
            "M 5.2 6.5 C 5.2 4.4 4.2 3 2.6 3 C 1 3 0 4.4 0 6.5 C 0 8.6 1 10 2.6 10 C 4.2 10 5.2 8.6 5.2 6.5 M 5.2 3 L 5.2 10",
        ),
        'd' => (
            5.2,
            "M 5.2 6.5 C 5.2 4.4 4.2 3 2.6 3 C 1 3 0 4.4 0 6.5 C 0 8.6 1 10 2.6 10 C 4.2 10 5.2 8.6 5.2 6.5 M 5.2 -0.5 L 5.2 10",
        ),
        'e' => (
            5.2,
            "M 0.1 6.3 L 5.2 6.3 C 5.2 4.3 4.2 3 2.6 3 C 1 3 0 4.4 0 6.5 C 0 8.6 1 10 2.7 10 C 3.7 10 4.5 9.5 5 8.6",
        ),
        'é' => (
            5.2,
            "M 0.1 6.3 L 5.2 6.3 C 5.2 4.3 4.2 3 2.6 3 C 1 3 0 4.4 0 6.5 C 0 8.6 1 10 2.7 10 C 3.7 10 4.5 9.5 5 8.6 M 2.2 1.1 L 3.7 -0.6",
        ),
        'h' => (4.8, "M 0 -0.5 L 0 10 M 0 6 C 0 4.2 1 3 2.5 3 C 4 3 4.8 4 4.8 5.7 L 4.8 10"),
        'k' => (4.7, "M 0 -0.5 L 0 10 M 4.4 3 L 0 7.2 M 1.7 5.7 L 4.7 10"),
        'm' => (
            8.0,
            "M 0 3 L 0 10 M 0 5.6 C 0 4 0.9 3 2.1 3 C 3.4 3 4 3.8 4 5.3 L 4 10 M 4 5.6 C 4 4 4.9 3 6.1 3 C 7.4 3 8 3.8 8 5.3 L 8 10",
        ),
        'n' => (4.8, "M 0 3 L 0 10 M 0 6 C 0 4.2 1 3 2.5 3 C 4 3 4.8 4 4.8 5.7 L 4.8 10"),
        'q' => (
            5.2,
            "M 5.2 6.5 C 5.2 4.4 4.2 3 2.6 3 C 1 3 0 4.4 0 6.5 C 0 8.6 1 10 2.6 10 C 4.2 10 5.2 8.6 5.2 6.5 M 5.2 3 L 5.2 12.8",
        ),
        'r' => (2.8, "M 0 3 L 0 10 M 0 6.2 C 0 4.2 1.1 3 2.8 3.1"),
        's' => (
            4.4,
            "M 4.2 4.2 C 3.8 3.4 3.1 3 2.2 3 C 1 3 0.2 3.7 0.2 4.7 C 0.2 5.8 1.1 6.1 2.3 6.4 C 3.6 6.7 4.4 7.2 4.4 8.2 C 4.4 9.3 3.5 10 2.3 10 C 1.2 10 0.4 9.5 0 8.6",
        ),
        't' => (3.6, "M 1.5 0.6 L 1.5 8.2 C 1.5 9.4 2.1 10 3.1 10 L 3.6 9.9 M 0 3 L 3.4 3"),
        'u' => (4.8, "M 0 3 L 0 7.3 C 0 9 0.8 10 2.3 10 C 3.8 10 4.8 8.8 4.8 7 M 4.8 3 L 4.8 10"),
        _ => return None,
    })
}

/// Reads a drawing.
fn strokes(drawing: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut words = drawing.split_whitespace();
    while let Some(command) = words.next() {
        let mut point = || [0, 1].map(|_| words.next().and_then(|word| word.parse().ok()).unwrap_or(0.0));
        match command {
            "M" => lines.push(vec![point()]),
            "L" => {
                let to = point();
                lines.last_mut().into_iter().for_each(|line| line.push(to));
            }
            _ => {
                let handles = [point(), point(), point()];
                if let Some(line) = lines.last_mut() {
                    curve(line, handles);
                }
            }
        }
    }
    lines
}

fn curve(line: &mut Line, [one, two, to]: [Point; 3]) {
    let Some(from) = line.last().copied() else { return };
    for piece in 1..=PIECES {
        let t = f64::from(piece) / f64::from(PIECES);
        let weights = [(1.0 - t).powi(3), 3.0 * t * (1.0 - t).powi(2), 3.0 * t * t * (1.0 - t), t.powi(3)];
        line.push([0, 1].map(|axis| {
            weights[0] * from[axis] + weights[1] * one[axis] + weights[2] * two[axis] + weights[3] * to[axis]
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forme::Rect;

    #[test]
    fn every_word_of_the_legend_has_its_drawings() {
        for letter in "Adhérents masqué km 0123456789 –".chars().filter(|letter| *letter != ' ') {
            let (advance, drawing) = glyph(letter).unwrap_or_else(|| panic!("{letter}"));
            let extent = Rect::of(strokes(drawing).iter().flatten());
            assert!(extent.min[0] >= -0.01 && extent.max[0] <= advance + 0.01, "{letter}: {extent:?}");
            assert!(
                drawing.split_whitespace().all(|word| "MLC".contains(word) || word.parse::<f64>().is_ok()),
                "{letter}"
            );
        }
    }

    #[test]
    fn words_are_as_high_and_as_wide_as_they_say() {
        let words = Words::new("10 km", 20.0);
        let extent = Rect::of(words.centred([50.0, 50.0]).iter().flatten());
        assert!((extent.middle()[0] - 50.0).abs() < 0.1 && (extent.width() - words.width).abs() < 0.1);
        assert!((extent.max[1] - 60.0).abs() < 0.1);
    }
}
