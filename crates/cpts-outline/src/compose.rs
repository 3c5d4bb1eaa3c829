//! `compose`: a diffusion and a trame to an outline.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;
use cpts_model::{
    Constat, Diffusion, Dossier, Gravite, Profil, Synthese, constat::codes::trame::TRAME_BLOC_DANS_TEXTE,
};
use thiserror::Error;

use crate::{
    cartouche,
    check::check_trame,
    data::{self, Lectures},
    engine::{self, Bounds, Context},
    finish,
    images::Images,
    markdown,
    outline::{Block, HeadingKind, Outline},
    printed::text_inlines,
    trame::Trame,
};

/// Settings of a composition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComposeOptions {
    /// Date of the document.
    pub date: NaiveDate,
    /// Blank form: the dossier is not read, guidance stands everywhere, no profile is named.
    pub vierge: bool,
    /// Number of the meeting that the document is about (`re-02`); else the last of the nature that the trame says.
    pub reunion: Option<String>,
    /// Pictures that the texts may call; [`cited_images`](crate::cited_images) names those that they do.
    pub images: Images,
}

/// The trame does not give a document.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ComposeError {
    /// The trame has errors; each has its line and its column.
    #[error("la trame « {nom} » contient {} : {}", nombre(.constats), premier(.constats))]
    Trame {
        /// Name of the trame.
        nom: String,
        /// What is wrong with it.
        constats: Vec<Constat>,
    },
    /// The dossier has no meeting of that number.
    #[error("la réunion « {id} » n’est pas dans le dossier{}", known_ones(.connues))]
    Reunion {
        /// Number asked for.
        id: String,
        /// Numbers of the meetings of the dossier.
        connues: Vec<String>,
    },
}

impl ComposeError {
    /// Returns what is wrong with the trame.
    pub fn constats(&self) -> &[Constat] {
        match self {
            Self::Trame { constats, .. } => constats,
            Self::Reunion { .. } => &[],
        }
    }
}

fn nombre(constats: &[Constat]) -> String {
    let mot = crate::francais::pluriel(constats.len() as f64, "erreur", None);
    format!("{}{}{mot}", constats.len(), crate::francais::ESPACE)
}

fn premier(constats: &[Constat]) -> String {
    let Some(first) = constats.first() else { return String::new() };
    match first.place.ligne {
        Some(ligne) => format!("ligne {ligne}, {}", first.message),
        None => first.message.clone(),
    }
}

fn known_ones(connues: &[String]) -> String {
    match connues {
        [] => ", qui n’en contient aucune".to_owned(),
        connues => format!("{}: attendu {}", crate::francais::ESPACE, connues.join(", ")),
    }
}

/// Composes the document of a trame: every printed value keeps its address.
///
/// The members are not copied: a long list is read from `diffusion` when the writer asks for its lines.
///
/// # Errors
/// `ComposeError::Trame` when [`check_trame`] finds an error, or when the trame fails on this dossier;
/// `ComposeError::Reunion` when the dossier lacks the meeting that the options name.
///
/// # Example
/// ```
/// # use std::sync::Arc;
/// # use chrono::NaiveDate;
/// # use cpts_model::{Diffusion, Dossier, Profil, Synthese};
/// # use cpts_outline::{ComposeOptions, Trames, compose};
/// let mut dossier = Dossier::default();
/// dossier.cpts.nom = Some("CPTS du Val d’Aubrelle".to_owned());
/// let diffusion = Arc::new(Diffusion { profil: Profil::Financeur, dossier, synthese: Synthese::default(), masque: Default::default(), affiches: Default::default() });
/// let date = NaiveDate::from_ymd_opt(2026, 3, 12).unwrap();
/// let trames = Trames::builtin();
/// let trame = trames.get("rapport-activite").unwrap();
/// let outline = compose(&diffusion, trame, &ComposeOptions { date, ..Default::default() })?;
/// assert_eq!(outline.cartouche.cpts.texte, "CPTS du Val d’Aubrelle");
/// assert!(outline.manquants.iter().any(|manquant| manquant.adresse == "/textes/valeurs"));
/// # Ok::<(), cpts_outline::ComposeError>(())
/// ```
pub fn compose(diffusion: &Arc<Diffusion>, trame: &Trame, options: &ComposeOptions) -> Result<Outline, ComposeError> {
    let in_first = trame.variantes.first().filter(|_| trame.variante.is_none()).map(|first| trame.in_first(first));
    let trame = in_first.as_ref().unwrap_or(trame);
    let refused = |constats| ComposeError::Trame { nom: trame.nom.clone(), constats };
    let errors: Vec<Constat> =
        check_trame(trame).into_iter().filter(|constat| constat.gravite == Gravite::Bloquant).collect();
    if !errors.is_empty() {
        return Err(refused(errors));
    }
    let diffusion = if options.vierge { &Arc::new(nothing()) } else { diffusion };
    let chosen = reunion(&diffusion.dossier, trame, options)?;
    let bounds = Bounds::default();
    let lectures = Lectures::new(bounds.members);
    let context = Arc::new(Context {
        root: data::root(diffusion, chosen, &lectures),
        lectures,
        bounds,
        variante: trame.variante.clone(),
        diffusion: diffusion.clone(),
        profil: (!options.vierge).then_some(diffusion.profil),
        date: options.date,
        images: options.images.clone(),
        constats: Mutex::default(),
    });
    let (texte, entries) = engine::render(trame, &context)
        .map_err(|error| refused(vec![error.code.constat(trame.place(error.ligne, 1), error.message)]))?;
    let body = markdown::trame(&texte, &entries);
    if !body.misplaced.is_empty() {
        let constats = body.misplaced.iter().filter_map(|index| entries.get(*index)).map(|entry| {
            let place = trame.place(entry.ligne, trame.body.colonne(entry.ligne, entry.colonne));
            TRAME_BLOC_DANS_TEXTE.constat(place, "ce bloc est au milieu d’un texte")
        });
        return Err(refused(constats.collect()));
    }
    let outline = Outline {
        livrable: trame.nom.clone(),
        titre: text_inlines(&crate::francais::typographie(&trame.titre)),
        sous_titre: text_inlines(&crate::francais::typographie(&trame.sous_titre)),
        cartouche: cartouche::cartouche(&context, trame),
        blocks: with_landscape(body.blocks, &body.paysages),
        manquants: Vec::new(),
        constats: std::mem::take(&mut *context.constats.lock().unwrap_or_else(PoisonError::into_inner)).finish(),
    };
    let mut outline = finish::finish(outline, &context);
    begin_pages(&mut outline.blocks, trame.chapitres);
    if let (false, Some(Block::Heading(heading))) = (trame.couverture, outline.blocks.first_mut()) {
        // The page of the title is hardly begun.
        heading.new_page = false;
    }
    Ok(outline)
}

