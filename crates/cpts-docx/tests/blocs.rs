//! What each block becomes in `word/document.xml`, read as text.

mod commun;

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use commun::{
    echantillon::{ancre, cadres, carte, figure, note, photo, renvoi, titre_de_page},
    *,
};
use cpts_docx::{DocxOptions, cle, docx};
use cpts_outline::*;
use insta::assert_snapshot;

/// The body between the front of the document and its last section.
fn corps(blocks: Vec<Block>) -> String {
    let rendu = docx(&nu(blocks), &DocxOptions::default()).expect("a document");
    lisible(&document(&rendu.octets))
}

#[test]
fn title_of_each_kind_has_its_style_and_bookmark() {
    assert_snapshot!(corps(vec![
        titre(1, "Un"),
        titre(2, "Un un"),
        titre_de(2, HeadingKind::Plain, "Sans numéro"),
        titre(4, "Niveau sauté"),
        titre_de(1, HeadingKind::Annex, "Liste"),
        titre(2, "Sous une annexe"),
    ]));
}

#[test]
fn titles_of_a_short_document_may_begin_under_its_own() {
    let blocks = || vec![titre_de(2, HeadingKind::Plain, "Partie"), titre_de(3, HeadingKind::Plain, "Article")];
    let short = corps(blocks());
    assert!(short.contains("Titre2SansNumero") && short.contains("Titre3SansNumero"), "{short}");
    let covered = docx(&outline(blocks()), &DocxOptions::default()).expect("a document");
    let covered = lisible(&document(&covered.octets));
    assert!(
        covered.contains("Titre1SansNumero") && !covered.contains("Titre3SansNumero"),
        "a level is not skipped\n{covered}"
    );
}

#[test]
fn contents_list_two_levels_as_links_without_page_number() {
    assert_snapshot!(corps(vec![
        Block::TableOfContents,
        titre(1, "Un"),
        titre(2, "Un un"),
        titre(3, "Trop profond"),
        titre_de(1, HeadingKind::Annex, "Liste"),
    ]));
}

#[test]
fn contents_end_on_the_page_numbers_that_are_known() {
    let blocks = vec![Block::TableOfContents, titre(1, "Un"), titre(2, "Un un")];
    let known = BTreeMap::from([("_Toc000000002".to_owned(), 12)]);
    let options = DocxOptions { pages: Some(&known), ..DocxOptions::default() };
    let rendu = docx(&nu(blocks), &options).expect("a document");
    assert_eq!(rendu.sommaire, ["_Toc000000001", "_Toc000000002"]);
    assert_eq!(rendu.premiere_page, Some(1));
    let xml = document(&rendu.octets);
    assert_eq!(xml.matches(" PAGEREF ").count(), 1, "no number where the page is not known");
    let entry =
        xml.split("<w:p>").find(|paragraph| paragraph.contains(" PAGEREF _Toc000000002 \\h ")).expect("an entry");
    assert_eq!(texte(entry), "1.1Un un12");
    assert!(entry.contains("w:val=\"right\" w:leader=\"dot\""), "{entry}");
}

#[test]
fn paragraph_keeps_look_breaks_and_links() {
    assert_snapshot!(corps(vec![
        para(vec![
            t("Texte & "),
            gras("gras"),
            Inline::Emphasis(vec![t(" penché")]),
            Inline::LineBreak,
            t("le 1er mars\navec\tfin"),
            Inline::Link { url: "mailto:a@exemple.fr".to_owned(), content: vec![t("écrire")] },
            Inline::Link { url: "javascript:alert(1)".to_owned(), content: vec![t("inerte")] },
        ]),
        styled(ParagraphStyle::Help, "Écrire ici."),
        styled(ParagraphStyle::Source, "Source : registre."),
        p("  "),
    ]));
}

