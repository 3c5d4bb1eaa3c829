//! Points and rectangles, in pixels of the picture: y goes down.

/// A point of the picture.
pub(crate) type Point = [f64; 2];
/// A line, open or closed by its last point.
pub(crate) type Line = Vec<Point>;

/// A rectangle of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rect {
    pub(crate) min: Point,
    pub(crate) max: Point,
}

impl Rect {
    /// Returns the rectangle of this size round a point.
    pub(crate) fn around([x, y]: Point, width: f64, height: f64) -> Self {
        Self { min: [x - width / 2.0, y - height / 2.0], max: [x + width / 2.0, y + height / 2.0] }
    }

    /// Returns the extent of points; of none, an empty rectangle at the origin.
    pub(crate) fn of<'a>(points: impl IntoIterator<Item = &'a Point>) -> Self {
        let extent = points.into_iter().fold(None, |extent: Option<Self>, [x, y]| {
            let extent = extent.unwrap_or(Self { min: [*x, *y], max: [*x, *y] });
            Some(Self {
                min: [extent.min[0].min(*x), extent.min[1].min(*y)],
                max: [extent.max[0].max(*x), extent.max[1].max(*y)],
            })
        });
        extent.unwrap_or(Self { min: [0.0; 2], max: [0.0; 2] })
    }

    pub(crate) fn width(&self) -> f64 {
        self.max[0] - self.min[0]
    }

    pub(crate) fn height(&self) -> f64 {
        self.max[1] - self.min[1]
    }

    pub(crate) fn middle(&self) -> Point {
        [f64::midpoint(self.min[0], self.max[0]), f64::midpoint(self.min[1], self.max[1])]
    }

    /// Returns the rectangle with its sides moved outwards.
    pub(crate) fn grown(&self, by: f64) -> Self {
        Self { min: self.min.map(|side| side - by), max: self.max.map(|side| side + by) }
    }

    pub(crate) fn meets(&self, other: &Self) -> bool {
        (0..2).all(|axis| self.min[axis] < other.max[axis] && other.min[axis] < self.max[axis])
    }

    pub(crate) fn holds(&self, other: &Self) -> bool {
        (0..2).all(|axis| self.min[axis] <= other.min[axis] && other.max[axis] <= self.max[axis])
    }

    /// Returns the four corners, in order.
    pub(crate) fn corners(&self) -> [Point; 4] {
        [self.min, [self.max[0], self.min[1]], self.max, [self.min[0], self.max[1]]]
    }

    /// Returns where the line from the middle to a point leaves the rectangle; the point itself where it is inside.
    pub(crate) fn exit_towards(&self, to: Point) -> Point {
        let from = self.middle();
        let share = (0..2)
            .map(|axis| {
                let reach = (self.max[axis] - self.min[axis]) / 2.0;
                let step = (to[axis] - from[axis]).abs();
                if step > reach { reach / step } else { 1.0 }
            })
            .fold(1.0, f64::min);
        [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]
    }

    /// Tells whether a segment goes through the rectangle.
    pub(crate) fn crossed_by(&self, from: Point, to: Point) -> bool {
        clip_segment(self, from, to).is_some()
    }
}

/// Returns the part of a segment inside a rectangle.
pub(crate) fn clip_segment(rect: &Rect, from: Point, to: Point) -> Option<(Point, Point)> {
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for axis in 0..2 {
        let step = to[axis] - from[axis];
        for (side, sign) in [(rect.min[axis], -1.0), (rect.max[axis], 1.0)] {
            // Beyond a side, `distance` is positive; `rate` says how fast the segment goes there.
            let (rate, distance) = (sign * step, sign * (from[axis] - side));
            if rate == 0.0 {
                if distance > 0.0 {
                    return None;
                }
            } else if rate < 0.0 {
                enter = enter.max(-distance / rate);
            } else {
                leave = leave.min(-distance / rate);
            }
        }
    }
    let at = |share: f64| [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    (enter <= leave).then(|| (at(enter), at(leave)))
}
