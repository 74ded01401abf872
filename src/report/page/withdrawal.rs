//! What it means if members leave or one joins: a page before and after, and one that ranks who would be missed most.
//!
//! In: a change of membership, or trials. Out: HTML. Every figure is in the CSV file as well; no sentence claims more than the
//! exact figures say.

use maud::{Markup, html};
use num_traits::{Signed, Zero};

use super::frame::{document, figure, footer, scrolling, section};
use super::verdict::{Mark, Sentence, list};
use crate::domain::terms::Settlement;
use crate::domain::{Exact, Instance};
use crate::membership::effect::{Member, Verdict, YEAR};
use crate::planning::staffing::Unfilled;
use crate::report::locale::Locale;
use crate::report::membership::ranking::Trial;
use crate::report::membership::{Change, Kind};
use crate::report::numbers::TEXT_PLACES;
use crate::report::picture;

/// How many a sentence names; the table has them all.
const NAMED: usize = 4;

/// A page with its picture, which is a file of its own as well.
pub struct Pages {
    /// The page.
    pub html: String,
    /// The picture.
    pub svg: String,
}

/// Before and after a change.
pub fn change(change: &Change<'_>, locale: &Locale) -> Pages {
    let title = title(change, locale);
    let sentences = sentences(change, locale);
    let svg = picture::withdrawal::change(change, locale, &title, &sentences[1].text);
    let body = html! {
        (heading(locale, change.instance, &title))
        main id="main" tabindex="-1" {
            (section("verdict", locale.pick("Kort fortalt", "In short"), list(locale, &sentences)).markup)
            (section("shifts", locale.pick("Vagter før og efter", "Shifts before and after"), html! {
                p { (basis(locale)) }
                (figure(&svg))
                (shifts(change, locale))
            }).markup)
            @if !change.instance.burdens.is_empty() {
                (section("burdens", locale.pick("Byrder og saldo", "Burdens and balances"), burdens(change, locale)).markup)
            }
            (section("staff", locale.pick("Kan de bære det?", "Can they carry it?"), staff(change, locale)).markup)
        }
        (footer(locale))
    };
    Pages { html: document(locale, &format!("{title} · {}", change.instance.title), false, &body), svg }
}

/// Each member as if it left alone, ranked.
pub fn ranking(instance: &Instance, now: Unfilled, trials: &[Trial], locale: &Locale) -> Pages {
    let title = locale.pick("Hvem ville blive savnet mest?", "Who would be missed most?");
    let words = locale.pick(
        "Hver kommune er prøvet for sig: som om den alene var ude i hele perioden.",
        "Each municipality is tried by itself: as if it alone were gone for the whole period.",
    );
    let svg = picture::withdrawal::ranking(instance, trials, locale, title, words);
    let caption = locale.pick("Rangorden", "Ranking");
    let mark = |trial: &Trial| if trial.unfilled.proven { "" } else { "≤ " };
    let table = html! {
        table.numbers {
            caption { (caption) }
            thead {
                tr {
                    th scope="col" { (locale.pick("Kommune", "Municipality")) }
                    th scope="col" { (locale.pick("Nr.", "Place")) }
                    th scope="col" { (locale.pick("Tomme pladser", "Seats nobody fills")) }
                    th scope="col" { (locale.pick("Ud over personalet", "Beyond staff")) }
                    th scope="col" { (locale.pick("Kan ikke bære", "Can't carry")) }
                    th scope="col" { (locale.pick("Flytter, periode", "Moved, period")) }
                    th scope="col" { (locale.pick("Flytter, år", "Moved, year")) }
                    th scope="col" { (locale.pick("Resten", "The rest")) }
                }
            }
            tbody {
                @for (place, trial) in trials.iter().enumerate() {
                    tr {
                        th scope="row" { (instance.municipalities[trial.municipality].name) }
                        td { (place + 1) }
                        td { (mark(trial)) (locale.whole(trial.unfilled.seats)) }
                        td { (locale.exact(&trial.beyond, TEXT_PLACES)) }
                        td { (locale.whole(trial.falling)) }
                        td { (locale.exact(&trial.moved, TEXT_PLACES)) }
                        td { (locale.exact(&trial.moved_a_year, 1)) }
                        td { (percent(locale, &trial.growth)) }
                    }
                }
            }
        }
    };
    let body = html! {
        (heading(locale, instance, title))
        main id="main" tabindex="-1" {
            (section("ranking", locale.pick("Rangorden", "Ranking"), html! {
                p { (words) " " (locale.pick(
                    "Først står den, hvis udtræden ville efterlade flest pladser, som ingen kan bemande; dernæst tæller vagter ud over, \
                     hvad de andres personale kan tage, og så vagter, der flytter til de andre.",
                    "First stands the one whose leaving would leave most seats that nobody can fill; then shifts beyond what the others' \
                     staff can take count, and then shifts that move to the others.",
                )) }
                p {
                    (locale.pick("Nu kan ", "Now ")) (locale.counted(now.seats, ["plads", "pladser"], ["seat", "seats"]))
                    (locale.pick(" ikke bemandes. ", " cannot be filled. "))
                    (locale.pick(
                        "Resten: hvor meget større den del er, som den hårdest ramte så skylder.",
                        "The rest: how much larger the part is that the hardest hit then owes.",
                    ))
                    @if trials.iter().any(|trial| !trial.unfilled.proven) { (locale.pick(" ≤: ikke bevist at være det mindste.", " ≤: not proven to be the fewest.")) }
                }
                (figure(&svg))
                (scrolling(caption, &table))
            }).markup)
        }
        (footer(locale))
    };
    Pages { html: document(locale, &format!("{title} · {}", instance.title), false, &body), svg }
}

