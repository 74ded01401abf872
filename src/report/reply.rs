//! What to send back to a municipality whose answer has faults: what is wrong, in which cell, and what to do, in its language.
//!
//! In: an instance, a municipality, the findings about its answer, and what their places call the answer's sheets. Out: a text to be mailed
//! as it is. What else lies in the folder is not the municipality's, so no place there is told.

use chrono::{Datelike, NaiveDate};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::domain::Instance;
use crate::report::locale::Locale;

/// The text.
pub fn text(
    instance: &Instance,
    municipality: usize,
    findings: &[Diagnostic],
    sheets: &[String],
    locale: &Locale,
) -> String {
    let town = &instance.municipalities[municipality].name;
    let (from, to) = (locale.long_date(instance.period.from), locale.long_date(instance.period.to));
    let faults = findings.iter().filter(|found| found.is_error());
    let faults: String = faults.map(|found| format!("- {}\n", fault(found, sheets, locale))).collect();
    locale.pick(
        format!(
            "Emne: {town}s svar for {from} til {to}\n\nTak for svaret. Det kan ikke læses endnu:\n\n{faults}\nRet det i formularen, gem den, og send \
             den igen. Resten af svaret behøver I ikke at røre.\n"
        ),
        format!(
            "Subject: the answer of {town} for {from} to {to}\n\nThank you for the answer. It can't be read yet:\n\n{faults}\nPlease correct it in the \
             form, save it, and send it again. The rest of the answer can stay as it is.\n"
        ),
    )
}

/// A fault in a sentence, with its place and its cure.
fn fault(found: &Diagnostic, sheets: &[String], locale: &Locale) -> String {
    let mut places = found.labels.iter().map(|label| &label.place);
    let place = places.find(|place| sheets.contains(&place.source.name));
    let written = place.map(|place| place.text().trim().to_owned()).unwrap_or_default();
    let quoted = quoted(&written, locale);
    let is_elsewhere = place.is_none() && !found.labels.is_empty();
    let (what, cure) = match fixed(&found.message, locale) {
        Some(fixed) => fixed,
        None if is_elsewhere => untold(locale),
        None => words(found.code, &found.message, &quoted, locale),
    };
    let meant = found.help.iter().find_map(|help| help.strip_prefix("did you mean '")?.strip_suffix("'?"));
    let meant = meant.map(|meant| {
        let meant = self::quoted(meant, locale);
        locale.pick(format!("Mener I {meant}? "), format!("Do you mean {meant}? "))
    });
    let place = place.map(|place| format!("{}: ", located(place, locale))).unwrap_or_default();
    // What has no words of its own here is told as it was found.
    let what = what.unwrap_or_else(|| format!("{} [{}]", found.message, found.code));
    format!("{place}{what}. {}{cure}", meant.unwrap_or_default())
}

fn quoted(written: &str, locale: &Locale) -> String {
    locale.pick(format!("»{written}«"), format!("'{written}'"))
}

/// What is wrong and what to do where the answer does not fit a lock, which no municipality has before it: `Inge Klit (LEM1) is fixed on mon
/// 2026-01-05 08:00`, as findings about locks begin.
fn fixed(message: &str, locale: &Locale) -> Option<(Option<String>, String)> {
    let (who, rest) = message.split_once(" is fixed on ")?;
    let mut words = rest.split([' ', ',']).skip(1);
    let (date, time) = (words.next()?.parse::<NaiveDate>().ok()?, words.next()?);
    let day = format!("{} {}", locale.weekday(date.weekday()), locale.long_date(date));
    let what = locale.pick(
        format!("{who} har en aftalt vagt {day} kl. {time}, og svaret passer ikke til den"),
        format!("{who} has a settled shift on {day} at {time}, and the answer does not fit it"),
    );
    let cure = locale.pick(
        "Ret svaret, eller skriv til planlæggeren, hvis vagten skal væk.",
        "Correct the answer, or write to the planner if the shift is to go.",
    );
    Some((Some(what), cure.to_owned()))
}

/// `Datoer, celle C7`; a line of a text file.
fn located(place: &Place, locale: &Locale) -> String {
    let sheet = place.source.name.rsplit_once(", sheet '").map(|(_, sheet)| sheet.trim_end_matches('\'').to_owned());
    let cell = place.cell().map(|cell| {
        let cell = cell.replace("cell ", locale.pick("celle ", "cell "));
        cell.replace("row ", locale.pick("række ", "row "))
    });
    let line = place.source.line(place.span.start);
    let cell = cell.unwrap_or_else(|| locale.pick(format!("linje {line}"), format!("line {line}")));
    sheet.map_or(cell.clone(), |sheet| format!("{sheet}, {cell}"))
}

/// What to do about what has no words of its own here.
fn untold(locale: &Locale) -> (Option<String>, String) {
    let cure =
        locale.pick("Skriv til planlæggeren, hvis det ikke er klart.", "Write to the planner if this is not clear.");
    (None, cure.to_owned())
}

