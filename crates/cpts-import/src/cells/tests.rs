//! The readers on whole files: the same content in every format, files that mean harm, and chance.

mod fabrique;
mod formats;
mod hasard;
mod hostiles;

use cpts_model::Constat;
use cpts_paquet::PaquetError;
use cpts_paquet::guard::Limits;

use super::{Cell, Valeur, Workbook, read};
use crate::{Classeur, ImportError};

/// The cells, with the bounds of every day.
fn cells_of(nom: &str, octets: &[u8]) -> Result<(Workbook, Vec<Constat>), PaquetError> {
    cells_within(nom, octets, &Limits::default())
}

fn cells_within(nom: &str, octets: &[u8], limits: &Limits) -> Result<(Workbook, Vec<Constat>), PaquetError> {
    match read(&Classeur { nom, octets }, limits) {
        Ok(found) => Ok(found),
        Err(ImportError::File { source, .. }) => Err(source),
        Err(other) => panic!("{other}"),
    }
}

fn refused(nom: &str, octets: &[u8]) -> PaquetError {
    cells_of(nom, octets).expect_err("refused")
}

/// A sheet as readable text: one line a cell, `D14 date 2024-03-15`.
fn shown(workbook: &Workbook) -> Vec<String> {
    let mut lines = Vec::new();
    for feuille in &workbook.feuilles {
        lines.push(format!("{}{}", feuille.nom, if feuille.visible { "" } else { " (masquée)" }));
        for fusion in &feuille.fusions {
            let start = super::address(fusion.ligne, fusion.colonne);
            lines.push(format!("{start}:{} fusion", super::address(fusion.derniere_ligne, fusion.derniere_colonne)));
        }
        for row in &feuille.rows {
            let masquee = if row.masquee { " (ligne masquée)" } else { "" };
            lines.extend(
                row.cells.iter().map(|cell| format!("{} {}{masquee}", cell.adresse(row.ligne), shown_cell(cell))),
            );
        }
    }
    lines
}

fn shown_cell(cell: &Cell) -> String {
    let kind = match &cell.valeur {
        Valeur::Texte(_) => "texte",
        Valeur::Nombre(_) => "nombre",
        Valeur::Booleen(_) => "booléen",
        Valeur::Date(_) => "date",
        Valeur::Duree(_) => "durée",
        Valeur::Erreur(_) => "erreur",
        Valeur::FormuleNonCalculee => "formule non calculée",
    };
    let marque = cell.marque.as_ref().map_or_else(String::new, |marque| {
        format!(" [{}{}]", marque.couleur.as_deref().unwrap_or(""), if marque.barre { " barré" } else { "" })
    });
    let note = if cell.note { " [note]" } else { "" };
    format!("{kind} {:?}{marque}{note}", cell.texte())
}
