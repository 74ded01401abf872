//! In which windows members take part, where that is not all of them, in sentences.
//!
//! In: an instance and its period. Out: words in the language, of one municipality or of all. A town on trial reads here what it is
//! asked for, and the others why its part is as it is.

use chrono::{NaiveDate, Weekday};

use crate::domain::participation::{Stretch, WindowClass};
use crate::domain::{Instance, words};
use crate::report::facts::sentence::{Mark, Sentence};
use crate::report::locale::Locale;

/// `takes part in evening only until 2014-12-31, then in all windows`; `None` where it takes part in everything that it is a member for.
pub fn of(locale: &Locale, instance: &Instance, municipality: usize) -> Option<String> {
    told(locale, instance, municipality, true)
}

/// `Slagelse takes part in evening only.`
pub fn sentence(locale: &Locale, instance: &Instance, municipality: usize) -> Option<String> {
    let told = of(locale, instance, municipality)?;
    Some(format!("{} {told}.", instance.municipalities[municipality].name))
}

/// All who take part in a part, those of whom the same is true together: `Sorø, Slagelse and Holbæk take part in evening only.` A few of
/// them are named.
pub fn all(locale: &Locale, instance: &Instance) -> Option<Sentence> {
    let sentences = together(locale, instance, |names| locale.first(names, ", "));
    let label = locale.pick("deltagelse", "part");
    (!sentences.is_empty()).then(|| Sentence { label, mark: Mark::Fact, text: locale.first(&sentences, " ") })
}

/// The same with all their names, a sentence for each thing that is true of somebody.
pub fn each(locale: &Locale, instance: &Instance) -> Vec<String> {
    together(locale, instance, |names| locale.list(names))
}

fn together(locale: &Locale, instance: &Instance, named: impl Fn(&[String]) -> String) -> Vec<String> {
    let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
    for m in 0..instance.municipalities.len() {
        let Some(told) = told(locale, instance, m, false) else { continue };
        match groups.iter_mut().find(|(other, _)| *other == told) {
            Some((_, members)) => members.push(m),
            None => groups.push((told, vec![m])),
        }
    }
    let sentence = |(plural, members): &(String, Vec<usize>)| match members.as_slice() {
        [one] => sentence(locale, instance, *one),
        several => {
            let names: Vec<String> = several.iter().map(|&m| instance.municipalities[m].name.clone()).collect();
            Some(format!("{} {plural}.", named(&names)))
        }
    };
    groups.iter().filter_map(sentence).collect()
}

/// Whether anybody takes part in some windows of the period only.
pub fn is_any(instance: &Instance) -> bool {
    instance.municipalities.iter().any(|municipality| municipality.is_partial_in(instance.period))
}

fn told(locale: &Locale, instance: &Instance, m: usize, is_one: bool) -> Option<String> {
    let municipality = &instance.municipalities[m];
    let period = instance.period;
    let touches = |stretch: &&Stretch| {
        let days = |from: Option<NaiveDate>, until: Option<NaiveDate>| {
            from.is_none_or(|from| from <= period.to) && until.is_none_or(|until| period.from < until)
        };
        days(stretch.from, stretch.until) && days(municipality.joined, municipality.left)
    };
    let mut parts = Vec::new();
    for stretch in municipality.stretches.iter().filter(touches) {
        let since = stretch.from.filter(|from| period.from < *from);
        let until = stretch.until.filter(|until| *until <= period.to);
        let last = until.and_then(|until| until.pred_opt());
        let [since, last] = [since, last].map(|day| day.map(|day| locale.date(day)));
        if stretch.is_gap() {
            let is = if is_one { "is" } else { "are" };
            let (danish, english) = match (since, last) {
                (Some(since), Some(last)) => {
                    (format!(" fra {since} til og med {last}"), format!(" from {since} to {last}"))
                }
                (Some(since), None) => (format!(" fra {since}"), format!(" from {since} on")),
                (None, Some(last)) => (format!(" til og med {last}"), format!(" until {last}")),
                (None, None) => continue,
            };
            parts.push(locale.pick(format!("er ikke medlem{danish}"), format!("{is} no member{english}")));
            continue;
        }
        let which = classes(locale, &stretch.windows);
        let when = match (since, last) {
            (None, None) => String::new(),
            (Some(since), None) => locale.pick(format!(" fra {since}"), format!(" from {since} on")),
            (None, Some(last)) => locale.pick(format!(" til og med {last}"), format!(" until {last}")),
            (Some(since), Some(last)) => {
                locale.pick(format!(" fra {since} til og med {last}"), format!(" from {since} to {last}"))
            }
        };
        let then = until.filter(|day| municipality.is_member(*day) && municipality.part_on(*day).is_none());
        let then = then.map_or("", |_| locale.pick(", derefter i alle tidsrum", ", then in all windows"));
        let takes = if is_one { "takes" } else { "take" };
        parts.push(
            locale.pick(
                format!("deltager kun i {which}{when}{then}"),
                format!("{takes} part in {which} only{when}{then}"),
            ),
        );
    }
    (!parts.is_empty()).then(|| locale.list(&parts))
}

