//! What planners in Denmark call the tables and their columns.
//!
//! In: the name of a file, a sheet or a column. Out: the table or column it is likely to be meant for. Nothing is read under
//! these names: they are only asked after, since a table that is overlooked would silently not hold.

use crate::domain::rule::Rule;

/// The tables, by words for what they hold.
const TABLES: [(&str, &[&str]); 7] = [
    ("municipalities", &["kommuner", "kommune", "medlemmer"]),
    ("staff", &["personale", "medarbejdere", "medarbejder", "ansatte", "kolleger"]),
    ("availability", &["tilgængelighed", "rådighed", "fravær"]),
    ("demand", &["behov", "bemanding"]),
    ("ledger", &["regnskab", "saldo", "saldi"]),
    ("locks", &["låse", "faste vagter", "låste vagter"]),
    ("history", &["historik", "tidligere vagter"]),
];

/// The columns, by words for what they hold; those of limits stand in the table of rules.
const COLUMNS: [(&str, &[&str]); 21] = [
    ("id", &["medarbejdernr", "medarbejdernummer", "initialer", "nr"]),
    ("name", &["navn"]),
    ("code", &["kode", "kommunekode", "kommunenr", "kommunenummer", "nr"]),
    ("population", &["indbyggere", "indbyggertal", "befolkning", "folketal"]),
    ("municipality", &["kommune"]),
    ("staff", &["medarbejder", "medarbejdernr", "initialer", "id"]),
    ("weight", &["vægt"]),
    (
        "joined",
        &["indtrådt", "indmeldt", "ansat", "ansat fra", "ansættelse", "ansættelsesdato", "tiltrådt", "tiltrædelse"],
    ),
    ("left", &["udtrådt", "udmeldt", "ophørt", "ophør", "ophørsdato", "fratrådt", "fratrædelse", "fratrædelsesdato"]),
    ("kind", &["type", "slags"]),
    ("days", &["dage", "ugedage"]),
    ("date", &["dato"]),
    ("start", &["starttid", "kl", "kl."]),
    ("from", &["fra", "fra dato"]),
    ("to", &["til", "til dato"]),
    ("seats", &["pladser"]),
    ("worked", &["afviklet", "arbejdet"]),
    ("heads", &["antal", "personer"]),
    ("burden", &["byrde"]),
    ("entitled", &["forpligtelse"]),
    ("end", &["sluttid", "slut"]),
];

/// What a row of sums is called.
const SUMS: [&str; 7] = ["i alt", "ialt", "total", "totalt", "sum", "samlet", "tilsammen"];

/// The table that a word is likely to be meant for.
pub fn table(word: &str) -> Option<&'static str> {
    let word = word.trim().to_lowercase();
    TABLES.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(table, _)| *table)
}

/// Whether a word is likely to be meant for a column.
pub fn is_column(word: &str, column: &str) -> bool {
    let word = word.trim().to_lowercase();
    let limits = Rule::amounts().filter_map(|(rule, amount)| Some((rule.name(), amount.column?.danish)));
    COLUMNS.into_iter().chain(limits).any(|(name, words)| name == column && words.contains(&word.as_str()))
}

/// Whether a text is what a row of sums is called, in Danish or English.
pub fn is_sum(text: &str) -> bool {
    SUMS.contains(&text.trim().trim_end_matches(':').to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::{is_column, is_sum, table};

    #[test]
    fn words_are_known_in_any_case_and_no_others() {
        assert_eq!(
            (table("Personale"), table(" tilgængelighed"), table("Noter")),
            (Some("staff"), Some("availability"), None)
        );
        assert!(
            is_column("Navn", "name")
                && is_column("nr", "id")
                && is_column("nr", "code")
                && !is_column("navn", "id")
                && is_column("Vagter/uge", "shifts_per_week")
                && ["Ansat", "Tiltrådt"].iter().all(|word| is_column(word, "joined"))
                && ["Ophørt", "Fratrådt"].iter().all(|word| is_column(word, "left"))
        );
        assert!(is_sum("I alt:") && is_sum("TOTAL") && !is_sum("Altona"));
    }
}
