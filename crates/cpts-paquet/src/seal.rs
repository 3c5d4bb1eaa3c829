//! A digest of the content inside the file: it tells whether someone edited it since we wrote it.

use std::io::{self, Cursor, Read, Write as _};

use zip::{ZipArchive, ZipWriter};

use crate::{
    Package, PaquetError,
    bundle::contents,
    content_types,
    guard::Limits,
    package::options,
    properties::{self, CUSTOM},
    relationships::rels_name,
};

/// Name of the custom property that holds the digest.
const PROPERTY: &str = "cpts_empreinte";

/// Bound of the part that holds the digest: a few properties.
const MAX_CUSTOM: u64 = 1024 * 1024;

/// What the digest says about a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seal {
    /// As we wrote it.
    Intact,
    /// Ours, and edited since.
    Edited,
    /// Not ours, or not readable.
    Foreign,
}

/// Returns the package with the digest of its content in its custom properties; the other parts are copied as they are.
///
/// # Errors
/// [`PaquetError::Truncated`] where the bytes are no package.
pub fn seal(octets: Vec<u8>) -> Result<Vec<u8>, PaquetError> {
    let octets = if open(&octets)?.index_for_name(CUSTOM).is_some() { octets } else { with_custom_part(&octets)? };
    let mut archive = open(&octets)?;
    let digest = digest(&mut archive)?;
    let custom = read_custom(&mut archive);
    let sealed = properties::with_custom(custom.as_deref(), PROPERTY, &digest);
    rewrite(&mut archive, octets.len(), &[(CUSTOM, sealed)]).map_err(|_| PaquetError::Truncated)
}

/// Tells whether a file is ours, and edited.
pub fn read_seal(octets: &[u8]) -> Seal {
    let Ok(mut archive) = open(octets) else { return Seal::Foreign };
    let Some(sealed) = read_custom(&mut archive).and_then(|part| properties::custom(&part, PROPERTY)) else {
        return Seal::Foreign;
    };
    match digest(&mut archive) {
        Ok(digest) if digest == sealed => Seal::Intact,
        _ => Seal::Edited,
    }
}

fn open(octets: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, PaquetError> {
    ZipArchive::new(Cursor::new(octets)).map_err(|_| PaquetError::Truncated)
}

/// Returns the SHA-256 of names, checksums and sizes, in the order of the names: nothing has to be inflated.
fn digest(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<String, PaquetError> {
    let mut parts = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|_| PaquetError::Truncated)?;
        if entry.name() != CUSTOM {
            parts.push((entry.name().to_owned(), entry.crc32(), entry.size()));
        }
    }
    Ok(contents(parts))
}

fn read_custom(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Option<Vec<u8>> {
    let entry = archive.by_name(CUSTOM).ok()?;
    let mut part = Vec::new();
    entry.take(MAX_CUSTOM).read_to_end(&mut part).ok()?;
    Some(part)
}

/// Returns the package with a part for custom properties, its content type and its relationship.
fn with_custom_part(octets: &[u8]) -> Result<Vec<u8>, PaquetError> {
    let limits = Limits::default();
    let mut package = Package::default();
    let mut archive = open(octets)?;
    for name in [content_types::NAME, &rels_name("")] {
        let entry = archive.by_name(name).map_err(|_| PaquetError::Malformed { partie: name.to_owned() })?;
        let mut part = Vec::new();
        entry.take(limits.octets_partie).read_to_end(&mut part).map_err(|_| PaquetError::Truncated)?;
        package.insert(name, part);
    }
    if let Some(types) = package.remove(content_types::NAME) {
        package.types = content_types::ContentTypes::parse(&types)?;
    }
    properties::set_custom(&mut package, PROPERTY, "");
    let mut replaced: Vec<(&str, Vec<u8>)> = package.iter().map(|(name, part)| (name, part.to_vec())).collect();
    replaced.insert(0, (content_types::NAME, package.types.render()));
    rewrite(&mut archive, octets.len(), &replaced).map_err(|_| PaquetError::Truncated)
}

/// Copies an archive with some parts replaced in their place, or added at the end.
fn rewrite(archive: &mut ZipArchive<Cursor<&[u8]>>, size: usize, replaced: &[(&str, Vec<u8>)]) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(size + 4096)));
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index)?;
        match replaced.iter().find(|(name, _)| *name == entry.name()) {
            Some((name, part)) => {
                zip.start_file(*name, options(name))?;
                zip.write_all(part)?;
            }
            None => zip.raw_copy_file(entry)?,
        }
    }
    for (name, part) in replaced.iter().filter(|(name, _)| archive.index_for_name(name).is_none()) {
        zip.start_file(*name, options(name))?;
        zip.write_all(part)?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ContentTypes, PackageWriter, Relationships};

    fn package(text: &str) -> Vec<u8> {
        let mut writer = PackageWriter::new(Cursor::new(Vec::new()), &ContentTypes::new()).expect("in memory");
        writer.part("_rels/.rels", &Relationships::default().render()).expect("in memory");
        writer.part("word/document.xml", text.as_bytes()).expect("in memory");
        writer.finish().expect("in memory").into_inner()
    }

    /// Writes the package again with another body, as an office program does.
    fn edited(octets: &[u8]) -> Vec<u8> {
        let mut archive = open(octets).expect("a package");
        rewrite(&mut archive, 0, &[("word/document.xml", b"<other/>".to_vec())]).expect("in memory")
    }

    #[test]
    fn sealed_package_is_intact_until_it_is_edited() {
        let sealed = seal(package("<a/>")).expect("a package");
        assert_eq!(read_seal(&sealed), Seal::Intact);
        assert_eq!(read_seal(&edited(&sealed)), Seal::Edited);
        assert_eq!(seal(package("<a/>")).expect("a package"), sealed);
    }

    #[test]
    fn sealing_again_gives_the_same_bytes() {
        let sealed = seal(package("<a/>")).expect("a package");
        assert_eq!(seal(sealed.clone()).expect("a package"), sealed);
    }

    #[test]
    fn file_of_someone_else_is_foreign() {
        assert_eq!(read_seal(&package("<a/>")), Seal::Foreign);
        assert_eq!(read_seal(b""), Seal::Foreign);
        assert_eq!(read_seal(b"PK\x03\x04"), Seal::Foreign);
    }

    #[test]
    fn bytes_that_are_no_package_are_refused() {
        assert!(matches!(seal(b"abc".to_vec()), Err(PaquetError::Truncated)));
    }

    #[test]
    fn sealed_package_still_opens() {
        let sealed = seal(package("<a/>")).expect("a package");
        let package = Package::read(&sealed, &Limits::default()).expect("a package");
        assert_eq!(package.get("word/document.xml"), Some(b"<a/>".as_slice()));
        assert!(package.types.get(CUSTOM).is_some_and(|kind| kind.contains("custom-properties")));
    }
}
