//! What everybody wants to know first, a sentence each: are rules broken, is it complete, is it fair, is it proven.
//!
//! In: an instance, a judgement and, for the proof, a plan. Out: sentences in the language, each with a mark, that terminal and
//! page say alike. None claims more than the exact figures say; nothing unproven is called optimal here.

use super::fairness;
use super::sentence::{Mark, Sentence};
use super::standing::{self, Standing};
use super::{broken, coverage, part, people, staffless, taken_over};
use crate::domain::Instance;
use crate::domain::goal::Rung;
use crate::domain::roster::Roster;
use crate::planning::{Plan, RungReport, Status};
use crate::report::locale::Locale;
use crate::report::numbers::value;
use crate::verify::Judgement;

/// What a roster is worth, bad news about rules first; whether no roster is better in `wishes` is known from elsewhere.
pub fn of_roster(
    locale: &Locale,
    instance: &Instance,
    roster: &Roster,
    judgement: &Judgement,
    wishes_proven: bool,
) -> Vec<Sentence> {
    let mut sentences = vec![lawful(locale, judgement)];
    sentences.extend(past(locale, judgement));
    sentences.extend([complete(locale, instance, judgement), fair(locale, instance, judgement)]);
    sentences.extend(fair_burdens(locale, instance, judgement));
    sentences.extend(people::sentence(locale, instance, roster, judgement, wishes_proven));
    sentences.extend(part::all(locale, instance));
    sentences.extend(open_balances(locale, instance, judgement));
    sentences
}

/// What a plan is worth; it breaks no rule.
pub fn of_plan(locale: &Locale, instance: &Instance, plan: &Plan) -> Vec<Sentence> {
    let judgement = plan.verified.judgement();
    let mut sentences = vec![complete(locale, instance, judgement)];
    sentences.push(settled(fair(locale, instance, judgement), locale, plan, Rung::Shares));
    let burdens = fair_burdens(locale, instance, judgement);
    sentences.extend(burdens.map(|burdens| settled(burdens, locale, plan, Rung::Burdens)));
    let wishes_proven = plan.has_proven(Rung::Wishes);
    sentences.extend(people::sentence(locale, instance, plan.verified.roster(), judgement, wishes_proven));
    sentences.extend(part::all(locale, instance));
    sentences.extend(open_balances(locale, instance, judgement));
    sentences.push(proven(locale, plan));
    sentences
}

/// Whether any rule is broken, and how often.
pub fn lawful(locale: &Locale, judgement: &Judgement) -> Sentence {
    let count = judgement.violations.len() as u64;
    let text = match count {
        0 => locale.pick("Ingen regel er brudt.", "No rule is broken.").to_owned(),
        1 => locale.pick("Vagtplanen har ét regelbrud.", "A rule is broken once.").to_owned(),
        2 => locale.pick("Vagtplanen har to regelbrud.", "Rules are broken twice.").to_owned(),
        _ => {
            let count = locale.whole(count);
            locale.pick(format!("Vagtplanen har {count} regelbrud."), format!("Rules are broken {count} times."))
        }
    };
    Sentence::judged(locale.pick("regler", "rules"), count == 0, text)
}

/// What was broken before the roster was mended, and is past.
pub fn past(locale: &Locale, judgement: &Judgement) -> Option<Sentence> {
    Some(Sentence::fact(locale.pick("fortid", "past"), broken::past(locale, &judgement.past)?))
}

/// Whether every seat is filled.
pub fn complete(locale: &Locale, instance: &Instance, judgement: &Judgement) -> Sentence {
    let good = coverage::is_complete(judgement);
    let label = match judgement.unfilled {
        0 if good => locale.pick("bemandet", "complete"),
        // Nobody is missing, and yet it cannot be worked like this.
        0 => locale.pick("pladser", "seats"),
        _ => locale.pick("ikke bemandet", "incomplete"),
    };
    let bare = staffless::sentence(locale, instance).filter(|_| judgement.unfilled > 0);
    let text = [Some(coverage::sentence(locale, instance, judgement)), bare];
    let text = text.into_iter().flatten().collect::<Vec<_>>().join(" ");
    // What is past can't be mended any more.
    if judgement.unfilled == 0 && judgement.violations.is_empty() && !good {
        return Sentence::fact(label, text);
    }
    Sentence::judged(label, good, text)
}

