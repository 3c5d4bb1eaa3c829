//! Telephones: one or several in a cell, normalised to E.164.

use std::borrow::Cow;

use super::{Lecture, nettoyage::exact_scientific};
use crate::constat::{codes::valeur as codes, quote};

/// Returns the first telephone of a text, as `+33612345678`.
///
/// # Example
/// ```
/// # use cpts_model::identifiant::telephone;
/// assert_eq!(telephone::read("+33 (0)6 12.34.56.78").valeur.as_deref(), Some("+33612345678"));
/// assert_eq!(telephone::read("06 12").anomalies[0].code.code, "telephone-illisible");
/// ```
pub fn read(texte: &str) -> Lecture {
    read_all(texte).into_iter().next().unwrap_or_else(|| unreadable(texte))
}

/// Returns every telephone of a cell: separated by `/`, `;`, a line feed, « ou »… or merely one after the other.
///
/// # Example
/// ```
/// # use cpts_model::identifiant::telephone;
/// let lus = telephone::read_all("05 63 00 00 01 / 612345678");
/// assert_eq!(lus[0].valeur.as_deref(), Some("+33563000001"));
/// assert_eq!(lus[1].valeur.as_deref(), Some("+33612345678"));
/// ```
pub fn read_all(texte: &str) -> Vec<Lecture> {
    // A cell may hold megabytes; nobody has more than a few telephones.
    let end = texte.char_indices().nth(200).map_or(texte.len(), |(at, _)| at);
    let text = without_asides(texte[..end].trim());
    let text = text.as_ref();
    if text.is_empty() {
        return Vec::new();
    }
    if let Some(lu) = parse(text) {
        return vec![lu];
    }
    let parts: Vec<&str> = split(text);
    if parts.len() > 1 {
        return parts.iter().map(|part| parse(part).unwrap_or_else(|| unreadable(part))).collect();
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let chunks: Vec<&str> = digits.as_bytes().chunks(10).filter_map(|chunk| std::str::from_utf8(chunk).ok()).collect();
    if chunks.len() > 1 && chunks.iter().all(|chunk| chunk.len() == 10 && chunk.starts_with('0')) {
        return chunks.into_iter().map(|chunk| parse(chunk).unwrap_or_else(|| unreadable(chunk))).collect();
    }
    // « 05 36 49 31 24 / 25 »: the first number is whole; what its neighbour would be is for the user to say.
    if let Some((first, rest)) = text.split_once(['/', '-', '–']).filter(|(first, _)| digits_of(first) >= 9)
        && let Some(lu) = parse(first.trim()).filter(|lu| lu.valeur.is_some())
    {
        return vec![lu, unreadable(rest.trim())];
    }
    vec![unreadable(text)]
}

/// Leaves out what stands in parentheses and is no number: « (après 18h) », « (9h-12h) ».
fn without_asides(text: &str) -> Cow<'_, str> {
    let Some((before, rest)) = text.split_once('(') else { return Cow::Borrowed(text) };
    let (inside, after) = rest.split_once(')').unwrap_or((rest, ""));
    if !inside.chars().any(char::is_alphabetic) || digits_of(inside) >= 8 {
        return Cow::Borrowed(text);
    }
    // The aside parts two numbers as a slash does.
    let parts = [before.trim_end(), after.trim_start()].into_iter().filter(|part| !part.is_empty());
    let shorter =
        parts.collect::<Vec<_>>().join(if after.trim_start().starts_with(['/', ';', ',', '-']) { " " } else { " / " });
    Cow::Owned(without_asides(&shorter).into_owned())
}

