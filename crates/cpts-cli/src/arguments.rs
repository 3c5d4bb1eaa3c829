//! The command line: commands, options and their help texts.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use cpts_model::Profil;

// clap writes the colon itself; French wants a space before it.
const OPTIONS: &str = "Options ";
const FICHIERS: &str = "Arguments ";
const COMMANDES: &str = "Commandes ";

const MODELE: &str = "{about-with-newline}\nUsage : {usage}\n\n{all-args}{after-help}";

const EXEMPLES: &str = "\
Exemples :
  cpts adherents.xlsx
      écrit le rapport d’activité et l’annuaire à côté du classeur
  cpts controler adherents.xlsx
      dit, cellule par cellule, ce qui est à corriger
  cpts controler adherents.xlsx --livrable rapport-activite
      dit aussi ce qui manque au rapport, partie par partie
  cpts rediger rapport-activite annuaire --depuis adherents.xlsx -o sortie
      écrit les deux documents dans le répertoire « sortie »
  cpts rediger tout --depuis adherents.xlsx -o sortie
      écrit tous les documents
  cpts tracer adherents.xlsx cpts.siren
      dit de quelle cellule ou de quelle règle vient une valeur
  cpts classeur collecte --depuis adherents.xlsx -o collecte.xlsx
      écrit le classeur à remplir, avec ce que l’on sait déjà
  cpts rediger rapport-activite --vierge
      écrit un rapport vide, à remplir dans Word
  cpts pieces rassembler --depuis dossier.json --pieces preuves
      écrit l’archive des pièces justificatives, avec leur bordereau

Codes de fin : 0 terminé ; 1 terminé, avec au moins un constat bloquant ; 2 commande mal écrite ;
3 fichier impossible à ouvrir, hors limites ou impossible à écrire.";

/// Rédige les documents d’une CPTS à partir du classeur des adhérents.
#[derive(Debug, Parser)]
#[command(
    name = "cpts",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    args_conflicts_with_subcommands = true,
    arg_required_else_help = true,
    subcommand_help_heading = COMMANDES,
    subcommand_value_name = "COMMANDE",
    override_usage = "cpts CLASSEUR\n        cpts COMMANDE [OPTIONS]",
    help_template = MODELE,
    after_help = EXEMPLES
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) commande: Option<Commande>,

    /// Classeur des adhérents (xlsx, xls, ods, csv) : le rapport d’activité et l’annuaire sont écrits à côté.
    #[arg(value_name = "CLASSEUR", help_heading = FICHIERS)]
    pub(crate) classeurs: Vec<PathBuf>,

    /// Affiche les licences des données embarquées et des bibliothèques utilisées.
    #[arg(long, help_heading = OPTIONS)]
    pub(crate) licences: bool,

    /// Affiche le numéro de version.
    #[arg(short = 'V', long = "version", action = clap::ArgAction::Version, help_heading = OPTIONS)]
    version: Option<bool>,

    /// Affiche cette aide.
    #[arg(short = 'h', long = "help", alias = "aide", display_order = 99, action = clap::ArgAction::Help, global = true, help_heading = OPTIONS)]
    aide: Option<bool>,
}

