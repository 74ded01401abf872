//! Several plans side by side: what each comes to, seats and goals, and what it means for each municipality.
//!
//! In: variants and their lines. Out: HTML. Every figure is in the CSV file as well; what differs from the first says by how much.

use maud::{Markup, html};

use super::agenda;
use super::frame::{captioned, document, filter, footer, heads, link, section};
use crate::diagnostic::Diagnostic;
use crate::domain::plan_key;
use crate::domain::scenario::Change;
use crate::report::comparison::lines::{Account, Cell, Line, Lines, Measure};
use crate::report::comparison::{Comparison, Variant, sentences, text};
use crate::report::facts::sentence::Mark;
use crate::report::locale::{Locale, capitalised};

/// The page.
pub fn html(comparison: &Comparison<'_>, lines: &Lines, locale: &Locale) -> String {
    let title = match comparison.is_of_one_folder() {
        true => locale.pick("Hvad nu hvis?", "What if?"),
        false => locale.pick("Planer side om side", "Plans side by side"),
    };
    let by_name = lines.by_name(locale);
    let names = by_name.iter().map(|&town| lines.towns[town].name.as_str());
    let label = locale.pick("Find en kommune", "Find a municipality");
    let body = html! {
        header {
            p.kind { (comparison.title) }
            h1 { (title) }
            @if let Some(period) = period(comparison, locale) { p.lead { (period) } }
        }
        main id="main" tabindex="-1" {
            (filter(locale, label, names))
            (section("verdict", locale.pick("Kort fortalt", "In short"), short(comparison, lines, locale)).markup)
            (section("whole", locale.pick("Pladser, mål og medarbejdere", "Seats, goals and people"), overall(comparison, lines, locale)).markup)
            (section("shifts", locale.pick("Vagter pr. kommune", "Shifts by municipality"), shifts(comparison, lines, &by_name, locale)).markup)
            (section("targets", locale.pick("Måltal pr. kommune", "Target by municipality"), targets(comparison, lines, &by_name, locale)).markup)
            @if comparison.variants.iter().any(|variant| !variant.findings.is_empty()) {
                (section("findings", locale.pick("Hvad der er fundet", "What was found"), findings(comparison, locale)).markup)
            }
        }
        (footer(locale))
        (agenda::of_members(locale, lines.towns.iter().map(|town| (town.name.as_str(), town.code.as_str()))))
    };
    document(locale, &format!("{title} · {}", comparison.title), true, &body)
}

/// The period, where all have the same.
fn period(comparison: &Comparison<'_>, locale: &Locale) -> Option<String> {
    comparison.period().map(|period| format!("{} – {}", locale.long_date(period.from), locale.long_date(period.to)))
}

/// What each comes to.
fn short(comparison: &Comparison<'_>, lines: &Lines, locale: &Locale) -> Markup {
    let told = sentences::all(comparison, lines, locale);
    html! {
        dl.verdict {
            @for (variant, told) in comparison.variants.iter().zip(&told) {
                @let (class, glyph, word) = match told.mark {
                    Mark::Good => ("good", "✓", locale.pick("Alle pladser er bemandet", "All seats are filled")),
                    _ => ("bad", "✗", locale.pick("Ikke alt er bemandet", "Not all is filled")),
                };
                div class=(class) {
                    dt { span.mark aria-hidden="true" { (glyph) } " " (broken(&variant.heading(locale))) }
                    dd {
                        span.unseen { (word) ": " }
                        @let said = explained(variant, locale);
                        @if !said.is_empty() { small { (said) } br; }
                        (told.text)
                    }
                }
            }
        }
    }
}

/// What a scenario changes, with what its settings mean.
fn explained(variant: &Variant<'_>, locale: &Locale) -> String {
    let meanings = variant.changes.iter().filter_map(|change| match change {
        Change::Set(key, _) | Change::Unset(key) => Some(plan_key::of_path(key)?.meaning.of(locale.language())),
        _ => None,
    });
    let own = variant.is_named().then(|| variant.change(locale)).filter(|change| !change.is_empty());
    let own = own.map(|change| format!("{}.", change.trim_end_matches('.')));
    own.into_iter().chain(meanings.map(str::to_owned)).collect::<Vec<_>>().join(" ")
}

