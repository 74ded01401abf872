//! `settle`: the bill of a year, shared among the members.
//!
//! In: folders of closed periods, what the hotline has cost, single items. Out: a table or JSON on stdout, and the bill as files, with a page a
//! municipality.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveTime;
use num_traits::{Signed, ToPrimitive, Zero};

use crate::check::arguments::Refusal;
use crate::cli;
use crate::commands::load::Loaded;
use crate::commands::{Exit, files, finish, load, style};
use crate::diagnostic::{any_error, quote};
use crate::domain::as_written::AsWritten;
use crate::domain::{Exact, Instance};
use crate::read::decimal::{Spelling, decimal};
use crate::read::{as_written, costs, when};
use crate::report::figures::bill;
use crate::report::locale::Locale;
use crate::report::{page, settlement as told, workbook, write};
use crate::settlement::{self, Item, ORE, Terms, Worked};

const FILES: [&str; 4] = ["settlement.csv", "settlement.json", "settlement.xlsx", "settlement.html"];

/// The most that is settled, in øre: a hundred thousand million kroner.
const MOST: i64 = 10_000_000_000_000;

/// Runs the command.
pub fn run(arguments: &cli::Settle) -> Exit {
    let mut loaded = Vec::new();
    for folder in &arguments.folders {
        match load::folder(folder) {
            Some(one) => loaded.push((folder, one)),
            None => return Exit::Refused,
        }
    }
    loaded.sort_by_key(|(_, one)| one.instance.period.from);
    match settled(&loaded, arguments) {
        Ok(bill) => deliver(&loaded, &bill, arguments),
        Err(refusal) => load::refuse(&refusal),
    }
}

/// The bill.
fn settled(loaded: &[(&std::path::PathBuf, Loaded)], arguments: &cli::Settle) -> Result<settlement::Bill, Refusal> {
    apart(loaded)?;
    let mut worked = Vec::new();
    for (folder, one) in loaded {
        worked.push(closed(folder, &one.instance)?);
    }
    let price = match &arguments.price_per_hour {
        Some(written) => Some(amount("--price-per-hour", written)?),
        None => loaded.last().and_then(|(_, last)| last.instance.price_per_hour.clone()),
    };
    // A page could not be added up with a price that is shown rounded.
    if let Some(price) = &price {
        ore("what an hour is worth", price)?;
    }
    let cost = ore("--cost", &amount("--cost", &arguments.cost)?)?;
    let mut terms = Terms { cost, price_per_hour: price, items: Vec::new(), fixed: BTreeMap::new() };
    if let Some(path) = &arguments.costs {
        items(path, loaded, &mut terms)?;
    }
    if arguments.hours_beside {
        let Some(price) = &terms.price_per_hour else {
            let message = "--hours-beside: nothing says what an hour is worth";
            return Err(Refusal::cured(message, "give --price-per-hour, or settlement.price_per_hour in plan.toml"));
        };
        let hours: Exact = worked.iter().flat_map(|period| &period.hours).sum();
        let half = Exact::new(1.into(), 2.into());
        let value = (price * hours * Exact::from_integer(ORE.into()) + half).floor();
        let language = loaded.last().map(|(_, last)| arguments.printed.language.unwrap_or(last.instance.language));
        let what = Locale::new(language.unwrap_or_default())
            .pick("Værdien af vagterne", "What the shifts are worth")
            .to_owned();
        let amount =
            value.to_integer().to_i64().filter(|value| *value <= MOST).ok_or_else(|| too_much("--price-per-hour"))?;
        terms.items.push(Item { what, code: None, amount });
    }
    Ok(settlement::bill(&worked, terms))
}

/// Periods that do not overlap, in which a code means one municipality.
fn apart(loaded: &[(&std::path::PathBuf, Loaded)]) -> Result<(), Refusal> {
    for pair in loaded.windows(2) {
        let (one, other) = (&pair[0], &pair[1]);
        if one.1.instance.period.to >= other.1.instance.period.from {
            let message = format!(
                "the periods of '{}' and '{}' overlap: {} lies in both",
                one.0.display(),
                other.0.display(),
                other.1.instance.period.from
            );
            return Err(Refusal::cured(message, "give each period once"));
        }
    }
    let mut names: BTreeMap<&str, (&str, &Path)> = BTreeMap::new();
    for (folder, one) in loaded {
        for municipality in &one.instance.municipalities {
            let (name, first) = *names.entry(&municipality.code).or_insert((&municipality.name, folder));
            if name != municipality.name {
                let message = format!(
                    "{} is {} in '{}' and {} in '{}'",
                    quote(&municipality.code),
                    name,
                    first.display(),
                    municipality.name,
                    folder.display()
                );
                return Err(Refusal::cured(message, "a code means one municipality: correct municipalities.csv"));
            }
        }
    }
    Ok(())
}

