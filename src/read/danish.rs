//! What planners in Denmark call the tables and their columns.
//!
//! In: the name of a file, a sheet or a column. Out: the table or column it is likely to be meant for. A column is read under such a
//! name where it can mean no other of its table. Files and sheets are only asked after: a folder may hold another list of the same
//! people, and a table that is overlooked would silently not hold.

use crate::domain::rule::Rule;

/// The tables, by words for what they hold.
const TABLES: [(&str, &[&str]); 9] = [
    ("municipalities", &["kommuner", "kommune", "medlemmer"]),
    ("staff", &["personale", "medarbejdere", "medarbejder", "ansatte", "kolleger"]),
    ("availability", &["tilgængelighed", "rådighed", "fravær"]),
    ("demand", &["behov", "bemanding"]),
    ("ledger", &["regnskab", "saldo", "saldi"]),
    ("locks", &["låse", "faste vagter", "låste vagter"]),
    ("agreements", &["aftaler", "aftalt"]),
    ("history", &["historik", "tidligere vagter"]),
    ("calls_by_member", &["opkald", "opkald pr. kommune", "opkald pr kommune", "henvendelser"]),
];

/// The columns, by words for what they hold; those of limits stand in the table of rules.
const COLUMNS: [(&str, &[&str]); 38] = [
    ("id", &["medarbejdernr", "medarbejdernummer", "initialer", "nr"]),
    ("name", &["navn"]),
    ("code", &["kode", "kommunekode", "kommunenr", "kommunenummer", "nr"]),
    ("month", &["måned"]),
    ("what", &["hvad", "post", "tekst"]),
    ("amount", &["beløb"]),
    ("share", &["andel"]),
    ("calls", &["opkald", "kald", "antal opkald", "antal kald", "indkomne opkald", "tilbudte opkald", "henvendelser"]),
    ("population", &["indbyggere", "indbyggertal", "befolkning", "folketal"]),
    ("municipality", &["kommune"]),
    ("staff", &["medarbejder", "medarbejdernr", "initialer", "id"]),
    ("weight", &["vægt"]),
    (
        "joined",
        &["indtrådt", "indmeldt", "ansat", "ansat fra", "ansættelse", "ansættelsesdato", "tiltrådt", "tiltrædelse"],
    ),
    ("left", &["udtrådt", "udmeldt", "ophørt", "ophør", "ophørsdato", "fratrådt", "fratrædelse", "fratrædelsesdato"]),
    ("windows", &["tidsrum", "deltager i"]),
    ("kind", &["type", "slags"]),
    ("days", &["dage", "ugedage"]),
    ("date", &["dato"]),
    ("start", &["starttid", "kl", "kl."]),
    ("from", &["fra", "fra dato"]),
    ("to", &["til", "til dato"]),
    ("seats", &["pladser"]),
    ("factor", &["faktor"]),
    ("least", &["mindst"]),
    ("strength", &["styrke"]),
    ("worked", &["afviklet", "arbejdet"]),
    ("heads", &["antal", "personer"]),
    ("burden", &["byrde"]),
    ("entitled", &["forpligtelse"]),
    ("end", &["sluttid", "slut"]),
    ("handling", &["aht", "behandlingstid", "gns. behandlingstid", "gennemsnitlig behandlingstid", "ekspeditionstid"]),
    ("gives", &["afgiver"]),
    ("takes", &["overtager"]),
    ("instead_of", &["i stedet for", "istedetfor", "afløser"]),
    ("wants", &["ønsker"]),
    ("with", &["med"]),
    ("with_date", &["deres dato"]),
    ("with_start", &["deres start"]),
];

/// Headings that are never read for what they may mean: a number of anything, a key of the planner's own, and what may be answered by
/// yes and no as well as by a date.
const UNCLEAR: [&str; 6] = ["nr", "id", "type", "ansat", "ansættelse", "ophørt"];

/// What municipalities are called in the table of municipalities.
const HOME: [&str; 2] = ["kommune", "kommunenavn"];

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

/// The one column of a table that a Danish heading names.
pub fn named<'a>(word: &str, columns: &[&'a str]) -> Option<&'a str> {
    let word = word.trim().to_lowercase();
    if UNCLEAR.contains(&word.as_str()) {
        return None;
    }
    if HOME.contains(&word.as_str()) && columns.contains(&"population") {
        return columns.iter().copied().find(|column| *column == "name");
    }
    let mut meant = columns.iter().copied().filter(|column| is_column(&word, column));
    meant.next().filter(|_| meant.next().is_none())
}

/// Whether a text is what a row of sums is called, in Danish or English.
pub fn is_sum(text: &str) -> bool {
    SUMS.contains(&text.trim().trim_end_matches(':').to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::{is_column, is_sum, named, table};

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
        assert_eq!(named("Navn", &["id", "name", "municipality"]), Some("name"));
        assert_eq!(named("Kommune", &["id", "name", "municipality"]), Some("municipality"));
        assert_eq!(named("Kommune", &["code", "name", "population"]), Some("name"));
        assert_eq!(named("Initialer", &["id", "staff"]), None, "it may be either");
        assert!(["Nr", "Ansat", "Telefon"].iter().all(|word| named(word, &["id", "code", "joined"]).is_none()));
        assert!(is_sum("I alt:") && is_sum("TOTAL") && !is_sum("Altona"));
    }
}
