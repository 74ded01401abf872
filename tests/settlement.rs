//! The bill of a year: every column adds up to the øre, whoever joins and leaves, and a line can be worked out by hand.
//!
//! In: the quickstart, as instances with random members and as folders that are planned, closed and settled. Out: nothing, where all sums
//! are exact.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use chrono::NaiveDate;
use fastrand::Rng;
use num_traits::Zero;
use vagtplan::domain::terms::Settlement;
use vagtplan::domain::{Exact, Instance};
use vagtplan::settlement::{self, Item, Terms, Worked, rounded};
use vagtplan::{check, read};

fn exact(numerator: i64, denominator: i64) -> Exact {
    Exact::new(numerator.into(), denominator.into())
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn instance() -> Instance {
    let (folder, _) = read::folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/quickstart"));
    check::instance(&folder).0.expect("it is in order")
}

#[test]
fn the_largest_remainders_are_rounded_up_and_of_equals_the_first() {
    assert_eq!(rounded(&[exact(1, 3), exact(1, 3), exact(1, 3)], 1), [1, 0, 0]);
    assert_eq!(rounded(&[exact(5, 2), exact(7, 4), exact(3, 4)], 5), [2, 2, 1]);
    assert_eq!(rounded(&[exact(-5, 2), exact(5, 2)], 0), [-2, 2]);
    assert_eq!(rounded(&[exact(-1, 3), exact(-2, 3)], -1), [0, -1]);
}

/// Members come and go on any day, hours and costs are anything, some have an item or a part of their own.
#[test]
fn every_column_adds_up_to_the_ore() {
    for seed in 0..300 {
        let mut random = Rng::with_seed(seed);
        let mut instance = instance();
        let days: Vec<NaiveDate> = instance.period.days().collect();
        instance.edit(|parts| {
            for municipality in &mut parts.municipalities {
                municipality.population = random.u64(1..100_000);
                let from = random.usize(0..days.len());
                if random.bool() {
                    municipality.joined = Some(days[from]);
                }
                if random.bool() {
                    municipality.left = Some(days[random.usize(from..days.len())]);
                }
            }
            parts.fixed.clear();
            parts.withdrawal.balance = Settlement::Paid;
            parts.withdrawal.price_per_shift = random.bool().then(|| exact(random.i64(1..200_000), 100));
        });
        let members = instance.municipalities.len();
        let any = |random: &mut Rng| exact(random.i64(-5_000..5_000), random.i64(1..700));
        let worked = Worked {
            shifts: (0..members).map(|_| random.u64(0..40)).collect(),
            hours: (0..members).map(|_| exact(random.i64(0..10_000), 60)).collect(),
            balances: (0..members).map(|_| any(&mut random)).collect(),
            instance: &instance,
        };
        let code = |random: &mut Rng| instance.municipalities[random.usize(0..members)].code.clone();
        let items: Vec<Item> = (0..random.usize(0..4))
            .map(|_| Item {
                what: "Something".to_owned(),
                code: random.bool().then(|| code(&mut random)),
                amount: random.i64(-100_000..1_000_000),
            })
            .collect();
        let fixed: BTreeMap<String, Exact> =
            if random.bool() { [(code(&mut random), exact(random.i64(0..100), 100))].into() } else { BTreeMap::new() };
        let somebody = instance.municipalities.iter().any(|municipality| {
            !fixed.contains_key(&municipality.code) && days.iter().any(|&day| municipality.is_member(day))
        });
        if !somebody {
            continue;
        }
        let price_per_hour = random.bool().then(|| exact(random.i64(0..100_000), 100));
        let terms = Terms { cost: random.i64(0..1_000_000_000), price_per_hour, items, fixed };
        let bill = settlement::bill(std::slice::from_ref(&worked), terms.clone());
        let sum = |of: &dyn Fn(&settlement::Line) -> i64| bill.lines.iter().map(of).sum::<i64>();
        assert_eq!(sum(&|line| line.cost), terms.cost, "seed {seed}");
        for (place, item) in terms.items.iter().enumerate() {
            assert_eq!(sum(&|line| line.items[place]), item.amount, "seed {seed}");
        }
        let hours: Exact = bill.lines.iter().map(|line| &line.hours).sum();
        let price = terms.price_per_hour.unwrap_or_else(Exact::zero);
        let credit = (price * hours * exact(100, 1) + exact(1, 2)).floor();
        assert_eq!(exact(sum(&|line| line.credit), 1), credit, "seed {seed}");
        assert_eq!(sum(&|line| line.balance), 0, "seed {seed}: what one is paid, others pay");
        let items: i64 = terms.items.iter().map(|item| item.amount).sum();
        assert_eq!(sum(&|line| line.pays), terms.cost + items - sum(&|line| line.credit), "seed {seed}");
        let parts: Exact = bill.lines.iter().map(|line| &line.part).sum();
        assert_eq!(parts, exact(1, 1), "seed {seed}");
    }
}

/// Lemvig leaves after the fifth day of fourteen; the others share its days.
#[test]
fn days_of_membership_count() {
    let mut instance = instance();
    instance.edit(|parts| {
        for (municipality, population) in parts.municipalities.iter_mut().zip([10_000, 20_000, 30_000]) {
            municipality.population = population;
        }
        parts.municipalities[0].left = Some(date("2026-01-10"));
        parts.fixed.clear();
    });
    let worked = Worked {
        instance: &instance,
        shifts: vec![2, 3, 4],
        hours: vec![exact(8, 1), exact(12, 1), exact(16, 1)],
        balances: vec![Exact::zero(); 3],
    };
    let terms = Terms { cost: 75_000, price_per_hour: Some(exact(5, 1)), items: Vec::new(), fixed: BTreeMap::new() };
    let bill = settlement::bill(&[worked], terms);
    // Each day a fourteenth of the cost: a sixth, a third and a half of five of them, then two and three fifths of nine.
    let told: Vec<_> = bill.lines.iter().map(|line| (line.days, line.cost, line.credit, line.pays)).collect();
    assert_eq!(told, [(5, 4_464, 4_000, 464), (14, 28_214, 6_000, 22_214), (14, 42_322, 8_000, 34_322)]);
}

fn vagtplan(place: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vagtplan")).current_dir(place).args(arguments).output().expect("it runs")
}

fn done(place: &Path, arguments: &[&str]) -> String {
    let output = vagtplan(place, arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Two periods of the quickstart, one after the other, both closed.
fn two_periods() -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a folder");
    let q1 = place.path().join("q1");
    fs::create_dir(&q1).unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/quickstart");
    for file in fs::read_dir(from).expect("it is there").map(|file| file.expect("a file").path()) {
        if file.is_file() {
            fs::copy(&file, q1.join(file.file_name().expect("a name"))).expect("a copy");
        }
    }
    for (folder, next) in [("q1", Some("q2")), ("q2", None)] {
        done(place.path(), &["plan", folder, "-q"]);
        done(place.path(), &["close", folder, &format!("{folder}/out/roster.csv"), "-q"]);
        if let Some(next) = next {
            done(place.path(), &["next", folder, next, "-q"]);
        }
    }
    place
}

/// What each pays in the written file, and all of it, in øre.
fn paid(place: &Path) -> (BTreeMap<String, i64>, i64) {
    let mut reader = csv::Reader::from_path(place.join("q2/out/settlement/settlement.csv")).expect("a table");
    let header = reader.headers().expect("a header").clone();
    let column = |name: &str| header.iter().position(|column| column == name).expect("a column");
    let (name, pays) = (column("municipality_name"), column("pays"));
    let ore = |cell: &str| cell.replace('.', "").parse::<i64>().expect("øre");
    let rows: BTreeMap<String, i64> =
        reader.records().map(|row| row.expect("a row")).map(|row| (row[name].to_owned(), ore(&row[pays]))).collect();
    let sum = rows.values().sum();
    (rows, sum)
}

#[test]
fn two_periods_are_settled_with_items_and_a_leaver() {
    let place = two_periods();
    let place = place.path();
    let told = done(place, &["settle", "q2", "q1", "--cost", "10000.01", "--price-per-hour", "25"]);
    let (_, sum) = paid(place);
    // 24 shifts of four hours in each period.
    assert_eq!(sum, 1_000_001 - 48 * 4 * 2_500, "{told}");
    let beside = ["settle", "q1", "q2", "--cost", "10000.01", "--price-per-hour", "25", "--hours-beside", "-q"];
    done(place, &beside);
    assert_eq!(paid(place).1, 1_000_001, "what all hours are worth is shared as well");

    fs::write(
        place.join("costs.csv"),
        "hvad;kode;beløb;andel\nHeadset;665;1250,50;\nKursus;;300;\nAftale;Struer;;10\n",
    )
    .unwrap();
    done(place, &["settle", "q1", "q2", "--cost", "10000", "--costs", "costs.csv", "-q"]);
    let (rows, sum) = paid(place);
    assert_eq!(sum, 1_000_000 + 125_050 + 30_000);
    assert_eq!(rows["Struer"], 100_000 + 3_000, "a tenth of the cost, and of what all share");

    // Lemvig leaves on the last day but one of the second period, and pays for what it owes.
    let members = place.join("q2/municipalities.csv");
    let table = fs::read_to_string(&members).unwrap();
    let table: Vec<String> = (table.lines().enumerate())
        .map(|(at, line)| match at {
            0 => format!("{line},left"),
            _ if line.starts_with("665") => format!("{line},2026-02-02"),
            _ => format!("{line},"),
        })
        .collect();
    fs::write(&members, table.join("\n") + "\n").unwrap();
    let plan = fs::read_to_string(place.join("q2/plan.toml")).unwrap();
    fs::write(place.join("q2/plan.toml"), plan + "\n[withdrawal]\nbalance = \"paid\"\nprice_per_shift = 1000\n")
        .unwrap();
    done(place, &["plan", "q2", "-q"]);
    done(place, &["close", "q2", "q2/out/roster.csv", "-q"]);
    let json = done(place, &["settle", "q1", "q2", "--cost", "0", "--json"]);
    let (rows, sum) = paid(place);
    assert_eq!(sum, 0);
    let ledger = fs::read_to_string(place.join("q2/out/ledger.csv")).unwrap();
    let row: Vec<&str> = ledger.lines().find(|line| line.starts_with("665,,")).expect("its row").split(',').collect();
    let balance = row[2].parse::<f64>().unwrap() - row[3].parse::<f64>().unwrap();
    assert!((rows["Lemvig"] as f64 - balance * 100_000.0).abs() <= 1.0, "{rows:?} {balance} {json}");
    assert!(rows["Struer"] * rows["Lemvig"] <= 0 && rows["Skive"] * rows["Lemvig"] <= 0);
    let page = fs::read_to_string(place.join("q2/out/settlement/settlement.html")).unwrap();
    assert_eq!(page.matches("<h1>").count(), 3, "a sheet for each");
    assert!(!page.contains("Hanne"), "nobody is named");
}

/// Settled together, two periods cost each what they cost it apart; a day on which others have left is no dearer for those who were there before.
#[test]
fn a_year_costs_what_its_periods_cost() {
    let place = two_periods();
    let place = place.path();
    let members = place.join("q2/municipalities.csv");
    let table = fs::read_to_string(&members).unwrap();
    let table: Vec<String> = (table.lines().enumerate())
        .map(|(at, line)| match at {
            0 => format!("{line},left"),
            _ if line.starts_with("665") => format!("{line},2026-01-19"),
            _ => format!("{line},"),
        })
        .collect();
    fs::write(&members, table.join("\n") + "\n").unwrap();
    let plan = fs::read_to_string(place.join("q2/plan.toml")).unwrap();
    fs::write(place.join("q2/plan.toml"), plan + "\n[withdrawal]\nbalance = \"paid\"\n").unwrap();
    done(place, &["plan", "q2", "-q"]);
    done(place, &["close", "q2", "q2/out/roster.csv", "-q"]);
    let told = done(place, &["settle", "q1", "q2", "--cost", "1000"]);
    assert!(told.contains("The balance of Lemvig is to be paid"), "only the second folder knows of it: {told}");
    let (together, _) = paid(place);
    let mut apart: BTreeMap<String, i64> = BTreeMap::new();
    for folder in ["q1", "q2"] {
        done(place, &["settle", folder, "--cost", "500", "--out", "q2/out/settlement", "-q"]);
        for (name, ore) in paid(place).0 {
            *apart.entry(name).or_default() += ore;
        }
    }
    for (name, ore) in &together {
        assert!((ore - apart.get(name).copied().unwrap_or(0)).abs() <= 2, "{name}: {together:?} {apart:?}");
    }
}

#[test]
fn what_cannot_be_settled_is_said() {
    let place = two_periods();
    let place = place.path();
    fs::write(place.join("who.csv"), "what,code,amount\nHeadset,Esbjerg,10\n").unwrap();
    fs::write(place.join("both.csv"), "what,code,amount,share\nHeadset,665,10,5\n").unwrap();
    fs::write(place.join("over.csv"), "what,code,share\nA,665,60\nB,Struer,50\n").unwrap();
    let refused: [(&[&str], &str); 10] = [
        (&["q1", "q1", "--cost", "1"], "overlap"),
        (&["q1", "--cost=-1"], "is below zero"),
        (&["q1", "--cost", "1.0051"], "parts of an øre"),
        (&["q1", "--cost", "much"], "is not a number"),
        (&["q1", "--cost", "999999999999999"], "no hotline costs as much"),
        (&["q1", "--cost", "1", "--costs", "who.csv"], "is no member"),
        (&["q1", "--cost", "1", "--costs", "both.csv"], "an amount or a part, and not both"),
        (&["q1", "--cost", "1", "--costs", "over.csv"], "add up to 110%"),
        (&["q1", "--cost", "1", "--price-per-hour", "303.3951"], "parts of an øre"),
        (&["q1", "--cost", "1", "--hours-beside"], "nothing says what an hour is worth"),
    ];
    for (more, why) in refused {
        let arguments = [&["settle"], more].concat();
        let output = vagtplan(place, &arguments);
        let said = String::from_utf8_lossy(&output.stderr).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!((output.status.code(), said.contains(why)), (Some(3), true), "{arguments:?}: {said}");
    }
    fs::remove_file(place.join("q2/out/ledger.csv")).unwrap();
    let output = vagtplan(place, &["settle", "q1", "q2", "--cost", "1"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("is not closed"));
}
