//! Trames checked without data: each mistake gives its code, at its line and column.

use std::sync::Arc;

use cpts_model::{DiffusionOptions, Dossier, Profil, diffuser};
use cpts_outline::{ComposeError, ComposeOptions, Trame, Trames, check_trame, compose};

/// Returns `code ligne:colonne` for each constat of a body that begins at line 4.
fn found(body: &str) -> Vec<String> {
    let trame = Trame::read("essai.md", &format!("+++\ntitre = \"Essai\"\n+++\n{body}"));
    let shown = |constat: cpts_model::Constat| {
        let place = &constat.place;
        format!("{} {}:{}", constat.code, place.ligne.unwrap_or_default(), place.colonne.unwrap_or_default())
    };
    check_trame(&trame).into_iter().map(shown).collect()
}

fn message(body: &str) -> String {
    let trame = Trame::read("essai.md", &format!("+++\ntitre = \"Essai\"\n+++\n{body}"));
    check_trame(&trame).first().map(|constat| constat.message.replace('\u{a0}', " ")).unwrap_or_default()
}

#[test]
fn builtin_trames_have_no_finding() {
    for trame in Trames::builtin().iter() {
        assert_eq!(check_trame(trame), []);
    }
}

#[test]
fn unknown_name_gives_its_place_and_the_near_one() {
    assert_eq!(found("{{ cpts.siern }}"), ["trame-nom-inconnu 4:4"]);
    assert_eq!(message("{{ cpts.siern }}"), "« siern » n’existe pas dans « cpts » : vouliez-vous dire « siren » ?");
    assert_eq!(message("{{ cpt.siren }}"), "le nom « cpt » n’existe pas : vouliez-vous dire « cpts » ?");
}

#[test]
fn unknown_name_in_a_loop_in_a_branch_not_taken_is_found() {
    let body = "{% if false %}\n  {% for m in membres %}\n    - {{ m.profesion }}\n  {% endfor %}\n{% endif %}\n";
    assert_eq!(found(body), ["trame-nom-inconnu 6:10"]);
}

#[test]
fn everything_wrong_is_said_at_once_in_order() {
    let body = "{{ cpts.x }}\n\n{{ tablo(\"bureau\") }}\n\n{{ cpts.nom | datte }}\n";
    assert_eq!(found(body), ["trame-nom-inconnu 4:4", "trame-fonction-inconnue 6:4", "trame-filtre-inconnu 8:4"]);
}

#[test]
fn loop_over_a_scalar_or_a_record_is_refused() {
    assert_eq!(found("{% for x in cpts.nom %}{{ x }}{% endfor %}"), ["trame-type 4:13"]);
    assert_eq!(found("{% for x in cpts %}a{% endfor %}"), ["trame-type 4:13"]);
}

#[test]
fn list_or_part_of_the_dossier_does_not_print() {
    assert_eq!(found("{{ cpts }}"), ["trame-type 4:4"]);
    assert_eq!(found("{{ membres }}"), ["trame-type 4:4"]);
    assert_eq!(found("{% for g in gouvernance.groupes %}{{ g.referents }}{% endfor %}"), [] as [&str; 0]);
}

#[test]
fn filter_on_the_wrong_type_is_refused() {
    assert_eq!(found("{{ synthese.actions | date }}"), ["trame-type 4:4"]);
    assert_eq!(found("{{ cpts.date_creation | nombre }}"), ["trame-type 4:4"]);
    assert_eq!(found("{{ synthese.adherents | pluriel(\"adhérent\") }}"), [] as [&str; 0]);
    assert_eq!(found("{{ synthese.actions | pluriel }}"), ["trame-argument 4:4"]);
    assert_eq!(found("{{ cpts.nom | du(\"feminin\") }}"), ["trame-argument 4:4"]);
    assert_eq!(found("{{ cpts.nom | lettres }}"), ["trame-type 4:4"]);
}

#[test]
fn comparison_of_an_addressed_object_is_refused() {
    assert_eq!(found("{% if cpts == \"x\" %}a{% endif %}"), ["trame-comparaison 4:7"]);
    assert_eq!(found("{% if membres > 3 %}a{% endif %}"), ["trame-comparaison 4:7"]);
    assert_eq!(found("{% if synthese.adherents > 3 %}a{% endif %}"), ["trame-comparaison 4:7"]);
    assert_eq!(found("{% if membres + 1 %}a{% endif %}"), ["trame-comparaison 4:7"]);
    assert_eq!(found("{% if synthese.adherents.nombre > 3 %}a{% endif %}"), [] as [&str; 0]);
}

