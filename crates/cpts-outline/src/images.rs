//! Pictures that narrative texts call by their names.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::Arc,
};

use cpts_model::{
    Constat, Diffusion, Origine, Place,
    constat::{
        codes::texte::{IMAGE_ABSENTE, IMAGE_COUCHEE, IMAGE_ILLISIBLE, IMAGE_SANS_DESCRIPTION, IMAGE_TROP_GRANDE},
        quote,
    },
};
use cpts_paquet::{
    image,
    svg::{self, Refusal},
};

use crate::{data, engine::Context, markdown, outline::Image};

/// Bytes of all the pictures of a document together.
const OCTETS_ENSEMBLE_MAX: usize = 50 * 1024 * 1024;
/// Pixels of each side of a picture.
const COTE_MAX: u32 = 12_000;

/// The pictures that the texts of a dossier may call, by name.
///
/// They are read and judged as they come in: what cannot serve is only remembered as such.
///
/// # Example
/// ```
/// use cpts_outline::Images;
/// let mut images = Images::default();
/// images.insert("photo.png", b"\x89PNG\r\n\x1a\n");
/// assert_eq!(images.noms().collect::<Vec<_>>(), ["photo.png"]);
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Images {
    held: BTreeMap<String, Held>,
    octets: usize,
}

/// A picture as it came in.
#[derive(Clone, PartialEq, Eq)]
enum Held {
    Picture { octets: Arc<[u8]>, width: u32, height: u32, lying: bool },
    Drawing(Arc<[u8]>),
    Refused(Refus),
}

/// Why a picture does not serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Refus {
    Absente,
    Lourde,
    Large,
    DeTrop,
    Illisible,
    DessinIllisible,
    DessinActif,
    DessinAppelant,
    DessinSeul,
}

impl Images {
    /// Most bytes of one picture: more need not be read.
    pub const OCTETS_MAX: usize = 20 * 1024 * 1024;

    /// Puts in a picture under the name that texts call it by, as it stands between the brackets: `images/photo.png`.
    ///
    /// PNG and JPEG serve, up to 20 MiB and 12,000 pixels a side, 50 MiB in all; what they tell of their author, place
    /// and date is taken out. An SVG serves beside a PNG of the same name, where it does nothing but draw.
    pub fn insert(&mut self, nom: &str, octets: &[u8]) {
        let Some(nom) = file_name(nom) else { return };
        let held = self.read(&nom, octets);
        if let Held::Picture { octets, .. } | Held::Drawing(octets) = &held {
            self.octets += octets.len();
        }
        self.held.insert(nom, held);
    }

    /// Returns the names of the pictures, whether they serve or not.
    pub fn noms(&self) -> impl Iterator<Item = &str> {
        self.held.keys().map(String::as_str)
    }

    fn read(&self, nom: &str, octets: &[u8]) -> Held {
        if octets.len() > Self::OCTETS_MAX {
            return Held::Refused(Refus::Lourde);
        }
        if self.octets + octets.len() > OCTETS_ENSEMBLE_MAX {
            return Held::Refused(Refus::DeTrop);
        }
        if is_drawing(nom) {
            return match svg::cleaned(octets) {
                Ok(drawing) => Held::Drawing(drawing.into()),
                Err(Refusal::Malformed) => Held::Refused(Refus::DessinIllisible),
                Err(Refusal::Active) => Held::Refused(Refus::DessinActif),
                Err(Refusal::Outside) => Held::Refused(Refus::DessinAppelant),
            };
        }
        match (image::size(octets), image::without_metadata(octets)) {
            (Some((width, height)), _) if width > COTE_MAX || height > COTE_MAX => Held::Refused(Refus::Large),
            (Some((width, height)), Some(bare)) => {
                Held::Picture { octets: bare.into(), width, height, lying: image::is_turned(octets) }
            }
            _ => Held::Refused(Refus::Illisible),
        }
    }

    /// Returns the picture of that name, and whether it is a photograph stored lying.
    fn get(&self, nom: &str) -> Result<(Image, bool), Refus> {
        let nom = file_name(nom).ok_or(Refus::Absente)?;
        match self.held.get(&nom).ok_or(Refus::Absente)? {
            Held::Refused(refus) => Err(*refus),
            Held::Picture { octets, width, height, lying } => {
                Ok((Image { octets: octets.clone(), svg: None, width: *width, height: *height }, *lying))
            }
            Held::Drawing(svg) => match self.held.get(&beside(&nom)) {
                Some(Held::Picture { octets, width, height, .. }) => {
                    let svg = Some(svg.clone());
                    Ok((Image { octets: octets.clone(), svg, width: *width, height: *height }, false))
                }
                _ => Err(Refus::DessinSeul),
            },
        }
    }
}

impl fmt::Debug for Images {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.held.keys()).finish()
    }
}

/// Returns the names of the pictures that the texts of a dossier call, to be put into [`Images`].
///
/// The members are not looked through: their fields hold no texts.
pub fn cited_images(diffusion: &Arc<Diffusion>) -> BTreeSet<String> {
    let mut noms = BTreeSet::new();
    data::root(diffusion, None, &data::Lectures::new(0)).texts(&mut |texte| {
        // Most texts hold none: they are not parsed for it.
        if texte.contains("![") {
            noms.extend(markdown::cited(texte).iter().filter_map(|nom| file_name(nom)));
        }
    });
    let beside: Vec<String> = noms.iter().filter(|nom| is_drawing(nom)).map(|nom| beside(nom)).collect();
    noms.extend(beside);
    noms
}

