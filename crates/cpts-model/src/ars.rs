//! Where a health project is sent: the delegation of the regional health agency for a département.

use std::sync::OnceLock;

const DONNEES: &str = include_str!("../data/ars-delegations.csv");

/// Delegation of a regional health agency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delegation {
    /// Code of the département: `02`.
    pub departement: &'static str,
    /// Name of the département.
    pub nom: &'static str,
    /// Agency and service.
    pub service: &'static str,
    /// Street or box.
    pub adresse: &'static str,
    /// Postal code.
    pub code_postal: &'static str,
    /// Town, `cedex` included.
    pub commune: &'static str,
    /// E-mail address.
    pub mel: &'static str,
}

/// Returns the delegation of a département, by its code or its name; `None` where no source gives one, as is the case outside
/// Hauts-de-France.
///
/// # Example
/// ```
/// use cpts_model::ars;
/// assert_eq!(ars::delegation("Somme").unwrap().code_postal, "80000");
/// assert!(ars::delegation("Cantal").is_none());
/// ```
pub fn delegation(departement: &str) -> Option<&'static Delegation> {
    static DELEGATIONS: OnceLock<Vec<Delegation>> = OnceLock::new();
    let wanted = crate::lecture::plier(departement);
    DELEGATIONS.get_or_init(|| DONNEES.lines().skip(1).filter_map(read).collect()).iter().find(|delegation| {
        delegation.departement == departement.trim() || crate::lecture::plier(delegation.nom) == wanted
    })
}

fn read(line: &'static str) -> Option<Delegation> {
    let mut fields = line.split(';');
    let mut next = || fields.next();
    Some(Delegation {
        departement: next()?,
        nom: next()?,
        service: next()?,
        adresse: next()?,
        code_postal: next()?,
        commune: next()?,
        mel: next()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delegation_every_line_of_the_data_is_read() {
        let lines: Vec<&str> = DONNEES.lines().skip(1).filter(|line| !line.is_empty()).collect();
        assert_eq!(lines.len(), 5);
        for line in lines {
            let delegation = read(line).expect("a line of seven fields");
            assert!(delegation.mel.contains('@') && delegation.code_postal.len() == 5, "{line}");
        }
    }
}
