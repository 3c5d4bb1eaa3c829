//! The ground of a map: which contours stand in its frame, projected onto the picture.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    contours::{Atlas, Extent, Grid, Node, Trace, direct},
    forme::{Line, Point, Rect},
    lignes::{chained, smooth},
    surface::Surface,
};

/// Kilometres of one degree of latitude.
const KILOMETRES: f64 = 111.2;
/// A commune further than this from the middle one is no neighbour: its code is wrong, or the ocean lies between.
const FAR_KILOMETRES: f64 = 300.0;
/// Ground shown around the territory: this share of its longer side, and at least so many kilometres.
const MARGIN: f64 = 0.06;
const MARGIN_KILOMETRES: f64 = 2.5;
/// Kilometres from side to side that the frame shows at least, so that a single commune has its neighbours.
const LEAST_KILOMETRES: f64 = 14.0;
/// Height of the frame for its width.
const PROPORTIONS: (f64, f64) = (0.5, 0.85);
/// More communes than this around the territory are left out: their lines would be a grey surface.
const AROUND_MAX: usize = 900;

/// The ground, in pixels.
pub(crate) struct Plan {
    /// Where the ground is drawn.
    pub(crate) frame: Rect,
    /// Communes asked for that stand in the frame, by their index in the question.
    pub(crate) territory: BTreeMap<usize, Surface>,
    /// Communes around them.
    pub(crate) around: Vec<Surface>,
    pub(crate) lines: Lines,
    /// Indices of the communes without contour, and of those too far from the others.
    pub(crate) without: Vec<usize>,
    pub(crate) far: Vec<usize>,
    /// Pixels of one kilometre.
    pub(crate) kilometre: f64,
}

/// The arcs, by what they separate.
#[derive(Default)]
pub(crate) struct Lines {
    /// The territory from what is around.
    pub(crate) edge: Vec<Line>,
    /// Two communes of the territory.
    pub(crate) inside: Vec<Line>,
    /// Two communes around.
    pub(crate) outside: Vec<Line>,
    /// A commune around from the sea or another country.
    pub(crate) coast: Vec<Line>,
}

/// The contours met so far; arcs of the border between two blocks once.
#[derive(Default)]
struct Ground {
    loaded: BTreeSet<usize>,
    arcs: Vec<Vec<Node>>,
    /// Arcs with one commune of their block beside them, by their ends: the next block may have them too.
    borders: BTreeMap<[Node; 2], Vec<i32>>,
    communes: BTreeMap<String, Trace>,
}

impl Plan {
    /// Returns the ground of these communes in a frame so many pixels wide; `None` where none has a contour.
    pub(crate) fn new(codes: &[&str], width: f64) -> Option<Self> {
        let atlas = Atlas::new();
        let mut ground = Ground::default();
        for block in codes.iter().filter_map(|code| atlas.of(code)) {
            ground.load(&atlas, block);
        }
        let mut traced: BTreeMap<usize, Extent> = BTreeMap::new();
        for (index, code) in codes.iter().enumerate() {
            if let Some(extent) = ground.communes.get(*code).and_then(|trace| ground.extent(trace)) {
                traced.insert(index, extent);
            }
        }
        let without = (0..codes.len()).filter(|index| !traced.contains_key(index)).collect();
        let far = far(&atlas.grid, &traced);
        traced.retain(|index, _| !far.contains(index));
        let territory = traced.values().copied().reduce(Extent::with)?;
        let projection = Projection::new(&atlas.grid, &territory, width);
        for block in atlas.meeting(&projection.shown) {
            ground.load(&atlas, block);
        }
        let members: BTreeMap<&str, usize> = traced.keys().map(|index| (codes[*index], *index)).collect();
        Some(ground.plan(&projection, &members, without, far))
    }
}

/// Returns the communes that are far from the middle one: the one with the least way to all the others.
fn far(grid: &Grid, traced: &BTreeMap<usize, Extent>) -> Vec<usize> {
    let places: Vec<[f64; 2]> = traced.values().map(|extent| grid.degrees(extent.middle())).collect();
    let kilometres = |from: &[f64; 2], to: &[f64; 2]| {
        let east = (to[0] - from[0]) * from[1].to_radians().cos();
        east.hypot(to[1] - from[1]) * KILOMETRES
    };
    let total = |from: &[f64; 2]| places.iter().map(|to| kilometres(from, to)).sum::<f64>();
    let sums = places.iter().map(|from| (total(from), from));
    let Some((_, middle)) = sums.min_by(|one, two| one.0.total_cmp(&two.0)) else { return Vec::new() };
    let far = |(_, place): &(&usize, &[f64; 2])| kilometres(middle, place) > FAR_KILOMETRES;
    traced.keys().zip(&places).filter(far).map(|(index, _)| *index).collect()
}

