//! Sheet « Synthèse »: how many values have a cell, a row, a rule, or neither, document by document.

use rust_xlsxwriter::Worksheet;

use super::{
    ligne::{CELLULE, Lignes, RANGEE, REGLE},
    valeurs::{DOCUMENT, FEUILLE as VALEURS, ORIGINE},
};
use crate::{
    XlsxError, apparence,
    cartouche::Cartouche,
    feuille::{ENTETE as TITRES, page, top, wrapped},
    formule::{Resultat, cellule, formule},
    texte::propre,
};

const FEUILLE: &str = "Synthèse";
/// Row of the labels of the key figures, from 0; their values are under them.
const TUILES: u32 = 4;
/// Row of the titles of the documents.
const ENTETE: u32 = 7;
const LARGEUR: u32 = 50;

pub(super) fn write(sheet: &mut Worksheet, cartouche: &Cartouche, lignes: &Lignes, last: u32) -> Result<(), XlsxError> {
    let phrase = match lignes.documents.len() {
        0 => "Aucun document n’imprime de valeur".to_owned(),
        1 => "D’où viennent les valeurs du document".to_owned(),
        n => format!("D’où viennent les valeurs des {n}\u{a0}documents composés de ce dossier"),
    };
    top(sheet, FEUILLE, "Traçabilité", cartouche, &phrase)?;
    let kinds = [CELLULE, RANGEE, REGLE, lignes.sans];
    let sans = if lignes.sans == "Dossier" { "Saisies au dossier" } else { "Origine non publiée" };
    let titres = ["Document", "Valeurs", "Dans une cellule", "Dans une ligne", "Par une règle", sans];
    for (column, titre) in (0..).zip(titres) {
        sheet.set_column_width(column, if column == 0 { f64::from(LARGEUR) } else { 19.0 })?;
        let format = if column == 0 { apparence::entete() } else { apparence::entete_nombre() };
        sheet.write_string_with_format(ENTETE, column, titre, &format)?;
    }
    sheet.set_row_height(ENTETE, apparence::HAUTEUR_ENTETE)?;
    let first = ENTETE + 1;
    let (from, to) = (TITRES + 2, last + 1);
    let range = |column: &str| format!("'{VALEURS}'!{column}{from}:{column}{to}");
    let mut sums = [0_u32; 4];
    for (row, document) in (first..).zip(&lignes.documents) {
        sheet.write_string_with_format(row, 0, &*propre(document), &apparence::cellule_longue())?;
        let at = row + 1;
        let mut total = 0;
        for ((column, kind), sum) in (2..).zip(kinds).zip(&mut sums) {
            let count = lignes.count(document, kind);
            // An equality, not COUNTIFS: a title may hold the signs that COUNTIFS takes for others.
            let text = format!("SUMPRODUCT(({}=$A{at})*({}=\"{kind}\"))", range(DOCUMENT), range(ORIGINE));
            formule(sheet, (row, column), &text, &Resultat::Nombre(f64::from(count)), &apparence::cellule_nombre())?;
            *sum += count;
            total += count;
        }
        let text = format!("SUM(C{at}:F{at})");
        formule(sheet, (row, 1), &text, &Resultat::Nombre(f64::from(total)), &apparence::cellule_nombre())?;
        sheet.set_row_height(row, apparence::height(apparence::HAUTEUR_LIGNE, wrapped(document, LARGEUR)))?;
    }
    let row = first + lignes.documents.len() as u32;
    sheet.write_string_with_format(row, 0, "Ensemble", &apparence::total(apparence::cellule()))?;
    let all: u32 = sums.iter().sum();
    for (column, sum) in (1..).zip([all, sums[0], sums[1], sums[2], sums[3]]) {
        let text = if row == first {
            "0".to_owned()
        } else {
            format!("SUM({}:{})", cellule(first, column), cellule(row - 1, column))
        };
        let look = apparence::total(apparence::cellule_nombre());
        formule(sheet, (row, column), &text, &Resultat::Nombre(f64::from(sum)), &look)?;
    }
    sheet.set_row_height(row, apparence::HAUTEUR_LIGNE)?;
    let (label, value) = apparence::tuile();
    sheet.write_string_with_format(TUILES, 0, "Documents", &label)?;
    let value = value.set_num_format("#,##0");
    sheet.write_number_with_format(TUILES + 1, 0, lignes.documents.len() as f64, &value)?;
    for (column, sum) in (1..).zip([all, sums[0], sums[1], sums[2], sums[3]]) {
        sheet.write_string_with_format(TUILES, column, titres[usize::from(column)], &label)?;
        let text = cellule(row, column);
        formule(sheet, (TUILES + 1, column), &text, &Resultat::Nombre(f64::from(sum)), &value)?;
    }
    sheet.set_row_height(TUILES, apparence::HAUTEUR_LIGNE)?;
    sheet.set_row_height(TUILES + 1, 30)?;
    sheet.set_row_height(TUILES + 2, apparence::HAUTEUR_ESPACE)?;
    let notes = [
        "Dans une cellule\u{a0}: la valeur a été lue dans une cellule connue d’un classeur.",
        "Dans une ligne\u{a0}: l’élément a été lu dans une ligne connue, d’un tableau dont les colonnes ne le sont pas.",
        "Par une règle\u{a0}: la valeur est calculée ou recherchée\u{a0}; la feuille «\u{a0}Règles\u{a0}» dit comment.",
        if lignes.sans == "Dossier" {
            "Saisies au dossier\u{a0}: la valeur a été écrite dans le dossier, sans classeur derrière elle."
        } else {
            "Origine non publiée\u{a0}: une diffusion publique ne dit rien des classeurs de la communauté."
        },
    ];
    for (row, note) in (row + 2..).zip(notes) {
        sheet.write_string_with_format(row, 0, note, &apparence::note())?;
        sheet.set_row_height(row, apparence::HAUTEUR_LIGNE)?;
    }
    page(sheet, cartouche);
    sheet.set_freeze_panes(4, 0)?;
    sheet.set_print_area(0, 0, row + 5, titres.len() as u16 - 1)?;
    Ok(())
}
