//! The trace table: every value that the documents print, with the cell or the rule it comes from, and what proves it.

mod ligne;
mod regles;
mod synthese;
mod valeurs;

use cpts_model::{Diffusion, DiffusionOptions, Dossier, Profil};
use cpts_outline::Outline;
use rust_xlsxwriter::Workbook;

use crate::{
    XlsxError, XlsxOptions,
    cartouche::{Cartouche, Livrable},
    feuille::Forme,
    finition::finished,
};
use ligne::Lignes;

const LIVRABLE: Livrable = Livrable { nom: "tracabilite", titre: "Traçabilité des valeurs imprimées" };

/// Returns the trace table of some documents as an .xlsx file: how many of their values have a cell, a rule or neither;
/// then each value with its document, its part, its cell or its rule with the inputs, and its evidence; then the rules.
///
/// The documents are those composed from the same diffusion: what its profile hides is in none of the sheets. A public
/// table names no cell, since the diffusion has none. A value that a document prints twice in the same words is listed once.
/// Past 20,000 values the others are counted in a sentence, not listed.
///
/// # Errors
/// `XlsxError::Write` where the writer refuses a value.
pub fn tracabilite(diffusion: &Diffusion, outlines: &[Outline], options: &XlsxOptions) -> Result<Vec<u8>, XlsxError> {
    let lignes = Lignes::of(outlines, diffusion);
    write(&lignes, &Cartouche::new(LIVRABLE, diffusion, options.date), Forme::Remplie, *options)
}

/// Returns the blank form of the trace table, as an .xlsx file: rows to fill in by hand, and the list of the rules.
///
/// # Errors
/// `XlsxError::Write` where the writer refuses a value.
pub fn tracabilite_vierge(options: &XlsxOptions) -> Result<Vec<u8>, XlsxError> {
    let diffusion = cpts_model::diffuser(Dossier::default(), &DiffusionOptions::new(Profil::Interne));
    let lignes = Lignes::of(&[], &diffusion);
    write(&lignes, &Cartouche::vierge(LIVRABLE), Forme::Vierge, *options)
}

fn write(lignes: &Lignes, cartouche: &Cartouche, forme: Forme, options: XlsxOptions) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&cartouche.properties(options.date));
    let last = valeurs::last_row(lignes);
    if forme == Forme::Remplie {
        synthese::write(workbook.add_worksheet(), cartouche, lignes, last)?;
    }
    valeurs::write(workbook.add_worksheet(), cartouche, lignes, forme)?;
    regles::write(workbook.add_worksheet(), cartouche, lignes, (forme, last))?;
    finished(&workbook.save_to_buffer()?, &[])
}