#[test]
fn lists_nest_and_ordered_ones_start_again() {
    assert_snapshot!(corps(vec![
        liste(false, vec![vec![p("a"), liste(true, vec![vec![p("a1")]])], vec![p("b"), p("suite de b")]]),
        liste(true, vec![vec![p("un")]]),
        liste(true, vec![vec![p("un encore")]]),
    ]));
}

#[test]
fn quotation_and_callout_hold_their_paragraphs() {
    assert_snapshot!(corps(vec![
        Block::Quote { blocks: vec![p("Citation.")], signataire: vec![gras("Camille"), t(", présidence")] },
        Block::Callout {
            kind: CalloutKind::Warning,
            title: Vec::new(),
            blocks: vec![p("Texte."), liste(false, vec![vec![p("point")]])],
        },
    ]));
}

#[test]
fn fields_become_controls_of_their_kind() {
    let saisie = |saisie, texte: &str| c(Champ { saisie, ..valeur("/cpts/x", "Libellé", texte) });
    assert_snapshot!(corps(vec![para(vec![
        c(valeur("/cpts/nom", "Nom", "CPTS")),
        c(manquant("/cpts/siren", "SIREN")),
        saisie(Saisie::Date(chrono::NaiveDate::from_ymd_opt(2022, 3, 1)), "1er mars 2022"),
        saisie(Saisie::Liste(vec!["A".to_owned(), "A".to_owned(), "B".to_owned()]), "C"),
        saisie(Saisie::Case(Some(false)), "Non"),
        saisie(Saisie::Aucune, "texte seul"),
        c(Champ { etat: EtatChamp::Calcule, ..valeur("/synthese/n", "Total", "12") }),
        c(valeur("", "Sans adresse", "masqué")),
    ])]));
}

#[test]
fn narrative_text_is_one_control_round_its_paragraphs() {
    let texte = valeur("/textes/bilan", "Bilan", "");
    let absent = manquant("/textes/mot", "Mot");
    assert_snapshot!(corps(vec![
        Block::RichText { champ: texte, blocks: vec![para(vec![gras("Fort"), t(" puis rien.")]), p("Second.")] },
        Block::RichText { champ: absent.clone(), blocks: vec![para(vec![c(absent)])] },
    ]));
}

#[test]
fn table_repeats_its_header_and_stays_whole() {
    let table = tableau(
        "Membres",
        vec![
            colonne("Profession", 2, Align::Left),
            colonne("Nombre", 1, Align::Right),
            colonne("Note", 1, Align::Left),
        ],
        vec![ligne(&["Infirmiers", "41", ""]), vec![vec![gras("Autres")], vec![t("5")], vec![t("a")]]],
    );
    assert_snapshot!(corps(vec![
        para(vec![t("Voir "), Inline::Reference { anchor: "Membres".to_owned(), text: "tableau\u{a0}1".to_owned() }]),
        Block::Table(Table { total: Some(ligne(&["Ensemble", "46", ""])), note: vec![t("Source.")], ..table }),
    ]));
}

#[test]
fn key_value_table_without_note_gives_air_to_what_follows() {
    let table = Table {
        kind: TableKind::KeyValue,
        captioned: false,
        ..tableau("Identité", Vec::new(), vec![ligne(&["SIREN", "123"])])
    };
    assert_snapshot!(corps(vec![Block::Table(table.clone()), Block::Table(table), p("Suite.")]));
}

#[test]
fn first_figure_stands_out_unless_it_is_to_be_filled_in() {
    let ground = |value: Inline| {
        let tiles = vec![Tile { value: vec![value], ..tuile("", "", "adhérents", "") }, tuile("3", "", "communes", "")];
        corps(vec![Block::KeyFigures(KeyFigures { title: "Chiffres".to_owned(), tiles, note: Vec::new() })])
    };
    assert!(ground(t("126")).contains("w:fill=\"12586F\""));
    let blank = ground(c(manquant("/synthese/adherents", "Nombre")));
    assert!(!blank.contains("w:fill=\"12586F\"") && !blank.contains("FFFFFF\"/></w:rPr>"), "{blank}");
}

