//! Every code a constat may carry, one file per stage that finds it.

pub mod fichier;
pub mod import;
pub mod trame;
pub mod verification;

/// Declares codes and the list of them: `NAME = "code", Gravite, "sens", "remède";`.
macro_rules! codes {
    ($($name:ident = $code:literal, $gravite:ident, $sens:literal, $remede:literal;)*) => {
        $(
            #[doc = concat!("`", $code, "` : ", $sens)]
            pub const $name: $crate::constat::Code = $crate::constat::Code {
                code: $code,
                gravite: $crate::constat::Gravite::$gravite,
                sens: $sens,
                remede: $remede,
            };
        )*
        /// The codes of this file, in order.
        pub const TOUS: &[&$crate::constat::Code] = &[$(&$name),*];
    };
}
pub(crate) use codes;
