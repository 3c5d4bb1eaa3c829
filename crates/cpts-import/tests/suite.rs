//! Whole cases: one folder of `tests/suite` per habit of the coordinators.
//!
//! A case is a workbook written as text (`feuilles.txt`), or a file (`source.csv`, `source.xlsx`, `source.xls`, `source.ods`), and what is expected of it: `constats.txt` and `membres.txt`.
//! `CPTS_MAJ=1 cargo test -p cpts-import --test suite` writes the expectations again; read them before keeping them.
//!
//! In `feuilles.txt`, `## Nom` opens a sheet, a line is a row, ` | ` separates the cells. `n:` is a number, `d:` a date,
//! `e:` a formula that gives an error, `\n` a line feed, `\u202e` a character, `A*5000` repeats; `! fusion A1:C1`, `! masquer 5`, `! couleur A3 FF0000`, `! barre A4`, `! note A4`, `! cachee` dress the sheet.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use chrono::NaiveDate;
use cpts_import::{Classeur, Correspondance, ImportOptions, Imported, LignesMasquees, import_workbooks};
use cpts_model::{Dossier, Membre, Nature, Trace, Traces};
use rust_xlsxwriter::{Format, Formula, Note, Workbook, Worksheet};
use serde_json::Value;

/// Cases that are a file of another program.
const FICHIERS: [&str; 5] = ["source.csv", "source.txt", "source.xlsx", "source.xls", "source.ods"];

#[test]
fn every_case_gives_what_is_expected() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite");
    let mut cases: Vec<PathBuf> = fs::read_dir(&root)
        .expect("the suite is part of the project")
        .map(|entry| entry.expect("the folder is readable").path())
        .filter(|path| path.join("feuilles.txt").exists() || FICHIERS.iter().any(|nom| path.join(nom).exists()))
        .collect();
    cases.sort();
    assert!(!cases.is_empty());
    let mut failures = String::new();
    for case in &cases {
        let nom = case.file_name().unwrap_or_default().to_string_lossy();
        let (fichier, octets) = source(case);
        let options = options(case);
        let classeur = Classeur { nom: &fichier, octets: &octets };
        let imported = import_workbooks(&[classeur], &options).expect("a case can be opened");
        expect(case, "constats.txt", &constats(&imported), &mut failures);
        expect(case, "membres.txt", &membres(&imported.dossier), &mut failures);
        if case.join("dossier.json").exists() || nom.starts_with("autres-") {
            expect(case, "dossier.json", &without_members(&imported.dossier), &mut failures);
        }
        untraced(&nom, &imported.dossier, &mut failures);
        let toml = imported.correspondance.to_toml();
        if case.join("correspondance-trouvee.toml").exists() {
            expect(case, "correspondance-trouvee.toml", &toml, &mut failures);
        }
        // The mapping, given back, gives the same members.
        let again = ImportOptions {
            correspondance: Some(Correspondance::from_toml(&toml).expect("our own mapping is read")),
            ..options
        };
        let again = import_workbooks(&[classeur], &again).expect("a case can be opened");
        if membres(&again.dossier) != membres(&imported.dossier) {
            let _ = writeln!(
                failures,
                "{nom} : la correspondance rendue ne donne pas les mêmes adhérents\n{}",
                membres(&again.dossier)
            );
        }
    }
    assert!(failures.is_empty(), "CPTS_MAJ=1 écrit les attendus de nouveau\n{failures}");
}

/// Every value has its cell or its rule.
fn untraced(case: &str, dossier: &Dossier, failures: &mut String) {
    let traces = Traces::new(dossier);
    let value = serde_json::to_value(dossier).expect("a dossier is plain data");
    leaves(&value, "", &mut |adresse| match traces.origine(adresse) {
        Some(Trace::Cellule { .. }) => {}
        Some(Trace::Regle { regle, .. }) if cpts_model::synthese::regle(&regle).is_some() => {}
        other => {
            let _ = writeln!(failures, "{case} : {adresse} n’a ni cellule ni règle : {other:?}");
        }
    });
}

/// Tells the address of every value that says something: neither a number of ours nor a trace itself.
fn leaves(value: &Value, adresse: &str, tell: &mut dyn FnMut(&str)) {
    match value {
        Value::Null | Value::Bool(false) => {}
        Value::Array(items) => {
            for (rang, item) in items.iter().enumerate() {
                let id = item.get("id").or(item.get("code_insee").filter(|_| adresse.starts_with("/territoire/")));
                let segment = id.and_then(Value::as_str).map_or_else(|| rang.to_string(), str::to_owned);
                leaves(item, &format!("{adresse}/{segment}"), tell);
            }
        }
        Value::Object(fields) => {
            for (nom, value) in fields.iter().filter(|(nom, _)| !SANS_ORIGINE.contains(&nom.as_str())) {
                leaves(value, &format!("{adresse}/{nom}"), tell);
            }
        }
        Value::String(texte) if texte.is_empty() => {}
        _ => tell(adresse),
    }
}

