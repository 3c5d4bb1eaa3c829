//! What every sheet and the properties of a workbook say of it: which document, whose, of when, for whom.

use chrono::NaiveDate;
use cpts_model::{Diffusion, Dossier, Profil};
use cpts_outline::francais::date_longue;
use rust_xlsxwriter::DocProperties;

/// Which document a workbook is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Livrable {
    /// Name on the command line and in the properties of the file.
    pub(crate) nom: &'static str,
    /// Title of the file.
    pub(crate) titre: &'static str,
}

/// What every sheet says of itself.
pub(crate) struct Cartouche {
    livrable: Livrable,
    nom: Option<String>,
    pub(crate) contexte: String,
    pub(crate) pied: String,
    /// None for a blank form.
    profil: Option<&'static str>,
}

impl Cartouche {
    pub(crate) fn new(livrable: Livrable, diffusion: &Diffusion, date: NaiveDate) -> Self {
        Self::of(livrable, &diffusion.dossier, diffusion.profil, date)
    }

    /// Returns what is said of a workbook that shows a dossier to readers of a profile.
    pub(crate) fn of(livrable: Livrable, dossier: &Dossier, profil: Profil, date: NaiveDate) -> Self {
        let cpts = &dossier.cpts;
        let nom = cpts.nom_court.clone().or_else(|| cpts.nom.clone());
        let profil = profil.libelle();
        let mut contexte = vec![nom.clone().unwrap_or_else(|| "CPTS à nommer".to_owned())];
        contexte.extend(dossier.exercice.annee.map(|annee| format!("exercice {annee}")));
        let mut pied = contexte.clone();
        contexte.push(format!("arrêté au {}", date_longue(date)));
        contexte.push(format!("profil {profil}"));
        pied.insert(1, livrable.nom.to_owned());
        pied.push(format!("diffusion : {profil}"));
        Self { livrable, nom, contexte: contexte.join(" · "), pied: pied.join(" · "), profil: Some(profil) }
    }

    /// Returns what a blank form says.
    pub(crate) fn vierge(livrable: Livrable) -> Self {
        Self {
            livrable,
            nom: None,
            contexte: "Nom de la CPTS · exercice".to_owned(),
            pied: format!("{} · formulaire vierge", livrable.nom),
            profil: None,
        }
    }

    /// Returns the properties of the file; its date is that of the document, so that the same input gives the same bytes.
    pub(crate) fn properties(&self, date: NaiveDate) -> DocProperties {
        let nom = self.nom.as_deref().unwrap_or_default();
        let properties = DocProperties::new()
            .set_title(self.livrable.titre)
            .set_subject(if self.profil.is_some() { &self.contexte } else { "Formulaire vierge" })
            .set_author(nom)
            .set_company(nom)
            .set_creation_datetime(&date)
            .set_custom_property("cpts_livrable", self.livrable.nom);
        match self.profil {
            Some(profil) => properties.set_custom_property("cpts_profil", profil),
            None => properties,
        }
    }
}
