//! From a dossier to the bytes of each document.

use std::{collections::BTreeMap, mem, path::PathBuf, sync::Arc};

use chrono::NaiveDate;
use cpts_docx::{DocxOptions, Rendu};
use cpts_model::{Constat, Diffusion, DiffusionOptions, Dossier, Gravite, Profil};
use cpts_outline::{Completude, ComposeOptions, Images, Outline, Trame, Trames, cited_images};
use cpts_xlsx::{XlsxError, XlsxOptions};

use super::{Classeur, Livrable};
use crate::{
    entree,
    erreur::CliError,
    sortie::{constats, progression::Progression},
};

/// What all documents of a run have in common.
#[derive(Clone, Copy)]
pub(super) struct Reglages<'a> {
    /// Every trame that is known.
    pub(super) trames: &'a Trames,
    /// Date of the documents.
    pub(super) date: NaiveDate,
    /// Profile asked for; else each document has its own.
    pub(super) profil: Option<Profil>,
    /// Number of the meeting that the documents are about; else each has its own.
    pub(super) reunion: Option<&'a str>,
    /// Files that the data comes from; pictures stand beside them.
    pub(super) fichiers: &'a [PathBuf],
    /// Base document.
    pub(super) charte: Option<&'a [u8]>,
    /// Logo of the cover.
    pub(super) logo: Option<&'a [u8]>,
    /// The contents will have page numbers.
    pub(super) pages: bool,
}

/// What page numbers are looked for with, and the document written again.
pub(super) struct Sommaire {
    /// Bookmarks of the entries.
    pub(super) signets: Vec<String>,
    /// Number of the first page, where the numbers run on from it.
    pub(super) premiere_page: Option<u32>,
    pub(super) outline: Outline,
}

/// A document, not yet written.
pub(super) struct Document<'a> {
    pub(super) livrable: Livrable<'a>,
    /// File name.
    pub(super) fichier: String,
    /// Content, sealed.
    pub(super) octets: Vec<u8>,
    /// Constats about the pictures, the base document and the logo.
    pub(super) constats: Vec<Constat>,
    /// How far it is filled; none for what is no trame.
    pub(super) completude: Option<Completude>,
    /// The profile and what it hid, in a line; none for a blank form.
    pub(super) diffusion: Option<String>,
    /// Its contents, where they wait for page numbers.
    pub(super) sommaire: Option<Sommaire>,
}

impl<'a> Document<'a> {
    fn new(livrable: Livrable<'a>, octets: Vec<u8>) -> Self {
        let fichier = livrable.fichier();
        Self { livrable, fichier, octets, constats: Vec::new(), completude: None, diffusion: None, sommaire: None }
    }
}

/// Returns the documents of a dossier, in the order of `livrables`.
pub(super) fn filled<'a>(
    mut dossier: Dossier,
    found: &[Constat],
    livrables: &[Livrable<'a>],
    reglages: &Reglages<'_>,
    progression: &Progression,
) -> Result<Vec<Document<'a>>, CliError> {
    let bloquants = found.iter().filter(|constat| constat.gravite == Gravite::Bloquant).count();
    let mut ordered: Vec<(Profil, usize)> = livrables
        .iter()
        .enumerate()
        .map(|(rang, livrable)| (reglages.profil.unwrap_or(livrable.profil()), rang))
        .collect();
    ordered.sort();

    let mut documents: Vec<Option<Document<'a>>> = livrables.iter().map(|_| None).collect();
    for group in ordered.chunk_by(|a, b| a.0 == b.0) {
        let profil = group[0].0;
        let is_last = ordered.last().is_some_and(|(dernier, _)| *dernier == profil);
        // The internal profile comes first and hides nothing the others show: its dossier is taken back rather than copied.
        let copy = (!is_last && profil != Profil::Interne).then(|| dossier.clone());
        let diffusion = Arc::new(cpts_model::diffuser(mem::take(&mut dossier), &DiffusionOptions::new(profil)));
        let images = entree::read_images(&cited_images(&diffusion), reglages.fichiers);
        for (_, rang) in group {
            let livrable = livrables[*rang];
            progression.step(livrable.nom().to_owned());
            let mut document = match livrable {
                Livrable::Classeur(classeur) => {
                    let outlines =
                        if classeur.needs_outlines() { outlines(&diffusion, &images, reglages)? } else { Vec::new() };
                    let octets = classeur.filled(&diffusion, &outlines, XlsxOptions { date: reglages.date });
                    workbook(livrable, octets)?
                }
                Livrable::Trame(trame) => document(trame, (&diffusion, &images), bloquants, reglages)?,
            };
            document.diffusion = Some(diffusion_line(livrable, &diffusion, reglages.profil.is_some()));
            documents[*rang] = Some(document);
        }
        dossier = match copy {
            Some(copy) => copy,
            None if is_last => Dossier::default(),
            None => Arc::unwrap_or_clone(diffusion).dossier,
        };
    }
    Ok(documents.into_iter().flatten().collect())
}

/// Returns every document of the trames, composed and not written; each speaks of its own meeting.
fn outlines(diffusion: &Arc<Diffusion>, images: &Images, reglages: &Reglages<'_>) -> Result<Vec<Outline>, CliError> {
    let reglages = Reglages { reunion: None, ..*reglages };
    reglages.trames.livrables().map(|trame| compose(trame, (diffusion, images), Forme::Remplie, &reglages)).collect()
}

