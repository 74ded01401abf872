//! The language of what people read, as the command line names it.

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::domain::language::Language;

/// Takes `da` and `en`.
pub(super) fn parser() -> impl TypedValueParser<Value = Language> {
    let named = |tag: String| Language::ALL.into_iter().find(|language| language.tag() == tag).unwrap_or_default();
    PossibleValuesParser::new(Language::ALL.map(Language::tag)).map(named)
}
