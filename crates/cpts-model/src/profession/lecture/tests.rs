use proptest::prelude::*;

use super::{LectureProfession, graphies, index, read, words};
use crate::profession::Profession;

fn slugs(professions: &[Profession]) -> Vec<&'static str> {
    professions.iter().map(|p| p.slug()).collect()
}

fn read_slugs(texte: &str) -> Vec<&'static str> {
    match read(texte) {
        LectureProfession::Reconnue { professions, .. } => slugs(&professions),
        _ => Vec::new(),
    }
}

// Every spelling of the domain notes, by code of the nomenclature.
const GRAPHIES: &[(&str, &[&str])] = &[
    ("medecin", &["médecin", "Dr", "docteur"]),
    (
        "medecin_generaliste",
        &[
            "MG",
            "méd. G",
            "méd gé",
            "généraliste",
            "médecin généraliste",
            "omnipraticien",
            "MT",
            "MSU",
            "Médecin généraliste libéral",
            "M.G.",
            "MÉDECINS GÉNÉRALISTES",
            "médecin généraliste·s",
            "Médecin Généraliste remplaçante",
        ],
    ),
    (
        "medecin_specialiste",
        &[
            "médecin spé",
            "cardio",
            "pédiatre",
            "dermato",
            "gynéco",
            "psychiatre",
            "gériatre",
            "ophtalmo",
            "ORL",
            "O.R.L.",
            "Médecin cardiologue",
            "Dr cardiologue",
            "Chirurgien",
            "Médecin du travail",
        ],
    ),
    (
        "pharmacien",
        &[
            "pharmacien",
            "pharmacienne",
            "pharmacien(ne)",
            "pharmacien·ne",
            "pharma",
            "officine",
            "pharmacie",
            "pharmacien d'officine",
            "titulaire",
            "adjoint",
            "Pharmaciens",
            "PHARMACIENNE ADJOINTE",
            "Pharmacien titulaire",
        ],
    ),
    ("biologiste_medical", &["biologiste"]),
    (
        "chirurgien_dentiste",
        &[
            "dentiste",
            "CD",
            "chir-dent",
            "chir. dentiste",
            "odontologiste",
            "orthodontiste",
            "Chirurgien-Dentiste",
            "Chirurgienne-dentiste",
            "chirurgiens dentistes",
            "chirurgien.ne-dentiste",
        ],
    ),
    (
        "sage_femme",
        &[
            "SF",
            "sage femme",
            "sagefemme",
            "maïeuticien",
            "Sage-Femme",
            "Sages-femmes",
            "sage-femme libérale",
            "maïeuticienne",
        ],
    ),
    (
        "infirmier",
        &[
            "IDE",
            "IDEL",
            "IDSP",
            "infirmière",
            "inf.",
            "infirmier(e) libéral(e)",
            "I.D.E.L.",
            "IPDE",
            "puéricultrice",
            "IADE",
            "IBODE",
            "IDE ASALEE",
            "IDEC",
            "INFIRMIERS",
            "infirmier·e",
            "infirmier(e)s",
            "infirmier.ière",
            "infirmier·ière·s",
            "Infirmier/ière",
            "infirmier/infirmière",
            "IDE libérale",
            "infirmier D.E.",
            "Infirmière coordinatrice",
            "IDELs",
            "infirmière diplômée d'État",
            "Infirmiers libéraux",
            "INFIRMIERES LIBERALES",
        ],
    ),
    ("infirmier_pratique_avancee", &["IPA", "infirmière en pratique avancée", "Infirmier de pratique avancée"]),
    ("infirmier_psychiatrique", &["Infirmier psychiatrique"]),
    (
        "masseur_kinesitherapeute",
        &[
            "MK",
            "MKDE",
            "kiné",
            "kine",
            "kinésithérapeute",
            "masseur kiné",
            "MKG",
            "Masseur-Kinésithérapeute",
            "Masseuse-kinésithérapeute",
            "Masseurs-kinésithérapeutes",
            "masseur·euse-kinésithérapeute",
            "kinés",
            "kinésithérapeutes libéraux",
        ],
    ),
    ("pedicure_podologue", &["podo", "podologue", "pédicure", "Pédicure-Podologue", "pédicures podologues"]),
    ("orthophoniste", &["OP", "orthophonie", "Orthophoniste", "orthophonistes"]),
    ("orthoptiste", &["Orthoptiste"]),
    ("ergotherapeute", &["ergo", "Ergothérapeute"]),
    (
        "dieteticien",
        &["diét", "diététicienne", "Diététicien", "diététicien·ne", "Diététicienne-nutritionniste", "diét."],
    ),
    ("psychomotricien", &["psychomot", "PM", "Psychomotricienne"]),
    ("psychologue", &["psycho", "Psychologue", "psychologue clinicienne"]),
    ("audioprothesiste", &["audio", "Audioprothésiste"]),
    ("opticien_lunetier", &["opticien", "Opticien-Lunetier", "opticienne"]),
    ("orthoprothesiste", &["Orthoprothésiste"]),
    ("podo_orthesiste", &["Podo-Orthésiste"]),
    ("orthopediste_orthesiste", &["Orthopédiste-Orthésiste"]),
    ("oculariste", &["Oculariste"]),
    ("epithesiste", &["Epithésiste"]),
    ("technicien_laboratoire", &["TLM", "Technicien de labo médical"]),
    ("manipulateur_radio", &["manip radio", "MERM", "Manipulateur ERM", "manipulatrice radio"]),
    ("assistant_dentaire", &["Assistant dentaire", "Assistante dentaire"]),
    ("physicien_medical", &["Physicien médical"]),
    ("aide_soignant", &["Aide-soignant", "aide-soignante", "Aides-soignantes", "aide-soignant·e"]),
    ("ambulancier", &["Ambulancier", "ambulancière"]),
    ("auxiliaire_puericulture", &["Auxiliaire de puériculture", "AP"]),
    ("preparateur_pharmacie_hospitaliere", &["Préparateur en pharmacie hospitalière"]),
    ("preparateur_pharmacie", &["préparateur", "Préparatrice en pharmacie"]),
    ("osteopathe", &["ostéo", "Ostéopathe", "Ostéopathe D.O."]),
    ("psychotherapeute", &["Psychothérapeute"]),
    ("chiropracteur", &["Chiropracteur", "chiropractrice"]),
    ("conseiller_genetique", &["Conseiller en génétique", "conseillère en génétique"]),
    ("assistant_service_social", &["ASS", "Assistante de service social", "assistante sociale"]),
    ("aide_medico_psychologique", &["AMP"]),
    ("moniteur_educateur", &["moniteur éducateur", "monitrice-éducatrice"]),
    ("educateur_jeunes_enfants", &["éducateur de jeunes enfants", "éducatrice de jeunes enfants"]),
    ("accompagnant_educatif_social", &["accompagnant éducatif et social"]),
    (
        "coordinateur",
        &[
            "coordinateur",
            "coordinatrice",
            "Coordinateur/trice",
            "coordinateur·rice",
            "Coordonnatrice",
            "coordinateur CPTS",
        ],
    ),
    ("secretaire_medical", &["secrétaire", "secrétaire médicale"]),
    ("elu", &["élu", "élue", "élu·e", "Maire"]),
    ("usager", &["usager", "représentante des usagers"]),
    ("patient_partenaire", &["patient partenaire", "patiente partenaire", "patient·e expert·e"]),
    ("directeur", &["directeur", "Directrice d'EHPAD", "directeur (EHPAD, CH)"]),
    ("assistant_medical", &["assistante médicale"]),
];