/// What the user asks for.
#[derive(Debug, Subcommand)]
pub(crate) enum Commande {
    /// Réunit un ou plusieurs classeurs et dossiers, et écrit le dossier (fichier JSON).
    #[command(help_template = MODELE, disable_version_flag = true)]
    Importer(Importer),
    /// Dit ce qui est à corriger dans un classeur ou un dossier, cellule par cellule.
    #[command(help_template = MODELE, disable_version_flag = true)]
    Controler(Controler),
    /// Écrit les classeurs que la coordination remplit.
    #[command(help_template = MODELE, disable_version_flag = true, disable_help_subcommand = true,
              subcommand_help_heading = COMMANDES, subcommand_value_name = "COMMANDE", arg_required_else_help = true)]
    Classeur {
        #[command(subcommand)]
        commande: CommandeClasseur,
    },
    /// Écrit des documents : rapport d’activité, annuaire…
    #[command(help_template = MODELE, disable_version_flag = true)]
    Rediger(Box<Rediger>),
    /// Dit d’où vient une valeur : fichier, feuille et cellule, ou règle de calcul et ses entrées.
    #[command(help_template = MODELE, disable_version_flag = true)]
    Tracer(Tracer),
    /// Liste les pièces justificatives, ou les rassemble dans une archive avec leur bordereau.
    #[command(help_template = MODELE, disable_version_flag = true, disable_help_subcommand = true,
              subcommand_help_heading = COMMANDES, subcommand_value_name = "COMMANDE", arg_required_else_help = true)]
    Pieces {
        #[command(subcommand)]
        commande: CommandePieces,
    },
    /// Affiche le schéma JSON du dossier ou d’un constat.
    #[command(help_template = MODELE, disable_version_flag = true)]
    Schema {
        /// Schéma voulu : dossier ou constat. Par défaut : dossier.
        #[arg(value_name = "SCHEMA", default_value = "dossier", hide_default_value = true, hide_possible_values = true, help_heading = FICHIERS)]
        objet: Objet,
    },
    /// Liste ou vérifie les trames, c’est-à-dire les textes des documents.
    #[command(help_template = MODELE, disable_version_flag = true, disable_help_subcommand = true,
              subcommand_help_heading = COMMANDES, subcommand_value_name = "COMMANDE", arg_required_else_help = true)]
    Trames {
        #[command(subcommand)]
        commande: CommandeTrames,
    },
}

/// Options of `cpts importer`.
#[derive(Debug, Args)]
pub(crate) struct Importer {
    /// Classeurs (xlsx, xls, ods, csv) et dossiers (json) à réunir. Le dernier nommé l’emporte, un classeur l’emporte sur un dossier, et chaque désaccord est dit.
    #[arg(value_name = "CLASSEUR|DOSSIER", required = true, help_heading = FICHIERS)]
    pub(crate) fichiers: Vec<PathBuf>,
    /// Dossier à écrire. S’il existe, il est complété : ce qu’aucun fichier ne dit y reste. Sans cette option, le dossier est affiché.
    #[arg(short = 'o', long, value_name = "DOSSIER", help_heading = OPTIONS)]
    pub(crate) sortie: Option<PathBuf>,
    /// Fichier de correspondance (colonnes, valeurs) : écrit s’il est absent, suivi et jamais modifié s’il existe.
    #[arg(long, value_name = "FICHIER", help_heading = OPTIONS)]
    pub(crate) correspondance: Option<PathBuf>,
    /// Écarte les lignes masquées ou filtrées du classeur. Par défaut, elles sont lues.
    #[arg(long, help_heading = OPTIONS)]
    pub(crate) sans_lignes_masquees: bool,
    /// Répertoire des pièces justificatives : chacune est rapprochée de son fichier, dont l’empreinte est relevée.
    #[arg(long, value_name = "REPERTOIRE", help_heading = OPTIONS)]
    pub(crate) pieces: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) identite: Identite,
}

/// Options of `cpts controler`.
#[derive(Debug, Args)]
pub(crate) struct Controler {
    /// Classeurs (xlsx, xls, ods, csv) ou dossiers (json) à contrôler, réunis comme par « cpts importer ».
    #[arg(value_name = "CLASSEUR|DOSSIER", required = true, help_heading = FICHIERS)]
    pub(crate) fichiers: Vec<PathBuf>,
    /// Document dont dire ce qui manque, par exemple rapport-activite ; « tout » pour tous. Peut être répété.
    #[arg(long = "livrable", value_name = "LIVRABLE", help_heading = OPTIONS)]
    pub(crate) livrables: Vec<String>,
    /// Répertoire de trames modifiées, qui remplacent celles du programme.
    #[arg(long, value_name = "REPERTOIRE", help_heading = OPTIONS)]
    pub(crate) trames: Option<PathBuf>,
    /// Copie du classeur à écrire, avec ses constats : cellules surlignées, notes, feuille « Constats ». Le classeur lui-même n’est pas touché.
    #[arg(long, value_name = "COPIE.XLSX", help_heading = OPTIONS)]
    pub(crate) annoter: Option<PathBuf>,
    /// Répertoire des pièces justificatives : ce qui manque, est en trop ou a changé est dit.
    #[arg(long, value_name = "REPERTOIRE", help_heading = OPTIONS)]
    pub(crate) pieces: Option<PathBuf>,
    /// Forme des constats : texte ou json. Par défaut : texte.
    #[arg(long, value_name = "FORME", default_value = "texte", hide_default_value = true, hide_possible_values = true, help_heading = OPTIONS)]
    pub(crate) format: Format,
    /// Fichier de correspondance (colonnes, valeurs) : écrit s’il est absent, suivi et jamais modifié s’il existe.
    #[arg(long, value_name = "FICHIER", help_heading = OPTIONS)]
    pub(crate) correspondance: Option<PathBuf>,
}

