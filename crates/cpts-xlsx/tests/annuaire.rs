//! The directory, read back: what a coordinator finds in Excel, and what Excel finds in the package.
#![allow(clippy::unwrap_used, reason = "a test stops at its first surprise, in its helpers too")]

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};
use chrono::NaiveDate;
use cpts_model::{
    Commune, Cpts, DatePartielle, Decompte, Diffusion, DiffusionOptions, Dossier, Exercice, Membre, MembreId, Nature,
    Profession, Profil, Repartition, Synthese, diffuser,
};
use cpts_xlsx::{XlsxOptions, annuaire, annuaire_vierge};

/// Row of the titles in A1 notation.
const TITRES: usize = 5;

fn date(annee: i32, mois: u32, jour: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(annee, mois, jour).unwrap()
}

fn options() -> XlsxOptions {
    XlsxOptions { date: date(2026, 3, 12) }
}

fn personne(numero: u32, nom: &str, profession: &str, commune: (&str, &str)) -> Membre {
    Membre {
        id: MembreId::new(numero),
        nom: Some(nom.to_owned()),
        prenom: Some("Zoé".to_owned()),
        professions: Profession::from_slug(profession).into_iter().collect(),
        communes: vec![Commune { nom: commune.0.to_owned(), code_insee: Some(commune.1.to_owned()), population: None }],
        ..Membre::default()
    }
}

fn albi(numero: u32, nom: &str) -> Membre {
    personne(numero, nom, "infirmier", ("Albi", "81004"))
}

fn diffusion(membres: Vec<Membre>) -> Diffusion {
    let cpts = Cpts { nom: Some("CPTS du Val & Cie".to_owned()), ..Cpts::default() };
    Diffusion {
        profil: Profil::Interne,
        dossier: Dossier { membres, cpts, exercice: Exercice::civil(2025), ..Dossier::default() },
        synthese: Synthese::default(),
        masque: BTreeMap::new(),
        affiches: BTreeMap::new(),
    }
}

fn write(diffusion: &Diffusion) -> Vec<u8> {
    annuaire(diffusion, &options()).unwrap()
}

fn sheet(octets: &[u8], nom: &str) -> Range<Data> {
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(octets.to_vec())).unwrap();
    workbook.worksheet_range(nom).unwrap()
}

fn sheet_names(octets: &[u8]) -> Vec<String> {
    let workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(octets.to_vec())).unwrap();
    workbook.sheet_names()
}

