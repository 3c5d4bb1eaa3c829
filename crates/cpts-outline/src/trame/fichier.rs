//! A file of a trame: its front matter, its lines, and what is wrong with it.

use std::sync::Arc;

use cpts_model::{
    Constat, Place,
    constat::{
        Code,
        codes::trame::{TRAME_CARACTERE_RESERVE, TRAME_EN_TETE, TRAME_TAILLE},
    },
};

use super::front_matter::{self, FrontMatter};
use crate::francais::ESPACE;

/// Largest trame, in bytes.
pub const TAILLE_MAX: usize = 512 * 1024;

/// Most lines of a trame: the engine counts them on sixteen bits.
pub(super) const LIGNES_MAX: usize = u16::MAX as usize;

/// A file of a trame, as it stands.
#[derive(Clone, Debug)]
pub(super) struct Fichier {
    /// Name in the livrable's name, where the front matter gives none.
    pub(super) stem: String,
    pub(super) tete: Tete,
    pub(super) front: FrontMatter,
    /// The body.
    pub(super) lignes: Vec<Ligne>,
    /// What is wrong with it; its front matter and its body are then empty.
    pub(super) constats: Vec<Constat>,
}

/// The text of a front matter, and the file that it opens.
#[derive(Clone, Debug)]
pub(super) struct Tete {
    pub(super) fichier: Arc<str>,
    pub(super) texte: String,
}

/// A line of a body, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Ligne {
    pub(super) origine: Origine,
    /// The text, line end included.
    pub(super) texte: String,
}

/// File and number of a line.
#[derive(Clone, Debug)]
pub(super) struct Origine {
    pub(super) fichier: Arc<str>,
    pub(super) numero: u32,
}

impl Origine {
    /// Returns the place of a column of the line, from 1.
    pub(super) fn place(&self, colonne: u32) -> Place {
        Place {
            fichier: Some(self.fichier.to_string()),
            ligne: Some(self.numero),
            colonne: Some(colonne),
            ..Place::default()
        }
    }
}

impl Tete {
    /// Returns where a text between quotation marks begins, in bytes.
    pub(super) fn position_of(&self, texte: &str) -> Option<usize> {
        self.texte.find(&format!("\"{texte}\""))
    }

    /// Returns the place of a byte.
    pub(super) fn place(&self, start: usize) -> Place {
        let before = self.texte.get(..start).unwrap_or_default();
        let colonne = before.rsplit('\n').next().unwrap_or_default().chars().count() as u32 + 1;
        let numero = before.matches('\n').count() as u32 + 2;
        Origine { fichier: self.fichier.clone(), numero }.place(colonne)
    }
}

impl Fichier {
    /// Reads a file from its name and its text.
    pub(super) fn read(nom: &str, texte: &str) -> Self {
        let fichier: Arc<str> = nom.into();
        let mut read = Self {
            stem: nom.strip_suffix(".md").unwrap_or(nom).to_owned(),
            tete: Tete { fichier: fichier.clone(), texte: String::new() },
            front: FrontMatter::default(),
            lignes: Vec::new(),
            constats: Vec::new(),
        };
        let texte = texte.strip_prefix('\u{feff}').unwrap_or(texte).replace("\r\n", "\n");
        let at =
            |numero: usize, colonne: u32| Origine { fichier: fichier.clone(), numero: numero as u32 }.place(colonne);
        if let Err(message) = bounded(&texte) {
            read.constats.push(TRAME_TAILLE.constat(at(1, 1), message));
            return read;
        }
        if let Some((ligne, line)) = texte.lines().enumerate().find(|(_, line)| line.contains(is_reserved)) {
            let colonne = line.chars().position(is_reserved).unwrap_or_default() as u32 + 1;
            let message = "caractère réservé (U+E000 à U+E001) dans la trame";
            read.constats.push(TRAME_CARACTERE_RESERVE.constat(at(ligne + 1, colonne), message));
            return read;
        }
        let Some((head, body_start)) = front_matter::split(&texte) else {
            let message = "en-tête absent : attendu des lignes TOML entre deux lignes « +++ »";
            read.constats.push(TRAME_EN_TETE.constat(at(1, 1), message));
            return read;
        };
        head.clone_into(&mut read.tete.texte);
        match front_matter::read(head) {
            Ok(front) => read.front = front,
            Err(error) => read.refuse(&TRAME_EN_TETE, error.start, error.message),
        }
        let first = texte[..body_start].matches('\n').count() + 1;
        let line = |(rang, texte): (usize, &str)| Ligne {
            origine: Origine { fichier: fichier.clone(), numero: (first + rang) as u32 },
            texte: texte.to_owned(),
        };
        read.lignes = texte[body_start..].split_inclusive('\n').enumerate().map(line).collect();
        read
    }

    /// Returns the name of the livrable.
    pub(super) fn nom(&self) -> &str {
        self.front.nom.as_deref().unwrap_or(&self.stem)
    }

    /// Notes what is wrong with the front matter, at a byte of it.
    pub(super) fn refuse(&mut self, code: &Code, start: usize, message: String) {
        self.constats.push(code.constat(self.tete.place(start), message));
    }
}

/// Whether a trame keeps its bounds.
pub(super) fn bounded(texte: &str) -> Result<(), String> {
    if texte.len() > TAILLE_MAX {
        return Err(format!("trame de {} octets{ESPACE}: au plus {TAILLE_MAX}", texte.len()));
    }
    let lines = texte.matches('\n').count();
    if lines > LIGNES_MAX {
        return Err(format!("trame de {lines} lignes{ESPACE}: au plus {LIGNES_MAX}"));
    }
    Ok(())
}

/// Marks of the side table in the rendered text: a trame must not contain them.
fn is_reserved(lettre: char) -> bool {
    matches!(lettre, '\u{e000}' | '\u{e001}')
}
