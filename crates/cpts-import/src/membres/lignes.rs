//! What each row is: data, section, total, note, repeated heading; with merged cells and « idem » filled in.

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use cpts_model::{
    Profession,
    constat::{Code, codes::import as codes},
    geographie::Recherche,
    identifiant::nir,
    lecture::{nom_complet, plier},
    profession::LectureProfession,
};

use super::{
    etat::{self, Adherent},
    fiche::{Fiche, Valeur},
    intitules::{is_organisation_heading, looks_like_note, names_colour, without_count},
    metier,
    totaux::{self, Totaux},
};
use crate::{
    cells::{Cell, Fusion, Row, Sheet, Valeur as Brute, column_letters},
    champ::Champ,
    classement::Plan,
    contenu,
    contexte::Contexte,
    entete::Colonne,
    fusions::Verticales,
    journal::{Lieu, cite},
};

/// What the last section rows say of the rows below them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Section {
    pub(crate) professions: Vec<Profession>,
    pub(crate) specialite: Option<String>,
    /// Section text that names no single profession.
    pub(crate) profession_brute: Option<String>,
    pub(crate) type_organisation: Option<&'static str>,
    pub(crate) commune: Option<String>,
    pub(crate) ancien: Option<bool>,
    /// The people below are no members: the text of the section.
    pub(crate) hors: Option<String>,
}

impl Section {
    /// Whether it gives something to the rows below it.
    const fn says_something(&self) -> bool {
        !self.professions.is_empty()
            || self.profession_brute.is_some()
            || self.type_organisation.is_some()
            || self.commune.is_some()
    }
}

/// What a row is.
pub(super) enum Ligne<'a> {
    Donnees(Fiche<'a>),
    Ecartee,
}

/// Reader of the rows of one table.
pub(super) struct Lignes<'a> {
    plan: &'a Plan,
    /// Position of each column in the plan, by number.
    positions: Vec<Option<u16>>,
    /// Vertical merges below the heading.
    merges: Verticales<'a>,
    section: Section,
    legendes: Vec<String>,
    /// Last value of each column, for « idem ».
    above: Vec<Option<&'a Cell>>,
    width: usize,
    fusions: &'a [Fusion],
    invisibles: &'a BTreeMap<(u32, u32), Arc<str>>,
    totaux: Totaux,
    /// Last row of a table that another one follows.
    last_before_table: Option<u32>,
}

impl<'a> Lignes<'a> {
    pub(super) fn new(contexte: &mut Contexte<'_>, sheet: &'a Sheet, plan: &'a Plan) -> Self {
        let last = plan.entete.colonnes.iter().map(|colonne| colonne.index).max().unwrap_or(0) as usize;
        let mut positions = vec![None; last + 1];
        for (position, colonne) in plan.entete.colonnes.iter().enumerate() {
            positions[colonne.index as usize] = Some(position as u16);
        }
        let mut lignes = Self {
            plan,
            positions,
            merges: Verticales::below(sheet, plan.entete.derniere),
            section: Section::default(),
            legendes: Vec::new(),
            above: vec![None; plan.entete.colonnes.len()],
            width: usual_width(sheet, plan),
            fusions: &sheet.fusions,
            invisibles: &sheet.invisibles,
            totaux: Totaux::default(),
            last_before_table: (plan.derniere < u32::MAX)
                .then(|| plan.rows(sheet).filter(|row| !row.cells.is_empty()).last().map(|row| row.ligne))
                .flatten(),
        };
        lignes.read_title_section(contexte, sheet);
        lignes
    }

    pub(super) const fn section(&self) -> &Section {
        &self.section
    }

    /// Notes that the last row gave a member.
    pub(super) const fn count_member(&mut self) {
        self.totaux.member();
    }

    /// Legend rows met so far: « En rouge : départ annoncé ».
    pub(super) fn legendes(&self) -> &[String] {
        &self.legendes
    }

