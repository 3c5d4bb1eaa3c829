//! One column of counts whose sum is known.

use crate::synthese::Decompte;

/// What the masking of a column did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Masquee {
    /// How many cells were masked.
    pub(super) cellules: usize,
    /// The sum would give masked cells away, or is small itself: it must be masked too.
    pub(super) total: bool,
}

/// Masks the small cells of one column whose sum is known, then the smallest others until no masked cell can be computed.
pub(super) fn mask_column(column: &mut [&mut Decompte], total: Option<u32>, seuil: u32) -> Masquee {
    let mut masked: Vec<u32> = Vec::new();
    for cell in column.iter_mut() {
        if let Some(nombre) = cell.nombre.filter(|n| is_small(*n, seuil)) {
            masked.push(nombre);
            mask_one(cell, seuil);
        }
    }
    let Some(total) = total.filter(|_| !masked.is_empty()) else {
        return Masquee { cellules: masked.len(), total: false };
    };
    let primary = masked.len() as u32;
    let mut tells = is_small(total, seuil);
    while is_computable(&masked, primary, seuil) {
        let next = column.iter_mut().filter(|cell| cell.nombre.is_some_and(|n| n > 0)).min_by_key(|cell| cell.nombre);
        let Some(cell) = next else {
            tells = true;
            break;
        };
        masked.extend(cell.nombre);
        mask_one(cell, seuil);
    }
    Masquee { cellules: masked.len(), total: tells }
}

/// Masks every cell that is not zero: a hidden sum must not come back as the sum of its cells.
pub(super) fn mask_all(column: &mut [&mut Decompte], seuil: u32) -> usize {
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

pub(super) fn is_small(nombre: u32, seuil: u32) -> bool {
    nombre > 0 && nombre < seuil
}

/// Masks a count; returns how many were shown.
pub(super) fn mask_one(cell: &mut Decompte, seuil: u32) -> usize {
    let Some(nombre) = cell.nombre.take() else { return 0 };
    cell.affiche = shown(f64::from(nombre), seuil);
    1
}

/// Returns what is printed at the place of a number.
pub(super) fn shown(nombre: f64, seuil: u32) -> String {
    if nombre > 0.0 && nombre < f64::from(seuil) { format!("<\u{a0}{seuil}") } else { "masqué".to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Masquee, mask_column};
    use crate::synthese::Decompte;

    fn masked(values: &[u32]) -> (Vec<String>, Masquee) {
        let mut cells: Vec<Decompte> = values.iter().map(|n| Decompte::new(*n)).collect();
        let mut column: Vec<&mut Decompte> = cells.iter_mut().collect();
        let masquee = mask_column(&mut column, Some(values.iter().sum()), 6);
        (cells.into_iter().map(|cell| cell.affiche).collect(), masquee)
    }

    fn masked_column(values: &[u32]) -> Vec<String> {
        masked(values).0
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
    fn mask_column_sum_that_tells_is_to_be_masked_too() {
        // 5 + 5 is the only reading of 10.
        assert_eq!(masked(&[5, 5]).1, Masquee { cellules: 2, total: true });
        assert_eq!(masked(&[4]).1, Masquee { cellules: 1, total: true });
        assert_eq!(masked(&[4, 4]).1, Masquee { cellules: 2, total: false });
    }

    proptest! {
        // Every small cell has at least two values that fit all that is shown.
        #[test]
        fn mask_column_no_small_cell_can_be_computed(values in prop::collection::vec(0_u32..30, 1..7)) {
            let (shown, masquee) = masked(&values);
            let total: u32 = values.iter().sum();
            let visible: u32 = values.iter().zip(&shown).filter(|(v, s)| v.to_string() == **s).map(|(v, _)| *v).sum();
            let small = shown.iter().filter(|s| s.starts_with('<')).count() as u32;
            let others = shown.iter().filter(|s| *s == "masqué").count() as u32;
            let hidden = total - visible;
            if small > 0 && !masquee.total {
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
