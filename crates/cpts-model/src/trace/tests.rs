//! Resolution of addresses.

use super::*;
use crate::{
    Action, Commune, Cotisation, Indicateur, LigneBudget, MembreId, Mission, Piece, PieceId, RegleSource, Territoire,
};

fn source(ligne: u32) -> Source {
    Source { fichier: "l.xlsx".into(), feuille: "Liste".into(), ligne }
}

fn tableau(titres: Option<u32>, colonnes: &[(&str, &str)]) -> FeuilleSource {
    FeuilleSource {
        fichier: "l.xlsx".to_owned(),
        feuille: "Liste".to_owned(),
        titres,
        colonnes: colonnes.iter().map(|(champ, colonne)| ((*champ).to_owned(), (*colonne).to_owned())).collect(),
        regles: BTreeMap::new(),
    }
}

fn cellule(dossier: &Dossier, adresse: &str) -> String {
    match origine(dossier, adresse) {
        Some(Trace::Cellule { cellule, .. }) => cellule,
        Some(Trace::Ligne { ligne, .. }) => format!("ligne {ligne}"),
        Some(Trace::Regle { regle, entrees }) => format!("{regle} {}", entrees.join(" ")),
        None => "rien".to_owned(),
    }
}

#[test]
fn field_of_a_member_comes_from_its_column_and_nested_fields_from_theirs() {
    let membre = Membre {
        id: MembreId::new(7),
        communes: vec![Commune { nom: "Lautrec".to_owned(), ..Commune::default() }],
        cotisation: Cotisation { a_jour: Some(true), montant: None },
        source: Some(source(5)),
        ..Membre::default()
    };
    let mut liste = tableau(Some(1), &[("communes", "C"), ("cotisation.a_jour", "F"), ("cotisation.montant", "G")]);
    let mut regle = |champ: &str, regle: &str, entrees: &[&str]| {
        let entrees = entrees.iter().map(|entree| (*entree).to_owned()).collect();
        liste.regles.insert(champ.to_owned(), RegleSource { regle: regle.to_owned(), entrees });
    };
    regle("communes.population", "population-insee", &["communes"]);
    regle("professions", "mention-du-tableau", &[]);
    let dossier = Dossier { membres: vec![membre], feuilles: vec![liste], ..Dossier::default() };
    let found = |champ: &str| cellule(&dossier, &format!("/membres/m-0007/{champ}"));
    assert_eq!([found("communes/0/nom"), found("cotisation/montant"), found("cotisation")], ["C5", "G5", "F5"]);
    assert_eq!(found("communes/0/population"), "population-insee /membres/m-0007/communes");
    assert_eq!([found("professions/0"), found("rpps")], ["mention-du-tableau ", "rien"]);
}

#[test]
fn provenance_wins_over_the_column_and_a_part_has_the_origin_of_the_whole() {
    let action =
        Action { id: "a-001".to_owned(), mission: Some(Mission::Crise), source: Some(source(9)), ..Action::default() };
    let mut dossier = Dossier {
        actions: vec![action],
        territoire: Territoire { communes: vec![Commune::default()], ..Territoire::default() },
        feuilles: vec![tableau(Some(2), &[("mission", "A")])],
        ..Dossier::default()
    };
    assert_eq!(cellule(&dossier, "/actions/a-001/mission"), "A9");
    for (adresse, cellule) in [("/actions/a-001/mission", "A6"), ("/territoire/communes", "B8")] {
        let (fichier, feuille) = ("l.xlsx".to_owned(), "Liste".to_owned());
        let origine = Origine::Cellule { fichier, feuille, cellule: cellule.to_owned() };
        dossier.provenance.insert(adresse.to_owned(), origine);
    }
    assert_eq!(cellule(&dossier, "/actions/a-001/mission"), "A6");
    assert_eq!(cellule(&dossier, "/territoire/communes/0/nom"), "B8");
    assert_eq!(cellule(&dossier, "/territoire/nom"), "rien");
    // The rank of a commune and its code name the same one.
    dossier.territoire.communes[0].code_insee = Some("81139".to_owned());
    let regle = Origine::Regle { regle: "population-insee".to_owned(), entrees: Vec::new() };
    dossier.provenance.insert("/territoire/communes/81139/population".to_owned(), regle);
    assert_eq!(cellule(&dossier, "/territoire/communes/0/population"), "population-insee ");
}

