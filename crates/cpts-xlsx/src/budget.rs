//! The budget: income and expenses as tables to work on, and every sum a formula over them.

mod annees;
mod contrat;
mod ligne;
mod somme;
mod synthese;
mod tableau;

use cpts_model::{Diffusion, Dossier, Mission, OrigineProduit, Sens};
use rust_xlsxwriter::Workbook;

use crate::{
    XlsxError, XlsxOptions,
    cartouche::{Cartouche, Livrable},
    error::bound,
    feuille::Forme,
    finition::{Points, finished},
    listes::{self, Choix},
};
use ligne::{CALENDRIERS, Ligne, NATURES, SANS_MISSION};
use tableau::Tableau;

const TITRE: &str = "Budget";
const LIVRABLE: Livrable = Livrable { nom: "budget", titre: TITRE };

/// Returns the budget as an .xlsx file: its lines in the tables « Produits » and « Charges », their sums by origin, by
/// nature and by envelope, by calendar and by mission of the contract.
///
/// Every sum, difference and rate is a formula with its result. An amount that the dossier does not give is an empty
/// cell, and the sum of nothing is empty. A dossier without lines gives the usual lines, to fill in.
///
/// # Errors
/// `XlsxError::Lines` past 5,000 lines.
pub fn budget(diffusion: &Diffusion, options: &XlsxOptions) -> Result<Vec<u8>, XlsxError> {
    write(&diffusion.dossier, &Cartouche::new(LIVRABLE, diffusion, options.date), Forme::Remplie, *options)
}

/// Returns the blank form of the budget, as an .xlsx file: the usual lines without amounts, formulas ready.
///
/// # Errors
/// `XlsxError::Write` where the writer refuses a value.
pub fn budget_vierge(options: &XlsxOptions) -> Result<Vec<u8>, XlsxError> {
    write(&Dossier::default(), &Cartouche::vierge(LIVRABLE), Forme::Vierge, *options)
}

fn write(dossier: &Dossier, cartouche: &Cartouche, forme: Forme, options: XlsxOptions) -> Result<Vec<u8>, XlsxError> {
    bound("lignes de budget", dossier.budget.lignes.len())?;
    let lignes = ligne::lignes(&dossier.budget);
    let vide = lignes.is_empty();
    let lignes = if vide { ligne::proposees() } else { lignes };
    let suivant = match dossier.exercice.annee {
        Some(annee) => format!("Prévu {}", annee.saturating_add(1)),
        None => "Prévu suivant".to_owned(),
    };
    let of = |sens: Sens| -> Vec<&Ligne> { lignes.iter().filter(|ligne| ligne.sens == sens).collect() };
    let produits = Tableau::new(Sens::Produit, of(Sens::Produit), &suivant, forme);
    let charges = Tableau::new(Sens::Charge, of(Sens::Charge), &suivant, forme);

    let mut workbook = Workbook::new();
    workbook.set_properties(&cartouche.properties(options.date));
    let phrase = match (forme, vide) {
        (Forme::Vierge, _) => {
            "Saisir les montants dans « Produits » et « Charges »\u{a0}: les sommes se font ici".to_owned()
        }
        (Forme::Remplie, true) => {
            "Aucune ligne de budget dans ce dossier\u{a0}: les postes proposés sont à remplir".to_owned()
        }
        (Forme::Remplie, false) => synthese::phrase(&produits, &charges),
    };
    let charts: Vec<Points> = synthese::write(workbook.add_worksheet(), cartouche, &phrase, &produits, &charges)?;
    produits.write(workbook.add_worksheet(), cartouche)?;
    charges.write(workbook.add_worksheet(), cartouche)?;
    annees::write(workbook.add_worksheet(), cartouche, dossier, &produits, &charges)?;
    contrat::write(workbook.add_worksheet(), cartouche, dossier, &produits, forme)?;
    listes::write(&mut workbook, &choices(&charges))?;
    finished(&workbook.save_to_buffer()?, &charts)
}

/// Returns what the cells of the tables offer.
fn choices(charges: &Tableau<'_>) -> [Choix; 5] {
    let missions = Mission::TOUTES.map(Mission::libelle).into_iter().chain([SANS_MISSION]);
    [
        Choix::new("ListeOrigines", "Origines", OrigineProduit::TOUTES.map(OrigineProduit::libelle)),
        Choix::new("ListeNatures", "Natures", NATURES),
        Choix::new("ListeMissions", "Missions", missions),
        Choix::new("ListeCalendriers", "Calendriers", CALENDRIERS),
        Choix::new("ListeEnveloppes", "Enveloppes", charges.cles(ligne::Axe::Enveloppe)),
    ]
}
