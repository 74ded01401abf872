//! What the pages say is so: commands run as written, excerpts stand in the files, shown output is real, links lead
//! somewhere.
//!
//! Commands are the lines of ```sh blocks that begin with [`RUN`]; they run in order, page by page, in a copy of the
//! examples, with the binary under test instead of a new build. An excerpt is a block under `<!-- excerpt of: FILE -->`,
//! shown output a block under `<!-- output of: ARGUMENTS -->`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// How the pages call vagtplan from a fresh clone.
const RUN: &str = ".ci/setup cargo run --release -- ";
/// How the README calls the tests.
const TEST: &str = ".ci/setup cargo test --release";

#[test]
fn commands_run_as_written_and_print_what_is_shown() {
    let place = Copy::of_the_examples();
    let mut ran = 0;
    let mut shown = Vec::new();
    for page in pages() {
        let text = read(&page);
        let outputs = blocks(&text, "text");
        for arguments in blocks(&text, "sh").iter().flat_map(|block| commands(&block.text)) {
            let output = place.run(&arguments);
            assert!(
                output.status.success(),
                "{}: {arguments}\nends with {}\n{}",
                page.display(),
                output.status,
                String::from_utf8_lossy(&output.stderr)
            );
            ran += 1;
            let mark = format!("output of: {arguments}");
            for block in outputs.iter().filter(|block| block.mark.as_ref() == Some(&mark)) {
                let real = String::from_utf8_lossy(&output.stdout);
                assert_eq!(timeless(&block.text), timeless(&real), "{}: {arguments}", page.display());
                shown.push(arguments.clone());
            }
        }
    }
    assert!(ran > 5, "only {ran} commands were found");
    assert!(shown.contains(&"plan examples/ddh-2025".to_owned()), "the README shows what its main command prints");
}

#[test]
fn mending_changes_as_few_shifts_as_the_readme_says() {
    let place = Copy::of_the_examples();
    let run = |arguments: &str| assert!(place.run(arguments).status.success(), "{arguments}");
    run("plan examples/ddh-2025 --out published");
    let availability = place.0.path().join("examples/ddh-2025/availability.csv");
    let absences = ["FUR04", "VIB10", "AAL11"].map(|id| format!("{id},unavailable,,,2025-05-12,2025-06-08\n")).concat();
    fs::write(&availability, read(&availability) + &absences).expect("the copy can be written");
    run("replan examples/ddh-2025 --published published/roster.csv --from 2025-05-12 --out mended");
    run("plan examples/ddh-2025 --out scratch");
    // Who sits when, from that day on.
    let shifts = |file: &str| -> BTreeSet<[String; 3]> {
        let roster = read(&place.0.path().join(file).join("roster.csv"));
        let rows = roster.lines().skip(1).map(|row| row.split(',').collect::<Vec<_>>());
        let held = rows.filter(|row| row[0] >= "2025-05-12" && !row[8].is_empty());
        held.map(|row| [row[0], row[3], row[8]].map(str::to_owned)).collect()
    };
    let published = shifts("published");
    let lost = |file: &str| published.difference(&shifts(file)).count();
    let said = format!(
        "change {} of {} shifts, proven to be the fewest; a\nnew plan from scratch would have changed {}.",
        lost("mended"),
        published.len(),
        lost("scratch")
    );
    assert!(read(&root().join("README.md")).contains(&said), "{said}");
}

#[test]
fn excerpts_stand_in_the_files() {
    let mut seen = 0;
    for page in pages() {
        for block in ["toml", "csv"].iter().flat_map(|language| blocks(&read(&page), language)) {
            let Some(file) = block.mark.as_deref().and_then(|mark| mark.strip_prefix("excerpt of: ")) else {
                panic!("{}: a block of input without its file:\n{}", page.display(), block.text);
            };
            assert!(read(&root().join(file)).contains(&block.text), "{} does not hold\n{}", file, block.text);
            seen += 1;
        }
    }
    assert!(seen >= 4, "only {seen} excerpts were found");
}

#[test]
fn links_lead_somewhere() {
    for page in pages() {
        for link in links(&read(&page)) {
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target =
                if file.is_empty() { page.clone() } else { page.parent().expect("a page is a file").join(file) };
            assert!(target.exists(), "{}: {link} leads nowhere", page.display());
            if !anchor.is_empty() {
                assert!(anchors(&read(&target)).contains(&anchor.to_owned()), "{}: no heading {link}", page.display());
            }
        }
    }
}

