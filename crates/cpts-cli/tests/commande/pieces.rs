//! `--pieces` and `cpts pieces`: files joined to their pieces, the archive that goes with the balance.

use std::{fs, io::Read};

use crate::commun::Atelier;

const DOSSIER: &str = r#"{
  "exercice": {"annee": 2025},
  "actions": [{"id": "a-001", "intitule": "Dépistage", "pieces": ["p-02"]}],
  "pieces": [
    {"id": "p-01", "titre": "PV d’assemblée", "fichier": "PV AG.pdf"},
    {"id": "p-02", "titre": "Émargement", "mission": "prevention"},
    {"id": "p-03", "titre": "Plan", "mission": "crise", "fichier": "plan.pdf"}
  ]
}"#;

fn atelier() -> Atelier {
    let atelier = Atelier::new();
    atelier.write("dossier.json", DOSSIER);
    fs::create_dir_all(atelier.path("preuves/2025")).unwrap();
    atelier.write("preuves/2025/pv ag.PDF", b"proces-verbal");
    atelier.write("preuves/P02_émargement.jpg", b"photo");
    atelier.write("preuves/reste.txt", b"?");
    atelier
}

const RASSEMBLER: [&str; 6] = ["pieces", "rassembler", "--depuis", "dossier.json", "--pieces", "preuves"];

/// Names and contents of an archive, in its order.
fn entries(octets: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(octets)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut entry = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            (entry.name().to_owned(), content)
        })
        .collect()
}

#[test]
fn lister_says_what_is_joined_and_what_is_missing() {
    let fin = atelier().run(&["pieces", "lister", "--depuis", "dossier.json", "--pieces", "preuves"]);
    fin.expect(0);
    assert_eq!(
        fin.stdout(),
        "P1    PV d’assemblée : pv ag.PDF\nP2    Émargement : P02_émargement.jpg\nP3    Plan : à joindre\n"
    );
    for code in ["[piece-fichier-absent]", "[piece-fichier-inutilise]"] {
        assert!(fin.stderr().contains(code), "{}", fin.stderr());
    }
}

#[test]
fn rassembler_names_orders_and_lists_the_pieces() {
    let atelier = atelier();
    let fin = atelier.run(&RASSEMBLER);
    fin.expect(0);
    assert_eq!(fin.stdout(), "pieces-justificatives.zip\n");
    let entries = entries(&atelier.read("pieces-justificatives.zip"));
    let names: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Bordereau des pièces.xlsx",
            "SHA256SUMS.txt",
            "00-toutes-missions/P01 – PV d’assemblée.pdf",
            "03-prevention/P02 – Émargement.jpg"
        ]
    );
    assert_eq!(entries[2].1, b"proces-verbal");
    let sums = String::from_utf8(entries[1].1.clone()).unwrap();
    assert_eq!(sums.lines().count(), 3, "{sums}");
    assert!(sums.contains(&format!("  {}\n", names[3])), "{sums}");
}

#[test]
fn archive_that_somebody_edited_is_left_alone() {
    let atelier = atelier();
    atelier.run(&RASSEMBLER).expect(0);
    atelier.run(&RASSEMBLER).expect(0);
    assert!(!atelier.path("pieces-justificatives (2).zip").exists(), "ours is replaced");
    atelier.write("pieces-justificatives.zip", b"autre chose");
    let fin = atelier.run(&RASSEMBLER);
    fin.expect(0);
    assert!(fin.stderr().contains("--remplacer"), "{}", fin.stderr());
    assert_eq!(atelier.read("pieces-justificatives.zip"), b"autre chose");
    assert!(atelier.path("pieces-justificatives (2).zip").exists());
    atelier.run(&[&RASSEMBLER[..], &["--remplacer"]].concat()).expect(0);
    assert_ne!(atelier.read("pieces-justificatives.zip"), b"autre chose");
}

#[test]
fn archive_never_replaces_a_piece_and_is_none_itself() {
    let atelier = atelier();
    atelier.write("preuves/plan.pdf", b"plan");
    atelier.write("preuves/P3.zip", b"PK");
    let fin = atelier.run(&[&RASSEMBLER[..], &["-o", "preuves/tout.zip"]].concat());
    fin.expect(0);
    let fin = atelier.run(&[&RASSEMBLER[..], &["-o", "preuves/tout.zip"]].concat());
    assert!(!fin.expect(0).stderr().contains("tout.zip »"), "{}", fin.stderr());
    // A dossier that names an archive as its piece.
    atelier.write("dossier.json", DOSSIER.replace("plan.pdf", "P3.zip"));
    let fin = atelier.run(&[&RASSEMBLER[..], &["-o", "preuves/P3.zip", "--remplacer"]].concat());
    assert_eq!(atelier.read("preuves/P3.zip")[..2], *b"PK");
    fin.expect(3);
}

#[test]
fn controler_and_rediger_take_the_directory_too() {
    let atelier = atelier();
    let fin = atelier.run(&["controler", "dossier.json", "--pieces", "preuves", "--format", "json"]);
    assert!(fin.stdout().contains("piece-fichier-absent"), "{}", fin.stdout());
    let arguments = ["rediger", "tableau-de-bord", "--depuis", "dossier.json", "--pieces", "preuves", "-o", "sortie"];
    let fin = atelier.run(&arguments);
    assert!(fin.stderr().contains("piece-fichier-absent"), "{}", fin.stderr());
    let classeur = entries(&atelier.read("sortie/tableau-de-bord.xlsx"));
    let has_name = |part: &(String, Vec<u8>)| String::from_utf8_lossy(&part.1).contains("P02_émargement.jpg");
    assert!(classeur.iter().any(has_name), "the name of the file is printed");
}

#[test]
fn what_cannot_be_gathered_is_said_in_a_sentence() {
    let atelier = atelier();
    for (more, code, sentence) in [
        (&["--profil", "public"][..], 2, "interne ou financeur"),
        (&["-o", "pieces.rar"][..], 2, "doit être un fichier .zip"),
        (&["--depuis", "absent.xlsx"][..], 3, "n’existe pas"),
    ] {
        let fin = atelier.run(&[&RASSEMBLER[..], more].concat());
        assert!(fin.expect(code).stderr().contains(sentence), "{}", fin.stderr());
    }
    atelier.write("dossier.json", "{}");
    assert!(atelier.run(&RASSEMBLER).expect(3).stderr().contains("liste des pièces est vide"));
    let fin = atelier.run(&["pieces", "lister", "--depuis", "dossier.json", "--pieces", "absent"]);
    assert!(fin.expect(3).stderr().contains("absent"), "{}", fin.stderr());
}
