//! The report of dossiers at the edges: nobody, one member, many, nothing but members, everything but money.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

mod cas;

use std::sync::Arc;

use chrono::NaiveDate;
use cpts_model::{DiffusionOptions, Dossier, MembreId, Profil, diffuser};
use cpts_outline::{Block, ComposeOptions, Outline, Rows, Trames, compose};

fn report(dossier: Dossier, profil: Profil) -> Outline {
    let trames = Trames::builtin();
    let date = NaiveDate::from_ymd_opt(2026, 3, 12).unwrap();
    let diffusion = Arc::new(diffuser(dossier, &DiffusionOptions::new(profil)));
    compose(&diffusion, trames.get("rapport-activite").unwrap(), &ComposeOptions { date, ..Default::default() })
        .unwrap()
}

fn tables<'a>(blocks: &'a [Block], found: &mut Vec<&'a cpts_outline::Table>) {
    for block in blocks {
        match block {
            Block::Table(table) => found.push(table),
            Block::Landscape(inner) => tables(inner, found),
            _ => {}
        }
    }
}

/// What holds for every report.
fn assert_reads_well(outline: &Outline) {
    let plan = outline.to_text();
    for wrong in ["·1·adhérents", "{=1}·adhérents", "{=1}·communes", "undefined", "None", "{}", "[]", "  texte | \n"]
    {
        assert!(!plan.contains(wrong), "{wrong}\n{plan}");
    }
    let mut found = Vec::new();
    tables(&outline.blocks, &mut found);
    for table in found {
        let lines = match &table.rows {
            Rows::Fixed(rows) => {
                assert!(rows.iter().all(|row| row.len() == table.columns.len()), "{}", table.anchor);
                rows.len()
            }
            Rows::Streamed(source) => source.len(),
        };
        assert!(lines > 0, "{}", table.anchor);
        assert!(!table.columns.is_empty(), "{}", table.anchor);
    }
    let last = outline.blocks.iter().rev().find_map(|block| match block {
        Block::Heading(heading) => Some(heading.anchor.as_str()),
        _ => None,
    });
    // The public is not told what is missing.
    let told = !outline.manquants.is_empty() && outline.cartouche.profil != Some(Profil::Public);
    assert_eq!(last == Some("a-completer"), told);
}

#[test]
fn report_of_an_empty_dossier_says_so_and_composes() {
    for profil in [Profil::Interne, Profil::Financeur, Profil::Public] {
        let outline = report(Dossier::default(), profil);
        assert_reads_well(&outline);
        assert!(outline.to_text().contains("la liste des adhérents est vide"));
    }
}

#[test]
fn report_of_one_member_is_in_the_singular() {
    let mut dossier = cas::bare().dossier;
    dossier.membres.truncate(1);
    let outline = report(dossier, Profil::Financeur);
    assert_reads_well(&outline);
    assert!(outline.to_text().contains("compte **{=1}·adhérent**"));
}

#[test]
fn report_of_four_hundred_members_streams_them_by_name() {
    let mut dossier = cas::bare().dossier;
    let model = dossier.membres[0].clone();
    dossier.membres = (0..400)
        .map(|rank| {
            let nom = Some(format!("Nom{:03}", (rank * 7) % 400));
            cpts_model::Membre { id: MembreId::new(rank), nom, ..model.clone() }
        })
        .collect();
    let outline = report(dossier, Profil::Financeur);
    assert_reads_well(&outline);
    let mut found = Vec::new();
    tables(&outline.blocks, &mut found);
    let annex = found.into_iter().find(|table| table.anchor == "tableau-adherents").unwrap();
    let Rows::Streamed(rows) = &annex.rows else { panic!("the members are streamed") };
    let names: Vec<String> = (0..rows.len())
        .map(|index| {
            let mut cells = Vec::new();
            rows.row(index, &mut cells);
            cells[0].to_string()
        })
        .collect();
    assert_eq!(names.len(), 400);
    assert!(names.is_sorted());
}

