//! The map of a territory: contours of the communes, classes of members, a number on each commune, as SVG and PNG.
//!
//! The contours are embedded (IGN, Admin Express; see data/SOURCES.md): whoever shows a map prints « IGN, Admin Express » beside it.

mod classes;
mod contours;
mod couleur;
mod dessin;
mod etiquettes;
mod forme;
mod lettrage;
mod lignes;
mod pixels;
mod plan;
mod png;
mod surface;
mod svg;

use std::collections::BTreeMap;

use self::{dessin::Subject, etiquettes::Wanted, plan::Plan};

/// Communes that a map may show: a territory has far fewer, and more numbers would not read.
pub const COMMUNES_MAX: usize = 600;

/// A commune of the territory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommuneCarte<'a> {
    /// INSEE code of a commune that exists today; empty where it is not known.
    pub code_insee: &'a str,
    /// Name, for the lists beside the map.
    pub nom: &'a str,
    /// Number of members; `None` where it is not shown.
    pub effectif: Option<u32>,
}

/// Settings of a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CarteOptions {
    /// Colour of the classes and of the edge of the territory: red, green, blue. Darkened where it would not read on white.
    pub accent: [u8; 3],
    /// Width in pixels of the SVG, 200 to 2,000; the PNG is twice as wide.
    pub largeur: u32,
}

impl Default for CarteOptions {
    /// The accent of the built-in documents, 800 pixels.
    fn default() -> Self {
        Self { accent: [0x12, 0x58, 0x6f], largeur: 800 }
    }
}

/// A map, and what stands beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carte {
    /// The picture as SVG: paths only, without fonts.
    pub svg: String,
    /// The same picture as PNG.
    pub png: Vec<u8>,
    /// Width of the PNG in pixels.
    pub width: u32,
    /// Height of the PNG in pixels.
    pub height: u32,
    /// What the shades mean.
    pub legende: Legende,
    /// Communes drawn, by their number.
    pub numeros: Vec<Numero>,
    /// Names of the communes whose contour is not known, in the order given.
    pub sans_contour: Vec<String>,
    /// Names of the communes that are too far from the others to stand on one map with them.
    pub hors_cadre: Vec<String>,
}

/// What the shades of a map mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Legende {
    /// Classes of numbers of members, ascending, at most five; empty where no number is shown.
    pub classes: Vec<Classe>,
    /// Communes whose number is not shown.
    pub masquees: u32,
}

/// A class of numbers of members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Classe {
    /// Least number that occurs in it.
    pub min: u32,
    /// Greatest number that occurs in it.
    pub max: u32,
    /// Communes in it.
    pub communes: u32,
}

/// A commune drawn on a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numero {
    /// Its number on the map, from 1.
    pub numero: u32,
    /// Its INSEE code.
    pub code_insee: String,
    /// Its name.
    pub nom: String,
    /// Its members, where they are shown.
    pub effectif: Option<u32>,
    /// Whether the number stands on the map: where communes are tiny and many, some find no place.
    pub place: bool,
}

/// Draws the map of a territory: `None` where no commune has a contour, or where there are more than [`COMMUNES_MAX`].
///
/// Communes are numbered in the order given; a code given twice counts once, the first time. The same communes give the same bytes.
///
/// # Example
/// ```
/// # use cpts_carte::{CarteOptions, CommuneCarte, carte};
/// let communes = [
///     CommuneCarte { code_insee: "15138", nom: "Murat", effectif: Some(4) },
///     CommuneCarte { code_insee: "15187", nom: "Saint-Flour", effectif: Some(31) },
///     CommuneCarte { code_insee: "97701", nom: "Saint-Barthélemy", effectif: Some(1) },
/// ];
/// let carte = carte(&communes, &CarteOptions::default()).unwrap();
/// assert_eq!((carte.numeros[1].numero, carte.numeros[1].nom.as_str()), (2, "Saint-Flour"));
/// assert_eq!(carte.sans_contour, ["Saint-Barthélemy"]);
/// assert!(carte.svg.starts_with("<svg") && carte.png.starts_with(b"\x89PNG"));
/// assert_eq!(cpts_carte::carte(&communes[2..], &CarteOptions::default()), None);
/// ```
pub fn carte(communes: &[CommuneCarte<'_>], options: &CarteOptions) -> Option<Carte> {
    let communes = unique(communes);
    if communes.len() > COMMUNES_MAX {
        return None;
    }
    let codes: Vec<&str> = communes.iter().map(|commune| commune.code_insee).collect();
    let plan = Plan::new(&codes, f64::from(options.largeur.clamp(200, 2000)))?;
    let shown: Vec<u32> = plan.territory.keys().filter_map(|index| communes[*index].effectif).collect();
    let legende = Legende { masquees: (plan.territory.len() - shown.len()) as u32, classes: classes::classes(&shown) };
    let ranks: BTreeMap<usize, u32> = plan.territory.keys().copied().zip(1..).collect();
    let wanted: Vec<Wanted<'_>> = plan
        .territory
        .iter()
        .map(|(commune, surface)| Wanted {
            commune: *commune,
            numero: ranks[commune],
            surface,
            extent: surface.extent(),
        })
        .collect();
    let labels = etiquettes::place(&wanted, &plan.frame, plan.frame.width() / 800.0);
    let effectifs: Vec<Option<u32>> = communes.iter().map(|commune| commune.effectif).collect();
    let subject = Subject { plan: &plan, effectifs: &effectifs, legende: &legende, labels: &labels };
    let drawing = dessin::draw(&subject, options.accent);
    let (png, width, height) = png::png(&drawing);
    let names = |indices: &[usize]| indices.iter().map(|index| communes[*index].nom.to_owned()).collect();
    let numeros = ranks.iter().map(|(index, numero)| Numero {
        numero: *numero,
        code_insee: codes[*index].to_owned(),
        nom: communes[*index].nom.to_owned(),
        effectif: communes[*index].effectif,
        place: labels.iter().any(|label| label.commune == *index),
    });
    Some(Carte {
        svg: svg::svg(&drawing),
        png,
        width,
        height,
        numeros: numeros.collect(),
        sans_contour: names(&plan.without),
        hors_cadre: names(&plan.far),
        legende,
    })
}

/// Returns the communes without those whose code came before.
fn unique<'a>(communes: &[CommuneCarte<'a>]) -> Vec<CommuneCarte<'a>> {
    let mut seen = std::collections::BTreeSet::new();
    let is_new = |commune: &&CommuneCarte<'a>| commune.code_insee.is_empty() || seen.insert(commune.code_insee);
    communes.iter().filter(is_new).copied().collect()
}
