//! A trame read from its file and from those it extends.

use cpts_model::{
    Constat,
    constat::codes::trame::{TRAME_EN_TETE, TRAME_ETEND},
};

use super::{
    builtin::BUILTIN,
    fichier::{Fichier, Ligne, Tete},
    front_matter::FrontMatter,
    sections,
};
use crate::check::{quoted, suggestion};

/// What a trame is made of, whatever the files it comes from.
#[derive(Debug)]
pub(super) struct Lecture {
    pub(super) stem: String,
    pub(super) front: FrontMatter,
    /// The front matters, its own first.
    pub(super) tetes: Vec<Tete>,
    pub(super) lignes: Vec<Ligne>,
    pub(super) constats: Vec<Constat>,
}

/// The files at hand: those of the user stand before those of the library.
#[derive(Debug)]
pub(super) struct Fichiers {
    pub(super) library: Vec<Fichier>,
    pub(super) user: Vec<Fichier>,
}

impl Fichiers {
    /// Returns the files of the library, and these.
    pub(super) fn new(user: Vec<Fichier>) -> Self {
        Self { library: BUILTIN.iter().map(|(nom, texte)| Fichier::read(nom, texte)).collect(), user }
    }

    /// Reads a trame with what it extends.
    pub(super) fn lecture(&self, fichier: &Fichier) -> Lecture {
        self.extended(fichier, &mut Vec::new())
    }

    fn extended<'f>(&'f self, fichier: &'f Fichier, below: &mut Vec<&'f Fichier>) -> Lecture {
        let mut own = Lecture {
            stem: fichier.stem.clone(),
            front: fichier.front.clone(),
            tetes: vec![fichier.tete.clone()],
            lignes: fichier.lignes.clone(),
            constats: fichier.constats.clone(),
        };
        if !own.constats.is_empty() {
            return own;
        }
        let Some(etend) = &fichier.front.etend else {
            if own.front.titre.is_none() {
                let message = format!("la clé {} manque", quoted("titre"));
                own.constats.push(TRAME_EN_TETE.constat(fichier.tete.place(0), message));
            }
            return own;
        };
        below.push(fichier);
        let message = match self.parent(fichier, etend) {
            Err(message) => message,
            Ok(parent) if below.iter().any(|below| std::ptr::eq(*below, parent)) => {
                format!("{} s’étend elle-même, à travers {}", quoted(fichier.nom()), quoted(etend))
            }
            Ok(parent) => match self.extended(parent, below) {
                parent if parent.constats.is_empty() => return own.over(parent),
                _ => format!("la trame étendue, {}, contient des erreurs", quoted(etend)),
            },
        };
        let start = fichier.tete.position_of(etend).unwrap_or_default();
        own.constats.push(TRAME_ETEND.constat(fichier.tete.place(start), message));
        own
    }

    /// Returns the trame of that name, as `child` sees it: its own name stands for the one it takes the place of.
    fn parent(&self, child: &Fichier, nom: &str) -> Result<&Fichier, String> {
        let is_user = self.user.iter().any(|fichier| std::ptr::eq(fichier, child));
        let own = child.nom() == nom;
        let user = self.user.iter().rev().filter(|_| !(own && is_user));
        let library = self.library.iter().filter(|_| !own || is_user);
        let mut seen = user.chain(library);
        let names = || self.user.iter().chain(&self.library).map(Fichier::nom).filter(|name| *name != child.nom());
        seen.find(|fichier| fichier.nom() == nom)
            .ok_or_else(|| format!("la trame {} n’existe pas{}", quoted(nom), suggestion(nom, names())))
    }
}

impl Lecture {
    /// Reads one file; what it extends is a trame of the library.
    pub(super) fn alone(fichier: &str, texte: &str) -> Self {
        let read = Fichier::read(fichier, texte);
        let user = vec![read];
        let files =
            if user[0].front.etend.is_some() { Fichiers::new(user) } else { Fichiers { library: Vec::new(), user } };
        files.lecture(&files.user[0])
    }

    /// Returns the trame that these sections and these keys make of `parent`.
    fn over(mut self, parent: Self) -> Self {
        match sections::extend(&parent.lignes, &self.lignes) {
            Ok(lignes) => self.lignes = lignes,
            Err(constats) => self.constats = constats,
        }
        self.front = self.front.over(parent.front);
        self.tetes.extend(parent.tetes);
        self
    }
}
