//! The same decimals down a column of numbers, so that units stand under units.

use crate::{
    francais::ESPACE,
    outline::{Align, Cell, Column, Inline},
};

/// Units of the columns, and the decimals that one number with decimals asks of the others.
const UNITS: [(&str, &str); 2] = [("€", ",00"), ("%", ",0")];

/// Gives every amount and rate of a column its decimals where one of them has some.
pub(super) fn align(columns: &[Column], rows: &mut [Vec<Cell>], total: Option<&mut Vec<Cell>>) {
    let mut lines: Vec<&mut Vec<Cell>> = rows.iter_mut().chain(total).collect();
    for rank in (0..columns.len()).filter(|rank| columns[*rank].align == Align::Right) {
        for (unit, decimals) in UNITS {
            let unit = format!("{ESPACE}{unit}");
            let wanted =
                lines.iter_mut().filter_map(|line| text(line, rank)).any(|t| t.ends_with(&unit) && t.contains(','));
            if !wanted {
                continue;
            }
            for texte in lines.iter_mut().filter_map(|line| text(line, rank)) {
                if texte.ends_with(&unit) && !texte.contains(',') {
                    texte.insert_str(texte.len() - unit.len(), decimals);
                }
            }
        }
    }
}

/// The text of a cell that holds one value and nothing else.
fn text(line: &mut [Cell], rank: usize) -> Option<&mut String> {
    match line.get_mut(rank)?.as_mut_slice() {
        [Inline::Text(texte)] => Some(texte),
        [Inline::Champ(champ)] => Some(&mut champ.texte),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aligned(texts: &[&str]) -> Vec<String> {
        let column = Column { title: "Réalisé".to_owned(), weight: 1, align: Align::Right };
        let cell = |texte: &&str| vec![vec![Inline::Text((*texte).to_owned())]];
        let (last, first) = texts.split_last().unwrap();
        let mut rows: Vec<Vec<Cell>> = first.iter().map(cell).collect();
        let mut total = cell(last);
        align(&[column], &mut rows, Some(&mut total));
        rows.push(total);
        rows.iter_mut().map(|row| text(row, 0).unwrap().clone()).collect()
    }

    #[test]
    fn amounts_take_cents_where_one_has_some() {
        let expected = ["75\u{a0}000,00\u{a0}€", "–", "−14,80\u{a0}€", "0,00\u{a0}€"];
        assert_eq!(aligned(&["75\u{a0}000\u{a0}€", "–", "−14,80\u{a0}€", "0\u{a0}€"]), expected);
    }

    #[test]
    fn rates_and_whole_amounts_keep_to_themselves() {
        assert_eq!(aligned(&["9,1\u{a0}%", "4\u{a0}%", "100\u{a0}%"]), ["9,1\u{a0}%", "4,0\u{a0}%", "100,0\u{a0}%"]);
        assert_eq!(aligned(&["75\u{a0}000\u{a0}€", "12\u{a0}€"]), ["75\u{a0}000\u{a0}€", "12\u{a0}€"]);
    }
}