/// Degrees to pixels: equirectangular, true to scale along the middle parallel.
struct Projection {
    grid: Grid,
    /// Longitude and latitude of the left upper corner.
    origin: [f64; 2],
    /// Pixels of one degree eastwards and southwards.
    scale: [f64; 2],
    frame: Rect,
    /// What the frame shows of the grid.
    shown: Extent,
}

impl Projection {
    fn new(grid: &Grid, territory: &Extent, width: f64) -> Self {
        let (min, max) = (grid.degrees(territory.min), grid.degrees(territory.max));
        let middle = [f64::midpoint(min[0], max[0]), f64::midpoint(min[1], max[1])];
        let shrink = middle[1].to_radians().cos();
        let size = [(max[0] - min[0]) * shrink, max[1] - min[1]];
        let margin = (MARGIN * size[0].max(size[1])).max(MARGIN_KILOMETRES / KILOMETRES);
        let wished = size.map(|side| (side + 2.0 * margin).max(LEAST_KILOMETRES / KILOMETRES));
        let height = (width * (wished[1] / wished[0]).clamp(PROPORTIONS.0, PROPORTIONS.1)).round();
        let degree = (width / wished[0]).min(height / wished[1]);
        let scale = [degree * shrink, degree];
        let origin = [middle[0] - width / 2.0 / scale[0], middle[1] + height / 2.0 / scale[1]];
        let frame = Rect { min: [0.0; 2], max: [width, height] };
        // Degrees of the grid are found again by proportion, from two of its points.
        let [zero, one] = [grid.degrees([0, 0]), grid.degrees([1, 1])];
        let node = |lon: f64, lat: f64| {
            [(lon - zero[0]) / (one[0] - zero[0]), (lat - zero[1]) / (one[1] - zero[1])].map(|step| step.round() as i32)
        };
        let shown = Extent {
            min: node(origin[0], origin[1] - height / scale[1]),
            max: node(origin[0] + width / scale[0], origin[1]),
        };
        Self { grid: *grid, origin, scale, frame, shown }
    }

    fn point(&self, node: Node) -> Point {
        let [lon, lat] = self.grid.degrees(node);
        [(lon - self.origin[0]) * self.scale[0], (self.origin[1] - lat) * self.scale[1]]
    }
}

impl Ground {
    fn load(&mut self, atlas: &Atlas, index: usize) {
        if !self.loaded.insert(index) {
            return;
        }
        let block = atlas.block(index);
        let mut sides = vec![0_u8; block.arcs.len()];
        for reference in block.communes.iter().flat_map(|trace| trace.rings.iter().flatten()) {
            let side = &mut sides[direct(*reference)];
            *side = side.saturating_add(1);
        }
        // Number of each arc of the block here.
        let own: Vec<i32> = block.arcs.into_iter().zip(sides).map(|(arc, sides)| self.own(arc, sides)).collect();
        for mut trace in block.communes {
            for reference in trace.rings.iter_mut().flatten() {
                let number = own[direct(*reference)];
                *reference = if *reference < 0 { !number } else { number };
            }
            self.communes.insert(trace.code.clone(), trace);
        }
    }

    /// Returns the number of an arc: the one it has where the block on its other side brought it, point for point.
    fn own(&mut self, arc: Vec<Node>, sides: u8) -> i32 {
        let next = i32::try_from(self.arcs.len()).expect("France has some hundred thousand arcs");
        if let (1, Some(first), Some(last)) = (sides, arc.first(), arc.last()) {
            let known = self.borders.entry([*first, *last]).or_default();
            if let Some(number) = known.iter().find(|number| self.arcs[direct(**number)] == arc) {
                return *number;
            }
            known.push(next);
        }
        self.arcs.push(arc);
        next
    }

    fn extent(&self, trace: &Trace) -> Option<Extent> {
        Extent::of(trace.rings.iter().flatten().flat_map(|reference| &self.arcs[direct(*reference)]))
    }

