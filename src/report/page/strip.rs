//! Somebody's shifts along the period: a mark for each on its day, and between two of them how many days lie from one to the next.
//!
//! In: a roster with all that is known of it, and somebody's strip. Out: HTML, which a style sets in proportion to the days, with the same
//! in words for who cannot see it. Days that are too few are underlined.

use chrono::TimeDelta;
use maud::{Markup, html};

use crate::report::facts::people::days;
use crate::report::facts::strips::Strip;
use crate::report::locale::Locale;
use crate::report::marks::Marks;
use crate::report::subject::Subject;
use crate::report::times::{Times, Unit};

/// The most shifts that a strip has room for.
const MOST_SHIFTS: usize = 24;

/// Whether a strip can be drawn: of a person, along weeks, with room for its marks.
pub(super) fn fits(strip: &Strip, times: Option<&Times>) -> bool {
    let weeks = times.is_some_and(|times| times.unit == Unit::Week);
    weeks && strip.apart.is_some() && strip.windows.len() <= MOST_SHIFTS
}

/// The strip along the weeks of `times`, whose first day is a Monday.
pub(super) fn drawn(subject: &Subject<'_>, strip: &Strip, times: &Times, marks: &Marks) -> Markup {
    let date = |shift: usize| subject.instance.windows[strip.windows[shift]].date;
    let end = times.first + TimeDelta::weeks(times.names.len() as i64);
    // Marks stand in the middle of their days: lengths are in half days, from the edge and from mark to mark.
    let before = |shift: usize| match shift.checked_sub(1) {
        None => 2 * (date(0) - times.first).num_days() + 1,
        Some(other) => 2 * (date(shift) - date(other)).num_days(),
    };
    let last = strip.windows.len().checked_sub(1);
    let rest = last.map_or(1, |last| 2 * (end - date(last)).num_days() - 1);
    let said = |shift: usize| match (strip.gaps[shift], shift) {
        (None, _) => String::new(),
        (Some(days), 0) => format!("‹{days}"),
        (Some(days), _) => days.to_string(),
    };
    html! {
        div.strip role="img" aria-label=(told(subject, strip)) {
            @for (shift, &window) in strip.windows.iter().enumerate() {
                @let (grow, days) = (format!("flex:{}", before(shift)), said(shift));
                @if strip.is_close(shift) { u style=(grow) { (days) } } @else { i style=(grow) { (days) } }
                b { (marks.mark(subject, window)) }
            }
            i style={ "flex:" (rest) } {}
        }
    }
}

/// `7. apr · 5 dage · 12. apr aften`.
fn told(subject: &Subject<'_>, strip: &Strip) -> String {
    let (locale, instance) = (subject.locale, subject.instance);
    let mut parts = Vec::new();
    for (&window, gap) in strip.windows.iter().zip(&strip.gaps) {
        parts.extend(gap.map(|gap| days(locale, gap)));
        let window = &instance.windows[window];
        let burdens =
            window.burdens.iter().map(|&burden| format!(" {}", locale.burden(&instance.burdens[burden].name)));
        parts.push(locale.short_day(window.date) + &burdens.collect::<String>());
    }
    match parts.is_empty() {
        true => locale.pick("ingen vagter", "no shifts").to_owned(),
        false => parts.join(" · "),
    }
}

/// What the numbers of a strip mean; it follows what its marks mean.
pub(super) fn legend(locale: &Locale) -> &'static str {
    locale.pick(
        "tal: dage fra vagt til vagt, ‹ fra den sidste før perioden; understreget: under det halve af en jævn fordeling",
        "numbers: days from shift to shift, ‹ from the last before the period; underlined: below half of an even pace",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::PastShift;
    use crate::domain::language::Language;
    use crate::report::facts::strips::strips;
    use crate::report::sample;
    use crate::report::times::times;

    /// Anna is on Monday evening and on Wednesday morning of the sample's one week, which begins on a Monday; Lars on Monday
    /// morning and on Sunday, Rie on Tuesday evening and on Thursday morning.
    #[test]
    fn marks_stand_on_their_days_and_days_between_are_numbers() {
        let mut instance = sample::instance();
        let date = instance.period.from - TimeDelta::days(3);
        let ends_at = crate::domain::clock::Moment::at(date.and_time(chrono::NaiveTime::MIN));
        instance.edit(|sample| sample.history = vec![PastShift { staff: 0, date, ends_at, burdens: vec![] }]);
        let plan = sample::plan(&instance);
        let locale = Locale::new(Language::Danish);
        let subject = Subject::of_plan(&instance, &plan, &locale);
        let strips = strips(&instance, subject.roster, subject.judgement);
        let times = times(&subject, 15).unwrap();
        let marks = Marks::of(&subject);
        let html = |staff: usize| drawn(&subject, &strips[staff], &times, &marks).into_string();
        let anna = html(0);
        let dates = strips[0].windows.iter().map(|&window| (instance.windows[window].date - times.first).num_days());
        assert_eq!(dates.collect::<Vec<_>>(), [0, 2]);
        // Half a day to the middle of Monday, two days to Wednesday, four and a half to the end: in half days.
        let flex: Vec<&str> = anna.split("flex:").skip(1).map(|part| part.split('"').next().unwrap()).collect();
        assert_eq!(flex, ["1", "4", "9"]);
        assert!(anna.contains("aria-label=\"3 dage · 5.\u{a0}jan aften · 2 dage · 7.\u{a0}jan"), "{anna}");
        assert!(anna.contains(">‹3</") && anna.contains("<b>A</b>"), "{anna}");
        let lars = html(1);
        assert!(lars.contains(">6</") && lars.contains("<b>•</b>") && lars.contains("<b>W</b>"), "{lars}");
        assert!(fits(&strips[0], Some(&times)) && !fits(&strips[2], Some(&times)), "of a pool nobody knows who comes");
    }
}
