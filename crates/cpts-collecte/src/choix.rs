//! Closed lists of words: the identifier of the dossier and the words of the cell.

use std::sync::OnceLock;

use cpts_model::{
    CategorieStructure, Mission, OrigineProduit, Profession, Volet, feuille_de_route,
    lecture::{self, plier},
    profession::{self, LectureProfession},
};

/// A closed list, by the name of its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choix(&'static str);

/// A word of a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mot {
    /// Identifier in the dossier.
    pub cle: &'static str,
    /// Words in the cell.
    pub libelle: &'static str,
}

const fn mot(cle: &'static str, libelle: &'static str) -> Mot {
    Mot { cle, libelle }
}

impl Choix {
    /// Returns the name of its type, as in the schema of the dossier.
    pub const fn nom(self) -> &'static str {
        self.0
    }

    /// Returns the words of the list, in order.
    pub fn mots(self) -> &'static [Mot] {
        listes().iter().find(|(nom, _)| *nom == self.0).map_or(&[], |(_, mots)| mots)
    }

    /// Returns the words of an identifier.
    pub fn libelle(self, cle: &str) -> Option<&'static str> {
        self.mots().iter().find(|mot| mot.cle == cle).map(|mot| mot.libelle)
    }

    /// Returns the identifier that a text names, by its words or by itself.
    pub fn cle(self, texte: &str) -> Option<&'static str> {
        let plie = plier(texte);
        let exact = self.mots().iter().find(|mot| plier(mot.libelle) == plie || mot.cle == texte.trim());
        exact.map(|mot| mot.cle).or_else(|| self.proche(texte, &plie))
    }

    /// What people type for the words of the list.
    fn proche(self, texte: &str, plie: &str) -> Option<&'static str> {
        match self.0 {
            "Profession" => match profession::read(texte) {
                LectureProfession::Reconnue { professions, .. } if professions.len() == 1 => {
                    professions.first().map(|profession| profession.slug())
                }
                _ => None,
            },
            "Mission" => lecture::mission(texte).map(Mission::slug),
            _ => {
                // « Charges », « en attente » : a plural, or the first words of one label only.
                let singulier = plie.trim_end_matches('s');
                let mut found = self.mots().iter().filter(|mot| {
                    let libelle = plier(mot.libelle);
                    !singulier.is_empty() && (libelle.trim_end_matches('s') == singulier || plier(mot.cle) == plie)
                });
                found.next().filter(|_| found.next().is_none()).map(|mot| mot.cle)
            }
        }
    }
}

/// Returns the closed list of a type of the schema.
pub(crate) fn du_type(nom: &str) -> Option<Choix> {
    listes().iter().find(|(connu, _)| *connu == nom).map(|(connu, _)| Choix(connu))
}

/// Returns every closed list, by the names of their types.
pub fn toutes() -> impl Iterator<Item = Choix> {
    listes().iter().map(|(nom, _)| Choix(nom))
}

