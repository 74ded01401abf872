//! Whether a roster was sent out, in a sentence without a full stop: the same on pages, in workbooks and packs.
//!
//! In: a state. Out: words in the language. A roster of which nobody knows has no sentence.

use crate::domain::state::{Earlier, State};
use crate::report::locale::Locale;

/// The sentence.
pub fn told(locale: &Locale, state: &State) -> String {
    match state {
        State::Draft { of: None } => draft(locale).to_owned(),
        State::Draft { of: Some(of) } => {
            format!("{}: {} {}", draft(locale), locale.pick("ændrer", "changes"), earlier(locale, of))
        }
        State::Published { on } => {
            let on = locale.long_date(*on);
            locale.pick(format!("Udsendt {on}"), format!("Published on {on}"))
        }
        State::Changed { on, of } => {
            let on = locale.long_date(*on);
            let against = earlier(locale, of);
            locale.pick(format!("Ændret {on} i forhold til {against}"), format!("Changed on {on} against {against}"))
        }
    }
}

/// The same in a word or two.
pub fn short(locale: &Locale, state: &State) -> String {
    match state {
        State::Draft { .. } => draft(locale).to_owned(),
        State::Published { .. } => told(locale, state),
        State::Changed { on, .. } => {
            let on = locale.long_date(*on);
            locale.pick(format!("Ændret {on}"), format!("Changed on {on}"))
        }
    }
}

fn draft(locale: &Locale) -> &'static str {
    locale.pick("Kladde – ikke udsendt", "Draft – not sent out")
}

/// The roster that people had before; since when there was a roster at all, where it was not the first.
fn earlier(locale: &Locale, of: &Earlier) -> String {
    let Some(sent) = of.sent.map(|day| locale.long_date(day)) else {
        return locale.pick("den udsendte plan", "the published roster").to_owned();
    };
    let told = locale.pick(format!("planen, der blev udsendt {sent}"), format!("the roster sent out on {sent}"));
    match of.published.filter(|first| Some(*first) != of.sent).map(|day| locale.long_date(day)) {
        Some(first) => told + &locale.pick(format!(" (den første {first})"), format!(" (the first on {first})")),
        None => told,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;

    #[test]
    fn a_draft_says_so_and_what_was_sent_says_when() {
        let day = |day: u32| chrono::NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
        let of = |sent, published| Earlier { file: "r".to_owned(), roster: "f".to_owned(), sent, published };
        let say = |language, state: &State| told(&Locale::new(language), state);
        let danish = |state: &State| say(Language::Danish, state);
        let english = |state: &State| say(Language::English, state);
        assert_eq!(danish(&State::DRAFT), "Kladde – ikke udsendt");
        let published = State::Published { on: day(1) };
        assert_eq!(danish(&published), "Udsendt 1. marts 2026");
        assert_eq!(english(&published), "Published on 1 March 2026");
        let once = State::Changed { on: day(10), of: of(Some(day(1)), Some(day(1))) };
        assert_eq!(danish(&once), "Ændret 10. marts 2026 i forhold til planen, der blev udsendt 1. marts 2026");
        let twice = State::Changed { on: day(20), of: of(Some(day(10)), Some(day(1))) };
        let said = "Changed on 20 March 2026 against the roster sent out on 10 March 2026 (the first on 1 March 2026)";
        assert_eq!(english(&twice), said);
        assert_eq!(short(&Locale::new(Language::Danish), &twice), "Ændret 20. marts 2026");
        let unknown = State::Draft { of: Some(of(None, None)) };
        assert_eq!(english(&unknown), "Draft – not sent out: changes the published roster");
    }
}
