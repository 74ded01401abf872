//! `ledger.csv` of the next period: the sums of all periods up to the one that was closed.
//!
//! In: an instance and its closing. Out: bytes: by municipality code, first all shifts (`burden` empty), then the burdens
//! by name. The figures are decimals as they are; nothing is rounded here.

use crate::closing::{Closing, Line, PLACES};
use crate::domain::Instance;
use crate::report::rows::{self, Cell, Style};

const COLUMNS: [&str; 5] = ["municipality", "burden", "entitled", "worked", "until"];

/// The file.
pub fn bytes(instance: &Instance, closing: &Closing, style: Style) -> Vec<u8> {
    let mut rows: Vec<[Cell; COLUMNS.len()]> = Vec::new();
    for (m, municipality) in instance.municipalities.iter().enumerate() {
        let row = |burden: &str, line: &Line| {
            let after = &line.after;
            [
                Cell::text(&municipality.code),
                Cell::text(burden),
                Cell::exact(&after.entitled, PLACES),
                Cell::exact(&after.worked, if after.worked.is_integer() { 0 } else { PLACES }),
                Cell::Date(instance.period.to),
            ]
        };
        let total = std::iter::once(("", &closing.total[m]));
        let burdens = instance.burdens.iter().zip(&closing.burdens).map(|(burden, lines)| (&*burden.name, &lines[m]));
        rows.extend(total.chain(burdens).filter(|(_, line)| line.is_kept).map(|(burden, line)| row(burden, line)));
    }
    rows::csv(style, &COLUMNS, rows)
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
