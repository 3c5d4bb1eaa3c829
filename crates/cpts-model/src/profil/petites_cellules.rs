//! Masks small cells, and as many others as it takes for the totals not to give them away.

use crate::synthese::{Decompte, LIGNE_ORGANISATIONS, LIGNE_SANS_PROFESSION, Repartition, Synthese};

/// Masks the counts from 1 to below `seuil`; returns how many counts were masked.
pub(super) fn mask(synthese: &mut Synthese, seuil: u32) -> usize {
    let mut masked = mask_movements(synthese, seuil);
    let total = synthese.adherents.nombre;
    let before = synthese.adherents_precedent.as_ref().and_then(|d| d.nombre);
    for lines in [&mut synthese.par_profession, &mut synthese.par_commune] {
        let mut column: Vec<&mut Decompte> = lines.iter_mut().map(|line| &mut line.effectif).collect();
        masked += mask_column(&mut column, total, seuil);
        let mut column: Vec<&mut Decompte> =
            lines.iter_mut().filter_map(|line| line.effectif_precedent.as_mut()).collect();
        // A hidden total must not come back as the sum of its cells.
        masked += if before.is_none() { mask_all(&mut column, seuil) } else { mask_column(&mut column, before, seuil) };
        for line in lines.iter_mut().filter(|line| line.effectif.nombre.is_none()) {
            line.part = None;
        }
    }
    masked += mask_totals(synthese, seuil);
    repeat_masks(synthese);
    masked
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
    let hidden = |count: Option<&Decompte>| count.is_some_and(|count| count.nombre.is_none());
    let (adherents, entrees, sorties) =
        (hidden(Some(&synthese.adherents)), hidden(synthese.entrees.as_ref()), hidden(synthese.sorties.as_ref()));
    synthese.indicateurs.retain(|calcule| match calcule.id.as_str() {
        "adherents-fin" => !adherents,
        "entrees-adherents" => !entrees,
        "sorties-adherents" => !sorties,
        _ => true,
    });
}

/// Entries minus departures is the difference of the two totals: one alone cannot be masked.
fn mask_movements(synthese: &mut Synthese, seuil: u32) -> usize {
    let small = |count: &Option<Decompte>| count.as_ref().and_then(|d| d.nombre).is_some_and(|n| is_small(n, seuil));
    if !small(&synthese.entrees) && !small(&synthese.sorties) {
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
            line.part = None;
        }
    }
    if hidden(&synthese.par_profession, LIGNE_SANS_PROFESSION) {
        masked += mask_one(&mut synthese.sans_profession, seuil);
    }
    if synthese.adherents.nombre.is_some_and(|n| is_small(n, seuil)) {
        masked += mask_one(&mut synthese.adherents, seuil);
        masked += mask_one(&mut synthese.personnes, seuil) + mask_one(&mut synthese.organisations, seuil);
    }
    masked
}

/// Masks the small cells of one column whose sum is known, then the smallest others until no masked cell can be computed.
fn mask_column(column: &mut [&mut Decompte], total: Option<u32>, seuil: u32) -> usize {
    let mut masked: Vec<u32> = Vec::new();
    for cell in column.iter_mut() {
        if let Some(nombre) = cell.nombre.filter(|n| is_small(*n, seuil)) {
            masked.push(nombre);
            mask_one(cell, seuil);
        }
    }
    if masked.is_empty() || total.is_none() {
        return masked.len();
    }
    let primary = masked.len() as u32;
    while is_computable(&masked, primary, seuil) {
        let next = column.iter_mut().filter(|cell| cell.nombre.is_some_and(|n| n > 0)).min_by_key(|cell| cell.nombre);
        let Some(cell) = next else { break };
        masked.extend(cell.nombre);
        mask_one(cell, seuil);
    }
    masked.len()
}

fn mask_all(column: &mut [&mut Decompte], seuil: u32) -> usize {
    column.iter_mut().filter(|cell| cell.nombre.is_some_and(|n| n > 0)).map(|cell| mask_one(cell, seuil)).sum()
}

