//! Sheet « Traçabilité »: a row for each value.

use rust_xlsxwriter::{Table, TableColumn, TableStyle, Worksheet};

use super::ligne::{Ligne, Lignes};
use crate::{
    XlsxError, apparence,
    cartouche::Cartouche,
    feuille::{ENTETE, Forme, page, top, wrapped},
    texte::propre,
};

pub(super) const FEUILLE: &str = "Traçabilité";
/// Columns that the other sheets count.
pub(super) const DOCUMENT: &str = "A";
pub(super) const ORIGINE: &str = "E";
pub(super) const REGLE: &str = "I";
/// Rows to fill in of a blank form.
const LIGNES_LIBRES: u32 = 20;

/// Titles of the columns, with their widths in characters.
const COLONNES: [(&str, u32); 12] = [
    ("Document", 24),
    ("Partie", 30),
    ("Libellé", 42),
    ("Valeur imprimée", 36),
    ("Origine", 11),
    ("Fichier", 20),
    ("Feuille", 20),
    ("Cellule", 10),
    ("Règle de calcul", 42),
    ("Entrées de la règle", 38),
    ("Preuve", 32),
    ("Adresse dans le dossier", 38),
];

/// Returns the last row of the table, from 0.
pub(super) fn last_row(lignes: &Lignes) -> u32 {
    ENTETE + (lignes.valeurs.len() as u32).max(1)
}

pub(super) fn write(
    sheet: &mut Worksheet,
    cartouche: &Cartouche,
    lignes: &Lignes,
    forme: Forme,
) -> Result<(), XlsxError> {
    let phrase = match (forme, lignes.valeurs.len(), lignes.reste) {
        (Forme::Vierge, ..) => {
            "Une valeur par ligne\u{a0}: où elle est imprimée, d’où elle vient, ce qui la prouve".to_owned()
        }
        (Forme::Remplie, 0, _) => "Aucune valeur n’est imprimée".to_owned(),
        (Forme::Remplie, 1, _) => "1\u{a0}valeur imprimée, avec sa cellule ou sa règle".to_owned(),
        (Forme::Remplie, n, 0) => format!("{n}\u{a0}valeurs imprimées, chacune avec sa cellule ou sa règle"),
        (Forme::Remplie, n, reste) => {
            format!(
                "Les {n}\u{a0}premières valeurs imprimées\u{a0}; {reste}\u{a0}autres se suivent par «\u{a0}cpts tracer\u{a0}»"
            )
        }
    };
    top(sheet, FEUILLE, "Traçabilité des valeurs imprimées", cartouche, &phrase)?;
    let last = match forme {
        Forme::Vierge => ENTETE + LIGNES_LIBRES,
        Forme::Remplie => last_row(lignes),
    };
    let titres: Vec<TableColumn> = COLONNES
        .iter()
        .map(|(titre, _)| TableColumn::new().set_header(*titre).set_header_format(apparence::entete()))
        .collect();
    let table = Table::new()
        .set_name("Tracabilite")
        .set_style(TableStyle::None)
        .set_columns(&titres)
        .set_alt_text_title("Traçabilité des valeurs imprimées")
        .set_alt_text(&phrase);
    let width = COLONNES.len() as u16;
    sheet.add_table(ENTETE, 0, last, width - 1, &table)?;
    for (column, (_, largeur)) in (0..).zip(COLONNES) {
        sheet.set_column_width(column, f64::from(largeur))?;
    }
    sheet.set_row_height(ENTETE, apparence::HAUTEUR_ENTETE)?;
    let (look, free) = (apparence::cellule_longue(), apparence::saisie().set_text_wrap());
    for (row, ligne) in (ENTETE + 1..).zip(&lignes.valeurs) {
        let mut high = 1;
        for (column, (mots, (_, largeur))) in (0..).zip(cells(ligne).into_iter().zip(COLONNES)) {
            // A dash says that there is nothing to say, where a blank could be an oversight.
            let mots = if mots.is_empty() { "–" } else { mots };
            sheet.write_string_with_format(row, column, &*propre(mots), &look)?;
            high = high.max(wrapped(mots, largeur));
        }
        sheet.set_row_height(row, apparence::height(apparence::HAUTEUR_LIGNE, high))?;
    }
    let first_free = ENTETE + 1 + lignes.valeurs.len() as u32;
    for row in first_free..=last {
        for column in 0..width {
            sheet.write_blank(row, column, &free)?;
        }
        sheet.set_row_height(row, apparence::HAUTEUR_LIGNE)?;
    }
    page(sheet, cartouche);
    // A3: on A4 the letters of so wide a table would be too small to read.
    sheet.set_paper_size(8);
    sheet.set_freeze_panes(ENTETE + 1, 3)?;
    sheet.set_repeat_rows(ENTETE, ENTETE)?;
    sheet.set_print_area(0, 0, last, width - 1)?;
    Ok(())
}

fn cells(ligne: &Ligne) -> [&str; 12] {
    [
        &ligne.document,
        &ligne.partie,
        &ligne.libelle,
        &ligne.valeur,
        ligne.origine,
        &ligne.fichier,
        &ligne.feuille,
        &ligne.cellule,
        &ligne.regle,
        &ligne.entrees,
        &ligne.preuve,
        &ligne.adresse,
    ]
}
