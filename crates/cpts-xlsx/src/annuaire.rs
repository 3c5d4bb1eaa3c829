//! The directory of the members: one table to filter, and the counts that follow it.

mod colonne;
mod feuille;
mod liste;
mod synthese;
mod vierge;

use cpts_model::Diffusion;
use rust_xlsxwriter::Workbook;

pub use vierge::annuaire_vierge;

use crate::{
    XlsxError, XlsxOptions,
    cartouche::{Cartouche, Livrable},
};
use liste::Liste;

const TITRE: &str = "Annuaire des adhérents";
const LIVRABLE: Livrable = Livrable { nom: "annuaire", titre: TITRE };

/// Returns the directory of the members on the day of the options, as an .xlsx file.
///
/// Former members are not listed. Sheet « Annuaire » is an Excel table; « Par profession » and « Par commune » count
/// its rows by formulas, or print the counts of the diffusion where its profile hides members or small cells.
///
/// # Errors
/// `XlsxError::Rows` where a sheet has fewer rows than the list.
pub fn annuaire(diffusion: &Diffusion, options: &XlsxOptions) -> Result<Vec<u8>, XlsxError> {
    let liste = Liste::new(diffusion, options.date);
    let cartouche = Cartouche::new(LIVRABLE, diffusion, options.date);
    let mut workbook = Workbook::new();
    workbook.set_properties(&cartouche.properties(options.date));

    let feuille = feuille::Feuille::new(&liste, &cartouche, diffusion)?;
    feuille.frame(workbook.add_worksheet())?;
    let syntheses = synthese::syntheses(diffusion, &liste);
    for synthese in &syntheses {
        synthese.write(workbook.add_worksheet(), &cartouche)?;
    }
    feuille.write(&workbook.save_to_buffer()?, &syntheses)
}