    /// A section title may stand above the heading: « INFIRMIERS », then the titles of the columns.
    fn read_title_section(&mut self, contexte: &mut Contexte<'_>, sheet: &'a Sheet) {
        if self.plan.entete.premiere == 0 {
            return;
        }
        let above = sheet.rows.iter().take_while(|row| row.ligne < self.plan.entete.premiere).last();
        let mut cells = above.into_iter().flat_map(|row| &row.cells).filter(|cell| self.plan.covers(cell.colonne));
        let (Some(cell), None) = (cells.next(), cells.next()) else { return };
        let texte = cell.texte();
        if let LectureProfession::Reconnue { professions, specialite, sur: true } =
            contexte.profession(without_count(texte.trim()))
        {
            self.section.professions.clone_from(professions);
            self.section.specialite.clone_from(specialite);
        }
    }

    /// Returns what the row is, and tells why it is left out when it is.
    pub(super) fn next(&mut self, contexte: &mut Contexte<'_>, row: &'a Row, lieu: Lieu) -> Ligne<'a> {
        let mut fiche = Fiche { valeurs: Vec::with_capacity(row.cells.len()), fusion: None };
        let mut own = 0;
        for cell in &row.cells {
            if !self.plan.covers(cell.colonne) {
                continue;
            }
            let Some(colonne) = self.column(cell.colonne) else {
                Self::keep_beside(contexte, cell, lieu);
                continue;
            };
            if colonne.champ.is_some_and(Champ::refuse) {
                continue;
            }
            match &cell.valeur {
                Brute::Texte(erreur) | Brute::Erreur(erreur) if is_error(cell) => {
                    let message = format!("{}\u{a0}: {} lu comme une cellule vide", cite(&colonne.titre), cite(erreur));
                    contexte.journal.push_valeur(lieu.at(cell.colonne), &codes::CELLULE_ERREUR, erreur, message);
                    continue;
                }
                Brute::FormuleNonCalculee => {
                    let constat = contexte.journal.draft(
                        lieu.at(cell.colonne),
                        &codes::CELLULE_NON_CALCULEE,
                        format!("{}\u{a0}: formule jamais calculée, lue comme une cellule vide", cite(&colonne.titre)),
                    );
                    contexte.journal.group(
                        lieu.at(cell.colonne),
                        &codes::CELLULE_NON_CALCULEE,
                        &column_letters(cell.colonne),
                        || constat,
                    );
                    continue;
                }
                _ => {}
            }
            let texte = trimmed(cell);
            if texte.is_empty() {
                continue;
            }
            // A social security number is refused wherever it stands, and quoted nowhere.
            if texte.len() >= 13 && contenu::digits(&texte) >= 13 && nir::is_in(&texte) {
                for anomalie in nir::read(&texte).anomalies {
                    contexte.anomaly(lieu.at(cell.colonne), "", anomalie);
                }
                continue;
            }
            own += 1;
            let mut valeur = Valeur { cell, colonne, texte, brut: None };
            if let Some(brut) = self.invisibles.get(&(row.ligne, cell.colonne)) {
                valeur.brut = Some(Cow::Borrowed(brut));
            }
            if valeur.texte.len() > LONGUEUR_LIGNE {
                shorten(contexte, &mut valeur, lieu.at(cell.colonne));
            }
            fiche.valeurs.push(valeur);
        }
        if own == 0 {
            return Ligne::Ecartee;
        }
        if self.is_left_out(contexte, &fiche, row, lieu) {
            return Ligne::Ecartee;
        }
        self.fill_idem(contexte, &mut fiche, lieu);
        self.fill_merges(contexte, &mut fiche, row.ligne, lieu);
        for valeur in &fiche.valeurs {
            if let Some(position) = self.positions.get(valeur.cell.colonne as usize).copied().flatten() {
                self.above[position as usize] = Some(valeur.cell);
            }
        }
        self.totaux.row();
        Ligne::Donnees(fiche)
    }

    fn column(&self, index: u32) -> Option<&'a Colonne> {
        let position = self.positions.get(index as usize).copied().flatten()?;
        self.plan.entete.colonnes.get(position as usize)
    }

    /// A value in a column without heading belongs to no field; it is told once per column.
    fn keep_beside(contexte: &mut Contexte<'_>, cell: &Cell, lieu: Lieu) {
        if trimmed(cell).is_empty() {
            return;
        }
        let lieu = lieu.at(cell.colonne);
        let lettre = column_letters(cell.colonne);
        let constat = contexte.journal.draft(
            lieu,
            &codes::COLONNE_INCONNUE,
            format!("colonne {lettre} sans titre\u{a0}: ses valeurs ne sont pas reprises"),
        );
        contexte.journal.group(lieu, &codes::COLONNE_INCONNUE, &lettre, || constat);
    }

    /// Returns whether the row is no data, having told why.
    fn is_left_out(&mut self, contexte: &mut Contexte<'_>, fiche: &Fiche<'a>, row: &Row, lieu: Lieu) -> bool {
        let Some(first) = fiche.valeurs.first() else { return true };
        if fiche.valeurs.iter().all(|valeur| valeur.colonne.champ == Some(Champ::Numero)) {
            return true;
        }
        if fiche.valeurs.iter().all(is_prepared) {
            let message = "lignes préparées d’avance, sans personne, lues comme vides";
            group(contexte, lieu, &codes::LIGNE_PREPAREE, message);
            return true;
        }
        if Self::repeats_heading(fiche) {
            group(contexte, lieu, &codes::LIGNE_TITRES_REPETES, "titres de colonnes répétés, écartés");
            return true;
        }
        if totaux::is_total(fiche) {
            let constat = contexte.journal.draft(
                lieu,
                &codes::LIGNE_TOTAL,
                format!("total écarté\u{a0}: {}", cite(&first.texte)),
            );
            contexte.journal.group(lieu, &codes::LIGNE_TOTAL, "", || constat);
            self.totaux.compare(contexte, fiche, lieu);
            return true;
        }
        let count_only =
            |valeur: &Valeur<'_>| contenu::digits(&valeur.texte) == valeur.texte.len() && valeur.texte.len() <= 4;
        let alone = match fiche.valeurs.as_slice() {
            [_] => self.width > 1 || self.merged_across(row),
            [_, second] => self.width > 2 && count_only(second) && second.colonne.champ != Some(Champ::CodePostal),
            _ => false,
        };
        alone && self.lone_text(contexte, first, row, lieu)
    }

    fn repeats_heading(fiche: &Fiche<'_>) -> bool {
        let same = |valeur: &Valeur<'_>| {
            valeur.colonne.titre.eq_ignore_ascii_case(&valeur.texte) || valeur.colonne.titre == *valeur.texte
        };
        fiche.valeurs.len() >= 2 && fiche.valeurs.iter().take(3).all(same)
    }

    fn merged_across(&self, row: &Row) -> bool {
        // Merges are sorted by their first row.
        let at = self.fusions.partition_point(|f| f.ligne < row.ligne);
        self.fusions[at..]
            .iter()
            .take_while(|f| f.ligne == row.ligne)
            .any(|f| f.derniere_colonne >= f.colonne.saturating_add(2))
    }

    /// Sorts a text that stands alone on its row: section, legend, note, or a member of whom only the name is known.
    fn lone_text(&mut self, contexte: &mut Contexte<'_>, valeur: &Valeur<'_>, row: &Row, lieu: Lieu) -> bool {
        let texte = without_count(&valeur.texte);
        let lieu = lieu.at(valeur.cell.colonne);
        if self.opens_section(contexte, texte, lieu) {
            return true;
        }
        let champ = valeur.colonne.champ;
        let identifies =
            matches!(champ, Some(Champ::Nom | Champ::NomComplet | Champ::Structure | Champ::Email | Champ::Rpps));
        let colour = names_colour(&valeur.texte);
        if colour {
            self.legendes.push(valeur.texte.to_string());
        }
        let merged = self.merged_across(row);
        let note = colour || looks_like_note(&valeur.texte);
        if merged && !note && self.section.says_something() {
            // A title over the whole width ends the part before it, whatever it says.
            self.close_section(contexte, &valeur.texte, lieu);
            return true;
        }
        let next_title = self.last_before_table == Some(row.ligne) && champ != Some(Champ::Email);
        if note || merged || next_title || !identifies {
            let message = format!("{}\u{a0}: titre, note ou légende, ligne écartée", cite(&valeur.texte));
            contexte.journal.push_valeur(lieu, &codes::LIGNE_NOTE, &valeur.texte, message);
            return true;
        }
        if self.width < 4 || champ == Some(Champ::Email) {
            return false;
        }
        let lu = nom_complet(&valeur.texte);
        let named = champ == Some(Champ::Structure)
            || !valeur.texte.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
            || lu.sur && lu.prenom.is_some();
        if named {
            let message = format!("{} seul sur sa ligne, compté comme un adhérent", cite(&valeur.texte));
            contexte.journal.push_valeur(lieu, &codes::LIGNE_NOM_SEUL, &valeur.texte, message);
            return false;
        }
        // Capitals and nothing else on a row of a wide list: a title between two parts, which closes the one before.
        let commune = self.section.commune.take();
        self.close_section(contexte, &valeur.texte, lieu);
        self.section.commune = commune;
        true
    }

    /// Ends the part of the list that was open; who is a former member, or no member, stays so.
    fn close_section(&mut self, contexte: &mut Contexte<'_>, texte: &str, lieu: Lieu) {
        self.section = Section { ancien: self.section.ancien, hors: self.section.hors.take(), ..Section::default() };
        let message = format!("{} seul sur sa ligne, lu comme un intitulé sans effet", cite(texte));
        contexte.journal.push_valeur(lieu, &codes::INTITULE_INCONNU, texte, message);
    }

    fn opens_section(&mut self, contexte: &mut Contexte<'_>, texte: &str, lieu: Lieu) -> bool {
        if let Some(statut) = etat::section(texte) {
            // A new status closes the profession that was open: « ANCIENS » comes after every profession.
            let (sens, hors) = match statut {
                Adherent::Ancien => ("anciens adhérents", None),
                Adherent::Actuel => ("adhérents", None),
                Adherent::Aucun => ("personnes qui n’adhèrent pas, non lues", Some(texte.to_owned())),
            };
            self.section = Section { ancien: Some(statut == Adherent::Ancien), hors, ..Section::default() };
            self.tell_section(contexte, texte, lieu, sens);
            return true;
        }
        let keep = |section: &Section| Section {
            ancien: section.ancien,
            commune: section.commune.clone(),
            hors: section.hors.clone(),
            ..Section::default()
        };
        if etat::gathers_professions(texte) {
            self.section = keep(&self.section);
            self.tell_section(contexte, texte, lieu, "plusieurs professions");
            return true;
        }
        match contexte.profession(texte).clone() {
            LectureProfession::Reconnue { professions, specialite, sur: true } => {
                let libelles: Vec<&str> = professions.iter().map(|p| p.libelle()).collect();
                let sens = format!("profession {}", libelles.join(", "));
                self.section = Section { professions, specialite, ..keep(&self.section) };
                self.tell_section(contexte, texte, lieu, &sens);
                return true;
            }
            LectureProfession::Ambigue { .. } => {
                self.section = Section { profession_brute: Some(texte.to_owned()), ..keep(&self.section) };
                metier::ask_for_title(contexte, texte, lieu);
                self.tell_section(contexte, texte, lieu, "profession à préciser");
                return true;
            }
            // « EHPAD » opens a section, « EHPAD Les Oliviers » is a member.
            LectureProfession::Organisation { type_organisation } if is_organisation_heading(texte) => {
                self.section = Section { type_organisation: Some(type_organisation), ..keep(&self.section) };
                self.tell_section(contexte, texte, lieu, "organisations");
                return true;
            }
            _ => {}
        }
        // Single words that are communes open a section when rows usually hold more.
        if self.width >= 3
            && !self
                .plan
                .entete
                .colonnes
                .iter()
                .any(|c| c.champ == Some(Champ::NomComplet) && texte.split_whitespace().count() > 1)
            && matches!(contexte.commune(texte, None), Recherche::Trouvee(_) | Recherche::Plusieurs(_))
        {
            self.section.commune = Some(texte.to_owned());
            self.tell_section(contexte, texte, lieu, "commune");
            return true;
        }
        false
    }

    fn tell_section(&mut self, contexte: &mut Contexte<'_>, texte: &str, lieu: Lieu, sens: &str) {
        self.totaux.section();
        contexte.journal.push_valeur(
            lieu,
            &codes::SECTION_LUE,
            texte,
            format!("{} vaut pour les lignes suivantes ({sens})", cite(texte)),
        );
    }

    /// Replaces « idem » by the value above it.
    fn fill_idem(&self, contexte: &mut Contexte<'_>, fiche: &mut Fiche<'a>, lieu: Lieu) {
        for valeur in &mut fiche.valeurs {
            if valeur.texte.len() > 6 || !is_idem(&valeur.texte) {
                continue;
            }
            let position = self.positions.get(valeur.cell.colonne as usize).copied().flatten();
            // A long text is no value that one repeats, and a thousand rows of « idem » must not multiply it.
            let above = position.and_then(|position| self.above[position as usize]);
            if let Some(cell) = above.filter(|cell| cell.texte().len() <= LONGUEUR_REPRISE) {
                let lieu = lieu.at(valeur.cell.colonne);
                let constat = contexte.journal.draft(
                    lieu,
                    &codes::CELLULE_IDEM,
                    format!("{}\u{a0}: valeur du dessus reprise", cite(&valeur.texte)),
                );
                contexte.journal.group(lieu, &codes::CELLULE_IDEM, &column_letters(lieu.colonne), || constat);
                valeur.cell = cell;
                valeur.texte = trimmed(cell);
            }
        }
    }

    /// Adds the value of the vertical merges that cover the row.
    fn fill_merges(&mut self, contexte: &mut Contexte<'_>, fiche: &mut Fiche<'a>, ligne: u32, lieu: Lieu) {
        let covering = self.merges.covering(ligne).to_vec();
        for (fusion, cell) in covering {
            let Fusion { ligne: first, colonne: index, derniere_ligne: last, .. } = fusion;
            let Some(colonne) = self.column(index) else { continue };
            let texte = trimmed(cell);
            if texte.is_empty() || colonne.champ.is_some_and(Champ::refuse) {
                continue;
            }
            if matches!(colonne.champ, Some(Champ::Nom | Champ::NomComplet)) {
                fiche.fusion = Some(first);
            }
            let lieu = Lieu { ligne: first, colonne: index, ..lieu };
            let key = format!("{}{first}", column_letters(index));
            let constat = contexte.journal.draft(
                lieu,
                &codes::FUSION_ETENDUE,
                format!("{} vaut pour les lignes {first} à {last}, fusionnées", cite(&texte)),
            );
            contexte.journal.group_many(lieu, &codes::FUSION_ETENDUE, &key, &[], || constat);
            let at = fiche.valeurs.partition_point(|valeur| valeur.cell.colonne < index);
            fiche.valeurs.insert(at, Valeur { cell, colonne, texte, brut: None });
        }
    }
}

