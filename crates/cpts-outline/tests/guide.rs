//! `docs/trames.md` is true: its trames compose, its filters print what it says, its tables are those of the library.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

mod cas;

use std::sync::Arc;

use chrono::NaiveDate;
use cpts_model::{DiffusionOptions, Dossier, Profil, diffuser};
use cpts_outline::{Block, ComposeOptions, Inline, Outline, Trame, check_trame, compose};

const GUIDE: &str = include_str!("../../../docs/trames.md");

fn composed(texte: &str) -> Outline {
    composed_of(cas::full_dossier(), texte)
}

fn composed_of(dossier: Dossier, texte: &str) -> Outline {
    let texte =
        if texte.starts_with("+++") { texte.to_owned() } else { format!("+++\ntitre = \"Essai\"\n+++\n{texte}") };
    let trame = Trame::read("essai.md", &texte);
    assert_eq!(check_trame(&trame), [], "{texte}");
    let date = NaiveDate::from_ymd_opt(2026, 3, 12).unwrap();
    let diffusion = diffuser(dossier, &DiffusionOptions::new(Profil::Interne));
    compose(&Arc::new(diffusion), &trame, &ComposeOptions { date, ..Default::default() }).unwrap()
}

fn plain(content: &[Inline]) -> String {
    let piece = |inline: &Inline| match inline {
        Inline::Text(texte) | Inline::Superscript(texte) => texte.clone(),
        Inline::Strong(inner) | Inline::Emphasis(inner) => plain(inner),
        Inline::Champ(champ) => champ.texte.clone(),
        other => format!("{other:?}"),
    };
    content.iter().map(piece).collect::<String>().replace('\u{a0}', " ")
}

/// The lines of the tables of the guide, cell by cell.
fn rows() -> impl Iterator<Item = Vec<&'static str>> {
    GUIDE.lines().filter_map(|line| {
        let inner = line.strip_prefix("| ")?.strip_suffix(" |")?;
        // A filter is written with a bar, so cells are cut at bars that follow a closing backquote or a letter and a stop.
        Some(inner.split(" | `").flat_map(|cell| cell.split("` | ")).map(|cell| cell.trim_matches('`')).collect())
    })
}

#[test]
fn every_trame_of_the_guide_composes() {
    let blocks: Vec<&str> = GUIDE.split("```markdown\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(blocks.len() >= 7, "{}", blocks.len());
    for block in blocks {
        assert!(!composed(block).blocks.is_empty(), "{block}");
    }
}

#[test]
fn every_filter_of_the_guide_prints_what_it_says() {
    let mut seen = 0;
    for row in rows().filter(|row| row.len() == 3 && row[1].starts_with("{{")) {
        let outline = composed(row[1]);
        let Some(Block::Paragraph { content, .. }) = outline.blocks.first() else { panic!("{row:?}") };
        assert_eq!(plain(content), row[2], "{row:?}");
        seen += 1;
    }
    assert!(seen >= 18, "{seen}");
}

#[test]
fn placeholder_takes_a_preposition_and_an_article_where_its_gender_is_said() {
    let body = "{{ cpts.departement | du }}, {{ cpts.nom | du(\"f\") }}, {{ cpts.nom | au }}, {{ cpts.region | en }}, {{ cpts.nom | que }}, {{ cpts.nom | le }}";
    let outline = composed_of(Dossier::default(), body);
    let Some(Block::Paragraph { content, .. }) = outline.blocks.first() else { panic!("{outline:?}") };
    let expected = "de [Département], de la [Nom de la CPTS], à [Nom de la CPTS], à [Région], que [Nom de la CPTS], [Nom de la CPTS]";
    assert_eq!(plain(content), expected);
}

#[test]
fn article_of_a_name_goes_into_the_preposition() {
    let mut dossier = cas::full_dossier();
    dossier.cpts.adresse.commune = Some("Le Mans".to_owned());
    let outline = composed_of(dossier, "Siège {{ cpts.adresse.commune | de }}, {{ cpts.adresse.commune | au }}.");
    let Some(Block::Paragraph { content, .. }) = outline.blocks.first() else { panic!("{outline:?}") };
    assert_eq!(plain(content), "Siège du Mans, au Mans.");
    // What no longer reads as the value is not to be typed over.
    let typed =
        |inline: &Inline| matches!(inline, Inline::Champ(champ) if champ.saisie != cpts_outline::Saisie::Aucune);
    assert!(!content.iter().any(typed), "{content:?}");
}

#[test]
fn table_of_actions_pairs_its_columns_unless_the_trame_names_them() {
    let plan = composed("{{ tableau(\"actions\") }}").to_text();
    assert!(plan.contains("Thématique et date | Action | Public et nombre | Partenaires | Impact"), "{plan}");
    let plan = composed("{{ tableau(\"actions\", colonnes=[\"thematique\", \"date\", \"intitule\"]) }}").to_text();
    assert!(plan.contains("Thématique | Date | Action\n"), "{plan}");
    let mut dossier = cas::full_dossier();
    dossier.partenaires[0].modalite = Some("Exercice « grand froid »".to_owned());
    let plan = composed_of(dossier, "{{ tableau(\"partenaires\") }}").to_text();
    assert!(plan.contains("Exercice «·grand froid·»"), "spaces hold in narrow columns\n{plan}");
}

#[test]
fn every_table_of_the_guide_has_the_columns_it_says() {
    let mut seen = 0;
    for line in
        GUIDE.lines().skip_while(|line| !line.starts_with("| Table |")).skip(2).take_while(|l| l.starts_with('|'))
    {
        let words: Vec<String> = line.split('`').skip(1).step_by(2).map(|word| format!("\"{word}\"")).collect();
        let (table, columns) = words.split_first().unwrap();
        composed(&format!("{{{{ tableau({table}, colonnes=[{}]) }}}}\n", columns.join(", ")));
        seen += 1;
    }
    assert!(seen >= 40, "{seen}");
}