/// Options of `cpts rediger`.
#[derive(Debug, Args)]
pub(crate) struct Rediger {
    /// Documents à écrire, par exemple rapport-activite ou annuaire, ou « tout » pour les écrire tous. La liste est donnée par « cpts trames lister ».
    #[arg(value_name = "LIVRABLE", required = true, help_heading = FICHIERS)]
    pub(crate) livrables: Vec<String>,
    /// Classeur ou dossier dont viennent les données. Peut être répété : les fichiers sont réunis comme par « cpts importer ».
    #[arg(long, value_name = "CLASSEUR|DOSSIER", required_unless_present = "vierge", help_heading = OPTIONS)]
    pub(crate) depuis: Vec<PathBuf>,
    /// Écrit le document vide, à remplir à la main, sans aucune donnée.
    #[arg(long, conflicts_with_all = ["depuis", "profil", "correspondance"], help_heading = OPTIONS)]
    pub(crate) vierge: bool,
    /// Répertoire où écrire, créé s’il n’existe pas. Par défaut : le répertoire courant.
    #[arg(short = 'o', long, value_name = "REPERTOIRE", default_value = ".", hide_default_value = true, help_heading = OPTIONS)]
    pub(crate) sortie: PathBuf,
    /// À qui le document est destiné : interne (tout), financeur (sans coordonnées) ou public (nombres seulement). Par défaut : celui de la trame.
    #[arg(long, value_name = "PROFIL", value_parser = profil, help_heading = OPTIONS)]
    pub(crate) profil: Option<Profil>,
    /// Réunion dont parlent la convocation, le procès-verbal ou le compte rendu (son numéro, re-02). Par défaut : la dernière de la nature du document.
    #[arg(long, value_name = "NUMERO", conflicts_with = "vierge", help_heading = OPTIONS)]
    pub(crate) reunion: Option<String>,
    /// Document Word (docx, dotx) dont reprendre styles, logo, en-tête et pied de page.
    #[arg(long, value_name = "BASE.DOCX", help_heading = OPTIONS)]
    pub(crate) charte: Option<PathBuf>,
    /// Image du logo pour la page de couverture (png, jpeg).
    #[arg(long, value_name = "IMAGE", help_heading = OPTIONS)]
    pub(crate) logo: Option<PathBuf>,
    /// Répertoire des pièces justificatives : le tableau de bord cite leurs fichiers, ce qui manque ou a changé est dit.
    #[arg(long, value_name = "REPERTOIRE", conflicts_with = "vierge", help_heading = OPTIONS)]
    pub(crate) pieces: Option<PathBuf>,
    /// Répertoire de trames modifiées, qui remplacent, complètent ou étendent celles du programme.
    #[arg(long, value_name = "REPERTOIRE", help_heading = OPTIONS)]
    pub(crate) trames: Option<PathBuf>,
    /// Fichier de correspondance (colonnes, valeurs) : écrit s’il est absent, suivi et jamais modifié s’il existe.
    #[arg(long, value_name = "FICHIER", help_heading = OPTIONS)]
    pub(crate) correspondance: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) identite: Identite,
    /// Date du document. Par défaut : aujourd’hui.
    #[arg(long, value_name = "AAAA-MM-JJ", value_parser = date, help_heading = OPTIONS)]
    pub(crate) date: Option<NaiveDate>,
    /// Écrit les numéros de page des sommaires, tels que LibreOffice met les documents en pages, s’il est installé.
    #[arg(long, help_heading = OPTIONS)]
    pub(crate) pages: bool,
    /// Remplace un document même s’il a été modifié depuis qu’il a été écrit.
    #[arg(long, help_heading = OPTIONS)]
    pub(crate) remplacer: bool,
}

