//! Who would be missed most: `withdraw --all` as a table, as CSV and as JSON.
//!
//! In: one [`Trial`] a member. Out: text and bytes. Ranked by seats that nobody can fill, then by shifts beyond what the
//! rest's staff can take, then by shifts that move to the rest; equals by code.

use num_traits::Zero;

use crate::domain::basis::Basis;
use crate::domain::input_file::InputFile;
use crate::domain::{Exact, Instance};
use crate::membership::known::Known;
use crate::planning::staffing::Unfilled;
use crate::report::facts::{basis, staffless};
use crate::report::figures::{Column, Figure, Kind, Table, terminal};
use crate::report::json::{Period, Versions, pretty};
use crate::report::locale::Locale;
use crate::report::membership::figures::{self, KnownChange, Terms};
use crate::report::membership::statements::hundred;
use crate::report::membership::{When, expected};
use crate::report::numbers::TEXT_PLACES;
use crate::report::plan_text::heading;
use crate::report::rows::Style;
use crate::report::table::{self, Terminal};

/// What would happen if one member left by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// The member.
    pub municipality: usize,
    /// Seats nobody could fill.
    pub unfilled: Unfilled,
    /// Shifts per period beyond what the rest's staff can take.
    pub beyond: Exact,
    /// Members who could not carry their part.
    pub falling: u64,
    /// Shifts that move to the rest, per period.
    pub moved: Exact,
    /// The same per year.
    pub moved_a_year: Exact,
    /// The largest growth of any member's part, as a part of what it was.
    pub growth: Exact,
}

/// What is ranked, and on which basis.
#[derive(Debug, Clone, Copy)]
pub struct Ranking<'a> {
    /// The instance as things are.
    pub instance: &'a Instance,
    /// The day that is asked about.
    pub when: When,
    /// How far the period is from ordinary weeks.
    pub basis: &'a Basis,
    /// What municipalities.csv knows of changes.
    pub known: &'a [Known],
    /// Seats nobody can fill as things are.
    pub now: Unfilled,
    /// The trials, ranked.
    pub trials: &'a [Trial],
}

/// Ranks trials, the one who would be missed most first.
pub fn rank(instance: &Instance, trials: &mut [Trial]) {
    let code = |trial: &Trial| &instance.municipalities[trial.municipality].code;
    trials.sort_by(|one, other| {
        (other.unfilled.seats, &other.beyond, &other.moved)
            .cmp(&(one.unfilled.seats, &one.beyond, &one.moved))
            .then_with(|| code(one).cmp(code(other)))
    });
}

