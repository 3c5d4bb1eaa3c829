//! Data is never Markdown: whatever the texts, the document has the same blocks.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

mod cas;

use std::sync::Arc;

use chrono::NaiveDate;
use cpts_model::{Diffusion, DiffusionOptions, Profil, diffuser};
use cpts_outline::{Block, ComposeOptions, Inline, Outline, Rows, Trame, Trames, compose};
use proptest::prelude::*;

fn composed(diffusion: Diffusion) -> Outline {
    let trames = Trames::builtin();
    let date = NaiveDate::from_ymd_opt(2026, 3, 12).unwrap();
    compose(
        &Arc::new(diffusion),
        trames.get("rapport-activite").unwrap(),
        &ComposeOptions { date, ..Default::default() },
    )
    .unwrap()
}

/// The kinds of the blocks, texts left out; what a narrative text holds is its own affair.
fn structure(blocks: &[Block], lines: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading(heading) => lines.push(format!("titre {} {}", heading.level, heading.content.len())),
            Block::Paragraph { style, content } => lines.push(format!("{style:?} {}", kinds(content))),
            Block::List { items, .. } => lines.push(format!("liste {}", items.len())),
            Block::Quote { blocks, signataire } => {
                lines.push(format!("citation {}", kinds(signataire)));
                structure(blocks, lines);
            }
            Block::RichText { champ, blocks } => {
                assert!(!blocks.is_empty(), "{}", champ.adresse);
                lines.push(format!("narration {}", champ.adresse));
            }
            Block::Table(table) => {
                lines.push(format!("tableau {} {}", table.anchor, table.columns.len()));
                if let Rows::Fixed(rows) = &table.rows {
                    lines.extend(rows.iter().flatten().map(|cell| kinds(cell)));
                }
            }
            Block::Landscape(inner) => {
                lines.push("paysage".to_owned());
                structure(inner, lines);
            }
            other => lines.push(format!("{:?}", std::mem::discriminant(other))),
        }
    }
}

fn kinds(content: &[Inline]) -> String {
    let kind = |inline: &Inline| match inline {
        Inline::Text(_) | Inline::Superscript(_) => "t".to_owned(),
        Inline::Champ(champ) => format!("c{:?}", champ.etat),
        Inline::Strong(inner) | Inline::Emphasis(inner) => format!("({})", kinds(inner)),
        Inline::Link { .. } => "lien".to_owned(),
        Inline::Reference { .. } => "renvoi".to_owned(),
        Inline::Anchored { content, .. } => kinds(content),
        Inline::Note(content) => format!("note({})", kinds(content)),
        Inline::LineBreak => "n".to_owned(),
    };
    content.iter().map(kind).collect()
}

fn structure_of(outline: &Outline) -> Vec<String> {
    let mut lines = Vec::new();
    structure(&outline.blocks, &mut lines);
    lines
}

/// The full dossier with this text in every field that a person types.
fn with(texte: &str) -> Diffusion {
    let mut dossier = cas::full_dossier();
    let some = || Some(texte.to_owned());
    dossier.cpts.nom = some();
    dossier.cpts.siren = some();
    dossier.cpts.adresse.voie = some();
    dossier.cpts.departement = some();
    dossier.cpts.coordination.nom = some();
    dossier.territoire.nom = some();
    dossier.territoire.communes.iter_mut().for_each(|commune| texte.clone_into(&mut commune.nom));
    for mandat in dossier.gouvernance.bureau.iter_mut().chain(&mut dossier.gouvernance.conseil_administration) {
        mandat.nom = some();
        mandat.profession = some();
    }
    for groupe in &mut dossier.gouvernance.groupes {
        groupe.nom = some();
        groupe.referents.fill(texte.to_owned());
    }
    for action in &mut dossier.actions {
        action.intitule = some();
        action.thematique = some();
        action.public = some();
        action.impact = some();
        action.partenaires.fill(texte.to_owned());
    }
    for ligne in &mut dossier.budget.lignes {
        ligne.poste = some();
    }
    for partenaire in &mut dossier.partenaires {
        partenaire.nom = some();
        partenaire.modalite = some();
    }
    for membre in &mut dossier.membres {
        membre.nom = some();
        membre.structure = some();
    }
    let textes = &mut dossier.textes;
    for champ in
        [&mut textes.chapo, &mut textes.mot_presidence, &mut textes.valeurs, &mut textes.succes, &mut textes.forces]
    {
        *champ = some();
    }
    diffuser(dossier, &DiffusionOptions::new(Profil::Financeur))
}

#[test]
fn markup_in_data_is_printed_as_it_is() {
    let texte = "**a** _b_ # c <b>d</b> {{ cpts.nom }} {% if x %} | e\n- f \u{e000}0\u{e001} [g](http://h) `i`";
    let outline = composed(with(texte));
    assert_eq!(outline.cartouche.cpts.texte, texte);
    assert_eq!(structure_of(&outline), structure_of(&composed(with("simple"))));
}

#[test]
fn text_of_one_cell_that_fills_it_composes() {
    let deep = "> ".repeat(8_000) + &"*a **b ".repeat(2_000);
    composed(with(&deep));
}

#[test]
fn marks_in_a_trame_value_do_not_reach_the_markdown() {
    let trame = Trame::read("a.md", "+++\ntitre = \"A\"\n+++\n# {{ cpts.nom }}\n\n| a |\n|---|\n| {{ cpts.nom }} |\n");
    let mut diffusion = cas::bare();
    diffusion.dossier.cpts.nom = Some("x | y\n\n# z".to_owned());
    let date = NaiveDate::from_ymd_opt(2026, 3, 12).unwrap();
    let outline = compose(&Arc::new(diffusion), &trame, &ComposeOptions { date, ..Default::default() }).unwrap();
    let lines = structure_of(&outline);
    assert_eq!(lines[..3], ["titre 1 1", "tableau tableau 1", "cValeur"]);
}

/// A text with something to see: an empty one is a missing one, and changes the document by right.
fn visible() -> impl Strategy<Value = String> {
    prop_oneof!["\\PC{0,40}", "[*_#<>|`{}%\\[\\]()!~\\-+=\\\\ \n\t&;:0-9a-zé\u{e000}\u{e001}\u{200f}]{0,60}"]
        .prop_map(|texte| format!("a{texte}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_text_leaves_the_structure_alone(texte in visible()) {
        let outline = composed(with(&texte));
        prop_assert_eq!(structure_of(&outline), structure_of(&composed(with("simple"))));
        prop_assert_eq!(&outline.cartouche.cpts.texte, &texte);
    }
}