#[test]
fn profession_every_spelling_of_the_domain_is_read() {
    for (slug, spellings) in GRAPHIES {
        for spelling in *spellings {
            for texte in [
                (*spelling).to_owned(),
                spelling.to_uppercase(),
                format!(" {spelling}\u{a0}"),
                crate::lecture::plier(spelling),
            ] {
                // Capitals without accents of « É » are covered by folding; « ß » has no place here.
                let texte_is_inclusive = spelling.contains(['·', '(', '/', '.']);
                if texte == crate::lecture::plier(spelling) && texte_is_inclusive {
                    continue;
                }
                assert_eq!(read_slugs(&texte), [*slug], "{texte}");
            }
        }
    }
}

#[test]
fn profession_several_in_a_cell_keep_their_order() {
    for (texte, attendu) in [
        ("IDE / IPA", vec!["infirmier", "infirmier_pratique_avancee"]),
        ("MG + ostéo", vec!["medecin_generaliste", "osteopathe"]),
        ("Kiné et ostéopathe", vec!["masseur_kinesitherapeute", "osteopathe"]),
        ("Pharmacien, élu", vec!["pharmacien", "elu"]),
        ("IDEL - coordinatrice", vec!["infirmier", "coordinateur"]),
        ("kinésithérapeute-ostéopathe", vec!["masseur_kinesitherapeute", "osteopathe"]),
        ("Infirmière (IDEL)", vec!["infirmier"]),
        ("Médecin (cardiologue)", vec!["medecin_specialiste"]),
    ] {
        assert_eq!(read_slugs(texte), attendu, "{texte}");
    }
}

