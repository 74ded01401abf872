//! `shares.csv`: what each municipality owed and what it was given, for all shifts and for each burden.
//!
//! In: an instance and a judgement. Out: bytes: by municipality code, first all shifts (`burden` empty), then the
//! burdens by name. Every figure comes from an exact fraction and is rounded once.

use crate::domain::Instance;
use crate::report::numbers::{FILE_PLACES, deviation};
use crate::report::rows::{self, Cell, Style};
use crate::shares::Account;
use crate::verify::Judgement;

const COLUMNS: [&str; 10] = [
    "municipality",
    "municipality_name",
    "burden",
    "population",
    "share",
    "entitled",
    "carried",
    "target",
    "shifts",
    "deviation",
];

/// The file.
pub fn bytes(instance: &Instance, judgement: &Judgement, style: Style) -> Vec<u8> {
    let shares = &judgement.shares;
    let mut rows: Vec<[Cell; COLUMNS.len()]> = Vec::new();
    for (m, municipality) in instance.municipalities.iter().enumerate() {
        let row = |burden: &str, account: &Account, shifts: u64| {
            [
                Cell::text(&municipality.code),
                Cell::text(&municipality.name),
                Cell::text(burden),
                Cell::count(municipality.population),
                Cell::exact(&shares.share[m], FILE_PLACES),
                Cell::exact(&account.entitled, FILE_PLACES),
                Cell::exact(&account.carried, FILE_PLACES),
                Cell::exact(&account.target, FILE_PLACES),
                Cell::count(shifts),
                Cell::exact(&deviation(&account.target, shifts), FILE_PLACES),
            ]
        };
        rows.push(row("", &shares.total[m], judgement.shifts[m]));
        for (c, burden) in instance.burdens.iter().enumerate() {
            rows.push(row(&burden.name, &shares.burdens[c][m], judgement.burden_shifts[c][m]));
        }
    }
    rows::csv(style, &COLUMNS, rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn figures_are_exact_to_the_last_decimal() {
        let instance = sample::instance();
        let plan = sample::plan(&instance);
        let text = String::from_utf8(bytes(&instance, plan.verified.judgement(), Style::Plain)).unwrap();
        let expected = "\
municipality,municipality_name,burden,population,share,entitled,carried,target,shifts,deviation
665,Lemvig,,20000,0.200000,2.400000,0.500000,2.900000,2,-0.900000
665,Lemvig,evening,20000,0.200000,0.685714,0.000000,0.685714,0,-0.685714
665,Lemvig,weekend,20000,0.200000,0.342857,0.000000,0.342857,1,0.657143
751,\"Aarhus, \"\"the city of smiles\"\"\",,60000,0.600000,7.200000,-0.500000,6.700000,8,1.300000
";
        assert!(text.starts_with(expected), "{text}");
        assert_eq!(text.lines().count(), 1 + 3 * 3);
    }
}
