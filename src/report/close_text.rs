//! What `close` shows: whether rules were broken, what the balances sum to, who is left, and every balance before and
//! after.
//!
//! In: an instance, the judgement of the roster and the closing. Out: text with ANSI styles, never wider than asked.

use num_traits::{One, Signed, Zero};

use crate::closing::{Closing, Line, balance};
use crate::domain::language::Language;
use crate::domain::{Burden, Exact, Instance};
use crate::report::accounts::title;
use crate::report::facts::taken_over;
use crate::report::locale::Locale;
use crate::report::numbers::{TEXT_PLACES, counted, fixed, signed};
use crate::report::plan_text::heading;
use crate::report::table::{self, Cell, Column};
use crate::report::verdict::{self, Verdict};
use crate::report::verify_text;
use crate::verify::Judgement;

/// How many municipalities a sentence names before it says how many more there are; the table has them all.
const NAMED: usize = 4;

/// The report.
pub fn render(instance: &Instance, judgement: &Judgement, closing: &Closing, width: u16) -> String {
    let mut verdicts = vec![lawful(judgement), verdict::complete(instance, judgement), sums(instance, closing)];
    verdicts.splice(1..1, verify_text::past(judgement));
    verdicts.push(far_off(instance, closing));
    verdicts.extend(handed_on(instance, judgement).into_iter().chain(left(instance, closing)));
    let mut parts = vec![heading(instance), verdict::render(&verdicts, width)];
    if !judgement.violations.is_empty() {
        parts.push(verify_text::violations("broken rule", &judgement.violations, width));
    }
    if !judgement.past.is_empty() {
        parts.push(verify_text::violations("broken before", &judgement.past, width));
    }
    parts.push(balances(instance, closing, width));
    parts.join("\n")
}

/// The work was done, whether it should have been or not.
fn lawful(judgement: &Judgement) -> Verdict {
    let verdict = verify_text::lawful(judgement);
    if verdict.good {
        return verdict;
    }
    Verdict { text: verdict.text + " What was worked counts all the same.", ..verdict }
}

/// What the balances sum to, in all shifts and in each burden. Closing changes none of these sums.
fn sums(instance: &Instance, closing: &Closing) -> Verdict {
    let names = instance.burdens.iter().map(|burden| Some(burden.name.as_str()));
    let classes = std::iter::once(None).chain(names).zip(std::iter::once(&closing.total).chain(&closing.burdens));
    let open: Vec<String> = classes
        .filter_map(|(burden, lines)| {
            let sum: Exact = lines.iter().map(|line| balance(&line.after)).sum();
            let place = burden.map_or_else(String::new, |burden| format!(" in {burden}"));
            (!sum.is_zero()).then(|| format!("{}{place}", signed(&sum, TEXT_PLACES)))
        })
        .collect();
    let text = if open.is_empty() {
        "The balances sum to zero.".to_owned()
    } else {
        format!("The balances sum to {}, as they did in the ledger before.", open.join(", "))
    };
    Verdict { label: "sums", good: open.is_empty(), text }
}

/// Whether any balance has come to a whole shift.
fn far_off(instance: &Instance, closing: &Closing) -> Verdict {
    let mut standings: Vec<(usize, Exact)> =
        closing.total.iter().map(|line| balance(&line.after)).enumerate().collect();
    standings.sort_by_key(|(_, balance)| std::cmp::Reverse(balance.abs()));
    let off = standings.iter().filter(|(_, balance)| balance.abs() >= Exact::one()).cloned().collect::<Vec<_>>();
    let text = match standings.first() {
        Some(worst) if off.is_empty() => {
            format!("Every balance is below one shift; farthest off: {}.", named(instance, std::slice::from_ref(worst)))
        }
        _ => format!(
            "{} one shift or more: {}.",
            counted(off.len() as u64, "balance comes to", "balances come to"),
            named(instance, &off)
        ),
    };
    Verdict { label: "balances", good: off.is_empty(), text }
}

