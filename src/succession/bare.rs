//! `plan.toml` without a word of the planner's own.
//!
//! In: its text. Out: the same settings without comments: names of people may stand there.

use toml_edit::visit_mut::{self, VisitMut};
use toml_edit::{Array, DocumentMut, Item, KeyMut, Table, Value};

/// Takes all that is not a setting away.
struct Bare;

impl VisitMut for Bare {
    fn visit_table_mut(&mut self, table: &mut Table) {
        table.decor_mut().clear();
        visit_mut::visit_table_mut(self, table);
    }

    fn visit_table_like_kv_mut(&mut self, mut key: KeyMut<'_>, item: &mut Item) {
        key.leaf_decor_mut().clear();
        key.dotted_decor_mut().clear();
        visit_mut::visit_table_like_kv_mut(self, key, item);
    }

    fn visit_array_mut(&mut self, array: &mut Array) {
        array.set_trailing("");
        visit_mut::visit_array_mut(self, array);
    }

    fn visit_value_mut(&mut self, value: &mut Value) {
        value.decor_mut().clear();
        visit_mut::visit_value_mut(self, value);
    }
}

/// The text without comments; `None` where it is no TOML.
pub fn bare(text: &str) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    Bare.visit_document_mut(&mut document);
    document.set_trailing("");
    Some(document.to_string().trim_start().to_owned())
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn no_comment_is_left_and_every_setting_is() {
        let text = "# Ring til Inge\ntitle = 'A' # Inge\n\n# Bo\n[rules] # Bo\nrest_hours = 11\n\n[[windows]]\ndays = [\n  # Inge\n  'mon', # Bo\n  'tue',\n]\nstart = '08:00'\n# Inge";
        let left = bare(text).expect("TOML");
        assert!(!left.contains("Inge") && !left.contains("Bo") && !left.contains('#'), "{left}");
        let [before, after] = [text, &left].map(|text| text.parse::<toml::Table>().expect("TOML"));
        assert_eq!(before, after);
    }
}
