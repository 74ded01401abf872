//! The few functions of HiGHS that the `highs` crate does not wrap, and how Clarabel is stopped. All unsafe code of the program
//! stands here, but for what it says at its end (`commands/interrupt.rs`).
//!
//! In: a [`Model`], which owns HiGHS's object and keeps it alive for as long as it is borrowed. Out: nothing unsafe. Nothing
//! that a solver calls back may panic.

use std::ffi::{c_char, c_int, c_void};
use std::ptr;
use std::sync::atomic::{AtomicBool, Ordering};

use ::highs::{HighsStatus, Model, SolvedModel};
use clarabel::solver::{DefaultSolver, IPSolver};
use highs_sys::{
    Highs_getModelStatus, Highs_getPresolvedLp, Highs_getPresolvedNumCol, Highs_getPresolvedNumNz,
    Highs_getPresolvedNumRow, Highs_getSolution, Highs_postsolve, Highs_presolve, Highs_setCallback,
    Highs_startCallback, Highs_stopCallback, Highs_versionMajor, Highs_versionMinor, Highs_versionPatch,
    Highs_zeroAllClocks, HighsCallbackDataIn, HighsCallbackDataOut, HighsInt, MATRIX_FORMAT_COLUMN_WISE,
    MODEL_STATUS_INFEASIBLE, STATUS_ERROR, kHighsCallbackIpmInterrupt, kHighsCallbackMipInterrupt,
    kHighsCallbackSimplexInterrupt,
};

use super::linear::Linear;

/// Where HiGHS asks whether it is to stop: at every step of simplex, of interior point and of crossover, and between the
/// nodes of branch and bound. It does not ask in presolve, nor in the linear programs and heuristics inside an integer program.
const INTERRUPTS: [HighsInt; 3] =
    [kHighsCallbackSimplexInterrupt, kHighsCallbackIpmInterrupt, kHighsCallbackMipInterrupt];

/// The solver's version, such as `1.15.0`.
pub(super) fn version() -> String {
    // SAFETY: these functions take nothing and return numbers that were compiled in.
    let numbers = unsafe { [Highs_versionMajor(), Highs_versionMinor(), Highs_versionPatch()] };
    numbers.map(|number| number.to_string()).join(".")
}

/// Sets the clock that HiGHS compares with `time_limit` to zero; whether it did. It adds up the runs of an object, so an
/// object that is run again would use up the time of its later runs with that of its earlier ones.
pub(super) fn zero_clock(model: &mut Model) -> bool {
    // SAFETY: the pointer is the model's own, which is borrowed for the call; HiGHS is not running.
    unsafe { Highs_zeroAllClocks(model.as_mut_ptr()) != STATUS_ERROR }
}

/// Runs HiGHS to its end, or until somebody sets `stop` and it asks for that the next time.
///
/// # Errors
/// HiGHS's own status, where it refuses.
pub(super) fn solve(mut model: Model, stop: &AtomicBool) -> Result<SolvedModel, HighsStatus> {
    let highs = model.as_mut_ptr();
    // SAFETY: `highs` is the model's own object, which is borrowed. `asked` has the type that HiGHS calls. The flag is
    // borrowed until this function returns, and HiGHS calls nobody back after that: below, or with the object gone.
    let is_set = unsafe {
        Highs_setCallback(highs, Some(asked), ptr::from_ref(stop).cast_mut().cast()) != STATUS_ERROR
            && INTERRUPTS.iter().all(|&interrupt| Highs_startCallback(highs, interrupt) != STATUS_ERROR)
    };
    if !is_set {
        return Err(HighsStatus::Error);
    }
    // Where this fails or panics, the object is gone.
    let solved = model.try_solve()?;
    // SAFETY: `solved` owns the same object, which is not running any more.
    let is_over = unsafe { INTERRUPTS.iter().all(|&interrupt| Highs_stopCallback(highs, interrupt) != STATUS_ERROR) };
    if is_over { Ok(solved) } else { Err(HighsStatus::Error) }
}

/// Called by HiGHS while it works: passes on whether it is to stop.
///
/// # Safety
/// `stop` points to the flag that [`solve`] borrows, and `answer` to what HiGHS reads afterwards, or to nothing.
unsafe extern "C" fn asked(
    _interrupt: c_int,
    _message: *const c_char,
    _state: *const HighsCallbackDataOut,
    answer: *mut HighsCallbackDataIn,
    stop: *mut c_void,
) {
    // SAFETY: as above; HiGHS calls from the thread that runs it, and an atomic flag may be read from any.
    let (answer, stop) = unsafe { (answer.as_mut(), stop.cast::<AtomicBool>().as_ref()) };
    if let (Some(answer), Some(stop)) = (answer, stop) {
        answer.user_interrupt = c_int::from(stop.load(Ordering::Relaxed));
    }
}

/// What HiGHS's presolve leaves of a program.
pub(super) enum Presolved {
    /// A smaller one.
    Program(Linear),
    /// On its word, no point satisfies the rows.
    Infeasible,
    /// Nothing that could be solved: it has solved all of it, or failed.
    Nothing,
}

