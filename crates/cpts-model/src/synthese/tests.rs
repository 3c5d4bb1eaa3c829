use super::synthese;
use crate::{
    Action, Budget, Commune, Dossier, EtatAction, Exercice, LigneBudget, Membre, Mission, Montant, Nature, Profession,
    Sens,
};

fn membre(profession: &str, adhesion: &str, sortie: &str) -> Membre {
    Membre {
        professions: profession.split('+').filter_map(Profession::from_slug).collect(),
        date_adhesion: adhesion.parse().ok(),
        date_sortie: sortie.parse().ok(),
        ..Default::default()
    }
}

fn dossier(membres: Vec<Membre>) -> Dossier {
    Dossier { exercice: Exercice::civil(2025), membres, ..Default::default() }
}

#[test]
fn adherents_are_those_of_the_last_day_of_the_year() {
    let synthese = synthese(&dossier(vec![
        membre("infirmier", "2020", ""),
        membre("infirmier", "2025-06", ""),
        membre("infirmier", "2025", "2025-09-30"),
        membre("infirmier", "2019", "2025"),
        membre("infirmier", "2026-01-01", ""),
        membre("infirmier", "2018", "2026-02"),
        membre("infirmier", "2018", "2024-12-31"),
        Membre { ancien: true, ..membre("infirmier", "2018", "") },
    ]));
    assert_eq!(synthese.adherents.nombre, Some(3));
    assert_eq!(synthese.adherents_precedent.and_then(|d| d.nombre), Some(3));
    assert_eq!(synthese.entrees.and_then(|d| d.nombre), Some(2));
    assert_eq!(synthese.sorties.and_then(|d| d.nombre), Some(2));
}

#[test]
fn adherents_without_entry_dates_are_present_and_give_no_evolution() {
    let synthese = synthese(&dossier(vec![membre("infirmier", "", ""), membre("pharmacien", "2025", "")]));
    assert_eq!(synthese.adherents.nombre, Some(2));
    assert_eq!((synthese.entrees, synthese.sorties, synthese.adherents_precedent), (None, None, None));
    assert_eq!(synthese.par_profession[0].effectif_precedent, None);
}

#[test]
fn par_profession_counts_a_person_once_and_puts_the_others_last() {
    let mut membres = vec![
        membre("pharmacien", "2020", ""),
        membre("infirmier+osteopathe", "2020", ""),
        membre("infirmier", "2020", ""),
        membre("", "2020", ""),
        membre("", "2020", ""),
        membre("", "2020", ""),
    ];
    membres.push(Membre { nature: Nature::Organisation, ..membre("", "2020", "") });
    let synthese = synthese(&dossier(membres));
    let lines: Vec<_> = synthese.par_profession.iter().map(|l| (l.id.as_str(), l.effectif.nombre, l.part)).collect();
    assert_eq!(
        lines,
        [
            ("infirmier", Some(2), Some(28.6)),
            ("pharmacien", Some(1), Some(14.3)),
            ("organisations", Some(1), Some(14.3)),
            ("sans_profession", Some(3), Some(42.9)),
        ]
    );
    assert_eq!((synthese.professions, synthese.personnes.nombre, synthese.organisations.nombre), (3, Some(6), Some(1)));
    assert_eq!(synthese.sans_profession.nombre, Some(3));
    let total: u32 = synthese.par_profession.iter().filter_map(|l| l.effectif.nombre).sum();
    assert_eq!(Some(total), synthese.adherents.nombre);
}

#[test]
fn par_commune_shared_names_carry_their_department() {
    let with = |code: &str, nom: &str| Membre {
        communes: vec![Commune { nom: nom.to_owned(), code_insee: Some(code.to_owned()), population: None }],
        ..Default::default()
    };
    let synthese = synthese(&dossier(vec![
        with("81065", "Castres"),
        with("81065", "Castres"),
        with("02142", "Castres"),
        Membre::default(),
    ]));
    let labels: Vec<_> = synthese.par_commune.iter().map(|l| (l.libelle.as_str(), l.effectif.nombre)).collect();
    assert_eq!(labels, [("Castres (81)", Some(2)), ("Castres (02)", Some(1)), ("Commune non renseignée", Some(1))]);
}

