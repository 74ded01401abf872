//! The tables of `withdraw` and `join`: every member before and after, and below that what changes in a few sentences.
//!
//! In: a [`Change`]. Out: text with ANSI styles, never wider than asked.

use num_traits::Signed;

use super::figures;
use super::statements;
use super::{Change, lacks};
use crate::membership::effect::Member;
use crate::membership::staffing::Cause;
use crate::report::accounts::title;
use crate::report::facts::basis;
use crate::report::figures::{Table, terminal};
use crate::report::plan_text::heading;
use crate::report::table::{self, Cell, Column, Terminal};

/// The report.
pub fn render(change: &Change, on: &Terminal) -> String {
    let locale = &on.locale;
    let sentences = table::sentences(&statements::all(change, locale), on.width);
    let mut text = format!("{}\n{}", heading(change.instance, locale), tables(change, on));
    notes(change, on).iter().for_each(|line| text.push_str(&table::note(line, on.width)));
    text + "\n" + &sentences
}

fn tables(change: &Change, on: &Terminal) -> String {
    let locale = &on.locale;
    let rows = rows(change, on);
    let in_class = |class| figures::in_class(change, class, &rows);
    let all = in_class(None);
    let both = |table: &Table, title: &str, [before, after]: [&str; 2]| {
        terminal::changed(table, title, [before, after], locale)
    };
    let [names, more, percent] = terminal::columns(&all.only(&["municipality_name", "more", "more_percent"]), locale)
        .try_into()
        .expect("there is a column for each key");
    let mut owed = vec![
        both(&all, locale.pick("andel %", "share %"), ["share_before", "share_after"]),
        both(&all, locale.pick("pr. periode", "a period"), ["entitled_before", "entitled_after"]),
        more,
        percent,
    ];
    if rows.iter().any(|member| member.this_period.is_some()) {
        owed.extend(terminal::columns(&all.only(&["this_period"]), locale));
    }
    let rates = vec![
        both(&all, locale.pick("om ugen", "a week"), ["week_before", "week_after"]),
        both(&all, locale.pick("om måneden", "a month"), ["month_before", "month_after"]),
        both(&all, locale.pick("om året", "a year"), ["year_before", "year_after"]),
    ];
    let burdens = change.instance.burdens.iter().enumerate().map(|(burden, named)| {
        both(&in_class(Some(burden)), &title(&named.name, locale), ["entitled_before", "entitled_after"])
    });
    let balance = both(&all, locale.pick("saldo", "balance"), ["balance_before", "balance_after"]);
    let first = table::stack(&names, &[owed, rates, burdens.chain([balance]).collect()], on.width);
    format!("{first}\n{}", carrying(change, &rows, on))
}

/// Up to so many members that stay all have their row.
const FEW: usize = 12;
/// Of more, so many have one: those whose part changes most.
const HARDEST: usize = 8;

/// Whose rows are shown: all of a few, or where all are asked for; else those whom it hits hardest, and who cannot carry their part
/// because of it. Who moves stands below the others, so that every column adds up.
fn rows<'a>(change: &'a Change, on: &Terminal) -> Vec<&'a Member> {
    let mut staying: Vec<&Member> = change.staying().collect();
    if !on.full && staying.len() > FEW {
        let mut hardest = staying.clone();
        let by = |member: &&Member| (!change.falls_anew(member), -member.more(0).abs());
        hardest.sort_by_key(by);
        hardest.truncate(HARDEST);
        staying.retain(|member| hardest.iter().any(|other| other.municipality == member.municipality));
    }
    staying.into_iter().chain(change.movers()).collect()
}

