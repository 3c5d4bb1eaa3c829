//! The columns of the bars: months, or longer steps where the planning is long.

use chrono::{Datelike, Months, NaiveDate};
use cpts_model::FeuilleDeRoute;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet};

use super::{
    ENTETE,
    ligne::{BARRES, Ligne, Repere},
    reperes::calculable,
};
use crate::{
    XlsxError, apparence,
    feuille::serial,
    formule::{Resultat, cellule, formule},
};

/// Columns that a printed page still shows apart.
const MAX_COLONNES: i32 = 40;
/// Months of a column.
const PAS: [i32; 5] = [1, 2, 3, 6, 12];

/// The columns, counted in months from that of the signature.
pub(super) struct Axe {
    /// First month of the signature; none counts months only.
    visee: Option<NaiveDate>,
    debut: i32,
    pas: i32,
    colonnes: i32,
}

impl Axe {
    pub(super) fn new(feuille: &FeuilleDeRoute, lignes: &[Ligne<'_>]) -> Self {
        let visee = feuille.date_visee.and_then(calculable).and_then(|date| date.with_day(1));
        let reperes = lignes.iter().flat_map(|ligne| [ligne.debut, ligne.fin]);
        let dates =
            [feuille.date_remise, feuille.date_visee].into_iter().flatten().filter_map(calculable).map(Repere::Jour);
        let months: Vec<i32> = reperes
            .chain(dates)
            .filter_map(|repere| match (repere, visee) {
                (Repere::Mois(mois), None) => Some(mois),
                (Repere::Jour(jour), Some(visee)) => Some(months_since(visee, jour)),
                _ => None,
            })
            .collect();
        let (debut, fin) = (months.iter().min().copied().unwrap_or(0), months.iter().max().copied().unwrap_or(0));
        let length = fin - debut + 1;
        let needed = |pas: i32| (length + pas - 1) / pas;
        let pas = PAS.into_iter().find(|pas| needed(*pas) <= MAX_COLONNES).unwrap_or(PAS[4]);
        Self { visee, debut, pas, colonnes: needed(pas).clamp(1, MAX_COLONNES) }
    }

    /// Returns the months of a column.
    pub(super) const fn pas(&self) -> i32 {
        self.pas
    }

    pub(super) fn last_column(&self) -> u16 {
        // At most forty.
        BARRES + self.colonnes.unsigned_abs() as u16 - 1
    }

    /// Writes the first month of each column: a date, or a number of months from the signature.
    pub(super) fn titles(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let format = apparence::entete()
            .set_num_format("[>=1000]mm/yyyy;[<0]\"M−\"0;\"M+\"0")
            .set_rotation(90)
            .set_align(FormatAlign::Center);
        for (rank, column) in (0..self.colonnes).zip(BARRES..) {
            sheet.set_column_width(column, 3.2)?;
            let months = self.debut + rank * self.pas;
            let text = if rank == 0 {
                let start = self.debut;
                format!("IF(ISNUMBER(DateVisee),DATE(YEAR(DateVisee),MONTH(DateVisee)+{start},1),{start})")
            } else {
                let before = cellule(ENTETE, column - 1);
                format!("IF({before}>=1000,EDATE({before},{pas}),{before}+{pas})", pas = self.pas)
            };
            let result = match self.visee {
                Some(visee) => shifted(visee, months).map(|date| f64::from(serial(date))).into(),
                None => Resultat::Nombre(f64::from(months)),
            };
            formule(sheet, (ENTETE, column), &text, &result, &format)?;
        }
        Ok(())
    }

    /// Writes the cells of a row, which the bars paint.
    pub(super) fn cells(&self, sheet: &mut Worksheet, row: u32, begins: bool) -> Result<(), XlsxError> {
        let format: Format =
            apparence::cellule().set_border_left(FormatBorder::Hair).set_border_left_color(apparence::GRIS_FILET);
        let format = if begins { apparence::separe(format) } else { format };
        for column in BARRES..=self.last_column() {
            sheet.write_blank(row, column, &format)?;
        }
        Ok(())
    }
}

fn months_since(start: NaiveDate, jour: NaiveDate) -> i32 {
    (jour.year() - start.year()) * 12 + jour.month0().cast_signed() - start.month0().cast_signed()
}

fn shifted(date: NaiveDate, mois: i32) -> Option<NaiveDate> {
    let months = Months::new(mois.unsigned_abs());
    if mois < 0 { date.checked_sub_months(months) } else { date.checked_add_months(months) }
}