#[test]
fn comparison_of_different_kinds_is_refused() {
    assert_eq!(found("{% if synthese.actions == \"3\" %}a{% endif %}"), ["trame-comparaison 4:27"]);
    let body = "{% for a in actions %}{% if a.etat == \"realise\" %}x{% endif %}{% endfor %}";
    assert_eq!(found(body), ["trame-comparaison 4:39"]);
    assert!(message(body).ends_with("vouliez-vous dire « realisee » ?"));
}

#[test]
fn computed_print_that_loses_the_address_is_refused() {
    assert_eq!(found("{{ synthese.actions + 1 }}"), ["trame-adresse-perdue 4:4"]);
    assert_eq!(found("{{ cpts.nom ~ \" !\" }}"), ["trame-adresse-perdue 4:4"]);
    assert_eq!(found("{% for m in membres %}{{ loop.index + 1 }}{% endfor %}"), [] as [&str; 0]);
}

#[test]
fn unknown_table_column_text_or_argument_is_found() {
    assert_eq!(found("{{ tableau(\"bureaux\") }}"), ["trame-argument 4:12"]);
    assert_eq!(found("{{ tableau(\"bureau\", colonnes=[\"nom\", \"role?\"]) }}"), ["trame-argument 4:31"]);
    assert_eq!(found("{{ tableau(\"bureau\", legend=\"x\") }}"), ["trame-argument 4:29"]);
    assert_eq!(found("{{ texte(\"valeur\") }}"), ["trame-argument 4:10"]);
    assert_eq!(found("{{ texte() }}"), ["trame-argument 4:4"]);
}

#[test]
fn reference_to_nothing_is_found() {
    assert_eq!(
        found("Voir {{ renvoi(\"tableau-buro\") }}.\n\n{{ tableau(\"bureau\") }}"),
        ["trame-renvoi-inconnu 4:16"]
    );
    let body = "Voir {{ renvoi(\"ici\") }} et {{ renvoi(\"la\") }}.\n\n# Titre { #ici }\n\n{{ tableau(\"bureau\", ancre=\"la\") }}";
    assert_eq!(found(body), [] as [&str; 0]);
}

#[test]
fn block_inside_running_text_is_found_at_its_place() {
    assert_eq!(found("Le bureau : {{ tableau(\"bureau\") }}"), ["trame-bloc-dans-texte 4:13"]);
    assert_eq!(found("Texte\n{{ tableau(\"bureau\") }}\n"), ["trame-bloc-dans-texte 5:1"]);
    assert_eq!(found("# {{ tableau(\"bureau\") }}\n"), ["trame-bloc-dans-texte 4:3"]);
    assert_eq!(found("| a |\n|---|\n| {{ tableau(\"bureau\") }} |\n"), ["trame-bloc-dans-texte 6:3"]);
    assert_eq!(found("{{ tableau(\"bureau\") if vierge }}"), ["trame-bloc-dans-texte 4:4"]);
    assert_eq!(found("- {{ tableau(\"bureau\") }}\n- b\n"), [] as [&str; 0]);
    assert_eq!(found("{% if vierge %}\nTexte.\n{% else %}\n{{ tableau(\"bureau\") }}\n{% endif %}\n"), [] as [&str; 0]);
}

#[test]
fn indented_code_and_html_are_found() {
    assert_eq!(found("Texte.\n\n      trop à droite\n"), ["trame-mise-en-forme 6:5"]);
    assert_eq!(found("Texte <b>gras</b>.\n"), ["trame-mise-en-forme 4:7", "trame-mise-en-forme 4:14"]);
    assert_eq!(found("{% if vierge %}\n      Texte.\n{% endif %}\n"), [] as [&str; 0]);
}

#[test]
fn link_that_is_not_kept_and_table_that_word_does_not_open_are_found() {
    assert_eq!(
        found("[x](javascript:alert)\n\n[y](DATA:text/html,x)\n"),
        ["trame-mise-en-forme 4:1", "trame-mise-en-forme 6:1"]
    );
    assert_eq!(
        found("[x](https://exemple.fr) <a@exemple.fr> [y](mailto:a@exemple.fr) [z]({{ cpts.site_internet }})\n"),
        [""; 0]
    );
    let table = |columns: usize| {
        format!(
            "{}\n{}\n{}\n",
            vec!["a"; columns].join("|"),
            vec!["-"; columns].join("|"),
            vec!["b"; columns].join("|")
        )
    };
    assert_eq!(found(&table(63)), [""; 0]);
    assert_eq!(found(&table(64)), ["trame-mise-en-forme 4:1"]);
}

