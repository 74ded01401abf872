//! `plan.toml`: period, goals, kinds of windows, burdens, closed days and the rules for everyone.
//!
//! In: its rows. Out: a [`Frame`], which holds whatever could be made sense of: where something is missing the input
//! is refused anyway, and the rest can still be looked at.

mod naming;
pub mod withdrawal;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta, Weekday};
use num_traits::ToPrimitive;

use super::together;
use crate::diagnostic::suggest::did_you_mean;
use crate::diagnostic::{Code, Diagnostic, Place, list, quote};
use crate::domain::attendance::LONG_ABSENCE_DAYS;
use crate::domain::calendar::{Period, danish_holidays, weekday_name};
use crate::domain::calls::Service;
use crate::domain::concession::Prices;
use crate::domain::goal::Goal;
use crate::domain::language::Language;
use crate::domain::rule::{Limits, Rule};
use crate::domain::terms::Withdrawal;
use crate::domain::{Burden, Exact};
use crate::read::Folder;
use crate::read::plan::{BurdenRow, PlanRows};

/// What everything else is looked up in.
#[derive(Debug, Default)]
pub struct Frame {
    /// `title`, or a plain word.
    pub title: String,
    /// `language`.
    pub language: Language,
    /// `period`, if it is one.
    pub period: Option<Period>,
    /// The ladder.
    pub goals: Vec<Goal>,
    /// `rules.rest_hours`.
    pub rest: TimeDelta,
    /// `[rules]`, with what holds where it says nothing.
    pub rules: Limits,
    /// `rotation.long_absence_days`.
    pub long_absence_days: u32,
    /// `[withdrawal]`.
    pub withdrawal: Withdrawal,
    /// `[relax]`.
    pub prices: Prices,
    /// `[demand]`.
    pub service: Service,
    /// Kinds of windows, in the order of `plan.toml`.
    pub kinds: Vec<Kind>,
    /// Whether every kind of window could be read.
    pub kinds_complete: bool,
    /// Burdens, sorted by name.
    pub burdens: Vec<Burden>,
    /// Where each burden stands.
    pub burden_places: Vec<Place>,
    /// Days of the period without windows, and why.
    pub closed: BTreeMap<NaiveDate, &'static str>,
}

/// A kind of window.
#[derive(Debug)]
pub struct Kind {
    /// Where it stands.
    pub place: Place,
    /// On which days of the week.
    pub days: Vec<Weekday>,
    /// When it starts.
    pub start: NaiveTime,
    /// How long it is.
    pub minutes: u32,
    /// How many seats it has.
    pub seats: u32,
    /// Where that is written.
    pub seats_place: Place,
    /// How many of them are needed whatever else; no more than there are.
    pub least: u32,
}

impl Kind {
    /// Its length.
    pub fn length(&self) -> TimeDelta {
        TimeDelta::minutes(i64::from(self.minutes))
    }
}

/// The length of a window where `hours` is not given, in minutes.
pub const DEFAULT_MINUTES: u32 = 4 * 60;
/// Two years: a longer period is a slip, and no roster anyone could promise to keep.
pub const LONGEST_PERIOD_DAYS: i64 = 2 * 366;
const MINUTES_PER_DAY: u32 = 24 * 60;
const MINUTES_PER_WEEK: u32 = 7 * MINUTES_PER_DAY;

/// Checks `plan.toml`.
pub fn check(folder: &Folder, findings: &mut Vec<Diagnostic>) -> Frame {
    check_in(folder, None, findings)
}