/// Returns the blank forms, in the order of `livrables`.
pub(super) fn blank<'a>(
    livrables: &[Livrable<'a>],
    reglages: &Reglages<'_>,
    progression: &Progression,
) -> Result<Vec<Document<'a>>, CliError> {
    let diffusion = Arc::new(cpts_model::diffuser(Dossier::default(), &DiffusionOptions::new(Profil::Interne)));
    let blank = |livrable: Livrable<'a>| {
        progression.step(livrable.nom().to_owned());
        match livrable {
            Livrable::Classeur(classeur) => {
                let octets = classeur.blank(XlsxOptions { date: reglages.date });
                workbook(livrable, octets)
            }
            Livrable::Trame(trame) => {
                let outline = compose(trame, (&diffusion, &Images::default()), Forme::Vierge, reglages)?;
                rendered(livrable, outline, reglages)
            }
        }
    };
    livrables.iter().copied().map(blank).collect()
}

/// Whether a document shows data.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Forme {
    Remplie,
    Vierge,
}

fn document<'a>(
    trame: &'a Trame,
    donnees: (&Arc<Diffusion>, &Images),
    bloquants: usize,
    reglages: &Reglages<'_>,
) -> Result<Document<'a>, CliError> {
    let mut outline = compose(trame, donnees, Forme::Remplie, reglages)?;
    // A reader of the document alone must know that its data was found wanting.
    if bloquants > 0 {
        let constats = if bloquants == 1 { "constat bloquant" } else { "constats bloquants" };
        outline.cartouche.etat = format!("{} : {bloquants} {constats}", outline.cartouche.etat);
    }
    rendered(Livrable::Trame(trame), outline, reglages)
}

fn compose(
    trame: &Trame,
    (diffusion, images): (&Arc<Diffusion>, &Images),
    forme: Forme,
    reglages: &Reglages<'_>,
) -> Result<Outline, CliError> {
    let options = ComposeOptions {
        date: reglages.date,
        vierge: forme == Forme::Vierge,
        reunion: reglages.reunion.map(str::to_owned),
        images: images.clone(),
    };
    cpts_outline::compose(diffusion, trame, &options).map_err(|error| constats::refused_trame(trame, &error))
}

fn rendered<'a>(livrable: Livrable<'a>, outline: Outline, reglages: &Reglages<'_>) -> Result<Document<'a>, CliError> {
    // Room for the numbers is kept on the first turn: the pages must not move on the second.
    let unknown = BTreeMap::new();
    let rendu = docx(livrable, &outline, reglages, reglages.pages.then_some(&unknown))?;
    let mut document = Document::new(livrable, rendu.octets);
    document.constats = outline.constats.iter().cloned().chain(rendu.constats).collect();
    document.completude = Some(cpts_outline::completude(&outline));
    if reglages.pages && !rendu.sommaire.is_empty() {
        let (signets, premiere_page) = (rendu.sommaire, rendu.premiere_page);
        document.sommaire = Some(Sommaire { signets, premiere_page, outline });
    }
    Ok(document)
}

/// Writes a document, with the page numbers of its contents where they are known.
pub(super) fn docx(
    livrable: Livrable<'_>,
    outline: &Outline,
    reglages: &Reglages<'_>,
    pages: Option<&BTreeMap<String, u32>>,
) -> Result<Rendu, CliError> {
    let options = DocxOptions { charte: reglages.charte, logo: reglages.logo, pages };
    cpts_docx::docx(outline, &options).map_err(|error| failed(livrable, &error))
}

/// Seals a workbook; a Word document comes sealed.
fn workbook(livrable: Livrable<'_>, octets: Result<Vec<u8>, XlsxError>) -> Result<Document<'_>, CliError> {
    let octets = octets.map_err(|error| failed(livrable, &error))?;
    let octets = cpts_paquet::seal(octets).map_err(|error| failed(livrable, &error))?;
    Ok(Document::new(livrable, octets))
}

/// Returns « rapport-activite : profil financeur (celui de la trame) ; masqué : RPPS (80), téléphone (87) ».
fn diffusion_line(livrable: Livrable<'_>, diffusion: &Diffusion, asked: bool) -> String {
    let origine = match (asked, livrable) {
        (true, _) => "demandé",
        (false, Livrable::Classeur(Classeur::Annuaire)) => "celui de l’annuaire",
        (false, Livrable::Classeur(_)) => "celui du classeur",
        (false, Livrable::Trame(_)) => "celui de la trame",
    };
    let masque: Vec<String> = diffusion.masque.iter().map(|(quoi, nombre)| format!("{quoi} ({nombre})")).collect();
    let masque =
        if masque.is_empty() { "rien n’est masqué".to_owned() } else { format!("masqué : {}", masque.join(", ")) };
    // A budget is a document and a workbook, each with its line.
    let nom = match livrable {
        Livrable::Classeur(Classeur::Budget) => livrable.fichier(),
        autre => autre.nom().to_owned(),
    };
    format!("{nom} : profil {} ({origine}) ; {masque}", diffusion.profil)
}

fn failed(livrable: Livrable<'_>, error: &dyn std::error::Error) -> CliError {
    CliError::Document { livrable: livrable.nom().to_owned(), message: error.to_string() }
}
