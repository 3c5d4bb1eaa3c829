//! Tables of the members: breakdowns, and the list, streamed from the dossier.

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use cpts_model::{Decompte, Diffusion, Membre, ModeExercice, Nature, Qualite, Repartition, synthese::presence};

use super::{
    budget::computed,
    graphique,
    tableau::{Request, Wanted, dash},
    tables::{ColumnDef, Vide},
};
use crate::{
    francais::{self, ESPACE},
    outline::{Align, Block, Cell, Column, Inline, RowSource, Rows, TableKind},
    printed,
};

const fn column(cle: &'static str, titre: &'static str, weight: u32) -> ColumnDef {
    ColumnDef { cle, titre, weight, align: Align::Left, vide: Vide::Retire, demande: false }
}

/// Columns of the list of members. Those that no member fills, or that the profile emptied, go.
pub(super) const COLUMNS: &[ColumnDef] = &[
    ColumnDef { vide: Vide::Manque, ..column("nom", "Nom", 1700) },
    column("prenom", "Prénom", 1400),
    ColumnDef { vide: Vide::Manque, ..column("professions", "Profession", 2500) },
    column("mode_exercice", "Exercice", 1200),
    column("structure", "Structure", 2786),
    // A health project says of each member whether it speaks for an organisation.
    ColumnDef { demande: true, ..column("titre", "À quel titre", 1500) },
    column("communes", "Commune", 2300),
    column("telephones", "Téléphone", 1600),
    column("email", "E-mail", 2600),
    column("date_adhesion", "Adhésion", 1200),
    column("qualite", "Qualité", 1400),
];

/// Returns the members by profession or by commune.
pub(super) fn repartition(request: &Request<'_>) -> Vec<Block> {
    let synthese = &request.context.diffusion.synthese;
    let by_commune = request.def.nom == "adherents_par_commune";
    let lines = if by_commune { &synthese.par_commune } else { &synthese.par_profession };
    if lines.is_empty() {
        // Both breakdowns lack the same thing: the list.
        return request.empty("/membres");
    }
    let before = |line: &Repartition| line.effectif_precedent.as_ref().and_then(|count| count.nombre);
    let masked = |line: &Repartition| line.effectif_precedent.as_ref().is_some_and(|count| count.nombre.is_none());
    // A column of masked counts says nothing, and the zeros that are left in it no more.
    let tells_before = lines.iter().any(|line| before(line).is_some_and(|nombre| nombre > 0))
        || !lines.iter().any(masked) && lines.iter().any(|line| before(line).is_some());
    let filled = |wanted: &&Wanted| match wanted.def.cle {
        "effectif_precedent" => tells_before,
        "ecart" => tells_before && lines.iter().any(|line| line.effectif.nombre.is_some() && before(line).is_some()),
        "part" => lines.iter().any(|line| line.part.is_some()),
        _ => true,
    };
    let columns: Vec<Wanted> =
        request.columns.iter().filter(|wanted| wanted.vide != Vide::Retire || filled(wanted)).copied().collect();
    let annee = request.context.diffusion.dossier.exercice.annee;
    let titled = columns.iter().map(|wanted| Column {
        title: match (wanted.def.cle, annee) {
            ("effectif", Some(annee)) => annee.to_string(),
            ("effectif_precedent", Some(annee)) => annee.saturating_sub(1).to_string(),
            ("part", Some(annee)) => format!("Part {annee}"),
            _ => wanted.def.titre.to_owned(),
        },
        ..wanted.column()
    });
    let titled = titled.collect();
    let list = request.def.chemin.replace('.', "/");
    let row = |line: &Repartition| columns.iter().map(|wanted| repartition_cell(&list, line, wanted)).collect();
    let rows = lines.iter().map(row).collect();
    let total = columns.iter().map(|wanted| match wanted.def.cle {
        "libelle" => vec![Inline::Text("Ensemble".to_owned())],
        "effectif" => {
            vec![computed("/synthese/adherents".to_owned(), "Nombre d’adhérents", shown(&synthese.adherents))]
        }
        "effectif_precedent" => synthese.adherents_precedent.as_ref().map_or_else(dash, |precedent| {
            let adresse = "/synthese/adherents_precedent".to_owned();
            vec![computed(adresse, "Nombre d’adhérents, année précédente", shown(precedent))]
        }),
        "ecart" => difference(&synthese.adherents, synthese.adherents_precedent.as_ref()),
        _ => vec![Inline::Text(francais::pourcent(100.0))],
    });
    let total = (lines.len() > 1).then(|| total.collect());
    let finding = by_commune.then(|| graphique::finding("Commune", lines));
    vec![Block::Table(request.found(titled, Rows::Fixed(rows), total, finding.as_deref()))]
}

