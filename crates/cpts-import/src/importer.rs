//! The whole import, in order: cells, plans, identity, members, other sheets, duplicates, numbers, constats.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use cpts_model::{Dossier, Exercice, Origine, constat::codes::import as codes, fusion, geographie::Recherche};
use cpts_paquet::guard::Limits;

use crate::{
    Classeur, ImportError, ImportOptions, Imported, annees, bornes,
    cells::{self, Workbook},
    champ::Champ,
    classement::{self, Plan, Raison},
    collecte, contenu,
    contexte::Contexte,
    correspondance::FeuilleCorrespondance,
    doublons, encodage, entete, identite,
    journal::{Journal, Lieu, cite},
    listes, mandats,
    membres::{self, MembreLu, Noms, lieu},
    origines,
    role::Role,
    sources, suivi, territoire, textes,
};

/// Returns the dossier of the workbooks.
pub(crate) fn run(classeurs: &[Classeur<'_>], options: &ImportOptions) -> Result<Imported, ImportError> {
    let limits = Limits::default();
    let mut workbooks = Vec::with_capacity(classeurs.len());
    let mut of_files = Vec::new();
    for classeur in classeurs {
        let (mut workbook, constats) = cells::read(classeur, &limits)?;
        of_files.extend(constats);
        of_files.extend(workbook.feuilles.iter_mut().filter_map(|sheet| encodage::mend(sheet, &workbook.fichier)));
        workbooks.push(workbook);
    }
    let mut contexte = Contexte::new(options, Journal::new(&workbooks));
    for constat in of_files {
        contexte.journal.push_named(constat);
    }
    let collectes = collecte::read_all(&mut contexte, &workbooks, options.precedent.as_ref());
    let mut dossiers = vec![Dossier::default(); workbooks.len()];
    let mut plans = plans(&workbooks, options, contexte.annee);
    read_identity(&mut contexte, &workbooks, &plans, &mut dossiers);
    if contexte.annee != contexte.annee_initiale {
        plans = self::plans(&workbooks, options, contexte.annee);
    }
    let exercice_dit = dossiers.iter().any(|dossier| dossier.exercice.annee.is_some()) || options.exercice.is_some();
    annees::choose(&mut contexte, &mut plans, exercice_dit);
    locate(&mut contexte, &workbooks, &plans, &dossiers);
    tell_plans(&mut contexte, &workbooks, &plans);
    bornes::bound(&workbooks, &plans, &limits)?;
    let lus = read_members(&mut contexte, &workbooks, &plans);
    forget_rows(&mut workbooks, &plans);
    let beside = count_once(&mut contexte, lus, &plans, &mut dossiers);
    let mut collectes = collectes.into_iter().peekable();
    let mut of_sources = Vec::with_capacity(dossiers.len());
    let mut last = 0;
    for ((fichier, mut dossier), beside) in (1..).zip(dossiers).zip(&beside) {
        let of_file: Vec<&Plan> = plans.iter().filter(|plan| plan.fichier == fichier).collect();
        read_others(&mut contexte, &workbooks, &of_file, &mut dossier);
        if let Some(mut suivi) = suivi::read(&mut contexte, &workbooks, &of_file, options.precedent.as_ref()) {
            // Their rows carry no number: those that the reading gave say nothing.
            fusion::number_provisionally(&mut suivi, Some(&BTreeSet::new()), &mut last);
            add_follow_up(&mut dossier, suivi);
        }
        fusion::number_provisionally(&mut dossier, None, &mut last);
        origines::trace(&contexte, &mut dossier, (&workbooks, &plans, fichier), beside);
        of_sources.push((fichier, dossier));
        if let Some((_, mut collecte, numeros)) = collectes.next_if(|(file, ..)| *file == fichier) {
            fusion::number_provisionally(&mut collecte, Some(&numeros), &mut last);
            of_sources.push((fichier, collecte));
        }
    }
    let (mut dossier, bilan) = sources::unite(&mut contexte, (&workbooks, &plans), of_sources)?;
    finish_exercice(&mut dossier, options);
    origines::exercice(&mut dossier);
    mandats::tie(&mut dossier);
    if dossier.membres.is_empty() {
        contexte.journal.push(
            Lieu { fichier: 1, ..Lieu::default() },
            &codes::ADHERENTS_ABSENTS,
            "aucun adhérent trouvé",
        );
    }
    tell_mapping(&mut contexte, &workbooks);
    contexte.sortie.feuilles = mapping(&workbooks, &plans);
    let Contexte { journal, sortie, .. } = contexte;
    Ok(Imported { dossier, constats: journal.finish(), correspondance: sortie, bilan })
}

/// Puts each member in the dossier of its file, once; returns, for each dossier, its members of tables beside each other with the
/// number of their plan.
///
/// Who stands in two files is told by the fusion, value by value; sheets of a series of years are states of one list, wherever they stand.
fn count_once(
    contexte: &mut Contexte<'_>,
    lus: Vec<MembreLu>,
    plans: &[Plan],
    dossiers: &mut [Dossier],
) -> Vec<Vec<(usize, usize)>> {
    let yearly = plans.iter().filter(|plan| plan.parmi_annees).map(|plan| plan.fichier).min();
    let file = |lu: &MembreLu| yearly.filter(|_| plans[lu.plan].parmi_annees).unwrap_or(plans[lu.plan].fichier);
    let mut of_files: Vec<Vec<MembreLu>> = dossiers.iter().map(|_| Vec::new()).collect();
    match lus.first().map(&file) {
        // Members are large: those of one list are not copied to another.
        Some(first) if lus.iter().all(|lu| file(lu) == first) => of_files[first as usize - 1] = lus,
        _ => lus.into_iter().for_each(|lu| of_files[file(&lu) as usize - 1].push(lu)),
    }
    let mut beside = Vec::with_capacity(dossiers.len());
    for ((fichier, dossier), lus) in (1..).zip(dossiers).zip(of_files) {
        let mut lus = doublons::merge(contexte, lus, plans);
        if yearly == Some(fichier) {
            annees::retire(contexte, &mut lus, plans);
        }
        let in_bounds = |(rang, lu): (usize, &MembreLu)| plans[lu.plan].bornes.map(|_| (rang, lu.plan));
        beside.push(lus.iter().enumerate().filter_map(in_bounds).collect());
        dossier.membres = lus.into_iter().map(|lu| lu.membre).collect();
    }
    beside
}

fn plans(workbooks: &[Workbook], options: &ImportOptions, annee: i32) -> Vec<Plan> {
    let mut plans = Vec::new();
    for (file, workbook) in workbooks.iter().enumerate() {
        let collection = collecte::is_collection(workbook);
        for (sheet, feuille) in workbook.feuilles.iter().enumerate() {
            let fichier = (file as u32 + 1, workbook.fichier.as_str());
            if collection && collecte::owns(feuille) {
                let place = (fichier.0, sheet as u32 + 1);
                plans.push(Plan { fichier: place.0, feuille: place.1, ..Plan::ignored(Raison::Collecte) });
                continue;
            }
            plans.extend(classement::plans(fichier, sheet as u32 + 1, feuille, options.correspondance.as_ref(), annee));
        }
    }
    plans
}

pub(crate) fn sheet_of<'w>(workbooks: &'w [Workbook], plan: &Plan) -> Option<(&'w cells::Sheet, Noms<'w>)> {
    let workbook = workbooks.get(plan.fichier.checked_sub(1)? as usize)?;
    let sheet = workbook.feuilles.get(plan.feuille.checked_sub(1)? as usize)?;
    Some((sheet, Noms { fichier: &workbook.fichier, feuille: &sheet.nom }))
}

