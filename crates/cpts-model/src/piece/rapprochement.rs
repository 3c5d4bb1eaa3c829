//! Which file is which piece: by its name, else by the number at its start, and never by guess.

use std::collections::BTreeMap;

use super::{
    Piece,
    choix::{Choix, choose},
};
use crate::{
    check::{lieux::Lieux, recueil::Recueil},
    constat::{Code, Constat, Place, codes::piece as codes, quote},
    dossier::Dossier,
};

/// Files that a constat names when it cannot choose.
const NOMMES: usize = 4;

/// A file of the directory of pieces, as its listing gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FichierPiece {
    /// Path in the directory, with `/` between folders.
    pub chemin: String,
    /// Size in bytes.
    pub taille: u64,
    /// Why it cannot be read, where the listing already tells.
    pub obstacle: Option<Obstacle>,
}

impl FichierPiece {
    /// Returns a file that nothing hinders.
    pub fn new(chemin: impl Into<String>, taille: u64) -> Self {
        Self { chemin: chemin.into(), taille, obstacle: None }
    }

    /// Returns its name, without folders.
    pub(super) fn nom(&self) -> &str {
        self.chemin.rsplit_once('/').map_or(&self.chemin, |(_, nom)| nom)
    }
}

/// Why a file cannot be joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// A link that leads out of the directory, or nowhere.
    LienExterieur,
    /// A pipe, a device: nothing that ends.
    Special,
    /// The system refuses.
    Illisible,
    /// It changed while it was read.
    Modifie,
    /// Larger than one piece may be.
    TropGros {
        /// What a piece may have, in mebibytes.
        max_mio: u64,
    },
    /// The pieces together are larger than they may be.
    Ensemble {
        /// What they may have, in mebibytes.
        max_mio: u64,
    },
}

/// The files of the pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rapprochement {
    /// For each piece of the dossier, the rank of its file; none where it is missing, empty or cannot be read.
    pub fichiers: Vec<Option<usize>>,
    /// What is missing, unused, ambiguous or has changed, in the order of the pieces then of the files.
    pub constats: Vec<Constat>,
}

/// Finds the file of each piece, and writes its digest (and its name, where the piece has none) into the dossier.
///
/// `empreinte` gives the SHA-256 of a file by its rank; it is asked once for each file that is a piece, and for no other.
/// A name is compared without case, accents, kind of spaces and folders; the extension may be missing. A piece that
/// names no file takes the one whose name begins with its number (`P03 …`, `p-03_…`). Where two files would do, none is taken.
///
/// # Example
/// ```
/// # use cpts_model::{Dossier, Piece, piece::{FichierPiece, rapprocher}};
/// let piece = Piece { fichier: Some("pv ag.pdf".into()), ..Piece::default() };
/// let mut dossier = Dossier { pieces: vec![piece], ..Dossier::default() };
/// let fichiers = [FichierPiece::new("2025/PV AG.pdf", 12), FichierPiece::new("photo.jpg", 3)];
/// let found = rapprocher(&mut dossier, &fichiers, |_| Ok("a".repeat(64)));
/// assert_eq!(found.fichiers, [Some(0)]);
/// assert_eq!(dossier.pieces[0].sha256, Some("a".repeat(64)));
/// assert_eq!(found.constats[0].code, "piece-fichier-inutilise");
/// ```
pub fn rapprocher(
    dossier: &mut Dossier,
    fichiers: &[FichierPiece],
    empreinte: impl FnMut(usize) -> Result<String, Obstacle>,
) -> Rapprochement {
    let choix = choose(dossier, fichiers);
    let mut lecture = Lecture { fichiers, empreinte, lus: BTreeMap::new() };
    let mut constats = Recueil::default();
    let mut joints: Vec<Option<(usize, String)>> = Vec::with_capacity(dossier.pieces.len());
    let mut premiers: BTreeMap<String, usize> = BTreeMap::new();
    let lieux = Lieux::new(dossier);
    for ((rang, piece), choix) in dossier.pieces.iter().enumerate().zip(&choix.pieces) {
        let mut say = |code: &Code, message: String, valeur: &str| {
            let place = lieux.ligne(piece.source.as_ref(), &format!("/pieces/{}/fichier", piece.id.0));
            let message = format!("P{}\u{a0}: {message}", rang + 1);
            constats.push(code.constat(place, message).with_valeur(valeur));
        };
        let joint = lecture.joint(piece, choix).map_err(|(code, message, valeur)| say(code, message, &valeur)).ok();
        if let Some((index, sha256)) = &joint {
            let (chemin, nom) = (&fichiers[*index].chemin, quote(&fichiers[*index].chemin));
            if let Some(ancienne) = piece.sha256.as_deref().filter(|ancienne| !ancienne.eq_ignore_ascii_case(sha256)) {
                let message = format!("{nom} a changé depuis que son empreinte a été relevée");
                say(&codes::PIECE_FICHIER_MODIFIE, message, ancienne);
            }
            let premier = *premiers.entry(sha256.clone()).or_insert(rang);
            if premier != rang {
                let message = format!("{nom} est aussi le fichier de P{}, ou lui est identique", premier + 1);
                say(&codes::PIECE_FICHIER_DOUBLE, message, chemin);
            }
        }
        joints.push(joint);
    }
    for (index, fichier) in fichiers.iter().enumerate().filter(|(index, _)| !choix.touches.contains(index)) {
        constats.push(unused(fichier, choix.deux_sens.get(&index)));
    }
    for (piece, joint) in dossier.pieces.iter_mut().zip(&joints) {
        let Some((index, sha256)) = joint else { continue };
        piece.sha256 = Some(sha256.clone());
        if typed(piece).is_none() {
            piece.fichier = Some(fichiers[*index].nom().to_owned());
        }
    }
    let fichiers = joints.into_iter().map(|joint| joint.map(|(index, _)| index)).collect();
    Rapprochement { fichiers, constats: constats.finish() }
}

