//! The styles that the body uses, by role; the base says under which id each stands.

/// Declares the roles with the type and the name of their style: `Role = type, "name";`.
macro_rules! styles {
    ($($role:ident = $kind:ident, $name:literal;)*) => {
        /// A style by its role.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Style { $(#[doc = $name] $role),* }

        impl Style {
            /// Every role, in the order of the enum.
            pub(super) const ALL: &[Self] = &[$(Self::$role),*];

            #[cfg(test)]
            /// Returns the name under which Word knows the style, whatever its language.
            pub(super) const fn name(self) -> &'static str {
                match self { $(Self::$role => $name),* }
            }

            #[cfg(test)]
            /// Returns what the style applies to.
            pub(super) const fn kind(self) -> StyleKind {
                match self { $(Self::$role => StyleKind::$kind),* }
            }
        }
    };
}

/// What a style applies to.
#[cfg(test)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StyleKind {
    Paragraph,
    Character,
    Table,
}

styles! {
    Normal = Paragraph, "Normal";
    Title = Paragraph, "Title";
    Subtitle = Paragraph, "Subtitle";
    CoverName = Paragraph, "Couverture nom";
    CoverBand = Paragraph, "Couverture bande";
    Heading1 = Paragraph, "heading 1";
    Heading2 = Paragraph, "heading 2";
    Heading3 = Paragraph, "heading 3";
    Heading4 = Paragraph, "heading 4";
    PlainHeading1 = Paragraph, "Titre 1 sans numéro";
    PlainHeading2 = Paragraph, "Titre 2 sans numéro";
    PlainHeading3 = Paragraph, "Titre 3 sans numéro";
    AnnexTitle = Paragraph, "Titre annexe";
    SheetTitle = Paragraph, "Titre fiche-action";
    SheetHeading = Paragraph, "Rubrique de fiche";
    BodyText = Paragraph, "Body Text";
    Lead = Paragraph, "Chapô";
    Recipient = Paragraph, "Destinataire";
    DateLine = Paragraph, "Lieu et date";
    Choice = Paragraph, "Case à cocher";
    Answer = Paragraph, "Lignes de réponse";
    ListBullet = Paragraph, "List Bullet";
    ListNumber = Paragraph, "List Number";
    TableText = Paragraph, "Tableau texte";
    TableHeader = Paragraph, "Tableau en-tête";
    TableHeaderNumber = Paragraph, "Tableau en-tête nombre";
    TableNumber = Paragraph, "Tableau nombre";
    TableTotal = Paragraph, "Tableau total";
    TableTotalNumber = Paragraph, "Tableau total nombre";
    TableKey = Paragraph, "Tableau clé";
    TableBullet = Paragraph, "Tableau puce";
    TableDense = Paragraph, "Tableau dense";
    TableDenseHeader = Paragraph, "Tableau dense en-tête";
    Caption = Paragraph, "caption";
    Figure = Paragraph, "Figure";
    MapKey = Paragraph, "Légende de carte";
    Source = Paragraph, "Note et source";
    Help = Paragraph, "Aide";
    Quote = Paragraph, "Quote";
    Signatory = Paragraph, "Signataire";
    KeyValue = Paragraph, "Chiffre clé valeur";
    KeyLabel = Paragraph, "Chiffre clé libellé";
    KeyEvolution = Paragraph, "Chiffre clé évolution";
    CalloutTitle = Paragraph, "Encadré titre";
    CalloutText = Paragraph, "Encadré texte";
    WarningTitle = Paragraph, "Vigilance titre";
    WarningText = Paragraph, "Vigilance texte";
    TocHeading = Paragraph, "TOC Heading";
    Toc1 = Paragraph, "toc 1";
    Toc2 = Paragraph, "toc 2";
    Toc3 = Paragraph, "toc 3";
    FigureList = Paragraph, "table of figures";
    FootnoteText = Paragraph, "footnote text";
    Header = Paragraph, "header";
    Footer = Paragraph, "footer";
    Strong = Character, "Strong";
    Emphasis = Character, "Emphasis";
    Hyperlink = Character, "Hyperlink";
    NoteCall = Character, "footnote reference";
    ToComplete = Character, "À compléter";
    DataTable = Table, "CPTS données";
    KeyTable = Table, "CPTS clé-valeur";
    TileTable = Table, "CPTS tuiles";
    CalendarTable = Table, "CPTS calendrier";
    SignatureTable = Table, "CPTS signatures";
    CoverTable = Table, "CPTS couverture";
}
