//! Programs for other solvers, and their solutions: what HiGHS makes of the MPS file alone is what the engine found.
//!
//! In: folders made at random, and one with the oddest identifiers. Out: agreement on every goal, for both styles in which
//! HiGHS writes solutions, and for files that other solvers have written; names that are unique; and no panic whatever a
//! solution file holds.

mod support;

use std::collections::BTreeSet;
use std::ffi::{CString, c_void};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use highs_sys as highs;
use support::by_hand::{instance, municipality, staff};
use support::random::RandomFolder;
use vagtplan::commands::exchange;
use vagtplan::diagnostic::{any_error, render};
use vagtplan::domain::Instance;
use vagtplan::domain::roster::Roster;
use vagtplan::domain::value::same;
use vagtplan::planning::{self, Options, Plan, Status};
use vagtplan::solve::export::{self, Export, Held};
use vagtplan::solve::mps;
use vagtplan::{check, read, verify};

fn plan(instance: &Arc<Instance>) -> Plan {
    let plan = planning::plan(instance, &Options::default(), &mut |_| ()).expect("no defect").expect("a roster");
    assert_eq!(plan.status, Status::Proven);
    plan
}

/// The program of the rung at `place`.
fn exported(instance: &Instance, plan: &Plan, place: usize) -> Export {
    let held = plan.rungs[..place].iter().map(|rung| Held { rung: rung.rung, value: rung.value, proven: rung.proven });
    export::export(instance, held.collect(), plan.verified.judgement().unfilled).expect("a rung of the ladder")
}

/// HiGHS, as anyone would call it: reads a model, solves it, writes the solution in both its styles.
fn solved_by_highs(model: &Path, raw: &Path, pretty: &Path) -> f64 {
    let path = |path: &Path| CString::new(path.to_str().unwrap()).unwrap();
    let failed = |status: i32| status == highs::STATUS_ERROR;
    // SAFETY: every pointer is to a string or a solver that lives until its last use below.
    unsafe {
        let solver: *mut c_void = highs::Highs_create();
        highs::Highs_setBoolOptionValue(solver, c"output_flag".as_ptr(), 0);
        highs::Highs_setDoubleOptionValue(solver, c"mip_rel_gap".as_ptr(), 0.0);
        highs::Highs_setDoubleOptionValue(solver, c"mip_feasibility_tolerance".as_ptr(), 1e-8);
        assert!(!failed(highs::Highs_readModel(solver, path(model).as_ptr())), "{}", model.display());
        assert!(!failed(highs::Highs_run(solver)));
        assert!(!failed(highs::Highs_writeSolution(solver, path(raw).as_ptr())));
        assert!(!failed(highs::Highs_writeSolutionPretty(solver, path(pretty).as_ptr())));
        let value = highs::Highs_getObjectiveValue(solver);
        highs::Highs_destroy(solver);
        value
    }
}

/// The roster of a solution file.
fn imported(instance: &Instance, path: &Path) -> Roster {
    let (rows, mut findings) = read::solution::solution(path);
    let (roster, more) = check::solution::solution(instance, &exchange::columns(instance), &rows);
    findings.extend(more);
    assert!(findings.is_empty(), "{}", render(&findings, false));
    roster.expect("nothing refuses it")
}

/// Has HiGHS solve every goal from its file, and brings every solution back.
fn there_and_back(instance: &Instance, plan: &Plan, what: &str) {
    let folder = tempfile::tempdir().unwrap();
    let [model, raw, pretty] = ["model.mps", "raw.sol", "pretty.sol"].map(|name| folder.path().join(name));
    for (place, expected) in plan.rungs.iter().enumerate() {
        fs::write(&model, mps::bytes(instance, &exported(instance, plan, place))).unwrap();
        let value = solved_by_highs(&model, &raw, &pretty);
        let rung = expected.rung;
        assert!((value - expected.value).abs() < 1e-5, "{what}: {rung} is {value} in the file, {expected:?}");
        for path in [&raw, &pretty] {
            let verified = verify::verify(instance, imported(instance, path)).unwrap_or_else(|broken| {
                panic!("{what}: {rung}: {broken:#?}");
            });
            for (&(rung, value), expected) in verified.judgement().values[..=place].iter().zip(&plan.rungs) {
                assert!(same(value, expected.value), "{what}: {rung} is {value}, {expected:?}");
            }
        }
    }
}

#[test]
fn another_solver_finds_what_the_engine_found() {
    for seed in 0..12 {
        let instance = Arc::new(RandomFolder::small(seed).instance);
        there_and_back(&instance, &plan(&instance), &format!("seed {seed}"));
    }
}

#[test]
fn odd_identifiers_come_back_as_the_people_they_are() {
    let long = "a-very-long-mail-address.of.somebody@a-very-long-domain.dk";
    let odd = ["Åse Ørsted", "%C3%85se%20%C3%98rsted", "a.b", "a", "\"q\"", "MARKER", "-1e5", "shift.a", long];
    let longer = format!("{long}2");
    let ids = odd.iter().copied().chain([longer.as_str()]);
    let mut people: Vec<_> = ids.map(|id| staff(id, id, 0, 1)).collect();
    people.sort_by(|one, other| one.id.cmp(&other.id));
    let members = vec![municipality("0 1", "Ålborg", 1000)];
    let instance =
        Arc::new(instance(("2026-01-05", "2026-01-09"), &["07:00", "12:00"], 4, Vec::new(), members, people));
    let plan = plan(&instance);
    there_and_back(&instance, &plan, "odd identifiers");

    let export = exported(&instance, &plan, 0);
    let names = export.model.program.names.as_ref().expect("an export has names");
    let all: Vec<&str> = names.columns.iter().chain(&names.rows).map(String::as_str).collect();
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "no two names are the same");
    assert!(all.iter().all(|name| name.len() <= 100 && name.bytes().all(|byte| byte.is_ascii_graphic())));
    assert!(all.contains(&"shift.%C3%85se%20%C3%98rsted.20260105T0700"));
    assert!(all.contains(&"manned.0%201.20260109T1200"));
}

