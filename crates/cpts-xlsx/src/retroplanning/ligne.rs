//! A row of the planning: the action, who is in charge, how far it is, and its dates.

use chrono::NaiveDate;
use cpts_model::{
    Avancement, DatePartielle, Diffusion,
    feuille_de_route::planning::{ActionPlanifiee, DELAI_NON_OPPOSITION_MOIS, NON_OPPOSITION},
};
use rust_xlsxwriter::{Format, FormatAlign, Worksheet};

use super::{ENTETE, reperes::calculable};
use crate::{
    XlsxError, apparence,
    feuille::{Forme, serial, wrapped},
    formule::{Resultat, formule},
    texte::propre,
};

/// Columns, from 0: stage and action come first.
const RESPONSABLE: u16 = 2;
pub(super) const ETAT: u16 = 3;
const ORIGINE: u16 = 4;
const AVANT: u16 = 5;
const DUREE: u16 = 6;
const DEBUT: u16 = 7;
const FIN: u16 = 8;
/// First column of the bars.
pub(super) const BARRES: u16 = 9;

/// Titles of the columns, with their widths in characters.
const COLONNES: [(&str, u32); 9] = [
    ("Étape", 24),
    ("Action", 46),
    ("Responsable", 22),
    ("État", 12),
    ("Date", 10),
    ("Mois avant la signature", 11),
    ("Durée en mois", 8),
    ("Début", 11),
    ("Fin", 11),
];

pub(super) const AVANCEMENTS: [&str; 4] = ["À faire", "En cours", "Fait", "Abandonné"];

/// Months that a cell counts from the signature look like « M−6 »: no date is so small.
const MOIS_OU_DATE: &str = "[>=1000]dd/mm/yyyy;[<0]\"M−\"0;\"M+\"0";

/// An action as its row shows it.
pub(super) struct Ligne<'a> {
    action: &'a ActionPlanifiee<'a>,
    forme: Forme,
    pub(super) etape: &'static str,
    /// Who is in charge, or what stands for a name that is hidden.
    responsable: Option<&'a str>,
    /// Date of the dossier, where a sheet can count with it.
    echeance: Option<DatePartielle>,
    pub(super) debut: Repere,
    pub(super) fin: Repere,
}

/// What a cell of dates gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Repere {
    Jour(NaiveDate),
    /// Months from the signature.
    Mois(i32),
    Inconnu,
}

impl Repere {
    fn resultat(self) -> Resultat {
        match self {
            Self::Jour(jour) => Resultat::Nombre(f64::from(serial(jour))),
            Self::Mois(mois) => Resultat::Nombre(f64::from(mois)),
            Self::Inconnu => Resultat::Vide,
        }
    }
}

impl<'a> Ligne<'a> {
    pub(super) fn new(action: &'a ActionPlanifiee<'a>, diffusion: &'a Diffusion, forme: Forme) -> Self {
        let feuille = &diffusion.dossier.feuille_de_route;
        let shown = diffusion.affiches.get(&format!("/feuille_de_route/actions/{}/responsable", action.id));
        let own = action.propre.and_then(|own| own.responsable.as_deref());
        let echeance = action.propre.and_then(|own| own.echeance);
        let echeance = echeance.filter(|echeance| calculable(echeance.dernier_jour()).is_some());
        let dated = feuille.date_visee.and_then(calculable).is_some();
        let remise = action.id == NON_OPPOSITION && feuille.date_remise.and_then(calculable).is_some();
        let counts = echeance.is_some() || remise || dated;
        let day = |day: Option<NaiveDate>| day.and_then(calculable).map_or(Repere::Inconnu, Repere::Jour);
        let (debut, fin) = if counts {
            (day(action.debut), day(action.fin))
        } else {
            let fin = action.mois_avant_signature.map(|mois| -mois);
            let length = action.duree_mois.and_then(|mois| i32::try_from(mois).ok());
            let debut = fin.zip(length).map(|(fin, length)| fin - length + 1);
            (debut.map_or(Repere::Inconnu, Repere::Mois), fin.map_or(Repere::Inconnu, Repere::Mois))
        };
        Self {
            action,
            forme,
            etape: action.etape.map_or("Étape à préciser", cpts_model::Etape::libelle),
            responsable: shown.map(String::as_str).or(own),
            echeance,
            debut,
            fin,
        }
    }
}

pub(super) fn titles(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    for (column, (titre, largeur)) in (0..).zip(COLONNES) {
        sheet.set_column_width(column, f64::from(largeur))?;
        let format = if matches!(column, AVANT | DUREE) {
            apparence::entete().set_align(FormatAlign::Center)
        } else {
            apparence::entete()
        };
        sheet.write_string_with_format(ENTETE, column, titre, &format.set_align(FormatAlign::Bottom))?;
    }
    sheet.set_row_height(ENTETE, 48)?;
    Ok(())
}

