//! A linear program without what is settled already.
//!
//! In: a [`Problem`]. Out: its free columns and the rows that can still bind, column by column, and the way back from an answer of
//! the reduced program to one of the whole. Columns with one value become constants. Manning gives way to the shifts it
//! sums up (z_mw = Σ_s x_sw): its bounds become a row where nothing else implies them, and the rows that sum up what
//! people can do are left out where people are in the program themselves.

use super::problem::{LinearAnswer, Problem};
use crate::model::{Row, Sense};

/// How far a row may be off and still hold (HiGHS's primal feasibility tolerance).
const FEASIBLE: f64 = 1e-7;

/// How far points in the middle may miss bounds and rows.
const NEARLY: f64 = 1e-5;

/// What a row of the reduced program stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// This row of the program.
    Row(usize),
    /// The bounds of this column, which others stand for.
    Bounds(usize),
    /// This row beside the program.
    Extra(usize),
}

/// A linear program in columns.
pub(super) struct Reduced {
    /// The program's column behind each column.
    pub columns: Vec<usize>,
    /// Bounds and cost of each column.
    pub lower: Vec<f64>,
    pub upper: Vec<f64>,
    pub cost: Vec<f64>,
    /// Whether a column is one of those that stand for others.
    pub summed: Vec<bool>,
    /// Bounds of each row.
    pub rows: Vec<(f64, f64)>,
    /// Rows of stretches of days that count nothing but shifts.
    pub stretches: Vec<usize>,
    /// What the constants cost.
    pub offset: f64,
    /// Whether a row that nothing is left of does not hold.
    pub contradiction: bool,
    origins: Vec<Origin>,
    /// Where each column's entries begin, and one more: where the last one's end.
    starts: Vec<usize>,
    /// (row, coefficient), by column.
    entries: Vec<(usize, f64)>,
    /// (column of the program, the row that says which columns it sums up).
    sums: Vec<(usize, usize)>,
}

/// What a reduced program comes to: values and reduced costs by its columns, prices by its rows.
pub(super) struct Answer<'a> {
    pub value: f64,
    pub values: Vec<f64>,
    pub is_vertex: bool,
    pub reduced_costs: Vec<f64>,
    pub prices: &'a [f64],
}

/// Rows under construction.
struct Rows {
    bounds: Vec<(f64, f64)>,
    origins: Vec<Origin>,
    /// (column, row, coefficient), by row.
    entries: Vec<(usize, usize, f64)>,
    contradiction: bool,
    /// Where the entries of the last row begin, if it is a stretch of days that counts nothing but shifts.
    stretch: Option<usize>,
    /// Rows of that kind.
    stretches: Vec<usize>,
    /// The row at hand, by column, and the columns that it speaks of.
    dense: Vec<f64>,
    touched: Vec<usize>,
}