#[test]
fn actions_of_the_exercice_are_grouped_by_mission() {
    let action = |id: &str, mission, date: &str, nombre, etat| Action {
        id: id.to_owned(),
        mission,
        date: date.parse().ok(),
        nombre,
        etat,
        ..Default::default()
    };
    let mut dossier = dossier(Vec::new());
    dossier.actions = vec![
        action("a-001", Some(Mission::Prevention), "2025-10", Some(30), EtatAction::Realisee),
        action("a-002", Some(Mission::Prevention), "2025-02-01", None, EtatAction::EnCours),
        action("a-003", None, "", Some(5), EtatAction::Realisee),
        action("a-004", Some(Mission::Prevention), "2024", Some(99), EtatAction::Realisee),
        action("a-005", Some(Mission::Crise), "2026", Some(99), EtatAction::AVenir),
        action("a-006", Some(Mission::AccesSoins), "2024-11", None, EtatAction::EnCours),
    ];
    let synthese = synthese(&dossier);
    assert_eq!((synthese.actions, synthese.personnes_touchees), (4, Some(35)));
    let missions: Vec<_> =
        synthese.par_mission.iter().map(|m| (m.id.as_str(), m.nombre, m.personnes, m.actions.join(" "))).collect();
    assert_eq!(
        missions,
        [
            ("acces_soins", 1, None, "a-006".to_owned()),
            ("prevention", 2, Some(30), "a-002 a-001".to_owned()),
            ("autres", 1, Some(5), "a-003".to_owned()),
        ]
    );
}

#[test]
fn budget_totals_are_absent_where_no_line_gives_an_amount() {
    let ligne = |sens, enveloppe: Option<&str>, prevu: Option<i64>, realise: Option<i64>| LigneBudget {
        sens,
        enveloppe: enveloppe.map(str::to_owned),
        prevu: prevu.map(Montant::from_centimes),
        realise: realise.map(Montant::from_centimes),
        ..Default::default()
    };
    let mut dossier = dossier(Vec::new());
    dossier.budget = Budget {
        lignes: vec![
            ligne(Sens::Produit, None, Some(100_000), Some(90_000)),
            ligne(Sens::Charge, Some("Fonctionnement"), Some(40_000), Some(30_000)),
            ligne(Sens::Charge, Some("fonctionnement"), None, Some(10_000)),
            ligne(Sens::Charge, None, Some(0), None),
        ],
    };
    let budget = synthese(&dossier).budget;
    assert_eq!(budget.resultat, Some(Montant::from_centimes(50_000)));
    assert_eq!((budget.produits_suivants, budget.charges_suivantes), (None, None));
    let envelopes: Vec<_> = budget.enveloppes.iter().map(|e| (e.id.as_str(), e.taux)).collect();
    assert_eq!(envelopes, [("fonctionnement", Some(100.0)), ("hors_enveloppe", None)]);
}

#[test]
fn population_is_declared_or_the_sum_of_known_communes() {
    let commune = |population| Commune { nom: "X".to_owned(), code_insee: None, population };
    let mut dossier = dossier(Vec::new());
    assert_eq!((synthese(&dossier).communes, synthese(&dossier).population), (None, None));
    dossier.territoire.communes = vec![commune(Some(10)), commune(Some(5))];
    assert_eq!((synthese(&dossier).communes, synthese(&dossier).population), (Some(2), Some(15)));
    dossier.territoire.communes.push(commune(None));
    assert_eq!(synthese(&dossier).population, None);
    dossier.territoire.population_declaree = Some(99);
    assert_eq!(synthese(&dossier).population, Some(99));
}
