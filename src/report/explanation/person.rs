//! Why a person has as many shifts as they have, and such, in sentences and a table: for terminal, JSON and page alike.
//!
//! In: an instance and a person's reasons. Out: lines under a label each, whose sentences are patterns with their values, so that a page of
//! many people holds each pattern once; and figures by kind of window. Every number is that of the tables.

use num_traits::{Signed, Zero};

use crate::domain::goal::Goal;
use crate::domain::{Exact, Instance};
use crate::explanation::days::{Counted, Keeper};
use crate::explanation::person::{self, Never, Reasons, Turn, Wishes};
use crate::report::locale::{Locale, capitalised};
use crate::report::numbers::TEXT_PLACES;

/// What stands in a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A number or a name.
    Text(String),
    /// Reasons, each with how many windows.
    Counts(Vec<(&'static str, String)>),
}

impl Value {
    fn text(&self) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Counts(counts) => {
                counts.iter().map(|(why, windows)| format!("{why} ({windows})")).collect::<Vec<String>>().join(", ")
            }
        }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}

/// A sentence: a pattern in which `{0}`, `{1}`, … stand for values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The pattern.
    pub pattern: &'static str,
    /// What stands in it.
    pub values: Vec<Value>,
}

impl Said {
    fn new(pattern: &'static str, values: impl IntoIterator<Item = String>) -> Self {
        Said { pattern, values: values.into_iter().map(Value::from).collect() }
    }

    /// The sentence. What stands in values is never taken for a place.
    pub fn text(&self) -> String {
        let mut parts = self.pattern.split('{');
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (place, rest) = part.split_once('}').unwrap_or(("", part));
            let value = place.parse().ok().and_then(|place: usize| self.values.get(place));
            text += &value.map_or_else(String::new, Value::text);
            text += rest;
        }
        text
    }
}

/// What is told under a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub label: Said,
    /// Sentences.
    pub said: Vec<Said>,
}

impl Line {
    /// The sentences as one text.
    pub fn text(&self) -> String {
        self.said.iter().map(Said::text).collect::<Vec<String>>().join(" ")
    }
}

/// What is known beside the roster of how good it is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Proven {
    /// Whether no roster that keeps the earlier goals is better in wishes.
    pub wishes: bool,
}

/// The lines on a person, who is called `name`.
pub fn lines(locale: &Locale, instance: &Instance, reasons: &Reasons, name: &str, proven: Proven) -> Vec<Line> {
    let label = |danish, english| Said::new(locale.pick(danish, english), []);
    let mut lines = vec![Line { label: label("vagter", "shifts"), said: shifts(locale, instance, reasons, name) }];
    let burdens = burdens(locale, instance, reasons);
    if !burdens.is_empty() {
        lines.push(Line { label: label("byrder", "burdens"), said: burdens });
    }
    if let Some(wishes) = &reasons.wishes {
        lines.push(Line { label: label("ønsker", "wishes"), said: self::wishes(locale, instance, wishes, proven) });
    }
    for (never, counted) in &reasons.never {
        lines.push(Line { label: self::never(locale, instance, *never), said: vec![kept(locale, counted)] });
    }
    lines.push(Line { label: label("ellers", "otherwise"), said: otherwise(locale, reasons) });
    lines
}

/// How many shifts of the municipality's, what the turn would be, and why that.
fn shifts(locale: &Locale, instance: &Instance, reasons: &Reasons, name: &str) -> Vec<Said> {
    let home = &instance.municipalities[instance.staff[reasons.staff].municipality].name;
    let turn = &reasons.turns[0];
    let (own, all) = turn.shifts;
    let of = [home.clone(), name.to_owned(), in_shifts(locale, all), locale.whole(own)];
    let has = match (own, all) {
        (_, 0) => locale.pick("{0} har ingen vagter i perioden.", "{0} has no shifts in the period."),
        (1, 1) => locale.pick("{0} har {2} i perioden, og {1} har den.", "{0} has {2} in the period, and {1} has it."),
        (0, _) => locale
            .pick("{0} har {2} i perioden; {1} har ingen af dem.", "{0} has {2} in the period; {1} has none of them."),
        _ => locale
            .pick("{0} har {2} i perioden; {1} har {3} af dem.", "{0} has {2} in the period; {1} has {3} of them."),
    };
    let mut said = vec![Said::new(has, of)];
    if reasons.locked > 0 {
        let pattern = match reasons.locked {
            1 => locale.pick("{0} af dem er låst på forhånd.", "{0} of them is locked beforehand."),
            _ => locale.pick("{0} af dem er låst på forhånd.", "{0} of them are locked beforehand."),
        };
        said.push(Said::new(pattern, [locale.whole(reasons.locked)]));
    }
    if all == 0 {
        return said;
    }
    said.extend(by_turn(locale, reasons, turn));
    if person::is_off(turn) {
        said.push(off(locale, instance, turn));
    }
    said
}

