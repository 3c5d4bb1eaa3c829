//! Sheet « Années »: the same lines by the calendar they are counted on.

use cpts_model::{Dossier, Montant, NaturePeriode};
use rust_xlsxwriter::Worksheet;

use super::{
    ligne::{Axe, calendrier},
    somme::{self, Calcul, Colonne},
    tableau::Tableau,
};
use crate::{
    XlsxError, apparence,
    cartouche::Cartouche,
    feuille::{ENTETE, page, top},
    formule::{cellule, formule},
};

const FEUILLE: &str = "Années";
const PHRASE: &str = "L’Assurance maladie paie par année de contrat, l’association compte par exercice\u{a0}: chaque ligne est dans une seule de ces années";
const TITRES: [&str; 9] = [
    "Calendrier",
    "Début",
    "Fin",
    "Produits prévus",
    "Produits reçus",
    "Charges prévues",
    "Charges réalisées",
    "Résultat prévu",
    "Résultat",
];
const CALENDRIERS: [NaturePeriode; 3] = [NaturePeriode::Civile, NaturePeriode::Contrat, NaturePeriode::Comptable];

pub(super) fn write(
    sheet: &mut Worksheet,
    cartouche: &Cartouche,
    dossier: &Dossier,
    produits: &Tableau<'_>,
    charges: &Tableau<'_>,
) -> Result<(), XlsxError> {
    top(sheet, FEUILLE, "Année civile, année de contrat, exercice comptable", cartouche, PHRASE)?;
    for (column, titre) in (0..).zip(TITRES) {
        sheet.set_column_width(
            column,
            if column == 0 {
                24.0
            } else if column < 3 {
                12.0
            } else {
                15.0
            },
        )?;
        let format = if column < 3 { apparence::entete() } else { apparence::entete_nombre() };
        sheet.write_string_with_format(ENTETE, column, titre, &format)?;
    }
    sheet.set_row_height(ENTETE, apparence::HAUTEUR_ENTETE)?;
    let first = ENTETE + 1;
    let columns = [
        (produits, Colonne::Prevu),
        (produits, Colonne::Realise),
        (charges, Colonne::Prevu),
        (charges, Colonne::Realise),
    ];
    for (row, nature) in (first..).zip(CALENDRIERS) {
        let mots = calendrier(nature);
        sheet.write_string_with_format(row, 0, mots, &apparence::cellule())?;
        let periode = dossier.exercice.periode(nature);
        for (column, jour) in [(1, periode.map(|periode| periode.debut)), (2, periode.map(|periode| periode.fin))] {
            match jour {
                Some(jour) => sheet.write_datetime_with_format(row, column, jour, &apparence::cellule_date())?,
                None => sheet.write_blank(row, column, &apparence::cellule_date())?,
            };
        }
        let critere = (Axe::Calendrier, mots, &*format!("$A{}", row + 1));
        let sums = columns.map(|(tableau, colonne)| somme::somme(tableau, colonne, &[critere]));
        line(sheet, row, &sums, apparence::cellule_euros)?;
    }
    let last = ENTETE + CALENDRIERS.len() as u32;
    let total = last + 1;
    for column in 0..3 {
        sheet.write_blank(total, column, &apparence::total(apparence::cellule()))?;
    }
    sheet.write_string_with_format(total, 0, "Total", &apparence::total(apparence::cellule()))?;
    let mut column = 2;
    let sums = columns.map(|(tableau, colonne)| {
        column += 1;
        let range = format!("{}:{}", cellule(first, column), cellule(last, column));
        let montant = somme::somme(tableau, colonne, &[]).montant;
        Calcul { formule: format!("IF(COUNT({range})=0,\"\",SUM({range}))"), montant }
    });
    line(sheet, total, &sums, || apparence::total(apparence::cellule_euros()))?;
    page(sheet, cartouche);
    sheet.set_freeze_panes(first, 1)?;
    sheet.set_repeat_rows(ENTETE, ENTETE)?;
    Ok(())
}

/// Writes the four sums of a line, and what is left of each pair.
fn line(
    sheet: &mut Worksheet,
    row: u32,
    sums: &[Calcul; 4],
    format: impl Fn() -> rust_xlsxwriter::Format,
) -> Result<(), XlsxError> {
    for (column, calcul) in (3..).zip(sums) {
        formule(sheet, (row, column), &calcul.formule, &calcul.resultat(), &format())?;
    }
    for (column, (plus, moins)) in [(7, (3, 5)), (8, (4, 6))] {
        let (income, expenses) = (cellule(row, plus), cellule(row, moins));
        let of = |column: u16| sums[usize::from(column) - 3].montant;
        let left = somme::ecart((&income, of(plus)), (&expenses, of(moins)));
        formule(sheet, (row, column), &left.formule, &left.montant.map(Montant::euros).into(), &format())?;
    }
    sheet.set_row_height(row, apparence::HAUTEUR_LIGNE)?;
    Ok(())
}
