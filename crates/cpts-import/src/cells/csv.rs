//! Cells of a text with separators; every cell is text, since nothing says more.

use std::borrow::Cow;

use cpts_model::Constat;
use cpts_model::constat::codes::fichier::{FICHIER_ENCODAGE, FICHIER_EXTENSION, FICHIER_GUILLEMET};
use cpts_paquet::PaquetError;
use cpts_paquet::guard::archive::Metered;
use cpts_paquet::guard::{Borne, Limits};
use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::budget::{Budget, check_place};
use super::{Cell, Row, Sheet, Valeur, Workbook, place_of};

/// Returns the cells of the text: one sheet, which bears the name of the file.
pub(super) fn read(octets: &[u8], fichier: &str, limits: &Limits) -> Result<(Workbook, Vec<Constat>), PaquetError> {
    let (texte, encoding) = decode(octets);
    let mut constats = Vec::new();
    if encoding != UTF_8 {
        let message = format!("le texte est lu en {}", encoding.name());
        constats.push(FICHIER_ENCODAGE.constat(place_of(fichier), message));
    }
    let (nom, extension) = fichier.rsplit_once('.').unwrap_or((fichier, ""));
    if !["csv", "tsv", "txt"].contains(&extension.to_lowercase().as_str()) {
        let message = "le fichier ne contient que du texte à séparateurs".to_owned();
        constats.push(FICHIER_EXTENSION.constat(place_of(fichier), message).with_valeur(format!(".{extension}")));
    }
    let (separateur, body) = separator(&texte);
    let rows = read_rows(body, separateur, limits)?;
    if let Some(ligne) = rows.open_quote {
        let mut place = place_of(fichier);
        place.ligne = Some(ligne);
        let message =
            "un guillemet est ouvert et jamais refermé\u{a0}: la suite du fichier est lue comme une seule cellule";
        constats.push(FICHIER_GUILLEMET.constat(place, message));
    }
    let feuille = Sheet { nom: nom.to_owned(), visible: true, rows: rows.rows, ..Sheet::default() };
    Ok((Workbook { fichier: fichier.to_owned(), feuilles: vec![feuille] }, constats))
}

/// Returns the text without its byte order mark, and the encoding it was in.
fn decode(octets: &[u8]) -> (Cow<'_, str>, &'static Encoding) {
    if let Some((encoding, _)) = Encoding::for_bom(octets) {
        return (encoding.decode_with_bom_removal(octets).0, encoding);
    }
    if std::str::from_utf8(octets).is_ok() {
        return (UTF_8.decode_without_bom_handling(octets).0, UTF_8);
    }
    let zeros = |rest| octets.iter().skip(rest).step_by(2).take(512).filter(|octet| **octet == 0).count();
    match (zeros(0), zeros(1)) {
        (0, 0) => {}
        (high, low) => {
            let encoding = if high < low { UTF_16LE } else { UTF_16BE };
            return (encoding.decode_without_bom_handling(octets).0, encoding);
        }
    }
    // A single damaged byte makes UTF-8 invalid: the encoding with the most French letters is the right one.
    [WINDOWS_1252, UTF_8, MACINTOSH]
        .into_iter()
        .map(|encoding| (encoding.decode_without_bom_handling(octets).0, encoding))
        .rev()
        .max_by_key(|(texte, _)| texte.chars().filter(|letter| "éèêëàâçùûîïôœÉÈÊÀÇ".contains(*letter)).count())
        .unwrap_or((Cow::Borrowed(""), UTF_8))
}

/// What separates, most usual first: French Excel writes `;`.
const SEPARATEURS: [u8; 4] = [b';', b'\t', b',', b'|'];
/// Bytes of one record: the reader keeps it whole, with a place for each of its cells.
const RECORD: usize = 4 * 1024 * 1024;
/// How much of the text decides.
const HEAD: usize = 64 * 1024;

/// Returns the separator, and the text without the line `sep=;` that announces it to Excel.
fn separator(texte: &str) -> (u8, &str) {
    if let Some(rest) = texte.strip_prefix("sep=").or_else(|| texte.strip_prefix("SEP=")) {
        let (line, body) = rest.split_once('\n').unwrap_or((rest, ""));
        if let [separateur] = line.trim_end_matches('\r').as_bytes() {
            return (*separateur, body);
        }
    }
    let head = &texte.as_bytes()[..texte.len().min(HEAD)];
    let best = SEPARATEURS.iter().rev().max_by_key(|separateur| regularity(head, **separateur));
    (best.copied().unwrap_or(b';'), texte)
}

