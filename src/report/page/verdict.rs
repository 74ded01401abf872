//! What everybody wants to know first, a sentence each: are rules broken, is it complete, is it fair, is it proven.
//!
//! In: a roster with all that is known of it. Out: sentences in the page's language, each with a mark. A sentence never claims
//! more than the exact figures say.

use maud::{Markup, html};
use num_traits::Signed;

use crate::report::known;
use crate::report::locale::Locale;
use crate::report::numbers::{TEXT_PLACES, beyond_rounding, deviation};
use crate::report::subject::{Proof, Subject};
use crate::shares::Account;

/// How many a sentence names; the tables have them all.
const NAMED: usize = 4;

/// Whether a sentence is good news.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// It is.
    Good,
    /// It is not.
    Bad,
    /// Nobody knows.
    Open,
    /// It is neither: a fact.
    Fact,
}

impl Mark {
    fn of(good: bool) -> Self {
        if good { Mark::Good } else { Mark::Bad }
    }

    /// The glyph, the class, and the word for who cannot see it.
    fn shown(self, locale: &Locale) -> (&'static str, &'static str, &'static str) {
        match self {
            Mark::Good => ("✓", "good", locale.pick("I orden", "In order")),
            Mark::Bad => ("✗", "bad", locale.pick("Ikke i orden", "Not in order")),
            Mark::Open => ("?", "open", locale.pick("Vides ikke", "Not known")),
            Mark::Fact => ("–", "fact", ""),
        }
    }
}

/// A sentence under a label.
pub(crate) struct Sentence {
    /// What it is about.
    pub(crate) label: &'static str,
    /// Whether it is good news.
    pub(crate) mark: Mark,
    /// The sentence.
    pub(crate) text: String,
}

/// The sentences as a list.
pub(crate) fn list(locale: &Locale, sentences: &[Sentence]) -> Markup {
    html! {
        dl.verdict {
            @for sentence in sentences {
                @let (glyph, class, word) = sentence.mark.shown(locale);
                div class=(class) {
                    dt { span.mark aria-hidden="true" { (glyph) } " " (sentence.label) }
                    dd { @if !word.is_empty() { span.unseen { (word) ": " } } (sentence.text) }
                }
            }
        }
    }
}

/// Everything, bad news about rules first.
pub(super) fn all(subject: &Subject<'_>) -> Vec<Sentence> {
    let mut sentences = vec![lawful(subject), complete(subject), fair(subject)];
    sentences.extend(fair_burdens(subject));
    sentences.push(proven(subject));
    sentences
}

fn lawful(subject: &Subject<'_>) -> Sentence {
    let locale = subject.locale;
    let broken = subject.judgement.violations.len() as u64;
    let text = match broken {
        0 => locale.pick("Ingen regel er brudt.", "No rule is broken.").to_owned(),
        _ => format!(
            "{} {}",
            locale.counted(broken, ["regelbrud", "regelbrud"], ["broken rule", "broken rules"]),
            locale.pick(
                "står i vagtplanen. Den kan ikke bruges, før de er rettet; de er nævnt herunder.",
                "in the roster. It cannot be used before they are mended; they are named below.",
            )
        ),
    };
    Sentence { label: locale.pick("Regler", "Rules"), mark: Mark::of(broken == 0), text }
}

/// Whether every seat is filled.
pub(crate) fn complete(subject: &Subject<'_>) -> Sentence {
    let (locale, judgement) = (subject.locale, subject.judgement);
    let seats = subject.instance.seats();
    let short = judgement.unfilled_by_window.iter().filter(|&&unfilled| unfilled > 0).count() as u64;
    let windows = locale.counted(short, ["tidsrum", "tidsrum"], ["window", "windows"]);
    let text = match (seats, judgement.unfilled) {
        (0, _) => locale.pick("Perioden har ingen pladser.", "There are no seats in the period.").to_owned(),
        (seats, 0) => {
            let seats = locale.whole(seats);
            locale.pick(format!("Alle {seats} pladser er bemandet."), format!("All {seats} seats are filled."))
        }
        (_, unfilled) => {
            let (unfilled, seats) = (locale.whole(unfilled), locale.whole(seats));
            locale.pick(
                format!("{unfilled} af {seats} pladser er ubemandede, i {windows}."),
                format!("{unfilled} of {seats} seats are unfilled, in {windows}."),
            )
        }
    };
    Sentence { label: locale.pick("Bemanding", "Coverage"), mark: Mark::of(judgement.unfilled == 0), text }
}

struct Standing {
    municipality: usize,
    burden: Option<usize>,
    deviation: crate::domain::Exact,
    off: bool,
}

