//! Hidden sheets: the words that cells offer, the ends of long texts, what the workbook is.

use std::collections::BTreeMap;

use cpts_collecte::{
    Choix as ListeFermee, Genre,
    disposition::{self, Gabarit},
    listes_fermees, noms,
};
use cpts_model::Dossier;
use rust_xlsxwriter::Workbook;

use crate::{XlsxError, listes, listes::Choix};

/// Name of the list of yes and no.
const OUI_NON: &str = "ListeOuiNon";
/// Name of the communes of the territory.
const COMMUNES: &str = "ListeCommunes";

/// What cells offer, under the names that validations know them by.
pub(super) struct Listes {
    noms: BTreeMap<&'static str, Vec<String>>,
    communes: Vec<String>,
}

impl Listes {
    pub(super) fn of(dossier: &Dossier) -> Self {
        let communes = &dossier.territoire.communes;
        let named = communes.iter().filter(|commune| !commune.nom.is_empty());
        let communes = named.map(|commune| match &commune.code_insee {
            Some(code) => format!("{} ({code})", commune.nom),
            None => commune.nom.clone(),
        });
        Self { communes: communes.collect(), noms: noms(dossier) }
    }

    /// Returns the name of what cells of a kind offer, `None` where they offer nothing.
    pub(super) fn name(&self, genre: Genre) -> Option<String> {
        match genre {
            Genre::OuiNon => Some(OUI_NON.to_owned()),
            Genre::Choix(choix) | Genre::ListeChoix(choix) => Some(closed(choix)),
            Genre::Reference(liste) | Genre::References(liste) => {
                self.noms.get(liste).filter(|noms| !noms.is_empty()).map(|_| elements(liste))
            }
            Genre::Communes => (!self.communes.is_empty()).then(|| COMMUNES.to_owned()),
            _ => None,
        }
    }

    /// Writes the sheet.
    pub(super) fn write(&self, workbook: &mut Workbook) -> Result<(), XlsxError> {
        let mut choix = vec![Choix::new(OUI_NON, "Oui ou non", ["Oui", "Non"])];
        choix.extend(listes_fermees().map(|liste| {
            Choix::new(closed(liste), liste.nom().to_owned(), liste.mots().iter().map(|mot| mot.libelle))
        }));
        choix.extend(branches().map(|(nom, libelles)| Choix::new(nom.clone(), nom, libelles)));
        let named = self.noms.iter().filter(|(_, noms)| !noms.is_empty());
        choix.extend(named.map(|(liste, noms)| Choix::new(elements(liste), (*liste).to_owned(), noms.iter().cloned())));
        if !self.communes.is_empty() {
            choix.push(Choix::new(COMMUNES, "Communes", self.communes.iter().cloned()));
        }
        listes::write(workbook, &choix)?;
        workbook.worksheet_from_name(disposition::FEUILLE_LISTES)?.set_hidden(true);
        Ok(())
    }
}

fn closed(choix: ListeFermee) -> String {
    format!("Liste{}", choix.nom())
}

fn elements(liste: &str) -> String {
    format!("Noms_{liste}")
}

/// Returns the lists between which a sheet chooses, by the name of that choice.
fn branches() -> impl Iterator<Item = (String, Vec<&'static str>)> {
    cpts_collecte::plan().iter().filter_map(|feuille| match &feuille.forme {
        cpts_collecte::Forme::Tableau(tableau) if tableau.listes.len() > 1 => {
            Some((branch(feuille.cle), tableau.listes.iter().map(|liste| liste.libelle).collect()))
        }
        _ => None,
    })
}

/// Returns the name of the choice between the lists of a sheet.
pub(super) fn branch(cle: &str) -> String {
    format!("Feuille_{cle}")
}

/// The ends of texts that are longer than a cell.
#[derive(Default)]
pub(super) struct Suites(Vec<(u32, String)>);

impl Suites {
    /// Returns what a cell holds of a text; its end is kept for the hidden sheet.
    pub(super) fn start(&mut self, texte: &str) -> String {
        let mut pieces = disposition::decouper(texte).into_iter();
        let start = pieces.next().unwrap_or_default();
        let numero = self.0.last().map_or(1, |(numero, _)| numero + 1);
        let before = self.0.len();
        self.0.extend(pieces.map(|piece| (numero, piece.to_owned())));
        // A text that ends like our own mark would be taken for it.
        if self.0.len() == before && disposition::lire_suite(start).1.is_some() {
            self.0.push((numero, String::new()));
        }
        if self.0.len() == before { start.to_owned() } else { format!("{start}{}", disposition::marque_suite(numero)) }
    }

    pub(super) fn write(&self, workbook: &mut Workbook) -> Result<(), XlsxError> {
        let sheet = workbook.add_worksheet();
        sheet.set_name(disposition::FEUILLE_SUITES)?.set_hidden(true);
        for (row, (numero, texte)) in (0..).zip(&self.0) {
            sheet.write_number(row, 0, *numero)?;
            sheet.write_string(row, 1, texte)?;
        }
        Ok(())
    }
}

/// Writes what the workbook is.
pub(super) fn gabarit(workbook: &mut Workbook, dossier: &Dossier) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(disposition::FEUILLE_GABARIT)?.set_hidden(true);
    for (row, (cle, valeur)) in (0..).zip(Gabarit::of(dossier).lignes()) {
        sheet.write_string(row, 0, &*cpts_paquet::clean(&cle))?;
        sheet.write_string(row, 1, &*cpts_paquet::clean(&valeur))?;
    }
    Ok(())
}
