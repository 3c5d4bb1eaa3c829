//! The collection workbook that comes back, whole and mistreated; cells are laid out as its writer lays them.

use chrono::{NaiveDate, NaiveTime};
use cpts_collecte::{Cellule, Contenu, Forme, disposition, plan, remplir};
use cpts_model::{Action, Dossier, Indicateur, Membre, MembreId, Mission, Partenaire, Piece, PieceId, Rcp, Tache};

use super::*;
use crate::{
    ImportOptions,
    cells::{Cell, Sheet, Valeur},
    journal::Journal,
};

fn cell(colonne: u32, cellule: &Cellule) -> Option<Cell> {
    let valeur = match cellule {
        Cellule::Vide => return None,
        Cellule::Texte(texte) => Valeur::Texte(texte.as_str().into()),
        Cellule::Nombre(nombre) => Valeur::Nombre(*nombre),
        Cellule::Date(date) => Valeur::Date(date.and_time(NaiveTime::MIN)),
    };
    Some(Cell { colonne, valeur, format: None, marque: None, note: false })
}

fn row(ligne: u32, textes: impl IntoIterator<Item = Cellule>) -> Row {
    let cells = (1..).zip(textes).filter_map(|(colonne, cellule)| cell(colonne, &cellule)).collect();
    Row { ligne, masquee: false, cells }
}

fn texte(texte: impl Into<String>) -> Cellule {
    Cellule::Texte(texte.into())
}

/// Lays a dossier out as a workbook.
fn workbook(dossier: &Dossier) -> Workbook {
    let sheet = |nom: &str, rows: Vec<Row>| Sheet { nom: nom.to_owned(), visible: true, rows, ..Sheet::default() };
    let gabarit = disposition::Gabarit::of(dossier).lignes();
    let gabarit = (1..).zip(gabarit).map(|(ligne, (cle, valeur))| row(ligne, [texte(cle), texte(valeur)])).collect();
    let mut feuilles = vec![sheet(disposition::FEUILLE_GABARIT, gabarit)];
    for (feuille, contenu) in plan().iter().zip(remplir(dossier)) {
        let mut rows = vec![row(1, [Cellule::Vide, Cellule::Vide, texte(feuille.nom)])];
        let first = disposition::LIGNE_TITRES + 1;
        match (&feuille.forme, contenu) {
            (Forme::Tableau(tableau), Contenu::Tableau(rangs)) => {
                let cles = [texte(disposition::marque(feuille.cle)), texte(disposition::CLE_ORDRE)];
                rows.push(row(
                    disposition::LIGNE_CLES,
                    cles.into_iter().chain(tableau.colonnes.iter().map(|champ| texte(champ.role.cle()))),
                ));
                let titres = [texte("Numéro"), texte("Rang")];
                rows.push(row(
                    disposition::LIGNE_TITRES,
                    titres.into_iter().chain(tableau.colonnes.iter().map(|champ| texte(champ.titre))),
                ));
                for (ligne, rang) in (first..).zip(rangs) {
                    let ordre = rang.ordre.map_or(Cellule::Vide, |ordre| Cellule::Nombre(ordre.into()));
                    let id = if rang.id.is_empty() { Cellule::Vide } else { texte(rang.id) };
                    rows.push(row(ligne, [id, ordre].into_iter().chain(rang.cellules)));
                }
            }
            (Forme::Formulaire(champs), Contenu::Formulaire(cellules)) => {
                rows.push(row(disposition::LIGNE_CLES, [texte(disposition::marque(feuille.cle))]));
                for (ligne, (champ, cellule)) in (first..).zip(champs.iter().zip(cellules)) {
                    rows.push(row(ligne, [texte(champ.role.cle()), texte(champ.titre), cellule]));
                }
            }
            _ => unreachable!("the content follows the plan"),
        }
        feuilles.push(sheet(feuille.nom, rows));
    }
    Workbook { fichier: "collecte.xlsx".to_owned(), feuilles }
}

/// Reads a workbook; returns the dossier and the codes of what was found.
fn read_back(workbook: &Workbook) -> (Dossier, Vec<String>) {
    let options =
        ImportOptions { date: NaiveDate::from_ymd_opt(2026, 3, 1).expect("a day"), ..ImportOptions::default() };
    let classeurs = [workbook.clone()];
    let mut contexte = Contexte::new(&options, Journal::new(&classeurs));
    let mut read = read_all(&mut contexte, &classeurs, None);
    let found = contexte.journal.finish().into_iter().map(|constat| {
        let place = constat.place;
        let at = place.cellule.or(place.ligne.map(|ligne| ligne.to_string())).unwrap_or_default();
        format!("{} {}!{at}", constat.code, place.feuille.unwrap_or_default())
            .trim_end_matches('!')
            .trim_end()
            .to_owned()
    });
    (read.pop().expect("a collection workbook").1, found.collect())
}

