//! Other seats in ranges of days: which windows a row of demand.csv is about, and how many seats a factor makes.
//!
//! In: the good folder of the diagnostics with a demand.csv. Out: seats by window, as the reference has them.

use std::fs;
use std::path::Path;

use vagtplan::{check, read};

/// The seats of the folder's windows, as `05 08:3` for the one on the 5th at eight; none where the folder is refused.
fn seats(demand: &str) -> Option<String> {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics/_base");
    let place = tempfile::tempdir().expect("a folder");
    for file in fs::read_dir(base).expect("it is there").map(Result::unwrap) {
        fs::copy(file.path(), place.path().join(file.file_name())).expect("a copy");
    }
    fs::write(place.path().join("demand.csv"), demand).expect("it takes files");
    let (folder, _) = read::folder(place.path());
    let (instance, _) = check::instance(&folder);
    let told = |window: &vagtplan::domain::Window| {
        format!("{}:{}", window.date.format("%d").to_string() + &window.start.format(" %H").to_string(), window.seats)
    };
    instance.map(|instance| instance.windows.iter().map(told).collect::<Vec<_>>().join(", "))
}

#[test]
fn a_range_is_about_its_days_and_starts() {
    let usual = "05 08:2, 05 12:1, 06 08:2, 07 08:2, 12 08:2, 12 12:1, 13 08:2, 14 08:2";
    assert_eq!(seats("date,start,seats\n").as_deref(), Some(usual));
    let some = "from,to,days,start,seats\n2026-01-01,2026-01-07,mon-tue,08:00,3\n2026-01-14,,,,0\n";
    assert_eq!(seats(some).as_deref(), Some("05 08:3, 05 12:1, 06 08:3, 07 08:2, 12 08:2, 12 12:1, 13 08:2"));
    // Without a column of dates, a row without a range is about the whole period.
    let all = "days,start,seats\n,08:00;12:00,4\n";
    assert_eq!(seats(all).as_deref(), Some("05 08:4, 05 12:4, 06 08:4, 07 08:4, 12 08:4, 12 12:4, 13 08:4, 14 08:4"));
}

#[test]
fn a_factor_is_of_the_usual_seats_and_half_a_seat_is_rounded_up() {
    let factors = "from,to,start,factor\n,2026-01-07,,1.5\n2026-01-12,,08:00,0.2\n";
    assert_eq!(seats(factors).as_deref(), Some("05 08:3, 05 12:2, 06 08:3, 07 08:3, 12 12:1"));
    let danish = "from;to;start;factor\n;07-01-2026;;1,25\n";
    assert_eq!(
        seats(danish).as_deref(),
        Some("05 08:3, 05 12:1, 06 08:3, 07 08:3, 12 08:2, 12 12:1, 13 08:2, 14 08:2")
    );
}

#[test]
fn a_date_goes_before_ranges_and_ranges_that_agree_may_overlap() {
    let both = "date,from,start,seats,factor\n2026-01-06,,08:00,1,\n,2026-01-05,08:00,,2\n,2026-01-12,08:00,4,\n";
    assert_eq!(seats(both).as_deref(), Some("05 08:4, 05 12:1, 06 08:1, 07 08:4, 12 08:4, 12 12:1, 13 08:4, 14 08:4"));
    assert_eq!(seats("from,start,seats\n2026-01-05,08:00,3\n2026-01-12,08:00,4\n"), None);
    assert_eq!(seats("from,start,factor\n2026-01-05,08:00,100\n").map(|told| told.contains("05 08:200")), Some(true));
}
