//! The name of an element and its attributes, as they are written.

/// The inside of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element<'a> {
    octets: &'a [u8],
    nom: usize,
}

/// One attribute, its value not unescaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// Name with its prefix: `r:id`.
    pub key: &'a [u8],
    /// What stands between the quotes.
    pub value: &'a [u8],
}

/// The attributes of an element; what is no attribute is passed over.
#[derive(Clone, Debug)]
pub struct Attributes<'a>(&'a [u8]);

impl<'a> Element<'a> {
    /// Takes what stands between the signs of a tag.
    #[inline]
    pub(super) fn new(octets: &'a [u8]) -> Self {
        Self { octets, nom: octets.iter().position(|octet| is_space(*octet)).unwrap_or(octets.len()) }
    }

    /// Returns the name with its prefix: `table:table-cell`.
    #[inline]
    pub fn name(&self) -> &'a [u8] {
        &self.octets[..self.nom]
    }

    /// Returns the name without prefix.
    #[inline]
    pub fn local_name(&self) -> &'a [u8] {
        local(self.name())
    }

    /// Returns the attributes in order.
    #[inline]
    pub fn attributes(&self) -> Attributes<'a> {
        Attributes(&self.octets[self.nom..])
    }
}

impl<'a> Attribute<'a> {
    /// Returns the name without prefix.
    #[inline]
    pub fn local_name(&self) -> &'a [u8] {
        local(self.key)
    }

    /// Tells whether the name has a prefix.
    pub fn has_prefix(&self) -> bool {
        self.key.contains(&b':')
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Attribute<'a>;

    #[inline]
    fn next(&mut self) -> Option<Attribute<'a>> {
        loop {
            let rest = self.0.trim_ascii_start();
            let end = rest.iter().position(|octet| *octet == b'=' || is_space(*octet))?;
            let (key, rest) = rest.split_at(end);
            // A key without value is passed over, as is a value without quotes.
            let Some(rest) = rest.trim_ascii_start().strip_prefix(b"=") else {
                self.0 = rest;
                continue;
            };
            let [quote @ (b'"' | b'\''), rest @ ..] = rest.trim_ascii_start() else {
                let value = rest.trim_ascii_start();
                self.0 = &value[value.iter().position(|octet| is_space(*octet))?..];
                continue;
            };
            let end = rest.iter().position(|octet| octet == quote)?;
            self.0 = &rest[end + 1..];
            return Some(Attribute { key, value: &rest[..end] });
        }
    }
}

#[inline]
fn local(nom: &[u8]) -> &[u8] {
    nom.iter().position(|octet| *octet == b':').map_or(nom, |at| &nom[at + 1..])
}

#[inline]
fn is_space(octet: u8) -> bool {
    matches!(octet, b' ' | b'\t' | b'\r' | b'\n')
}
