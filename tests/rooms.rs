//! The rooms of the house: who may import whom, who touches files, who knows a solver, who exits.
//!
//! In: the sources under `src`, `tests` and `benches`. Out: nothing, where every line keeps to the tables below; otherwise the
//! file, the line and the rule. The tables are the architecture; prose about it elsewhere only explains them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

#[path = "rooms/circles.rs"]
mod circles;
#[path = "rooms/imports.rs"]
mod imports;

use imports::ROOMS;

/// A word that only some rooms may use.
struct Tool {
    word: &'static str,
    rooms: &'static [&'static str],
    why: &'static str,
}

const TOOLS: &[Tool] = &[
    Tool { word: "std::fs", rooms: &["read", "report"], why: "one room reads files, one writes them" },
    Tool { word: "tempfile", rooms: &["report"], why: "results appear whole, through one writer" },
    Tool { word: "good_lp", rooms: &["solve"], why: "nobody else knows a solver" },
    Tool { word: "highs", rooms: &["solve"], why: "nobody else knows a solver" },
    Tool { word: "memory_stats", rooms: &["planning"], why: "the search alone is limited" },
    Tool {
        word: "fastrand",
        rooms: &["solve", "generate", "queueing"],
        why: "chance, with a fixed seed, is for the engine, for what is made up and for calls that are tried",
    },
    Tool {
        word: "std::collections::HashMap",
        rooms: &[],
        why: "the same input gives the same bytes: maps are ordered",
    },
    Tool {
        word: "std::collections::HashSet",
        rooms: &[],
        why: "the same input gives the same bytes: sets are ordered",
    },
    Tool { word: "std::time::SystemTime", rooms: &["src/commands/today.rs"], why: "no result depends on the day" },
    Tool { word: "chrono::Local", rooms: &[], why: "no result depends on the day it was made" },
    Tool { word: "chrono::Utc", rooms: &[], why: "no result depends on the day it was made" },
    Tool { word: "PartialDateTime::now", rooms: &[], why: "no result depends on the day it was made" },
    Tool { word: "csv", rooms: &["read", "report"], why: "nobody else knows a file format" },
    Tool { word: "toml", rooms: &["read", "report"], why: "nobody else knows a file format" },
    Tool {
        word: "toml_edit",
        rooms: &["succession", "scenarios"],
        why: "who changes plan.toml keeps what else stands there",
    },
    Tool { word: "quick_xml", rooms: &["read"], why: "nobody else knows a file format" },
    Tool { word: "calamine", rooms: &["read"], why: "one room reads workbooks" },
    Tool { word: "zip", rooms: &["read", "report"], why: "what is read is measured, packs are mailed" },
    Tool { word: "calcard", rooms: &["report"], why: "nobody else writes calendars" },
    Tool { word: "rust_xlsxwriter", rooms: &["report"], why: "one room writes workbooks" },
    Tool { word: "serde", rooms: &["read", "report"], why: "nobody else knows a file format" },
    Tool { word: "serde_json", rooms: &["read", "report"], why: "nobody else knows a file format" },
    Tool { word: "maud", rooms: &["report"], why: "nobody else writes markup" },
    Tool { word: "plotters", rooms: &["report"], why: "nobody else draws" },
    Tool { word: "plotters_backend", rooms: &["report"], why: "nobody else draws" },
    Tool { word: "indicatif", rooms: &["report"], why: "one room draws on the terminal" },
    Tool { word: "console", rooms: &["report"], why: "one room draws on the terminal" },
    Tool { word: "clap_complete", rooms: &["cli", "commands"], why: "only these know the command line" },
    Tool { word: "clap_mangen", rooms: &["commands"], why: "only these know the command line" },
    Tool { word: "clap", rooms: &["cli", "commands", "main"], why: "arguments are options by the time rooms see them" },
    Tool { word: "std::process::exit", rooms: &["main"], why: "only main exits" },
    Tool { word: "std::process::abort", rooms: &[], why: "nobody aborts" },
];

/// Lines a file may have, code and tests together.
const LONGEST_FILE: usize = 400;