fn read_identity(contexte: &mut Contexte<'_>, workbooks: &[Workbook], plans: &[Plan], dossiers: &mut [Dossier]) {
    for plan in plans.iter().filter(|plan| plan.role == Role::Identite) {
        if let Some((sheet, noms)) = sheet_of(workbooks, plan) {
            identite::read(contexte, sheet, &noms, plan, &mut dossiers[plan.fichier as usize - 1]);
        }
    }
    let precedent = contexte.options.precedent.as_ref();
    let known = || dossiers.iter().chain(precedent);
    let annee = contexte.options.exercice.or_else(|| known().find_map(sources::written_year));
    if let Some(annee) = annee {
        contexte.annee = annee;
    }
    let departement = known().find_map(|dossier| dossier.cpts.departement.as_deref());
    if let (Some(departement), None) = (departement, &contexte.departement) {
        contexte.departement = cpts_model::geographie::departement(departement).map(|d| d.code.to_owned());
    }
    if contexte.departement.is_none() {
        let code = known().find_map(|dossier| dossier.cpts.adresse.code_postal.as_deref());
        contexte.departement = code.and_then(departement_of).map(str::to_owned);
    }
    for plan in plans.iter().filter(|plan| plan.role == Role::Communes) {
        if let Some((sheet, _)) = sheet_of(workbooks, plan) {
            territoire::read(contexte, sheet, plan, &mut dossiers[plan.fichier as usize - 1]);
        }
    }
}

