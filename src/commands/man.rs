//! `man`: the manual pages, one for the program and one for each command.
//!
//! In: where they go. Out: pages that say what the help texts say, made from the command line itself. They bear the
//! version and no date: the same program gives the same bytes on any day.

use std::io;

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::cli::{self, Cli};
use crate::commands::{Exit, files, finish};

const PROGRAM: &str = "vagtplan";

/// Runs the command.
pub fn run(arguments: &cli::Man) -> Exit {
    let pages = pages();
    let Some(out) = &arguments.out else {
        let (_, first) = pages.into_iter().next().expect("the program has a page");
        return finish(&first, Exit::Done);
    };
    let names: Vec<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
    let is_written = files::open(out, &names).is_some_and(|out| files::written(&out, &pages));
    if is_written { Exit::Done } else { Exit::Refused }
}

/// Every page by its file name, the program's first, then the commands as the help lists them.
fn pages() -> Vec<(String, Vec<u8>)> {
    // Its page would only say how to ask for help.
    let mut program = Cli::command().disable_help_subcommand(true);
    program.build();
    let commands: Vec<Command> = program.get_subcommands().filter(|command| !command.is_hide_set()).cloned().collect();
    // The program's page lists the others by itself.
    let mut pages = vec![(format!("{PROGRAM}.1"), page(PROGRAM, program, None))];
    for command in commands {
        let name = format!("{PROGRAM}-{}", command.get_name());
        pages.push((format!("{name}.1"), page(&name, command, Some(PROGRAM))));
    }
    pages
}

fn page(name: &str, command: Command, also: Option<&str>) -> Vec<u8> {
    let has_commands = command.get_subcommands().next().is_some();
    let closing = closing(&command, also);
    // Without a date its place has to be held all the same, or the version would be taken for one.
    let title = format!(".TH {} 1 \"\" \"{PROGRAM} {}\" \"{PROGRAM}\"\n", name, env!("CARGO_PKG_VERSION"));
    let page = Man::new(command);
    let mut bytes = title.into_bytes();
    let rendered: io::Result<()> = page
        .render_name_section(&mut bytes)
        .and_then(|()| page.render_synopsis_section(&mut bytes))
        .and_then(|()| page.render_description_section(&mut bytes))
        .and_then(|()| page.render_options_section(&mut bytes))
        .and_then(|()| if has_commands { page.render_subcommands_section(&mut bytes) } else { Ok(()) })
        .and_then(|()| closing.to_writer(&mut bytes));
    rendered.expect("a page in memory can be written to");
    bytes
}

/// What stands below the options: the blocks of the help text under headings of their own, line by line as they are there,
/// and another page to look at.
fn closing(command: &Command, also: Option<&str>) -> Roff {
    let mut roff = Roff::new();
    let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let mut open = false;
    for line in help.lines() {
        if let Some(heading) = line.strip_suffix(':').filter(|line| !line.starts_with(' ')) {
            if open {
                roff.control("fi", []);
            }
            let heading = heading.split([',', ';']).next().unwrap_or(heading).to_uppercase();
            roff.control("SH", [heading.as_str()]).control("nf", []);
            open = true;
        } else if !line.is_empty() {
            roff.text([roman(line)]);
        }
    }
    if open {
        roff.control("fi", []);
    }
    if let Some(also) = also {
        roff.control("SH", ["SEE ALSO"]).text([bold(also), roman("(1)")]);
    }
    roff
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_page_with_its_exit_codes_and_no_date() {
        let pages = pages();
        assert_eq!(pages[0].0, "vagtplan.1");
        assert!(pages.iter().any(|(name, _)| name == "vagtplan-plan.1"));
        assert_eq!(pages.len(), Cli::command().get_subcommands().count() + 1);
        for (name, bytes) in pages {
            let text = String::from_utf8(bytes).unwrap();
            let title = text.lines().find(|line| line.starts_with(".TH")).unwrap();
            let named = name.strip_suffix(".1").unwrap();
            let version = env!("CARGO_PKG_VERSION");
            assert_eq!(title, format!(".TH {named} 1 \"\" \"vagtplan {version}\" \"vagtplan\""));
            assert!(text.contains("\n.SH \"EXIT CODES\"\n.nf\n"), "{text}");
            assert!(!text.contains("plain model"), "what the help hides is hidden here: {text}");
        }
    }
}