/// Returns the rank of the meeting that the document is about: the one asked for, else the last of its nature.
fn reunion(dossier: &Dossier, trame: &Trame, options: &ComposeOptions) -> Result<Option<usize>, ComposeError> {
    let reunions = &dossier.reunions;
    if let Some(id) = options.reunion.as_ref().filter(|_| !options.vierge) {
        let found = reunions.iter().position(|reunion| reunion.id == *id);
        let connues = || reunions.iter().map(|reunion| reunion.id.clone()).collect();
        return found.map(Some).ok_or_else(|| ComposeError::Reunion { id: id.clone(), connues: connues() });
    }
    let of_its_nature = |reunion: &cpts_model::Reunion| trame.nature.is_none_or(|nature| reunion.nature == nature);
    let candidates = reunions.iter().enumerate().filter(|(_, reunion)| of_its_nature(reunion));
    // A meeting without a date comes before those that have one; of the same day, the last written.
    Ok(candidates.max_by_key(|(rang, reunion)| (reunion.date, *rang)).map(|(rang, _)| rang))
}

/// The diffusion of a blank form.
fn nothing() -> Diffusion {
    Diffusion {
        profil: Profil::Interne,
        dossier: Dossier::default(),
        // The calendar of the agreement is the same for everybody; counts are for nobody.
        synthese: Synthese { echeances: cpts_model::synthese(&Dossier::default()).echeances, ..Synthese::default() },
        masque: std::collections::BTreeMap::new(),
        affiches: std::collections::BTreeMap::new(),
    }
}

/// Says of each title of level 1 whether it begins a page: chapters of a report do, those of a letter follow one another.
fn begin_pages(blocks: &mut [Block], chapitres: bool) {
    for block in blocks {
        match block {
            Block::Heading(heading) if heading.level == 1 => {
                heading.new_page |= chapitres || heading.kind == HeadingKind::Annex;
            }
            Block::Landscape(inner) => begin_pages(inner, chapitres),
            _ => {}
        }
    }
}

/// Puts on landscape pages what follows a heading marked so, up to the next title of level 1.
fn with_landscape(blocks: Vec<Block>, starts: &[usize]) -> Vec<Block> {
    let mut shown = Vec::with_capacity(blocks.len());
    let mut landscape: Option<Vec<Block>> = None;
    for (index, block) in blocks.into_iter().enumerate() {
        if matches!(&block, Block::Heading(heading) if heading.level == 1) {
            shown.extend(landscape.take().map(Block::Landscape));
            landscape = starts.contains(&index).then(Vec::new);
        }
        match &mut landscape {
            Some(inner) => inner.push(block),
            None => shown.push(block),
        }
    }
    shown.extend(landscape.map(Block::Landscape));
    shown
}
