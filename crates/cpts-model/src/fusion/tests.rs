//! Rules of a fusion on small dossiers; the properties on any dossier stand in `tests/fusion.rs`.

use std::collections::BTreeSet;

use super::*;
use crate::{Action, Commune, FeuilleSource, LigneBudget, Mandat, Membre, MembreId, Origine, Piece, PieceId, Source};

fn codes(fusion: &Fusion) -> Vec<&str> {
    fusion.constats.iter().map(|constat| constat.code.as_str()).collect()
}

fn two(premier: &Dossier, second: &Dossier) -> Fusion {
    merge(premier.clone(), second.clone(), &FusionOptions::default()).expect("one community")
}

/// As when `second` has just been read from `fichier`.
fn again(premier: &Dossier, second: &Dossier, fichier: &str) -> Fusion {
    let relus = BTreeSet::from([fichier.to_owned()]);
    let options = FusionOptions { relus, existant: true, numeros: Numeros::Communs, ..FusionOptions::default() };
    merge(premier.clone(), second.clone(), &options).expect("one community")
}

fn source(fichier: &str, ligne: u32) -> Source {
    Source { fichier: fichier.into(), feuille: "Liste".into(), ligne }
}

fn membre(nom: &str, fichier: &str, ligne: u32) -> Membre {
    Membre {
        nom: Some(nom.to_owned()),
        prenom: Some("Zoé".to_owned()),
        communes: vec![Commune { nom: "Mazamet".to_owned(), ..Commune::default() }],
        source: Some(source(fichier, ligne)),
        ..Membre::default()
    }
}

/// A list with its columns.
fn liste(fichier: &str, mut membres: Vec<Membre>, colonnes: &[(&str, &str)]) -> Dossier {
    for membre in &mut membres {
        membre.id = MembreId(format!("?{}", membre.source.as_ref().map_or(0, |source| source.ligne)));
    }
    let colonnes = colonnes.iter().map(|(champ, lettre)| ((*champ).to_owned(), (*lettre).to_owned())).collect();
    let feuille = FeuilleSource {
        fichier: fichier.to_owned(),
        feuille: "Liste".to_owned(),
        titres: Some(1),
        colonnes,
        ..FeuilleSource::default()
    };
    Dossier { membres, feuilles: vec![feuille], ..Dossier::default() }
}

fn with_email(mut membre: Membre, email: &str) -> Membre {
    membre.email = Some(email.to_owned());
    membre
}

fn cell(dossier: &mut Dossier, adresse: &str, fichier: &str, cellule: &str) {
    let (fichier, feuille) = (fichier.to_owned(), "Identité".to_owned());
    dossier.provenance.insert(adresse.to_owned(), Origine::Cellule { fichier, feuille, cellule: cellule.to_owned() });
}

fn identite(fichier: &str, nom: &str, email: Option<&str>) -> Dossier {
    let mut dossier = Dossier::default();
    dossier.cpts.nom = Some(nom.to_owned());
    cell(&mut dossier, "/cpts/nom", fichier, "B1");
    if let Some(email) = email {
        dossier.cpts.email = Some(email.to_owned());
        cell(&mut dossier, "/cpts/email", fichier, "B2");
    }
    dossier
}

#[test]
fn conflict_between_sources_keeps_the_second_and_names_both_places() {
    let a = identite("a.xlsx", "CPTS du Lac", Some("a@exemple.fr"));
    let b = identite("b.xlsx", "CPTS  du lac", Some("b@exemple.fr"));
    let fusion = two(&a, &b);
    assert_eq!(fusion.dossier.cpts.email.as_deref(), Some("b@exemple.fr"));
    assert_eq!(fusion.dossier.cpts.nom.as_deref(), Some("CPTS du Lac"));
    assert_eq!(codes(&fusion), ["fusion-conflit"]);
    let message = &fusion.constats[0].message;
    for part in ["a@exemple.fr", "b@exemple.fr", "a.xlsx, Identité!B2", "b.xlsx, Identité!B2"] {
        assert!(message.contains(part), "{message}");
    }
    assert_eq!(fusion.dossier.provenance["/cpts/email"], b.provenance["/cpts/email"]);
    assert_eq!(fusion.dossier.provenance["/cpts/nom"], a.provenance["/cpts/nom"]);
}

