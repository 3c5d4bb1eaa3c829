//! The files of `templates/`, compiled in.

macro_rules! trames {
    ($($nom:literal),* $(,)?) => {
        &[$(($nom, include_str!(concat!("../../../../templates/", $nom)))),*]
    };
}

/// Every trame of the library: file name, text.
pub(super) const BUILTIN: &[(&str, &str)] = trames![
    "bilan-annuel.md",
    "budget.md",
    "bulletin-adhesion.md",
    "compte-rendu.md",
    "contrat-territorial.md",
    "convocation.md",
    "courrier-ars.md",
    "emargement.md",
    "feuille-de-route.md",
    "fiche-action.md",
    "fiche-groupe.md",
    "lettre-intention.md",
    "proces-verbal.md",
    "projet-de-sante.md",
    "questionnaire.md",
    "rapport-activite.md",
    "reglement-interieur.md",
    "statuts.md",
];

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, path::Path};

    use super::BUILTIN;

    #[test]
    fn every_file_of_templates_is_compiled_in() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../templates");
        let names = std::fs::read_dir(folder)
            .expect("the trames of the repository")
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|nom| Path::new(nom).extension().is_some_and(|extension| extension == "md"));
        let compiled = BUILTIN.iter().map(|(nom, _)| (*nom).to_owned());
        assert_eq!(names.collect::<BTreeSet<_>>(), compiled.collect::<BTreeSet<_>>(), "src/trame/builtin.rs");
    }

    #[test]
    fn no_trame_writes_a_middle_dot_inside_a_word() {
        for (nom, texte) in BUILTIN {
            let lettres: Vec<char> = texte.chars().collect();
            let found = lettres.windows(3).find(|w| w[1] == '·' && w[0].is_alphabetic() && w[2].is_alphabetic());
            assert_eq!(found, None, "{nom} : les lecteurs d’écran lisent mal « · » ; nommer la fonction");
        }
    }
}
