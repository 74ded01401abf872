//! What `swap --format json` prints: who takes whose shift, the rules it breaks or what it costs, and where the members
//! stand then.
//!
//! In: an instance, its inputs, the roster file, the seats that change hands and the judgements before and after. Out:
//! bytes. A swap that was refused is told of in the same words; `done` says which it is.

use serde::Serialize;

use crate::difference::Change;
use crate::domain::Instance;
use crate::domain::input_file::InputFile;
use crate::report::figures::{Table, accounts, changes, goals, violations};
use crate::report::json::{Head, pretty};
use crate::verify::{self, Judgement, Violation};

#[derive(Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// The file of swaps, where there is one.
    swaps: Option<&'a InputFile>,
    done: bool,
    changes: Table,
    unfilled: u64,
    /// The rules that the swap would break.
    violations: Table,
    /// Those that the roster broke before and would still break.
    violations_before: Table,
    goals: Table,
    shares: Table,
}

/// The document, with the files of the roster and of the swaps. The swap is done where it breaks no rule that the roster did not break.
pub fn bytes(
    instance: &Instance,
    inputs: &[InputFile],
    [roster, swaps]: [Option<&InputFile>; 2],
    exchanged: &[Change],
    before: &Judgement,
    after: &Judgement,
) -> Vec<u8> {
    let new = verify::added(instance, before, after);
    let old: Vec<&Violation> = after.violations.iter().filter(|violation| !new.contains(violation)).collect();
    pretty(&Document {
        head: Head::of(instance, inputs, roster),
        swaps,
        done: new.is_empty(),
        changes: changes::exchanged(instance, exchanged, |person| changes::named(instance, person))
            .only(&changes::SEATS),
        unfilled: after.unfilled,
        violations: violations::file(instance, new),
        violations_before: violations::file(instance, old),
        goals: goals::before_and_after(&before.values, &after.values).only(&goals::CHANGE),
        shares: accounts::given(instance, after).all(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::difference;
    use crate::report::sample;

    #[test]
    fn a_swap_is_told_with_its_cost_whether_it_is_done_or_not() {
        let instance = sample::instance();
        let roster = sample::roster();
        let (window, giver) = (0, roster.shifts[0][0]);
        // Whoever sits there already would sit there twice.
        let taker = roster.shifts[0][1];
        let swapped = roster.clone().without(window, giver).with(window, taker);
        let (before, after) = (verify::judge(&instance, &roster), verify::judge(&instance, &swapped));
        let changes = difference::changes(&instance, &roster, &swapped);
        let document: serde_json::Value =
            serde_json::from_slice(&bytes(&instance, &[], [None, None], &changes, &before, &after)).unwrap();
        assert_eq!(document["done"], after.violations.is_empty());
        assert_eq!(document["changes"][0]["date"], "2026-01-05");
        assert_eq!(document["changes"][0]["was"], instance.staff[giver].id.as_str());
        assert_eq!(document["changes"][0]["is"], instance.staff[taker].id.as_str());
        assert_eq!(document["violations"].as_array().unwrap().len(), after.violations.len());
        assert_eq!(document["goals"].as_array().unwrap().len(), instance.rungs().len());
    }
}
