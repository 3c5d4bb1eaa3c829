//! The dossiers of several workbooks, and the earlier dossier, made one.

use std::collections::BTreeSet;

use cpts_model::{
    Dossier, Exercice, Origine,
    constat::codes::import as codes,
    fusion::{self, Bilan, FusionError, FusionOptions, Numeros},
};

use crate::{
    cells::{self, Workbook},
    classement::Plan,
    contexte::Contexte,
    identite,
    importer::sheet_of,
    journal::{Lieu, cite},
    origines,
};

/// Where the name of the community stands.
const NOM: &str = "/cpts/nom";

/// Returns the workbooks and the earlier dossier as one, in the order of the command, with what changed in the earlier dossier.
pub(crate) fn unite(
    contexte: &mut Contexte<'_>,
    (workbooks, plans): (&[Workbook], &[Plan]),
    dossiers: Vec<(u32, Dossier)>,
) -> Result<(Dossier, Bilan), FusionError> {
    let relus: BTreeSet<String> = workbooks.iter().map(|workbook| workbook.fichier.clone()).collect();
    let mut precedent = contexte.options.precedent.clone().unwrap_or_default();
    // A year that was only supposed is supposed anew.
    if precedent.exercice.annee.is_some() && written_year(&precedent).is_none() {
        precedent.exercice = Exercice::default();
        precedent.provenance.retain(|adresse, _| !adresse.starts_with("/exercice/"));
    }
    let known = |dossier: &Dossier| dossier.cpts.nom.is_some() && !stands_in(dossier, &relus);
    let mut options = FusionOptions {
        numeros: Numeros::Provisoires,
        cpts_imposee: contexte.options.cpts.is_some(),
        exercice_impose: contexte.options.exercice.is_some(),
        ..FusionOptions::default()
    };
    // A sheet that states the name wins over any title, wherever it stands.
    let stated = dossiers.iter().map(|(_, dossier)| dossier).find(|dossier| dossier.cpts.nom.is_some()).map(name_of);
    let mut whole: Option<Dossier> = None;
    for (fichier, mut dossier) in dossiers {
        let earlier = whole.as_ref().filter(|dossier| dossier.cpts.nom.is_some());
        let named = stated.as_ref().or(earlier).or(known(&precedent).then_some(&precedent));
        propose_name(contexte, (workbooks, plans), fichier, named, &mut dossier)?;
        whole = Some(match whole {
            None => dossier,
            Some(first) => join(contexte, first, dossier, &options)?.0,
        });
    }
    options =
        FusionOptions { relus, existant: contexte.options.precedent.is_some(), numeros: Numeros::Communs, ..options };
    let (mut dossier, bilan) = join(contexte, precedent, whole.unwrap_or_default(), &options)?;
    if let Some(nom) = &contexte.options.cpts {
        dossier.cpts.nom = Some(nom.clone());
        dossier.provenance.insert(NOM.to_owned(), origines::asked());
    }
    Ok((dossier, bilan))
}

/// Returns the exercice that a dossier states; one that was supposed is none.
pub(crate) fn written_year(dossier: &Dossier) -> Option<i32> {
    let supposed = matches!(dossier.provenance.get("/exercice/annee"), Some(Origine::Regle { .. }));
    dossier.exercice.annee.filter(|_| !supposed)
}

/// Returns the identity that a dossier states, with its places.
fn name_of(dossier: &Dossier) -> Dossier {
    Dossier { cpts: dossier.cpts.clone(), provenance: dossier.provenance.clone(), ..Dossier::default() }
}

/// Returns whether the name of a dossier comes from one of these files, which will say it again.
fn stands_in(dossier: &Dossier, fichiers: &BTreeSet<String>) -> bool {
    matches!(dossier.provenance.get(NOM), Some(Origine::Cellule { fichier, .. }) if fichiers.contains(fichier))
}

fn join(
    contexte: &mut Contexte<'_>,
    first: Dossier,
    second: Dossier,
    options: &FusionOptions,
) -> Result<(Dossier, Bilan), FusionError> {
    let fusion = fusion::merge(first, second, options)?;
    for constat in fusion.constats {
        contexte.journal.push_named(constat);
    }
    Ok((fusion.dossier, fusion.bilan))
}

/// Takes the name of the community from a title of a workbook that has no sheet for it. Where another source has the name, the title only
/// says whether both are of one community.
fn propose_name(
    contexte: &mut Contexte<'_>,
    (workbooks, plans): (&[Workbook], &[Plan]),
    fichier: u32,
    named: Option<&Dossier>,
    dossier: &mut Dossier,
) -> Result<(), FusionError> {
    if dossier.cpts.nom.is_some() || contexte.options.cpts.is_some() {
        return Ok(());
    }
    for plan in plans.iter().filter(|plan| plan.fichier == fichier) {
        let Some((sheet, noms)) = sheet_of(workbooks, plan) else { continue };
        let Some((ligne, colonne, nom)) = identite::propose(sheet, plan) else { continue };
        let cellule = cells::address(ligne, colonne);
        let origine = Origine::Cellule { fichier: noms.fichier.to_owned(), feuille: noms.feuille.to_owned(), cellule };
        dossier.provenance.insert(NOM.to_owned(), origine);
        dossier.cpts.nom = Some(nom.clone());
        if let Some(named) = named {
            fusion::check_communities(named, dossier)?;
            dossier.provenance.remove(NOM);
            dossier.cpts.nom = None;
        } else {
            let lieu = Lieu { fichier, feuille: plan.feuille, ligne, colonne };
            let message = format!("nom de la communauté proposé d’après ce titre\u{a0}: {}", cite(&nom));
            contexte.journal.push_valeur(lieu, &codes::CPTS_NOM_PROPOSE, &nom, message);
        }
        return Ok(());
    }
    Ok(())
}