/// The lines of a table whose paragraphs hold on to the next line, header included.
fn held(rows: Vec<Vec<Cell>>) -> Vec<bool> {
    let table = tableau("liste", vec![colonne("Nom", 1, Align::Left), colonne("Texte", 1, Align::Left)], rows);
    let xml = document(&docx(&nu(vec![Block::Table(table)]), &DocxOptions::default()).expect("a document").octets);
    xml.split("<w:tr>").skip(2).map(|line| line.contains("<w:keepNext/>")).collect()
}

#[test]
fn table_of_few_lines_stays_whole_and_a_high_one_keeps_its_ends() {
    assert_eq!(held(vec![ligne(&["a", "b"]); 5]), [true, true, true, true, false]);
    let long =
        "Une phrase assez longue pour tenir sur plusieurs lignes d’une colonne étroite, comme on en écrit souvent.";
    assert_eq!(held(vec![ligne(&["a", long]); 5]), [true, false, false, true, false]);
    let broken = vec![vec![t("a")], vec![t("b"), Inline::LineBreak, t("c"), Inline::LineBreak, t("d")]];
    assert_eq!(held(vec![broken; 5]), [true, false, false, true, false]);
    assert_eq!(held(vec![ligne(&["a", "b"]); 14])[1..13], [[false; 11].as_slice(), &[true]].concat());
}

#[test]
fn paragraph_that_leads_to_a_list_or_a_frame_stays_with_it() {
    let list = || Block::List { ordered: false, items: vec![vec![p("un")], vec![p("deux")]] };
    let held = |blocks| {
        let xml = document(&docx(&nu(blocks), &DocxOptions::default()).expect("a document").octets);
        xml.split("<w:p>").skip(1).filter(|p| p.contains("<w:keepNext/>")).map(texte).collect::<Vec<_>>()
    };
    assert_eq!(held(vec![p("Avant."), p("Le bureau décide :"), list(), p("Après.")]), ["Le bureau décide :"]);
    let narrative = Block::RichText { champ: valeur("/textes/bilan", "Bilan", ""), blocks: vec![list()] };
    assert_eq!(held(vec![p("Elle a pour objet :"), narrative]), ["Elle a pour objet :"]);
    assert_eq!(
        held(vec![p("Avant."), p("Feuille certifiée exacte."), cadres(&["Présidence"])])[..1],
        ["Feuille certifiée exacte."]
    );
}

#[test]
fn low_sheet_stays_whole_and_a_high_one_keeps_its_ends() {
    let held = |rows: usize, words: &str| {
        let row = |n: usize| (vec![t(&format!("Titre {n}"))], vec![p(words)]);
        let sheet = Sheet {
            caption: vec![t("Mission")],
            captioned: false,
            description: String::new(),
            anchor: "mission".to_owned(),
            dense: false,
            rows: (0..rows).map(row).collect(),
        };
        let xml = document(&docx(&nu(vec![Block::Sheet(sheet)]), &DocxOptions::default()).expect("a document").octets);
        let line = |line: &str| (line.contains("<w:keepNext/>"), line.contains("<w:cantSplit/>"));
        xml.split("<w:tr>").skip(1).map(line).unzip::<_, _, Vec<_>, Vec<_>>()
    };
    assert_eq!(held(4, "Court."), (vec![true, true, true, false], vec![true; 4]));
    let long = "Une phrase qui tient sur plusieurs lignes de la colonne de droite. ".repeat(4);
    assert_eq!(held(6, &long), (vec![true, false, false, false, true, false], vec![true; 6]));
    // A text of a page may need the room that is left.
    assert_eq!(held(2, &long.repeat(9)).1, [false, false]);
}

