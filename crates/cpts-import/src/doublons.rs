//! The same member on several rows: counted once, both places named.

use std::collections::HashMap;

use cpts_model::{
    Membre, Nature,
    constat::codes::import as codes,
    fusion::{name_key, same_person, shares_a_name},
    lecture::plier,
};

use crate::{
    champ::Champ,
    classement::Plan,
    contexte::Contexte,
    journal::cite,
    membres::{MembreLu, keep_raw},
};

/// Returns the members without repetition, in the order of their first row.
pub(crate) fn merge(contexte: &mut Contexte<'_>, mut lus: Vec<MembreLu>, plans: &[Plan]) -> Vec<MembreLu> {
    // Members are large: those that are kept move to the front of their own list, not to a second one.
    let mut count = 0;
    let mut by_rpps: HashMap<String, usize> = HashMap::with_capacity(lus.len());
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::with_capacity(lus.len());
    for next in 0..lus.len() {
        let (kept, rest) = lus.split_at_mut(next);
        let (kept, lu) = (&mut kept[..count], &mut rest[0]);
        let key = name_key(&lu.membre);
        if let Some(index) = target(contexte, lu, &key, kept, (&by_rpps, &by_name), plans) {
            tell(contexte, &kept[index], lu, plans);
            let older = older(plans, lu.plan, kept[index].plan);
            absorb(&mut kept[index].membre, std::mem::take(&mut lu.membre), older);
            if let Some(rpps) = kept[index].membre.rpps.clone() {
                by_rpps.entry(rpps).or_insert(index);
            }
        } else {
            if let Some(rpps) = lu.membre.rpps.clone() {
                by_rpps.entry(rpps).or_insert(count);
            }
            if !key.is_empty() {
                by_name.entry(key).or_default().push(count);
            }
            if count < next {
                lus.swap(count, next);
            }
            count += 1;
        }
    }
    lus.truncate(count);
    tell_initials(contexte, &lus);
    lus
}

/// « BOURDIN A. » may be « BOURDIN Alain » of the same commune: nothing proves it, and the user knows.
fn tell_initials(contexte: &mut Contexte<'_>, lus: &[MembreLu]) {
    let initials = |membre: &Membre| membre.prenom.as_deref().is_some_and(is_initials);
    if !lus.iter().any(|lu| initials(&lu.membre)) {
        return;
    }
    let mut by_family: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, lu) in lus.iter().enumerate() {
        by_family.entry(plier(lu.membre.nom.as_deref().unwrap_or_default())).or_default().push(index);
    }
    for lu in lus.iter().filter(|lu| initials(&lu.membre)) {
        let family = by_family.get(&plier(lu.membre.nom.as_deref().unwrap_or_default()));
        let whole = family.into_iter().flatten().map(|index| &lus[*index]).find(|other| {
            other.membre.prenom.as_deref().is_some_and(|prenom| !is_initials(prenom))
                && begins_with(&other.membre, &lu.membre)
                && (other.membre.rpps.is_none() || lu.membre.rpps.is_none())
                && same_place(&other.membre, &lu.membre)
        });
        let Some(other) = whole else { continue };
        let message = format!("peut-être la même personne que {}", contexte.journal.row_name(other.lieu));
        contexte.journal.push(lu.lieu, &codes::DOUBLON_POSSIBLE, message);
    }
}

fn is_initials(prenom: &str) -> bool {
    prenom.split(['-', '.', ' ']).filter(|part| !part.is_empty()).all(|part| part.chars().count() == 1)
}

fn begins_with(whole: &Membre, initials: &Membre) -> bool {
    let first = |membre: &Membre| plier(membre.prenom.as_deref().unwrap_or_default()).chars().next();
    first(whole) == first(initials)
}

fn same_place(a: &Membre, b: &Membre) -> bool {
    a.communes.iter().any(|x| b.communes.iter().any(|y| plier(&x.nom) == plier(&y.nom)))
}

