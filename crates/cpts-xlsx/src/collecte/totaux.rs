//! Sums above the titles of a table, each over its column.

use cpts_collecte::{Cellule, Champ, Genre, Rang, Role, Tableau};
use rust_xlsxwriter::{Format, FormatAlign, Worksheet, utility::column_number_to_name};

use super::tableau::{DATA, FIRST};
use crate::{
    XlsxError, apparence,
    formule::{Resultat, formule},
};

/// Fields whose sum says something, beside the amounts.
const SOMMES: [&str; 5] = ["patients", "participants", "nombre", "reunions", "population"];

/// A column to add up.
struct Somme<'t> {
    column: u16,
    champ: &'t Champ,
    /// Last row that the formulas reach, from 0.
    last: u32,
    rangs: &'t [Rang],
}

impl Somme<'_> {
    /// Returns the sum of the rows that are wanted; `None` where none has a number.
    fn of(&self, wanted: impl Fn(&Rang) -> bool) -> Option<f64> {
        let index = usize::from(self.column - FIRST);
        let numbers = self.rangs.iter().filter(|rang| wanted(rang)).filter_map(|rang| match rang.cellules.get(index) {
            Some(Cellule::Nombre(nombre)) => Some(*nombre),
            _ => None,
        });
        let numbers: Vec<f64> = numbers.collect();
        (!numbers.is_empty()).then(|| (numbers.iter().sum::<f64>() * 100.0).round() / 100.0)
    }

    fn look(&self) -> Format {
        let format = apparence::phrase().set_align(FormatAlign::Right);
        format.set_num_format(if self.champ.genre == Genre::Montant { "#,##0.00\u{a0}€" } else { "#,##0" })
    }

    fn cells(&self) -> String {
        cells(self.column, self.last)
    }
}

/// Returns the cells of a column, from the first row of data on.
fn cells(column: u16, last: u32) -> String {
    let letters = column_number_to_name(column);
    format!("${letters}${}:${letters}${}", DATA + 1, last + 1)
}

/// Writes the sums; those of the budget apart for income and expenses, with their balance.
pub(super) fn write(
    sheet: &mut Worksheet,
    tableau: &Tableau,
    colonnes: &[(u16, &Champ)],
    rangs: &[Rang],
    last: u32,
) -> Result<(), XlsxError> {
    let is_summed = |champ: &Champ| {
        !matches!(champ.role, Role::Affichage(_))
            && (champ.genre == Genre::Montant || SOMMES.contains(&champ.role.cle()))
    };
    let sommes: Vec<Somme<'_>> = colonnes
        .iter()
        .filter(|(_, champ)| is_summed(champ))
        .map(|(column, champ)| Somme { column: *column, champ, last, rangs })
        .collect();
    let Some(leftmost) = sommes.first().map(|somme| somme.column) else { return Ok(()) };
    let label = apparence::contexte().set_align(FormatAlign::Right);
    if tableau.listes.first().is_some_and(|liste| liste.chemin == "budget/lignes") {
        return budget(sheet, &sommes, leftmost - 1, &label);
    }
    for somme in &sommes {
        let over = somme.cells();
        let texte = format!("IF(COUNT({over})=0,\"\",SUM({over}))");
        formule(sheet, (1, somme.column), &texte, &somme.of(|_| true).into(), &somme.look())?;
    }
    if leftmost > FIRST + 1 {
        sheet.write_string_with_format(1, leftmost - 1, "Total", &label)?;
    }
    Ok(())
}

fn budget(sheet: &mut Worksheet, sommes: &[Somme<'_>], beside: u16, label: &Format) -> Result<(), XlsxError> {
    const SENS: [&str; 2] = ["Produit", "Charge"];
    let is = |rang: &Rang, mot: &str| matches!(rang.cellules.first(), Some(Cellule::Texte(texte)) if texte == mot);
    for (row, mot) in (0..).zip(SENS) {
        sheet.write_string_with_format(row, beside, format!("{mot}s"), label)?;
        for somme in sommes {
            let texte = format!("SUMIF({},\"{mot}\",{})", cells(FIRST, somme.last), somme.cells());
            let total = somme.of(|rang| is(rang, mot)).unwrap_or(0.0);
            formule(sheet, (row, somme.column), &texte, &Resultat::Nombre(total), &somme.look())?;
        }
    }
    sheet.write_string_with_format(2, beside, "Solde", label)?;
    for somme in sommes {
        let letters = column_number_to_name(somme.column);
        let [produits, charges] = SENS.map(|mot| somme.of(|rang| is(rang, mot)).unwrap_or(0.0));
        let solde = ((produits - charges) * 100.0).round() / 100.0;
        let texte = format!("ROUND({letters}1-{letters}2,2)");
        formule(sheet, (2, somme.column), &texte, &Resultat::Nombre(solde), &somme.look())?;
    }
    Ok(())
}