/// Where nothing says the département, most of the postal codes of the lists do.
fn locate(contexte: &mut Contexte<'_>, workbooks: &[Workbook], plans: &[Plan], dossiers: &[Dossier]) {
    if contexte.departement.is_some() {
        return;
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for commune in dossiers.iter().flat_map(|dossier| &dossier.territoire.communes) {
        if let Some(code) = commune.code_insee.as_deref().and_then(departement_of_commune) {
            *counts.entry(code.to_owned()).or_default() += 1;
        }
    }
    let mut noms: BTreeSet<String> = BTreeSet::new();
    for plan in plans.iter().filter(|plan| plan.lists_members()) {
        let Some((sheet, _)) = sheet_of(workbooks, plan) else { continue };
        // « Labruguière 81290 », « Saint-Sulpice »: one sheet for each commune.
        if let Some(nom) = &plan.commune {
            let split = contenu::split_postal_code(nom);
            if let Some(code) = split.as_ref().and_then(|(code, _)| departement_of(code)) {
                *counts.entry(code.to_owned()).or_default() += 1;
            }
            noms.insert(split.map_or_else(|| nom.clone(), |(_, nom)| nom.into_owned()));
        }
        let towns: Vec<u32> =
            plan.entete.colonnes.iter().filter(|c| c.champ == Some(Champ::Commune)).map(|c| c.index).collect();
        for cell in sheet
            .rows
            .iter()
            .take(2_000)
            .filter(|row| row.ligne > plan.entete.derniere)
            .flat_map(|row| &row.cells)
            .filter(|cell| towns.contains(&cell.colonne))
        {
            noms.insert(lieu::without_cedex(&cell.texte()).to_owned());
        }
        let columns: Vec<u32> = plan
            .entete
            .colonnes
            .iter()
            .filter(|c| matches!(c.champ, Some(Champ::CodePostal | Champ::CodePostalCommune | Champ::Adresse)))
            .map(|c| c.index)
            .collect();
        for cell in
            sheet.rows.iter().take(2_000).flat_map(|row| &row.cells).filter(|cell| columns.contains(&cell.colonne))
        {
            let texte = cell.texte();
            let code = contenu::split_postal_code(&texte).map(|(code, _)| code);
            if let Some(code) = code.and_then(departement_of) {
                *counts.entry(code.to_owned()).or_default() += 1;
            }
        }
    }
    // Without postal codes, the communes that bear a name of their own tell where the others are.
    if counts.is_empty() {
        for nom in noms.iter().take(300) {
            if let Recherche::Trouvee(commune) = contexte.commune(nom, None)
                && let Some(code) = commune.code_insee.as_deref().and_then(departement_of_commune)
            {
                *counts.entry(code.to_owned()).or_default() += 1;
            }
        }
    }
    let total: usize = counts.values().sum();
    if let Some((code, count)) = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)))
        && count * 2 > total
    {
        contexte.departement = Some(code);
        contexte.departement_deduit = true;
    }
}

