//! The counts of the last second, taken again: what lies there after each fault, in one table.
//!
//! In: the small folder of the tests, with packs and calendars, and for signals in the midst of a search a made-up one that takes long. Out: a
//! table. A *mix* is a set of files of which some are of one roster and some of another, and no command that reads it says so. A roster is
//! *lost* where a run ends and neither the old one nor the new one lies anywhere.

use std::io::{BufRead, BufReader};

use sha2::{Digest, Sha256};

use super::*;

/// What came of the runs of one kind.
#[derive(Default)]
struct Count {
    runs: usize,
    /// The set of before.
    before: usize,
    /// The new set.
    after: usize,
    /// Files of two sets, or of half a set, and every reader says so.
    told: usize,
    mixes: usize,
    lost: usize,
}

/// The files that a run leaves, without those on their way.
fn left(out: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = files(out);
    found.retain(|path, _| !path.file_name().unwrap().to_string_lossy().starts_with(".vagtplan-"));
    found
}

/// Whether these are the files of one run, by the summary of it: another set than the two, where a second run began after the first had ended.
fn is_whole(out: &Path, found: &BTreeMap<PathBuf, Vec<u8>>) -> bool {
    let Some(summary) = found.get(&out.join("summary.json")) else { return false };
    let summary: serde_json::Value = serde_json::from_slice(summary).expect("whole JSON");
    let named = summary["outputs"].as_array().expect("a list");
    let is_there = |output: &serde_json::Value| {
        let bytes = found.get(&out.join(output["file"].as_str().expect("a name")));
        let hash = |bytes: &Vec<u8>| Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        bytes.map(hash).is_some_and(|hash| output["sha256"] == hash)
    };
    named.len() + 1 == found.len() && named.iter().all(is_there)
}

impl Count {
    /// Looks at what lies in a folder after a run that said this.
    fn take(&mut self, place: &Path, out: &Path, sets: [&BTreeMap<PathBuf, Vec<u8>>; 2], said: &str) {
        self.runs += 1;
        let found = left(out);
        let roster = out.join("roster.csv");
        let read = vagtplan(place, &["verify", ".", roster.to_str().unwrap()]);
        match () {
            () if found == *sets[0] => self.before += 1,
            () if found == *sets[1] || is_whole(out, &found) => self.after += 1,
            () if super::said(&read).contains("V614") => self.told += 1,
            () => self.mixes += 1,
        }
        let saved =
            said.split_once("it was saved in '").and_then(|(_, rest)| rest.split_once('\'')).map(|(path, _)| path);
        let is_there = |roster: &Path| {
            let read = vagtplan(place, &["verify", ".", roster.to_str().unwrap()]);
            matches!(read.status.code(), Some(0 | 4))
        };
        let is_kept = saved.map_or_else(|| is_there(&roster), |saved| is_there(&place.join(saved).join("roster.csv")));
        self.lost += usize::from(!is_kept || said.contains("and is lost"));
        if let Some(saved) = saved {
            fs::remove_dir_all(place.join(saved)).unwrap();
        }
    }

    fn print(&self, what: &str) {
        let Count { runs, before, after, told, mixes, lost } = self;
        println!("{what:<58} {runs:>5} {before:>7} {after:>6} {told:>11} {mixes:>6} {lost:>13}");
    }
}

const PACKS: [&str; 6] = ["report", ".", "two.csv", "--out", "out", "--zip"];

/// Takes the counts, and prints them.
pub fn print() {
    let folder = folder();
    let place = folder.path();
    let mut sets = ["two.csv", "one.csv"].map(|roster| {
        fs::remove_dir_all(place.join("out")).ok();
        for roster in ["one.csv", roster] {
            let arguments = PACKS.map(|word| if word == "two.csv" { roster } else { word });
            assert_eq!(vagtplan(place, &arguments).status.code(), Some(0));
        }
        left(&place.join("out"))
    });
    sets.reverse();
    let [one, two] = &sets;
    let (steps, renames) = counted(place, one);
    println!("{} files in a set, {steps} steps of the writer, {renames} of them renames", two.len());
    let head = ["runs", "before", "after", "told, V614", "mixes", "rosters lost"];
    println!("{:<58} {:>5} {:>7} {:>6} {:>11} {:>6} {:>13}", "", head[0], head[1], head[2], head[3], head[4], head[5]);
    let mut all = Count::default();
    let mut taken = |what: &str, count: Count| {
        count.print(what);
        all.runs += count.runs;
        all.before += count.before;
        all.after += count.after;
        all.told += count.told;
        all.mixes += count.mixes;
        all.lost += count.lost;
    };
    let at_each = |fault: &str, times: usize| {
        let mut count = Count::default();
        for number in 1..=times {
            lay(place, one);
            let ended = faulty(place, &format!("{fault} {number}"), &PACKS).output().expect("it starts");
            count.take(place, &place.join("out"), [one, two], &said(&ended));
        }
        count
    };
    taken("SIGKILL at each rename", at_each("kill-rename", renames));
    taken("SIGKILL at every other step, too", at_each("kill", steps));
    taken("an error at each rename", at_each("fail-rename", renames));
    taken("a full disk (ENOSPC) at every step", at_each("fail", steps));
    for (what, signals) in [
        ("Ctrl-C twice at each rename, all of them slowed", &[Signal::SIGINT, Signal::SIGINT][..]),
        ("SIGTERM at each rename", &[Signal::SIGTERM]),
        ("SIGHUP twice at each rename", &[Signal::SIGHUP, Signal::SIGHUP]),
    ] {
        let mut count = Count::default();
        for number in 1..=renames {
            lay(place, one);
            let run = at_rename(place, number);
            let id = Pid::from_raw(run.id().try_into().unwrap());
            signals.iter().for_each(|&signal| kill(id, signal).unwrap_or_default());
            let ended = run.wait_with_output().unwrap();
            count.take(place, &place.join("out"), [one, two], &said(&ended));
        }
        taken(what, count);
    }
    let mut count = Count::default();
    for number in 1..=renames {
        lay(place, one);
        let first = at_rename(place, number);
        let second = vagtplan(place, &PACKS.map(|word| if word == "two.csv" { "one.csv" } else { word }));
        let ended = first.wait_with_output().unwrap();
        count.take(place, &place.join("out"), [one, two], &(said(&ended) + &said(&second)));
    }
    taken("a second run into the same folder at each rename", count);
    taken("SIGTERM, SIGHUP and Ctrl-C in the midst of a search", searching());
    match full(place, one, two) {
        Some(count) => taken("a file system (tmpfs) that is full, of several sizes", count),
        None => println!("a file system that is full: none may be mounted here"),
    }
    let mut count = Count::default();
    for blocks in 1..=32 {
        lay(place, one);
        let ended = Command::new("bash")
            .args(["-c", &format!("ulimit -f {blocks}; exec \"$0\" \"$@\"")])
            .arg(env!("CARGO_BIN_EXE_vagtplan"))
            .args(PACKS)
            .current_dir(place)
            .env("TMPDIR", place.join("passing"))
            .output()
            .expect("there is a shell");
        // It is the old roster that must not be lost where no file may be as large as the new one.
        let said = said(&ended).replace("and is lost", "");
        count.take(place, &place.join("out"), [one, two], &said);
    }
    taken("files that may not grow (ulimit -f 1 to 32)", count);
    all.print("all");
    println!("mixes {}, rosters lost {}", all.mixes, all.lost);
    assert_eq!((all.mixes, all.lost), (0, 0));
}