#[test]
fn every_model_has_unique_names_and_is_otherwise_the_same() {
    for seed in 0..40 {
        let instance = RandomFolder::small(seed).instance;
        let shares = vagtplan::shares::shares(&instance, 0);
        let mut named = vagtplan::model::named(&instance, &shares, &instance.rungs());
        let names = named.program.names.take().expect("asked for");
        assert_eq!((names.columns.len(), names.rows.len()), (named.program.columns(), named.program.rows.len()));
        let all: BTreeSet<&String> = names.columns.iter().chain(&names.rows).collect();
        assert_eq!(all.len(), names.columns.len() + names.rows.len(), "seed {seed}");
        assert_eq!(named, vagtplan::model::build(&instance, &shares, &instance.rungs(), None), "seed {seed}");
    }
}

#[test]
fn broken_solutions_are_refused_without_panic() {
    let instance = Arc::new(RandomFolder::small(1).instance);
    let plan = plan(&instance);
    let columns = exchange::columns(&instance);
    let folder = tempfile::tempdir().unwrap();
    let [model, raw, pretty] = ["model.mps", "raw.sol", "pretty.sol"].map(|name| folder.path().join(name));
    fs::write(&model, mps::bytes(&instance, &exported(&instance, &plan, 0))).unwrap();
    solved_by_highs(&model, &raw, &pretty);
    let mut xml = String::from("<?xml version=\"1.0\"?>\n<CPLEXSolution>\n<variables>\n");
    for entry in read::solution::solution(&raw).0.entries {
        xml += &format!("<variable name=\"{}\" value=\"{}\"/>\n", entry.name, entry.value);
    }
    xml += "</variables>\n</CPLEXSolution>\n";
    let whole = [fs::read(&raw).unwrap(), fs::read(&pretty).unwrap(), xml.into_bytes()];

    let mut random = fastrand::Rng::with_seed(20_260_701);
    let pieces: [&[u8]; 10] = [b"<", b">", b"&a;", b"\"", b"nan", b"1e999", b"\n", b"# ", b"\xff", b"\0"];
    let (mut taken, mut refused) = (0, 0);
    for round in 0..1500 {
        let mut bytes = whole[round % whole.len()].clone();
        match random.u8(..4) {
            0 => bytes.truncate(random.usize(..=bytes.len())),
            1 => bytes.iter_mut().for_each(|byte| *byte = if random.u16(..) == 0 { random.u8(..) } else { *byte }),
            2 => drop(bytes.drain(random.usize(..bytes.len() / 2)..bytes.len() / 2)),
            _ => {
                let at = random.usize(..=bytes.len());
                bytes.splice(at..at, pieces[random.usize(..pieces.len())].iter().copied());
            }
        }
        fs::write(&raw, bytes).unwrap();
        let (rows, mut findings) = read::solution::solution(&raw);
        let (roster, more) = check::solution::solution(&instance, &columns, &rows);
        findings.extend(more);
        assert_eq!(roster.is_none(), any_error(&findings));
        assert_eq!(render(&findings, false).is_empty(), findings.is_empty());
        match roster {
            // Whatever it says, the referee can judge it.
            Some(roster) => {
                verify::judge(&instance, &roster);
                taken += 1;
            }
            None => refused += 1,
        }
    }
    assert!(taken > 20 && refused > 300, "{taken} taken, {refused} refused");
}

#[test]
fn what_other_solvers_have_written_is_read() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let instance = check::instance(&read::folder(&root.join("cases/plan-filled/cmd.in")).0).0.expect("a good folder");
    let instance = Arc::new(instance);
    let best = plan(&instance);
    let mut files: Vec<_> = fs::read_dir(root.join("solutions")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert_eq!(files.len(), 6, "CBC, CPLEX, Gurobi, both styles of HiGHS, SCIP");
    for file in files {
        let verified = verify::verify(&instance, imported(&instance, &file)).expect("no rule is broken");
        for (&(rung, value), expected) in verified.judgement().values.iter().zip(&best.rungs) {
            assert!(same(value, expected.value), "{}: {rung} is {value}, {expected:?}", file.display());
        }
    }
}

#[test]
fn steps_that_were_counted_otherwise_are_no_hindrance_and_unknown_shifts_are() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let instance = check::instance(&read::folder(&root.join("cases/plan-filled/cmd.in")).0).0.expect("a good folder");
    let written = fs::read_to_string(root.join("solutions/gurobi.sol")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.sol");
    fs::write(&path, format!("{written}shares.779.99 0\nrotation.SKI3.evening.9 1\n")).unwrap();
    assert_eq!(imported(&instance, &path), imported(&instance, &root.join("solutions/gurobi.sol")));
    for unknown in ["shift.SKI9.20260105T0800", "manned.779.20260705T0800", "x1", "shares", "shared.779.1", "."] {
        fs::write(&path, format!("{written}{unknown} 0\n")).unwrap();
        let (rows, _) = read::solution::solution(&path);
        let (roster, findings) = check::solution::solution(&instance, &exchange::columns(&instance), &rows);
        assert_eq!(roster, None, "{unknown}");
        assert!(render(&findings, false).starts_with("error[V703]"), "{unknown}: {}", render(&findings, false));
    }
}
