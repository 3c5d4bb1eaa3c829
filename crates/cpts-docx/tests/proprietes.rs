//! What holds for any outline: well-formed, the text kept, the same bytes, bounded memory.

mod commun;

use std::{collections::BTreeSet, io::Write as _, process::Command};

use commun::{
    echantillon::{figure, note, photo, tout},
    *,
};
use cpts_docx::{DocxOptions, docx};
use cpts_outline::*;
use proptest::prelude::*;
use quick_xml::{Reader, events::Event};

fn octets(outline: &Outline) -> Vec<u8> {
    docx(outline, &DocxOptions::default()).expect("a document").octets
}

/// Text of every `w:t`, breaks and tabs as what they show.
fn texte(xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    let (mut texte, mut within) = (String::new(), false);
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) => within = start.name().as_ref() == b"w:t",
            Event::End(_) => within = false,
            Event::Empty(start) if start.name().as_ref() == b"w:br" => texte.push('\n'),
            Event::Empty(start) if start.name().as_ref() == b"w:tab" => texte.push('\t'),
            Event::Text(text) if within => texte.push_str(&text.decode().expect("UTF-8")),
            Event::GeneralRef(name) if within => match name.resolve_char_ref().expect("a character") {
                Some(c) => texte.push(c),
                None => texte.push_str(
                    quick_xml::escape::resolve_predefined_entity(&name.decode().expect("UTF-8")).expect("predefined"),
                ),
            },
            Event::Eof => return texte,
            _ => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_is_kept_wherever_it_stands(saisi in any::<String>()) {
        let attendu = cpts_paquet::clean(&saisi).into_owned();
        prop_assume!(!attendu.trim().is_empty());
        let champ = valeur(&saisi, &saisi, &saisi);
        let mut table = tableau(&saisi, vec![colonne(&saisi, 1, Align::Left)], vec![vec![vec![t(&saisi)]], vec![vec![gras(&saisi)]]]);
        table.description.clone_from(&saisi);
        table.note = vec![c(champ.clone())];
        let blocks = vec![
            Block::TableOfContents,
            titre(1, &saisi),
            para(vec![t(&saisi), Inline::Link { url: format!("https://exemple.fr/{saisi}"), content: vec![t(&saisi)] }]),
            Block::RichText { champ: champ.clone(), blocks: vec![p(&saisi)] },
            Block::Table(table),
            Block::Chart(Chart { caption: vec![t(&saisi)], description: saisi.clone(), ..graphique(&[(&saisi, 3)]) }),
            Block::Figure(figure(photo(), &saisi, &saisi)),
            Block::Choices(vec![vec![t(&saisi)]]),
            styled(ParagraphStyle::Recipient, &saisi),
            para(vec![Inline::Anchored { anchor: saisi.clone(), content: vec![t(&saisi)] }, note(&saisi)]),
        ];
        let mut outline = outline(blocks);
        outline.cartouche.cpts = champ;
        outline.titre = vec![t(&saisi)];
        let octets = octets(&outline);
        let lu = texte(&document(&octets));
        prop_assert_eq!(lu.matches(&attendu).count() >= 14, true, "{:?} in {:?}", attendu, lu);
        prop_assert!(texte(&part(&octets, "word/footnotes.xml")).contains(&attendu));
    }
}

#[test]
fn report_twice_in_a_process_is_the_same() {
    assert_eq!(octets(&tout(30)), octets(&tout(30)));
}

#[test]
fn report_in_two_processes_is_the_same() {
    const ASK: &str = "CPTS_EMPREINTE";
    let own = cpts_docx::cle(&format!("{:?}", octets(&tout(30))));
    if std::env::var_os(ASK).is_some() {
        let _ = writeln!(std::io::stdout(), "<{own}>");
        return;
    }
    let program = std::env::current_exe().expect("this test");
    let arguments = ["--exact", "report_in_two_processes_is_the_same", "--nocapture"];
    let output = Command::new(program).args(arguments).env(ASK, "1").output().expect("a second process");
    assert!(String::from_utf8_lossy(&output.stdout).contains(&format!("<{own}>")));
}

#[test]
fn ids_and_bookmarks_of_a_report_are_unique() {
    let xml = document(&octets(&tout(60)));
    for (element, attribute) in
        [("<w:bookmarkStart ", "w:id="), ("<w:bookmarkStart ", "w:name="), ("<wp:docPr ", "id="), ("<w:id ", "w:val=")]
    {
        let values: Vec<&str> = xml
            .match_indices(element)
            .filter_map(|(at, _)| {
                xml[at..].split_once(&format!(" {attribute}\"")).and_then(|(_, rest)| rest.split('"').next())
            })
            .collect();
        assert!(!values.is_empty(), "{element}");
        assert_eq!(values.iter().collect::<BTreeSet<_>>().len(), values.len(), "{element}{attribute}");
    }
}

