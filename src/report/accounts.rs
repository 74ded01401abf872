//! The table of municipalities: what each owed, what it was given, and how far that is off.
//!
//! In: an instance and a judgement. Out: a table, in two or more where the burdens don't fit beside the rest. A figure
//! off by more than rounding carries a star, so that nothing depends on colour.

use std::collections::BTreeSet;

use num_traits::Signed;

use crate::domain::{Exact, Instance};
use crate::report::facts::standing::{self, Standing, Status};
use crate::report::facts::taken_over;
use crate::report::figures::accounts::{self, ACCOUNT};
use crate::report::figures::terminal;
use crate::report::locale::Locale;
use crate::report::table::{self, Terminal};
use crate::verify::Judgement;

/// The widest a burden's name gets as a header; planners may name them as they like.
const WIDEST_TITLE: usize = 20;

/// Up to so many municipalities all have their row.
const FEW: usize = 12;
/// Of more, so many have one: those farthest off their targets.
const FARTHEST: usize = 8;

/// The table. Of many municipalities it has the farthest off alone, unless all are asked for.
pub fn render(instance: &Instance, judgement: &Judgement, on: &Terminal) -> String {
    let all = 0..instance.municipalities.len();
    if on.full || all.len() <= FEW {
        return some(instance, judgement, &all.collect(), on);
    }
    // Whoever is off in anything comes first, and then the largest deviation.
    let mut farthest: Vec<(bool, Exact, usize)> = (standing::in_all(judgement).into_iter())
        .chain(standing::in_burdens(judgement))
        .filter(|standing| standing.status != Status::OutsideTheGoal)
        .map(|standing| (!standing.is_off(), -standing.deviation.abs(), standing.municipality))
        .collect();
    farthest.sort();
    let mut shown = BTreeSet::new();
    for (.., m) in farthest {
        if shown.len() < FARTHEST {
            shown.insert(m);
        }
    }
    let locale = &on.locale;
    let (few, many) = (locale.whole(shown.len() as u64), locale.whole(instance.municipalities.len() as u64));
    let more = locale.pick(
        format!("{few} af {many} kommuner, dem med størst afvigelse; --tables viser alle"),
        format!("{few} of {many} municipalities, those farthest off; --tables shows all"),
    );
    some(instance, judgement, &shown, on) + &table::note(&more, on.width)
}

/// The table of some of the municipalities; the last line is still that of all.
pub fn some(instance: &Instance, judgement: &Judgement, members: &BTreeSet<usize>, on: &Terminal) -> String {
    let locale = &on.locale;
    let accounts = accounts::given(instance, judgement);
    let in_class = |class| accounts.in_class(class, members.iter().copied());
    let [name, share] = ["municipality_name", "share"];
    let mut columns = terminal::columns(&in_class(None).only(&[&[name, share], ACCOUNT.as_slice()].concat()), locale);
    let names = columns.remove(0);
    let burdens = instance.burdens.iter().enumerate().map(|(burden, named)| {
        terminal::joined(&in_class(Some(burden)), &title(&named.name, locale), &["shifts", "target"], "/", locale)
    });
    let groups = [columns, burdens.collect()];
    let taken_over = taken_over::sentence(instance, &judgement.shares.opening, locale);
    let notes = [legend(instance, judgement, locale)].into_iter().chain(taken_over);
    table::stack(&names, &groups, on.width) + &notes.map(|line| table::note(&line, on.width)).collect::<String>()
}

/// A burden's name as a header.
pub fn title(name: &str, locale: &Locale) -> String {
    let name = locale.burden(name);
    if name.chars().count() <= WIDEST_TITLE {
        return name.to_owned();
    }
    name.chars().take(WIDEST_TITLE - 1).chain(['…']).collect()
}

fn legend(instance: &Instance, judgement: &Judgement, locale: &Locale) -> String {
    let mut standings = standing::in_all(judgement).into_iter().chain(standing::in_burdens(judgement));
    let starred = standings.any(|standing: Standing<'_>| standing.is_off());
    let mut legend = locale
        .pick(
            "overført: + mangler at tage, − taget forud; afvigelse: vagter minus måltal",
            "carried: + still to take, − worked ahead; deviation: shifts less target",
        )
        .to_owned();
    if starred {
        legend.push_str(locale.pick("; * en hel vagt eller mere", "; * a whole shift or more"));
    }
    if !instance.burdens.is_empty() {
        legend.push_str(locale.pick("; byrder: vagter/måltal", "; burdens: shifts/target"));
    }
    legend
}
