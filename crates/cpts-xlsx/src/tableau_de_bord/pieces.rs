//! Sheet « Pièces »: the evidence, by number, with the indicators that each proves.

use std::collections::BTreeMap;

use cpts_model::{Diffusion, Mission, PieceId};
use rust_xlsxwriter::{Table, TableColumn, TableStyle, Worksheet};

use crate::{
    XlsxError, apparence,
    cartouche::Cartouche,
    feuille::{ENTETE, Forme, page, top, wrapped},
    texte::propre,
};

const FEUILLE: &str = "Pièces";
/// Rows to fill in where there is no piece.
const LIGNES_LIBRES: usize = 12;
/// One more line of a cell, in points, and the lines that a row may have: its list of indicators is what it is for.
const LIGNE: f64 = 13.0;
const MAX_LIGNES: u32 = 16;
/// Titles of the columns, with their widths in characters.
const COLONNES: [(&str, u32); 6] =
    [("N°", 7), ("Pièce", 40), ("Mission", 30), ("Date", 18), ("Fichier", 25), ("Indicateurs", 52)];

pub(super) fn write(
    sheet: &mut Worksheet,
    cartouche: &Cartouche,
    diffusion: &Diffusion,
    forme: Forme,
) -> Result<(), XlsxError> {
    let pieces = &diffusion.dossier.pieces;
    let phrase = match (forme, pieces.len()) {
        (Forme::Vierge, _) => "Une pièce par ligne ; son numéro est celui que citent les documents".to_owned(),
        (Forme::Remplie, 0) => "Aucune pièce dans ce dossier".to_owned(),
        (Forme::Remplie, 1) => "1\u{a0}pièce, dans l’ordre des numéros que citent les documents".to_owned(),
        (Forme::Remplie, n) => format!("{n}\u{a0}pièces, dans l’ordre des numéros que citent les documents"),
    };
    top(sheet, FEUILLE, "Pièces justificatives", cartouche, &phrase)?;
    let rows = if pieces.is_empty() { LIGNES_LIBRES } else { pieces.len() };
    let last = ENTETE + rows as u32;
    let titres: Vec<TableColumn> = COLONNES
        .iter()
        .map(|(titre, _)| TableColumn::new().set_header(*titre).set_header_format(apparence::entete()))
        .collect();
    let table = Table::new()
        .set_name("Pieces")
        .set_style(TableStyle::None)
        .set_columns(&titres)
        .set_alt_text_title("Pièces justificatives")
        .set_alt_text(&phrase);
    sheet.add_table(ENTETE, 0, last, COLONNES.len() as u16 - 1, &table)?;
    for (column, (_, largeur)) in (0..).zip(COLONNES) {
        sheet.set_column_width(column, f64::from(largeur))?;
    }
    sheet.set_row_height(ENTETE, apparence::HAUTEUR_ENTETE)?;
    let mut proved: BTreeMap<&PieceId, Vec<&str>> = BTreeMap::new();
    for indicateur in &diffusion.dossier.indicateurs {
        for id in &indicateur.pieces {
            proved.entry(id).or_default().push(indicateur.titre().unwrap_or(&indicateur.id));
        }
    }
    for (rank, row) in (0..rows).zip(ENTETE + 1..) {
        let numero = format!("P{}", rank + 1);
        let Some(piece) = pieces.get(rank) else {
            sheet.write_string_with_format(row, 0, numero, &apparence::saisie())?;
            for column in 1..COLONNES.len() as u16 {
                sheet.write_blank(row, column, &apparence::saisie().set_text_wrap())?;
            }
            sheet.set_row_height(row, apparence::HAUTEUR_LIGNE)?;
            continue;
        };
        let cited = proved.get(&piece.id).map(Vec::as_slice).unwrap_or_default();
        let mission = piece.mission.map_or("Toutes", Mission::libelle);
        let said = |mots: &Option<String>| mots.clone().unwrap_or_else(|| "–".to_owned());
        let cited = if cited.is_empty() { "–".to_owned() } else { cited.join("\n") };
        let titre = piece.libelle().to_owned();
        let cells = [numero, titre, mission.to_owned(), said(&piece.date), said(&piece.fichier), cited];
        let mut high = 1;
        for (column, (mots, (_, largeur))) in (0..).zip(cells.iter().zip(COLONNES)) {
            sheet.write_string_with_format(row, column, &*propre(mots), &apparence::cellule_longue())?;
            high = high.max(wrapped(mots, largeur));
        }
        sheet.set_row_height(row, apparence::HAUTEUR_LIGNE + LIGNE * f64::from(high.min(MAX_LIGNES) - 1))?;
    }
    page(sheet, cartouche);
    sheet.set_freeze_panes(ENTETE + 1, 2)?;
    sheet.set_repeat_rows(ENTETE, ENTETE)?;
    sheet.set_print_area(0, 0, last, COLONNES.len() as u16 - 1)?;
    Ok(())
}