/// How many steps and renames a run takes.
fn counted(place: &Path, one: &BTreeMap<PathBuf, Vec<u8>>) -> (usize, usize) {
    let number = |fault: &str| {
        lay(place, one);
        let ended = faulty(place, fault, &PACKS).output().expect("it starts");
        assert_eq!(ended.status.code(), Some(0), "{}", said(&ended));
        fs::read_to_string(place.join("placing")).unwrap().parse().unwrap()
    };
    (number("count"), number("slow"))
}

/// A run that is slow, and at its rename of this number.
fn at_rename(place: &Path, number: usize) -> std::process::Child {
    fs::remove_file(place.join("placing")).ok();
    let run = faulty(place, "slow", &PACKS).spawn().expect("it starts");
    let begun = Instant::now();
    let reached = || fs::read_to_string(place.join("placing")).ok().and_then(|at| at.parse::<usize>().ok());
    while reached().is_none_or(|reached| reached < number) {
        assert!(begun.elapsed() < Duration::from_secs(60), "no file takes its place");
        thread::sleep(Duration::from_millis(2));
    }
    run
}

/// Signals in the midst of a long search: the roster is there afterwards.
fn searching() -> Count {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path();
    let made = ["generate", "large", "--municipalities", "98", "--staff", "700", "--weeks", "13", "-q"];
    assert!(vagtplan(place, &made).status.success());
    let large = place.join("large");
    let mut count = Count::default();
    for signal in [Signal::SIGTERM, Signal::SIGHUP, Signal::SIGINT].into_iter().cycle().take(9) {
        fs::remove_dir_all(large.join("out")).ok();
        let mut run = Command::new(env!("CARGO_BIN_EXE_vagtplan"))
            .args(["plan", ".", "-v"])
            .current_dir(&large)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut told = BufReader::new(run.stderr.take().unwrap());
        let mut line = String::new();
        while !line.contains("first roster") {
            line.clear();
            assert!(told.read_line(&mut line).unwrap() > 0, "it ended before it had a roster");
        }
        kill(Pid::from_raw(run.id().try_into().unwrap()), signal).unwrap();
        let mut rest = String::new();
        io::Read::read_to_string(&mut told, &mut rest).unwrap();
        run.wait().unwrap();
        // Which roster it is depends on the moment; whether it is whole, the summary says.
        let found = left(&large.join("out"));
        let is_whole = found.len() == 4;
        let none = BTreeMap::new();
        count.take(&large, &large.join("out"), [&none, if is_whole { &found } else { &none }], &rest);
    }
    count
}

/// A file system on which the second set finds no room beside the first. `None` where none may be mounted.
fn full(place: &Path, one: &BTreeMap<PathBuf, Vec<u8>>, two: &BTreeMap<PathBuf, Vec<u8>>) -> Option<Count> {
    let disk = place.join("out");
    let size: usize = one.values().map(|bytes| bytes.len().next_multiple_of(4096)).sum();
    let mut count = Count::default();
    for step in 1..=12 {
        fs::remove_dir_all(&disk).ok();
        fs::create_dir(&disk).unwrap();
        let room = size + step * size / 10;
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={room}"), "tmpfs"])
            .arg(&disk)
            .output()
            .is_ok_and(|mounted| mounted.status.success());
        if !mounted {
            return None;
        }
        for (path, bytes) in one {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        let ended = faulty(place, "none", &PACKS).output().expect("it starts");
        count.take(place, &disk, [one, two], &said(&ended));
        assert!(Command::new("umount").arg(&disk).status().is_ok_and(|gone| gone.success()), "it stays mounted");
    }
    Some(count)
}