/// The table of what each member's staff can take.
fn carrying(change: &Change, rows: &[&Member], on: &Terminal) -> String {
    let locale = &on.locale;
    let rows: Vec<&Member> = rows.iter().copied().filter(|member| member.after.days > 0).collect();
    let reach = |class| figures::reach(change, class, &rows);
    let [names, heads] = terminal::columns(&reach(None).only(&["municipality_name", "heads"]), locale)
        .try_into()
        .expect("there is a column for each key");
    let of = format!(" {} ", locale.pick("af", "of"));
    let titles = std::iter::once((None, locale.pick("vagter", "shifts").to_owned()));
    let burdens = change.instance.burdens.iter().enumerate();
    let titles = titles.chain(burdens.map(|(burden, named)| (Some(burden), title(&named.name, locale))));
    let classes =
        titles.map(|(class, title)| terminal::joined(&reach(class), &title, &["entitled_after", "most"], &of, locale));
    let yes = |member: &Member| match change.is_asked(member) {
        true => locale.pick("ikke oplyst", "not said").to_owned(),
        false => locale.pick("ja", "yes").to_owned(),
    };
    let no = |member: &Member, lacks: String| match change.falls_anew(member) {
        true => lacks,
        false => locale.pick(format!("heller ikke før, {lacks}"), format!("neither before: {lacks}")),
    };
    let carries = |&member: &&Member| {
        let lacks = lacks::lacking(change, member, locale).map(|lacks| no(member, lacks));
        Cell::plain(lacks.unwrap_or_else(|| yes(member)))
    };
    let carries = Column::text(locale.pick("bærer den det", "carries it"), rows.iter().map(carries).collect());
    table::stack(&names, &[[heads].into_iter().chain(classes).chain([carries]).collect()], on.width)
}

