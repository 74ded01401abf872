//! `join`: what it means for everybody if a municipality joins.
//!
//! In: the folder and the newcomer. Out: files, and tables or JSON on stdout. No roster is made: only coverage is
//! solved, and each municipality's staff by themselves.

use chrono::NaiveDate;

use crate::check::Pattern;
use crate::check::arguments::{self, Refusal};
use crate::check::newcomer::{self, Joining};
use crate::cli;
use crate::commands::membership;
use crate::commands::withdraw::verdicts;
use crate::commands::{Exit, defect, load, style};
use crate::diagnostic::plain;
use crate::domain::{Instance, Newcomer};
use crate::membership::ceiling::ceiling;
use crate::membership::effect::{self, Member};
use crate::membership::{balance, known, staffing};
use crate::planning::Defect;
use crate::planning::staffing::unfilled;
use crate::report::locale::Locale;
use crate::report::membership::{Change, Movement, When, figures, sentences, text};
use crate::report::page::withdrawal;
use crate::report::write;

const FILES: [&str; 4] = ["join.csv", "join.json", "join.html", "join.svg"];

/// Runs the command.
pub fn run(arguments: &cli::Join) -> Exit {
    let Some(loaded) = load::folder(&arguments.folder) else {
        return Exit::Refused;
    };
    let from = match arguments.from.as_ref().map(|written| arguments::date("--from", written)).transpose() {
        Ok(from) => from,
        Err(refusal) => return load::refuse(&refusal),
    };
    let asked = membership::pattern(&loaded, arguments.period.as_ref(), from).and_then(|pattern| {
        let joining = Joining {
            name: &arguments.municipality,
            population: arguments.population,
            staff: arguments.staff.unwrap_or(0),
            cure: "write its inhabitants with --population N",
        };
        let (newcomer, looked_up) = newcomer::newcomer(&pattern.instance, &joining, from)?;
        Ok((pattern, newcomer, looked_up))
    });
    let (pattern, newcomer, looked_up) = match asked {
        Ok(asked) => asked,
        Err(refusal) => return load::refuse(&refusal),
    };
    let Some(out) = membership::open(arguments.out.as_ref(), &arguments.folder, &FILES) else {
        return Exit::Refused;
    };
    compare(arguments, &loaded, pattern, &newcomer, looked_up, from, &out)
        .unwrap_or_else(|defect| defect::report(&defect))
}

fn compare(
    arguments: &cli::Join,
    loaded: &load::Loaded,
    pattern: Pattern,
    newcomer: &Newcomer,
    looked_up: Option<u32>,
    from: Option<NaiveDate>,
    out: &write::Folder,
) -> Result<Exit, Defect> {
    let folder = &with_a_row(&loaded.instance, newcomer);
    let Pattern { instance, basis } = pattern;
    let instance = &with_a_row(&instance, newcomer);
    let period = folder.period;
    // With a day, the members of that day are compared; the period is only the pattern.
    let then = from.map(|from| instance.clone().as_of(from));
    let before = then.as_ref().unwrap_or(instance);
    let (after, place) = before.clone().with_newcomer(newcomer, None);
    let inside = from.filter(|&from| period.contains(from) && from > period.from);
    let middle = inside.map(|from| folder.clone().with_newcomer(newcomer, Some(from)).0);
    let members = effect::members(before, &after, middle.as_ref());
    let about = match arguments.for_member.as_ref().map(|name| concerned(&after, &members, name)).transpose() {
        Ok(about) => about,
        Err(refusal) => return Ok(load::refuse(&refusal)),
    };
    let there: Vec<&Member> = members.iter().filter(|member| member.after.days > 0).collect();
    let staffed = membership::staffing(&after, &there)?;
    // Whoever had left has no balance any more: the members took it over. So a newcomer begins at zero.
    let members_then = from.map(|from| folder.clone().as_of(from));
    let balances = balance::settle_then(folder, members_then.as_ref().unwrap_or(folder), &[]);
    let since = membership::since(loaded, instance, from);
    let threads = arguments.threads.number;
    let unfilled_before = unfilled(before, threads)?;
    let kind = Movement::Joins {
        staffed: after.staff_of(place).any(|s| after.staff[s].is_employed_in(after.period)),
        needed: needed(before, newcomer, &members[place])?,
        looked_up,
    };
    let report = Change {
        kind,
        moving: &[place],
        when: When { from, ..When::default() },
        verdicts: verdicts(&members, &staffed),
        most_before: membership::most_before(before, &after, &members, &staffed)?,
        balances,
        unfilled: (unfilled_before, unfilled(&after, threads)?),
        known: known::known(instance, &[place], since),
        steps: from.map_or_else(Vec::new, |from| {
            known::steps(instance, since, from, |then| then.with_newcomer(newcomer, None).0)
        }),
        basis,
        instance: &after,
        members,
        staffing: staffed,
    };
    let json = figures::json(&report, &loaded.inputs);
    let on = write::terminal(arguments.printed.language).in_full(arguments.printed.tables);
    let data = match about {
        _ if arguments.printed.is_json() => json.clone(),
        Some(m) => sentences::render(&report, m, &on).into_bytes(),
        None => text::render(&report, &on).into_bytes(),
    };
    let locale = Locale::new(arguments.printed.language.unwrap_or(instance.language));
    let page = withdrawal::change(&report, &locale);
    let csv = figures::csv(&report, style::csv(&arguments.style));
    let contents = [csv, json, page.html.into_bytes(), page.svg.into_bytes()];
    Ok(membership::close(out, &membership::named(FILES, contents), &data))
}

