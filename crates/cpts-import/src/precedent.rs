//! Numbers: given once, kept from one import to the next.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use cpts_model::{Dossier, Membre, MembreId, constat::codes::import as codes, lecture::plier};

use crate::{
    contexte::Contexte,
    doublons,
    journal::{Lieu, cite},
};

/// Name of the counter of members.
const MEMBRES: &str = "membres";

/// Gives every member and every item its number, the one it had in the earlier dossier where it is found there.
pub(crate) fn number(contexte: &mut Contexte<'_>, dossier: &mut Dossier) {
    let options = contexte.options;
    let precedent = options.precedent.as_ref();
    if let Some(precedent) = precedent {
        dossier.compteurs.clone_from(&precedent.compteurs);
    }
    members(contexte, dossier, precedent);
    let compteurs = &mut dossier.compteurs;
    let earlier = |f: fn(&Dossier) -> Vec<(String, String)>| precedent.map(f).unwrap_or_default();
    items(
        &mut dossier.actions,
        "actions",
        "a-",
        3,
        earlier(|d| pairs(&d.actions, |a| (text(a.intitule.as_ref()), &a.id))),
        |a| text(a.intitule.as_ref()),
        |a, id| a.id = id,
        compteurs,
    );
    items(
        &mut dossier.budget.lignes,
        "budget",
        "l-",
        2,
        earlier(|d| {
            pairs(&d.budget.lignes, |l| {
                (format!("{:?} {} {}", l.sens, text(l.poste.as_ref()), text(l.enveloppe.as_ref())), &l.id)
            })
        }),
        |l| format!("{:?} {} {}", l.sens, text(l.poste.as_ref()), text(l.enveloppe.as_ref())),
        |l, id| l.id = id,
        compteurs,
    );
    items(
        &mut dossier.partenaires,
        "partenaires",
        "p-",
        2,
        earlier(|d| pairs(&d.partenaires, |p| (text(p.nom.as_ref()), &p.id))),
        |p| text(p.nom.as_ref()),
        |p, id| p.id = id,
        compteurs,
    );
    let gouvernance = &mut dossier.gouvernance;
    let mandate = |m: &cpts_model::Mandat| format!("{} {}", text(m.nom.as_ref()), text(m.fonction.as_ref()));
    items(
        &mut gouvernance.bureau,
        "bureau",
        "b-",
        2,
        earlier(|d| {
            pairs(&d.gouvernance.bureau, |m| (format!("{} {}", text(m.nom.as_ref()), text(m.fonction.as_ref())), &m.id))
        }),
        mandate,
        |m, id| m.id = id,
        compteurs,
    );
    items(
        &mut gouvernance.conseil_administration,
        "conseil_administration",
        "ca-",
        2,
        earlier(|d| {
            pairs(&d.gouvernance.conseil_administration, |m| {
                (format!("{} {}", text(m.nom.as_ref()), text(m.fonction.as_ref())), &m.id)
            })
        }),
        mandate,
        |m, id| m.id = id,
        compteurs,
    );
    items(
        &mut gouvernance.groupes,
        "groupes",
        "g-",
        2,
        earlier(|d| pairs(&d.gouvernance.groupes, |g| (text(g.nom.as_ref()), &g.id))),
        |g| text(g.nom.as_ref()),
        |g, id| g.id = id,
        compteurs,
    );
    items(
        &mut gouvernance.equipe,
        "equipe",
        "e-",
        2,
        earlier(|d| {
            pairs(&d.gouvernance.equipe, |e| (format!("{} {}", text(e.nom.as_ref()), text(e.poste.as_ref())), &e.id))
        }),
        |e| format!("{} {}", text(e.nom.as_ref()), text(e.poste.as_ref())),
        |e, id| e.id = id,
        compteurs,
    );
}

fn text(texte: Option<&String>) -> String {
    texte.map(|t| plier(t)).unwrap_or_default()
}

fn pairs<T>(list: &[T], of: impl Fn(&T) -> (String, &String)) -> Vec<(String, String)> {
    list.iter().map(of).map(|(key, id)| (key, id.clone())).collect()
}

