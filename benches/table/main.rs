//! Whole runs, from reading to written files, with the plain ladder beside them: `cargo bench --bench table`.
//!
//! In: which folders, and how long each run may take. Out: Markdown on stdout, with the machine and the versions; progress
//! on stderr. Every run is a process of its own, and the longest of them take as long as the limits allow.

mod growth;
mod instructions;
mod machine;
mod markdown;
mod measure;
mod program;
mod rows;
mod series;

use std::path::PathBuf;

use clap::Parser;

use measure::Measured;
use program::Engine;
use rows::Row;

/// Measures whole runs of `vagtplan plan`, with the plain ladder beside them, and prints Markdown.
#[derive(Debug, Parser)]
struct Arguments {
    /// Which rows: groups (main, hard, growth, or main-easy, growth-tight and so on), examples (ddh-2025), or
    /// MEMBERS-STAFF-WEEKS[-KIND]
    #[arg(long, value_name = "ROW", value_delimiter = ',', num_args = 1.., value_parser = rows::parse)]
    #[arg(default_value = "main,hard,growth")]
    rows: Vec<rows::Rows>,
    /// Seconds that a run of the engine may take
    #[arg(long, value_name = "SECONDS", default_value_t = 900)]
    limit: u64,
    /// Seconds that a run of the plain ladder may take; 0 leaves it out
    #[arg(long, value_name = "SECONDS", default_value_t = 300)]
    plain_limit: u64,
    /// Beside which of the rows the plain ladder is run; never beyond 700 staff in 13 weeks
    #[arg(long, value_name = "ROW", value_delimiter = ',', num_args = 1.., value_parser = rows::parse)]
    #[arg(default_value = "main,hard")]
    plain_rows: Vec<rows::Rows>,
    /// Runs of the engine for each row, of which the median is shown; one is enough where a run takes over a minute
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// Count instructions as well, with perf or valgrind, whichever is there
    #[arg(long)]
    instructions: bool,
    /// The date that stands above the table [default: today, UTC]
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// A description of the machine [default: what the system says of itself]
    #[arg(long, value_name = "TEXT")]
    machine: Option<String>,
    /// Given by cargo bench; without it nothing is measured, since a test run means to be over soon.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() {
    let arguments = Arguments::parse();
    if !arguments.bench {
        eprintln!("table: run it with 'cargo bench --bench table'");
        return;
    }
    let place = tempfile::tempdir().expect("a temporary folder");
    let mut results: Vec<Measured> = Vec::new();
    let mut wanted: Vec<(Row, bool)> = Vec::new();
    for (row, beside) in arguments.rows.iter().flat_map(rows::Rows::list) {
        match wanted.iter_mut().find(|(known, _)| *known == row) {
            Some((_, plain)) => *plain |= beside,
            None => wanted.push((row, beside)),
        }
    }
    let plain: Vec<Row> = arguments.plain_rows.iter().flat_map(rows::Rows::list).map(|(row, _)| row).collect();
    for (row, beside) in wanted {
        let beside = beside && plain.contains(&row) && !row.is_too_large_for_the_plain_ladder();
        let folder: PathBuf = row.folder(place.path());
        eprintln!("{row}: engine");
        let engine = measure::runs(&folder, Engine::Fast, arguments.limit, arguments.runs);
        let plain = (beside && arguments.plain_limit > 0).then(|| {
            eprintln!("{row}: plain ladder");
            measure::runs(&folder, Engine::Plain, arguments.plain_limit, 1)
        });
        let counts = arguments.instructions.then(|| {
            eprintln!("{row}: instructions");
            instructions::count(&folder, arguments.limit)
        });
        results.push(Measured { row, engine, plain, counts: counts.flatten() });
    }
    print!("{}", markdown::page(&results, &arguments));
}
