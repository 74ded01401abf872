//! Files of one room do not import each other in a circle.
//!
//! In: the sources under `src`. Out: nothing, where there is no circle. What a file takes from the one it is a part of is no
//! import here: `check/locks.rs` may use the words of `check.rs`, which calls it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Source, paths, sources};

#[test]
fn files_of_a_room_do_not_import_each_other_in_a_circle() {
    // The files of a benchmark are a crate of their own.
    let benchmarks = sources("benches").into_iter().filter(|file| file.module.len() > 1);
    let benchmarks: Vec<Source> = benchmarks.map(|file| Source { module: file.module[1..].to_vec(), ..file }).collect();
    let files = sources("src");
    let found: Vec<String> =
        [circles(&files), circles(&benchmarks)].concat().iter().map(|circle| circle.join(" <-> ")).collect();
    assert!(found.is_empty(), "these files import each other:\n{}", found.join("\n"));
}

/// Every set of files in which each reaches each of the others by imports.
fn circles(files: &[Source]) -> Vec<Vec<&str>> {
    let imports: Vec<BTreeSet<usize>> = files.iter().map(|file| imports(files, file)).collect();
    let reach: Vec<BTreeSet<usize>> = (0..files.len()).map(|from| reach(&imports, from)).collect();
    let mut circles: BTreeMap<Vec<usize>, Vec<&str>> = BTreeMap::new();
    for (file, reached) in reach.iter().enumerate().filter(|(file, reached)| reached.contains(file)) {
        let together: Vec<usize> = reached.iter().copied().filter(|other| reach[*other].contains(&file)).collect();
        let names = together.iter().map(|&other| files[other].name.trim_start_matches("src/")).collect();
        circles.insert(together, names);
    }
    circles.into_values().collect()
}

fn reach(imports: &[BTreeSet<usize>], from: usize) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<usize> = imports[from].iter().copied().collect();
    while let Some(file) = next.pop() {
        if reached.insert(file) {
            next.extend(&imports[file]);
        }
    }
    reached
}

/// The files of the same room that a file names, but for those it is a part of.
fn imports(files: &[Source], file: &Source) -> BTreeSet<usize> {
    // Unit tests may look wherever they like.
    let code = file.text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let named = paths(code).into_iter().filter_map(|(_, path)| resolved(files, file, &path));
    named.filter(|&other| !file.module.starts_with(&files[other].module)).collect()
}

/// The file of the same room that a path leads to: the one with the longest name that the path begins with.
fn resolved(files: &[Source], file: &Source, path: &str) -> Option<usize> {
    let parts: Vec<&str> = path.split("::").collect();
    let climbs = parts.iter().take_while(|part| **part == "super").count();
    let base: Vec<&str> = match parts[0] {
        "crate" => Vec::new(),
        "super" => file.module.iter().map(String::as_str).take(file.module.len().checked_sub(climbs)?).collect(),
        _ => file.module.iter().map(String::as_str).collect(),
    };
    let rest = if parts[0] == "crate" { &parts[1..] } else { &parts[climbs..] };
    let whole: Vec<&str> = base.into_iter().chain(rest.iter().copied()).collect();
    let leads =
        |other: &Source| other.room == file.room && whole.iter().copied().zip(&other.module).all(|(a, b)| a == b);
    let fits = files.iter().enumerate().filter(|(_, other)| other.module.len() <= whole.len() && leads(other));
    fits.max_by_key(|(_, other)| other.module.len()).map(|(place, _)| place)
}

#[test]
fn circles_are_found_through_several_files_and_not_between_a_file_and_those_below_it() {
    let source = |name: &str, text: &str| Source {
        name: format!("src/{name}.rs"),
        room: "a".to_owned(),
        module: name.split('/').map(str::to_owned).collect(),
        text: text.to_owned(),
    };
    let files = [
        source("a", "mod b; mod c; mod d; fn x() { b::run() }"),
        source("a/b", "use super::c::C; use super::helper;"),
        source("a/c", "use crate::a::{d::D, helper};"),
        source("a/d", "fn x() { super::b::run() }\n#[cfg(test)]\nmod tests { use super::super::e::E; }"),
        source("a/e", "use super::d::D;"),
    ];
    assert_eq!(circles(&files), [["a/b.rs", "a/c.rs", "a/d.rs"]]);
}