/// The instance with a row for the newcomer, as no member yet: so before and after it has the same place.
fn with_a_row(instance: &Instance, newcomer: &Newcomer) -> Instance {
    if instance.municipality_with(&newcomer.code).is_some() {
        return instance.clone();
    }
    let (with, place) = instance.clone().with_newcomer(&Newcomer { staff: 0, ..newcomer.clone() }, None);
    with.without(&[place], None)
}

/// A municipality that is a member afterwards.
fn concerned(after: &Instance, members: &[Member], written: &str) -> Result<usize, Refusal> {
    let m = arguments::municipality(after, written)?;
    if members[m].after.days > 0 {
        return Ok(m);
    }
    let message = format!("{} is no member then", plain(&after.municipalities[m].name));
    Err(Refusal::cured(message, "name the newcomer, or somebody who is a member then"))
}

/// The fewest ordinary colleagues that carry the newcomer's part in every class; `None` where no number of them does.
fn needed(instance: &Instance, newcomer: &Newcomer, member: &Member) -> Result<Option<u32>, Defect> {
    // As if it had nobody yet, since what is asked for is the number in all: so it comes under a code that nobody has.
    let codes = (1_u32..).map(|number| format!("{} {number}", newcomer.code));
    let code = codes.into_iter().find(|code| instance.municipality_with(code).is_none()).unwrap_or_default();
    let with = |staff: u32| {
        let alone = Newcomer { code: code.clone(), staff, ..newcomer.clone() };
        instance.clone().with_newcomer(&alone, None)
    };
    let carries = |staff: u32| -> Result<bool, Defect> {
        let (after, place) = with(staff);
        Ok(member.beyond(&membership::most(&after, &[place])?[0]).is_empty())
    };
    let (one, place) = with(1);
    if !member.beyond(&ceiling(&one, place).held).is_empty() {
        return Ok(None);
    }
    // Two people never take more than twice what one takes, which makes this the least that could do.
    let Some(least) = staffing::fewest(member, &membership::most(&one, &[place])?[0]) else {
        return Ok(None);
    };
    // More people never take less. With a colleague for each seat the ceiling is reached, so the search ends.
    let (mut too_few, mut enough, mut step) = (least.saturating_sub(1), least, 1_u32);
    while !carries(enough)? {
        too_few = enough;
        enough = enough.saturating_add(step);
        step = step.saturating_mul(2);
    }
    while enough - too_few > 1 {
        let middle = too_few + (enough - too_few) / 2;
        match carries(middle)? {
            true => enough = middle,
            false => too_few = middle,
        }
    }
    Ok(Some(enough))
}
