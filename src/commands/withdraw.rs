//! `withdraw`: what it means for everybody if members leave.
//!
//! In: the folder, who leaves and when. Out: files, and tables, sentences or JSON on stdout. No roster is made: only
//! coverage is solved, and each municipality's staff by themselves.

use crate::check::Pattern;
use crate::check::arguments::{self, Refusal};
use crate::check::leaver;
use crate::cli;
use crate::commands::membership;
use crate::commands::{Exit, defect, load, style};
use crate::diagnostic::{list, plain};
use crate::domain::Instance;
use crate::membership::effect::{self, Member, YEAR};
use crate::membership::staffing::{self, Staffing, Verdict};
use crate::membership::{balance, known};
use crate::planning::Defect;
use crate::planning::staffing::unfilled;
use crate::report::locale::Locale;
use crate::report::membership::ranking::{self, Ranking, Trial};
use crate::report::membership::{Change, Movement, When, figures, sentences, text};
use crate::report::page::withdrawal;
use crate::report::write::bar::{Bar, Shown};
use crate::report::write::{self, Verbosity};

const FILES: [&str; 4] = ["withdraw.csv", "withdraw.json", "withdraw.html", "withdraw.svg"];
const ALL_FILES: [&str; 4] = ["withdraw-all.csv", "withdraw-all.json", "withdraw-all.html", "withdraw-all.svg"];

/// Runs the command.
pub fn run(arguments: &cli::Withdraw) -> Exit {
    let Some(loaded) = load::folder(&arguments.folder) else {
        return Exit::Refused;
    };
    let done = if arguments.all { each(arguments, &loaded) } else { together(arguments, &loaded) };
    match done {
        Ok(Ok(exit)) => exit,
        Ok(Err(refusal)) => load::refuse(&refusal),
        Err(defect) => defect::report(&defect),
    }
}

