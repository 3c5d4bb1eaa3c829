//! The picture as PNG with a palette, for programs that do not draw SVG.

use std::{cmp::Reverse, collections::BTreeMap, io::Write};

use flate2::{Compression, Crc, write::ZlibEncoder};

use crate::{couleur::Colour, dessin::Drawing, pixels::Pixels};

/// Pixels of the file for one of the drawing: sharp when printed 16 centimetres wide.
const SCALE: f64 = 2.0;
/// Pixels per metre of a picture 1,600 pixels wide and 16 centimetres broad.
const DENSITY: u32 = 10_000;
/// Shades between two colours matter along edges only: with more, the file grows and nobody sees it.
const COLOURS_MAX: usize = 96;

/// Draws the picture; returns the file, its width and its height.
pub(crate) fn png(drawing: &Drawing) -> (Vec<u8>, u32, u32) {
    let pixels = Pixels::new(drawing, SCALE);
    let (palette, numbers) = indexed(&pixels.colours);
    let (width, height) = (pixels.width as u32, pixels.height as u32);
    (file(width, height, &palette, &numbers), width, height)
}

/// Returns at most `COLOURS_MAX` colours, and the number of the nearest for each pixel.
fn indexed(colours: &[Colour]) -> (Vec<Colour>, Vec<u8>) {
    let mut counts: BTreeMap<Colour, usize> = BTreeMap::new();
    for run in colours.chunk_by(|one, two| one == two) {
        *counts.entry(run[0]).or_default() += run.len();
    }
    let mut palette: Vec<Colour> = counts.keys().copied().collect();
    palette.sort_by_key(|colour| (Reverse(counts[colour]), *colour));
    palette.truncate(COLOURS_MAX);
    let nearest = |colour: &Colour| {
        let distance = |known: &Colour| -> u32 {
            known.0.iter().zip(colour.0).map(|(one, two)| u32::from(one.abs_diff(two)).pow(2)).sum()
        };
        (0_u8..).zip(&palette).min_by_key(|(_, known)| distance(known)).map_or(0, |(number, _)| number)
    };
    let numbers: BTreeMap<Colour, u8> = counts.keys().map(|colour| (*colour, nearest(colour))).collect();
    let mut pixels = Vec::with_capacity(colours.len());
    for run in colours.chunk_by(|one, two| one == two) {
        pixels.resize(pixels.len() + run.len(), numbers[&run[0]]);
    }
    (palette, pixels)
}

fn file(width: u32, height: u32, palette: &[Colour], pixels: &[u8]) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    // Eight bits a pixel, of a palette.
    chunk(&mut file, *b"IHDR", &[&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 3, 0, 0, 0]].concat());
    chunk(&mut file, *b"PLTE", &palette.iter().flat_map(|colour| colour.0).collect::<Vec<u8>>());
    chunk(&mut file, *b"pHYs", &[&DENSITY.to_be_bytes()[..], &DENSITY.to_be_bytes(), &[1]].concat());
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::new(6));
    for row in pixels.chunks(width as usize) {
        // Each row is as it is: differences of palette numbers mean nothing.
        packer.write_all(&[0]).and_then(|()| packer.write_all(row)).expect("a vector takes any bytes");
    }
    chunk(&mut file, *b"IDAT", &packer.finish().expect("a vector takes any bytes"));
    chunk(&mut file, *b"IEND", &[]);
    file
}

fn chunk(file: &mut Vec<u8>, name: [u8; 4], body: &[u8]) {
    let mut crc = Crc::new();
    crc.update(&name);
    crc.update(body);
    file.extend((body.len() as u32).to_be_bytes());
    file.extend(name);
    file.extend(body);
    file.extend(crc.sum().to_be_bytes());
}
