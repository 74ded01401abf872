//! Members of a random folder that take part in a part: in some windows, at first or at last, or with a gap between.
//!
//! In: a folder. Out: the same with a column `windows`, and more than one row for some of its members. Chance of its own leaves the
//! rest of a seed's folder as it is.

use chrono::{Days, NaiveDate};
use fastrand::Rng;

use super::super::folder::Folder;
use super::{DAYS, STARTS};

/// Has some members of some folders take part in some windows only.
pub(super) fn take_part(folder: &mut Folder, windows: &[(NaiveDate, &'static str, u32)], seed: u64) {
    let mut random = Rng::with_seed(seed.rotate_left(24));
    if random.u8(0..5) < 2 {
        return;
    }
    let burdens = ["evening", "late", "weekend"].into_iter();
    let burdens: Vec<&str> = burdens.filter(|burden| folder.plan.contains(&format!("[burdens.{burden}]\n"))).collect();
    let named = |random: &mut Rng| {
        let one = |random: &mut Rng| {
            let (date, start, _) = random.choice(windows).copied().expect("a window");
            let day = DAYS[chrono::Datelike::weekday(&date).num_days_from_monday() as usize];
            match random.u8(0..6) {
                0 | 1 if !burdens.is_empty() => (*random.choice(&burdens).expect("a burden")).to_owned(),
                2 => start.to_owned(),
                3 => format!("mon-sun {start}"),
                4 => format!("{start};{day}"),
                _ => format!("{day}{}", &start[..2]),
            }
        };
        let first = one(random);
        if random.u8(0..3) == 0 {
            format!("{};{first}", STARTS.iter().find(|start| windows.iter().any(|w| w.1 == **start)).expect("a start"))
        } else {
            first
        }
    };
    let first = windows.first().expect("a window").0;
    let last = windows.last().expect("a window").0;
    let members = folder.tables.iter_mut().find(|table| table.name == "municipalities.csv").expect("members");
    members.header.push("windows");
    let mut rows = Vec::new();
    for mut row in std::mem::take(&mut members.rows) {
        row.push(String::new());
        let (joined, left, part) = (3, 4, 6);
        let day = (first + Days::new(random.u64(0..=(last - first).num_days() as u64))).to_string();
        let is_inside =
            |row: &[String]| (row[joined].is_empty() || row[joined] < day) && (row[left].is_empty() || day < row[left]);
        match random.u8(0..6) {
            0 | 1 => row[part] = named(&mut random),
            kind @ 2..=4 if is_inside(&row) => {
                let mut next = row.clone();
                row[left].clone_from(&day);
                next[joined].clone_from(&day);
                match kind {
                    // On trial, then in all windows; the other way round; or away for a day or two.
                    2 => row[part] = named(&mut random),
                    3 => next[part] = named(&mut random),
                    _ => {
                        let back =
                            (day.parse::<NaiveDate>().expect("a date") + Days::new(random.u64(1..=2))).to_string();
                        if next[left].is_empty() || back < next[left] {
                            next[joined] = back;
                        }
                    }
                }
                rows.push(row);
                rows.push(next);
                continue;
            }
            _ => {}
        }
        rows.push(row);
    }
    random.shuffle(&mut rows);
    members.rows = rows;
}
