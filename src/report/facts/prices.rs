//! What goals cost those behind them, in sentences.
//!
//! In: prices. Out: a sentence or two for each goal with a price, and one for all that have none. What is not proven is said to be so.

use super::sentence::Sentence;
use super::verdict;
use crate::domain::goal::{Goal, Rung};
use crate::domain::price::{Answer, Class, Outcome, Price, Priced};
use crate::report::locale::Locale;
use crate::report::numbers::value;

/// What stands above them.
pub fn title(locale: &Locale) -> &'static str {
    locale.pick("Hvad målene koster", "What the goals cost")
}

/// What a price is, in a sentence or two.
pub fn meaning(locale: &Locale) -> &'static str {
    locale.pick(
        "For hvert mål er der regnet på, hvad målene efter det ville vinde, hvis det kom sidst, og hvis det måtte blive ét skridt \
         dårligere. Målene før det er uændrede, og vagtplanen her er den samme.",
        "For each goal it was worked out what the goals behind it would gain if it came last, and if it could be one step worse. The goals \
         before it are as they are, and the roster here is the same.",
    )
}

/// The sentences.
pub fn sentences(locale: &Locale, prices: &[Price]) -> Vec<Sentence> {
    let mut told: Vec<Sentence> = prices.iter().filter_map(|price| dear(locale, price)).collect();
    let those = |which: &dyn Fn(&Price) -> bool| -> Vec<&str> {
        prices.iter().filter(|price| which(price)).map(|price| name(locale, price.goal)).collect()
    };
    let free = those(&|price| price.left_out == Some(Answer::Nothing));
    if !free.is_empty() {
        let (all, costs) = (locale.list(&free), if free.len() == 1 { "costs" } else { "cost" });
        let text = locale.pick(
            format!("{} koster ikke de senere mål noget.", capital(&all)),
            format!("{} {costs} the later goals nothing.", capital(&all)),
        );
        told.push(Sentence::fact(locale.pick("uden pris", "no price"), text));
    }
    let open = those(&|price| match (&price.left_out, &price.loosened) {
        (Some(Answer::Unknown), _) => true,
        (None, loosened) => *loosened == Some(Answer::Unknown),
        _ => false,
    });
    if !open.is_empty() {
        let all = locale.list(&open);
        let text = locale.pick(
            format!("Prisen for {all} blev ikke regnet ud: søgningen sluttede før."),
            format!("The price of {all} was not worked out: the search ended before."),
        );
        told.push(Sentence::fact(locale.pick("uvist", "not known"), text));
    }
    if told.is_empty() {
        let text = locale.pick(
            "Intet mål har et mål efter sig, som det kunne koste noget.",
            "No goal has one behind it that it could cost anything.",
        );
        told.push(Sentence::fact(locale.pick("uden pris", "no price"), text));
    }
    told
}

/// What is said of one goal by itself; nothing where it is told with others.
fn dear(locale: &Locale, price: &Price) -> Option<Sentence> {
    let goal = price.goal;
    let mut text = Vec::new();
    match &price.left_out {
        Some(Answer::Nothing | Answer::Unknown) => return None,
        Some(Answer::Found(outcome)) => text.extend(left_out(locale, goal, outcome)),
        None => {}
    }
    match &price.loosened {
        Some(Answer::Found(outcome)) => text.extend(loosened(locale, goal, outcome)),
        Some(Answer::Nothing) => {
            let step = step(locale, goal);
            text.push(locale.pick(
                format!("Ét skridt ({step}) ville ikke hjælpe noget senere mål."),
                format!("One step ({step}) would help no later goal."),
            ));
        }
        Some(Answer::Unknown) if price.left_out.is_some() => text.push(
            locale
                .pick(
                    "Hvad ét skridt ville give, blev ikke regnet ud.",
                    "What one step would bring was not worked out.",
                )
                .to_owned(),
        ),
        Some(Answer::Unknown) | None => {}
    }
    (!text.is_empty()).then(|| Sentence::fact(name(locale, goal), text.join(" ")))
}