#[test]
fn list_of_tables_is_written_where_the_page_of_the_contents_has_room() {
    let report = |chapters: usize| {
        let mut blocks = vec![Block::TableOfContents];
        blocks.extend((0..chapters).map(|n| titre(1, &format!("Chapitre {n}"))));
        blocks.extend((0..10).map(|n| {
            Block::Table(tableau(&format!("t{n}"), vec![colonne("Nom", 1, Align::Left)], vec![ligne(&["a"])]))
        }));
        document(&docx(&nu(blocks), &DocxOptions::default()).expect("a document").octets)
    };
    assert!(report(3).contains("Liste des tableaux"));
    let crowded = report(18);
    assert!(!crowded.contains("Liste des tableaux") && !crowded.contains("TOC \\h \\z \\c"));
}

#[test]
fn tiles_of_five_share_a_grid_of_three_and_two() {
    let tiles = vec![
        tuile("126", "", "adhérents", "112 en 2024 (+14)"),
        tuile("1\u{a0}284\u{a0}500", "€", "ressources", ""),
        tuile("3", "", "c", ""),
        tuile("4", "", "d", ""),
        tuile("5", "", "e", ""),
    ];
    assert_snapshot!(corps(vec![Block::KeyFigures(KeyFigures {
        title: "Chiffres".to_owned(),
        tiles,
        note: Vec::new()
    })]));
}

#[test]
fn wide_pages_are_a_section_carried_by_the_last_paragraphs() {
    assert_snapshot!(corps(vec![p("Avant."), Block::Landscape(annexe(2)), p("Après.")]));
}

#[test]
fn outer_spaces_of_a_streamed_cell_are_kept_by_name() {
    struct Spaced;
    impl RowSource for Spaced {
        fn len(&self) -> usize {
            1
        }

        fn row<'a>(&'a self, _: usize, cells: &mut Vec<Cow<'a, str>>) {
            cells.extend([" a".into(), "b c".into()]);
        }
    }
    let columns = vec![colonne("A", 1, Align::Left), colonne("B", 1, Align::Left)];
    let table = Table { rows: Rows::Streamed(Arc::new(Spaced)), ..tableau("t", columns, Vec::new()) };
    let corps = corps(vec![Block::Table(table)]);
    assert!(corps.contains("<w:t xml:space=\"preserve\"> a</w:t>") && corps.contains("<w:t>b c</w:t>"), "{corps}");
}

#[test]
fn signature_frames_stand_side_by_side() {
    let cadre = |titre: &str| Signature { title: titre.to_owned(), lines: vec![vec![t("Nom :")]] };
    assert_snapshot!(corps(vec![Block::Signatures(vec![cadre("Présidence"), cadre("Coordination"), cadre("CPAM")])]));
}

#[test]
fn chart_shows_its_caption_its_bars_and_its_note() {
    assert_snapshot!(corps(vec![Block::Chart(graphique(&[("Infirmiers", 41), ("Médecins", 0)]))]));
}

#[test]
fn chart_with_too_many_bars_gives_one_constat() {
    let noms: Vec<String> = (0..16).map(|n| format!("Profession {n}")).collect();
    let points: Vec<(&str, u32)> = noms.iter().map(|nom| (nom.as_str(), 1)).collect();
    let rendu = docx(&nu(vec![Block::Chart(graphique(&points))]), &DocxOptions::default()).expect("a document");
    let codes: Vec<&str> = rendu.constats.iter().map(|constat| constat.code.as_str()).collect();
    assert_eq!(codes, ["graphique-trop-long"]);
    assert!(!document(&rendu.octets).contains("<w:drawing>"));
}

#[test]
fn chart_without_bars_leaves_nothing() {
    assert_eq!(corps(vec![Block::Chart(graphique(&[]))]), corps(Vec::new()));
}

#[test]
fn key_of_a_field_is_tag_and_bookmark() {
    let deux = vec![para(vec![c(valeur("/cpts/nom", "Nom", "CPTS")), c(valeur("/cpts/nom", "Nom", "CPTS"))])];
    let xml = document(&docx(&nu(deux), &DocxOptions::default()).expect("a document").octets);
    let cle = cle("/cpts/nom");
    assert_eq!(xml.matches(&format!("<w:tag w:val=\"{cle}\"/>")).count(), 2);
    assert_eq!(xml.matches(&format!("w:name=\"{cle}\"")).count(), 1);
    assert_eq!(xml.matches(&format!("w:name=\"{cle}_2\"")).count(), 1);
}

