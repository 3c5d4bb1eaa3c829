//! `cpts rediger`: documents from a workbook or a dossier, or blank forms.

mod classeur;
mod pages;
mod production;

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use cpts_import::LignesMasquees;
use cpts_model::{Constat, Profil};
use cpts_outline::{Trame, Trames};

use crate::{
    arguments::Rediger,
    commandes::trames,
    entree::{self, Lecture},
    erreur::{CliError, Fin, affiche},
    horloge,
    sortie::{
        completude, console, constats,
        ecriture::{self, Remplacement},
        progression::Progression,
    },
    usage,
};

pub(super) use classeur::Classeur;
use production::{Document, Reglages};

/// Stands for every document on the command line.
pub(super) const TOUT: &str = "tout";

/// A document that may be asked for.
#[derive(Clone, Copy)]
enum Livrable<'a> {
    /// A workbook.
    Classeur(Classeur),
    /// A document of a trame.
    Trame(&'a Trame),
}

impl<'a> Livrable<'a> {
    fn nom(self) -> &'a str {
        match self {
            Self::Classeur(classeur) => classeur.nom(),
            Self::Trame(trame) => &trame.nom,
        }
    }

    /// Returns the name of the file: the same as that of the document, but that a budget is two files.
    fn fichier(self) -> String {
        match self {
            Self::Classeur(classeur) => format!("{}.xlsx", classeur.nom()),
            Self::Trame(trame) => format!("{}.docx", trame.nom),
        }
    }

    /// Returns the profile it is meant for.
    fn profil(self) -> Profil {
        match self {
            Self::Classeur(classeur) => classeur.profil(),
            Self::Trame(trame) => profil(trame),
        }
    }
}

/// Returns the profile a document is meant for; a trame that says none is read by those who pay.
pub(super) fn profil(trame: &Trame) -> Profil {
    trame.profil_defaut.unwrap_or(Profil::Financeur)
}

/// Runs the command.
pub(crate) fn run(options: &Rediger) -> Result<Fin, CliError> {
    let trames = trames::load(options.trames.as_deref())?;
    let livrables = find_livrables(&options.livrables, &trames)?;
    if options.reunion.is_some() && options.livrables.iter().any(|nom| nom == TOUT) {
        return Err(CliError::Usage(
            "--reunion nomme une réunion : nommer aussi les documents qui en parlent, au lieu de « tout ».".to_owned(),
        ));
    }
    let charte = options.charte.as_deref().map(entree::lire).transpose()?;
    let logo = options.logo.as_deref().map(entree::lire).transpose()?;
    let reglages = Reglages {
        trames: &trames,
        date: options.date.unwrap_or_else(horloge::today),
        profil: options.profil,
        reunion: options.reunion.as_deref(),
        fichiers: &options.depuis,
        charte: charte.as_deref(),
        logo: logo.as_deref(),
        pages: options.pages,
    };
    let progression = Progression::start(livrables.len() + 2 + usize::from(options.pages));
    let (mut documents, mut found) = if options.vierge {
        if options.identite.cpts.is_some() || options.identite.exercice.is_some() {
            console::dire(
                "--cpts et --exercice sont sans effet avec --vierge : le document vide ne porte aucune donnée.",
            );
        }
        (production::blank(&livrables, &reglages, &progression)?, Vec::new())
    } else {
        progression.step("lecture");
        let donnees = entree::read(Lecture {
            fichiers: &options.depuis,
            correspondance: options.correspondance.as_deref(),
            identite: Some(&options.identite),
            date: reglages.date,
            lignes_masquees: LignesMasquees::Lues,
            precedent: None,
            pieces: options.pieces.as_deref(),
            sortie: None,
        })?;
        let documents = production::filled(donnees.dossier, &donnees.constats, &livrables, &reglages, &progression)?;
        (documents, donnees.constats)
    };
    if options.pages {
        progression.step("mise en pages");
        pages::number(&mut documents, &reglages)?;
    }
    progression.step("écriture");
    let written = write_all(&documents, options)?;
    drop(progression);

    // What the check of the dossier said once is not said again for each document: code, address and value tell.
    let key = |constat: &Constat| match &constat.place.chemin {
        Some(chemin) => (constat.code.clone(), Some(chemin.clone()), constat.valeur.clone(), None),
        None => {
            (constat.code.clone(), None, constat.valeur.clone(), Some((constat.place.clone(), constat.message.clone())))
        }
    };
    let mut known: BTreeSet<_> = found.iter().map(key).collect();
    for constat in documents.iter().flat_map(|document| &document.constats) {
        if known.insert(key(constat)) {
            found.push(constat.clone());
        }
    }
    report(&documents, &found, &written, options.vierge)
}

