//! The slip that goes with the pieces: each with its number, its file, its digest and what it proves.

use std::collections::BTreeMap;

use cpts_model::{
    Diffusion, Dossier, Mission, PieceId,
    piece::{citations, ordre_archive},
};
use rust_xlsxwriter::{Format, FormatAlign, Table, TableColumn, TableStyle, Workbook, Worksheet};

use crate::{
    XlsxError, XlsxOptions, apparence,
    cartouche::{Cartouche, Livrable},
    error::bound,
    feuille::{ENTETE, page, top, wrapped},
    finition::finished,
    texte::propre,
};

const TITRE: &str = "Bordereau des pièces";
const LIVRABLE: Livrable = Livrable { nom: "bordereau-pieces", titre: TITRE };
/// What stands for a file that is missing.
const A_JOINDRE: &str = "À joindre";
/// One more line of a cell, in points, and the lines that a row may have: Excel stops at 409 points.
const LIGNE: f64 = 13.0;
const MAX_LIGNES: u32 = 30;
/// Column of what a piece proves.
const PREUVES: usize = 6;
/// Titles of the columns, with their widths in characters.
const COLONNES: [(&str, u32); 8] = [
    ("N°", 6),
    ("Pièce", 34),
    ("Mission", 20),
    ("Date", 13),
    ("Fichier joint", 40),
    ("Taille", 10),
    ("Ce qu’elle prouve", 42),
    ("SHA-256", 35),
];

/// The file that is joined for a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jointe {
    /// Its path beside the slip.
    pub chemin: String,
    /// Its size in bytes.
    pub taille: u64,
}

/// Returns the slip of the pieces as an .xlsx file: those of all missions, then by mission, then by number.
///
/// `jointes` has the file of each piece of the dossier, in its order; a piece without one is to be joined, and says so.
/// What a piece proves is everything that cites it.
///
/// # Errors
/// `XlsxError::Lines` past 5,000 pieces.
pub fn bordereau(
    diffusion: &Diffusion,
    jointes: &[Option<Jointe>],
    options: &XlsxOptions,
) -> Result<Vec<u8>, XlsxError> {
    bound("pièces", diffusion.dossier.pieces.len())?;
    let cartouche = Cartouche::new(LIVRABLE, diffusion, options.date);
    let mut workbook = Workbook::new();
    workbook.set_properties(&cartouche.properties(options.date));
    write(workbook.add_worksheet(), &cartouche, &diffusion.dossier, jointes)?;
    finished(&workbook.save_to_buffer()?, &[])
}

fn write(
    sheet: &mut Worksheet,
    cartouche: &Cartouche,
    dossier: &Dossier,
    jointes: &[Option<Jointe>],
) -> Result<(), XlsxError> {
    let phrase = counted(dossier.pieces.len(), jointes.iter().flatten().count());
    top(sheet, "Bordereau", TITRE, cartouche, &phrase)?;
    let last = ENTETE + dossier.pieces.len().max(1) as u32;
    let titres: Vec<TableColumn> = COLONNES
        .iter()
        .map(|(titre, _)| TableColumn::new().set_header(*titre).set_header_format(apparence::entete()))
        .collect();
    let table = Table::new()
        .set_name("Bordereau_des_pieces")
        .set_style(TableStyle::None)
        .set_columns(&titres)
        .set_alt_text_title(TITRE)
        .set_alt_text(&phrase);
    sheet.add_table(ENTETE, 0, last, COLONNES.len() as u16 - 1, &table)?;
    for (column, (_, largeur)) in (0..).zip(COLONNES) {
        sheet.set_column_width(column, f64::from(largeur))?;
    }
    sheet.set_row_height(ENTETE, apparence::HAUTEUR_ENTETE)?;
    let proved = proved(dossier);
    for (rang, row) in ordre_archive(dossier).into_iter().zip(ENTETE + 1..) {
        let jointe = jointes.get(rang).and_then(Option::as_ref);
        let high = line(sheet, row, (dossier, rang), jointe, &proved)?;
        sheet.set_row_height(row, apparence::HAUTEUR_LIGNE + LIGNE * f64::from(high.min(MAX_LIGNES) - 1))?;
    }
    page(sheet, cartouche);
    sheet.set_freeze_panes(ENTETE + 1, 2)?;
    sheet.set_repeat_rows(ENTETE, ENTETE)?;
    sheet.set_print_area(0, 0, last, COLONNES.len() as u16 - 1)?;
    Ok(())
}