fn sheet<'w>(workbook: &'w mut Workbook, nom: &str) -> &'w mut Sheet {
    workbook.feuilles.iter_mut().find(|sheet| sheet.nom == nom).expect("a sheet of the plan")
}

fn set(sheet: &mut Sheet, ligne: u32, colonne: u32, texte: &str) {
    let row = sheet.rows.iter_mut().find(|row| row.ligne == ligne).expect("a row");
    row.cells.retain(|cell| cell.colonne != colonne);
    if !texte.is_empty() {
        row.cells.extend(cell(colonne, &Cellule::Texte(texte.to_owned())));
        row.cells.sort_by_key(|cell| cell.colonne);
    }
}

/// Returns the column of a field.
fn column(cle: &str, chemin: &str) -> u32 {
    let feuille = cpts_collecte::feuille(cle).expect("a sheet");
    let rank = feuille.champs().iter().position(|champ| champ.role.cle() == chemin).expect("a field");
    disposition::COLONNE_CHAMPS + rank as u32
}

fn dossier() -> Dossier {
    let mut dossier = Dossier::default();
    dossier.cpts.nom = Some("CPTS du Val d’Aubrelle".to_owned());
    dossier.exercice.annee = Some(2025);
    for numero in 1..=3 {
        dossier.membres.push(Membre {
            id: MembreId::new(numero),
            nom: Some(format!("Nom{numero}")),
            prenom: Some("Anne".to_owned()),
            ..Membre::default()
        });
        dossier.partenaires.push(Partenaire {
            id: format!("p-{numero:02}"),
            nom: Some(format!("Partenaire {numero}")),
            ..Partenaire::default()
        });
        dossier.rcp.push(Rcp { id: format!("r-{numero:02}"), theme: Some("Plaies".to_owned()), ..Rcp::default() });
    }
    dossier.actions = vec![
        Action {
            id: "a-001".into(),
            intitule: Some("Forum".into()),
            mission: Some(Mission::Prevention),
            ..Action::default()
        },
        Action {
            id: "a-002".into(),
            intitule: Some("Accueil".into()),
            mission: Some(Mission::Accompagnement),
            ..Action::default()
        },
        Action {
            id: "a-003".into(),
            intitule: Some("Dépistage".into()),
            mission: Some(Mission::Prevention),
            ..Action::default()
        },
    ];
    dossier.indicateurs = vec![Indicateur { id: "rcp-organisees".into(), valeur: Some(3.0), ..Indicateur::default() }];
    dossier.pieces = vec![Piece { id: PieceId("p-01".into()), titre: Some("PV".into()), ..Piece::default() }];
    dossier.fiches_actions = vec![cpts_model::FicheAction {
        id: cpts_model::FicheId("f-01".into()),
        intitule: Some("Repérage".into()),
        mission: Some(Mission::Prevention),
        taches: vec![Tache { id: "t-01".into(), intitule: Some("Former".into()), ..Tache::default() }],
        ..cpts_model::FicheAction::default()
    }];
    dossier
}

/// Leaves out where values come from.
fn plain(mut dossier: Dossier) -> Dossier {
    dossier.provenance.clear();
    dossier.feuilles.clear();
    let mut json = serde_json::to_value(&dossier).expect("JSON");
    forget(&mut json);
    serde_json::from_value(json).expect("a dossier")
}

fn forget(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(map) => {
            map.remove("source");
            map.values_mut().for_each(forget);
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(forget),
        _ => {}
    }
}

#[test]
fn untouched_workbook_gives_the_dossier_and_nothing_to_say() {
    let (back, found) = read_back(&workbook(&dossier()));
    assert_eq!(found, [""; 0]);
    assert_eq!(plain(back), dossier());
}

#[test]
fn values_tell_their_cells() {
    let (back, _) = read_back(&workbook(&dossier()));
    assert_eq!(back.rcp[1].source.as_ref().map(|source| (&*source.feuille, source.ligne)), Some(("RCP", 7)));
    let theme =
        back.feuilles.iter().find(|feuille| feuille.feuille == "RCP").expect("traced").colonnes["theme"].clone();
    assert_eq!(theme, column_letters(column("rcp", "theme")));
    assert!(
        back.provenance.contains_key("/cpts/nom")
            && back.provenance.contains_key("/fiches_actions/f-01/taches/t-01/intitule")
    );
}