/// The names above the columns of these variants.
fn titles<'a>(variants: impl Iterator<Item = &'a Variant<'a>>, first: &str, locale: &Locale) -> Markup {
    let names = variants.map(|variant| broken(&variant.heading(locale)));
    heads(std::iter::once(first.to_owned()).chain(names))
}

/// A key is one long word to a browser: it may be broken where its parts end.
fn broken(name: &str) -> String {
    name.replace('.', ".\u{200b}").replace('_', "_\u{200b}")
}

/// Seats, goals and people.
fn overall(comparison: &Comparison<'_>, lines: &Lines, locale: &Locale) -> Markup {
    let rows = lines.overall();
    let body = html! {
        tbody {
            tr {
                th scope="row" { (locale.pick("Resultat", "Result")) }
                @for variant in comparison.variants {
                    @let result = sentences::result(variant, locale);
                    @if variant.plan.is_some() { td { (result) } } @else { td.bad { span aria-hidden="true" { "✗ " } (result) } }
                }
            }
            @for line in rows {
                tr {
                    th scope="row" {
                        (named(&line.measure, locale))
                        @if let Some(counts) = counts(&line.measure, locale) { br; small { (counts) } }
                    }
                    @for found in &line.cells { (cell(found, &line.measure, locale)) }
                }
            }
        }
    };
    let caption = locale.pick(
        "I parentes: forskel fra første kolonne. For mål er et lavere tal bedre; ≤: ikke bevist, der kan være en bedre plan",
        "In brackets: the difference from the first column. Of a goal, less is better; ≤: not proven, there may be a better roster",
    );
    captioned(
        "numbers wraps side",
        caption,
        &titles(comparison.variants.iter(), locale.pick("Hvad", "What"), locale),
        &body,
    )
}

/// What a figure is called on the page: goals in words.
fn named(measure: &Measure, locale: &Locale) -> String {
    match measure {
        Measure::Goal(rung) => {
            let goal = locale.goal(*rung);
            locale.pick(format!("Mål: {goal}"), format!("Goal: {goal}"))
        }
        Measure::Unfilled => locale.pick("Ubemandede pladser", "Unfilled seats").to_owned(),
        Measure::AbovePace => locale.pick("Personer over jævn fordeling", "People above an even pace").to_owned(),
        Measure::TooClose => locale.pick("Vagtpar for tæt på hinanden", "Pairs of shifts too close").to_owned(),
        measure => capitalised(&text::title(measure, locale)),
    }
}

/// What it counts, in a few words.
fn counts(measure: &Measure, locale: &Locale) -> Option<&'static str> {
    match measure {
        Measure::Goal(rung) => Some(locale.counts(*rung)),
        Measure::Unfilled => {
            Some(locale.pick("målet bemanding: kommer før alle andre", "the goal coverage: comes before all others"))
        }
        Measure::AbovePace => Some(locale.pick(
            "mindst én vagt mere, end der falder til ved jævn fordeling",
            "at least a whole shift more than falls due at an even pace",
        )),
        Measure::TooClose => {
            Some(locale.pick("under det halve af dagene ved jævn fordeling", "under half of the days at an even pace"))
        }
        _ => None,
    }
}

/// A figure, and how far it is from the first.
fn cell(found: &Cell, measure: &Measure, locale: &Locale) -> Markup {
    let value = text::value(found, measure, locale);
    let difference = text::difference(found, locale);
    let is_bad = matches!(measure, Measure::Unfilled) && difference.as_ref().is_some_and(|by| by.starts_with('+'));
    html! {
        td.bad[is_bad] {
            @match difference {
                Some(by) => { strong { (value) } " (" (by) ")" }
                None => { (value) }
            }
        }
    }
}

