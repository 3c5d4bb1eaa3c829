//! The end of the body being written: blocks go to the file as soon as the next one begins.

use std::io::{self, Write};

/// Bytes held back before they go to the file.
const CHUNK: usize = 64 * 1024;

/// Where the body goes.
///
/// The last block stays here, because a section break belongs to the properties of the last paragraph before it.
pub(super) struct Out<'a> {
    sink: &'a mut dyn Write,
    pub(super) xml: String,
    /// Where the properties of the last paragraph end, while nothing follows it.
    carrier: Option<usize>,
}

impl<'a> Out<'a> {
    pub(super) fn new(sink: &'a mut dyn Write) -> Self {
        Self { sink, xml: String::with_capacity(2 * CHUNK), carrier: None }
    }

    /// Begins a block: what stands before it can go.
    pub(super) fn begin(&mut self) -> io::Result<()> {
        self.carrier = None;
        if self.xml.len() >= CHUNK { self.flush() } else { Ok(()) }
    }

    /// Says that the paragraph which begins at `start` is the last thing written, straight in the body.
    pub(super) fn end_paragraph(&mut self, start: usize) {
        self.carrier = self.xml[start..].find("</w:pPr>").map(|at| start + at);
    }

    /// Says that what was written last cannot carry a section break.
    pub(super) fn forget_paragraph(&mut self) {
        self.carrier = None;
    }

    /// Puts a section break on the last paragraph; returns false where there is none to carry it.
    pub(super) fn break_section(&mut self, properties: &str) -> bool {
        match self.carrier.take() {
            Some(at) => {
                self.xml.insert_str(at, properties);
                true
            }
            None => false,
        }
    }

    /// Sends everything to the file.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.sink.write_all(self.xml.as_bytes())?;
        self.xml.clear();
        Ok(())
    }
}