#[test]
fn sheets_in_any_order_and_renamed_are_read() {
    let mut moved = workbook(&dossier());
    moved.feuilles.reverse();
    sheet(&mut moved, "RCP").nom = "Nos concertations".to_owned();
    let (back, found) = read_back(&moved);
    assert_eq!(found, [""; 0]);
    assert_eq!(plain(back), dossier());
}

#[test]
fn rows_added_moved_and_emptied_are_followed() {
    let mut changed = workbook(&dossier());
    let rcp = sheet(&mut changed, "RCP");
    let (theme, participants) = (column("rcp", "theme"), column("rcp", "participants"));
    rcp.rows.push(row(12, []));
    set(rcp, 12, theme, "Santé mentale");
    set(rcp, 12, participants, "env. 12");
    // The first meeting is emptied, the two others change places.
    set(rcp, 6, theme, "");
    let numbers: Vec<usize> =
        rcp.rows.iter().enumerate().filter(|(_, r)| [7, 8].contains(&r.ligne)).map(|(i, _)| i).collect();
    let cells = std::mem::take(&mut rcp.rows[numbers[0]].cells);
    rcp.rows[numbers[0]].cells = std::mem::replace(&mut rcp.rows[numbers[1]].cells, cells);
    let (back, found) = read_back(&changed);
    let rcp: Vec<(&str, &str)> =
        back.rcp.iter().map(|r| (r.id.as_str(), r.theme.as_deref().unwrap_or_default())).collect();
    assert_eq!(rcp, [("r-03", "Plaies"), ("r-02", "Plaies"), ("r-04", "Santé mentale")]);
    assert_eq!(back.rcp[2].participants, Some(12));
    assert_eq!(back.compteurs, dossier().compteurs, "the fusion counts the numbers it gives");
    let participants = column_letters(participants);
    assert_eq!(found, ["ligne-videe RCP!6".to_owned(), format!("estimation-lue RCP!{participants}12")]);
}

#[test]
fn number_copied_with_its_row_is_given_once() {
    let mut changed = workbook(&dossier());
    let membres = sheet(&mut changed, "Membres");
    let mut copy = membres.rows.iter().find(|row| row.ligne == 6).expect("the first member").clone();
    copy.ligne = 20;
    membres.rows.push(copy);
    let (back, found) = read_back(&changed);
    let ids: Vec<&str> = back.membres.iter().map(|membre| membre.id.0.as_str()).collect();
    assert_eq!(ids, ["m-0001", "m-0002", "m-0003", "m-0004"]);
    assert_eq!(found, ["numero-double Membres!20"]);
}

#[test]
fn columns_renamed_are_known_by_their_keys_and_without_keys_by_their_titles() {
    let mut renamed = workbook(&dossier());
    let titles = sheet(&mut renamed, "Partenaires");
    set(titles, disposition::LIGNE_TITRES, column("partenaires", "nom"), "Qui");
    assert_eq!(read_back(&renamed).1, [""; 0]);
    assert_eq!(read_back(&renamed).0.partenaires[0].nom.as_deref(), Some("Partenaire 1"));

    let mut overwritten = workbook(&dossier());
    let titles = sheet(&mut overwritten, "Partenaires");
    for colonne in disposition::COLONNE_CHAMPS..disposition::COLONNE_CHAMPS + 6 {
        set(titles, disposition::LIGNE_TITRES, colonne, &format!("Colonne {colonne}"));
    }
    assert_eq!(read_back(&overwritten).1, [""; 0]);
    assert_eq!(read_back(&overwritten).0.partenaires.len(), dossier().partenaires.len());

    let mut without = workbook(&dossier());
    sheet(&mut without, "Partenaires").rows.retain(|row| row.ligne != disposition::LIGNE_CLES);
    let (back, found) = read_back(&without);
    assert_eq!(found, [""; 0]);
    assert_eq!(back.partenaires[2].nom.as_deref(), Some("Partenaire 3"));
    assert_eq!(back.partenaires[2].id, "p-03");
}

#[test]
fn heading_overwritten_and_keys_gone_are_told() {
    let mut lost = workbook(&dossier());
    let partenaires = sheet(&mut lost, "Partenaires");
    partenaires.rows.retain(|row| row.ligne > disposition::LIGNE_TITRES);
    let (back, found) = read_back(&lost);
    assert_eq!(found, ["collecte-titres-perdus Partenaires"]);
    assert!(back.partenaires.is_empty());
}

