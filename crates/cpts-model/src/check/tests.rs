use super::check;
use crate::{
    Action, Budget, Commune, Constat, Cpts, Dossier, Exercice, FeuilleSource, Gouvernance, LigneBudget, Mandat, Membre,
    MembreId, Montant, Profession, Sens, Source, Territoire, Validation,
};

pub(super) fn membre(numero: u32) -> Membre {
    Membre {
        id: MembreId::new(numero),
        nom: Some(format!("Aubrelle{numero}")),
        prenom: Some("Jeanne".to_owned()),
        professions: Profession::from_slug("infirmier").into_iter().collect(),
        ..Default::default()
    }
}

pub(super) fn dossier(membres: Vec<Membre>) -> Dossier {
    Dossier { exercice: Exercice::civil(2025), membres, ..Default::default() }
}

/// Returns code and address of the constats whose code begins with `prefix`, in order of code.
pub(super) fn found(dossier: &Dossier, prefix: &str) -> Vec<String> {
    let constats = check(dossier);
    let told = constats.iter().filter(|constat| constat.code.starts_with(prefix));
    let mut told: Vec<String> = told
        .map(|constat| format!("{} {}", constat.code, constat.place.chemin.as_deref().unwrap_or_default()))
        .collect();
    told.sort();
    told
}

fn codes(constats: &[Constat]) -> Vec<&str> {
    constats.iter().map(|constat| constat.code.as_str()).collect()
}

#[test]
fn sound_dossier_gives_no_constat() {
    assert_eq!(check(&dossier(vec![membre(1), membre(2)])), []);
    assert_eq!(check(&Dossier::default()), []);
}

#[test]
fn identifiers_give_their_code_at_their_cell() {
    let source = Source { fichier: "liste.xlsx".into(), feuille: "Membres".into(), ligne: 14 };
    let mut dossier = dossier(vec![Membre { rpps: Some("10005173141".to_owned()), source: Some(source), ..membre(1) }]);
    dossier.feuilles = vec![FeuilleSource {
        fichier: "liste.xlsx".to_owned(),
        feuille: "Membres".to_owned(),
        colonnes: [("rpps".to_owned(), "D".to_owned())].into(),
        ..Default::default()
    }];
    let constats = check(&dossier);
    assert_eq!(codes(&constats), ["rpps-cle"]);
    assert_eq!(
        (constats[0].place.cellule.as_deref(), constats[0].place.chemin.as_deref()),
        (Some("D14"), Some("/membres/m-0001/rpps"))
    );
}

#[test]
fn repaired_values_are_not_told_again() {
    let membre = Membre {
        telephones: vec!["+33612345678".to_owned()],
        adeli: Some("819300123".to_owned()),
        mssante: Some("j@pro.mssante.fr".to_owned()),
        ..membre(1)
    };
    assert_eq!(check(&dossier(vec![membre])), []);
}

#[test]
fn siret_of_another_siren_and_secure_mail_among_the_others() {
    let mut dossier = dossier(vec![Membre { email: Some("j@pro.mssante.fr".to_owned()), ..membre(1) }]);
    dossier.cpts =
        Cpts { siren: Some("732829320".to_owned()), siret: Some("35600000000048".to_owned()), ..Default::default() };
    assert_eq!(codes(&check(&dossier)), ["siret-autre-siren", "mssante-mal-placee"]);
}

#[test]
fn duplicates_by_rpps_and_by_name() {
    let with = |numero, nom: &str, rpps: Option<&str>| Membre {
        nom: Some(nom.to_owned()),
        rpps: rpps.map(str::to_owned),
        ..membre(numero)
    };
    let same_rpps = dossier(vec![with(1, "Tarn", Some("10005173140")), with(2, "TARN", Some("10005173140"))]);
    assert_eq!(codes(&check(&same_rpps)), ["doublon-rpps"]);
    let other_name = dossier(vec![with(1, "Tarn", Some("10005173140")), with(2, "Autre", Some("10005173140"))]);
    assert_eq!(codes(&check(&other_name)), ["rpps-partage"]);
    let same_name = dossier(vec![with(1, "Tarn", None), with(2, "TARN", None)]);
    assert_eq!(codes(&check(&same_name)), ["doublon-nom"]);
    let namesakes = dossier(vec![with(1, "Tarn", Some("10005173140")), with(2, "Tarn", Some("10003879623"))]);
    assert_eq!(check(&namesakes), []);
}

#[test]
fn dates_in_an_impossible_order_or_outside_the_exercice() {
    let mut dossier = dossier(vec![
        Membre { date_adhesion: "2024-06".parse().ok(), date_sortie: "2023".parse().ok(), ..membre(1) },
        Membre { date_adhesion: "2026-01".parse().ok(), ..membre(2) },
        Membre { date_adhesion: "2024".parse().ok(), date_sortie: "2024".parse().ok(), ..membre(3) },
        Membre { date_adhesion: "2025-06".parse().ok(), ..membre(4) },
    ]);
    dossier.actions = vec![Action { id: "a-001".to_owned(), date: "2023".parse().ok(), ..Default::default() }];
    dossier.validation = Validation { date_ca: "2026-05-01".parse().ok(), date_ag: "2026-04-01".parse().ok() };
    assert_eq!(
        codes(&check(&dossier)),
        ["action-hors-exercice", "dates-ordre", "adhesion-apres-exercice", "calendrier-ordre"]
    );
}