#[test]
fn report_without_year_keeps_its_placeholder() {
    let mut dossier = cas::bare().dossier;
    dossier.exercice = cpts_model::Exercice::default();
    let outline = report(dossier, Profil::Financeur);
    assert_reads_well(&outline);
    assert!(outline.manquants.iter().any(|manquant| manquant.adresse == "/exercice/annee"));
    assert!(outline.to_text().contains("À la fin de l’exercice, l’association compte"));
}

#[test]
fn report_without_amounts_prints_no_zero() {
    let mut dossier = cas::full_dossier();
    for ligne in &mut dossier.budget.lignes {
        ligne.realise = None;
        ligne.prevu_suivant = None;
    }
    let outline = report(dossier, Profil::Financeur);
    assert_reads_well(&outline);
    let plan = outline.to_text();
    assert!(!plan.contains("{0·€}") && !plan.contains("{=0·€}") && !plan.contains("| 0·€"), "{plan}");
    assert!(plan.contains("[Montant réalisé]"));
}

#[test]
fn year_before_that_is_masked_from_top_to_bottom_has_no_column() {
    let mut dossier = cas::bare().dossier;
    let model = dossier.membres[1].clone();
    let joined = |rank: u32, annee: i32, slug: &str| cpts_model::Membre {
        id: MembreId::new(rank),
        nom: Some(format!("Nom{rank}")),
        professions: vec![serde_json::from_value(slug.into()).unwrap()],
        date_adhesion: Some(cpts_model::DatePartielle::Annee(annee)),
        ..model.clone()
    };
    // Two arrivals are few: they mask the total of the year before. The dentists were none, and zero is never masked.
    dossier.membres = (0..20).map(|rank| joined(rank, 2020, "infirmier")).collect();
    dossier.membres.extend((20..30).map(|rank| joined(rank, 2020, "sage_femme")));
    dossier.membres.extend((30..32).map(|rank| joined(rank, 2025, "chirurgien_dentiste")));
    let titles = |profil| -> Vec<String> {
        let outline = report(dossier.clone(), profil);
        let mut found = Vec::new();
        tables(&outline.blocks, &mut found);
        let table = found.into_iter().find(|table| table.anchor.contains("profession")).unwrap();
        table.columns.iter().map(|column| column.title.clone()).collect()
    };
    assert!(titles(Profil::Financeur).contains(&"2024".to_owned()));
    assert!(!titles(Profil::Public).contains(&"2024".to_owned()));
}

#[test]
fn missing_value_is_listed_once_with_its_section() {
    let outline = report(cas::bare().dossier, Profil::Financeur);
    let mut addresses: Vec<&str> = outline.manquants.iter().map(|manquant| manquant.adresse.as_str()).collect();
    let siren = outline.manquants.iter().find(|manquant| manquant.adresse == "/cpts/siren").unwrap();
    assert_eq!((siren.libelle.as_str(), siren.section.as_str()), ("SIREN", "L’association"));
    // The word of the presidency is signed by a member of the bureau, which has a table of its own.
    let bureau = outline.manquants.iter().find(|manquant| manquant.adresse == "/gouvernance/bureau").unwrap();
    assert_eq!(bureau.section, "Bureau");
    addresses.sort_unstable();
    let count = addresses.len();
    addresses.dedup();
    assert_eq!(addresses.len(), count);
}

#[test]
fn action_without_number_is_named_in_the_list_of_what_is_missing() {
    let mut dossier = cas::full_dossier();
    dossier.actions[0].nombre = None;
    let outline = report(dossier, Profil::Financeur);
    let shown: Vec<_> = outline.manquants.iter().map(|m| (m.adresse.as_str(), m.libelle.as_str())).collect();
    assert_eq!(shown, [("/actions/a-001/nombre", "Nombre (Journée du souffle)")]);
}

#[test]
fn same_dossier_twice_gives_the_same_plan() {
    let plan = || report(cas::full_dossier(), Profil::Public).to_text();
    assert_eq!(plan(), plan());
}
