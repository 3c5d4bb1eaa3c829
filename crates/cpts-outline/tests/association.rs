//! What the papers of the association need of the blocks: lines to vote on, to sign and to write on.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

mod cas;

use std::sync::Arc;

use chrono::NaiveDate;
use cpts_model::{DiffusionOptions, Dossier, Mandat, NatureReunion, Profil, Resolution, Reunion, diffuser};
use cpts_outline::{ComposeOptions, Outline, Trame, Trames, check_trame, compose};

fn composed(dossier: Dossier, vierge: bool, body: &str) -> Outline {
    let trame = Trame::read("essai.md", &format!("+++\ntitre = \"Essai\"\ncouverture = false\n+++\n{body}"));
    assert_eq!(check_trame(&trame), [], "{body}");
    let date = NaiveDate::from_ymd_opt(2026, 3, 12).unwrap();
    let diffusion = diffuser(dossier, &DiffusionOptions::new(Profil::Interne));
    compose(&Arc::new(diffusion), &trame, &ComposeOptions { date, vierge, ..ComposeOptions::default() }).unwrap()
}

fn plan(dossier: Dossier, vierge: bool, body: &str) -> String {
    composed(dossier, vierge, body).to_text().replace(['\u{a0}', '·'], " ")
}

const VOTES: &str =
    "{{ tableau(\"resolutions\", de=reunion, proposees=[\"Approuver les comptes.\", \"Donner quitus.\"]) }}";

#[test]
fn table_without_lines_shows_those_that_the_trame_proposes() {
    let reunions = vec![Reunion { id: "re-01".to_owned(), ..Reunion::default() }];
    let mut dossier = Dossier { reunions, ..Dossier::default() };
    let outline = composed(dossier.clone(), false, VOTES);
    let texte = outline.to_text();
    assert!(texte.contains("Approuver les comptes.") && texte.contains("Donner quitus."), "{texte}");
    let missing: Vec<&str> = outline.manquants.iter().map(|manquant| manquant.adresse.as_str()).collect();
    assert_eq!(missing, ["/cpts/nom", "/exercice/annee", "/reunions/re-01/resolutions"]);
    dossier.reunions[0].nature = NatureReunion::AgOrdinaire;
    let voted =
        Resolution { id: "rs-01".to_owned(), texte: Some("Élire le bureau.".to_owned()), ..Resolution::default() };
    dossier.reunions[0].resolutions = vec![voted];
    let texte = plan(dossier, false, VOTES);
    assert!(texte.contains("Élire le bureau.") && !texte.contains("Donner quitus."), "{texte}");
}

#[test]
fn signatories_have_room_to_sign_and_ask_for_nothing() {
    let signatures = "{{ tableau(\"signataires\") }}";
    for vierge in [true, false] {
        let outline = composed(Dossier::default(), vierge, signatures);
        assert!(outline.manquants.iter().all(|manquant| !manquant.adresse.contains("statuts")), "{outline:?}");
    }
    let mut dossier = Dossier::default();
    let fondateur = cpts_model::MembreStatutaire {
        id: "ms-01".to_owned(),
        nom: Some("Camille Orchidée".to_owned()),
        ..Default::default()
    };
    dossier.statuts.fondateurs = vec![fondateur];
    let texte = plan(dossier, false, signatures);
    assert!(texte.contains("{Camille Orchidée} | – |"), "{texte}");
    assert!(!texte.contains("| –\n"), "a signature is not a dash\n{texte}");
}

#[test]
fn headings_to_fill_in_by_hand_stand_beside_an_empty_cell() {
    let texte = plan(Dossier::default(), true, "{{ remplir([\"Nom et prénom\", \"Profession : titre\"]) }}");
    assert!(texte.contains("Nom et prénom |") && texte.contains("Profession : titre |"), "{texte}");
    assert!(!texte.contains('–'), "a dash would say that there is nothing to write\n{texte}");
}

#[test]
fn document_of_no_year_does_not_name_the_exercice() {
    let head = "+++\ntitre = \"Essai\"\ncouverture = false\nexercice = false\n+++\n";
    let trame = Trame::read("essai.md", &format!("{head}Texte.\n"));
    let diffusion = Arc::new(diffuser(cas::full_dossier(), &DiffusionOptions::new(Profil::Interne)));
    let cartouche = compose(&diffusion, &trame, &ComposeOptions::default()).unwrap().cartouche;
    let said = [cartouche.exercice_court.as_str(), cartouche.etat.as_str()];
    assert!(cartouche.exercice.is_empty() && said == ["", ""], "{cartouche:?}");
    assert_eq!(composed(cas::full_dossier(), false, "Texte.\n").cartouche.exercice_court, "exercice 2025");
}

