//! Running the command on files of a temporary folder.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// Five members, one of them with an impossible date.
pub(crate) const LISTE: &str = "\
Nom;Prénom;Profession;Commune;Code postal;Téléphone;E-mail;RPPS;Date d'adhésion
Abadrel;Agnès;Médecin généraliste;Saint-Flour;15100;06 39 98 00 11;agnes@exemple.fr;10999900005;12/03/2021
Baldayrac;Bruno;IDEL;Massiac;15500;0639980012;bruno@exemple.fr;;mars 2022
Charmelat;Céline;Kinésithérapeute;Murat;15300;;;;2020
Domeyrat;Didier;Pharmacien;Saint-Flour;15100;;;;31/02/2023
Espinouze;Émilie;ortho;Saint-Flour;15100;;;;05/09/2024
";

/// A folder with a space and an accent in its name, which holds `membres é.csv`.
pub(crate) struct Atelier {
    dossier: tempfile::TempDir,
}

impl Atelier {
    pub(crate) fn new() -> Self {
        let dossier = tempfile::Builder::new().prefix("cpts été ").tempdir().unwrap();
        let atelier = Self { dossier };
        atelier.write("membres é.csv", LISTE);
        atelier
    }

    pub(crate) fn path(&self, nom: &str) -> PathBuf {
        self.dossier.path().join(nom)
    }

    pub(crate) fn write(&self, nom: &str, contenu: impl AsRef<[u8]>) -> PathBuf {
        let chemin = self.path(nom);
        fs::write(&chemin, contenu).unwrap();
        chemin
    }

    pub(crate) fn read(&self, nom: &str) -> Vec<u8> {
        fs::read(self.path(nom)).unwrap()
    }

    /// Names of the files in the folder, sorted.
    pub(crate) fn names(&self, sous_dossier: &str) -> Vec<String> {
        let mut noms: Vec<String> = fs::read_dir(self.path(sous_dossier))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        noms.sort();
        noms
    }

    /// `cpts` in the folder, not yet run.
    pub(crate) fn command(&self) -> Command {
        command(self.dossier.path())
    }

    /// Runs `cpts` in the folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Fin {
        Fin(self.command().args(arguments).output().unwrap())
    }
}

pub(crate) fn command(dossier: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cpts"));
    command.current_dir(dossier).env("NO_COLOR", "1");
    command
}

/// How a run ended.
pub(crate) struct Fin(pub(crate) Output);

impl Fin {
    pub(crate) fn code(&self) -> Option<i32> {
        self.0.status.code()
    }

    pub(crate) fn stdout(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).unwrap()
    }

    pub(crate) fn stderr(&self) -> String {
        String::from_utf8(self.0.stderr.clone()).unwrap()
    }

    /// Asserts the exit code, and shows what was said where it is another.
    #[track_caller]
    pub(crate) fn expect(&self, code: i32) -> &Self {
        assert_eq!(self.code(), Some(code), "stdout:\n{}\nstderr:\n{}", self.stdout(), self.stderr());
        self
    }
}