#[test]
fn row_belongs_to_the_table_whose_titles_stand_above_it() {
    let ligne =
        |id: &str, ligne| LigneBudget { id: id.to_owned(), source: Some(source(ligne)), ..LigneBudget::default() };
    let mut dossier = Dossier {
        feuilles: vec![tableau(Some(20), &[("prevu", "D")]), tableau(Some(1), &[("prevu", "B")])],
        ..Dossier::default()
    };
    dossier.budget.lignes = vec![ligne("l-01", 4), ligne("l-02", 24)];
    assert_eq!(cellule(&dossier, "/budget/lignes/l-01/prevu"), "B4");
    assert_eq!(cellule(&dossier, "/budget/lignes/l-02/prevu"), "D24");
    // What the table has no column for was typed since; where no table is known, the row is.
    assert_eq!(cellule(&dossier, "/budget/lignes/l-02/mission"), "rien");
    assert_eq!(place(&dossier, "/budget/lignes/l-01/prevu").cellule.as_deref(), Some("B4"));
    // Two tables beside each other: nothing says in which one the row was read.
    dossier.feuilles.push(tableau(Some(20), &[("prevu", "H")]));
    assert_eq!(cellule(&dossier, "/budget/lignes/l-02/prevu"), "ligne 24");
    dossier.feuilles.clear();
    assert_eq!(cellule(&dossier, "/budget/lignes/l-01/prevu"), "ligne 4");
}

#[test]
fn evidence_is_that_of_the_element_and_of_its_counted_value() {
    let piece =
        |id: &str, titre: &str| Piece { id: PieceId(id.to_owned()), titre: Some(titre.to_owned()), ..Piece::default() };
    let indicateur = Indicateur {
        id: "rcp-organisees".to_owned(),
        preuve: Some("Feuilles de présence".to_owned()),
        pieces: vec![PieceId("p-02".to_owned())],
        ..Indicateur::default()
    };
    let pieces = vec![piece("p-01", "Contrat"), piece("p-02", "Comptes rendus")];
    let dossier = Dossier { pieces, indicateurs: vec![indicateur], ..Dossier::default() };
    let traces = Traces::new(&dossier);
    for adresse in ["/indicateurs/rcp-organisees/valeur", "/synthese/indicateurs/rcp-organisees/valeur"] {
        let found: Vec<_> = traces.preuves(adresse).into_iter().map(|preuve| (preuve.numero, preuve.titre)).collect();
        assert_eq!(
            found,
            [(Some("P2".to_owned()), "Comptes rendus".to_owned()), (None, "Feuilles de présence".to_owned())]
        );
    }
    assert!(traces.preuves("/cpts/nom").is_empty());
}

#[test]
fn values_of_a_list_tell_the_name_of_their_element_and_figures_that_of_their_line() {
    let mut dossier = Dossier {
        territoire: Territoire {
            communes: vec![Commune { nom: "Lautrec".to_owned(), ..Commune::default() }],
            ..Territoire::default()
        },
        ..Dossier::default()
    };
    dossier.budget.lignes = vec![LigneBudget {
        id: "l-01".to_owned(),
        poste: Some("Loyer".to_owned()),
        enveloppe: Some("Fonctionnement".to_owned()),
        prevu: crate::Montant::from_euros(10.0),
        ..LigneBudget::default()
    }];
    let synthese = crate::synthese(&dossier);
    let traces = Traces::new(&dossier);
    for (adresse, nom) in [
        ("/budget/lignes/l-01/prevu", Some("Loyer")),
        ("/budget/lignes/l-01/poste", None),
        ("/territoire/communes/0/population", Some("Lautrec")),
        ("/synthese/budget/enveloppes/fonctionnement/prevu", Some("Fonctionnement")),
        ("/cpts/siren", None),
    ] {
        assert_eq!(traces.element(&synthese, adresse), nom, "{adresse}");
    }
}