fn heading(locale: &Locale, instance: &Instance, title: &str) -> Markup {
    html! {
        header {
            p.kind { (instance.title) }
            h1 { (title) }
            p.lead { (locale.long_date(instance.period.from)) " – " (locale.long_date(instance.period.to)) }
        }
    }
}

fn title(change: &Change<'_>, locale: &Locale) -> String {
    let names: Vec<&str> = change.moving.iter().map(|&m| change.name(m)).collect();
    let names = locale.list(&names);
    match (&change.kind, change.moving.len()) {
        (Kind::Joins { .. }, _) => locale.pick(format!("Hvis {names} indtræder"), format!("If {names} joins")),
        (Kind::Leaves, 1) => locale.pick(format!("Hvis {names} udtræder"), format!("If {names} leaves")),
        (Kind::Leaves, _) => locale.pick(format!("Hvis {names} udtræder"), format!("If {names} leave")),
    }
}

fn basis(locale: &Locale) -> &'static str {
    locale.pick(
        "Regnet på en periode som denne, med dens tidsrum og pladser, som om hver plads var bemandet. Et år er 365,25 dage.",
        "Worked out for a period like this one, its windows and seats, as if every seat were filled. A year is 365.25 days.",
    )
}

fn sentences(change: &Change<'_>, locale: &Locale) -> Vec<Sentence> {
    let mut all = vec![when(change, locale), moved(change, locale), seats(change, locale), carried(change, locale)];
    all.extend(balance(change, locale));
    all
}

fn when(change: &Change<'_>, locale: &Locale) -> Sentence {
    let when = change.when;
    let mut text = match when.from {
        Some(from) => locale.pick(format!("Fra {}.", locale.long_date(from)), format!("From {}.", locale.long_date(from))),
        None => locale.pick("Ingen dato er givet: vist for hele perioden.", "No date is given: shown for the whole period.").to_owned(),
    };
    if let Some(last) = when.last_notice {
        let last = locale.long_date(last);
        text += &locale.pick(format!(" Varsel skal gives senest {last}."), format!(" Notice has to be given by {last}."));
    }
    if when.breaks_rule {
        text += locale.pick(" Dagen er imod reglen om varsel.", " The day is against the notice rule.");
    }
    Sentence { label: locale.pick("Hvornår", "When"), mark: if when.breaks_rule { Mark::Bad } else { Mark::Good }, text }
}

