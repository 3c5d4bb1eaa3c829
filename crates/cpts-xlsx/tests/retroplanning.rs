//! The backward planning: dates, and what paints the bars.
#![allow(clippy::unwrap_used, reason = "a test stops at its first surprise, in its helpers too")]

mod commun;

use calamine::Data;
use chrono::NaiveDate;
use commun::{exemple, formulas, options, part, sheet};
use cpts_model::{
    ActionRoute, Avancement, DiffusionOptions, Dossier, FeuilleDeRoute, Profil, diffuser, feuille_de_route::planning,
};
use cpts_xlsx::{retroplanning, retroplanning_vierge};

const FEUILLE: &str = "Rétroplanning";

fn of(feuille_de_route: FeuilleDeRoute, profil: Profil) -> Vec<u8> {
    let dossier = Dossier { feuille_de_route, ..Dossier::default() };
    retroplanning(&diffuser(dossier, &DiffusionOptions::new(profil)), &options()).unwrap()
}

fn day(texte: &str) -> NaiveDate {
    texte.parse().unwrap()
}

/// Returns the cells of the row of an action.
fn row(octets: &[u8], action: &str) -> Vec<Data> {
    let range = sheet(octets, FEUILLE);
    range.rows().find(|row| row[1].to_string().starts_with(action)).unwrap_or_else(|| panic!("no {action}")).to_vec()
}

/// Returns a date, whether it was typed or computed.
fn date(cell: &Data) -> Option<NaiveDate> {
    let serial = match cell {
        Data::DateTime(date) => return Some(date.as_datetime()?.date()),
        Data::Float(serial) => *serial,
        _ => return None,
    };
    day("1899-12-30").checked_add_signed(chrono::TimeDelta::days(serial as i64))
}

#[test]
fn dates_are_those_of_the_model() {
    let octets = retroplanning(&diffuser(exemple(), &DiffusionOptions::new(Profil::Interne)), &options()).unwrap();
    let dossier = exemple();
    let planning = planning::planifier(&dossier.feuille_de_route);
    assert!(planning.len() > 20);
    for action in planning {
        let cells = row(&octets, action.action.unwrap());
        assert_eq!((date(&cells[7]), date(&cells[8])), (action.debut, action.fin), "{}", action.id);
    }
}

#[test]
fn dates_are_formulas_but_those_of_the_dossier() {
    let own = ActionRoute {
        id: "projet-redige".to_owned(),
        echeance: "2026-02".parse().ok(),
        avancement: Some(Avancement::EnCours),
        ..ActionRoute::default()
    };
    let feuille = FeuilleDeRoute { date_visee: Some(day("2026-08-31")), actions: vec![own], ..Default::default() };
    let octets = of(feuille, Profil::Interne);
    let projet = row(&octets, "Rédiger le projet");
    assert_eq!((date(&projet[8]), projet[4].to_string().as_str()), (Some(day("2026-02-28")), "fixée"));
    assert_eq!(projet[3], Data::String("En cours".to_owned()));
    let formulas = formulas(&octets, FEUILLE);
    assert!(formulas.iter().any(|formula| formula.contains("EDATE(DateVisee,-$F")));
    assert_eq!(formulas.iter().filter(|formula| formula.contains("EDATE(DateVisee,-$F")).count(), 24 - 1 + 4);
    assert!(
        part(&octets, "xl/workbook.xml").contains("<definedName name=\"DateVisee\">Rétroplanning!$B$5</definedName>")
            || part(&octets, "xl/workbook.xml")
                .contains("<definedName name=\"DateVisee\">'Rétroplanning'!$B$5</definedName>")
    );
}

#[test]
fn bars_are_conditional_formats_over_the_dates() {
    let feuille = FeuilleDeRoute { date_visee: Some(day("2026-08-31")), ..Default::default() };
    let xml = part(&of(feuille, Profil::Interne), "xl/worksheets/sheet1.xml");
    assert!(xml.contains("$I11&gt;=J$10"), "the end of the row against the month of the column");
    assert_eq!(xml.matches("<cfRule").count(), 5);
    assert!(xml.contains("AND($D11=") && xml.contains("Fait"));
}

