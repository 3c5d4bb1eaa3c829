//! Where the number of each commune stands: in it, else beside it with a line that leads to it.

use crate::{
    forme::{Point, Rect},
    lettrage::Words,
    surface::Surface,
};

/// Heights of the digits, from the one wished to the least that reads in print, for a picture 800 pixels wide.
const HEIGHTS: [f64; 4] = [13.0, 11.5, 10.0, 8.5];
/// Air round a number.
const AIR: f64 = 2.5;
/// Share of the sides of its ground that a number needs inside its commune.
const OVER: f64 = 0.6;
/// How far beside a commune its number may stand, in steps.
const RINGS: u32 = 16;
const RING_STEP: f64 = 9.0;
const DIRECTIONS: u32 = 24;

/// The number of a commune, placed.
#[derive(Clone, Debug)]
pub(crate) struct Label {
    /// Index of the commune.
    pub(crate) commune: usize,
    pub(crate) words: Words,
    pub(crate) middle: Point,
    /// Ground of the number.
    pub(crate) rect: Rect,
    /// Where the line to the commune ends, where the number stands beside it.
    pub(crate) target: Option<Point>,
}

/// A commune that wants a number.
pub(crate) struct Wanted<'a> {
    pub(crate) commune: usize,
    pub(crate) numero: u32,
    pub(crate) surface: &'a Surface,
    pub(crate) extent: Rect,
}

/// Places the numbers; those that find no place at all are left out.
pub(crate) fn place(wanted: &[Wanted<'_>], frame: &Rect, unit: f64) -> Vec<Label> {
    let mut placing = Placing { placed: Vec::new(), frame: frame.grown(-3.0 * unit), unit };
    let mut rooms: Vec<Room<'_>> = wanted.iter().map(|wanted| Room::new(wanted, unit)).collect();
    // The larger ones first: they have one good place, the others make do.
    rooms.sort_by(|one, two| two.distance.total_cmp(&one.distance));
    let tight: Vec<&Room<'_>> = rooms.iter().filter(|room| !placing.inside(room)).collect();
    let beside: Vec<&Room<'_>> = tight.into_iter().filter(|room| !placing.over(room)).collect();
    for room in beside {
        placing.beside(room, wanted);
    }
    placing.placed
}

/// The room that a commune has for its number.
struct Room<'a> {
    wanted: &'a Wanted<'a>,
    pole: Point,
    /// Distance from the pole to the border.
    distance: f64,
}

impl<'a> Room<'a> {
    fn new(wanted: &'a Wanted<'a>, unit: f64) -> Self {
        let words = Words::new(&wanted.numero.to_string(), HEIGHTS[0] * unit);
        let stretch = (words.width + 2.0 * AIR * unit) / (words.height + 2.0 * AIR * unit);
        let (pole, distance) = wanted.surface.pole(stretch);
        Self { wanted, pole, distance }
    }

    fn label(&self, height: f64, unit: f64, middle: Point) -> Label {
        let words = Words::new(&self.wanted.numero.to_string(), height * unit);
        let air = 2.0 * AIR * unit;
        let rect = Rect::around(middle, words.width + air, words.height + air);
        Label { commune: self.wanted.commune, words, middle, rect, target: None }
    }
}

struct Placing {
    placed: Vec<Label>,
    frame: Rect,
    unit: f64,
}

impl Placing {
    fn is_free(&self, rect: &Rect) -> bool {
        self.placed.iter().all(|other| {
            !other.rect.meets(rect)
                && other.target.is_none_or(|target| !rect.crossed_by(other.rect.exit_towards(target), target))
        })
    }

    /// Puts the number in its commune, as large as it fits.
    fn inside(&mut self, room: &Room<'_>) -> bool {
        let label = HEIGHTS
            .iter()
            .map(|height| room.label(*height, self.unit, room.pole))
            .find(|label| room.wanted.surface.share(&label.rect) >= 1.0 && self.is_free(&label.rect));
        self.placed.extend(label.clone());
        label.is_some()
    }

