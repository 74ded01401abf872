//! What each municipality owed and what it was given, for all shifts and for each burden: the rows of `shares.csv`, which JSON
//! documents, terminal, page and workbook show as well.
//!
//! In: an instance and its shares, and the shifts where they are known. Out: tables, a row an account.

use num_traits::Zero;

use crate::domain::{Exact, Instance};
use crate::report::facts::standing::{Status, status};
use crate::report::figures::{Column, Figure, Kind, Table, class_name, classes};
use crate::report::numbers::{TEXT_PLACES, deviation};
use crate::shares::{Account, Shares};
use crate::verify::Judgement;

const COLUMNS: [Column; 10] = [
    Column::new("municipality", Kind::Code, ["Kode", "Code"]),
    Column::new("municipality_name", Kind::Name, ["Kommune", "Municipality"]),
    Column::new("burden", Kind::Burden, ["Vagter", "Shifts"]),
    Column::new("population", Kind::Whole, ["Indbyggere", "Inhabitants"]).on_terminal(["indbyggere", "population"]),
    Column::new("share", Kind::Percent, ["Andel", "Share"]),
    Column::new("entitled", Kind::Amount(TEXT_PLACES), ["Forpligtelse", "Entitled"]),
    Column::new("carried", Kind::Signed(TEXT_PLACES), ["Overført", "Carried"]),
    Column::new("target", Kind::Amount(TEXT_PLACES), ["Måltal", "Target"]),
    Column::new("shifts", Kind::Whole, ["Tildelt", "Given"]).on_terminal(["vagter", "shifts"]).standing_out(),
    Column::new("deviation", Kind::Signed(TEXT_PLACES), ["Afvigelse", "Deviation"]),
];

/// An account, as people are shown it.
pub const ACCOUNT: [&str; 5] = ["entitled", "carried", "target", "shifts", "deviation"];

/// What was given, against the target.
pub const AGAINST_TARGET: [&str; 3] = ["target", "shifts", "deviation"];

/// Accounts, and what was given where a roster is known. A class is a burden, or all shifts where it is `None`.
#[derive(Debug, Clone, Copy)]
pub struct Accounts<'a> {
    instance: &'a Instance,
    shares: &'a Shares,
    judgement: Option<&'a Judgement>,
}

/// With the shifts of a roster.
pub fn given<'a>(instance: &'a Instance, judgement: &'a Judgement) -> Accounts<'a> {
    Accounts { instance, shares: &judgement.shares, judgement: Some(judgement) }
}

/// Before anything is given: shifts and deviation are unknown.
pub fn owed<'a>(instance: &'a Instance, shares: &'a Shares) -> Accounts<'a> {
    Accounts { instance, shares, judgement: None }
}

impl Accounts<'_> {
    /// Every account: by municipality code, first all shifts, then the burdens by name. Before anything is given, the columns
    /// that are about shifts are left out.
    pub fn all(&self) -> Table {
        let members = 0..self.instance.municipalities.len();
        let table =
            Table::new(COLUMNS, members.flat_map(|m| classes(self.instance).map(move |class| self.row(m, class))));
        let known = if self.judgement.is_some() { COLUMNS.len() } else { COLUMNS.len() - 2 };
        table.only(&COLUMNS.map(|column| column.key)[..known])
    }

    /// The accounts of one municipality, by class.
    pub fn of(&self, municipality: usize) -> Table {
        Table::new(COLUMNS, classes(self.instance).map(|class| self.row(municipality, class)))
    }

    /// The accounts of some municipalities in a class; the sum is that of all.
    pub fn in_class(&self, class: Option<usize>, municipalities: impl IntoIterator<Item = usize>) -> Table {
        Table::new(COLUMNS, municipalities.into_iter().map(|m| self.row(m, class))).summed(self.sum(class))
    }

    fn row(&self, m: usize, class: Option<usize>) -> [Figure; COLUMNS.len()] {
        let municipality = &self.instance.municipalities[m];
        let (account, shifts) = (&self.accounts(class)[m], self.shifts(class).map(|shifts| shifts[m]));
        let whose = [Figure::text(&municipality.code), Figure::text(&municipality.name)];
        let parts = [&account.entitled, &account.carried, &account.target].map(Exact::clone);
        let deviation = shifts.map(|shifts| {
            let deviation = deviation(&account.target, shifts);
            if status(account, shifts) == Status::Off { Figure::Off(deviation) } else { Figure::Exact(deviation) }
        });
        self.figures(whose, class, (municipality.population, self.shares.share[m].clone()), parts, (shifts, deviation))
    }

    fn sum(&self, class: Option<usize>) -> [Figure; COLUMNS.len()] {
        let accounts = self.accounts(class);
        let sum = |pick: fn(&Account) -> &Exact| accounts.iter().map(pick).sum::<Exact>();
        let parts = [sum(|account| &account.entitled), sum(|account| &account.carried), sum(|account| &account.target)];
        let shifts = self.shifts(class).map(|shifts| shifts.iter().sum());
        let deviation = shifts.map(|shifts| Figure::Exact(deviation(&parts[2], shifts)));
        // Populations are checked to be far from what a count holds, but not their sum.
        // Whoever has no share, as a town that has left, is not among those whose parts are shown.
        let towns = self.instance.municipalities.iter().zip(&self.shares.share);
        let members = towns.filter(|(_, share)| !share.is_zero()).map(|(town, _)| town.population);
        let population = members.fold(0u64, u64::saturating_add);
        let share = self.shares.share.iter().sum();
        self.figures([Figure::Unknown, Figure::Unknown], class, (population, share), parts, (shifts, deviation))
    }

    fn figures(
        &self,
        [code, name]: [Figure; 2],
        class: Option<usize>,
        (population, share): (u64, Exact),
        [entitled, carried, target]: [Exact; 3],
        (shifts, deviation): (Option<u64>, Option<Figure>),
    ) -> [Figure; COLUMNS.len()] {
        [
            code,
            name,
            class_name(self.instance, class),
            Figure::Count(population),
            Figure::Exact(share),
            Figure::Exact(entitled),
            Figure::Exact(carried),
            Figure::Exact(target),
            Figure::count(shifts),
            deviation.unwrap_or(Figure::Unknown),
        ]
    }

    fn accounts(&self, class: Option<usize>) -> &[Account] {
        class.map_or(&self.shares.total, |burden| &self.shares.burdens[burden])
    }

    fn shifts(&self, class: Option<usize>) -> Option<&[u64]> {
        let judgement = self.judgement?;
        Some(class.map_or(&judgement.shifts, |burden| &judgement.burden_shifts[burden]))
    }
}