/// Returns how many separators stand in lines that have the most usual number of them.
fn regularity(head: &[u8], separateur: u8) -> usize {
    let mut lines_by_count = std::collections::BTreeMap::<usize, usize>::new();
    let mut count = 0;
    let mut quoted = false;
    for octet in head.iter().chain(b"\n") {
        match octet {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => {
                *lines_by_count.entry(count).or_default() += 1;
                count = 0;
            }
            octet if !quoted && *octet == separateur => count += 1,
            _ => {}
        }
    }
    lines_by_count.into_iter().map(|(count, lines)| count * lines).max().unwrap_or(0)
}

/// The rows, and where a quote was opened that nothing closes.
struct Rows {
    rows: Vec<Row>,
    open_quote: Option<u32>,
}

fn read_rows(body: &str, separateur: u8, limits: &Limits) -> Result<Rows, PaquetError> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separateur)
        .has_headers(false)
        // Programs leave out the empty cells at the end of a line.
        .flexible(true)
        .from_reader(Metered::new(body.as_bytes(), RECORD, Borne::Colonnes(limits.colonnes)));
    let mut budget = Budget::new(limits);
    let mut record = csv::StringRecord::new();
    let mut rows = Vec::new();
    let mut ligne = 0;
    let mut last_start = 0;
    loop {
        reader.get_mut().mark();
        let before = reader.position().byte() as usize;
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(_) => return Err(too_long(body, before, ligne, limits)),
        }
        let start = record.position().map_or(0, |position| position.byte() as usize);
        ligne += 1 + blank_lines(body.as_bytes(), start);
        check_place(u64::from(ligne), 1, limits)?;
        last_start = start;
        let cells = cells(&record, ligne, &mut budget, limits)?;
        if !cells.is_empty() {
            rows.push(Row { ligne, masquee: false, cells });
        }
    }
    let tail = body.as_bytes().get(last_start..).unwrap_or_default();
    let odd_quotes = tail.iter().fold(false, |odd, octet| odd ^ (*octet == b'"'));
    let swallowed = rows.last().is_some_and(|row| row.cells.iter().any(|cell| cell.texte().contains('\n')));
    Ok(Rows { rows, open_quote: (odd_quotes && swallowed).then_some(ligne) })
}

/// Returns how many blank lines the reader skips at `start`; in Excel they are rows.
fn blank_lines(body: &[u8], start: usize) -> u32 {
    let mut rest = body.get(start..).unwrap_or_default();
    // The reader ends a record at `\r`, and leaves its `\n` to the next one.
    if start > 0 && body.get(start - 1) == Some(&b'\r') && rest.first() == Some(&b'\n') {
        rest = &rest[1..];
    }
    let mut count = 0;
    loop {
        rest = match rest {
            [b'\r', b'\n', after @ ..] | [b'\r' | b'\n', after @ ..] => after,
            _ => return count,
        };
        count += 1;
    }
}

fn cells(
    record: &csv::StringRecord,
    ligne: u32,
    budget: &mut Budget,
    limits: &Limits,
) -> Result<Vec<Cell>, PaquetError> {
    let mut cells = Vec::new();
    for (rang, texte) in record.iter().enumerate().filter(|(_, texte)| !texte.is_empty()) {
        let colonne = rang as u64 + 1;
        check_place(1, colonne, limits)?;
        budget.spend_cell()?;
        if texte.len() as u64 > limits.caracteres && texte.contains('\n') {
            return Err(open_quote(ligne));
        }
        budget.spend_text(texte)?;
        if cells.capacity() == 0 {
            cells.reserve(record.len() - rang);
        }
        let valeur = Valeur::Texte(texte.into());
        cells.push(Cell { colonne: colonne as u32, valeur, format: None, marque: None, note: false });
    }
    Ok(cells)
}

/// Only a quote or blank lines make a record go over several lines; without them, it has too many cells.
fn too_long(body: &str, start: usize, ligne: u32, limits: &Limits) -> PaquetError {
    let debut = ligne + 1 + blank_lines(body.as_bytes(), start);
    if let Err(error) = check_place(u64::from(debut), 1, limits) {
        return error;
    }
    let record = body.get(start..).unwrap_or_default().trim_start_matches(['\r', '\n']);
    if record.bytes().take(RECORD).any(|octet| octet == b'\n') {
        open_quote(debut)
    } else {
        PaquetError::Limit { borne: Borne::Colonnes(limits.colonnes) }
    }
}

