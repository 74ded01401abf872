//! Ten years of quarters, each planned, closed and begun from the files of the one before.
//!
//! In: an invented hotline ([`hotline`]). Out: nobody is ever a whole shift away from what it was entitled to since it
//! joined, balances sum to zero to the last decimal, and `docs/ledger.svg` shows it ([`picture`]). With
//! `UPDATE_EXPECTED=1` the picture is drawn anew: look at it before you keep it.

mod hotline;
mod picture;

use std::fs;
use std::sync::OnceLock;

use num_traits::{One, Signed, Zero};
use vagtplan::domain::Exact;

use hotline::{MEMBERS, QUARTERS, Quarter};

const PICTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/ledger.svg");

/// The ten years, run once for all tests.
fn quarters() -> &'static [Quarter] {
    static RUN: OnceLock<Vec<Quarter>> = OnceLock::new();
    RUN.get_or_init(hotline::run)
}

#[test]
fn nobody_drifts_a_whole_shift_away_while_staff_suffice() {
    assert_eq!(quarters().len(), QUARTERS);
    for quarter in quarters() {
        assert_eq!(quarter.unfilled, 0, "{}: staff suffice", quarter.until);
        for (member, account) in MEMBERS.iter().zip(&quarter.accounts) {
            let drift = &account.entitled - Exact::from_integer(account.worked.into());
            assert!(drift.abs() < Exact::one(), "{}: {} is {drift} away", quarter.until, member.name);
        }
    }
}

#[test]
fn balances_sum_to_zero_exactly() {
    for quarter in quarters() {
        let total: Exact = quarter.accounts.iter().map(|account| &account.balance).sum();
        let evening: Exact = quarter.accounts.iter().map(|account| &account.evening_balance).sum();
        assert!(total.is_zero() && evening.is_zero(), "{}: {total} and {evening}", quarter.until);
    }
}

/// The ledger's decimals stay within a millionth of a shift per closing of the exact fractions.
#[test]
fn the_ledger_keeps_the_exact_entitlements() {
    let millionth = Exact::new(1.into(), 1_000_000.into());
    for (closings, quarter) in (1_u64..).zip(quarters()) {
        for (member, account) in MEMBERS.iter().zip(&quarter.accounts) {
            let exact = &account.entitled - Exact::from_integer(account.worked.into());
            let off = (&account.balance - exact).abs();
            assert!(off <= &millionth * Exact::from_integer(closings.into()), "{}: {}", quarter.until, member.name);
        }
    }
}

#[test]
fn the_picture_in_the_docs_is_what_is_drawn() {
    let drawn = picture::draw(quarters());
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(PICTURE, &drawn).expect("docs can be written to");
    }
    let kept = fs::read_to_string(PICTURE).unwrap_or_default().replace("\r\n", "\n");
    assert!(kept == drawn, "docs/ledger.svg is not what is drawn; UPDATE_EXPECTED=1 draws it anew");
}
