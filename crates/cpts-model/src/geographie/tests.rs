use proptest::prelude::*;

use super::{
    Recherche, base::base, cle::cle, commune, communes_du_code_postal, departement, departement_du_code_postal, find,
};

fn found(nom: &str, code_postal: Option<&str>, departement: Option<&str>) -> Option<(String, String)> {
    match find(nom, code_postal, departement) {
        Recherche::Trouvee(commune) => Some((commune.nom, commune.code_insee.unwrap_or_default())),
        _ => None,
    }
}

#[test]
fn table_keys_are_those_of_the_library_and_in_order() {
    let mut before = "";
    let mut count = 0;
    for entry in base().entries() {
        assert_eq!(cle(&entry.nom()), entry.cle, "{}", entry.code);
        assert!(before <= entry.cle, "{} avant {}", before, entry.cle);
        assert!(commune(entry.code).is_some(), "{}", entry.code);
        before = entry.cle;
        count += 1;
    }
    assert_eq!(count, 37_590);
}

#[test]
fn find_every_written_form() {
    for (nom, code) in [
        ("Mazamet", "81163"),
        ("MAZAMET", "81163"),
        ("Mazamet (81)", "81163"),
        ("81200 Mazamet", "81163"),
        ("MAZAMET CEDEX", "81163"),
        ("Mazamet Cedex 09", "81163"),
        ("Mazamet - 81", "81163"),
        ("Mazamet, Tarn", "81163"),
        ("Graulhet centre", "81105"),
        ("St Amans Soult", "81238"),
        ("SAINT-AMANS-SOULT", "81238"),
        ("Le Mans", "72181"),
        ("Mans (Le)", "72181"),
        ("MANS", "72181"),
        ("Hay les Roses", "94038"),
        ("L’Haÿ-les-Roses", "94038"),
        ("Neuilly s/ Seine", "92051"),
        ("NEUILLY S/SEINE", "92051"),
        ("Neuilly s Seine", "92051"),
        ("Fontenay s/s Bois", "94033"),
        ("Paris", "75056"),
        ("Paris 9e", "75056"),
        ("PARIS 09", "75056"),
        ("Lyon 3ème", "69123"),
        ("Marseille 8e Arrondissement", "13055"),
        ("Ste-Maxime", "83115"),
    ] {
        assert_eq!(found(nom, None, None).map(|f| f.1).as_deref(), Some(code), "{nom}");
    }
}

#[test]
fn find_shared_name_is_decided_by_postal_code_or_department() {
    let Recherche::Plusieurs(fiches) = find("Castres", None, None) else { panic!("nom partagé") };
    assert_eq!(fiches.iter().map(|f| f.code).collect::<Vec<_>>(), ["02142", "81065"]);
    assert_eq!(found("Castres", Some("81100"), None).map(|f| f.1).as_deref(), Some("81065"));
    assert_eq!(found("Castres", Some("81108"), None).map(|f| f.1).as_deref(), Some("81065"), "code cedex");
    assert_eq!(found("Castres", None, Some("Aisne")).map(|f| f.1).as_deref(), Some("02142"));
    assert_eq!(found("Castres (81)", None, None).map(|f| f.1).as_deref(), Some("81065"));
    // The postal code says more than the département of the community.
    assert_eq!(found("Castres", Some("02680"), Some("81")).map(|f| f.1).as_deref(), Some("02142"));
    // A département where no commune has the name decides nothing.
    assert!(matches!(find("Castres", None, Some("33")), Recherche::Plusieurs(_)));
}

#[test]
fn find_old_commune_leads_to_the_commune_of_today() {
    assert_eq!(found("Arbignieu", None, None), Some(("Arboys en Bugey".to_owned(), "01015".to_owned())));
    assert_eq!(commune("75109").map(|f| f.nom).as_deref(), Some("Paris"));
}

#[test]
fn find_typing_error_gives_a_suggestion() {
    for (nom, departement, proche) in [
        ("Mazammet", None, "Mazamet"),
        ("Mzaamet", Some("81"), "Mazamet"),
        ("Labruguiere", None, ""),
        ("Saint-Amans-Soul", None, "Saint-Amans-Soult"),
        ("Payrin", Some("81"), "Payrin-Augmontel"),
        ("Lacaune les Bains", Some("81"), "Lacaune"),
    ] {
        match find(nom, None, departement) {
            Recherche::Inconnue { proche: found } => assert_eq!(found.as_deref(), Some(proche), "{nom}"),
            other => assert_eq!(proche, "", "{nom} : {other:?}"),
        }
    }
    assert_eq!(find("Xyzabc", None, None), Recherche::Inconnue { proche: None });
    assert_eq!(find("", None, None), Recherche::Inconnue { proche: None });
}

#[test]
fn commune_gives_population_and_postal_codes() {
    let mazamet = commune("81163").expect("a commune");
    assert!(mazamet.population.is_some_and(|p| p > 5_000));
    assert_eq!((mazamet.codes_postaux, mazamet.region), (vec!["81200".to_owned()], "Occitanie"));
    assert_eq!(
        commune("2A004").map(|f| (f.nom, f.departement.nom, f.codes_postaux[0].clone())),
        Some(("Ajaccio".to_owned(), "Corse-du-Sud", "20000".to_owned()))
    );
    assert_eq!(commune("97411").map(|f| f.departement.code), Some("974"));
    for code in ["", "8", "é1163", "81163 ", "99999"] {
        assert!(commune(code).is_none(), "{code}");
    }
}

#[test]
fn departement_by_code_name_and_postal_code() {
    for (texte, code) in [
        ("81", "81"),
        ("Tarn", "81"),
        ("TARN", "81"),
        ("Tarn (81)", "81"),
        ("81 - Tarn", "81"),
        ("1", "01"),
        ("2a", "2A"),
        ("côtes d'armor", "22"),
        ("974", "974"),
    ] {
        assert_eq!(departement(texte).map(|d| d.code), Some(code), "{texte}");
    }
    assert_eq!(departement_du_code_postal("97410").map(|d| d.nom), Some("La Réunion"));
    assert_eq!(departement_du_code_postal("20090"), None);
    assert!(communes_du_code_postal("20000").iter().any(|f| f.nom == "Ajaccio"));
}

proptest! {
    #[test]
    fn find_any_text_never_panics(nom in "\\PC{0,60}", cp in "\\PC{0,6}", near in "[a-zA-Zé/'() 0-9-]{0,30}") {
        let _ = (find(&nom, Some(&cp), Some(&near)), find(&near, None, Some(&nom)), commune(&nom), departement(&nom));
    }
}
