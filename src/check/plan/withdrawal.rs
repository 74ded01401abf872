//! `[withdrawal]`: how members leave; and `[settlement]`, what an hour is worth.
//!
//! In: the rows of `plan.toml`. Out: the terms; what is not said, or was refused, is as the hotline has it.

use crate::diagnostic::suggest::did_you_mean;
use crate::diagnostic::{Code, Diagnostic, quote};
use crate::domain::Exact;
use crate::domain::terms::{Settlement, Withdrawal};
use crate::read::Folder;
use crate::read::plan::PlanRows;
use num_traits::Zero;

/// How members leave; what is not said is as the hotline has it.
pub fn check(plan: &PlanRows, findings: &mut Vec<Diagnostic>) -> Withdrawal {
    let (rows, usual) = (&plan.withdrawal, Withdrawal::default());
    let mut effective: Vec<_> = rows.effective.iter().map(|field| field.value).collect();
    effective.sort_unstable();
    effective.dedup();
    let balance = rows.balance.as_ref().and_then(|written| {
        let known = Settlement::ALL.into_iter().find(|known| known.name().eq_ignore_ascii_case(&written.value));
        if known.is_none() {
            let names = || Settlement::ALL.into_iter().map(Settlement::name);
            let message = format!("a leaver's balance cannot be {}", quote(&written.value));
            let found = Diagnostic::new(Code::WrongValue, message)
                .at(&written.place, "")
                .help_if(did_you_mean(&written.value, names()))
                .help("write balance = \"spread\", or balance = \"paid\" where the others are paid for it");
            findings.push(found);
        }
        known
    });
    let price = rows.price_per_shift.as_ref().filter(|price| {
        let negative = price.value < Exact::zero();
        if negative {
            let found = Diagnostic::new(Code::OutOfRange, "the price of a shift is below zero")
                .at(&price.place, "")
                .help("write what a shift is worth, such as 950; who pays whom follows from the balance");
            findings.push(found);
        }
        !negative
    });
    Withdrawal {
        notice_months: rows.notice_months.as_ref().map_or(usual.notice_months, |field| field.value),
        effective: if effective.is_empty() { usual.effective } else { effective },
        balance: balance.unwrap_or_default(),
        price_per_shift: price.map(|field| field.value.clone()),
    }
}

/// `settlement.price_per_hour`, in kroner.
pub fn price_per_hour(folder: &Folder, findings: &mut Vec<Diagnostic>) -> Option<Exact> {
    let price = folder.plan.as_ref()?.price_per_hour.as_ref()?;
    if price.value < Exact::zero() {
        let found = Diagnostic::new(Code::OutOfRange, "the price of an hour is below zero")
            .at(&price.place, "")
            .help("write what an hour of a shift is credited with, such as 300; leave the key out where hours are not credited");
        findings.push(found);
        return None;
    }
    Some(price.value.clone())
}
