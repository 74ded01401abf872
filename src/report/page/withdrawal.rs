//! What it means if members leave or one joins: a page before and after, and one that ranks who would be missed most. Its tables carry
//! their bars, so the picture of the same figures is a file beside it alone.
//!
//! In: a change of membership, or trials. Out: HTML. Every figure is in the CSV file as well; no sentence claims more than the
//! exact figures say.

mod tables;

use maud::{Markup, html};
use num_traits::ToPrimitive;

use super::agenda;
use super::bar::{from_left, of_the_longest};
use super::cells::cell;
use super::frame::{captioned, document, filter, footer, heads, link, section};
use super::verdict::list;
use crate::domain::Instance;
use crate::report::facts::{basis, staffless};
use crate::report::locale::Locale;
use crate::report::membership::ranking::{self, Measure, Ranking, places};
use crate::report::membership::{Change, Movement, expected, sentences, statements};
use crate::report::picture;

/// A page with its picture, which is a file of its own as well.
pub struct Pages {
    /// The page.
    pub html: String,
    /// The picture.
    pub svg: String,
}

/// Before and after a change.
pub fn change(change: &Change<'_>, locale: &Locale) -> Pages {
    let title = title(change, locale);
    let sentences = statements::all(change, locale);
    let svg = picture::withdrawal::change(change, locale, &title, &statements::shifts(change, locale).text);
    let concerned = concerned(change, locale);
    let names = || concerned.iter().map(|&m| change.name(m));
    let label = locale.pick("Hvad betyder det for os?", "What does it mean for us?");
    let body = html! {
        (heading(locale, change.instance, &title))
        main id="main" tabindex="-1" {
            (filter(locale, label, names()))
            (each(change, &concerned, label, locale))
            (section("verdict", locale.pick("Kort fortalt", "In short"), list(locale, &sentences)).markup)
            (section("shifts", locale.pick("Vagter før og efter", "Shifts before and after"), html! {
                p {
                    (locale.pick(
                        "Et år er 365,25 dage. Tal er afrundet hver for sig, så en ændring kan afvige 0,01 fra de to, den ligger imellem.",
                        "A year is 365.25 days. Figures are rounded each on its own, so a change may be 0.01 off the two that it lies between.",
                    ))
                }
                (tables::shifts(change, locale))
            }).markup)
            @if !change.instance.burdens.is_empty() {
                (section("burdens", locale.pick("Byrder og saldo", "Burdens and balances"), tables::burdens(change, locale)).markup)
            }
            (section("staff", locale.pick("Kan de bære det?", "Can they carry it?"), tables::staff(change, locale)).markup)
        }
        (footer(locale))
        (agenda::of_members(locale, change.instance.municipalities.iter().map(|one| (one.name.as_str(), one.code.as_str()))))
    };
    Pages { html: document(locale, &format!("{title} · {}", change.instance.title), true, &body), svg }
}

/// Who is there before or after, by name.
fn concerned(change: &Change<'_>, locale: &Locale) -> Vec<usize> {
    let there = change.members.iter().filter(|member| member.before.days > 0 || member.after.days > 0);
    let mut all: Vec<usize> = there.map(|member| member.municipality).collect();
    all.sort_by(|&one, &other| locale.compare(change.name(one), change.name(other)));
    all
}

/// What it means for each of them, folded away until it is asked for.
fn each(change: &Change<'_>, concerned: &[usize], title: &str, locale: &Locale) -> Markup {
    html! {
        section id="each" aria-labelledby="each-title" {
            h2 id="each-title" { (title) }
            @for &m in concerned {
                details data-m=(m) {
                    summary { (change.name(m)) }
                    div {
                        h3 { (sentences::title(change, m, locale)) }
                        ul { @for line in sentences::lines(change, m, locale) { li { (line) } } }
                    }
                }
            }
        }
    }
}