fn moved(change: &Change<'_>, locale: &Locale) -> Sentence {
    let sum = |of: &dyn Fn(&Member) -> Exact| change.movers().map(of).sum::<Exact>();
    let joins = change.kind != Kind::Leaves;
    let period = sum(&|m| if joins { m.after.owed[0].clone() } else { m.before.owed[0].clone() });
    let year = sum(&|m| if joins { m.after.rate(0, YEAR) } else { m.before.rate(0, YEAR) });
    let (period, year) = (locale.exact(&period, TEXT_PLACES), locale.exact(&year, 1));
    let others = locale.counted(change.staying().count() as u64, ["anden kommune", "andre kommuner"], ["other member", "other members"]);
    let mut text = match joins {
        true => locale.pick(
            format!("{period} vagter pr. periode ({year} om året) tages fra {others}"),
            format!("{period} shifts a period ({year} a year) are taken off {others}"),
        ),
        false => locale.pick(
            format!("{period} vagter pr. periode ({year} om året) går over til {others}"),
            format!("{period} shifts a period ({year} a year) move to {others}"),
        ),
    };
    let hardest = change.staying().max_by(|one, other| {
        one.more(0).abs().cmp(&other.more(0).abs()).then(other.municipality.cmp(&one.municipality))
    });
    if let Some(member) = hardest {
        let (name, more) = (change.name(member.municipality), locale.signed(&member.more(0), TEXT_PLACES));
        text += &locale.pick(format!("; mest for {name}: {more} pr. periode"), format!("; most for {name}: {more} a period"));
    }
    Sentence { label: locale.pick("Vagter", "Shifts"), mark: Mark::Good, text: text + "." }
}

fn seats(change: &Change<'_>, locale: &Locale) -> Sentence {
    let (before, after) = change.unfilled;
    let all = locale.whole(change.instance.seats());
    let [was, is] = [before.seats, after.seats].map(|seats| locale.whole(seats));
    let proof = match before.proven && after.proven {
        true => locale.pick("bevist", "proven"),
        false => locale.pick("ikke bevist at være det mindste", "not proven to be the fewest"),
    };
    let text = match (before.seats, after.seats) {
        (0, 0) => locale.pick(
            format!("Alle {all} pladser kan bemandes, før og efter ({proof})."),
            format!("All {all} seats can be filled, before and after ({proof})."),
        ),
        _ => locale.pick(
            format!("Af {all} pladser kan {was} ikke bemandes før og {is} ikke efter ({proof})."),
            format!("Of {all} seats {was} cannot be filled before, and {is} afterwards ({proof})."),
        ),
    };
    let mark = if after.seats > before.seats { Mark::Bad } else { Mark::Good };
    Sentence { label: locale.pick("Pladser", "Seats"), mark, text }
}

fn carried(change: &Change<'_>, locale: &Locale) -> Sentence {
    let falling: Vec<&Member> = change
        .members
        .iter()
        .filter(|member| member.after.days > 0 && falls(change, member))
        .collect();
    let named: Vec<String> = (falling.iter().take(NAMED))
        .map(|member| format!("{} ({})", change.name(member.municipality), lacking(change, locale, member)))
        .collect();
    let more = match falling.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => locale.pick(format!(" og {more} til"), format!(" and {more} more")),
    };
    let text = match falling.len() {
        0 => locale.pick("Enhver kan bære sin del med sit eget personale.", "Everybody can carry its part with its own staff.").to_owned(),
        _ => locale.pick(
            format!("Kan ikke bære deres del med det personale, de har nu: {}{more}.", named.join(", ")),
            format!("Cannot carry their part with the staff of now: {}{more}.", named.join(", ")),
        ),
    };
    Sentence { label: locale.pick("Personale", "Staff"), mark: if falling.is_empty() { Mark::Good } else { Mark::Bad }, text }
}

