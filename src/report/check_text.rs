//! What `check` shows of a folder that is in order: what it amounts to, so that a planner sees a forgotten file.
//!
//! In: an instance and the number of warnings shown. Out: a few lines.

use crate::domain::Instance;
use crate::report::locale::Locale;
use crate::report::plan_text::heading;

/// The lines.
pub fn render(instance: &Instance, warnings: u64, locale: &Locale) -> String {
    let pools = instance.staff.iter().filter(|staff| staff.is_pool()).count() as u64;
    let heads: u64 = instance.staff.iter().map(|staff| u64::from(staff.heads)).sum();
    let staff = match pools {
        0 => locale.counted(heads, ["medarbejder", "medarbejdere"], ["member of staff", "members of staff"]),
        _ => {
            let pools = locale.counted(pools, ["pulje", "puljer"], ["pool, by heads", "pools, by heads"]);
            let heads = locale.whole(heads);
            locale.pick(format!("{heads} medarbejdere ({pools})"), format!("{heads} of staff ({pools})"))
        }
    };
    let members = instance.municipalities.len() as u64;
    let members = locale.counted(members, ["kommune", "kommuner"], ["municipality", "municipalities"]);
    let seats = locale.counted(instance.seats(), ["plads", "pladser"], ["seat", "seats"]);
    let windows = locale.counted(instance.windows.len() as u64, ["tidsrum", "tidsrum"], ["window", "windows"]);
    let order = match warnings {
        0 => locale.pick("Mappen er i orden.", "The folder is in order.").to_owned(),
        _ => {
            let warnings = locale.counted(warnings, ["advarsel", "advarsler"], ["warning", "warnings"]);
            locale.pick(
                format!("Mappen kan planlægges, med {warnings}."),
                format!("The folder can be planned, with {warnings}."),
            )
        }
    };
    let heading = heading(instance, locale);
    format!("{heading}{members}, {staff}\n{seats} {} {windows}\n{order}\n", locale.pick("i", "in"))
}
