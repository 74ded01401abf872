//! The page: the tables as Markdown.
//!
//! In: what was measured. Out: text. A limit that ended a run is said wherever its figure stands, and where two ladders
//! disagree about a proven value, that is the first thing on the page.

use std::fmt::Write;

use crate::growth;
use crate::instructions::STEPS;
use crate::machine;
use crate::measure::{Measured, Run};
use crate::series::SERIES;
use crate::{Arguments, rows};

/// The whole page.
pub fn page(results: &[Measured], arguments: &Arguments) -> String {
    let mut page = String::from(
        "# Results\n\nWritten by `cargo bench --bench table`; [benchmarks.md](benchmarks.md) explains it.\n\n",
    );
    for measured in results {
        for goal in measured.plain.iter().flat_map(|plain| measured.engine.disagreements(plain)) {
            line(
                &mut page,
                &format!("**{}: the two ladders have proven different values of {goal}.**\n", measured.row),
            );
        }
    }
    let machine = arguments.machine.clone().unwrap_or_else(machine::machine);
    let date = arguments.date.clone().unwrap_or_else(machine::today);
    line(&mut page, &format!("- date: {date}\n- machine: {machine}\n- compiler: {}", machine::rustc()));
    if let Some((vagtplan, highs)) = results.iter().find_map(|measured| measured.engine.versions.as_ref()) {
        line(&mut page, &format!("- versions: vagtplan {vagtplan}, HiGHS {highs}"));
    }
    let (limit, plain, runs) = (arguments.limit, arguments.plain_limit, arguments.runs);
    let median = if runs > 1 { ", of which the median" } else { "" };
    line(
        &mut page,
        &format!(
            "- limits: engine {limit} s, plain ladder {plain} s; runs of the engine: {runs}{median}; of the plain ladder: 1"
        ),
    );
    whole_runs(&mut page, results);
    growing(&mut page, results);
    counted(&mut page, results);
    page
}

fn whole_runs(page: &mut String, results: &[Measured]) {
    heading(
        page,
        "Whole runs",
        &[
            "folder",
            "seats",
            "unfilled",
            "seconds",
            "CPU seconds",
            "peak MiB",
            "goals proven",
            "plain: seconds",
            "plain: peak MiB",
            "plain: goals proven",
            "plain / engine",
        ],
    );
    for Measured { row, engine, plain, .. } in results {
        let plain_cells = match plain {
            Some(plain) => [seconds(plain), mebibytes(plain), proven(plain), ratio(engine, plain)],
            None => std::array::from_fn(|_| "–".to_owned()),
        };
        let count = |count: Option<u64>| count.map_or("–".to_owned(), |count| count.to_string());
        let mut cells = vec![
            row.to_string(),
            count(engine.seats),
            count(engine.unfilled),
            seconds(engine),
            rounded(engine.cpu_seconds),
            mebibytes(engine),
            proven(engine),
        ];
        cells.extend(plain_cells);
        table_row(page, &cells);
    }
}

fn growing(page: &mut String, results: &[Measured]) {
    let columns = ["what grows", "folder", "seconds", "exponent", "peak MiB", "exponent"];
    let forms = SERIES.iter().flat_map(|series| rows::FORMS.map(|(form, kind)| (series, form, kind)));
    let series: Vec<_> = forms
        .map(|(series, form, kind)| (format!("{}, {form}", series.what), growth::steps(series, kind, results)))
        .collect();
    if series.iter().all(|(_, steps)| steps.len() < 2) {
        return;
    }
    heading(page, "Growth", &columns);
    for (what, steps) in series.iter().filter(|(_, steps)| steps.len() > 1) {
        for step in steps {
            let exponent =
                |exponent: Option<f64>| exponent.map_or("–".to_owned(), |exponent| format!("{exponent:.2}"));
            let Measured { row, engine, .. } = step.measured;
            let what = format!("{what}: {:.0}", step.size);
            let cells = [
                what,
                row.to_string(),
                seconds(engine),
                exponent(step.seconds),
                mebibytes(engine),
                exponent(step.bytes),
            ];
            table_row(page, &cells);
        }
    }
}

fn counted(page: &mut String, results: &[Measured]) {
    let counts: Vec<_> =
        results.iter().filter_map(|measured| Some((&measured.row, measured.counts.as_ref()?))).collect();
    if counts.is_empty() {
        return;
    }
    let columns: Vec<&str> = std::iter::once("folder").chain(STEPS).chain(["counted by"]).collect();
    heading(page, "Instructions, in millions", &columns);
    for (row, counts) in counts {
        let mut cells = vec![rows::Row::to_string(row)];
        cells.extend(counts.steps.iter().map(|count| format!("{:.1}", *count as f64 / 1e6)));
        cells.push(counts.counter.to_owned());
        table_row(page, &cells);
    }
}

fn seconds(run: &Run) -> String {
    format!("{}{}", rounded(run.seconds), if run.cut_off { ", at the limit" } else { "" })
}

/// Hundredths of a second, where they can mean something.
fn rounded(seconds: f64) -> String {
    let digits = if seconds < 10.0 { 2 } else { 0 };
    format!("{seconds:.digits$}")
}

fn mebibytes(run: &Run) -> String {
    run.bytes.map_or("–".to_owned(), |bytes| format!("{:.0}", bytes as f64 / f64::from(1 << 20)))
}

fn proven(run: &Run) -> String {
    let Some((goal, gap)) = run.open() else {
        return if run.goals.is_empty() { "no roster".to_owned() } else { format!("all {}", run.goals.len()) };
    };
    let gap = gap.map_or("without a bound".to_owned(), |gap| format!("within {gap:.1} %"));
    format!("{} of {}; {goal} {gap}", run.proven(), run.goals.len())
}

fn ratio(engine: &Run, plain: &Run) -> String {
    let ratio = plain.seconds / engine.seconds;
    let digits = usize::from(ratio < 10.0);
    match (engine.cut_off, plain.cut_off) {
        (false, false) => format!("{ratio:.digits$}"),
        (false, true) => format!("more than {ratio:.digits$}"),
        (true, _) => "–".to_owned(),
    }
}

fn heading(page: &mut String, title: &str, columns: &[&str]) {
    line(page, &format!("\n## {title}\n"));
    table_row(page, columns);
    table_row(page, &vec!["---"; columns.len()]);
}

fn table_row(page: &mut String, cells: &[impl AsRef<str>]) {
    let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
    line(page, &format!("| {} |", cells.join(" | ")));
}

fn line(page: &mut String, text: &str) {
    writeln!(page, "{text}").expect("a string takes any text");
}
