//! `cpts tracer`: where a value comes from.

mod chaine;
mod recherche;
mod valeurs;

use std::fmt::Write as _;

use cpts_import::LignesMasquees;
use cpts_model::{Trace, Traces};
use serde::Serialize;

use crate::{
    arguments::{Format, Tracer},
    entree::{self, Lecture},
    erreur::{CliError, Fin},
    horloge,
    sortie::{console, constats::une_ligne},
};
use chaine::{Chaine, Donnees};
use valeurs::{Valeur, Valeurs};

/// Values that an answer in text shows; the JSON has them all.
const MONTREES: usize = 40;

/// Runs the command.
pub(crate) fn run(options: &Tracer) -> Result<Fin, CliError> {
    let fichiers: Vec<_> = std::iter::once(&options.fichier).chain(&options.depuis).cloned().collect();
    let donnees = entree::read(Lecture {
        fichiers: &fichiers,
        correspondance: options.correspondance.as_deref(),
        identite: Some(&options.identite),
        date: horloge::today(),
        lignes_masquees: LignesMasquees::Lues,
        precedent: None,
        pieces: None,
        sortie: None,
    })?;
    let mut dossier = donnees.dossier;
    let synthese = cpts_model::synthese(&dossier);
    let valeurs = Valeurs::of(&mut dossier, &synthese);
    let traces = Traces::new(&dossier);
    let suivies = Donnees { valeurs: &valeurs, synthese: &synthese, traces: &traces };
    let texte = match (&options.champ, options.format) {
        (None, Format::Texte) => compte_texte(&comptes(&valeurs, &traces)),
        (None, Format::Json) => json(&comptes(&valeurs, &traces))?,
        (Some(champ), format) => {
            let trouvees = recherche::find(&valeurs, champ).map_err(CliError::Usage)?;
            let chaines = trouvees.iter().map(|valeur| Chaine::of(valeur, &suivies));
            match format {
                Format::Texte => {
                    let mut texte: String = chaines.take(MONTREES).map(|chaine| chaine.texte()).collect();
                    if trouvees.len() > MONTREES {
                        let reste = trouvees.len() - MONTREES;
                        let _ = writeln!(texte, "… et {reste} autres valeurs : préciser le champ, ou --format json.");
                    }
                    texte
                }
                Format::Json => json(&chaines.collect::<Vec<_>>())?,
            }
        }
    };
    console::resultat(texte.as_bytes())?;
    Ok(Fin::Termine)
}

fn json(objet: &impl Serialize) -> Result<String, CliError> {
    let failed =
        |error: serde_json::Error| CliError::Document { livrable: "la trace".to_owned(), message: error.to_string() };
    Ok(serde_json::to_string_pretty(objet).map_err(failed)? + "\n")
}

/// Where the values of a part come from.
#[derive(Default, Serialize)]
struct Compte {
    partie: String,
    cellules: usize,
    lignes: usize,
    regles: usize,
    saisies: usize,
}

impl Compte {
    fn total(&self) -> usize {
        self.cellules + self.lignes + self.regles + self.saisies
    }
}

/// Counts the values of each part by where they come from.
fn comptes(valeurs: &Valeurs, traces: &Traces<'_>) -> Vec<Compte> {
    let mut comptes: Vec<Compte> = Vec::new();
    for Valeur { adresse, .. } in valeurs.iter() {
        let partie = adresse.trim_start_matches('/').split('/').next().unwrap_or_default();
        if comptes.last().is_none_or(|compte| compte.partie != partie) {
            comptes.push(Compte { partie: partie.to_owned(), ..Compte::default() });
        }
        let Some(compte) = comptes.last_mut() else { continue };
        match traces.origine(adresse) {
            Some(Trace::Cellule { .. }) => compte.cellules += 1,
            Some(Trace::Ligne { .. }) => compte.lignes += 1,
            Some(Trace::Regle { .. }) => compte.regles += 1,
            None => compte.saisies += 1,
        }
    }
    comptes
}

fn compte_texte(comptes: &[Compte]) -> String {
    let mut texte = String::from("Valeurs lues ou calculées, et d’où elles viennent :\n\n");
    let _ = writeln!(
        texte,
        "{:<22}{:>10}{:>10}{:>10}{:>10}{:>10}",
        "Partie", "cellule", "ligne", "règle", "saisie", "total"
    );
    let mut ensemble = Compte { partie: "Ensemble".to_owned(), ..Compte::default() };
    let line = |texte: &mut String, compte: &Compte| {
        let Compte { partie, cellules, lignes, regles, saisies } = compte;
        let total = compte.total();
        let _ = writeln!(texte, "{partie:<22}{cellules:>10}{lignes:>10}{regles:>10}{saisies:>10}{total:>10}");
    };
    for compte in comptes {
        line(&mut texte, compte);
        ensemble.cellules += compte.cellules;
        ensemble.lignes += compte.lignes;
        ensemble.regles += compte.regles;
        ensemble.saisies += compte.saisies;
    }
    line(&mut texte, &ensemble);
    texte.push_str(
        "\ncellule : lue dans une cellule connue ; ligne : lue dans une ligne d’un tableau dont les colonnes ne sont pas connues ;\n\
         règle : calculée ou recherchée ; saisie : écrite dans le dossier, sans classeur derrière elle.\n\
         Pour suivre une valeur : cpts tracer DOSSIER CHAMP, par exemple « cpts tracer dossier.json cpts.siren ».\n",
    );
    texte
}

/// Returns a value on one line, cut where it is long.
fn courte(texte: &str) -> String {
    const LONGUEUR: usize = 70;
    let ligne = une_ligne(texte);
    match ligne.char_indices().nth(LONGUEUR) {
        Some((end, _)) => format!("{}…", ligne[..end].trim_end()),
        None => ligne,
    }
}
