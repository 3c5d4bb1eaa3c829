//! The embedded table: lines sorted by key, found by bisection, so that nothing is built that is not asked for.

use std::{io::Read, sync::OnceLock};

use super::{Fiche, departement};

static COMMUNES: &[u8] = include_bytes!("../../data/communes.txt.gz");

/// Signs of a code.
const CODE: usize = 5;

/// The table, inflated.
pub(super) struct Base {
    text: String,
    /// Where each line begins, and the end of the text.
    starts: Vec<u32>,
    /// Lines by code, the commune of today before an old one of the same code; built at the first question by code.
    by_code: OnceLock<Vec<u32>>,
}

/// One line of the table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) cle: &'static str,
    nom: &'static str,
    pub(super) code: &'static str,
    /// Code of the commune it belongs to now; empty for a commune of today.
    pub(super) actuelle: &'static str,
    population: &'static str,
    postaux: &'static str,
}

/// Returns the table, inflated at the first call (some milliseconds).
pub(super) fn base() -> &'static Base {
    static BASE: OnceLock<Base> = OnceLock::new();
    BASE.get_or_init(|| {
        let mut text = String::with_capacity(1_400_000);
        flate2::read::GzDecoder::new(COMMUNES).read_to_string(&mut text).expect("the embedded table is whole");
        let mut starts = Vec::with_capacity(38_000);
        starts.push(0);
        starts.extend(text.match_indices('\n').map(|(at, _)| at as u32 + 1));
        Base { text, starts, by_code: OnceLock::new() }
    })
}

impl Base {
    fn len(&self) -> usize {
        self.starts.len() - 1
    }

    fn line(&'static self, index: usize) -> &'static str {
        let (start, end) = (self.starts[index] as usize, self.starts[index + 1] as usize);
        &self.text[start..end - 1]
    }

    fn key(&'static self, index: usize) -> &'static str {
        let line = self.line(index);
        line.split(';').next().unwrap_or(line)
    }

    fn entry(&'static self, index: usize) -> Entry {
        let mut fields = self.line(index).split(';');
        let mut next = || fields.next().unwrap_or_default();
        Entry { cle: next(), nom: next(), code: next(), actuelle: next(), population: next(), postaux: next() }
    }

    fn lower_bound(&'static self, below: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if below(self.key(middle)) { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// Returns the entries of a key, the communes of today first.
    pub(super) fn by_key(&'static self, cle: &str) -> impl Iterator<Item = Entry> {
        let first = self.lower_bound(|key| key < cle);
        let cle = cle.to_owned();
        (first..self.len()).map(|index| self.entry(index)).take_while(move |entry| entry.cle == cle)
    }

    /// Returns the entries whose key begins like this.
    pub(super) fn by_prefix(&'static self, prefix: &str) -> impl Iterator<Item = Entry> {
        let first = self.lower_bound(|key| key < prefix);
        let prefix = prefix.to_owned();
        (first..self.len()).map(|index| self.entry(index)).take_while(move |entry| entry.cle.starts_with(&prefix))
    }

    /// Returns the entry of a code, the commune of today where an old one kept its code.
    pub(super) fn by_code(&'static self, code: &str) -> Option<Entry> {
        let order = self.order();
        let first = order.partition_point(|index| self.entry(*index as usize).code < code);
        order.get(first).map(|index| self.entry(*index as usize)).filter(|entry| entry.code == code)
    }

    /// Returns the entries of a département.
    pub(super) fn of_department(&'static self, departement: &str) -> impl Iterator<Item = Entry> {
        let order = self.order();
        let departement = departement.to_owned();
        let first = order.partition_point(|index| self.entry(*index as usize).code < departement.as_str());
        order[first..]
            .iter()
            .map(|index| self.entry(*index as usize))
            .take_while(move |entry| entry.code.starts_with(&departement))
    }

    fn order(&'static self) -> &'static [u32] {
        self.by_code.get_or_init(|| {
            // The five signs of the code, whether it is an old one, then the line, in one number: sorting numbers takes a
            // tenth of the time of sorting texts.
            let mut order: Vec<u64> = (0..self.len())
                .map(|index| {
                    let line = self.line(index).as_bytes();
                    let mut ends = line.iter().enumerate().filter(|(_, sign)| **sign == b';').map(|(at, _)| at);
                    let start = ends.nth(1).map_or(line.len(), |at| at + 1);
                    let code = line[start..].iter().take(CODE).fold(0, |code, sign| code << 8 | u64::from(*sign));
                    let old = line.get(start + CODE + 1).is_some_and(|sign| *sign != b';');
                    code << 24 | u64::from(old) << 23 | index as u64
                })
                .collect();
            order.sort_unstable();
            order.into_iter().map(|key| (key & 0x7f_ffff) as u32).collect()
        })
    }

    #[cfg(test)]
    pub(super) fn entries(&'static self) -> impl Iterator<Item = Entry> {
        (0..self.len()).map(|index| self.entry(index))
    }
}

impl Entry {
    /// Returns the official name.
    pub(super) fn nom(&self) -> String {
        if !self.nom.is_empty() {
            return self.nom.to_owned();
        }
        let mut nom = String::with_capacity(self.cle.len());
        for word in self.cle.split(' ') {
            if !nom.is_empty() {
                nom.push(' ');
            }
            let mut chars = word.chars();
            nom.extend(chars.next().map(|c| c.to_ascii_uppercase()));
            nom.push_str(chars.as_str());
        }
        nom
    }

    /// Returns the sheet of a commune; `None` for a code without département, which the table does not hold.
    pub(super) fn fiche(&self) -> Option<Fiche> {
        let departement = departement::of_commune(self.code)?;
        Some(Fiche {
            code: self.code,
            nom: self.nom(),
            departement,
            region: departement.region,
            population: self.population.parse().ok(),
            codes_postaux: self.postal_codes().collect(),
        })
    }

    /// Says whether a postal code serves the commune.
    pub(super) fn has_postal(&self, code_postal: &str) -> bool {
        let prefix = &self.code[..2];
        self.postaux.split(' ').any(|stored| match stored.len() {
            3 => code_postal.strip_prefix(prefix) == Some(stored),
            _ => stored == code_postal && !stored.is_empty(),
        })
    }

    fn postal_codes(&self) -> impl Iterator<Item = String> {
        let prefix = &self.code[..2];
        self.postaux
            .split(' ')
            .filter(|stored| !stored.is_empty())
            .map(move |stored| if stored.len() == 3 { format!("{prefix}{stored}") } else { stored.to_owned() })
    }
}