fn by_turn(locale: &Locale, reasons: &Reasons, turn: &Turn) -> Vec<Said> {
    let part = &reasons.part;
    if part.own.is_zero() {
        let pattern = locale.pick(
            "Efter tur falder ingen på vedkommende, som ikke er til stede på nogen af dagene.",
            "By turn none falls to them, since they are present on none of the days.",
        );
        return vec![Said::new(pattern, [])];
    }
    let percent = locale.percent(&part.part());
    let mut said = Vec::new();
    if part.colleagues == 1 {
        let pattern = locale.pick("Ingen andre fra kommunen er med i turen.", "Nobody else of it takes turns.");
        return vec![Said::new(pattern, [])];
    }
    let due = exact(locale, &turn.due);
    if turn.before.1 == 0 {
        let pattern =
            locale.pick("Efter tur er det {0}: {1} af kommunens vagter.", "By turn it is {0}: {1} of its shifts.");
        said.push(Said::new(pattern, [due, percent]));
    } else {
        let pattern = locale.pick(
            "Efter tur er det {0}: {1} af kommunens vagter, dem før perioden talt med (vedkommende havde {2} af {3}).",
            "By turn it is {0}: {1} of its shifts, those before the period counted in (they had {2} of {3}).",
        );
        said.push(Said::new(pattern, [due, percent, locale.whole(turn.before.0), locale.whole(turn.before.1)]));
    }
    let colleagues = locale.whole(part.colleagues);
    said.push(if part.is_even {
        let pattern = locale.pick("Turen deles lige mellem kommunens {0} medarbejdere.", "The municipality's {0} people take even turns.");
        Said::new(pattern, [colleagues])
    } else {
        let pattern = locale.pick(
            "Turen går efter vægt og tid til stede: vægt {0}, til stede {1} af {2}, i alt {3} af de {4}, som kommunens {5} medarbejdere har tilsammen.",
            "Turns go by weight and time present: weight {0}, present on {1} of {2}, which is {3} of the {4} that the municipality's {5} people have together.",
        );
        let (present, days) = part.days;
        let days = locale.counted(days.unsigned_abs(), ["dag", "dage"], ["day", "days"]);
        let [weight, own, all] = [&part.weight, &part.own, &part.all].map(|amount| exact(locale, amount));
        Said::new(pattern, [weight, locale.whole(present.unsigned_abs()), days, own, all, colleagues])
    });
    said
}

/// A whole shift or more off the turn: what comes before it.
fn off(locale: &Locale, instance: &Instance, turn: &Turn) -> Said {
    let beyond = turn.beyond();
    let far = exact(locale, &beyond.abs());
    let more = beyond.is_positive();
    match earlier(locale, instance, Goal::Rotation) {
        Some(goals) => {
            let pattern = match more {
                true => locale.pick(
                    "Det er {0} mere end turen: {1} kommer før turnus.",
                    "That is {0} more than the turn: {1} come before rotation.",
                ),
                false => locale.pick(
                    "Det er {0} mindre end turen: {1} kommer før turnus.",
                    "That is {0} less than the turn: {1} come before rotation.",
                ),
            };
            Said::new(pattern, [far, goals])
        }
        None => {
            let pattern = match more {
                true => locale.pick(
                    "Det er {0} mere end turen, som ikke er et mål i planen.",
                    "That is {0} more than the turn, which is no goal of the plan.",
                ),
                false => locale.pick(
                    "Det er {0} mindre end turen, som ikke er et mål i planen.",
                    "That is {0} less than the turn, which is no goal of the plan.",
                ),
            };
            Said::new(pattern, [far])
        }
    }
}

