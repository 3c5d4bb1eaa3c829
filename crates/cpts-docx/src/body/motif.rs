//! The picture of the cover: a network of places and links, drawn from the name of the community.
//!
//! White on transparent, so that it takes whatever ground it lies on; the same name always gives the same picture.

use std::io::Write;

use flate2::{Compression, Crc, write::ZlibEncoder};
use sha2::{Digest, Sha256};

/// Pixels across the picture.
const WIDTH: usize = 1200;

/// Pixels between two places before they are moved about.
const STEP: f32 = 104.0;
/// Pixels up to which two places are linked.
const REACH: f32 = 146.0;
/// Pixels over which the lower edge fades.
const FADE: f32 = 150.0;
/// Levels of transparency that the file holds.
const LEVELS: u8 = 15;

/// A place of the network.
struct Place {
    x: f32,
    y: f32,
    radius: f32,
    strength: f32,
}

/// Returns the picture for `name`, a PNG in the shape of `width` by `height`.
pub(super) fn png(name: &str, (width, height): (u32, u32)) -> Vec<u8> {
    let height = (WIDTH * height as usize / width.max(1) as usize).clamp(1, WIDTH);
    let mut dice =
        Dice(Sha256::digest(name.as_bytes()).iter().take(8).fold(1, |seed, byte| seed << 8 | u64::from(*byte)) | 1);
    let places = places(&mut dice, height);
    let mut canvas = vec![0.0_f32; WIDTH * height];
    for (rank, one) in places.iter().enumerate() {
        for other in &places[rank + 1..] {
            let distance = length(one.x - other.x, one.y - other.y);
            if distance < REACH {
                let strength = one.strength.min(other.strength) * (1.2 - distance / REACH);
                line(&mut canvas, one, other, strength * 0.75);
            }
        }
    }
    for place in &places {
        if place.radius > 15.0 {
            disc(&mut canvas, place, place.radius * 2.1, place.strength * 0.16);
        }
        disc(&mut canvas, place, place.radius, place.strength);
    }
    encode(&canvas, height)
}

/// Places on a lattice of triangles, moved about, stronger towards the upper right.
fn places(dice: &mut Dice, height: usize) -> Vec<Place> {
    let mut places = Vec::new();
    let mut y = -STEP / 2.0;
    let mut shifted = false;
    while y < height as f32 + STEP {
        let mut x = if shifted { -STEP / 2.0 } else { -STEP };
        while x < WIDTH as f32 + STEP {
            let (dx, dy, size, kept) = (dice.next(), dice.next(), dice.next(), dice.next());
            let place = (x + (dx - 0.5) * STEP * 0.62, y + (dy - 0.5) * STEP * 0.62);
            // From nothing at the lower left, where the title begins, to full at the upper right.
            let light = (place.0 / WIDTH as f32 * 1.15 - place.1 / height as f32 * 0.55).clamp(0.0, 1.0);
            if kept < 0.25 + light * 0.75 && light > 0.02 {
                let radius = 4.0 + size * size * size * 22.0;
                places.push(Place { x: place.0, y: place.1, radius, strength: 0.12 + light * 0.5 });
            }
            x += STEP;
        }
        shifted = !shifted;
        y += STEP * 0.87;
    }
    places
}

/// Paints every pixel near the segment from `one` to `other`.
fn line(canvas: &mut [f32], one: &Place, other: &Place, strength: f32) {
    let (dx, dy) = (other.x - one.x, other.y - one.y);
    let length2 = dx * dx + dy * dy;
    let bounds = [one.x.min(other.x), one.x.max(other.x), one.y.min(other.y), one.y.max(other.y)];
    // The box of a slanting segment is nearly empty: only what lies near the segment is looked at.
    let half = 3.0 * length2.sqrt() / dy.abs().max(1.0);
    let near = |y: f32| {
        let middle = one.x + (y - one.y) * dx / dy;
        if dy.abs() < 1.0 {
            (bounds[0], bounds[1])
        } else {
            (bounds[0].max(middle - half), bounds[1].min(middle + half))
        }
    };
    paint(canvas, bounds, near, strength, |x, y| {
        let along = (((x - one.x) * dx + (y - one.y) * dy) / length2).clamp(0.0, 1.0);
        length(x - one.x - along * dx, y - one.y - along * dy) - 1.3
    });
}

