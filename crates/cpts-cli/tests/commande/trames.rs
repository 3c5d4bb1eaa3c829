//! `cpts trames`, and a folder of trames.

use std::fs;

use crate::commun::Atelier;

#[test]
fn trames_are_listed_and_checked() {
    let atelier = Atelier::new();
    let fin = atelier.run(&["trames", "lister"]);
    fin.expect(0);
    for nom in ["rapport-activite", "annuaire", "retroplanning", "tableau-de-bord", "tracabilite"] {
        assert!(fin.stdout().lines().any(|ligne| ligne.starts_with(nom)), "{nom} : {}", fin.stdout());
    }
    assert_eq!(
        fin.stdout().lines().filter(|ligne| ligne.starts_with("budget ")).count(),
        2,
        "a document and a workbook"
    );
    atelier.run(&["trames", "verifier"]).expect(0);
}

#[test]
fn workbook_has_no_field_to_measure_and_the_message_says_where_they_are() {
    let atelier = Atelier::new();
    for nom in ["annuaire", "retroplanning", "tableau-de-bord", "tracabilite"] {
        let fin = atelier.run(&["controler", "membres é.csv", "--livrable", nom]);
        fin.expect(2);
        assert!(fin.stderr().contains(nom), "{}", fin.stderr());
    }
    atelier.run(&["controler", "membres é.csv", "--livrable", "budget"]).expect(0);
}

const AVIS: &str = "+++\ntitre = \"Avis\"\ncouverture = false\nvariantes = [{ nom = \"bureau\", titre = \"Avis du bureau\", nature = \"bureau\" }]\n+++\n\nLe {{ reunion.date | date }}.\n";

