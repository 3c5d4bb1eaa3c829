//! Lists that a trame goes through even where they are empty.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

mod cas;

use std::sync::Arc;

use chrono::NaiveDate;
use cpts_model::{DiffusionOptions, Dossier, FicheAction, FicheId, Profil, Reunion, diffuser};
use cpts_outline::{ComposeOptions, Outline, Trame, check_trame, compose};

fn composed(body: &str, dossier: Dossier, profil: Profil, vierge: bool) -> Outline {
    let trame = Trame::read("essai.md", &format!("+++\ntitre = \"Essai\"\ncouverture = false\n+++\n{body}"));
    assert_eq!(check_trame(&trame), [], "{body}");
    let options =
        ComposeOptions { date: NaiveDate::from_ymd_opt(2026, 3, 12).unwrap(), vierge, ..ComposeOptions::default() };
    compose(&Arc::new(diffuser(dossier, &DiffusionOptions::new(profil))), &trame, &options).unwrap()
}

fn lines(outline: &Outline) -> Vec<String> {
    let texte = outline.to_text();
    let body = texte.lines().filter(|line| line.starts_with("texte") || line.trim_start().starts_with("- "));
    body.map(|line| line.replace('·', " ")).collect()
}

const FICHES: &str = "{% for f in fiches_actions | ou_vierge %}
{{ f.intitule }} pour {{ f.population_cible }}{% if f.budget %}, {{ f.budget }}{% endif %} :

{% for t in f.taches | ou_vierge %}
- {{ t.intitule }}
{% endfor %}
{% endfor %}
";

#[test]
fn empty_list_gives_one_item_of_placeholders_and_its_lists_too() {
    for vierge in [false, true] {
        let outline = composed(FICHES, Dossier::default(), Profil::Interne, vierge);
        let lines = lines(&outline);
        assert!(lines[0].starts_with("texte | [") && lines[0].contains("] pour [Population cible]"), "{lines:?}");
        let manquants: Vec<&str> = outline.manquants.iter().map(|m| m.adresse.as_str()).collect();
        assert!(manquants.contains(&"/fiches_actions"), "{manquants:?}");
        assert_eq!(outline.to_text().matches("[Action]").count(), 2, "{}", outline.to_text());
    }
}

#[test]
fn list_that_has_items_is_gone_through_as_it_is() {
    let fiche =
        FicheAction { id: FicheId("fa-01".to_owned()), intitule: Some("Souffle".to_owned()), ..FicheAction::default() };
    let dossier = Dossier { fiches_actions: vec![fiche], ..Dossier::default() };
    let outline = composed(FICHES, dossier, Profil::Interne, false);
    assert!(lines(&outline)[0].contains("{Souffle}"), "{:?}", lines(&outline));
    let manquants: Vec<&str> = outline.manquants.iter().map(|m| m.adresse.as_str()).collect();
    assert!(manquants.contains(&"/fiches_actions/fa-01/taches"), "{manquants:?}");
    assert!(!manquants.contains(&"/fiches_actions"), "{manquants:?}");
}

const POINTS: &str = "{% set points = reunion.ordre_du_jour %}
{% if not points %}
À compléter.
{% endif %}

{% for point in points | ou_vierge %}
1. {{ point }}
{% endfor %}
";

#[test]
fn empty_list_of_words_is_one_placeholder_at_the_address_of_the_list() {
    let dossier =
        Dossier { reunions: vec![Reunion { id: "re-01".to_owned(), ..Reunion::default() }], ..Dossier::default() };
    let outline = composed(POINTS, dossier.clone(), Profil::Interne, false);
    assert!(outline.to_text().contains("[Ordre du jour]"), "{}", outline.to_text());
    assert!(outline.manquants.iter().any(|m| m.adresse == "/reunions/re-01/ordre_du_jour"), "{:?}", outline.manquants);
    // A meeting that is missing altogether: the name still stands for a list.
    let outline = composed(POINTS, Dossier::default(), Profil::Interne, true);
    assert!(outline.to_text().contains("[Ordre du jour]"), "{}", outline.to_text());

    let mut dossier = dossier;
    dossier.reunions[0].ordre_du_jour = vec!["Comptes".to_owned(), "Élections".to_owned()];
    let outline = composed(POINTS, dossier, Profil::Interne, false);
    assert!(
        outline.to_text().contains("Comptes") && !outline.to_text().contains("compléter."),
        "{}",
        outline.to_text()
    );
}

#[test]
fn names_that_the_profile_hides_are_no_line_to_fill_in() {
    let body = "{% for g in gouvernance.groupes | ou_vierge %}
{% for r in g.referents | ou_vierge %}
- {{ r }}
{% endfor %}
{% endfor %}
";
    let outline = composed(body, cas::full_dossier(), Profil::Public, false);
    assert!(outline.to_text().contains("Non publié"), "{}", outline.to_text());
    assert_eq!(outline.manquants, []);
}

#[test]
fn misuse_is_found_without_data() {
    let codes = |body: &str| {
        let trame = Trame::read("essai.md", &format!("+++\ntitre = \"Essai\"\n+++\n{body}"));
        check_trame(&trame).into_iter().map(|constat| constat.code).collect::<Vec<_>>()
    };
    assert_eq!(codes("{% for f in cpts.nom | ou_vierge %}a{% endfor %}"), ["trame-type", "trame-type"]);
    assert_eq!(codes("{% for f in fiches_actions | ou_vierge(2) %}a{% endfor %}"), ["trame-argument"]);
    assert_eq!(codes("{% for f in fiches_actions | sort | ou_vierge %}a{% endfor %}"), ["trame-type"]);
    assert_eq!(codes("{% for f in fiches_actions | ou_vierge %}{{ f.tache }}{% endfor %}"), ["trame-nom-inconnu"]);
}

#[test]
fn missing_field_of_each_of_many_members_is_named_after_its_member() {
    let mut dossier = cas::bare().dossier;
    let model = dossier.membres[0].clone();
    dossier.membres = (0..1_500)
        .map(|rang| cpts_model::Membre {
            id: cpts_model::MembreId::new(rang),
            nom: Some(format!("Nom{rang}")),
            rpps: None,
            ..model.clone()
        })
        .collect();
    let outline = composed("{% for m in membres %}\n- {{ m.rpps }}\n{% endfor %}\n", dossier, Profil::Interne, false);
    let last = outline.manquants.iter().rfind(|manquant| manquant.adresse.starts_with("/membres/")).unwrap();
    assert!(last.libelle.ends_with("(Nom1499)"), "{last:?}");
}
