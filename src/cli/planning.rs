//! The arguments of `plan` and `replan`: what makes a roster.
//!
//! In: the arguments. Out: values as they were typed; the limits and what goes to another solver are checked by then.

use std::path::PathBuf;

use clap::Args;

use super::{Exchange, Limits, Outputs, Printed, Sending};

/// The arguments of `plan`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  every seat is filled
   1  the imported solution breaks a rule; nothing is written
   3  input refused, or DIR can't be written to (found out before the search begins)
   4  the roster is written, but some seats are unfilled
   5  no roster within the limits of time and memory
  70  a defect of the program

Examples:
  vagtplan plan q3
  vagtplan plan q3 --time-limit 600 --out drafts/monday
  vagtplan plan q3 --json > summary.json
  vagtplan plan q3 --prices
  vagtplan plan q3 --time-limit 60 --export-model q3.mps
  vagtplan plan q3 --import-solution q3.sol")]
pub struct Plan {
    /// The planning folder
    pub folder: PathBuf,
    /// Where the output files go; made if it is missing [default: FOLDER/out]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// What the search may take
    #[command(flatten)]
    pub limits: Limits,
    /// As what the result is printed
    #[command(flatten)]
    pub printed: Printed,
    /// Another solver's part
    #[command(flatten)]
    pub exchange: Exchange,
    /// Write the roster for this member, by code or name: everybody else's staff have pseudonyms in all files, as in the copy that
    /// export makes [default place: FOLDER/out/for-CODE]
    #[arg(long = "for", value_name = "NAME")]
    #[arg(conflicts_with_all = ["calendars", "per_municipality", "publish", "import_solution", "export_model"])]
    pub for_member: Option<String>,
    /// Work out what each goal costs those behind it: what they would gain if it were left out, or one step looser. Takes several
    /// times as long; the roster is the same
    #[arg(long)]
    pub prices: bool,
    /// Solve with the plain model, one variable per person and window: slow, and the oracle of the fast engine
    #[arg(long, hide = true)]
    pub plain: bool,
    /// What is written besides the CSV files
    #[command(flatten)]
    pub outputs: Outputs,
    /// Whether it is sent out
    #[command(flatten)]
    pub sending: Sending,
}

/// The arguments of `absent`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  every seat is filled
   3  input refused, or a place that can't be written to (found out before the search begins); nothing is entered
   4  the roster is written, but some seats are unfilled
   5  no roster within the limits of time and memory; nothing is entered
  70  a defect of the program

Examples:
  vagtplan absent q3 --published q3/out/roster.csv --staff LEM1 --from 2026-08-17 --to 2026-08-19
  vagtplan absent q3 --published q3/out/roster.csv --staff 'Inge Klit' --from 17-08-2026 --out q3/august")]
pub struct Absent {
    /// The planning folder
    pub folder: PathBuf,
    /// The roster that people have in their calendars
    #[arg(long, value_name = "ROSTER")]
    pub published: PathBuf,
    /// Who is away: id or name
    #[arg(long, value_name = "PERSON")]
    pub staff: String,
    /// The first day of the absence, from which on the roster may change
    #[arg(long, value_name = "DATE")]
    pub from: String,
    /// The last day of the absence [default: until further notice]
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// Keep shares and burdens above stability: fairer, and more changes
    #[arg(long)]
    pub fair_first: bool,
    /// Where the output files go; made if it is missing [default: FOLDER/out/absent-DATE]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// What the search may take
    #[command(flatten)]
    pub limits: Limits,
    /// As what the result is printed
    #[command(flatten)]
    pub printed: Printed,
    /// What is written besides the CSV files
    #[command(flatten)]
    pub outputs: Outputs,
    /// Whether it is sent out
    #[command(flatten)]
    pub sending: Sending,
}

/// The arguments of `replan`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  every seat is filled
   3  input refused, or DIR can't be written to (found out before the search begins)
   4  the roster is written, but some seats are unfilled
   5  no roster within the limits of time and memory
  70  a defect of the program

Examples:
  vagtplan replan q3 --published q3/out/roster.csv --from 2026-08-17
  vagtplan replan q3 --published q3/out/roster.csv --from 2026-08-17 --fair-first --out q3/august")]
pub struct Replan {
    /// The planning folder, as things stand now: absences in availability.csv, demand in demand.csv, and so on
    pub folder: PathBuf,
    /// The roster that people have in their calendars
    #[arg(long, value_name = "ROSTER")]
    pub published: PathBuf,
    /// The first day that may change
    #[arg(long, value_name = "DATE")]
    pub from: String,
    /// Keep shares and burdens above stability: fairer, and more changes
    #[arg(long)]
    pub fair_first: bool,
    /// Where the output files go; made if it is missing [default: FOLDER/out/replan]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// What the search may take
    #[command(flatten)]
    pub limits: Limits,
    /// As what the result is printed
    #[command(flatten)]
    pub printed: Printed,
    /// What is written besides the CSV files
    #[command(flatten)]
    pub outputs: Outputs,
    /// Whether it is sent out
    #[command(flatten)]
    pub sending: Sending,
}