#[test]
fn variant_is_listed_and_written_under_its_whole_name() {
    let atelier = Atelier::new();
    fs::create_dir(atelier.path("trames")).unwrap();
    atelier.write("trames/avis.md", AVIS);
    atelier
        .write("d.json", r#"{"reunions": [{"id": "re-01", "nature": "bureau"}, {"id": "re-02", "nature": "bureau"}]}"#);
    let fin = atelier.run(&["trames", "lister", "--trames", "trames"]);
    fin.expect(0);
    assert!(fin.stdout().contains("avis-bureau") && fin.stdout().contains("Avis du bureau"), "{}", fin.stdout());
    let rediger = |reunion: &str| {
        atelier.run(&[
            "rediger",
            "avis-bureau",
            "--depuis",
            "d.json",
            "--trames",
            "trames",
            "-o",
            "sortie",
            "--reunion",
            reunion,
        ])
    };
    rediger("re-01").expect(0);
    assert_eq!(atelier.names("sortie"), ["avis-bureau.docx"]);
    let fin = rediger("re-03");
    fin.expect(3);
    assert!(fin.stderr().contains("re-01, re-02"), "{}", fin.stderr());
}

#[test]
fn wrong_trame_is_told_with_its_line_and_ends_with_1_when_checked() {
    let atelier = Atelier::new();
    fs::create_dir(atelier.path("trames")).unwrap();
    atelier.write(
        "trames/rapport-activite.md",
        "+++\ntitre = \"Rapport\"\nprofil = \"financeur\"\n+++\n\n# Essai\n\n{{ cpts.siern }}\n",
    );
    let fin = atelier.run(&["trames", "verifier", "--trames", "trames"]);
    fin.expect(1);
    assert!(fin.stdout().contains("ligne 8") && fin.stdout().contains("siren"), "{}", fin.stdout());
}

#[test]
fn missing_trames_folder_ends_with_3() {
    Atelier::new().run(&["trames", "verifier", "--trames", "absent"]).expect(3);
}

/// A folder of trames with these files.
fn folder(files: &[(&str, &str)]) -> Atelier {
    let atelier = Atelier::new();
    fs::create_dir(atelier.path("trames")).unwrap();
    for (nom, texte) in files {
        atelier.write(&format!("trames/{nom}"), texte);
    }
    atelier
}

fn verify(atelier: &Atelier, code: i32) -> String {
    let fin = atelier.run(&["trames", "verifier", "--trames", "trames"]);
    fin.expect(code);
    fin.stdout() + &fin.stderr()
}

#[test]
fn regional_folder_overrides_extends_and_adds() {
    let atelier = folder(&[
        ("budget.md", "+++\netend = \"budget\"\ntitre = \"Budget de la région\"\n+++\n"),
        ("avis.md", "+++\ntitre = \"Avis\"\n+++\n\n# Avis\n"),
    ]);
    verify(&atelier, 0);
    let fin = atelier.run(&["trames", "lister", "--trames", "trames"]);
    assert!(fin.stdout().contains("Budget de la région") && fin.stdout().contains("Avis"), "{}", fin.stdout());
    assert!(fin.stdout().contains("rapport-activite"), "{}", fin.stdout());
}

#[test]
fn mistake_of_an_extended_trame_is_said_once() {
    let atelier = folder(&[
        ("a.md", "+++\ntitre = \"A\"\n+++\n\n# Un\n\n{{ cpts.nim }}\n"),
        ("b.md", "+++\netend = \"a\"\n+++\n\n# Deux { apres=un }\n\n{{ cpts.sirene }}\n"),
    ]);
    let dit = verify(&atelier, 1);
    assert_eq!(dit.matches("nim").count(), 1, "{dit}");
    assert!(dit.contains("b.md, ligne 7"), "{dit}");
}

#[test]
fn everything_wrong_in_a_trame_is_said_at_once_in_french() {
    let atelier = folder(&[(
        "a.md",
        "+++\ntitre = \"A\"\n+++\n\n{{ cpts.siern }}\n\n{% for m in membres %}\n\n{{ m.nim }}\n\n{% for n in cpts.nom %}\n\n{% endfor %}\n",
    )]);
    let dit = verify(&atelier, 1);
    for part in [
        "a.md, ligne 5, colonne 4",
        "a.md, ligne 7, colonne 1",
        "a.md, ligne 9, colonne 4",
        "a.md, ligne 11, colonne 13",
    ] {
        assert!(dit.contains(part), "{part} : {dit}");
    }
    assert!(dit.contains("vouliez-vous dire «\u{a0}siren\u{a0}»") && dit.contains("endfor"), "{dit}");
    assert!(!dit.contains("unexpected"), "{dit}");
}

#[test]
fn trame_that_would_exhaust_the_stack_is_refused() {
    let chain = format!("+++\ntitre = \"A\"\n+++\n{{% if {}vierge %}}a{{% endif %}}\n", "not ".repeat(20_000));
    let dit = verify(&folder(&[("a.md", &chain)]), 1);
    assert!(dit.contains("balise trop longue"), "{dit}");
}

#[test]
fn folder_past_its_bounds_ends_with_3_and_says_which() {
    let atelier = folder(&[]);
    assert!(verify(&atelier, 3).contains("aucune trame"));
    for rang in 0..201 {
        atelier.write(&format!("trames/t{rang}.md"), "+++\ntitre = \"A\"\n+++\n");
    }
    assert!(verify(&atelier, 3).contains("plus de 200 trames"));

    let atelier = folder(&[("a.md", &"mot ".repeat(400_000)), ("b.md", &"mot ".repeat(400_000))]);
    assert!(verify(&atelier, 3).contains("dépassent 2 Mio"));
    let atelier = folder(&[("a.md", &"mot ".repeat(800_000))]);
    assert!(verify(&atelier, 3).contains("dépassent 2 Mio"));
}

#[test]
fn file_that_is_no_text_ends_with_3_and_is_named() {
    let atelier = folder(&[]);
    atelier.write("trames/a.md", b"+++\ntitre = \"\xe9\"\n+++\n");
    let dit = verify(&atelier, 3);
    assert!(dit.contains("a.md") && dit.contains("UTF-8"), "{dit}");
    fs::remove_file(atelier.path("trames/a.md")).unwrap();
    fs::create_dir(atelier.path("trames/b.md")).unwrap();
    assert!(verify(&atelier, 3).contains("fichier de texte"));
}

#[cfg(unix)]
#[test]
fn link_out_of_the_folder_ends_with_3() {
    let atelier = folder(&[("a.md", "+++\ntitre = \"A\"\n+++\n")]);
    std::os::unix::fs::symlink(atelier.path("trames/a.md"), atelier.path("trames/b.md")).unwrap();
    // Two names of one file in the folder: the link is followed.
    verify(&atelier, 0);
    atelier.write("secret.md", "+++\ntitre = \"A\"\n+++\n");
    std::os::unix::fs::symlink(atelier.path("secret.md"), atelier.path("trames/c.md")).unwrap();
    let dit = verify(&atelier, 3);
    assert!(dit.contains("c.md") && dit.contains("hors du répertoire"), "{dit}");
}
