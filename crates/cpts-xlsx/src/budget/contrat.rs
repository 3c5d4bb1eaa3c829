//! Sheet « Contrat »: what the contract says, mission by mission, beside what the budget plans and what was received.

use cpts_model::{Dossier, Mission, Montant, OrigineProduit, Part, aci};
use cpts_outline::francais::{date_longue, euros};
use rust_xlsxwriter::{Format, Worksheet};

use super::{
    ligne::{Axe, SANS_MISSION},
    somme::{self, Calcul, Colonne},
    tableau::Tableau,
};
use crate::{
    XlsxError, apparence,
    cartouche::Cartouche,
    feuille::{ENTETE, Forme, page, top},
    formule::{cellule, formule},
};

const FEUILLE: &str = "Contrat";
const TITRES: [&str; 10] = [
    "Mission",
    "Contrat\u{a0}: part fixe",
    "Contrat\u{a0}: part variable",
    "Contrat\u{a0}: total",
    "Prévu\u{a0}: part fixe",
    "Prévu\u{a0}: part variable",
    "Reçu\u{a0}: part fixe",
    "Reçu\u{a0}: part variable",
    "Reçu\u{a0}: total",
    "Écart\u{a0}: reçu moins contrat",
];

pub(super) fn write(
    sheet: &mut Worksheet,
    cartouche: &Cartouche,
    dossier: &Dossier,
    produits: &Tableau<'_>,
    forme: Forme,
) -> Result<(), XlsxError> {
    top(sheet, FEUILLE, "Contrat ACI, mission par mission", cartouche, &phrase(dossier, forme))?;
    for (column, titre) in (0..).zip(TITRES) {
        sheet.set_column_width(column, if column == 0 { 34.0 } else { 14.0 })?;
        let format = if column == 0 { apparence::entete() } else { apparence::entete_nombre() };
        sheet.write_string_with_format(ENTETE, column, titre, &format)?;
    }
    sheet.set_row_height(ENTETE, apparence::height(apparence::HAUTEUR_ENTETE, 2))?;
    let missions = missions(dossier, produits);
    let first = ENTETE + 1;
    let total = first + missions.len() as u32;
    let mut table: Vec<[Option<Montant>; 9]> = Vec::new();
    for (row, mission) in (first..).zip(&missions) {
        table.push(line(sheet, row, *mission, dossier, produits, forme)?);
    }
    sheet.write_string_with_format(total, 0, "Total", &apparence::total(apparence::cellule()))?;
    for column in 1..10 {
        let range = format!("{}:{}", cellule(first, column), cellule(total - 1, column));
        let montant = somme::total(table.iter().map(|line| line[usize::from(column) - 1]));
        let calcul = Calcul { formule: format!("IF(COUNT({range})=0,\"\",SUM({range}))"), montant };
        let format = if column == 9 { apparence::cellule_ecart_euros() } else { apparence::cellule_euros() };
        // The sum of differences leaves out the missions where one side is missing: the difference of the sums does not.
        let calcul = if column == 9 {
            let of = |column: u16| somme::total(table.iter().map(|line| line[usize::from(column) - 1]));
            somme::ecart((&cellule(total, 8), of(8)), (&cellule(total, 3), of(3)))
        } else {
            calcul
        };
        formule(sheet, (total, column), &calcul.formule, &calcul.resultat(), &apparence::total(format))?;
    }
    sheet.set_row_height(total, apparence::HAUTEUR_LIGNE)?;
    page(sheet, cartouche);
    sheet.set_freeze_panes(first, 1)?;
    sheet.set_repeat_rows(ENTETE, ENTETE)?;
    Ok(())
}

fn phrase(dossier: &Dossier, forme: Forme) -> String {
    let contrat = &dossier.contrat;
    if forme == Forme::Vierge || contrat.montants.is_empty() {
        return "Recopier ici les montants du contrat signé\u{a0}: aucun n’est proposé à leur place".to_owned();
    }
    let mut phrase = vec![aci::version(contrat).libelle.clone()];
    phrase.extend(contrat.date_signature.map(|date| format!("signé le {}", date_longue(date))));
    let total = somme::total(contrat.montants.iter().map(|ligne| ligne.montant));
    phrase.extend(total.map(|total| format!("{} par an", euros(total))));
    phrase.join(" · ")
}

