//! Numbers in words, as statutes write them.

const MOTS: [&str; 17] = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize",
];

const DIZAINES: [&str; 7] = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante"];

/// Returns a whole number in words, up to 999 999; `None` above. `feminin` is for what one counts: « vingt et une voix ».
///
/// # Example
/// ```
/// # use cpts_outline::francais::lettres;
/// assert_eq!(lettres(7, false).as_deref(), Some("sept"));
/// assert_eq!(lettres(21, true).as_deref(), Some("vingt et une"));
/// assert_eq!(lettres(280, false).as_deref(), Some("deux cent quatre-vingts"));
/// assert_eq!(lettres(1_000_000, false), None);
/// ```
pub fn lettres(nombre: u32, feminin: bool) -> Option<String> {
    if nombre > 999_999 {
        return None;
    }
    let (milliers, reste) = (nombre / 1000, nombre % 1000);
    let mut mots = Vec::new();
    if milliers > 1 {
        // « quatre-vingt mille », « deux cent mille »: no s before another number.
        mots.push(below_1000(milliers, false));
    }
    if milliers > 0 {
        mots.push("mille".to_owned());
    }
    if reste > 0 || nombre == 0 {
        mots.push(below_1000(reste, true));
    }
    let mut texte = mots.join(" ");
    if feminin && nombre % 10 == 1 && texte.ends_with("un") {
        texte.push('e');
    }
    Some(texte)
}

fn below_1000(nombre: u32, is_last: bool) -> String {
    let (cents, reste) = (nombre / 100, nombre % 100);
    let cents = match cents {
        0 => return below_100(reste, is_last),
        1 => "cent".to_owned(),
        _ => format!("{} cent{}", MOTS[cents as usize], if reste == 0 && is_last { "s" } else { "" }),
    };
    if reste == 0 { cents } else { format!("{cents} {}", below_100(reste, is_last)) }
}

fn below_100(nombre: u32, is_last: bool) -> String {
    match nombre {
        0..=16 => MOTS[nombre as usize].to_owned(),
        17..=19 => format!("dix-{}", MOTS[nombre as usize - 10]),
        71 => "soixante et onze".to_owned(),
        70..=79 => format!("soixante-{}", below_100(nombre - 60, is_last)),
        80 => if is_last { "quatre-vingts" } else { "quatre-vingt" }.to_owned(),
        81..=99 => format!("quatre-vingt-{}", below_100(nombre - 80, is_last)),
        _ => {
            let dizaine = DIZAINES[nombre as usize / 10];
            match nombre % 10 {
                0 => dizaine.to_owned(),
                1 => format!("{dizaine} et un"),
                unite => format!("{dizaine}-{}", MOTS[unite as usize]),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::lettres;

    #[test]
    fn numbers_are_written_as_french_writes_them() {
        for (nombre, attendu) in [
            (0, "zéro"),
            (1, "un"),
            (16, "seize"),
            (17, "dix-sept"),
            (21, "vingt et un"),
            (22, "vingt-deux"),
            (61, "soixante et un"),
            (70, "soixante-dix"),
            (71, "soixante et onze"),
            (77, "soixante-dix-sept"),
            (80, "quatre-vingts"),
            (81, "quatre-vingt-un"),
            (91, "quatre-vingt-onze"),
            (99, "quatre-vingt-dix-neuf"),
            (100, "cent"),
            (101, "cent un"),
            (200, "deux cents"),
            (201, "deux cent un"),
            (380, "trois cent quatre-vingts"),
            (1000, "mille"),
            (1001, "mille un"),
            (1100, "mille cent"),
            (2000, "deux mille"),
            (21_000, "vingt et un mille"),
            (80_000, "quatre-vingt mille"),
            (200_000, "deux cent mille"),
            (200_200, "deux cent mille deux cents"),
            (999_999, "neuf cent quatre-vingt-dix-neuf mille neuf cent quatre-vingt-dix-neuf"),
        ] {
            assert_eq!(lettres(nombre, false).as_deref(), Some(attendu));
        }
    }

    #[test]
    fn feminine_shows_on_the_last_one_alone() {
        for (nombre, attendu) in [
            (1, "une"),
            (11, "onze"),
            (31, "trente et une"),
            (81, "quatre-vingt-une"),
            (1001, "mille une"),
            (21_000, "vingt et un mille"),
        ] {
            assert_eq!(lettres(nombre, true).as_deref(), Some(attendu));
        }
    }

    #[test]
    fn every_number_has_words_of_its_own() {
        let mut seen = BTreeSet::new();
        for nombre in 0..20_000 {
            assert!(seen.insert(lettres(nombre, false)), "{nombre}");
        }
    }
}
