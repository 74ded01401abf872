//! The columns of the municipal level: how many of a municipality's staff man a window.
//!
//! In: columns as `capacity` makes them. Out: those of a municipality, to be summed by goals and tied to its colleagues' shifts.

/// The columns z_mw.
pub(super) struct Manning {
    /// By municipality: (window, column), by window.
    pub of: Vec<Vec<(usize, usize)>>,
}

impl Manning {
    pub(super) fn listed(&self) -> Vec<(usize, usize, usize)> {
        self.of
            .iter()
            .enumerate()
            .flat_map(|(m, places)| places.iter().map(move |&(w, column)| (m, w, column)))
            .collect()
    }

    /// A municipality's columns for the windows that `among` picks.
    pub(super) fn columns(&self, municipality: usize, among: impl Fn(usize) -> bool) -> Vec<usize> {
        self.of[municipality].iter().filter(|&&(w, _)| among(w)).map(|&(_, column)| column).collect()
    }
}
