//! What the headings of the workbook to start from say when the mouse rests on them, and what its marks mean.
//!
//! In: a sheet and a column. Out: a sentence or two for whoever fills it in, in every language.

use crate::domain::language::Words;
use crate::domain::rule::{Amount, Rule};

/// On the first column of marks.
pub const FIRST_WINDOW: Words = Words::new(
    "En kolonne for hvert af ugens tidsrum: x kan, - kan ikke, + vil gerne, (x) helst ikke. Har rækken et x, kan personen kun, hvor der \
     står et mærke uden minus; har den intet x, kan personen alle steder uden minus. Man kan også skrive 'mandag 08-12'.",
    "A column for each window of the week: x available, - unavailable, + gladly, (x) rather not. Who has an x in the row is available \
     only where the row is marked; who has none is available wherever there is no minus. 'mandag 08-12' works too.",
);
/// On the first column that is a date.
pub const FIRST_DATE: Words = Words::new(
    "En kolonne kan også være en dato, for alle dens tidsrum, eller en dato med et klokkeslæt som 2026-02-09 16:00.",
    "A column may also be a date, for all its windows, or a date with a time such as 2026-02-09 16:00.",
);

/// What the legend beside the grid is called.
pub const MARKS_TITLE: Words = Words::new("Mærkerne", "The marks");
/// What the marks mean, where one is about to be typed: at most 255 letters, the spreadsheet's limit.
pub const MARKS: Words = Words::new(
    "x  kan\n-  kan ikke\n+  vil gerne\n(x)  helst ikke\ntom  intet sagt\nStyrke 1 til 3: 'gerne 2', 'nødig 3'",
    "x  available\n-  unavailable\n+  gladly\n(x)  rather not\nempty  nothing said\nStrength 1 to 3: 'prefers 2', '(x) 3'",
);
/// What follows from them, in the legend.
pub const MARKS_RULE: Words = Words::new(
    "Står der et x i rækken, kan personen kun, hvor der står x, + eller (x). Står der intet x, kan personen alle steder, hvor der \
     ikke står et minus. Det samme gælder den, der ingen række har.",
    "With an x in the row the person is available only where there is x, + or (x). Without an x the person is available everywhere \
     but where there is a minus. So is whoever has no row.",
);

/// What is said of a column.
pub fn note(sheet: &str, column: &str) -> Option<Words> {
    let limit = |sheet| move |(rule, amount): (Rule, &Amount)| Some((sheet, rule.name(), amount.column?.note));
    let limits = Rule::of_staff().filter_map(limit("staff"));
    let limits = limits.chain(Rule::of_municipalities().filter_map(limit("municipalities")));
    let all = NOTES.into_iter().chain(ROSTER).chain(limits);
    all.filter(|&(of, name, _)| (of, name) == (sheet, column)).map(|(_, _, text)| text).next()
}

