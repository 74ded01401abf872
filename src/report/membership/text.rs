//! The tables of `withdraw` and `join`: what changes in a few sentences, then every member before and after.
//!
//! In: a [`Change`]. Out: text with ANSI styles, never wider than asked.

use super::figures;
use super::statements;
use super::{Change, lacks};
use crate::membership::effect::Member;
use crate::membership::staffing::Verdict;
use crate::report::accounts::title;
use crate::report::figures::{Table, terminal};
use crate::report::locale::Locale;
use crate::report::plan_text::heading;
use crate::report::table::{self, Cell, Column, Terminal};

/// The report.
pub fn render(change: &Change, on: &Terminal) -> String {
    let locale = &on.locale;
    let sentences = table::sentences(&statements::all(change, locale), on.width);
    let mut text = format!("{}\n{sentences}\n{}", heading(change.instance, locale), tables(change, on));
    notes(change, locale).iter().for_each(|line| text.push_str(&table::note(line, on.width)));
    text
}

fn tables(change: &Change, on: &Terminal) -> String {
    let locale = &on.locale;
    // Who moves stands below the others, so that every column adds up.
    let rows: Vec<&Member> = change.staying().chain(change.movers()).collect();
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
    let yes = || locale.pick("ja", "yes").to_owned();
    let carries = |&member: &&Member| Cell::plain(lacks::lacking(change, member, locale).unwrap_or_else(yes));
    let carries = Column::text(locale.pick("bærer den det", "carries it"), rows.iter().map(carries).collect());
    table::stack(&names, &[[heads].into_iter().chain(classes).chain([carries]).collect()], on.width)
}

fn notes(change: &Change, locale: &Locale) -> Vec<String> {
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
    if change.verdicts.iter().any(|verdict| matches!(verdict, Some(Verdict::Falls(_)))) {
        notes.push(locale.pick(
            "* mere end dens personale kan tage. En kollega tager så meget af dem, som de nuværende gør i snit; flere kolleger nævnes kun, hvor de hjælper",
            "* more than its staff can take. A colleague takes as much of these as its present ones do on average; more colleagues are named only where they help",
        ));
    }
    if change.members.iter().any(|member| member.this_period.is_some()) {
        notes.push(locale.pick(
            "denne periode: hvad der skyldes i mappens periode, med ændringen midt i den",
            "this period: what is owed in the period of the folder, with the change in the middle of it",
        ));
    }
    notes.into_iter().map(str::to_owned).collect()
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
            assert!(told.contains("Lemvig har taget 0,50 vagter færre end forpligtelsen."), "{told}");
        });
    }

    #[test]
    fn what_matters_is_said_before_the_tables() {
        with_change(|change| {
            let text = plain(&render(change, &Terminal::new(Language::English, WIDEST)));
            for said in [
                "No date is given: shown as if Lemvig were gone for the whole period.",
                "All 14 seats can be filled now; afterwards 2 cannot (proven).",
                "2 members cannot carry their part with the staff of now",
                "worked 0.50 fewer shifts than owed",
            ] {
                assert!(text.contains(said), "{said}\n{text}");
            }
            let rows = String::from_utf8(figures::csv(change, Style::Plain)).unwrap();
            assert_eq!(rows.lines().count(), 1 + 3 * 3, "{rows}");
        });
    }
}
