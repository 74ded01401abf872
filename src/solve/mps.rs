//! The program of one goal as MPS, the format that every solver of integer programs reads.
//!
//! In: an [`Export`]. Out: bytes: free MPS, in ASCII, numbers to the last bit. The first N row is the goal to minimise,
//! with its constant as a right-hand side of the opposite sign; the further N rows are the goals that come after it.
//!
//! This is written here and not by HiGHS, whose writer names no objective, takes no comments and rounds to 15 digits.

use std::fmt::Write;

use super::export::Export;
use crate::domain::Instance;
use crate::domain::goal::Rung;
use crate::model::{Names, Program, Sense};

/// The file.
pub fn bytes(instance: &Instance, export: &Export) -> Vec<u8> {
    let program = &export.model.program;
    let names = program.names.as_ref().expect("an export has names");
    let mut text = String::new();
    // Writing to a string cannot fail.
    write(&mut text, instance, export, program, names).expect("a string takes all that is written to it");
    text.into_bytes()
}

fn write(
    text: &mut String,
    instance: &Instance,
    export: &Export,
    program: &Program,
    names: &Names,
) -> std::fmt::Result {
    let goals: Vec<Rung> = std::iter::once(export.goal).chain(export.later.iter().copied()).collect();
    comments(text, instance, export)?;
    writeln!(text, "NAME vagtplan")?;
    rows(text, program, names, &goals)?;
    columns(text, export, program, names, &goals)?;
    right_sides(text, export, program, names)?;
    bounds(text, program, names)?;
    writeln!(text, "ENDATA")
}

fn comments(text: &mut String, instance: &Instance, export: &Export) -> std::fmt::Result {
    let period = instance.period;
    writeln!(text, "* vagtplan {}, {} to {}", env!("CARGO_PKG_VERSION"), period.from, period.to)?;
    writeln!(text, "* minimise {}", export.goal)?;
    for held in &export.held {
        let proven = if held.proven { "proven" } else { "not proven" };
        writeln!(text, "* {} is held at {} ({proven})", held.rung, held.value)?;
    }
    for later in &export.later {
        writeln!(text, "* {later} comes later")?;
    }
    writeln!(text, "* targets are those with {} unfilled seats", export.unfilled)
}

fn rows(text: &mut String, program: &Program, names: &Names, goals: &[Rung]) -> std::fmt::Result {
    writeln!(text, "ROWS")?;
    for goal in goals {
        writeln!(text, " N {}", goal.name())?;
    }
    for (row, name) in program.rows.iter().zip(&names.rows) {
        let sense = match row.sense {
            Sense::AtMost => 'L',
            Sense::AtLeast => 'G',
            Sense::Equal => 'E',
        };
        writeln!(text, " {sense} {name}")?;
    }
    Ok(())
}

/// Column by column; those of shifts stand between markers, which make them whole numbers.
fn columns(text: &mut String, export: &Export, program: &Program, names: &Names, goals: &[Rung]) -> std::fmt::Result {
    let mut entries: Vec<Vec<(&str, f64)>> = vec![Vec::new(); program.columns()];
    let costs = goals.iter().map(|goal| (goal.name(), &export.model.objectives[goal].terms));
    let rows = program.rows.iter().zip(&names.rows).map(|(row, name)| (name.as_str(), &row.terms));
    for (name, terms) in costs.chain(rows) {
        for &(column, coefficient) in terms {
            entries[column].push((name, coefficient));
        }
    }
    let mut is_whole = vec![false; program.columns()];
    for column in export.model.shift_columns() {
        is_whole[column] = true;
    }
    writeln!(text, "COLUMNS")?;
    let (mut inside, mut markers) = (false, 0);
    for (column, name) in names.columns.iter().enumerate() {
        if is_whole[column] != inside {
            inside = !inside;
            markers += 1;
            writeln!(text, " MARKER{markers} 'MARKER' '{}'", if inside { "INTORG" } else { "INTEND" })?;
        }
        // A column that is in no row has to stand somewhere.
        if entries[column].is_empty() {
            writeln!(text, " {name} {} 0", goals[0].name())?;
        }
        for (row, coefficient) in &entries[column] {
            writeln!(text, " {name} {row} {coefficient}")?;
        }
    }
    if inside {
        writeln!(text, " MARKER{} 'MARKER' 'INTEND'", markers + 1)?;
    }
    Ok(())
}

fn right_sides(text: &mut String, export: &Export, program: &Program, names: &Names) -> std::fmt::Result {
    writeln!(text, "RHS")?;
    let constant = export.model.objectives[&export.goal].constant;
    if constant != 0.0 {
        writeln!(text, " RHS {} {}", export.goal.name(), -constant)?;
    }
    for (row, name) in program.rows.iter().zip(&names.rows).filter(|(row, _)| row.right != 0.0) {
        writeln!(text, " RHS {name} {}", row.right)?;
    }
    Ok(())
}

/// Every bound but a lower one of zero. Upper bounds are written even where solvers would assume them.
fn bounds(text: &mut String, program: &Program, names: &Names) -> std::fmt::Result {
    writeln!(text, "BOUNDS")?;
    for ((name, &lower), &upper) in names.columns.iter().zip(&program.lower).zip(&program.upper) {
        if lower == upper {
            writeln!(text, " FX BOUND {name} {lower}")?;
            continue;
        }
        if lower != 0.0 {
            writeln!(text, " LO BOUND {name} {lower}")?;
        }
        if upper.is_finite() {
            writeln!(text, " UP BOUND {name} {upper}")?;
        }
    }
    Ok(())
}
