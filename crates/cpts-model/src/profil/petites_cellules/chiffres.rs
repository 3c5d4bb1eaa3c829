//! Small counts of patients and of persons reached, wherever the dossier or the synthese holds them.

use std::collections::BTreeMap;

use super::{
    super::{DiffusionOptions, masque::Masque},
    colonne::{is_small, mask_all, mask_column, shown},
    effectifs,
};
use crate::{
    diagnostic::DonneeDiagnostic,
    dossier::Dossier,
    indicateur::{EtatValeur, GenreValeur, Indicateur},
    lecture::plier,
    mission::Mission,
    synthese::{ActionsMission, Decompte, Synthese, is_counted},
};

/// Masks the small figures and their sums; what is printed instead is noted under their addresses.
pub(super) fn mask(
    dossier: &mut Dossier,
    synthese: &mut Synthese,
    options: &DiffusionOptions,
    masque: &mut Masque<'_>,
) {
    let (seuil, patients) = (options.seuil_petites_cellules, options.seuil_patients);
    // Identifier of an indicator → what is printed of it, because it repeats a hidden sum.
    let mut hidden: BTreeMap<&str, String> = effectifs::repeated(synthese);
    let cells = dossier.parcours.iter_mut().map(|p| (format!("/parcours/{}/patients", p.id), &mut p.patients));
    hidden.extend(mask_list(cells.collect(), patients, masque).map(|affiche| ("patients-parcours", affiche)));
    let cells = dossier.rcp.iter_mut().map(|r| (format!("/rcp/{}/patients", r.id), &mut r.patients));
    hidden.extend(mask_list(cells.collect(), patients, masque).map(|affiche| ("patients-rcp", affiche)));
    hidden.extend(mask_actions(dossier, synthese, seuil, masque));

    for calcule in std::mem::take(&mut synthese.indicateurs) {
        match hidden.get(calcule.id.as_str()) {
            Some(affiche) => {
                masque.affiche(format!("/indicateurs/{}/valeur", calcule.id), affiche.clone());
                // Neither counted nor declared, it would be one to complete.
                if dossier.indicateurs.iter().all(|declared| declared.id != calcule.id) {
                    let etat = Some(EtatValeur::NonCommunique);
                    dossier.indicateurs.push(Indicateur { id: calcule.id, etat, ..Indicateur::default() });
                }
            }
            None => synthese.indicateurs.push(calcule),
        }
    }
    for indicateur in &mut dossier.indicateurs {
        let repeated = hidden.get(indicateur.id.as_str()).cloned();
        mask_indicator(indicateur, threshold_of(indicateur, options), repeated, masque);
    }
    for donnee in &mut dossier.diagnostic.donnees {
        let seuil = threshold_of_datum(donnee, options);
        mask_number(&mut donnee.valeur, seuil, || format!("/diagnostic/donnees/{}/valeur", donnee.id), masque);
    }
}

/// Masks a list of numbers whose sum documents print; returns what is printed of the sum where it must be hidden too.
fn mask_list(cells: Vec<(String, &mut Option<u32>)>, seuil: u32, masque: &mut Masque<'_>) -> Option<String> {
    let mut given: Vec<_> =
        cells.into_iter().filter_map(|(adresse, cell)| Some((Decompte::new((*cell)?), adresse, cell))).collect();
    let total = given.iter().filter_map(|(count, ..)| count.nombre).fold(0, u32::saturating_add);
    let mut column: Vec<&mut Decompte> = given.iter_mut().map(|(count, ..)| count).collect();
    let masquee = mask_column(&mut column, Some(total), seuil);
    write_back(given, masque);
    masquee.total.then(|| shown(f64::from(total), seuil))
}

fn write_back(cells: Vec<(Decompte, String, &mut Option<u32>)>, masque: &mut Masque<'_>) {
    for (count, adresse, cell) in cells.into_iter().filter(|(count, ..)| count.nombre.is_none()) {
        *cell = None;
        masque.affiche(adresse, count.affiche);
    }
}

