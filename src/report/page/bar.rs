//! Bars in the rows of tables: a figure as a length, beside the figure itself.
//!
//! In: a part of the scale that the head of the column names. Out: a cell, which says nothing to who hears the page.

use maud::{Markup, html};

/// From the middle of a scale to its end, in percent.
const HALF: f64 = 50.0;
/// The whole of a scale, in percent.
const WHOLE: f64 = 100.0;

/// From the middle of the scale to either side, for a part from −1 to 1. What is off by more than rounding has a colour of its own.
pub(super) fn from_middle(part: f64, is_off: bool) -> Markup {
    let part = part.clamp(-1.0, 1.0);
    let (length, left) = (part.abs() * HALF, if part < 0.0 { HALF - part.abs() * HALF } else { HALF });
    drawn("axis", if is_off { "bar off" } else { "bar" }, left, length)
}

/// From the left end of the scale, for a part from 0 to 1; nothing where there is none.
pub(super) fn from_left(part: Option<f64>) -> Markup {
    match part {
        Some(part) => drawn("axis grows", "bar", 0.0, part.clamp(0.0, 1.0) * WHOLE),
        None => html! { td.scale {} },
    }
}

fn drawn(axis: &str, bar: &str, left: f64, length: f64) -> Markup {
    html! {
        td.scale { span class=(axis) aria-hidden="true" { span class=(bar) style={ "left:" (format!("{left:.0}")) "%;width:" (format!("{length:.0}")) "%" } {} } }
    }
}

/// How long the bars of figures are, of the longest.
pub(super) fn of_the_longest(lengths: &[Option<f64>]) -> Vec<Option<f64>> {
    let longest = lengths.iter().flatten().copied().fold(0.0, f64::max);
    lengths.iter().map(|length| length.map(|length| if longest > 0.0 { length / longest } else { 0.0 })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_their_parts() {
        assert!(from_middle(-0.5, false).into_string().contains("left:25%;width:25%"));
        assert!(from_middle(3.0, true).into_string().contains("bar off\" style=\"left:50%;width:50%"));
        assert!(from_left(Some(0.25)).into_string().contains("left:0%;width:25%"));
        assert_eq!(of_the_longest(&[Some(2.0), None, Some(4.0)]), [Some(0.5), None, Some(1.0)]);
        assert_eq!(of_the_longest(&[Some(0.0)]), [Some(0.0)]);
    }
}
