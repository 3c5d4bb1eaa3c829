//! Variants of a trame, and the meeting that a document is about.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::sync::Arc;

use chrono::NaiveDate;
use cpts_model::{DiffusionOptions, Dossier, NatureReunion, Profil, Reunion, diffuser};
use cpts_outline::{ComposeError, ComposeOptions, Outline, Trames, check_trame, compose};

const AVIS: &str = "+++
titre = \"Avis\"
nature = \"ag_ordinaire\"
couverture = false
variantes = [
  { nom = \"ordinaire\" },
  { nom = \"bureau\", titre = \"Avis du bureau\", nature = \"bureau\" },
]
requis = [\"reunions.date\"]
+++
{% if variante == \"ordinaire\" %}
Assemblée du {{ reunion.date | date }}.
{% else %}
Bureau du {{ reunion.date | date }}, {{ reunion.lieu }}.
{% endif %}
";

fn avis() -> Trames {
    Trames::with_overrides([("avis.md".to_owned(), AVIS.to_owned())])
}

fn reunion(id: &str, nature: NatureReunion, jour: u32) -> Reunion {
    let date = (jour > 0).then(|| NaiveDate::from_ymd_opt(2026, 2, jour).unwrap());
    Reunion { id: id.to_owned(), nature, date, ..Reunion::default() }
}

fn dossier() -> Dossier {
    let reunions = vec![
        reunion("re-01", NatureReunion::AgOrdinaire, 12),
        reunion("re-02", NatureReunion::AgOrdinaire, 3),
        reunion("re-03", NatureReunion::Bureau, 20),
        reunion("re-04", NatureReunion::AgOrdinaire, 0),
    ];
    Dossier { reunions, ..Dossier::default() }
}

fn composed(nom: &str, options: &ComposeOptions) -> Result<Outline, ComposeError> {
    let trames = avis();
    let trame = trames.get(nom).unwrap();
    assert_eq!(check_trame(trame), []);
    let diffusion = diffuser(dossier(), &DiffusionOptions::new(Profil::Interne));
    compose(&Arc::new(diffusion), trame, options)
}

fn options() -> ComposeOptions {
    ComposeOptions { date: NaiveDate::from_ymd_opt(2026, 3, 12).unwrap(), ..ComposeOptions::default() }
}

#[test]
fn document_is_about_the_last_meeting_of_its_nature() {
    let plan = composed("avis", &options()).unwrap().to_text().replace(['\u{a0}', '·'], " ");
    assert!(plan.contains("Assemblée du {12 février 2026}"), "{plan}");
    let outline = composed("avis-bureau", &options()).unwrap();
    assert_eq!((outline.livrable.as_str(), outline.cartouche.livrable.as_str()), ("avis-bureau", "Avis du bureau"));
    let plan = outline.to_text().replace(['\u{a0}', '·'], " ");
    assert!(plan.contains("Bureau du {20 février 2026}, [Lieu]"), "{plan}");
    assert!(outline.manquants.iter().any(|manquant| manquant.adresse == "/reunions/re-03/lieu"));
}

#[test]
fn meeting_asked_for_is_the_one_printed() {
    let options = ComposeOptions { reunion: Some("re-02".to_owned()), ..options() };
    let plan = composed("avis", &options).unwrap().to_text().replace(['\u{a0}', '·'], " ");
    assert!(plan.contains("Assemblée du {3 février 2026}"), "{plan}");
}

#[test]
fn meeting_that_the_dossier_lacks_is_refused_with_those_it_has() {
    let options = ComposeOptions { reunion: Some("re-09".to_owned()), ..options() };
    let error = composed("avis", &options).unwrap_err();
    assert!(matches!(&error, ComposeError::Reunion { connues, .. } if connues.len() == 4), "{error}");
}

#[test]
fn meeting_that_is_missing_is_one_thing_to_fill_in() {
    let trames = avis();
    let diffusion = Arc::new(diffuser(Dossier::default(), &DiffusionOptions::new(Profil::Interne)));
    for vierge in [false, true] {
        let options = ComposeOptions { vierge, ..options() };
        let outline = compose(&diffusion, trames.get("avis-bureau").unwrap(), &options).unwrap();
        let missing: Vec<&str> = outline.manquants.iter().map(|manquant| manquant.adresse.as_str()).collect();
        assert!(missing.contains(&"/reunions"), "{missing:?}");
        assert!(outline.to_text().contains("Bureau du [Date]"), "{}", outline.to_text());
    }
}

#[test]
fn word_that_is_no_variant_is_found_without_data() {
    let texte = AVIS.replace("== \"ordinaire\"", "== \"ordinair\"");
    let trames = Trames::with_overrides([("avis.md".to_owned(), texte)]);
    let constats = check_trame(trames.get("avis").unwrap());
    assert_eq!(constats.iter().map(|c| c.code.as_str()).collect::<Vec<_>>(), ["trame-comparaison"]);
    assert!(constats[0].message.contains("ordinaire"), "{}", constats[0].message);
    let without = "+++\ntitre = \"A\"\n+++\n{% if variante == \"x\" %}a{% endif %}\n";
    let constats = check_trame(&cpts_outline::Trame::read("a.md", without));
    assert_eq!(constats.iter().map(|c| c.code.as_str()).collect::<Vec<_>>(), ["trame-nom-inconnu"]);
}
