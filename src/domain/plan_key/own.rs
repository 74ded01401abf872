//! The rows of the table of keys, but for those of `[rules]`, which are rules.
//!
//! In: nothing. Out: [`OWN`].

use super::{
    ANSWERED, DEFLECTED, Form, GROWTH, Key, LONG_ABSENCE_DAYS, NOTICE_MONTHS, PATIENCE_SECONDS, PRICE, SEATS,
    SHRINKAGE, Section, WAIT_SECONDS, WINDOW_MINUTES,
};
use crate::domain::goal::Goal;
use crate::domain::language::{Language, Words};
use crate::domain::terms::Settlement;

/// All keys but those of `[rules]`, in the order of the reference.
pub const OWN: [Key; 33] = [
    Key {
        default: Some("\"Roster\""),
        ..optional(
            Section::File,
            "title",
            Form::Text,
            "title = \"Our hotline\"",
            Words::new("Overskriften på planen.", "The heading of the report."),
        )
    },
    Key {
        default: Some("\"en\""),
        ..optional(
            Section::File,
            "language",
            Form::Word(|| Language::ALL.map(Language::tag).to_vec()),
            "language = \"da\"",
            Words::new(
                "Sproget i regneark, kalendere, sider og sammendrag: \"da\" eller \"en\".",
                "The language of workbooks, calendars, pages and summaries: \"da\" or \"en\".",
            ),
        )
    },
    needed(
        Section::File,
        "period",
        Form::Period,
        "period = \"2026-Q1\"",
        Words::new(
            "Hvad der planlægges: et kvartal \"2026-Q1\", en måned \"2026-01\", et år \"2026\" eller { from = 2026-01-05, to = \
             2026-03-29 }, begge dage med; højst to år.",
            "What to plan: a quarter \"2026-Q1\", a month \"2026-01\", a year \"2026\", or { from = 2026-01-05, to = 2026-03-29 }, \
             both days included; at most two years.",
        ),
    ),
    optional(
        Section::File,
        "weekly_hours",
        Form::Decimal,
        "weekly_hours = 60",
        Words::new(
            "Åbningstimerne i en almindelig uge; giver tidsrummene ikke lige så mange, er det en fejl.",
            "The opening hours of an ordinary week; if the windows do not add up to it, that is an error.",
        ),
    ),
    Key {
        default: Some("[\"coverage\", \"shares\", \"burdens\", \"rhythm\", \"rotation\", \"wishes\"]"),
        ..optional(
            Section::File,
            "goals",
            Form::WordsInOrder(|| Goal::ALL.map(Goal::name).to_vec()),
            "goals = [\"coverage\", \"shares\"]",
            Words::new(
                "Målene, det vigtigste først; \"coverage\" kommer først.",
                "The ladder, first goal first; \"coverage\" comes first.",
            ),
        )
    },
    needed(
        Section::Period,
        "from",
        Form::Date,
        "from = 2026-01-05",
        Words::new("Periodens første dag.", "The first day of the period."),
    ),
    needed(
        Section::Period,
        "to",
        Form::Date,
        "to = 2026-03-29",
        Words::new("Periodens sidste dag, som er med.", "The last day of the period, included."),
    ),
    needed(
        Section::Windows,
        "days",
        Form::Days,
        "days = [\"mon\", \"tue\"]",
        Words::new(
            "Ugedagene: en liste af mon, tue, wed, thu, fri, sat, sun, eller en tekst som \"mon-thu\".",
            "Days of the week: a list of mon, tue, wed, thu, fri, sat, sun, or a text such as \"mon-thu\".",
        ),
    ),
    needed(
        Section::Windows,
        "start",
        Form::Time,
        "start = \"08:00\"",
        Words::new("Hvornår tidsrummet begynder.", "When the window starts."),
    ),
    Key {
        default: Some("4"),
        ..optional(
            Section::Windows,
            "hours",
            Form::Hours(*WINDOW_MINUTES.start(), *WINDOW_MINUTES.end()),
            "hours = 4",
            Words::new(
                "Tidsrummets længde i timer, som 4 eller 3.5. To tidsrum må ikke overlappe.",
                "The length of the window in hours, such as 4 or 3.5. Two windows must not overlap.",
            ),
        )
    },
    needed(
        Section::Windows,
        "seats",
        Form::Whole(*SEATS.start(), *SEATS.end()),
        "seats = 8",
        Words::new("Pladser, der skal bemandes.", "Seats to man."),
    ),
    Key {
        default: Some("0"),
        ..optional(
            Section::Windows,
            "least",
            Form::Whole(*SEATS.start(), *SEATS.end()),
            "least = 0",
            Words::new(
                "Så mange af pladserne skal være bemandet før alle andre.",
                "So many of the seats are filled before any others.",
            ),
        )
    },
    optional(
        Section::Burdens,
        "days",
        Form::Days,
        "days = [\"sat\", \"sun\"]",
        Words::new(
            "Ugedagene, byrden omfatter; alle, hvis de udelades.",
            "The days the burden covers; all if left out.",
        ),
    ),
    optional(
        Section::Burdens,
        "start",
        Form::Times,
        "start = [\"16:00\"]",
        Words::new(
            "Starttiderne, byrden omfatter; alle, hvis de udelades.",
            "The starting times the burden covers; all if left out.",
        ),
    ),
    optional(
        Section::Closed,
        "holidays",
        Form::Word(|| vec!["DK"]),
        "holidays = \"DK\"",
        Words::new("\"DK\" lukker på danske helligdage.", "\"DK\" closes the Danish public holidays."),
    ),
    optional(
        Section::Closed,
        "dates",
        Form::Dates,
        "dates = [2026-12-24]",
        Words::new(
            "Flere lukkede datoer, som grundlovsdag og juleaften.",
            "Further closed dates, such as Constitution Day and Christmas Eve.",
        ),
    ),
    Key {
        default: Some("14"),
        ..optional(
            Section::Rotation,
            "long_absence_days",
            Form::Whole(*LONG_ABSENCE_DAYS.start(), *LONG_ABSENCE_DAYS.end()),
            "long_absence_days = 14",
            Words::new(
                "Den, der er fraværende flere dage i træk end dette, skylder ingen vagter for den tid.",
                "Whoever is absent for more days than this in one stretch owes no turns for them.",
            ),
        )
    },
    Key {
        default: Some("6"),
        ..optional(
            Section::Withdrawal,
            "notice_months",
            Form::Whole(*NOTICE_MONTHS.start(), *NOTICE_MONTHS.end()),
            "notice_months = 6",
            Words::new("Måneders varsel, før et medlem kan træde ud.", "Months of notice before a member may leave."),
        )
    },
    Key {
        default: Some("[\"01-01\", \"07-01\"]"),
        ..optional(
            Section::Withdrawal,
            "effective",
            Form::YearDays,
            "effective = [\"01-01\", \"07-01\"]",
            Words::new(
                "De dage, et medlem kan træde ud; måneden først.",
                "The days on which a member may leave, month first.",
            ),
        )
    },
    Key {
        default: Some("\"spread\""),
        ..optional(
            Section::Withdrawal,
            "balance",
            Form::Word(|| Settlement::ALL.map(Settlement::name).to_vec()),
            "balance = \"spread\"",
            Words::new(
                "Hvad der sker med saldoen, når et medlem træder ud: de andre overtager den (\"spread\"), eller den betales \
                 (\"paid\").",
                "What becomes of a leaver's balance: the others take it over (\"spread\"), or it is paid (\"paid\").",
            ),
        )
    },
    optional(
        Section::Withdrawal,
        "price_per_shift",
        Form::Decimal,
        "price_per_shift = 950",
        Words::new(
            "Hvad en vagt er værd i kroner, hvor saldoen betales.",
            "What a shift is worth where the balance is paid, in kroner.",
        ),
    ),
    Key {
        default: Some("1"),
        ..optional(
            Section::Relax,
            "shifts_per_week",
            Form::Whole(*PRICE.start(), *PRICE.end()),
            "shifts_per_week = 1",
            Words::new(
                "Hvad en vagt mere til én person på en uge koster.",
                "What one more shift of a person in a week costs.",
            ),
        )
    },
    Key {
        default: Some("1"),
        ..optional(
            Section::Relax,
            "shifts_per_period",
            Form::Whole(*PRICE.start(), *PRICE.end()),
            "shifts_per_period = 1",
            Words::new(
                "Hvad en vagt mere til én person i perioden koster.",
                "What one more shift of a person in the period costs.",
            ),
        )
    },
    Key {
        default: Some("1"),
        ..optional(
            Section::Relax,
            "away_at_once",
            Form::Whole(*PRICE.start(), *PRICE.end()),
            "away_at_once = 1",
            Words::new(
                "Hvad en kollega mere fra en kommune i et tidsrum koster.",
                "What one more colleague of a municipality in a window costs.",
            ),
        )
    },
    Key {
        default: Some("1"),
        ..optional(
            Section::Relax,
            "availability",
            Form::Whole(*PRICE.start(), *PRICE.end()),
            "availability = 1",
            Words::new(
                "Hvad det koster, at nogen tager et tidsrum, hvor de ikke kan.",
                "What it costs that somebody takes a window in which they are not available.",
            ),
        )
    },
    Key {
        default: Some("1"),
        ..optional(
            Section::Relax,
            "locks",
            Form::Whole(*PRICE.start(), *PRICE.end()),
            "locks = 1",
            Words::new("Hvad det koster at opgive en lås.", "What it costs to give up a lock."),
        )
    },
    Key {
        default: Some("0.9"),
        ..optional(
            Section::Demand,
            "answered",
            Form::Part(*ANSWERED.start(), *ANSWERED.end()),
            "answered = 0.9",
            Words::new(
                "Den mindste del af opkaldene, der skal besvares, som 0.9 for 90 %.",
                "The least part of calls to be answered, such as 0.9 for 90 %.",
            ),
        )
    },
    Key {
        default: Some("120"),
        ..optional(
            Section::Demand,
            "mean_wait_seconds",
            Form::Whole(*WAIT_SECONDS.start(), *WAIT_SECONDS.end()),
            "mean_wait_seconds = 120",
            Words::new(
                "Den længste gennemsnitlige ventetid for besvarede opkald, i sekunder.",
                "The longest mean wait of calls that are answered, in seconds.",
            ),
        )
    },
    optional(
        Section::Demand,
        "patience_seconds",
        Form::Whole(*PATIENCE_SECONDS.start(), *PATIENCE_SECONDS.end()),
        "patience_seconds = 180",
        Words::new(
            "Hvor længe borgere i gennemsnit venter, før de lægger på, i sekunder. Udelades den, regnes der med, at ingen lægger på.",
            "How long callers wait on average before they hang up, in seconds. If left out, nobody is taken to hang up.",
        ),
    ),
    Key {
        default: Some("0"),
        ..optional(
            Section::Demand,
            "shrinkage",
            Form::Part(*SHRINKAGE.start(), *SHRINKAGE.end()),
            "shrinkage = 0.1",
            Words::new(
                "Den del af en vagt, hvor man ikke er ved telefonen: pauser og oplæring.",
                "The part of a shift away from the phones: breaks and training.",
            ),
        )
    },
    Key {
        default: Some("0"),
        ..optional(
            Section::Demand,
            "deflected",
            Form::Part(*DEFLECTED.start(), *DEFLECTED.end()),
            "deflected = 0.05",
            Words::new(
                "Den del af tidligere opkald, som andre kanaler overtager, for eksempel en chatbot.",
                "The part of past calls that other channels take over, such as a chatbot.",
            ),
        )
    },
    Key {
        default: Some("0"),
        ..optional(
            Section::Demand,
            "growth",
            Form::Part(*GROWTH.start(), *GROWTH.end()),
            "growth = 0.02",
            Words::new(
                "Hvor mange flere opkald der ventes end tidligere, som 0.02 for 2 % flere; under nul ventes færre.",
                "How many more calls are expected than in the past, such as 0.02 for 2 % more; below zero fewer are.",
            ),
        )
    },
    optional(
        Section::Settlement,
        "price_per_hour",
        Form::Decimal,
        "price_per_hour = 303.39",
        Words::new(
            "Hvad en times vagt godskrives med i årets regning, i kroner.",
            "What an hour of a shift is credited with in the year's bill, in kroner.",
        ),
    ),
];

const fn needed(section: Section, name: &'static str, form: Form, example: &'static str, meaning: Words) -> Key {
    Key { section, name, form, is_needed: true, default: None, example, meaning }
}

pub const fn optional(section: Section, name: &'static str, form: Form, example: &'static str, meaning: Words) -> Key {
    Key { section, name, form, is_needed: false, default: None, example, meaning }
}