/// « non », a box without a mark, `0`: what a list is filled with in advance, and that speaks of nobody.
fn is_prepared(valeur: &Valeur<'_>) -> bool {
    if valeur.colonne.champ.is_some_and(Champ::identifie) {
        return false;
    }
    match valeur.cell.valeur {
        Brute::Booleen(vrai) => !vrai,
        _ => {
            valeur.texte.len() <= 8
                && (!valeur.texte.contains(char::is_alphanumeric)
                    || matches!(plier(&valeur.texte).as_str(), "non" | "faux" | "false" | "0"))
        }
    }
}

fn group(contexte: &mut Contexte<'_>, lieu: Lieu, code: &'static Code, message: &str) {
    let constat = contexte.journal.draft(lieu, code, message);
    contexte.journal.group(lieu, code, "", || constat);
}

/// Longest text that « idem » repeats, in bytes.
const LONGUEUR_REPRISE: usize = 300;

/// Longest name or label that is printed, in characters.
const LONGUEUR_LIGNE: usize = 120;

/// Cuts a name or a label that no line of a document could hold; the whole text is kept aside.
fn shorten(contexte: &mut Contexte<'_>, valeur: &mut Valeur<'_>, lieu: Lieu) {
    if !valeur.colonne.champ.is_some_and(Champ::tient_sur_une_ligne) {
        return;
    }
    let Some((cut, _)) = valeur.texte.char_indices().nth(LONGUEUR_LIGNE) else { return };
    let nombre = valeur.texte.chars().count();
    let message = format!("{}\u{a0}: {nombre} caractères, coupé à {LONGUEUR_LIGNE}", cite(&valeur.texte));
    let constat = contexte
        .journal
        .draft(lieu, &codes::TEXTE_TROP_LONG, message)
        .with_valeur(format!("{}…", &valeur.texte[..cut]));
    contexte.journal.group(lieu, &codes::TEXTE_TROP_LONG, &column_letters(lieu.colonne), || constat);
    let court = format!("{}…", valeur.texte[..cut].trim_end());
    let long = std::mem::replace(&mut valeur.texte, Cow::Owned(court));
    valeur.brut.get_or_insert(long);
}