#[test]
fn delay_of_the_agency_is_two_months_and_says_whether_it_ends_in_time() {
    let late = FeuilleDeRoute {
        date_visee: Some(day("2026-03-15")),
        date_remise: Some(day("2025-12-31")),
        ..FeuilleDeRoute::default()
    };
    let octets = of(late.clone(), Profil::Interne);
    let range = sheet(&octets, FEUILLE);
    assert_eq!(date(range.get((6, 1)).unwrap()), Some(day("2026-02-28")));
    assert!(range.get((6, 2)).unwrap().to_string().starts_with("avant"));
    let delay = row(&octets, "Attendre la notification");
    assert_eq!((date(&delay[7]), date(&delay[8])), (Some(day("2025-12-31")), Some(day("2026-02-28"))));
    let octets = of(FeuilleDeRoute { date_visee: Some(day("2026-02-01")), ..late }, Profil::Interne);
    assert!(sheet(&octets, FEUILLE).get((6, 2)).unwrap().to_string().contains("revoir"));
}

#[test]
fn without_the_date_months_are_counted_and_a_sentence_names_the_field() {
    let octets = of(FeuilleDeRoute::default(), Profil::Interne);
    let range = sheet(&octets, FEUILLE);
    assert!(range.get((2, 0)).unwrap().to_string().contains("feuille_de_route.date_visee"));
    let projet = row(&octets, "Rédiger le projet");
    let months = |cell: &Data| match cell {
        Data::DateTime(months) => Some(months.as_f64()),
        Data::Float(months) => Some(*months),
        _ => None,
    };
    assert_eq!((months(&projet[7]), months(&projet[8])), (Some(-8.0), Some(-5.0)));
    let first = months(range.get((9, 9)).unwrap());
    assert_eq!((first, months(range.get((9, 39)).unwrap())), (Some(-24.0), Some(6.0)));
}

#[test]
fn names_that_the_profile_hides_are_not_printed_and_not_missing() {
    let own = ActionRoute {
        id: "projet-redige".to_owned(),
        responsable: Some("Jeanne Aubrelle".to_owned()),
        ..ActionRoute::default()
    };
    let feuille = FeuilleDeRoute { actions: vec![own], ..FeuilleDeRoute::default() };
    assert_eq!(row(&of(feuille.clone(), Profil::Interne), "Rédiger le projet")[2].to_string(), "Jeanne Aubrelle");
    assert_eq!(row(&of(feuille, Profil::Public), "Rédiger le projet")[2].to_string(), "Non publié");
}

#[test]
fn dates_that_a_sheet_cannot_count_with_and_hostile_texts_stay_text() {
    let own = |id: &str, action: &str, echeance: &str| ActionRoute {
        id: id.to_owned(),
        action: Some(action.to_owned()),
        echeance: echeance.parse().ok(),
        ..ActionRoute::default()
    };
    let actions = vec![own("e-01", "=HYPERLINK(1)", "0001"), own("e-02", "+33", "9999"), own("e-03", "@a", "2500")];
    for date_visee in [Some(day("1850-01-01")), Some(day("2026-01-31")), NaiveDate::from_ymd_opt(9999, 12, 31), None] {
        let octets = of(FeuilleDeRoute { date_visee, actions: actions.clone(), ..Default::default() }, Profil::Interne);
        assert_eq!(row(&octets, "=HYPERLINK")[1], Data::String("=HYPERLINK(1)".to_owned()));
        assert!(sheet(&octets, FEUILLE).width() <= 49);
    }
}

#[test]
fn blank_form_has_the_proposed_actions_and_the_same_bytes_twice() {
    let octets = retroplanning_vierge(&options()).unwrap();
    assert_eq!(octets, retroplanning_vierge(&options()).unwrap());
    assert_eq!(row(&octets, "Signer le contrat")[2], Data::Empty);
    let feuille = exemple().feuille_de_route;
    assert_eq!(of(feuille.clone(), Profil::Interne), of(feuille, Profil::Interne));
}
