//! What the tests of the model share: generated files, a full dossier.

#[allow(dead_code, reason = "each test file is a program of its own, and not every one needs it")]
pub(crate) mod plein;

use std::{env, fs, path::PathBuf};

/// Compares a committed file with what it should hold; with `CPTS_MAJ=1` in the environment, rewrites it instead.
#[allow(dead_code, reason = "each test file is a program of its own, and not every one needs it")]
pub(crate) fn compare(path: &str, expected: &str, test: &str) {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    if env::var_os("CPTS_MAJ").is_some() {
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).expect("the folder can be made");
        }
        fs::write(&file, expected).expect("the file can be written");
        return;
    }
    // A checkout on Windows may have changed the line ends.
    let found = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    let command = format!("CPTS_MAJ=1 cargo test -p cpts-model --test {test}");
    assert!(found == expected, "{path} n’est pas à jour ; le récrire par : {command}");
}
