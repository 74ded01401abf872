//! Packs hold nobody else's names: every file of every pack of the hotline's example is searched for every other member and
//! every other colleague, also inside the workbooks.
//!
//! In: `examples/ddh-2025` and a small folder. Out: packs in folders that are gone afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::{Command, Output};

const EXAMPLE: &str = "examples/ddh-2025";

fn vagtplan(arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_vagtplan");
    Command::new(program).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("it starts")
}

fn plan(folder: &str, out: &Path) -> Output {
    let out = out.to_str().expect("temporary folders have plain names");
    let output = vagtplan(&["plan", folder, "--time-limit", "1", "--out", out, "--zip"]);
    let code = output.status.code();
    assert!(matches!(code, Some(0 | 4)), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

/// A table of the example, by column.
fn table(name: &str) -> Vec<BTreeMap<String, String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(EXAMPLE).join(name);
    csv::Reader::from_path(path).unwrap().deserialize().map(Result::unwrap).collect()
}

/// Every file below a folder, by name; what is in a workbook, part by part.
fn texts(folder: &Path) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(here) = folders.pop() {
        for entry in fs::read_dir(&here).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            texts.push((name.clone(), name.clone()));
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = fs::read(&path).unwrap();
            if name.ends_with(".xlsx") && !bytes.is_empty() {
                let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
                for part in 0..parts.len() {
                    let mut part = parts.by_index(part).unwrap();
                    let mut text = String::new();
                    part.read_to_string(&mut text).unwrap();
                    texts.push((format!("{name}/{}", part.name().unwrap()), text));
                }
            } else {
                // Folded lines may cut a name in two.
                texts.push((name, String::from_utf8(bytes).unwrap().replace("\r\n ", "")));
            }
        }
    }
    texts
}

/// Whether a text has these words in it, not as a part of longer ones.
fn has(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        let after = text[at + words.len()..].chars().next().is_some_and(char::is_alphanumeric);
        !before && !after
    })
}

#[test]
fn words_are_found_as_words() {
    assert!(has("Ole Holm,1", "Ole Holm") && has(">Ole<", "Ole") && has("Ole", "Ole"));
    assert!(!has("Ole Holmgaard", "Ole Holm") && !has("Nicole Holm", "ole Holm"));
}

#[test]
fn no_pack_has_anybody_else_in_it() {
    let place = tempfile::tempdir().unwrap();
    plan(EXAMPLE, place.path());
    search(place.path());
}

#[test]
fn no_pack_says_who_took_over_elsewhere() {
    let place = tempfile::tempdir().unwrap();
    let (folder, out, mended) = (place.path().join("folder"), place.path().join("out"), place.path().join("mended"));
    fs::create_dir(&folder).unwrap();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(EXAMPLE)).unwrap() {
        let file = entry.unwrap();
        if file.file_type().unwrap().is_file() {
            fs::copy(file.path(), folder.join(file.file_name())).unwrap();
        }
    }
    plan(folder.to_str().unwrap(), &out);
    // Whoever has the first three shifts is away from now on, but for those whose shifts are fixed by a lock.
    let roster = out.join("roster.csv");
    let rows: Vec<csv::StringRecord> = csv::Reader::from_path(&roster).unwrap().records().map(Result::unwrap).collect();
    let from = rows[0][0].to_owned();
    let mut availability = fs::read_to_string(folder.join("availability.csv")).unwrap();
    let locks = fs::read_to_string(folder.join("locks.csv")).unwrap();
    let free = rows.iter().filter(|row| !row[8].is_empty() && !locks.contains(&row[8]));
    free.take(3).for_each(|row| availability += &format!("{},unavailable,,,,\n", &row[8]));
    fs::write(folder.join("availability.csv"), availability).unwrap();
    let path = |path: &Path| path.to_str().unwrap().to_owned();
    let output = vagtplan(&[
        "replan",
        &path(&folder),
        "--published",
        &path(&roster),
        "--from",
        &from,
        "--time-limit",
        "3",
        "--out",
        &path(&mended),
        "--zip",
    ]);
    assert!(matches!(output.status.code(), Some(0 | 4)), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(fs::read_to_string(mended.join("changes.csv")).unwrap().lines().count() > 3);
    search(&mended);
}

/// What is in the one file beside a pack is what is in the pack.
fn same_files(folder: &Path) {
    let name = folder.file_name().unwrap().to_str().unwrap();
    let bytes = fs::read(folder.with_file_name(format!("{name}.zip"))).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut zipped = BTreeSet::new();
    for part in 0..archive.len() {
        let mut part = archive.by_index(part).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        let path = part.name().unwrap().to_string();
        assert!(bytes == fs::read(folder.with_file_name(&path)).unwrap(), "{path}");
        zipped.insert(path);
    }
    let is_file = |name: &String| folder.join(name).is_file();
    let files = texts(folder).into_iter().map(|(name, _)| name).filter(is_file);
    assert_eq!(zipped, files.map(|file| format!("{name}/{file}")).collect());
}

