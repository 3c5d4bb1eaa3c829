//! The directory of the members: one table to filter, and the counts that follow it.

mod colonne;
mod feuille;
mod liste;
mod synthese;
mod vierge;

use chrono::NaiveDate;
use cpts_model::Diffusion;
use cpts_outline::francais::date_longue;
use rust_xlsxwriter::{DocProperties, Workbook};

pub use vierge::annuaire_vierge;

use crate::XlsxError;
use liste::Liste;

/// Name of the deliverable, on the command line and in the properties of the file.
const LIVRABLE: &str = "annuaire";
const TITRE: &str = "Annuaire des adhérents";

/// Settings of a directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnnuaireOptions {
    /// Day of the directory: who is a member, and the creation date of the file.
    pub date: NaiveDate,
}

/// Returns the directory of the members on the day of the options, as an .xlsx file.
///
/// Former members are not listed. Sheet « Annuaire » is an Excel table; « Par profession » and « Par commune » count
/// its rows by formulas, or print the counts of the diffusion where its profile hides members or small cells.
///
/// # Errors
/// `XlsxError::Rows` where a sheet has fewer rows than the list.
pub fn annuaire(diffusion: &Diffusion, options: &AnnuaireOptions) -> Result<Vec<u8>, XlsxError> {
    let liste = Liste::new(diffusion, options.date);
    let cartouche = Cartouche::new(diffusion, options.date);
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

/// What every sheet says of itself.
struct Cartouche {
    nom: Option<String>,
    contexte: String,
    pied: String,
    profil: &'static str,
}

impl Cartouche {
    fn new(diffusion: &Diffusion, date: NaiveDate) -> Self {
        let cpts = &diffusion.dossier.cpts;
        let nom = cpts.nom_court.clone().or_else(|| cpts.nom.clone());
        let profil = diffusion.profil.libelle();
        let mut contexte = vec![nom.clone().unwrap_or_else(|| "CPTS à nommer".to_owned())];
        contexte.extend(diffusion.dossier.exercice.annee.map(|annee| format!("exercice {annee}")));
        let mut pied = contexte.clone();
        contexte.push(format!("arrêté au {}", date_longue(date)));
        contexte.push(format!("profil {profil}"));
        pied.insert(1, LIVRABLE.to_owned());
        pied.push(format!("diffusion : {profil}"));
        Self { nom, contexte: contexte.join(" · "), pied: pied.join(" · "), profil }
    }

    fn properties(&self, date: NaiveDate) -> DocProperties {
        let nom = self.nom.as_deref().unwrap_or_default();
        DocProperties::new()
            .set_title(TITRE)
            .set_subject(&self.contexte)
            .set_author(nom)
            .set_company(nom)
            .set_creation_datetime(&date)
            .set_custom_property("cpts_livrable", LIVRABLE)
            .set_custom_property("cpts_profil", self.profil)
    }
}
