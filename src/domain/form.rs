//! A form that a municipality fills in: how it is known again, and what its columns are called.
//!
//! In: nothing. Out: names. `report` writes forms, `read` reads them.

use chrono::NaiveDate;

/// The property of a workbook that says which form it is.
pub const MARK: &str = "vagtplan-form";

/// The columns of the sheets, by the contract's word, each in Danish and English.
pub type Columns = [(&'static str, [&'static str; 2])];

/// Those of the grid beside its windows.
pub const GRID: [(&str, [&str; 2]); 2] = [("staff", ["medarbejder", "staff"]), ("name", ["navn", "name"])];
/// Those of the sheet of dates.
pub const DATES: [(&str, [&str; 2]); 6] = [
    ("staff", ["medarbejder", "staff"]),
    ("kind", ["mærke", "mark"]),
    ("from", ["fra", "from"]),
    ("to", ["til", "to"]),
    ("days", ["dage", "days"]),
    ("start", ["start", "start"]),
];
/// Those of the sheet of staff.
pub const STAFF: [(&str, [&str; 2]); 6] = [
    ("id", ["medarbejder", "staff"]),
    ("name", ["navn", "name"]),
    ("weight", ["vægt", "weight"]),
    ("shifts_per_week", ["vagter pr. uge", "shifts a week"]),
    ("joined", ["ansat fra", "employed from"]),
    ("left", ["fratrådt", "left"]),
];

/// What the sheets are called.
pub const SHEETS: [[&str; 2]; 3] = [["Tilgængelighed", "Availability"], ["Datoer", "Dates"], ["Medarbejdere", "Staff"]];

/// Whose form it is, and for which period.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identity {
    /// The municipality's code.
    pub code: String,
    /// The first day of the period.
    pub from: NaiveDate,
    /// The last day of the period.
    pub to: NaiveDate,
}

impl Identity {
    /// As it stands in the form: `665 2025-04-01..2025-06-30`.
    pub fn written(&self) -> String {
        format!("{} {}..{}", self.code, self.from, self.to)
    }

    /// What is written so.
    pub fn read(written: &str) -> Option<Self> {
        let (code, period) = written.trim().rsplit_once(' ')?;
        let (from, to) = period.split_once("..")?;
        let code = code.trim().to_owned();
        Some(Identity { code, from: from.parse().ok()?, to: to.parse().ok()? }).filter(|form| !form.code.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::Identity;

    #[test]
    fn a_form_is_known_by_what_it_says() {
        let [from, to] = ["2025-04-01", "2025-06-30"].map(|day| day.parse().unwrap());
        let form = Identity { code: "665".to_owned(), from, to };
        assert_eq!(form.written(), "665 2025-04-01..2025-06-30");
        assert_eq!(Identity::read(" 665 2025-04-01..2025-06-30 "), Some(form));
        for other in ["", "665", "2025-04-01..2025-06-30", "665 2025-04-01", "665 a..b", "Lemvig: hvornår kan I?"] {
            assert_eq!(Identity::read(other), None, "{other}");
        }
    }
}
