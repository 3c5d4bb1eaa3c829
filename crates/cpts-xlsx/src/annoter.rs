//! The coordinator's own workbook with its findings: cells shaded, a note on each, a sheet that lists them all.
//!
//! The package is patched: what does not have to change keeps its bytes, formulas, charts, macros and all.

mod cellule;
mod classeur;
mod constats;
mod feuille;
mod notes;
mod patch;
mod separe;
mod styles;

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Cursor,
};

use cpts_model::{Constat, Gravite, constat::codes::import::CELLULE_NOTE};
use cpts_paquet::{
    Package, PackageWriter, PaquetError, Relationships,
    guard::{Format, Limits, inspect},
    relationships::{OFFICE, rels_name},
};

use cellule::Cellule;
use classeur::{Classeur, text};
use feuille::Feuille;
use styles::Styles;

pub use separe::constats_a_part;

/// Notes that one sheet gets; past them the cells are shaded and listed, and Excel stays quick.
const MAX_NOTES: usize = 1_000;

/// Name of the sheet of findings.
const CONSTATS: &str = "Constats";

const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
const STYLES: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml";
const COMMENTS: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const VML: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";

/// Why a workbook cannot be given back with its findings.
#[derive(Debug, thiserror::Error)]
pub enum AnnoterError {
    /// It is of another kind.
    #[error("seuls les classeurs .xlsx et .xlsm peuvent être annotés")]
    Genre,
    /// It is signed: any change breaks the signature.
    #[error("le classeur est signé électroniquement, et le modifier romprait la signature")]
    Signe,
    /// It is written in the strict form of the format.
    #[error("le classeur est au format « Strict Open XML »")]
    Strict,
    /// Something in it is not as Excel writes it.
    #[error("une partie du classeur n’est pas comme Excel l’écrit")]
    Illisible,
    /// The package cannot be read.
    #[error(transparent)]
    Paquet(#[from] PaquetError),
    /// The package cannot be written.
    #[error("le classeur n’a pas pu être écrit : {0}")]
    Ecriture(#[from] std::io::Error),
}

/// Returns `octets`, a workbook (.xlsx, .xlsm) of the name `nom`, with the findings about it: the cells shaded by gravity, a note on each, and a last sheet
/// « Constats » with links to them.
///
/// Findings about another file are left out. A cell that has a note keeps it, ours after it; one that has a conversation is shaded only. A thousand notes
/// at most are written in one sheet; every finding is in the list. The same workbook and findings give the same bytes.
///
/// # Errors
/// [`AnnoterError`] where the workbook cannot be patched safely; [`constats_a_part`] then gives the findings in a workbook of their own.
pub fn annoter(octets: &[u8], nom: &str, constats: &[Constat]) -> Result<Vec<u8>, AnnoterError> {
    let limits = Limits::default();
    if inspect(octets, nom, &limits)? != Format::Xlsx {
        return Err(AnnoterError::Genre);
    }
    let mut package = Package::read(octets, &limits)?;
    if package.iter().any(|(part, _)| part.starts_with("_xmlsignatures/")) {
        return Err(AnnoterError::Signe);
    }
    let constats: Vec<Constat> =
        constats.iter().filter(|c| c.place.fichier.as_deref().is_none_or(|fichier| fichier == nom)).cloned().collect();
    let mut classeur = Classeur::read(&package)?;

    let styles_part = classeur.relations.find("styles").and_then(|relation| relation.part(&classeur.part));
    let styles_text = match &styles_part {
        Some(part) => text(&package, part)?.to_owned(),
        None => styles::EMPTY.to_owned(),
    };
    let mut styles = Styles::parse(&styles_text)?;
    for (name, part) in &classeur.sheets {
        let found: Vec<&Constat> =
            constats.iter().filter(|constat| constat.place.feuille.as_ref() == Some(name)).collect();
        mark(&mut package, part, &found, &mut styles)?;
    }

    let linked: BTreeSet<&str> = classeur.sheets.iter().map(|(name, _)| name.as_str()).collect();
    let sheet = constats::sheet(&constats, &mut styles, |name| linked.contains(name));
    let folder = classeur.part.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let part = package.free_name(&format!("{folder}worksheets/sheet"), "xml");
    package.insert_typed(&part, SHEET, sheet.into_bytes());
    let name = classeur.free_name(CONSTATS);
    let relation = classeur.relations.add(&format!("{OFFICE}worksheet"), &format!("/{part}"));
    let workbook = classeur.with_sheet(&name, &relation);
    let styles = styles.finish().into_bytes();
    let part = styles_part.unwrap_or_else(|| {
        let part = package.free_name(&format!("{folder}styles"), "xml");
        classeur.relations.add(&format!("{OFFICE}styles"), &format!("/{part}"));
        part
    });
    package.insert_typed(&part, STYLES, styles);
    package.insert(&classeur.part, workbook.into_bytes());
    package.insert(&rels_name(&classeur.part), classeur.relations.render());

    let mut writer = PackageWriter::new(Cursor::new(Vec::new()), &package.types)?;
    for (name, part) in package.iter() {
        writer.part(name, part)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// Shades the cells of a sheet and puts their notes.
fn mark(package: &mut Package, part: &str, constats: &[&Constat], styles: &mut Styles<'_>) -> Result<(), AnnoterError> {
    let (mut cells, mut notes): (BTreeMap<Cellule, Gravite>, BTreeMap<Cellule, String>) = Default::default();
    for constat in constats {
        // A note that says that there is a note says nothing.
        let cellule = constat.place.cellule.as_deref().filter(|_| constat.code != CELLULE_NOTE.code);
        let Some(cellule) = cellule.and_then(Cellule::parse) else { continue };
        // The gravest comes first in the order of the type.
        cells.entry(cellule).and_modify(|known| *known = constat.gravite.min(*known)).or_insert(constat.gravite);
        if notes.len() < MAX_NOTES || notes.contains_key(&cellule) {
            let note = notes.entry(cellule).or_default();
            if !note.is_empty() {
                note.push_str("\n\n");
            }
            note.push_str(&words(constat));
        }
    }
    if cells.is_empty() {
        return Ok(());
    }
    let sheet = text(package, part)?.to_owned();
    let mut feuille = Feuille::shade(&sheet, &cells, styles)?;
    let mut relations = package.get(&rels_name(part)).map_or(Ok(Relationships::default()), Relationships::parse)?;
    let related = relations.len();
    let threads = match relations.find("threadedComment").and_then(|relation| relation.part(part)) {
        Some(threads) => notes::threads(text(package, &threads)?)?,
        None => BTreeSet::new(),
    };

    let known = relations.find("comments").and_then(|relation| relation.part(part));
    let before = match &known {
        Some(known) => text(package, known)?.to_owned(),
        None => notes::no_notes(),
    };
    let (after, boxes) = notes::add(&before, &notes, &threads)?;
    if after != before {
        let known = known.unwrap_or_else(|| {
            let new = package.free_name("xl/comments", "xml");
            relations.add(&format!("{OFFICE}comments"), &format!("/{new}"));
            new
        });
        package.insert_typed(&known, COMMENTS, after.into_bytes());
    }
    if !boxes.is_empty() {
        let boxes: Vec<(Cellule, usize)> =
            boxes.into_iter().map(|cellule| (cellule, notes.get(&cellule).map_or(0, String::len))).collect();
        let drawing = feuille.notes.as_ref().and_then(|id| relations.get(id)?.part(part));
        if let Some(drawing) = drawing {
            let drawn = notes::draw(text(package, &drawing)?, &boxes)?;
            package.insert(&drawing, drawn.into_bytes());
        } else {
            let new = package.free_name("xl/drawings/vmlDrawing", "vml");
            package.insert_typed(&new, VML, notes::draw(notes::NO_BOXES, &boxes)?.into_bytes());
            let id = relations.add(&format!("{OFFICE}vmlDrawing"), &format!("/{new}"));
            feuille.tie_notes(&id);
        }
    }
    let sheet = feuille.finish();
    package.insert(part, sheet.into_bytes());
    // Another program's relationships are not rewritten where they gain nothing.
    if relations.len() > related {
        package.insert(&rels_name(part), relations.render());
    }
    Ok(())
}

/// Returns the words of a note.
fn words(constat: &Constat) -> String {
    let gravite = constats::gravite(constat.gravite);
    let conseil = constat.conseil.as_ref().map_or(String::new(), |conseil| format!("\nConseil\u{a0}: {conseil}"));
    format!("{gravite}\u{a0}: {}{conseil}", constat.message)
}
