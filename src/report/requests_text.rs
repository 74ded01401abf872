//! What `requests` shows: what becomes of each request, who gets a shift without having asked, and what it means for the goals.
//!
//! In: an instance, the requests and the answers, and the judgement before. Out: text with ANSI styles, or JSON.

use serde::Serialize;

use crate::domain::Instance;
use crate::domain::input_file::InputFile;
use crate::domain::request::{Request, Shift};
use crate::granting::Granting;
use crate::report::facts::sentence::Sentence;
use crate::report::facts::verdict;
use crate::report::figures::{Table, accounts, changes, goals, requests, terminal};
use crate::report::json::{Head, pretty};
use crate::report::locale::Locale;
use crate::report::plan_text::heading;
use crate::report::table::{self, Terminal};
use crate::verify::Judgement;

/// The report.
pub fn text(instance: &Instance, asked: &[Request], granting: &Granting, before: &Judgement, on: &Terminal) -> String {
    let locale = &on.locale;
    let answers = requests::table(instance, asked, granting, locale);
    let mut parts = vec![heading(instance, locale), terminal::render(&answers.only(&requests::TOLD), on)];
    let mut sentences = vec![count(locale, granting)];
    sentences.extend(bystanders(locale, instance, &granting.bystanders));
    sentences.extend(named(locale, instance, &granting.named_alone(asked)));
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
    let are = if all == 1 { "is" } else { "are" };
    let proven = match granting.proven {
        _ if all_granted => "",
        true => locale.pick("; flere på én gang er ikke muligt (bevist)", "; no more can be at once (proven)"),
        false => locale.pick("; om flere kunne, er ikke bevist", "; whether more could be is not proven"),
    };
    let text = locale.pick(
        format!("{granted_text} af {of} imødekommes, {left} ikke{proven}."),
        format!("{granted_text} of {of} {are} granted, {left} not{proven}."),
    );
    Sentence::judged(locale.pick("anmodninger", "requests"), granting.proven, text)
}

/// Who is to be asked: all of them, since nobody else knows of whom it is to be heard.
fn bystanders(locale: &Locale, instance: &Instance, shifts: &[Shift]) -> Option<Sentence> {
    let name = |&(staff, window): &Shift| {
        let window = &instance.windows[window];
        format!("{} {}", locale.person(&instance.staff[staff]), locale.slot(window.date, window.start))
    };
    let people = locale.list(&shifts.iter().map(name).collect::<Vec<_>>());
    let text = locale.pick(
        format!("Har ikke bedt om noget og får en vagt: {people}. Hør dem, før planen sendes ud."),
        format!("Asked for nothing and get a shift: {people}. Ask them before the roster is sent out."),
    );
    (!shifts.is_empty()).then(|| Sentence::judged(locale.pick("at spørge", "to ask"), false, text))
}

/// Who is to say that they agree: colleagues who are named in somebody else's request and have written none about it.
fn named(locale: &Locale, instance: &Instance, named: &[(usize, usize)]) -> Option<Sentence> {
    let name = |&(place, staff): &(usize, usize)| {
        let (person, number) = (locale.person(&instance.staff[staff]), locale.whole(place as u64 + 1));
        locale.pick(format!("{person} i nr. {number}"), format!("{person} in no. {number}"))
    };
    let people = locale.list(&named.iter().map(name).collect::<Vec<_>>());
    let text = locale.pick(
        format!("Har ikke selv skrevet det: {people}. Hør, om det er aftalt, før planen sendes ud."),
        format!("Have not written it themselves: {people}. Ask whether they agree before the roster is sent out."),
    );
    (!named.is_empty()).then(|| Sentence::judged(locale.pick("at bekræfte", "to confirm"), false, text))
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
    /// Those who are named and have not written that they agree.
    to_confirm: Vec<ToConfirm>,
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

#[derive(Serialize)]
struct ToConfirm {
    number: usize,
    staff: String,
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
    let named = granting.named_alone(asked).into_iter();
    let to_confirm =
        named.map(|(place, staff)| ToConfirm { number: place + 1, staff: instance.staff[staff].id.clone() });
    pretty(&Document {
        head: Head::of(instance, inputs, roster),
        files,
        granted: granting.granted().len(),
        proven: granting.proven,
        requests: requests::table(instance, asked, granting, &locale).only(&requests::FILE),
        changes: requests::changes(instance, asked, granting, &locale).only(&changes::SEATS),
        to_ask: to_ask.collect(),
        to_confirm: to_confirm.collect(),
        unfilled: after.unfilled,
        goals: goals::before_and_after(&before.values, &after.values).only(&goals::CHANGE),
        shares: accounts::given(instance, after).all(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::report::sample;

    #[test]
    fn everybody_who_is_to_be_asked_is_named() {
        let (instance, english) = (sample::instance(), Locale::new(Language::English));
        let shifts: Vec<Shift> = (0..8).map(|window| (window % 4, window)).collect();
        let text = bystanders(&english, &instance, &shifts).expect("a sentence").text;
        for &(staff, window) in &shifts {
            let slot = english.slot(instance.windows[window].date, instance.windows[window].start);
            assert!(text.contains(&format!("{} {slot}", english.person(&instance.staff[staff]))), "{text}");
        }
        assert_eq!(bystanders(&english, &instance, &[]), None);
        let text = named(&Locale::new(Language::Danish), &instance, &[(2, 1), (11, 3)]).expect("a sentence").text;
        assert_eq!(
            text,
            "Har ikke selv skrevet det: Lars (l1) i nr. 3 og Rie (r1) i nr. 12. Hør, om det er aftalt, før planen sendes ud."
        );
    }
}
