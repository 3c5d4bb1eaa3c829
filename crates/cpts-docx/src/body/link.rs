//! Addresses outside the document, as Word accepts them.

/// Returns `url` as a target that Word accepts, or `None` for what is no address to follow.
pub(super) fn address(url: &str) -> Option<String> {
    let url = url.trim();
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    let rest = ["https://", "http://", "mailto:"]
        .iter()
        .find_map(|scheme| lower.starts_with(scheme).then(|| &url[scheme.len()..]))?;
    if rest.is_empty() || rest.chars().any(char::is_control) {
        return None;
    }
    let mut address = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => push!(address, "%{:02X}", u32::from(c)),
            c => address.push(c),
        }
    }
    Some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn address_that_is_no_web_or_mail_address_is_refused() {
        assert_eq!(address("https://exemple.fr/a b"), Some("https://exemple.fr/a%20b".to_owned()));
        assert_eq!(address("mailto:a@exemple.fr"), Some("mailto:a@exemple.fr".to_owned()));
        for url in ["javascript:alert(1)", "file:///etc/passwd", "https://", "exemple.fr", "", "é"] {
            assert_eq!(address(url), None, "{url}");
        }
    }
}
