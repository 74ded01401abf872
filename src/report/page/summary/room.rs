//! How much room a municipality's page needs, so that it stays one page: what is told shift by shift where that fits, and
//! counted by person and week where it does not.
//!
//! In: counts. Out: a way to tell it. Heights are those of the printed style, in tenths of a millimetre, a little rounded up.

/// What stands on a page beside its shares.
pub(super) struct Load {
    /// Rows of the shares, one for all shifts and one a burden.
    pub(super) accounts: usize,
    /// Colleagues.
    pub(super) people: usize,
    /// Whether their shifts can be drawn as strips.
    pub(super) strips: bool,
    /// Lines of the shifts, by the letters in each.
    pub(super) lines: Vec<usize>,
    /// Weeks with shifts.
    pub(super) weeks: usize,
    /// Changes that are listed; `None` where nothing was published.
    pub(super) changes: Option<usize>,
    /// Letters of the names above.
    pub(super) title: usize,
    /// Letters of what is said of proof, and of what is past.
    pub(super) proof: usize,
}

/// How the shifts are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Telling {
    /// Shift by shift, and each colleague's as a strip.
    Strips,
    /// Shift by shift, the colleagues beside the shares.
    Few,
    /// Shift by shift, in smaller type, the colleagues below the shares.
    Many,
    /// A row a colleague: how many shifts in each week.
    Counted,
    /// The same in two columns.
    CountedTwice,
    /// How many shifts each colleague has, in four columns.
    Totals,
}

/// From so many shifts on, the list is set in smaller type.
const MANY: usize = 90;
/// Up to so many colleagues stand beside the shares, more below them in two columns.
const FEW: usize = 16;
/// Up to so many colleagues are counted in one column, and in two.
const COUNTED: [usize; 2] = [40, 90];
/// The height between the margins of A4.
const PAGE: usize = 2_640;

/// How to tell it on one page.
pub(super) fn telling(load: &Load) -> Telling {
    let few = load.people <= FEW && load.lines.len() <= MANY;
    if few && load.strips && height(load, few, true) <= PAGE {
        return Telling::Strips;
    }
    if height(load, few, false) <= PAGE {
        return if few { Telling::Few } else { Telling::Many };
    }
    match load.people {
        people if people <= COUNTED[0] => Telling::Counted,
        people if people <= COUNTED[1] => Telling::CountedTwice,
        _ => Telling::Totals,
    }
}

/// The height of a page that tells every shift.
fn height(load: &Load, few: bool, strips: bool) -> usize {
    let header = 210 + 60 * (load.title / 60);
    let shares = 260 + 46 * load.accounts + 40 * load.proof.div_ceil(if few && !strips { 60 } else { 100 });
    // A strip's row, and the line that says what its marks mean.
    let top = if strips {
        shares + 260 + 52 * load.people
    } else if few {
        shares.max(200 + 46 * load.people)
    } else {
        shares + 200 + 46 * load.people.div_ceil(2)
    };
    let (columns, letters, line) = if few { (3, 42, 35) } else { (4, 34, 30) };
    let lines: usize = load.lines.iter().map(|long| long.div_ceil(letters)).sum();
    // A column may end a few lines early, so that a week keeps its heading.
    let list = 110 + line * ((lines + load.weeks).div_ceil(columns) + 2);
    let changes = load.changes.map_or(0, |changes| 130 + 36 * changes.div_ceil(3));
    header + top + list + changes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(people: usize, shifts: usize) -> Load {
        Load {
            accounts: 3,
            people,
            strips: false,
            lines: vec![30; shifts],
            weeks: 14,
            changes: None,
            title: 10,
            proof: 80,
        }
    }

    #[test]
    fn the_more_there_is_the_shorter_it_is_told() {
        assert_eq!(telling(&load(10, 60)), Telling::Few);
        assert_eq!(telling(&load(23, 110)), Telling::Many);
        assert_eq!(telling(&load(40, 212)), Telling::Counted);
        assert_eq!(telling(&load(60, 250)), Telling::CountedTwice);
        assert_eq!(telling(&load(200, 900)), Telling::Totals);
        assert_eq!(telling(&Load { changes: Some(30), ..load(30, 110) }), Telling::Counted);
    }

    #[test]
    fn strips_are_drawn_where_all_the_shifts_find_room_beside_them() {
        assert_eq!(telling(&Load { strips: true, ..load(10, 60) }), Telling::Strips);
        assert_eq!(telling(&Load { strips: true, ..load(16, 90) }), Telling::Few);
        assert_eq!(telling(&Load { strips: true, ..load(23, 110) }), Telling::Many);
    }

    #[test]
    fn long_names_take_a_line_more() {
        let long = Load { lines: vec![60; 110], ..load(23, 0) };
        assert_eq!(telling(&long), Telling::Counted);
    }
}