/// What is wrong and what to do, by code.
fn words(code: Code, message: &str, written: &str, locale: &Locale) -> (Option<String>, String) {
    let (danish, english): ([String; 2], [String; 2]) = match code {
        Code::UnknownKind if message.contains("is not a request") => (
            [format!("{written} er ikke en anmodning"), "Skriv fri, bytte, tage eller give.".into()],
            [format!("{written} is not a request"), "Write off, swap, take or give.".into()],
        ),
        Code::SwapWithoutWindow => (
            ["der er ingen vagt på den dag og tid".into(), "Skriv dato og start, som de står i vagtplanen.".into()],
            ["there is no shift on that day and time".into(), "Write date and start as the roster has them.".into()],
        ),
        Code::UnknownMark | Code::UnknownKind => (
            [format!("{written} er ikke et mærke"), "Skriv x, -, + eller (x), eller lad feltet stå tomt.".into()],
            [format!("{written} is not a mark"), "Write x, -, + or (x), or leave the cell empty.".into()],
        ),
        Code::BadDate => (
            [format!("{written} er ikke en dato"), "Skriv den som 24-12-2026.".into()],
            [format!("{written} is not a date"), "Write it as 2026-12-24.".into()],
        ),
        Code::BadTime => (
            [format!("{written} er ikke et klokkeslæt"), "Skriv det som 16:00.".into()],
            [format!("{written} is not a time"), "Write it as 16:00.".into()],
        ),
        Code::UnknownDay => (
            [format!("{written} er ikke en ugedag"), "Skriv dagene som man-tor eller man;ons.".into()],
            [format!("{written} is not a day of the week"), "Write the days as mon-thu or mon;wed.".into()],
        ),
        Code::BadNumber | Code::ThousandsPoint | Code::OutOfRange => (
            [format!("{written} kan ikke læses som et tal her"), "Skriv et tal, for eksempel 1 eller 0,5.".into()],
            [format!("{written} can't be read as a number here"), "Write a number, such as 1 or 0.5.".into()],
        ),
        Code::MergedCells => (
            [
                "felterne er flettet, så kun det første siger noget".into(),
                "Ophæv fletningen, og skriv i hvert felt.".into(),
            ],
            [
                "the cells are merged, so only the first says anything".into(),
                "Unmerge them, and write into each cell.".into(),
            ],
        ),
        Code::DoubledStaff => (
            [format!("{written} har to rækker"), "Saml dem i én række, eller slet den, der ikke gælder.".into()],
            [format!("{written} has two rows"), "Make one row of them, or delete the one that is out of date.".into()],
        ),
        Code::UnknownStaff => (
            [
                format!("{written} er ikke blandt jeres medarbejdere"),
                "Skriv id eller navn som i arket Tilgængelighed; en ny kollega skrives i arket Medarbejdere.".into(),
            ],
            [
                format!("{written} is none of your staff"),
                "Write the id or name as in the sheet Availability; a new colleague is written in the sheet Staff."
                    .into(),
            ],
        ),
        Code::ForeignRow => (
            [
                format!("{written} er ansat i en anden kommune"),
                "Slet rækken, eller ret den til en af jeres egne.".into(),
            ],
            [
                format!("{written} is another municipality's"),
                "Delete the row, or correct it to one of your own.".into(),
            ],
        ),
        Code::FromAfterTo => (
            ["den sidste dag ligger før den første".into(), "Byt om på de to datoer.".into()],
            ["the last day lies before the first".into(), "Exchange the two dates.".into()],
        ),
        Code::FormOfAnother => (
            [
                "formularen er fra en anden periode eller til en anden kommune".into(),
                "Brug den formular, I har fået til denne periode; skriv, hvis I mangler den.".into(),
            ],
            [
                "the form is of another period or municipality".into(),
                "Use the form that you were sent for this period; write if you don't have it.".into(),
            ],
        ),
        Code::EmptyCell => (
            ["feltet er tomt, men rækken siger noget".into(), "Udfyld det, eller slet rækken.".into()],
            ["the cell is empty, but the row says something".into(), "Fill it in, or delete the row.".into()],
        ),
        Code::GridColumn | Code::MissingColumn | Code::DoubledColumn => (
            [
                "overskrifterne er ikke, som de blev sendt".into(),
                "Hent formularen frem igen, og udfyld den uden at ændre overskrifter og kolonner.".into(),
            ],
            [
                "the headings are not as they were sent".into(),
                "Take the form as it was sent, and fill it in without changing headings and columns.".into(),
            ],
        ),
        Code::CutsWindow => (
            ["det passer ikke med vagternes tider".into(), "Skriv til planlæggeren, hvis det er rigtigt.".into()],
            ["it does not fit the times of shifts".into(), "Write to the planner if it is right.".into()],
        ),
        Code::LeftOutOfForm => {
            let who = message.split(" has no row").next().unwrap_or(message);
            let left_out = locale.pick(format!("{who} mangler i formularen"), message.to_owned());
            let cure = locale.pick(
                "Skriv rækken igen; den, der er holdt op, får en dato i kolonnen fratrådt.",
                "Write the row again; who has left gets a date in the column 'left'.",
            );
            return (Some(left_out), cure.to_owned());
        }
        _ => return untold(locale),
    };
    let [what, cure] = locale.pick(danish, english);
    (Some(what), cure)
}