/// Whether every municipality's shifts are within rounding of its target.
pub(crate) fn fair(subject: &Subject<'_>) -> Sentence {
    let judgement = subject.judgement;
    let standings = standings(&judgement.shares.total, &judgement.shifts, None);
    told(subject, subject.locale.pick("Andele", "Shares"), standings)
}

/// The same in the burdens; nothing where there are none.
pub(crate) fn fair_burdens(subject: &Subject<'_>) -> Option<Sentence> {
    let judgement = subject.judgement;
    let burdens = judgement.shares.burdens.iter().zip(&judgement.burden_shifts).enumerate();
    let standings: Vec<Standing> =
        burdens.flat_map(|(burden, (accounts, shifts))| standings(accounts, shifts, Some(burden))).collect();
    let any = !subject.instance.burdens.is_empty();
    any.then(|| told(subject, subject.locale.pick("Byrder", "Burdens"), standings))
}

fn standings(accounts: &[Account], shifts: &[u64], burden: Option<usize>) -> Vec<Standing> {
    let all = accounts.iter().zip(shifts).enumerate();
    all.filter(|(_, (account, _))| account.entitled.is_positive())
        .map(|(municipality, (account, &shifts))| Standing {
            municipality,
            burden,
            deviation: deviation(&account.target, shifts),
            off: beyond_rounding(&account.target, shifts),
        })
        .collect()
}

fn told(subject: &Subject<'_>, label: &'static str, mut standings: Vec<Standing>) -> Sentence {
    let locale = subject.locale;
    standings.sort_by_key(|standing| std::cmp::Reverse(standing.deviation.abs()));
    let named = |standing: &Standing| {
        let name = &subject.instance.municipalities[standing.municipality].name;
        let burden = standing.burden.map(|burden| locale.burden(&subject.instance.burdens[burden].name));
        let burden = burden.map_or_else(String::new, |burden| format!(" ({burden})"));
        format!("{name} {}{burden}", locale.signed(&standing.deviation, TEXT_PLACES))
    };
    let off: Vec<&Standing> = standings.iter().filter(|standing| standing.off).collect();
    let culprits: Vec<String> = off.iter().take(NAMED).map(|standing| named(standing)).collect();
    let more = off.len().saturating_sub(NAMED);
    let more = match more {
        0 => String::new(),
        more => format!(
            " {} {}",
            locale.pick("og", "and"),
            locale.counted(more as u64, ["anden", "andre"], ["more", "more"])
        ),
    };
    let text = match standings.first() {
        None => locale.pick("Ingen kommune skylder vagter.", "No municipality owes any shifts.").to_owned(),
        Some(worst) if off.is_empty() => locale.pick(
            format!("Hver kommune rammer sit måltal inden for afrunding; længst fra er {}.", named(worst)),
            format!("Every municipality is within rounding of its target; farthest off: {}.", named(worst)),
        ),
        Some(_) => format!(
            "{}: {}{more}.",
            locale.pick("Længere fra måltallet end afrunding", "Off target by more than rounding"),
            culprits.join(", ")
        ),
    };
    Sentence { label, mark: Mark::of(off.is_empty()), text }
}

/// What is proven, in a sentence.
pub(crate) fn proven(subject: &Subject<'_>) -> Sentence {
    let locale = subject.locale;
    let goals = subject.standings.len();
    let proven = subject.standings.iter().filter(|standing| standing.proof == Proof::Proven).count();
    let open = subject.standings.iter().find(|standing| standing.proof != Proof::Proven);
    let why = subject.doubt.map_or_else(String::new, |doubt| format!(" {}", known::doubted(locale, doubt)));
    let among = known::mended(subject).filter(|_| proven > 0).map_or_else(String::new, |among| format!(" {among}"));
    let (mark, text) = match open {
        None => (
            Mark::Good,
            locale
                .pick(
                    "Hvert mål er bevist: ingen vagtplan er bedre uden at give afkald på et vigtigere mål.",
                    "Every goal is proven: no roster is better without giving up a goal that matters more.",
                )
                .to_owned()
                + &among,
        ),
        Some(first) if first.proof == Proof::Unknown => {
            let nothing = locale.pick(
                "Det vides ikke, om planen kan blive bedre.",
                "It is not known whether the roster could be better.",
            );
            (Mark::Open, format!("{nothing}{why}"))
        }
        Some(open) => {
            let first = locale.goal(open.rung);
            let text = locale.pick(
                format!("{proven} af {goals} mål er bevist; det første, der ikke er det, er {first}."),
                format!("{proven} of {goals} goals are proven; the first that is not is {first}."),
            );
            (Mark::Open, text + &why + &among)
        }
    };
    Sentence { label: locale.pick("Bevis", "Proof"), mark, text }
}
