//! Maps as their readers get them: bytes, legend, lists.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::io::Read;

use cpts_carte::{COMMUNES_MAX, Carte, CarteOptions, Classe, CommuneCarte, carte};
use flate2::read::ZlibDecoder;

fn commune(code_insee: &'static str, nom: &'static str, effectif: Option<u32>) -> CommuneCarte<'static> {
    CommuneCarte { code_insee, nom, effectif }
}

/// Seven communes of Cantal: four classes, one masked.
fn cantal() -> Vec<CommuneCarte<'static>> {
    vec![
        commune("15001", "Allanche", Some(0)),
        commune("15053", "Coren", Some(2)),
        commune("15138", "Murat", Some(9)),
        commune("15187", "Saint-Flour", Some(31)),
        commune("15216", "Sériers", None),
        commune("15231", "Talizat", Some(0)),
        commune("15259", "Villedieu", Some(2)),
    ]
}

fn drawn(communes: &[CommuneCarte<'_>]) -> Carte {
    carte(communes, &CarteOptions::default()).unwrap()
}

/// Bodies of the chunks of that name.
fn chunks(png: &[u8], name: [u8; 4]) -> Vec<u8> {
    let mut found = Vec::new();
    let mut rest = &png[8..];
    while rest.len() >= 12 {
        let length = u32::from_be_bytes(rest[..4].try_into().unwrap()) as usize;
        let mut crc = flate2::Crc::new();
        crc.update(&rest[4..8 + length]);
        assert_eq!(crc.sum().to_be_bytes(), rest[8 + length..12 + length], "checksum of a chunk");
        if rest[4..8] == name {
            found.extend_from_slice(&rest[8..8 + length]);
        }
        rest = &rest[12 + length..];
    }
    assert!(rest.is_empty());
    found
}

/// Numbers of the palette, pixel by pixel.
fn pixels(carte: &Carte) -> Vec<u8> {
    let mut rows = Vec::new();
    ZlibDecoder::new(chunks(&carte.png, *b"IDAT").as_slice()).read_to_end(&mut rows).unwrap();
    rows.chunks(carte.width as usize + 1).flat_map(|row| row[1..].to_vec()).collect()
}

#[test]
fn png_is_whole_twice_as_wide_as_asked_and_small() {
    let carte = drawn(&cantal());
    assert!(carte.png.starts_with(b"\x89PNG\r\n\x1a\n"));
    let header = chunks(&carte.png, *b"IHDR");
    assert_eq!(header[..8], [carte.width.to_be_bytes(), carte.height.to_be_bytes()].concat());
    assert_eq!(carte.width, 1600);
    assert_eq!(pixels(&carte).len(), (carte.width * carte.height) as usize);
    let colours = chunks(&carte.png, *b"PLTE").len() / 3;
    assert!(pixels(&carte).iter().all(|pixel| usize::from(*pixel) < colours));
    assert!(carte.png.len() < 300_000, "{}", carte.png.len());
    let least = carte_of_width(3);
    assert_eq!(least.width, 400);
}

fn carte_of_width(largeur: u32) -> Carte {
    carte(&cantal(), &CarteOptions { largeur, ..CarteOptions::default() }).unwrap()
}

#[test]
fn svg_is_paths_only_and_stays_on_its_page() {
    let carte = drawn(&cantal());
    let size = format!("width=\"800\" height=\"{}\" viewBox=\"0 0 800 {0}\"", carte.height / 2);
    assert!(carte.svg.contains(&size), "{}", &carte.svg[..200]);
    for tag in carte.svg.split('<').skip(1) {
        let name = tag.split([' ', '>', '/']).find(|word| !word.is_empty()).unwrap();
        assert!(["svg", "g", "path"].contains(&name), "{name}");
    }
    // Every place, absolute, from the steps of the paths.
    for path in carte.svg.split("d=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        let mut at = [0.0, 0.0];
        for step in
            path.replace('z', "").replace('M', "\nM").replace('l', "\nl").lines().filter(|line| !line.is_empty())
        {
            let numbers: Vec<f64> = step[1..].split(' ').map(|word| word.parse().unwrap()).collect();
            for axis in 0..2 {
                at[axis] = if step.starts_with('M') { numbers[axis] } else { at[axis] + numbers[axis] };
            }
            assert!(
                (-0.1..=800.1).contains(&at[0]) && (-0.1..=f64::from(carte.height) / 2.0 + 0.1).contains(&at[1]),
                "{at:?}"
            );
        }
    }
}

#[test]
fn legend_has_a_class_for_zero_and_counts_what_is_masked() {
    let legende = drawn(&cantal()).legende;
    let classe = |min, max, communes| Classe { min, max, communes };
    assert_eq!(legende.classes, [classe(0, 0, 2), classe(2, 2, 2), classe(9, 9, 1), classe(31, 31, 1)]);
    assert_eq!(legende.masquees, 1);
    let masked: Vec<CommuneCarte<'_>> =
        cantal().iter().map(|commune| CommuneCarte { effectif: None, ..*commune }).collect();
    let legende = drawn(&masked).legende;
    assert_eq!((legende.classes.len(), legende.masquees), (0, 7));
}

#[test]
fn masked_commune_is_drawn_unlike_every_number() {
    let masked = drawn(&cantal());
    let hatching = "stroke=\"#94b4be\"";
    assert_eq!(masked.svg.matches(hatching).count(), 2, "in the commune and in the legend");
    for number in [0, 2, 9, 31] {
        let mut shown = cantal();
        shown[4].effectif = Some(number);
        assert_eq!(drawn(&shown).svg.matches(hatching).count(), 0, "{number}");
    }
}

#[test]
fn every_commune_has_its_number_in_the_order_given() {
    let carte = drawn(&cantal());
    let numbers: Vec<(u32, &str, bool)> =
        carte.numeros.iter().map(|line| (line.numero, line.nom.as_str(), line.place)).collect();
    assert_eq!(numbers[0], (1, "Allanche", true));
    assert_eq!(numbers[3], (4, "Saint-Flour", true));
    assert_eq!(numbers.len(), 7);
}

#[test]
fn communes_without_contour_far_away_or_given_twice_are_set_apart() {
    let mut communes = cantal();
    communes.insert(0, commune("", "Aubrelle", Some(1)));
    communes.insert(2, commune("97411", "Saint-Denis", Some(1)));
    communes.push(commune("98735", "Papeete", Some(0)));
    communes.push(commune("15187", "Saint-Flour encore", Some(4)));
    let carte = drawn(&communes);
    assert_eq!(carte.sans_contour, ["Aubrelle", "Papeete"]);
    assert_eq!(carte.hors_cadre, ["Saint-Denis"]);
    assert_eq!(carte.numeros.last().unwrap().nom, "Villedieu");
    assert_eq!(carte.numeros.iter().map(|line| line.numero).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6, 7]);
}

