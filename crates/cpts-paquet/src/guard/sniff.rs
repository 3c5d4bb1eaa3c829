//! What a file is, by its first bytes: names lie, and a renamed PDF deserves its own message.

use crate::PaquetError;

/// First bytes, what they announce, and what to do about it.
const KNOWN: &[(&[u8], &str, &str)] = &[
    (b"%PDF", "un document PDF", COPY_TABLE),
    (b"\x89PNG", "une image PNG", ASK_WORKBOOK),
    (b"\xFF\xD8\xFF", "une image JPEG", ASK_WORKBOOK),
    (b"GIF8", "une image GIF", ASK_WORKBOOK),
    (b"II*\0", "une image TIFF", ASK_WORKBOOK),
    (b"MM\0*", "une image TIFF", ASK_WORKBOOK),
    (b"BM", "une image BMP", ASK_WORKBOOK),
    (b"{\\rtf", "un document RTF", COPY_TABLE),
    (b"7z\xBC\xAF\x27\x1C", "une archive 7z", EXTRACT),
    (b"Rar!", "une archive RAR", EXTRACT),
    (b"\x1F\x8B", "une archive gzip", EXTRACT),
    (b"SQLite format 3\0", "une base SQLite", "en exporter la liste au format .csv"),
    (b"MZ", "un programme Windows", ASK_WORKBOOK),
    (b"\x7FELF", "un programme", ASK_WORKBOOK),
];

/// First bytes of the workbooks of Excel 2 to 4, which had no container.
const TOO_OLD: &[(&[u8], &str)] = &[
    (&[0x09, 0x00, 0x04, 0x00], "Excel 2"),
    (&[0x09, 0x02, 0x06, 0x00], "Excel 3"),
    (&[0x09, 0x04, 0x06, 0x00], "Excel 4"),
];

const ASK_WORKBOOK: &str = "demander le classeur lui-même (.xlsx, .xls, .ods ou .csv)";
const COPY_TABLE: &str = "demander le classeur d’origine, ou en copier le tableau dans Excel";
const EXTRACT: &str = "en extraire le classeur, puis donner celui-ci";
const SAVE_AS: &str = "l’ouvrir dans Excel et l’enregistrer au format .xlsx";

/// How much of a text is looked at.
const HEAD: usize = 4096;

/// Refuses what is neither a package, nor a container, nor text with separators.
pub(super) fn check_other(octets: &[u8], nom: &str) -> Result<(), PaquetError> {
    if let Some((_, trouve, remede)) =
        KNOWN.iter().find(|(magic, ..)| octets.starts_with(magic) && !is_texte(octets, magic))
    {
        return Err(PaquetError::WrongKind { trouve, remede });
    }
    if let Some((_, version)) = TOO_OLD.iter().find(|(magic, _)| octets.starts_with(magic)) {
        return Err(PaquetError::TooOld { version });
    }
    let head = &octets[..octets.len().min(HEAD)];
    if is_utf16(head) {
        return Ok(());
    }
    if head.contains(&0) {
        return Err(PaquetError::WrongKind { trouve: "un fichier d’un type inconnu", remede: ASK_WORKBOOK });
    }
    let texte = String::from_utf8_lossy(head);
    let texte = texte.trim_start_matches('\u{feff}').trim_start();
    let lower = texte.to_lowercase();
    let wrong = if lower.starts_with("<?xml") && lower.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        Some(("un classeur XML 2003", SAVE_AS))
    } else if ["<!doctype html", "<html", "<table", "<head", "<body", "<meta"].iter().any(|tag| lower.starts_with(tag))
        || (lower.starts_with("<?xml") && lower.contains("<html"))
    {
        Some(("une page web", SAVE_AS))
    } else if lower.starts_with("<?xml") {
        Some(("un fichier XML", ASK_WORKBOOK))
    } else if is_json(texte) {
        Some(("un fichier JSON", ASK_WORKBOOK))
    } else if !is_text_name(nom) && !texte.lines().take(5).any(|line| line.contains([';', ',', '\t'])) {
        Some(("du texte sans colonnes", ASK_WORKBOOK))
    } else {
        None
    };
    wrong.map_or(Ok(()), |(trouve, remede)| Err(PaquetError::WrongKind { trouve, remede }))
}

/// A list may well begin with « BM » or « MZ »: two letters alone announce nothing.
fn is_texte(octets: &[u8], magic: &[u8]) -> bool {
    magic.len() == 2 && magic.is_ascii() && !octets[..octets.len().min(HEAD)].contains(&0)
}

/// A byte order mark, or Latin letters that take two bytes each.
fn is_utf16(head: &[u8]) -> bool {
    if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        return true;
    }
    let zeros = |rest| head.iter().skip(rest).step_by(2).filter(|octet| **octet == 0).count();
    let half = head.len() / 2;
    half >= 4 && ((zeros(1) * 10 > half * 8 && zeros(0) == 0) || (zeros(0) * 10 > half * 8 && zeros(1) == 0))
}

fn is_json(texte: &str) -> bool {
    let mut letters = texte.chars().filter(|letter| !letter.is_whitespace());
    match (letters.next(), letters.next()) {
        (Some('{'), Some('"' | '}')) => true,
        (Some('['), Some('{' | '[' | '"' | ']')) => !texte.lines().next().is_some_and(|line| line.contains(';')),
        _ => false,
    }
}

fn is_text_name(nom: &str) -> bool {
    let lower = nom.to_lowercase();
    [".csv", ".tsv", ".txt"].iter().any(|end| lower.ends_with(end))
}
