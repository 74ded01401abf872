//! Pages that a browser shows and prints, each in one file that needs nothing else.
//!
//! In: a roster with all that is known of it, or a change of membership. Out: HTML, the same bytes for the same roster.
//! Every text from outside goes through the escaping of `maud`; nothing on a page speaks by colour alone; without its script
//! a page shows everything.

mod accounts;
mod agenda;
mod bar;
mod calendar;
mod callers;
mod calls;
mod cells;
mod changes;
pub mod comparison;
mod coverage;
mod frame;
mod names;
mod people;
mod proof;
mod rhythm;
pub mod settlement;
mod strip;
mod summary;
mod verdict;
mod violations;
mod why;
pub mod withdrawal;

use maud::{Markup, html};

use crate::domain::roster::ClosedShift;
use crate::domain::state::State;
use crate::explanation::Why;
use crate::report::facts;
use crate::report::facts::strips::strips;
use crate::report::grid;
use crate::report::locale::Locale;
use crate::report::subject::Subject;
use frame::{Section, section};
use names::Names;

/// More people than these have no reasons on the page, which would become too large.
pub const MOST_EXPLAINED: usize = 3000;

/// The page of a roster, for everybody, and why it is so. `closed` are published shifts in windows that are closed now; `calendars` says whether
/// calendar files lie beside the page.
pub fn report(subject: &Subject<'_>, why: &Why, closed: &[ClosedShift], calendars: bool) -> String {
    let (locale, instance) = (subject.locale, subject.instance);
    let names = Names::of(subject);
    let grid = grid::grid(instance);
    let turns = people::turns(subject);
    let strips = strips(instance, subject.roster, subject.judgement);
    let mut sections = Vec::new();
    if subject.published.is_some() {
        let title = locale.pick("Ændringer", "Changes");
        sections.push(section("changes", title, changes::part(subject, closed, &names)));
    }
    sections.extend([section("coverage", locale.pick("Bemanding", "Coverage"), coverage::table(subject, &grid))]);
    if let Some(found) = subject.callers {
        sections.push(section(
            "callers",
            locale.pick("For dem, der ringer", "For callers"),
            callers::part(subject, found),
        ));
    }
    sections.extend([
        section("shares", locale.pick("Andele og byrder", "Shares and burdens"), accounts::tables(subject)),
        section("rhythm", locale.pick("Rytme", "Rhythm"), rhythm::part(subject)),
        section(
            "people",
            locale.pick("Hvem tager hvad", "Who takes what"),
            people::table(subject, &names, &turns, &strips),
        ),
        section("calendar", locale.pick("Kalender", "Calendar"), calendar::table(subject, &grid, &names)),
    ]);
    if let Some(calls) = calls::part(subject) {
        sections.push(section("calls", locale.pick("Opkald og vagter", "Calls and shifts"), calls));
    }
    sections.push(section("proof", locale.pick("Hvad der er bevist", "What is proven"), proof::part(subject)));
    let first = html! {
        (verdict::list(locale, &facts::whole::all(subject, closed.len())))
        (violations::tables(subject))
    };
    let first = section("verdict", locale.pick("Kort fortalt", "In short"), first);
    let municipalities = names.municipalities.iter().map(|(_, name)| name.as_str());
    let choices = municipalities.chain(names.people.iter().map(|&staff| names.full(staff)));
    let body = html! {
        (heading(subject))
        main id="main" tabindex="-1" style=[people::scale(subject)] {
            (frame::filter(locale, locale.pick("Find dine vagter", "Find your shifts"), choices))
            (agenda::place())
            (first.markup)
            (contents(locale, &sections))
            div id="holes" { (coverage::holes(subject, &grid)) }
            @for section in &sections { (section.markup) }
        }
        (frame::footer(locale))
        (agenda::data(subject, &names, &strips, why, calendars))
    };
    let title = format!("{} · {}", instance.title, locale.pick("vagtplan", "roster"));
    frame::document(locale, &title, true, &body)
}

