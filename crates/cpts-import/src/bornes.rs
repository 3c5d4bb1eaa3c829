//! What the lists will take in memory once they are members: told before anything is built, and refused with a remedy.

use cpts_paquet::{
    PaquetError,
    guard::{Borne, Limits},
};

use crate::{
    ImportError,
    cells::{Cell, Sheet, Valeur, Workbook},
    classement::Plan,
    entete::Colonne,
    importer::sheet_of,
};

/// A member, whatever its row holds: its fields and the maps beside them.
const LIGNE: u64 = 1_700;
/// A cell as it is read, and what it leaves in the member.
const CELLULE: u64 = 245;
/// Beyond the few letters that [`CELLULE`] counts, a text is held by the cell, by the field and as it was written.
const COURT: u64 = 20;
const COPIES: u64 = 3;
/// A value kept under its heading, beside the two texts.
const INCONNUE: u64 = 55;

/// Refuses lists that would pass the memory that any file may take.
///
/// The sizes above were measured as resident memory on lists of 2,000 to 990,000 rows, and give it within 8 %.
pub(crate) fn bound(workbooks: &[Workbook], plans: &[Plan], limits: &Limits) -> Result<(), ImportError> {
    let (mut octets, mut unknown) = (0_u64, 0_u64);
    for plan in plans.iter().filter(|plan| plan.lists_members()) {
        let Some((sheet, noms)) = sheet_of(workbooks, plan) else { continue };
        let refused =
            |borne| ImportError::File { fichier: noms.fichier.to_owned(), source: PaquetError::Limit { borne } };
        octets += repeated(sheet, plan);
        for row in plan.rows(sheet) {
            octets += LIGNE;
            for cell in &row.cells {
                let (weight, not_understood) = weight(cell, column(plan, cell.colonne));
                octets += weight;
                unknown += u64::from(not_understood);
            }
        }
        if unknown > limits.valeurs_inconnues {
            return Err(refused(Borne::ValeursInconnues(limits.valeurs_inconnues)));
        }
        if octets > limits.octets_adherents {
            return Err(refused(Borne::OctetsAdherents(limits.octets_adherents)));
        }
    }
    Ok(())
}

fn column(plan: &Plan, index: u32) -> Option<&Colonne> {
    plan.entete.colonnes.binary_search_by_key(&index, |c| c.index).ok().map(|at| &plan.entete.colonnes[at])
}

/// Returns what a cell takes, and whether its column is not understood.
fn weight(cell: &Cell, colonne: Option<&Colonne>) -> (u64, bool) {
    let texte = length(cell);
    match colonne {
        Some(colonne) if colonne.champ.is_none() => {
            (CELLULE + INCONNUE + colonne.titre.len() as u64 + texte * (COPIES - 1), true)
        }
        _ => (CELLULE + texte.saturating_sub(COURT) * COPIES, false),
    }
}

/// Returns what vertical merges add: their text stands in every row that they cover.
fn repeated(sheet: &Sheet, plan: &Plan) -> u64 {
    let vertical = sheet.fusions.iter().filter(|fusion| {
        fusion.derniere_ligne > fusion.ligne
            && fusion.colonne == fusion.derniere_colonne
            && fusion.ligne > plan.entete.derniere
    });
    let mut octets = 0_u64;
    for fusion in vertical {
        let Ok(at) = sheet.rows.binary_search_by_key(&fusion.ligne, |row| row.ligne) else { continue };
        let Some(cell) = sheet.rows[at].cells.iter().find(|cell| cell.colonne == fusion.colonne) else { continue };
        // Rows without a value of their own are no rows of the list.
        let end = sheet.rows.partition_point(|row| row.ligne <= fusion.derniere_ligne.min(plan.derniere));
        octets += (end.saturating_sub(at) as u64) * (INCONNUE + length(cell) * (COPIES - 1));
    }
    octets
}

fn length(cell: &Cell) -> u64 {
    match &cell.valeur {
        Valeur::Texte(texte) => texte.len() as u64,
        _ => COURT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        cells::{Fusion, Row},
        classement,
    };

    fn workbook(fusions: Vec<Fusion>) -> Workbook {
        let row = |ligne: u32, textes: &[&str]| Row {
            ligne,
            masquee: false,
            cells: textes
                .iter()
                .zip(1..)
                .map(|(texte, colonne)| Cell {
                    colonne,
                    valeur: Valeur::Texte((*texte).into()),
                    format: None,
                    marque: None,
                    note: false,
                })
                .collect(),
        };
        let rows = vec![
            row(1, &["Nom", "Prénom", "Profession", "Zq"]),
            row(2, &["Albert", "Léa", "IDE", "une valeur"]),
            row(3, &["Bayle", "Luc", "Kiné"]),
            row(4, &["Cazaux", "Zoé", "Kiné"]),
        ];
        let feuille = Sheet { nom: "Adhérents".to_owned(), visible: true, rows, fusions, ..Sheet::default() };
        Workbook { fichier: "liste.xlsx".to_owned(), feuilles: vec![feuille] }
    }

    fn refused(fusions: Vec<Fusion>, limits: &Limits) -> Option<Borne> {
        let workbooks = [workbook(fusions)];
        let plans = classement::plans((1, "liste.xlsx"), 1, &workbooks[0].feuilles[0], None, 2025);
        match bound(&workbooks, &plans, limits) {
            Err(ImportError::File { source: PaquetError::Limit { borne }, .. }) => Some(borne),
            _ => None,
        }
    }

    #[test]
    fn list_past_the_memory_is_refused_and_the_one_below_is_not() {
        let limits = |octets| Limits { octets_adherents: octets, ..Limits::default() };
        let size = 3 * LIGNE + 10 * CELLULE + INCONNUE + 2 + 2 * 10;
        assert_eq!(refused(Vec::new(), &limits(size)), None);
        assert_eq!(refused(Vec::new(), &limits(size - 1)), Some(Borne::OctetsAdherents(size - 1)));
    }

    #[test]
    fn text_merged_over_rows_counts_in_each() {
        let fusion = Fusion { ligne: 2, colonne: 4, derniere_ligne: 4, derniere_colonne: 4 };
        let limits = Limits { octets_adherents: 3 * LIGNE + 10 * CELLULE + 2 * INCONNUE, ..Limits::default() };
        assert_eq!(refused(Vec::new(), &limits), None);
        assert!(refused(vec![fusion], &limits).is_some());
    }

    #[test]
    fn values_not_understood_are_counted() {
        let limits = Limits { valeurs_inconnues: 0, ..Limits::default() };
        assert_eq!(refused(Vec::new(), &limits), Some(Borne::ValeursInconnues(0)));
    }
}
