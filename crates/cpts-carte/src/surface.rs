//! Surfaces: what lies inside, where a number fits, hatching.

use crate::forme::{Line, Point, Rect};

/// A surface: rings filled by the even-odd rule.
#[derive(Clone, Debug, Default)]
pub(crate) struct Surface {
    pub(crate) rings: Vec<Line>,
}

impl Surface {
    pub(crate) fn extent(&self) -> Rect {
        Rect::of(self.rings.iter().flatten())
    }

    /// Returns the crossings of a horizontal line with the surface, in ascending order: in, out, in, out…
    fn crossings(&self, y: f64) -> Vec<f64> {
        let mut found: Vec<f64> = self
            .segments()
            .filter(|[from, to]| (from[1] > y) != (to[1] > y))
            .map(|[from, to]| from[0] + (y - from[1]) / (to[1] - from[1]) * (to[0] - from[0]))
            .collect();
        found.sort_by(f64::total_cmp);
        found
    }

    pub(crate) fn contains(&self, [x, y]: Point) -> bool {
        self.crossings(y).iter().filter(|crossing| **crossing <= x).count() % 2 == 1
    }

    fn segments(&self) -> impl Iterator<Item = [Point; 2]> {
        self.rings.iter().flat_map(|ring| (0..ring.len()).map(|index| [ring[index], ring[(index + 1) % ring.len()]]))
    }

    /// Returns the point furthest from the edge, and its distance to it, in a plane where widths count `1 / stretch`.
    ///
    /// A number is wider than high: stretching by its proportions finds where it fits best.
    pub(crate) fn pole(&self, stretch: f64) -> (Point, f64) {
        let squeezed = Self {
            rings: self.rings.iter().map(|ring| ring.iter().map(|[x, y]| [x / stretch, *y]).collect()).collect(),
        };
        let extent = squeezed.extent();
        let mut best = (extent.middle(), f64::NEG_INFINITY);
        let mut area = extent;
        for _ in 0..4 {
            let steps = 14;
            let cell = [area.width() / f64::from(steps), area.height() / f64::from(steps)];
            for (column, row) in (0..steps).flat_map(|column| (0..steps).map(move |row| (column, row))) {
                let point =
                    [area.min[0] + (f64::from(column) + 0.5) * cell[0], area.min[1] + (f64::from(row) + 0.5) * cell[1]];
                let distance = squeezed.signed_distance(point);
                if distance > best.1 {
                    best = (point, distance);
                }
            }
            area = Rect::around(best.0, 3.0 * cell[0], 3.0 * cell[1]);
        }
        ([best.0[0] * stretch, best.0[1]], best.1)
    }

    /// Returns the distance to the edge; negative outside.
    fn signed_distance(&self, point: Point) -> f64 {
        let squared = self.segments().map(|[from, to]| squared_distance(point, from, to)).fold(f64::INFINITY, f64::min);
        if self.contains(point) { squared.sqrt() } else { -squared.sqrt() }
    }

    /// Returns how much of the sides of a rectangle lies inside, 0 to 1, as far as points along them tell.
    pub(crate) fn share(&self, rect: &Rect) -> f64 {
        let corners = rect.corners();
        let points = (0..4).flat_map(|side| {
            let (from, to) = (corners[side], corners[(side + 1) % 4]);
            (0..4).map(move |step| {
                let share = f64::from(step) / 4.0;
                [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]
            })
        });
        points.filter(|point| self.contains(*point)).count() as f64 / 16.0
    }

    /// Returns diagonal strokes that fill the surface.
    pub(crate) fn hatch(&self, step: f64) -> Vec<Line> {
        // In a plane turned by 45 degrees, where the strokes are horizontal.
        let half = std::f64::consts::FRAC_1_SQRT_2;
        let turned = Self {
            rings: self
                .rings
                .iter()
                .map(|ring| ring.iter().map(|[x, y]| [half * (x - y), half * (x + y)]).collect())
                .collect(),
        };
        let extent = turned.extent();
        let mut strokes = Vec::new();
        // From a multiple of the step, so that neighbours are hatched alike.
        let mut y = (extent.min[1] / step).ceil() * step;
        while y < extent.max[1] {
            for pair in turned.crossings(y).chunks_exact(2) {
                strokes.push(pair.iter().map(|x| [half * (x + y), half * (y - x)]).collect());
            }
            y += step;
        }
        strokes
    }
}

fn squared_distance(point: Point, from: Point, to: Point) -> f64 {
    let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    let length = dx * dx + dy * dy;
    let share = if length == 0.0 {
        0.0
    } else {
        (((point[0] - from[0]) * dx + (point[1] - from[1]) * dy) / length).clamp(0.0, 1.0)
    };
    let [x, y] = [point[0] - from[0] - share * dx, point[1] - from[1] - share * dy];
    x * x + y * y
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(side: f64) -> Line {
        Rect { min: [0.0; 2], max: [side; 2] }.corners().to_vec()
    }

    #[test]
    fn pole_of_a_ring_with_a_hole_is_beside_the_hole() {
        let hole = Rect { min: [1.0, 1.0], max: [9.0, 6.0] }.corners().to_vec();
        let surface = Surface { rings: vec![square(10.0), hole] };
        let ([_, y], distance) = surface.pole(1.0);
        assert!(y > 6.0 && (distance - 2.0).abs() < 0.1, "{y} {distance}");
        assert!((surface.share(&Rect::around([5.0, 8.0], 6.0, 2.0)) - 1.0).abs() < 1e-9);
        assert!(surface.share(&Rect::around([5.0, 4.0], 2.0, 2.0)) < 1e-9);
    }

    #[test]
    fn hatching_stays_inside() {
        let surface = Surface { rings: vec![square(10.0)] };
        let strokes = surface.hatch(2.0);
        assert!(strokes.len() > 4);
        assert!(strokes.iter().flatten().flatten().all(|at| (-1e-9..=10.0 + 1e-9).contains(at)));
    }
}
