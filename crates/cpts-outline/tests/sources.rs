//! Every heading, article, table and item of the guides that the trames follow stands in the blank form and in the full document.
//!
//! The files of `tests/sources/` list them, one a line: `livrable | texte attendu`. `…` in a text skips a part of its line; « vierge » or
//! « complet » after the livrable asks for it in that form only.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

mod cas;

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    path::{Path, PathBuf},
    sync::Arc,
};

use chrono::NaiveDate;
use cpts_model::{DiffusionOptions, Profil, diffuser};
use cpts_outline::{ComposeOptions, Trames, compose};

/// The guides: the name of the file, and how many of its lines are asked for at least.
const SOURCES: &[(&str, usize)] = &[
    ("apta78-etapes.txt", 45),
    ("ars-hdf-projet-de-sante.txt", 120),
    ("ars-idf-fiches.txt", 75),
    ("ars-idf-reglement.txt", 30),
    ("ars-idf-statuts.txt", 180),
    ("coordo-bilan-annuel.txt", 105),
    ("occitanie-rapport-activite.txt", 55),
    ("vie-associative.txt", 55),
];

const FORMS: [&str; 2] = ["vierge", "complet"];

/// A line of a file: where it is, the livrable, the form if only one, the text.
struct Attendu {
    ligne: usize,
    livrable: String,
    forme: Option<String>,
    texte: String,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/sources")
}

fn read(nom: &str) -> Vec<Attendu> {
    let texte = std::fs::read_to_string(folder().join(nom)).unwrap();
    let lines = texte.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    lines
        .map(|(rang, line)| {
            let (livrable, texte) =
                line.split_once(" | ").unwrap_or_else(|| panic!("{nom}, ligne {} : {line}", rang + 1));
            let mut words = livrable.split_whitespace();
            let livrable = words.next().unwrap().to_owned();
            let forme = words.next().map(str::to_owned);
            assert!(forme.as_deref().is_none_or(|forme| FORMS.contains(&forme)), "{nom}, ligne {} : {line}", rang + 1);
            Attendu { ligne: rang + 1, livrable, forme, texte: texte.trim().replace('·', " ") }
        })
        .collect()
}

/// The lines of a document as a reader sees them: no mark of the plan, plain spaces.
fn shown(livrable: &str, vierge: bool) -> Vec<String> {
    let trames = Trames::builtin();
    let trame = trames.get(livrable).unwrap_or_else(|| panic!("livrable {livrable} inconnu"));
    let diffusion = Arc::new(diffuser(cas::complete_dossier(), &DiffusionOptions::new(Profil::Interne)));
    let date = NaiveDate::from_ymd_opt(2026, 3, 12).unwrap();
    let outline = compose(&diffusion, trame, &ComposeOptions { date, vierge, ..ComposeOptions::default() }).unwrap();
    let plain = |line: &str| line.replace(['·', '⏎'], " ").replace("**", "").replace(['{', '}', '^'], "");
    outline.to_text().lines().map(plain).collect()
}

/// Whether a line holds the pieces of the text, in their order.
fn holds(line: &str, texte: &str) -> bool {
    let mut rest = line;
    texte.split('…').map(str::trim).filter(|piece| !piece.is_empty()).all(|piece| {
        let found = rest.find(piece);
        found.map(|at| rest = &rest[at + piece.len()..]).is_some()
    })
}

#[test]
fn every_item_of_the_guides_stands_in_the_documents() {
    let mut documents: BTreeMap<(String, &str), Vec<String>> = BTreeMap::new();
    let mut missing = String::new();
    for (nom, least) in SOURCES {
        let attendus = read(nom);
        assert!(attendus.len() >= *least, "{nom} : {} lignes", attendus.len());
        for attendu in attendus {
            for forme in FORMS.into_iter().filter(|forme| attendu.forme.as_deref().is_none_or(|only| only == *forme)) {
                let lines = documents
                    .entry((attendu.livrable.clone(), forme))
                    .or_insert_with(|| shown(&attendu.livrable, forme == "vierge"));
                if !lines.iter().any(|line| holds(line, &attendu.texte)) {
                    let Attendu { ligne, livrable, texte, .. } = &attendu;
                    writeln!(missing, "{nom}, ligne {ligne} : {livrable} ({forme}) : {texte}").unwrap();
                }
            }
        }
    }
    assert!(missing.is_empty(), "\n{missing}");
}
