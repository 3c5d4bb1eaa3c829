//! Trames that extend another: what they inherit, and where their mistakes stand.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::sync::Arc;

use chrono::NaiveDate;
use cpts_model::{Constat, DiffusionOptions, Dossier, Profil, diffuser};
use cpts_outline::{ComposeOptions, Trame, Trames, check_trame, compose};

fn trames(files: &[(&str, &str)]) -> Trames {
    Trames::with_overrides(files.iter().map(|(nom, texte)| ((*nom).to_owned(), (*texte).to_owned())))
}

fn found(trame: &Trame) -> Vec<String> {
    let shown = |constat: Constat| {
        let place = constat.place;
        format!(
            "{} {}:{}:{}",
            constat.code,
            place.fichier.unwrap_or_default(),
            place.ligne.unwrap_or_default(),
            place.colonne.unwrap_or_default()
        )
    };
    check_trame(trame).into_iter().map(shown).collect()
}

fn plan(trame: &Trame) -> String {
    let options = ComposeOptions { date: NaiveDate::from_ymd_opt(2026, 3, 12).unwrap(), ..ComposeOptions::default() };
    let diffusion = diffuser(Dossier::default(), &DiffusionOptions::new(Profil::Interne));
    compose(&Arc::new(diffusion), trame, &options).unwrap().to_text()
}

const BASE: &str = "+++
titre = \"Avis\"
sous_titre = \"À tous\"
profil = \"interne\"
couverture = false
requis = [\"cpts.siren\"]
+++

# Identité

SIREN : {{ cpts.siren }}

# Suite

Fin.
";

#[test]
fn keys_are_inherited_and_sections_replaced() {
    let child = "+++\netend = \"avis\"\ntitre = \"Avis régional\"\n+++\n\n# Suite\n\nAutre fin.\n\n# Annexe { apres=suite }\n\nAjout.\n";
    let trames = trames(&[("avis.md", BASE), ("regional.md", child)]);
    let trame = trames.get("regional").unwrap();
    assert_eq!(found(trame), [] as [&str; 0]);
    assert_eq!((trame.titre.as_str(), trame.sous_titre.as_str()), ("Avis régional", "À tous"));
    assert_eq!((trame.profil_defaut, trame.couverture), (Some(Profil::Interne), false));
    let plan = plan(trame);
    assert!(plan.contains("Autre fin.") && plan.contains("Ajout.") && !plan.contains("| Fin."), "{plan}");
    assert!(plan.find("# Suite").unwrap() < plan.find("# Annexe").unwrap(), "{plan}");
}

#[test]
fn trame_of_a_folder_extends_the_one_of_the_library_that_it_takes_the_place_of() {
    let child = "+++\netend = \"rapport-activite\"\n+++\n\n## Remerciements\n\nMerci à la région.\n";
    let trames = trames(&[("rapport-activite.md", child)]);
    let trame = trames.get("rapport-activite").unwrap();
    assert_eq!(found(trame), ["trame-champ-requis rapport-activite.md:16:120"]);
    let child = child.replace("région.\n", "région.\n\n{{ texte(\"remerciements\") }}\n");
    let trames = self::trames(&[("rapport-activite.md", &child)]);
    let trame = trames.get("rapport-activite").unwrap();
    assert_eq!(found(trame), [] as [&str; 0]);
    assert_eq!(trame.titre, "Rapport d’activité");
    assert!(plan(trame).contains("Merci à la région."));
}

#[test]
fn mistake_stands_in_the_file_of_its_line() {
    let base = BASE.replace("Fin.", "{{ cpts.nim }}");
    let child = "+++\netend = \"avis\"\n+++\n\n# Identité\n\n  {{ cpts.siern }} {{ cpts.siren }}\n";
    let trames = trames(&[("avis.md", &base), ("regional.md", child)]);
    assert_eq!(
        found(trames.get("regional").unwrap()),
        ["trame-nom-inconnu avis.md:15:4", "trame-nom-inconnu regional.md:7:6"]
    );
}

#[test]
fn trame_that_fails_names_the_file_of_its_line() {
    let child = "+++\netend = \"avis\"\n+++\n\n# Suite\n\n{{ \"x\" | ordinal }}\n";
    let trames = trames(&[("avis.md", BASE), ("regional.md", child)]);
    let options = ComposeOptions::default();
    let diffusion = diffuser(Dossier::default(), &DiffusionOptions::new(Profil::Interne));
    let trame = trames.get("regional").unwrap();
    let places: Vec<_> = match compose(&Arc::new(diffusion), trame, &options) {
        Ok(_) => Vec::new(),
        Err(error) => error.constats().iter().map(|c| (c.place.fichier.clone(), c.place.ligne)).collect(),
    };
    assert_eq!(places, [(Some("regional.md".to_owned()), Some(7))]);
}

#[test]
fn unknown_parent_unknown_section_and_cycle_are_found() {
    let files = [
        ("a.md", "+++\netend = \"rapport-activitee\"\n+++\n"),
        ("b.md", "+++\nnom = \"b\"\netend = \"c\"\n+++\n"),
        ("c.md", "+++\netend = \"b\"\n+++\n"),
        ("d.md", "+++\netend = \"d\"\n+++\n"),
        ("e.md", "+++\netend = \"rapport-activite\"\n+++\n\n## Chiffre clé\n"),
        ("f.md", "+++\netend = \"e\"\n+++\n"),
    ];
    let trames = trames(&files);
    let of = |nom: &str| found(trames.get(nom).unwrap());
    assert_eq!(of("a"), ["trame-etend a.md:2:9"]);
    assert!(
        check_trame(trames.get("a").unwrap())[0].message.contains("vouliez-vous dire «\u{a0}rapport-activite\u{a0}»")
    );
    assert_eq!(of("b"), ["trame-etend b.md:3:9"]);
    assert_eq!(of("c"), ["trame-etend c.md:2:9"]);
    assert_eq!(of("d"), ["trame-etend d.md:2:9"]);
    assert_eq!(of("e"), ["trame-section e.md:5:1"]);
    assert_eq!(of("f"), ["trame-etend f.md:2:9"]);
}

#[test]
fn chain_of_trames_too_large_together_is_refused() {
    let long = format!("{}\n\n", "mot ".repeat(60_000));
    let base = format!("{BASE}{long}");
    let child = format!("+++\netend = \"avis\"\n+++\n\n# Un {{ apres=suite }}\n{long}");
    let trames = trames(&[("avis.md", &base), ("regional.md", &child.replace("mot ", "mots "))]);
    assert_eq!(found(trames.get("regional").unwrap()), ["trame-taille regional.md:2:1"]);
}
