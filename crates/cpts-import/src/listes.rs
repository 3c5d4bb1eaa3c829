//! Partners, actions and budget.

use cpts_model::{
    Action, DatePartielle, Dossier, EtatAction, LigneBudget, Montant, Partenaire, Sens,
    constat::codes::import as codes,
    lecture::{self, plier},
};

use crate::{
    cells::{Sheet, Valeur as Brute},
    champ::Champ,
    classement::Plan,
    contexte::Contexte,
    entete::Entete,
    journal::Lieu,
    mandats,
    membres::{Noms, contact},
    origines::Reportee,
    table::{self, Enregistrement},
    titres,
};

/// Adds the partners of a sheet.
pub(crate) fn read_partners(
    contexte: &mut Contexte<'_>,
    sheet: &Sheet,
    noms: &Noms<'_>,
    plan: &Plan,
    dossier: &mut Dossier,
) {
    for record in table::rows(contexte, sheet, plan) {
        let Some(nom) = record.line(Champ::Intitule).filter(|nom| !table::is_total(nom)) else {
            table::untitled(contexte, &record);
            continue;
        };
        let mut partenaire = Partenaire {
            nom: Some(nom),
            categorie: record.line(Champ::Categorie),
            modalite: record.text(Champ::Modalite).map(str::to_owned),
            source: Some(table::source(noms, record.lieu.ligne)),
            ..Partenaire::default()
        };
        partenaire.depuis = record.date(contexte, Champ::Depuis);
        if let Some((cell, texte)) = record.cell(Champ::Convention) {
            match lecture::booleen(texte) {
                Some(signee) => partenaire.convention = Some(signee),
                // « Convention : 12/03/2024 » says both that it is signed and when.
                None if matches!(cell.valeur, Brute::Date(_)) || lecture::date(texte, contexte.annee).is_ok() => {
                    partenaire.convention = Some(true);
                    if partenaire.depuis.is_none() {
                        partenaire.depuis = record.date(contexte, Champ::Convention);
                    }
                }
                None if contact::is_absent(texte) => {}
                None => contexte.not_understood(
                    record.place(Champ::Convention),
                    &codes::VALEUR_NON_COMPRISE,
                    "convention",
                    texte,
                ),
            }
        }
        dossier.partenaires.push(partenaire);
    }
}

/// Adds the actions of a sheet.
pub(crate) fn read_actions(
    contexte: &mut Contexte<'_>,
    sheet: &Sheet,
    noms: &Noms<'_>,
    plan: &Plan,
    dossier: &mut Dossier,
) {
    // « ACCÈS AUX SOINS » alone on its row, or a mission written once for several rows, holds for the rows below.
    let mut open = None;
    for record in table::rows(contexte, sheet, plan) {
        if let [(_, _, _, texte)] = record.valeurs.as_slice()
            && let Some(mission) = lecture::mission(texte).filter(|_| texte.split_whitespace().count() <= 6)
        {
            open = Some((mission, record.lieu.at(record.valeurs[0].2.colonne)));
            continue;
        }
        let own = mandats::named_mission(contexte, &record);
        let Some(intitule) = record.line(Champ::Intitule).filter(|nom| !table::is_total(nom)) else {
            table::untitled(contexte, &record);
            continue;
        };
        let first_column_mission = plan.entete.colonnes.first().is_some_and(|c| c.champ == Some(Champ::Mission));
        match (own, open) {
            (Some(mission), _) if first_column_mission => open = Some((mission, record.place(Champ::Mission))),
            (None, Some((_, cellule))) => {
                contexte.reportees.push(Reportee { element: record.lieu, champ: Champ::Mission, cellule });
            }
            _ => {}
        }
        let nombre = record.count(contexte, Champ::Nombre);
        let date = record.date(contexte, Champ::Date);
        dossier.actions.push(Action {
            id: String::new(),
            intitule: Some(intitule),
            mission: own.or(open.map(|(mission, _)| mission)),
            thematique: record.line(Champ::Thematique),
            date,
            public: record.line(Champ::Public),
            nombre: nombre.map(|(n, _)| n),
            nombre_estime: nombre.is_some_and(|(_, estime)| estime),
            partenaires: mandats::names(&record, Champ::Partenaires),
            impact: record.text(Champ::Impact).map(str::to_owned),
            etat: state(contexte, &record, date),
            source: Some(table::source(noms, record.lieu.ligne)),
            colonnes_inconnues: record.unknown(),
            ..Action::default()
        });
    }
}

fn state(contexte: &mut Contexte<'_>, record: &Enregistrement<'_>, date: Option<DatePartielle>) -> EtatAction {
    let by_date =
        if date.is_some_and(|date| date.annee() > contexte.annee) { EtatAction::AVenir } else { EtatAction::Realisee };
    let Some(texte) = record.text(Champ::Etat) else { return by_date };
    let folded = plier(texte);
    let has =
        |stems: &[&str]| stems.iter().any(|stem| folded.starts_with(stem) || folded.contains(&format!(" {stem}")));
    if has(&["abandon", "annul", "report", "suspend"]) {
        EtatAction::Abandonnee
    } else if has(&["en cours", "commence", "demarr", "partiel"]) {
        EtatAction::EnCours
    } else if has(&[
        "a venir",
        "prevu",
        "planifi",
        "a faire",
        "projet",
        "non realis",
        "non demarr",
        "a lancer",
        "programme",
    ]) {
        EtatAction::AVenir
    } else if has(&["realis", "fait", "termin", "acheve", "clos", "ok"]) || lecture::booleen(texte) == Some(true) {
        EtatAction::Realisee
    } else if lecture::booleen(texte) == Some(false) {
        EtatAction::AVenir
    } else {
        if !contact::is_absent(texte) {
            contexte.not_understood(record.place(Champ::Etat), &codes::VALEUR_NON_COMPRISE, "état", texte);
        }
        by_date
    }
}

