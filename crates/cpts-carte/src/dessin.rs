//! The picture as a list of marks, from back to front: the two formats only have to follow it.

use crate::{
    Legende,
    classes::{class_of, colours},
    couleur::{AROUND, AROUND_LINE, Colour, HAIRLINE, INK, WHITE},
    etiquettes::Label,
    forme::{Line, Point, Rect},
    lettrage::Words,
    lignes::{clip_line, clip_ring},
    plan::Plan,
    surface::Surface,
};

/// Height of the strip under the frame, with the legend and the scale, for a picture 800 pixels wide.
const STRIP: f64 = 40.0;

/// A mark.
pub(crate) enum Mark {
    Fill {
        surfaces: Vec<Surface>,
        colour: Colour,
    },
    /// Round ends and joints.
    Stroke {
        lines: Vec<Line>,
        colour: Colour,
        width: f64,
    },
}

/// The picture.
pub(crate) struct Drawing {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) marks: Vec<Mark>,
}

/// What is drawn.
pub(crate) struct Subject<'a> {
    pub(crate) plan: &'a Plan,
    /// Numbers of members, by index of the commune; `None` where it is masked.
    pub(crate) effectifs: &'a [Option<u32>],
    pub(crate) legende: &'a Legende,
    pub(crate) labels: &'a [Label],
}

/// Draws the map.
pub(crate) fn draw(subject: &Subject<'_>, accent: [u8; 3]) -> Drawing {
    let frame = subject.plan.frame;
    let unit = frame.width() / 800.0;
    let height = (frame.height() + STRIP * unit).round();
    let mut pen = Pen {
        drawing: Drawing { width: frame.width(), height, marks: Vec::new() },
        accent: Colour(accent).readable(),
        unit,
    };
    let page = Rect { min: [0.0; 2], max: [frame.width(), height] };
    pen.fill(vec![rectangle(&page)], WHITE);
    pen.ground(subject);
    pen.territory(subject);
    let border = frame.grown(-0.5 * unit);
    pen.stroke(vec![outline(&border)], HAIRLINE, 1.0);
    pen.labels(subject);
    pen.strip(subject, f64::midpoint(frame.height(), height));
    pen.drawing
}

struct Pen {
    drawing: Drawing,
    accent: Colour,
    /// Pixels of the picture for one pixel of a picture 800 pixels wide.
    unit: f64,
}

impl Pen {
    fn fill(&mut self, surfaces: Vec<Surface>, colour: Colour) {
        if !surfaces.is_empty() {
            self.drawing.marks.push(Mark::Fill { surfaces, colour });
        }
    }

    fn stroke(&mut self, lines: Vec<Line>, colour: Colour, width: f64) {
        if !lines.is_empty() {
            self.drawing.marks.push(Mark::Stroke { lines, colour, width: width * self.unit });
        }
    }

    /// What lies around the territory, cut at the frame.
    fn ground(&mut self, subject: &Subject<'_>) {
        let Plan { frame, around, lines, .. } = subject.plan;
        let cut = |surface: &Surface| {
            let rings: Vec<Line> = surface.rings.iter().map(|ring| clip_ring(frame, ring)).collect();
            Surface { rings: rings.into_iter().filter(|ring| ring.len() > 2).collect() }
        };
        let shown = |lines: &[Line]| lines.iter().flat_map(|line| clip_line(frame, line)).collect::<Vec<Line>>();
        self.fill(around.iter().map(cut).filter(|surface| !surface.rings.is_empty()).collect(), AROUND);
        self.stroke(shown(&lines.outside), AROUND_LINE, 0.9);
        self.stroke(shown(&lines.coast), HAIRLINE, 0.9);
    }

    fn territory(&mut self, subject: &Subject<'_>) {
        let Plan { territory, lines, .. } = subject.plan;
        let shades = colours(&subject.legende.classes, self.accent);
        for (index, shade) in shades.iter().enumerate() {
            let members = territory.iter().filter(|(commune, _)| self.class(subject, **commune) == Some(index));
            self.fill(members.map(|(_, surface)| surface.clone()).collect(), *shade);
        }
        let masked: Vec<Surface> = territory
            .iter()
            .filter(|(commune, _)| self.class(subject, **commune).is_none())
            .map(|(_, surface)| surface.clone())
            .collect();
        self.masked(masked, subject.legende.classes.is_empty());
        // A white line under the dark one: a border shows between two communes of any shade.
        self.stroke(lines.inside.clone(), WHITE, 2.2);
        self.stroke(lines.inside.clone(), self.accent.tint(0.85), 0.8);
        self.stroke(lines.edge.clone(), WHITE, 4.2);
        self.stroke(lines.edge.clone(), self.accent, 2.2);
    }

    /// Communes whose number is not shown are hatched; where none is shown, there is nothing to tell apart.
    fn masked(&mut self, surfaces: Vec<Surface>, alone: bool) {
        let hatching = surfaces.iter().flat_map(|surface| surface.hatch(6.0 * self.unit)).collect();
        self.fill(surfaces, if alone { self.accent.tint(0.2) } else { WHITE });
        if !alone {
            self.stroke(hatching, self.accent.tint(0.45), 1.1);
        }
    }

