//! What may be opened: bounds and file kinds, decided before any library sees the bytes.

pub mod archive;
mod borne;
pub mod ole;
mod sniff;
pub mod xml;

pub use archive::Archive;
pub use borne::{Borne, Limits};

use crate::PaquetError;
use ole::Container;

/// Kind of an office file, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Excel workbook (.xlsx, .xlsm, .xltx).
    Xlsx,
    /// Binary Excel workbook (.xlsb).
    Xlsb,
    /// Excel 97-2003 workbook (.xls).
    Xls,
    /// OpenDocument workbook (.ods).
    Ods,
    /// Text with separators (.csv, .tsv, .txt).
    Csv,
    /// Word document (.docx, .docm, .dotx).
    Docx,
}

/// Returns what a file is, by its content; `nom` only helps to tell text with separators from other text.
///
/// Cheap: nothing but a few small parts is inflated. The bounds on what comes out of a package are kept by
/// [`Archive`] and [`xml::Xml`] while it is read.
///
/// # Errors
/// When the file is empty, truncated, encrypted, too large, or of a kind that nothing here reads.
///
/// # Example
/// ```
/// use cpts_paquet::PaquetError;
/// use cpts_paquet::guard::{Format, Limits, inspect};
///
/// let limits = Limits::default();
/// assert_eq!(inspect(b"Nom;Profession\nMartin;IDEL\n", "adherents.csv", &limits)?, Format::Csv);
/// assert!(matches!(inspect(b"%PDF-1.7", "adherents.xlsx", &limits), Err(PaquetError::WrongKind { .. })));
/// # Ok::<(), PaquetError>(())
/// ```
pub fn inspect(octets: &[u8], nom: &str, limits: &Limits) -> Result<Format, PaquetError> {
    if octets.is_empty() {
        return Err(PaquetError::Empty);
    }
    if octets.len() as u64 > limits.octets {
        return Err(PaquetError::Limit { borne: Borne::Octets(limits.octets) });
    }
    if octets.starts_with(b"PK\x03\x04") || octets.starts_with(b"PK\x05\x06") {
        return inspect_package(octets, limits);
    }
    if octets.starts_with(ole::SIGNATURE) {
        return inspect_container(octets, limits);
    }
    sniff::check_other(octets, nom)?;
    Ok(Format::Csv)
}

fn inspect_package(octets: &[u8], limits: &Limits) -> Result<Format, PaquetError> {
    let mut archive = Archive::open(octets, limits)?;
    if let Some(mimetype) = archive.start_of("mimetype", 256)? {
        return inspect_opendocument(&mut archive, &mimetype, limits);
    }
    if archive.has("content.xml") && archive.has("META-INF/manifest.xml") {
        return inspect_opendocument(&mut archive, ODS, limits);
    }
    let main = main_part(&mut archive, limits)?;
    let is_main = |folder: &str| main.as_deref().is_some_and(|nom| nom.to_lowercase().starts_with(folder));
    if is_main("word/") || archive.has("word/document.xml") {
        Ok(Format::Docx)
    } else if archive.has("xl/workbook.bin") {
        Ok(Format::Xlsb)
    } else if is_main("ppt/") {
        wrong("une présentation PowerPoint", GIVE_WORKBOOK)
    } else if is_main("xl/") || archive.has("xl/workbook.xml") || main.is_some_and(|nom| nom.ends_with("workbook.xml"))
    {
        Ok(Format::Xlsx)
    } else {
        wrong("une archive zip", "en extraire le classeur, puis donner celui-ci")
    }
}

const ODS: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
const MANIFEST: &str = "META-INF/manifest.xml";
const ROOT: &str = "_rels/.rels";
const GIVE_WORKBOOK: &str = "donner le classeur de la liste (.xlsx, .xls, .ods ou .csv)";

fn inspect_opendocument(archive: &mut Archive<'_>, mimetype: &[u8], limits: &Limits) -> Result<Format, PaquetError> {
    if !mimetype.starts_with(ODS) {
        return if mimetype.starts_with(b"application/vnd.oasis.opendocument.") {
            wrong("un autre document OpenDocument", GIVE_WORKBOOK)
        } else {
            wrong("une archive zip", "en extraire le classeur, puis donner celui-ci")
        };
    }
    if let Some(part) = archive.part(MANIFEST)? {
        let mut xml = xml::Xml::new(part, MANIFEST, limits);
        loop {
            match xml.event()? {
                xml::Event::Start(e) | xml::Event::Empty(e) if e.local_name() == b"encryption-data" => {
                    return Err(PaquetError::Password);
                }
                xml::Event::Eof => break,
                _ => {}
            }
        }
    }
    if archive.has("content.xml") { Ok(Format::Ods) } else { Err(PaquetError::Truncated) }
}

/// Returns the name of the part that a package says is its document.
fn main_part(archive: &mut Archive<'_>, limits: &Limits) -> Result<Option<String>, PaquetError> {
    let Some(part) = archive.part(ROOT)? else { return Ok(None) };
    let mut xml = xml::Xml::new(part, ROOT, limits);
    loop {
        match xml.event()? {
            xml::Event::Start(e) | xml::Event::Empty(e)
                if e.local_name() == b"Relationship"
                    && xml::attribute(&e, b"Type").is_some_and(|kind| kind.ends_with("/officeDocument")) =>
            {
                return Ok(xml::attribute(&e, b"Target").map(|target| target.trim_start_matches('/').to_owned()));
            }
            xml::Event::Eof => return Ok(None),
            _ => {}
        }
    }
}

fn inspect_container(octets: &[u8], limits: &Limits) -> Result<Format, PaquetError> {
    let container = Container::open(octets)?;
    if container.has("EncryptedPackage") || container.has("EncryptionInfo") {
        Err(PaquetError::Password)
    } else if container.has("Workbook") || container.has("Book") {
        if octets.len() as u64 > limits.octets_xls {
            return Err(PaquetError::Limit { borne: Borne::OctetsXls(limits.octets_xls) });
        }
        Ok(Format::Xls)
    } else if container.has("WordDocument") {
        wrong("un document Word", GIVE_WORKBOOK)
    } else if container.has("PowerPoint Document") {
        wrong("une présentation PowerPoint", GIVE_WORKBOOK)
    } else {
        wrong("un fichier d’un type inconnu", GIVE_WORKBOOK)
    }
}

fn wrong(trouve: &'static str, remede: &'static str) -> Result<Format, PaquetError> {
    Err(PaquetError::WrongKind { trouve, remede })
}