fn open_quote(ligne: u32) -> PaquetError {
    PaquetError::Malformed { partie: format!("un guillemet ouvert à la ligne {ligne} n’est jamais refermé") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(octets: &[u8]) -> Vec<(u32, Vec<String>)> {
        let (workbook, _) = read(octets, "adherents.csv", &Limits::default()).expect("readable");
        let rows = &workbook.feuilles[0].rows;
        rows.iter().map(|row| (row.ligne, row.cells.iter().map(|cell| cell.texte().into_owned()).collect())).collect()
    }

    fn codes(octets: &[u8], nom: &str) -> Vec<String> {
        let (_, constats) = read(octets, nom, &Limits::default()).expect("readable");
        constats.into_iter().map(|constat| constat.code).collect()
    }

    #[test]
    fn separators_are_found_and_ragged_rows_kept() {
        let expected = vec![(1, vec!["Nom".to_owned(), "Ville".to_owned()]), (2, vec!["Martin".to_owned()])];
        for separateur in [";", ",", "\t", "|"] {
            let texte = format!("Nom{separateur}Ville\nMartin\n");
            assert_eq!(grid(texte.as_bytes()), expected, "{separateur}");
        }
    }

    #[test]
    fn commas_inside_cells_do_not_beat_the_semicolon() {
        let rows = grid("Nom;Adresse\nMartin, Paul;\"1, rue A, Arles\"\nDurand, Zoé;2, rue B\n".as_bytes());
        assert_eq!(rows[1].1, ["Martin, Paul", "1, rue A, Arles"]);
    }

    #[test]
    fn sep_line_rules_and_is_no_row() {
        assert_eq!(grid(b"sep=|\r\nNom|a;b;c\r\n"), [(1, vec!["Nom".to_owned(), "a;b;c".to_owned()])]);
    }

    #[test]
    fn rows_are_numbered_as_excel_shows_them() {
        for eol in ["\n", "\r\n", "\r"] {
            let texte = format!("{eol}a;b{eol}{eol}\"c{eol}d\";e{eol}{eol}{eol}f;g{eol}");
            let numbers: Vec<u32> = grid(texte.as_bytes()).iter().map(|row| row.0).collect();
            assert_eq!(numbers, [2, 4, 7], "{eol:?}");
        }
    }

    #[test]
    fn encodings_of_french_lists_give_the_same_text() {
        let texte = "Prénom;Métier\nZoé;Kinésithérapeute à Œuilly\n";
        let expected = grid(texte.as_bytes());
        assert_eq!(expected[0].1, ["Prénom", "Métier"]);
        let utf16: Vec<u8> = texte.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16_be: Vec<u8> = texte.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let files = [
            [b"\xEF\xBB\xBF", texte.as_bytes()].concat(),
            [b"\xFF\xFE".as_slice(), &utf16].concat(),
            [b"\xFE\xFF".as_slice(), &utf16_be].concat(),
            utf16,
            WINDOWS_1252.encode(texte).0.into_owned(),
            b"Pr\x8Enom;M\x8Etier\nZo\x8E;Kin\x8Esith\x8Erapeute \x88 \xCEuilly\n".to_vec(),
        ];
        for (rang, file) in files.iter().enumerate() {
            assert_eq!(grid(file), expected, "file {rang}");
        }
        assert_eq!(codes(&files[4], "a.csv"), ["fichier-encodage"]);
        assert_eq!(codes(&files[0], "a.csv"), [""; 0]);
    }

    #[test]
    fn utf8_with_one_damaged_byte_stays_utf8() {
        assert_eq!(grid(b"Pr\xC3\xA9nom;M\xC3\xA9tier\nZo\xC3;x\n")[0].1, ["Prénom", "Métier"]);
    }

    #[test]
    fn unclosed_quote_gives_one_constat() {
        assert_eq!(codes(b"a;b\nc;\"d\ne;f\n", "a.csv"), ["fichier-guillemet-ouvert"]);
        assert_eq!(codes(b"a;b\nc;5\" d\n", "a.csv"), [""; 0]);
    }

    #[test]
    fn text_under_the_name_of_a_workbook_gives_one_constat() {
        assert_eq!(codes(b"a;b\n", "adherents.xls"), ["fichier-extension"]);
    }

    #[test]
    fn quote_that_swallows_the_file_is_named_with_its_line() {
        let texte = format!("Nom;Ville\nMartin;\"Arles\n{}", "Durand;Arles\n".repeat(5_000));
        let error = read(texte.as_bytes(), "a.csv", &Limits::default()).expect_err("refused");
        assert!(error.to_string().contains("ligne 2"), "{error}");
    }

    #[test]
    fn lines_of_separators_alone_pass_the_bound_of_columns() {
        let error = read(&vec![b';'; 8_000_000], "a.csv", &Limits::default()).expect_err("refused");
        assert!(matches!(error, PaquetError::Limit { borne: Borne::Colonnes(_) }));
    }
}
