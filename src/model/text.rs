//! Texts in several languages, places, and citations.

/// A text in one or more languages; the first is the official one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Texts(pub Vec<(String, String)>);

impl Texts {
    /// The text in a language: exact tag, then the tag cut from the right, then the official text.
    #[must_use]
    pub fn get(&self, language: &str) -> Option<&str> {
        let mut tag = language;
        loop {
            if let Some((_, text)) = self.0.iter().find(|(known, _)| known.eq_ignore_ascii_case(tag)) {
                return Some(text);
            }
            match tag.rsplit_once('-') {
                Some((shorter, _)) => tag = shorter,
                None => break,
            }
        }
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let wanted = primary(language);
        let near = self.0.iter().find(|(known, _)| primary(known) == wanted);
        near.or_else(|| self.0.first()).map(|(_, text)| text.as_str())
    }

    /// Whether there is no text at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A country (ISO 3166-1 alpha-2) or subdivision (ISO 3166-2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place([u8; 6]);

impl Place {
    /// Reads `US` or `US-TX`; none if it has not this form. Whether the country exists is another question.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        let (country, subdivision) = code.split_once('-').map_or((code, None), |(a, b)| (a, Some(b)));
        let upper = |text: &str| text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        let country_ok = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase());
        let subdivision_ok = subdivision.is_none_or(|text| (1..=3).contains(&text.len()) && upper(text));
        if !country_ok || !subdivision_ok {
            return None;
        }
        let mut bytes = [0; 6];
        for (slot, byte) in bytes.iter_mut().zip(code.bytes()) {
            *slot = byte;
        }
        Some(Self(bytes))
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> &str {
        let length = self.0.iter().position(|byte| *byte == 0).unwrap_or(self.0.len());
        self.0.get(..length).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// Whether it is the other place, or the country of that subdivision.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        self == other || (self.code().len() == 2 && other.code().starts_with(self.code()))
    }
}

/// A place in a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Index into the framework's sources.
    pub source: usize,
    /// Places in it, as written: `(a)(1)`.
    pub places: Vec<String>,
}
