//! What each of several plans comes to, in a few sentences, and how it ended, in a word.
//!
//! In: variants and their lines. Out: text in both languages. Nothing is called the fewest or the best that is not proven, and goals are
//! compared only where members and seats are the same: else they count other things.

use num_traits::{Signed, ToPrimitive, Zero};

use super::lines::{Account, Cell, Line, Lines, Measure};
use super::{Called, Comparison, Variant};
use crate::domain::goal::Rung;
use crate::domain::{Exact, Instance, Window};
use crate::planning::Status;
use crate::report::facts::sentence::Mark;
use crate::report::figures::{Figure, Kind};
use crate::report::locale::Locale;
use crate::report::numbers::TEXT_PLACES;

/// What one of them comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Its name.
    pub name: String,
    /// Whether it is good news.
    pub mark: Mark,
    /// The sentences.
    pub text: String,
}

/// What each comes to.
pub fn all(comparison: &Comparison<'_>, lines: &Lines, locale: &Locale) -> Vec<Told> {
    let told = |(place, variant): (usize, &Variant<'_>)| {
        let (mark, sentences) = one(comparison, lines, place, locale);
        Told { name: variant.name(locale), mark, text: sentences.join(" ") }
    };
    comparison.variants.iter().enumerate().map(told).collect()
}

