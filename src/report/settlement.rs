//! The bill of a year, on the terminal and in its documents.
//!
//! In: a bill. Out: text with ANSI styles, JSON, and sentences that say how each municipality's line came about.

use num_traits::Zero;
use serde::Serialize;

use crate::domain::Exact;
use crate::report::facts::sentence::Sentence;
use crate::report::figures::{self, Figure, Kind, Table, bill, terminal};
use crate::report::json::{Versions, number, pretty};
use crate::report::locale::Locale;
use crate::report::table::{self, Terminal};
use crate::settlement::{Bill, Line, ORE, Stretch};

/// Kroner and øre, as people read them: `27.465,38 kr.`
pub fn kroner(locale: &Locale, ore: i64) -> String {
    format!("{} kr.", Figure::Ore(ore).shown(Kind::Amount(2), locale))
}

/// From the first day to the last.
pub fn span(bill: &Bill, locale: &Locale) -> String {
    let first_and_last = bill.periods.first().zip(bill.periods.last());
    let [from, to] =
        first_and_last.map_or_else(Default::default, |(first, last)| [first.0, last.1].map(|day| locale.date(day)));
    locale.pick(format!("{from} til {to}"), format!("{from} to {to}"))
}

/// What is printed.
pub fn text(bill: &Bill, on: &Terminal) -> String {
    let locale = &on.locale;
    let title = format!("{} {}\n\n", locale.pick("Opgørelse", "Settlement"), span(bill, locale));
    let table = terminal::render(&bill::table(bill).only(&bill::shown(bill)), on);
    let sentences: Vec<Sentence> = sentences(bill, locale);
    title + &table + "\n" + &table::sentences(&sentences, on.width)
}

/// How it was settled, and who pays and is paid.
pub fn sentences(bill: &Bill, locale: &Locale) -> Vec<Sentence> {
    let sum = |of: &dyn Fn(&Line) -> i64| bill.lines.iter().map(of).sum::<i64>();
    let pays: Vec<&Line> = bill.lines.iter().filter(|line| line.pays > 0).collect();
    let paid: Vec<&Line> = bill.lines.iter().filter(|line| line.pays < 0).collect();
    let mut told = vec![Sentence::fact(
        locale.pick("udgift", "cost"),
        locale.pick(
            format!(
                "{} er delt efter befolkning, dag for dag blandt dem, der var medlemmer; hver kolonne går op på øren.",
                kroner(locale, bill.terms.cost)
            ),
            format!(
                "{} are shared by population, day by day among those who were members; each column adds up to the øre.",
                kroner(locale, bill.terms.cost)
            ),
        ),
    )];
    if let Some(price) = &bill.terms.price_per_hour {
        let (price, credit) = (locale.exact(price, 2), kroner(locale, sum(&|line| line.credit)));
        told.push(Sentence::fact(
            locale.pick("timer", "hours"),
            locale.pick(
                format!("Hver time på vagt er godskrevet med {price} kr., i alt {credit}"),
                format!("Each hour of a shift is credited with {price} kr., which makes {credit}"),
            ),
        ));
    } else {
        told.push(Sentence::fact(
            locale.pick("timer", "hours"),
            locale
                .pick(
                    "Timer er ikke godskrevet: [settlement] price_per_hour i plan.toml siger, hvad en er værd.",
                    "Hours are not credited: [settlement] price_per_hour in plan.toml says what one is worth.",
                )
                .to_owned(),
        ));
    }
    let total = |lines: &[&Line]| kroner(locale, lines.iter().map(|line| line.pays.abs()).sum());
    let members = |lines: &[&Line]| {
        locale.counted(lines.len() as u64, ["kommune", "kommuner"], ["municipality", "municipalities"])
    };
    let mut text = match pays.len() {
        0 => locale.pick("Ingen betaler.", "Nobody pays.").to_owned(),
        1 => {
            locale.pick(format!("1 kommune betaler {}", total(&pays)), format!("1 municipality pays {}", total(&pays)))
        }
        _ => locale.pick(
            format!("{} betaler {}", members(&pays), total(&pays)),
            format!("{} pay {}", members(&pays), total(&pays)),
        ),
    };
    if !paid.is_empty() {
        let named: Vec<String> =
            paid.iter().map(|line| format!("{} {}", line.name, kroner(locale, -line.pays))).collect();
        text.push_str(&locale.pick(
            format!(" {} får {}: {}", members(&paid), total(&paid), locale.first(&named, ", ")),
            format!(
                " {} {} paid {}: {}",
                members(&paid),
                if paid.len() == 1 { "is" } else { "are" },
                total(&paid),
                locale.first(&named, ", ")
            ),
        ));
    }
    told.push(Sentence::fact(locale.pick("betaling", "payment"), text));
    if !bill.unpriced.is_empty() {
        let named = locale.list(&bill.unpriced);
        told.push(Sentence::judged(
            locale.pick("saldo", "balance"),
            false,
            locale.pick(
                format!("Saldoen for {named} skal betales, men intet siger, hvad en vagt er værd: skriv withdrawal.price_per_shift eller en pris pr. time."),
                format!("The balance of {named} is to be paid, but nothing says what a shift is worth: write withdrawal.price_per_shift, or a price per hour."),
            ),
        ));
    }
    told.extend(gaps(bill, locale));
    told
}