#[test]
fn badly_written_tag_gives_its_line() {
    assert_eq!(found("a\n{% if cpts.nom %}\n"), ["trame-syntaxe 5:1"]);
    assert_eq!(found("a\n\n{{ cpts. }}\n"), ["trame-syntaxe 6:1"]);
}

#[test]
fn unclosed_loop_unknown_name_and_wrong_type_are_said_at_once() {
    let body = "{{ cpts.siern }}\n\n{% for m in membres %}\n{{ m.nim }}\n\n{% for n in cpts.nom %}a{% endfor %}\n\n{{ cpts. }}\n";
    assert_eq!(
        found(body),
        [
            "trame-nom-inconnu 4:4",
            "trame-syntaxe 6:1",
            "trame-nom-inconnu 7:4",
            "trame-type 9:13",
            "trame-syntaxe 11:1"
        ]
    );
    let constats = check_trame(&Trame::read("essai.md", &format!("+++\ntitre = \"Essai\"\n+++\n{body}")));
    assert!(constats[1].message.contains("il manque"), "{}", constats[1].message);
}

#[test]
fn endless_chain_of_signs_is_refused_and_never_followed() {
    for body in [
        format!("{{{{ cpts.nom{} }}}}", " | date".repeat(20_000)),
        format!("{{% if {}vierge %}}a{{% endif %}}", "not ".repeat(20_000)),
        format!("{{% if vierge %}}{}{{% endif %}}", "{% elif vierge %}".repeat(5_000)),
    ] {
        assert_eq!(found(&body).len(), 1, "{body:.40}");
    }
    // Faults without end are told up to a bound.
    assert_eq!(found(&"{{ \"\n".repeat(50_000)).len(), 100);
}

#[test]
fn forbidden_tags_are_found() {
    assert_eq!(found("{% set x %}a{% endset %}"), ["trame-balise-interdite 4:4"]);
    assert_eq!(found("{% include \"a.md\" %}"), ["trame-balise-interdite 4:4"]);
    assert_eq!(found("{% macro m() %}a{% endmacro %}"), ["trame-balise-interdite 4:4"]);
}

#[test]
fn required_field_that_is_never_printed_is_found_in_the_front_matter() {
    let text = "+++\ntitre = \"Essai\"\nrequis = [\"cpts.nom\",\n  \"cpts.siren\", \"membres.nom\", \"cpts.sirn\"]\n+++\n{{ tableau(\"adherents\") }}\n";
    let constats = check_trame(&Trame::read("essai.md", text));
    let shown: Vec<_> = constats.iter().map(|c| (c.code.as_str(), c.place.ligne, c.place.colonne)).collect();
    assert_eq!(shown, [("trame-champ-requis", Some(4), Some(4)), ("trame-nom-inconnu", Some(4), Some(33))]);
}

#[test]
fn trame_larger_than_the_bound_is_refused() {
    let trame = Trame::read("essai.md", &"a".repeat(2_000_000));
    let codes: Vec<String> = check_trame(&trame).into_iter().map(|constat| constat.code).collect();
    assert_eq!(codes, ["trame-taille"]);
}

#[test]
fn trame_that_fails_on_a_dossier_gives_its_line() {
    let trame =
        Trame::read("essai.md", "+++\ntitre = \"Essai\"\n+++\nUn paragraphe.\n\n{% if 1 // 0 == 1 %}x{% endif %}\n");
    assert_eq!(check_trame(&trame), [], "only a dossier shows it");
    let options = DiffusionOptions::new(Profil::Interne);
    let diffusion = Arc::new(diffuser(Dossier::default(), &options));
    let date = chrono::NaiveDate::from_ymd_opt(2026, 3, 12).expect("a day of the calendar");
    let Err(ComposeError::Trame { constats, .. }) =
        compose(&diffusion, &trame, &ComposeOptions { date, ..Default::default() })
    else {
        panic!("refused")
    };
    let found: Vec<(&str, Option<u32>)> = constats.iter().map(|c| (c.code.as_str(), c.place.ligne)).collect();
    assert_eq!(found, [("trame-erreur", Some(6))]);
    assert!(constats[0].message.starts_with("calcul impossible"), "{}", constats[0].message);
}