/// Each member as if it left alone, ranked.
pub fn ranking(ranking: &Ranking<'_>, locale: &Locale) -> Pages {
    let Ranking { instance, when, now, trials, .. } = *ranking;
    let title = locale.pick("Hvem ville blive savnet mest?", "Who would be missed most?");
    let words = match when.from.map(|from| locale.long_date(from)) {
        None => locale.pick(
            "Hver kommune er prøvet for sig: som om den alene var ude i hele perioden.".to_owned(),
            "Each municipality is tried by itself: as if it alone were gone for the whole period.".to_owned(),
        ),
        Some(day) => locale.pick(
            format!("Hver kommune er prøvet for sig: som om den alene udtrådte {day}, i en periode som denne med den dags medlemmer og personale."),
            format!("Each municipality is tried by itself: as if it alone left on {day}, in a period like this one with the members and staff of that day."),
        ),
    };
    let words = words.as_str();
    let svg = picture::withdrawal::ranking(instance, trials, locale, title, words);
    let caption = locale.pick("Rangorden", "Ranking");
    let measure = Measure::of(trials);
    let lengths: Vec<Option<f64>> = trials.iter().map(|trial| measure.amount(trial).to_f64()).collect();
    let parts = of_the_longest(&lengths);
    let rest = places(instance, trials).only(&ranking::shown(trials)[1..]);
    let named = |m: usize| instance.municipalities[m].name.as_str();
    // The longest bar is of the first in the ranking.
    let most = rest.rows.first().map(|row| {
        let place = rest.place(measure.key());
        format!("0 … {}", row[place].shown(rest.columns[place].kind, locale))
    });
    let mut titles = vec![locale.pick("Kommune", "Municipality").to_owned()];
    for column in &rest.columns {
        titles.push(column.title(locale).to_owned());
        titles.extend(most.clone().filter(|_| column.key == measure.key()));
    }
    let body = html! {
        tbody {
            @for ((trial, row), part) in trials.iter().zip(&rest.rows).zip(parts) {
                @let name = named(trial.municipality);
                tr data-m=(trial.municipality) {
                    th scope="row" { (link(name, name)) }
                    @for (column, figure) in rest.columns.iter().zip(row) {
                        (cell(column, figure, locale))
                        @if column.key == measure.key() { (from_left(part)) }
                    }
                }
            }
        }
    };
    let table = captioned("numbers wraps sorts", caption, &heads(titles), &body);
    let body = html! {
        (heading(locale, instance, title))
        main id="main" tabindex="-1" {
            (filter(locale, locale.pick("Find en kommune", "Find a municipality"), trials.iter().map(|trial| named(trial.municipality))))
            (section("ranking", locale.pick("Rangorden", "Ranking"), html! {
                @if let Some(known) = expected::known(instance, when, ranking.known, locale) { p { (known) } }
                @if let Some(weeks) = basis::weeks(ranking.basis, locale) { p { (weeks) } }
                p { (words) " " (locale.pick(
                    "Først står den, hvis udtræden ville efterlade flest pladser, som ingen kan bemande; dernæst tæller vagter ud over, \
                     hvad de andres personale kan tage, og så vagter, som de andre overtager.",
                    "First stands the one whose leaving would leave most seats that nobody can fill; then shifts beyond what the others' \
                     staff can take count, and then shifts that move to the others.",
                )) }
                p {
                    @if now.seats == 0 {
                        (locale.pick("Nu kan alle pladser bemandes. ", "Now all seats can be filled. "))
                    } @else {
                        (locale.pick("Nu kan ", "Now ")) (locale.counted(now.seats, ["plads", "pladser"], ["seat", "seats"]))
                        (locale.pick(" ikke bemandes. ", " cannot be filled. "))
                        @if let Some(bare) = staffless::sentence(locale, instance) { (bare) " " }
                    }
                    (locale.pick(
                        "Største stigning: hvor meget mere den hårdest ramte af de andre så skylder.",
                        "Largest increase: how much larger the part is that the hardest hit then owes.",
                    ))
                    @if let Some(never) = ranking::never(trials, locale) { " " (never) }
                    @if trials.iter().any(|trial| !trial.unfilled.proven) { (locale.pick(" ≤: ikke bevist, at det er det mindste.", " ≤: not proven to be the fewest.")) }
                }
                (table)
            }).markup)
        }
        (footer(locale))
        (agenda::of_members(locale, instance.municipalities.iter().map(|one| (one.name.as_str(), one.code.as_str()))))
    };
    Pages { html: document(locale, &format!("{title} · {}", instance.title), true, &body), svg }
}