fn digits_of(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// Returns a telephone as it is printed: `06 12 34 56 78`, a foreign one as it is.
///
/// # Example
/// ```
/// # use cpts_model::identifiant::telephone;
/// assert_eq!(telephone::affiche("+33612345678"), "06 12 34 56 78");
/// assert_eq!(telephone::affiche("+590590123456"), "05 90 12 34 56");
/// assert_eq!(telephone::affiche("+41221234567"), "+41221234567");
/// ```
pub fn affiche(e164: &str) -> String {
    // Overseas numbers are dialled with ten digits too: 05 94 18 75 76.
    let national = ["33"].iter().chain(&OVERSEAS).find_map(|code| {
        e164.strip_prefix('+').and_then(|rest| rest.strip_prefix(code)).filter(|rest| is_number(rest, 9))
    });
    let Some(national) = national else { return e164.to_owned() };
    let mut out = format!("0{}", &national[..1]);
    for pair in national.as_bytes()[1..].chunks(2) {
        out.push(' ');
        out.extend(pair.iter().map(|b| char::from(*b)));
    }
    out
}

/// Country codes of the overseas départements whose national numbers have ten digits.
const OVERSEAS: [&str; 4] = ["590", "594", "596", "262"];

/// Returns the reading of one telephone, or `None` when the text is none.
fn parse(text: &str) -> Option<Lecture> {
    if let Some(lu) = parse_usual(text) {
        return Some(lu);
    }
    let lower = text.to_lowercase();
    // « poste 12 » is not part of the number.
    let end = ["poste", "post.", "ext", " p. "].iter().filter_map(|word| lower.find(word)).filter(|at| *at >= 10).min();
    let text = end.and_then(|at| text.get(..at)).unwrap_or(text);
    let text = text.strip_suffix(".0").filter(|t| t.bytes().all(|b| b.is_ascii_digit())).unwrap_or(text);
    let exact = exact_scientific(text);
    let text = exact.as_deref().unwrap_or(text);
    if looks_rounded(text) {
        let message = format!("le téléphone {} a été arrondi par le tableur", quote(text));
        return Some(Lecture::refused(&codes::NUMERO_ARRONDI, message));
    }
    let without_trunk = text.replace("(0)", "").replace("( 0 )", "");
    let international = without_trunk.trim_start_matches(|c: char| !c.is_ascii_digit() && c != '+').starts_with('+');
    let digits: String = without_trunk.chars().filter(char::is_ascii_digit).collect();
    let letters = without_trunk.chars().filter(|c| c.is_alphabetic()).count();
    if letters > 20 || digits.is_empty() {
        return None;
    }
    let (digits, international) = match digits.strip_prefix("00") {
        Some(rest) if rest.len() >= 8 => (rest.to_owned(), true),
        _ => (digits, international),
    };
    if international
        || (digits.len() == 11 && digits.starts_with("33"))
        || (digits.len() == 12 && digits.starts_with("330"))
    {
        return foreign(&digits);
    }
    match digits.len() {
        10 if digits.starts_with('0') && !digits.starts_with("00") => Some(national(&digits, text)),
        9 if !digits.starts_with('0') => {
            let padded = format!("0{digits}");
            let lu = national(&padded, text);
            let shown = lu.valeur.as_deref().map(affiche).unwrap_or_default();
            let message = format!("téléphone {} lu comme {shown}", quote(text));
            Some(lu.with(&codes::TELEPHONE_ZERO, message))
        }
        2..=4 if letters == 0 && is_short(&digits) => {
            Some(Lecture::refused(&codes::TELEPHONE_COURT, format!("{} est un numéro court", quote(text))))
        }
        _ => None,
    }
}

/// Reads the two forms of nearly every cell, `+33612345678` and ten digits in pairs, at a tenth of the cost of the others.
fn parse_usual(text: &str) -> Option<Lecture> {
    if let Some(digits) = text.strip_prefix('+') {
        return is_number(digits, digits.len()).then(|| foreign(digits)).flatten();
    }
    let spaced = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b' ' | b'.' | b'-'));
    if !spaced || text.ends_with(".0") {
        return None;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    (digits.len() == 10 && digits.starts_with('0') && !digits.starts_with("00")).then(|| national(&digits, text))
}

