//! Rows of text to CSV bytes, the same way for every output file: commas, UTF-8 without a mark, LF, quotes where needed.
//!
//! In: rows. Out: bytes. Cells stand verbatim: a roster is read back by `verify`, by scripts and by other planners'
//! tools, and an identifier with a sign in front must survive the journey.

/// The rows as CSV.
pub fn csv<const COLUMNS: usize>(rows: &[[String; COLUMNS]]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).expect("rows of one length always fit in memory");
    }
    writer.into_inner().expect("memory never refuses a write")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_needed_and_otherwise_verbatim() {
        let rows = [["a,b", "say \"hi\""], ["-1", "Ærø"]].map(|row| row.map(str::to_owned));
        assert_eq!(String::from_utf8(csv(&rows)).unwrap(), "\"a,b\",\"say \"\"hi\"\"\"\n-1,Ærø\n");
    }
}
