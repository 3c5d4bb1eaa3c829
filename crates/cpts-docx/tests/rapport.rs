//! The whole report, written where it can be looked at.

mod commun;

use std::{fs, path::Path};

use cpts_docx::{DocxOptions, docx};

#[test]
fn report_with_every_block_is_written() {
    let rendu = docx(&commun::rapport::rapport(126), &DocxOptions::default()).expect("a document");
    assert!(rendu.constats.is_empty(), "{:?}", rendu.constats);
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rapport.docx");
    fs::write(path, rendu.octets).expect("a file");
}