/// What those behind gain without the goal, and what that does to it.
fn left_out(locale: &Locale, goal: Goal, outcome: &Outcome) -> Vec<String> {
    let behind = changes(locale, outcome, |rung| !goal.rungs().contains(&rung));
    let own = changes(locale, outcome, |rung| goal.rungs().contains(&rung));
    let mut text = Vec::new();
    if behind.is_empty() {
        text.push(
            locale
                .pick("Uden målet blev der ikke fundet noget bedre.", "Without it nothing better was found.")
                .to_owned(),
        );
    } else {
        let behind = together(locale, &behind);
        text.push(locale.pick(format!("Uden målet ville {behind}."), format!("Without it {behind}.")));
        if !own.is_empty() {
            let mut own = own;
            if goal == Goal::Rotation && outcome.turns > 0 {
                let (count, is_one) = (locale.whole(outcome.turns), outcome.turns == 1);
                let shifts =
                    locale.pick(if is_one { "vagt" } else { "vagter" }, if is_one { "shift" } else { "shifts" });
                own.push(locale.pick(
                    format!("{count} {shifts} ligge hos en anden kollega end nu"),
                    format!("{count} {shifts} would lie with another colleague than now"),
                ));
            }
            let own = together(locale, &own);
            text.push(locale.pick(format!("Til gengæld ville {own}."), format!("In return {own}.")));
        }
    }
    text.extend(unproven(locale, outcome));
    text
}

/// What those behind gain by one step.
fn loosened(locale: &Locale, goal: Goal, outcome: &Outcome) -> Vec<String> {
    let (step, behind) = (step(locale, goal), changes(locale, outcome, |_| true));
    let told = if behind.is_empty() {
        locale.pick(
            format!("Ét skridt ({step}): der blev ikke fundet noget bedre."),
            format!("One step ({step}): nothing better was found."),
        )
    } else {
        let behind = together(locale, &behind);
        locale.pick(format!("Med ét skridt ({step}) ville {behind}."), format!("With one step ({step}) {behind}."))
    };
    std::iter::once(told).chain(unproven(locale, outcome)).collect()
}

/// From where on nothing is proven, in a sentence.
fn unproven(locale: &Locale, outcome: &Outcome) -> Option<String> {
    let first = outcome.rungs.iter().find(|priced| !priced.proven)?;
    let (goal, at) = (verdict::goal(locale, first.rung), locale.value(first.then));
    Some(match first.bound.filter(|&bound| value(bound) != value(first.then)) {
        Some(bound) => {
            let bound = locale.value(bound);
            locale.pick(
                format!("Det er ikke bevist: {goal} er {at} der og kan måske blive lavere, dog ikke under {bound}."),
                format!("That is not proven: {goal} is {at} there and may get lower, though not below {bound}."),
            )
        }
        None => locale.pick(
            format!("Det er ikke bevist: {goal} er {at} der og kan måske blive lavere."),
            format!("That is not proven: {goal} is {at} there and may get lower."),
        ),
    })
}

/// What changes of some rungs, a clause each. In Danish they go on from `ville`.
fn changes(locale: &Locale, outcome: &Outcome, of: impl Fn(Rung) -> bool) -> Vec<String> {
    let differing: Vec<&Priced> = outcome.rungs.iter().filter(|priced| of(priced.rung) && priced.differs()).collect();
    let mut told = Vec::new();
    for priced in differing {
        told.extend(match priced.rung {
            Rung::Shares | Rung::SharesRounding | Rung::Burdens | Rung::BurdensRounding => {
                let is_burden = matches!(priced.rung, Rung::Burdens | Rung::BurdensRounding);
                among(locale, priced, &outcome.classes, |class| class.burden.is_some() == is_burden)
            }
            _ => vec![change(locale, priced)],
        });
    }
    told.dedup();
    let mut seen = Vec::new();
    told.retain(|clause| {
        !seen.contains(clause) && {
            seen.push(clause.clone());
            true
        }
    });
    told
}