fn disc(canvas: &mut [f32], place: &Place, radius: f32, strength: f32) {
    let bounds = [place.x - radius, place.x + radius, place.y - radius, place.y + radius];
    paint(canvas, bounds, |_| (bounds[0], bounds[1]), strength, |x, y| length(x - place.x, y - place.y) - radius);
}

/// Nothing here is near the bounds of a number, which is what `hypot` takes its time for.
fn length(dx: f32, dy: f32) -> f32 {
    (dx * dx + dy * dy).sqrt()
}

/// Lays `strength` of white over the pixels whose `distance` to the shape is negative, with soft edges.
///
/// The shape lies within `bounds`, and on each line of pixels within `near`.
fn paint(
    canvas: &mut [f32],
    bounds: [f32; 4],
    near: impl Fn(f32) -> (f32, f32),
    strength: f32,
    distance: impl Fn(f32, f32) -> f32,
) {
    #[expect(clippy::cast_sign_loss, reason = "clamped to the canvas")]
    let pixel = |edge: f32, max: usize| edge.clamp(0.0, max as f32) as usize;
    let height = canvas.len() / WIDTH;
    let (top, bottom) = (pixel(bounds[2] - 3.0, height), pixel(bounds[3] + 3.0, height));
    for y in top..bottom {
        let (left, right) = near(y as f32);
        for x in pixel(left - 3.0, WIDTH)..pixel(right + 3.0, WIDTH) {
            let cover = (0.5 - distance(x as f32, y as f32)).clamp(0.0, 1.0) * strength;
            let pixel = &mut canvas[y * WIDTH + x];
            *pixel += cover * (1.0 - *pixel);
        }
    }
}

/// A PNG of sixteen levels of white, four bits each.
fn encode(canvas: &[f32], height: usize) -> Vec<u8> {
    let mut rows = Vec::with_capacity(height * (WIDTH / 2 + 1));
    for (y, row) in canvas.chunks_exact(WIDTH).enumerate() {
        // The lower edge melts into the ground above the title; the others are the edges of the plate.
        let fade = ((height - y) as f32 / FADE).min(1.0);
        rows.push(0);
        #[expect(clippy::cast_sign_loss, reason = "a strength between 0 and 1")]
        let level = |strength: f32| (fade * strength.clamp(0.0, 1.0) * f32::from(LEVELS) + 0.5) as u8;
        rows.extend(row.chunks_exact(2).map(|pair| level(pair[0]) << 4 | level(pair[1])));
    }
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = Vec::with_capacity(13);
    header.extend((WIDTH as u32).to_be_bytes());
    header.extend((height as u32).to_be_bytes());
    header.extend([4, 3, 0, 0, 0]);
    chunk(&mut png, *b"IHDR", &header);
    chunk(&mut png, *b"PLTE", &[255; 3 * (LEVELS as usize + 1)]);
    let opacities: Vec<u8> = (0..=LEVELS).map(|level| level * (255 / LEVELS)).collect();
    chunk(&mut png, *b"tRNS", &opacities);
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
    // Writing to memory does not fail.
    let data = zlib.write_all(&rows).and_then(|()| zlib.finish()).unwrap_or_default();
    chunk(&mut png, *b"IDAT", &data);
    chunk(&mut png, *b"IEND", &[]);
    png
}

fn chunk(png: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    png.extend((data.len() as u32).to_be_bytes());
    png.extend(kind);
    png.extend(data);
    let mut crc = Crc::new();
    crc.update(&kind);
    crc.update(data);
    png.extend(crc.sum().to_be_bytes());
}

/// Numbers that look random and are the same everywhere.
struct Dice(u64);

impl Dice {
    /// Returns a number from 0 to 1.
    fn next(&mut self) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 40) as f32 / (1_u64 << 24) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn picture_depends_on_the_name_alone() {
        assert_eq!(png("CPTS du Val d’Aubrelle", (16, 9)), png("CPTS du Val d’Aubrelle", (16, 9)));
        assert_ne!(png("CPTS du Val d’Aubrelle", (16, 9)), png("CPTS des Trois-Rivières", (16, 9)));
    }

    #[test]
    fn picture_is_small() {
        assert!(png("x", (16, 9)).len() < 80_000);
    }
}
