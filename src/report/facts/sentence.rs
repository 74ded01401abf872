//! A sentence under a label, with whether it is good news: what a verdict is made of.

/// Whether a sentence is good news.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It is.
    Good,
    /// It is not.
    Bad,
    /// Nobody knows.
    Open,
    /// It is neither: a fact.
    Fact,
}

impl Mark {
    /// Good or bad news.
    pub fn of(good: bool) -> Self {
        if good { Mark::Good } else { Mark::Bad }
    }
}

/// A sentence under a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// What it is about.
    pub label: &'static str,
    /// Whether it is good news.
    pub mark: Mark,
    /// The sentence.
    pub text: String,
}