/// Returns a part of the package as text.
fn part(octets: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(octets)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Returns the cells of a column under its title, as a person reads them.
fn column(range: &Range<Data>, titre: &str) -> Vec<String> {
    let titres = range.rows().nth(TITRES - 1).unwrap();
    let index = titres.iter().position(|cell| *cell == titre).unwrap_or_else(|| panic!("no column {titre}"));
    range.rows().skip(TITRES).map(|row| row[index].to_string()).collect()
}

fn titles(range: &Range<Data>) -> Vec<String> {
    range.rows().nth(TITRES - 1).unwrap().iter().map(ToString::to_string).collect()
}

fn masked(libelle: &str, affiche: &str) -> Repartition {
    Repartition {
        libelle: libelle.to_owned(),
        effectif: Decompte { nombre: affiche.parse().ok(), affiche: affiche.to_owned() },
        ..Repartition::default()
    }
}

#[test]
fn members_are_listed_by_name_and_former_ones_are_not() {
    let sorti = Membre { date_sortie: Some(DatePartielle::Annee(2024)), ..albi(4, "Sorti") };
    let a_venir = Membre { date_sortie: Some(DatePartielle::Jour(date(2026, 12, 31))), ..albi(5, "Zed") };
    let ancien = Membre { ancien: true, ..albi(6, "Ancien") };
    let membres = vec![albi(1, "Martin"), albi(2, "Éluard"), albi(3, "durand"), sorti, a_venir, ancien];
    let octets = write(&diffusion(membres));
    let range = sheet(&octets, "Annuaire");
    assert_eq!(column(&range, "Nom"), ["durand", "Éluard", "Martin", "Zed"]);
    assert_eq!(column(&range, "Repère"), ["m-0003", "m-0002", "m-0001", "m-0005"]);
    assert_eq!(
        range.get((2, 0)),
        Some(&Data::String("4\u{a0}adhérents · 2\u{a0}anciens adhérents hors liste".to_owned()))
    );
}

#[test]
fn columns_without_value_are_absent() {
    let octets = write(&diffusion(vec![albi(1, "Martin")]));
    assert_eq!(titles(&sheet(&octets, "Annuaire")), ["Nom", "Prénom", "Profession", "Commune", "Repère"]);
}

#[test]
fn column_that_the_import_did_not_know_is_kept_under_its_title() {
    let mut membre = albi(1, "Martin");
    membre.colonnes_inconnues = BTreeMap::from([("nom".to_owned(), "Niveau 2".to_owned())]);
    let range = sheet(&write(&diffusion(vec![membre])), "Annuaire");
    assert_eq!(column(&range, "nom (2)"), ["Niveau 2"]);
}

#[test]
fn columns_past_the_bound_share_the_last_one() {
    let mut membre = albi(1, "Martin");
    membre.colonnes_inconnues = (0..102).map(|n| (format!("c{n:03}"), format!("v{n}"))).collect();
    let range = sheet(&write(&diffusion(vec![membre])), "Annuaire");
    assert_eq!(column(&range, "c099"), ["v99"]);
    assert_eq!(column(&range, "Autres colonnes"), ["c100\u{a0}: v100 / c101\u{a0}: v101"]);
}

#[test]
fn identifiers_stay_text_and_dates_are_dates() {
    let membre = Membre {
        rpps: Some("10001234567".to_owned()),
        code_postal: Some("01000".to_owned()),
        telephones: vec!["+33612345678".to_owned(), "+33561000000".to_owned()],
        date_adhesion: Some(DatePartielle::Jour(date(2024, 3, 15))),
        ..albi(1, "Martin")
    };
    let mois = Membre { date_adhesion: Some(DatePartielle::Mois(2024, 3)), ..albi(2, "Zed") };
    let octets = write(&diffusion(vec![membre, mois]));
    let range = sheet(&octets, "Annuaire");
    assert_eq!(column(&range, "RPPS")[0], "10001234567");
    assert_eq!(column(&range, "Code postal")[0], "01000");
    assert_eq!(column(&range, "Téléphone")[0], "06\u{a0}12\u{a0}34\u{a0}56\u{a0}78");
    assert_eq!(column(&range, "Autres téléphones")[0], "05\u{a0}61\u{a0}00\u{a0}00\u{a0}00");
    let index = titles(&range).iter().position(|titre| titre == "Date d’adhésion").unwrap() as u32;
    let Some(Data::DateTime(adhesion)) = range.get_value((TITRES as u32, index)) else { panic!("no date") };
    assert_eq!(adhesion.as_datetime().unwrap().date(), date(2024, 3, 15));
    assert_eq!(range.get_value((TITRES as u32 + 1, index)), Some(&Data::String("03/2024".to_owned())));
}

#[test]
fn hostile_names_stay_text() {
    let noms =
        ["=HYPERLINK(\"http://exemple.fr\")", "<b>&amp;</b>", "😀\u{202e}sre", "a\u{1}b\u{fffe}c", "_x0041_", "+33"];
    let membres = noms.iter().zip(1..).map(|(nom, numero)| albi(numero, nom)).collect();
    let octets = write(&diffusion(membres));
    let mut read = column(&sheet(&octets, "Annuaire"), "Nom");
    let mut expected = noms.map(str::to_owned);
    expected[3] = "abc".to_owned();
    read.sort();
    expected.sort();
    assert_eq!(read, expected);
    assert!(!part(&octets, "xl/worksheets/sheet1.xml").contains("<f>"));
}

#[test]
fn text_past_the_bound_of_a_cell_is_cut_and_nothing_else() {
    let long = Membre { remarques: Some("é".repeat(40_000)), ..albi(1, &"x".repeat(5_000)) };
    let range = sheet(&write(&diffusion(vec![long])), "Annuaire");
    let remarques = &column(&range, "Remarques")[0];
    assert_eq!(remarques.chars().count(), 32_767);
    assert!(remarques.ends_with('…'));
    assert_eq!(column(&range, "Nom")[0].len(), 5_000);
}

#[test]
fn missing_profession_and_commune_are_said_in_words() {
    let inconnu = Membre { professions: vec![], communes: vec![], ..albi(1, "Martin") };
    let octets = write(&diffusion(vec![inconnu, albi(2, "Zed")]));
    let range = sheet(&octets, "Annuaire");
    assert_eq!(column(&range, "Profession")[0], "À préciser");
    assert_eq!(column(&range, "Commune")[0], "À compléter");
    assert_eq!(
        column(&sheet(&octets, "Par profession"), "Profession"),
        ["Infirmiers", "Profession à préciser", "Total"]
    );
    assert_eq!(column(&sheet(&octets, "Par commune"), "Commune"), ["Albi", "Commune à compléter", "Total"]);
}

#[test]
fn summaries_count_the_table_by_formulas_with_their_results() {
    let maison = Membre { nature: Nature::Organisation, professions: vec![], ..albi(4, "Maison de santé") };
    let membres = vec![albi(1, "A"), albi(2, "B"), personne(3, "C", "pharmacien", ("Castres", "81065")), maison];
    let octets = write(&diffusion(membres));
    let range = sheet(&octets, "Par profession");
    assert_eq!(column(&range, "Profession"), ["Infirmiers", "Pharmaciens", "Organisations", "Total"]);
    assert_eq!(column(&range, "Adhérents"), ["2", "1", "1", "4"]);
    assert_eq!(column(&range, "Part")[0], "0.5");
    let xml = part(&octets, "xl/worksheets/sheet2.xml");
    assert!(xml.contains("<f>COUNTIFS(Annuaire[Profession],\"Infirmier\")</f><v>2</v>"));
    assert!(xml.contains("<f>SUBTOTAL(109,ParProfession[Adhérents])</f><v>4</v>"));
    assert_eq!(column(&sheet(&octets, "Par commune"), "Adhérents"), ["3", "1", "4"]);
}

#[test]
fn communes_of_one_name_are_counted_apart() {
    let saint_denis = |numero, code| personne(numero, "A", "infirmier", ("Saint-Denis", code));
    let octets = write(&diffusion(vec![saint_denis(1, "93066"), saint_denis(2, "97411"), saint_denis(3, "93066")]));
    let range = sheet(&octets, "Par commune");
    assert_eq!(column(&range, "Commune"), ["Saint-Denis (93066)", "Saint-Denis (97411)", "Total"]);
    assert_eq!(column(&range, "Adhérents"), ["2", "1", "3"]);
}

#[test]
fn charts_carry_the_counts_and_a_text_that_says_them() {
    let octets = write(&diffusion(vec![albi(1, "A"), albi(2, "B")]));
    let chart = part(&octets, "xl/charts/chart1.xml");
    assert!(chart.contains(
        "<c:numCache><c:formatCode>General</c:formatCode><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>2</c:v>"
    ));
    assert!(chart.contains("<c:lang val=\"fr-FR\"/>"));
    assert!(part(&octets, "xl/drawings/drawing1.xml").contains("barres horizontales. Infirmiers\u{a0}: 2"));
}

#[test]
fn masked_cells_are_values_and_stay_out_of_the_chart() {
    let mut public = diffusion(vec![albi(1, "A")]);
    public.profil = Profil::Public;
    public.synthese.adherents = Decompte { nombre: Some(20), affiche: "20".to_owned() };
    public.synthese.par_profession =
        vec![masked("Infirmiers", "12"), masked("Sages-femmes", "< 6"), masked("Pharmaciens", "< 6")];
    let octets = write(&public);
    let range = sheet(&octets, "Par profession");
    assert_eq!(column(&range, "Profession"), ["Infirmiers", "Pharmaciens", "Sages-femmes", "Total"]);
    assert_eq!(column(&range, "Adhérents"), ["12", "< 6", "< 6", "20"]);
    assert!(!part(&octets, "xl/worksheets/sheet2.xml").contains("COUNTIFS"));
    assert!(part(&octets, "xl/charts/chart1.xml").contains("!$B$6</c:f>"));
    assert_eq!(sheet_names(&octets), ["Annuaire", "Par profession"]);
}

#[test]
fn public_directory_names_those_who_agreed_and_counts_all() {
    let membres = (1..=20).map(|numero| {
        let mut membre =
            if numero > 14 { personne(numero, "B", "pharmacien", ("Castres", "81065")) } else { albi(numero, "A") };
        membre.consentements.annuaire = Some(numero <= 2);
        membre.email = Some("a@exemple.fr".to_owned());
        membre
    });
    let dossier = diffusion(membres.collect()).dossier;
    let octets = write(&diffuser(dossier, &DiffusionOptions::new(Profil::Public)));
    let range = sheet(&octets, "Annuaire");
    assert_eq!(titles(&range), ["Nom", "Prénom", "Profession", "Commune"]);
    assert_eq!(column(&range, "Nom"), ["A", "A"]);
    let phrase = "2\u{a0}adhérents qui ont donné leur accord, sur 20 à la fin de l’exercice".to_owned();
    assert_eq!(range.get((2, 0)), Some(&Data::String(phrase)));
    assert_eq!(column(&sheet(&octets, "Par profession"), "Adhérents"), ["14", "6", "20"]);
}

#[test]
fn count_that_differs_at_the_end_of_the_exercice_is_said() {
    let nouveau = Membre { date_adhesion: Some(DatePartielle::Jour(date(2026, 2, 1))), ..albi(2, "B") };
    let dossier = diffusion(vec![albi(1, "A"), nouveau]).dossier;
    let octets = write(&diffuser(dossier, &DiffusionOptions::new(Profil::Interne)));
    let phrase = "2\u{a0}adhérents · 1 à la fin de l’exercice".to_owned();
    assert_eq!(sheet(&octets, "Annuaire").get((2, 0)), Some(&Data::String(phrase)));
}

#[test]
fn directory_without_members_says_so() {
    let octets = write(&diffusion(vec![]));
    assert_eq!(sheet_names(&octets), ["Annuaire"]);
    let range = sheet(&octets, "Annuaire");
    assert_eq!(range.get((2, 0)), Some(&Data::String("Aucun adhérent dans ce dossier".to_owned())));
    assert!(titles(&range).contains(&"Téléphone".to_owned()));
}

#[test]
fn properties_name_the_deliverable_its_profile_and_its_date() {
    let octets = write(&diffusion(vec![albi(1, "A")]));
    let custom = part(&octets, "docProps/custom.xml");
    assert!(custom.contains("name=\"cpts_livrable\"><vt:lpwstr>annuaire<"));
    assert!(custom.contains("name=\"cpts_profil\"><vt:lpwstr>interne<"));
    let core = part(&octets, "docProps/core.xml");
    assert!(core.contains("2026-03-12T00:00:00Z") && core.contains("Annuaire des adhérents"));
    let xml = part(&octets, "xl/worksheets/sheet1.xml");
    assert!(xml.contains("CPTS du Val &amp;&amp; Cie") || xml.contains("CPTS du Val &amp;amp;&amp;amp; Cie"));
    assert!(xml.contains("<dimension ref=\"A1:E6\"/>"));
    let table = part(&octets, "xl/tables/table1.xml");
    assert_eq!(table.matches("ref=\"A5:E6\"").count(), 2, "the table and its filter");
}

#[test]
fn directory_twice_gives_the_same_bytes() {
    let diffusion = diffusion((1..200).map(|numero| albi(numero, "Martin")).collect());
    assert!(write(&diffusion) == write(&diffusion));
}

#[test]
fn blank_form_offers_choices_and_has_no_member() {
    let octets = annuaire_vierge(&options()).unwrap();
    assert_eq!(sheet_names(&octets), ["Annuaire", "Listes"]);
    let xml = part(&octets, "xl/worksheets/sheet1.xml");
    assert!(xml.contains("<formula1>ListeProfessions</formula1>"));
    assert_eq!(annuaire_vierge(&options()).unwrap(), octets);
}