/// Writes the line of a piece and returns how many lines of text it takes.
fn line(
    sheet: &mut Worksheet,
    row: u32,
    (dossier, rang): (&Dossier, usize),
    jointe: Option<&Jointe>,
    proved: &BTreeMap<&PieceId, Vec<String>>,
) -> Result<u32, XlsxError> {
    let piece = &dossier.pieces[rang];
    let said = |mots: Option<&str>| mots.unwrap_or("–").to_owned();
    let mission = piece.volet.map_or_else(|| piece.mission.map_or("Toutes", Mission::libelle), |volet| volet.libelle());
    let (fichier, look) = match jointe {
        Some(jointe) => (jointe.chemin.clone(), apparence::cellule_longue()),
        None => (A_JOINDRE.to_owned(), apparence::cellule_a_completer()),
    };
    let cites = proved.get(&piece.id).map(|cites| fitting(cites));
    let sha256 = piece.sha256.as_deref().filter(|_| jointe.is_some());
    let cells: [(String, Format); 8] = [
        (format!("P{}", rang + 1), apparence::cellule_longue()),
        (piece.libelle().to_owned(), apparence::cellule_longue()),
        (mission.to_owned(), apparence::cellule_longue()),
        (said(piece.date.as_deref()), apparence::cellule_longue()),
        (fichier, look),
        (if jointe.is_some() { String::new() } else { said(None) }, apparence::cellule_longue()),
        (said(cites.as_deref()), apparence::cellule_longue()),
        (said(sha256), apparence::cellule_longue()),
    ];
    let mut high = 1;
    for (column, ((mots, look), (_, largeur))) in (0..).zip(cells.iter().zip(COLONNES)) {
        high = high.max(wrapped(mots, largeur));
        match jointe {
            Some(jointe) if mots.is_empty() => {
                let kibioctets = jointe.taille.div_ceil(1024) as f64;
                let look = apparence::cellule().set_num_format("#,##0\u{a0}\"Ko\"").set_align(FormatAlign::Left);
                sheet.write_number_with_format(row, column, kibioctets, &look)?;
            }
            _ => {
                sheet.write_string_with_format(row, column, &*propre(mots), look)?;
            }
        }
    }
    Ok(high)
}

/// Returns the lines that a row has room for, and how many there are more.
fn fitting(cites: &[String]) -> String {
    let mut room = MAX_LIGNES - 1;
    let mut fitting = Vec::new();
    for cite in cites {
        let Some(left) = room.checked_sub(wrapped(cite, COLONNES[PREUVES].1)) else { break };
        room = left;
        fitting.push(cite.clone());
    }
    match cites.len() - fitting.len() {
        0 => {}
        1 => fitting.push("et une autre".to_owned()),
        autres => fitting.push(format!("et {autres} autres")),
    }
    fitting.join("\n")
}

/// Returns what cites each piece, in words.
fn proved(dossier: &Dossier) -> BTreeMap<&PieceId, Vec<String>> {
    let mut proved: BTreeMap<&PieceId, Vec<String>> = BTreeMap::new();
    for citation in citations(dossier) {
        let mots = match citation.intitule.filter(|intitule| !intitule.trim().is_empty()) {
            Some(intitule) => format!("{}\u{a0}: {intitule}", citation.genre),
            None => citation.genre.to_owned(),
        };
        for id in citation.pieces {
            let known = proved.entry(id).or_default();
            if !known.contains(&mots) {
                known.push(mots.clone());
            }
        }
    }
    proved
}

/// Returns « 12 pièces, dont 3 à joindre ».
fn counted(pieces: usize, jointes: usize) -> String {
    let dont = match pieces.saturating_sub(jointes) {
        0 => "toutes jointes".to_owned(),
        manquantes => format!("dont {manquantes} à joindre"),
    };
    match (pieces, jointes) {
        (0, _) => "Aucune pièce dans ce dossier".to_owned(),
        (1, 0) => "1\u{a0}pièce, à joindre".to_owned(),
        (1, _) => "1\u{a0}pièce, jointe".to_owned(),
        _ => format!("{pieces}\u{a0}pièces, {dont}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{counted, fitting};

    #[test]
    fn proofs_past_the_height_of_a_row_are_counted() {
        let proofs = |nombre: usize| vec!["Action\u{a0}: Dépistage".to_owned(); nombre];
        assert_eq!(fitting(&proofs(29)).lines().count(), 29);
        assert!(fitting(&proofs(30)).ends_with("Dépistage\net une autre"));
        assert!(fitting(&proofs(40)).ends_with("Dépistage\net 11 autres"));
    }

    #[test]
    fn counted_agrees_with_its_numbers() {
        let phrases = [(0, 0), (1, 1), (1, 0), (3, 3), (3, 1)].map(|(pieces, jointes)| counted(pieces, jointes));
        assert_eq!(
            phrases,
            [
                "Aucune pièce dans ce dossier",
                "1\u{a0}pièce, jointe",
                "1\u{a0}pièce, à joindre",
                "3\u{a0}pièces, toutes jointes",
                "3\u{a0}pièces, dont 2 à joindre"
            ]
        );
    }
}
