//! Files with a few changes, as a slip, a wrong program or ill will would make them.
//!
//! In: files of a kind, and chance. Out: one more. The mutator knows separators, dates, and pieces that mean something in some file.

use fastrand::Rng;

/// Pieces that mean something in one of the files.
const PIECES: [&str; 48] = [
    "\"",
    "\n",
    "\r\n",
    ";",
    ",",
    "\t",
    "\0",
    "æ",
    "A\u{30a}",
    "\u{feff}",
    "-",
    "0",
    "1",
    "-1",
    "0.5",
    "0,5",
    "1e308",
    "99999999999999999999",
    "[",
    "]",
    "[[windows]]\n",
    "=",
    "'",
    "''+1",
    "=1+1",
    "sep=;\n",
    "\u{1b}[31m",
    "}",
    "\u{202e}",
    "mon",
    "fri-mon",
    "mon 08-12",
    "x",
    "(x) 2",
    "gerne 3",
    "2026-01-05",
    "05-01-2026",
    "2026-02-30",
    "9999-12-31",
    "08:00",
    "24:00",
    "23:59",
    "unavailable",
    "fixed",
    "#N/A",
    "TRUE",
    "<c r=\"A1\"><v>",
    "</c>",
];

/// The file with a few changes, some of them pieces of the others.
pub fn mutated(random: &mut Rng, file: &[u8], corpus: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = file.to_vec();
    // Most often a few: whoever changes much gets no further than the first fault.
    let most = random.usize(1..=5);
    for _ in 0..random.usize(1..=most) {
        let at = place(random, &bytes);
        match random.u8(..8) {
            0 if at < bytes.len() => bytes[at] = if random.bool() { random.u8(b' '..=b'~') } else { random.u8(..) },
            1 if at < bytes.len() => drop(bytes.drain(at..(at + random.usize(1..9)).min(bytes.len()))),
            2 if random.u8(..8) == 0 => bytes.truncate(at),
            3 => {
                // A line comes twice, or in another place.
                let lines: Vec<&[u8]> = bytes.split_inclusive(|&byte| byte == b'\n').collect();
                if let Some(line) = random.choice(lines.iter().map(|line| line.to_vec())) {
                    bytes.splice(at..at, line);
                }
            }
            4 => {
                let other = &corpus[random.usize(..corpus.len())];
                let (one, two) = (random.usize(..=other.len()), random.usize(..=other.len()));
                bytes.splice(at..at, other[one.min(two)..one.max(two).min(one.min(two) + 200)].iter().copied());
            }
            5 => {
                // A cell becomes something else.
                let is_end = |byte: &u8| b",;\n\t\"= ".contains(byte);
                let end = bytes[at..].iter().position(is_end).map_or(bytes.len(), |end| at + end);
                bytes.splice(at..end, PIECES[random.usize(..PIECES.len())].bytes());
            }
            _ => drop(bytes.splice(at..at, PIECES[random.usize(..PIECES.len())].bytes())),
        }
    }
    bytes
}

/// Where something changes: now and then at the beginning, at the end, or where a line begins.
fn place(random: &mut Rng, bytes: &[u8]) -> usize {
    let any = random.usize(..=bytes.len());
    match random.u8(..16) {
        0 => 0,
        1 => bytes.len(),
        2 | 3 => bytes[..any].iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1),
        _ => any,
    }
}