impl Reduced {
    pub(super) fn of(problem: &Problem) -> Self {
        let program = problem.program;
        let mut sum_of = vec![None; program.columns()];
        let mut defines = vec![None; program.rows.len()];
        for &(column, row) in problem.sums {
            if problem.is_free(column) {
                sum_of[column] = Some(row);
                defines[row] = Some(column);
            }
        }
        let mut place = vec![None; program.columns()];
        let mut columns = Vec::with_capacity(problem.part.columns.len());
        for &column in &problem.part.columns {
            if problem.is_free(column) && sum_of[column].is_none() {
                place[column] = Some(columns.len());
                columns.push(column);
            }
        }
        let mut summed = vec![false; columns.len()];
        let mut cost = vec![0.0; columns.len()];
        let mut offset = 0.0;
        let expand = |terms: &[(usize, f64)], each: &mut dyn FnMut(usize, f64)| {
            for &(column, coefficient) in terms {
                match sum_of[column] {
                    Some(row) => parts(&program.rows[row], column).for_each(|part| each(part, coefficient)),
                    None => each(column, coefficient),
                }
            }
        };
        expand(problem.costs, &mut |column, coefficient| match place[column] {
            Some(place) => cost[place] += coefficient,
            None => offset += coefficient * problem.lower[column],
        });

        let most = most(problem, &sum_of);
        let mut rows = Rows {
            bounds: Vec::new(),
            origins: Vec::new(),
            entries: Vec::new(),
            contradiction: false,
            stretch: None,
            stretches: Vec::new(),
            dense: vec![0.0; columns.len()],
            touched: Vec::new(),
        };
        let ours = problem.part.rows.iter().map(|&row| (Origin::Row(row), &program.rows[row]));
        let extra = problem.extra.iter().enumerate().map(|(place, &row)| (Origin::Extra(place), row));
        for (origin, row) in ours.chain(extra) {
            let is_tight = matches!(origin, Origin::Row(row) if problem.tight[row]);
            let (origin, bounds) = match origin {
                Origin::Row(row) if !is_tight && problem.implied.contains(&row) => continue,
                Origin::Row(index) => match defines[index] {
                    Some(column) => {
                        parts(row, column).filter_map(|part| place[part]).for_each(|part| summed[part] = true);
                        let (lower, upper) = (problem.lower[column], problem.upper[column]);
                        let least: f64 = parts(row, column).map(|part| problem.lower[part]).sum();
                        if lower <= least && most[column] <= upper {
                            continue;
                        }
                        (Origin::Bounds(column), (lower, upper))
                    }
                    None => (origin, sides(row, is_tight)),
                },
                beside => (beside, sides(row, false)),
            };
            let is_stretch = !is_tight && matches!(origin, Origin::Row(row) if problem.stretches.contains(&row));
            let mut fixed = 0.0;
            let mut each = |column: usize, coefficient: f64| match place[column] {
                Some(place) => rows.add(place, coefficient),
                None => fixed += coefficient * problem.lower[column],
            };
            match origin {
                Origin::Bounds(column) => parts(row, column).for_each(|part| each(part, 1.0)),
                _ => expand(&row.terms, &mut each),
            }
            rows.close(origin, (bounds.0 - fixed, bounds.1 - fixed), is_stretch);
        }
        let (starts, entries) = by_column(columns.len(), &rows.entries);
        let lower = columns.iter().map(|&column| problem.lower[column]).collect();
        let upper = columns.iter().map(|&column| problem.upper[column]).collect();
        let sums = problem.sums.iter().copied().filter(|&(column, _)| sum_of[column].is_some()).collect();
        let Rows { bounds, origins, contradiction, stretches, .. } = rows;
        Reduced {
            columns,
            lower,
            upper,
            cost,
            summed,
            rows: bounds,
            stretches,
            offset,
            contradiction,
            origins,
            starts,
            entries,
            sums,
        }
    }

    /// The entries of a column: (row, coefficient).
    pub(super) fn entries(&self, column: usize) -> &[(usize, f64)] {
        &self.entries[self.starts[column]..self.starts[column + 1]]
    }

    /// By row: whether it is a stretch of days that can't bind with the columns `chosen` alone, which are in order: it has room for
    /// all of them, or they are all in the stretch before or after it.
    pub(super) fn idle(&self, chosen: &[usize]) -> Vec<bool> {
        let mut idle = vec![false; self.rows.len()];
        if self.stretches.is_empty() {
            return idle;
        }
        let mut number = vec![None; self.rows.len()];
        self.stretches.iter().enumerate().for_each(|(stretch, &row)| number[row] = Some(stretch));
        let mut holds: Vec<Vec<usize>> = vec![Vec::new(); self.stretches.len()];
        for &place in chosen {
            let stretches = self.entries(place).iter().filter_map(|&(row, _)| number[row]);
            stretches.for_each(|stretch| holds[stretch].push(place));
        }
        let is_among = |these: &[usize], those: &[usize]| {
            let mut those = those.iter();
            these.iter().all(|place| those.any(|other| other == place))
        };
        let room = |stretch: usize| self.rows[self.stretches[stretch]].1;
        let mut before: Option<usize> = None;
        for stretch in 0..holds.len() {
            let most: f64 = holds[stretch].iter().map(|&place| self.upper[place]).sum();
            if most <= room(stretch) {
                idle[self.stretches[stretch]] = true;
                continue;
            }
            if let Some(before) = before {
                if is_among(&holds[stretch], &holds[before]) && room(before) <= room(stretch) {
                    idle[self.stretches[stretch]] = true;
                    continue;
                }
                if is_among(&holds[before], &holds[stretch]) && room(stretch) <= room(before) {
                    idle[self.stretches[before]] = true;
                }
            }
            before = Some(stretch);
        }
        idle
    }