/// The program as HiGHS's presolve leaves it.
pub(super) fn presolved(model: &mut Model) -> Presolved {
    let highs = model.as_mut_ptr();
    // SAFETY: the pointer is the model's own, which is borrowed; HiGHS is not running.
    let counts = unsafe {
        if Highs_presolve(highs) == STATUS_ERROR {
            return Presolved::Nothing;
        }
        if Highs_getModelStatus(highs) == MODEL_STATUS_INFEASIBLE {
            return Presolved::Infeasible;
        }
        [Highs_getPresolvedNumCol(highs), Highs_getPresolvedNumRow(highs), Highs_getPresolvedNumNz(highs)]
    };
    let [columns, rows, entries] = counts.map(|count| usize::try_from(count).unwrap_or(0));
    if columns == 0 || rows == 0 {
        return Presolved::Nothing;
    }
    let mut by_column = [(); 3].map(|()| vec![0.0; columns]);
    let mut by_row = [(); 2].map(|()| vec![0.0; rows]);
    let (mut starts, mut integrality): (Vec<HighsInt>, Vec<HighsInt>) = (vec![0; columns + 1], vec![0; columns]);
    let (mut of_rows, mut values): (Vec<HighsInt>, Vec<f64>) = (vec![0; entries], vec![0.0; entries]);
    let (mut written, mut sense, mut offset): ([HighsInt; 3], HighsInt, f64) = ([0; 3], 0, 0.0);
    // SAFETY: as above. HiGHS writes a number for each of the columns, rows and entries that it has just counted, by column.
    let status = unsafe {
        Highs_getPresolvedLp(
            highs,
            MATRIX_FORMAT_COLUMN_WISE,
            &raw mut written[0],
            &raw mut written[1],
            &raw mut written[2],
            &raw mut sense,
            &raw mut offset,
            by_column[0].as_mut_ptr(),
            by_column[1].as_mut_ptr(),
            by_column[2].as_mut_ptr(),
            by_row[0].as_mut_ptr(),
            by_row[1].as_mut_ptr(),
            starts.as_mut_ptr(),
            of_rows.as_mut_ptr(),
            values.as_mut_ptr(),
            integrality.as_mut_ptr(),
        )
    };
    if status == STATUS_ERROR || written != counts {
        return Presolved::Nothing;
    }
    starts[columns] = counts[2];
    let [cost, lower, upper] = by_column;
    let [below, above] = by_row;
    Presolved::Program(Linear {
        cost,
        lower,
        upper,
        rows: below.into_iter().zip(above).collect(),
        starts: starts.into_iter().map(|start| start as usize).collect(),
        entries: of_rows.into_iter().map(|row| row as usize).zip(values).collect(),
    })
}

/// A solution of a presolved program as one of the program itself: values by column, prices by row.
///
/// `values` and `reduced_costs` are by presolved column, `prices` by presolved row.
pub(super) fn postsolved(
    model: &mut Model,
    values: &[f64],
    reduced_costs: &[f64],
    prices: &[f64],
) -> Option<(Vec<f64>, Vec<f64>)> {
    let mut by_column = [(); 2].map(|()| vec![0.0; model.num_cols()]);
    let mut by_row = [(); 2].map(|()| vec![0.0; model.num_rows()]);
    let highs = model.as_mut_ptr();
    // SAFETY: the pointer is the model's own, which is borrowed; HiGHS is not running. It counts its presolved columns and rows, of which
    // it reads a number each, and writes one for each column and row of the program.
    let is_led_back = unsafe {
        values.len() == reduced_costs.len()
            && usize::try_from(Highs_getPresolvedNumCol(highs)) == Ok(values.len())
            && usize::try_from(Highs_getPresolvedNumRow(highs)) == Ok(prices.len())
            && Highs_postsolve(highs, values.as_ptr(), reduced_costs.as_ptr(), prices.as_ptr()) != STATUS_ERROR
            && Highs_getSolution(
                highs,
                by_column[0].as_mut_ptr(),
                by_column[1].as_mut_ptr(),
                by_row[0].as_mut_ptr(),
                by_row[1].as_mut_ptr(),
            ) != STATUS_ERROR
    };
    let ([values, _], [_, prices]) = (by_column, by_row);
    is_led_back.then_some((values, prices))
}

/// A flag of somebody else's, which outlives whoever holds this.
struct Borrowed(*const AtomicBool);

// SAFETY: an atomic flag may be read from any thread.
unsafe impl Send for Borrowed {}
unsafe impl Sync for Borrowed {}

impl Borrowed {
    fn is_set(&self) -> bool {
        // SAFETY: who made this holds the flag for longer than this.
        unsafe { self.0.as_ref() }.is_some_and(|stop| stop.load(Ordering::Relaxed))
    }
}

/// Runs Clarabel to its end, or until somebody sets `stop` and it asks for that, which it does at every step.
pub(super) fn solve_conic(solver: &mut DefaultSolver<f64>, stop: &AtomicBool) {
    // The solver wants a callback that may live for ever. It is taken from it before this function returns, or goes with the solver.
    let stop = Borrowed(ptr::from_ref(stop));
    solver.set_termination_callback(move |_| stop.is_set());
    solver.solve();
    solver.unset_termination_callback();
}

#[cfg(test)]
pub(super) fn clock(model: &mut Model) -> f64 {
    // SAFETY: as above.
    unsafe { highs_sys::Highs_getRunTime(model.as_mut_ptr()) }
}