    #[allow(clippy::unused_self, reason = "reads as a question to the pen, like the others")]
    fn class(&self, subject: &Subject<'_>, commune: usize) -> Option<usize> {
        subject.effectifs[commune].and_then(|number| class_of(&subject.legende.classes, number))
    }

    /// The ground on which the number of a commune stands.
    fn shade(&self, subject: &Subject<'_>, commune: usize) -> Colour {
        let shades = colours(&subject.legende.classes, self.accent);
        match self.class(subject, commune) {
            Some(class) => shades[class],
            None if shades.is_empty() => self.accent.tint(0.2),
            None => WHITE,
        }
    }

    fn labels(&mut self, subject: &Subject<'_>) {
        let (beside, inside): (Vec<&Label>, Vec<&Label>) =
            subject.labels.iter().partition(|label| label.target.is_some());
        for label in inside {
            let ground = self.shade(subject, label.commune);
            let lines = label.words.centred(label.middle);
            // The number keeps clear of borders and hatching under it.
            self.stroke(lines.clone(), ground, (label.words.weight() + 3.4 * self.unit) / self.unit);
            self.stroke(lines, ground.text_on(), label.words.weight() / self.unit);
        }
        let leaders: Vec<Line> = beside
            .iter()
            .filter_map(|label| label.target.map(|target| vec![label.rect.exit_towards(target), target]))
            .collect();
        let ends: Vec<Line> =
            beside.iter().filter_map(|label| label.target).map(|target| vec![target, target]).collect();
        self.stroke(leaders.clone(), WHITE, 3.0);
        self.stroke(ends.clone(), WHITE, 5.4);
        self.stroke(leaders, INK, 1.0);
        self.stroke(ends, INK, 3.4);
        self.fill(beside.iter().map(|label| rectangle(&label.rect)).collect(), WHITE);
        self.stroke(beside.iter().map(|label| outline(&label.rect)).collect(), INK, 0.8);
        for label in beside {
            self.stroke(label.words.centred(label.middle), INK, label.words.weight() / self.unit);
        }
    }

    /// The legend on the left, the scale on the right.
    fn strip(&mut self, subject: &Subject<'_>, middle: f64) {
        let mut left = 2.0 * self.unit;
        let classes = &subject.legende.classes;
        if !classes.is_empty() {
            left = self.write("Adhérents", [left, middle]) + 16.0 * self.unit;
        }
        for (classe, shade) in classes.iter().zip(colours(classes, self.accent)) {
            let words = if classe.min == classe.max {
                classe.min.to_string()
            } else {
                format!("{} – {}", classe.min, classe.max)
            };
            left = self.swatch(left, middle, shade);
            left = self.write(&words, [left, middle]) + 18.0 * self.unit;
        }
        if !classes.is_empty() && subject.legende.masquees > 0 {
            let right = self.swatch(left, middle, WHITE);
            let rect = swatch(left, middle, self.unit);
            let hatching = rectangle(&rect).hatch(6.0 * self.unit);
            self.stroke(hatching, self.accent.tint(0.45), 1.1);
            self.stroke(vec![outline(&rect)], self.accent.tint(0.85), 0.8);
            self.write("masqué", [right, middle]);
        }
        self.scale(subject, middle);
    }

    /// Draws the shade of a class; returns where its words begin.
    fn swatch(&mut self, left: f64, middle: f64, shade: Colour) -> f64 {
        let rect = swatch(left, middle, self.unit);
        self.fill(vec![rectangle(&rect)], shade);
        self.stroke(vec![outline(&rect)], self.accent.tint(0.85), 0.8);
        rect.max[0] + 7.0 * self.unit
    }

    /// Writes words; returns where they end.
    fn write(&mut self, words: &str, [left, middle]: Point) -> f64 {
        let words = Words::new(words, 9.5 * self.unit);
        self.stroke(words.at([left, middle + words.height / 2.0]), INK, words.weight() / self.unit);
        left + words.width
    }

    fn scale(&mut self, subject: &Subject<'_>, middle: f64) {
        let longest = subject.plan.frame.width() * 0.16;
        let lengths = [200, 100, 50, 20, 10, 5, 2, 1];
        let length = lengths.into_iter().find(|length| f64::from(*length) * subject.plan.kilometre <= longest);
        let length = length.unwrap_or(1);
        let words = Words::new(&format!("{length} km"), 9.5 * self.unit);
        let right = subject.plan.frame.max[0] - 2.0 * self.unit;
        let end = right - words.width - 8.0 * self.unit;
        let start = end - f64::from(length) * subject.plan.kilometre;
        let tick = 4.0 * self.unit;
        let bar = vec![
            [start, middle - tick],
            [start, middle + tick],
            [start, middle],
            [end, middle],
            [end, middle - tick],
            [end, middle + tick],
        ];
        self.stroke(vec![bar], INK, 1.2);
        self.stroke(words.at([right - words.width, middle + words.height / 2.0]), INK, words.weight() / self.unit);
    }
}

fn swatch(left: f64, middle: f64, unit: f64) -> Rect {
    Rect { min: [left, middle - 7.0 * unit], max: [left + 26.0 * unit, middle + 7.0 * unit] }
}

fn rectangle(rect: &Rect) -> Surface {
    Surface { rings: vec![rect.corners().to_vec()] }
}

fn outline(rect: &Rect) -> Line {
    let [one, two, three, four] = rect.corners();
    vec![one, two, three, four, one]
}
