//! Chance that is the same everywhere, and sums that stay whole.
//!
//! In: a seed. Out: numbers, the same on every machine: everything is drawn as `u64`, since the generator's `usize` is as
//! wide as the machine's. No floating point, which compilers may round in their own ways.

/// A stream of random numbers. A copy of it draws the same ones.
#[derive(Clone)]
pub struct Chance(fastrand::Rng);

impl Chance {
    /// The stream of a seed.
    pub fn of(seed: u64) -> Self {
        Chance(fastrand::Rng::with_seed(seed))
    }

    /// A stream of its own, so that one part of a folder does not change with how much another part draws.
    pub fn fork(&mut self) -> Self {
        Chance(self.0.fork())
    }

    /// A number from zero to one below `end`, which is above zero.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0.u64(..end)
    }

    /// A number from `first` to `last`, both included.
    pub fn between(&mut self, first: u64, last: u64) -> u64 {
        first + self.below(last - first + 1)
    }

    /// An index into a list that is not empty.
    pub fn index(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).expect("below a length, which is a usize")
    }

    /// True so many times in a hundred.
    pub fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of a list that is not empty.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.index(list.len())]
    }

    /// Puts a list in any order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            let other = self.index(last + 1);
            list.swap(last, other);
        }
    }
}

/// Splits a whole number in proportion to the weights, by largest remainders: the parts sum to `total`. Without any
/// weight above zero there is nothing to go by, and all parts are zero.
pub fn apportion(total: u64, weights: &[u64]) -> Vec<u64> {
    let sum: u128 = weights.iter().map(|&weight| u128::from(weight)).sum();
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let ideal = |weight: u64| u128::from(total) * u128::from(weight);
    let whole = |weight: u64| u64::try_from(ideal(weight) / sum).expect("a part is no more than the whole");
    let mut parts: Vec<u64> = weights.iter().map(|&weight| whole(weight)).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(ideal(weights[at]) % sum), at));
    let left = total - parts.iter().sum::<u64>();
    for (&at, _) in order.iter().zip(0..left) {
        parts[at] += 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_sum_to_the_whole() {
        assert_eq!(apportion(10, &[1, 1, 1]), [4, 3, 3]);
        assert_eq!(apportion(7, &[0, 5, 2]), [0, 5, 2]);
        assert_eq!(apportion(3, &[0, 0]), [0, 0]);
    }

    #[test]
    fn the_stream_of_a_seed_never_changes() {
        let mut chance = Chance::of(1);
        let drawn: Vec<u64> = (0..4).map(|_| chance.below(1000)).collect();
        assert_eq!(drawn, DRAWN, "another stream would make other folders of the same seed");
    }

    const DRAWN: [u64; 4] = [657, 534, 239, 778];
}
