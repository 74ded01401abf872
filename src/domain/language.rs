//! The language of what people read in files and on pages. The words themselves are for `report` to know; headers of CSV
//! files and the contract's words in them are the same in every language.

use std::fmt;

/// `language` in `plan.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English, which is spoken where `plan.toml` does not say.
    #[default]
    English,
    /// Danish.
    Danish,
}

impl Language {
    /// Every language.
    pub const ALL: [Language; 2] = [Language::Danish, Language::English];

    /// The tag of BCP 47, which is also the word in `plan.toml`.
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Danish => "da",
        }
    }
}

/// The same words in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    danish: &'static str,
    english: &'static str,
}

impl Words {
    /// In Danish and in English.
    pub const fn new(danish: &'static str, english: &'static str) -> Self {
        Words { danish, english }
    }

    /// The words in one of the languages.
    pub fn of(self, language: Language) -> &'static str {
        match language {
            Language::Danish => self.danish,
            Language::English => self.english,
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.tag())
    }
}