#[test]
fn sheet_and_column_deleted_are_told_and_the_rest_is_read() {
    let mut less = workbook(&dossier());
    less.feuilles.retain(|sheet| sheet.nom != "RCP");
    let nom = column("partenaires", "modalite");
    for row in &mut sheet(&mut less, "Partenaires").rows {
        row.cells.retain(|cell| cell.colonne != nom);
    }
    let (back, found) = read_back(&less);
    assert_eq!(found, ["collecte-feuille-absente", "collecte-colonne-absente Partenaires"]);
    assert!(back.rcp.is_empty());
    assert_eq!(back.partenaires.len(), 3);
}

#[test]
fn workbook_of_another_version_is_read_and_told() {
    for (version, code) in [(0, "collecte-version"), (7, "collecte-version-future")] {
        let mut other = workbook(&dossier());
        for sheet in &mut other.feuilles {
            if let Some((_, cle)) = reperage::mark(sheet).map(|mark| (mark.version, mark.cle.to_owned())) {
                set(sheet, disposition::LIGNE_CLES, 1, &format!("cpts:collecte:{version}:{cle}"));
            }
        }
        let (back, found) = read_back(&other);
        assert_eq!(found, [code]);
        assert_eq!(back.membres.len(), 3);
    }
}

#[test]
fn formula_replaced_by_a_text_is_told() {
    let mut changed = workbook(&dossier());
    let feuille = cpts_collecte::feuille("indicateurs").expect("a sheet");
    let rank = feuille.champs().iter().position(|champ| champ.titre == "Atteinte").expect("shown");
    set(sheet(&mut changed, "Indicateurs"), 6, disposition::COLONNE_CHAMPS + rank as u32, "bien");
    let (back, found) = read_back(&changed);
    assert_eq!(
        back.indicateurs,
        dossier()
            .indicateurs
            .into_iter()
            .map(|i| Indicateur { source: back.indicateurs[0].source.clone(), ..i })
            .collect::<Vec<_>>()
    );
    assert!(found.len() == 1 && found[0].starts_with("collecte-formule-remplacee Indicateurs!"), "{found:?}");
}

#[test]
fn pasted_cells_that_broke_a_choice_are_read_or_asked() {
    let mut changed = workbook(&dossier());
    let prevention = sheet(&mut changed, "Prévention");
    set(prevention, 6, column("prevention", "etat"), "en attente");
    set(prevention, 6, column("prevention", "pieces"), "PV");
    set(prevention, 7, column("prevention", "pieces"), "Facture");
    set(prevention, 7, column("prevention", "nombre"), "-4");
    let (back, found) = read_back(&changed);
    let by_id = |id: &str| back.actions.iter().find(|action| action.id == id).expect("kept");
    assert_eq!(by_id("a-001").pieces, [PieceId("p-01".to_owned())]);
    let at = |chemin: &str| column_letters(column("prevention", chemin));
    assert_eq!(
        found,
        [
            format!("valeur-non-comprise Prévention!{}6", at("etat")),
            format!("valeur-non-comprise Prévention!{}7", at("nombre")),
            format!("reference-inconnue Prévention!{}7", at("pieces")),
        ]
    );
}

#[test]
fn action_added_on_the_sheet_of_a_mission_takes_it() {
    let mut changed = workbook(&dossier());
    let prevention = sheet(&mut changed, "Prévention");
    prevention.rows.push(row(9, []));
    set(prevention, 9, column("prevention", "intitule"), "Vaccination");
    let (back, found) = read_back(&changed);
    assert_eq!(found, [""; 0]);
    let actions: Vec<(&str, Option<Mission>)> = back.actions.iter().map(|a| (a.id.as_str(), a.mission)).collect();
    assert_eq!(actions[3], ("a-004", Some(Mission::Prevention)));
}

#[test]
fn row_of_a_parent_that_is_gone_is_told() {
    let mut changed = workbook(&dossier());
    set(sheet(&mut changed, "Tâches"), 6, disposition::COLONNE_CHAMPS, "Fiche disparue");
    let (back, found) = read_back(&changed);
    assert!(back.fiches_actions[0].taches.is_empty());
    assert_eq!(found, [format!("ligne-sans-parent Tâches!{}6", column_letters(disposition::COLONNE_CHAMPS))]);
}

