//! What a map shows of the dossier: the communes of the territory, with their members.

use std::{
    collections::{BTreeMap, BTreeSet, btree_map::Entry},
    sync::Arc,
};

use cpts_model::{Decompte, geographie, lecture::plier, synthese::LIGNE_SANS_COMMUNE};

use crate::{
    data::{Child, Node},
    engine::Context,
};

/// The communes of the territory, in alphabetical order.
pub(super) struct Territoire {
    pub(super) lieux: Vec<Lieu>,
    /// Whether members are known at all: without a list of members, no commune has « 0 ».
    pub(super) a_des_effectifs: bool,
    /// Members counted in no commune of the territory; `None` where masked counts forbid to tell.
    pub(super) ailleurs: Option<u32>,
}

/// A commune of the territory.
pub(super) struct Lieu {
    pub(super) nom: String,
    /// INSEE code of the commune of today; empty where it is not known.
    pub(super) code: String,
    /// Its line of the breakdown by commune, where it has one.
    pub(super) ligne: Option<String>,
    /// Its members; `None` where nothing is known, or where the same commune came before.
    pub(super) effectif: Option<Decompte>,
    pub(super) item: Arc<Node>,
}

impl Lieu {
    /// Returns the number of members, where it is shown.
    pub(super) fn nombre(&self) -> Option<u32> {
        self.effectif.as_ref().and_then(|effectif| effectif.nombre)
    }

    pub(super) fn is_masked(&self) -> bool {
        self.effectif.as_ref().is_some_and(|effectif| effectif.nombre.is_none())
    }
}

impl Territoire {
    pub(super) fn new(context: &Context) -> Self {
        let synthese = &context.diffusion.synthese;
        let a_des_effectifs = !synthese.par_commune.is_empty();
        // By commune of today: its line, and its members, old communes of one commune together.
        let mut effectifs: BTreeMap<String, (String, Decompte)> = BTreeMap::new();
        for line in synthese.par_commune.iter().filter(|line| line.id != LIGNE_SANS_COMMUNE) {
            match effectifs.entry(today(&line.id)) {
                Entry::Vacant(entry) => drop(entry.insert((line.id.clone(), line.effectif.clone()))),
                Entry::Occupied(mut entry) => add(&mut entry.get_mut().1, &line.effectif),
            }
        }
        let list = context.root.branch("territoire.communes");
        let items = list.iter().flat_map(|list| list.items().collect::<Vec<_>>());
        let nodes = items.filter_map(|item| if let Child::Node(node) = item { Some(node) } else { None });
        let mut lieux: Vec<Lieu> = nodes.filter_map(lieu).collect();
        lieux.sort_by_cached_key(|lieu| (plier(&lieu.nom), lieu.code.clone()));
        let mut seen = BTreeSet::new();
        for lieu in &mut lieux {
            // The breakdown knows a commune without a code by its folded name.
            let key = if lieu.code.is_empty() { plier(&lieu.nom) } else { lieu.code.clone() };
            if seen.insert(key.clone()) && a_des_effectifs {
                let (ligne, effectif) = effectifs.remove(&key).unzip();
                lieu.ligne = ligne;
                lieu.effectif = Some(effectif.unwrap_or_else(|| Decompte::new(0)));
            }
        }
        let masked = synthese.par_commune.iter().any(|line| line.effectif.nombre.is_none());
        let here: u32 = lieux.iter().filter_map(Lieu::nombre).sum();
        let ailleurs = synthese.adherents.nombre.filter(|_| !masked).and_then(|all| all.checked_sub(here));
        Self { lieux, a_des_effectifs, ailleurs }
    }
}

fn lieu(item: Arc<Node>) -> Option<Lieu> {
    let text = |cle: &str| item.get(cle).and_then(Child::as_str).map(str::trim).unwrap_or_default().to_owned();
    let nom = text("nom");
    if nom.is_empty() {
        return None;
    }
    Some(Lieu { nom, code: today(&text("code_insee")), ligne: None, effectif: None, item })
}

/// Returns the code of the commune of today; what is no code stays as it is.
fn today(code: &str) -> String {
    geographie::commune(code).map_or_else(|| code.to_owned(), |fiche| fiche.code.to_owned())
}

/// Adds a count to another; a masked one masks the sum.
fn add(sum: &mut Decompte, effectif: &Decompte) {
    *sum = match (sum.nombre, effectif.nombre) {
        (Some(one), Some(two)) => Decompte::new(one.saturating_add(two)),
        _ => Decompte { nombre: None, affiche: "masqué".to_owned() },
    };
}