/// The same as if its period were another one.
pub fn check_in(folder: &Folder, other: Option<Period>, findings: &mut Vec<Diagnostic>) -> Frame {
    let Some(plan) = &folder.plan else {
        return Frame::default();
    };
    let period = other.or_else(|| period(plan, findings));
    let (kinds, kinds_complete) = kinds(plan);
    overlaps(&kinds, findings);
    let usual = Limits::usual();
    let rules = Limits::of(|rule| plan.rules.get(&rule).map(|field| field.value).or(usual[rule]));
    let mut frame = Frame {
        title: plan.title.as_ref().map_or_else(|| "Roster".to_owned(), |title| title.value.clone()),
        language: language(plan, findings),
        period,
        goals: goals(plan, findings),
        rest: TimeDelta::minutes(rules[Rule::RestHours].unwrap_or(0).into()),
        rules,
        long_absence_days: plan.long_absence_days.as_ref().map_or(LONG_ABSENCE_DAYS, |field| field.value),
        withdrawal: withdrawal::check(plan, findings),
        service: plan.service.clone(),
        prices: plan.prices.iter().fold(Prices::default(), |all, (kind, price)| all.with(*kind, price.value)),
        closed: closed(plan, period, findings),
        kinds,
        kinds_complete,
        burdens: Vec::new(),
        burden_places: Vec::new(),
    };
    let mut rows: Vec<&BurdenRow> = plan.burdens.iter().collect();
    rows.sort_by(|one, other| one.name.value.cmp(&other.name.value));
    for row in rows {
        let burden = burden(row);
        findings.extend(naming::unspeakable(&row.name));
        if kinds_complete {
            burden_without_windows(&burden, row, &frame.kinds, findings);
        }
        for (&rule, cap) in &row.caps {
            frame.rules.set_cap(rule, frame.burdens.len(), cap.value);
        }
        frame.burdens.push(burden);
        frame.burden_places.push(row.name.place.clone());
    }
    if kinds_complete {
        weekly_hours(plan, &frame.kinds, findings);
    }
    frame
}

/// The language of what people read.
fn language(plan: &PlanRows, findings: &mut Vec<Diagnostic>) -> Language {
    let Some(written) = &plan.language else {
        return Language::default();
    };
    let found = Language::ALL.into_iter().find(|language| language.tag() == written.value);
    found.unwrap_or_else(|| {
        let tags: Vec<String> = Language::ALL.iter().map(|language| format!("\"{language}\"")).collect();
        let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
        let message = format!("{} is not a language that vagtplan writes in", quote(&written.value));
        let found = Diagnostic::new(Code::UnknownLanguage, message)
            .at(&written.place, "")
            .help(format!("write language = {}", list(&tags, "or")));
        findings.push(found);
        Language::default()
    })
}

fn period(plan: &PlanRows, findings: &mut Vec<Diagnostic>) -> Option<Period> {
    let field = plan.period.as_ref()?;
    let (from, to) = field.value;
    let period = Period { from, to };
    if from > to {
        let found = Diagnostic::new(Code::EmptyPeriod, format!("the period ends on {to}, before it begins on {from}"))
            .at(&field.place, "no day lies in it")
            .help("exchange the two dates; both of them belong to the period");
        findings.push(found);
        return None;
    }
    if period.length_in_days() > LONGEST_PERIOD_DAYS {
        let days = period.length_in_days();
        let found = Diagnostic::new(Code::TooLarge, format!("the period has {days} days"))
            .at(&field.place, "")
            .help(format!("plan at most two years ({LONGEST_PERIOD_DAYS} days) at once; a quarter is usual"));
        findings.push(found);
        return None;
    }
    Some(period)
}

/// The ladder; unknown and doubled goals are left out.
fn goals(plan: &PlanRows, findings: &mut Vec<Diagnostic>) -> Vec<Goal> {
    let Some(field) = &plan.goals else {
        return Goal::default_ladder();
    };
    let names = || Goal::ALL.iter().map(|goal| goal.name());
    let mut goals: Vec<(Goal, &Place)> = Vec::new();
    for written in &field.value {
        let Some(goal) = Goal::ALL.into_iter().find(|goal| goal.name().eq_ignore_ascii_case(&written.value)) else {
            let found = Diagnostic::new(Code::UnknownGoal, format!("{} is not a goal", quote(&written.value)))
                .at(&written.place, "")
                .help_if(did_you_mean(&written.value, names()))
                .help(format!("the goals are {}", names().collect::<Vec<_>>().join(", ")));
            findings.push(found);
            continue;
        };
        match goals.iter().find(|(earlier, _)| *earlier == goal) {
            Some((_, first)) => {
                let found = Diagnostic::new(Code::DoubledGoal, format!("the goal '{goal}' is there twice"))
                    .at(&written.place, "again")
                    .at(first, "first")
                    .help("delete one of the two: a goal has one place in the ladder");
                findings.push(found);
            }
            None => goals.push((goal, &written.place)),
        }
    }
    if goals.first().is_none_or(|(goal, _)| *goal != Goal::Coverage) {
        let place = goals.first().map_or(&field.place, |(_, place)| place);
        let found = Diagnostic::new(Code::CoverageFirst, "the first goal must be 'coverage'")
            .at(place, "")
            .help("write goals = [\"coverage\", ...]: fairness is counted on the seats that can be filled");
        findings.push(found);
    }
    goals.into_iter().map(|(goal, _)| goal).collect()
}