#[test]
fn ci_runs_the_tests_as_the_readme_does() {
    let readme = read(&root().join("README.md"));
    assert!(blocks(&readme, "sh").iter().any(|block| block.text.lines().any(|line| line == TEST)));
    assert!(read(&root().join(".ci/run")).lines().any(|line| line.ends_with(TEST)));
}

#[test]
fn the_modelled_numbers_in_the_pages_are_those_of_the_files() {
    let rows = |file: &str| read(&root().join(file)).lines().count() - 1;
    assert_eq!(rows("examples/ddh-2025/municipalities.csv"), 26);
    assert_eq!(rows("examples/ddh-2025/staff.csv"), 190);
    assert_eq!(rows("data/municipalities.csv"), 98);
}

/// A temporary folder with a copy of the examples, where commands run.
struct Copy(tempfile::TempDir);

impl Copy {
    fn of_the_examples() -> Self {
        let place = tempfile::tempdir().expect("a temporary folder can be made");
        copy(&root().join("examples"), &place.path().join("examples"));
        Copy(place)
    }

    fn run(&self, arguments: &str) -> Output {
        Command::new(env!("CARGO_BIN_EXE_vagtplan"))
            .args(arguments.split_whitespace())
            .current_dir(self.0.path())
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .output()
            .expect("the binary starts")
    }
}

/// Copies a folder, but not the output of earlier runs.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in entries(from) {
        let target = to.join(entry.file_name().expect("an entry has a name"));
        if entry.ends_with("out") {
            continue;
        } else if entry.is_dir() {
            copy(&entry, &target);
        } else {
            fs::copy(&entry, &target).expect("a file can be copied");
        }
    }
}

/// A fenced block, with the comment in the line before it.
struct Block {
    mark: Option<String>,
    text: String,
}

fn blocks(page: &str, language: &str) -> Vec<Block> {
    let fence = format!("```{language}");
    let lines: Vec<&str> = page.lines().collect();
    let mut blocks = Vec::new();
    for start in (0..lines.len()).filter(|&at| lines[at] == fence) {
        let length = lines[start + 1..].iter().position(|line| *line == "```").expect("a fence is closed");
        let before = start.checked_sub(1).map_or("", |at| lines[at]);
        let mark = before.strip_prefix("<!-- ").and_then(|line| line.strip_suffix(" -->")).map(str::to_owned);
        let text = lines[start + 1..start + 1 + length].iter().map(|line| format!("{line}\n")).collect();
        blocks.push(Block { mark, text });
    }
    blocks
}

/// The arguments of each call of vagtplan.
fn commands(block: &str) -> Vec<String> {
    block.lines().filter_map(|line| line.strip_prefix(RUN)).map(str::to_owned).collect()
}

/// Lines without what differs from run to run: the time a run took, and the seconds that end a row of the goals' table.
fn timeless(text: &str) -> Vec<String> {
    let line = |line: &str| {
        let line = line.split(" after ").next().unwrap_or_default().trim_end();
        let (row, last) = line.rsplit_once(' ').unwrap_or((line, ""));
        let seconds = row.trim_end().ends_with("yes") && last.parse::<f64>().is_ok();
        if seconds { row.trim_end().to_owned() } else { line.to_owned() }
    };
    text.trim_end().lines().map(line).collect()
}

/// The targets of the links that stay within the project.
fn links(page: &str) -> Vec<String> {
    let targets = page.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target);
    targets.filter(|target| !target.contains("://")).map(str::to_owned).collect()
}

/// The anchors of the headings of a page.
fn anchors(page: &str) -> Vec<String> {
    let headings =
        page.lines().filter_map(|line| line.strip_prefix('#')).map(|line| line.trim_start_matches('#').trim());
    let anchor = |heading: &str| {
        let kept = heading.to_lowercase().replace(' ', "-");
        kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect()
    };
    headings.map(anchor).collect()
}

/// Every page, the README first.
fn pages() -> Vec<PathBuf> {
    let mut pages = vec![root().join("README.md"), root().join("CHANGELOG.md"), root().join("data/README.md")];
    pages.extend(entries(&root().join("docs")).into_iter().filter(|file| file.extension().is_some_and(|e| e == "md")));
    pages.extend(entries(&root().join("examples")).into_iter().map(|folder| folder.join("README.md")));
    pages
}

/// What is in a folder, sorted.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry can be read").path()).collect();
    paths.sort();
    paths
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}
