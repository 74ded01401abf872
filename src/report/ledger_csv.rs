//! `ledger.csv` of the next period: the sums of all periods up to the one that was closed.
//!
//! In: an instance and its closing. Out: bytes: by municipality code, first all shifts (`burden` empty), then the burdens
//! by name. The figures are decimals as they are; nothing is rounded here.

use num_traits::ToPrimitive;

use crate::closing::Closing;
use crate::domain::{Exact, Instance};
use crate::report::figures::{Column, Figure, Table, class_name, classes};
use crate::report::rows::Style;

const COLUMNS: [&str; 5] = ["municipality", "burden", "entitled", "worked", "until"];

/// The file.
pub fn bytes(instance: &Instance, closing: &Closing, style: Style) -> Vec<u8> {
    let accounts = (0..instance.municipalities.len()).flat_map(|m| classes(instance).map(move |class| (m, class)));
    let kept = accounts.filter(|&(m, class)| closing.lines(class)[m].is_kept);
    let rows = kept.map(|(m, class)| {
        let after = &closing.lines(class)[m].after;
        let (code, until) = (Figure::text(&instance.municipalities[m].code), Figure::Date(instance.period.to));
        [code, class_name(instance, class), Figure::Exact(after.entitled.clone()), worked(&after.worked), until]
    });
    Table::new(COLUMNS.map(Column::of_a_file), rows).csv(style)
}

/// Shifts are whole, but for ledgers that were typed with decimals.
fn worked(worked: &Exact) -> Figure {
    let whole = worked.is_integer().then(|| worked.to_integer().to_u64()).flatten();
    whole.map_or_else(|| Figure::Exact(worked.clone()), Figure::Count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::closing;
    use crate::report::sample;
    use crate::verify;

    #[test]
    fn sums_are_added_up_and_columns_sum_to_the_shifts_worked() {
        let instance = sample::instance();
        let closing = closing::close(&instance, &verify::judge(&instance, &sample::roster()));
        let text = String::from_utf8(bytes(&instance, &closing, Style::Plain)).unwrap();
        // Twelve of the fourteen seats are filled; Lemvig has a fifth of the inhabitants and was owed 0.5 before.
        let expected = "\
municipality,burden,entitled,worked,until
665,,12.900000,12,2026-01-11
665,evening,0.600000,0,2026-01-11
665,weekend,0.200000,1,2026-01-11
751,,37.200000,38.500000,2026-01-11
";
        assert!(text.starts_with(expected), "{text}");
        assert_eq!(text.lines().count(), 1 + 3 * 3);
    }
}