/// The kinds of windows that could be read, and whether those are all.
fn kinds(plan: &PlanRows) -> (Vec<Kind>, bool) {
    let kinds: Vec<Kind> = (plan.windows.iter())
        .filter_map(|row| {
            Some(Kind {
                place: row.start.as_ref()?.place.clone(),
                days: row.days.as_ref()?.value.clone(),
                start: row.start.as_ref()?.value,
                minutes: row.minutes.as_ref().map_or(DEFAULT_MINUTES, |field| field.value),
                seats: row.seats.as_ref()?.value,
                seats_place: row.seats.as_ref()?.place.clone(),
                least: row.least.as_ref().map_or(0, |field| field.value).min(row.seats.as_ref()?.value),
            })
        })
        .collect();
    let complete = !kinds.is_empty() && kinds.len() == plan.windows.len();
    (kinds, complete)
}

/// Refuses windows that overlap in an ordinary week, which has no beginning: Sunday night runs into Monday.
fn overlaps(kinds: &[Kind], findings: &mut Vec<Diagnostic>) {
    let mut stretches: Vec<(u32, u32, usize, Weekday)> = Vec::new();
    for (number, kind) in kinds.iter().enumerate() {
        for &day in &kind.days {
            let from = day.num_days_from_monday() * MINUTES_PER_DAY + minute(kind.start);
            stretches.push((from, from + kind.minutes, number, day));
        }
    }
    stretches.sort_unstable_by_key(|&(from, to, number, _)| (from, to, number));
    // The first stretch again, a week later, closes the circle.
    if let Some(&(from, to, number, day)) = stretches.first().filter(|_| stretches.len() > 1) {
        stretches.push((from + MINUTES_PER_WEEK, to + MINUTES_PER_WEEK, number, day));
    }
    let mut told: Vec<(usize, usize)> = Vec::new();
    let mut latest: Option<(u32, u32, usize, Weekday)> = None;
    for stretch in stretches {
        if let Some((_, end, number, day)) = latest
            && stretch.0 < end
            && !told.contains(&(number.min(stretch.2), number.max(stretch.2)))
        {
            told.push((number.min(stretch.2), number.max(stretch.2)));
            findings.push(overlap(&kinds[number], day, &kinds[stretch.2], stretch.3));
        }
        if latest.is_none_or(|(_, end, _, _)| stretch.1 > end) {
            latest = Some(stretch);
        }
    }
}

fn overlap(one: &Kind, day: Weekday, other: &Kind, next: Weekday) -> Diagnostic {
    let said = |kind: &Kind, day: Weekday| {
        let end = (minute(kind.start) + kind.minutes) % MINUTES_PER_DAY;
        format!("{} {}-{:02}:{:02}", weekday_name(day), kind.start.format("%H:%M"), end / 60, end % 60)
    };
    let message = format!("the windows {} and {} overlap", said(one, day), said(other, next));
    let mut found = Diagnostic::new(Code::OverlappingWindows, message).at(&other.place, "starts before the other ends");
    if one.place != other.place {
        found = found.at(&one.place, "the other window");
    }
    found.help("change 'start', 'hours' or 'days'; for more people at one time raise 'seats' instead")
}

fn minute(time: NaiveTime) -> u32 {
    use chrono::Timelike;
    time.hour() * 60 + time.minute()
}

fn weekly_hours(plan: &PlanRows, kinds: &[Kind], findings: &mut Vec<Diagnostic>) {
    let Some(stated) = &plan.weekly_hours else {
        return;
    };
    let minutes: u64 = kinds.iter().map(|kind| u64::from(kind.minutes) * kind.days.len() as u64).sum();
    let hours = Exact::new(minutes.into(), 60.into());
    if hours != stated.value {
        let shown = |hours: &Exact| hours.to_f64().unwrap_or_default().to_string();
        let (windows, stated_hours) = (shown(&hours), shown(&stated.value));
        let found = Diagnostic::new(
            Code::WeeklyHours,
            format!("the windows of an ordinary week add up to {windows} hours, not to {stated_hours}"),
        )
        .at(&stated.place, "")
        .help(format!("correct the [[windows]], or write weekly_hours = {windows}"));
        findings.push(found);
    }
}

