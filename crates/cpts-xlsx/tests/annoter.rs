//! A workbook given back with very many findings.

#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

mod commun;

use commun::{part, sheet};
use cpts_model::{Constat, Place, constat::codes::valeur::RPPS_CLE};
use cpts_xlsx::annoter;
use rust_xlsxwriter::Workbook;

const LIGNES: u32 = 2_500;
const COLONNES: u16 = 4;

fn classeur() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let feuille = workbook.add_worksheet().set_name("Adhérents").unwrap();
    for row in 0..LIGNES {
        for column in 0..COLONNES {
            feuille.write_number(row, column, row).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn constats() -> Vec<Constat> {
    let cells = (1..=LIGNES).flat_map(|ligne| ["A", "B", "C", "D"].map(|colonne| format!("{colonne}{ligne}")));
    let constat = |cellule: String| {
        let feuille = Some("Adhérents".to_owned());
        RPPS_CLE.constat(Place { feuille, cellule: Some(cellule), ..Place::default() }, "clé fausse")
    };
    cells.map(constat).collect()
}

#[test]
fn ten_thousand_findings_are_all_listed_and_shaded_and_a_thousand_noted() {
    let constats = constats();
    assert_eq!(constats.len(), 10_000);
    let octets = annoter(&classeur(), "liste.xlsx", &constats).unwrap();
    let list = sheet(&octets, "Constats");
    assert_eq!(list.height(), 10_001);
    assert_eq!(list.get_value((10_000, 2)).unwrap().to_string(), "D2500");
    assert_eq!(part(&octets, "xl/comments1.xml").matches("<comment ").count(), 1_000);
    let cells = part(&octets, "xl/worksheets/sheet1.xml");
    assert_eq!(cells.matches(" s=\"").count(), 10_000);
}