/// The goals before one, as people call them; `None` where it is none of the plan's.
fn earlier(locale: &Locale, instance: &Instance, goal: Goal) -> Option<String> {
    let place = instance.goals.iter().position(|&other| other == goal)?;
    let title = |goal: &Goal| {
        if *goal == Goal::Coverage { locale.pick("bemanding", "coverage") } else { locale.goal(goal.rungs()[0]) }
    };
    Some(locale.list(&instance.goals[..place].iter().map(title).collect::<Vec<_>>()))
}

/// `Shifts in evening: 2 of 3, by turn 0.71.` for each burden in which the municipality has any.
fn burdens(locale: &Locale, instance: &Instance, reasons: &Reasons) -> Vec<Said> {
    let told = reasons.turns.iter().filter_map(|turn| Some((turn, turn.class?))).filter(|(turn, _)| turn.shifts.1 > 0);
    told.map(|(turn, burden)| {
        let (own, all) = turn.shifts;
        let (able, windows) = turn.available;
        let values = [
            capitalised(&locale.shifts_in(&instance.burdens[burden].name, false)),
            locale.whole(own),
            locale.whole(all),
            exact(locale, &turn.due),
            locale.whole(able),
            locale.whole(windows),
        ];
        // Whoever can always come is told of no such bound.
        let pattern = match able < windows {
            true => locale.pick(
                "{0}: {1} af kommunens {2}, efter tur {3}; kan komme i {4} af {5} tidsrum.",
                "{0}: {1} of the municipality's {2}, by turn {3}; available in {4} of {5} windows.",
            ),
            false => locale
                .pick("{0}: {1} af kommunens {2}, efter tur {3}.", "{0}: {1} of the municipality's {2}, by turn {3}."),
        };
        Said::new(pattern, values)
    })
    .collect()
}

fn wishes(locale: &Locale, instance: &Instance, wishes: &Wishes, proven: Proven) -> Vec<Said> {
    let Wishes { met, avoided, outside, preferred } = wishes;
    let mut said = Vec::new();
    let all = met + avoided + outside;
    let against = avoided + outside;
    if all > 0 {
        let pattern = locale.pick("{0} af {1} er som ønsket.", "{0} of {1} as wished.");
        said.push(Said::new(pattern, [locale.whole(*met), in_shifts(locale, all)]));
    }
    if *avoided > 0 {
        let pattern = locale.pick("I tidsrum, som helst undgås: {0}.", "In windows that they would rather avoid: {0}.");
        said.push(Said::new(pattern, [locale.whole(*avoided)]));
    }
    if *outside > 0 {
        let pattern = locale.pick("Uden for de ønskede tidsrum: {0}.", "Outside the windows that they prefer: {0}.");
        said.push(Said::new(pattern, [locale.whole(*outside)]));
    }
    if preferred.windows > 0 {
        let pattern = locale.pick("Af {0} ønskede tidsrum: {1}.", "Of {0} windows that they prefer: {1}.");
        said.push(Said { pattern, values: vec![locale.whole(preferred.windows).into(), counts(locale, preferred)] });
    }
    if against > 0 {
        let pattern = match (earlier(locale, instance, Goal::Wishes), proven.wishes) {
            (None, _) => locale.pick("Ønsker er ikke et mål i planen.", "Wishes are no goal of the plan."),
            (_, false) => locale.pick("{0} kommer før ønsker.", "{0} come before wishes."),
            (_, true) => locale.pick(
                "{0} kommer før ønsker; det er bevist, at ingen vagtplan, der er lige så god i dem, opfylder flere ønsker i alt.",
                "{0} come before wishes; it is proven that no roster that is as good in those meets more wishes in all.",
            ),
        };
        said.push(Said::new(pattern, earlier(locale, instance, Goal::Wishes).map(|goals| capitalised(&goals))));
    }
    said
}

