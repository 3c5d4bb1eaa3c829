//! The embedded contours: one deflated block for each département, inflated when a map asks for it.

use std::io::Read;

use flate2::read::DeflateDecoder;

/// See data/produire.py for the layout.
static CONTOURS: &[u8] = include_bytes!("../data/contours.bin");

const HEAD: usize = 4 * 8 + 2;
const ENTRY: usize = 3 + 4 + 4 * 4;
/// A block larger than this is not one of ours.
const BODY_MAX: u64 = 1 << 20;

/// A point of the grid: steps eastwards and northwards from its origin.
pub(crate) type Node = [i32; 2];

/// The grid: degrees of one step, degrees of the origin; longitude first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Grid {
    step: [f64; 2],
    origin: [f64; 2],
}

impl Grid {
    /// Returns the longitude and the latitude of a point, in degrees.
    pub(crate) fn degrees(&self, [x, y]: Node) -> [f64; 2] {
        [self.origin[0] + self.step[0] * f64::from(x), self.origin[1] + self.step[1] * f64::from(y)]
    }
}

/// A rectangle of the grid, sides included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Extent {
    pub(crate) min: Node,
    pub(crate) max: Node,
}

impl Extent {
    /// Returns the extent of points, or `None` where there is none.
    pub(crate) fn of<'a>(points: impl IntoIterator<Item = &'a Node>) -> Option<Self> {
        points.into_iter().fold(None, |extent, point| {
            let point = Self { min: *point, max: *point };
            Some(extent.map_or(point, |extent: Self| extent.with(point)))
        })
    }

    /// Returns the smallest rectangle that holds both.
    pub(crate) fn with(self, other: Self) -> Self {
        let [one, two] = [self, other];
        Self {
            min: [one.min[0].min(two.min[0]), one.min[1].min(two.min[1])],
            max: [one.max[0].max(two.max[0]), one.max[1].max(two.max[1])],
        }
    }

    /// Tells whether the two rectangles have a point in common.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        (0..2).all(|axis| self.min[axis] <= other.max[axis] && other.min[axis] <= self.max[axis])
    }

    /// Returns the middle of the rectangle.
    pub(crate) fn middle(&self) -> Node {
        [self.min[0].midpoint(self.max[0]), self.min[1].midpoint(self.max[1])]
    }
}

/// A block: the arcs of a département, and its communes as rings of arcs.
#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) arcs: Vec<Vec<Node>>,
    pub(crate) communes: Vec<Trace>,
}

/// The contour of a commune: rings of references to arcs, `!r` being the arc `r` backwards.
#[derive(Debug)]
pub(crate) struct Trace {
    pub(crate) code: String,
    pub(crate) rings: Vec<Vec<i32>>,
}

/// Returns the number of the arc of a reference.
pub(crate) fn direct(reference: i32) -> usize {
    (if reference < 0 { !reference } else { reference }).unsigned_abs() as usize
}

/// The index of the embedded blocks.
pub(crate) struct Atlas {
    pub(crate) grid: Grid,
    entries: Vec<Entry>,
}

struct Entry {
    departement: &'static str,
    extent: Extent,
    packed: &'static [u8],
}

impl Atlas {
    /// Reads the index; no block is inflated.
    pub(crate) fn new() -> Self {
        read_index(CONTOURS).expect("the embedded contours are whole")
    }

    /// Returns the numbers of the blocks that meet a rectangle.
    pub(crate) fn meeting(&self, extent: &Extent) -> Vec<usize> {
        (0..self.entries.len()).filter(|index| self.entries[*index].extent.meets(extent)).collect()
    }

    /// Returns the number of the block where the contour of an INSEE code would be.
    pub(crate) fn of(&self, code: &str) -> Option<usize> {
        let departement = code.get(..if code.starts_with("97") { 3 } else { 2 })?;
        self.entries.iter().position(|entry| entry.departement == departement)
    }

    /// Inflates a block.
    pub(crate) fn block(&self, index: usize) -> Block {
        let entry = &self.entries[index];
        let mut body = Vec::new();
        DeflateDecoder::new(entry.packed)
            .take(BODY_MAX)
            .read_to_end(&mut body)
            .ok()
            .and_then(|_| read_block(entry.departement, &body))
            .expect("the embedded contours are whole")
    }
}