/// The table.
pub fn render(ranking: &Ranking<'_>, on: &Terminal) -> String {
    let locale = &on.locale;
    let Ranking { instance, when, now, trials, .. } = *ranking;
    let mut columns = terminal::columns(&places(instance, trials).only(&shown(trials)), locale);
    let names = columns.remove(0);
    let since = match when.from.map(|from| locale.date(from)) {
        Some(from) => locale.pick(
            format!("{from}, i en periode som denne med den dags medlemmer og personale"),
            format!("on {from}, in a period like this one with the members and staff of that day"),
        ),
        None => locale.pick("i hele perioden", "for the whole period").to_owned(),
    };
    let who = locale.pick(
        format!("Hvem ville blive savnet mest, hvis hver udtrådte for sig {since}"),
        format!("Who would be missed most, if each left by itself {since}"),
    );
    let mut text = format!("{}\n{who}\n\n", heading(instance, locale));
    text.push_str(&table::stack(&names, &[columns], on.width));
    let bare = staffless::sentence(locale, instance).filter(|_| now.seats > 0);
    let unfilled = locale.counted(now.seats, ["plads", "pladser"], ["seat", "seats"]);
    let now = match now.seats {
        0 => locale.pick("nu kan alle pladser bemandes", "now all seats can be filled").to_owned(),
        _ => locale.pick(format!("nu kan {unfilled} ikke bemandes"), format!("now {unfilled} cannot be filled")),
    };
    let keys = shown(trials);
    let mut notes = vec![locale.pick(
        format!("{now}; alt er regnet, som om hver plads var bemandet"),
        format!("{now}; everything is counted as if each seat were filled"),
    )];
    notes.extend(bare);
    notes.extend(never(trials, locale));
    let legends = [
        (
            "beyond_staff",
            "ud over personalet: vagter pr. periode, uanset byrde, som de andre skylder og deres eget personale ikke kan tage",
            "beyond staff: shifts a period, whatever burden, that the others owe and their own staff cannot take",
        ),
        (
            "members_beyond",
            "kan ikke bære deres del: så mange medlemmer mangler noget, af alle vagter eller i en byrde",
            "cannot carry their part: so many members are short, of all shifts or in a burden",
        ),
        (
            "moved",
            "overtages: vagter pr. periode, der går over til de andre; største stigning: hvor meget mere den hårdest ramte så skylder",
            "moved: shifts a period that go over to the others; largest increase: how much more the hardest hit then owes",
        ),
    ];
    let told = legends.into_iter().filter(|(key, ..)| keys.contains(key));
    notes.extend(told.map(|(_, danish, english)| locale.pick(danish, english).to_owned()));
    if trials.iter().any(|trial| !trial.unfilled.proven) {
        notes.push(locale.pick("≤ ikke bevist, at det er det mindste", "≤ not proven to be the fewest").to_owned());
    }
    notes.extend(expected::known(instance, when, ranking.known, locale));
    notes.extend(basis::weeks(ranking.basis, locale));
    notes.extend(basis::choice(ranking.basis, locale));
    notes.iter().for_each(|line| text.push_str(&table::note(line, on.width)));
    text
}

const COLUMNS: [Column; 10] = [
    Column::new("place", Kind::Whole, ["Nr.", "Place"]),
    Column::new("municipality", Kind::Code, ["Kode", "Code"]),
    Column::new("municipality_name", Kind::Name, ["Kommune", "Municipality"]),
    Column::new("unfilled", Kind::Whole, ["Ubemandede pladser", "Seats nobody fills"]),
    Column::new("unfilled_proven", Kind::Text, ["Bevist", "Proven"]),
    Column::new(
        "beyond_staff",
        Kind::Amount(TEXT_PLACES),
        ["Vagter ud over de andres personale", "Shifts beyond the others' staff"],
    )
    .on_terminal(["ud over personalet", "beyond staff"]),
    Column::new(
        "members_beyond",
        Kind::Whole,
        ["Medlemmer, der ikke kan bære deres del", "Members that cannot carry their part"],
    )
    .on_terminal(["kan ikke bære deres del", "cannot carry their part"]),
    Column::new(
        "moved",
        Kind::Amount(TEXT_PLACES),
        ["Vagter pr. periode, som de andre overtager", "Shifts a period that move"],
    )
    .on_terminal(["overtages", "moved"]),
    Column::new("moved_year", Kind::Amount(1), ["Vagter om året, som de andre overtager", "Shifts a year that move"])
        .on_terminal(["om året", "a year"]),
    Column::new(
        "rest_percent",
        Kind::Hundredths(1),
        ["Største stigning for et andet medlem", "Largest increase for another member"],
    )
    .on_terminal(["største stigning", "largest increase"]),
];

/// The columns that people are shown: those of them that tell anybody apart. Files have all.
pub fn shown(trials: &[Trial]) -> Vec<&'static str> {
    let told = [
        ("unfilled", trials.iter().any(|trial| trial.unfilled.seats > 0)),
        ("beyond_staff", trials.iter().any(|trial| !trial.beyond.is_zero())),
        ("members_beyond", trials.iter().any(|trial| trial.falling > 0)),
    ];
    let told = told.into_iter().filter_map(|(key, is_told)| is_told.then_some(key));
    let always = ["moved", "moved_year", "rest_percent"];
    ["municipality_name", "place"].into_iter().chain(told).chain(always).collect()
}

/// What trials are ranked by, as far as it tells anybody apart: the first of these that is not zero for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Seats that nobody could fill.
    Unfilled,
    /// Shifts beyond what the rest's staff can take.
    Beyond,
    /// Shifts that move to the rest.
    Moved,
}

