//! The collection workbook: one sheet a theme, one cell for each field of the dossier, to fill in and to read back.
//!
//! Where each thing stands is what `cpts_collecte::disposition` says; its reader relies on it.

mod accueil;
mod cachees;
mod calculs;
mod cellules;
mod conditions;
mod formulaire;
mod tableau;
mod totaux;
mod validations;

use cpts_collecte::{Contenu, Forme, plan, remplir};
use cpts_model::{Dossier, Profil};
use rust_xlsxwriter::{ProtectionOptions, Workbook, Worksheet};

use crate::{
    XlsxError, XlsxOptions,
    cartouche::{Cartouche, Livrable},
    finition::{finished_with, rewrite},
};
use accueil::Resume;
use cachees::{Listes, Suites};

const TITRE: &str = "Classeur de collecte";
const LIVRABLE: Livrable = Livrable { nom: "collecte", titre: TITRE };

/// Most elements of a list that the workbook shows: twice what the largest communities count of members.
const ELEMENTS_MAX: usize = 20_000;

/// Returns the collection workbook of a dossier, as an .xlsx file: every field has its cell, filled where the dossier has a value.
///
/// It holds personal data, and is meant for the coordination alone. What is computed is a formula with its result; what is to be
/// typed is unlocked, with its choices, its help and its bounds; the sheets are protected without password. An empty dossier gives
/// the blank workbook.
///
/// # Errors
/// `XlsxError::Lines` past 20,000 elements in one list.
pub fn collecte(dossier: &Dossier, options: &XlsxOptions) -> Result<Vec<u8>, XlsxError> {
    let cartouche = if *dossier == Dossier::default() {
        Cartouche::vierge(LIVRABLE)
    } else {
        Cartouche::of(LIVRABLE, dossier, Profil::Interne, options.date)
    };
    let contenus = remplir(dossier);
    for (feuille, contenu) in plan().iter().zip(&contenus) {
        if let Contenu::Tableau(rangs) = contenu
            && rangs.len() > ELEMENTS_MAX
        {
            return Err(XlsxError::Lines { quoi: feuille.nom, nombre: rangs.len(), max: ELEMENTS_MAX });
        }
    }
    let listes = Listes::of(dossier);
    let mut suites = Suites::default();
    let mut workbook = Workbook::new();
    workbook.set_properties(&cartouche.properties(options.date));
    // The first sheet counts the rows of the others, which come after it.
    workbook.add_worksheet();
    let mut resumes = Vec::new();
    for (feuille, contenu) in plan().iter().zip(&contenus) {
        let sheet = workbook.add_worksheet();
        let resume = match (&feuille.forme, contenu) {
            (Forme::Tableau(tableau), Contenu::Tableau(rangs)) => {
                tableau::write(sheet, &cartouche, (feuille, tableau, rangs), &listes, &mut suites)?
            }
            (Forme::Formulaire(champs), Contenu::Formulaire(cellules)) => {
                formulaire::write(sheet, &cartouche, (feuille, champs, cellules), &listes, &mut suites)?
            }
            _ => continue,
        };
        resumes.push(Resume { feuille, ..resume });
    }
    accueil::write(workbook.worksheet_from_index(0)?, &cartouche, &resumes)?;
    listes.write(&mut workbook)?;
    suites.write(&mut workbook)?;
    cachees::gabarit(&mut workbook, dossier)?;
    finished_with(&workbook.save_to_buffer()?, &[], |package| {
        rewrite(package, "xl/worksheets/sheet", |_, xml| deverrouille(xml));
    })
}

/// Makes the last column of a table, which is unlocked, all of those up to the end of the sheet: Excel deletes a row only where
/// all of it is unlocked. The writer would keep sixteen thousand columns for each sheet.
fn deverrouille(xml: String) -> String {
    let end = xml.find("</cols>");
    let last = end.and_then(|end| xml[..end].rfind("<col ").map(|start| start..end));
    match last {
        // Columns of a width of their own are those of the sheet itself.
        Some(last) if !xml[last.clone()].contains("customWidth") => {
            let column = &xml[last.clone()];
            let whole = column.find("max=\"").and_then(|at| {
                let close = at + 5 + column[at + 5..].find('"')?;
                Some(format!("{}max=\"16384{}", &column[..at], &column[close..]))
            });
            whole.map_or_else(|| xml.clone(), |whole| format!("{}{whole}{}", &xml[..last.start], &xml[last.end..]))
        }
        _ => xml,
    }
}

/// Locks what is not to be typed. Without password: it prevents slips, and forbids nothing.
fn protect(sheet: &mut Worksheet) {
    sheet.protect_with_options(&ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        insert_rows: true,
        delete_rows: true,
        insert_links: true,
        sort: true,
        use_autofilter: true,
        edit_objects: true,
        ..ProtectionOptions::default()
    });
}

#[cfg(test)]
mod tests {
    use super::deverrouille;

    #[test]
    fn last_column_without_width_of_its_own_goes_to_the_end_of_the_sheet() {
        let xml = |last: &str| format!("<cols><col min=\"1\" max=\"1\" customWidth=\"1\"/>{last}</cols><x max=\"3\"/>");
        let free = "<col min=\"8\" max=\"8\" width=\"9.14\" style=\"2\"/>";
        let whole = "<col min=\"8\" max=\"16384\" width=\"9.14\" style=\"2\"/>";
        assert_eq!(deverrouille(xml(free)), xml(whole));
        let own = "<col min=\"8\" max=\"8\" width=\"40\" customWidth=\"1\"/>";
        assert_eq!(deverrouille(xml(own)), xml(own));
        assert_eq!(deverrouille("<sheetData/>".to_owned()), "<sheetData/>");
    }
}