fn listes() -> &'static [(&'static str, Vec<Mot>)] {
    static LISTES: OnceLock<Vec<(&'static str, Vec<Mot>)>> = OnceLock::new();
    LISTES.get_or_init(|| {
        let mut listes: Vec<(&'static str, Vec<Mot>)> = vec![
            ("Profession", Profession::toutes().map(|p| mot(p.slug(), p.libelle())).collect()),
            ("Mission", Mission::TOUTES.map(|m| mot(m.slug(), m.libelle())).to_vec()),
            ("Volet", Volet::TOUS.map(|v| mot(v.slug(), v.libelle())).to_vec()),
            (
                "OrigineProduit",
                ORIGINES.iter().zip(OrigineProduit::TOUTES).map(|(cle, o)| mot(cle, o.libelle())).collect(),
            ),
            ("CategorieStructure", CATEGORIES.iter().map(|(cle, categorie)| mot(cle, categorie.libelle())).collect()),
            (
                "Etape",
                ETAPES.iter().zip(feuille_de_route::Etape::TOUTES).map(|(cle, e)| mot(cle, e.libelle())).collect(),
            ),
            ("NatureReunion", REUNIONS.iter().map(|(cle, nature)| mot(cle, nature.libelle())).collect()),
        ];
        listes.extend(MOTS.iter().map(|(nom, mots)| (*nom, mots.to_vec())));
        listes
    })
}

const ORIGINES: [&str; 8] =
    ["aci_fixe", "aci_variable", "fir", "cotisations", "collectivites", "dons", "apports_nature", "autres"];
const ETAPES: [&str; 6] =
    ["initiative", "mobilisation", "prefiguration", "formalisation", "contractualisation", "mise_en_oeuvre"];
const CATEGORIES: [(&str, CategorieStructure); 7] = [
    ("maison_de_sante", CategorieStructure::MaisonDeSante),
    ("centre_de_sante", CategorieStructure::CentreDeSante),
    ("equipe_soins_primaires", CategorieStructure::EquipeSoinsPrimaires),
    ("etablissement_sante", CategorieStructure::EtablissementSante),
    ("medico_social", CategorieStructure::MedicoSocial),
    ("dispositif_appui", CategorieStructure::DispositifAppui),
    ("autre", CategorieStructure::Autre),
];
const REUNIONS: [(&str, cpts_model::reunion::NatureReunion); 8] = {
    use cpts_model::reunion::NatureReunion as R;
    [
        ("ag_constitutive", R::AgConstitutive),
        ("ag_ordinaire", R::AgOrdinaire),
        ("ag_extraordinaire", R::AgExtraordinaire),
        ("conseil_administration", R::ConseilAdministration),
        ("bureau", R::Bureau),
        ("rcp", R::Rcp),
        ("analyse_indicateurs", R::AnalyseIndicateurs),
        ("groupe", R::Groupe),
    ]
};

/// Lists whose words stand nowhere else.
const MOTS: &[(&str, &[Mot])] = &[
    (
        "NaturePeriode",
        &[mot("civile", "Année civile"), mot("contrat", "Année de contrat"), mot("comptable", "Exercice comptable")],
    ),
    ("Nature", &[mot("personne", "Personne"), mot("organisation", "Organisation")]),
    (
        "ModeExercice",
        &[mot("liberal", "Libéral"), mot("salarie", "Salarié"), mot("mixte", "Mixte"), mot("benevole", "Bénévole")],
    ),
    (
        "Qualite",
        &[mot("fondateur", "Membre fondateur"), mot("actif", "Membre actif"), mot("honneur", "Membre d’honneur")],
    ),
    ("Part", &[mot("fixe", "Part fixe"), mot("variable", "Part variable")]),
    (
        "GenreValeur",
        &[
            mot("nombre", "Nombre"),
            mot("pourcent", "Pour cent"),
            mot("jours", "Jours"),
            mot("euros", "Euros"),
            mot("oui_non", "Oui ou non"),
        ],
    ),
    ("TypeIndicateur", &[mot("contexte", "Contexte"), mot("moyens", "Moyens"), mot("resultat", "Résultat")]),
    (
        "EtatValeur",
        &[
            mot("valeur", "Valeur donnée"),
            mot("zero", "Zéro mesuré"),
            mot("non_mesure", "Non mesuré"),
            mot("sans_objet", "Sans objet"),
            mot("non_communique", "Non communiqué"),
        ],
    ),
    ("SensIndicateur", &[mot("hausse", "À la hausse"), mot("baisse", "À la baisse"), mot("neutre", "Neutre")]),
    (
        "EtatAction",
        &[
            mot("realisee", "Réalisée"),
            mot("en_cours", "En cours"),
            mot("a_venir", "À venir"),
            mot("abandonnee", "Abandonnée"),
        ],
    ),
    (
        "Avancement",
        &[mot("a_faire", "À faire"), mot("en_cours", "En cours"), mot("fait", "Fait"), mot("abandonne", "Abandonné")],
    ),
    ("Priorite", &[mot("haute", "Haute"), mot("moyenne", "Moyenne"), mot("basse", "Basse")]),
    ("Sens", &[mot("produit", "Produit"), mot("charge", "Charge")]),
    ("NatureLigne", &[mot("fonctionnement", "Fonctionnement"), mot("investissement", "Investissement")]),
    (
        "Agrement",
        &[
            mot("bureau_unanimite", "Le bureau, à l’unanimité"),
            mot("bureau_majorite", "Le bureau, à la majorité"),
            mot("assemblee", "L’assemblée générale"),
            mot("aucun", "Aucun agrément"),
        ],
    ),
    ("Revocation", &[mot("presidence", "La présidence"), mot("assemblee", "L’assemblée générale")]),
    ("Indemnisation", &[mot("gracieux", "À titre gracieux"), mot("possible", "Indemnités possibles")]),
];

#[cfg(test)]
mod tests {
    use cpts_model::schema_dossier;
    use serde_json::Value;

    use super::*;

    #[test]
    fn every_closed_list_of_the_schema_has_its_words_and_no_other() {
        let schema = schema_dossier();
        let mut seen = 0;
        for (nom, definition) in schema["$defs"].as_object().expect("definitions") {
            let cles: Vec<&str> = match (&definition["oneOf"], &definition["enum"]) {
                (Value::Array(branches), _) => branches.iter().filter_map(|b| b["const"].as_str()).collect(),
                (_, Value::Array(mots)) => mots.iter().filter_map(Value::as_str).collect(),
                _ => continue,
            };
            let choix = du_type(nom).unwrap_or_else(|| panic!("{nom} sans mots"));
            assert_eq!(choix.mots().iter().map(|mot| mot.cle).collect::<Vec<_>>(), cles, "{nom}");
            seen += 1;
        }
        assert_eq!(seen, toutes().count());
    }

    #[test]
    fn words_of_a_list_lead_back_to_their_identifier() {
        for choix in toutes() {
            for mot in choix.mots() {
                assert_eq!(choix.cle(mot.libelle), Some(mot.cle), "{} {}", choix.nom(), mot.libelle);
            }
        }
    }

    #[test]
    fn what_people_type_is_read_and_the_rest_is_not_guessed() {
        let sens = du_type("Sens").unwrap();
        assert_eq!(sens.cle("CHARGES"), Some("charge"));
        assert_eq!(sens.cle("autre"), None);
        assert_eq!(du_type("Profession").unwrap().cle("IDEL"), Some("infirmier"));
    }
}
