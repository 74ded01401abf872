//! The parts of a run, one by one: reading, shares, the ladder goal by goal, verifying, writing, making up.
//!
//! In: `examples/ddh-2025` and a made-up folder of 400 members and 5,000 staff. Out: what Criterion prints and keeps, and
//! at the end a table of the goals: how long each took in the same runs of the whole ladder.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, SamplingMode, criterion_group, criterion_main};
use tempfile::TempDir;
use vagtplan::domain::Instance;
use vagtplan::domain::goal::Rung;
use vagtplan::domain::state::State;
use vagtplan::planning::{self, Options, Plan};
use vagtplan::report::rows::Style;
use vagtplan::report::summary_json::Summary;
use vagtplan::report::{roster_csv, shares_csv, write};
use vagtplan::{check, read, shares, verify};

/// Far more than the hotline ever had: what reading has to cope with.
const LARGE: [&str; 6] = ["--municipalities", "400", "--staff", "5000", "--weeks", "13"];

/// What is long is not done more often than this.
const FEW: usize = 10;

criterion_group!(benches, folders, ladder);
criterion_main!(benches);

/// Everything that solves nothing.
fn folders(criterion: &mut Criterion) {
    let place = tempfile::tempdir().expect("a temporary folder");
    let folders = [("ddh-2025", example()), ("400-5000-13", made_up(&place, "large"))];
    let mut group = criterion.benchmark_group("reading and checking");
    for (name, folder) in &folders {
        group.bench_with_input(BenchmarkId::from_parameter(name), folder, |bencher, folder| {
            bencher.iter(|| instance(black_box(folder)));
        });
    }
    group.finish();
    let mut group = criterion.benchmark_group("shares");
    for (name, folder) in &folders {
        let instance = instance(folder);
        group.bench_with_input(BenchmarkId::from_parameter(name), &instance, |bencher, instance| {
            bencher.iter(|| shares::shares(black_box(instance), 0));
        });
    }
    group.finish();
    let mut count = 0;
    let mut group = criterion.benchmark_group("making up");
    group.sample_size(FEW);
    group.bench_function("400-5000-13", |bencher| {
        bencher.iter_custom(|times| {
            let start = Instant::now();
            for _ in 0..times {
                count += 1;
                made_up(&place, &count.to_string());
            }
            start.elapsed()
        });
    });
    group.finish();
}

/// The ladder, and what is done with its roster.
fn ladder(criterion: &mut Criterion) {
    let instance = Arc::new(instance(&example()));
    let first = plan(&instance);
    let seconds: RefCell<BTreeMap<Rung, Vec<f64>>> = RefCell::default();

    let mut group = criterion.benchmark_group("ladder");
    group.sample_size(FEW).sampling_mode(SamplingMode::Flat).warm_up_time(Duration::from_millis(1));
    group.bench_function("ddh-2025", |bencher| {
        bencher.iter(|| {
            for rung in plan(&instance).rungs {
                seconds.borrow_mut().entry(rung.rung).or_default().push(rung.seconds);
            }
        });
    });
    group.finish();

    criterion.bench_function("verify/ddh-2025", |bencher| {
        bencher.iter(|| verify::verify(&instance, black_box(first.verified.roster().clone())));
    });
    criterion.bench_function("writing/as bytes", |bencher| bencher.iter(|| rendered(&instance, &first)));
    let place = tempfile::tempdir().expect("a temporary folder");
    let files = rendered(&instance, &first);
    criterion.bench_function("writing/to disk", |bencher| {
        bencher.iter(|| write::Folder::open(place.path(), &[]).and_then(|folder| folder.write(&files)));
    });
    goals(&seconds.into_inner());
}

/// The goals of the same runs that Criterion timed as a whole.
fn goals(seconds: &BTreeMap<Rung, Vec<f64>>) {
    if seconds.is_empty() {
        return;
    }
    println!("{:<18} {:>9} {:>9} {:>9}  of the ladder of ddh-2025, seconds", "goal", "least", "median", "most");
    for (rung, seconds) in seconds {
        let mut sorted = seconds.clone();
        sorted.sort_by(f64::total_cmp);
        let (least, median, most) = (sorted[0], sorted[sorted.len() / 2], sorted[sorted.len() - 1]);
        println!("{:<18} {least:>9.4} {median:>9.4} {most:>9.4}", rung.to_string());
    }
}

fn rendered(instance: &Instance, plan: &Plan) -> [(&'static str, Vec<u8>); 3] {
    [
        ("roster.csv", roster_csv::bytes(instance, plan.verified.roster(), Style::Plain)),
        ("shares.csv", shares_csv::bytes(instance, plan.verified.judgement(), Style::Plain)),
        ("summary.json", Summary::of_plan(instance, &[], plan, &State::DRAFT).bytes()),
    ]
}

fn plan(instance: &Arc<Instance>) -> Plan {
    let plan = planning::plan(instance, &Options::default(), &mut |_| ());
    plan.expect("no defect").expect("a roster, since no time is set")
}

fn instance(folder: &Path) -> Instance {
    check::instance(&read::folder(folder).0).0.expect("a folder in order")
}

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/ddh-2025")
}

fn made_up(place: &TempDir, name: &str) -> PathBuf {
    let folder = place.path().join(name);
    let made = Command::new(env!("CARGO_BIN_EXE_vagtplan")).arg("generate").arg(&folder).args(LARGE).output();
    assert!(made.expect("the binary starts").status.success());
    folder
}