fn departement_of_commune(code_insee: &str) -> Option<&str> {
    code_insee.get(..if code_insee.starts_with("97") || code_insee.starts_with("98") { 3 } else { 2 })
}

fn departement_of(code_postal: &str) -> Option<&str> {
    if code_postal.starts_with("97") || code_postal.starts_with("98") {
        return code_postal.get(..3);
    }
    // Corsica shares 20 between two départements: the postal code does not settle it.
    code_postal.get(..2).filter(|code| *code != "20")
}

/// Tells how each sheet was understood.
fn tell_plans(contexte: &mut Contexte<'_>, workbooks: &[Workbook], plans: &[Plan]) {
    for plan in plans {
        let Some((sheet, _)) = sheet_of(workbooks, plan) else { continue };
        let base = Lieu { fichier: plan.fichier, feuille: plan.feuille, ligne: 0, colonne: 0 };
        if let Some(raison) = plan.raison {
            tell_reason(contexte, base, raison, sheet);
            continue;
        }
        if plan.impose {
            membres::tell_columns(contexte, plan);
            ask_name(contexte, base, plan);
            continue;
        }
        if plan.lists_members() {
            if plan.entete.premiere == 0 {
                contexte.journal.push(
                    base,
                    &codes::TITRES_ABSENTS,
                    "liste sans titres de colonnes, reconnue d’après son contenu",
                );
            }
            membres::tell_columns(contexte, plan);
            tell_name(contexte, base, plan, sheet);
            ask_name(contexte, base, plan);
        }
        if plan.entete.premiere > 1 && plan.lists_members() {
            let lignes = if plan.entete.derniere > plan.entete.premiere {
                format!("lignes\u{a0}{} et {}", plan.entete.premiere, plan.entete.derniere)
            } else {
                format!("ligne\u{a0}{}", plan.entete.premiere)
            };
            contexte.journal.push(
                base.row(plan.entete.premiere),
                &codes::TITRES_LIGNE,
                format!("titres de colonnes lus {lignes}"),
            );
        }
    }
}

fn tell_name(contexte: &mut Contexte<'_>, base: Lieu, plan: &Plan, sheet: &cells::Sheet) {
    let mut sens = Vec::new();
    if !plan.professions.is_empty() && !plan.has(Champ::Profession) {
        let libelles: Vec<&str> = plan.professions.iter().map(|p| p.libelle()).collect();
        sens.push(format!("profession {}", libelles.join(", ")));
    }
    if let Some(commune) = &plan.commune {
        sens.push(format!("commune {}", cite(commune)));
    }
    if plan.ancien {
        sens.push("anciens adhérents".to_owned());
    }
    if !sens.is_empty() {
        let message =
            format!("le nom de la feuille {} vaut pour ses lignes\u{a0}: {}", cite(&sheet.nom), sens.join(", "));
        contexte.journal.push(base, &codes::FEUILLE_NOM_LU, message);
    }
}

/// « Ortho », « Psy » as the name of a sheet: asked once, where its rows do not say more.
fn ask_name(contexte: &mut Contexte<'_>, base: Lieu, plan: &Plan) {
    if let Some(texte) = plan.profession_brute.as_ref().filter(|_| !plan.has(Champ::Profession)) {
        membres::metier::ask_for_title(contexte, texte, base);
    }
}