fn read_index(bytes: &'static [u8]) -> Option<Atlas> {
    let float = |at: usize| Some(f64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?));
    let integer = |at: usize| Some(i32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let grid = Grid { step: [float(0)?, float(8)?], origin: [float(16)?, float(24)?] };
    let count = u16::from_le_bytes(bytes.get(32..34)?.try_into().ok()?);
    let mut body = HEAD + usize::from(count) * ENTRY;
    let mut entries = Vec::with_capacity(usize::from(count));
    for at in (HEAD..).step_by(ENTRY).take(usize::from(count)) {
        let length = usize::try_from(integer(at + 3)?).ok()?;
        entries.push(Entry {
            departement: std::str::from_utf8(bytes.get(at..at + 3)?).ok()?.trim_end(),
            extent: Extent { min: [integer(at + 7)?, integer(at + 11)?], max: [integer(at + 15)?, integer(at + 19)?] },
            packed: bytes.get(body..body + length)?,
        });
        body += length;
    }
    Some(Atlas { grid, entries })
}

fn read_block(departement: &str, body: &[u8]) -> Option<Block> {
    let mut body = Reader { bytes: body.iter() };
    let mut arcs = Vec::new();
    let mut at = [0, 0];
    for _ in 0..body.number()? {
        let mut arc = Vec::new();
        for _ in 0..body.number()? {
            at = [at[0] + body.signed()?, at[1] + body.signed()?];
            arc.push(at);
        }
        arcs.push(arc);
    }
    let mut communes = Vec::new();
    let digits = 5 - departement.len();
    let mut number = 0;
    for _ in 0..body.number()? {
        number += body.number()?;
        let mut rings = Vec::new();
        for _ in 0..body.number()? {
            let mut ring = Vec::new();
            let mut reference = 0;
            for _ in 0..body.number()? {
                reference += body.signed()?;
                // Whoever follows a reference need not ask whether it leads somewhere.
                arcs.get(direct(reference))?;
                ring.push(reference);
            }
            rings.push(ring);
        }
        communes.push(Trace { code: format!("{departement}{number:0digits$}"), rings });
    }
    Some(Block { arcs, communes })
}

/// Integers of 7 bits a byte, least first.
struct Reader<'a> {
    bytes: std::slice::Iter<'a, u8>,
}

impl Reader<'_> {
    fn number(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let byte = *self.bytes.next()?;
            number |= u32::from(byte & 127) << shift;
            if byte < 128 {
                return Some(number);
            }
        }
        None
    }

    /// Zigzag: 0, -1, 1, -2…
    fn signed(&mut self) -> Option<i32> {
        let number = self.number()?;
        Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_is_whole_and_its_rings_are_closed() {
        let atlas = Atlas::new();
        let mut communes = 0;
        for index in 0..atlas.entries.len() {
            let block = atlas.block(index);
            for trace in &block.communes {
                assert_eq!(atlas.of(&trace.code), Some(index), "{}", trace.code);
                assert_eq!(trace.code.len(), 5);
                for ring in &trace.rings {
                    let ends = |reference: i32| {
                        let arc = &block.arcs[direct(reference)];
                        let (first, last) = (arc[0], arc[arc.len() - 1]);
                        if reference < 0 { (last, first) } else { (first, last) }
                    };
                    for pair in 0..ring.len() {
                        let next = ring[(pair + 1) % ring.len()];
                        assert_eq!(ends(ring[pair]).1, ends(next).0, "{} is not closed", trace.code);
                    }
                }
            }
            communes += block.communes.len();
        }
        assert!(communes > 34_900, "{communes}");
    }

    #[test]
    fn corsica_overseas_and_unknown_codes_lead_to_their_block() {
        let atlas = Atlas::new();
        let found = |code: &str| {
            let block = atlas.block(atlas.of(code)?);
            block.communes.iter().any(|trace| trace.code == code).then_some(())
        };
        for code in ["2A004", "2B033", "97411", "75056", "01004", "56069"] {
            assert!(found(code).is_some(), "{code}");
        }
        for code in ["", "9", "99999", "97701", "é", "2é004"] {
            assert!(found(code).is_none(), "{code}");
        }
    }

    #[test]
    fn contour_of_a_town_is_where_the_town_is() {
        let atlas = Atlas::new();
        let block = atlas.block(atlas.of("15187").unwrap());
        let trace = block.communes.iter().find(|trace| trace.code == "15187").unwrap();
        let arcs = trace.rings.iter().flatten().map(|r| &block.arcs[direct(*r)]);
        let [lon, lat] = atlas.grid.degrees(Extent::of(arcs.flatten()).unwrap().middle());
        assert!((lon - 3.09).abs() < 0.05 && (lat - 45.03).abs() < 0.05, "{lon} {lat}");
    }
}
