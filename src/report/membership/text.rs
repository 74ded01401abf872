//! The tables of `withdraw` and `join`: what changes in a few sentences, then every member before and after.
//!
//! In: a [`Change`]. Out: text with ANSI styles, never wider than asked.

use num_traits::Zero;

use super::Change;
use super::statements::{self, balances, hundred, lacking, shown};
use crate::domain::Exact;
use crate::domain::language::Language;
use crate::domain::words::grouped;
use crate::membership::effect::{MONTH, Member, Picture, WEEK, YEAR};
use crate::membership::staffing::Verdict;
use crate::report::accounts::title;
use crate::report::locale::Locale;
use crate::report::numbers::{TEXT_PLACES, fixed, signed};
use crate::report::plan_text::heading;
use crate::report::table::{self, Cell, Column};

/// The report.
pub fn render(change: &Change, width: u16) -> String {
    let mut text = format!(
        "{}\n{}\n",
        heading(change.instance, &Locale::new(Language::English)),
        table::sentences(&statements::all(change), width)
    );
    text.push_str(&tables(change, width));
    notes(change).iter().for_each(|line| text.push_str(&table::note(line, width)));
    text
}

fn tables(change: &Change, width: u16) -> String {
    // Who moves stands below the others, so that every column adds up.
    let rows: Vec<&Member> = change.staying().chain(change.movers()).collect();
    let sum = |of: &dyn Fn(&Member) -> Exact| change.members.iter().map(of).sum::<Exact>();
    let column = |cell: &dyn Fn(&Member) -> String, last: String| -> Vec<Cell> {
        rows.iter().map(|member| Cell::plain(cell(member))).chain([Cell::strong(last)]).collect()
    };
    let change_of = |of: &dyn Fn(&Picture) -> Exact, places: u32| {
        let cell = |member: &Member| arrow(&of(&member.before), &of(&member.after), places);
        column(&cell, arrow(&sum(&|m| of(&m.before)), &sum(&|m| of(&m.after)), places))
    };
    let names = Column::text("municipality", column(&|m| change.name(m.municipality).to_owned(), "all".to_owned()));
    let relative =
        |member: &Member| member.more_relative(0).map_or_else(|| "new".to_owned(), |part| signed(&hundred(&part), 1));
    let mut owed = vec![
        Column::number("share %", change_of(&|side| hundred(&side.share), TEXT_PLACES)),
        Column::number("a period", change_of(&|side| side.owed[0].clone(), TEXT_PLACES)),
        Column::number("change", column(&|m| signed(&m.more(0), TEXT_PLACES), String::new())),
        Column::number("change %", column(&relative, String::new())),
    ];
    if rows.iter().any(|member| member.this_period.is_some()) {
        let cell = |m: &Member| m.this_period.as_ref().map_or_else(String::new, shown);
        let all = sum(&|m| m.this_period.clone().unwrap_or_else(Exact::zero));
        owed.push(Column::number("this period", column(&cell, shown(&all))));
    }
    let rates = vec![
        Column::number("a week", change_of(&|side| side.rate(0, WEEK), TEXT_PLACES)),
        Column::number("a month", change_of(&|side| side.rate(0, MONTH), TEXT_PLACES)),
        Column::number("a year", change_of(&|side| side.rate(0, YEAR), 1)),
    ];
    let burdens = change.instance.burdens.iter().enumerate().map(|(number, burden)| {
        Column::number(
            title(&burden.name, &Locale::new(Language::English)),
            change_of(&|side| side.owed[number + 1].clone(), TEXT_PLACES),
        )
    });
    let of_balance = |m: &Member| {
        let balance = &change.balances[0][m.municipality];
        arrow(&balance.before, &balance.after, TEXT_PLACES)
    };
    let [before, after] = balances(change);
    let balance = Column::number("balance", column(&of_balance, arrow(&before, &after, TEXT_PLACES)));
    let first = table::stack(&names, &[owed, rates, burdens.chain([balance]).collect()], width);

    format!("{first}\n{}", carrying(change, &rows, width))
}

/// The table of what each member's staff can take.
fn carrying(change: &Change, rows: &[&Member], width: u16) -> String {
    let rows: Vec<&Member> = rows.iter().copied().filter(|member| member.after.days > 0).collect();
    let column = |cell: &dyn Fn(&Member) -> String| -> Vec<Cell> {
        rows.iter().map(|member| Cell::plain(cell(member))).collect()
    };
    let heads = |m: &Member| change.staffing[m.municipality].as_ref().map_or_else(String::new, |s| grouped(s.heads));
    let mut reach = vec![Column::number("staff", column(&heads))];
    let titles = ["shifts".to_owned()]
        .into_iter()
        .chain(change.instance.burdens.iter().map(|burden| title(&burden.name, &Locale::new(Language::English))));
    for (class, title) in titles.enumerate() {
        let cell = |member: &Member| {
            let Some(staffing) = &change.staffing[member.municipality] else {
                return String::new();
            };
            let star = if member.beyond(&staffing.most).contains(&class) { "*" } else { "" };
            format!("{star}{} of {}", shown(&member.after.owed[class]), grouped(staffing.most[class]))
        };
        reach.push(Column::number(title, column(&cell)));
    }
    reach.push(Column::text("carries it", column(&|m| lacking(change, m).unwrap_or_else(|| "yes".to_owned()))));
    let names = Column::text("municipality", column(&|m| change.name(m.municipality).to_owned()));
    table::stack(&names, &[reach], width)
}

fn notes(change: &Change) -> Vec<String> {
    let mut notes = vec![
        "before → after, in shifts; a month is 365.25 / 12 days, a year 365.25, taken over the days of membership"
            .to_owned(),
        "last table: its part afterwards, of the most its own staff could take within every rule, each on its own"
            .to_owned(),
    ];
    if change.verdicts.iter().any(|verdict| matches!(verdict, Some(Verdict::Falls(_)))) {
        notes.push(
            "* more than its staff can take. A colleague takes as much of these as its present ones do on average; more colleagues are named only where they help"
                .to_owned(),
        );
    }
    if change.members.iter().any(|member| member.this_period.is_some()) {
        notes.push(
            "this period: what is owed in the period of the folder, with the change in the middle of it".to_owned(),
        );
    }
    notes
}

/// `1.90 → 1.93`, or the one number where nothing changes to be seen.
pub fn arrow(before: &Exact, after: &Exact, places: u32) -> String {
    let (before, after) = (fixed(before, places), fixed(after, places));
    if before == after { after } else { format!("{before} → {after}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::membership::balance;
    use crate::membership::ceiling::ceiling;
    use crate::membership::effect::members;
    use crate::membership::staffing::{Staffing, verdict};
    use crate::planning::staffing::Unfilled;
    use crate::report::facts::basis::tests::ordinary;
    use crate::report::membership::Kind;
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
            kind: Kind::Leaves,
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
                for text in
                    [render(change, width), sentences::render(change, 2, width), sentences::render(change, 0, width)]
                {
                    let text = plain(&text);
                    assert!(text.lines().all(|line| line.chars().count() <= usize::from(width)), "{width}:\n{text}");
                }
            }
        });
    }

    #[test]
    fn what_matters_is_said_before_the_tables() {
        with_change(|change| {
            let text = plain(&render(change, WIDEST));
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
