//! `docs/constats.md` is the table of the codes.

mod commun;

use std::fmt::Write;

use cpts_model::constat::{Code, Gravite, codes};

#[test]
fn documentation_of_the_constats_is_the_committed_file() {
    commun::compare("docs/constats.md", &document(), "constats");
}

fn document() -> String {
    let mut text = String::from(
        "# Constats\n\n\
         Un constat est une donnée à regarder : il a un code stable, une gravité, un endroit, un message et, quand on le connaît, un conseil.\n\
         Il n’arrête jamais le travail. Un code n’est jamais réemployé pour autre chose.\n\n\
         - **bloquant** : le document ne peut pas être diffusé en l’état ; la commande se termine par le code 1 ;\n\
         - **avertissement** : une donnée est douteuse ou n’a pas pu être utilisée ;\n\
         - **information** : une lecture ou une correction a été faite ; à vérifier si besoin.\n\n\
         Cette page est produite à partir de `crates/cpts-model/src/constat/codes/` par `CPTS_MAJ=1 cargo test -p cpts-model --test constats`.\n",
    );
    let families: [(&str, &[&Code]); 9] = [
        ("Fichiers", codes::fichier::TOUS),
        ("Lecture du classeur", codes::import::TOUS),
        ("Classeur de collecte", codes::collecte::TOUS),
        ("Fusion de plusieurs sources", codes::fusion::TOUS),
        ("Valeurs", codes::valeur::TOUS),
        ("Vérification du dossier", codes::verification::TOUS),
        ("Fichiers des pièces", codes::piece::TOUS),
        ("Trames", codes::trame::TOUS),
        ("Textes rédigés", codes::texte::TOUS),
    ];
    let listed: usize = families.iter().map(|(_, codes)| codes.len()).sum();
    assert_eq!(listed, codes::tous().count(), "une famille de codes manque à la page");
    for (title, family) in families {
        let _ = write!(
            text,
            "\n## {title}\n\n| Code | Gravité | Ce qui est constaté | Ce qu’il faut faire |\n|---|---|---|---|\n"
        );
        let mut family = family.to_vec();
        family.sort_by_key(|code| code.code);
        for code in family {
            let gravite = match code.gravite {
                Gravite::Bloquant => "bloquant",
                Gravite::Avertissement => "avertissement",
                Gravite::Information => "information",
            };
            let cell = |text: &str| text.replace('|', "\\|").replace('\n', " ");
            let _ = writeln!(text, "| `{}` | {gravite} | {} | {} |", code.code, cell(code.sens), cell(code.remede));
        }
    }
    text
}