/// One page of A4 for one municipality, which holds nobody else's names.
pub fn summary(subject: &Subject<'_>, municipality: usize) -> String {
    summary::page(subject, municipality)
}

fn heading(subject: &Subject<'_>) -> Markup {
    let (locale, instance) = (subject.locale, subject.instance);
    let members = (subject.judgement.shares.share.iter()).filter(|share| **share != Default::default()).count() as u64;
    html! {
        header {
            p.kind { (locale.pick("Vagtplan", "Roster")) }
            h1 { (instance.title) }
            (state(subject))
            p.lead {
                (period(subject)) " · "
                (locale.counted(members, ["kommune", "kommuner"], ["municipality", "municipalities"])) " · "
                (locale.counted(instance.seats(), ["plads", "pladser"], ["seat", "seats"])) " · "
                (locale.counted(instance.windows.len() as u64, ["tidsrum", "tidsrum"], ["window", "windows"]))
            }
        }
    }
}

/// Whether it was sent out; a draft is framed.
fn state(subject: &Subject<'_>) -> Markup {
    let class = |state: &State| if state.sent().is_none() { "state draft" } else { "state" };
    html! {
        @if let Some(state) = subject.state { p class=(class(state)) { (facts::state::told(subject.locale, state)) } }
    }
}

/// `5. januar 2026 – 29. marts 2026`.
fn period(subject: &Subject<'_>) -> String {
    let period = subject.instance.period;
    format!("{} – {}", subject.locale.long_date(period.from), subject.locale.long_date(period.to))
}