fn target(
    contexte: &mut Contexte<'_>,
    lu: &MembreLu,
    key: &str,
    kept: &[MembreLu],
    (by_rpps, by_name): (&HashMap<String, usize>, &HashMap<String, Vec<usize>>),
    plans: &[Plan],
) -> Option<usize> {
    if let Some(index) = lu.membre.rpps.as_ref().and_then(|rpps| by_rpps.get(rpps)).copied() {
        if shares_a_name(&kept[index].membre, &lu.membre) {
            return Some(index);
        }
        let message = format!(
            "même RPPS que {}, qui porte un autre nom\u{a0}: comptés séparément",
            contexte.journal.row_name(kept[index].lieu)
        );
        let colonne = plans.get(lu.plan).and_then(|plan| {
            plan.entete.colonnes.iter().find(|c| matches!(c.champ, Some(Champ::Rpps | Champ::RppsOuAdeli)))
        });
        let lieu = lu.lieu.at(colonne.map_or(0, |colonne| colonne.index));
        contexte.journal.push(lieu, &codes::RPPS_PARTAGE, message);
        return None;
    }
    let mut homonym = None;
    for index in by_name.get(key).into_iter().flatten().copied() {
        let other = &kept[index].membre;
        if lu.membre.rpps.is_some() && other.rpps.is_some() {
            continue;
        }
        let merged = lu.fusion.is_some_and(|ligne| lu.plan == kept[index].plan && ligne == kept[index].lieu.ligne);
        if merged || same_person(other, &lu.membre) {
            return Some(index);
        }
        homonym = Some(index);
    }
    if let Some(index) = homonym.filter(|_| lu.membre.nature == Nature::Personne && lu.membre.prenom.is_some()) {
        let nom = format!(
            "{} {}",
            lu.membre.prenom.as_deref().unwrap_or_default(),
            lu.membre.nom.as_deref().unwrap_or_default()
        );
        let message = format!(
            "{} porte le même nom que {}, dans une autre commune\u{a0}: comptés comme deux personnes",
            cite(&nom),
            contexte.journal.row_name(kept[index].lieu)
        );
        contexte.journal.push_valeur(lu.lieu, &codes::HOMONYME, &nom, message);
    }
    None
}

fn older(plans: &[Plan], plan: usize, than: usize) -> bool {
    match (plans.get(plan).and_then(|p| p.annee), plans.get(than).and_then(|p| p.annee)) {
        (Some(a), Some(b)) => a < b,
        _ => false,
    }
}

fn tell(contexte: &mut Contexte<'_>, first: &MembreLu, second: &MembreLu, plans: &[Plan]) {
    let years = |lu: &MembreLu| plans.get(lu.plan).and_then(|p| p.annee);
    if let (Some(a), Some(b)) = (years(first), years(second)) {
        // Told once for the whole of the yearly sheets.
        if a != b {
            return;
        }
    }
    let same_sheet = first.lieu.sheet() == second.lieu.sheet();
    if same_sheet {
        let message = format!("même personne que {}\u{a0}: comptée une fois", contexte.journal.row_name(first.lieu));
        contexte.journal.push(second.lieu, &codes::DOUBLON, message);
        return;
    }
    let place = contexte.journal.place(first.lieu);
    let feuille = place.feuille.clone().unwrap_or_default();
    let fichier = place.fichier.clone().unwrap_or_default();
    let message = if first.lieu.fichier == second.lieu.fichier {
        format!("déjà dans la feuille {}\u{a0}: compté une fois", cite(&feuille))
    } else {
        format!("déjà dans le fichier {}, feuille {}\u{a0}: compté une fois", cite(&fichier), cite(&feuille))
    };
    let constat = contexte.journal.draft(second.lieu, &codes::DOUBLON_FEUILLES, message);
    contexte.journal.group(second.lieu, &codes::DOUBLON_FEUILLES, &format!("{fichier}/{feuille}"), || constat);
}

