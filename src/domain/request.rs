//! What colleagues ask for on a published roster.
//!
//! In: nothing. Out: the type, and the shifts that somebody gives away and somebody gets where a request is granted.

/// A request about a shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Request {
    /// Who asks: index into `Instance::staff`.
    pub staff: usize,
    /// The window: index into `Instance::windows`.
    pub window: usize,
    /// What is asked for.
    pub wants: Wants,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wants {
    /// To be rid of the shift, whoever takes it.
    Off,
    /// To give the shift to this person.
    Give(usize),
    /// To exchange the shift with this person, for theirs in this window.
    Swap(usize, usize),
    /// To have another shift instead, whoever has it now and wants to be rid of it.
    Trade,
    /// To have a shift in the window.
    Take,
}

/// A person and a window.
pub type Shift = (usize, usize);

impl Wants {
    /// The word in files.
    pub fn name(self) -> &'static str {
        match self {
            Wants::Off => "off",
            Wants::Give(_) => "give",
            Wants::Swap(..) | Wants::Trade => "swap",
            Wants::Take => "take",
        }
    }

    /// The other person.
    pub fn with(self) -> Option<usize> {
        match self {
            Wants::Give(with) | Wants::Swap(with, _) => Some(with),
            Wants::Off | Wants::Trade | Wants::Take => None,
        }
    }
}

impl Request {
    /// The shifts that those who have them now give away.
    pub fn leaves(self) -> Vec<Shift> {
        match self.wants {
            Wants::Off | Wants::Give(_) | Wants::Trade => vec![(self.staff, self.window)],
            Wants::Swap(with, other) => vec![(self.staff, self.window), (with, other)],
            Wants::Take => Vec::new(),
        }
    }

    /// The shifts that somebody gets who is named.
    pub fn takes(self) -> Vec<Shift> {
        match self.wants {
            Wants::Off | Wants::Trade => Vec::new(),
            Wants::Give(with) => vec![(with, self.window)],
            Wants::Swap(with, other) => vec![(with, self.window), (self.staff, other)],
            Wants::Take => vec![(self.staff, self.window)],
        }
    }

    /// Whether one exchange is what both ask for: two colleagues who write down the same swap, or one who gives what the other takes.
    pub fn is_same_exchange(self, other: Request) -> bool {
        let sorted = |mut shifts: Vec<Shift>| {
            shifts.sort_unstable();
            shifts
        };
        let swaps = [self, other].iter().all(|request| matches!(request.wants, Wants::Swap(..)));
        swaps && sorted(self.leaves()) == sorted(other.leaves())
    }

    /// Whether the colleague who is named writes down in another request that they agree.
    pub fn is_agreed_in(self, other: Request) -> bool {
        let takes = matches!(other.wants, Wants::Take) && self.takes() == other.takes();
        self.wants.with() == Some(other.staff) && (takes || self.is_same_exchange(other))
    }

    /// Whether only one of the two can be granted, since both are about one seat: a shift can be given away once, and what is given to
    /// somebody fills one seat of theirs.
    pub fn excludes(self, other: Request) -> bool {
        let shares = |one: Vec<Shift>, other: Vec<Shift>| one.iter().any(|shift| other.contains(shift));
        let hands_over = |request: Request| !matches!(request.wants, Wants::Take);
        !self.is_same_exchange(other)
            && (shares(self.leaves(), other.leaves())
                || hands_over(self) && hands_over(other) && shares(self.takes(), other.takes()))
    }
}

#[cfg(test)]
mod tests {
    use super::{Request, Wants};

    fn request(staff: usize, window: usize, wants: Wants) -> Request {
        Request { staff, window, wants }
    }

    #[test]
    fn a_shift_is_given_away_once() {
        let swap = request(1, 10, Wants::Swap(2, 20));
        let mirrored = request(2, 20, Wants::Swap(1, 10));
        assert!(swap.is_same_exchange(mirrored) && !swap.excludes(mirrored));
        assert!(swap.excludes(request(1, 10, Wants::Off)) && swap.excludes(request(2, 20, Wants::Trade)));
        assert!(!swap.excludes(request(1, 11, Wants::Off)));
        let gives = [request(1, 10, Wants::Give(3)), request(2, 10, Wants::Give(3))];
        assert!(gives[0].excludes(gives[1]), "one seat of one person");
        assert!(!gives[0].excludes(request(3, 10, Wants::Take)), "the other end of the same exchange");
    }

    #[test]
    fn a_colleague_agrees_by_a_request_of_their_own() {
        let swap = request(1, 10, Wants::Swap(2, 20));
        assert!(swap.is_agreed_in(request(2, 20, Wants::Swap(1, 10))));
        assert!(!swap.is_agreed_in(swap) && !swap.is_agreed_in(request(2, 20, Wants::Off)));
        let give = request(1, 10, Wants::Give(3));
        assert!(give.is_agreed_in(request(3, 10, Wants::Take)));
        assert!(!give.is_agreed_in(request(3, 11, Wants::Take)) && !give.is_agreed_in(request(2, 10, Wants::Take)));
    }
}