#[test]
fn papers_of_the_association_lack_nothing_that_the_dossier_gives() {
    const PAPERS: [&str; 8] = [
        "bulletin-adhesion",
        "compte-rendu",
        "convocation",
        "emargement",
        "proces-verbal",
        "questionnaire",
        "reglement-interieur",
        "statuts",
    ];
    let trames = Trames::builtin();
    let mut dossier = cas::complete_dossier();
    dossier.reunions[0].elus.clone_from(&dossier.gouvernance.bureau);
    let mut seen = 0;
    for trame in trames.livrables().filter(|trame| PAPERS.iter().any(|nom| trame.nom.starts_with(nom))) {
        // Lists of attendance are internal, and so are the papers that print them.
        let profil = trame.profil_defaut.unwrap_or(Profil::Financeur);
        let diffusion = Arc::new(diffuser(dossier.clone(), &DiffusionOptions::new(profil)));
        assert_eq!(check_trame(trame), [], "{}", trame.nom);
        let outline = compose(&diffusion, trame, &ComposeOptions::default()).unwrap();
        let missing: Vec<&str> = outline.manquants.iter().map(|manquant| manquant.adresse.as_str()).collect();
        assert!(missing.is_empty(), "{} : {missing:?}", trame.nom);
        assert!(!outline.to_text().contains("aide |"), "guidance stays\n{}", outline.to_text());
        seen += 1;
    }
    assert_eq!(seen, 14);
}

/// The community of `examples/`, its constitutive assembly without the names of those elected.
fn founded() -> Dossier {
    let mut dossier = cas::complete_dossier();
    dossier.reunions[0].elus.clear();
    dossier
}

fn minutes(dossier: &Dossier, nom: &str) -> Outline {
    let trames = Trames::builtin();
    let diffusion = Arc::new(diffuser(dossier.clone(), &DiffusionOptions::new(Profil::Interne)));
    compose(&diffusion, trames.get(nom).unwrap(), &ComposeOptions::default()).unwrap()
}

fn election(dossier: &Dossier, nom: &str) -> Vec<String> {
    let texte = minutes(dossier, nom).to_text().replace(['\u{a0}', '·'], " ");
    let section = texte.lines().skip_while(|line| !line.contains("Élection du bureau <"));
    section.take_while(|line| !line.contains("Décisions et suites")).map(|line| line.trim().to_owned()).collect()
}

#[test]
fn minutes_name_those_elected_that_day_never_todays_bureau() {
    let mut dossier = founded();
    assert_eq!(dossier.reunions[0].nature, NatureReunion::AgConstitutive);
    let blank = election(&dossier, "proces-verbal-constitutive");
    assert!(blank.contains(&"[Nom] | Présidence | [Profession ou qualité]".to_owned()), "{blank:?}");
    assert!(!blank.iter().any(|line| line.contains("Hélène Marcoulès")), "{blank:?}");
    // Who was elected is one thing to give.
    let outline = minutes(&dossier, "proces-verbal-constitutive");
    let missing: Vec<&str> = outline.manquants.iter().map(|manquant| manquant.adresse.as_str()).collect();
    assert_eq!(missing, ["/reunions/re-01/elus"]);

    // A mandate that begins on the day of the assembly says who was elected.
    dossier.gouvernance.bureau[0].depuis = "2019-02-14".parse().ok();
    let since = election(&dossier, "proces-verbal-constitutive");
    assert!(since.contains(&"{Dr Hélène Marcoulès} | {Présidente} | {Médecin généraliste}".to_owned()), "{since:?}");
    assert!(!since.iter().any(|line| line.contains("Florian Peyrovial")), "{since:?}");

    let elu = Mandat {
        id: "el-01".to_owned(),
        nom: Some("Paul Églantine".to_owned()),
        fonction: Some("Président".to_owned()),
        profession: Some("Infirmier".to_owned()),
        ..Mandat::default()
    };
    dossier.reunions[0].elus = vec![elu];
    let named = election(&dossier, "proces-verbal-constitutive");
    assert!(named.contains(&"{Paul Églantine} | {Président} | {Infirmier}".to_owned()), "{named:?}");
    assert!(!named.iter().any(|line| line.contains("Marcoulès")), "{named:?}");
}

#[test]
fn minutes_of_a_year_without_election_say_nothing_of_the_bureau() {
    assert_eq!(election(&founded(), "proces-verbal-ordinaire"), [""; 0]);
    let mut dossier = founded();
    dossier.reunions.iter_mut().for_each(|reunion| reunion.resolutions.clear());
    assert!(!election(&dossier, "proces-verbal-ordinaire").is_empty());
}