/// How it ended.
pub fn result(variant: &Variant<'_>, locale: &Locale) -> &'static str {
    match (variant.instance, variant.plan.map(|plan| plan.status)) {
        (None, _) => locale.pick("afvist", "refused"),
        (Some(_), None) => locale.pick("ingen plan", "no roster"),
        (Some(_), Some(Status::Proven)) => locale.pick("bevist", "proven"),
        (Some(_), Some(_)) => locale.pick("delvist bevist", "part proven"),
    }
}

fn one(comparison: &Comparison<'_>, lines: &Lines, place: usize, locale: &Locale) -> (Mark, Vec<String>) {
    let variant = &comparison.variants[place];
    let Some(plan) = variant.plan else {
        return (Mark::Bad, vec![without_plan(variant, locale)]);
    };
    let first = (place > 0 && comparison.variants[0].plan.is_some()).then(|| than(&comparison.variants[0], locale));
    let unfilled = lines.line(&Measure::Unfilled).map(|line| &line.cells);
    let seats = variant.instance.map_or(0, |instance| instance.seats());
    let mut told: Vec<String> = Vec::new();
    let count = plan.verified.judgement().unfilled;
    if let Some(cells) = unfilled {
        told.push(coverage(&cells[place], first.as_deref(), (count, seats), locale));
        if cells[place].proven == Some(false) && count > 0 {
            told.push(
                locale
                    .pick("Det er ikke bevist, at det er det mindste.", "That is not proven to be the fewest.")
                    .to_owned(),
            );
        }
    }
    if first.is_some() {
        told.extend(shifts(lines, place, locale));
        // With other members, seats or burdens a goal counts other things.
        if is_alike(comparison, lines, place) {
            told.extend(goal(lines, place, locale));
            let same = same_goals(lines, place, locale).filter(|_| told.len() == 1);
            told.extend(same);
        }
    }
    told.extend(unproven(plan.status, locale));
    (Mark::of(count == 0), told)
}

/// What the first is called where another is compared with it.
fn than(first: &Variant<'_>, locale: &Locale) -> String {
    match first.called {
        Called::Now => locale.pick("nu", "now").to_owned(),
        _ => locale.pick(format!("i {}", first.name(locale)), format!("in {}", first.name(locale))),
    }
}

fn without_plan(variant: &Variant<'_>, locale: &Locale) -> String {
    if variant.instance.is_some() {
        return locale
            .pick(
                "Der blev ikke fundet nogen vagtplan inden for grænserne for tid og hukommelse.",
                "No roster was found within the limits of time and memory.",
            )
            .to_owned();
    }
    let errors: Vec<_> = variant.findings.iter().filter(|found| found.is_error()).collect();
    let more = match errors.len().saturating_sub(1) as u64 {
        0 => String::new(),
        more => locale.pick(format!(", og {more} til"), format!(", and {more} more")),
    };
    let what = errors.first().map(|found| format!("{} ({}){more}", found.message, found.code)).unwrap_or_default();
    locale.pick(format!("Afvist: {what}."), format!("Refused: {what}."))
}

fn coverage(cell: &Cell, first: Option<&str>, (count, seats): (u64, u64), locale: &Locale) -> String {
    let all = locale.counted(seats, ["plads", "pladser"], ["seat", "seats"]);
    let difference = cell.difference.clone().filter(|_| first.is_some()).unwrap_or_default();
    let (first, by) = (first.unwrap_or_default(), difference.abs().to_u64().unwrap_or(u64::MAX));
    if count == 0 && by == 0 {
        return locale.pick(format!("Alle {all} er bemandet."), format!("All {all} are filled."));
    }
    let number = |count: u64| locale.whole(count);
    if count == 0 {
        return locale.pick(
            format!("Alle {all} er bemandet; {first} er {} det ikke.", number(by)),
            format!(
                "All {all} are filled; {first} {} {} unfilled.",
                number(by),
                if by == 1 { "stays" } else { "stay" }
            ),
        );
    }
    let compared =
        match () {
            () if first.is_empty() => String::new(),
            () if difference.is_zero() => {
                locale.pick(format!(", lige så mange som {first}"), format!(", as many as {first}"))
            }
            () if difference.is_positive() => locale
                .pick(format!(", {} flere end {first}", number(by)), format!(", {} more than {first}", number(by))),
            () => locale
                .pick(format!(", {} færre end {first}", number(by)), format!(", {} fewer than {first}", number(by))),
        };
    let is_one = count == 1;
    locale.pick(
        format!("{} af {all} er {}{compared}.", number(count), if is_one { "ubemandet" } else { "ubemandede" }),
        format!("{} of {all} {} unfilled{compared}.", number(count), if is_one { "stays" } else { "stay" }),
    )
}

/// Who has more or fewer shifts, and whose target rises most.
fn shifts(lines: &Lines, place: usize, locale: &Locale) -> Vec<String> {
    let is_all = |measure: &Measure| matches!(measure, Measure::Shifts(Account { burden: None, .. }));
    let (mut more, mut fewer) = (0_u64, 0_u64);
    for difference in lines.of(is_all).filter_map(|line| line.cells[place].difference.as_ref()) {
        more += u64::from(difference.is_positive());
        fewer += u64::from(difference.is_negative());
    }
    let counted = |count: u64| locale.counted(count, ["kommune", "kommuner"], ["municipality", "municipalities"]);
    let has = |count: u64| if count == 1 { "has" } else { "have" };
    let mut told = Vec::new();
    told.extend(match (more, fewer) {
        (0, 0) => None,
        (more, 0) => Some(locale.pick(
            format!("{} har flere vagter.", counted(more)),
            format!("{} {} more shifts.", counted(more), has(more)),
        )),
        (0, fewer) => Some(locale.pick(
            format!("{} har færre vagter.", counted(fewer)),
            format!("{} {} fewer shifts.", counted(fewer), has(fewer)),
        )),
        (more, fewer) => Some(locale.pick(
            format!("{} har flere vagter, {} færre.", counted(more), locale.whole(fewer)),
            format!("{} {} more shifts, {} fewer.", counted(more), has(more), locale.whole(fewer)),
        )),
    });
    let targets = lines.of(|measure| matches!(measure, Measure::Target(Account { burden: None, .. })));
    let known = targets.filter_map(|line| Some((line, line.cells[place].difference.as_ref()?)));
    let most = known.max_by(|(_, one), (_, other)| one.cmp(other));
    if let Some((line, difference)) = most.filter(|(_, difference)| shown(difference).is_positive())
        && let Measure::Target(account) = &line.measure
    {
        let name = &lines.towns[account.town].name;
        let [was, is] = [0, place].map(|place| line.cells[place].value.shown(Kind::Amount(TEXT_PLACES), locale));
        let by = locale.signed(difference, TEXT_PLACES);
        told.push(locale.pick(
            format!("Måltallet stiger mest for {name}: fra {was} til {is} ({by})."),
            format!("The target rises most for {name}: from {was} to {is} ({by})."),
        ));
    }
    told
}

/// What is left of a difference once it is shown.
fn shown(difference: &Exact) -> Exact {
    let hundred = Exact::from_integer(100.into());
    (difference * &hundred).round() / hundred
}

/// Whether another one has the same members, seats and burdens as the first, and as many seats unfilled.
fn is_alike(comparison: &Comparison<'_>, lines: &Lines, place: usize) -> bool {
    let is_same = |measure| lines.line(&measure).is_some_and(|line| !line.cells[place].differs());
    let [first, other] = [0, place].map(|place| comparison.variants[place].instance);
    let windows = |instance: &Instance| {
        let window = |window: &Window| (window.date, window.start, window.seats);
        instance.windows.iter().map(window).collect::<Vec<_>>()
    };
    let alike = first
        .zip(other)
        .is_some_and(|(first, other)| first.burdens == other.burdens && windows(first) == windows(other));
    let towns = lines.of(|measure| matches!(measure, Measure::Target(Account { burden: None, .. })));
    let mut members = towns.map(|line| [0, place].map(|place| line.cells[place].value != Figure::Unknown));
    alike && is_same(Measure::Unfilled) && members.all(|[first, other]| first == other)
}

/// Whether all goals are the same, where they count the same things.
fn same_goals(lines: &Lines, place: usize, locale: &Locale) -> Option<String> {
    let is_goal = |measure: &Measure| matches!(measure, Measure::Goal(_));
    let is_same = lines.of(is_goal).all(|line| line.cells[place].difference.is_some() && !line.cells[place].differs());
    is_same.then(|| {
        locale
            .pick(
                "Ingen kommune får flere eller færre vagter, og alle mål har samme værdi.",
                "No municipality has more or fewer shifts, and every goal has the same value.",
            )
            .to_owned()
    })
}

/// The first goal that is another one, where it counts the same things.
fn goal(lines: &Lines, place: usize, locale: &Locale) -> Option<String> {
    let mut goals = lines.of(|measure| matches!(measure, Measure::Goal(rung) if *rung != Rung::Coverage));
    let line: &Line = goals.find(|line| line.cells[place].differs())?;
    let Measure::Goal(rung) = line.measure else { return None };
    // Only what is proven on both sides is said to be better or worse.
    let is_proven = [0, place].iter().all(|&place| line.cells[place].proven == Some(true));
    let is_better = line.cells[place].difference.as_ref().is_some_and(Signed::is_negative);
    let [was, is] = [0, place].map(|place| match &line.cells[place].value {
        Figure::Value(value) => locale.value(*value),
        _ => String::new(),
    });
    let name = locale.goal(rung);
    is_proven.then(|| {
        let how = if is_better { locale.pick("bedre", "better") } else { locale.pick("dårligere", "worse") };
        locale.pick(
            format!("Det første mål, der ændrer sig, er {name}: {how}, {is} mod {was} før."),
            format!("The first goal that changes is {name}: {how}, {is} instead of {was}."),
        )
    })
}

fn unproven(status: Status, locale: &Locale) -> Option<String> {
    let why = match status {
        Status::Proven => return None,
        Status::TimeLimit => locale.pick("tidsgrænsen kom først", "the time limit came first"),
        Status::MemoryLimit => locale.pick("hukommelsesgrænsen kom først", "the memory limit came first"),
        Status::Interrupted => locale.pick("søgningen blev afbrudt", "the search was stopped"),
        Status::Unproven => locale.pick("søgningen sluttede før", "the search ended before that"),
    };
    Some(locale.pick(format!("Ikke alt er bevist: {why}."), format!("Not everything is proven: {why}.")))
}