/// Returns the documents of the names, each once, in the order asked for.
fn find_livrables<'a>(noms: &[String], trames: &'a Trames) -> Result<Vec<Livrable<'a>>, CliError> {
    let mut livrables: Vec<Livrable<'a>> = Vec::new();
    for nom in noms {
        let named: Vec<Livrable<'a>> = if nom == TOUT {
            let classeurs = Classeur::TOUS.into_iter().map(Livrable::Classeur);
            trames.livrables().map(Livrable::Trame).chain(classeurs).collect()
        } else {
            let trame = trames.get(nom).map(Livrable::Trame);
            trame.into_iter().chain(Classeur::of_name(nom).map(Livrable::Classeur)).collect()
        };
        if named.is_empty() {
            let mut connus: Vec<&str> = trames.names().collect();
            for autre in Classeur::TOUS.into_iter().map(Classeur::nom).chain([TOUT]) {
                // The budget has a trame of its name.
                if !connus.contains(&autre) {
                    connus.push(autre);
                }
            }
            return Err(unknown_livrable(nom, &connus));
        }
        for livrable in named {
            if !livrables.iter().any(|known| known.fichier() == livrable.fichier()) {
                livrables.push(livrable);
            }
        }
    }
    Ok(livrables)
}

/// Says that no document has that name, and which names there are.
pub(super) fn unknown_livrable(nom: &str, connus: &[&str]) -> CliError {
    CliError::Usage(match usage::nearest(nom, connus.iter().copied()) {
        Some(proche) => format!("document « {nom} » inconnu : vouliez-vous dire « {proche} » ?"),
        None => format!("document « {nom} » inconnu : attendu {}.", connus.join(", ")),
    })
}

/// Writes the documents once all are made, and returns where each went.
fn write_all(documents: &[Document<'_>], options: &Rediger) -> Result<Vec<Written>, CliError> {
    let remplacement = if options.remplacer { Remplacement::Toujours } else { Remplacement::SiIntact };
    let sortie = &options.sortie;
    let entrees: Vec<&Path> = options
        .depuis
        .iter()
        .chain(&options.charte)
        .chain(&options.logo)
        .chain(&options.correspondance)
        .map(PathBuf::as_path)
        .collect();
    ecriture::repertoire(sortie)?;
    let places = documents
        .iter()
        .map(|document| ecriture::place(&sortie.join(&document.fichier), remplacement))
        .collect::<Result<Vec<_>, _>>()?;
    for place in &places {
        ecriture::except(place, &entrees)?;
    }
    for (document, place) in documents.iter().zip(&places) {
        ecriture::fichier(place, &document.octets)?;
    }
    Ok(documents
        .iter()
        .zip(places)
        .map(|(document, place)| Written {
            beside: place.file_name().is_some_and(|nom| nom != document.fichier.as_str()),
            place,
        })
        .collect())
}

/// Where a document went.
struct Written {
    place: PathBuf,
    /// Beside the wanted name, because a document edited by someone stands there.
    beside: bool,
}

fn report(documents: &[Document<'_>], found: &[Constat], written: &[Written], vierge: bool) -> Result<Fin, CliError> {
    if !found.is_empty() {
        console::dire(constats::texte(found).trim_end());
    }
    for (document, written) in documents.iter().zip(written) {
        if let Some(diffusion) = &document.diffusion {
            let filled = document.completude.as_ref().filter(|found| !found.manquants.is_empty()).map(|found| {
                let (compte, manquants) = (completude::compte(found), found.manquants.len());
                format!(" ; {compte} ; {manquants} à compléter, surlignés dans le document")
            });
            console::dire(&format!("{diffusion}{}.", filled.unwrap_or_default()));
        }
        if written.beside {
            console::dire(&format!(
                "{} n’est pas tel que cpts l’a écrit (modifié depuis, ou d’une autre origine) : il n’est pas touché, le nouveau document est {}. Pour le remplacer : --remplacer.",
                document.fichier,
                affiche(&written.place)
            ));
        }
    }
    if !vierge {
        console::dire(&constats::bilan(found));
    }
    let chemins: String = written.iter().map(|written| affiche(&written.place) + "\n").collect();
    console::resultat(chemins.as_bytes())?;
    Ok(if constats::has_bloquant(found) { Fin::Bloquant } else { Fin::Termine })
}
