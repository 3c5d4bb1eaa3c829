//! The bars: conditional formats over the dates of each row, and the key that names them.

use rust_xlsxwriter::{ConditionalFormatFormula, Format, FormatBorder, FormatPattern, Worksheet};

use super::{ENTETE, axe::Axe, ligne::BARRES};
use crate::{XlsxError, apparence, formule::cellule};

/// How a bar looks: each way is apart in grey too, and the state stands in words in its row.
#[derive(Clone, Copy)]
enum Aspect {
    /// To be done or under way.
    Courant,
    Fait,
    Abandonne,
    /// The delay of the agency.
    Delai,
}

impl Aspect {
    const TOUS: [Self; 4] = [Self::Courant, Self::Fait, Self::Abandonne, Self::Delai];

    fn format(self) -> Format {
        let format = Format::new();
        match self {
            Self::Courant => format.set_background_color(apparence::ACCENT),
            Self::Fait => format.set_background_color(apparence::TEINTE_3),
            Self::Abandonne => format
                .set_pattern(FormatPattern::Gray125)
                .set_foreground_color(apparence::GRIS_TEXTE)
                .set_background_color(0xFF_FF_FF),
            Self::Delai => format
                .set_pattern(FormatPattern::DarkUp)
                .set_foreground_color(apparence::ENCRE)
                .set_background_color(0xFF_FF_FF),
        }
    }

    const fn mots(self) -> &'static str {
        match self {
            Self::Courant => "Plein\u{a0}: à faire, en cours, ou état à préciser",
            Self::Fait => "Clair\u{a0}: fait",
            Self::Abandonne => "Pointillé\u{a0}: abandonné",
            Self::Delai => {
                "Hachures\u{a0}: délai de deux mois dans lequel l’agence régionale de santé peut s’opposer au projet"
            }
        }
    }
}

/// Paints the rows `first` to `last`.
pub(super) fn paint(sheet: &mut Worksheet, axe: &Axe, (first, last): (u32, u32)) -> Result<(), XlsxError> {
    let line = first + 1;
    let month = cellule(ENTETE, BARRES).replace(char::is_numeric, "");
    let month = format!("{month}${}", ENTETE + 1);
    let pas = axe.pas();
    let next = format!("IF({month}>=1000,EDATE({month},{pas}),{month}+{pas})");
    let within = format!("ISNUMBER($I{line}),$I{line}>={month},IF(ISNUMBER($H{line}),$H{line},$I{line})<{next}");
    // The delay is told by its beginning and its end, not by its place: a row may be moved.
    let delay = format!("$I{line}=FinNonOpposition,$H{line}=DateRemise,ISNUMBER(DateRemise)");
    let rules = [
        (Aspect::Fait, format!("AND($D{line}=\"Fait\",{within})")),
        (Aspect::Abandonne, format!("AND($D{line}=\"Abandonné\",{within})")),
        (Aspect::Delai, format!("AND({delay},{within})")),
        (Aspect::Courant, format!("AND({within})")),
    ];
    for (aspect, rule) in rules {
        let format =
            ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(aspect.format()).set_stop_if_true(true);
        sheet.add_conditional_format(first, BARRES, last, axe.last_column(), &format)?;
    }
    // The month of the signature, over the bars: a border is all that another rule leaves to it.
    let signature =
        format!("IF(ISNUMBER(DateVisee),AND(DateVisee>={month},DateVisee<{next}),AND({month}<=0,{month}+{pas}>0))");
    let border = Format::new()
        .set_bold()
        .set_border_left(FormatBorder::Thin)
        .set_border_left_color(apparence::ENCRE)
        .set_border_right(FormatBorder::Thin)
        .set_border_right_color(apparence::ENCRE);
    let format = ConditionalFormatFormula::new().set_rule(signature.as_str()).set_format(border);
    sheet.add_conditional_format(ENTETE, BARRES, last, axe.last_column(), &format)?;
    Ok(())
}

/// Writes what each look means, beside the dates above the table.
pub(super) fn legend(sheet: &mut Worksheet, first: u32, pas: i32) -> Result<(), XlsxError> {
    /// Column of the samples, from 0; the words follow.
    const MODELE: u16 = 3;
    for (row, aspect) in (first..).zip(Aspect::TOUS) {
        sheet.write_blank(row, MODELE, &aspect.format())?;
        sheet.write_string_with_format(row, MODELE + 1, aspect.mots(), &apparence::note())?;
        sheet.set_row_height(row, apparence::HAUTEUR_LIGNE)?;
    }
    let row = first + Aspect::TOUS.len() as u32 - 1;
    let unit = if pas == 1 { "un mois".to_owned() } else { format!("{pas}\u{a0}mois") };
    let words = format!("Une colonne vaut {unit}\u{a0}; celle de la signature est encadrée");
    sheet.write_string_with_format(row, 0, words, &apparence::note())?;
    Ok(())
}
