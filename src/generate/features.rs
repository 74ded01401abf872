//! What may be asked of a folder one by one, and in any mixture.
//!
//! In: nothing. Out: [`Features`], with the option that asks for each and what it does, in words.

/// How the days and times are laid out on which somebody can work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pattern {
    /// About half the windows of the day and a third of those in the evening, each by chance.
    Scattered,
    /// Some weekdays, the same in every week.
    Weekdays,
}

/// What is asked for; nothing of what is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Features {
    /// Instead of the habits of an ordinary folder.
    pub pattern: Option<Pattern>,
    /// So many of a hundred people work in every other week only.
    pub alternate_weeks: Option<u64>,
    /// So many of a hundred people are on holiday in the same weeks.
    pub holiday_weeks: Option<u64>,
    /// Limits of one, two and three shifts a week side by side, and for some a limit for the period.
    pub mixed_limits: Option<()>,
    /// So many of a hundred people work part-time, with limits of their own.
    pub part_timers: Option<u64>,
    /// In most towns at most so many of a hundred staff may be on the hotline in one window.
    pub away_at_once: Option<u64>,
    /// So many towns do not name their staff.
    pub pools: Option<u64>,
    /// Balances of up to so many hundredths of what a period asks for.
    pub balances: Option<u64>,
    /// One member joins within the period and one leaves.
    pub members_change: Option<()>,
    /// In so many towns nobody can work in the evening.
    pub without_evenings: Option<u64>,
    /// So many of a hundred towns can take at most half their share of a burden.
    pub out_of_reach: Option<u64>,
    /// The seats, in thousandths of the shifts that the staff could take.
    pub tightness: Option<u64>,
}

/// Parts of one in which tightness is given.
pub const THOUSAND: u64 = 1000;

impl Features {
    /// These, and where there is none of a kind, the other's.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Features {
            pattern: self.pattern.or(other.pattern),
            alternate_weeks: self.alternate_weeks.or(other.alternate_weeks),
            holiday_weeks: self.holiday_weeks.or(other.holiday_weeks),
            mixed_limits: self.mixed_limits.or(other.mixed_limits),
            part_timers: self.part_timers.or(other.part_timers),
            away_at_once: self.away_at_once.or(other.away_at_once),
            pools: self.pools.or(other.pools),
            balances: self.balances.or(other.balances),
            members_change: self.members_change.or(other.members_change),
            without_evenings: self.without_evenings.or(other.without_evenings),
            out_of_reach: self.out_of_reach.or(other.out_of_reach),
            tightness: self.tightness.or(other.tightness),
        }
    }

    /// Those that are asked for: the option, its value where it has one, and what it does to the folder.
    pub fn told(&self) -> Vec<(&'static str, Option<String>, String)> {
        let number = |number: u64| Some(number.to_string());
        let tightness = self.tightness.map(tightness_text);
        let pattern = self.pattern.map(|pattern| match pattern {
            Pattern::Scattered => (
                "scattered",
                "everybody can work in about half of the windows of the day and a third of those in the evening, \
                 each by chance",
            ),
            Pattern::Weekdays => ("weekdays", "everybody works on weekdays of their own, the same in every week"),
        });
        let told = [
            pattern.map(|(name, says)| ("--availability", Some(name.to_owned()), says.to_owned())),
            self.alternate_weeks.map(|percent| {
                (
                    "--alternate-weeks",
                    number(percent),
                    format!("{percent} % of the staff work in every other week only"),
                )
            }),
            self.holiday_weeks.map(|percent| {
                (
                    "--holiday-weeks",
                    number(percent),
                    format!("{percent} % of the staff are on holiday in the same weeks"),
                )
            }),
            self.mixed_limits.map(|()| {
                let says =
                    "limits of one, two and three shifts a week stand side by side, and some have one for the period";
                ("--mixed-limits", None, says.to_owned())
            }),
            self.part_timers.map(|percent| {
                let says = format!("{percent} % of the staff work part-time, with limits of their own");
                ("--part-timers", number(percent), says)
            }),
            self.away_at_once.map(|percent| {
                let says = format!(
                    "in most municipalities at most {percent} % of the staff may be on the hotline in one window"
                );
                ("--away-at-once", number(percent), says)
            }),
            self.pools.map(|pools| {
                ("--pools", number(pools), format!("municipalities that do not name their staff: up to {pools}"))
            }),
            self.balances.map(|percent| {
                ("--balances", number(percent), format!("balances are up to {percent} % of what a period asks for"))
            }),
            self.members_change.map(|()| {
                ("--members-change", None, "one municipality joins within the period, and one leaves".to_owned())
            }),
            self.without_evenings.map(|towns| {
                let says = format!("municipalities in which nobody can work in the evening: {towns}");
                ("--without-evenings", number(towns), says)
            }),
            self.out_of_reach.map(|percent| {
                let says =
                    format!("{percent} % of the municipalities can take at most half of their share of a burden");
                ("--out-of-reach", number(percent), says)
            }),
            tightness.map(|times| {
                let says = format!("there are {times} times as many seats as the staff could take");
                ("--tightness", Some(times), says)
            }),
        ];
        told.into_iter().flatten().collect()
    }
}

/// Thousandths as people write them: `0.9`, `1.05`, `1`.
fn tightness_text(thousandths: u64) -> String {
    let text = format!("{}.{:03}", thousandths / THOUSAND, thousandths % THOUSAND);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tightness_is_written_as_it_was_given() {
        assert_eq!([300, 950, 1000, 1005, 2000].map(tightness_text), ["0.3", "0.95", "1", "1.005", "2"]);
    }

    #[test]
    fn what_is_asked_for_stands_in_the_place_of_the_other() {
        let one = Features { tightness: Some(900), ..Features::default() };
        let other = Features { tightness: Some(500), pools: Some(3), ..Features::default() };
        assert_eq!(one.or(other), Features { tightness: Some(900), pools: Some(3), ..Features::default() });
    }
}
