//! What holds for every period that is closed, whatever was worked in it.
//!
//! In: random folders and rosters, lawful or not, full or not. Out: nothing, where balances go on summing to what they
//! summed to and the ledger is read as it was meant; otherwise the seed of a folder where not.

mod support;

use chrono::{Days, Weekday};
use fastrand::Rng;
use num_traits::{One, Signed, Zero};
use support::by_hand::{exact, instance, municipality, roster, staff, time};
use support::random::RandomFolder;
use support::random::rosters::{any_roster, good_roster};
use vagtplan::closing::{self, Closing, Line, PLACES, balance};
use vagtplan::domain::goal::Rung;
use vagtplan::domain::rule::{Limits, Rule};
use vagtplan::domain::{Burden, Exact, Instance, LedgerEntry};
use vagtplan::planning::{self, Options};
use vagtplan::report::ledger_csv;
use vagtplan::report::rows::Style;
use vagtplan::{check, diagnostic, read, verify};

const SEEDS: std::ops::Range<u64> = 0..150;

fn classes(closing: &Closing) -> impl Iterator<Item = &Vec<Line>> {
    std::iter::once(&closing.total).chain(&closing.burdens)
}

fn sum(amounts: impl Iterator<Item = Exact>) -> Exact {
    amounts.fold(Exact::zero(), |sum, amount| sum + amount)
}

fn closed(instance: &Instance, random: &mut Rng) -> Closing {
    closing::close(instance, &verify::judge(instance, &any_roster(random, instance)))
}

#[test]
fn closing_changes_no_sum_of_balances_and_no_figure_by_a_millionth() {
    let millionth = Exact::new(1.into(), 1_000_000.into());
    let mut short = 0;
    for seed in SEEDS {
        let mut random = Rng::with_seed(seed);
        for RandomFolder { instance, .. } in [RandomFolder::tiny(seed), RandomFolder::small(seed)] {
            for lines in classes(&closed(&instance, &mut random)) {
                let before = sum(lines.iter().map(|line| balance(&line.before)));
                assert_eq!(sum(lines.iter().map(|line| balance(&line.after))), before, "seed {seed}");
                let worked: u64 = lines.iter().map(|line| line.worked).sum();
                assert_eq!(sum(lines.iter().map(|line| line.entitled.clone())), Exact::from_integer(worked.into()));
                assert!(lines.iter().map(|line| &line.taken).sum::<Exact>().is_zero(), "seed {seed}");
                for line in lines {
                    let off = &line.after.entitled - &line.before.entitled - &line.taken - &line.entitled;
                    assert!(off.abs() < millionth, "seed {seed}: {line:#?}");
                    let millions = &line.after.entitled * Exact::from_integer(10_i64.pow(PLACES).into());
                    assert!(millions.is_integer(), "seed {seed}: {line:#?}");
                }
                short += u32::from(worked < instance.seats());
            }
        }
    }
    assert!(short > 50, "too few rosters have unfilled seats");
}

/// For all shifts, what is closed is what was planned for: the entitlement in the target, φ and all.
#[test]
fn what_is_closed_is_what_was_planned_for() {
    let (mut compared, mut deserted) = (0, 0);
    for seed in SEEDS {
        let mut random = Rng::with_seed(seed);
        let folder = RandomFolder::small(seed);
        for instance in [folder.deserted_at_first(), folder.instance] {
            let judgement = verify::judge(&instance, &good_roster(&mut random, &instance));
            let closing = closing::close(&instance, &judgement);
            for (line, account) in closing.total.iter().zip(&judgement.shares.total) {
                assert_eq!(line.entitled, account.entitled, "seed {seed}");
            }
            compared += 1;
            deserted += u32::from(!instance.is_somebodys(&instance.windows[0]));
        }
    }
    assert_eq!(compared, 300);
    assert!(deserted > 100, "{deserted}");
}

