//! The picture as pixels: the exact part of each pixel that a surface or a stroke covers, in a few shades.

#![expect(clippy::cast_sign_loss, reason = "places and shades are clamped to what is not negative")]

use crate::{
    couleur::Colour,
    dessin::{Drawing, Mark},
    forme::{Line, Point},
};

/// Parts of a pixel that are told apart along an edge: the eye wants no more, and the file stays small.
const SHADES: f32 = 8.0;

/// Red, green, blue of every pixel, row by row.
pub(crate) struct Pixels {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) colours: Vec<Colour>,
}

impl Pixels {
    /// Draws the picture with so many pixels for one of the drawing.
    pub(crate) fn new(drawing: &Drawing, scale: f64) -> Self {
        let size = |side: f64| (side * scale).round() as usize;
        let (width, height) = (size(drawing.width), size(drawing.height));
        let mut pixels = Self { width, height, colours: vec![Colour([0xff; 3]); width * height] };
        let mut cover = Cover::new(width, height);
        for mark in &drawing.marks {
            match mark {
                Mark::Fill { surfaces, colour } => {
                    for surface in surfaces {
                        for ring in &surface.rings {
                            cover.ring(&scaled(ring, scale));
                        }
                        pixels.paint(&mut cover, *colour, even_odd);
                    }
                }
                Mark::Stroke { lines, colour, width } => {
                    for line in lines {
                        cover.stroke(&scaled(line, scale), width * scale / 2.0);
                    }
                    pixels.paint(&mut cover, *colour, |sum| sum.abs().min(1.0));
                }
            }
        }
        pixels
    }

    /// Lays a colour on what is covered, and clears the cover for the next mark.
    fn paint(&mut self, cover: &mut Cover, colour: Colour, rule: fn(f32) -> f32) {
        for (row, touched) in cover.touched.iter_mut().enumerate() {
            let Some((first, last)) = touched.take() else { continue };
            let cells = &mut cover.cells[row * cover.stride..][first..=last];
            let line = &mut self.colours[row * self.width..][..self.width];
            let (mut sum, mut shade) = (0.0, 0);
            for (cell, column) in cells.iter_mut().zip(first..) {
                // Most pixels lie inside or outside: what covers them is what covered the one before.
                if *cell != 0.0 {
                    sum += std::mem::take(cell);
                    shade = (rule(sum) * SHADES + 0.5) as u8;
                }
                let Some(pixel) = line.get_mut(column).filter(|_| shade > 0) else { continue };
                *pixel =
                    if f32::from(shade) < SHADES { pixel.mixed(colour, f32::from(shade) / SHADES) } else { colour };
            }
        }
    }
}

/// Rings inside rings are holes.
fn even_odd(sum: f32) -> f32 {
    let sum = sum.abs();
    let rest = if sum > 2.0 { sum % 2.0 } else { sum };
    if rest > 1.0 { 2.0 - rest } else { rest }
}

fn scaled(line: &[Point], scale: f64) -> Line {
    line.iter().map(|point| point.map(|at| at * scale)).collect()
}

impl Colour {
    /// Returns the colour with another laid on it, `share` of it 0 to 1.
    fn mixed(self, over: Self, share: f32) -> Self {
        let (Self(below), Self(over)) = (self, over);
        Self([0, 1, 2].map(|index| {
            let (below, over) = (f32::from(below[index]), f32::from(over[index]));
            (below + (over - below) * share + 0.5) as u8
        }))
    }
}

/// How much of each pixel is covered, as changes from left to right: the sum up to a pixel is its cover.
struct Cover {
    stride: usize,
    cells: Vec<f32>,
    /// First and last changed cell of each row.
    touched: Vec<Option<(usize, usize)>>,
    /// Bounds of the picture: what is beyond a side counts as on it.
    bounds: Point,
}

impl Cover {
    fn new(width: usize, height: usize) -> Self {
        let stride = width + 2;
        let bounds = [width as f64, height as f64];
        Self { stride, cells: vec![0.0; stride * height], touched: vec![None; height], bounds }
    }

    /// Adds a ring; its last point is joined to the first.
    fn ring(&mut self, ring: &[Point]) {
        for (index, to) in ring.iter().enumerate() {
            let from = ring[(index + ring.len() - 1) % ring.len()];
            self.edge(from, *to);
        }
    }

    /// Adds a convex ring, always with the same sign, so that pieces laid side by side cover their common border once.
    fn piece(&mut self, ring: &[Point]) {
        let area: f64 = (0..ring.len())
            .map(|index| {
                let (from, to) = (ring[index], ring[(index + 1) % ring.len()]);
                from[0] * to[1] - to[0] * from[1]
            })
            .sum();
        if area < 0.0 {
            self.ring(&ring.iter().rev().copied().collect::<Line>());
        } else {
            self.ring(ring);
        }
    }

