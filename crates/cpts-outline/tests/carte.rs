//! `carte()`: the figure, its words, its table, and what stands for it.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]
#![cfg(feature = "carte")]

use std::sync::Arc;

use chrono::NaiveDate;
use cpts_model::{Commune, Diffusion, DiffusionOptions, Dossier, Exercice, Membre, MembreId, Profil, diffuser};
use cpts_outline::{Block, ComposeOptions, Figure, Outline, Rows, Table, Trame, compose, plain};

fn commune(nom: &str, code: &str) -> Commune {
    Commune { nom: nom.to_owned(), code_insee: (!code.is_empty()).then(|| code.to_owned()), population: Some(1_200) }
}

/// A territory with so many members in each commune, the communes in this order.
fn dossier(communes: &[(&str, &str, usize)]) -> Dossier {
    let mut dossier = Dossier { exercice: Exercice::civil(2025), ..Dossier::default() };
    for (nom, code, members) in communes {
        dossier.territoire.communes.push(commune(nom, code));
        for _ in 0..*members {
            let id = MembreId(format!("m-{:04}", dossier.membres.len() + 1));
            let membre = Membre { id, communes: vec![commune(nom, code)], ..Membre::default() };
            dossier.membres.push(membre);
        }
    }
    dossier
}

fn cantal() -> Dossier {
    dossier(&[("Saint-Flour", "15187", 31), ("Murat", "15138", 3), ("Allanche", "15001", 0), ("Coren", "15053", 8)])
}

fn composed(diffusion: Diffusion, call: &str, vierge: bool) -> Outline {
    let trame = Trame::read(
        "essai.md",
        &format!("+++\ntitre = \"Essai\"\n+++\n\nVoir {{{{ renvoi(\"figure-carte\") }}}}.\n\n{call}\n"),
    );
    let date = NaiveDate::from_ymd_opt(2026, 3, 12).unwrap();
    compose(&Arc::new(diffusion), &trame, &ComposeOptions { date, vierge, ..Default::default() }).unwrap()
}

fn map_of(dossier: Dossier, profil: Profil) -> Outline {
    composed(diffuser(dossier, &DiffusionOptions::new(profil)), "{{ carte() }}", false)
}

fn figure(outline: &Outline) -> &Figure {
    outline.blocks.iter().find_map(|block| if let Block::Figure(figure) = block { Some(figure) } else { None }).unwrap()
}

fn table(outline: &Outline) -> &Table {
    outline.blocks.iter().find_map(|block| if let Block::Table(table) = block { Some(table) } else { None }).unwrap()
}

fn rows(outline: &Outline) -> Vec<Vec<String>> {
    let Rows::Fixed(rows) = &table(outline).rows else { panic!("a short table") };
    rows.iter().map(|row| row.iter().map(|cell| plain(cell)).collect()).collect()
}

