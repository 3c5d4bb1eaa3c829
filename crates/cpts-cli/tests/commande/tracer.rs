//! `cpts tracer`: what it answers about a value.

use serde_json::Value;

use crate::commun::Atelier;

fn json(atelier: &Atelier, arguments: &[&str]) -> Value {
    let fin = atelier.run(&[&["tracer", "--format", "json"], arguments].concat());
    fin.expect(0);
    serde_json::from_str(&fin.stdout()).unwrap()
}

#[test]
fn value_of_a_list_has_its_cell_and_a_figure_its_rule_down_to_the_list() {
    let atelier = Atelier::new();
    let found = json(&atelier, &["membres é.csv", "/membres/m-0001/email"]);
    assert_eq!(found[0]["origine"]["cellule"], "G2");
    assert_eq!(found[0]["valeur"], "agnes@exemple.fr");
    let found = json(&atelier, &["membres é.csv", "synthese.adherents"]);
    assert_eq!((&found[0]["valeur"], &found[0]["origine"]["regle"]), (&"5".into(), &"adherents-presents".into()));
    let liste = &found[0]["entrees"][0];
    assert_eq!((&liste["adresse"], &liste["tableaux"][0]["elements"]), (&"/membres".into(), &5.into()));
}

#[test]
fn field_may_be_named_by_its_label_or_the_beginning_of_its_address() {
    let atelier = Atelier::new();
    let adresses = |champ: &str| -> Vec<String> {
        let found = json(&atelier, &["membres é.csv", champ]);
        found.as_array().unwrap().iter().map(|v| v["adresse"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(adresses("nombre d'adherents"), ["/synthese/adherents"]);
    assert_eq!(adresses("E-MAIL"), ["/membres/m-0001/email", "/membres/m-0002/email"]);
    assert!(adresses("membres.m-0002").contains(&"/membres/m-0002/nom".to_owned()));
    assert!(adresses("synthese.par_prof").iter().all(|adresse| adresse.starts_with("/synthese/par_profession/")));
}

#[test]
fn unknown_field_is_told_with_near_addresses() {
    let atelier = Atelier::new();
    let fin = atelier.run(&["tracer", "membres é.csv", "/membres/m-0001/emial"]);
    fin.expect(2);
    assert!(fin.stderr().contains("/membres/m-0001/email"), "{}", fin.stderr());
}

#[test]
fn values_are_counted_by_part_and_what_was_typed_is_told_apart() {
    let atelier = Atelier::new();
    atelier.write("d.json", r#"{"cpts": {"nom": "CPTS du Thoré", "siren": "732829320"}, "exercice": {"annee": 2025}}"#);
    let comptes = json(&atelier, &["d.json"]);
    let cpts = comptes.as_array().unwrap().iter().find(|compte| compte["partie"] == "cpts").unwrap();
    assert_eq!((&cpts["saisies"], &cpts["cellules"]), (&2.into(), &0.into()));
    let fin = atelier.run(&["tracer", "membres é.csv"]);
    fin.expect(0);
    assert!(fin.stdout().contains("Ensemble"), "{}", fin.stdout());
}