/// Says whether a reader who knows the sum of the masked cells can compute one of the small ones.
///
/// The first `primary` cells are known to lie between 1 and `seuil - 1`, the others to be at least `seuil`.
fn is_computable(masked: &[u32], primary: u32, seuil: u32) -> bool {
    let sum: u32 = masked.iter().copied().fold(0, u32::saturating_add);
    let secondary = masked.len() as u32 - primary;
    let largest = sum.saturating_sub(primary - 1).saturating_sub(secondary.saturating_mul(seuil)).min(seuil - 1);
    let smallest = if secondary > 0 { 1 } else { sum.saturating_sub((primary - 1).saturating_mul(seuil - 1)).max(1) };
    largest <= smallest
}

fn is_small(nombre: u32, seuil: u32) -> bool {
    nombre > 0 && nombre < seuil
}

fn mask_one(cell: &mut Decompte, seuil: u32) -> usize {
    let Some(nombre) = cell.nombre.take() else { return 0 };
    cell.affiche = if is_small(nombre, seuil) { format!("<\u{a0}{seuil}") } else { "masqué".to_owned() };
    1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{mask, mask_column};
    use crate::synthese::{Decompte, Repartition, Synthese};

    fn masked_column(values: &[u32]) -> Vec<String> {
        let mut cells: Vec<Decompte> = values.iter().map(|n| Decompte::new(*n)).collect();
        let mut column: Vec<&mut Decompte> = cells.iter_mut().collect();
        mask_column(&mut column, Some(values.iter().sum()), 6);
        cells.into_iter().map(|cell| cell.affiche).collect()
    }

    #[test]
    fn mask_column_lone_small_cell_takes_another_with_it() {
        assert_eq!(masked_column(&[40, 20, 9, 3]), ["40", "20", "masqué", "<\u{a0}6"]);
    }

    #[test]
    fn mask_column_two_small_cells_are_enough_unless_their_sum_tells() {
        assert_eq!(masked_column(&[40, 20, 4, 3]), ["40", "20", "<\u{a0}6", "<\u{a0}6"]);
        // 1 + 1: the sum, 2, has one reading.
        assert_eq!(masked_column(&[40, 20, 1, 1]), ["40", "masqué", "<\u{a0}6", "<\u{a0}6"]);
        // 5 + 5 likewise.
        assert_eq!(masked_column(&[40, 20, 5, 5]), ["40", "masqué", "<\u{a0}6", "<\u{a0}6"]);
    }

    #[test]
    fn mask_column_without_small_cell_stays() {
        assert_eq!(masked_column(&[40, 6, 0]), ["40", "6", "0"]);
    }

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

    proptest! {
        // Every small cell has at least two values that fit all that is shown, unless everything is masked.
        #[test]
        fn mask_column_no_small_cell_can_be_computed(values in prop::collection::vec(0_u32..30, 1..7)) {
            let shown = masked_column(&values);
            let total: u32 = values.iter().sum();
            let visible: u32 = values.iter().zip(&shown).filter(|(v, s)| v.to_string() == **s).map(|(v, _)| *v).sum();
            let small = shown.iter().filter(|s| s.starts_with('<')).count() as u32;
            let others = shown.iter().filter(|s| *s == "masqué").count() as u32;
            let hidden = total - visible;
            let all_masked = values.iter().zip(&shown).all(|(v, s)| *v == 0 || v.to_string() != *s);
            if small > 0 && !all_masked {
                let fits = |value: u32| {
                    let rest = hidden.checked_sub(value);
                    let low = (small - 1) + others * 6;
                    let high = if others > 0 { u32::MAX } else { (small - 1) * 5 };
                    rest.is_some_and(|rest| rest >= low && rest <= high)
                };
                prop_assert!((1..6).filter(|v| fits(*v)).count() >= 2, "{values:?} {shown:?}");
            }
        }
    }
}