/// Returns the text of the cell without outer spaces, of whatever kind.
fn trimmed(cell: &Cell) -> Cow<'_, str> {
    match cell.texte() {
        Cow::Borrowed(texte) => Cow::Borrowed(texte.trim()),
        Cow::Owned(texte) => {
            let short = texte.trim();
            if short.len() == texte.len() { Cow::Owned(texte) } else { Cow::Owned(short.to_owned()) }
        }
    }
}

/// Returns how many cells a row of the list usually holds.
fn usual_width(sheet: &Sheet, plan: &Plan) -> usize {
    let mut widths: Vec<usize> = sheet
        .rows
        .iter()
        .filter(|row| row.ligne > plan.entete.derniere)
        .take(200)
        .map(|row| row.cells.iter().filter(|cell| plan.covers(cell.colonne)).count())
        .filter(|w| *w > 1)
        .collect();
    widths.sort_unstable();
    widths.get(widths.len() / 2).copied().unwrap_or(1)
}

/// An error of the spreadsheet, or its name pasted as a text.
fn is_error(cell: &Cell) -> bool {
    match &cell.valeur {
        Brute::Erreur(_) => true,
        Brute::Texte(texte) => {
            texte.starts_with('#')
                && matches!(
                    texte.trim(),
                    "#N/A"
                        | "#REF!"
                        | "#VALUE!"
                        | "#VALEUR!"
                        | "#NAME?"
                        | "#NOM?"
                        | "#DIV/0!"
                        | "#NUM!"
                        | "#NOMBRE!"
                        | "#NULL!"
                        | "#NUL!"
                        | "#SPILL!"
                        | "#CALC!"
                )
        }
        _ => false,
    }
}

fn is_idem(texte: &str) -> bool {
    matches!(texte, "\"" | "''" | "\"\"" | "〃" | "»" | "“" | "”" | "id." | "id" | "Id." | "Id")
        || plier(texte) == "idem"
}
