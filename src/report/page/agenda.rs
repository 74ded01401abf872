//! What the page tells of one municipality or person that is looked for: shifts in order of time, accounts in sentences.
//!
//! In: a roster with all that is known of it. Out: the place where the script sets it, and the data that it is set from. Every sentence
//! and date is written here, in the language of the page; the script puts them together and writes nothing of its own.

use chrono::Datelike;
use maud::{Markup, PreEscaped, html};
use serde::Serialize;

use super::names::Names;
use super::why;
use crate::domain::Window;
use crate::explanation::Why;
use crate::report::calendars;
use crate::report::facts::people::even;
use crate::report::facts::strips::Strip;
use crate::report::facts::{account, wishes};
use crate::report::locale::Locale;
use crate::report::picture::week_number;
use crate::report::subject::Subject;

/// Everything that can be looked for.
#[derive(Serialize)]
struct Data<'a> {
    words: Words,
    /// What has to be known before anything else; nothing where no rule is broken.
    note: Option<String>,
    windows: Vec<When>,
    members: Vec<Member<'a>>,
    people: Vec<Person<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<why::Common>,
}

/// A window: day, hours, week, and the burdens that it is one of.
#[derive(Serialize)]
struct When(String, String, String, String);

#[derive(Serialize)]
struct Member<'a> {
    name: &'a str,
    code: &'a str,
    says: Vec<String>,
    /// Label and sentences.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    why: Vec<[String; 2]>,
}

#[derive(Serialize)]
struct Person<'a> {
    name: &'a str,
    full: &'a str,
    id: &'a str,
    /// The municipality's place.
    m: usize,
    /// The windows, in order of time; a pool stands once per seat.
    windows: &'a [usize],
    /// By shift: days since the one before it.
    #[serde(skip_serializing_if = "nothing")]
    gaps: &'a [Option<i64>],
    /// How many there should be at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    apart: Option<i64>,
    /// How many there would be at an even pace.
    #[serde(skip_serializing_if = "Option::is_none")]
    even: Option<u64>,
    /// By shift, whether it is as wished: 1, or 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    wished: Option<Vec<u8>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wishes: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    calendar: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<why::Person>,
}

/// Whether no days are known.
fn nothing(gaps: &&[Option<i64>]) -> bool {
    gaps.iter().all(Option::is_none)
}