    /// Whether a point of the whole program has no more shifts in any stretch of days than the program allows.
    pub(super) fn keeps_apart(&self, point: &[f64]) -> bool {
        let sums = if self.stretches.is_empty() { Vec::new() } else { self.sums_at(point) };
        self.stretches.iter().all(|&row| sums[row] <= self.rows[row].1 + FEASIBLE)
    }

    /// Whether a point of the whole program is one of this one, as nearly as points in the middle are.
    pub(super) fn has(&self, point: &[f64]) -> bool {
        let is_within = |value: f64, lower: f64, upper: f64| lower - NEARLY <= value && value <= upper + NEARLY;
        let mut places = self.columns.iter().enumerate();
        places.all(|(place, &column)| is_within(point[column], self.lower[place], self.upper[place]))
            && self.sums_at(point).iter().zip(&self.rows).all(|(&sum, &(lower, upper))| is_within(sum, lower, upper))
    }

    /// What each row sums up to.
    fn sums_at(&self, point: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.rows.len()];
        for (place, &column) in self.columns.iter().enumerate() {
            let value = point[column].clamp(self.lower[place], self.upper[place]);
            self.entries(place).iter().for_each(|&(row, coefficient)| sums[row] += coefficient * value);
        }
        sums
    }

    /// What a unit of a column costs under prices of the rows.
    pub(super) fn reduced_cost(&self, column: usize, prices: &[f64]) -> f64 {
        self.cost[column]
            - self.entries(column).iter().map(|&(row, coefficient)| coefficient * prices[row]).sum::<f64>()
    }

    /// A point of the reduced program as one of the whole.
    pub(super) fn point(&self, problem: &Problem, values: &[f64]) -> Vec<f64> {
        let mut point = problem.lower.to_vec();
        for (&column, &value) in self.columns.iter().zip(values) {
            point[column] = value;
        }
        for &(column, row) in &self.sums {
            point[column] = parts(&problem.program.rows[row], column).map(|part| point[part]).sum();
        }
        point
    }

    /// An answer of the reduced program as one of the whole.
    pub(super) fn answer(&self, problem: &Problem, answer: &Answer) -> LinearAnswer {
        let &Answer { value, ref values, is_vertex, ref reduced_costs, prices } = answer;
        let columns = self.point(problem, values);
        let mut costs = vec![0.0; problem.program.columns()];
        for (&column, &cost) in self.columns.iter().zip(reduced_costs) {
            costs[column] = cost;
        }
        let mut spread = vec![0.0; problem.program.rows.len()];
        let mut extra = vec![0.0; problem.extra.len()];
        for (&origin, &price) in self.origins.iter().zip(prices) {
            match origin {
                Origin::Row(row) => spread[row] = price,
                Origin::Bounds(column) => costs[column] = price,
                Origin::Extra(place) => extra[place] = price,
            }
        }
        let value = value + self.offset;
        LinearAnswer::Optimal { value, columns, is_vertex, reduced_costs: costs, prices: spread, extra }
    }
}

impl Rows {
    fn add(&mut self, column: usize, coefficient: f64) {
        if self.dense[column] == 0.0 {
            self.touched.push(column);
        }
        self.dense[column] += coefficient;
    }