#[test]
fn cover_of_long_names_is_written_with_its_logo() {
    let mut long = outline(vec![p("Texte.")]);
    long.titre = vec![t("Rapport d’activité et bilan du contrat pluriannuel de la communauté")];
    long.cartouche.cpts =
        valeur("/cpts/nom", "Nom", "Communauté professionnelle territoriale de santé des Trois Vallées");
    let logo = image();
    let options = DocxOptions { logo: Some(&logo), ..DocxOptions::default() };
    let xml = document(&docx(&long, &options).expect("a document").octets);
    assert_eq!(xml.matches("<pic:pic>").count(), 2);
    assert!(xml.contains("descr=\"Logo de Communauté professionnelle"), "the logo is described");
    assert!(xml.contains("<adec:decorative "), "the picture of the plate is skipped by screen readers");
}

#[test]
fn report_without_cover_begins_with_its_title() {
    let xml = document(&docx(&nu(vec![p("Texte.")]), &DocxOptions::default()).expect("a document").octets);
    assert!(xml.contains("<w:pStyle w:val=\"Titre1SansNumero\"/>"));
    assert_eq!(xml.matches("<w:sectPr>").count(), 1);
}

/// The paragraphs that begin a page, by their words.
fn page_starts(blocks: Vec<Block>) -> Vec<String> {
    let xml = document(&docx(&nu(blocks), &DocxOptions::default()).expect("a document").octets);
    let starts = xml.split("<w:p>").filter(|paragraph| paragraph.contains("<w:pageBreakBefore/>"));
    starts.map(texte).collect()
}

/// The words of a stretch of XML.
fn texte(xml: &str) -> String {
    xml.split("<w:t xml:space=\"preserve\">").skip(1).filter_map(|rest| rest.split("</w:t>").next()).collect()
}

#[test]
fn title_that_begins_a_page_takes_its_chapter_along() {
    let sheets = |chapter: Block| {
        vec![p("Avant."), chapter, titre_de_page(2, "Fiche 1"), p("Texte."), titre_de_page(2, "Fiche 2")]
    };
    assert_eq!(page_starts(sheets(titre(1, "Fiches"))), ["Fiches", "Fiche 2"]);
    let Block::Heading(heading) = titre(1, "Suite") else { unreachable!("a title") };
    let running = Block::Heading(Heading { new_page: false, ..heading });
    assert_eq!(page_starts(sheets(running.clone())), ["Suite", "Fiche 2"]);
    // Under the title of a short document, the first page is hardly begun.
    assert!(page_starts(vec![running.clone(), titre_de_page(2, "Fiche")]).is_empty());
    assert_eq!(page_starts(vec![running, p("Texte."), titre_de_page(2, "Fiche")]), ["Fiche"]);
    let two = vec![titre_de_page(1, "Fiche 1"), titre_de_page(1, "Fiche 2")];
    assert_eq!(page_starts(two), ["Fiche 1", "Fiche 2"]);
}

#[test]
fn figure_shows_its_caption_its_picture_and_its_note() {
    let note = vec![t("Source.")];
    let blocks = vec![
        para(vec![renvoi("figure-Une légende", "figure\u{a0}1")]),
        Block::Figure(Figure { note, ..figure(carte(), "Une légende", "Carte de cinq communes.") }),
    ];
    assert_snapshot!(corps(blocks));
}