/// Files that are longer, each with the reason.
const LONGER_FILES: &[(&str, &str)] = &[];

#[test]
fn rooms_import_only_what_the_table_allows() {
    let mut strayed = Vec::new();
    for file in sources("src") {
        let Some(room) = ROOMS.iter().find(|room| room.name == file.room) else {
            strayed.push(format!("{}: {} is no room of the table", file.name, file.room));
            continue;
        };
        for (line, path) in paths(&file.text) {
            for import in rooms_of(&path, &file.module) {
                if import != room.name && !room.may_import.contains(&import.as_str()) {
                    strayed.push(format!("{}:{line}: {} may not import {import}", file.name, room.name));
                }
            }
        }
    }
    assert!(strayed.is_empty(), "{}", strayed.join("\n"));
}

#[test]
fn tools_stay_in_their_rooms() {
    let mut strayed = Vec::new();
    for file in sources("src") {
        // Unit tests may use what they like.
        let code = file.text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        for (line, path) in paths(code) {
            for tool in TOOLS {
                let uses = path == tool.word || path.starts_with(&format!("{}::", tool.word));
                if uses && !tool.rooms.iter().any(|place| *place == file.room || *place == file.name) {
                    strayed.push(format!("{}:{line}: {} uses {}, but {}", file.name, file.room, tool.word, tool.why));
                }
            }
        }
    }
    assert!(strayed.is_empty(), "{}", strayed.join("\n"));
}

#[test]
fn imports_point_up_the_table() {
    for (position, room) in ROOMS.iter().enumerate() {
        for import in room.may_import {
            let above = ROOMS.iter().position(|room| room.name == *import).expect("a room of the table");
            assert!(above < position, "{} imports {import}, which comes after it", room.name);
        }
    }
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    let mut strayed = Vec::new();
    for file in ["src", "tests", "benches"].into_iter().flat_map(sources) {
        let (lines, listed) = (file.text.lines().count(), LONGER_FILES.iter().any(|(name, _)| *name == file.name));
        if lines > LONGEST_FILE && !listed {
            strayed.push(format!("{}: {lines} lines are more than {LONGEST_FILE}", file.name));
        }
        // A placeholder of a line or two has nothing to say yet.
        if lines > 3 && !file.text.starts_with("//!") {
            strayed.push(format!("{}: opens without saying what comes in and what goes out", file.name));
        }
    }
    assert!(strayed.is_empty(), "{}", strayed.join("\n"));
}

#[test]
fn nobody_imports_by_glob() {
    let mut strayed = Vec::new();
    for file in ["src", "tests", "benches"].into_iter().flat_map(sources) {
        for (line, path) in paths(&file.text) {
            // A module of unit tests is part of its file.
            if path.ends_with("::*") && path != "super::*" {
                strayed.push(format!("{}:{line}: {path}", file.name));
            }
        }
    }
    assert!(strayed.is_empty(), "{}", strayed.join("\n"));
}

/// A source file.
struct Source {
    /// Path below the crate.
    name: String,
    /// The top-level module it belongs to.
    room: String,
    /// Its module path.
    module: Vec<String>,
    text: String,
}

fn sources(below: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(&root.join(below), &mut files);
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(root).expect("a file below the crate").to_string_lossy().replace('\\', "/");
            let module: Vec<String> =
                name.trim_end_matches(".rs").trim_end_matches("/mod").split('/').skip(1).map(str::to_owned).collect();
            Source {
                text: fs::read_to_string(&path).expect("a readable source"),
                room: module[0].clone(),
                module,
                name,
            }
        })
        .collect()
}

