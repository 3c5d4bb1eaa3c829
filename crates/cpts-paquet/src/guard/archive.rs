//! A zip package whose parts are counted while they inflate: the sizes that a file declares are not believed.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipFile;

use super::{Borne, Limits};
use crate::PaquetError;

const ZIP64_END: &[u8; 4] = b"PK\x06\x06";
/// Inflated bytes kept at hand; below 32 KiB the calls cost more than the copy.
const BUFFER: usize = 64 * 1024;

/// A zip package, opened within bounds.
pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    noms: BTreeMap<String, usize>,
    inflated: u64,
    limits: Limits,
}

impl<'a> Archive<'a> {
    /// Opens a zip package; nothing is inflated yet.
    ///
    /// # Errors
    /// When the directory at its end is missing, or lists more entries than `limits` allows.
    pub fn open(octets: &'a [u8], limits: &Limits) -> Result<Self, PaquetError> {
        check_announced_entries(octets, limits)?;
        let zip = ZipArchive::new(Cursor::new(octets)).map_err(|_| PaquetError::Truncated)?;
        if zip.len() as u64 > limits.entrees {
            return Err(PaquetError::Limit { borne: Borne::Entrees(limits.entrees) });
        }
        let noms = (0..zip.len()).filter_map(|rang| Some((key(zip.name_for_index(rang)?), rang))).collect();
        Ok(Self { zip, noms, inflated: 0, limits: limits.clone() })
    }

    /// Returns the names of the parts, lowercase, with `/` between folders, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.noms.keys().map(String::as_str)
    }

    /// Tells whether a part is there; case and kind of slash do not matter.
    pub fn has(&self, nom: &str) -> bool {
        self.noms.contains_key(&key(nom))
    }

    /// Opens a part for reading, `None` when it is not there.
    ///
    /// The reader fails as soon as a bound is passed: give its errors to [`from_io`].
    ///
    /// # Errors
    /// When the part is encrypted or compressed in an unknown way.
    pub fn part(&mut self, nom: &str) -> Result<Option<Part<'_, 'a>>, PaquetError> {
        let Some(&rang) = self.noms.get(&key(nom)) else { return Ok(None) };
        let entry = self.zip.by_index(rang).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(text) if text.contains("Password") => PaquetError::Password,
            _ => PaquetError::Malformed { partie: nom.to_owned() },
        })?;
        let counted = Counted {
            entry,
            part: 0,
            total: &mut self.inflated,
            octets_partie: self.limits.octets_partie,
            octets_total: self.limits.octets_total,
        };
        Ok(Some(BufReader::with_capacity(BUFFER, counted)))
    }

    /// Returns the first `max` bytes of a part, `None` when it is not there.
    ///
    /// # Errors
    /// When it cannot be inflated, or passes a bound.
    pub fn start_of(&mut self, nom: &str, max: u64) -> Result<Option<Vec<u8>>, PaquetError> {
        let Some(part) = self.part(nom)? else { return Ok(None) };
        let mut octets = Vec::new();
        part.take(max).read_to_end(&mut octets).map_err(|error| from_io(&error, nom))?;
        Ok(Some(octets))
    }

    /// Inflates every part to nowhere: what passes no bound here may be given to a library that knows none.
    ///
    /// # Errors
    /// When a part cannot be inflated, or passes a bound.
    pub fn check_all(&mut self) -> Result<(), PaquetError> {
        let noms: Vec<String> = self.noms.keys().filter(|nom| !nom.ends_with('/')).cloned().collect();
        for nom in noms {
            if let Some(mut part) = self.part(&nom)? {
                io::copy(&mut part, &mut io::sink()).map_err(|error| from_io(&error, &nom))?;
            }
        }
        Ok(())
    }
}

/// A part being read.
pub type Part<'p, 'a> = BufReader<Counted<'p, 'a>>;

/// Counts the bytes of a part as they are inflated.
pub struct Counted<'p, 'a> {
    entry: ZipFile<'p, Cursor<&'a [u8]>>,
    part: u64,
    total: &'p mut u64,
    octets_partie: u64,
    octets_total: u64,
}

impl Read for Counted<'_, '_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let read = self.entry.read(buf)?;
        self.part += read as u64;
        *self.total += read as u64;
        if self.part > self.octets_partie {
            return Err(passed(Borne::OctetsPartie(self.octets_partie)));
        }
        if *self.total > self.octets_total {
            return Err(passed(Borne::OctetsTotal(self.octets_total)));
        }
        Ok(read)
    }
}

/// Returns what an error of a bounded reader means: a bound that was passed, or a part that is damaged.
pub fn from_io(error: &io::Error, partie: &str) -> PaquetError {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<Passed>()) {
        Some(Passed(borne)) => PaquetError::Limit { borne: *borne },
        None => PaquetError::Malformed { partie: partie.to_owned() },
    }
}

/// Returns the error by which a reader says that a bound is passed.
pub(super) fn passed(borne: Borne) -> io::Error {
    io::Error::other(Passed(borne))
}

/// A bound inside an [`io::Error`].
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Passed(Borne);

/// Stops reading when more than a number of bytes go by without [`Metered::mark`]: one element, one text.
pub struct Metered<R> {
    inner: R,
    since_mark: usize,
    max: usize,
    borne: Borne,
}

impl<R: BufRead> Metered<R> {
    /// Returns a reader that gives at most `max` bytes between two marks.
    pub fn new(inner: R, max: usize, borne: Borne) -> Self {
        Self { inner, since_mark: 0, max, borne }
    }

    /// Starts counting again.
    pub fn mark(&mut self) {
        self.since_mark = 0;
    }
}

impl<R: BufRead> Read for Metered<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buf)?;
        self.since_mark += read;
        if self.since_mark > self.max { Err(passed(self.borne)) } else { Ok(read) }
    }
}

impl<R: BufRead> BufRead for Metered<R> {
    // Both run several times for each element.
    #[inline]
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.since_mark > self.max {
            return Err(passed(self.borne));
        }
        self.inner.fill_buf()
    }

    #[inline]
    fn consume(&mut self, amount: usize) {
        self.since_mark += amount;
        self.inner.consume(amount);
    }
}

fn key(nom: &str) -> String {
    nom.trim_start_matches('/').replace('\\', "/").to_lowercase()
}

/// Refuses a zip64 directory that announces too many entries: memory for them would be asked before one is read.
fn check_announced_entries(octets: &[u8], limits: &Limits) -> Result<(), PaquetError> {
    let mut rest = octets;
    while let Some(at) = rest.windows(4).position(|window| window == ZIP64_END) {
        let record = &rest[at..];
        // 12: record size; 16, 20: disks; 24, 32: entries, on this disk and in all.
        if let Some(entries) = record.get(32..40).and_then(|raw| raw.try_into().ok()).map(u64::from_le_bytes)
            && record.get(16..24).is_some_and(|disks| disks.iter().all(|octet| *octet == 0))
            && entries > limits.entrees
        {
            return Err(PaquetError::Limit { borne: Borne::Entrees(limits.entrees) });
        }
        rest = &record[4..];
    }
    Ok(())
}