fn notes(change: &Change, on: &Terminal) -> Vec<String> {
    let locale = &on.locale;
    let mut notes = vec![
        locale.pick(
            "før → efter, i vagter; en måned er 365,25 / 12 dage, et år 365,25, regnet over medlemskabets dage",
            "before → after, in shifts; a month is 365.25 / 12 days, a year 365.25, taken over the days of membership",
        ),
        locale.pick(
            "sidste tabel: dens del bagefter, af det meste dens eget personale kunne tage inden for alle regler, hver for sig",
            "last table: its part afterwards, of the most its own staff could take within every rule, each on its own",
        ),
    ];
    notes.extend(
        basis::is_unusual(&change.basis).then(|| {
            locale.pick("en anden periode kan tages med --period", "another period can be taken with --period")
        }),
    );
    if change.movers().any(|member| change.is_asked(member)) {
        notes.push(locale.pick(
            "med --staff siges, hvor mange medarbejdere den nye kommer med",
            "--staff says how many colleagues the newcomer brings",
        ));
    }
    notes.push(locale.pick(
        "tal er afrundet hver for sig, så en ændring kan afvige 0,01 fra de to, den ligger imellem",
        "figures are rounded each on its own, so a change may be 0.01 off the two that it lies between",
    ));
    let mut causes = change.members.iter().flat_map(|member| change.lacks(member)).flat_map(|lack| &lack.causes);
    if causes.any(|cause| *cause == Cause::AwayAtOnce) {
        notes.push(locale.pick(
            "hvor mange der må være på vagt samtidig, siger away_at_once",
            "how many may be on duty at once, away_at_once says",
        ));
    }
    if change.members.iter().any(|member| change.falls(member)) {
        notes.push(locale.pick(
            "* mere end dens personale kan tage. En medarbejder tager så meget af dem, som de nuværende gør i snit; flere nævnes kun, hvor de hjælper",
            "* more than its staff can take. A colleague takes as much of these as its present ones do on average; more colleagues are named only where they help",
        ));
    }
    if change.members.iter().any(|member| member.this_period.is_some()) {
        notes.push(locale.pick(
            "denne periode: hvad der skyldes i mappens periode, med ændringen midt i den",
            "this period: what is owed in the period of the folder, with the change in the middle of it",
        ));
    }
    let mut notes: Vec<String> = notes.into_iter().map(str::to_owned).collect();
    let (shown, all) = (rows(change, on).len(), change.staying().chain(change.movers()).count());
    if shown < all {
        let [shown, all] = [shown, all].map(|count| locale.whole(count as u64));
        notes.push(locale.pick(
            format!("{shown} af {all} kommuner, dem det rammer hårdest; --tables viser alle"),
            format!("{shown} of {all} municipalities, those it hits hardest; --tables shows all"),
        ));
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::membership::balance;
    use crate::membership::ceiling::ceiling;
    use crate::membership::effect::members;
    use crate::membership::staffing::{Staffing, verdict};
    use crate::planning::staffing::Unfilled;
    use crate::report::facts::basis::tests::ordinary;
    use crate::report::membership::Movement;
    use crate::report::membership::{When, figures, sentences};
    use crate::report::rows::Style;
    use crate::report::sample;
    use crate::report::table::{NARROWEST, WIDEST};

    /// Lemvig leaves the sample; nobody but Aarhus can take much.
    fn with_change(check: impl FnOnce(&Change)) {
        let before = sample::instance();
        let after = before.clone().without(&[0], None);
        let members = members(&before, &after, None);
        let staffing = |m: usize, most: u64, heads: u64| {
            let most = vec![most; 1 + before.burdens.len()];
            Some(Staffing { heads, most, freely: None, ceiling: ceiling(&after, m) })
        };
        let staffing = vec![None, staffing(1, 9, 4), staffing(2, 2, 1)];
        let verdict_of = |m: usize| Some(verdict(&members[m], staffing[m].as_ref()?, &[]));
        check(&Change {
            kind: Movement::Leaves,
            moving: &[0],
            when: When::default(),
            verdicts: (0..3).map(verdict_of).collect(),
            most_before: staffing.iter().map(|one| one.as_ref().map(|one| one.most.clone())).collect(),
            balances: balance::settle(&before, &[0], before.period.from),
            unfilled: (Unfilled { seats: 0, proven: true }, Unfilled { seats: 2, proven: true }),
            known: Vec::new(),
            steps: Vec::new(),
            basis: ordinary(before.period, before.seats()),
            instance: &after,
            members: members.clone(),
            staffing: staffing.clone(),
        });
    }

    fn plain(styled: &str) -> String {
        anstream::adapter::strip_str(styled).to_string()
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        with_change(|change| {
            for width in [NARROWEST, 80, WIDEST] {
                let on = Terminal::new(Language::English, width);
                for text in [render(change, &on), sentences::render(change, 2, &on), sentences::render(change, 0, &on)]
                {
                    let text = plain(&text);
                    assert!(text.lines().all(|line| line.chars().count() <= usize::from(width)), "{width}:\n{text}");
                }
            }
        });
    }

    #[test]
    fn the_same_is_told_in_danish() {
        with_change(|change| {
            let on = Terminal::new(Language::Danish, WIDEST);
            let told = [render(change, &on), sentences::render(change, 2, &on), sentences::render(change, 0, &on)];
            let told = plain(&told.concat()).replace("the city of", "");
            for word in [" is ", " the ", " of ", " shifts", "member ", "before", "staff"] {
                assert!(!told.contains(word), "{word}: {told}");
            }
            assert!(told.contains("Lemvig har taget 0,50 vagt mindre end sin forpligtelse."), "{told}");
        });
    }

    #[test]
    fn what_matters_is_said_last() {
        with_change(|change| {
            let text = plain(&render(change, &Terminal::new(Language::English, WIDEST)));
            for said in [
                "No date is given: shown as if Lemvig were gone for the whole period.",
                "All 14 seats can be filled now; afterwards 2 cannot (proven).",
                "1 member can no longer carry its part with today's staff",
                "worked 0.50 shifts less than owed",
            ] {
                assert!(text.contains(said), "{said}\n{text}");
            }
            let rows = String::from_utf8(figures::csv(change, Style::Plain)).unwrap();
            assert_eq!(rows.lines().count(), 1 + 3 * 3, "{rows}");
        });
    }
}