/// Options of `cpts tracer`.
#[derive(Debug, Args)]
pub(crate) struct Tracer {
    /// Dossier (json), ou classeur (xlsx, xls, ods, csv) à lire.
    #[arg(value_name = "DOSSIER|CLASSEUR", help_heading = FICHIERS)]
    pub(crate) fichier: PathBuf,
    /// Valeur à suivre : son libellé (« Produits prévus »), son adresse (/budget/lignes/l-01/prevu), son début ou sa forme pointée (cpts.siren). Sans elle : le compte des valeurs, partie par partie.
    #[arg(value_name = "CHAMP", help_heading = FICHIERS)]
    pub(crate) champ: Option<String>,
    /// Autres classeurs ou dossier à lire avec le premier. Peut être répété.
    #[arg(long, value_name = "CLASSEUR|DOSSIER", help_heading = OPTIONS)]
    pub(crate) depuis: Vec<PathBuf>,
    /// Forme de la réponse : texte ou json. Par défaut : texte.
    #[arg(long, value_name = "FORME", default_value = "texte", hide_default_value = true, hide_possible_values = true, help_heading = OPTIONS)]
    pub(crate) format: Format,
    /// Fichier de correspondance (colonnes, valeurs) : écrit s’il est absent, suivi et jamais modifié s’il existe.
    #[arg(long, value_name = "FICHIER", help_heading = OPTIONS)]
    pub(crate) correspondance: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) identite: Identite,
}

/// What wins over the workbook.
#[derive(Debug, Default, Args)]
pub(crate) struct Identite {
    /// Nom de la CPTS, s’il n’est pas dans le classeur ou pour le remplacer.
    #[arg(long, value_name = "NOM", help_heading = OPTIONS)]
    pub(crate) cpts: Option<String>,
    /// Année dont le document rend compte. Par défaut : celle du classeur, sinon la dernière année civile terminée.
    #[arg(long, value_name = "AAAA", value_parser = annee, help_heading = OPTIONS)]
    pub(crate) exercice: Option<i32>,
}

/// Subcommands of `cpts pieces`.
#[derive(Debug, Subcommand)]
pub(crate) enum CommandePieces {
    /// Liste les pièces du dossier : leur fichier, ou ce qui reste à joindre.
    #[command(help_template = MODELE, disable_version_flag = true)]
    Lister(OptionsPieces),
    /// Écrit l’archive (ZIP) qui accompagne le bilan : les pièces, renommées et ordonnées, leur bordereau et leurs empreintes.
    #[command(help_template = MODELE, disable_version_flag = true)]
    Rassembler(Rassembler),
}

/// What the subcommands of `cpts pieces` read.
#[derive(Debug, Args)]
pub(crate) struct OptionsPieces {
    /// Classeur ou dossier dont vient la liste des pièces. Peut être répété.
    #[arg(long, value_name = "CLASSEUR|DOSSIER", required = true, help_heading = OPTIONS)]
    pub(crate) depuis: Vec<PathBuf>,
    /// Répertoire où sont les fichiers des pièces.
    #[arg(long, value_name = "REPERTOIRE", required = true, help_heading = OPTIONS)]
    pub(crate) pieces: PathBuf,
}

