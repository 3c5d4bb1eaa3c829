//! Widths of columns: shares of the text width, none so narrow that a word would be cut.

use std::borrow::Cow;

use cpts_outline::{Align, Cell, Inline, Rows, Table, TableKind, plain};

/// Lines that are looked at; a long list repeats itself.
const SAMPLE: usize = 300;
/// Cell margins left and right, in twips.
const MARGINS: u32 = 170;
/// What the left margin has more after numbers.
const AFTER_NUMBERS: u32 = 227 - 85;
/// A little room for the letters that are wider than we think.
const ROOM: u32 = 10;
/// Most of the text width that words may ask for one column: a long address is cut rather than its neighbours.
const MOST: u32 = 4;

/// Returns the widths of `weights.len()` columns that fill `total` twips exactly.
pub(super) fn columns(table: &Table, weights: &[u32], total: u32) -> Vec<u32> {
    // Twips of an em: type of 9 points in annexes, of 10 elsewhere.
    let em = if table.kind == TableKind::Dense { 180 } else { 200 };
    let mut widest = vec![0_u32; weights.len()];
    let mut see = |rank: usize, texte: &str, bold: bool| {
        if let Some(width) = widest.get_mut(rank) {
            *width = texte
                .split_inclusive([' ', '\n', '\t', '-'])
                .map(|word| length(word.trim_end(), bold))
                .fold(*width, u32::max);
        }
    };
    if table.kind != TableKind::KeyValue {
        table.columns.iter().enumerate().for_each(|(rank, column)| see(rank, &column.title, true));
    }
    match &table.rows {
        Rows::Fixed(rows) => {
            for (rank, cell) in rows.iter().take(SAMPLE).flat_map(|row| row.iter().enumerate()) {
                see(rank, &plain(cell), table.kind == TableKind::KeyValue && rank == 0);
            }
        }
        Rows::Streamed(rows) => {
            let mut cells: Vec<Cow<'_, str>> = Vec::with_capacity(weights.len());
            for index in 0..rows.len().min(SAMPLE) {
                cells.clear();
                rows.row(index, &mut cells);
                cells.iter().enumerate().for_each(|(rank, texte)| see(rank, texte, false));
            }
        }
    }
    for (rank, cell) in table.total.iter().flatten().enumerate() {
        see(rank, &plain(cell), true);
    }
    let align = |rank: usize| table.columns.get(rank).map_or(Align::Left, |column| column.align);
    let least = |(rank, length): (usize, &u32)| {
        let after_numbers = align(rank) == Align::Left && rank > 0 && align(rank - 1) == Align::Right;
        let margins = MARGINS + ROOM + if after_numbers { AFTER_NUMBERS } else { 0 };
        (length * em / 1000 + margins).min(total / MOST)
    };
    let least: Vec<u32> = widest.iter().enumerate().map(least).collect();
    fit(total, weights, &least)
}

/// Returns the lines of text of a table of `widths`, header excepted, as near as the widths of letters tell.
pub(super) fn height(table: &Table, widths: &[u32]) -> usize {
    let rows = match &table.rows {
        Rows::Fixed(rows) => rows.as_slice(),
        Rows::Streamed(rows) => return rows.len() + usize::from(table.total.is_some()),
    };
    let line =
        |row: &Vec<Cell>| std::iter::zip(row, widths).map(|(cell, width)| lines(cell, *width)).max().unwrap_or(1);
    rows.iter().chain(&table.total).map(line).sum()
}

/// Returns the lines of text of a cell as wide as `width`, as near as the widths of letters tell.
pub(super) fn lines(content: &[Inline], width: u32) -> usize {
    let room = (width.saturating_sub(MARGINS) * 1000 / 200).max(1);
    let lines = content.split(|piece| matches!(piece, Inline::LineBreak));
    lines.map(|line| length(&plain(line), false).div_ceil(room).max(1) as usize).sum()
}

/// Length of a word in thousandths of an em, in Carlito or a font as wide.
fn length(word: &str, bold: bool) -> u32 {
    let sum: u32 = word
        .chars()
        .map(|c| match c {
            'i' | 'l' | 'j' | 'I' | '.' | ',' | ';' | ':' | '’' | '\'' | '|' | '!' | '\u{a0}' => 260,
            'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' | 's' => 390,
            'm' | 'w' | 'M' | 'W' | '%' | '@' | 'œ' | 'Œ' => 830,
            c if c.is_uppercase() => 620,
            c if u32::from(c) > 0x2e80 => 1000,
            _ => 530,
        })
        .sum();
    if bold { sum * 26 / 25 } else { sum }
}

/// Shares `total` by `weights`, then takes from the wide columns what the narrow ones lack.
fn fit(total: u32, weights: &[u32], least: &[u32]) -> Vec<u32> {
    if least.iter().sum::<u32>() >= total {
        return shares(total, least);
    }
    let mut widths = shares(total, weights);
    let mut held = vec![false; weights.len()];
    loop {
        let mut changed = false;
        for (rank, width) in widths.iter().enumerate() {
            changed |= !held[rank] && *width < least[rank];
            held[rank] |= *width < least[rank];
        }
        if !changed {
            return widths;
        }
        let taken: u32 = std::iter::zip(least, &held).filter(|(_, held)| **held).map(|(least, _)| least).sum();
        let free: Vec<u32> =
            std::iter::zip(weights, &held).map(|(weight, held)| if *held { 0 } else { *weight }).collect();
        widths = shares(total - taken, &free);
        for (rank, width) in widths.iter_mut().enumerate().filter(|(rank, _)| held[*rank]) {
            *width = least[rank];
        }
    }
}

/// Cuts `total` twips in the shares of `weights`; the shares add up exactly.
pub(super) fn shares(total: u32, weights: &[u32]) -> Vec<u32> {
    let sum: u64 = weights.iter().map(|weight| u64::from(*weight)).sum::<u64>().max(1);
    let (mut before, mut edge) = (0_u64, 0_u32);
    weights
        .iter()
        .map(|weight| {
            before += u64::from(*weight);
            let next = (u64::from(total) * before / sum) as u32;
            let width = next - edge;
            edge = next;
            width
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_fill_the_width_exactly() {
        for weights in [&[1, 1, 1][..], &[2741, 1180, 1180, 870, 1400, 1700], &[1, u32::MAX], &[7]] {
            assert_eq!(shares(9071, weights).iter().sum::<u32>(), 9071, "{weights:?}");
        }
    }

    #[test]
    fn narrow_column_takes_what_its_longest_word_needs() {
        let widths = fit(9000, &[1, 1, 1, 7], &[1500, 400, 400, 400]);
        assert_eq!((widths[0], widths.iter().sum::<u32>()), (1500, 9000));
        assert!(widths.iter().all(|width| *width >= 400), "{widths:?}");
    }

    #[test]
    fn columns_that_ask_for_too_much_share_what_there_is() {
        assert_eq!(fit(900, &[1, 1], &[600, 1200]), [300, 600]);
    }
}