#[expect(
    clippy::too_many_arguments,
    reason = "one call per kind of item, each argument named by its place in the list"
)]
fn items<T>(
    list: &mut [T],
    compteur: &str,
    prefix: &str,
    width: usize,
    earlier: Vec<(String, String)>,
    key: impl Fn(&T) -> String,
    set: impl Fn(&mut T, String),
    compteurs: &mut BTreeMap<String, u32>,
) {
    if list.is_empty() {
        return;
    }
    let used = earlier.iter().filter_map(|(_, id)| id.rsplit('-').next()?.parse::<u32>().ok()).max().unwrap_or(0);
    let next = compteurs.entry(compteur.to_owned()).or_insert(0);
    *next = (*next).max(used);
    let mut earlier: HashMap<String, Vec<String>> = {
        let mut map: HashMap<String, Vec<String>> = HashMap::new();
        for (key, id) in earlier.into_iter().rev() {
            map.entry(key).or_default().push(id);
        }
        map
    };
    for item in list {
        let id = earlier.get_mut(&key(item)).and_then(Vec::pop).unwrap_or_else(|| {
            *next = next.saturating_add(1);
            format!("{prefix}{next:0width$}")
        });
        set(item, id);
    }
}

fn members(contexte: &mut Contexte<'_>, dossier: &mut Dossier, precedent: Option<&Dossier>) {
    let known = precedent.map_or_else(Known::default, |precedent| Known::of(&precedent.membres));
    let next = dossier.compteurs.entry(MEMBRES.to_owned()).or_insert(0);
    *next = (*next).max(known.highest);
    let mut used: BTreeSet<MembreId> = BTreeSet::new();
    // A sure match must not lose its number to a likely one further up the list: numbers first go by RPPS.
    let mut ids: Vec<Option<MembreId>> = dossier
        .membres
        .iter()
        .map(|membre| {
            let id =
                membre.rpps.as_ref().and_then(|rpps| known.by_rpps.get(rpps)).filter(|id| !used.contains(*id)).cloned();
            used.extend(id.clone());
            id
        })
        .collect();
    for (membre, id) in dossier.membres.iter().zip(&mut ids) {
        if id.is_none() {
            *id = known.likely(membre, &used);
            used.extend(id.clone());
        }
    }
    for (membre, id) in dossier.membres.iter_mut().zip(ids) {
        membre.id = id.unwrap_or_else(|| {
            *next = next.saturating_add(1);
            MembreId::new(*next)
        });
    }
    let gone: Vec<&Membre> =
        precedent.map(|p| p.membres.iter().filter(|m| !used.contains(&m.id)).collect()).unwrap_or_default();
    if let Some(first) = gone.first() {
        let nom =
            format!("{} {}", first.prenom.as_deref().unwrap_or_default(), first.nom.as_deref().unwrap_or_default());
        let message = match gone.len() {
            1 => format!("{} ({}) ne figure plus dans le classeur", cite(&nom), first.id.0),
            n => format!(
                "{n} adhérents du dossier précédent ne figurent plus dans le classeur, dont {} ({})",
                cite(&nom),
                first.id.0
            ),
        };
        contexte.journal.push(Lieu::default(), &codes::PRECEDENT_ABSENT, message);
    }
}

/// Members of the earlier dossier, by what recognises them.
#[derive(Default)]
struct Known {
    by_rpps: HashMap<String, MembreId>,
    by_name: HashMap<String, Vec<(Vec<String>, bool, MembreId)>>,
    highest: u32,
}

impl Known {
    fn of(membres: &[Membre]) -> Self {
        let mut known = Self::default();
        for membre in membres {
            known.highest = known.highest.max(membre.id.numero().unwrap_or(0));
            if let Some(rpps) = &membre.rpps {
                known.by_rpps.entry(rpps.clone()).or_insert_with(|| membre.id.clone());
            }
            let communes = membre.communes.iter().map(|c| plier(&c.nom)).collect();
            known.by_name.entry(doublons::key(membre)).or_default().push((
                communes,
                membre.rpps.is_some(),
                membre.id.clone(),
            ));
        }
        known
    }

    /// Same name and a commune in common; or the only one of that name, when a commune is missing.
    fn likely(&self, membre: &Membre, used: &BTreeSet<MembreId>) -> Option<MembreId> {
        if self.by_name.is_empty() {
            return None;
        }
        let key = doublons::key(membre);
        if key.is_empty() {
            return None;
        }
        // Two different RPPS are two persons, whatever their name.
        let free: Vec<_> = self
            .by_name
            .get(&key)?
            .iter()
            .filter(|(_, rpps, id)| !(used.contains(id) || *rpps && membre.rpps.is_some()))
            .collect();
        let communes: Vec<String> = membre.communes.iter().map(|c| plier(&c.nom)).collect();
        let shared = free.iter().find(|(theirs, ..)| theirs.iter().any(|commune| communes.contains(commune)));
        let alone =
            || free.first().filter(|(theirs, ..)| free.len() == 1 && (theirs.is_empty() || communes.is_empty()));
        shared.or_else(alone).map(|(_, _, id)| id.clone())
    }
}