/// What was worked in a period, from what `close` wrote.
fn closed<'a>(folder: &Path, instance: &'a Instance) -> Result<Worked<'a>, Refusal> {
    let out = folder.join("out");
    let (Some(ledger), Some(history)) = (as_written::table(&out, "ledger"), as_written::table(&out, "history")) else {
        let message =
            format!("'{}' is not closed: there is no ledger.csv and history.csv in its out", folder.display());
        return Err(Refusal::cured(message, "close it first: 'vagtplan close FOLDER ROSTER'"));
    };
    let number =
        |row: &[String], column: &str| ledger.cell(row, column).and_then(|cell| decimal(Spelling::Either)(cell).ok());
    let until = ledger.rows.iter().filter_map(|row| when::date(ledger.cell(row, "until")?).ok()).max();
    if until != Some(instance.period.to) {
        let of = until.map_or_else(|| "no period".to_owned(), |day| format!("a period that ends on {day}"));
        let message =
            format!("the ledger in '{}' is of {of}, not of the one that ends on {}", out.display(), instance.period.to);
        return Err(Refusal::cured(message, "close the period: 'vagtplan close FOLDER ROSTER'"));
    }
    let members = instance.municipalities.len();
    let mut shifts = vec![0; members];
    let mut balances = vec![Exact::zero(); members];
    for row in &ledger.rows {
        let place = ledger.cell(row, "municipality").and_then(|code| instance.municipality_with(code));
        let (Some(m), None) = (place, ledger.cell(row, "burden")) else { continue };
        let (entitled, worked) =
            (number(row, "entitled").unwrap_or_else(Exact::zero), number(row, "worked").unwrap_or_else(Exact::zero));
        let before = instance.ledger.get(&(m, None)).map_or_else(Exact::zero, |entry| entry.worked.clone());
        shifts[m] = (&worked - before).round().to_integer().to_u64().unwrap_or(0);
        balances[m] = entitled - worked;
    }
    let hours = hours(instance, &history, &shifts);
    Ok(Worked { instance, shifts, hours, balances })
}

/// Hours by municipality: those of the shifts in the history where it has all of the period's, else shifts of average length.
fn hours(instance: &Instance, history: &AsWritten, shifts: &[u64]) -> Vec<Exact> {
    let mut counted = vec![0_u64; shifts.len()];
    let mut minutes = vec![0_i64; shifts.len()];
    for row in &history.rows {
        let date = history.cell(row, "date").and_then(|cell| when::date(cell).ok());
        let time = |column| history.cell(row, column).and_then(|cell| when::time(cell).ok());
        let place = history.cell(row, "municipality").and_then(|code| instance.municipality_with(code));
        let (Some(date), Some(start), Some(end), Some(m)) = (date, time("start"), time("end"), place) else { continue };
        if instance.period.contains(date) && history.cell(row, "staff").is_some() {
            counted[m] += 1;
            minutes[m] += length(start, end);
        }
    }
    if counted == shifts {
        return minutes.into_iter().map(|minutes| Exact::new(minutes.into(), 60.into())).collect();
    }
    let seats: i64 = instance.windows.iter().map(|window| i64::from(window.seats)).sum();
    let all: i64 = instance.windows.iter().map(|window| i64::from(window.seats) * window.length.num_minutes()).sum();
    let mean = if seats == 0 { Exact::zero() } else { Exact::new(all.into(), (60 * seats).into()) };
    shifts.iter().map(|&shifts| &mean * Exact::from_integer(shifts.into())).collect()
}

/// Minutes from one time to another, over midnight where that comes first.
fn length(start: NaiveTime, end: NaiveTime) -> i64 {
    (end - start).num_minutes().rem_euclid(24 * 60)
}

