//! The container of .xls files and of encrypted workbooks, read without trusting its chains.

use crate::PaquetError;

/// First bytes of every such container.
pub const SIGNATURE: &[u8; 8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

const LAST_REGULAR: u32 = 0xFFFF_FFFA;
const ENTRY: usize = 128;
const MINI_SECTOR: usize = 64;
/// Streams shorter than this live in the mini stream.
const MINI_STREAM_BELOW: usize = 4096;
const HEADER: usize = 512;
const DIFAT_IN_HEADER: usize = 109;

/// A container, its directory read.
pub struct Container<'a> {
    octets: &'a [u8],
    sector: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini_stream: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    nom: String,
    start: u32,
    len: usize,
}

impl<'a> Container<'a> {
    /// Reads the sector tables and the directory.
    ///
    /// # Errors
    /// When a chain loops, leaves the file, or the header is no such container's.
    pub fn open(octets: &'a [u8]) -> Result<Self, PaquetError> {
        if octets.len() < HEADER || !octets.starts_with(SIGNATURE) {
            return Err(PaquetError::Truncated);
        }
        let sector = match u16_at(octets, 30) {
            Some(9) => 512,
            Some(12) => 4096,
            _ => return Err(malformed()),
        };
        let mut container = Self {
            octets,
            sector,
            fat: Vec::new(),
            mini_fat: Vec::new(),
            mini_stream: Vec::new(),
            entries: Vec::new(),
        };
        container.read_fat()?;
        let directory = container.chain(field(octets, 48)?, usize::MAX)?;
        container.entries = directory.chunks_exact(ENTRY).filter_map(entry).collect();
        let root = directory.get(..ENTRY).ok_or_else(malformed)?;
        let (start, len) = (field(root, 116)?, field(root, 120)? as usize);
        if field(octets, 64)? > 0 {
            let table = container.chain(field(octets, 60)?, usize::MAX)?;
            container.mini_fat = table.chunks_exact(4).filter_map(|raw| u32_at(raw, 0)).collect();
            container.mini_stream = container.chain(start, len)?;
        }
        Ok(container)
    }

    /// Tells whether a stream or a storage of this name is there.
    pub fn has(&self, nom: &str) -> bool {
        self.entries.iter().any(|entry| entry.nom.eq_ignore_ascii_case(nom))
    }

    /// Returns a stream whole, `None` when it is not there.
    ///
    /// # Errors
    /// When its chain loops, leaves the file, or is shorter than the stream.
    pub fn stream(&self, nom: &str) -> Result<Option<Vec<u8>>, PaquetError> {
        let Some(entry) = self.entries.iter().find(|entry| entry.nom.eq_ignore_ascii_case(nom)) else {
            return Ok(None);
        };
        if entry.len > self.octets.len() {
            return Err(PaquetError::Truncated);
        }
        let stream = if entry.len < MINI_STREAM_BELOW {
            self.mini_chain(entry.start, entry.len)?
        } else {
            self.chain(entry.start, entry.len)?
        };
        if stream.len() < entry.len { Err(PaquetError::Truncated) } else { Ok(Some(stream)) }
    }

    fn read_fat(&mut self) -> Result<(), PaquetError> {
        let max = self.octets.len() / self.sector;
        let mut sectors: Vec<u32> =
            (0..DIFAT_IN_HEADER).filter_map(|rang| u32_at(self.octets, 76 + 4 * rang)).collect();
        let mut next = field(self.octets, 68)?;
        for _ in 0..=max {
            if next >= LAST_REGULAR {
                break;
            }
            let table = self.sector_at(next)?;
            let (list, link) = table.split_at(table.len().saturating_sub(4));
            sectors.extend(list.chunks_exact(4).filter_map(|raw| u32_at(raw, 0)));
            next = field(link, 0)?;
        }
        for id in sectors.into_iter().filter(|id| *id < LAST_REGULAR).take(max) {
            let table = self.sector_at(id)?;
            self.fat.extend(table.chunks_exact(4).filter_map(|raw| u32_at(raw, 0)));
        }
        Ok(())
    }

    fn sector_at(&self, id: u32) -> Result<&'a [u8], PaquetError> {
        let start = (id as usize + 1) * self.sector;
        // The last sector of a file is sometimes cut short.
        let end = (start + self.sector).min(self.octets.len());
        self.octets.get(start..end).filter(|sector| !sector.is_empty()).ok_or(PaquetError::Truncated)
    }

    fn chain(&self, mut id: u32, len: usize) -> Result<Vec<u8>, PaquetError> {
        let mut stream = Vec::new();
        // A chain that does not loop has at most as many links as there are sectors.
        for _ in 0..=self.octets.len() / self.sector {
            if id >= LAST_REGULAR || stream.len() >= len {
                stream.truncate(len);
                return Ok(stream);
            }
            stream.extend_from_slice(self.sector_at(id)?);
            id = *self.fat.get(id as usize).ok_or_else(malformed)?;
        }
        Err(malformed())
    }

    fn mini_chain(&self, mut id: u32, len: usize) -> Result<Vec<u8>, PaquetError> {
        let mut stream = Vec::new();
        while id < LAST_REGULAR && stream.len() < len {
            let start = id as usize * MINI_SECTOR;
            let end = (start + MINI_SECTOR).min(self.mini_stream.len());
            stream.extend_from_slice(self.mini_stream.get(start..end).ok_or_else(malformed)?);
            id = *self.mini_fat.get(id as usize).ok_or_else(malformed)?;
        }
        stream.truncate(len);
        Ok(stream)
    }
}

fn entry(raw: &[u8]) -> Option<Entry> {
    let kind = *raw.get(66)?;
    // 1: storage, 2: stream, 5: root.
    if !matches!(kind, 1 | 2) {
        return None;
    }
    let size = usize::from(u16_at(raw, 64)?).min(64).saturating_sub(2);
    let units: Vec<u16> = raw[..size].chunks_exact(2).filter_map(|pair| u16_at(pair, 0)).collect();
    Some(Entry { nom: String::from_utf16_lossy(&units), start: u32_at(raw, 116)?, len: u32_at(raw, 120)? as usize })
}

fn field(octets: &[u8], at: usize) -> Result<u32, PaquetError> {
    u32_at(octets, at).ok_or(PaquetError::Truncated)
}

fn u16_at(octets: &[u8], at: usize) -> Option<u16> {
    octets.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(octets: &[u8], at: usize) -> Option<u32> {
    octets.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

fn malformed() -> PaquetError {
    PaquetError::Malformed { partie: "conteneur OLE".to_owned() }
}
