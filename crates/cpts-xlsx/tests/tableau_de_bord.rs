//! The dashboard: values, results, evidence, and the counts by mission.
#![allow(clippy::unwrap_used, reason = "a test stops at its first surprise, in its helpers too")]

mod commun;

use calamine::Data;
use commun::{cells, exemple, formulas, options, part, sheet, sheet_names};
use cpts_model::{
    DiffusionOptions, Dossier, EtatValeur, GenreValeur, Indicateur, Mission, Piece, PieceId, Profil, SensIndicateur,
    diffuser,
};
use cpts_xlsx::{tableau_de_bord, tableau_de_bord_vierge};

fn write(dossier: Dossier, profil: Profil) -> Vec<u8> {
    tableau_de_bord(&diffuser(dossier, &DiffusionOptions::new(profil)), &options()).unwrap()
}

fn of(indicateurs: Vec<Indicateur>) -> Vec<u8> {
    write(Dossier { indicateurs, ..Dossier::default() }, Profil::Financeur)
}

fn own(titre: &str, valeur: Option<f64>, cible: Option<f64>, sens: SensIndicateur) -> Indicateur {
    Indicateur {
        id: "x-01".to_owned(),
        intitule: Some(titre.to_owned()),
        mission: Some(Mission::Parcours),
        valeur,
        cible,
        sens: Some(sens),
        ..Indicateur::default()
    }
}

fn row(octets: &[u8], feuille: &str, titre: &str) -> Vec<Data> {
    let range = sheet(octets, feuille);
    range.rows().find(|row| row[0] == *titre).unwrap_or_else(|| panic!("no row {titre}")).to_vec()
}

fn result(octets: &[u8], titre: &str) -> String {
    row(octets, "Indicateurs", titre)[8].to_string()
}

fn number(cell: &Data) -> Option<f64> {
    if let Data::Float(nombre) = cell { Some(*nombre) } else { None }
}

#[test]
fn attainment_and_result_follow_the_direction() {
    let (hausse, baisse) = (SensIndicateur::Hausse, SensIndicateur::Baisse);
    let octets = of(vec![
        own("A", Some(9.0), Some(10.0), hausse),
        own("B", Some(20.0), Some(15.0), baisse),
        own("C", Some(0.0), Some(0.0), baisse),
        own("D", Some(3.0), Some(2.0), SensIndicateur::Neutre),
        own("E", Some(3.0), None, hausse),
        own("F", None, Some(3.0), hausse),
    ]);
    let found = ["A", "B", "C", "D", "E", "F"].map(|titre| result(&octets, titre));
    assert_eq!(found, ["Non atteint", "Non atteint", "Atteint", "Sens à préciser", "Sans objectif", "À compléter"]);
    let rates = ["A", "B", "C", "E"].map(|titre| number(&row(&octets, "Indicateurs", titre)[7]));
    assert_eq!(rates, [Some(0.9), Some(0.75), None, None]);
    let counts = row(&octets, "Synthèse", "Parcours pluriprofessionnels");
    assert_eq!(counts[1..6].iter().map(number).collect::<Vec<_>>(), [6.0, 1.0, 2.0, 2.0, 1.0].map(Some));
}

#[test]
fn attainment_is_that_of_the_model() {
    let dossier = exemple();
    let octets = write(dossier.clone(), Profil::Financeur);
    let mut seen = 0;
    for indicateur in &dossier.indicateurs {
        let Some(atteinte) = indicateur.atteinte() else { continue };
        let titre = cpts_outline::francais::typographie(indicateur.titre().unwrap()).into_owned();
        let found = number(&row(&octets, "Indicateurs", &titre)[7]).unwrap();
        assert!((found * 100.0 - atteinte).abs() < 1e-9, "{titre} : {found} {atteinte}");
        seen += 1;
    }
    assert!(seen > 10);
}

#[test]
fn what_has_no_value_says_why_and_is_no_zero() {
    let stated = |titre: &str, etat| Indicateur { etat: Some(etat), ..own(titre, None, None, SensIndicateur::Hausse) };
    let octets = of(vec![
        stated("A", EtatValeur::NonMesure),
        stated("B", EtatValeur::SansObjet),
        stated("C", EtatValeur::NonCommunique),
        stated("D", EtatValeur::Zero),
        Indicateur {
            genre: Some(GenreValeur::OuiNon),
            reponse: Some(false),
            ..own("E", None, None, SensIndicateur::Hausse)
        },
    ]);
    let values = ["A", "B", "C", "E"].map(|titre| row(&octets, "Indicateurs", titre)[2].to_string());
    assert_eq!(values, ["Non mesuré", "Sans objet", "Non communiqué", "Non"]);
    assert_eq!(["A", "B", "C"].map(|titre| result(&octets, titre)), ["Non mesuré", "Sans objet", "Non communiqué"]);
    assert_eq!(row(&octets, "Indicateurs", "D")[2], Data::Float(0.0));
    assert_eq!(row(&octets, "Indicateurs", "A")[9], Data::String("–".to_owned()));
    assert_eq!(row(&octets, "Indicateurs", "D")[9], Data::String("À fournir".to_owned()));
}