/// Days between the periods, which count for nothing.
fn gaps(bill: &Bill, locale: &Locale) -> Option<Sentence> {
    let gaps: Vec<String> = bill
        .periods
        .windows(2)
        .filter_map(|pair| {
            let (from, to) = (pair[0].1.succ_opt()?, pair[1].0.pred_opt()?);
            (from <= to).then(|| format!("{}–{}", locale.date(from), locale.date(to)))
        })
        .collect();
    (!gaps.is_empty()).then(|| {
        Sentence::fact(
            locale.pick("huller", "gaps"),
            locale.pick(
                format!("Dage mellem perioderne tæller ikke: {}.", gaps.join(", ")),
                format!("Days between the periods do not count: {}.", gaps.join(", ")),
            ),
        )
    })
}

/// How a municipality's line came about, a row each: what, how, kroner.
pub fn account(bill: &Bill, line: &Line, locale: &Locale) -> Vec<[String; 3]> {
    let percent = locale.percent(&line.part);
    let money = |ore: i64| kroner(locale, ore);
    let fixed = bill.terms.fixed.contains_key(&line.code);
    let how = if fixed {
        locale.pick(format!("aftalt andel: {percent}"), format!("a part that was agreed on: {percent}"))
    } else {
        let stretch = |stretch: &Stretch| {
            let days = locale.counted(stretch.days, ["dag", "dage"], ["day", "days"]);
            let [own, all] =
                [&stretch.own, &stretch.all].map(|people| locale.exact(people, u32::from(!people.is_integer()) * 2));
            locale.pick(format!("{own} af {all} indbyggere i {days}"), format!("{own} of {all} inhabitants on {days}"))
        };
        let stretches: Vec<String> = line.stretches.iter().map(stretch).collect();
        let (stretches, cost) = (stretches.join("; "), money(bill.terms.cost));
        let days = locale.whole(bill.days);
        let agreed: Exact = bill.terms.fixed.values().sum();
        let rest = (!agreed.is_zero()).then(|| locale.percent(&(Exact::from_integer(1.into()) - agreed)));
        let of_rest = rest.map_or_else(String::new, |rest| {
            locale.pick(
                format!(", af de {rest}, der ikke er aftalt,"),
                format!(", of the {rest} that are not agreed on,"),
            )
        });
        locale.pick(
            format!("{stretches}; i gennemsnit over {days} dage{of_rest} altså {percent} af {cost}"),
            format!("{stretches}; on average over {days} days{of_rest} {percent} of {cost}"),
        )
    };
    let mut rows = vec![[locale.pick("Del af udgiften", "Part of the cost").to_owned(), how, money(line.cost)]];
    for (item, &amount) in bill.terms.items.iter().zip(&line.items) {
        if amount == 0 {
            continue;
        }
        let how = match &item.code {
            Some(_) => locale.pick("kun denne kommune", "this municipality alone").to_owned(),
            None => locale
                .pick(format!("{percent} af {}", money(item.amount)), format!("{percent} of {}", money(item.amount))),
        };
        rows.push([item.what.clone(), how, money(amount)]);
    }
    if let Some(price) = &bill.terms.price_per_hour {
        let shifts = locale.counted(line.shifts, ["vagt", "vagter"], ["shift", "shifts"]);
        let (hours, price) = (locale.exact(&line.hours, 2), locale.exact(price, 2));
        rows.push([
            locale.pick("Godskrevet for vagter", "Credited for shifts").to_owned(),
            locale.pick(
                format!("{shifts}, {hours} timer à {price} kr."),
                format!("{shifts}, {hours} hours at {price} kr."),
            ),
            money(-line.credit),
        ]);
    }
    if line.balance != 0 {
        rows.push([
            locale.pick("Saldo ved udtræden", "Balance on leaving").to_owned(),
            locale
                .pick(
                    "vagter, som den, der udtræder, mangler eller har taget forud, overtages efter befolkning og betales",
                    "shifts that who leaves still owed, or had worked ahead, are taken over by population and paid for",
                )
                .to_owned(),
            money(line.balance),
        ]);
    }
    let (what, amount) = match line.pays < 0 {
        true => (locale.pick("At modtage", "To be paid"), -line.pays),
        false => (locale.pick("At betale", "To pay"), line.pays),
    };
    rows.push([what.to_owned(), String::new(), money(amount)]);
    rows
}

#[derive(Serialize)]
struct Document {
    versions: Versions,
    periods: Vec<[String; 2]>,
    cost: f64,
    price_per_hour: Option<f64>,
    items: Vec<Post>,
    members: Table,
}

#[derive(Serialize)]
struct Post {
    what: String,
    municipality: Option<String>,
    amount: f64,
}

/// The document.
pub fn json(bill: &Bill) -> Vec<u8> {
    let kroner = |ore: i64| number(&Exact::new(ore.into(), ORE.into()));
    pretty(&Document {
        versions: Versions::current(),
        periods: bill.periods.iter().map(|(from, to)| [from.to_string(), to.to_string()]).collect(),
        cost: kroner(bill.terms.cost),
        price_per_hour: bill.terms.price_per_hour.as_ref().map(number),
        items: (bill.terms.items.iter())
            .map(|item| Post { what: item.what.clone(), municipality: item.code.clone(), amount: kroner(item.amount) })
            .collect(),
        members: figures::bill::table(bill).only(&bill::columns(bill)),
    })
}