    fn plan(
        &self,
        projection: &Projection,
        members: &BTreeMap<&str, usize>,
        without: Vec<usize>,
        far: Vec<usize>,
    ) -> Plan {
        let is_around = |trace: &&Trace| {
            !members.contains_key(trace.code.as_str())
                && self.extent(trace).is_some_and(|extent| extent.meets(&projection.shown))
        };
        let mut around: Vec<&Trace> = self.communes.values().filter(is_around).collect();
        if around.len() > AROUND_MAX {
            around.clear();
        }
        let inside: Vec<(usize, &Trace)> =
            members.iter().filter_map(|(code, index)| Some((*index, self.communes.get(*code)?))).collect();
        // Number of communes on either side of each arc: of the territory, around it.
        let mut sides: BTreeMap<usize, (u8, u8)> = BTreeMap::new();
        for reference in inside.iter().flat_map(|(_, trace)| trace.rings.iter().flatten()) {
            sides.entry(direct(*reference)).or_default().0 += 1;
        }
        for reference in around.iter().flat_map(|trace| trace.rings.iter().flatten()) {
            sides.entry(direct(*reference)).or_default().1 += 1;
        }
        // On a small territory the steps of the grid would show; on a large one they are smaller than the lines.
        let step = projection.point([1, 0])[0] - projection.point([0, 0])[0];
        let times = [2.5, 7.0, 20.0].into_iter().filter(|limit| step > *limit).count() as u32;
        let draw = |arc: &usize| {
            let points: Line = self.arcs[*arc].iter().map(|node| projection.point(*node)).collect();
            (*arc, smooth(&points, times))
        };
        let smoothed: BTreeMap<usize, Line> = sides.keys().map(draw).collect();
        let mut lines = Lines::default();
        for (arc, line) in &smoothed {
            let kind = match sides[arc] {
                (0, 1) => &mut lines.coast,
                (0, _) => &mut lines.outside,
                (1, _) => &mut lines.edge,
                _ => &mut lines.inside,
            };
            kind.push(line.clone());
        }
        for kind in [&mut lines.edge, &mut lines.inside, &mut lines.outside, &mut lines.coast] {
            *kind = chained(std::mem::take(kind));
        }
        let surface =
            |trace: &Trace| Surface { rings: trace.rings.iter().map(|ring| closed(ring, &smoothed)).collect() };
        Plan {
            frame: projection.frame,
            territory: inside.iter().map(|(index, trace)| (*index, surface(trace))).collect(),
            around: around.iter().map(|trace| surface(trace)).collect(),
            lines,
            without,
            far,
            kilometre: projection.scale[1] / KILOMETRES,
        }
    }
}

/// Puts the arcs of a ring end to end; the last point is not the first again.
fn closed(ring: &[i32], arcs: &BTreeMap<usize, Line>) -> Line {
    let mut points = Line::new();
    for reference in ring {
        let arc = &arcs[&direct(*reference)];
        let all = arc.len() - 1;
        if *reference < 0 {
            points.extend(arc.iter().rev().take(all));
        } else {
            points.extend(arc.iter().take(all));
        }
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn border_of_two_departements_is_one_line() {
        // Murat-sur-Vèbre (81) and Cambon-et-Salvergues (34) are neighbours in two blocks.
        let plan = Plan::new(&["81192", "34046"], 800.0).unwrap();
        assert_eq!(plan.territory.len(), 2);
        assert!(!plan.lines.inside.is_empty(), "the common border is inside the territory");
    }

    #[test]
    fn far_communes_and_those_without_contour_are_told_apart() {
        let plan = Plan::new(&["15187", "97411", "15138", "00000", "98735"], 800.0).unwrap();
        assert_eq!(plan.territory.keys().copied().collect::<Vec<_>>(), [0, 2]);
        assert_eq!((plan.far, plan.without), (vec![1], vec![3, 4]));
        assert!(Plan::new(&["98735", ""], 800.0).is_none());
        assert!(Plan::new(&[], 800.0).is_none());
    }

    #[test]
    fn territory_fills_its_frame_and_the_scale_is_true() {
        let plan = Plan::new(&["75056"], 800.0).unwrap();
        let extent = plan.territory[&0].extent();
        assert!(plan.frame.holds(&extent));
        // Paris with its woods is some 18 kilometres wide.
        let kilometres = extent.width() / plan.kilometre;
        assert!((17.0..19.0).contains(&kilometres), "{kilometres}");
    }
}