/// Options of `cpts pieces rassembler`.
#[derive(Debug, Args)]
pub(crate) struct Rassembler {
    #[command(flatten)]
    pub(crate) lues: OptionsPieces,
    /// Archive à écrire. Par défaut : pieces-justificatives.zip.
    #[arg(short = 'o', long, value_name = "FICHIER.ZIP", default_value = "pieces-justificatives.zip", hide_default_value = true, help_heading = OPTIONS)]
    pub(crate) sortie: PathBuf,
    /// À qui l’archive est destinée : interne ou financeur. Par défaut : financeur.
    #[arg(long, value_name = "PROFIL", value_parser = profil, default_value = "financeur", hide_default_value = true, help_heading = OPTIONS)]
    pub(crate) profil: Profil,
    /// Date du bordereau. Par défaut : aujourd’hui.
    #[arg(long, value_name = "AAAA-MM-JJ", value_parser = date, help_heading = OPTIONS)]
    pub(crate) date: Option<NaiveDate>,
    /// Remplace une archive même si elle a été modifiée depuis qu’elle a été écrite.
    #[arg(long, help_heading = OPTIONS)]
    pub(crate) remplacer: bool,
}

/// Subcommands of `cpts classeur`.
#[derive(Debug, Subcommand)]
pub(crate) enum CommandeClasseur {
    /// Écrit le classeur de collecte : une feuille par thème, une cellule pour chaque donnée, à remplir puis à rendre à « cpts importer ».
    #[command(help_template = MODELE, disable_version_flag = true)]
    Collecte(Collecte),
}

/// Options of `cpts classeur collecte`.
#[derive(Debug, Args)]
pub(crate) struct Collecte {
    /// Classeur ou dossier dont préremplir le classeur de collecte. Peut être répété. Sans cette option, le classeur est vierge.
    #[arg(long, value_name = "CLASSEUR|DOSSIER", help_heading = OPTIONS)]
    pub(crate) depuis: Vec<PathBuf>,
    /// Classeur à écrire. Par défaut : collecte.xlsx.
    #[arg(short = 'o', long, value_name = "FICHIER.XLSX", default_value = "collecte.xlsx", hide_default_value = true, help_heading = OPTIONS)]
    pub(crate) sortie: PathBuf,
    /// Fichier de correspondance (colonnes, valeurs) : écrit s’il est absent, suivi et jamais modifié s’il existe.
    #[arg(long, value_name = "FICHIER", help_heading = OPTIONS)]
    pub(crate) correspondance: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) identite: Identite,
    /// Date du classeur. Par défaut : aujourd’hui.
    #[arg(long, value_name = "AAAA-MM-JJ", value_parser = date, help_heading = OPTIONS)]
    pub(crate) date: Option<NaiveDate>,
    /// Remplace un classeur même s’il a été rempli ou modifié depuis qu’il a été écrit.
    #[arg(long, help_heading = OPTIONS)]
    pub(crate) remplacer: bool,
}

/// Subcommands of `cpts trames`.
#[derive(Debug, Subcommand)]
pub(crate) enum CommandeTrames {
    /// Liste les documents que le programme sait écrire.
    #[command(help_template = MODELE)]
    Lister(OptionsTrames),
    /// Vérifie les trames sans données : noms inconnus, boucles, champs oubliés.
    #[command(help_template = MODELE)]
    Verifier(OptionsTrames),
}

/// Options of the subcommands of `cpts trames`.
#[derive(Debug, Args)]
pub(crate) struct OptionsTrames {
    /// Répertoire de trames modifiées, qui remplacent, complètent ou étendent celles du programme.
    #[arg(long, value_name = "REPERTOIRE", help_heading = OPTIONS)]
    pub(crate) trames: Option<PathBuf>,
}

/// Form in which an answer is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Texte,
    Json,
}

/// Object whose schema is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Objet {
    Dossier,
    Constat,
}

fn profil(texte: &str) -> Result<Profil, String> {
    texte.parse().map_err(|_| "attendu interne, financeur ou public".to_owned())
}

fn date(texte: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(texte, "%Y-%m-%d")
        .map_err(|_| "attendu une date AAAA-MM-JJ, par exemple 2026-03-15".to_owned())
}

fn annee(texte: &str) -> Result<i32, String> {
    texte
        .parse()
        .ok()
        .filter(|annee| (2016..=2100).contains(annee))
        .ok_or_else(|| "attendu une année entre 2016 et 2100".to_owned())
}
