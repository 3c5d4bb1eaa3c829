//! The picture as SVG: plain paths, which every program draws alike. No fonts, patterns, clips or references.

use std::fmt::Write;

use crate::{
    dessin::{Drawing, Mark},
    forme::Point,
};

/// Writes the picture.
pub(crate) fn svg(drawing: &Drawing) -> String {
    let mut svg = String::new();
    let (width, height) = (drawing.width, drawing.height);
    push(
        &mut svg,
        format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n"
        ),
    );
    for mark in &drawing.marks {
        match mark {
            Mark::Fill { surfaces, colour } => {
                push(&mut svg, format_args!("<g fill=\"{}\" fill-rule=\"evenodd\">\n", colour.hex()));
                for surface in surfaces {
                    path(&mut svg, surface.rings.iter().map(Vec::as_slice), "z");
                }
            }
            Mark::Stroke { lines, colour, width } => {
                push(
                    &mut svg,
                    format_args!(
                        "<g fill=\"none\" stroke=\"{}\" stroke-width=\"{}\" stroke-linecap=\"round\" stroke-linejoin=\"round\">\n",
                        colour.hex(),
                        Hundredths(width * 100.0),
                    ),
                );
                path(&mut svg, lines.iter().map(Vec::as_slice), "");
            }
        }
        svg.push_str("</g>\n");
    }
    svg.push_str("</svg>\n");
    svg
}

fn push(svg: &mut String, text: std::fmt::Arguments<'_>) {
    svg.write_fmt(text).expect("a string takes any text");
}

/// Writes a path in tenths of a pixel; steps are rounded from rounded places, so that errors do not add up.
fn path<'a>(svg: &mut String, lines: impl Iterator<Item = &'a [Point]>, end: &str) {
    svg.push_str("<path d=\"");
    for line in lines {
        let mut before: Option<[i64; 2]> = None;
        for point in line {
            let place = point.map(|at| (at * 10.0).round() as i64);
            match before {
                None => push(svg, format_args!("M{} {}", Tenths(place[0]), Tenths(place[1]))),
                // A dot is a line that goes nowhere; elsewhere such a step draws nothing.
                Some(before) if before == place && line.len() > 2 => continue,
                Some(before) => {
                    push(svg, format_args!("l{} {}", Tenths(place[0] - before[0]), Tenths(place[1] - before[1])));
                }
            }
            before = Some(place);
        }
        svg.push_str(end);
    }
    svg.push_str("\"/>\n");
}

/// A number of tenths, as short as it can be written.
struct Tenths(i64);

impl std::fmt::Display for Tenths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        match (self.0.abs() / 10, self.0.abs() % 10) {
            (whole, 0) => write!(f, "{sign}{whole}"),
            (0, tenth) => write!(f, "{sign}.{tenth}"),
            (whole, tenth) => write!(f, "{sign}{whole}.{tenth}"),
        }
    }
}

/// A number of hundredths, rounded.
struct Hundredths(f64);

impl std::fmt::Display for Hundredths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0.round() / 100.0)
    }
}
