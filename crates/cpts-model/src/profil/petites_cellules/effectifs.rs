//! Small counts of members.

use std::collections::BTreeMap;

use super::colonne::{is_small, mask_all, mask_column, mask_one};
use crate::synthese::{Decompte, LIGNE_ORGANISATIONS, LIGNE_SANS_PROFESSION, Repartition, Synthese};

/// Indicators that repeat a count of members.
pub(super) const REPETES: [&str; 3] = ["adherents-fin", "entrees-adherents", "sorties-adherents"];

/// Masks the counts from 1 to below `seuil`; returns how many counts were masked.
pub(super) fn mask(synthese: &mut Synthese, seuil: u32) -> usize {
    let mut masked = mask_movements(synthese, seuil);
    let total = synthese.adherents.nombre;
    let before = synthese.adherents_precedent.as_ref().and_then(|d| d.nombre);
    let mut tells = total.is_some_and(|n| is_small(n, seuil));
    for lines in [&mut synthese.par_profession, &mut synthese.par_commune] {
        let masquee = mask_column(&mut present(lines), total, seuil);
        masked += masquee.cellules;
        tells |= masquee.total;
        masked += match before {
            None => mask_all(&mut precedent(lines), seuil),
            Some(_) => mask_column(&mut precedent(lines), before, seuil).cellules,
        };
    }
    masked += if tells { mask_everything(synthese, seuil) } else { mask_totals(synthese, seuil) };
    for line in synthese.par_profession.iter_mut().chain(&mut synthese.par_commune) {
        if line.effectif.nombre.is_none() {
            line.part = None;
        }
    }
    repeat_masks(synthese);
    masked
}

/// Returns what is printed of the hidden counts that an indicator may repeat, by identifier.
pub(super) fn repeated(synthese: &Synthese) -> BTreeMap<&'static str, String> {
    let counts = [Some(&synthese.adherents), synthese.entrees.as_ref(), synthese.sorties.as_ref()];
    let hidden = REPETES.into_iter().zip(counts).filter_map(|(id, count)| Some((id, count?)));
    hidden.filter(|(_, count)| count.nombre.is_none()).map(|(id, count)| (id, count.affiche.clone())).collect()
}

fn present(lines: &mut [Repartition]) -> Vec<&mut Decompte> {
    lines.iter_mut().map(|line| &mut line.effectif).collect()
}

fn precedent(lines: &mut [Repartition]) -> Vec<&mut Decompte> {
    lines.iter_mut().filter_map(|line| line.effectif_precedent.as_mut()).collect()
}

/// Where the number of members itself would tell, no count of members stays.
fn mask_everything(synthese: &mut Synthese, seuil: u32) -> usize {
    let mut masked = mask_all(&mut present(&mut synthese.par_profession), seuil)
        + mask_all(&mut present(&mut synthese.par_commune), seuil);
    for lines in [&mut synthese.par_profession, &mut synthese.par_commune] {
        masked += mask_all(&mut precedent(lines), seuil);
    }
    let counts =
        [&mut synthese.adherents, &mut synthese.personnes, &mut synthese.organisations, &mut synthese.sans_profession];
    let movements = [&mut synthese.entrees, &mut synthese.sorties, &mut synthese.adherents_precedent];
    let all = counts.into_iter().chain(movements.into_iter().flatten());
    masked + all.map(|count| mask_one(count, seuil)).sum::<usize>()
}

/// Figures counted from those above must not give back what was masked there.
fn repeat_masks(synthese: &mut Synthese) {
    for line in &mut synthese.representativite {
        let shown = synthese.par_profession.iter().find(|profession| profession.id == line.id);
        if let Some(shown) = shown.filter(|shown| shown.effectif.nombre.is_none()) {
            line.adherents = shown.effectif.clone();
            line.taux = None;
        }
    }
}

/// Entries minus departures is the difference of the two totals: one alone cannot be masked.
fn mask_movements(synthese: &mut Synthese, seuil: u32) -> usize {
    let counts = [&synthese.entrees, &synthese.sorties, &synthese.adherents_precedent];
    let numbers = counts.into_iter().flatten().filter_map(|count| count.nombre);
    if !numbers.into_iter().any(|n| is_small(n, seuil)) {
        return 0;
    }
    [&mut synthese.entrees, &mut synthese.sorties, &mut synthese.adherents_precedent]
        .into_iter()
        .flatten()
        .map(|count| mask_one(count, seuil))
        .sum()
}

/// The lines of the organisations and of the members without profession repeat counts that stand on their own.
fn mask_totals(synthese: &mut Synthese, seuil: u32) -> usize {
    let hidden =
        |lines: &[Repartition], id: &str| lines.iter().any(|line| line.id == id && line.effectif.nombre.is_none());
    let mut masked = 0;
    let personnes_small = synthese.personnes.nombre.is_some_and(|n| is_small(n, seuil));
    if hidden(&synthese.par_profession, LIGNE_ORGANISATIONS) || personnes_small {
        masked += mask_one(&mut synthese.organisations, seuil) + mask_one(&mut synthese.personnes, seuil);
        for line in synthese.par_profession.iter_mut().filter(|line| line.id == LIGNE_ORGANISATIONS) {
            masked += mask_one(&mut line.effectif, seuil);
        }
    }
    if hidden(&synthese.par_profession, LIGNE_SANS_PROFESSION) {
        masked += mask_one(&mut synthese.sans_profession, seuil);
    }
    masked
}

#[cfg(test)]
mod tests {
    use super::mask;
    use crate::synthese::{Decompte, Repartition, Synthese};

    #[test]
    fn mask_organisations_line_and_count_go_together() {
        let line = |id: &str, nombre| Repartition {
            id: id.to_owned(),
            effectif: Decompte::new(nombre),
            part: Some(1.0),
            ..Default::default()
        };
        let mut synthese = Synthese {
            adherents: Decompte::new(33),
            personnes: Decompte::new(30),
            organisations: Decompte::new(3),
            entrees: Some(Decompte::new(2)),
            sorties: Some(Decompte::new(0)),
            adherents_precedent: Some(Decompte::new(31)),
            par_profession: vec![line("infirmier", 20), line("pharmacien", 10), line("organisations", 3)],
            ..Default::default()
        };
        mask(&mut synthese, 6);
        assert_eq!((synthese.organisations.nombre, synthese.personnes.nombre), (None, None));
        assert_eq!(synthese.adherents.affiche, "33");
        assert_eq!(
            synthese.par_profession.iter().map(|l| l.effectif.affiche.as_str()).collect::<Vec<_>>(),
            ["20", "masqué", "<\u{a0}6"]
        );
        assert_eq!(synthese.par_profession[2].part, None);
        for count in [synthese.entrees, synthese.sorties, synthese.adherents_precedent] {
            assert_eq!(count.and_then(|d| d.nombre), None);
        }
    }

    #[test]
    fn mask_two_professions_of_five_members_hide_their_sum() {
        let line = |id: &str| Repartition { id: id.to_owned(), effectif: Decompte::new(5), ..Default::default() };
        let mut synthese = Synthese {
            adherents: Decompte::new(10),
            personnes: Decompte::new(10),
            par_profession: vec![line("infirmier"), line("pharmacien")],
            par_commune: vec![Repartition { effectif: Decompte::new(10), ..Default::default() }],
            ..Default::default()
        };
        mask(&mut synthese, 6);
        let shown = [&synthese.adherents, &synthese.personnes, &synthese.par_commune[0].effectif];
        assert_eq!(shown.map(|count| count.nombre), [None; 3]);
    }
}