fn contents(locale: &Locale, sections: &[Section]) -> Markup {
    html! {
        nav aria-label=(locale.pick("Indhold", "Contents")) {
            ul { @for section in sections { li { a href={ "#" (section.id) } { (section.title) } } } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Instance;
    use crate::domain::evidence::Doubt;
    use crate::domain::language::Language;
    use crate::domain::roster::Roster;
    use crate::report::sample;

    const NASTY: &str = "</td><script>alert(\"1\")</script> & 'x' \u{1b}[31m";

    /// The sample with the nastiest names there are.
    fn nasty() -> Instance {
        let mut instance = sample::instance();
        instance.edit(|sample| {
            sample.title = NASTY.to_owned();
            sample.municipalities[1].name = NASTY.to_owned();
            sample.staff[0].name = NASTY.to_owned();
            sample.burdens[0].name = NASTY.to_owned();
        });
        instance
    }

    fn pages(instance: &Instance, language: Language) -> Vec<String> {
        let plan = sample::plan(instance);
        let locale = Locale::new(language);
        let published = Roster::new(vec![vec![]; instance.windows.len()]);
        let mut subject = Subject::of_plan(instance, &plan, &locale);
        subject.published = Some(&published);
        let doubt = Doubt::OtherFolder(vec![NASTY.to_owned()]);
        subject.doubt = Some(&doubt);
        let closed = [ClosedShift { date: instance.period.from, start: chrono::NaiveTime::MIN, staff: 0, end: None }];
        let summaries = (0..instance.municipalities.len()).map(|m| summary(&subject, m));
        [report(&subject, &sample::why(instance, subject.roster), &closed, true)].into_iter().chain(summaries).collect()
    }

    #[test]
    fn no_name_ever_becomes_markup() {
        for language in Language::ALL {
            for (number, page) in pages(&nasty(), language).into_iter().enumerate() {
                // The one script there may be is the page's own, with its data.
                assert_eq!(page.matches("<script").count(), if number == 0 { 2 } else { 0 }, "{number}");
                assert!(!page.contains("alert(\"1\")"), "{number}");
                assert!(page.contains("&lt;/td&gt;&lt;script&gt;"), "{number}");
            }
        }
    }

    #[test]
    fn the_same_roster_gives_the_same_page() {
        let instance = sample::instance();
        assert_eq!(pages(&instance, Language::Danish), pages(&instance, Language::Danish));
    }

    /// The texts between the tags, without what comes from the folder.
    fn words(page: &str) -> Vec<String> {
        let body = &page[page.find("<body").unwrap()..page.find("<script").unwrap_or(page.len())];
        let texts = body.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text.trim().to_owned());
        texts.filter(|text| text.chars().filter(|c| c.is_alphabetic()).count() > 3).collect()
    }

    #[test]
    fn each_language_has_all_of_its_own_texts() {
        let instance = sample::instance();
        let [danish, english] = Language::ALL.map(|language| words(&pages(&instance, language)[0]));
        let same: Vec<&String> = danish.iter().filter(|text| english.contains(text)).collect();
        // What stands in both are names, and words that are the same in both languages.
        let names: Vec<&str> = (instance.municipalities.iter().map(|one| one.name.as_str()))
            .chain(instance.staff.iter().map(|one| one.name.as_str()))
            .chain([instance.title.as_str(), "weekend", "Weekend", "Person"])
            .collect();
        for text in same {
            let plain = text.replace("&quot;", "\"");
            // Pictures shorten long names.
            let plain = plain.trim_end_matches('…');
            let is_a_name = names.iter().any(|name| plain.starts_with(name) || name.starts_with(plain));
            assert!(is_a_name, "'{text}' stands on both pages");
        }
    }

    #[test]
    fn a_members_page_names_nobody_else() {
        let instance = sample::instance();
        for (m, page) in pages(&instance, Language::English).iter().skip(1).enumerate() {
            for (other, municipality) in instance.municipalities.iter().enumerate() {
                let name = municipality.name.split(',').next().unwrap();
                assert_eq!(page.contains(name), m == other, "{name} on the page of {m}");
            }
            for staff in &instance.staff {
                assert_eq!(page.contains(&staff.name), staff.municipality == m, "{} on the page of {m}", staff.name);
            }
        }
    }

    #[test]
    fn a_roster_that_breaks_rules_says_so_first() {
        let instance = sample::instance();
        let mut roster = sample::roster();
        roster.set(0, vec![1, 1, 1]);
        let judgement = crate::verify::judge(&instance, &roster);
        assert!(judgement.violations.len() > 1);
        let locale = Locale::new(Language::Danish);
        let mut subject = Subject::of_roster(&instance, &roster, &judgement, None, &locale);
        subject.doubt = Some(&Doubt::BreaksRules);
        let page = report(&subject, &sample::why(&instance, &roster), &[], false);
        let (broken, next) = (page.find("Vagtplanen har").unwrap(), page.find("pladser er").unwrap());
        assert!(broken < next);
        for violation in &judgement.violations {
            let told = violation.rule.row().broken.of(Language::Danish);
            assert!(page.contains(told), "{}", violation.message);
            // A council knows no words of files.
            assert!(!page.contains(&format!("<code>{}</code>", violation.rule.name())));
        }
    }

    #[test]
    fn who_has_left_is_marked_nowhere_and_the_open_balance_is_told() {
        let mut instance = sample::instance();
        instance.edit(|sample| {
            let first = sample.period.from;
            sample.municipalities[0].left = Some(first);
            // Nobody is a member on the first day to take the balance over.
            sample.municipalities[1..].iter_mut().for_each(|member| member.joined = first.succ_opt());
            let entry = sample.ledger.get_mut(&(0, None)).unwrap();
            entry.entitled += crate::domain::Exact::from_integer(5.into());
        });
        let roster = Roster::new(vec![vec![2]; instance.windows.len()]);
        let judgement = crate::verify::judge(&instance, &roster);
        let locale = Locale::new(Language::English);
        let subject = Subject::of_roster(&instance, &roster, &judgement, None, &locale);
        for page in [report(&subject, &sample::why(&instance, &roster), &[], false), summary(&subject, 0)] {
            assert!(page.contains("Has left; balance still open: Lemvig +5.50."));
            assert!(page.contains("<td>−5.50</td>") && !page.contains("✗ </span>−5.50"));
        }
        assert!(!summary(&subject, 1).contains("balance still open"));
        assert!(crate::report::picture::shares(&subject).contains("0 / 5.50\n"));
    }
}