    /// Ends the row at hand. A stretch of days whose shifts are all in the stretch before or after it, with as much room or
    /// less, is left out.
    fn close(&mut self, origin: Origin, (lower, upper): (f64, f64), is_stretch: bool) {
        let row = self.bounds.len();
        let mut before = self.entries.len();
        for column in self.touched.drain(..) {
            let coefficient = std::mem::take(&mut self.dense[column]);
            if coefficient != 0.0 {
                self.entries.push((column, row, coefficient));
            }
        }
        let is_count = is_stretch
            && self.entries.len() > before
            && self.entries[before..].iter().all(|&(_, _, coefficient)| coefficient == 1.0);
        if is_count {
            self.entries[before..].sort_unstable_by_key(|&(column, ..)| column);
        }
        let earlier = std::mem::replace(&mut self.stretch, is_count.then_some(before));
        if let (Some(first), true) = (earlier, is_count) {
            let (said, new) = self.entries[first..].split_at(before - first);
            let room = self.bounds[row - 1].1;
            if is_among(new, said) && room <= upper {
                self.entries.truncate(before);
                self.stretch = earlier;
                return;
            }
            if is_among(said, new) && upper <= room {
                self.entries.drain(first..before);
                self.bounds.pop();
                self.origins.pop();
                self.stretches.pop();
                self.entries[first..].iter_mut().for_each(|(_, row, _)| *row -= 1);
                self.stretch = Some(first);
                before = first;
            }
        }
        if self.entries.len() > before {
            if is_count {
                self.stretches.push(self.bounds.len());
            }
            self.bounds.push((lower, upper));
            self.origins.push(origin);
        } else {
            self.contradiction |= lower > FEASIBLE || upper < -FEASIBLE;
        }
    }
}

/// Whether all columns of the first row are among those of the second; both are in order.
fn is_among(these: &[(usize, usize, f64)], those: &[(usize, usize, f64)]) -> bool {
    let mut those = those.iter().map(|&(column, ..)| column);
    these.iter().all(|&(column, ..)| those.any(|other| other == column))
}

/// The columns that a row sums up to `sum`.
fn parts(row: &Row, sum: usize) -> impl Iterator<Item = usize> {
    row.terms.iter().map(|&(column, _)| column).filter(move |&column| column != sum)
}

/// The most that each column that sums up others can come to, by those others' bounds and by rows of counts.
fn most(problem: &Problem, sum_of: &[Option<usize>]) -> Vec<f64> {
    let mut most = vec![f64::INFINITY; sum_of.len()];
    for &(column, row) in problem.sums {
        most[column] = parts(&problem.program.rows[row], column).map(|part| problem.upper[part]).sum();
    }
    for &index in &problem.part.rows {
        let row = &problem.program.rows[index];
        let is_kept = problem.tight[index] || !problem.implied.contains(&index);
        if is_kept && row.sense != Sense::AtLeast && row.terms.iter().all(|&(_, coefficient)| coefficient == 1.0) {
            let least: f64 = row.terms.iter().map(|&(column, _)| problem.lower[column]).sum();
            for &(column, _) in row.terms.iter().filter(|&&(column, _)| sum_of[column].is_some()) {
                most[column] = most[column].min(row.right - least + problem.lower[column]);
            }
        }
    }
    most
}

fn sides(row: &Row, is_tight: bool) -> (f64, f64) {
    match row.sense {
        Sense::Equal => (row.right, row.right),
        _ if is_tight => (row.right, row.right),
        Sense::AtMost => (f64::NEG_INFINITY, row.right),
        Sense::AtLeast => (row.right, f64::INFINITY),
    }
}

/// Entries (column, row, coefficient) sorted by column, and where each column's begin.
fn by_column(columns: usize, entries: &[(usize, usize, f64)]) -> (Vec<usize>, Vec<(usize, f64)>) {
    let mut starts = vec![0; columns + 1];
    for &(column, _, _) in entries {
        starts[column + 1] += 1;
    }
    for column in 0..columns {
        starts[column + 1] += starts[column];
    }
    let mut next = starts.clone();
    let mut sorted = vec![(0, 0.0); entries.len()];
    for &(column, row, coefficient) in entries {
        sorted[next[column]] = (row, coefficient);
        next[column] += 1;
    }
    (starts, sorted)
}