fn repartition_cell(list: &str, line: &Repartition, wanted: &Wanted) -> Cell {
    let field =
        |cle: &str, texte: String| vec![computed(format!("/{list}/{}/{cle}", line.id), wanted.def.titre, texte)];
    match wanted.def.cle {
        "libelle" => vec![Inline::Text(line.libelle.clone())],
        "effectif" => field("effectif", shown(&line.effectif)),
        "effectif_precedent" => {
            line.effectif_precedent.as_ref().map_or_else(dash, |d| field("effectif_precedent", shown(d)))
        }
        "ecart" => difference(&line.effectif, line.effectif_precedent.as_ref()),
        _ => line.part.map_or_else(dash, |part| field("part", francais::pourcent(part))),
    }
}

/// Returns a count as it is printed.
pub(super) fn shown(decompte: &Decompte) -> String {
    decompte.nombre.map_or_else(|| decompte.affiche.clone(), |nombre| francais::nombre(i64::from(nombre)))
}

/// Returns the difference of two counts, where neither is masked.
fn difference(now: &Decompte, before: Option<&Decompte>) -> Cell {
    let both = now.nombre.zip(before.and_then(|before| before.nombre));
    both.map_or_else(dash, |(now, before)| vec![Inline::Text(francais::ecart(i64::from(now) - i64::from(before)))])
}

/// Returns the list of the members of the end of the exercice, by name.
pub(super) fn liste(request: &Request<'_>) -> Vec<Block> {
    let diffusion = &request.context.diffusion;
    let order = order(diffusion);
    if order.is_empty() {
        return request.empty("/membres");
    }
    let membres = || order.iter().map(|index| &diffusion.dossier.membres[*index as usize]);
    let mots = Mots::of(membres());
    let mut empty: Vec<&Wanted> = request.columns.iter().filter(|wanted| wanted.vide == Vide::Retire).collect();
    // Member by member: most columns are settled by the first few.
    for membre in membres() {
        empty.retain(|wanted| value(membre, wanted.def.cle, &mots).is_empty());
    }
    let is_empty = |wanted: &Wanted| empty.iter().any(|other| other.def.cle == wanted.def.cle);
    let columns: Vec<Wanted> = request.columns.iter().filter(|wanted| !is_empty(wanted)).copied().collect();
    let keys = columns.iter().map(|wanted| wanted.def.cle).collect();
    let rows = Rows::Streamed(Arc::new(Liste::new(diffusion.clone(), order, keys)));
    let mut table = request.table(columns.iter().map(Wanted::column).collect(), rows, None);
    table.kind = TableKind::Dense;
    vec![Block::Table(table)]
}

/// Returns the members of the end of the exercice that have a name, in the order of their names, by their place in the dossier.
pub(super) fn order(diffusion: &Diffusion) -> Vec<u32> {
    let exercice = &diffusion.dossier.exercice;
    let is_listed =
        |membre: &Membre| (membre.nom.is_some() || membre.prenom.is_some()) && presence(membre, exercice).fin;
    let mut order: Vec<u32> = (0..diffusion.dossier.membres.len() as u32)
        .filter(|index| is_listed(&diffusion.dossier.membres[*index as usize]))
        .collect();
    order.sort_by_cached_key(|index| {
        let membre = &diffusion.dossier.membres[*index as usize];
        // One key for both names; no letter sorts before what separates them.
        fold(membre.nom.as_deref()) + "\0" + &fold(membre.prenom.as_deref())
    });
    order
}

/// The lines of the list of members.
pub(super) struct Liste {
    diffusion: Arc<Diffusion>,
    order: Vec<u32>,
    keys: Vec<&'static str>,
    mots: Mots,
}

/// The words for the values of enumerations that the members hold.
struct Mots {
    modes: BTreeMap<ModeExercice, String>,
    qualites: BTreeMap<Qualite, String>,
}

