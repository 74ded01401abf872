//! How far balances can drift, in words: what [`crate::shares::promise`] says of each account.
//!
//! In: an instance and its promises. Out: for each class of windows the municipalities of which the same holds, and why where
//! nothing does. No sentence promises more than the reference proves.

use crate::domain::Instance;
use crate::report::accounts::title;
use crate::report::locale::Locale;
use crate::report::table::{self, Cell, Column, Terminal};
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
pub fn why(locale: &Locale, instance: &Instance, promise: Promise) -> Option<String> {
    let Promise::Not(why) = promise else { return None };
    let (danish, english) = match why {
        Why::NoGoal => ("intet mål deler den ud", "no goal shares it out"),
        Why::OtherGoalsFirst => {
            ("andre mål end bemanding går forud for den", "goals other than coverage come before it")
        }
        Why::BurdensFirst => ("byrder deles ud før den", "burdens are shared out before it"),
        Why::Unbalanced => ("medlemmernes saldi går ikke op i nul", "the members' balances do not sum to zero"),
        Why::Leaves(m) => {
            let name = &instance.municipalities[m].name;
            return Some(locale.pick(
                format!("{name} udtræder, og dens saldo går over til de andre"),
                format!("{name} leaves, and its balance goes to the others"),
            ));
        }
        Why::TakesPart(m) => {
            let name = &instance.municipalities[m].name;
            return Some(locale.pick(
                format!("{name} kun deltager i nogle tidsrum"),
                format!("{name} takes part in some windows only"),
            ));
        }
        Why::DueTogether => (
            "med disse saldi og andele kan flere vagter forfalde på én gang, end der er pladser",
            "with these balances and shares more shifts can fall due at once than there are seats",
        ),
        Why::Ahead => ("den har taget en hel vagt forud", "it has worked a whole shift ahead"),
        Why::Overlaps(burden) => {
            let name = &instance.burdens[burden].name;
            let (shifts, name) = (locale.shifts_in(name, false), locale.burden(name));
            return Some(locale.pick(
                format!("nogle af dens vagter er også {shifts}, og ingen af de to ligger inden i den anden"),
                format!("some of its windows are in {name} too, and neither lies within the other"),
            ));
        }
        Why::TooSmall => (
            "nogen skylder for få vagter i den, eller ved siden af den, til at begge kan rundes frit",
            "somebody owes too few shifts in it, or beside it, to round both freely",
        ),
    };
    Some(locale.pick(danish, english).to_owned())
}

/// The list below the table of `shares`.
pub fn render(instance: &Instance, promises: &Promises, on: &Terminal) -> String {
    let locale = &on.locale;
    let classes = std::iter::once((locale.pick("alle vagter", "all shifts").to_owned(), &promises.total));
    let burdens = instance.burdens.iter().zip(&promises.burdens);
    let classes = classes.chain(burdens.map(|(burden, accounts)| (title(&burden.name, locale), accounts)));
    let (mut labels, mut texts) = (Vec::new(), Vec::new());
    for (class, accounts) in classes {
        for (promise, members) in alike(accounts) {
            let everybody = members.len() == accounts.iter().flatten().count();
            let names: Vec<&str> = members.iter().map(|&m| instance.municipalities[m].name.as_str()).collect();
            let who = if everybody { locale.pick("alle", "everybody").to_owned() } else { names.join(", ") };
            let what = match promise {
                Promise::Always => locale.pick("altid", "always").to_owned(),
                Promise::WhileSharesStay => {
                    locale.pick("så længe andelene er, som de er", "while shares stay as they are").to_owned()
                }
                Promise::Not(_) => {
                    let why = why(locale, instance, promise).expect("what is not promised has a reason");
                    locale.pick(format!("ikke lovet, da {why}"), format!("not promised, since {why}"))
                }
            };
            labels.push(Cell::plain(&class));
            texts.push(Cell::plain(format!("{who}: {what}")));
        }
    }
    if texts.is_empty() {
        return String::new();
    }
    let heading = locale.pick(
        "under én vagt, over eller under nul, efter denne periode og senere, så længe personalet rækker:",
        "below one shift, above or under zero, after this period and later while the staff suffice:",
    );
    table::note(heading, on.width) + &table::list(&[Column::word("", labels), Column::text("", texts)], on.width)
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