fn balance(change: &Change<'_>, locale: &Locale) -> Option<Sentence> {
    if change.kind != Kind::Leaves {
        return None;
    }
    let left: Exact = change.moving.iter().map(|&m| &change.balances[0][m].before).sum();
    let shown = locale.exact(&left.abs(), TEXT_PLACES);
    let mut text = match (left.is_zero(), left.is_positive()) {
        (true, _) => locale.pick("Saldoen er nul.".to_owned(), "The balance is zero.".to_owned()),
        (_, true) => locale.pick(
            format!("{shown} vagter færre, end der skyldtes, er taget; de andre tager dem over efter befolkning."),
            format!("{shown} shifts fewer than owed have been worked; the others take them over by population."),
        ),
        _ => locale.pick(
            format!("{shown} vagter flere, end der skyldtes, er taget; de andre arver tilgodehavendet efter befolkning."),
            format!("{shown} shifts more than owed have been worked; the others inherit that credit by population."),
        ),
    };
    let terms = &change.instance.withdrawal;
    if let Some(price) = terms.price_per_shift.as_ref().filter(|_| terms.balance == Settlement::Paid && !left.is_zero()) {
        let kroner = locale.exact(&(left.abs() * price), TEXT_PLACES);
        text += &match left.is_positive() {
            true => locale.pick(format!(" Den, der går, betaler {kroner} kr."), format!(" Who leaves pays {kroner} kr.")),
            false => locale.pick(format!(" Den, der går, får {kroner} kr."), format!(" Who leaves is paid {kroner} kr.")),
        };
    }
    Some(Sentence { label: locale.pick("Saldo", "Balance"), mark: Mark::Good, text })
}

/// Whether a member cannot carry its part afterwards.
pub(crate) fn falls(change: &Change<'_>, member: &Member) -> bool {
    matches!(change.verdicts[member.municipality], Some(Verdict::Falls { .. }))
}

fn lacking(change: &Change<'_>, locale: &Locale, member: &Member) -> String {
    let Some(Verdict::Falls { people, away, .. }) = &change.verdicts[member.municipality] else {
        return locale.pick("kan bære det", "can carry it").to_owned();
    };
    let people = match people {
        Some(0) => None,
        Some(people) => {
            let people = locale.counted(*people, ["kollega", "kolleger"], ["colleague", "colleagues"]);
            Some(locale.pick(format!("mangler {people}"), format!("{people} short")))
        }
        None => Some(locale.pick("intet personale", "no staff").to_owned()),
    };
    let away = away.then(|| locale.pick("away_at_once er for lav", "away_at_once too low").to_owned());
    people.into_iter().chain(away).collect::<Vec<String>>().join(", ")
}

fn percent(locale: &Locale, part: &Exact) -> String {
    let hundred = part * Exact::from_integer(100.into());
    format!("{}{}", locale.signed(&hundred, 1), locale.pick("\u{a0}%", "%"))
}

/// Who is there before or after: who stays by name, then who moves.
fn rows<'a>(change: &'a Change<'_>, locale: &Locale) -> Vec<&'a Member> {
    let mut staying: Vec<&Member> = change.staying().collect();
    staying.sort_by(|one, other| locale.compare(change.name(one.municipality), change.name(other.municipality)));
    staying.into_iter().chain(change.movers()).collect()
}

fn shifts(change: &Change<'_>, locale: &Locale) -> Markup {
    let caption = locale.pick("Andel og vagter pr. kommune", "Share and shifts by municipality");
    let exact = |value: &Exact| locale.exact(value, TEXT_PLACES);
    let table = html! {
        table.numbers {
            caption { (caption) }
            thead {
                tr {
                    th scope="col" rowspan="2" { (locale.pick("Kommune", "Municipality")) }
                    th scope="colgroup" colspan="2" { (locale.pick("Andel", "Share")) }
                    th scope="colgroup" colspan="4" { (locale.pick("Vagter pr. periode", "Shifts a period")) }
                    th scope="colgroup" colspan="2" { (locale.pick("Vagter om året", "Shifts a year")) }
                }
                tr {
                    th scope="col" { (locale.pick("før", "before")) } th scope="col" { (locale.pick("efter", "after")) }
                    th scope="col" { (locale.pick("før", "before")) } th scope="col" { (locale.pick("efter", "after")) }
                    th scope="col" { (locale.pick("mere", "more")) } th scope="col" { "%" }
                    th scope="col" { (locale.pick("før", "before")) } th scope="col" { (locale.pick("efter", "after")) }
                }
            }
            tbody {
                @for member in rows(change, locale) {
                    tr {
                        th scope="row" { (change.name(member.municipality)) }
                        td { (locale.percent(&member.before.share)) } td { (locale.percent(&member.after.share)) }
                        td { (exact(&member.before.owed[0])) } td { (exact(&member.after.owed[0])) }
                        td { strong { (locale.signed(&member.more(0), TEXT_PLACES)) } }
                        td { (member.more_relative(0).map_or_else(|| locale.pick("ny", "new").to_owned(), |part| percent(locale, &part))) }
                        td { (locale.exact(&member.before.rate(0, YEAR), 1)) } td { (locale.exact(&member.after.rate(0, YEAR), 1)) }
                    }
                }
            }
        }
    };
    scrolling(caption, &table)
}