#[test]
fn profession_ambiguous_is_never_guessed() {
    for (texte, candidates) in [
        ("ortho", vec!["orthophoniste", "orthoptiste", "chirurgien_dentiste"]),
        ("Psy", vec!["psychologue", "medecin_specialiste", "psychotherapeute"]),
        ("AS", vec!["aide_soignant", "assistant_service_social"]),
        ("PP", vec!["pedicure_podologue", "patient_partenaire", "preparateur_pharmacie"]),
        ("nutritionniste", vec!["dieteticien", "medecin_specialiste"]),
        ("A.S.", vec!["aide_soignant", "assistant_service_social"]),
        ("Psy libérale", vec!["psychologue", "medecin_specialiste", "psychotherapeute"]),
    ] {
        let LectureProfession::Ambigue { candidates: found } = read(texte) else {
            panic!("{texte} : {:?}", read(texte))
        };
        assert_eq!(slugs(&found), candidates, "{texte}");
    }
    // The rest of the cell settles it.
    assert_eq!(read_slugs("Psy (psychologue)"), ["psychologue"]);
    assert_eq!(read_slugs("ortho / orthophoniste"), ["orthophoniste"]);
}

#[test]
fn profession_speciality_is_kept() {
    for (texte, slug, specialite) in [
        ("cardio", "medecin_specialiste", "Cardiologie"),
        ("Gynécologue-obstétricien", "medecin_specialiste", "Gynécologie"),
        ("Médecin généraliste / gériatre", "medecin_generaliste", "Gériatrie"),
        ("IADE", "infirmier", "Anesthésie"),
        ("Infirmière coordinatrice", "infirmier", "Coordination"),
        ("Dr ophtalmologiste", "medecin_specialiste", "Ophtalmologie"),
    ] {
        let LectureProfession::Reconnue { professions, specialite: found, .. } = read(texte) else { panic!("{texte}") };
        assert_eq!((professions[0].slug(), found.as_deref()), (slug, Some(specialite)), "{texte}");
    }
}

