//! An archive of many files, written as they are read: same files, same bytes.

use std::{
    fmt::Write as _,
    io::{self, Read, Seek, Write},
};

use flate2::Crc;
use sha2::{Digest, Sha256};
use zip::{ZipArchive, ZipWriter};

use crate::{Seal, package::options};

/// Start of the comment of an archive of ours; the digest of its contents follows.
const COMMENT: &str = "cpts_empreinte=";
/// What is read at a time.
const BLOCK: usize = 64 * 1024;

/// Size and SHA-256 of what was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileDigest {
    /// Bytes.
    pub size: u64,
    /// SHA-256, in hexadecimal.
    pub sha256: String,
}

/// Returns the size and the SHA-256 of what a reader gives; it is never whole in memory.
///
/// # Errors
/// Those of the reader.
///
/// # Example
/// ```
/// # use cpts_paquet::sha256;
/// let digest = sha256(&b"test"[..])?;
/// assert_eq!(digest.size, 4);
/// assert_eq!(digest.sha256, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn sha256(reader: impl Read) -> io::Result<FileDigest> {
    copy(reader, |_| Ok(()))
}

/// Writes an archive bit by bit; entries stand in the order in which they are given.
pub struct BundleWriter<W: Write + Seek> {
    zip: ZipWriter<W>,
    entries: Vec<(String, u32, u64)>,
}

impl<W: Write + Seek> BundleWriter<W> {
    /// Starts an archive.
    pub fn new(out: W) -> Self {
        Self { zip: ZipWriter::new(out), entries: Vec::new() }
    }

    /// Writes what a reader gives, `expected` bytes, and returns what was read.
    ///
    /// A larger archive than 4 GiB is written in the wide form of the format; an entry is if `expected` says so.
    ///
    /// # Errors
    /// Those of the reader and of the writer, and a name given twice.
    pub fn entry(&mut self, name: &str, expected: u64, reader: impl Read) -> io::Result<FileDigest> {
        // Compressing may lengthen: an entry near the bound is wide as well.
        let options = options(name).large_file(expected > u64::from(u32::MAX / 2));
        self.zip.start_file(name, options)?;
        let mut crc = Crc::new();
        let zip = &mut self.zip;
        let read = copy(reader, |block| {
            crc.update(block);
            zip.write_all(block)
        })?;
        self.entries.push((name.to_owned(), crc.sum(), read.size));
        Ok(read)
    }

    /// Ends the archive, with the digest of its contents as its comment.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn finish(mut self) -> io::Result<W> {
        self.zip.set_comment(format!("{COMMENT}{}", contents(self.entries)))?;
        Ok(self.zip.finish()?)
    }
}

/// Tells whether an archive is one that [`BundleWriter`] wrote, and edited; its list of entries is read, not their contents.
pub fn read_bundle_seal(reader: impl Read + Seek) -> Seal {
    let Ok(mut archive) = ZipArchive::new(reader) else { return Seal::Foreign };
    let comment = String::from_utf8_lossy(archive.comment()).into_owned();
    let Some(sealed) = comment.strip_prefix(COMMENT) else { return Seal::Foreign };
    let mut entries = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        let Ok(entry) = archive.by_index_raw(index) else { return Seal::Edited };
        entries.push((entry.name().to_owned(), entry.crc32(), entry.size()));
    }
    if contents(entries) == sealed { Seal::Intact } else { Seal::Edited }
}

/// Returns the SHA-256 of names, checksums and sizes, in the order of the names.
pub(crate) fn contents(mut entries: Vec<(String, u32, u64)>) -> String {
    entries.sort_unstable();
    let mut hash = Sha256::new();
    for (name, checksum, size) in entries {
        hash.update((name.len() as u64).to_be_bytes());
        hash.update(name);
        hash.update(checksum.to_be_bytes());
        hash.update(size.to_be_bytes());
    }
    hex(hash)
}

fn copy(mut reader: impl Read, mut write: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<FileDigest> {
    let mut hash = Sha256::new();
    let mut size = 0;
    let mut block = vec![0; BLOCK];
    loop {
        let read = match reader.read(&mut block) {
            Ok(0) => return Ok(FileDigest { size, sha256: hex(hash) }),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        hash.update(&block[..read]);
        size += read as u64;
        write(&block[..read])?;
    }
}

fn hex(hash: Sha256) -> String {
    let mut hex = String::with_capacity(64);
    for byte in hash.finalize() {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn bundle(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = BundleWriter::new(Cursor::new(Vec::new()));
        for (name, file) in files {
            let read = writer.entry(name, file.len() as u64, *file).unwrap();
            assert_eq!(read, sha256(*file).unwrap());
            assert_eq!(read.size, file.len() as u64);
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn bundle_twice_gives_the_same_bytes_and_reads_back() {
        let text = "abc".repeat(50_000);
        let zeros = vec![0; 100_000];
        let files = [("01-a/é.txt", text.as_bytes()), ("b.pdf", &*zeros)];
        let octets = bundle(&files);
        assert_eq!(octets, bundle(&files));
        let mut archive = ZipArchive::new(Cursor::new(&octets)).unwrap();
        let mut back = Vec::new();
        archive.by_name("01-a/é.txt").unwrap().read_to_end(&mut back).unwrap();
        assert_eq!(back, text.as_bytes());
        let pdf = archive.by_name("b.pdf").unwrap();
        assert_eq!(pdf.compressed_size(), 100_000, "what is compressed already is stored");
    }

    #[test]
    fn seal_tells_ours_from_edited_and_foreign() {
        let octets = bundle(&[("a.txt", b"un"), ("b.txt", b"deux")]);
        assert_eq!(read_bundle_seal(Cursor::new(&octets)), Seal::Intact);
        // An archiver keeps the comment when it replaces an entry.
        let mut edited = ZipWriter::new_append(Cursor::new(octets.clone())).unwrap();
        edited.start_file("c.txt", options("c.txt")).unwrap();
        edited.write_all(b"trois").unwrap();
        let edited = edited.finish().unwrap().into_inner();
        assert_eq!(read_bundle_seal(Cursor::new(edited)), Seal::Edited);
        for foreign in [&octets[..octets.len() / 2], b"PK", b""] {
            assert_eq!(read_bundle_seal(Cursor::new(foreign)), Seal::Foreign);
        }
    }

    #[test]
    fn entry_of_a_name_given_twice_is_refused() {
        let mut writer = BundleWriter::new(Cursor::new(Vec::new()));
        writer.entry("a", 1, &b"x"[..]).unwrap();
        assert!(writer.entry("a", 1, &b"y"[..]).is_err());
    }

    #[test]
    fn reader_that_fails_stops_the_archive() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::ErrorKind::PermissionDenied.into())
            }
        }
        let mut writer = BundleWriter::new(Cursor::new(Vec::new()));
        assert_eq!(writer.entry("a", 1, Broken).unwrap_err().kind(), io::ErrorKind::PermissionDenied);
    }
}