#[test]
fn figure_without_description_is_a_decoration_and_one_shown_twice_is_stored_once() {
    let photo = photo();
    let blocks = vec![Block::Figure(figure(photo.clone(), "", "")), Block::Figure(figure(photo, "", "Maison."))];
    let octets = docx(&nu(blocks), &DocxOptions::default()).expect("a document").octets;
    let xml = document(&octets);
    assert_eq!((xml.matches("<adec:decorative").count(), xml.matches("descr=\"Maison.\"").count()), (1, 1));
    assert!(!xml.contains("SEQ Figure"), "no caption, no number");
    assert_eq!(xml.matches("<w:keepNext w:val=\"0\"/>").count(), 2, "no note to hold on to");
    assert_eq!(part(&octets, "word/_rels/document.xml.rels").matches("media/cpts").count(), 1);
    assert!(part(&octets, "[Content_Types].xml").contains("Extension=\"jpeg\" ContentType=\"image/jpeg\""));
}

#[test]
fn figure_that_no_program_shows_leaves_its_description() {
    let image = Image { octets: b"GIF89a".as_slice().into(), svg: None, width: 10, height: 10 };
    let empty = Image { width: 0, ..photo() };
    let xml = corps(vec![
        Block::Figure(figure(image, "Légende", "Ce qu’on voit.")),
        Block::Figure(figure(empty, "", "")),
        Block::Figure(figure(photo(), "Vraie", "Maison.")),
        para(vec![renvoi("figure-Légende", "figure\u{a0}1")]),
    ]);
    assert!(xml.contains("Ce qu’on voit.") && xml.matches("<w:drawing>").count() == 1, "{xml}");
    assert_eq!(xml.matches(" REF ").count(), 0, "{xml}");
}

