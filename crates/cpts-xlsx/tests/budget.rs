//! The budget: what stands in the cells, and the results beside the formulas.
#![allow(clippy::unwrap_used, reason = "a test stops at its first surprise, in its helpers too")]

mod commun;

use calamine::Data;
use commun::{cells, exemple, formulas, options, part, sheet, sheet_names};
use cpts_model::{
    Diffusion, DiffusionOptions, Dossier, LigneBudget, Montant, OrigineProduit, Profil, Sens, diffuser,
    synthese::Enveloppe,
};
use cpts_outline::{
    ComposeOptions, Trames,
    francais::{euros, pourcent},
};
use cpts_xlsx::{budget, budget_vierge};

fn diffusion(dossier: Dossier) -> Diffusion {
    diffuser(dossier, &DiffusionOptions::new(Profil::Financeur))
}

fn of(lignes: Vec<LigneBudget>) -> Vec<u8> {
    let mut dossier = Dossier::default();
    dossier.budget.lignes = lignes;
    budget(&diffusion(dossier), &options()).unwrap()
}

fn charge(poste: &str, prevu: Option<f64>, realise: Option<f64>) -> LigneBudget {
    let montant = |euros: Option<f64>| euros.and_then(Montant::from_euros);
    LigneBudget {
        poste: Some(poste.to_owned()),
        prevu: montant(prevu),
        realise: montant(realise),
        ..LigneBudget::default()
    }
}

/// Returns the numbers of the row whose first cell says `libelle`, `None` where a cell has none.
fn row(octets: &[u8], feuille: &str, libelle: &str) -> Vec<Option<f64>> {
    let range = sheet(octets, feuille);
    let row = range.rows().rfind(|row| row[0] == *libelle).unwrap_or_else(|| panic!("no row {libelle}"));
    row[1..].iter().map(|cell| if let Data::Float(nombre) = cell { Some(*nombre) } else { None }).collect()
}

fn assert_group(octets: &[u8], groupe: &Enveloppe) {
    let cells = row(octets, "Synthèse", &groupe.libelle);
    assert_eq!(cells[0], groupe.prevu.map(Montant::euros), "{}", groupe.libelle);
    assert_eq!(cells[1], groupe.realise.map(Montant::euros), "{}", groupe.libelle);
    let taux = cells[3].map(|taux| (taux * 1000.0).round() / 10.0);
    assert_eq!(taux, groupe.taux, "{}", groupe.libelle);
}

#[test]
fn sums_are_those_of_the_synthese() {
    let diffusion = diffusion(exemple());
    let octets = budget(&diffusion, &options()).unwrap();
    let synthese = &diffusion.synthese.budget;
    for groupe in synthese.origines.iter().chain(&synthese.enveloppes) {
        assert_group(&octets, groupe);
    }
    let amount = |montant: Option<Montant>| montant.map(Montant::euros);
    let result = row(&octets, "Synthèse", "Résultat (produits moins charges)");
    assert_eq!(result[1], amount(synthese.resultat));
    let total = row(&octets, "Charges", "Total");
    assert_eq!([total[4], total[5]], [amount(synthese.charges_prevues), amount(synthese.charges_realisees)]);
    assert_eq!(total[8], amount(synthese.charges_suivantes));
    let contrat = row(&octets, "Contrat", "Total");
    assert_eq!(contrat[2], amount(synthese.contrat));
}

#[test]
fn every_sum_of_the_synthesis_is_printed_by_the_word_document() {
    let dossier = exemple();
    let trames = Trames::builtin();
    let shared = diffusion(dossier).into();
    let outline = cpts_outline::compose(
        &shared,
        trames.get("budget").unwrap(),
        &ComposeOptions { date: options().date, ..Default::default() },
    );
    let printed = format!("{:?}", outline.unwrap());
    let octets = budget(&shared, &options()).unwrap();
    let mut seen = 0;
    let range = sheet(&octets, "Synthèse");
    // Columns of the document share their decimals: an amount may stand there with cents or without.
    let flat = printed.replace("\\u{a0}", "");
    for row in range.rows().skip(5) {
        // By group, the document leaves the next exercice out; the rate of a total it leaves to its reader.
        let whole = ["Produits", "Charges"].iter().any(|mot| row[0] == **mot);
        let total = whole || ["Total", "Résultat (produits moins charges)"].iter().any(|mot| row[0] == **mot);
        for cell in row[1..3].iter().chain(row.get(5).filter(|_| whole)) {
            let Data::Float(nombre) = cell else { continue };
            let montant = Montant::from_euros(*nombre).unwrap();
            let texte = euros(montant).replace('\u{a0}', "");
            assert!(montant.centimes() == 0 || flat.contains(texte.trim_end_matches('€')), "{texte} ({row:?})");
            seen += 1;
        }
        if let Data::Float(taux) = row[4]
            && !total
        {
            let one = format!("{:.1}%", taux * 100.0).replace('.', ",");
            let texte = pourcent(taux * 100.0).replace('\u{a0}', "");
            assert!(flat.contains(&texte) || flat.contains(&one), "{texte} ({row:?})");
            seen += 1;
        }
    }
    assert!(seen > 30, "{seen}");
}