#[test]
fn value_of_a_workbook_read_again_takes_the_place_of_its_old_one_as_an_information() {
    let before = identite("a.xlsx", "CPTS du Lac", Some("a@exemple.fr"));
    let fusion = again(&before, &identite("a.xlsx", "CPTS du Lac", Some("b@exemple.fr")), "a.xlsx");
    assert_eq!(fusion.dossier.cpts.email.as_deref(), Some("b@exemple.fr"));
    assert_eq!(codes(&fusion), ["fusion-valeur-remplacee"]);
}

#[test]
fn emptied_cell_empties_the_value_and_a_column_that_is_gone_does_not() {
    let columns = [("nom", "A"), ("prenom", "B"), ("communes", "C"), ("email", "D")];
    let a = liste("a.xlsx", vec![with_email(membre("Aubrelle", "a.xlsx", 2), "z@exemple.fr")], &columns);
    let before = two(&Dossier::default(), &a).dossier;
    let without = || vec![membre("Aubrelle", "a.xlsx", 2)];
    let emptied = again(&before, &liste("a.xlsx", without(), &columns), "a.xlsx");
    assert_eq!((emptied.dossier.membres[0].email.as_deref(), codes(&emptied)), (None, vec!["fusion-valeur-retiree"]));
    let no_column = again(&before, &liste("a.xlsx", without(), &columns[..3]), "a.xlsx");
    assert_eq!(no_column.dossier.membres[0].email.as_deref(), Some("z@exemple.fr"));
    assert!(no_column.constats.is_empty());
    // Of another file, an empty cell says nothing.
    let other = again(&before, &liste("b.xlsx", vec![membre("Aubrelle", "b.xlsx", 2)], &columns), "b.xlsx");
    assert_eq!(other.dossier.membres[0].email.as_deref(), Some("z@exemple.fr"));
    let mut alone = identite("a.xlsx", "CPTS du Lac", Some("a@exemple.fr"));
    alone.cpts.telephone = Some("+33536490001".to_owned());
    let fusion = again(&alone, &identite("a.xlsx", "CPTS du Lac", None), "a.xlsx");
    assert_eq!((&fusion.dossier.cpts.email, codes(&fusion)), (&None, vec!["fusion-valeur-retiree"]));
    // Typed by hand: no file can empty it.
    assert!(fusion.dossier.cpts.telephone.is_some());
}

#[test]
fn row_that_is_gone_leaves_and_what_stands_elsewhere_stays() {
    let a = liste("a.xlsx", vec![membre("Aubrelle", "a.xlsx", 2), membre("Baldayrac", "a.xlsx", 3)], &[]);
    let b = liste("b.xlsx", vec![membre("Casterel", "b.xlsx", 2)], &[]);
    let mut before = two(&two(&Dossier::default(), &a).dossier, &b).dossier;
    before.membres.push(Membre { source: None, id: MembreId::new(9), ..membre("Dorval", "", 1) });
    let fusion = again(&before, &liste("a.xlsx", vec![membre("Aubrelle", "a.xlsx", 2)], &[]), "a.xlsx");
    let names: Vec<_> =
        fusion.dossier.membres.iter().map(|m| (m.id.0.as_str(), m.nom.as_deref().unwrap_or(""))).collect();
    assert_eq!(names, [("m-0001", "Aubrelle"), ("m-0003", "Casterel"), ("m-0009", "Dorval")]);
    assert_eq!(codes(&fusion), ["fusion-adherents-gardes", "precedent-absent"]);
    assert_eq!(fusion.bilan.adherents, Compte { ajoutes: 0, modifies: 0, retires: 1 });
}