/// Adds the income and expenses of a sheet.
pub(crate) fn read_budget(
    contexte: &mut Contexte<'_>,
    sheet: &Sheet,
    noms: &Noms<'_>,
    plan: &Plan,
    dossier: &mut Dossier,
) {
    let base = Lieu { fichier: plan.fichier, feuille: plan.feuille, ligne: 0, colonne: 0 };
    let titre = plan.entete.colonnes.iter().find(|c| c.champ == Some(Champ::Poste));
    let of_title = titre.and_then(|titre| Some((sens(&titre.titre)?, base.row(plan.entete.derniere).at(titre.index))));
    let above = || {
        let rows = sheet.rows.iter().filter(|row| row.ligne < plan.entete.premiere);
        let mut firsts = rows.filter_map(|row| row.cells.first().map(|cell| (base.row(row.ligne), cell)));
        firsts.find_map(|(row, cell)| Some((sens(&cell.texte())?, row.at(cell.colonne))))
    };
    let mut open = of_title.or_else(above);
    let mut lignes = Vec::new();
    for record in table::rows(contexte, sheet, plan) {
        let amounts = [Champ::Prevu, Champ::Realise, Champ::PrevuSuivant]
            .iter()
            .any(|champ| record.text(*champ).is_some_and(|t| lecture::montant(t).is_some()));
        if !amounts {
            // « CHARGES », with or without the titles of the columns beside it, opens a part of the budget.
            let first = record.valeurs.first();
            if let Some(found) = first.and_then(|(_, _, cell, texte)| Some((sens(texte)?, cell.colonne))) {
                open = Some((found.0, record.lieu.at(found.1)));
                continue;
            }
        }
        let poste = record.line(Champ::Poste);
        let labelled = poste.clone().or_else(|| record.line(Champ::Enveloppe)).or_else(|| record.line(Champ::Sens));
        if labelled.as_deref().is_some_and(table::is_total)
            || record.valeurs.first().is_some_and(|(_, _, _, texte)| table::is_total(texte))
        {
            continue;
        }
        if poste.is_none() || !amounts {
            if amounts || record.valeurs.len() > 1 {
                table::untitled(contexte, &record);
            }
            continue;
        }
        let own = record.text(Champ::Sens).and_then(sens);
        if let (Some(texte), None) = (record.text(Champ::Sens), own) {
            contexte.not_understood(record.place(Champ::Sens), &codes::VALEUR_NON_COMPRISE, "sens", texte);
        }
        match (own, open) {
            (Some(sens), _) => open = Some((sens, record.place(Champ::Sens))),
            (None, Some((_, cellule))) => {
                contexte.reportees.push(Reportee { element: record.lieu, champ: Champ::Sens, cellule });
            }
            (None, None) => {}
        }
        lignes.push(LigneBudget {
            id: String::new(),
            sens: open.map(|(sens, _)| sens).unwrap_or_default(),
            poste,
            enveloppe: record.line(Champ::Enveloppe),
            prevu: amount(contexte, &record, Champ::Prevu),
            realise: amount(contexte, &record, Champ::Realise),
            prevu_suivant: amount(contexte, &record, Champ::PrevuSuivant),
            source: Some(table::source(noms, record.lieu.ligne)),
            ..LigneBudget::default()
        });
    }
    dossier.budget.lignes.append(&mut lignes);
}

fn amount(contexte: &mut Contexte<'_>, record: &Enregistrement<'_>, champ: Champ) -> Option<Montant> {
    let texte = record.text(champ)?;
    let montant = lecture::montant(texte);
    if montant.is_none() && !contact::is_absent(texte) {
        contexte.not_understood(record.place(champ), &codes::VALEUR_NON_COMPRISE, "montant", texte);
    }
    montant
}

fn sens(texte: &str) -> Option<Sens> {
    let folded = plier(texte);
    let has = |stems: &[&str]| folded.split(' ').any(|word| stems.iter().any(|stem| word.starts_with(stem)));
    if folded.split(' ').count() > 4 {
        return None;
    }
    match (has(&["produit", "recette", "ressource"]), has(&["charge", "depense"])) {
        (true, false) => Some(Sens::Produit),
        (false, true) => Some(Sens::Charge),
        _ => None,
    }
}

/// Gives the columns of a budget their year: « Budget 2026 » is the next one when the exercice is 2025.
pub(crate) fn date_columns(entete: &mut Entete, annee: i32) {
    for colonne in &mut entete.colonnes {
        let compact: String = colonne.titre.to_lowercase().split_whitespace().collect();
        let offset = if compact.contains("n+1") {
            1
        } else if compact.contains("n-1") {
            -1
        } else {
            titres::year(&colonne.titre).map_or(0, |year| year - annee)
        };
        let Some(titre) = colonne.annonce.as_mut() else {
            if offset == 1 {
                colonne.annonce = Some(titres::Titre { champs: &[Champ::PrevuSuivant], poids: 8 });
            }
            continue;
        };
        match offset {
            0 => {}
            1 if titre.champs[0] == Champ::Prevu => titre.champs = &[Champ::PrevuSuivant],
            _ if matches!(titre.champs[0], Champ::Prevu | Champ::Realise) => colonne.annonce = None,
            _ => {}
        }
    }
}