#[test]
fn links_inside_the_report_lead_somewhere() {
    let xml = document(&octets(&tout(3)));
    let names: BTreeSet<&str> = xml.split("w:name=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let anchors: Vec<&str> = xml.split("w:anchor=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let fields: Vec<&str> = xml.split(" REF ").skip(1).filter_map(|rest| rest.split(' ').next()).collect();
    assert_eq!((anchors.is_empty(), fields.len()), (false, 7));
    for cited in anchors.into_iter().chain(fields) {
        assert!(names.contains(cited), "{cited}");
    }
}

#[test]
fn fields_past_what_word_bears_are_text_and_one_constat() {
    let champs = (0..1600).map(|n| para(vec![c(valeur(&format!("/x/{n}"), "X", "x"))])).collect();
    let rendu = docx(&nu(champs), &DocxOptions::default()).expect("a document");
    assert_eq!(document(&rendu.octets).matches("<w:sdt>").count(), 1500);
    let codes: Vec<&str> = rendu.constats.iter().map(|constat| constat.code.as_str()).collect();
    assert_eq!(codes, ["champs-trop-nombreux"]);
}

#[test]
fn table_of_more_than_fifty_lines_has_no_control() {
    let lignes = |n: usize| (0..n).map(|n| vec![vec![c(valeur(&format!("/x/{n}"), "X", "x"))]]).collect();
    let controls = |n: usize| {
        let table = tableau("X", vec![colonne("X", 1, Align::Left)], lignes(n));
        document(&octets(&nu(vec![Block::Table(table)]))).matches("<w:sdt>").count()
    };
    assert_eq!((controls(50), controls(51)), (50, 0));
}

#[test]
fn hostile_narrative_texts_give_a_document() {
    const TRAME: &str = "+++\ntitre = \"A\"\n+++\n# Valeurs\n\n{{ texte(\"valeurs\") }}\n\n{{ citation(\"chapo\") }}\n";
    let lists: String = (0..200).map(|depth| "  ".repeat(depth) + "- ![a](photo.jpeg)[^1]\n").collect();
    let mut images = Images::default();
    images.insert("photo.jpeg", &photo().octets);
    let date = chrono::NaiveDate::from_ymd_opt(2026, 3, 12).expect("a date");
    for source in [
        lists.as_str(),
        "<script>alert(1)</script> <b>gras</b>[^1]\n\n[^1]: <iframe src=x> [lien](https://exemple.fr/?a=1&b=2)\n",
        "[clic](javascript:alert(1))\n\n![x](javascript:alert(1))\n\n[^1]: [y](javascript:alert(1))",
        "![](photo.jpeg \"<&\\\"\")\n\n![\u{1}a](photo.jpeg)",
        &format!("[^1]\n\n{}x", "> [^1]: ".repeat(200)),
        "[^1][^1][^1]\n\n[^1]: a[^1]",
    ] {
        let mut dossier = cpts_model::Dossier::default();
        dossier.textes.valeurs = Some(source.to_owned());
        dossier.textes.chapo = Some(source.to_owned());
        let diffusion = cpts_model::diffuser(dossier, &cpts_model::DiffusionOptions::new(cpts_model::Profil::Interne));
        let options = ComposeOptions { date, images: images.clone(), ..Default::default() };
        let outline =
            compose(&std::sync::Arc::new(diffusion), &Trame::read("a.md", TRAME), &options).expect("an outline");
        let octets = octets(&outline);
        texte(&document(&octets));
        assert!(!part(&octets, "word/_rels/document.xml.rels").contains("javascript"));
        if document(&octets).contains("footnoteReference") {
            texte(&part(&octets, "word/footnotes.xml"));
        }
    }
}

#[test]
fn empty_outline_is_a_document() {
    let vide = octets(&nu(Vec::new()));
    assert!(document(&vide).contains("Rapport d’activité"));
}

/// Kibibytes that the process used at most, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}

#[test]
fn table_of_forty_thousand_lines_is_never_held() {
    const ASK: &str = "CPTS_MEMOIRE";
    if std::env::var_os(ASK).is_some() {
        let octets = octets(&nu(vec![Block::Landscape(annexe(40_000))]));
        let peak = peak_memory().unwrap_or_default();
        let _ = writeln!(std::io::stdout(), "<{} {peak}>", octets.len());
        return;
    }
    // A process of its own: the other tests have their memory too.
    let program = std::env::current_exe().expect("this test");
    let arguments = ["--exact", "table_of_forty_thousand_lines_is_never_held", "--nocapture"];
    let output = Command::new(program).args(arguments).env(ASK, "1").output().expect("a second process");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let (_, rest) = said.split_once('<').expect("sizes");
    let mut sizes = rest.split(['>', ' ']).map_while(|size| size.parse::<u64>().ok());
    let (octets, peak) = (sizes.next().expect("bytes"), sizes.next().expect("kibibytes"));
    // The lines are some 36 MB of XML; only the file is held, twice while it is sealed.
    assert!(octets > 500_000, "{octets}");
    assert!(peak < 25_000, "{peak}");
}