#[test]
fn members_of_two_lists_are_one_and_each_value_keeps_its_cell() {
    let columns = [("nom", "A"), ("prenom", "B"), ("email", "D")];
    let a = liste("a.xlsx", vec![membre("Aubrelle", "a.xlsx", 2)], &columns);
    let b = liste("b.xlsx", vec![with_email(membre("AUBRELLE", "b.xlsx", 7), "z@exemple.fr")], &columns);
    let fusion = two(&two(&Dossier::default(), &a).dossier, &b);
    let [one] = fusion.dossier.membres.as_slice() else { panic!("{:?}", fusion.dossier.membres) };
    assert_eq!((one.id.0.as_str(), one.nom.as_deref()), ("m-0001", Some("Aubrelle")));
    assert_eq!(one.autres_sources, [source("b.xlsx", 7)]);
    let place = crate::trace::place(&fusion.dossier, "/membres/m-0001/email");
    assert_eq!((place.fichier.as_deref(), place.cellule.as_deref()), (Some("b.xlsx"), Some("D7")));
    assert_eq!(codes(&fusion), ["doublon-feuilles"]);
}

#[test]
fn refusal_wins_over_an_agreement_and_the_first_date_over_a_later_one() {
    let of = |fichier: &str, annuaire, date: &str| {
        let mut membre = membre("Aubrelle", fichier, 2);
        membre.consentements.annuaire = Some(annuaire);
        membre.date_adhesion = date.parse().ok();
        liste(fichier, vec![membre], &[])
    };
    let fusion = two(&of("a.xlsx", false, "2020-03"), &of("b.xlsx", true, "2020"));
    let membre = &fusion.dossier.membres[0];
    assert_eq!((membre.consentements.annuaire, membre.date_adhesion), (Some(false), "2020-03".parse().ok()));
    assert_eq!(codes(&fusion), ["doublon-feuilles", "fusion-conflit"]);
}

#[test]
fn numbers_of_another_dossier_are_followed_by_what_names_them() {
    let piece =
        |id: &str, titre: &str| Piece { id: PieceId(id.to_owned()), titre: Some(titre.to_owned()), ..Piece::default() };
    let action = |id: &str, titre: &str, piece: &str| Action {
        id: id.to_owned(),
        intitule: Some(titre.to_owned()),
        pieces: vec![PieceId(piece.to_owned())],
        ..Action::default()
    };
    let a = Dossier {
        pieces: vec![piece("p-01", "Feuille de présence")],
        actions: vec![action("a-001", "Vaccination", "p-01")],
        ..Dossier::default()
    };
    let mut b = Dossier {
        pieces: vec![piece("p-01", "Affiche")],
        actions: vec![action("a-001", "Dépistage", "p-01")],
        ..Dossier::default()
    };
    cell(&mut b, "/actions/a-001/intitule", "b.xlsx", "A2");
    let fusion = two(&a, &b);
    let ids: Vec<_> = fusion.dossier.actions.iter().map(|a| (a.id.as_str(), a.pieces[0].0.as_str())).collect();
    assert_eq!(ids, [("a-001", "p-01"), ("a-002", "p-02")]);
    assert!(fusion.dossier.provenance.contains_key("/actions/a-002/intitule"));
    assert!(fusion.constats.is_empty(), "{:?}", fusion.constats);
}

#[test]
fn number_that_two_rows_carry_serves_once() {
    let action = |titre: &str, ligne| Action {
        id: "a-001".to_owned(),
        intitule: Some(titre.to_owned()),
        source: Some(source("c.xlsx", ligne)),
        ..Action::default()
    };
    let before = Dossier { actions: vec![action("Vaccination", 2)], ..Dossier::default() };
    let after = Dossier { actions: vec![action("Vaccination 2025", 2), action("Dépistage", 3)], ..Dossier::default() };
    let fusion = again(&before, &after, "c.xlsx");
    let ids: Vec<_> = fusion.dossier.actions.iter().map(|action| action.id.as_str()).collect();
    assert_eq!(ids, ["a-001", "a-002"]);
    assert_eq!(codes(&fusion), ["fusion-valeur-remplacee", "fusion-numero-double"]);
    assert_eq!(fusion.dossier.compteurs["actions"], 2);
}

