//! The backward planning: the actions of the road map as a Gantt chart, counted from the signature that is aimed at.

mod axe;
mod barres;
mod ligne;
mod reperes;

use chrono::NaiveDate;
use cpts_model::{Diffusion, DiffusionOptions, Dossier, FeuilleDeRoute, Profil, feuille_de_route::planning};
use cpts_outline::francais::{date_longue, pluriel};
use rust_xlsxwriter::{Workbook, Worksheet};

use crate::{
    XlsxError, XlsxOptions,
    cartouche::{Cartouche, Livrable},
    error::bound,
    feuille::{Forme, page, top},
    finition::finished,
    listes::{self, Choix},
};
use axe::Axe;
use ligne::{AVANCEMENTS, Ligne};

const TITRE: &str = "Rétroplanning";
const LIVRABLE: Livrable = Livrable { nom: "retroplanning", titre: TITRE };
const FEUILLE: &str = "Rétroplanning";

/// Row of the titles, from 0: the dates that the planning starts from stand above.
const ENTETE: u32 = 9;
/// Rows for actions of the community's own.
const LIGNES_LIBRES: u32 = 4;

/// Returns the backward planning as an .xlsx file: a row for each action of the road map, with its dates, and a bar.
///
/// Dates are formulas over the signature that is aimed at, but those that the dossier gives; bars are conditional
/// formats over the dates: moving one moves the other. Without that date, months are counted before and after the
/// signature, until somebody types it.
///
/// # Errors
/// `XlsxError::Lines` past 5,000 actions.
pub fn retroplanning(diffusion: &Diffusion, options: &XlsxOptions) -> Result<Vec<u8>, XlsxError> {
    let phrase = phrase(&diffusion.dossier.feuille_de_route);
    write(diffusion, &Cartouche::new(LIVRABLE, diffusion, options.date), &phrase, (Forme::Remplie, options.date))
}

/// Returns the blank form of the planning, as an .xlsx file: the proposed actions, whose dates come with the signature.
///
/// # Errors
/// `XlsxError::Write` where the writer refuses a value.
pub fn retroplanning_vierge(options: &XlsxOptions) -> Result<Vec<u8>, XlsxError> {
    let diffusion = cpts_model::diffuser(Dossier::default(), &DiffusionOptions::new(Profil::Interne));
    let phrase =
        "Saisir la date de signature visée en B5\u{a0}: les mois M−12, M−6… deviennent des dates et les barres suivent";
    write(&diffusion, &Cartouche::vierge(LIVRABLE), phrase, (Forme::Vierge, options.date))
}

fn write(
    diffusion: &Diffusion,
    cartouche: &Cartouche,
    phrase: &str,
    (forme, date): (Forme, NaiveDate),
) -> Result<Vec<u8>, XlsxError> {
    let feuille = &diffusion.dossier.feuille_de_route;
    bound("actions de la feuille de route", feuille.actions.len())?;
    let planning = planning::planifier(feuille);
    let lignes: Vec<Ligne<'_>> = planning.iter().map(|action| Ligne::new(action, diffusion, forme)).collect();
    let axe = Axe::new(feuille, &lignes);
    let mut workbook = Workbook::new();
    workbook.set_properties(&cartouche.properties(date));
    sheet(workbook.add_worksheet(), cartouche, phrase, (feuille, &lignes, &axe))?;
    for (nom, cellule) in reperes::NOMS {
        workbook.define_name(nom, &format!("='{FEUILLE}'!{cellule}"))?;
    }
    let etapes = cpts_model::Etape::TOUTES.map(cpts_model::Etape::libelle);
    let choix = [Choix::new("ListeEtapes", "Étapes", etapes), Choix::new("ListeEtats", "États", AVANCEMENTS)];
    listes::write(&mut workbook, &choix)?;
    finished(&workbook.save_to_buffer()?, &[])
}

fn sheet(
    sheet: &mut Worksheet,
    cartouche: &Cartouche,
    phrase: &str,
    (feuille, lignes, axe): (&FeuilleDeRoute, &[Ligne<'_>], &Axe),
) -> Result<(), XlsxError> {
    top(sheet, FEUILLE, "Rétroplanning de la création", cartouche, phrase)?;
    reperes::write(sheet, feuille)?;
    ligne::titles(sheet)?;
    axe.titles(sheet)?;
    let first = ENTETE + 1;
    let last = ENTETE + lignes.len() as u32 + LIGNES_LIBRES;
    let mut etape = None;
    for row in first..=last {
        let ligne = lignes.get((row - first) as usize);
        let begins = ligne.is_none_or(|ligne| etape != Some(ligne.etape)) && etape != Some("");
        etape = Some(ligne.map_or("", |ligne| ligne.etape));
        ligne::write(sheet, row, ligne, begins)?;
        axe.cells(sheet, row, begins)?;
    }
    listes::offer(sheet, "ListeEtapes", (first, last), 0)?;
    listes::offer(sheet, "ListeEtats", (first, last), ligne::ETAT)?;
    barres::paint(sheet, axe, (first, last))?;
    barres::legend(sheet, reperes::PREMIERE, axe.pas())?;

    page(sheet, cartouche);
    // A3: on A4 the letters of so wide a table would be too small to read.
    sheet.set_paper_size(8);
    sheet.set_freeze_panes(first, 2)?;
    sheet.set_repeat_rows(ENTETE, ENTETE)?;
    sheet.set_print_area(0, 0, last, axe.last_column())?;
    Ok(())
}

/// Returns « 25 actions, 6 faites · signature visée le 1er juillet 2020 · … », or which date is wanted.
fn phrase(feuille: &FeuilleDeRoute) -> String {
    let Some(visee) = feuille.date_visee else {
        return "Date de signature visée à compléter\u{a0}: la saisir en B5, ou dans le dossier (feuille_de_route.date_visee) ; en attendant, les mois sont comptés avant (M−) ou après (M+) la signature".to_owned();
    };
    let actions = planning::planifier(feuille).len();
    let done = feuille.actions.iter().filter(|action| action.avancement == Some(cpts_model::Avancement::Fait)).count();
    let mut phrase = vec![
        format!(
            "{actions}\u{a0}{}, {done}\u{a0}{}",
            pluriel(actions as f64, "action", None),
            pluriel(done as f64, "faite", None)
        ),
        format!("signature visée le {}", date_longue(visee)),
    ];
    match planning::fin_non_opposition(feuille) {
        Some(fin) if fin > visee => {
            phrase.push(format!("le délai de non-opposition court jusqu’au {}, après cette date", date_longue(fin)));
        }
        Some(fin) => phrase.push(format!("délai de non-opposition jusqu’au {}", date_longue(fin))),
        None => phrase.push("projet de santé non encore remis à l’agence régionale de santé".to_owned()),
    }
    phrase.join(" · ")
}
