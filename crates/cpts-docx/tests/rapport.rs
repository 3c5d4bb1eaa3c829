//! Documents with every block, on every base, written where they can be looked at.

mod commun;

use std::{fs, path::Path};

use cpts_docx::{DocxOptions, docx};
use cpts_outline::Outline;

const CHARTES: [(&str, Option<&[u8]>); 5] = [
    ("integree", None),
    ("titre1", Some(include_bytes!("../../../tests/chartes/titre1.docx"))),
    ("trois-sections", Some(include_bytes!("../../../tests/chartes/trois-sections.docx"))),
    ("libreoffice", Some(include_bytes!("../../../tests/chartes/libreoffice.docx"))),
    ("contenu", Some(include_bytes!("../../../tests/chartes/contenu.docx"))),
];

fn write(nom: &str, outline: &Outline) {
    for (charte, octets) in CHARTES {
        let rendu = docx(outline, &DocxOptions { charte: octets, ..DocxOptions::default() }).expect("a document");
        assert!(octets.is_some() || rendu.constats.is_empty(), "{:?}", rendu.constats);
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{nom}-{charte}.docx"));
        fs::write(path, rendu.octets).expect("a file");
    }
}

#[test]
fn report_with_every_block_is_written() {
    write("rapport", &commun::echantillon::tout(126));
}

#[test]
fn letter_is_written() {
    write("lettre", &commun::echantillon::lettre());
}