fn burdens(change: &Change<'_>, locale: &Locale) -> Markup {
    let caption = locale.pick("Byrder og saldo pr. kommune, i vagter", "Burdens and balance by municipality, in shifts");
    let exact = |value: &Exact| locale.exact(value, TEXT_PLACES);
    let sides = html! { th scope="col" { (locale.pick("før", "before")) } th scope="col" { (locale.pick("efter", "after")) } };
    let table = html! {
        table.numbers {
            caption { (caption) }
            thead {
                tr {
                    th scope="col" rowspan="2" { (locale.pick("Kommune", "Municipality")) }
                    @for burden in &change.instance.burdens { th scope="colgroup" colspan="2" { (locale.burden(&burden.name)) } }
                    th scope="colgroup" colspan="2" { (locale.pick("Saldo", "Balance")) }
                }
                tr { @for _ in 0..=change.instance.burdens.len() { (sides) } }
            }
            tbody {
                @for member in rows(change, locale) {
                    @let balance = &change.balances[0][member.municipality];
                    tr {
                        th scope="row" { (change.name(member.municipality)) }
                        @for class in 1..=change.instance.burdens.len() {
                            td { (exact(&member.before.owed[class])) } td { (exact(&member.after.owed[class])) }
                        }
                        td { (locale.signed(&balance.before, TEXT_PLACES)) } td { (locale.signed(&balance.after, TEXT_PLACES)) }
                    }
                }
            }
        }
    };
    scrolling(caption, &table)
}

fn staff(change: &Change<'_>, locale: &Locale) -> Markup {
    let caption = locale.pick(
        "Hvad hver skylder bagefter, af det meste dens eget personale kan tage",
        "What each owes afterwards, of the most that its own staff can take",
    );
    let of = |member: &Member, class: usize| {
        let most = change.staffing[member.municipality].as_ref().map_or(0, |staffing| staffing.most[class]);
        format!("{} / {}", locale.exact(&member.after.owed[class], TEXT_PLACES), locale.whole(most))
    };
    let table = html! {
        table.numbers {
            caption { (caption) }
            thead {
                tr {
                    th scope="col" { (locale.pick("Kommune", "Municipality")) }
                    th scope="col" { (locale.pick("Kolleger", "Colleagues")) }
                    th scope="col" { (locale.pick("Vagter", "Shifts")) }
                    @for burden in &change.instance.burdens { th scope="col" { (locale.burden(&burden.name)) } }
                    th scope="col" { (locale.pick("Bærer den det?", "Can it carry that?")) }
                }
            }
            tbody {
                @for member in rows(change, locale).into_iter().filter(|member| member.after.days > 0) {
                    tr {
                        th scope="row" { (change.name(member.municipality)) }
                        td { (change.staffing[member.municipality].as_ref().map_or(0, |staffing| staffing.heads)) }
                        @for class in 0..=change.instance.burdens.len() { td { (of(member, class)) } }
                        @if falls(change, member) {
                            td.bad { span aria-hidden="true" { "✗ " } (lacking(change, locale, member)) }
                        } @else {
                            td { span aria-hidden="true" { "✓ " } (lacking(change, locale, member)) }
                        }
                    }
                }
            }
        }
    };
    scrolling(caption, &table)
}