impl Mots {
    fn of<'a>(membres: impl Iterator<Item = &'a Membre>) -> Self {
        let mut mots = Self { modes: BTreeMap::new(), qualites: BTreeMap::new() };
        for membre in membres {
            if let Some(mode) = membre.mode_exercice {
                mots.modes.entry(mode).or_insert_with(|| slug(&mode));
            }
            if let Some(qualite) = membre.qualite {
                mots.qualites.entry(qualite).or_insert_with(|| slug(&qualite));
            }
        }
        mots
    }
}

impl Liste {
    /// Returns the lines of the members of `order`, with the columns of `keys`.
    pub(super) fn new(diffusion: Arc<Diffusion>, order: Vec<u32>, keys: Vec<&'static str>) -> Self {
        let mots = Mots::of(order.iter().map(|index| &diffusion.dossier.membres[*index as usize]));
        Self { diffusion, order, keys, mots }
    }
}

impl RowSource for Liste {
    fn len(&self) -> usize {
        self.order.len()
    }

    fn row<'a>(&'a self, index: usize, cells: &mut Vec<Cow<'a, str>>) {
        let membre = self.order.get(index).and_then(|member| self.diffusion.dossier.membres.get(*member as usize));
        for cle in &self.keys {
            let texte = membre.map_or(Cow::Borrowed(""), |membre| value(membre, cle, &self.mots));
            cells.push(if texte.is_empty() { Cow::Borrowed("–") } else { texte });
        }
    }
}

fn value<'a>(membre: &'a Membre, cle: &str, mots: &'a Mots) -> Cow<'a, str> {
    let text = |texte: &'a Option<String>| Cow::Borrowed(texte.as_deref().unwrap_or_default());
    match cle {
        "nom" => text(&membre.nom),
        "prenom" => text(&membre.prenom),
        "professions" => professions(membre),
        "mode_exercice" => Cow::Borrowed(membre.mode_exercice.map_or("", |mode| &mots.modes[&mode])),
        "structure" => text(&membre.structure),
        "titre" => Cow::Borrowed(match membre.nature {
            Nature::Organisation => "Organisation",
            Nature::Personne => "Individuel",
        }),
        "communes" => match membre.communes.as_slice() {
            [] => Cow::Borrowed(""),
            [commune] => Cow::Borrowed(&commune.nom),
            communes => communes.iter().map(|c| c.nom.as_str()).collect::<Vec<_>>().join(", ").into(),
        },
        "telephones" => membre.telephones.iter().map(|t| francais::telephone(t)).collect::<Vec<_>>().join(", ").into(),
        "email" => text(&membre.email),
        "date_adhesion" => {
            membre.date_adhesion.map_or(Cow::Borrowed(""), |date| francais::annee_mois_jour(date).into())
        }
        "qualite" => Cow::Borrowed(membre.qualite.map_or("", |qualite| &mots.qualites[&qualite])),
        _ => Cow::Borrowed(""),
    }
}

/// The words for a value of an enumeration.
fn slug(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(slug)) => printed::choix(&slug),
        _ => String::new(),
    }
}

/// The professions, or the kind of an organisation and who speaks for it: few members have a representative, and a
/// column of dashes would say nothing.
fn professions(membre: &Membre) -> Cow<'_, str> {
    let represente = membre.representant.as_deref().map(|nom| format!("représentant{ESPACE}: {nom}"));
    let exerce = match membre.type_organisation.as_deref() {
        Some(organisation) if membre.professions.is_empty() => Cow::Borrowed(organisation),
        _ => exercees(membre),
    };
    match represente {
        None => exerce,
        Some(represente) if exerce.is_empty() => francais::capitale(&represente).into(),
        Some(represente) => format!("{exerce}, {represente}").into(),
    }
}

fn exercees(membre: &Membre) -> Cow<'_, str> {
    match membre.professions.as_slice() {
        [] => Cow::Borrowed(""),
        [profession] => Cow::Borrowed(profession.libelle()),
        professions => professions.iter().map(|p| p.libelle()).collect::<Vec<_>>().join(", ").into(),
    }
}

/// A name without accents and case, for the order of the list.
fn fold(nom: Option<&str>) -> String {
    let nom = nom.unwrap_or_default();
    let mut key = String::with_capacity(nom.len());
    for c in nom.chars() {
        if c.is_ascii() {
            key.extend(c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase()));
        } else {
            key.extend(c.to_lowercase().map(francais::unaccented).filter(|c| c.is_alphanumeric()));
        }
    }
    key
}