/// Those named leave together.
fn together(arguments: &cli::Withdraw, loaded: &load::Loaded) -> Result<Result<Exit, Refusal>, Defect> {
    let folder = loaded.instance.as_ref();
    let asked = when(arguments, folder).and_then(|when| {
        let pattern = membership::pattern(loaded, arguments.period.as_ref(), when.from)?;
        let leavers = leaver::leavers(&pattern.instance, &arguments.municipality, when.from)?;
        let about =
            arguments.for_member.as_ref().map(|name| leaver::member(&pattern.instance, name, when.from)).transpose()?;
        Ok((pattern, leavers, when, about))
    });
    let (Pattern { instance, basis }, leavers, when, about) = match asked {
        Ok(asked) => asked,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let Some(out) = membership::open(arguments.out.as_ref(), &arguments.folder, &FILES) else {
        return Ok(Ok(Exit::Refused));
    };

    // With a day, the members of that day are compared; the period is only the pattern.
    let then = when.from.map(|from| instance.clone().as_of(from));
    let before = then.as_ref().unwrap_or(&instance);
    // Balances are those that the folder's own period begins with, whatever the pattern.
    let members_then = when.from.map(|from| folder.clone().as_of(from));
    let since = membership::since(loaded, &instance, when.from);
    let after = before.clone().without(&leavers, None);
    let inside = when.from.filter(|&from| folder.period.contains(from) && from > folder.period.from);
    let middle = inside.map(|from| folder.clone().without(&leavers, Some(from)));
    let members = effect::members(before, &after, middle.as_ref());
    let there: Vec<&Member> = members.iter().filter(|member| member.after.days > 0).collect();
    let staffing = membership::staffing(&after, &there)?;
    let verdicts = verdicts(&members, &staffing);
    let most_before = membership::most_before(before, &after, &members, &staffing)?;
    let threads = arguments.threads.number;
    let report = Change {
        instance: &after,
        kind: Movement::Leaves,
        moving: &leavers,
        when,
        balances: balance::settle_then(folder, members_then.as_ref().unwrap_or(folder), &leavers),
        unfilled: (unfilled(before, threads)?, unfilled(&after, threads)?),
        known: known::known(&instance, &leavers, since),
        steps: when
            .from
            .map_or_else(Vec::new, |from| known::steps(&instance, since, from, |then| then.without(&leavers, None))),
        basis,
        members,
        staffing,
        verdicts,
        most_before,
    };
    let json = figures::json(&report, &loaded.inputs);
    let data = match about {
        _ if arguments.printed.is_json() => json.clone(),
        Some(m) => sentences::render(
            &report,
            m,
            &write::terminal(arguments.printed.language).in_full(arguments.printed.tables),
        )
        .into_bytes(),
        None => text::render(&report, &write::terminal(arguments.printed.language).in_full(arguments.printed.tables))
            .into_bytes(),
    };
    let locale = Locale::new(arguments.printed.language.unwrap_or(folder.language));
    let page = withdrawal::change(&report, &locale);
    let contents =
        [figures::csv(&report, style::csv(&arguments.style)), json, page.html.into_bytes(), page.svg.into_bytes()];
    Ok(Ok(membership::close(&out, &membership::named(FILES, contents), &data)))
}

/// Whether each can carry its part, by municipality; nothing for those who are not there.
pub fn verdicts(members: &[Member], staffing: &[Option<Staffing>]) -> Vec<Option<Verdict>> {
    let others: Vec<&Staffing> = staffing.iter().flatten().collect();
    let verdict = |member: &Member| Some(staffing::verdict(member, staffing[member.municipality].as_ref()?, &others));
    members.iter().map(verdict).collect()
}

/// Each member leaves in turn.
fn each(arguments: &cli::Withdraw, loaded: &load::Loaded) -> Result<Result<Exit, Refusal>, Defect> {
    let asked = when(arguments, &loaded.instance)
        .and_then(|when| Ok((membership::pattern(loaded, arguments.period.as_ref(), when.from)?, when)));
    let (Pattern { instance: pattern, basis }, when) = match asked {
        Ok(asked) => asked,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let known = known::known(&pattern, &[], membership::since(loaded, &pattern, when.from));
    let instance = &match when.from {
        Some(from) => pattern.as_of(from),
        None => pattern,
    };
    let members = effect::members(instance, instance, None);
    let there: Vec<usize> = members.iter().filter(|member| member.before.days > 0).map(|m| m.municipality).collect();
    if there.len() < 2 {
        return Ok(Err(Refusal::cured(
            "there is only one member, and nobody to miss it",
            "add the other members to municipalities.csv",
        )));
    }
    let Some(out) = membership::open(arguments.out.as_ref(), &arguments.folder, &ALL_FILES) else {
        return Ok(Ok(Exit::Refused));
    };
    let mut bar = Bar::new(there.len() as u64);
    trying(&mut bar, 0, there.len(), "as things are");
    let now = unfilled(instance, arguments.threads.number)?;
    let usual = membership::most(instance, &there)?;
    let mut trials = Vec::new();
    for &m in &there {
        trying(&mut bar, trials.len(), there.len(), &format!("without {}", plain(&instance.municipalities[m].name)));
        let after = instance.clone().without(&[m], None);
        let rest: Vec<usize> = there.iter().copied().filter(|&other| other != m).collect();
        // What others can take depends on the leaver through its locks alone: seats that they held are free again.
        let most: Vec<Vec<u64>> = if after.fixed == instance.fixed {
            let kept = there.iter().zip(&usual).filter(|(other, _)| **other != m);
            kept.map(|(_, most)| most.clone()).collect()
        } else {
            membership::most(&after, &rest)?
        };
        let members = effect::members(instance, &after, None);
        let pairs = || rest.iter().map(|&m| &members[m]).zip(&most);
        trials.push(Trial {
            municipality: m,
            unfilled: unfilled(&after, arguments.threads.number)?,
            beyond: staffing::beyond_staff(pairs()),
            falling: pairs().filter(|(member, most)| !member.beyond(most).is_empty()).count() as u64,
            moved: members[m].before.owed[0].clone(),
            moved_a_year: members[m].before.rate(0, YEAR),
            growth: pairs().filter_map(|(member, _)| member.more_relative(0)).max().unwrap_or_default(),
        });
    }
    drop(bar);
    ranking::rank(instance, &mut trials);
    let ranking = Ranking { instance, when, basis: &basis, known: &known, now, trials: &trials };
    let json = ranking::json(&ranking, &loaded.inputs);
    let data = match arguments.printed.is_json() {
        true => json.clone(),
        false => {
            ranking::render(&ranking, &write::terminal(arguments.printed.language).in_full(arguments.printed.tables))
                .into_bytes()
        }
    };
    let locale = Locale::new(arguments.printed.language.unwrap_or(instance.language));
    let page = withdrawal::ranking(&ranking, &locale);
    let contents = [
        ranking::csv(instance, &trials, style::csv(&arguments.style)),
        json,
        page.html.into_bytes(),
        page.svg.into_bytes(),
    ];
    Ok(Ok(membership::close(&out, &membership::named(ALL_FILES, contents), &data)))
}

/// Shows which member is tried, and how many have been.
fn trying(bar: &mut Bar, tried: usize, all: usize, what: &str) {
    if write::verbosity() == Verbosity::Verbose {
        bar.above(&format!("{:>7.1} s  {what}", bar.elapsed().as_secs_f64()));
    }
    let (before, after) = (format!("{tried} of {all} members tried, "), format!("; {what}"));
    bar.show(Shown { done: tried as u64, before, after });
}

/// When the withdrawal takes effect, by the notice rule.
fn when(arguments: &cli::Withdraw, instance: &Instance) -> Result<When, Refusal> {
    let rule = &instance.withdrawal;
    if let Some(written) = &arguments.notice {
        let notice = arguments::date("--notice", written)?;
        let from = rule.takes_effect(notice).ok_or_else(|| {
            Refusal::cured(format!("no day to leave on follows {notice}"), "give an earlier day of notice")
        })?;
        return Ok(When {
            notice: Some(notice),
            from: Some(from),
            last_notice: rule.last_notice(from),
            breaks_rule: false,
        });
    }
    let Some(written) = &arguments.from else {
        return Ok(When::default());
    };
    let from = arguments::date("--from", written)?;
    let breaks_rule = !rule.allows(from);
    if breaks_rule && !arguments.override_notice {
        let days: Vec<String> = rule.effective.iter().map(ToString::to_string).collect();
        let next = rule.effective_after(from).map(|next| format!("write --from {next}, the next such day"));
        let message = format!("nobody can leave on {from}: the notice rule allows {} only", list(&days, "or"));
        let cures = next.into_iter().chain(["add --override-notice to see it all the same".to_owned()]).collect();
        return Err(Refusal { message, help: cures });
    }
    Ok(When { notice: None, from: Some(from), last_notice: rule.last_notice(from), breaks_rule })
}
