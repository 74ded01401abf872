//! How far balances can drift, in words: what [`crate::shares::promise`] says of each account.
//!
//! In: an instance and its promises. Out: for each class of windows the municipalities of which the same holds, and why where
//! nothing does. No sentence promises more than the reference proves.

use crate::domain::Instance;
use crate::report::accounts::title;
use crate::report::table::{self, Cell, Column};
use crate::shares::promise::{Promise, Promises, Why};

/// The word of the JSON documents.
pub fn word(promise: Promise) -> &'static str {
    match promise {
        Promise::Always => "always",
        Promise::WhileSharesStay => "while-shares-stay",
        Promise::Not(_) => "not-promised",
    }
}

/// Why nothing is promised; nothing where something is.
pub fn why(instance: &Instance, promise: Promise) -> Option<String> {
    let Promise::Not(why) = promise else { return None };
    Some(match why {
        Why::NoGoal => "no goal shares it out".to_owned(),
        Why::OtherGoalsFirst => "goals other than coverage come before it".to_owned(),
        Why::BurdensFirst => "burdens are shared out before it".to_owned(),
        Why::Unbalanced => "the members' balances do not sum to zero".to_owned(),
        Why::Leaves(m) => {
            format!("{} leaves, and its balance goes to the others", instance.municipalities[m].name)
        }
        Why::DueTogether => {
            "with these balances and shares more shifts can fall due at once than there are seats".to_owned()
        }
        Why::Ahead => "it has worked a whole shift ahead".to_owned(),
        Why::Overlaps(burden) => {
            format!(
                "some of its windows are in {} too, and neither lies within the other",
                instance.burdens[burden].name
            )
        }
        Why::TooSmall => "somebody owes too few shifts in it, or beside it, to round both freely".to_owned(),
    })
}

/// The list below the table of `shares`.
pub fn render(instance: &Instance, promises: &Promises, width: u16) -> String {
    let classes = std::iter::once(("all shifts".to_owned(), &promises.total));
    let burdens = instance.burdens.iter().zip(&promises.burdens);
    let classes = classes.chain(burdens.map(|(burden, accounts)| (title(&burden.name), accounts)));
    let (mut labels, mut texts) = (Vec::new(), Vec::new());
    for (class, accounts) in classes {
        for (promise, members) in alike(accounts) {
            let everybody = members.len() == accounts.iter().flatten().count();
            let names: Vec<&str> = members.iter().map(|&m| instance.municipalities[m].name.as_str()).collect();
            let who = if everybody { "everybody".to_owned() } else { names.join(", ") };
            let what = match promise {
                Promise::Always => "always".to_owned(),
                Promise::WhileSharesStay => "while shares stay as they are".to_owned(),
                Promise::Not(_) => {
                    format!(
                        "not promised, since {}",
                        why(instance, promise).expect("what is not promised has a reason")
                    )
                }
            };
            labels.push(Cell::plain(&class));
            texts.push(Cell::plain(format!("{who}: {what}")));
        }
    }
    if texts.is_empty() {
        return String::new();
    }
    let heading = table::note(
        "below one shift, above or under zero, after this period and later while the staff suffice:",
        width,
    );
    heading + &table::list(&[Column::word("", labels), Column::text("", texts)], width)
}

/// The municipalities of which the same holds, in the order of the first of them.
fn alike(accounts: &[Option<Promise>]) -> Vec<(Promise, Vec<usize>)> {
    let mut groups: Vec<(Promise, Vec<usize>)> = Vec::new();
    for (m, promise) in accounts.iter().enumerate() {
        let Some(promise) = *promise else { continue };
        match groups.iter_mut().find(|(other, _)| *other == promise) {
            Some((_, members)) => members.push(m),
            None => groups.push((promise, vec![m])),
        }
    }
    groups
}