#[test]
fn nothing_to_draw_or_too_much_gives_no_map() {
    assert_eq!(carte(&[], &CarteOptions::default()), None);
    assert_eq!(carte(&[commune("98735", "Papeete", Some(2)), commune("é", "?", None)], &CarteOptions::default()), None);
    let codes: Vec<String> = (1..=COMMUNES_MAX + 1).map(|number| format!("59{number:03}")).collect();
    let many: Vec<CommuneCarte<'_>> =
        codes.iter().map(|code| CommuneCarte { code_insee: code, nom: "", effectif: None }).collect();
    assert_eq!(carte(&many, &CarteOptions::default()), None);
}

#[test]
fn same_communes_give_the_same_bytes_and_the_accent_shows() {
    assert_eq!(drawn(&cantal()), drawn(&cantal()));
    let accent = CarteOptions { accent: [0xd6, 0x33, 0x6c], ..CarteOptions::default() };
    let other = carte(&cantal(), &accent).unwrap();
    assert!(other.svg.contains("stroke=\"#d6336c\""), "the edge has the colour of the accent");
    assert_ne!(other.png, drawn(&cantal()).png);
}

#[test]
fn islands_overseas_corsica_and_a_single_commune_have_their_map() {
    for codes in [&["56069", "56152", "56241"][..], &["97411", "97415"], &["2A004", "2B033"], &["75056"], &["97302"]] {
        let communes: Vec<CommuneCarte<'_>> =
            codes.iter().map(|code| CommuneCarte { code_insee: code, nom: code, effectif: Some(3) }).collect();
        let carte = drawn(&communes);
        assert_eq!(carte.numeros.len(), codes.len(), "{codes:?}");
        assert!(carte.numeros.iter().all(|line| line.place), "{codes:?}");
    }
}