/// Adds to the member what another row says of the same one; what stands already wins.
fn absorb(membre: &mut Membre, autre: Membre, older: bool) {
    fn fill<T>(slot: &mut Option<T>, other: Option<T>) {
        if slot.is_none() {
            *slot = other;
        }
    }
    fn extend<T: PartialEq>(list: &mut Vec<T>, others: Vec<T>) {
        for other in others {
            if !list.contains(&other) {
                list.push(other);
            }
        }
    }
    if !older {
        let present = |m: &Membre| !m.ancien && m.date_sortie.is_none();
        if present(&autre) && !present(membre) {
            // Gone from one list, present in another: a member who is present somewhere is present.
            membre.ancien = false;
            if let Some(date) = membre.date_sortie.take() {
                keep_raw(membre, "date_sortie", &date.to_string());
            }
        } else if !present(membre) {
            fill(&mut membre.date_sortie, autre.date_sortie);
        }
    }
    if older {
        // An earlier year tells when someone joined, and fills in blanks; it does not add workplaces left since.
        if membre.communes.is_empty() {
            membre.communes = autre.communes;
        }
        if membre.professions.is_empty() {
            membre.professions = autre.professions;
        }
        if membre.telephones.is_empty() {
            membre.telephones = autre.telephones;
        }
    } else {
        extend(&mut membre.communes, autre.communes);
        extend(&mut membre.professions, autre.professions);
        extend(&mut membre.telephones, autre.telephones);
        extend(&mut membre.groupes, autre.groupes);
        extend(&mut membre.autres_emails, autre.autres_emails);
        if membre.email.is_some() && autre.email.is_some() && membre.email != autre.email {
            extend(&mut membre.autres_emails, autre.email.clone().into_iter().collect());
        }
        if let Some(adresse) = autre.adresse.as_ref().filter(|a| membre.adresse.as_ref().is_some_and(|b| b != *a)) {
            keep_raw(membre, "autre_adresse", adresse);
        }
        fill(&mut membre.cotisation.a_jour, autre.cotisation.a_jour);
        fill(&mut membre.cotisation.montant, autre.cotisation.montant);
    }
    membre.date_adhesion = match (membre.date_adhesion, autre.date_adhesion) {
        (Some(a), Some(b)) => Some(if b.premier_jour() < a.premier_jour() { b } else { a }),
        (a, b) => a.or(b),
    };
    fill(&mut membre.email, autre.email);
    fill(&mut membre.civilite, autre.civilite);
    fill(&mut membre.specialite, autre.specialite);
    fill(&mut membre.type_organisation, autre.type_organisation);
    fill(&mut membre.structure, autre.structure);
    fill(&mut membre.representant, autre.representant);
    fill(&mut membre.mode_exercice, autre.mode_exercice);
    fill(&mut membre.adresse, autre.adresse);
    fill(&mut membre.code_postal, autre.code_postal);
    fill(&mut membre.mssante, autre.mssante);
    fill(&mut membre.rpps, autre.rpps);
    fill(&mut membre.adeli, autre.adeli);
    fill(&mut membre.finess, autre.finess);
    fill(&mut membre.siret, autre.siret);
    fill(&mut membre.qualite, autre.qualite);
    fill(&mut membre.college, autre.college);
    fill(&mut membre.fonction, autre.fonction);
    fill(&mut membre.remarques, autre.remarques);
    // A refusal on any row is a refusal.
    for (slot, other) in [
        (&mut membre.consentements.annuaire, autre.consentements.annuaire),
        (&mut membre.consentements.image, autre.consentements.image),
        (&mut membre.consentements.charte, autre.consentements.charte),
    ] {
        *slot = match (*slot, other) {
            (Some(a), Some(b)) => Some(a && b),
            (a, b) => a.or(b),
        };
    }
    membre.autres_sources.extend(autre.source);
    membre.autres_sources.extend(autre.autres_sources);
    for (champ, texte) in autre.brut {
        keep_raw(membre, champ, &texte);
    }
    for (titre, texte) in autre.colonnes_inconnues {
        let kept = membre.colonnes_inconnues.entry(titre).or_default();
        if kept.is_empty() {
            *kept = texte;
        } else if *kept != texte {
            kept.push_str(" ; ");
            kept.push_str(&texte);
        }
    }
}
