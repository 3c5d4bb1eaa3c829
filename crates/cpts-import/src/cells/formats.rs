//! Number formats: which ones show a date or a duration, and what a serial number means.

use chrono::{Duration, NaiveDate, NaiveDateTime};

use super::Valeur;

/// What a number format makes of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nature {
    /// Shows a number.
    Nombre,
    /// Shows a date, with or without a time.
    Date,
    /// Shows a time of day or an elapsed time.
    Duree,
}

/// Returns the code of a built-in number format; those that vary by locale count as dates.
pub(super) fn builtin_code(id: u32) -> Option<&'static str> {
    Some(match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 | 27..=31 | 34..=36 | 50..=54 | 57..=58 => "dd/mm/yyyy",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 | 32 | 55 => "h:mm",
        21 | 33 | 56 => "h:mm:ss",
        22 => "dd/mm/yyyy h:mm",
        37..=40 => "#,##0;(#,##0)",
        4 | 41..=44 => "#,##0.00",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        48 => "##0.0E+0",
        49 => "@",
        _ => return None,
    })
}

/// Returns what a number format code shows, from its first section.
pub(super) fn nature(code: &str) -> Nature {
    let mut letters = code.chars().peekable();
    let (mut date, mut time) = (false, false);
    while let Some(letter) = letters.next() {
        match letter {
            ';' => break,
            '"' => while letters.next().is_some_and(|inner| inner != '"') {},
            // The next character is shown, skipped or repeated as it is.
            '\\' | '_' | '*' => {
                letters.next();
            }
            '[' => {
                let inside: String = letters.by_ref().take_while(|inner| *inner != ']').collect();
                if !inside.is_empty() && inside.chars().all(|c| matches!(c, 'h' | 'H' | 'm' | 'M' | 's' | 'S')) {
                    return Nature::Duree;
                }
            }
            'd' | 'D' | 'y' | 'Y' | 'j' | 'J' | 'a' | 'A' if is_date_letter(letter, &letters) => date = true,
            'h' | 'H' | 's' | 'S' => time = true,
            // `m` is a month unless it stands beside hours or seconds.
            'm' | 'M' => date |= !time && !followed_by_seconds(&letters),
            _ => {}
        }
    }
    match (date, time) {
        (true, _) => Nature::Date,
        (false, true) => Nature::Duree,
        (false, false) => Nature::Nombre,
    }
}

/// French Excel writes `jj/mm/aaaa` in a few exported files; `AM/PM` is no year.
fn is_date_letter(letter: char, rest: &std::iter::Peekable<std::str::Chars<'_>>) -> bool {
    !letter.eq_ignore_ascii_case(&'a') || rest.clone().next().is_some_and(|next| next.eq_ignore_ascii_case(&'a'))
}

fn followed_by_seconds(rest: &std::iter::Peekable<std::str::Chars<'_>>) -> bool {
    rest.clone().find(|next| !matches!(next, 'm' | 'M' | ':')).is_some_and(|next| next.eq_ignore_ascii_case(&'s'))
}

/// Days between the two epochs of Excel.
const EPOCH_1904: f64 = 1462.0;
/// 31 December 9999.
const LAST_SERIAL: f64 = 2_958_465.0;

/// Returns what a number with a date or time format stands for.
///
/// Below 61, Excel's calendar of 1900 holds a 29 February that never was, and no list of members reaches so far back:
/// such a number is a count or a code in a cell with the wrong format, and stays a number.
pub(super) fn dated(nombre: f64, nature: Nature, epoque_1904: bool) -> Valeur {
    match nature {
        Nature::Duree if (0.0..LAST_SERIAL).contains(&nombre) => Valeur::Duree(nombre),
        Nature::Date if (0.0..1.0).contains(&nombre) && nombre > 0.0 => Valeur::Duree(nombre),
        Nature::Date => {
            let serial = if epoque_1904 { nombre + EPOCH_1904 } else { nombre };
            if (61.0..LAST_SERIAL + 1.0).contains(&serial) {
                serial_date(serial).map_or(Valeur::Nombre(nombre), Valeur::Date)
            } else {
                Valeur::Nombre(nombre)
            }
        }
        Nature::Nombre | Nature::Duree => Valeur::Nombre(nombre),
    }
}

fn serial_date(serial: f64) -> Option<NaiveDateTime> {
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30)?.and_hms_opt(0, 0, 0)?;
    // A second is finer than anything typed, and coarser than the noise of the fraction.
    epoch.checked_add_signed(Duration::try_seconds((serial * 86_400.0).round() as i64)?)
}

/// Returns the date of `2024-03-15`, `2024-03-15T10:30:00` or `2024-03-15T10:30:00.000Z`.
pub(super) fn iso_date(texte: &str) -> Option<NaiveDateTime> {
    let texte = texte.trim().trim_end_matches('Z');
    NaiveDateTime::parse_from_str(texte, "%Y-%m-%dT%H:%M:%S%.f")
        .ok()
        .or_else(|| NaiveDateTime::parse_from_str(texte, "%Y-%m-%dT%H:%M").ok())
        .or_else(|| NaiveDate::parse_from_str(texte, "%Y-%m-%d").ok()?.and_hms_opt(0, 0, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn format_codes_tell_dates_from_numbers() {
        for code in ["dd/mm/yyyy", "m/d/yy h:mm", "[$-40C]d mmmm yyyy;@", "jj/mm/aaaa", "mmm-yy", "yyyy", "m\"M\"d"] {
            assert_eq!(nature(code), Nature::Date, "{code}");
        }
        for code in ["h:mm", "[h]:mm:ss", "mm:ss", "h:mm AM/PM", "[mm]"] {
            assert_eq!(nature(code), Nature::Duree, "{code}");
        }
        for code in
            ["00000", "0# ## ## ## ##", "#,##0.00 \"€ d'adhésion\"", "0\\d", "[Red]0", "@", "General", "#,##0*y"]
        {
            assert_eq!(nature(code), Nature::Nombre, "{code}");
        }
    }

    #[test]
    fn serial_numbers_give_the_same_day_in_both_epochs() {
        let jour = NaiveDate::from_ymd_opt(2024, 3, 15).and_then(|jour| jour.and_hms_opt(0, 0, 0)).map(Valeur::Date);
        assert_eq!(Some(dated(45366.0, Nature::Date, false)), jour);
        assert_eq!(Some(dated(45366.0 - 1462.0, Nature::Date, true)), jour);
    }

    #[test]
    fn serial_numbers_before_march_1900_stay_numbers() {
        assert_eq!(dated(60.0, Nature::Date, false), Valeur::Nombre(60.0));
        assert_eq!(dated(-1.0, Nature::Date, false), Valeur::Nombre(-1.0));
        assert_eq!(dated(3e9, Nature::Date, false), Valeur::Nombre(3e9));
        assert_eq!(dated(0.5, Nature::Date, false), Valeur::Duree(0.5));
    }
}
