//! Where each value came from: the columns of every table, and the cells that stand elsewhere.

use std::collections::{BTreeMap, HashMap};

use cpts_model::{Dossier, FeuilleSource, Origine, RegleSource, Source};
use serde_json::{Value, to_value};

use crate::{
    cells::{Workbook, column_letters},
    champ::Champ,
    classement::Plan,
    contexte::Contexte,
    importer::sheet_of,
    journal::Lieu,
    role::Role,
};

/// A value of a row that stands in a cell of another row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reportee {
    /// The row of the element.
    pub(crate) element: Lieu,
    pub(crate) champ: Champ,
    /// Where the value stands.
    pub(crate) cellule: Lieu,
}

/// Returns the origin of what the caller of the import imposes.
pub(crate) fn asked() -> Origine {
    rule("donnee-a-la-commande", &[])
}

fn rule(regle: &str, entrees: &[&str]) -> Origine {
    Origine::Regle { regle: regle.to_owned(), entrees: entrees.iter().map(|entree| (*entree).to_owned()).collect() }
}

/// Ties every value of the dossier of one file, whose elements have their numbers, to its cell or its rule.
///
/// `doubles` are the members of tables beside each other, with the number of their plan.
pub(crate) fn trace(
    contexte: &Contexte<'_>,
    dossier: &mut Dossier,
    (workbooks, plans, fichier): (&[Workbook], &[Plan], u32),
    doubles: &[(usize, usize)],
) {
    let tables = plans.iter().filter(|plan| plan.fichier == fichier).filter_map(|plan| table(plan, workbooks));
    dossier.feuilles = tables.chain(std::mem::take(&mut dossier.feuilles)).collect();
    carry(contexte, dossier, plans);
    beside(dossier, doubles, plans, workbooks);
    exercice(dossier);
}

/// Ties the periods of a civil year to the year.
pub(crate) fn exercice(dossier: &mut Dossier) {
    if dossier.exercice.civil.is_some() {
        for adresse in ["/exercice/civil", "/exercice/comptable", "/exercice/bilan"] {
            let origine = || rule("annee-civile", &["/exercice/annee"]);
            dossier.provenance.entry(adresse.to_owned()).or_insert_with(origine);
        }
    }
}

/// Writes down the cells of members whose row holds two of them, in tables beside each other.
fn beside(dossier: &mut Dossier, beside: &[(usize, usize)], plans: &[Plan], workbooks: &[Workbook]) {
    for (rang, numero) in beside {
        let (Some(membre), Some(plan)) = (dossier.membres.get(*rang), plans.get(*numero)) else { continue };
        let (Some(tableau), Some(source), Ok(value)) = (table(plan, workbooks), &membre.source, to_value(membre))
        else {
            continue;
        };
        for (champ, colonne) in tableau.colonnes {
            let champ = champ.replace('.', "/");
            let empty = |value: &Value| match value {
                Value::Array(items) => items.is_empty(),
                value => value.is_null(),
            };
            if value.pointer(&format!("/{champ}")).is_none_or(empty) {
                continue;
            }
            let origine = Origine::Cellule {
                fichier: source.fichier.to_string(),
                feuille: source.feuille.to_string(),
                cellule: format!("{colonne}{}", source.ligne),
            };
            dossier.provenance.insert(format!("/membres/{}/{champ}", membre.id.0), origine);
        }
    }
}

/// Returns the columns of a table, field by field.
fn table(plan: &Plan, workbooks: &[Workbook]) -> Option<FeuilleSource> {
    let elsewhere = elsewhere(plan.role)?;
    let (_, noms) = sheet_of(workbooks, plan)?;
    let mut colonnes = BTreeMap::new();
    // First what a column is for, then what it may give besides: a profession may tell the speciality.
    for fields in [champs, besides] {
        for colonne in &plan.entete.colonnes {
            for champ in colonne.champ.map(|champ| fields(plan.role, champ)).unwrap_or_default() {
                colonnes.entry((*champ).to_owned()).or_insert_with(|| column_letters(colonne.index));
            }
        }
    }
    let regles =
        elsewhere.iter().filter(|(champ, ..)| !colonnes.contains_key(*champ)).map(|(champ, regle, entrees)| {
            let entrees = entrees.iter().map(|entree| (*entree).to_owned()).collect();
            ((*champ).to_owned(), RegleSource { regle: (*regle).to_owned(), entrees })
        });
    Some(FeuilleSource {
        fichier: noms.fichier.to_owned(),
        feuille: noms.feuille.to_owned(),
        titres: Some(plan.entete.derniere).filter(|ligne| *ligne > 0),
        regles: regles.collect(),
        colonnes,
    })
}

