//! The arguments of `forms` and `collect`: what goes out to the members, and what comes back.
//!
//! In: the arguments. Out: paths, names and dates as they were typed.

use std::path::PathBuf;

use clap::Args;

use super::Printed;

/// The arguments of `forms`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  the forms are written
   3  the folder, a name or the date is refused, or DIR can't be written to

Examples:
  vagtplan forms q3 --deadline 2026-06-01
  vagtplan forms q3 --municipality Lemvig --municipality Struer")]
pub struct Forms {
    /// The planning folder of the period that people are asked about
    pub folder: PathBuf,
    /// The last day to answer, said in the forms
    #[arg(long, value_name = "DATE")]
    pub deadline: Option<String>,
    /// Write only this municipality's form, by code or name; may be given several times
    #[arg(long, value_name = "NAME")]
    pub municipality: Vec<String>,
    /// Where the forms go; made if it is missing [default: FOLDER/out/forms]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// As what the list of forms is printed
    #[command(flatten)]
    pub printed: Printed,
}

/// The arguments of `collect`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  what has no faults is laid in, or lay there already, or waits for --accept
   3  an answer has faults, and stays outside, or the folder is refused, or can't be written to

Examples:
  vagtplan collect q3 answers
  vagtplan collect q3 answers --accept
  vagtplan collect q3 'svar fra Lemvig.xlsx' --json")]
pub struct Collect {
    /// The planning folder of the period that people were asked about
    pub folder: PathBuf,
    /// The forms that came back: files, or folders of them, whatever they are called
    #[arg(required = true)]
    pub answers: Vec<PathBuf>,
    /// Take over changes of staff as well
    #[arg(long)]
    pub accept: bool,
    /// Take an answer that is older than the one that was laid in
    #[arg(long)]
    pub older: bool,
    /// How CSV files are written
    #[command(flatten)]
    pub style: super::Style,
    /// As what the summary is printed
    #[command(flatten)]
    pub printed: Printed,
}