/// Writes a row; without an action, one to fill in. `begins` marks the first row of a stage.
pub(super) fn write(sheet: &mut Worksheet, row: u32, ligne: Option<&Ligne<'_>>, begins: bool) -> Result<(), XlsxError> {
    let look = |format: Format| if begins { apparence::separe(format) } else { format };
    let texte = look(apparence::cellule_longue());
    let etape = if begins { texte.clone().set_bold() } else { texte.clone().set_font_color(apparence::GRIS_TEXTE) };
    let put = |sheet: &mut Worksheet, column: u16, mots: Option<&str>, format: &Format| {
        match mots {
            Some(mots) => sheet.write_string_with_format(row, column, &*propre(mots), format),
            None => sheet.write_blank(row, column, format),
        }
        .map(drop)
    };
    put(sheet, 0, ligne.map(|ligne| ligne.etape), &etape)?;
    let missing = look(apparence::cellule_a_completer().set_text_wrap());
    let said = |sheet: &mut Worksheet, column: u16, mots: Option<&str>, manque: &str| match (ligne, mots) {
        (Some(ligne), None) if ligne.forme == Forme::Remplie => put(sheet, column, Some(manque), &missing),
        (_, mots) => put(sheet, column, mots, &texte),
    };
    let action = ligne.and_then(|ligne| ligne.action.action);
    said(sheet, 1, action, "À préciser")?;
    said(sheet, RESPONSABLE, ligne.and_then(|ligne| ligne.responsable), "À désigner")?;
    said(sheet, ETAT, ligne.and_then(state), "À préciser")?;
    let mut high = 1;
    for (column, mots) in
        [(0, ligne.map(|ligne| ligne.etape)), (1, action), (RESPONSABLE, ligne.and_then(|ligne| ligne.responsable))]
    {
        high = high.max(wrapped(mots.unwrap_or_default(), COLONNES[usize::from(column)].1));
    }
    let fixed = ligne.and_then(|ligne| ligne.echeance).is_some();
    let origine = ligne.map(|ligne| match ligne.fin {
        _ if fixed => "fixée",
        Repere::Inconnu => "à fixer",
        Repere::Jour(_) | Repere::Mois(_) => "proposée",
    });
    match origine {
        Some(mots) => sheet.write_string_with_format(row, ORIGINE, mots, &texte)?,
        None => sheet.write_blank(row, ORIGINE, &texte)?,
    };
    let number = look(apparence::cellule_nombre().set_align(FormatAlign::Center));
    let duree = ligne.and_then(|ligne| ligne.action.duree_mois).map(f64::from);
    for (column, nombre) in [(AVANT, ligne.and_then(|l| l.action.mois_avant_signature).map(f64::from)), (DUREE, duree)]
    {
        match nombre {
            Some(nombre) => sheet.write_number_with_format(row, column, nombre, &number)?,
            None => sheet.write_blank(row, column, &number)?,
        };
    }
    dates(sheet, row, ligne, &look)?;
    sheet.set_row_height(row, apparence::height(apparence::HAUTEUR_LIGNE, high))?;
    Ok(())
}

/// Writes the two dates: that of the dossier as it is, the others as formulas.
fn dates(
    sheet: &mut Worksheet,
    row: u32,
    ligne: Option<&Ligne<'_>>,
    look: &impl Fn(Format) -> Format,
) -> Result<(), XlsxError> {
    let at = row + 1;
    let computed = look(apparence::cellule_date().set_num_format(MOIS_OU_DATE));
    let delay = ligne.is_some_and(|ligne| ligne.action.id == NON_OPPOSITION);
    let unless_handed_over = |handed: &str, otherwise: String| {
        if delay { format!("IF(ISNUMBER(DateRemise),{handed},{otherwise})") } else { otherwise }
    };
    if let Some(echeance) = ligne.and_then(|ligne| ligne.echeance) {
        // The date of a month or of a year is its last day; the cell shows what was said.
        let format = match echeance {
            DatePartielle::Jour(_) => "dd/mm/yyyy",
            DatePartielle::Mois(..) => "mm/yyyy",
            DatePartielle::Annee(_) => "yyyy",
        };
        let format = look(apparence::cellule_date().set_num_format(format).set_bold());
        sheet.write_datetime_with_format(row, FIN, echeance.dernier_jour(), &format)?;
    } else {
        let months = format!("$F{at}");
        let text = format!("IF(ISNUMBER({months}),IF(ISNUMBER(DateVisee),EDATE(DateVisee,-{months}),-{months}),\"\")");
        let text = unless_handed_over(&format!("EDATE(DateRemise,{DELAI_NON_OPPOSITION_MOIS})"), text);
        let result = ligne.map_or(Resultat::Vide, |ligne| ligne.fin.resultat());
        formule(sheet, (row, FIN), &text, &result, &computed)?;
    }
    let text = format!("IF(COUNT($G{at},$I{at})=2,IF($I{at}>=1000,EDATE($I{at},-$G{at})+1,$I{at}-$G{at}+1),\"\")");
    let text = unless_handed_over("DateRemise", text);
    let result = ligne.map_or(Resultat::Vide, |ligne| ligne.debut.resultat());
    formule(sheet, (row, DEBUT), &text, &result, &computed)
}

fn state<'a>(ligne: &Ligne<'a>) -> Option<&'a str> {
    let rank = match ligne.action.propre?.avancement? {
        Avancement::AFaire => 0,
        Avancement::EnCours => 1,
        Avancement::Fait => 2,
        Avancement::Abandonne => 3,
    };
    Some(AVANCEMENTS[rank])
}