fn burden(row: &BurdenRow) -> Burden {
    let every_day = || (0..7).filter_map(|number| Weekday::try_from(number).ok()).collect();
    let mut starts = row.starts.as_ref().map(|field| field.value.clone()).unwrap_or_default();
    starts.sort_unstable();
    starts.dedup();
    Burden {
        name: row.name.value.clone(),
        days: row.days.as_ref().map_or_else(every_day, |field| field.value.clone()),
        starts,
    }
}

/// Whether some windows of a kind belong to a burden.
pub fn covers(burden: &Burden, kind: &Kind) -> bool {
    kind.days.iter().any(|day| burden.days.contains(day))
        && (burden.starts.is_empty() || burden.starts.contains(&kind.start))
}

/// Refuses a burden that no kind of window belongs to, or with a start at which none starts.
fn burden_without_windows(burden: &Burden, row: &BurdenRow, kinds: &[Kind], findings: &mut Vec<Diagnostic>) {
    let mut starts: Vec<NaiveTime> = kinds.iter().map(|kind| kind.start).collect();
    starts.sort_unstable();
    starts.dedup();
    let name = quote(&burden.name);
    let strange = burden.starts.iter().find(|start| !starts.contains(start));
    let found = if let (Some(start), Some(field)) = (strange, &row.starts) {
        let message = format!("the burden {name} has the start {}, at which no window starts", start.format("%H:%M"));
        Diagnostic::new(Code::BurdenWithoutWindows, message).at(&field.place, "")
    } else if kinds.iter().any(|kind| covers(burden, kind)) {
        return;
    } else {
        let message = format!("the burden {name} covers no kind of window");
        Diagnostic::new(Code::BurdenWithoutWindows, message).at(&row.name.place, "")
    };
    let starts: Vec<String> = starts.iter().map(|start| start.format("%H:%M").to_string()).collect();
    let cure = format!("change its 'days' and 'start', or delete it; windows start at {}", list(&starts, "and"));
    findings.push(found.help(cure));
}

/// The closed days of the period.
fn closed(
    plan: &PlanRows,
    period: Option<Period>,
    findings: &mut Vec<Diagnostic>,
) -> BTreeMap<NaiveDate, &'static str> {
    let mut closed = BTreeMap::new();
    let mut close = |date: NaiveDate, why| {
        if period.is_some_and(|period| period.contains(date)) {
            closed.entry(date).or_insert(why);
        }
    };
    if let Some(holidays) = &plan.holidays {
        if holidays.value.eq_ignore_ascii_case("DK") {
            let years = period.map(|period| period.from.year()..=period.to.year());
            for (date, name) in years.into_iter().flatten().flat_map(danish_holidays) {
                close(date, name);
            }
        } else {
            let found = Diagnostic::new(
                Code::UnknownHolidays,
                format!("{} is not a holiday calendar that is known", quote(&holidays.value)),
            )
            .at(&holidays.place, "")
            .help("write holidays = \"DK\" for the Danish public holidays; list other days under 'dates'");
            findings.push(found);
        }
    }
    for date in &plan.closed {
        close(date.value, "listed under [closed]");
    }
    if let Some(period) = period {
        findings.extend(in_other_years(plan, period));
    }
    closed
}

/// The warning about closed days of years without a day in the period: of a list for the whole year, those outside it are none.
fn in_other_years(plan: &PlanRows, period: Period) -> Option<Diagnostic> {
    let years = period.from.year()..=period.to.year();
    let others: Vec<_> = plan.closed.iter().filter(|date| !years.contains(&date.value.year())).collect();
    let names: Vec<String> = others.iter().map(|date| date.value.to_string()).collect();
    let places: Vec<&Place> = others.iter().map(|date| &date.place).collect();
    let verb = if others.len() == 1 { "lies in a year" } else { "lie in years" };
    let message = format!("the closed {} {verb} that the period has no day in", together::named(&names));
    (!others.is_empty()).then(|| {
        together::at(Diagnostic::new(Code::ClosedInOtherYear, message), &places, "closes nothing")
            .help(format!("the period is {} to {}: look at the year, or delete what is over", period.from, period.to))
    })
}