fn spaced(texte: &str) -> String {
    texte.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn map_has_its_picture_its_words_and_its_table_by_number() {
    let outline = map_of(cantal(), Profil::Interne);
    let figure = figure(&outline);
    assert_eq!(spaced(&plain(&figure.caption)), "3 des 4 communes du territoire comptent au moins un adhérent");
    assert_eq!(
        spaced(&figure.description),
        "Carte du territoire : 4 communes ; de 0 à 31 adhérents par commune, 31 pour Saint-Flour. \
         Les numéros renvoient au tableau qui suit."
    );
    assert_eq!(spaced(&plain(&figure.note)), "Contours : IGN, Admin Express.");
    assert!(figure.image.octets.starts_with(b"\x89PNG") && figure.image.width == 1600);
    assert!(figure.image.svg.as_ref().unwrap().starts_with(b"<svg"));
    assert_eq!(
        rows(&outline).iter().map(|row| row.iter().map(|cell| spaced(cell)).collect::<Vec<_>>()).collect::<Vec<_>>(),
        [
            ["1", "Allanche", "1 200", "0"],
            ["2", "Coren", "1 200", "8"],
            ["3", "Murat", "1 200", "3"],
            ["4", "Saint-Flour", "1 200", "31"]
        ]
    );
    assert!(outline.to_text().contains("Voir figure·1→figure-carte"), "{}", outline.to_text());
}

#[test]
fn public_map_and_its_words_do_not_tell_what_is_masked() {
    let shown = map_of(cantal(), Profil::Interne);
    let outline = map_of(cantal(), Profil::Public);
    let description = spaced(&figure(&outline).description);
    assert!(description.contains("2 effectifs ne sont pas montrés"), "{description}");
    let counts: Vec<String> = rows(&outline).iter().map(|row| spaced(&row[3])).collect();
    assert_eq!(counts, ["0", "masqué", "< 6", "31"]);
    let note = spaced(&plain(&figure(&outline).note));
    assert_eq!(note, "Les petits effectifs sont masqués. Contours : IGN, Admin Express.", "no sum gives them back");
    // One or five members in Murat: the same picture, the same words.
    let mut other = cantal();
    for _ in 0..2 {
        let membre = other.membres[31].clone();
        other.membres.push(Membre { id: MembreId(format!("m-{:04}", other.membres.len() + 1)), ..membre });
    }
    let other = map_of(other, Profil::Public);
    assert_eq!(figure(&other).image.svg, figure(&outline).image.svg);
    assert_eq!(figure(&other).description, figure(&outline).description);
    assert_eq!(rows(&other), rows(&outline));
    assert_ne!(figure(&shown).image.svg, figure(&outline).image.svg);
}

#[test]
fn map_says_what_it_lacks() {
    let mut dossier = dossier(&[
        ("Saint-Flour", "15187", 2),
        ("Murat", "15138", 0),
        ("Aubrelle", "", 1),
        ("Papeete", "98735", 0),
        ("Saint-Denis", "97411", 0),
    ]);
    dossier.territoire.communes[0].population = None;
    // Two members elsewhere: one in another commune, one nowhere.
    for communes in [vec![commune("Aurillac", "15014")], Vec::new()] {
        let id = MembreId(format!("m-{:04}", dossier.membres.len() + 1));
        dossier.membres.push(Membre { id, communes, ..Membre::default() });
    }
    let outline = composed(
        diffuser(dossier, &DiffusionOptions::new(Profil::Financeur)),
        "{{ carte(legende=\"Le territoire\", note=\"Source : Insee.\") }}",
        false,
    );
    assert_eq!(plain(&figure(&outline).caption), "Le territoire");
    assert_eq!(
        spaced(&plain(&figure(&outline).note)),
        "Source : Insee. 2 adhérents exercent ailleurs, ou leur commune n’est pas renseignée. Contours : IGN, Admin Express. \
         Sans contour : Aubrelle, Papeete. Trop loin pour tenir sur la carte : Saint-Denis."
    );
    let rows = rows(&outline);
    assert_eq!(rows[0][..2], ["–", "Aubrelle"]);
    assert_eq!(rows[0][3], "1", "members are found by name where the commune has no code");
    assert_eq!((rows[4][0].as_str(), rows[4][2].as_str()), ("2", "–"));
}

#[test]
fn without_members_no_commune_is_said_to_have_none() {
    let outline = map_of(dossier(&[("Murat", "15138", 0), ("Coren", "15053", 0)]), Profil::Interne);
    assert_eq!(plain(&figure(&outline).caption).replace('\u{a0}', " "), "Les 2 communes du territoire");
    assert_eq!(table(&outline).columns.len(), 3);
    assert!(!figure(&outline).description.contains("adhérent"));
}

#[test]
fn old_communes_of_one_commune_share_its_number_and_its_members_once() {
    // Chastel-sur-Murat (15044) has been a part of Murat (15138) since 2017.
    let outline = map_of(
        dossier(&[("Murat", "15138", 2), ("Chastel-sur-Murat", "15044", 3), ("Coren", "15053", 1)]),
        Profil::Interne,
    );
    let rows: Vec<Vec<String>> = rows(&outline);
    assert_eq!([&rows[0][1], &rows[0][0], &rows[0][3]], ["Chastel-sur-Murat", "1", "5"]);
    assert_eq!([&rows[2][1], &rows[2][0], &rows[2][3]], ["Murat", "1", "–"]);
}

#[test]
fn territory_without_contour_is_a_sentence_and_an_unknown_one_is_missing() {
    let outline = map_of(dossier(&[("Papeete", "98735", 1), ("Aubrelle", "", 0)]), Profil::Interne);
    let plan = outline.to_text().replace('·', " ");
    assert!(
        plan.contains("texte | Communes du territoire : Aubrelle et Papeete. La carte n’est pas dessinée"),
        "{plan}"
    );
    let outline = map_of(Dossier::default(), Profil::Interne);
    assert!(outline.manquants.iter().any(|manquant| manquant.adresse == "/territoire/communes"));
}

#[test]
fn blank_form_has_guidance_and_no_map() {
    let diffusion = diffuser(cantal(), &DiffusionOptions::new(Profil::Interne));
    let outline = composed(diffusion, "{{ carte() }}", true);
    assert!(!outline.blocks.iter().any(|block| matches!(block, Block::Figure(_))));
    assert!(outline.to_text().contains("aide | Insérer ici la carte"), "{}", outline.to_text());
}