#[test]
fn a_plan_within_rounding_leaves_every_balance_below_one_shift() {
    let (mut planned, mut within, mut below) = (0, 0, 0);
    for seed in 0..80 {
        // Staff enough wherever there is any: who is short of people is off by more than rounding in most folders.
        let mut instance = RandomFolder::small(seed).instance;
        instance.edit(|instance| {
            for person in &mut instance.staff {
                person.heads = 9;
                (person.joined, person.left) = (None, None);
                person.limits = Limits::of(|rule| Some(99).filter(|_| rule != Rule::ShiftsPerPeriod));
            }
            instance.stances.iter_mut().for_each(|stance| stance.available = true);
            instance.municipalities.iter_mut().for_each(|municipality| municipality.limits = Limits::default());
        });
        let instance = std::sync::Arc::new(instance);
        let plan = planning::plan(&instance, &Options::default(), &mut |_| ()).expect("no defect").expect("a roster");
        planned += 1;
        let judgement = plan.verified.judgement();
        let shares = judgement.values.iter().find(|(rung, _)| *rung == Rung::Shares);
        if shares.is_none_or(|(_, value)| *value > 0.0) {
            continue;
        }
        within += 1;
        let closing = closing::close(&instance, judgement);
        for (line, account) in closing.total.iter().zip(&judgement.shares.total) {
            // Who owes nothing in the period is given nothing, and keeps its balance.
            if account.entitled.is_positive() {
                let exactly = &account.target - Exact::from_integer(line.worked.into());
                assert!(exactly.abs() < Exact::one(), "seed {seed}: {exactly}");
                let rounded = (balance(&line.after) - exactly).abs();
                assert!(rounded < exact(2, 1_000_000), "seed {seed}: {line:#?}");
                below += 1;
            }
        }
    }
    assert_eq!(planned, 80);
    assert!(within >= 20 && below >= 60, "{within} plans within rounding, {below} accounts");
}

/// Seats that nobody sat on are no debt in the burden: the next period's targets sum to its seats.
#[test]
fn a_burden_is_closed_on_its_own_seats() {
    let evening =
        Burden { name: "evening".into(), days: vec![Weekday::Mon, Weekday::Tue], starts: vec![time("16:00")] };
    let members = vec![municipality("1", "One", 100), municipality("2", "Two", 300)];
    let people = vec![staff("a", "A", 0, 1), staff("b", "B", 1, 1)];
    let week = ("2026-01-05", "2026-01-06");
    let town = instance(week, &["08:00", "16:00"], 2, vec![evening], members, people);
    // Four mornings are worked and no evening.
    let worked =
        [("2026-01-05 08:00", "a"), ("2026-01-05 08:00", "b"), ("2026-01-06 08:00", "a"), ("2026-01-06 08:00", "b")];
    let closing = closing::close(&town, &verify::judge(&town, &roster(&town, &worked)));
    let entitled = |lines: &[Line]| lines.iter().map(|line| line.entitled.clone()).collect::<Vec<_>>();
    assert_eq!(entitled(&closing.total), [exact(1, 1), exact(3, 1)]);
    assert_eq!(entitled(&closing.burdens[0]), [exact(0, 1), exact(0, 1)]);
    assert!(closing.total.iter().all(|line| line.is_kept) && !closing.burdens[0].iter().any(|line| line.is_kept));
}

/// What is written is what is read, by the folder of the next period.
#[test]
fn the_next_period_reads_what_was_written() {
    for seed in SEEDS {
        let mut random = Rng::with_seed(seed);
        let folder = RandomFolder::small(seed);
        let closing = closed(&folder.instance, &mut random);
        let place = tempfile::tempdir().expect("a temporary folder can be made");
        for style in [Style::Plain, Style::ExcelDa] {
            let bytes = ledger_csv::bytes(&folder.instance, &closing, style);
            let next = next_period(&folder.instance, place.path(), &bytes);
            let classes = (0..).zip(classes(&closing));
            for (burden, lines) in classes.map(|(class, lines)| (usize::checked_sub(class, 1), lines)) {
                for (m, line) in lines.iter().enumerate() {
                    let read: Option<&LedgerEntry> = next.ledger.get(&(m, burden));
                    assert_eq!(read, line.is_kept.then_some(&line.after), "seed {seed}, {style:?}");
                }
            }
        }
    }
}

/// A folder with the same members and burdens, a day after the period, and this ledger.
fn next_period(instance: &Instance, place: &std::path::Path, ledger: &[u8]) -> Instance {
    let put = |name: &str, text: &[u8]| std::fs::write(place.join(name), text).expect("a file can be written");
    let day = instance.period.to + Days::new(1);
    let mut plan = format!(
        "period = {{ from = {day}, to = {day} }}\n[[windows]]\ndays = \"mon-sun\"\nstart = \"08:00\"\nseats = 1\n"
    );
    for burden in &instance.burdens {
        plan += &format!("[burdens.{}]\n", burden.name);
    }
    let members = instance
        .municipalities
        .iter()
        .map(|member| format!("{},\"{}\",{}\n", member.code, member.name, member.population));
    put("plan.toml", plan.as_bytes());
    put("municipalities.csv", format!("code,name,population\n{}", members.collect::<String>()).as_bytes());
    put("staff.csv", format!("id,name,municipality\nx,X,{}\n", instance.municipalities[0].code).as_bytes());
    put("ledger.csv", ledger);
    let (rows, mut findings) = read::folder(place);
    let (next, more) = check::instance(&rows);
    findings.extend(more);
    next.unwrap_or_else(|| panic!("{}", diagnostic::render(&findings, false)))
}
