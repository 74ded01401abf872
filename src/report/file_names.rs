//! Names that come from outside as names of files: ids, codes, municipalities.
//!
//! In: names. Out: a file name for each that Windows, macOS and Linux all take, that leads into no other folder, and that no
//! two of them share, not even where the case of letters does not count. A name that can stay as it is stays; any other
//! ends in eight digits of its SHA-256, so that it is the same in every run, whoever else is there.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::domain::Instance;

/// The longest name that stays as it is, in bytes. Windows has 260 characters for a whole path.
const LONGEST: usize = 60;

/// Signs besides letters and digits that every system takes and no shell makes a pattern of.
const SIGNS: &str = " -_.,+@()'&";

/// Names that Windows keeps for devices, whatever ending follows them.
const DEVICES: [&str; 8] = ["con", "prn", "aux", "nul", "conin$", "conout$", "clock$", "thumbs"];

/// A file name for each of the names.
pub fn file_names<'a>(names: impl IntoIterator<Item = &'a str>) -> BTreeMap<String, String> {
    let mut by_name: BTreeMap<String, String> = names.into_iter().map(|name| (name.to_owned(), safe(name))).collect();
    let mut takers: BTreeMap<String, usize> = BTreeMap::new();
    for file in by_name.values() {
        *takers.entry(file.to_lowercase()).or_default() += 1;
    }
    for (name, file) in &mut by_name {
        if takers[&file.to_lowercase()] > 1 {
            *file = marked(file, name);
        }
    }
    by_name
}

/// What files of municipalities are called, by municipality: `665 Lemvig`.
pub fn towns(instance: &Instance) -> Vec<String> {
    let names: Vec<String> =
        instance.municipalities.iter().map(|town| format!("{} {}", town.code, town.name)).collect();
    let files = file_names(names.iter().map(String::as_str));
    names.iter().map(|name| files[name].clone()).collect()
}

/// The name, or one that is made of it.
fn safe(name: &str) -> String {
    let allowed = |letter: char| letter.is_alphanumeric() || SIGNS.contains(letter);
    let mut file: String = name.chars().map(|letter| if allowed(letter) { letter } else { '_' }).collect();
    let first = |letter: char| letter.is_alphanumeric() || letter == '_';
    if !file.starts_with(first) {
        file.insert(0, '_');
    }
    let end = (0..=LONGEST.min(file.len())).rev().find(|&end| file.is_char_boundary(end)).unwrap_or(0);
    file.truncate(end);
    let file = file.trim_end_matches(['.', ' ']).to_owned();
    // A folder is never called as a calendar file beside it could be.
    let lower = file.to_lowercase();
    if file == name && !is_device(&lower) && !lower.ends_with(".ics") { file } else { marked(&file, name) }
}

fn is_device(lower: &str) -> bool {
    let stem = lower.split('.').next().unwrap_or_default().trim_end();
    let numbered = |word: &str| {
        stem.strip_prefix(word).is_some_and(|rest| rest.chars().count() == 1 && rest.chars().all(char::is_numeric))
    };
    DEVICES.contains(&stem) || numbered("com") || numbered("lpt")
}

/// The file name with a mark of the name it stands for. Nothing before the mark's hyphen is a device or an ending.
fn marked(file: &str, name: &str) -> String {
    let digest = Sha256::digest(name.as_bytes());
    let mark: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{mark}", file.replace('.', "_"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn usual_names_stay_as_they_are() {
        for name in ["751", "LEM1", "anna.larsen", "anna@lemvig.dk", "760 Ringkøbing-Skjern", "Ærø", "a_b", "console"]
        {
            assert_eq!(safe(name), name);
        }
    }

    #[test]
    fn no_name_leads_elsewhere_or_stops_a_system() {
        let nasty = [
            "",
            ".",
            "..",
            "../../etc/passwd",
            "a/b",
            "a\\b",
            "C:\\x",
            "con",
            "NUL.txt",
            "com1",
            "LPT\u{b2}",
            "aux ",
            "a.",
            "a ",
            " a",
            ".hidden",
            "-rf",
            "~root",
            "a\u{0}b",
            "a\nb",
            "a*?",
            "a|b",
            "<a>",
            "\"a\"",
            "a:b",
            "751.ics",
            "x.ICS",
            "e\u{301}",
            "\u{202e}fdp",
        ];
        for name in nasty {
            let file = safe(name);
            assert_ne!(file, name);
            assert!(!file.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|']), "{file}");
            assert!(!file.starts_with(['.', ' ', '-', '~']) && !file.ends_with(['.', ' ']), "{file}");
            assert!(!is_device(&file.to_lowercase()) && !file.to_lowercase().ends_with(".ics"), "{file}");
            assert!(!file.chars().any(char::is_control), "{file}");
        }
        let files = file_names(nasty);
        let distinct: BTreeSet<String> = files.values().map(|file| file.to_lowercase()).collect();
        assert_eq!(distinct.len(), nasty.len());
    }

    #[test]
    fn long_names_are_cut_between_letters_and_stay_apart() {
        let (one, other) = ("æ".repeat(200) + "1", "æ".repeat(200) + "2");
        let files = file_names([one.as_str(), other.as_str()]);
        assert_ne!(files[&one], files[&other]);
        assert!(files.values().all(|file| file.len() <= LONGEST + 9));
    }

    #[test]
    fn names_that_differ_in_case_alone_are_two_files() {
        let files = file_names(["a1", "A1", "b1"]);
        assert_ne!(files["a1"].to_lowercase(), files["A1"].to_lowercase());
        assert_eq!(files["b1"], "b1");
    }
}