/// What is wrong with a piece: code, message after its number, value.
type Defaut = (&'static Code, String, String);

/// The files, each read once.
struct Lecture<'a, F> {
    fichiers: &'a [FichierPiece],
    empreinte: F,
    lus: BTreeMap<usize, Result<String, Obstacle>>,
}

impl<F: FnMut(usize) -> Result<String, Obstacle>> Lecture<'_, F> {
    /// Returns the file of a piece and its digest, else why there is none.
    fn joint(&mut self, piece: &Piece, choix: &Choix) -> Result<(usize, String), Defaut> {
        let index = match choix {
            Choix::Un(index) => *index,
            Choix::Plusieurs(ranks) => {
                let message = format!("plusieurs fichiers conviennent, {}", named(self.fichiers, ranks));
                return Err((&codes::PIECE_FICHIER_AMBIGU, message, piece.id.0.clone()));
            }
            Choix::Aucun { porte_son_numero } => return Err(self.missing(piece, porte_son_numero)),
        };
        let fichier = &self.fichiers[index];
        let nom = quote(&fichier.chemin);
        let lu = match fichier.obstacle {
            Some(obstacle) => Err(obstacle),
            None if fichier.taille == 0 => {
                let message = format!("{nom} est vide (0 octet)");
                return Err((&codes::PIECE_FICHIER_VIDE, message, fichier.chemin.clone()));
            }
            None => self.lus.entry(index).or_insert_with(|| (self.empreinte)(index)).clone(),
        };
        lu.map(|sha256| (index, sha256)).map_err(|obstacle| {
            let (code, raison) = obstacle.explained();
            (code, format!("{nom} {raison}"), fichier.chemin.clone())
        })
    }

    fn missing(&self, piece: &Piece, porte_son_numero: &[usize]) -> Defaut {
        let Some(fichier) = typed(piece) else {
            let message = format!("{} n’a pas de fichier", quote(piece.libelle()));
            return (&codes::PIECE_SANS_FICHIER, message, piece.id.0.clone());
        };
        let mut message = format!("le fichier {} n’est pas dans le répertoire", quote(fichier));
        if !porte_son_numero.is_empty() {
            message = format!("{message}, mais {} porte son numéro", named(self.fichiers, porte_son_numero));
        }
        (&codes::PIECE_FICHIER_ABSENT, message, fichier.to_owned())
    }
}

/// Returns what is said of a file that no piece takes; `sens` names the two pieces that its number means.
fn unused(fichier: &FichierPiece, sens: Option<&String>) -> Constat {
    let nom = quote(&fichier.chemin);
    let (code, message) = match (fichier.obstacle, sens) {
        (Some(obstacle), _) => {
            let (code, raison) = obstacle.explained();
            (code, format!("{nom} {raison}"))
        }
        (None, Some(sens)) => (&codes::PIECE_FICHIER_AMBIGU, format!("le numéro de {nom} désigne deux pièces, {sens}")),
        (None, None) => (&codes::PIECE_FICHIER_INUTILISE, format!("{nom} n’est le fichier d’aucune pièce")),
    };
    let place = Place { fichier: Some(fichier.chemin.clone()), ..Place::default() };
    code.constat(place, message).with_valeur(&fichier.chemin)
}

/// Returns the name of the file that a piece gives; blank is nothing.
pub(super) fn typed(piece: &Piece) -> Option<&str> {
    piece.fichier.as_deref().filter(|fichier| !fichier.trim().is_empty())
}

impl Obstacle {
    /// Returns the code, and what is said after the name of the file.
    fn explained(self) -> (&'static Code, String) {
        let (code, raison) = match self {
            Self::LienExterieur => {
                (&codes::PIECE_FICHIER_ILLISIBLE, "est un lien qui mène hors du répertoire, ou nulle part".to_owned())
            }
            Self::Special => (&codes::PIECE_FICHIER_ILLISIBLE, "n’est pas un fichier ordinaire".to_owned()),
            Self::Illisible => (
                &codes::PIECE_FICHIER_ILLISIBLE,
                "n’est pas lisible (droits insuffisants, ou ouvert ailleurs)".to_owned(),
            ),
            Self::Modifie => (&codes::PIECE_FICHIER_ILLISIBLE, "change pendant qu’il est lu".to_owned()),
            Self::TropGros { max_mio } => (&codes::PIECE_FICHIER_TROP_GROS, format!("dépasse {max_mio}\u{a0}Mio")),
            Self::Ensemble { max_mio } => (
                &codes::PIECE_FICHIER_TROP_GROS,
                format!("n’est pas joint\u{a0}: avec lui, les pièces dépasseraient {max_mio}\u{a0}Mio"),
            ),
        };
        (code, raison)
    }
}

/// Returns « a.pdf », « b.pdf » et 3 autres.
fn named(fichiers: &[FichierPiece], ranks: &[usize]) -> String {
    let noms: Vec<String> = ranks.iter().take(NOMMES).map(|rang| quote(&fichiers[*rang].chemin)).collect();
    let noms = noms.join(", ");
    match ranks.len().saturating_sub(NOMMES) {
        0 => noms,
        1 => format!("{noms} et un autre"),
        more => format!("{noms} et {more} autres"),
    }
}

#[cfg(test)]
mod tests;