impl Measure {
    /// The one that decides between these.
    pub fn of(trials: &[Trial]) -> Self {
        if trials.iter().any(|trial| trial.unfilled.seats > 0) {
            Measure::Unfilled
        } else if trials.iter().any(|trial| !trial.beyond.is_zero()) {
            Measure::Beyond
        } else {
            Measure::Moved
        }
    }

    /// Its column.
    pub fn key(self) -> &'static str {
        match self {
            Measure::Unfilled => "unfilled",
            Measure::Beyond => "beyond_staff",
            Measure::Moved => "moved",
        }
    }

    /// How much of it.
    pub fn amount(self, trial: &Trial) -> Exact {
        match self {
            Measure::Unfilled => Exact::from_integer(trial.unfilled.seats.into()),
            Measure::Beyond => trial.beyond.clone(),
            Measure::Moved => trial.moved.clone(),
        }
    }
}

/// What none of the trials would leave, in a sentence; `None` where each of these is left by one.
pub fn never(trials: &[Trial], locale: &Locale) -> Option<String> {
    let (filled, carried) =
        (trials.iter().all(|trial| trial.unfilled.seats == 0), trials.iter().all(|trial| trial.falling == 0));
    let text = match (filled, carried) {
        (true, true) => locale.pick(
            "Uanset hvem der udtræder, kan alle pladser bemandes, og de andre kan bære deres del.",
            "Whoever leaves, all seats can be filled, and the others can carry their part.",
        ),
        (true, false) => locale
            .pick("Uanset hvem der udtræder, kan alle pladser bemandes.", "Whoever leaves, all seats can be filled."),
        (false, true) => locale.pick(
            "Uanset hvem der udtræder, kan de andre bære deres del.",
            "Whoever leaves, the others can carry their part.",
        ),
        (false, false) => return None,
    };
    Some(text.to_owned())
}

/// The rows, the one who would be missed most first.
pub fn places(instance: &Instance, trials: &[Trial]) -> Table {
    let row = |(place, trial): (u64, &Trial)| {
        let municipality = &instance.municipalities[trial.municipality];
        [
            Figure::Count(place),
            Figure::text(&municipality.code),
            Figure::text(&municipality.name),
            if trial.unfilled.proven { Figure::Count } else { Figure::AtMost }(trial.unfilled.seats),
            Figure::Flag(trial.unfilled.proven),
            Figure::Exact(trial.beyond.clone()),
            Figure::Count(trial.falling),
            Figure::Exact(trial.moved.clone()),
            Figure::Exact(trial.moved_a_year.clone()),
            Figure::Exact(hundred(&trial.growth)),
        ]
    };
    Table::new(COLUMNS, (1..).zip(trials).map(row))
}

/// `withdraw-all.csv`.
pub fn csv(instance: &Instance, trials: &[Trial], style: Style) -> Vec<u8> {
    places(instance, trials).csv(style)
}

#[derive(serde::Serialize)]
struct Document<'a> {
    versions: Versions,
    inputs: &'a [InputFile],
    title: &'a str,
    period: Period,
    seats: u64,
    from: Option<String>,
    breaks_notice: bool,
    unfilled_now: u64,
    rule: Terms,
    basis: basis::Document,
    known: Vec<KnownChange<'a>>,
    ranking: Table,
}

/// `withdraw-all.json`.
pub fn json(ranking: &Ranking<'_>, inputs: &[InputFile]) -> Vec<u8> {
    let Ranking { instance, when, now, trials, .. } = *ranking;
    pretty(&Document {
        versions: Versions::current(),
        inputs,
        title: &instance.title,
        period: Period::of(instance),
        seats: instance.seats(),
        from: when.from.map(|from| from.to_string()),
        breaks_notice: when.breaks_rule,
        unfilled_now: now.seats,
        rule: Terms::of(instance),
        basis: basis::Document::of(ranking.basis, when.from),
        known: figures::known(instance, when, ranking.known),
        ranking: places(instance, trials),
    })
}
