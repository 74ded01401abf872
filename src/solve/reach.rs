//! The most shifts a municipality's staff can take, whatever everybody else does.
//!
//! In: an [`Instance`] and a municipality. Out: its [`Reach`], exact: the integer program of the model, restricted to
//! that municipality's columns and rows, with every rule in it. Seats that locks give to others are theirs. A limit
//! that was reached is never called the most.

mod shown;

use super::highs::{self, Effort};
use super::problem::{Problem, Wanted, WholeAnswer};
use super::{Halt, Limits};
use crate::domain::Instance;
use crate::model::{self, Model};
use crate::shares;
use shown::Shown;

/// The most shifts that one municipality's staff can take, each number on its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// Of all shifts.
    pub shifts: u64,
    /// Of the shifts of each burden.
    pub burdens: Vec<u64>,
}

/// The reach of each of `municipalities`, in their order.
///
/// # Errors
/// [`Halt`] where the limits came first or the solver failed.
pub fn reach(instance: &Instance, municipalities: &[usize], limits: &Limits) -> Result<Vec<Reach>, Halt> {
    let model = model::build(instance, &shares::shares(instance, 0), &[], None);
    let apart = model.apart(instance.municipalities.len());
    let upper = upper(instance, &model);
    let tight = vec![false; model.program.rows.len()];
    // By municipality: (window, column) of its manning, and the columns of its shifts.
    let mut manning = vec![Vec::new(); instance.municipalities.len()];
    model.manning.iter().for_each(|&(m, w, column)| manning[m].push((w, column)));
    let mut shifts = vec![Vec::new(); instance.municipalities.len()];
    model.shifts.iter().for_each(|&(s, _, column)| shifts[instance.staff[s].municipality].push(column));
    let mut shown = Shown::new(instance);
    municipalities
        .iter()
        .map(|&m| {
            let mut most = |among: &dyn Fn(usize) -> bool| {
                let windows: Vec<usize> = (0..instance.windows.len()).filter(|&w| among(w)).collect();
                if let Some(most) = shown.most(m, &windows) {
                    return Ok(most);
                }
                let picked = manning[m].iter().filter(|&&(w, _)| among(w));
                let costs: Vec<(usize, f64)> = picked.map(|&(_, column)| (column, -1.0)).collect();
                let problem = Problem {
                    program: &model.program,
                    part: &apart[m],
                    lower: &model.program.lower,
                    upper: &upper,
                    tight: &tight,
                    extra: Vec::new(),
                    costs: &costs,
                    sums: &[],
                    large: usize::MAX,
                    middle: usize::MAX,
                    wanted: Wanted::Vertex,
                    is_doubted: false,
                    implied: 0..0,
                    stretches: 0..0,
                };
                most(&problem, &shifts[m], limits)
            };
            let in_burden = |burden: usize| move |w: usize| instance.windows[w].burdens.contains(&burden);
            let burdens: Result<Vec<u64>, Halt> =
                (0..instance.burdens.len()).map(|burden| most(&in_burden(burden))).collect();
            Ok(Reach { shifts: most(&|_| true)?, burdens: burdens? })
        })
        .collect()
}

/// The model's upper bounds, with the seats taken off that locks give to others.
fn upper(instance: &Instance, model: &Model) -> Vec<f64> {
    // By window: who has seats fixed there, and how many.
    let mut fixed = vec![Vec::new(); instance.windows.len()];
    instance.fixed.iter().for_each(|(&(s, w), &seats)| fixed[w].push((instance.staff[s].municipality, seats)));
    let mut upper = model.program.upper.clone();
    for &(m, w, column) in &model.manning {
        let others = fixed[w].iter().filter(|&&(owner, _)| owner != m);
        let left = instance.windows[w].seats.saturating_sub(others.map(|&(_, seats)| seats).sum());
        upper[column] = upper[column].min(f64::from(left)).max(model.program.lower[column]);
    }
    upper
}

/// The most shifts of a problem whose costs are −1 a shift that counts: max Σ_w z_mw.
fn most(problem: &Problem, whole: &[usize], limits: &Limits) -> Result<u64, Halt> {
    match highs::whole(problem, whole, Effort::EXACT, limits)? {
        WholeAnswer::Found { value, closed: true, .. } => Ok((-value).round().max(0.0) as u64),
        WholeAnswer::Found { .. } | WholeAnswer::Nothing { .. } => Err(Halt::Stopped),
        WholeAnswer::Infeasible => Err(Halt::Defect("a municipality cannot even hold its locks".to_owned())),
    }
}
