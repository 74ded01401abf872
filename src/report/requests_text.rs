//! What `requests` shows: what becomes of each request, who gets a shift without having asked, and what it means for the goals.
//!
//! In: an instance, the requests and the answers, and the judgement before. Out: text with ANSI styles, or JSON.

use serde::Serialize;

use crate::domain::Instance;
use crate::domain::input_file::InputFile;
use crate::domain::request::Request;
use crate::granting::Granting;
use crate::report::facts::sentence::Sentence;
use crate::report::facts::verdict;
use crate::report::figures::{Table, accounts, changes, goals, requests, terminal};
use crate::report::json::{Head, pretty};
use crate::report::locale::Locale;
use crate::report::plan_text::heading;
use crate::report::table::{self, Terminal};
use crate::verify::Judgement;

/// So many people who asked for nothing are named in a sentence.
const NAMED: usize = 6;

/// The report.
pub fn text(instance: &Instance, asked: &[Request], granting: &Granting, before: &Judgement, on: &Terminal) -> String {
    let locale = &on.locale;
    let answers = requests::table(instance, asked, granting, locale);
    let mut parts = vec![heading(instance, locale), terminal::render(&answers.only(&requests::TOLD), on)];
    let mut sentences = vec![count(locale, granting)];
    sentences.extend(bystanders(locale, instance, granting));
    if !granting.granted().is_empty() {
        let after = granting.roster.judgement();
        sentences.push(verdict::lawful(locale, after));
        let goals = goals::before_and_after(&before.values, &after.values);
        parts.push(terminal::render(&goals.only(&[goals::called(locale), "counts", "before", "after"]), on));
    }
    parts.push(table::sentences(&sentences, on.width));
    parts.join("\n")
}

fn count(locale: &Locale, granting: &Granting) -> Sentence {
    let (granted, all) = (granting.granted().len() as u64, granting.why.len() as u64);
    let of = locale.counted(all, ["anmodning", "anmodninger"], ["request", "requests"]);
    let [granted_text, left] = [granted, all - granted].map(|count| locale.whole(count));
    let all_granted = granted == all;
    let proven = match granting.proven {
        _ if all_granted => "",
        true => locale.pick("; flere på én gang er ikke muligt (bevist)", "; no more can be at once (proven)"),
        false => locale.pick("; om flere kunne, er ikke bevist", "; whether more could be is not proven"),
    };
    let text = locale.pick(
        format!("{granted_text} af {of} imødekommes, {left} ikke{proven}."),
        format!("{granted_text} of {of} are granted, {left} not{proven}."),
    );
    Sentence::judged(locale.pick("anmodninger", "requests"), granting.proven, text)
}

/// Who is to be asked or told: nobody gets a shift without having asked for it unless they marked the window as one they can take.
fn bystanders(locale: &Locale, instance: &Instance, granting: &Granting) -> Option<Sentence> {
    if granting.bystanders.is_empty() {
        return None;
    }
    let name = |&(staff, window): &(usize, usize)| {
        let window = &instance.windows[window];
        format!("{} {}", locale.person(&instance.staff[staff]), locale.slot(window.date, window.start))
    };
    let more = granting.bystanders.len().saturating_sub(NAMED);
    let mut named: Vec<String> = granting.bystanders.iter().take(NAMED).map(name).collect();
    if more > 0 {
        named.push(locale.pick(format!("{more} til"), format!("{more} more")));
    }
    let named = locale.list(&named);
    let text = locale.pick(
        format!("Har ikke bedt om noget og får en vagt: {named}. Hør dem, før planen sendes ud."),
        format!("Asked for nothing and get a shift: {named}. Ask them before the roster is sent out."),
    );
    Some(Sentence::judged(locale.pick("at spørge", "to ask"), false, text))
}

#[derive(Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// The files of requests.
    files: &'a [InputFile],
    granted: usize,
    proven: bool,
    requests: Table,
    changes: Table,
    /// The shifts of people who asked for nothing.
    to_ask: Vec<ToAsk>,
    unfilled: u64,
    goals: Table,
    shares: Table,
}

#[derive(Serialize)]
struct ToAsk {
    staff: String,
    date: String,
    start: String,
}

/// The same as a document.
pub fn json(
    instance: &Instance,
    inputs: &[InputFile],
    roster: Option<&InputFile>,
    files: &[InputFile],
    asked: &[Request],
    granting: &Granting,
    before: &Judgement,
) -> Vec<u8> {
    let locale = Locale::new(Default::default());
    let after = granting.roster.judgement();
    let to_ask = granting.bystanders.iter().map(|&(staff, window)| ToAsk {
        staff: instance.staff[staff].id.clone(),
        date: instance.windows[window].date.to_string(),
        start: instance.windows[window].start.format("%H:%M").to_string(),
    });
    pretty(&Document {
        head: Head::of(instance, inputs, roster),
        files,
        granted: granting.granted().len(),
        proven: granting.proven,
        requests: requests::table(instance, asked, granting, &locale).only(&requests::FILE),
        changes: requests::changes(instance, asked, granting, &locale).only(&changes::SEATS),
        to_ask: to_ask.collect(),
        unfilled: after.unfilled,
        goals: goals::before_and_after(&before.values, &after.values).only(&goals::CHANGE),
        shares: accounts::given(instance, after).all(),
    })
}