/// A table with a row for each municipality.
fn table(
    comparison: &Comparison<'_>,
    lines: &Lines,
    by_name: &[usize],
    caption: &str,
    measure: &dyn Fn(Account) -> Measure,
    burden: Option<&str>,
    locale: &Locale,
) -> Markup {
    let line = |town: usize| lines.line(&measure(Account { town, burden: burden.map(str::to_owned) }));
    let rows: Vec<(usize, &Line)> = by_name.iter().filter_map(|&town| Some((town, line(town)?))).collect();
    let body = html! {
        tbody {
            @for (town, line) in rows {
                @let name = lines.towns[town].name.as_str();
                tr data-m=(town) {
                    th scope="row" { (link(name, name)) }
                    @for place in lines.with_a_plan() { (cell(&line.cells[place], &line.measure, locale)) }
                }
            }
        }
    };
    let variants = lines.with_a_plan().map(|place| &comparison.variants[place]);
    captioned("numbers wraps sorts", caption, &titles(variants, locale.pick("Kommune", "Municipality"), locale), &body)
}

/// Shifts, in all and in each burden.
fn shifts(comparison: &Comparison<'_>, lines: &Lines, by_name: &[usize], locale: &Locale) -> Markup {
    let classes = std::iter::once(None).chain(lines.burdens.iter().map(|name| Some(name.as_str())));
    html! {
        p { (locale.pick(
            "Vagter i perioden, som planen giver hver kommune; – hvor kommunen ikke er medlem.",
            "Shifts in the period that the roster gives each municipality; – where it is no member.",
        )) }
        @for burden in classes {
            @let caption = match burden {
                None => locale.pick("Alle vagter", "All shifts").to_owned(),
                Some(name) => capitalised(&locale.shifts_in(name, false)),
            };
            (table(comparison, lines, by_name, &caption, &Measure::Shifts, burden, locale))
        }
    }
}

/// What each should have.
fn targets(comparison: &Comparison<'_>, lines: &Lines, by_name: &[usize], locale: &Locale) -> Markup {
    let caption = locale.pick(
        "Måltal, alle vagter: kommunens andel af de pladser, der bemandes, og hvad den har med fra før",
        "Target, all shifts: the municipality's share of the seats that are filled, and what it carries over",
    );
    table(comparison, lines, by_name, caption, &Measure::Target, None, locale)
}

/// What is found in each, with its place and its cure.
fn findings(comparison: &Comparison<'_>, locale: &Locale) -> Markup {
    html! {
        p { (locale.pick(
            "Fejl afviser et scenarie; advarsler skal nogen se på. Teksten står på engelsk, som programmet skriver den.",
            "Errors refuse a scenario; warnings are for somebody to look at.",
        )) }
        @for variant in comparison.variants.iter().filter(|variant| !variant.findings.is_empty()) {
            h3 { (variant.heading(locale)) }
            ul.found { @for found in variant.findings { li { (finding(found, locale)) } } }
        }
    }
}

fn finding(found: &Diagnostic, locale: &Locale) -> Markup {
    let kind = match found.is_error() {
        true => locale.pick("Fejl", "Error"),
        false => locale.pick("Advarsel", "Warning"),
    };
    let place = found.labels.first().map(|label| &label.place);
    let at = place.map(|place| {
        let line = || format!("{}:{}", place.source.name, place.source.line(place.span.start));
        place.cell().map_or_else(line, |cell| format!("{}, {cell}", place.source.name))
    });
    html! {
        strong.bad[found.is_error()] { (kind) " " (found.code) } ": " (found.message) "."
        @if let Some(at) = at.or_else(|| found.file.clone()) { " " small { (at) } }
        @if let Some(place) = place { br; code { (place.text().lines().next().unwrap_or_default()) } }
        @for help in &found.help { br; small { "→ " (help) } }
    }
}