/// Returns the missions of the version of the contract, then the others that an amount or a line names, then no mission.
fn missions(dossier: &Dossier, produits: &Tableau<'_>) -> Vec<Option<Mission>> {
    let of_version: Vec<Mission> = aci::missions(aci::version(&dossier.contrat)).map(|mission| mission.id).collect();
    let is_named = |mission: Mission| {
        mission == Mission::Fonctionnement
            || of_version.contains(&mission)
            || dossier.contrat.montants.iter().any(|montant| montant.mission == Some(mission))
            || produits.lignes.iter().any(|ligne| ligne.mission == mission.libelle())
    };
    Mission::TOUTES.into_iter().filter(|mission| is_named(*mission)).map(Some).chain([None]).collect()
}

/// Writes a mission; returns its amounts, column by column.
fn line(
    sheet: &mut Worksheet,
    row: u32,
    mission: Option<Mission>,
    dossier: &Dossier,
    produits: &Tableau<'_>,
    forme: Forme,
) -> Result<[Option<Montant>; 9], XlsxError> {
    let mots = mission.map_or(SANS_MISSION, Mission::libelle);
    sheet.write_string_with_format(row, 0, mots, &apparence::cellule())?;
    let signed = |part: Part| {
        let lines = dossier.contrat.montants.iter().filter(|ligne| ligne.mission == mission && ligne.part == part);
        somme::total(lines.map(|ligne| ligne.montant))
    };
    let (fixe, variable) = (signed(Part::Fixe), signed(Part::Variable));
    let typed: Format = match forme {
        Forme::Vierge => apparence::saisie_euros(),
        Forme::Remplie => apparence::cellule_euros(),
    };
    for (column, montant) in [(1, fixe), (2, variable)] {
        match montant {
            Some(montant) => sheet.write_number_with_format(row, column, montant.euros(), &typed)?,
            None => sheet.write_blank(row, column, &typed)?,
        };
    }
    let planned = |origine: OrigineProduit, colonne: Colonne| {
        let origine = origine.libelle();
        let quoted = format!("\"{origine}\"");
        let criteres = [(Axe::Mission, mots, &*format!("$A{}", row + 1)), (Axe::Origine, origine, &*quoted)];
        somme::somme(produits, colonne, &criteres)
    };
    let both = |(a, x): (u16, Option<Montant>), (b, y): (u16, Option<Montant>)| {
        let range = format!("{}:{}", cellule(row, a), cellule(row, b));
        Calcul { formule: format!("IF(COUNT({range})=0,\"\",SUM({range}))"), montant: somme::total([x, y].into_iter()) }
    };
    let contrat = both((1, fixe), (2, variable));
    let prevu = [OrigineProduit::AciFixe, OrigineProduit::AciVariable].map(|origine| planned(origine, Colonne::Prevu));
    let recu = [OrigineProduit::AciFixe, OrigineProduit::AciVariable].map(|origine| planned(origine, Colonne::Realise));
    let total = both((6, recu[0].montant), (7, recu[1].montant));
    let ecart = somme::ecart((&cellule(row, 8), total.montant), (&cellule(row, 3), contrat.montant));
    let [prevu_fixe, prevu_variable] = prevu;
    let [recu_fixe, recu_variable] = recu;
    let computed = [contrat, prevu_fixe, prevu_variable, recu_fixe, recu_variable, total, ecart];
    for (column, calcul) in (3..).zip(&computed) {
        let format = if column == 9 { apparence::cellule_ecart_euros() } else { apparence::cellule_euros() };
        formule(sheet, (row, column), &calcul.formule, &calcul.resultat(), &format)?;
    }
    sheet.set_row_height(row, apparence::HAUTEUR_LIGNE)?;
    let mut amounts = [None; 9];
    let computed = computed.iter().map(|calcul| calcul.montant);
    for (cell, montant) in amounts.iter_mut().zip([fixe, variable].into_iter().chain(computed)) {
        *cell = montant;
    }
    Ok(amounts)
}