#[test]
fn missing_amounts_are_empty_and_so_is_the_sum_of_nothing() {
    let octets = of(vec![charge("Loyer", Some(1200.0), None), charge("Eau", None, None)]);
    assert_eq!(row(&octets, "Charges", "Loyer")[4..], [Some(1200.0), None, None, None, None]);
    assert_eq!(row(&octets, "Charges", "Eau")[4..], [None; 5]);
    assert_eq!(row(&octets, "Charges", "Total")[4..], [Some(1200.0), None, None, None, None]);
    assert_eq!(row(&octets, "Synthèse", "Produits"), [None; 5]);
    let zero = of(vec![charge("Don", Some(0.0), Some(50.0))]);
    assert_eq!(row(&zero, "Charges", "Don")[4..], [Some(0.0), Some(50.0), Some(50.0), None, None]);
}

#[test]
fn formulas_follow_the_tables() {
    let octets = of(vec![charge("Loyer", Some(1200.0), Some(600.0))]);
    let charges = formulas(&octets, "Charges");
    assert!(charges.iter().any(|formula| formula.contains("[#This Row]")), "{charges:?}");
    assert!(charges.contains(&"IF(COUNT(Charges[Prévu])=0,\"\",SUBTOTAL(109,Charges[Prévu]))".to_owned()));
    let table = part(&octets, "xl/tables/table2.xml");
    assert!(table.contains("<calculatedColumnFormula>"), "a new line takes the formulas over");
    assert!(formulas(&octets, "Synthèse").iter().any(|formula| formula.contains("Charges[Enveloppe]=$A")));
}

#[test]
fn envelopes_of_one_name_are_one_whatever_its_capitals_and_signs() {
    let ligne = |poste, enveloppe: &str| LigneBudget {
        enveloppe: Some(enveloppe.to_owned()),
        ..charge(poste, Some(10.0), None)
    };
    let octets = of(vec![ligne("A", "Accès aux soins"), ligne("B", "ACCES AUX SOINS"), ligne("C", "=1+1*")]);
    assert_eq!(row(&octets, "Synthèse", "Accès aux soins")[0], Some(20.0));
    assert_eq!(row(&octets, "Synthèse", "=1+1*")[0], Some(10.0));
    assert_eq!(cells(&octets, "Charges", "Enveloppe"), ["Accès aux soins", "Accès aux soins", "=1+1*", ""]);
}

#[test]
fn lines_are_added_up_by_calendar_and_by_mission_of_the_contract() {
    let octets = budget(&diffusion(exemple()), &options()).unwrap();
    let contrat = row(&octets, "Années", "Année de contrat");
    assert_eq!(contrat[2..4], [Some(154_000.0), Some(152_500.0)]);
    assert_eq!(row(&octets, "Années", "Année civile")[2..], [None; 6]);
    assert_eq!(row(&octets, "Contrat", "Accès aux soins")[..3], [Some(35_000.0), Some(15_000.0), Some(50_000.0)]);
}

#[test]
fn charts_show_the_sums_without_recalculation() {
    let octets = budget(&diffusion(exemple()), &options()).unwrap();
    let chart = part(&octets, "xl/charts/chart1.xml");
    assert!(chart.contains("<c:pt idx=\"0\"><c:v>117500</c:v>"), "{chart}");
    assert!(part(&octets, "xl/drawings/drawing1.xml").contains("ACI, part fixe\u{a0}: 117\u{a0}500\u{a0}€ prévu"));
    assert!(part(&octets, "docProps/core.xml").contains("<dc:language>fr-FR</dc:language>"));
}

#[test]
fn line_without_origin_or_title_says_so() {
    let produit = LigneBudget { sens: Sens::Produit, prevu: Montant::from_euros(5.0), ..LigneBudget::default() };
    let known = LigneBudget { origine: Some(OrigineProduit::Dons), ..produit.clone() };
    let octets = of(vec![produit, known]);
    assert_eq!(cells(&octets, "Produits", "Poste"), ["À compléter", "À compléter", "Total"]);
    assert_eq!(row(&octets, "Synthèse", "Origine non précisée")[0], Some(5.0));
}

#[test]
fn budget_without_lines_and_blank_form_have_the_usual_lines() {
    let empty = of(Vec::new());
    let blank = budget_vierge(&options()).unwrap();
    for octets in [&empty, &blank] {
        assert_eq!(sheet_names(octets), ["Synthèse", "Produits", "Charges", "Années", "Contrat", "Listes"]);
        assert!(cells(octets, "Charges", "Nature").contains(&"Investissement".to_owned()));
        assert_eq!(row(octets, "Synthèse", "Dons"), [None; 5]);
    }
    assert!(part(&blank, "xl/worksheets/sheet2.xml").contains("<formula1>ListeOrigines</formula1>"));
}

#[test]
fn budget_twice_gives_the_same_bytes() {
    let diffusion = diffusion(exemple());
    assert!(budget(&diffusion, &options()).unwrap() == budget(&diffusion, &options()).unwrap());
}

#[test]
fn envelopes_past_the_bound_of_the_synthesis_share_a_line() {
    let ligne =
        |rank: u32| LigneBudget { enveloppe: Some(format!("Enveloppe {rank}")), ..charge("Poste", Some(1.0), None) };
    let octets = of((0..150).map(ligne).collect());
    assert_eq!(row(&octets, "Synthèse", "Les autres, ensemble")[..2], [Some(50.0), None]);
    assert_eq!(row(&octets, "Synthèse", "Total")[0], Some(150.0));
}

#[test]
fn lines_past_the_bound_are_refused() {
    let mut dossier = Dossier::default();
    dossier.budget.lignes = vec![charge("Poste", Some(1.0), None); 5_001];
    let refused = budget(&diffusion(dossier), &options()).unwrap_err();
    assert!(matches!(refused, cpts_xlsx::XlsxError::Lines { nombre: 5_001, .. }), "{refused:?}");
}