    /// Adds an edge, row by row.
    fn edge(&mut self, from: Point, to: Point) {
        let [from, to] =
            [from, to].map(|point| [point[0].clamp(0.0, self.bounds[0]), point[1].clamp(0.0, self.bounds[1])]);
        let (top, bottom, sign) = if from[1] < to[1] { (from, to, 1.0) } else { (to, from, -1.0) };
        let slope = (bottom[0] - top[0]) / (bottom[1] - top[1]);
        let mut at = top;
        while at[1] < bottom[1] {
            let row = at[1].floor();
            let y = (row + 1.0).min(bottom[1]);
            let x = if y < bottom[1] { top[0] + (y - top[1]) * slope } else { bottom[0] };
            self.row(row as usize, [at[0].min(x), at[0].max(x)], sign * (y - at[1]));
            at = [x, y];
        }
    }

    /// Adds the part of an edge in one row: from left to right, and how much of the row's height it takes.
    fn row(&mut self, row: usize, [left, right]: [f64; 2], height: f64) {
        let Some(touched) = self.touched.get_mut(row) else { return };
        let (first, last) = (left.floor() as usize, right.floor() as usize + 1);
        *touched = Some(touched.map_or((first, last), |(least, most)| (least.min(first), most.max(last))));
        let cells = &mut self.cells[row * self.stride..][..self.stride];
        let mut x = left;
        loop {
            let column = x.floor();
            let next = (column + 1.0).min(right);
            let part = if right > left { height * (next - x) / (right - left) } else { height };
            // The pixel is covered from the edge to its right side, those after it wholly.
            let beyond = part * (f64::midpoint(x, next) - column);
            cells[column as usize] += (part - beyond) as f32;
            cells[column as usize + 1] += beyond as f32;
            x = next;
            if x >= right {
                break;
            }
        }
    }

    /// Adds a line with round ends and joints; a line that goes nowhere is a dot.
    fn stroke(&mut self, line: &[Point], radius: f64) {
        let mut points = line.to_vec();
        points.dedup();
        let Some(first) = points.first().copied() else { return };
        // From one point to the next: the way, as long as the radius.
        let ways: Vec<Point> = points
            .windows(2)
            .map(|pair| {
                let [x, y] = [pair[1][0] - pair[0][0], pair[1][1] - pair[0][1]];
                let length = (x * x + y * y).sqrt();
                [x / length * radius, y / length * radius]
            })
            .collect();
        let (Some(begin), Some(end)) = (ways.first(), ways.last()) else {
            self.cap(first, [radius, 0.0]);
            self.cap(first, [-radius, 0.0]);
            return;
        };
        for (pair, way) in points.windows(2).zip(&ways) {
            let side = left(*way);
            self.piece(&[
                moved(pair[0], side),
                moved(pair[1], side),
                moved(pair[1], back(side)),
                moved(pair[0], back(side)),
            ]);
        }
        for (point, ways) in points.iter().skip(1).zip(ways.windows(2)) {
            self.joint(*point, ways[0], ways[1]);
        }
        let last = points[points.len() - 1];
        #[expect(clippy::float_cmp, reason = "a closed line ends with the very point where it begins")]
        if points.len() > 2 && first == last {
            self.joint(first, *end, *begin);
        } else {
            self.cap(first, back(*begin));
            self.cap(last, *end);
        }
    }

    /// Fills the gap on the outer side of a bend.
    fn joint(&mut self, point: Point, before: Point, after: Point) {
        let bend = before[0] * after[1] - before[1] * after[0];
        let outer = |way: Point| if bend > 0.0 { left(way) } else { back(left(way)) };
        let mut ring = vec![point, moved(point, outer(before))];
        arc(&mut ring, point, outer(before), outer(after), before);
        self.piece(&ring);
    }

    /// Adds half a disc at the end of a line that comes this way.
    fn cap(&mut self, point: Point, way: Point) {
        let mut ring = vec![moved(point, left(way))];
        arc(&mut ring, point, left(way), way, way);
        arc(&mut ring, point, way, back(left(way)), way);
        self.piece(&ring);
    }
}

