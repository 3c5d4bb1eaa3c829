//! The records of a stream: type, length, content; nothing is read beyond what is there.

use cpts_paquet::PaquetError;

pub(super) const BOF: u16 = 0x0809;
pub(super) const EOF: u16 = 0x000A;
pub(super) const CONTINUE: u16 = 0x003C;

/// One record.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
}

/// Walks through the records of a stream.
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    /// Starts at the first byte of `stream`.
    pub(super) fn new(stream: &'a [u8]) -> Self {
        Self { rest: stream }
    }

    /// Returns the next record; `None` at the end of the stream.
    pub(super) fn next(&mut self) -> Result<Option<Record<'a>>, PaquetError> {
        let (Some(kind), Some(len)) = (u16_at(self.rest, 0), u16_at(self.rest, 2)) else { return Ok(None) };
        let end = 4 + usize::from(len);
        let data = self.rest.get(4..end).ok_or(PaquetError::Truncated)?;
        self.rest = &self.rest[end..];
        Ok(Some(Record { kind, data }))
    }

    /// Returns the contents of the CONTINUE records that come next.
    pub(super) fn continued(&mut self) -> Result<Vec<&'a [u8]>, PaquetError> {
        let mut parts = Vec::new();
        while u16_at(self.rest, 0) == Some(CONTINUE) {
            if let Some(record) = self.next()? {
                parts.push(record.data);
            }
        }
        Ok(parts)
    }
}

pub(super) fn u16_at(octets: &[u8], at: usize) -> Option<u16> {
    octets.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

pub(super) fn u32_at(octets: &[u8], at: usize) -> Option<u32> {
    octets.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

pub(super) fn f64_at(octets: &[u8], at: usize) -> Option<f64> {
    octets.get(at..at + 8)?.try_into().ok().map(f64::from_le_bytes)
}
