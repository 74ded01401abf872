//! How one person's shifts lie along the days, and what an exchange of one of them would change.
//!
//! In: days of shifts, and how far apart they should lie. Out: days by which they lie too close or too far apart. That is a sum over shifts
//! next to each other, so an exchange is weighed by what lies around its two days, however many shifts there are.

/// A person's shifts, all of them or those in one burden. Days are counted from the first day of the period.
#[derive(Debug, Clone)]
pub struct Line {
    /// How many days should lie between two of them.
    pub(super) length: i64,
    /// How many days somebody may be without one.
    pub(super) longest: i64,
    /// The last one in `history.csv`.
    pub(super) before: Option<i64>,
    /// The first and the last day of the period on which the person could be there.
    pub(super) first: i64,
    pub(super) last: i64,
    /// The days of the shifts, in order.
    pub(super) days: Vec<i64>,
}

impl Line {
    /// How unevenly the shifts lie: the days by which they lie too close, and those by which somebody is without one for more than
    /// eight weeks who would not be at an even pace.
    pub fn uneven(&self) -> i64 {
        (0..=self.days.len()).map(|place| self.between(self.left(place), self.days.get(place).copied())).sum()
    }

    /// By how much more unevenly they would lie with a shift on day `to` for one on day `from`.
    pub fn more(&self, from: i64, to: i64) -> i64 {
        let from = self.place(from);
        let (day, left, right) = (self.days[from], self.left(from), self.days.get(from + 1).copied());
        let taken = self.between(left, Some(day)) + self.between(Some(day), right);
        let place = self.days.partition_point(|&day| day < to);
        // It only moves between the same two: what these add by themselves is never there.
        if place == from || place == from + 1 {
            return self.between(left, Some(to)) + self.between(Some(to), right) - taken;
        }
        let (before, after) = (self.left(place), self.days.get(place).copied());
        let given = self.between(before, Some(to)) + self.between(Some(to), after) - self.between(before, after);
        self.between(left, right) + given - taken
    }

    /// Has a shift on day `to` for one on day `from`.
    pub fn exchange(&mut self, from: i64, to: i64) {
        self.days.remove(self.place(from));
        self.days.insert(self.days.partition_point(|&day| day < to), to);
    }

    /// Where the first shift on a day is that has one.
    fn place(&self, day: i64) -> usize {
        self.days.partition_point(|&other| other < day)
    }

    /// The shift before the one at a place; `None` where there is none in the period.
    fn left(&self, place: usize) -> Option<i64> {
        Some(self.days[place.checked_sub(1)?])
    }

    /// What two shifts next to each other add. Where there is none to the left, the last one before the period stands for it, or else the first
    /// day; where there is none to the right, the last day. A day that is no shift is never too close.
    fn between(&self, left: Option<i64>, right: Option<i64>) -> i64 {
        let left = left.or(self.before);
        let gap = (right.unwrap_or(self.last) - left.unwrap_or(self.first)).max(0);
        let is_close = left.is_some() && right.is_some();
        (if is_close { (self.length - gap).max(0) } else { 0 }) + (gap - self.longest).max(0)
    }
}

#[cfg(test)]
mod tests {
    use super::Line;

    /// Every exchange on random lines: the change is that of the whole.
    #[test]
    fn an_exchange_changes_what_it_says() {
        let mut random = fastrand::Rng::with_seed(1);
        for _ in 0..2_000 {
            let mut days: Vec<i64> = (0..random.usize(1..8)).map(|_| random.i64(0..90)).collect();
            days.sort_unstable();
            let longest = if random.bool() { random.i64(5..60) } else { i64::MAX };
            let before = random.bool().then(|| random.i64(-40..0));
            let line = Line { length: random.i64(1..29), longest, before, first: random.i64(0..5), last: 89, days };
            let (from, to) = (line.days[random.usize(..line.days.len())], random.i64(0..90));
            let mut other = line.clone();
            other.exchange(from, to);
            assert!(other.days.is_sorted());
            assert_eq!(other.uneven() - line.uneven(), line.more(from, to), "{line:?}: {to} for {from}");
        }
    }

    /// Days 3 and 10 with 8 asked, the last shift six days before the period: 9 and 7 apart, and 80 to the end.
    #[test]
    fn close_shifts_and_long_gaps_count() {
        let line = Line { length: 8, longest: 56, before: Some(-6), first: 0, last: 90, days: vec![3, 10] };
        assert_eq!(line.uneven(), 1 + 24);
        let none = Line { days: Vec::new(), before: None, ..line };
        assert_eq!(none.uneven(), 90 - 56);
    }
}
