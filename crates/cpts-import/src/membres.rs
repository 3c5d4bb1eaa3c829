//! Rows of a member list to members.

pub(crate) mod adhesion;
mod adresse;
pub(crate) mod contact;
pub(crate) mod cotisation;
pub(crate) mod couleurs;
pub(crate) mod etat;
mod fiche;
mod intitules;
pub(crate) mod lieu;
mod lignes;
mod mentions;
pub(crate) mod metier;
pub(crate) mod mode;
mod organisation;
pub(crate) mod personne;
mod totaux;

use std::sync::Arc;

use cpts_model::{Membre, Source, constat::codes::import as codes};

pub(crate) use self::fiche::keep_raw;
use self::{
    couleurs::Couleurs,
    lignes::{Ligne, Lignes},
};
use crate::{
    LignesMasquees,
    cells::Sheet,
    champ::Champ,
    classement::Plan,
    contexte::Contexte,
    correspondance::SensCouleur,
    journal::{Lieu, cite},
};

/// A member, with the number of the plan it comes from.
#[derive(Debug)]
pub(crate) struct MembreLu {
    pub(crate) membre: Membre,
    pub(crate) plan: usize,
    pub(crate) lieu: Lieu,
    /// First row of the merged cell that gives the name: the rows it covers are one person.
    pub(crate) fusion: Option<u32>,
}

/// Names of the file and the sheet, for the source of each member.
pub(crate) struct Noms<'a> {
    pub(crate) fichier: &'a str,
    pub(crate) feuille: &'a str,
}

/// Returns the members of one table, in the order of its rows.
pub(crate) fn read(
    contexte: &mut Contexte<'_>,
    sheet: &Sheet,
    noms: &Noms<'_>,
    plan: &Plan,
    numero: usize,
) -> Vec<MembreLu> {
    let base = Lieu { fichier: plan.fichier, feuille: plan.feuille, ligne: 0, colonne: 0 };
    let (fichier, feuille): (Arc<str>, Arc<str>) = (noms.fichier.into(), noms.feuille.into());
    let mut lignes = Lignes::new(contexte, sheet, plan);
    let ordre = personne::usual_order(sheet, plan);
    let mut couleurs = Couleurs::default();
    let mut membres: Vec<MembreLu> = Vec::with_capacity(sheet.rows.len());
    let mut notes = 0_usize;
    let mut first_note = None;
    for row in plan.rows(sheet) {
        let lieu = base.row(row.ligne);
        if row.masquee {
            let ecartees = contexte.options.lignes_masquees == LignesMasquees::Ecartees;
            let (code, message) = if ecartees {
                (&codes::LIGNE_MASQUEE_ECARTEE, "lignes masquées écartées")
            } else {
                (&codes::LIGNE_MASQUEE_LUE, "lignes masquées lues comme les autres")
            };
            let constat = contexte.journal.draft(lieu, code, message);
            contexte.journal.group(lieu, code, "", || constat);
            if ecartees {
                continue;
            }
        }
        let Ligne::Donnees(fiche) = lignes.next(contexte, row, lieu) else { continue };
        for cell in row.cells.iter().filter(|cell| cell.note) {
            notes += 1;
            first_note.get_or_insert(lieu.at(cell.colonne));
        }
        if let Some(section) = &lignes.section().hors {
            let message = format!("sous {}, ligne écartée", cite(section));
            let constat = contexte.journal.draft(lieu, &codes::STATUT_NON_ADHERENT, message);
            contexte.journal.group(lieu, &codes::STATUT_NON_ADHERENT, section, || constat);
            continue;
        }
        let sens = couleurs.of_row(contexte, &fiche, row);
        if sens == Some(SensCouleur::Ecarter) {
            let message = "lignes écartées d’après leur couleur, comme la correspondance le demande";
            let constat = contexte.journal.draft(lieu, &codes::LIGNE_COULEUR_ECARTEE, message);
            contexte.journal.group(lieu, &codes::LIGNE_COULEUR_ECARTEE, "", || constat);
            continue;
        }
        let Some(mut membre) = fiche::build(contexte, &fiche, plan, lignes.section(), ordre, lieu) else { continue };
        match sens {
            Some(SensCouleur::Ancien) => membre.ancien = true,
            Some(SensCouleur::Impaye) => membre.cotisation.a_jour = Some(false),
            _ => {}
        }
        membre.source = Some(Source { fichier: fichier.clone(), feuille: feuille.clone(), ligne: row.ligne });
        lignes.count_member();
        membres.push(MembreLu { membre, plan: numero, lieu, fusion: fiche.fusion });
    }
    couleurs.tell(contexte, base, membres.len(), lignes.legendes());
    if let Some(lieu) = first_note {
        let message = match notes {
            1 => "la cellule porte une note, qui n’est pas lue".to_owned(),
            n => format!("{n} cellules de la liste portent une note, qui n’est pas lue"),
        };
        contexte.journal.push(lieu, &codes::CELLULE_NOTE, message);
    }
    if membres.is_empty() {
        contexte.journal.push(base, &codes::LISTE_VIDE, "la liste ne contient aucun adhérent");
    }
    membres
}

/// Tells what was understood of the columns of a list, and what was not read.
pub(crate) fn tell_columns(contexte: &mut Contexte<'_>, plan: &Plan) {
    let base = Lieu { fichier: plan.fichier, feuille: plan.feuille, ligne: 0, colonne: 0 };
    let ligne = plan.entete.derniere.max(1);
    for colonne in &plan.entete.colonnes {
        let lieu = Lieu { ligne, colonne: colonne.index, ..base };
        let titre = cite(&colonne.titre);
        match colonne.champ {
            Some(Champ::Nir) => contexte.journal.push(
                lieu,
                &codes::COLONNE_NIR,
                format!("colonne {titre}\u{a0}: numéros de sécurité sociale, la colonne n’est pas lue"),
            ),
            Some(Champ::Bancaire) => contexte.journal.push(
                lieu,
                &codes::COLONNE_BANCAIRE,
                format!("colonne {titre}\u{a0}: coordonnées bancaires, la colonne n’est pas lue"),
            ),
            Some(Champ::Naissance) => contexte.journal.push(
                lieu,
                &codes::COLONNE_NAISSANCE,
                format!("colonne {titre}\u{a0}: naissance, la colonne n’est pas lue"),
            ),
            None if !plan.impose && !colonne.connue => contexte.journal.push(
                lieu,
                &codes::COLONNE_INCONNUE,
                format!("colonne {titre} non reconnue, gardée telle quelle avec chaque adhérent"),
            ),
            Some(champ) if colonne.par_contenu && !plan.impose && plan.entete.premiere > 0 => contexte.journal.push(
                lieu,
                &codes::COLONNE_DEVINEE,
                format!("colonne {titre} lue comme «\u{a0}{}\u{a0}», d’après ses valeurs", champ.nom()),
            ),
            _ => {}
        }
    }
}