/// Whether every municipality's shifts are within rounding of the target.
pub fn fair(locale: &Locale, instance: &Instance, judgement: &Judgement) -> Sentence {
    let owing = standing::owing(standing::in_all(judgement));
    let off = owing.iter().filter(|standing| standing.is_off()).count() as u64;
    let label = match off {
        0 if judgement.violations.is_empty() => locale.pick("retfærdig", "fair"),
        // Nobody is off target, but only with shifts that break rules.
        0 => locale.pick("andele", "shares"),
        _ => locale.pick("ikke retfærdig", "not fair"),
    };
    let text = match owing.first() {
        None => nobody_owes(locale),
        Some(worst) if off == 0 => {
            let worst = named(locale, instance, worst);
            locale.pick(
                format!("Hver kommune ligger mindre end én vagt fra måltallet; største afvigelse: {worst}."),
                format!("Every municipality is less than one shift off target; farthest off: {worst}."),
            )
        }
        Some(_) => {
            let (many, all) = (locale.whole(off), locale.counted(owing.len() as u64, ["kommune", "kommuner"], MEMBERS));
            let (of, farthest) = (if off == 1 { "is" } else { "are" }, off_target(locale, instance, &owing));
            locale.pick(
                format!("{many} af {all} ligger en hel vagt eller mere fra måltallet: {farthest}."),
                format!("{many} of {all} {of} off target by a whole shift or more: {farthest}."),
            )
        }
    };
    judged(locale, label, judgement, off, text)
}

fn nobody_owes(locale: &Locale) -> String {
    locale.pick("Ingen kommune skylder vagter.", "No municipality owes any shifts.").to_owned()
}

const MEMBERS: [&str; 2] = ["municipality", "municipalities"];

/// Whether every municipality's part of each burden is within rounding of the target; `None` where there are no burdens.
pub fn fair_burdens(locale: &Locale, instance: &Instance, judgement: &Judgement) -> Option<Sentence> {
    let owing = standing::owing(standing::in_burdens(judgement));
    let off = owing.iter().filter(|standing| standing.is_off()).count() as u64;
    if instance.burdens.is_empty() {
        return None;
    }
    let text = match owing.first() {
        None => nobody_owes(locale),
        Some(worst) if off == 0 => {
            let worst = named(locale, instance, worst);
            locale.pick(
                format!("Mindre end én vagt fra måltallet overalt; største afvigelse: {worst}."),
                format!("Less than one shift off target everywhere; farthest off: {worst}."),
            )
        }
        Some(_) => {
            let parts = locale.counted(
                off,
                ["byrdeandel ligger", "byrdeandele ligger"],
                ["part of a burden is", "parts of burdens are"],
            );
            let farthest = off_target(locale, instance, &owing);
            locale.pick(
                format!("{parts} en hel vagt eller mere fra måltallet: {farthest}."),
                format!("{parts} off target by a whole shift or more: {farthest}."),
            )
        }
    };
    Some(judged(locale, locale.pick("byrder", "burdens"), judgement, off, text))
}

/// Whose balance no roster of this period can settle; `None` where there is nobody.
pub fn open_balances(locale: &Locale, instance: &Instance, judgement: &Judgement) -> Option<Sentence> {
    let text = fairness::open_balances(locale, instance, judgement, |_| true)?;
    Some(Sentence::fact(locale.pick("saldi", "balances"), text))
}

/// What was taken over as the period began, from those who had left before.
pub fn handed_on(locale: &Locale, instance: &Instance, judgement: &Judgement) -> Option<Sentence> {
    let opening = &judgement.shares.opening;
    let text = taken_over::sentence(instance, opening, locale)?;
    Some(Sentence::judged(locale.pick("overtaget", "taken over"), taken_over::is_settled(opening), text + "."))
}