/// Classes of windows: `aftenvagter og vagter fredag kl. 12:00`, `evening and Friday 12:00`.
pub fn classes(locale: &Locale, classes: &[WindowClass]) -> String {
    let class = |class: &WindowClass| {
        if let Some(burden) = &class.burden {
            return locale.pick(locale.shifts_in(burden, false), locale.burden(burden).to_owned());
        }
        let starts: Vec<String> = class.starts.iter().map(|start| start.format("%H:%M").to_string()).collect();
        let starts = locale.list(&starts);
        let is_daily = class.days.len() == 7;
        let day = |day: Weekday| locale.weekday(day);
        let runs: Vec<String> = words::runs(&class.days).into_iter().map(|run| words::ends(run, "-", day)).collect();
        let days = if is_daily { String::new() } else { format!(" {}", locale.list(&runs)) };
        let at = match (starts.is_empty(), is_daily) {
            (true, _) => String::new(),
            (false, true) => locale.pick(format!(" kl. {starts}"), starts),
            (false, false) => locale.pick(format!(" kl. {starts}"), format!(" {starts}")),
        };
        locale.pick(format!("vagter{days}{at}"), format!("{}{at}", days.trim_start()))
    };
    locale.list(&classes.iter().map(class).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveTime;

    use super::*;
    use crate::domain::language::Language;
    use crate::report::sample;

    #[test]
    fn who_takes_part_in_what_is_said_in_words() {
        let mut instance = sample::instance();
        let (danish, english) = (Locale::new(Language::Danish), Locale::new(Language::English));
        assert_eq!(all(&english, &instance).map(|sentence| sentence.text), None);
        let names: Vec<String> = instance.municipalities.iter().map(|one| one.name.clone()).collect();
        let evening = WindowClass { burden: Some("evening".to_owned()), days: vec![Weekday::Mon], starts: Vec::new() };
        let noon = WindowClass {
            burden: None,
            days: vec![Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Fri],
            starts: NaiveTime::from_hms_opt(12, 0, 0).into_iter().collect(),
        };
        let last = instance.period.from.succ_opt();
        let until = last.and_then(|last| last.succ_opt());
        instance.edit(|sample| {
            let always = |windows| Stretch { from: None, until: None, windows };
            sample.municipalities[0].stretches = vec![always(vec![evening.clone(), noon])];
            let trial = Stretch { from: None, until, windows: vec![evening] };
            sample.municipalities[1].stretches = vec![trial.clone()];
            sample.municipalities[2].stretches = vec![trial];
        });
        assert_eq!(
            of(&danish, &instance, 0).as_deref(),
            Some("deltager kun i aftenvagter og vagter mandag-onsdag og fredag kl. 12:00")
        );
        let told = all(&english, &instance).map(|sentence| sentence.text).unwrap_or_default();
        let last = last.map(|last| last.to_string()).unwrap_or_default();
        assert_eq!(
            told,
            format!(
                "{} takes part in evening and Monday-Wednesday and Friday 12:00 only. \
                 {}, {} take part in evening only until {last}, then in all windows.",
                names[0], names[1], names[2]
            )
        );
    }

    #[test]
    fn days_without_membership_are_said_as_well() {
        let mut instance = sample::instance();
        let (from, until) = (instance.period.from.succ_opt(), instance.period.to.pred_opt());
        instance.edit(|sample| {
            sample.municipalities[0].stretches = vec![Stretch { from, until, windows: Vec::new() }];
        });
        let last = until.and_then(|until| until.pred_opt()).unwrap();
        let said = sentence(&Locale::new(Language::English), &instance, 0).unwrap();
        assert_eq!(said, format!("Lemvig is no member from {} to {last}.", from.unwrap()));
    }
}