fn never(locale: &Locale, instance: &Instance, never: Never) -> Said {
    match never {
        Never::Burden(burden) => {
            let shifts = locale.shifts_in(&instance.burdens[burden].name, false);
            Said::new(locale.pick("ingen {0}", "no {0}"), [shifts])
        }
        Never::Day(day) => Said::new(locale.pick("aldrig {0}", "never on {0}s"), [locale.weekday(day)]),
    }
}

/// `Of 39 windows: not available (36), limit of the week reached (2), others have the seats (1).`
fn kept(locale: &Locale, counted: &Counted) -> Said {
    let pattern = match counted.windows {
        1 => locale.pick("Af {0} tidsrum: {1}.", "Of {0} window: {1}."),
        _ => locale.pick("Af {0} tidsrum: {1}.", "Of {0} windows: {1}."),
    };
    Said { pattern, values: vec![locale.whole(counted.windows).into(), counts(locale, counted)] }
}

fn counts(locale: &Locale, counted: &Counted) -> Value {
    let kept = counted.kept.iter().map(|&(keeper, windows)| (reason(locale, keeper), windows));
    let own = [
        (locale.pick("har vagten", "has the shift"), counted.on),
        (locale.pick("andre har pladserne", "others have the seats"), counted.free),
    ];
    let told = own[..1].iter().copied().chain(kept).chain(own[1..].iter().copied());
    let told = told.filter(|(_, windows)| *windows > 0);
    Value::Counts(told.map(|(why, windows)| (why, locale.whole(windows))).collect())
}

/// What keeps somebody from a window, in a sentence.
pub fn reason(locale: &Locale, keeper: Keeper) -> &'static str {
    match keeper {
        Keeper::NotEmployed => locale.pick("er ikke ansat", "not employed"),
        Keeper::Rule(rule) => rule.row().kept.of(locale.language()),
    }
}

/// The same as the heading of a column.
pub fn heading(locale: &Locale, keeper: Keeper) -> &'static str {
    match keeper {
        Keeper::NotEmployed => locale.pick("ikke ansat", "not employed"),
        Keeper::Rule(rule) => rule.row().heading.of(locale.language()),
    }
}

/// The windows where the person could be and is not.
fn otherwise(locale: &Locale, reasons: &Reasons) -> Vec<Said> {
    if reasons.all.free == 0 {
        let pattern = locale.pick(
            "I intet andet tidsrum kunne vedkommende have haft en vagt, som vagtplanen er, uden at en regel var brudt.",
            "In no other window could they have had a shift, as the roster is, without a rule being broken.",
        );
        return vec![Said::new(pattern, [])];
    }
    let free = locale.counted(reasons.all.free, ["andet tidsrum", "andre tidsrum"], ["other window", "other windows"]);
    let pattern = locale.pick(
        "I {0} kunne vedkommende, som vagtplanen er, have haft en vagt uden at bryde en regel; der har andre pladserne.",
        "In {0} they could, as the roster is, have had a shift without breaking a rule; others have the seats there.",
    );
    let mut said = vec![Said::new(pattern, [free])];
    if reasons.empty > 0 {
        let pattern = locale.pick("I {0} af dem er en plads ubemandet.", "In {0} of them a seat is unfilled.");
        said.push(Said::new(pattern, [locale.whole(reasons.empty)]));
    }
    said
}

fn in_shifts(locale: &Locale, count: u64) -> String {
    locale.counted(count, ["vagt", "vagter"], ["shift", "shifts"])
}

fn exact(locale: &Locale, amount: &Exact) -> String {
    locale.exact(amount, TEXT_PLACES)
}

/// What asks what it would cost if a person had a window: a command for whoever has the folder.
pub fn command(instance: &Instance, staff: usize, window: usize) -> Said {
    let (id, window) = (&instance.staff[staff].id, &instance.windows[window]);
    let is_plain = |letter: char| letter.is_alphanumeric() || "-_.".contains(letter);
    let id = if id.chars().all(is_plain) { id.clone() } else { format!("'{id}'") };
    let pattern = "vagtplan explain FOLDER ROSTER --staff {0} --date {1} --start {2}";
    Said::new(pattern, [id, window.date.to_string(), window.start.format("%H:%M").to_string()])
}