#[test]
fn bureau_needs_three_offices_and_members() {
    let mandat = |id: &str, fonction: &str, nom: &str, membre| Mandat {
        id: id.to_owned(),
        fonction: Some(fonction.to_owned()),
        nom: Some(nom.to_owned()),
        membre,
        ..Default::default()
    };
    let mut dossier = dossier(vec![membre(1), Membre { date_sortie: "2025-01".parse().ok(), ..membre(2) }]);
    dossier.gouvernance = Gouvernance {
        bureau: vec![
            mandat("b-01", "Co-présidente", "Dr AUBRELLE1 Jeanne", None),
            mandat("b-02", "Trésorier adjoint", "Paul Tarn", None),
            mandat("b-03", "Membre", "Jeanne Aubrelle2", Some(MembreId::new(2))),
            mandat("b-04", "Membre", "Jeanne Aubrelle1", Some(MembreId::new(99))),
        ],
        ..Default::default()
    };
    let constats = check(&dossier);
    assert_eq!(
        codes(&constats),
        ["bureau-fonction-absente", "mandat-non-adherent", "mandat-ancien-adherent", "reference-perdue"]
    );
    assert!(constats[0].message.contains("secrétariat"));
}

#[test]
fn representative_of_a_member_may_hold_a_mandate() {
    let mut dossier = dossier(vec![Membre { representant: Some("Mme Paule Tarn".to_owned()), ..membre(1) }]);
    for nom in ["Paule Tarn", "Mme Paule TARN"] {
        let mandat = Mandat { id: "c-01".to_owned(), nom: Some(nom.to_owned()), ..Default::default() };
        dossier.gouvernance.conseil_administration = vec![mandat];
        assert_eq!(check(&dossier), [], "{nom}");
    }
}

#[test]
fn territory_unknown_shared_and_repeated_communes() {
    let commune = |nom: &str, code: Option<&str>, population| Commune {
        nom: nom.to_owned(),
        code_insee: code.map(str::to_owned),
        population,
    };
    let mut dossier = dossier(Vec::new());
    dossier.territoire = Territoire {
        communes: vec![
            commune("Castres", Some("81065"), Some(42_000)),
            commune("Castres", Some("81065"), Some(42_000)),
            commune("Castres", None, None),
            commune("Mazammet", None, None),
            commune("X", Some("99999"), None),
        ],
        ..Default::default()
    };
    let constats = check(&dossier);
    let mut found = codes(&constats);
    found.sort_unstable();
    assert_eq!(found, ["commune-ambigue", "commune-code-inconnu", "commune-en-double", "commune-inconnue"]);
    dossier.cpts.departement = Some("Tarn".to_owned());
    assert!(codes(&check(&dossier)).contains(&"commune-sans-code"));
}

#[test]
fn population_far_from_its_communes_and_size_of_another_class() {
    let mut dossier = dossier(Vec::new());
    dossier.territoire.communes =
        vec![Commune { nom: "Castres".to_owned(), code_insee: Some("81065".to_owned()), population: Some(42_505) }];
    dossier.territoire.population_declaree = Some(42_000);
    dossier.contrat.taille = Some(2);
    assert_eq!(check(&dossier), []);
    dossier.territoire.population_declaree = Some(90_000);
    assert_eq!(codes(&check(&dossier)), ["taille-ecart", "population-ecart"]);
    // On a threshold, both classes are right.
    dossier.territoire = Territoire { population_declaree: Some(79_900), ..Default::default() };
    dossier.contrat.taille = Some(3);
    assert_eq!(check(&dossier), []);
    dossier.contrat.taille = Some(5);
    assert_eq!(codes(&check(&dossier)), ["taille-hors-bornes"]);
}

#[test]
fn budget_out_of_balance_and_lines_that_lack_something() {
    let ligne = |id: &str, sens, poste: Option<&str>, prevu: Option<i64>| LigneBudget {
        id: id.to_owned(),
        sens,
        poste: poste.map(str::to_owned),
        prevu: prevu.map(Montant::from_centimes),
        ..Default::default()
    };
    let mut dossier = dossier(Vec::new());
    dossier.budget = Budget {
        lignes: vec![
            ligne("l-01", Sens::Produit, Some("ACI"), Some(100_000)),
            ligne("l-02", Sens::Charge, Some("Coordination"), Some(90_050)),
            ligne("l-03", Sens::Charge, None, Some(-5)),
            ligne("l-04", Sens::Charge, Some("Divers"), None),
        ],
    };
    let constats = check(&dossier);
    assert_eq!(codes(&constats), ["budget-desequilibre", "budget-sans-poste", "budget-negatif", "budget-sans-montant"]);
    assert!(constats[0].message.contains("1000,00"), "{}", constats[0].message);
}

#[test]
fn number_of_another_form_is_told_and_kept() {
    let constats = check(&dossier(vec![Membre { id: crate::MembreId("membre 1".to_owned()), ..membre(1) }]));
    assert_eq!(codes(&constats), ["numero-forme"]);
    assert_eq!(constats[0].valeur.as_deref(), Some("membre 1"));
}

#[test]
fn member_without_profession_and_numbers_used_twice() {
    let unread = Membre { professions: Vec::new(), brut: [("professions", "ortho")].into(), ..membre(3) };
    let constats = check(&dossier(vec![
        Membre { professions: Vec::new(), ..membre(1) },
        Membre { nom: Some("Tarn".to_owned()), ..membre(1) },
        unread,
    ]));
    assert_eq!(codes(&constats), ["numero-en-double", "membre-sans-profession"]);
}