/// What was taken over as the period began, from those who had left before.
fn handed_on(instance: &Instance, judgement: &Judgement) -> Option<Verdict> {
    let opening = &judgement.shares.opening;
    let text = taken_over::sentence(instance, opening, &Locale::new(Language::English))?;
    Some(Verdict { label: "taken over", good: taken_over::is_settled(opening), text: text + "." })
}

/// Members that have left and whose account is open: those who left within the period, or whom nobody was there to follow.
fn left(instance: &Instance, closing: &Closing) -> Option<Verdict> {
    let gone = |m: &usize| instance.municipalities[*m].left.is_some_and(|left| left <= instance.period.to);
    let classes = std::iter::once(&closing.total).chain(&closing.burdens);
    let balances: Vec<Vec<Exact>> =
        classes.map(|lines| lines.iter().map(|line| balance(&line.after)).collect()).collect();
    let is_open = |m: &usize| balances.iter().any(|balances| !balances[*m].is_zero());
    let locale = Locale::new(Language::English);
    let open: Vec<String> = (0..instance.municipalities.len())
        .filter(gone)
        .filter(is_open)
        .map(|m| taken_over::balance(instance, &balances, m, &locale))
        .collect();
    if open.is_empty() {
        return None;
    }
    let more = match open.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let text = format!(
        "{} taken over as the next period begins, by its members of that day: {}{more}. Keep the rows in \
         municipalities.csv and the ledger until that period is closed.",
        counted(open.len() as u64, "balance is", "balances are"),
        open.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join("; ")
    );
    Some(Verdict { label: "left", good: true, text })
}

fn named(instance: &Instance, standings: &[(usize, Exact)]) -> String {
    let one = |(m, balance): &(usize, Exact)| {
        format!("{} {}", instance.municipalities[*m].name, signed(balance, TEXT_PLACES))
    };
    let more = match standings.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    standings.iter().take(NAMED).map(one).collect::<Vec<_>>().join(", ") + &more
}

fn balances(instance: &Instance, closing: &Closing, width: u16) -> String {
    let column = |heading: &str, lines: &[Line], pick: fn(&Line) -> Exact, show: fn(&Exact, u32) -> String| {
        let sum: Exact = lines.iter().map(pick).sum();
        let cells = lines.iter().map(|line| Cell::plain(show(&pick(line), TEXT_PLACES)));
        Column::number(heading, cells.chain([Cell::strong(show(&sum, TEXT_PLACES))]).collect())
    };
    let worked: u64 = closing.total.iter().map(|line| line.worked).sum();
    let shifts = closing.total.iter().map(|line| Cell::plain(line.worked.to_string()));
    let names = instance.municipalities.iter().map(|municipality| Cell::plain(&municipality.name));
    let mut total = vec![column("old balance", &closing.total, |line| balance(&line.before), signed)];
    if closing.total.iter().any(|line| !line.taken.is_zero()) {
        total.push(column("taken over", &closing.total, |line| line.taken.clone(), signed));
    }
    total.extend([
        column("entitled", &closing.total, |line| line.entitled.clone(), fixed),
        Column::number("worked", shifts.chain([Cell::strong(worked.to_string())]).collect()),
        column("new balance", &closing.total, |line| balance(&line.after), signed),
    ]);
    let in_burden = |(burden, lines): (&Burden, &Vec<Line>)| {
        column(&title(&burden.name), lines, |line| balance(&line.after), signed)
    };
    let burdens = instance.burdens.iter().zip(&closing.burdens).map(in_burden).collect::<Vec<_>>();
    let mut legend = "a balance above zero is owed in shifts, below zero worked ahead".to_owned();
    if !burdens.is_empty() {
        legend.push_str("; burdens show new balances");
    }
    let key = Column::text("municipality", names.chain([Cell::strong("all")]).collect());
    table::stack(&key, &[total, burdens], width) + &table::note(&legend, width)
}