/// Masks the persons reached by the actions: by action, by mission, in all. Returns the indicators that repeat a hidden sum.
fn mask_actions(
    dossier: &mut Dossier,
    synthese: &mut Synthese,
    seuil: u32,
    masque: &mut Masque<'_>,
) -> Vec<(&'static str, String)> {
    let exercice = dossier.exercice.clone();
    let (counted, others): (Vec<_>, Vec<_>) =
        dossier.actions.iter_mut().partition(|action| is_counted(action, &exercice));
    for action in others {
        let adresse = format!("/actions/{}/nombre", action.id);
        if let Some(nombre) = action.nombre.filter(|n| is_small(*n, seuil)) {
            action.nombre = None;
            masque.affiche(adresse, shown(f64::from(nombre), seuil));
        }
    }
    let mut by_mission: BTreeMap<Option<Mission>, Vec<_>> = BTreeMap::new();
    for action in counted {
        let adresse = format!("/actions/{}/nombre", action.id);
        by_mission.entry(action.mission).or_default().push((adresse, &mut action.nombre));
    }
    let mut groups: Vec<(&mut ActionsMission, Decompte)> = synthese
        .par_mission
        .iter_mut()
        .filter_map(|group| {
            let count = Decompte::new(group.personnes?);
            Some((group, count))
        })
        .collect();
    // The sum of one mission follows from that of all and those of the others: a column as well.
    let mut tells = false;
    for (group, _) in &groups {
        let cells = by_mission.get_mut(&group.mission).into_iter().flatten();
        let cells = cells.map(|(adresse, cell)| (adresse.clone(), &mut **cell)).collect();
        let hidden = mask_list(cells, seuil, masque);
        // A small sum is masked below with the other sums; one that is not small and tells is rare: no sum is shown.
        tells |= hidden.is_some() && group.personnes.is_some_and(|n| !is_small(n, seuil));
    }
    let total = groups.iter().filter_map(|(_, count)| count.nombre).fold(0, u32::saturating_add);
    let mut column: Vec<&mut Decompte> = groups.iter_mut().map(|(_, count)| count).collect();
    if tells {
        mask_all(&mut column, seuil);
    }
    tells |= mask_column(&mut column, Some(total), seuil).total;
    if tells && total > 0 {
        synthese.personnes_touchees = None;
        masque.affiche("/synthese/personnes_touchees".to_owned(), shown(f64::from(total), seuil));
    }
    let mut repeated = Vec::new();
    for (group, count) in groups.into_iter().filter(|(_, count)| count.nombre.is_none()) {
        group.personnes = None;
        masque.affiche(format!("/synthese/par_mission/{}/personnes", group.id), count.affiche.clone());
        // Its actions would add up to the hidden sum.
        for (adresse, cell) in by_mission.remove(&group.mission).into_iter().flatten() {
            if let Some(nombre) = cell.filter(|n| *n > 0) {
                *cell = None;
                masque.affiche(adresse, shown(f64::from(nombre), seuil));
            }
        }
        repeated.extend(match group.mission {
            Some(Mission::Prevention) => Some(("personnes-sensibilisees", count.affiche)),
            Some(Mission::Accompagnement) => Some(("beneficiaires-accompagnement", count.affiche)),
            _ => None,
        });
    }
    repeated
}

/// Masks what an indicator says of few persons. Its state says that the value exists and is not given.
fn mask_indicator(indicateur: &mut Indicateur, seuil: u32, repeated: Option<String>, masque: &mut Masque<'_>) {
    let adresse = |champ: &str| format!("/indicateurs/{}/{champ}", indicateur.id);
    let small = |value: Option<f64>| value.is_some_and(|n| is_small_number(n, seuil));
    let told = indicateur.valeur.is_some() || indicateur.taux().is_some();
    let few = small(indicateur.numerateur) || small(indicateur.denominateur);
    let counts = matches!(indicateur.genre(), GenreValeur::Nombre);
    let affiche = match (repeated, indicateur.valeur) {
        (Some(affiche), _) => Some(affiche),
        (_, Some(valeur)) if counts && is_small_number(valeur, seuil) => Some(shown(valeur, seuil)),
        _ => few.then(|| "masqué".to_owned()),
    };
    if let Some(affiche) = affiche {
        if told {
            masque.affiche(adresse("valeur"), affiche);
            indicateur.etat = Some(EtatValeur::NonCommunique);
        }
        for (champ, value) in [("numerateur", indicateur.numerateur), ("denominateur", indicateur.denominateur)] {
            if let Some(value) = value {
                masque.affiche(adresse(champ), shown(value, seuil));
            }
        }
        (indicateur.valeur, indicateur.numerateur, indicateur.denominateur) = (None, None, None);
    }
    if counts {
        let adresse = format!("/indicateurs/{}/valeur_precedente", indicateur.id);
        mask_number(&mut indicateur.valeur_precedente, seuil, || adresse, masque);
    }
}

fn mask_number(value: &mut Option<f64>, seuil: u32, adresse: impl FnOnce() -> String, masque: &mut Masque<'_>) {
    if let Some(nombre) = value.filter(|n| is_small_number(*n, seuil)) {
        *value = None;
        masque.affiche(adresse(), shown(nombre, seuil));
    }
}

fn is_small_number(nombre: f64, seuil: u32) -> bool {
    nombre > 0.0 && nombre < f64::from(seuil)
}

/// Words of a unit or of a title that count patients.
const PATIENTS: [&str; 2] = ["patient", "malade"];
/// Words that count other persons of the territory, or members.
const PERSONNES: [&str; 9] =
    ["personne", "habitant", "beneficiaire", "usager", "adherent", "participant", "enfant", "adolescent", "aidant"];

/// Returns the threshold of what a text says is counted, `0` where no person is.
fn threshold(text: &str, options: &DiffusionOptions) -> u32 {
    let key = plier(text);
    let has = |words: &[&str]| key.split(' ').any(|word| words.iter().any(|stem| word.starts_with(stem)));
    match () {
        () if has(&PATIENTS) => options.seuil_patients,
        () if has(&PERSONNES) => options.seuil_petites_cellules,
        () => 0,
    }
}

fn threshold_of(indicateur: &Indicateur, options: &DiffusionOptions) -> u32 {
    match indicateur.genre() {
        GenreValeur::Nombre => {
            threshold(indicateur.unite().or_else(|| indicateur.titre()).unwrap_or_default(), options)
        }
        // A rate is one of patients unless it says otherwise: the numbers behind it have no unit.
        GenreValeur::Pourcent => match threshold(indicateur.titre().unwrap_or_default(), options) {
            0 => options.seuil_patients,
            seuil => seuil,
        },
        GenreValeur::Jours | GenreValeur::Euros | GenreValeur::OuiNon => 0,
    }
}

/// Without a unit, the identifier of a proposed line tells: `patients-sans-mt`.
fn threshold_of_datum(donnee: &DonneeDiagnostic, options: &DiffusionOptions) -> u32 {
    let text = [&donnee.unite, &donnee.intitule].into_iter().flatten().next().unwrap_or(&donnee.id);
    threshold(text, options)
}