fn collect(directory: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).expect("a directory of the crate") {
        let path = entry.expect("a readable directory").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// Every path of two or more parts in a source, with its line, whether in a `use` or in the middle of an expression.
/// Groups are taken apart: `a::{b, c::d}` is `a::b` and `a::c::d`. What is imported by its last part is followed:
/// after `use std::process`, `process::exit` is `std::process::exit`. Comments and literals are no paths.
fn paths(text: &str) -> Vec<(usize, String)> {
    let code: Vec<(usize, char)> = without_comments_and_literals(text)
        .lines()
        .zip(1..)
        .flat_map(|(line, number)| line.chars().chain(['\n']).map(move |letter| (number, letter)))
        .collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < code.len() {
        let starts = is_name(code[at].1) && (at == 0 || !is_name(code[at - 1].1));
        if starts { path(&code, &mut at, "", &mut found) } else { at += 1 }
    }
    let names: Vec<(String, String)> = found
        .iter()
        .filter(|(_, path)| path.starts_with("std::"))
        .filter_map(|(_, path)| Some((path.rsplit_once("::")?.1.to_owned(), path.clone())))
        .collect();
    for (_, path) in &mut found {
        let first = path.split("::").next().expect("a first part").to_owned();
        if let Some((_, whole)) = names.iter().find(|(name, _)| *name == first) {
            *path = format!("{whole}{}", &path[first.len()..]);
        }
    }
    found
}

/// Reads one path at `at`, with all branches of its groups, and leaves `at` behind it.
fn path(code: &[(usize, char)], at: &mut usize, prefix: &str, found: &mut Vec<(usize, String)>) {
    let mut path = prefix.to_owned();
    let line = code[*at].0;
    loop {
        let start = *at;
        while *at < code.len() && (is_name(code[*at].1) || code[*at].1 == '*') {
            *at += 1;
        }
        path.extend(code[start..*at].iter().map(|(_, letter)| letter));
        let rest: String = code[*at..].iter().take(2).map(|(_, letter)| letter).collect();
        if rest != "::" {
            break;
        }
        *at += 2;
        path += "::";
        if code.get(*at).is_some_and(|(_, letter)| *letter == '{') {
            *at += 1;
            while *at < code.len() && code[*at].1 != '}' {
                if is_name(code[*at].1) || code[*at].1 == '*' {
                    self::path(code, at, &path, found);
                } else {
                    *at += 1;
                }
            }
            *at += 1;
            return;
        }
        if !code.get(*at).is_some_and(|(_, letter)| is_name(*letter) || *letter == '*') {
            break;
        }
    }
    if path.contains("::") {
        found.push((line, path));
    }
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn without_comments_and_literals(text: &str) -> String {
    let mut code = String::new();
    for line in text.lines() {
        let mut in_string = false;
        let mut letters = line.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' if in_string => {
                    letters.next();
                }
                '"' => in_string = !in_string,
                '/' if !in_string && letters.peek() == Some(&'/') => break,
                _ if in_string => {}
                _ => code.push(letter),
            }
        }
        code.push('\n');
    }
    code
}

/// The rooms that a path in `module` leads to: none, or one.
fn rooms_of(path: &str, module: &[String]) -> BTreeSet<String> {
    let parts: Vec<&str> = path.split("::").collect();
    let climbs = parts.iter().take_while(|part| **part == "super").count();
    let first = match parts[0] {
        "crate" | "vagtplan" => parts.get(1),
        "super" if climbs >= module.len() => parts.get(climbs),
        _ => None,
    };
    first
        .filter(|first| ROOMS.iter().any(|room| room.name == **first))
        .map(|first| (*first).to_owned())
        .into_iter()
        .collect()
}

#[test]
fn paths_are_found_wherever_they_stand() {
    let text = "use crate::{model, verify::{self, Verified}};\n// crate::comment\nuse std::process;\n\
                fn a() { crate::solve::run(\"crate::text\"); process::exit(1); super::super::read::folder() }\n";
    let found: Vec<_> = paths(text).into_iter().map(|(line, path)| format!("{line} {path}")).collect();
    let expected = [
        "1 crate::model",
        "1 crate::verify::self",
        "1 crate::verify::Verified",
        "3 std::process",
        "4 crate::solve::run",
        "4 std::process::exit",
        "4 super::super::read::folder",
    ];
    assert_eq!(found, expected);
    let module = ["verify".to_owned(), "rules".to_owned()];
    let rooms: Vec<_> = paths(text).iter().flat_map(|(_, path)| rooms_of(path, &module)).collect();
    assert_eq!(rooms, ["model", "verify", "verify", "solve", "read"]);
}
