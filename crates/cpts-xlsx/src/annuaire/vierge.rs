//! The blank form of the directory: the same table, to fill in by hand and to import.

use cpts_model::{ModeExercice, Profession, Qualite};
use rust_xlsxwriter::{Table, TableColumn, TableStyle, Workbook, Worksheet};

use super::{
    LIVRABLE, TITRE,
    colonne::{COLONNES, Definition, Genre, mode_exercice, qualite},
    feuille::{FEUILLE, TABLEAU, header},
};
use crate::{
    XlsxError, XlsxOptions, apparence,
    cartouche::Cartouche,
    feuille::{ENTETE, page, top},
    finition::finished,
    listes::{self, Choix},
};

/// Rows to fill in; the table grows by itself past them.
const LIGNES: u32 = 200;

/// Returns the blank form of the directory, as an .xlsx file: the usual columns, choices in the cells, no member.
///
/// # Errors
/// `XlsxError::Write` where the writer refuses a value.
pub fn annuaire_vierge(options: &XlsxOptions) -> Result<Vec<u8>, XlsxError> {
    let cartouche = Cartouche::vierge(LIVRABLE);
    let colonnes: Vec<&Definition> = COLONNES.iter().filter(|definition| definition.courante).collect();
    let mut workbook = Workbook::new();
    workbook.set_properties(&cartouche.properties(options.date));
    form(workbook.add_worksheet(), &colonnes, &cartouche)?;
    choices(&mut workbook)?;
    finished(&workbook.save_to_buffer()?, &[])
}

fn form(sheet: &mut Worksheet, colonnes: &[&Definition], cartouche: &Cartouche) -> Result<(), XlsxError> {
    let (first, last) = (ENTETE + 1, ENTETE + LIGNES);
    top(
        sheet,
        FEUILLE,
        TITRE,
        cartouche,
        "Un adhérent par ligne ; seuls le nom, la profession et la commune sont indispensables",
    )?;
    for (column, definition) in (0..).zip(colonnes) {
        let (largeur, liste) = shape(definition.titre);
        sheet.set_column_width(column, largeur)?;
        let format = match definition.genre {
            Genre::Numero | Genre::Repere => apparence::saisie().set_num_format("@"),
            Genre::Date => apparence::saisie().set_num_format("dd/mm/yyyy"),
            Genre::Texte | Genre::Long | Genre::Euros => apparence::saisie(),
        };
        for row in first..=last {
            sheet.write_blank(row, column, &format)?;
        }
        if let Some(liste) = liste {
            listes::offer(sheet, liste, (first, last), column)?;
        }
    }
    for row in first..=last {
        sheet.set_row_height(row, apparence::HAUTEUR_LIGNE)?;
    }
    let titres: Vec<TableColumn> = colonnes.iter().map(|c| header(c.titre, apparence::entete())).collect();
    let table =
        Table::new().set_name(TABLEAU).set_style(TableStyle::None).set_columns(&titres).set_alt_text_title(TITRE);
    sheet.add_table(ENTETE, 0, last, colonnes.len() as u16 - 1, &table)?;
    sheet.set_row_height(ENTETE, apparence::HAUTEUR_ENTETE)?;
    page(sheet, cartouche);
    sheet.set_freeze_panes(first, 1)?;
    sheet.set_repeat_rows(ENTETE, ENTETE)?;
    Ok(())
}

/// Returns the width of a column to fill in, and the name of its choices.
fn shape(titre: &str) -> (f64, Option<&'static str>) {
    match titre {
        "Profession" => (28.0, Some("ListeProfessions")),
        "Mode d’exercice" => (18.0, Some("ListeModes")),
        "Qualité" => (14.0, Some("ListeQualites")),
        "Structure" | "E-mail" => (28.0, None),
        "Nom" | "Commune" => (20.0, None),
        _ => (16.0, None),
    }
}

/// Writes the sheet of the choices, and the names that the cells know them by.
fn choices(workbook: &mut Workbook) -> Result<(), XlsxError> {
    let mut professions: Vec<&str> = Profession::toutes().map(Profession::libelle).collect();
    professions.sort_by_cached_key(|libelle| cpts_model::lecture::plier(libelle));
    let modes = [ModeExercice::Liberal, ModeExercice::Salarie, ModeExercice::Mixte, ModeExercice::Benevole];
    let qualites = [Qualite::Fondateur, Qualite::Actif, Qualite::Honneur];
    let listes = [
        Choix::new("ListeProfessions", "Professions", professions),
        Choix::new("ListeModes", "Modes d’exercice", modes.map(mode_exercice)),
        Choix::new("ListeQualites", "Qualités", qualites.map(qualite)),
    ];
    listes::write(workbook, &listes)
}