#[test]
fn value_of_an_indicator_takes_what_people_write() {
    let mut changed = workbook(&dossier());
    let indicateurs = sheet(&mut changed, "Indicateurs");
    let valeur = column("indicateurs", "valeur");
    // The proposals of the catalogue follow the one that is declared.
    for (ligne, texte) in (7..).zip(["nc", "Oui", "env. 450", "12,5 %", "beaucoup"]) {
        set(indicateurs, ligne, valeur, texte);
    }
    let (back, found) = read_back(&changed);
    let read: Vec<_> = back.indicateurs.iter().skip(1).map(|i| (i.etat, i.reponse, i.valeur, i.estime)).collect();
    assert_eq!(
        read,
        [
            (Some(cpts_model::EtatValeur::NonCommunique), None, None, false),
            (None, Some(true), None, false),
            (None, None, Some(450.0), true),
            (None, None, Some(12.5), false),
            (None, None, None, false),
        ]
    );
    let letters = column_letters(valeur);
    assert_eq!(
        found,
        [format!("estimation-lue Indicateurs!{letters}9"), format!("valeur-non-comprise Indicateurs!{letters}11")]
    );
}

/// What a fusion takes the workbook for: rows of the dossier from which it was made.
fn brought_back(dossier: &Dossier, workbook: &Workbook) -> cpts_model::fusion::Fusion {
    use cpts_model::fusion::{FusionOptions, Numeros, merge, number_provisionally};
    let options =
        ImportOptions { date: NaiveDate::from_ymd_opt(2026, 3, 1).expect("a day"), ..ImportOptions::default() };
    let classeurs = [workbook.clone()];
    let mut contexte = Contexte::new(&options, Journal::new(&classeurs));
    let (_, mut read, numeros) = read_all(&mut contexte, &classeurs, Some(dossier)).pop().expect("one workbook");
    number_provisionally(&mut read, Some(&numeros), &mut 0);
    let relus = BTreeSet::from([workbook.fichier.clone()]);
    let options = FusionOptions { relus, existant: true, numeros: Numeros::Communs, ..FusionOptions::default() };
    merge(dossier.clone(), read, &options).expect("one community")
}

#[test]
fn untouched_workbook_changes_nothing_in_the_dossier_from_which_it_was_made() {
    let dossier = cpts_model::dossier_from_json(include_str!("../../../../examples/dossier-complet.json"))
        .expect("the example is a dossier");
    let fusion = brought_back(&dossier, &workbook(&dossier));
    let told: Vec<_> = fusion.constats.iter().map(|c| (c.code.as_str(), c.message.as_str())).collect();
    assert_eq!(told, Vec::<(&str, &str)>::new());
    assert_eq!(fusion.bilan, cpts_model::fusion::Bilan::default());
    let again = brought_back(&fusion.dossier, &workbook(&fusion.dossier));
    assert_eq!(again.dossier, fusion.dossier);
    // A row that was added is counted when it comes, and not when it comes again.
    let mut longer = workbook(&dossier);
    let rcp = sheet(&mut longer, "RCP");
    rcp.rows.push(row(50, []));
    set(rcp, 50, column("rcp", "theme"), "Santé mentale");
    let fusion = brought_back(&dossier, &longer);
    assert_eq!(fusion.dossier.rcp.len(), dossier.rcp.len() + 1);
    assert_eq!(brought_back(&fusion.dossier, &longer).dossier, fusion.dossier);
    // A title that is changed under its number is a change, not another action.
    let mut edited = dossier.clone();
    edited.actions[0].intitule = Some("Tout autre chose".to_owned());
    let fusion = brought_back(&dossier, &workbook(&edited));
    let codes: Vec<_> = fusion.constats.iter().map(|constat| constat.code.as_str()).collect();
    assert_eq!((codes, fusion.bilan.autres.modifies), (vec!["fusion-valeur-remplacee"], 1));
    assert_eq!(fusion.dossier.actions[0].id, dossier.actions[0].id);
    assert_eq!(fusion.dossier.actions.len(), dossier.actions.len());
}

#[test]
fn column_added_by_hand_is_told() {
    let mut more = workbook(&dossier());
    let feuille = cpts_collecte::feuille("partenaires").expect("a sheet");
    let after = disposition::COLONNE_CHAMPS + feuille.champs().len() as u32;
    set(sheet(&mut more, "Partenaires"), disposition::LIGNE_TITRES, after, "Téléphone du contact");
    assert_eq!(read_back(&more).1, [""; 0]);
    set(sheet(&mut more, "Partenaires"), 6, after, "04 65 71 00 02");
    assert_eq!(read_back(&more).1, [format!("colonne-non-reprise Partenaires!{}5", column_letters(after))]);
}
