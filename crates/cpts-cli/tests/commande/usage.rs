//! Mistakes on the command line end with 2, in French; help is a result.

use crate::commun::Atelier;

#[track_caller]
fn usage(arguments: &[&str], attendu: &str) {
    let fin = Atelier::new().run(arguments);
    fin.expect(2);
    assert_eq!(fin.stdout(), "", "results stay on the standard output");
    assert!(fin.stderr().contains(attendu), "{}", fin.stderr());
    for anglais in ["error", "Usage:", "unexpected", "required", "invalid", "possible values", "For more information"] {
        assert!(!fin.stderr().contains(anglais), "English in: {}", fin.stderr());
    }
}

#[test]
fn unknown_option_is_named_with_its_neighbour() {
    usage(
        &["rediger", "annuaire", "--depuis", "a.xlsx", "--profl", "public"],
        "« --profl » inconnue : vouliez-vous dire « --profil » ?",
    );
}

#[test]
fn unknown_command_is_not_taken_for_a_workbook() {
    usage(&["redigr", "annuaire"], "vouliez-vous dire « rediger » ?");
}

#[test]
fn unknown_livrable_is_named_with_its_neighbour() {
    usage(&["rediger", "anuaire", "--depuis", "membres é.csv"], "vouliez-vous dire « annuaire » ?");
}

#[test]
fn livrable_without_fields_or_unknown_is_refused_before_reading() {
    usage(&["controler", "absent.csv", "--livrable", "anuaire"], "document « anuaire » inconnu");
    usage(&["controler", "absent.csv", "--livrable", "annuaire"], "n’a pas de champ à compléter");
    usage(&["controler", "absent.csv", "--livrable", "rapport"], "vouliez-vous dire « rapport-activite » ?");
}

#[test]
fn unknown_profile_says_what_is_expected() {
    usage(&["rediger", "annuaire", "--depuis", "a.xlsx", "--profil", "prive"], "attendu interne, financeur ou public");
}

#[test]
fn impossible_date_says_the_form_expected() {
    usage(&["rediger", "annuaire", "--depuis", "a.xlsx", "--date", "31/12/2025"], "attendu une date AAAA-MM-JJ");
}

#[test]
fn year_out_of_bounds_is_refused() {
    usage(&["importer", "a.xlsx", "--exercice", "25"], "attendu une année entre 2016 et 2100");
}

#[test]
fn rediger_without_data_asks_for_it() {
    usage(&["rediger", "annuaire"], "il manque --depuis");
}

#[test]
fn blank_form_with_data_is_refused() {
    usage(&["rediger", "annuaire", "--vierge", "--depuis", "membres é.csv"], "ne vont pas ensemble");
}

#[test]
fn second_schema_is_too_much() {
    usage(&["schema", "dossier", "constat"], "« constat » est en trop");
}

#[test]
fn unknown_format_says_what_is_expected() {
    usage(&["controler", "a.csv", "--format", "xml"], "attendu texte, json");
}

#[test]
fn no_argument_shows_the_help_on_the_standard_error() {
    usage(&[], "Usage : cpts CLASSEUR");
}

#[test]
fn help_is_a_french_result() {
    for arguments in [
        &["--help"][..],
        &["rediger", "--help"],
        &["importer", "-h"],
        &["trames", "verifier", "--help"],
        &["schema", "--aide"],
    ] {
        let fin = Atelier::new().run(arguments);
        fin.expect(0);
        assert!(fin.stdout().contains("Usage : cpts"), "{}", fin.stdout());
        for anglais in ["Options:", "Arguments:", "Commands:", "Print ", "[default", "[possible", "[aliases"] {
            assert!(!fin.stdout().contains(anglais), "{anglais} in: {}", fin.stdout());
        }
        assert_eq!(fin.stderr(), "");
    }
}

#[test]
fn version_is_a_result() {
    let fin = Atelier::new().run(&["--version"]);
    fin.expect(0);
    assert_eq!(fin.stdout(), concat!("cpts ", env!("CARGO_PKG_VERSION"), "\n"));
}