/// Adds an arc of at most half a turn round a point, without its beginning; `between` is the way where it is half a turn.
///
/// Halving needs square roots only, which every machine computes alike.
fn arc(ring: &mut Line, centre: Point, from: Point, to: Point, between: Point) {
    let [x, y] = [to[0] - from[0], to[1] - from[1]];
    if x * x + y * y > 1.0 {
        let sum = moved(from, to);
        let length = (sum[0] * sum[0] + sum[1] * sum[1]).sqrt();
        let radius = (from[0] * from[0] + from[1] * from[1]).sqrt();
        let middle = if length > radius * 1e-6 { sum.map(|at| at / length * radius) } else { between };
        arc(ring, centre, from, middle, between);
        arc(ring, centre, middle, to, between);
    } else {
        ring.push(moved(centre, to));
    }
}

fn moved(point: Point, by: Point) -> Point {
    [point[0] + by[0], point[1] + by[1]]
}

fn back(way: Point) -> Point {
    way.map(|at| -at)
}

/// Returns a way turned by a quarter.
fn left([x, y]: Point) -> Point {
    [y, -x]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{couleur::INK, surface::Surface};

    const BLACK: Colour = Colour([0; 3]);

    /// How dark each pixel is, 0 to 8.
    fn dark(width: f64, height: f64, marks: Vec<Mark>) -> Vec<Vec<u32>> {
        let pixels = Pixels::new(&Drawing { width, height, marks }, 1.0);
        let level = |colour: &Colour| (8.0 - f64::from(colour.0[0]) / 255.0 * 8.0).round() as u32;
        pixels.colours.chunks(pixels.width).map(|row| row.iter().map(level).collect()).collect()
    }

    #[test]
    fn surface_covers_its_part_of_each_pixel_and_its_hole_nothing() {
        let ring = |from: f64, to: f64| vec![[from, from], [to, from], [to, to], [from, to]];
        let surface = Surface { rings: vec![ring(0.5, 5.0), ring(2.0, 3.0)] };
        let found = dark(6.0, 5.0, vec![Mark::Fill { surfaces: vec![surface], colour: BLACK }]);
        assert_eq!(found[0], [2, 4, 4, 4, 4, 0]);
        assert_eq!(found[2], [4, 8, 0, 8, 8, 0]);
    }

    #[test]
    fn slanted_edge_covers_half_of_the_square() {
        let surface = Surface { rings: vec![vec![[0.0, 0.0], [8.0, 0.0], [0.0, 8.0]]] };
        let found = dark(8.0, 8.0, vec![Mark::Fill { surfaces: vec![surface], colour: BLACK }]);
        assert_eq!(found.iter().flatten().sum::<u32>(), 32 * 8);
        assert_eq!((found[0][7], found[1][7], found[3][3], found[7][0]), (4, 0, 8, 4));
    }

    #[test]
    fn stroke_is_as_wide_as_it_says_and_even_through_its_joints() {
        let line = vec![[2.0, 4.0], [4.0, 4.0], [7.0, 4.0], [10.0, 4.0]];
        let found = dark(12.0, 8.0, vec![Mark::Stroke { lines: vec![line], colour: BLACK, width: 3.0 }]);
        assert!(found[3][3..9].iter().chain(&found[4][3..9]).all(|level| *level == 8), "{found:?}");
        assert!(found[2][3..9].iter().chain(&found[5][3..9]).all(|level| *level == 4), "{found:?}");
        assert!(found[3][0] < 4 && found[2][0] == 0 && found[3][11] < 4, "round ends: {found:?}");
    }

    #[test]
    fn dot_and_bend_have_round_sides() {
        let dot = Mark::Stroke { lines: vec![vec![[5.0, 5.0]; 2]], colour: BLACK, width: 8.0 };
        let found = dark(10.0, 10.0, vec![dot]);
        let area = f64::from(found.iter().flatten().sum::<u32>()) / 8.0;
        assert!((area - std::f64::consts::PI * 16.0).abs() < 1.5, "{area}");
        let bend = Mark::Stroke { lines: vec![vec![[5.0, 15.0], [5.0, 5.0], [15.0, 5.0]]], colour: BLACK, width: 6.0 };
        let found = dark(20.0, 20.0, vec![bend]);
        assert_eq!((found[2][2], found[4][4], found[7][7], found[12][12]), (0, 8, 8, 0));
    }

    #[test]
    fn what_lies_beyond_the_sides_is_cut() {
        let ring = vec![[-50.0, -50.0], [50.0, -50.0], [50.0, 50.0], [-50.0, 50.0]];
        let marks = vec![
            Mark::Fill { surfaces: vec![Surface { rings: vec![ring.clone()] }], colour: BLACK },
            Mark::Stroke { lines: vec![ring], colour: INK, width: 4.0 },
        ];
        assert_eq!(dark(4.0, 4.0, marks), vec![vec![8; 4]; 4]);
    }
}