#[test]
fn footnotes_are_called_in_the_text_and_stand_in_their_part() {
    let lien = Inline::Link { url: "https://exemple.fr".to_owned(), content: vec![t("site")] };
    let champ = c(valeur("/cpts/nom", "Nom", "CPTS"));
    let cell = vec![t("a"), note("En cellule.")];
    let dedans = Inline::Note(vec![t("Avec "), gras("du gras"), lien, champ, note("une note dedans")]);
    let octets = docx(
        &nu(vec![
            para(vec![t("Un"), dedans, t(".")]),
            Block::Table(tableau("X", vec![colonne("X", 1, Align::Left)], vec![vec![cell]])),
            para(vec![Inline::Note(Vec::new()), t("Rien.")]),
        ]),
        &DocxOptions::default(),
    )
    .expect("a document")
    .octets;
    let xml = document(&octets);
    let calls: Vec<&str> =
        xml.split("<w:footnoteReference w:id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(calls, ["1", "2"]);
    assert_snapshot!(lisible(&format!("</w:p>{}", part(&octets, "word/footnotes.xml"))));
    assert!(part(&octets, "word/_rels/footnotes.xml.rels").contains("Target=\"https://exemple.fr\""));
    assert!(!part(&octets, "word/_rels/document.xml.rels").contains("exemple.fr"));
    let settings = part(&octets, "word/settings.xml");
    assert!(
        settings.contains("<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr><w:compat>")
    );
}

#[test]
fn document_without_footnote_has_no_part_for_them() {
    let octets = docx(&nu(vec![p("Texte.")]), &DocxOptions::default()).expect("a document").octets;
    assert!(!part(&octets, "[Content_Types].xml").contains("footnotes"));
}

#[test]
fn note_in_a_title_stays_out_of_the_contents() {
    let Block::Heading(heading) = titre(1, "Chapitre") else { unreachable!("a title") };
    let xml = corps(vec![
        Block::TableOfContents,
        Block::Heading(Heading { content: vec![t("Chapitre"), note("La note.")], ..heading }),
    ]);
    assert_eq!(xml.matches("<w:footnoteReference").count(), 1);
    assert!(xml.rfind("<w:hyperlink").expect("an entry") < xml.find("<w:footnoteReference").expect("a call"));
}

#[test]
fn words_that_are_cited_have_a_bookmark_and_a_field_where_they_are_repeated() {
    let long = Inline::Anchored { anchor: "mixte".to_owned(), content: vec![t("P2"), note("Datée.")] };
    let cells = vec![vec![vec![ancre("p1", "P1")]], vec![vec![long]], vec![vec![ancre("p1", "P1 bis")]]];
    assert_snapshot!(corps(vec![
        para(vec![
            t("Voir "),
            renvoi("p1", "P1"),
            t(", "),
            renvoi("p1", "pièce\u{a0}P1"),
            t(", "),
            renvoi("p1", "la première"),
            t(", "),
            renvoi("mixte", "P2")
        ]),
        Block::Table(Table { captioned: false, ..tableau("X", vec![colonne("X", 1, Align::Left)], cells) }),
    ]));
}

#[test]
fn letter_has_its_recipient_and_its_date_in_their_styles() {
    let xml = corps(vec![
        Block::Paragraph {
            style: ParagraphStyle::Recipient,
            content: vec![t("Agence"), Inline::LineBreak, t("Toulouse")],
        },
        styled(ParagraphStyle::DateLine, "Saint-Flour, le 1er mars"),
    ]);
    let (recipient, date) = xml.split_once("w:val=\"LieuDate\"").expect("the date");
    assert!(recipient.contains("w:val=\"Destinataire\"") && recipient.contains("<w:br "));
    assert!(date.contains("superscript"));
}

#[test]
fn choices_are_boxes_to_tick_named_by_their_words() {
    let long = "Une réponse assez longue pour dépasser les soixante-quatre caractères d’un nom";
    assert_snapshot!(corps(vec![Block::Choices(vec![
        vec![t("Oui, "), gras("tout à fait")],
        Vec::new(),
        vec![t(long)]
    ])]));
}

#[test]
fn short_choices_stand_side_by_side_each_with_its_box() {
    let answers = |words: &[&str]| corps(vec![Block::Choices(words.iter().map(|word| vec![t(word)]).collect())]);
    let count = |xml: &str, mark: &str| xml.matches(mark).count();
    let short = answers(&["Jamais", "Quelques-uns par mois", "Chaque semaine", "Chaque jour"]);
    assert_eq!((count(&short, "<w:p>"), count(&short, "<w14:checkbox>")), (1, 4), "{short}");
    let two = answers(&["Personnes âgées et maintien à domicile", "Entrée et sortie d’hospitalisation", "Cancer"]);
    assert_eq!((count(&two, "<w:p>"), count(&two, "<w14:checkbox>")), (2, 3), "a line holds what fits\n{two}");
    let long = answers(&["Non", "Une réponse qui demande bien plus de quarante caractères"]);
    assert_eq!(count(&long, "<w:p>"), 2, "a long answer sets the others one a line\n{long}");
}

#[test]
fn lines_to_write_on_are_one_control_without_empty_paragraph() {
    assert_snapshot!(corps(vec![
        Block::AnswerLines(0),
        p("Question\u{a0}?"),
        Block::AnswerLines(3),
        Block::Landscape(vec![Block::AnswerLines(1)]),
        p("Suite."),
    ]));
}

#[test]
fn signature_frames_of_one_to_six_stand_by_two() {
    for (count, rows) in [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (6, 3)] {
        let titres = ["a", "b", "c", "d", "e", "f"];
        let xml = corps(vec![cadres(&titres[..count])]);
        assert_eq!((xml.matches("<w:tr>").count(), xml.matches("<w:tc>").count()), (rows, count));
        let grid = xml.matches("<w:gridCol ").count();
        assert_eq!((grid, xml.contains("w:gridSpan")), (count.min(2), count > 2 && count % 2 == 1));
    }
}

/// A white pixel.
fn image() -> Vec<u8> {
    const PIXEL: &str = "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55\
                         0000000a49444154789c63f80f0001010100b51c0c020000000049454e44ae426082";
    (0..PIXEL.len()).step_by(2).filter_map(|at| u8::from_str_radix(&PIXEL[at..at + 2], 16).ok()).collect()
}