/// What is not lawful is nothing to call fair.
fn judged(locale: &Locale, label: &'static str, judgement: &Judgement, off: u64, text: String) -> Sentence {
    let mark = match off {
        0 if judgement.violations.is_empty() => Mark::Good,
        0 => Mark::Fact,
        _ => Mark::Bad,
    };
    Sentence { label, mark, text: text + fairness::counted_in(locale, judgement) }
}

/// Bad news about fairness with what is proven of it. Somebody is off by a whole shift or more then, so it is the goal that is
/// called proven, and no roster is called fair: balances carried in may have left no better one.
fn settled(sentence: Sentence, locale: &Locale, plan: &Plan, rung: Rung) -> Sentence {
    if sentence.mark == Mark::Good || !plan.has_proven(rung) {
        return sentence;
    }
    let more = locale.pick(
        format!(" Ingen vagtplan fordeler {} bedre uden at give afkald på noget vigtigere.", locale.goal(rung)),
        format!(" No roster meets the goal {rung} better without giving up an earlier one."),
    );
    sentence.and(&more)
}

/// What is proven, and why not more.
pub fn proven(locale: &Locale, plan: &Plan) -> Sentence {
    let open: Vec<_> = plan.rungs.iter().filter(|rung| !rung.proven).collect();
    let took = duration(locale, plan.seconds);
    let Some((first, later)) = open.split_first() else {
        let text = locale.pick(
            format!("Alle mål er bevist: bedre kan de ikke opfyldes (det tog {took})."),
            format!("Every goal is proven optimal, after {took}."),
        );
        return Sentence::judged(locale.pick("bevist", "proven"), true, text);
    };
    let why = match plan.status {
        Status::TimeLimit => locale
            .pick(format!("tidsgrænsen kom først, efter {took}"), format!("the time limit came first, after {took}")),
        Status::MemoryLimit => locale.pick(
            format!("hukommelsesgrænsen kom først, efter {took}; med mere --memory kan søgningen fortsætte"),
            format!("the memory limit came first, after {took}; more --memory lets the search go on"),
        ),
        Status::Interrupted => {
            locale.pick(format!("søgningen blev stoppet efter {took}"), format!("the search was stopped after {took}"))
        }
        Status::Unproven if plan.highs.is_none() => locale
            .pick(
                "intet blev løst, da ingen --time-limit var givet",
                "nothing was solved, since no --time-limit was given",
            )
            .to_owned(),
        Status::Unproven if plan.failure.is_some() => {
            locale.pick(format!("løseren fejlede efter {took}"), format!("the solver failed after {took}"))
        }
        Status::Proven | Status::Unproven => locale
            .pick(format!("søgningen nåede sin ende efter {took}"), format!("the search came to its end after {took}")),
    };
    let (done, all) = (plan.rungs.len() - open.len(), plan.rungs.len());
    let later: Vec<&str> = later.iter().map(|rung| goal(locale, rung.rung)).collect();
    let then = match later.is_empty() {
        true => String::new(),
        false => format!("; {}: {}", locale.pick("åbne efter det", "open after it"), later.join(", ")),
    };
    let first = stands(locale, first);
    let text = locale.pick(
        format!("{done} af {all} mål er bevist; {why}. Åbent: {first}{then}."),
        format!("{done} of {all} goals are proven optimal; {why}. Open: {first}{then}."),
    );
    let label = match done {
        0 => locale.pick("ikke bevist", "not proven"),
        _ => locale.pick("delvist bevist", "part proven"),
    };
    Sentence::judged(label, false, text)
}

/// A goal as sentences call it: in English by the contract's word, which the options know too.
pub fn goal(locale: &Locale, rung: Rung) -> &'static str {
    locale.pick(locale.goal(rung), rung.name())
}

/// A goal that is not proven, in a clause: `rotation stands at 120.5 and can't be below 119`.
pub fn stands(locale: &Locale, rung: &RungReport) -> String {
    let (name, at) = (goal(locale, rung.rung), locale.value(rung.value));
    let stands = locale.pick(format!("{name} er {at}"), format!("{name} stands at {at}"));
    match rung.bound {
        // The bound may have been reached while an earlier goal is still open.
        Some(bound) if value(bound) != value(rung.value) => {
            let bound = locale.value(bound);
            locale.pick(
                format!("{stands} og kan ikke blive under {bound}"),
                format!("{stands} and can't be below {bound}"),
            )
        }
        _ => stands,
    }
}