/// Returns the fields that a column is for.
const fn champs(role: Role, champ: Champ) -> &'static [&'static str] {
    match (role, champ) {
        (Role::Membres | Role::Structures, Champ::MontantCotisation) => &["cotisation.montant"],
        (Role::Membres | Role::Structures, Champ::ConsentementAnnuaire) => &["consentements.annuaire"],
        (Role::Membres | Role::Structures, Champ::ConsentementImage) => &["consentements.image"],
        (Role::Membres | Role::Structures, Champ::Charte) => &["consentements.charte"],
        (Role::Membres | Role::Structures, _) => champ.champs_membre(),
        (Role::Partenaires | Role::Groupes, Champ::Intitule) | (_, Champ::NomComplet | Champ::Nom) => &["nom"],
        (_, Champ::Fonction) => &["fonction"],
        (_, Champ::Profession) => &["profession"],
        (_, Champ::Depuis) => &["depuis"],
        (_, Champ::Intitule) => &["intitule"],
        (_, Champ::Mission) => &["mission"],
        (_, Champ::Thematique) => &["thematique"],
        (_, Champ::Date) => &["date"],
        (_, Champ::Public) => &["public"],
        (_, Champ::Nombre) => &["nombre", "nombre_estime"],
        (_, Champ::Partenaires) => &["partenaires"],
        (_, Champ::Impact) => &["impact"],
        (_, Champ::Etat) => &["etat"],
        (_, Champ::Sens) => &["sens"],
        (_, Champ::Poste) => &["poste"],
        (_, Champ::Enveloppe) => &["enveloppe"],
        (_, Champ::Prevu) => &["prevu"],
        (_, Champ::Realise) => &["realise"],
        (_, Champ::PrevuSuivant) => &["prevu_suivant"],
        (_, Champ::Referents) => &["referents"],
        (_, Champ::Objet) => &["objet"],
        (_, Champ::Reunions) => &["reunions"],
        (_, Champ::Quotite) => &["quotite"],
        (_, Champ::Categorie) => &["categorie"],
        (_, Champ::Modalite) => &["modalite"],
        (_, Champ::Convention) => &["convention"],
        _ => &[],
    }
}

/// Returns the fields that a column may give where no other column is for them.
const fn besides(role: Role, champ: Champ) -> &'static [&'static str] {
    match (role, champ) {
        (Role::Membres | Role::Structures, champ) => match champ {
            Champ::NomComplet | Champ::Nom => {
                &["prenom", "civilite", "type_organisation", "professions", "ancien", "remarques"]
            }
            Champ::Prenom => &["civilite", "representant"],
            Champ::Structure => &["nom", "type_organisation"],
            Champ::Profession => &["specialite", "mode_exercice", "type_organisation", "fonction", "structure"],
            Champ::Email => &["autres_emails", "mssante", "telephones"],
            Champ::Telephone => &["email", "remarques"],
            Champ::Mssante => &["autres_emails", "email"],
            Champ::Adresse => &["code_postal", "communes"],
            Champ::CodePostal => &["communes"],
            Champ::Commune => &["code_postal"],
            Champ::Rpps => &["adeli"],
            Champ::Adeli => &["rpps"],
            Champ::StatutMembre => &["date_sortie", "qualite"],
            Champ::StatutCommande | Champ::DateSortie => &["ancien"],
            Champ::Remarques => &["date_sortie"],
            _ => &[],
        },
        (Role::Partenaires, Champ::Convention) => &["depuis"],
        (Role::Groupes, Champ::Intitule) => &["mission"],
        (_, Champ::Prenom) => &["nom"],
        _ => &[],
    }
}