/// Reads the digits after a `+` or `00`.
fn foreign(digits: &str) -> Option<Lecture> {
    for code in OVERSEAS {
        if let Some(rest) = digits.strip_prefix(code) {
            let rest = rest.strip_prefix('0').unwrap_or(rest);
            return is_number(rest, 9).then(|| Lecture::valid(format!("+{code}{rest}")));
        }
    }
    if let Some(rest) = digits.strip_prefix("33") {
        let rest = rest.strip_prefix('0').unwrap_or(rest);
        return is_number(rest, 9).then(|| national(&format!("0{rest}"), digits));
    }
    ((8..=15).contains(&digits.len()) && !digits.starts_with('0')).then(|| Lecture::valid(format!("+{digits}")))
}

/// Reads ten digits of which the first is 0 and the second is not.
fn national(digits: &str, text: &str) -> Lecture {
    let country = match &digits[..4] {
        "0590" | "0690" | "0691" => "590",
        "0594" | "0694" => "594",
        "0596" | "0696" | "0697" => "596",
        // 06 39 98 is the mobile range that the regulator keeps for fiction, metropolitan by its form.
        "0639" if digits.starts_with("063998") => "33",
        "0262" | "0263" | "0692" | "0693" | "0269" | "0639" => "262",
        _ => "33",
    };
    let lu = Lecture::valid(["+", country, &digits[1..]].concat());
    if digits.starts_with("08") {
        lu.with(&codes::TELEPHONE_SPECIAL, format!("{} est un numéro spécial", quote(text)))
    } else {
        lu
    }
}

/// Splits a cell at what people put between two telephones, parts without a digit left out.
fn split(text: &str) -> Vec<&str> {
    for separators in
        [&["\n", "\r", ";", "|"][..], &["/", "\\", " - ", " – ", ",", " ou ", " et ", "&", "+33", " puis "]]
    {
        let mut bounds: Vec<usize> = separators
            .iter()
            .flat_map(|sep| {
                text.match_indices(sep).map(move |(at, _)| if sep.starts_with('+') { at } else { at + sep.len() })
            })
            .collect();
        bounds.push(0);
        bounds.push(text.len());
        bounds.sort_unstable();
        bounds.dedup();
        let parts: Vec<&str> = bounds
            .windows(2)
            .map(|pair| text[pair[0]..pair[1]].trim_matches(|c: char| c.is_whitespace() || ";|/\\,&–-".contains(c)))
            .filter(|part| part.bytes().any(|b| b.is_ascii_digit()))
            .collect();
        // `06/12/34/56/78` is cut in pairs, not in telephones.
        let whole = parts.iter().all(|part| part.bytes().filter(u8::is_ascii_digit).count() >= 8);
        if parts.len() > 1 && whole {
            return parts
                .into_iter()
                .flat_map(|part| if parse(part).is_some() { vec![part] } else { split_again(part) })
                .collect();
        }
    }
    vec![text]
}

fn split_again(part: &str) -> Vec<&str> {
    let inner = split(part);
    if inner.is_empty() { vec![part] } else { inner }
}

fn looks_rounded(text: &str) -> bool {
    text.split_once(['E', 'e']).is_some_and(|(mantissa, exponent)| {
        mantissa.contains([',', '.'])
            && mantissa.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.')
            && exponent.trim_start_matches('+').parse::<u8>().is_ok()
    })
}

fn is_short(digits: &str) -> bool {
    matches!(digits, "15" | "17" | "18" | "112" | "114" | "115" | "116" | "119" | "191" | "196")
        || (digits.len() == 4 && (digits.starts_with('3') || digits.starts_with("10")))
}

fn is_number(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0')
}

