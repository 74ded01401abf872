//! The pages of findings' codes, from docs/diagnostics.md, which is part of the program.
//!
//! In: codes. Out: their pages, as they stand there or as JSON. `tests/diagnostics.rs` holds that each code has one.

use serde::Serialize;

use crate::diagnostic::{Code, Severity};

/// All pages.
const PAGES: &str = include_str!("../../docs/diagnostics.md");

/// What begins a page.
const HEADING: &str = "\n### ";
/// What begins the headings above, which end a page.
const CHAPTER: &str = "\n## ";
/// What stands around an example.
const EXAMPLE: (&str, &str) = ("```text\n", "\n```");
/// What stands before the cure.
const CURE: &str = "**Cure:** ";

/// A page in its parts.
#[derive(Debug, Serialize)]
struct Page {
    code: &'static str,
    severity: &'static str,
    title: &'static str,
    /// What is meant, in Markdown.
    meaning: String,
    /// What is then said of a folder.
    example: String,
    /// What to do, in Markdown.
    cure: String,
}

/// The pages of these codes, one below the other.
pub fn text(codes: &[Code]) -> String {
    let pages: Vec<&str> = codes.iter().map(|code| page(*code)).collect();
    pages.join("\n\n") + "\n"
}

/// The same in their parts.
pub fn json(codes: &[Code]) -> String {
    let pages: Vec<Page> = codes.iter().map(|code| parts(*code)).collect();
    serde_json::to_string_pretty(&pages).expect("texts have a form in JSON") + "\n"
}

/// The page of a code, without the marks of its heading.
fn page(code: Code) -> &'static str {
    let heading = format!("{HEADING}{} ", code.name());
    let start = PAGES.find(&heading).map_or(PAGES.len(), |at| at + HEADING.len());
    let rest = &PAGES[start..];
    let end = [HEADING, CHAPTER].iter().filter_map(|next| rest.find(next)).min().unwrap_or(rest.len());
    rest[..end].trim_end()
}

fn parts(code: Code) -> Page {
    let page = page(code);
    let (_, body) = page.split_once("\n\n").unwrap_or_default();
    let (meaning, after) = body.split_once(EXAMPLE.0).unwrap_or_default();
    let (example, after) = after.split_once(EXAMPLE.1).unwrap_or_default();
    let (_, cure) = after.split_once(CURE).unwrap_or_default();
    let (_, meaning) = meaning.split_once(".* ").unwrap_or_default();
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let severity = match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    Page {
        code: code.name(),
        severity,
        title: code.title(),
        meaning: one_line(meaning),
        example: example.to_owned(),
        cure: one_line(cure),
    }
}

#[cfg(test)]
mod tests {
    use super::{page, parts};
    use crate::diagnostic::Code;

    #[test]
    fn every_code_has_a_page_of_its_own_with_all_its_parts() {
        for code in Code::ALL.iter().copied() {
            let page = page(code);
            assert!(page.starts_with(&format!("{} {}\n", code.name(), code.title())), "{page}");
            assert!(!page.contains("\n#"), "{page}");
            let parts = parts(code);
            for part in [&parts.meaning, &parts.example, &parts.cure] {
                assert!(!part.is_empty(), "{parts:?}");
            }
            assert!(parts.example.contains(&format!("[{}]", code.name())), "{parts:?}");
        }
    }
}
