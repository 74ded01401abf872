//! The arguments of `completions`, `man` and `schema`: what the program tells a shell or an editor about itself.
//!
//! In: the arguments. Out: a shell that completions can be written for; where the pages go.

use std::path::PathBuf;

use clap::Args;
use clap_complete::Shell;

use super::language;
use crate::domain::language::Language;

/// The argument of `completions`.
#[derive(Debug, Args)]
#[command(after_help = "\
How to install them, once and after each update; a folder that is missing has to be made first:
  bash        vagtplan completions bash > ~/.local/share/bash-completion/completions/vagtplan
  zsh         vagtplan completions zsh > ~/.zfunc/_vagtplan
              and, above compinit in ~/.zshrc: fpath+=(~/.zfunc)
  fish        vagtplan completions fish > ~/.config/fish/completions/vagtplan.fish
  powershell  vagtplan completions powershell > vagtplan.ps1
              and in $PROFILE: . PATH\\vagtplan.ps1
  elvish      vagtplan completions elvish > ~/.config/elvish/lib/vagtplan.elv
              and in ~/.config/elvish/rc.elv: use vagtplan

Exit codes:
   0  done
   2  wrong usage

Example:
  source <(vagtplan completions bash)    for this session of bash only")]
pub struct Completions {
    /// Which shell: bash, zsh, fish, powershell or elvish
    #[arg(value_enum, hide_possible_values = true)]
    pub shell: Shell,
}

/// The arguments of `man`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  done
   3  DIR can't be written to

Examples:
  vagtplan man > vagtplan.1
  vagtplan man --out ~/.local/share/man/man1    then 'man vagtplan' and 'man vagtplan-plan'")]
pub struct Man {
    /// Write a page for vagtplan and one for each command here; made if it is missing
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// The arguments of `schema`.
#[derive(Debug, Args)]
#[command(after_help = "\
An editor that knows TOML, such as VS Code with Even Better TOML, then completes and checks plan.toml where its first line is
  #:schema ./plan.schema.json

Exit codes:
   0  done
   3  DIR can't be written to

Examples:
  vagtplan schema > plan.schema.json
  vagtplan schema --out q3    writes q3/plan.schema.json")]
pub struct Schema {
    /// That of scenarios.toml, which 'vagtplan compare' reads
    #[arg(long)]
    pub scenarios: bool,
    /// Write plan.schema.json, or scenarios.schema.json, here; made if it is missing
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The language of what it says of each key: da or en [default: en]
    #[arg(long, value_name = "LANGUAGE", value_parser = language::parser(), hide_possible_values = true)]
    pub language: Option<Language>,
}
