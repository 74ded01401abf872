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
    /// What it is about. A word that claims something, such as `complete`, stands beside nothing that denies it.
    pub label: &'static str,
    /// Whether it is good news.
    pub mark: Mark,
    /// The sentence.
    pub text: String,
}

impl Sentence {
    /// Good or bad news.
    pub fn judged(label: &'static str, good: bool, text: impl Into<String>) -> Self {
        Sentence { label, mark: Mark::of(good), text: text.into() }
    }

    /// Neither.
    pub fn fact(label: &'static str, text: impl Into<String>) -> Self {
        Sentence { label, mark: Mark::Fact, text: text.into() }
    }

    /// The same with more to say.
    #[must_use]
    pub fn and(mut self, more: &str) -> Self {
        self.text.push_str(more);
        self
    }
}
