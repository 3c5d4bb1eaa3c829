//! A workbook, of whatever kind its bytes say: an import or a refusal, never a panic.
#![no_main]

use cpts_import::{Classeur, ImportOptions, import_workbooks};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|octets: &[u8]| {
    let classeur = Classeur { nom: "adherents.xlsx", octets };
    let _ = import_workbooks(&[classeur], &ImportOptions::default());
});
