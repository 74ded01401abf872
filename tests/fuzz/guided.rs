//! The targets of `tests/fuzz`, led by what files reach: a file that gets the program to do something new is kept, and changed further.
//!
//! In: kinds of files on the command line; `FUZZ_RUNS`, how many files are tried of each kind, or `FUZZ_SECONDS`, for how long;
//! `FUZZ_SEED`. Out: a line for each kind; in `target/fuzz/KIND` the files that were too much, and with `FUZZ_SECONDS` the smallest ones found that reach
//! places which the corpus does not. With the same seed and as many runs, the same files are tried. `.ci/fuzz` compiles this and
//! runs it; without the counters that it compiles in there is nothing to be led by.
//!
//! No fuzzer from elsewhere leads: libFuzzer's crate builds itself with other features of `cc` than HiGHS does, which then would be compiled
//! once for the program and once more for the tests. All that is taken over from it is how often a place has to be reached to count as new.

mod counters;
mod mutator;
mod targets;
#[expect(dead_code, reason = "other tests use the rest")]
#[path = "../support/workbook.rs"]
mod workbook;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{Seek, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use fastrand::Rng;
use targets::{Ground, KINDS, Kind};

/// How many files are tried of each kind, where nobody says.
const RUNS: u64 = 6_000;

/// No file of a few kilobytes may take longer. It is a hundred times what the slowest ones take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Files do not grow beyond this: what they reach, they reach sooner.
const LONGEST: usize = 40_000;

/// How many places count as rare, chance deciding among equals, and after how many files it is seen anew which.
const RARE: usize = 64;
const COUNTED_ANEW: u64 = 250;

/// How many of the files that were found are left, and for how long they are made smaller.
const MOST_LEFT: usize = 20;
const TRIMMING: Duration = Duration::from_secs(60);

/// Where a panic came from, and what it said.
static FAULT: Mutex<Option<String>> = Mutex::new(None);

/// How many files were begun: one that stays the same for long hangs.
static BEGUN: AtomicU64 = AtomicU64::new(0);

fn main() -> ExitCode {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    if wanted == ["--kinds"] {
        KINDS.iter().for_each(|kind| println!("{}", kind.name));
        return ExitCode::SUCCESS;
    }
    if let Some(unknown) = wanted.iter().find(|name| KINDS.iter().all(|kind| kind.name != **name)) {
        let known: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
        eprintln!("fuzz: {unknown} is no kind of file; there are: {}", known.join(", "));
        return ExitCode::from(2);
    }
    if counters::how_many() == 0 {
        eprintln!("fuzz: nothing counts what is reached; .ci/fuzz compiles it in");
        return ExitCode::from(2);
    }
    panic::set_hook(Box::new(|panicked| *FAULT.lock().unwrap() = Some(panicked.to_string())));
    thread::spawn(watch);
    let chosen = KINDS.iter().filter(|kind| wanted.is_empty() || wanted.iter().any(|name| name == kind.name));
    let faults: usize = chosen.map(|kind| Hunt::new(kind).run()).sum();
    if faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Ends a file that never ends.
fn watch() {
    let (mut last, mut since) = (0, Instant::now());
    loop {
        thread::sleep(Duration::from_secs(1));
        let begun = BEGUN.load(Ordering::Relaxed);
        if begun != last {
            (last, since) = (begun, Instant::now());
        } else if since.elapsed() > PATIENCE {
            eprintln!("fuzz: a file takes longer than {} s", PATIENCE.as_secs());
            std::process::abort();
        }
    }
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|number| number.parse().expect("a number"))
}

/// A kind of file, and what has been reached so far.
struct Hunt {
    kind: &'static Kind,
    ground: Ground,
    /// Where files are left, and the one that is in work: it stays there where the process ends by what is no panic.
    folder: PathBuf,
    now: File,
    /// By place: the classes that were met, a bit each; how many files reached it; and which of those kept did so first.
    met: Vec<u8>,
    reached_by: Vec<u32>,
    first: Vec<u32>,
    /// The places that the fewest files reached, as of late.
    rare: Vec<u32>,
    /// Files that reached something new, the latest last.
    kept: Vec<Vec<u8>>,
    /// Those among them that were taken: what follows on reading is reached from them alone.
    good: Vec<usize>,
    taken: u64,
    refused: u64,
    /// What was too much, by the words of the panic.
    faults: BTreeMap<String, PathBuf>,
}

impl Hunt {
    fn new(kind: &'static Kind) -> Hunt {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/fuzz").join(kind.name);
        // What an earlier run left is gone.
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let now = File::create(folder.join("now")).unwrap();
        let places = counters::how_many();
        Hunt {
            kind,
            ground: Ground::new(kind),
            folder,
            now,
            met: vec![0; places],
            reached_by: vec![0; places],
            first: vec![0; places],
            rare: Vec::new(),
            kept: Vec::new(),
            good: Vec::new(),
            taken: 0,
            refused: 0,
            faults: BTreeMap::new(),
        }
    }

