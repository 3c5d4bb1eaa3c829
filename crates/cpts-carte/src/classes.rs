//! Classes of numbers of members: none, then at most four groups of neighbouring numbers.

use crate::{Classe, couleur::Colour};

/// Classes above zero. With zero, five shades of one hue still tell themselves apart.
const POSITIVE_MAX: usize = 4;
/// Share of the accent for zero.
const ZERO: f64 = 0.05;

/// Returns the classes of these numbers, ascending; no class is empty, and its bounds are numbers that occur.
///
/// Each number has its own class while there are few; otherwise the groups are those with the least spread inside (natural breaks).
pub(crate) fn classes(numbers: &[u32]) -> Vec<Classe> {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    let zeros = sorted.partition_point(|number| *number == 0);
    let mut classes = Vec::new();
    if zeros > 0 {
        classes.push(Classe { min: 0, max: 0, communes: zeros as u32 });
    }
    // Runs of one number, which no class may part.
    let runs: Vec<&[u32]> = sorted[zeros..].chunk_by(|one, two| one == two).collect();
    for group in breaks(&runs) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let communes = group.iter().map(|run| run.len() as u32).sum();
        classes.push(Classe { min: first[0], max: last[0], communes });
    }
    classes
}

/// Parts runs into at most `POSITIVE_MAX` groups with the least sum of squares inside.
fn breaks<'a, 'b>(runs: &'a [&'b [u32]]) -> Vec<&'a [&'b [u32]]> {
    let (n, k) = (runs.len(), runs.len().min(POSITIVE_MAX));
    if n <= POSITIVE_MAX {
        return runs.chunks(1).collect();
    }
    // A territory has one town and many villages: on square roots, the town does not take all the classes for itself.
    let root = |run: &[u32]| f64::from(run[0]).sqrt();
    let mut sums = vec![(0.0, 0.0, 0.0)];
    for run in runs {
        let (count, sum, square) = sums[sums.len() - 1];
        let weight = run.len() as f64;
        sums.push((count + weight, sum + weight * root(run), square + weight * root(run).powi(2)));
    }
    let spread = |from: usize, to: usize| {
        let (count, sum, square) = (sums[to].0 - sums[from].0, sums[to].1 - sums[from].1, sums[to].2 - sums[from].2);
        square - sum * sum / count
    };
    // least[groups][end]: least spread of the first `end` runs in `groups + 1` groups, and where the last of them begins.
    let mut least = vec![(0..=n).map(|end| if end == 0 { (0.0, 0) } else { (spread(0, end), 0) }).collect::<Vec<_>>()];
    for groups in 1..k {
        let before = &least[groups - 1];
        let row = (0..=n).map(|end| {
            let starts = groups..end;
            let tried = starts.map(|start| (before[start].0 + spread(start, end), start));
            tried.min_by(|one, two| one.0.total_cmp(&two.0)).unwrap_or((f64::INFINITY, 0))
        });
        let row = row.collect();
        least.push(row);
    }
    let mut ends = Vec::new();
    let mut end = n;
    for row in least.iter().rev() {
        ends.push(row[end].1..end);
        end = row[end].1;
    }
    ends.into_iter().rev().map(|range| &runs[range]).collect()
}

/// Returns the class of a number.
pub(crate) fn class_of(classes: &[Classe], number: u32) -> Option<usize> {
    classes.iter().position(|classe| (classe.min..=classe.max).contains(&number))
}

/// Returns the colours of classes, from light to dark.
pub(crate) fn colours(classes: &[Classe], accent: Colour) -> Vec<Colour> {
    let zero = classes.first().is_some_and(|classe| classe.max == 0);
    let shares: &[f64] = match classes.len() - usize::from(zero) {
        0 => &[],
        1 => &[0.55],
        2 => &[0.30, 0.80],
        3 => &[0.24, 0.52, 0.92],
        _ => &[0.20, 0.42, 0.68, 1.0],
    };
    zero.then_some(ZERO).iter().chain(shares).map(|share| accent.tint(*share)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(numbers: &[u32]) -> Vec<(u32, u32, u32)> {
        classes(numbers).iter().map(|classe| (classe.min, classe.max, classe.communes)).collect()
    }

    #[test]
    fn few_numbers_have_a_class_each() {
        assert_eq!(bounds(&[]), []);
        assert_eq!(bounds(&[0, 0]), [(0, 0, 2)]);
        assert_eq!(bounds(&[3, 0, 1, 3]), [(0, 0, 1), (1, 1, 1), (3, 3, 2)]);
    }

    #[test]
    fn many_numbers_make_five_classes_with_bounds_that_occur() {
        let numbers = [0, 0, 1, 1, 1, 2, 2, 3, 4, 5, 9, 10, 31, 140];
        let found = bounds(&numbers);
        assert_eq!(found, [(0, 0, 2), (1, 4, 7), (5, 10, 3), (31, 31, 1), (140, 140, 1)]);
        for number in numbers {
            assert!(class_of(&classes(&numbers), number).is_some(), "{number}");
        }
    }

    #[test]
    fn shades_of_neighbouring_classes_differ() {
        for accent in [[0x12, 0x58, 0x6f], [0xf2, 0xb7, 0x05], [0xd6, 0x33, 0x6c], [0x40; 3]] {
            for numbers in [&[0, 1][..], &[0, 1, 2], &[0, 1, 2, 3], &[0, 1, 2, 3, 4, 5, 6]] {
                let colours = colours(&classes(numbers), Colour(accent).readable());
                for pair in colours.windows(2) {
                    assert!(pair[0].contrast(pair[1]) >= 1.2, "{accent:?} {numbers:?} {colours:?}");
                }
            }
        }
    }
}