#[test]
fn profession_organisations_are_told_from_people() {
    for (texte, type_organisation) in [
        ("EHPAD", "EHPAD"),
        ("EHPAD Les Tilleuls", "EHPAD"),
        ("MSP du Thoré", "MSP"),
        ("CPTS", "CPTS"),
        ("SSIAD", "SSIAD"),
        ("HAD", "HAD"),
        ("CH de Castres", "Centre hospitalier"),
        ("Clinique du Sidobre", "Clinique"),
        ("Pharmacie des Halles", "Pharmacie"),
        ("La Pharmacie du Centre", "Pharmacie"),
        ("laboratoire", "Laboratoire"),
        ("CCAS", "CCAS"),
        ("Mairie de Mazamet", "Collectivité"),
        ("DAC", "DAC"),
        ("Centre de santé", "Centre de santé"),
        ("CDS", "Centre de santé"),
        ("Association des infirmiers du Thoré", "Association"),
        ("personne morale", "Organisation"),
    ] {
        assert_eq!(read(texte), LectureProfession::Organisation { type_organisation }, "{texte}");
    }
    assert_eq!(read_slugs("IDE EHPAD Les Tilleuls"), ["infirmier"]);
    assert_eq!(read_slugs("Médecin coordonnateur d'EHPAD"), ["medecin_specialiste"]);
}

#[test]
fn profession_typing_error_is_mended_and_said() {
    for (texte, slug) in [
        ("infirmère", "infirmier"),
        ("Orthophnoiste", "orthophoniste"),
        ("orthophonsite", "orthophoniste"),
        ("pharmacein", "pharmacien"),
        ("kinésithérapuete", "masseur_kinesitherapeute"),
        ("Médecin génraliste", "medecin_generaliste"),
        ("diététicenne", "dieteticien"),
        ("podologe", "pedicure_podologue"),
    ] {
        let LectureProfession::Reconnue { professions, sur, .. } = read(texte) else {
            panic!("{texte} : {:?}", read(texte))
        };
        assert_eq!((slugs(&professions), sur), (vec![slug], false), "{texte}");
    }
}

#[test]
fn profession_sur_is_false_where_something_was_left_aside() {
    let sur = |texte| matches!(read(texte), LectureProfession::Reconnue { sur: true, .. });
    for texte in ["Infirmière", "IDE / IPA", "Médecin généraliste libéral", "kiné"] {
        assert!(sur(texte), "{texte}");
    }
    for texte in ["Dr", "CD", "Infirmière à Castres", "IDE chouette"] {
        assert!(!sur(texte), "{texte}");
    }
}

#[test]
fn profession_other_texts_are_unknown() {
    for texte in [
        "",
        "-",
        "?",
        "Castres",
        "CD 81",
        "libéral",
        "astronaute",
        "M. Martin",
        "voir avec le cabinet de mon kiné",
        "06 12 34 56 78",
    ] {
        assert_eq!(read(texte), LectureProfession::Inconnue, "{texte}");
    }
}

#[test]
fn graphies_no_spelling_has_two_meanings() {
    let mut seen = std::collections::BTreeMap::new();
    let all = graphies::PROFESSIONS.iter().flat_map(|(slug, s)| s.iter().map(move |s| (*s, (*slug).to_owned())));
    let variants =
        graphies::VARIANTES.iter().flat_map(|(slug, spe, s)| s.iter().map(move |s| (*s, format!("{slug} {spe}"))));
    let specialities =
        graphies::SPECIALITES.iter().flat_map(|(spe, s)| s.iter().map(move |s| (*s, format!("spécialité {spe}"))));
    let ambiguous = graphies::AMBIGUES.iter().flat_map(|(s, c)| s.iter().map(move |s| (*s, format!("{c:?}"))));
    let doubtful = graphies::A_VERIFIER.iter().flat_map(|(slug, s)| s.iter().map(move |s| (*s, (*slug).to_owned())));
    for (spelling, sens) in all.chain(variants).chain(specialities).chain(ambiguous).chain(doubtful) {
        let key = words(spelling).join(" ");
        let before = seen.insert(key.clone(), sens.clone());
        assert!(before.as_ref().is_none_or(|before| *before == sens), "« {key} » : {before:?} et {sens}");
    }
    assert!(index().longest <= 8);
}

proptest! {
    #[test]
    fn profession_any_text_never_panics(texte in "\\PC{0,80}", near in "([a-zé.·()/+-]{1,12} ?){0,8}") {
        let _ = (read(&texte), read(&near));
    }
}
