//! Numbers of the elements: those that came back, once each, and new ones for the rows that were added.

use std::collections::{BTreeMap, BTreeSet};

use cpts_model::{Dossier, Membre, Reunion, constat::codes::collecte as codes, identifiant::Anomalie, lecture};
use serde_json::Value;

use super::{Contexte, Feuillet, LigneLue, Lignes, Travail};
use crate::{
    Forme, ListePlan, Role, Tableau,
    etiquettes::{self, Etiquettes},
};

/// What the rows are called.
pub(super) struct Numerotees {
    /// For each sheet and each of its rows, the list it belongs to and its number; `None` for a row without element.
    pub(super) ids: Vec<Vec<Option<(usize, String)>>>,
    /// Elements that cells may name.
    pub(super) etiquettes: BTreeMap<&'static str, Etiquettes>,
    /// Last numbers given.
    pub(super) compteurs: BTreeMap<String, u32>,
}

/// Gives every row its number.
pub(super) fn give(feuillets: &[Feuillet<'_>], contexte: &Contexte, travail: &mut Travail) -> Numerotees {
    let mut compteurs = contexte.gabarit.compteurs.clone();
    let mut hauts = highest(contexte.precedent.as_ref());
    let mut ids: Vec<Vec<Option<(usize, String)>>> = Vec::with_capacity(feuillets.len());
    let mut used: BTreeSet<(&'static str, String, String)> = BTreeSet::new();
    for feuillet in feuillets {
        let (Forme::Tableau(tableau), Lignes::Tableau { lignes, .. }) = (&feuillet.feuille.forme, &feuillet.lignes)
        else {
            continue;
        };
        for id in lignes.iter().filter_map(|ligne| ligne.id.as_deref()) {
            for liste in &tableau.listes {
                if let (Some(forme), Some(numero)) = (&liste.numero, number(id)) {
                    let haut = hauts.entry(liste.chemin).or_default();
                    if id.starts_with(&forme.prefixe) {
                        *haut = (*haut).max(numero);
                    }
                }
            }
        }
    }
    for (index, feuillet) in feuillets.iter().enumerate() {
        let (Forme::Tableau(tableau), Lignes::Tableau { lignes, .. }) = (&feuillet.feuille.forme, &feuillet.lignes)
        else {
            ids.push(Vec::new());
            continue;
        };
        let mut of_sheet = Vec::with_capacity(lignes.len());
        for ligne in lignes {
            if is_empty(tableau, ligne) {
                if let (Some(id), Some(_)) = (&ligne.id, ligne.ordre) {
                    let message = format!("la ligne de l’élément {id} est vide\u{a0}: il est retiré");
                    travail.tell(index, ligne.ligne, None, Anomalie::new(&codes::LIGNE_VIDEE, message));
                }
                of_sheet.push(None);
                continue;
            }
            let branche = branch(tableau, ligne);
            if branche.is_none() {
                let champ = tableau.colonnes.iter().position(|champ| champ.role == Role::Branche);
                let message = format!("ligne mise dans «\u{a0}{}\u{a0}»", tableau.listes[0].libelle);
                travail.tell(index, ligne.ligne, champ, Anomalie::new(&codes::LISTE_NON_CHOISIE, message));
            }
            let rang = branche.unwrap_or(0);
            let liste = &tableau.listes[rang];
            let parent = typed(tableau, ligne, &Role::Parent).unwrap_or_default().to_owned();
            let known = ligne.id.clone().filter(|id| used.insert((liste.chemin, parent.clone(), id.clone())));
            if let (Some(id), None) = (&ligne.id, &known) {
                let message = format!("deux lignes portent le numéro {id}\u{a0}: celle-ci en reçoit un autre");
                travail.tell(index, ligne.ligne, None, Anomalie::new(&codes::NUMERO_DOUBLE, message));
            }
            let id = known.unwrap_or_else(|| {
                let id = fresh(liste, &mut hauts, &mut compteurs);
                used.insert((liste.chemin, parent, id.clone()));
                id
            });
            of_sheet.push(Some((rang, id)));
        }
        ids.push(of_sheet);
    }
    let etiquettes = labels(feuillets, &ids);
    Numerotees { ids, etiquettes, compteurs }
}

/// Returns the list that a row says it belongs to; `None` where it says nothing, and there are several.
fn branch(tableau: &Tableau, ligne: &LigneLue<'_>) -> Option<usize> {
    if tableau.listes.len() == 1 {
        return Some(0);
    }
    let texte = lecture::plier(typed(tableau, ligne, &Role::Branche)?);
    tableau.listes.iter().position(|liste| lecture::plier(liste.libelle) == texte)
}

/// Returns what stands in the column of a role.
pub(super) fn typed<'l>(tableau: &Tableau, ligne: &'l LigneLue<'_>, role: &Role) -> Option<&'l str> {
    let column = tableau.colonnes.iter().position(|champ| champ.role == *role)?;
    ligne.saisies.get(column)?.as_ref().map(|saisie| saisie.texte.trim()).filter(|texte| !texte.is_empty())
}

/// Whether a row holds no element. A proposal that stands in the dossier is one by its number alone; in a row that was added,
/// a word that is always there says nothing.
fn is_empty(tableau: &Tableau, ligne: &LigneLue<'_>) -> bool {
    let proposed = ligne.ordre.is_some() && ligne.id.as_deref().is_some_and(|id| number(id).is_none());
    let typed = tableau.colonnes.iter().zip(&ligne.saisies).any(|(champ, saisie)| {
        let says = saisie.as_ref().is_some_and(|saisie| !saisie.texte.trim().is_empty());
        let counts = matches!(champ.role, Role::Valeur(_))
            && (ligne.ordre.is_some() || champ.facultatif || champ.genre.est_long());
        says && counts
    });
    !proposed && !typed
}

/// Returns the number at the end of an identifier: 7 of `a-007`.
fn number(id: &str) -> Option<u32> {
    let (_, digits) = id.rsplit_once('-')?;
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

/// Returns the name of the counter of a list.
fn counter(liste: &ListePlan) -> &'static str {
    match liste.chemin {
        "budget/lignes" => "budget",
        chemin => chemin.rsplit('/').next().unwrap_or(chemin),
    }
}

fn fresh(liste: &ListePlan, hauts: &mut BTreeMap<&'static str, u32>, compteurs: &mut BTreeMap<String, u32>) -> String {
    let Some(forme) = &liste.numero else { return String::new() };
    let haut = hauts.entry(liste.chemin).or_default();
    let compteur = compteurs.entry(counter(liste).to_owned()).or_default();
    let next = (*haut).max(*compteur).saturating_add(1);
    (*haut, *compteur) = (next, next);
    format!("{}{next:0width$}", forme.prefixe, width = forme.largeur)
}

/// Returns the highest number of each list of a dossier, counters included.
fn highest(precedent: Option<&Dossier>) -> BTreeMap<&'static str, u32> {
    let mut hauts = BTreeMap::new();
    let Some(precedent) = precedent else { return hauts };
    let contenus = crate::remplir(precedent);
    for (feuille, contenu) in crate::plan().iter().zip(&contenus) {
        let (Forme::Tableau(tableau), crate::Contenu::Tableau(rangs)) = (&feuille.forme, contenu) else { continue };
        for liste in &tableau.listes {
            let counted = precedent.compteurs.get(counter(liste)).copied().unwrap_or_default();
            let prefixe = liste.numero.as_ref().map_or("", |forme| forme.prefixe.as_str());
            let found =
                rangs.iter().filter(|rang| rang.id.starts_with(prefixe)).filter_map(|rang| number(&rang.id)).max();
            let haut: &mut u32 = hauts.entry(liste.chemin).or_default();
            *haut = (*haut).max(counted).max(found.unwrap_or_default());
        }
    }
    hauts
}

/// Returns the elements that cells may name, by the titles that stand in their rows.
fn labels(feuillets: &[Feuillet<'_>], ids: &[Vec<Option<(usize, String)>>]) -> BTreeMap<&'static str, Etiquettes> {
    let mut all: BTreeMap<&'static str, Etiquettes> =
        etiquettes::LISTES.iter().map(|liste| (*liste, Etiquettes::default())).collect();
    for (feuillet, ids) in feuillets.iter().zip(ids) {
        let (Forme::Tableau(tableau), Lignes::Tableau { lignes, .. }) = (&feuillet.feuille.forme, &feuillet.lignes)
        else {
            continue;
        };
        for (ligne, id) in lignes.iter().zip(ids) {
            let Some((rang, id)) = id else { continue };
            let chemin = tableau.listes[*rang].chemin;
            if let Some(etiquettes) = all.get_mut(chemin) {
                etiquettes.insert(id, &title(chemin, id, tableau, ligne));
            }
        }
    }
    all
}

fn title(chemin: &str, id: &str, tableau: &Tableau, ligne: &LigneLue<'_>) -> String {
    let of = |nom: &str| typed(tableau, ligne, &Role::Valeur(nom.to_owned())).map(str::to_owned);
    match chemin {
        "membres" => etiquettes::nom_membre(&Membre { nom: of("nom"), prenom: of("prenom"), ..Membre::default() }),
        "pieces" => of("titre").unwrap_or_default(),
        "indicateurs" => of("intitule").or_else(|| etiquettes::titre_indicateur(id)).unwrap_or_default(),
        "reunions" => {
            let nature = of("nature").and_then(|nature| crate::choix::du_type("NatureReunion")?.cle(&nature));
            let nature = nature.and_then(|cle| serde_json::from_value(Value::from(cle)).ok()).unwrap_or_default();
            let date = of("date").and_then(|date| date.parse().ok());
            etiquettes::titre_reunion(&Reunion { nature, date, ..Reunion::default() })
        }
        _ => of("intitule").unwrap_or_default(),
    }
}
