//! What `close` shows: every balance before and after, and below that whether rules were broken, what the balances sum to and who is
//! left.
//!
//! In: an instance, the judgement of the roster and the closing. Out: text with ANSI styles, never wider than asked.

use num_traits::{One, Signed, Zero};

use crate::closing::{Closing, balance};
use crate::domain::{Exact, Instance};
use crate::report::accounts::title;
use crate::report::facts::sentence::{Mark, Sentence};
use crate::report::facts::{taken_over, verdict};
use crate::report::figures::{balances, classes, terminal};
use crate::report::locale::Locale;
use crate::report::plan_text::heading;
use crate::report::table::{self, Terminal};
use crate::report::verify_text;
use crate::report::worked::{self, Worked};
use crate::verify::Judgement;

/// The report.
pub fn render(
    instance: &Instance,
    judgement: &Judgement,
    closing: &Closing,
    worked: Option<&Worked>,
    on: &Terminal,
) -> String {
    let locale = &on.locale;
    let mut sentences = vec![lawful(locale, judgement)];
    sentences.extend(verdict::past(locale, judgement));
    sentences.push(verdict::complete(locale, instance, judgement));
    sentences.extend([sums(locale, instance, closing), far_off(locale, instance, closing)]);
    sentences
        .extend(verdict::handed_on(locale, instance, judgement).into_iter().chain(left(locale, instance, closing)));
    sentences.extend(worked.map(|worked| worked::sentence(locale, worked)));
    let mut parts = vec![heading(instance, locale)];
    if let Some(worked) = worked.filter(|worked| !worked.changes.is_empty()) {
        let seats = worked::seats(instance, worked);
        parts.push(terminal::render(&seats.only(&["date", "weekday", "start", "was_name", "is_name"]), on));
    }
    parts.extend(verify_text::broken(instance, judgement, on));
    parts.extend([accounts(instance, closing, on), table::sentences(&sentences, on.width)]);
    parts.join("\n")
}

/// The work was done, whether it should have been or not.
fn lawful(locale: &Locale, judgement: &Judgement) -> Sentence {
    let sentence = verdict::lawful(locale, judgement);
    if sentence.mark == Mark::Good {
        return sentence;
    }
    sentence.and(locale.pick(" Det, der er taget, tæller alligevel.", " What was worked counts all the same."))
}

/// What the balances sum to, in all shifts and in each burden. Closing changes none of these sums.
fn sums(locale: &Locale, instance: &Instance, closing: &Closing) -> Sentence {
    let open = classes(instance).filter_map(|class| {
        let sum: Exact = closing.lines(class).iter().map(|line| balance(&line.after)).sum();
        let signed = locale.shifts_signed(&sum);
        let told = match class {
            None => signed,
            Some(burden) => locale.in_burden(&signed, false, &instance.burdens[burden].name),
        };
        (!sum.is_zero()).then_some(told)
    });
    let open: Vec<String> = open.collect();
    let all = open.join(", ");
    let text = match open.is_empty() {
        true => locale.pick("Saldiene går op i nul.", "The balances sum to zero.").to_owned(),
        false => locale.pick(
            format!("Saldiene giver {all} i alt, som de gjorde i regnskabet før."),
            format!("The balances sum to {all}, as they did in the ledger before."),
        ),
    };
    Sentence::judged(locale.pick("summer", "sums"), open.is_empty(), text)
}

/// Whether any balance has come to a whole shift.
fn far_off(locale: &Locale, instance: &Instance, closing: &Closing) -> Sentence {
    let mut standings: Vec<(usize, Exact)> =
        closing.total.iter().map(|line| balance(&line.after)).enumerate().collect();
    standings.sort_by_key(|(_, balance)| std::cmp::Reverse(balance.abs()));
    let named = |(m, balance): &(usize, Exact)| {
        format!("{} {}", instance.municipalities[*m].name, locale.shifts_signed(balance))
    };
    let off: Vec<String> = standings.iter().filter(|(_, balance)| balance.abs() >= Exact::one()).map(named).collect();
    let text = match standings.first() {
        Some(worst) if off.is_empty() => {
            let worst = named(worst);
            locale.pick(
                format!("Hver saldo er under én vagt; den største er {worst}."),
                format!("Every balance is below one shift; farthest off: {worst}."),
            )
        }
        _ => {
            let balances =
                locale.counted(off.len() as u64, ["saldo er", "saldi er"], ["balance comes to", "balances come to"]);
            let off = locale.first(&off, ", ");
            locale.pick(
                format!("{balances} på én vagt eller mere: {off}."),
                format!("{balances} one shift or more: {off}."),
            )
        }
    };
    Sentence::judged(locale.pick("saldi", "balances"), off.is_empty(), text)
}

/// Members that have left and whose account is open: those who left within the period, or whom nobody was there to follow.
fn left(locale: &Locale, instance: &Instance, closing: &Closing) -> Option<Sentence> {
    let gone = |m: &usize| instance.municipalities[*m].left.is_some_and(|left| left <= instance.period.to);
    let of_class = |class| closing.lines(class).iter().map(|line| balance(&line.after)).collect();
    let balances: Vec<Vec<Exact>> = classes(instance).map(of_class).collect();
    let is_open = |m: &usize| balances.iter().any(|balances| !balances[*m].is_zero());
    let gone = (0..instance.municipalities.len()).filter(gone).filter(is_open);
    let open: Vec<String> = gone.map(|m| taken_over::balance(instance, &balances, m, locale)).collect();
    if open.is_empty() {
        return None;
    }
    let many = locale.counted(open.len() as u64, ["saldo", "saldi"], ["balance is", "balances are"]);
    let open = locale.first(&open, "; ");
    let text = locale.pick(
        format!(
            "{many} overtages, når næste periode begynder, af dens medlemmer den dag: {open}. Behold rækkerne i \
             municipalities.csv og regnskabet, til den periode er afsluttet."
        ),
        format!(
            "{many} taken over as the next period begins, by its members of that day: {open}. Keep the rows in \
             municipalities.csv and the ledger until that period is closed."
        ),
    );
    Some(Sentence::judged(locale.pick("udtrådt", "left"), true, text))
}

fn accounts(instance: &Instance, closing: &Closing, on: &Terminal) -> String {
    let locale = &on.locale;
    let members = 0..instance.municipalities.len();
    let in_class = |class| balances::in_class(instance, closing, class, members.clone());
    let mut keys = vec!["municipality_name", "balance_before"];
    if closing.total.iter().any(|line| !line.taken.is_zero()) {
        keys.push("taken_over");
    }
    keys.extend(["entitled", "worked", "balance_after"]);
    let mut total = terminal::columns(&in_class(None).only(&keys), locale);
    let names = total.remove(0);
    let burdens = instance.burdens.iter().enumerate().map(|(burden, named)| {
        terminal::joined(&in_class(Some(burden)), &title(&named.name, locale), &["balance_after"], "", locale)
    });
    let mut legend = locale
        .pick(
            "en saldo over nul skyldes i vagter, under nul er den taget forud",
            "a balance above zero is owed in shifts, below zero worked ahead",
        )
        .to_owned();
    if !instance.burdens.is_empty() {
        legend.push_str(locale.pick("; byrder viser ny saldo", "; burdens show new balances"));
    }
    table::stack(&names, &[total, burdens.collect()], on.width) + &table::note(&legend, on.width)
}