    fn run(mut self) -> usize {
        let mut random = Rng::with_seed(number("FUZZ_SEED").unwrap_or(1));
        let seconds = number("FUZZ_SECONDS").map(Duration::from_secs);
        let runs = if seconds.is_some() { u64::MAX } else { number("FUZZ_RUNS").unwrap_or(RUNS) };
        let corpus = targets::corpus(self.kind);
        // What is worked out once and remembered, the first file alone would reach.
        self.places(&corpus[0]);
        (self.taken, self.refused) = (0, 0);
        for file in &corpus {
            self.keep(file.clone(), true);
        }
        let of_corpus = self.reached();
        let begin = Instant::now();
        let mut run = 0;
        while run < runs && seconds.is_none_or(|seconds| begin.elapsed() < seconds) {
            let file = self.chosen(run, &mut random);
            run += 1;
            let mut file = mutator::mutated(&mut random, &self.kept[file], &self.kept);
            file.truncate(LONGEST);
            self.keep(file, false);
        }
        let (all, found) = (self.reached(), self.kept.len() - corpus.len());
        println!(
            "{}: {run} files, {} taken, {} refused; {all} places reached, {} of them not by the corpus; {found} files kept",
            self.kind.name,
            self.taken,
            self.refused,
            all - of_corpus,
        );
        if seconds.is_some() {
            self.leave(&corpus);
        }
        let _ = fs::remove_file(self.folder.join("now"));
        self.faults.iter().for_each(|(words, path)| println!("{}: {}\n{words}\n", self.kind.name, path.display()));
        self.faults.len()
    }

    /// A file to be changed: one that reached what hardly any other did, one that was taken, or any; and rather one that was found of late,
    /// since it leads further.
    fn chosen(&mut self, run: u64, random: &mut Rng) -> usize {
        if run.is_multiple_of(COUNTED_ANEW) {
            self.rare = (0..).zip(&self.met).filter(|&(_, &classes)| classes != 0).map(|(place, _)| place).collect();
            random.shuffle(&mut self.rare);
            self.rare.sort_by_key(|&place| self.reached_by[place as usize]);
            self.rare.truncate(RARE);
        }
        let of_late = |random: &mut Rng, among: usize| random.usize(..among).max(random.usize(..among));
        match random.u8(..3) {
            0 if !self.rare.is_empty() => self.first[self.rare[random.usize(..self.rare.len())] as usize] as usize,
            1 if !self.good.is_empty() => self.good[of_late(random, self.good.len())],
            _ => of_late(random, self.kept.len()),
        }
    }

