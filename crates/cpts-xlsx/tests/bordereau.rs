//! The slip of the pieces, read back.

#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

mod commun;

use commun::{cells, options, part};
use cpts_model::{Action, DiffusionOptions, Dossier, Mission, Piece, PieceId, Profil, diffuser};
use cpts_xlsx::{Jointe, bordereau};

fn piece(id: &str, titre: &str, mission: Option<Mission>) -> Piece {
    Piece {
        id: PieceId(id.to_owned()),
        titre: Some(titre.to_owned()),
        mission,
        sha256: Some("a".repeat(64)),
        ..Piece::default()
    }
}

fn dossier() -> Dossier {
    let actions = ["Journée du souffle", "Journée du souffle", "Dépistage"].map(|intitule| Action {
        intitule: Some(intitule.to_owned()),
        pieces: vec![PieceId("p-02".to_owned())],
        ..Action::default()
    });
    let pieces = vec![
        piece("p-01", "Plan de crise", Some(Mission::Crise)),
        piece("p-02", "Feuille de présence de Mme Aubrelle, 06 39 98 00 11", Some(Mission::Prevention)),
        piece("p-03", "PV", None),
    ];
    Dossier { actions: actions.into(), pieces, ..Dossier::default() }
}

fn write(profil: Profil) -> Vec<u8> {
    let diffusion = diffuser(dossier(), &DiffusionOptions::new(profil));
    let jointes = [None, Some(Jointe { chemin: "03-prevention/P02.pdf".to_owned(), taille: 2_049 }), None];
    bordereau(&diffusion, &jointes, &options()).unwrap()
}

#[test]
fn lines_go_by_mission_and_say_what_is_joined_and_what_it_proves() {
    let octets = write(Profil::Interne);
    let column = |titre| cells(&octets, "Bordereau", titre);
    assert_eq!(column("N°"), ["P3", "P2", "P1"]);
    assert_eq!(column("Fichier joint"), ["À joindre", "03-prevention/P02.pdf", "À joindre"]);
    assert_eq!(column("Taille"), ["–", "3", "–"]);
    let proof = "Action\u{a0}: Journée du souffle\nAction\u{a0}: Dépistage";
    assert_eq!(column("Ce qu’elle prouve"), ["–", proof, "–"]);
    assert_eq!(
        column("SHA-256"),
        ["–".to_owned(), "a".repeat(64), "–".to_owned()],
        "no digest of a file that is not there"
    );
}

#[test]
fn funders_see_no_contact_and_the_file_says_for_whom_it_is() {
    let octets = write(Profil::Financeur);
    let titre = &cells(&octets, "Bordereau", "Pièce")[1];
    assert!(titre.starts_with("Feuille de présence") && !titre.contains("06 39"), "{titre}");
    assert!(part(&octets, "docProps/custom.xml").contains("financeur"));
    assert_eq!(octets, write(Profil::Financeur), "same input, same bytes");
}