    /// Puts a small number on a commune that it all but fills: a corner beyond the border misleads nobody.
    fn over(&mut self, room: &Room<'_>) -> bool {
        let label = room.label(HEIGHTS[HEIGHTS.len() - 1], self.unit, room.pole);
        let fits = room.wanted.surface.share(&label.rect) >= OVER && self.is_free(&label.rect);
        if fits {
            self.placed.push(label);
        }
        fits
    }

    /// Puts the number beside its commune, with a line to it: near, and rather on no other commune of the territory.
    fn beside(&mut self, room: &Room<'_>, all: &[Wanted<'_>]) {
        let mut best: Option<(f64, Label)> = None;
        for ring in 1..=RINGS {
            for direction in 0..DIRECTIONS {
                let distance = RING_STEP * self.unit * f64::from(ring + 1);
                let angle = std::f64::consts::TAU * f64::from(direction) / f64::from(DIRECTIONS);
                let middle = [room.pole[0] + distance * angle.cos(), room.pole[1] + distance * angle.sin()];
                let mut label = room.label(HEIGHTS[HEIGHTS.len() - 2], self.unit, middle);
                label.target = Some(room.pole);
                let line = [label.rect.exit_towards(room.pole), room.pole];
                let clear = self.frame.holds(&label.rect)
                    && self.is_free(&label.rect)
                    && self.placed.iter().all(|other| {
                        !other.rect.crossed_by(line[0], line[1])
                            && other.target.is_none_or(|target| !cross(line, [other.rect.exit_towards(target), target]))
                    });
                if !clear {
                    continue;
                }
                let covered = all
                    .iter()
                    .filter(|other| other.commune != room.wanted.commune && other.extent.meets(&label.rect))
                    .filter(|other| {
                        let [corners, middle] = [label.rect.corners().to_vec(), vec![label.middle]];
                        corners.iter().chain(&middle).any(|point| other.surface.contains(*point))
                    })
                    .count();
                let cost = distance + 45.0 * self.unit * (covered.min(2) as f64);
                if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                    best = Some((cost, label));
                }
            }
        }
        self.placed.extend(best.map(|(_, label)| label));
    }
}

/// Tells whether two segments cross.
fn cross(one: [Point; 2], two: [Point; 2]) -> bool {
    let side = |[from, to]: [Point; 2], point: Point| {
        (to[0] - from[0]) * (point[1] - from[1]) - (to[1] - from[1]) * (point[0] - from[0])
    };
    side(one, two[0]) * side(one, two[1]) < 0.0 && side(two, one[0]) * side(two, one[1]) < 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: f64, y: f64, side: f64) -> Surface {
        Surface { rings: vec![Rect { min: [x, y], max: [x + side, y + side] }.corners().to_vec()] }
    }

    fn placed(surfaces: &[Surface]) -> Vec<Label> {
        let wanted: Vec<Wanted<'_>> = surfaces
            .iter()
            .enumerate()
            .map(|(commune, surface)| Wanted { commune, numero: commune as u32 + 1, surface, extent: surface.extent() })
            .collect();
        place(&wanted, &Rect { min: [0.0; 2], max: [400.0; 2] }, 1.0)
    }

    #[test]
    fn large_commune_holds_its_number_and_a_tiny_one_gets_a_line() {
        let labels = placed(&[square(100.0, 100.0, 100.0), square(200.0, 140.0, 4.0)]);
        let [large, tiny] = [0, 1].map(|commune| labels.iter().find(|label| label.commune == commune).unwrap());
        assert!(large.target.is_none() && large.words.height > 12.0);
        assert!(tiny.target.is_some());
        assert!(!tiny.rect.meets(&large.rect));
    }

    #[test]
    fn numbers_never_overlap_and_stay_in_the_frame() {
        let surfaces: Vec<Surface> = (0..15)
            .flat_map(|x| (0..15).map(move |y| square(150.0 + 7.0 * f64::from(x), 150.0 + 7.0 * f64::from(y), 7.0)))
            .collect();
        let labels = placed(&surfaces);
        assert!(labels.len() > 25, "{}", labels.len());
        for (index, label) in labels.iter().enumerate() {
            assert!(labels[..index].iter().all(|other| !other.rect.meets(&label.rect)));
            assert!(label.rect.min[0] >= 0.0 && label.rect.max[1] <= 400.0);
        }
    }
}