fn tell_reason(contexte: &mut Contexte<'_>, base: Lieu, raison: Raison, sheet: &cells::Sheet) {
    let nom = cite(&sheet.nom);
    match raison {
        // The user asked for it, or there is nothing to say.
        Raison::Demandee | Raison::Vide | Raison::Constats | Raison::Collecte => {}
        Raison::Masquee => {
            contexte.journal.push(base, &codes::FEUILLE_NON_LUE, format!("feuille {nom} masquée, non lue"));
        }
        Raison::Annexe => contexte.journal.push(
            base,
            &codes::FEUILLE_NON_LUE,
            format!("feuille {nom} non lue\u{a0}: son nom n’annonce pas d’adhérents"),
        ),
        Raison::SansTitres => {
            contexte.journal.push(
                base,
                &codes::FEUILLE_NON_LUE,
                format!("feuille {nom} non lue\u{a0}: aucune ligne de titres connue n’y est trouvée"),
            );
        }
        Raison::EnFiches => {
            contexte.journal.push(
                base,
                &codes::FEUILLE_EN_FICHES,
                format!("feuille {nom} non lue\u{a0}: les titres sont dans la première colonne, les personnes à côté"),
            );
        }
        Raison::HorsAdherents => {
            let heading = entete::search(sheet, Role::Membres).map_or(0, |entete| entete.derniere);
            let people = match sheet.rows.iter().filter(|row| row.ligne > heading).count() {
                0 | 1 => "sa ligne n’est pas celle d’un adhérent".to_owned(),
                rows => format!("ses {rows} lignes ne sont pas celles d’adhérents"),
            };
            contexte.journal.push(
                base,
                &codes::FEUILLE_HORS_ADHERENTS,
                format!("feuille {nom} non lue\u{a0}: d’après son nom, {people}"),
            );
        }
        Raison::AnneeSuivante => {
            contexte.journal.push(
                base,
                &codes::FEUILLE_ANNEE_SUIVANTE,
                format!("feuille {nom} non lue\u{a0}: postérieure à l’exercice {}", contexte.annee),
            );
        }
    }
}

fn read_members(contexte: &mut Contexte<'_>, workbooks: &[Workbook], plans: &[Plan]) -> Vec<MembreLu> {
    let mut order: Vec<usize> = (0..plans.len()).filter(|index| plans[*index].lists_members()).collect();
    // The latest year first: what it says of a person wins over earlier years.
    order.sort_by_key(|index| {
        std::cmp::Reverse(plans[*index].annee.filter(|_| plans[*index].parmi_annees).unwrap_or(i32::MAX))
    });
    let mut lus = Vec::new();
    for index in order {
        if let Some((sheet, noms)) = sheet_of(workbooks, &plans[index]) {
            let mut read = membres::read(contexte, sheet, &noms, &plans[index], index);
            // Members are large: those of the first list, most often the only one, are not copied.
            if lus.is_empty() { lus = read } else { lus.append(&mut read) }
        }
    }
    lus
}

/// Drops the rows of the lists that were read, but for the titles above them: cells and members together are the peak of memory.
fn forget_rows(workbooks: &mut [Workbook], plans: &[Plan]) {
    /// The rows in which titles are looked for.
    const TITRES: usize = 60;
    for (file, workbook) in (1..).zip(workbooks) {
        for (number, sheet) in (1..).zip(&mut workbook.feuilles) {
            let mut of_sheet = plans.iter().filter(|plan| (plan.fichier, plan.feuille) == (file, number)).peekable();
            if of_sheet.peek().is_some() && of_sheet.all(Plan::lists_members) {
                sheet.rows.truncate(TITRES);
                sheet.rows.shrink_to_fit();
            }
        }
    }
}

fn read_others(contexte: &mut Contexte<'_>, workbooks: &[Workbook], plans: &[&Plan], dossier: &mut Dossier) {
    for plan in plans {
        let Some((sheet, noms)) = sheet_of(workbooks, plan) else { continue };
        match plan.role {
            Role::Bureau | Role::ConseilAdministration => mandats::read_mandates(contexte, sheet, &noms, plan, dossier),
            Role::Groupes => mandats::read_groups(contexte, sheet, &noms, plan, dossier),
            Role::Equipe => mandats::read_staff(contexte, sheet, &noms, plan, dossier),
            Role::Partenaires => listes::read_partners(contexte, sheet, &noms, plan, dossier),
            Role::Actions => listes::read_actions(contexte, sheet, &noms, plan, dossier),
            Role::Budget => listes::read_budget(contexte, sheet, &noms, plan, dossier),
            Role::Textes => textes::read(contexte, sheet, &noms, plan, dossier),
            // Read before the members, together after this, or not at all.
            Role::Membres | Role::Structures | Role::Identite | Role::Communes | Role::Suivi(_) | Role::Ignoree => {}
        }
    }
}

