use super::*;
use crate::{Piece, PieceId};

fn piece(id: &str, fichier: Option<&str>) -> Piece {
    Piece { id: PieceId(id.to_owned()), fichier: fichier.map(str::to_owned), ..Piece::default() }
}

/// A file whose digest is its size, repeated.
fn empreinte(fichier: &FichierPiece) -> String {
    format!("{:064x}", fichier.taille)
}

fn run(dossier: &mut Dossier, fichiers: &[FichierPiece]) -> (Vec<Option<usize>>, Vec<String>) {
    let found = rapprocher(dossier, fichiers, |rang| Ok(empreinte(&fichiers[rang])));
    let place = |constat: &Constat| constat.place.chemin.clone().or(constat.place.fichier.clone()).unwrap_or_default();
    let lines = found.constats.iter().map(|constat| format!("{} {}", constat.code, place(constat))).collect();
    (found.fichiers, lines)
}

fn with(pieces: &[(&str, Option<&str>)], fichiers: &[(&str, u64)]) -> (Vec<Option<usize>>, Vec<String>) {
    let pieces = pieces.iter().map(|(id, fichier)| piece(id, *fichier)).collect();
    let fichiers: Vec<FichierPiece> =
        fichiers.iter().map(|(chemin, taille)| FichierPiece::new(*chemin, *taille)).collect();
    run(&mut Dossier { pieces, ..Dossier::default() }, &fichiers)
}

#[test]
fn named_file_is_joined_and_the_others_are_told() {
    let (found, constats) = with(
        &[("p-01", Some("PV AG.pdf")), ("p-02", Some("liste.xlsx")), ("p-03", None)],
        &[("ag/pv ag.PDF", 5), ("x.jpg", 1)],
    );
    assert_eq!(found, [Some(0), None, None]);
    assert_eq!(
        constats,
        [
            "piece-fichier-absent /pieces/p-02/fichier",
            "piece-sans-fichier /pieces/p-03/fichier",
            "piece-fichier-inutilise x.jpg"
        ]
    );
}

#[test]
fn number_serves_only_a_piece_that_names_no_file() {
    let fichiers = [("P01 – pv.pdf", 1), ("p-02_liste.xlsx", 2)];
    let (found, constats) = with(&[("p-01", Some("autre.pdf")), ("p-02", None)], &fichiers);
    assert_eq!(found, [None, Some(1)]);
    assert_eq!(constats, ["piece-fichier-absent /pieces/p-01/fichier", "piece-fichier-inutilise P01 – pv.pdf"]);
}

#[test]
fn number_that_means_two_pieces_asks() {
    // The id says 2 and the print says 1: a piece before it is gone.
    let (found, constats) = with(&[("p-02", None), ("p-03", None)], &[("P2.pdf", 1), ("P3.pdf", 2)]);
    assert_eq!(found, [None, Some(1)]);
    assert_eq!(constats, ["piece-sans-fichier /pieces/p-02/fichier", "piece-fichier-ambigu P2.pdf"]);
}

#[test]
fn two_files_of_one_name_or_number_ask() {
    let fichiers = [("2024/PV.pdf", 1), ("2025/PV.pdf", 2), ("P2 a.pdf", 3), ("P2 b.pdf", 4)];
    let (found, constats) = with(&[("p-01", Some("PV.pdf")), ("p-02", None)], &fichiers);
    assert_eq!(found, [None, None]);
    assert_eq!(constats, ["piece-fichier-ambigu /pieces/p-01/fichier", "piece-fichier-ambigu /pieces/p-02/fichier"]);
}

#[test]
fn digest_and_name_are_written_and_a_change_is_told_once() {
    let mut dossier = Dossier { pieces: vec![piece("p-01", None)], ..Dossier::default() };
    let mut fichiers = [FichierPiece::new("preuves/P1.pdf", 7)];
    assert_eq!(run(&mut dossier, &fichiers).1, [""; 0]);
    assert_eq!(dossier.pieces[0].fichier.as_deref(), Some("P1.pdf"));
    assert_eq!(dossier.pieces[0].sha256, Some(empreinte(&fichiers[0])));
    fichiers[0].taille = 8;
    assert_eq!(run(&mut dossier, &fichiers).1, ["piece-fichier-modifie /pieces/p-01/fichier"]);
    assert_eq!(run(&mut dossier, &fichiers).1, [""; 0]);
}

#[test]
fn empty_file_is_not_joined_nor_written() {
    let mut dossier = Dossier { pieces: vec![piece("p-01", Some("a.pdf"))], ..Dossier::default() };
    let (found, constats) = run(&mut dossier, &[FichierPiece::new("a.pdf", 0)]);
    assert_eq!((found, constats), (vec![None], vec!["piece-fichier-vide /pieces/p-01/fichier".to_owned()]));
    assert_eq!(dossier.pieces[0].sha256, None);
}

#[test]
fn one_file_for_two_pieces_and_two_copies_are_told_at_the_second() {
    let (found, constats) = with(
        &[("p-01", Some("a.pdf")), ("p-02", Some("a.pdf")), ("p-03", Some("copie.pdf"))],
        &[("a.pdf", 9), ("copie.pdf", 9)],
    );
    assert_eq!(found, [Some(0), Some(0), Some(1)]);
    assert_eq!(constats, ["piece-fichier-double /pieces/p-02/fichier", "piece-fichier-double /pieces/p-03/fichier"]);
}

#[test]
fn obstacles_are_told_and_their_file_is_not_joined() {
    let obstacles = [
        (Obstacle::LienExterieur, "piece-fichier-illisible"),
        (Obstacle::Special, "piece-fichier-illisible"),
        (Obstacle::Illisible, "piece-fichier-illisible"),
        (Obstacle::TropGros { max_mio: 3 }, "piece-fichier-trop-gros"),
    ];
    for (obstacle, code) in obstacles {
        let mut dossier = Dossier { pieces: vec![piece("p-01", Some("a.pdf"))], ..Dossier::default() };
        let fichier = FichierPiece { obstacle: Some(obstacle), ..FichierPiece::new("a.pdf", 4) };
        let (found, constats) = run(&mut dossier, &[fichier]);
        assert_eq!((found, constats), (vec![None], vec![format!("{code} /pieces/p-01/fichier")]));
    }
    let mut dossier = Dossier { pieces: vec![piece("p-01", Some("a.pdf"))], ..Dossier::default() };
    let changed = rapprocher(&mut dossier, &[FichierPiece::new("a.pdf", 4)], |_| Err(Obstacle::Modifie));
    assert_eq!((changed.fichiers, changed.constats[0].code.as_str()), (vec![None], "piece-fichier-illisible"));
}

#[test]
fn only_files_that_are_pieces_are_read() {
    let mut dossier = Dossier { pieces: vec![piece("p-01", Some("a.pdf"))], ..Dossier::default() };
    let fichiers = [FichierPiece::new("film.mov", 1), FichierPiece::new("a.pdf", 2)];
    let mut asked = Vec::new();
    rapprocher(&mut dossier, &fichiers, |rang| {
        asked.push(rang);
        Ok(empreinte(&fichiers[rang]))
    });
    assert_eq!(asked, [1]);
}

#[test]
fn many_unused_files_are_counted_past_the_first_thousand() {
    let fichiers: Vec<FichierPiece> = (0..1_500).map(|rang| FichierPiece::new(format!("x{rang}.jpg"), 1)).collect();
    let found = rapprocher(&mut Dossier::default(), &fichiers, |_| Err(Obstacle::Illisible));
    assert!(found.constats.len() < 1_200, "{}", found.constats.len());
}