/// What the program itself writes, and the texts that are kept as they stood.
const SANS_ORIGINE: [&str; 9] = [
    "id",
    "source",
    "autres_sources",
    "brut",
    "colonnes_inconnues",
    "feuilles",
    "provenance",
    "compteurs",
    "version_schema",
];

fn expect(case: &Path, nom: &str, found: &str, failures: &mut String) {
    let path = case.join(nom);
    if std::env::var_os("CPTS_MAJ").is_some() {
        fs::write(&path, found).expect("the case folder is writable");
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    if expected != found {
        let _ = writeln!(failures, "== {}\n-- attendu\n{expected}-- trouvé\n{found}", path.display());
    }
}

fn options(case: &Path) -> ImportOptions {
    let correspondance = fs::read_to_string(case.join("correspondance.toml"))
        .ok()
        .map(|texte| Correspondance::from_toml(&texte).expect("the mapping of a case is valid"));
    let nom = case.file_name().unwrap_or_default().to_string_lossy();
    ImportOptions {
        date: NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day of the calendar"),
        exercice: nom.ends_with("-exercice-2024").then_some(2024),
        lignes_masquees: if nom.ends_with("-ecartees") { LignesMasquees::Ecartees } else { LignesMasquees::Lues },
        correspondance,
        ..ImportOptions::default()
    }
}

fn constats(imported: &Imported) -> String {
    let mut texte = String::new();
    for constat in &imported.constats {
        let place = &constat.place;
        let cell = place.cellule.clone().or(place.ligne.map(|ligne| ligne.to_string())).unwrap_or_default();
        let gravite = format!("{:?}", constat.gravite).to_lowercase();
        let _ = writeln!(
            texte,
            "{gravite} {} {}!{cell}\n    {}",
            constat.code,
            place.feuille.as_deref().unwrap_or_default(),
            constat.message
        );
    }
    texte
}

fn membres(dossier: &Dossier) -> String {
    let mut texte = String::new();
    for membre in &dossier.membres {
        let _ = writeln!(texte, "{}", line(membre));
    }
    texte
}

fn line(membre: &Membre) -> String {
    let mut parts = vec![membre.id.0.clone()];
    let mut add = |nom: &str, valeur: String| {
        if !valeur.is_empty() {
            parts.push(format!("{nom}={}", valeur.replace('\n', "\\n")));
        }
    };
    let text = |slot: &Option<String>| slot.clone().unwrap_or_default();
    if membre.nature == Nature::Organisation {
        add("nature", "organisation".to_owned());
    }
    add("civilite", text(&membre.civilite));
    add("nom", text(&membre.nom));
    add("prenom", text(&membre.prenom));
    add("professions", membre.professions.iter().map(|p| p.slug()).collect::<Vec<_>>().join("+"));
    add("specialite", text(&membre.specialite));
    add("type", text(&membre.type_organisation));
    add("structure", text(&membre.structure));
    add("representant", text(&membre.representant));
    add("mode", membre.mode_exercice.map(|m| format!("{m:?}").to_lowercase()).unwrap_or_default());
    add("adresse", text(&membre.adresse));
    add("cp", text(&membre.code_postal));
    let communes = membre.communes.iter().map(|c| format!("{} {}", c.nom, c.code_insee.as_deref().unwrap_or("?")));
    add("communes", communes.collect::<Vec<_>>().join("+"));
    add("email", text(&membre.email));
    add("autres_emails", membre.autres_emails.join("+"));
    add("mssante", text(&membre.mssante));
    add("telephones", membre.telephones.join("+"));
    add("rpps", text(&membre.rpps));
    add("adeli", text(&membre.adeli));
    add("finess", text(&membre.finess));
    add("siret", text(&membre.siret));
    add("adhesion", membre.date_adhesion.map(|d| d.to_string()).unwrap_or_default());
    add("sortie", membre.date_sortie.map(|d| d.to_string()).unwrap_or_default());
    add("ancien", if membre.ancien { "oui".to_owned() } else { String::new() });
    add("qualite", membre.qualite.map(|q| format!("{q:?}").to_lowercase()).unwrap_or_default());
    add("college", text(&membre.college));
    add("fonction", text(&membre.fonction));
    add("groupes", membre.groupes.join("+"));
    let tri = |slot: Option<bool>| slot.map(|oui| if oui { "oui" } else { "non" }.to_owned()).unwrap_or_default();
    add("a_jour", tri(membre.cotisation.a_jour));
    add("montant", membre.cotisation.montant.map(|m| m.euros().to_string()).unwrap_or_default());
    add("annuaire", tri(membre.consentements.annuaire));
    add("image", tri(membre.consentements.image));
    add("charte", tri(membre.consentements.charte));
    add("remarques", text(&membre.remarques));
    let place = |s: &cpts_model::Source| format!("{}!{}", s.feuille, s.ligne);
    add("source", membre.source.as_ref().map(place).unwrap_or_default());
    add("autres", membre.autres_sources.iter().map(place).collect::<Vec<_>>().join("+"));
    add("inconnues", membre.colonnes_inconnues.iter().map(|(k, v)| format!("{k}:{v}")).collect::<Vec<_>>().join("+"));
    parts.join(" ; ")
}

fn without_members(dossier: &Dossier) -> String {
    let mut dossier = dossier.clone();
    dossier.membres.clear();
    dossier.feuilles.clear();
    dossier.compteurs.clear();
    let mut json = serde_json::to_string_pretty(&dossier).expect("a dossier is JSON");
    json.push('\n');
    json
}

fn source(case: &Path) -> (String, Vec<u8>) {
    for nom in FICHIERS {
        if let Ok(octets) = fs::read(case.join(nom)) {
            return (nom.to_owned(), octets);
        }
    }
    let texte = fs::read_to_string(case.join("feuilles.txt")).expect("a case has its sheets");
    let mut workbook = Workbook::new();
    for part in texte.replace("\r\n", "\n").split("## ").skip(1) {
        let (nom, rows) = part.split_once('\n').unwrap_or((part, ""));
        let sheet = workbook.add_worksheet();
        sheet.set_name(nom.trim()).expect("a sheet name that Excel accepts");
        fill(sheet, rows.trim_end_matches('\n'));
    }
    ("classeur.xlsx".to_owned(), workbook.save_to_buffer().expect("a small workbook is written"))
}

fn fill(sheet: &mut Worksheet, rows: &str) {
    let directives: Vec<Vec<&str>> =
        rows.lines().filter_map(|l| l.strip_prefix("! ")).map(|l| l.split(' ').collect()).collect();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let cells: Vec<&str> = rows.lines().filter(|line| !line.starts_with("! ")).collect();
    for directive in &directives {
        if let ["fusion", range] = directive.as_slice() {
            let (a, b) = range.split_once(':').expect("a range");
            let ((r1, c1), (r2, c2)) = (address(a), address(b));
            sheet.merge_range(r1, c1, r2, c2, "", &Format::new()).expect("a range that can be merged");
        }
    }
    for (row, line) in cells.iter().enumerate() {
        for (column, texte) in line.split('|').map(str::trim).enumerate() {
            let at = (row as u32, column as u16);
            let mut format = Format::new();
            for directive in &directives {
                match directive.as_slice() {
                    ["couleur", cell, hex] if address(cell) == at => {
                        format = format.set_font_color(format!("#{hex}").as_str());
                    }
                    ["barre", cell] if address(cell) == at => format = format.set_font_strikethrough(),
                    _ => {}
                }
            }
            if texte.is_empty() {
                continue;
            }
            let written = if let Some(number) = texte.strip_prefix("n:") {
                sheet.write_number(at.0, at.1, number.parse::<f64>().expect("a number")).map(|_| ())
            } else if let Some(day) = texte.strip_prefix("d:") {
                let day: NaiveDate = day.parse().expect("a day");
                sheet.write_with_format(at.0, at.1, &day, &date).map(|_| ())
            } else if let Some(erreur) = texte.strip_prefix("e:") {
                sheet.write_formula(at.0, at.1, Formula::new("=NA()").set_result(erreur)).map(|_| ())
            } else {
                sheet.write_string_with_format(at.0, at.1, unescaped(texte), &format).map(|_| ())
            };
            written.expect("a cell that can be written");
        }
    }
    for directive in &directives {
        match directive.as_slice() {
            ["masquer", row] => {
                sheet.set_row_hidden(row.parse::<u32>().expect("a row") - 1).expect("a row of the sheet");
            }
            ["note", cell] => {
                let (row, column) = address(cell);
                sheet.insert_note(row, column, &Note::new("à rappeler")).expect("a cell of the sheet");
            }
            ["cachee"] => {
                sheet.set_hidden(true);
            }
            _ => {}
        }
    }
}

/// Returns the text with `\n` and `\u202e` replaced, and `A*5000` written out.
fn unescaped(texte: &str) -> String {
    if let Some((letter, count)) = texte.split_once('*').and_then(|(l, n)| Some((l, n.parse().ok()?))) {
        return letter.repeat(count);
    }
    let mut parts = texte.split("\\u");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = u32::from_str_radix(&part[..4], 16).expect("four digits");
        out.extend(char::from_u32(code));
        out.push_str(&part[4..]);
    }
    out.replace("\\n", "\n")
}

fn address(texte: &str) -> (u32, u16) {
    let letters =
        texte.bytes().take_while(u8::is_ascii_alphabetic).fold(0_u16, |n, b| n * 26 + u16::from(b - b'A') + 1);
    let row: u32 = texte.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().expect("a row");
    (row - 1, letters - 1)
}