fn heading(locale: &Locale, instance: &Instance, title: &str) -> Markup {
    html! {
        header {
            p.kind { (instance.title) }
            h1 { (title) }
            p.lead { (locale.long_date(instance.period.from)) " – " (locale.long_date(instance.period.to)) }
        }
    }
}

fn title(change: &Change<'_>, locale: &Locale) -> String {
    let names = change.movers_named(locale);
    match (&change.kind, change.moving.len()) {
        (Movement::Joins { .. }, _) => locale.pick(format!("Hvis {names} indtræder"), format!("If {names} joins")),
        (Movement::Leaves, 1) => locale.pick(format!("Hvis {names} udtræder"), format!("If {names} leaves")),
        (Movement::Leaves, _) => locale.pick(format!("Hvis {names} udtræder"), format!("If {names} leave")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::membership::balance;
    use crate::membership::ceiling::ceiling;
    use crate::membership::effect::members;
    use crate::membership::staffing::{Staffing, verdict};
    use crate::planning::staffing::Unfilled;
    use crate::report::facts::basis::tests::ordinary;
    use crate::report::membership::When;
    use crate::report::sample;

    const NASTY: &str = "</td><script>alert(1)</script>&\u{7}";

    /// Lemvig leaves the sample, and nobody but Aarhus, which has a nasty name, can take much.
    fn of_the_sample(language: Language) -> Pages {
        let mut before = sample::instance();
        before.edit(|sample| sample.municipalities[1].name = NASTY.to_owned());
        let after = before.clone().without(&[0], None);
        let members = members(&before, &after, None);
        let staffing = |m: usize, most: u64, heads: u64| {
            let most = vec![most; 1 + before.burdens.len()];
            Some(Staffing { heads, most, freely: None, ceiling: ceiling(&after, m) })
        };
        let staffing = vec![None, staffing(1, 9, 4), staffing(2, 2, 1)];
        let verdict_of = |m: usize| Some(verdict(&members[m], staffing[m].as_ref()?, &[]));
        let report = Change {
            instance: &after,
            kind: Movement::Leaves,
            moving: &[0],
            when: When { breaks_rule: true, ..When::default() },
            verdicts: (0..members.len()).map(verdict_of).collect(),
            most_before: staffing.iter().map(|one| one.as_ref().map(|one| one.most.clone())).collect(),
            balances: balance::settle(&before, &[0], before.period.from),
            unfilled: (Unfilled { seats: 0, proven: true }, Unfilled { seats: 3, proven: true }),
            known: Vec::new(),
            steps: Vec::new(),
            basis: ordinary(before.period, before.seats()),
            members,
            staffing,
        };
        change(&report, &Locale::new(language))
    }

    #[test]
    fn names_never_become_markup_and_bad_news_is_marked() {
        for language in Language::ALL {
            let Pages { html, svg } = of_the_sample(language);
            for text in [&html, &svg] {
                // The page's own script, with its data.
                assert_eq!(text.matches("<script").count(), if text == &html { 2 } else { 0 });
                assert!(!text.contains("<script>alert") && !text.contains('\u{7}'));
                assert!(text.contains("&lt;/td&gt;&lt;script&gt;"));
                assert!(text.contains('✗'));
            }
            assert_eq!(html, of_the_sample(language).html);
        }
        assert!(of_the_sample(Language::Danish).html.contains("Hvis Lemvig udtræder"));
        assert!(of_the_sample(Language::English).html.contains("If Lemvig leaves"));
        // What could not be carried before either is no cross against the change.
        assert!(of_the_sample(Language::English).html.contains("neither before: "));
    }
}