    /// Tries a file, and keeps it where it reaches something new, or in any case.
    fn keep(&mut self, file: Vec<u8>, in_any_case: bool) {
        let (before, number) = (self.taken, self.kept.len());
        let mut is_new = false;
        for (place, class) in self.places(&file) {
            let place = place as usize;
            if self.met[place] == 0 {
                self.first[place] = number as u32;
            }
            is_new |= self.met[place] & class == 0;
            self.met[place] |= class;
            self.reached_by[place] += 1;
        }
        if is_new || in_any_case {
            self.good.extend((self.taken > before).then_some(number));
            self.kept.push(file);
        }
    }

    fn reached(&self) -> usize {
        self.met.iter().filter(|&&classes| classes != 0).count()
    }

    /// Tries a file. What it reached, or nothing where it was too much: a fault is told, and no file is made of it.
    fn places(&mut self, file: &[u8]) -> Vec<(u32, u8)> {
        // Without opening it anew, which the disk would be waited for.
        self.now.rewind().and_then(|()| self.now.write_all(file)).unwrap();
        self.now.set_len(file.len() as u64).unwrap();
        BEGUN.fetch_add(1, Ordering::Relaxed);
        let mut taken = None;
        let places = counters::reached(|| {
            taken = panic::catch_unwind(AssertUnwindSafe(|| targets::tried(self.kind, &self.ground, file))).ok();
        });
        match taken {
            Some(true) => self.taken += 1,
            Some(false) => self.refused += 1,
            None => {
                let words = FAULT.lock().unwrap().take().unwrap_or_default();
                // The first line says where; a second panic there with other words is no other fault.
                let place = words.lines().next().unwrap_or_default().to_owned();
                let path = self.folder.join(format!("fault-{}", named(file)));
                if !self.faults.keys().any(|known| known.starts_with(&place)) {
                    fs::write(&path, file).unwrap();
                    self.faults.insert(words, path);
                }
                self.ground = Ground::new(self.kind);
                return Vec::new();
            }
        }
        places
    }

    /// Leaves the files that reach the most places which the corpus does not, each made as small as it gets.
    fn leave(&mut self, corpus: &[Vec<u8>]) {
        let places = |hunt: &mut Hunt, file: &[u8]| -> BTreeSet<u32> {
            hunt.places(file).into_iter().map(|(place, _)| place).collect()
        };
        let known: BTreeSet<u32> = corpus.iter().flat_map(|file| places(self, file)).collect();
        let found = self.kept.split_off(corpus.len()).into_iter();
        let mut found: Vec<(Vec<u8>, BTreeSet<u32>)> = found
            .map(|file| {
                let new = &places(self, &file) - &known;
                (file, new)
            })
            .collect();
        let (mut files, mut bytes, begin) = (0, 0, Instant::now());
        while files < MOST_LEFT {
            let best = found.iter().enumerate().max_by_key(|(_, (file, new))| (new.len(), Reverse(file.len())));
            let Some((best, _)) = best.filter(|(_, (_, new))| !new.is_empty()) else { break };
            let (mut file, new) = found.swap_remove(best);
            let mut piece = file.len().div_ceil(2);
            while piece > 0 && begin.elapsed() < TRIMMING {
                let mut at = 0;
                while at < file.len() && begin.elapsed() < TRIMMING {
                    let end = (at + piece).min(file.len());
                    let smaller = [&file[..at], &file[end..]].concat();
                    if new.is_subset(&places(self, &smaller)) {
                        file = smaller;
                    } else {
                        at = end;
                    }
                }
                piece /= 2;
            }
            let reached = places(self, &file);
            found.iter_mut().for_each(|(_, new)| new.retain(|place| !reached.contains(place)));
            fs::write(self.folder.join(format!("found-{}", named(&file))), &file).unwrap();
            files += 1;
            bytes += file.len();
        }
        println!("{}: {files} files of {bytes} bytes lie in {}", self.kind.name, self.folder.display());
    }
}

/// A name that tells a file from others.
fn named(file: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    file.hash(&mut hasher);
    format!("{:08x}", hasher.finish() as u32)
}