/// What changes between municipalities: who is off target, and what lies with another one.
fn among(locale: &Locale, priced: &Priced, classes: &[Class], of: impl Fn(&Class) -> bool) -> Vec<String> {
    let classes: Vec<&Class> = classes.iter().filter(|class| of(class)).collect();
    let noun = |class: &Class, is_one: bool| match &class.burden {
        Some(burden) => locale.shifts_in(burden, is_one),
        None => locale.pick(if is_one { "vagt" } else { "vagter" }, if is_one { "shift" } else { "shifts" }).to_owned(),
    };
    let is_exact = matches!(priced.rung, Rung::Shares | Rung::Burdens);
    let off: Vec<&&Class> = classes.iter().filter(|class| is_exact && class.off_now != class.off_then).collect();
    let parts: Vec<String> = off
        .iter()
        .enumerate()
        .map(|(n, class)| {
            let (is_more, count) = (class.off_then > class.off_now, class.off_then.abs_diff(class.off_now));
            let word = locale.pick(if is_more { "flere" } else { "færre" }, if is_more { "more" } else { "fewer" });
            let towns = match (n, count) {
                (0, 1) => locale.pick(" kommune", " municipality"),
                (0, _) => locale.pick(" kommuner", " municipalities"),
                _ => "",
            };
            let of = class.burden.as_ref().map_or_else(String::new, |burden| {
                locale.pick(format!(" i {}", noun(class, false)), format!(" in {}", locale.burden(burden)))
            });
            format!("{} {word}{towns}{of}", locale.whole(count))
        })
        .collect();
    let off = (!parts.is_empty()).then(|| {
        let parts = locale.list(&parts);
        locale.pick(
            format!("{parts} ligge en hel vagt eller mere fra måltallet"),
            format!("{parts} would be off target by a whole shift or more"),
        )
    });
    let moved: Vec<String> = classes
        .iter()
        .filter(|class| class.moved > 0)
        .map(|class| format!("{} {}", locale.whole(class.moved), noun(class, class.moved == 1)))
        .collect();
    let mut told: Vec<String> = off.into_iter().collect();
    if !moved.is_empty() {
        let moved = locale.list(&moved);
        told.push(locale.pick(
            format!("{moved} ligge hos en anden kommune end nu"),
            format!("{moved} would lie with another municipality than now"),
        ));
    }
    if told.is_empty() {
        told.push(plainly(locale, priced));
    }
    told
}

/// By the values themselves, which count no single thing. So are shares and burdens where nobody has more shifts than now and nobody else is
/// off target: fewer seats are shared out, or they lie elsewhere.
fn plainly(locale: &Locale, priced: &Priced) -> String {
    let (now, then) = (locale.value(priced.now), locale.value(priced.then));
    let is_better = priced.then < priced.now;
    let [danish, english] = match priced.rung {
        Rung::SharesRounding => {
            ["afrundingen af andele falde anderledes ud", "the rounding of shares would come out differently"]
        }
        Rung::BurdensRounding => {
            ["afrundingen af byrder falde anderledes ud", "the rounding of burdens would come out differently"]
        }
        Rung::Rotation if is_better => ["kollegerne skiftes jævnere", "colleagues would take turns more evenly"],
        Rung::Rotation => ["kollegerne skiftes mere ujævnt", "colleagues would take turns less evenly"],
        Rung::WishesSpread if is_better => {
            ["vagter mod ønske falde jævnere", "shifts against wishes would fall more evenly"]
        }
        Rung::WishesSpread => ["vagter mod ønske falde mere skævt", "shifts against wishes would fall less evenly"],
        Rung::Shares if is_better => ["andelene blive jævnere", "shares would be more even"],
        Rung::Shares => ["andelene blive mere ujævne", "shares would be less even"],
        _ if is_better => ["byrderne blive jævnere", "burdens would be more even"],
        _ => ["byrderne blive mere ujævne", "burdens would be less even"],
    };
    format!("{} ({now} → {then})", locale.pick(danish, english))
}

/// Clauses that may have an `and` in them, in a row.
fn together(locale: &Locale, clauses: &[String]) -> String {
    match clauses {
        [all @ .., last] if !all.is_empty() => format!("{}, {} {last}", all.join(", "), locale.pick("og", "and")),
        _ => clauses.concat(),
    }
}