/// The words that the script needs.
#[derive(Serialize)]
pub(super) struct Words {
    /// What stands behind the name of a municipality when it is called in full.
    suffix: &'static str,
    /// Between two names.
    and: &'static str,
    /// What was found.
    hits: &'static str,
    people: [&'static str; 2],
    members: [&'static str; 2],
    shifts: [&'static str; 2],
    /// That nothing was.
    none: &'static str,
    week: &'static str,
    /// Days since the shift before.
    since: [&'static str; 2],
    same_day: &'static str,
    /// What is said of such days that are too few.
    close: &'static str,
    /// Days from shift to shift, the fewest and the most.
    span: &'static str,
    /// What they would be at an even pace.
    even: [&'static str; 2],
    /// Of a shift against wishes, and of one as wished.
    wished: [&'static str; 2],
    nothing: &'static str,
    calendar: &'static str,
    by_week: &'static str,
    by_day: &'static str,
    sort: &'static str,
}

/// The words of a page with people, or of one with municipalities alone.
pub(super) fn words(locale: &Locale, people: bool) -> Words {
    Words {
        suffix: locale.pick("kommune", "municipality"),
        and: locale.pick("og", "and"),
        hits: match people {
            true => locale.pick("Viser {p}, {m} og {s}.", "Showing {p}, {m} and {s}."),
            false => locale.pick("Viser {m}.", "Showing {m}."),
        },
        people: locale.pick(["person", "personer"], ["person", "people"]),
        members: locale.pick(["kommune", "kommuner"], ["municipality", "municipalities"]),
        shifts: locale.pick(["vagt", "vagter"], ["shift", "shifts"]),
        none: match people {
            true => locale.pick("Ingen kommune eller person passer.", "No municipality or person fits."),
            false => locale.pick("Ingen kommune passer.", "No municipality fits."),
        },
        week: locale.pick("uge", "week"),
        since: locale.pick(["dag efter forrige", "dage efter forrige"], ["day after the last", "days after the last"]),
        same_day: locale.pick("samme dag som forrige", "same day as the last"),
        close: locale.pick("tæt", "close"),
        span: locale
            .pick("Fra vagt til vagt: tættest {a}, længst {b}", "From shift to shift: closest {a}, longest {b}"),
        even: locale.pick(
            ["dag ved jævn fordeling", "dage ved jævn fordeling"],
            ["day at an even pace", "days at an even pace"],
        ),
        wished: locale.pick(["✗ imod ønske", "✓ som ønsket"], ["✗ against wish", "✓ as wished"]),
        nothing: locale.pick("Ingen vagter i perioden.", "No shifts in the period."),
        calendar: locale.pick("Kalenderfil", "Calendar file"),
        by_week: locale.pick("Uge for uge", "Week by week"),
        by_day: locale.pick("Dag for dag", "Day by day"),
        sort: locale.pick("sortér", "sort"),
    }
}

/// The place for it, which is empty until somebody is looked for.
pub(super) fn place() -> Markup {
    html! { div id="agenda" hidden {} }
}

/// The data. `calendars` says whether calendar files lie beside the page.
pub(super) fn data(subject: &Subject<'_>, names: &Names, strips: &[Strip], why: &Why, calendars: bool) -> Markup {
    let why::Told { common, mut members, people } = why::told(subject, names, why);
    let mut reasons = people.into_iter();
    let (locale, instance, judgement) = (subject.locale, subject.instance, subject.judgement);
    let window = |window: &Window| {
        let day = format!("{} {}", locale.short_weekday(window.date.weekday()), locale.short_day(window.date));
        let burdens: Vec<&str> = window.burdens.iter().map(|&b| locale.burden(&instance.burdens[b].name)).collect();
        let week = week_number(window.week(), instance.period.from);
        When(day, locale.hours(window.start, window.end().time()), week, burdens.join(", "))
    };
    let mut member = |m: usize| Member {
        why: std::mem::take(&mut members[m]),
        name: &instance.municipalities[m].name,
        code: &instance.municipalities[m].code,
        says: account::sentences(locale, instance, judgement, m),
    };
    let files = if calendars { calendars::paths(subject) } else { Default::default() };
    let mut person = |staff: usize| Person {
        why: reasons.next(),
        name: names.person(staff),
        full: names.full(staff),
        id: &instance.staff[staff].id,
        m: instance.staff[staff].municipality,
        windows: &strips[staff].windows,
        gaps: &strips[staff].gaps,
        apart: strips[staff].apart,
        even: strips[staff].pace.as_ref().map(even),
        wished: strips[staff].wished.as_ref().map(|wished| wished.iter().copied().map(u8::from).collect()),
        wishes: wishes::told(locale, &strips[staff]),
        calendar: files.get(&staff).cloned(),
    };
    let broken = judgement.violations.len() as u64;
    let broken = locale.counted(broken, ["regelbrud", "regelbrud"], ["broken rule", "broken rules"]);
    json(&Data {
        words: words(locale, true),
        note: (!judgement.violations.is_empty()).then(|| {
            locale.pick(
                format!("Vagtplanen har {broken} og kan ikke bruges endnu."),
                format!("The roster has {broken} and cannot be used yet."),
            )
        }),
        windows: instance.windows.iter().map(window).collect(),
        members: (0..instance.municipalities.len()).map(&mut member).collect(),
        people: (0..instance.staff.len()).map(&mut person).collect(),
        why: Some(common),
    })
}

/// The data of a page that knows municipalities alone.
pub(super) fn of_members<'a>(locale: &Locale, members: impl IntoIterator<Item = (&'a str, &'a str)>) -> Markup {
    let member = |(name, code): (&'a str, &'a str)| Member { name, code, says: Vec::new(), why: Vec::new() };
    json(&Data {
        words: words(locale, false),
        note: None,
        windows: Vec::new(),
        members: members.into_iter().map(member).collect(),
        people: Vec::new(),
        why: None,
    })
}

/// Data in the page. No text within can end it: what opens a tag is written as a number.
fn json(data: &Data<'_>) -> Markup {
    let text = serde_json::to_string(data).expect("strings, numbers and lists always make JSON");
    html! { script type="application/json" id="data" { (PreEscaped(text.replace('<', "\\u003c"))) } }
}
