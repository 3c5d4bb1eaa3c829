//! The dashboard: the indicators of each mission, how far their targets are reached, and what proves them.

mod indicateur;
mod indicateurs;
mod objectifs;
mod pieces;
mod synthese;

use cpts_model::{Diffusion, DiffusionOptions, Dossier, Profil};
use rust_xlsxwriter::Workbook;

use crate::{
    XlsxError, XlsxOptions,
    cartouche::{Cartouche, Livrable},
    error::bound,
    feuille::Forme,
    finition::finished,
    listes::{self, Choix},
};
use indicateurs::Feuille;

const TITRE: &str = "Tableau de bord des indicateurs";
const LIVRABLE: Livrable = Livrable { nom: "tableau-de-bord", titre: TITRE };

/// Returns the dashboard of the indicators as an .xlsx file: key figures and results by mission, then each indicator with
/// its value, the year before, its target, how much of it is reached and its evidence, and the list of the pieces.
///
/// Indicators are those that the dossier declares and those that its lists give. What has no value says why in words;
/// what the profile hides prints what stands for it. Differences, rates and results are formulas with their results.
///
/// # Errors
/// `XlsxError::Lines` past 5,000 indicators or pieces.
pub fn tableau_de_bord(diffusion: &Diffusion, options: &XlsxOptions) -> Result<Vec<u8>, XlsxError> {
    write(diffusion, &Cartouche::new(LIVRABLE, diffusion, options.date), Forme::Remplie, *options)
}

/// Returns the blank form of the dashboard, as an .xlsx file: every indicator of the catalogue, formulas ready.
///
/// # Errors
/// `XlsxError::Write` where the writer refuses a value.
pub fn tableau_de_bord_vierge(options: &XlsxOptions) -> Result<Vec<u8>, XlsxError> {
    let diffusion = cpts_model::diffuser(Dossier::default(), &DiffusionOptions::new(Profil::Interne));
    write(&diffusion, &Cartouche::vierge(LIVRABLE), Forme::Vierge, *options)
}

fn write(
    diffusion: &Diffusion,
    cartouche: &Cartouche,
    forme: Forme,
    options: XlsxOptions,
) -> Result<Vec<u8>, XlsxError> {
    bound("indicateurs", diffusion.dossier.indicateurs.len())?;
    bound("pièces", diffusion.dossier.pieces.len())?;
    let feuille = Feuille::new(diffusion, forme);
    let objectifs = objectifs::Objectifs::new(&feuille);
    let mut workbook = Workbook::new();
    workbook.set_properties(&cartouche.properties(options.date));
    let charts = synthese::write(workbook.add_worksheet(), cartouche, diffusion, (&feuille, &objectifs))?;
    feuille.write(workbook.add_worksheet(), cartouche)?;
    if !objectifs.is_empty() {
        objectifs.write(workbook.add_worksheet(), cartouche)?;
    }
    pieces::write(workbook.add_worksheet(), cartouche, diffusion, forme)?;
    let choix = [
        Choix::new("ListeSens", "Sens", indicateur::SENS),
        Choix::new("ListeEtats", "Valeurs en mots", indicateur::MOTS),
    ];
    listes::write(&mut workbook, &choix)?;
    finished(&workbook.save_to_buffer()?, &charts)
}