#[test]
fn two_communities_are_refused_with_both_places_and_one_siren_makes_them_one() {
    let (mut a, mut b) = (identite("a.xlsx", "CPTS du Lac", None), identite("b.xlsx", "CPTS de la Vallée", None));
    let refusal = merge(a.clone(), b.clone(), &FusionOptions::default()).expect_err("two communities").to_string();
    for part in ["CPTS du Lac", "a.xlsx, Identité!B1", "CPTS de la Vallée", "b.xlsx, Identité!B1"] {
        assert!(refusal.contains(part), "{refusal}");
    }
    let imposed = FusionOptions { cpts_imposee: true, ..FusionOptions::default() };
    assert!(merge(a.clone(), b.clone(), &imposed).is_ok());
    for dossier in [&mut a, &mut b] {
        dossier.cpts.siren = Some("999999014".to_owned());
    }
    assert_eq!(codes(&two(&a, &b)), ["fusion-conflit"]);
}

#[test]
fn another_year_is_left_out_and_a_year_that_nobody_wrote_gives_way() {
    let year = |annee| Dossier { exercice: crate::Exercice::civil(annee), ..Dossier::default() };
    let mut b = year(2024);
    b.actions.push(Action { intitule: Some("Vaccination".to_owned()), ..Action::default() });
    let fusion = two(&year(2025), &b);
    assert_eq!((codes(&fusion), &fusion.dossier), (vec!["fusion-exercice-different"], &year(2025)));
    let mut supposed = year(2025);
    let rule = Origine::Regle { regle: "derniere-annee-civile-terminee".to_owned(), entrees: Vec::new() };
    supposed.provenance.insert("/exercice/annee".to_owned(), rule);
    for fusion in [two(&supposed, &b), two(&b, &supposed)] {
        assert_eq!((fusion.dossier.exercice, fusion.constats), (crate::Exercice::civil(2024), vec![]));
    }
}

#[test]
fn words_are_united_and_a_list_read_again_is_what_its_cell_says() {
    let of = |fichier: &str, telephones: &[&str]| {
        let mut membre = membre("Aubrelle", fichier, 2);
        membre.telephones = telephones.iter().map(|t| (*t).to_owned()).collect();
        liste(fichier, vec![membre], &[("telephones", "E")])
    };
    let both = two(&two(&Dossier::default(), &of("a.xlsx", &["1", "2"])).dossier, &of("b.xlsx", &["2", "3"]));
    assert_eq!(both.dossier.membres[0].telephones, ["1", "2", "3"]);
    let before = two(&Dossier::default(), &of("a.xlsx", &["1", "2"])).dossier;
    let fusion = again(&before, &of("a.xlsx", &["4", "2"]), "a.xlsx");
    assert_eq!(fusion.dossier.membres[0].telephones, ["4", "2"]);
    assert_eq!(codes(&fusion), ["fusion-valeur-retiree"]);
}

#[test]
fn budget_lines_and_mandates_are_known_by_what_they_are() {
    let ligne = |poste: &str, prevu: f64| LigneBudget {
        poste: Some(poste.to_owned()),
        prevu: crate::Montant::from_euros(prevu),
        source: Some(source("b.xlsx", 2)),
        ..LigneBudget::default()
    };
    let mut before = Dossier::default();
    before.budget.lignes = vec![ligne("Loyer", 100.0), ligne("Salaires", 10.0)];
    before.gouvernance.bureau = vec![Mandat { nom: Some("Zoé Aubrelle".to_owned()), ..Mandat::default() }];
    let before = two(&Dossier::default(), &before).dossier;
    let mut after = Dossier::default();
    after.budget.lignes = vec![ligne("SALAIRES", 20.0), ligne("Loyer", 100.0)];
    let fusion = again(&before, &after, "b.xlsx");
    let lignes: Vec<_> =
        fusion.dossier.budget.lignes.iter().map(|l| (l.id.as_str(), l.prevu.map(crate::Montant::centimes))).collect();
    assert_eq!(lignes, [("l-02", Some(2_000)), ("l-01", Some(10_000))]);
    assert_eq!(fusion.dossier.gouvernance.bureau[0].id, "b-01");
}
