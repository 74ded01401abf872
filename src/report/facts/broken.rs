//! Broken rules in words that terminal, page, workbook and packs share: who broke which and when, and what is past.
//!
//! In: violations. Out: words in the language. What was broken before a roster was mended is no breach of the roster of today:
//! the days are over, and no plan can change them.

use crate::domain::Instance;
use crate::report::locale::Locale;
use crate::verify::{Judgement, Violation};

/// What was broken before the roster was mended, in a sentence; nothing where nothing was. `broken` is what it is about.
pub fn past<'a>(locale: &Locale, broken: impl IntoIterator<Item = &'a Violation>) -> Option<String> {
    let count = broken.into_iter().count() as u64;
    match count {
        0 => None,
        1 => Some(
            locale
                .pick(
                    "En regel blev brudt, før vagtplanen blev rettet; det er fortid og bliver stående.",
                    "A rule was broken before the roster was mended; that is past, and stays as it was.",
                )
                .to_owned(),
        ),
        _ => Some(locale.pick(
            format!(
                "Regler blev brudt {} gange, før vagtplanen blev rettet; det er fortid og bliver stående.",
                locale.whole(count)
            ),
            format!(
                "Rules were broken {} times before the roster was mended; that is past, and stays as it was.",
                locale.whole(count)
            ),
        )),
    }
}

/// The past ones that were broken by a municipality or its staff. What nobody alone broke, such as more people than seats in
/// a window, is nobody's.
pub fn past_of_municipality<'a>(
    instance: &'a Instance,
    judgement: &'a Judgement,
    m: usize,
) -> impl Iterator<Item = &'a Violation> {
    let whose = |violation: &Violation| {
        violation.staff.map_or(violation.municipality, |staff| Some(instance.staff[staff].municipality))
    };
    judgement.past.iter().filter(move |violation| whose(violation) == Some(m))
}

/// `Not available: Yasmin Lund (SKI4), Skive, Mon 5 Jan 08:00`.
pub fn told(locale: &Locale, instance: &Instance, violation: &Violation) -> String {
    let (rule, who) = (violation.rule.row().broken.of(locale.language()), who(locale, instance, violation));
    format!("{rule}: {who}, {}", when(locale, instance, &violation.windows))
}

/// Who broke a rule, or all of them: `Yasmin Lund (SKI4), Skive`.
pub fn who(locale: &Locale, instance: &Instance, violation: &Violation) -> String {
    match (violation.staff, violation.municipality) {
        (Some(staff), _) => {
            let staff = &instance.staff[staff];
            format!("{}, {}", locale.person(staff), instance.municipalities[staff.municipality].name)
        }
        (None, Some(m)) => instance.municipalities[m].name.clone(),
        (None, None) => locale.pick("alle i tidsrummet", "everybody in the window").to_owned(),
    }
}

/// The windows, each once, with a count on those that are held more than once; `windows` ascends.
pub fn when(locale: &Locale, instance: &Instance, windows: &[usize]) -> String {
    let named = windows.chunk_by(|one, other| one == other).map(|seats| {
        let window = &instance.windows[seats[0]];
        let times = if seats.len() > 1 { format!(" ×{}", seats.len()) } else { String::new() };
        format!("{} {}{times}", locale.day(window.date), window.start.format("%H:%M"))
    });
    named.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::report::sample;
    use crate::verify;

    #[test]
    fn what_is_past_is_counted_in_both_languages_and_by_whose_it_was() {
        let instance = sample::instance();
        let mut roster = sample::roster();
        // Lars alone holds both seats of the first window.
        roster.set(0, vec![1, 1]);
        let mut judgement = verify::judge(&instance, &roster);
        judgement.past = std::mem::take(&mut judgement.violations);
        let count = judgement.past.len();
        assert!(count > 1);
        let [danish, english] = [Language::Danish, Language::English].map(Locale::new);
        let said = |locale, broken: &[Violation]| past(locale, broken);
        assert_eq!(said(&english, &[]), None);
        let one = &judgement.past[..1];
        assert!(said(&english, one).is_some_and(|text| text.starts_with("A rule was broken before")));
        assert!(said(&danish, one).is_some_and(|text| text.starts_with("En regel blev brudt, før")));
        let start = format!("Rules were broken {count} times before");
        assert!(said(&english, &judgement.past).is_some_and(|text| text.starts_with(&start)));
        let start = format!("Regler blev brudt {count} gange, før");
        assert!(said(&danish, &judgement.past).is_some_and(|text| text.starts_with(&start)));
        let home = instance.staff[1].municipality;
        for m in 0..instance.municipalities.len() {
            assert_eq!(past_of_municipality(&instance, &judgement, m).count() > 0, m == home, "{m}");
        }
    }
}
