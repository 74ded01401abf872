//! The populations of all 98 municipalities, as `data/municipalities.csv` has them.
//!
//! In: a code or a name. Out: the inhabitants, and the year they were counted in. The file is part of the program: it is
//! looked up when somebody who is in no planning folder yet is to join, and where a folder is made up.

/// The file, which `data/README.md` explains.
const FILE: &str = include_str!("../../data/municipalities.csv");

/// One municipality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inhabitants {
    /// Official code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Inhabitants on 1 January of `year`.
    pub population: u64,
    /// The year.
    pub year: u32,
}

/// All of them, by code.
pub fn all() -> Vec<Inhabitants> {
    let mut rows = csv::Reader::from_reader(FILE.as_bytes());
    let read = |row: csv::StringRecord| {
        Some(Inhabitants {
            code: row.get(0)?.to_owned(),
            name: row.get(1)?.to_owned(),
            population: row.get(3)?.parse().ok()?,
            year: row.get(4)?.parse().ok()?,
        })
    };
    rows.records().filter_map(|row| read(row.ok()?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_98_are_read() {
        let all = all();
        assert_eq!(all.len(), 98);
        assert_eq!(all.iter().map(|one| one.population).sum::<u64>(), 5_822_679);
        assert!(all.iter().any(|one| one.name == "Holstebro" && one.code == "661"));
    }
}