fn unreadable(texte: &str) -> Lecture {
    let digits = digits_of(texte);
    let plural = if digits > 1 { "s" } else { "" };
    let message = format!("attendu un téléphone de 10 chiffres, trouvé {} ({digits} chiffre{plural})", quote(texte));
    Lecture::refused(&codes::TELEPHONE_ILLISIBLE, message)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{affiche, read, read_all};

    #[test]
    fn telephone_every_written_form_gives_e164() {
        for (texte, attendu) in [
            ("06 12 34 56 78", "+33612345678"),
            ("06.12.34.56.78", "+33612345678"),
            ("06-12-34-56-78", "+33612345678"),
            ("06/12/34/56/78", "+33612345678"),
            ("07 57764212", "+33757764212"),
            ("+33612345678", "+33612345678"),
            ("+33 (0)6 12 34 56 78", "+33612345678"),
            ("+33 06 12 34 56 78", "+33612345678"),
            ("0033 6 12 34 56 78", "+33612345678"),
            ("33612345678", "+33612345678"),
            ("Port. 06 12 34 56 78 (perso)", "+33612345678"),
            ("05 63 00 00 01 poste 12", "+33563000001"),
            ("0590 12 34 56", "+590590123456"),
            ("06 92 12 34 56", "+262692123456"),
            ("06 39 12 34 56", "+262639123456"),
            ("06 39 98 00 10", "+33639980010"),
            ("+262 692 12 34 56", "+262692123456"),
            ("+41 22 123 45 67", "+41221234567"),
            ("06\u{a0}12\u{202f}34 56 78", "+33612345678"),
            ("05 63 00 00 01 (9h-12h)", "+33563000001"),
            ("06 12 34 56 78 (après 18 h, sauf jeudi)", "+33612345678"),
        ] {
            let lu = read(texte);
            assert_eq!(lu.valeur.as_deref(), Some(attendu), "{texte}");
            assert!(lu.anomalies.is_empty(), "{texte}");
        }
    }

    #[test]
    fn telephone_repairs_and_defects_give_their_code() {
        for (texte, valeur, code) in [
            ("612345678", Some("+33612345678"), "telephone-zero"),
            ("612345678.0", Some("+33612345678"), "telephone-zero"),
            ("6.12345678E8", Some("+33612345678"), "telephone-zero"),
            ("6.1234E+08", None, "numero-arrondi"),
            ("0800 12 34 56", Some("+33800123456"), "telephone-special"),
            ("15", None, "telephone-court"),
            ("3639", None, "telephone-court"),
            ("06 12 34 56", None, "telephone-illisible"),
            ("06 12 34 56 78 9", None, "telephone-illisible"),
            ("liste rouge", None, "telephone-illisible"),
            ("6,12E+08", None, "numero-arrondi"),
        ] {
            let lu = read(texte);
            assert_eq!((lu.valeur.as_deref(), lu.anomalies[0].code.code), (valeur, code), "{texte}");
        }
    }

    #[test]
    fn telephone_several_in_a_cell_are_all_read() {
        for texte in [
            "05 63 00 00 01 / 06 12 34 56 78",
            "05 63 00 00 01\n06 12 34 56 78",
            "05 63 00 00 01 ou 06 12 34 56 78",
            "05.63.00.00.01 - 06.12.34.56.78",
            "0563000001 0612345678",
            "Cab : 05 63 00 00 01 ; perso : 06 12 34 56 78",
            "05/63/00/00/01\n06/12/34/56/78",
            "0563000001, 612345678",
            "+33563000001 +33612345678",
            "05.63.00.00.01(cab)/06.12.34.56.78(port)",
        ] {
            let valeurs: Vec<_> = read_all(texte).into_iter().filter_map(|lu| lu.valeur).collect();
            assert_eq!(valeurs, ["+33563000001", "+33612345678"], "{texte}");
        }
        assert!(read_all("").is_empty());
        // The neighbour of a number is not guessed, and the number itself is not lost.
        let lus = read_all("05 63 00 00 24 / 25");
        assert_eq!(lus[0].valeur.as_deref(), Some("+33563000024"));
        assert_eq!(lus[1].anomalies[0].code.code, "telephone-illisible");
    }

    proptest! {
        #[test]
        fn telephone_any_text_never_panics(texte in "\\PC{0,80}", digits in "[0-9+()/. ;,é\n-]{0,60}") {
            for lu in read_all(&texte).into_iter().chain(read_all(&digits)) {
                if let Some(valeur) = lu.valeur {
                    prop_assert!(valeur.starts_with('+') && valeur.len() >= 9);
                    let _ = affiche(&valeur);
                }
            }
            let _ = affiche(&texte);
        }
    }
}