/// Those off by more than rounding, by name.
fn off_target(locale: &Locale, instance: &Instance, owing: &[Standing<'_>]) -> String {
    let off = owing.iter().filter(|standing| standing.is_off());
    locale.first(&off.map(|standing| named(locale, instance, standing)).collect::<Vec<_>>(), ", ")
}

fn named(locale: &Locale, instance: &Instance, standing: &Standing<'_>) -> String {
    let (name, deviation) = (&instance.municipalities[standing.municipality].name, &standing.deviation);
    let deviation = locale.shifts_signed(deviation);
    match standing.burden {
        Some(burden) => {
            format!("{name} {}", locale.in_burden(&deviation, false, &instance.burdens[burden].name))
        }
        None => format!("{name} {deviation}"),
    }
}

/// A length of time in the words one would use.
fn duration(locale: &Locale, seconds: f64) -> String {
    const MINUTE: f64 = 60.0;
    const HOUR: f64 = 60.0 * MINUTE;
    let hours = locale.pick("t", "h");
    if seconds < 1.0 {
        locale.pick("under et sekund", "less than a second").to_owned()
    } else if seconds < MINUTE {
        format!("{} s", locale.decimal(seconds, 1))
    } else if seconds < HOUR {
        format!("{:.0} min {:02.0} s", (seconds / MINUTE).floor(), (seconds % MINUTE).floor())
    } else {
        format!("{:.0} {hours} {:02.0} min", (seconds / HOUR).floor(), (seconds % HOUR / MINUTE).floor())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::report::sample;
    use crate::verify;

    #[test]
    fn no_word_claims_what_its_sentence_denies() {
        let (instance, mut roster) = (sample::instance(), sample::roster());
        let locale = Locale::new(Language::English);
        let labels = |roster: &Roster| {
            let judgement = verify::judge(&instance, roster);
            [complete(&locale, &instance, &judgement), fair(&locale, &instance, &judgement)]
                .map(|sentence| (sentence.label, sentence.mark))
        };
        assert_eq!(labels(&roster), [("incomplete", Mark::Bad), ("not fair", Mark::Bad)]);
        // Everybody's seat is taken, by Lars twice in one window.
        roster.set(0, vec![1, 1]);
        roster.set(7, vec![3]);
        roster.set(8, vec![1, 0]);
        assert_eq!(labels(&roster)[0], ("seats", Mark::Bad));
    }

    #[test]
    fn times_are_told_in_the_words_one_would_use() {
        let [danish, english] = [Language::Danish, Language::English].map(Locale::new);
        assert_eq!(duration(&english, 0.04), "less than a second");
        assert_eq!(duration(&english, 59.9), "59.9 s");
        assert_eq!(duration(&danish, 59.9), "59,9 s");
        assert_eq!(duration(&english, 61.0), "1 min 01 s");
        assert_eq!(duration(&english, 3.0 * 3600.0 + 5.0 * 60.0), "3 h 05 min");
    }

    #[test]
    fn both_languages_name_the_same_towns_and_figures() {
        let instance = sample::instance();
        let plan = sample::plan(&instance);
        let [danish, english] =
            [Language::Danish, Language::English].map(|language| of_plan(&Locale::new(language), &instance, &plan));
        assert_eq!(danish.len(), english.len());
        assert!(danish[1].text.starts_with("1 af 3 kommuner ligger en hel vagt eller mere fra måltallet: Aarhus, "));
        assert!(danish[1].text.contains("+1,30. Ingen vagtplan fordeler andele bedre"), "{}", danish[1].text);
        assert!(english[1].text.contains("+1.30. No roster meets the goal shares better"), "{}", english[1].text);
        for (one, other) in danish.iter().zip(&english) {
            assert_eq!(one.mark, other.mark);
            assert_ne!(one.text, other.text);
        }
    }
}