/// A field, the rule that gives it where no column does, and the fields of the same element it depends on.
type Ailleurs = (&'static str, &'static str, &'static [&'static str]);

/// Returns the fields that the table gives without a column; `None` for what is no list of elements.
const fn elsewhere(role: Role) -> Option<&'static [Ailleurs]> {
    const MENTION: &str = "mention-du-tableau";
    match role {
        Role::Membres | Role::Structures => Some(&[
            ("nature", "nature-de-l-adherent", &["nom"]),
            ("ancien", MENTION, &[]),
            ("professions", MENTION, &[]),
            ("specialite", MENTION, &[]),
            ("type_organisation", MENTION, &[]),
            ("communes.code_insee", "code-insee-de-la-commune", &["communes"]),
            ("communes.population", "population-insee", &["communes"]),
            ("communes", MENTION, &[]),
            ("date_sortie", MENTION, &[]),
            ("cotisation", MENTION, &[]),
            ("qualite", MENTION, &[]),
        ]),
        Role::Bureau | Role::ConseilAdministration => Some(&[("membre", "adherent-de-meme-nom", &["nom"])]),
        Role::Actions => {
            Some(&[("etat", "etat-d-apres-la-date", &["date"]), ("nombre_estime", "nombre-estime", &["nombre"])])
        }
        Role::Budget => Some(&[("sens", "produit-faute-de-mention", &[])]),
        Role::Groupes | Role::Equipe | Role::Partenaires => Some(&[]),
        Role::Identite | Role::Communes | Role::Textes | Role::Suivi(_) | Role::Ignoree => None,
    }
}

/// Writes down the values that stand on another row than their element.
fn carry(contexte: &Contexte<'_>, dossier: &mut Dossier, plans: &[Plan]) {
    if contexte.reportees.is_empty() {
        return;
    }
    let elements = elements(dossier);
    let mut found = Vec::new();
    for Reportee { element, champ, cellule } in &contexte.reportees {
        let plan = plans.iter().find(|plan| {
            (plan.fichier, plan.feuille) == (element.fichier, element.feuille)
                && (plan.entete.derniere + 1..=plan.derniere).contains(&element.ligne)
        });
        let (Some(plan), Some(origine)) = (plan, contexte.journal.cell(*cellule)) else { continue };
        let Origine::Cellule { fichier, feuille, .. } = &origine else { continue };
        let Some(adresse) = elements.get(&(fichier.as_str(), feuille.as_str(), element.ligne)) else { continue };
        for champ in champs(plan.role, *champ) {
            found.push((format!("{adresse}/{champ}"), origine.clone()));
        }
    }
    dossier.provenance.extend(found);
}

/// Returns the address of each element that may have such values, by its row.
fn elements(dossier: &Dossier) -> HashMap<(&str, &str, u32), String> {
    fn rows<'d>(
        liste: &'static str,
        elements: impl Iterator<Item = (&'d String, Option<&'d Source>)>,
    ) -> impl Iterator<Item = ((&'d str, &'d str, u32), String)> {
        elements.filter_map(move |(id, source)| {
            let source = source?;
            Some(((&*source.fichier, &*source.feuille, source.ligne), format!("{liste}/{id}")))
        })
    }
    let Dossier { actions, budget, gouvernance, partenaires, .. } = dossier;
    rows("/actions", actions.iter().map(|a| (&a.id, a.source.as_ref())))
        .chain(rows("/budget/lignes", budget.lignes.iter().map(|l| (&l.id, l.source.as_ref()))))
        .chain(rows("/partenaires", partenaires.iter().map(|p| (&p.id, p.source.as_ref()))))
        .chain(rows("/gouvernance/groupes", gouvernance.groupes.iter().map(|g| (&g.id, g.source.as_ref()))))
        .chain(rows("/gouvernance/equipe", gouvernance.equipe.iter().map(|e| (&e.id, e.source.as_ref()))))
        .chain(rows("/gouvernance/bureau", gouvernance.bureau.iter().map(|m| (&m.id, m.source.as_ref()))))
        .chain(rows(
            "/gouvernance/conseil_administration",
            gouvernance.conseil_administration.iter().map(|m| (&m.id, m.source.as_ref())),
        ))
        .collect()
}