#[test]
fn rates_are_fractions_and_their_difference_is_in_points() {
    let indicateur = Indicateur {
        genre: Some(GenreValeur::Pourcent),
        valeur_precedente: Some(50.0),
        ..own("A", Some(62.5), Some(65.0), SensIndicateur::Hausse)
    };
    let cells = row(&of(vec![indicateur]), "Indicateurs", "A");
    assert_eq!([2, 3, 4, 5].map(|column: usize| number(&cells[column])), [0.625, 0.5, 12.5, 0.65].map(Some));
}

#[test]
fn numbers_that_the_profile_hides_stay_hidden_in_every_formula() {
    let hidden = Indicateur {
        id: "patients-orientes-mt".to_owned(),
        valeur_precedente: Some(4.0),
        ..own("Patients orientés", Some(7.0), Some(5.0), SensIndicateur::Hausse)
    };
    let octets = write(Dossier { indicateurs: vec![hidden], ..Dossier::default() }, Profil::Public);
    let cells = row(&octets, "Indicateurs", "Patients orientés");
    assert_eq!([2, 3, 8].map(|column: usize| cells[column].to_string()), ["<\u{a0}11", "<\u{a0}11", "Valeur masquée"]);
    assert_eq!([4, 7].map(|column: usize| number(&cells[column])), [None; 2]);
}

#[test]
fn evidence_goes_by_the_numbers_of_the_pieces() {
    let piece =
        |id: &str, titre: &str| Piece { id: PieceId(id.to_owned()), titre: Some(titre.to_owned()), ..Piece::default() };
    let indicateur = Indicateur {
        preuve: Some("Registre".to_owned()),
        pieces: vec![PieceId("p-02".to_owned()), PieceId("p-09".to_owned())],
        ..own("A", Some(1.0), None, SensIndicateur::Hausse)
    };
    let pieces = vec![piece("p-01", "=1+1"), piece("p-02", "Registre du guichet")];
    let octets = write(Dossier { indicateurs: vec![indicateur], pieces, ..Dossier::default() }, Profil::Financeur);
    assert_eq!(row(&octets, "Indicateurs", "A")[9], Data::String("P2, p-09 · Registre".to_owned()));
    assert_eq!(cells(&octets, "Pièces", "N°"), ["P1", "P2"]);
    assert_eq!(cells(&octets, "Pièces", "Pièce"), ["=1+1", "Registre du guichet"]);
    assert_eq!(cells(&octets, "Pièces", "Indicateurs"), ["–", "A"]);
}

#[test]
fn results_are_formulas_and_charts_have_their_numbers_and_words() {
    let octets = write(exemple(), Profil::Financeur);
    let formulas = formulas(&octets, "Synthèse");
    assert!(formulas.iter().any(|formula| formula.starts_with("COUNTIF(Indicateurs!I")), "{formulas:?}");
    assert!(part(&octets, "xl/charts/chart1.xml").contains("<c:ptCount val=\"7\"/>"));
    assert!(part(&octets, "xl/charts/chart2.xml").contains("<c:v>1.333</c:v>"));
    let drawing = part(&octets, "xl/drawings/drawing1.xml");
    assert_eq!(drawing.matches(" descr=\"").count(), 2);
    assert!(drawing.contains("Atteinte des objectifs") && drawing.contains("133\u{a0}%, atteint"));
    assert!(part(&octets, "xl/worksheets/sheet2.xml").contains("<cfRule"));
}

#[test]
fn dossier_without_indicators_and_blank_form_are_written() {
    let empty = of(Vec::new());
    assert_eq!(sheet_names(&empty), ["Synthèse", "Indicateurs", "Pièces", "Listes"]);
    assert!(sheet(&empty, "Indicateurs").get((2, 0)).unwrap().to_string().contains("Aucun indicateur"));
    let blank = tableau_de_bord_vierge(&options()).unwrap();
    assert!(sheet(&blank, "Indicateurs").height() > 40);
    assert!(part(&blank, "xl/worksheets/sheet2.xml").contains("<formula1>ListeSens</formula1>"));
    assert_eq!(blank, tableau_de_bord_vierge(&options()).unwrap());
    assert!(write(exemple(), Profil::Public) == write(exemple(), Profil::Public));
}
