//! What `check` shows of a folder that is in order: what it amounts to, so that a planner sees a forgotten file.
//!
//! In: an instance and the number of warnings shown. Out: a few lines.

use crate::domain::Instance;
use crate::report::numbers::{counted, grouped};
use crate::report::plan_text::heading;

/// The lines.
pub fn render(instance: &Instance, warnings: u64) -> String {
    let pools = instance.staff.iter().filter(|staff| staff.is_pool()).count() as u64;
    let heads: u64 = instance.staff.iter().map(|staff| u64::from(staff.heads)).sum();
    let staff = match pools {
        0 => counted(heads, "member of staff", "members of staff"),
        _ => format!("{} of staff ({})", grouped(heads), counted(pools, "pool, by heads", "pools, by heads")),
    };
    format!(
        "{}{}, {staff}\n{} in {}\n{}\n",
        heading(instance),
        counted(instance.municipalities.len() as u64, "municipality", "municipalities"),
        counted(instance.seats(), "seat", "seats"),
        counted(instance.windows.len() as u64, "window", "windows"),
        match warnings {
            0 => "The folder is in order.".to_owned(),
            _ => format!("The folder can be planned, with {}.", counted(warnings, "warning", "warnings")),
        },
    )
}
