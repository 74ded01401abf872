//! The bill of a year, a sheet a municipality: how its line came about.
//!
//! In: a bill. Out: HTML that fetches nothing, a printed page for each; nobody is named on it but municipalities.

use maud::{Markup, html};

use super::frame::{captioned, document, heads};
use crate::domain::Exact;
use crate::report::locale::Locale;
use crate::report::settlement::{account, sentences, span};
use crate::settlement::{Bill, Line, ORE};

/// The page.
pub fn page(bill: &Bill, title: &str, locale: &Locale) -> String {
    let heading = locale.pick("Årsopgørelse", "Settlement of the year");
    let body = html! {
        main id="main" tabindex="-1" {
            @for line in &bill.lines { (sheet(bill, line, (title, heading), locale)) }
        }
    };
    document(locale, &format!("{title} · {heading}"), false, &body)
}

fn sheet(bill: &Bill, line: &Line, (title, heading): (&str, &str), locale: &Locale) -> Markup {
    let rows = account(bill, line, locale);
    let (sum, rows) = rows.split_last().map_or((None, &[][..]), |(sum, rows)| (Some(sum), rows));
    let head = heads([locale.pick("Post", "Item"), locale.pick("Hvordan", "How"), locale.pick("Kroner", "Kroner")]);
    let table = html! {
        tbody { @for [what, how, amount] in rows { tr { th scope="row" { (what) } td { (how) } td.number { (amount) } } } }
        @if let Some([what, how, amount]) = sum {
            tfoot { tr { th scope="row" { (what) } td { (how) } td.number { strong { (amount) } } } }
        }
    };
    html! {
        section style="break-after: page" aria-label=(line.name) {
            p.kind { (title) " · " (heading) " " (span(bill, locale)) }
            h1 { (line.name) }
            (captioned("", locale.pick("Sådan er beløbet fremkommet", "How it came about"), &head, &table))
            @if let Some(calls) = calls(line, locale) { p { (calls) } }
            @for sentence in sentences(bill, locale).into_iter().take(2) { p { (sentence.text) } }
        }
    }
}

/// What a call of its citizens costs, where calls are known.
fn calls(line: &Line, locale: &Locale) -> Option<String> {
    let (calls, ore) = (locale.whole(line.calls?), line.per_call()?);
    let price = locale.exact(&(ore / Exact::from_integer(ORE.into())), 2);
    Some(locale.pick(
        format!("Der er talt {calls} opkald fra kommunens borgere: {price} kr. pr. opkald."),
        format!("{calls} calls of its citizens are counted: {price} kr. a call."),
    ))
}