/// The notes; those of limits stand in the table of rules.
const NOTES: [(&str, &str, Words); 30] = [
    (
        "municipalities",
        "code",
        Words::new(
            "Kommunens nummer eller et andet kort navn. Det gemmes som tekst, også nuller foran.",
            "The municipality's number or any other short name. It is kept as text, zeros in front included.",
        ),
    ),
    ("municipalities", "name", Words::new("Navnet, som tabellerne viser det.", "The name as tables show it.")),
    (
        "municipalities",
        "population",
        Words::new(
            "Indbyggere: kommunernes andel af hotlinen går efter dem.",
            "Inhabitants: shares of the hotline go by them.",
        ),
    ),
    (
        "municipalities",
        "joined",
        Words::new(
            "Første dag som medlem; tom for den, der altid har været med.",
            "The first day of membership; empty for who has been there all along.",
        ),
    ),
    (
        "municipalities",
        "left",
        Words::new(
            "Første dag efter medlemskabet; tom for den, der bliver.",
            "The first day after membership; empty for who stays.",
        ),
    ),
    (
        "municipalities",
        "windows",
        Words::new(
            "De tidsrum, kommunen deltager i: en byrdes navn eller dag og tid, fx fri 12:00, flere med semikolon imellem; tom: alle.",
            "The windows it takes part in: a burden's name or day and time, such as fri 12:00, several with semicolons between; empty for all.",
        ),
    ),
    (
        "staff",
        "id",
        Words::new(
            "Jeres eget korte navn, som aldrig gives til en anden. Det gemmes som tekst.",
            "A short name of your own that is never given to anyone else. It is kept as text.",
        ),
    ),
    ("staff", "name", Words::new("Navnet, som tabellerne viser det.", "The name as tables show it.")),
    (
        "staff",
        "municipality",
        Words::new(
            "Navn eller nummer på den kommune, der har ansat personen.",
            "The name or code of the municipality that employs the person.",
        ),
    ),
    (
        "staff",
        "weight",
        Words::new(
            "Personens del af kommunens ture: 1, hvis den er tom, 0,5 for halv.",
            "The person's part in the municipality's turns: 1 if empty, 0.5 for half.",
        ),
    ),
    (
        "staff",
        "joined",
        Words::new(
            "Personens første dag; tom for den, der altid har været der. Ture går efter tid til stede.",
            "The person's first day; empty for who has been there all along. Turns go by time present.",
        ),
    ),
    (
        "staff",
        "left",
        Words::new(
            "Første dag efter personens sidste; tom for den, der bliver.",
            "The first day after the person's last; empty for who stays.",
        ),
    ),
    (
        "availability",
        "staff",
        Words::new(
            "Id'et fra arket staff. Den, der kan altid og intet ønsker, behøver ingen række.",
            "The id from sheet staff. Who is available everywhere and wishes nothing needs no row.",
        ),
    ),
    ("availability", "name", Words::new("Kun til jer selv: det læses ikke.", "For you alone: it is not read.")),
    (
        "demand",
        "date",
        Words::new(
            "Datoen for et tidsrum med et andet antal pladser, end plan.toml siger.",
            "The date of a window that has another number of seats than plan.toml says.",
        ),
    ),
    (
        "demand",
        "from",
        Words::new(
            "I stedet for en dato: første dag i et forløb; tom: periodens begyndelse.",
            "Instead of a date: the first day of a range; empty for the beginning of the period.",
        ),
    ),
    (
        "demand",
        "to",
        Words::new(
            "Sidste dag i forløbet; tom: periodens slutning.",
            "The last day of the range; empty for the end of the period.",
        ),
    ),
    (
        "demand",
        "days",
        Words::new(
            "Ugedage i forløbet, fx mon-thu; tom: alle.",
            "Days of the week within the range, such as mon-thu; empty for all.",
        ),
    ),
    (
        "demand",
        "start",
        Words::new(
            "Hvornår tidsrummet begynder. I et forløb kan der stå flere, og tom er alle.",
            "When the window starts. In a range there may be several, and empty means all.",
        ),
    ),
    ("demand", "seats", Words::new("Pladserne; 0 lukker tidsrummet.", "Its seats; 0 closes it.")),
    (
        "demand",
        "factor",
        Words::new(
            "I stedet for seats: så mange gange pladserne i plan.toml, fx 1,5; en halv plads rundes op.",
            "Instead of seats: so many times the seats of plan.toml, such as 1.5; half a seat is rounded up.",
        ),
    ),
    (
        "demand",
        "least",
        Words::new(
            "Så mange af pladserne bemandes før alle andre; tom: som plan.toml siger.",
            "So many of the seats are filled before any others; empty for what plan.toml says.",
        ),
    ),
    ("ledger", "municipality", Words::new("Kommunens navn eller nummer.", "The name or code of the municipality.")),
    (
        "ledger",
        "burden",
        Words::new("Byrden fra plan.toml; tom: alle vagter.", "The burden from plan.toml; empty for all shifts."),
    ),
    (
        "ledger",
        "entitled",
        Words::new(
            "Hvad kommunen skyldte i alle tidligere perioder, i vagter.",
            "What it owed in all earlier periods, in shifts.",
        ),
    ),
    (
        "ledger",
        "worked",
        Words::new(
            "Hvad den tog i alle tidligere perioder, i vagter.",
            "What it worked in all earlier periods, in shifts.",
        ),
    ),
    ("locks", "date", Words::new("Tidsrummets dato.", "The date of the window.")),
    ("locks", "start", Words::new("Hvornår tidsrummet begynder.", "When the window starts.")),
    ("locks", "staff", Words::new("Id'et fra arket staff.", "The id from sheet staff.")),
    (
        "locks",
        "kind",
        Words::new(
            "fixed: personen har denne vagt. forbidden: personen får den ikke.",
            "fixed: the person has this shift. forbidden: the person does not get it.",
        ),
    ),
];

const ROSTER: [(&str, &str, Words); 11] = [
    (
        "history",
        "date",
        Words::new(
            "Datoen for en vagt før perioden. Sæt de sidste uger af den tidligere roster.csv ind her.",
            "The date of a shift before the period. Paste the last weeks of the earlier roster.csv here.",
        ),
    ),
    ("history", "weekday", Words::new("Gentager datoen; må være tom.", "Repeats the date; may be empty.")),
    ("history", "week", Words::new("Gentager datoen; må være tom.", "Repeats the date; may be empty.")),
    ("history", "start", Words::new("Hvornår vagten begyndte.", "When the shift started.")),
    (
        "history",
        "end",
        Words::new(
            "Hvornår den sluttede; tom, hvis den var så lang, som sådanne tidsrum er nu.",
            "When it ended; empty if it was as long as such windows are now.",
        ),
    ),
    ("history", "seat", Words::new("Læses ikke.", "Not read.")),
    (
        "history",
        "municipality",
        Words::new("Læses ikke: personens id afgør det.", "Not read: the person's id decides."),
    ),
    (
        "history",
        "municipality_name",
        Words::new("Læses ikke: personens id afgør det.", "Not read: the person's id decides."),
    ),
    (
        "history",
        "staff",
        Words::new(
            "Id'et fra arket staff; tom for en plads, der var ubemandet.",
            "The id from sheet staff; empty for a seat that was unfilled.",
        ),
    ),
    ("history", "staff_name", Words::new("Læses ikke: personens id afgør det.", "Not read: the person's id decides.")),
    ("history", "status", Words::new("assigned eller unfilled; må være tom.", "assigned or unfilled; may be empty.")),
];

#[cfg(test)]
mod tests {
    use super::note;
    use crate::domain::sheet::COLUMNS;

    #[test]
    fn what_stands_beside_a_cell_fits() {
        let languages = crate::domain::language::Language::ALL;
        assert!(languages.iter().all(|&language| super::MARKS.of(language).chars().count() <= 255));
    }

    #[test]
    fn every_column_of_a_roster_is_explained() {
        assert!(COLUMNS.iter().all(|column| note("history", column).is_some()));
        assert_eq!(note("history", "phone"), None);
    }
}