/// Returns the picture that the text at `adresse` cites, or says why there is none.
pub(crate) fn find(context: &Context, adresse: &str, cited: &markdown::Cited<'_>) -> Option<Image> {
    let nom = cited.nom;
    let place = || place(&context.diffusion, adresse);
    let (image, lying) = match context.images.get(nom) {
        Ok(found) => found,
        Err(refus) => {
            context.constate(refus.constat(nom, place()).with_valeur(nom));
            return None;
        }
    };
    if cited.description.is_empty() {
        let message = format!("l’image {} n’a pas de texte alternatif", quote(nom));
        context.constate(IMAGE_SANS_DESCRIPTION.constat(place(), message).with_valeur(nom));
    }
    if lying {
        let message = format!("la photographie {} est enregistrée couchée", quote(nom));
        context.constate(IMAGE_COUCHEE.constat(place(), message).with_valeur(nom));
    }
    Some(image)
}

impl Refus {
    fn constat(self, nom: &str, place: Place) -> Constat {
        let (code, raison) = match self {
            Self::Absente => (&IMAGE_ABSENTE, "n’est pas fournie".to_owned()),
            Self::Lourde => (&IMAGE_TROP_GRANDE, format!("pèse plus de {}\u{a0}Mo", Images::OCTETS_MAX / 1024 / 1024)),
            Self::Large => (&IMAGE_TROP_GRANDE, "a plus de 12\u{a0}000\u{a0}pixels de côté".to_owned()),
            Self::DeTrop => {
                let most = OCTETS_ENSEMBLE_MAX / 1024 / 1024;
                (&IMAGE_TROP_GRANDE, format!("est de trop\u{a0}: celles du document dépassent ensemble {most}\u{a0}Mo"))
            }
            Self::Illisible => (&IMAGE_ILLISIBLE, "n’est pas un PNG ou un JPEG lisible".to_owned()),
            Self::DessinIllisible => (&IMAGE_ILLISIBLE, "n’est pas un SVG lisible".to_owned()),
            Self::DessinActif => (&IMAGE_ILLISIBLE, "contient un programme, ou autre chose qu’un dessin".to_owned()),
            Self::DessinAppelant => (&IMAGE_ILLISIBLE, "appelle un autre fichier ou un site".to_owned()),
            Self::DessinSeul => {
                let beside = file_name(nom).map(|nom| beside(&nom)).unwrap_or_default();
                (&IMAGE_ILLISIBLE, format!("n’a pas à côté d’elle {}, lisible", quote(&beside)))
            }
        };
        let constat = code.constat(place, format!("l’image {} {raison}", quote(nom)));
        match self {
            Self::DessinActif | Self::DessinAppelant => {
                constat.with_conseil("L’enregistrer comme « SVG simple », ou au format PNG, et l’appeler ainsi.")
            }
            Self::DessinSeul => constat.with_conseil("Enregistrer aussi le dessin au format PNG, sous le même nom."),
            _ => constat,
        }
    }
}

/// Returns the cell that the text came from, or its address.
fn place(diffusion: &Diffusion, adresse: &str) -> Place {
    let place = Place { chemin: Some(adresse.to_owned()), ..Place::default() };
    match diffusion.dossier.provenance.get(adresse) {
        Some(Origine::Cellule { fichier, feuille, cellule }) => Place {
            fichier: Some(fichier.clone()),
            feuille: Some(feuille.clone()),
            cellule: Some(cellule.clone()),
            ..place
        },
        _ => place,
    }
}

/// Returns the name that a text gives as a path below the folder of the workbook, or `None` where it leads elsewhere.
///
/// `./photo%20de%20groupe.png` and `photo de groupe.png` are the same; `images\photo.png` is what Windows shows.
fn file_name(cited: &str) -> Option<String> {
    let decoded = percent_decoded(cited.trim())?.replace('\\', "/");
    let nom = decoded.trim_start_matches("./");
    let inside = !nom.is_empty()
        && !nom.starts_with('/')
        && !nom.contains(|c: char| c == ':' || c.is_control())
        && nom.split('/').all(|step| !step.is_empty() && step != "." && step != "..");
    inside.then(|| nom.to_owned())
}

fn percent_decoded(text: &str) -> Option<String> {
    let digit = |octet: u8| char::from(octet).to_digit(16).map(|digit| digit as u8);
    let mut octets = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let code = match tail {
            [high, low, ..] if *first == b'%' => digit(*high).zip(digit(*low)),
            _ => None,
        };
        octets.push(code.map_or(*first, |(high, low)| high << 4 | low));
        rest = if code.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(octets).ok()
}

fn is_drawing(nom: &str) -> bool {
    nom.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("svg"))
}

/// Returns the name of the picture that stands in for a drawing.
fn beside(drawing: &str) -> String {
    let stem = drawing.rsplit_once('.').map_or(drawing, |(stem, _)| stem);
    format!("{stem}.png")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_that_leads_out_of_the_folder_is_none() {
        for (cited, expected) in [
            ("photo.png", Some("photo.png")),
            ("./images/photo%20de%20groupe.png", Some("images/photo de groupe.png")),
            ("images\\photo.png", Some("images/photo.png")),
            ("100%.png", Some("100%.png")),
            ("été.png", Some("été.png")),
            ("/etc/passwd", None),
            ("../photo.png", None),
            ("images/../../photo.png", None),
            ("%2e%2e/photo.png", None),
            ("..\\photo.png", None),
            ("C:\\photo.png", None),
            ("https://exemple.fr/photo.png", None),
            ("data:image/png;base64,AA", None),
            ("a//b.png", None),
            ("photo%00.png", None),
            ("%ff.png", None),
            ("", None),
        ] {
            assert_eq!(file_name(cited).as_deref(), expected, "{cited}");
        }
    }
}