/// Searches every pack of an output folder of the example for what is not its municipality's.
fn search(out: &Path) {
    let (members, staff) = (table("municipalities.csv"), table("staff.csv"));
    let packs: BTreeSet<String> = fs::read_dir(out.join("municipalities"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let pack = |m: &BTreeMap<String, String>| format!("{} {}", m["code"], m["name"]);
    let expected: BTreeSet<String> = members.iter().flat_map(|m| [pack(m), format!("{}.zip", pack(m))]).collect();
    assert_eq!(packs, expected);
    let mut searched = 0;
    for member in &members {
        let (code, name) = (&member["code"], &member["name"]);
        let is_own =
            |person: &&BTreeMap<String, String>| person["municipality"] == *name || person["municipality"] == *code;
        let own: Vec<_> = staff.iter().filter(is_own).collect();
        // What is its own may contain, or be, what is somebody else's.
        let mut own_words: Vec<&String> = own.iter().flat_map(|person| [&person["id"], &person["name"]]).collect();
        own_words.extend([code, name]);
        own_words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let others: Vec<&String> = staff
            .iter()
            .filter(|person| !is_own(person))
            .flat_map(|person| [&person["id"], &person["name"]])
            .chain(members.iter().filter(|other| other["code"] != *code).map(|other| &other["name"]))
            .filter(|word| !own_words.contains(word))
            .collect();
        assert!(others.len() > 100);
        let folder = out.join("municipalities").join(format!("{code} {name}"));
        for (file, text) in texts(&folder) {
            let text = own_words.iter().fold(text, |text, word| text.replace(word.as_str(), "…"));
            for other in &others {
                assert!(!has(&text, other), "{code} {name}/{file} has {other} in it");
            }
            searched += 1;
        }
        same_files(&folder);
        let rows = fs::read_to_string(folder.join("roster.csv")).unwrap();
        let mut rows = csv::Reader::from_reader(rows.as_bytes());
        assert!(rows.records().all(|row| row.unwrap()[6] == **code));
    }
    assert!(searched > 300, "{searched}");
}

#[test]
fn packs_together_are_the_roster_and_the_calendars_the_same_ones() {
    let place = tempfile::tempdir().unwrap();
    plan(EXAMPLE, place.path());
    let assigned = |text: String| -> BTreeSet<String> {
        text.lines().filter(|line| line.ends_with(",assigned")).map(str::to_owned).collect()
    };
    let whole = assigned(fs::read_to_string(place.path().join("roster.csv")).unwrap());
    let mut parts = BTreeSet::new();
    for entry in fs::read_dir(place.path().join("municipalities")).unwrap() {
        let pack = entry.unwrap().path();
        if pack.is_file() {
            continue;
        }
        parts.extend(assigned(fs::read_to_string(pack.join("roster.csv")).unwrap()));
        let name = pack.file_name().unwrap().to_str().unwrap().to_owned();
        let code = name.split(' ').next().unwrap();
        let calendars = place.path().join("calendars");
        let read = |path: &Path| fs::read(path).unwrap();
        assert_eq!(read(&pack.join("calendar.ics")), read(&calendars.join(format!("{code}.ics"))));
        for calendar in fs::read_dir(pack.join("calendars")).unwrap() {
            let calendar = calendar.unwrap();
            assert_eq!(read(&calendar.path()), read(&calendars.join(code).join(calendar.file_name())));
        }
    }
    assert_eq!(parts, whole);
}

/// A folder with a member that has nobody, and one whose only colleague is never free.
fn small(place: &Path, municipalities: &str) {
    let put = |name: &str, text: &str| fs::write(place.join(name), text).unwrap();
    put(
        "plan.toml",
        "title = \"T\"\nperiod = { from = 2026-01-05, to = 2026-01-09 }\n[[windows]]\ndays = [\"mon\"]\nstart = \"08:00\"\nseats = 1\n",
    );
    put("municipalities.csv", municipalities);
    put("staff.csv", "id,name,municipality\na,Ada,1\nb,Bo,2\n");
    put("availability.csv", "staff,kind,days,start,from,to\nb,unavailable,,,,\n");
}

#[test]
fn who_has_no_shift_or_nobody_has_a_pack_as_well() {
    let place = tempfile::tempdir().unwrap();
    small(place.path(), "code,name,population\n1,One,10\n2,Two,10\n3,Three,10\n");
    let out = place.path().join("out");
    plan(place.path().to_str().unwrap(), &out);
    for pack in ["1 One", "2 Two", "3 Three"] {
        for file in ["roster.csv", "roster.xlsx", "summary.html"] {
            assert!(out.join("municipalities").join(pack).join(file).exists(), "{pack}/{file}");
        }
        let rows = fs::read_to_string(out.join("municipalities").join(pack).join("roster.csv")).unwrap();
        assert_eq!(rows.lines().count(), if pack == "1 One" { 2 } else { 1 });
    }
    assert!(out.join("municipalities/1 One/calendars/a.ics").exists());
    assert!(!out.join("municipalities/2 Two/calendar.ics").exists());
}

#[test]
fn a_pack_of_somebody_who_is_gone_is_not_left_lying() {
    let place = tempfile::tempdir().unwrap();
    small(place.path(), "code,name,population\n1,One,10\n2,Two,10\n3,Three,10\n");
    let (folder, out) = (place.path().to_str().unwrap().to_owned(), place.path().join("out"));
    plan(&folder, &out);
    let roster = fs::read(out.join("roster.csv")).unwrap();
    small(place.path(), "code,name,population\n1,One,10\n2,Two,10\n");
    let refused = vagtplan(&["plan", &folder, "--per-municipality"]);
    let said = String::from_utf8(refused.stderr).unwrap();
    assert_eq!(refused.status.code(), Some(3), "{said}");
    assert!(said.contains("3 Three' is a pack of an earlier plan"), "{said}");
    assert_eq!(fs::read(out.join("roster.csv")).unwrap(), roster);
    assert!(said.contains("3 Three.zip' is a pack of an earlier plan"), "{said}");
    fs::remove_dir_all(out.join("municipalities/3 Three")).unwrap();
    fs::remove_file(out.join("municipalities/3 Three.zip")).unwrap();
    plan(&folder, &out);
    // Without packs, those of before are named as what they are.
    let said = String::from_utf8(vagtplan(&["plan", &folder]).stderr).unwrap();
    assert!(said.contains("calendar.ics' and 1 more calendars are of an earlier roster"), "{said}");
    assert!(said.contains("1 One.zip' and 1 more packs are of an earlier roster"), "{said}");
}

#[test]
fn a_slip_that_was_corrected_leaves_no_name_in_the_pack_of_the_wrong_town() {
    let place = tempfile::tempdir().unwrap();
    small(place.path(), "code,name,population\n1,One,10\n2,Two,30\n");
    let staff = |town: &str| format!("id,name,municipality\na,Ada Ploug,1\nb,Bo Vestergaard,{town}\n");
    fs::remove_file(place.path().join("availability.csv")).unwrap();
    let plan_toml = fs::read_to_string(place.path().join("plan.toml")).unwrap();
    fs::write(place.path().join("plan.toml"), plan_toml.replace("seats = 1", "seats = 2")).unwrap();
    fs::write(place.path().join("staff.csv"), staff("1")).unwrap();
    let (folder, out) = (place.path().to_str().unwrap().to_owned(), place.path().join("out"));
    plan(&folder, &out);
    fs::write(place.path().join("staff.csv"), staff("2")).unwrap();
    // The calendar that lies there would be sent with the pack.
    let refused = vagtplan(&["plan", &folder, "--zip"]);
    let said = String::from_utf8(refused.stderr).unwrap();
    assert_eq!(refused.status.code(), Some(3), "{said}");
    assert!(said.contains("b.ics' is the calendar of Bo Vestergaard, who is of Two by now"), "{said}");
    let wrong = out.join("municipalities/1 One");
    fs::remove_file(wrong.join("calendars/b.ics")).unwrap();
    plan(&folder, &out);
    for (file, text) in texts(&wrong) {
        assert!(!has(&text, "Bo Vestergaard") && !has(&text, "Two"), "{file}: {text}");
    }
    // The shift is cancelled there all the same, and the person can be sent the cancellation.
    let calendar = fs::read_to_string(wrong.join("calendar.ics")).unwrap();
    assert!(calendar.contains("SUMMARY:CANCELLED – Shift: T"), "{calendar}");
    let own = fs::read_to_string(out.join("calendars/1/b.ics")).unwrap();
    assert!(own.contains("Bo Vestergaard") && own.contains("STATUS:CANCELLED"), "{own}");
    assert!(fs::read_to_string(out.join("municipalities/2 Two/calendar.ics")).unwrap().contains("Bo Vestergaard"));
}
