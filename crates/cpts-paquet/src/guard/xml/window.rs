//! The bytes of a part around the place being read: refilled as they go by, never longer than one event may be.

use std::io::{self, Read};

use super::super::{Borne, archive::passed};

/// The longest legitimate event is a text of 32,767 characters; four bytes each, and room to spare.
const OCTETS_EVENEMENT: usize = 256 * 1024;
/// Bytes asked for at a time; below 32 KiB the calls cost more than the copy.
const PIECE: usize = 64 * 1024;

/// A window that begins at the place being read.
pub(super) struct Window<R> {
    source: R,
    octets: Vec<u8>,
    start: usize,
    end: usize,
    borne: Borne,
}

impl<R: Read> Window<R> {
    /// Returns a window on `source`; an event that passes the bound is told as `borne`.
    pub(super) fn new(source: R, borne: Borne) -> Self {
        Self { source, octets: Vec::new(), start: 0, end: 0, borne }
    }

    /// Returns how many bytes are at hand.
    #[inline]
    pub(super) fn len(&self) -> usize {
        self.end - self.start
    }

    /// Returns what is at hand.
    #[inline]
    pub(super) fn ahead(&self) -> &[u8] {
        &self.octets[self.start..self.end]
    }

    /// Reads on until `wanted` bytes are at hand, or the part ends.
    pub(super) fn fill(&mut self, wanted: usize) -> io::Result<()> {
        while self.len() < wanted && self.refill()? {}
        Ok(())
    }

    /// Returns how many bytes stand before the first one that `is_end` accepts, looked for from `from` on.
    #[inline]
    pub(super) fn find(&mut self, from: usize, mut is_end: impl FnMut(u8) -> bool) -> io::Result<Option<usize>> {
        let mut seen = from;
        loop {
            let unseen = self.ahead().get(seen..).unwrap_or_default();
            if let Some(at) = unseen.iter().position(|octet| is_end(*octet)) {
                return Ok(Some(seen + at));
            }
            seen = seen.max(self.len());
            if !self.refill()? {
                return Ok(None);
            }
        }
    }

    /// Moves past the next `len` bytes, which must be at hand, and lends them.
    #[inline]
    pub(super) fn take(&mut self, len: usize) -> &[u8] {
        let start = self.start;
        self.start += len;
        &self.octets[start..self.start]
    }

    /// Reads on; `false` at the end of the part.
    fn refill(&mut self) -> io::Result<bool> {
        if self.len() > OCTETS_EVENEMENT {
            return Err(passed(self.borne));
        }
        self.octets.copy_within(self.start..self.end, 0);
        (self.start, self.end) = (0, self.end - self.start);
        if self.octets.len() < self.end + PIECE {
            self.octets.resize(self.end + PIECE, 0);
        }
        loop {
            match self.source.read(&mut self.octets[self.end..]) {
                Ok(read) => {
                    self.end += read;
                    return Ok(read > 0);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}
