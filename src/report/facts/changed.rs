//! How much of a published roster has changed, and whether less would have done: in a sentence that terminal and page say alike.
//!
//! In: an instance with its published roster, the seats that changed hands, and whether their number is proven to be the least. Out: a
//! sentence. Nothing is called the fewest that is not proven to be.

use crate::difference::Change;
use crate::domain::Instance;
use crate::report::facts::sentence::Sentence;
use crate::report::locale::Locale;

/// The sentence. `closed` are published shifts in windows that are closed now; `proven` is `None` where nobody has searched.
pub fn sentence(
    locale: &Locale,
    instance: &Instance,
    changes: &[Change],
    closed: usize,
    proven: Option<bool>,
) -> Sentence {
    let label = locale.pick("ændringer", "changes");
    let Some(published) = &instance.published else {
        let count = (changes.len() + closed) as u64;
        let text = match count {
            0 => locale
                .pick("Intet er ændret siden den udsendte plan.", "Nothing has changed since the published roster.")
                .to_owned(),
            _ => {
                let count = locale.counted(
                    count,
                    ["vagt er ændret", "vagter er ændret"],
                    ["shift has changed", "shifts have changed"],
                );
                locale.pick(format!("{count} siden den udsendte plan."), format!("{count} since the published roster."))
            }
        };
        return Sentence::fact(label, text);
    };
    let shifts = published.roster.shifts.iter().zip(&instance.windows);
    let later = shifts.filter(|(_, window)| window.date >= published.from).map(|(staff, _)| staff.len() as u64);
    let from = locale.date(published.from);
    let lost = changes.iter().filter(|change| change.was.is_some()).count() as u64;
    let all = locale.counted(later.sum(), ["udsendt vagt", "udsendte vagter"], ["published shift", "published shifts"]);
    let (many, are) = (locale.whole(lost), if lost == 1 { "is" } else { "are" });
    let mut text = locale.pick(
        format!("{many} af {all} fra {from} er ikke beholdt"),
        format!("{many} of the {all} from {from} on {are} not kept"),
    );
    text.push_str(match proven {
        Some(true) => locale.pick(
            "; det er bevist, at det ikke kan være færre uden at give afkald på noget vigtigere.",
            "; that is proven to be the fewest, given the goals above stability.",
        ),
        Some(false) => {
            locale.pick("; om færre kunne gøre det, er ikke bevist.", "; whether fewer would do is not proven.")
        }
        None => locale.pick("; om færre kunne gøre det, vides ikke.", "; whether fewer would do is not known."),
    });
    let filled = changes.len() as u64 - lost;
    if filled > 0 {
        let seats = locale.counted(filled, ["plads er", "pladser er"], ["seat is", "seats are"]);
        text.push_str(
            &locale.pick(format!(" {seats} besat, som ingen havde."), format!(" {seats} taken that nobody had.")),
        );
    }
    if closed > 0 {
        let shifts = locale.counted(
            closed as u64,
            ["vagt mere falder", "vagter mere falder"],
            ["more shift falls", "more shifts fall"],
        );
        text.push_str(
            &locale
                .pick(format!(" {shifts} bort med lukkede tidsrum."), format!(" {shifts} away with closed windows.")),
        );
    }
    match proven {
        Some(proven) => Sentence::judged(label, proven, text),
        None => Sentence::fact(label, text),
    }
}