/// What changes of a rung that is not about municipalities.
fn change(locale: &Locale, priced: &Priced) -> String {
    let is_better = priced.then < priced.now;
    let by = (priced.then - priced.now).abs();
    let count = locale.whole(by.round() as u64);
    let is_one = by.round() as u64 == 1;
    let more = locale.pick(if is_better { "færre" } else { "flere" }, if is_better { "fewer" } else { "more" });
    let seat = |needed: [&'static str; 2]| {
        let seats = locale.pick(if is_one { "plads" } else { "pladser" }, if is_one { "seat" } else { "seats" });
        let needed = locale.pick_of(needed);
        locale.pick(
            format!("{count} {more} {needed}{seats} stå tomme"),
            format!("{count} {more} {needed}{seats} would stay empty"),
        )
    };
    match priced.rung {
        Rung::CoverageLeast => seat(["nødvendige ", "needed "]),
        Rung::Coverage => seat(["", ""]),
        Rung::CoverageSpread => locale
            .pick(
                if is_better { "de tomme pladser ligge mere spredt" } else { "de tomme pladser hobe sig mere op" },
                if is_better { "empty seats would be more spread out" } else { "empty seats would heap up more" },
            )
            .to_owned(),
        Rung::Rhythm => {
            let shifts = locale.pick(if is_one { "vagt" } else { "vagter" }, if is_one { "shift" } else { "shifts" });
            locale.pick(
                format!("{count} {more} {shifts} ligge for tidligt eller for sent"),
                format!("{count} {more} {shifts} would come too early or too late"),
            )
        }
        Rung::Wishes => {
            let wishes = locale.pick(if is_one { "ønske" } else { "ønsker" }, if is_one { "wish" } else { "wishes" });
            let count = locale.pick(if is_one { "ét".to_owned() } else { count.clone() }, count);
            let more = locale.pick(
                match (is_better, is_one) {
                    (true, true) => "mere",
                    (true, false) => "flere",
                    (false, true) => "mindre",
                    (false, false) => "færre",
                },
                if is_better { "more" } else { "fewer" },
            );
            locale
                .pick(format!("{count} {wishes} {more} blive opfyldt"), format!("{count} {more} {wishes} would be met"))
        }
        Rung::Spacing => {
            let days = locale.pick(if is_one { "dag" } else { "dage" }, if is_one { "day" } else { "days" });
            let how = locale.pick(if is_better { "mindre" } else { "mere" }, if is_better { "less" } else { "more" });
            locale.pick(
                format!("kollegers vagter ligge {count} {days} {how} for tæt"),
                format!("colleagues' shifts would lie {count} {days} {how} too close"),
            )
        }
        Rung::Stability => {
            let shifts = locale.pick(if is_one { "vagt" } else { "vagter" }, if is_one { "shift" } else { "shifts" });
            let kept = locale.pick(if is_better { "flere" } else { "færre" }, if is_better { "more" } else { "fewer" });
            locale.pick(
                format!("{count} {kept} udsendte {shifts} blive beholdt"),
                format!("{count} {kept} published {shifts} would be kept"),
            )
        }
        Rung::Shares
        | Rung::SharesRounding
        | Rung::Burdens
        | Rung::BurdensRounding
        | Rung::Rotation
        | Rung::WishesSpread => plainly(locale, priced),
    }
}

/// What one step of a goal is.
fn step(locale: &Locale, goal: Goal) -> &'static str {
    match goal {
        Goal::Coverage => locale.pick("én plads mere ubemandet", "one more seat unfilled"),
        Goal::Shares => locale.pick("én vagt hos en anden kommune", "one shift with another municipality"),
        Goal::Burdens => {
            locale.pick("én byrdevagt hos en anden kommune", "one shift of a burden with another municipality")
        }
        Goal::Rhythm => locale.pick("én vagt mere for tidligt eller for sent", "one more shift too early or too late"),
        Goal::Rotation => locale.pick(
            "én vagt og én byrdevagt hos en anden kollega",
            "one shift and one of a burden with another colleague",
        ),
        Goal::Wishes => locale.pick("ét ønske mindre opfyldt", "one wish fewer met"),
        Goal::Spacing => locale.pick("vagter én dag tættere", "shifts one day closer"),
        Goal::Stability => locale.pick("én udsendt vagt mindre beholdt", "one published shift fewer kept"),
    }
}

/// A goal as sentences call it: in English by the contract's word.
fn name(locale: &Locale, goal: Goal) -> &'static str {
    let main = goal.rungs().iter().find(|rung| rung.name() == goal.name());
    main.map_or(goal.name(), |&rung| verdict::goal(locale, rung))
}

/// The beginning of a sentence.
fn capital(text: &str) -> String {
    crate::report::locale::capitalised(text)
}