/// Items and parts that are agreed on.
fn items(path: &Path, loaded: &[(&std::path::PathBuf, Loaded)], terms: &mut Terms) -> Result<(), Refusal> {
    let (table, mut findings) = costs::costs(path);
    let refused = any_error(&findings) || table.is_none();
    load::show(&mut findings);
    let refuse = |message: String, cure: &str| Err(Refusal::cured(message, cure));
    let Some(table) = table.filter(|_| !refused) else {
        return refuse(
            format!("'{}' is not taken", path.display()),
            "correct what is named above, and run the command again",
        );
    };
    for row in &table.rows {
        let what = row.what.as_ref().map_or_else(String::new, |what| what.value.clone());
        let at = format!("{}: {}", path.display(), quote(&what));
        let code = match &row.code {
            None => None,
            Some(written) => {
                let found =
                    loaded.iter().rev().flat_map(|(_, one)| &one.instance.municipalities).find(|municipality| {
                        municipality.code == written.value
                            || municipality.name.to_lowercase() == written.value.to_lowercase()
                    });
                match found {
                    Some(municipality) => Some(municipality.code.clone()),
                    None => {
                        return refuse(
                            format!("{at}: {} is no member", quote(&written.value)),
                            "write the code of municipalities.csv",
                        );
                    }
                }
            }
        };
        match (&row.amount, &row.share, code) {
            (Some(amount), None, code) => {
                terms.items.push(Item { what, code, amount: ore(&at, &amount.value)? });
            }
            (None, Some(share), Some(code)) => {
                let part = &share.value / Exact::from_integer(100.into());
                if share.value.is_negative() || terms.fixed.insert(code, part).is_some() {
                    return refuse(
                        format!("{at}: a part is below zero, or there twice"),
                        "give each municipality one part, from 0 to 100",
                    );
                }
            }
            (None, Some(_), None) => {
                return refuse(format!("{at}: it does not say whose part it is"), "fill in 'code'");
            }
            _ => {
                return refuse(
                    format!("{at}: it needs an amount or a part, and not both"),
                    "fill in 'amount' or 'share'",
                );
            }
        }
    }
    let fixed: Exact = terms.fixed.values().sum();
    let whole = Exact::from_integer(1.into());
    let is_everybody =
        loaded.iter().flat_map(|(_, one)| &one.instance.municipalities).all(|m| terms.fixed.contains_key(&m.code));
    if fixed > whole || (is_everybody && fixed != whole) {
        return refuse(
            format!("{}: the parts add up to {}%", path.display(), &fixed * Exact::from_integer(100.into())),
            "let them add up to 100 at most, and to 100 where everybody has one",
        );
    }
    Ok(())
}

/// An amount of kroner, not below zero.
fn amount(option: &str, written: &str) -> Result<Exact, Refusal> {
    let amount = decimal(Spelling::Either)(written.trim())
        .map_err(|fault| Refusal::cured(format!("{option}: {}", fault.message), fault.help))?;
    if amount.is_negative() {
        return Err(Refusal::cured(format!("{option}: {written} is below zero"), "write kroner, such as 8967436.42"));
    }
    Ok(amount)
}

/// Kroner in whole øre.
fn ore(option: &str, kroner: &Exact) -> Result<i64, Refusal> {
    let ore = kroner * Exact::from_integer(ORE.into());
    if !ore.is_integer() {
        return Err(Refusal::cured(
            format!("{option}: there are no parts of an øre"),
            "write kroner with two decimals",
        ));
    }
    ore.to_integer().to_i64().filter(|ore| ore.abs() <= MOST).ok_or_else(|| too_much(option))
}

fn too_much(option: &str) -> Refusal {
    Refusal::cured(format!("{option}: no hotline costs as much"), "look whether the number is right")
}

/// Writes the files and prints the bill.
fn deliver(loaded: &[(&std::path::PathBuf, Loaded)], bill: &settlement::Bill, arguments: &cli::Settle) -> Exit {
    let Some((folder, last)) = loaded.last() else { return Exit::Refused };
    let instance = &last.instance;
    let place = arguments.out.clone().unwrap_or_else(|| folder.join("out").join("settlement"));
    let Some(out) = files::open(&place, &FILES) else {
        return Exit::Refused;
    };
    let locale = Locale::new(arguments.printed.language.unwrap_or(instance.language));
    let json = told::json(bill);
    let contents = [
        bill::table(bill).only(&bill::columns(bill)).csv(style::csv(&arguments.style)),
        json.clone(),
        workbook::of_bill(instance, bill, &locale),
        page::settlement::page(bill, &instance.title, &locale).into_bytes(),
    ];
    if !files::written(&out, &FILES.into_iter().zip(contents).collect::<Vec<_>>()) {
        return Exit::Refused;
    }
    let data = match arguments.printed.is_json() {
        true => json,
        false => {
            let on = write::terminal(arguments.printed.language).in_full(arguments.printed.tables);
            told::text(bill, &on).into_bytes()
        }
    };
    finish(&data, Exit::Done)
}