/// Puts what follow-up sheets say into the dossier: no other sheet gives these lists.
fn add_follow_up(dossier: &mut Dossier, suivi: Dossier) {
    dossier.indicateurs = suivi.indicateurs;
    dossier.parcours = suivi.parcours;
    dossier.rcp = suivi.rcp;
    dossier.crises = suivi.crises;
    dossier.pieces = suivi.pieces;
    dossier.fiches_actions = suivi.fiches_actions;
    dossier.reunions = suivi.reunions;
    dossier.calendrier = suivi.calendrier;
    dossier.feuilles.extend(suivi.feuilles);
    dossier.provenance.extend(suivi.provenance);
}

fn finish_exercice(dossier: &mut Dossier, options: &ImportOptions) {
    if let Some(annee) = options.exercice {
        if dossier.exercice.annee != Some(annee) {
            dossier.exercice = Exercice::civil(annee);
            dossier.provenance.retain(|adresse, _| !adresse.starts_with("/exercice/"));
            dossier.provenance.insert("/exercice/annee".to_owned(), origines::asked());
        }
    } else if dossier.exercice.annee.is_none() {
        let annee = options.date.year() - 1;
        // A date that was not given, or of before the first communities, says nothing.
        if annee >= 2016 {
            dossier.exercice = Exercice::civil(annee);
            let regle = Origine::Regle { regle: "derniere-annee-civile-terminee".to_owned(), entrees: Vec::new() };
            dossier.provenance.insert("/exercice/annee".to_owned(), regle);
        }
    }
}

/// Says which sheets of the mapping file the workbooks do not have.
fn tell_mapping(contexte: &mut Contexte<'_>, workbooks: &[Workbook]) {
    let Some(imposee) = &contexte.options.correspondance else { return };
    for feuille in &imposee.feuilles {
        let present = workbooks.iter().any(|w| {
            feuille.fichier.as_ref().is_none_or(|fichier| *fichier == w.fichier)
                && w.feuilles.iter().any(|s| s.nom == feuille.nom)
        });
        if !present {
            let message =
                format!("le fichier de correspondance décrit la feuille {}, absente du classeur", cite(&feuille.nom));
            contexte.journal.push(Lieu::default(), &codes::CORRESPONDANCE_SANS_OBJET, message);
        }
    }
}

/// Returns the mapping of every sheet as it was read.
fn mapping(workbooks: &[Workbook], plans: &[Plan]) -> Vec<FeuilleCorrespondance> {
    let several = workbooks.len() > 1;
    plans
        .iter()
        .filter(|plan| plan.raison != Some(Raison::Vide))
        .filter_map(|plan| {
            let (_, noms) = sheet_of(workbooks, plan)?;
            let mut feuille = FeuilleCorrespondance {
                fichier: several.then(|| noms.fichier.to_owned()),
                nom: noms.feuille.to_owned(),
                role: Some(plan.role),
                titres: plan.entete.premiere,
                hauteur: plan.entete.derniere - plan.entete.premiere + 1,
                commune: plan.commune.clone(),
                ancien: plan.ancien,
                annee: plan.annee,
                ..FeuilleCorrespondance::default()
            };
            if !plan.professions.is_empty() {
                let slugs: Vec<&str> = plan.professions.iter().map(|p| p.slug()).collect();
                feuille.profession = Some(slugs.join(", "));
            }
            for colonne in &plan.entete.colonnes {
                feuille.colonnes.insert(colonne.index, colonne.champ);
                feuille.intitules.insert(colonne.index, colonne.titre.clone());
            }
            Some(feuille)
        })
        .collect()
}
