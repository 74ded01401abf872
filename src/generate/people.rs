//! Who works there: people with invented names, and a pool or two.
//!
//! In: the members. Out: [`Person`]s, by municipality and id. A pool of several colleagues counts as that many staff.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::chance::Chance;
use super::towns::Town;
use super::{Hard, Size};

/// A row of `staff.csv`.
#[derive(Debug, Clone)]
pub struct Person {
    /// Code of the municipality, a dash and a number.
    pub id: String,
    /// An invented name.
    pub name: String,
    /// Index into the towns.
    pub town: usize,
    /// More than one is a pool.
    pub heads: u64,
    /// The part in the turns, in hundredths, for all heads together.
    pub weight: u64,
    /// A limit of their own.
    pub shifts_per_week: Option<u64>,
    /// A limit of their own.
    pub shifts_per_period: Option<u64>,
    /// Caps of their own in each burden, for the period; none where there are no such caps.
    pub caps: Vec<u64>,
    /// The first day of employment, where it lies in the period.
    pub joined: Option<NaiveDate>,
    /// The first day after employment, where it lies in the period.
    pub left: Option<NaiveDate>,
}

impl Person {
    /// Whether the person works there on a day.
    pub fn is_employed(&self, day: NaiveDate) -> bool {
        self.joined.is_none_or(|joined| joined <= day) && self.left.is_none_or(|left| day < left)
    }
}

/// Weeks that a limit for the period is thought for; it grows with the period.
const QUARTER: u64 = 13;

/// Second letters there are.
const LETTERS: usize = 26;

/// Full part in the turns.
pub const WHOLE: u64 = 100;

/// Shifts a week where limits differ: what plan.toml says, and limits of one's own.
const MIXED_LIMITS: [Option<u64>; 10] =
    [None, None, None, Some(1), Some(1), Some(2), Some(2), Some(3), Some(3), Some(3)];

/// What plan.toml says.
const USUAL_LIMIT: u64 = 2;

/// Of a hundred people, those who have a limit for the period beside it, and in hundredths of what the weeks would allow,
/// how much that is.
const LIMITED_PERCENT: u64 = 30;
const PERIOD_LIMITS: (u64, u64) = (50, 95);

/// Parts in the turns of people who work part-time. Up to half of a whole one they work once a week.
const PARTS: [u64; 6] = [40, 50, 50, 60, 75, 80];
const HALF: u64 = 50;

/// Everybody.
pub fn people(size: &Size, towns: &[Town], chance: &mut Chance) -> Vec<Person> {
    let pools = pools(size, towns, chance);
    let mut people = Vec::new();
    for (number, town) in towns.iter().enumerate() {
        if pools.contains(&number) {
            people.push(Person {
                id: format!("{}-pulje", town.code),
                name: format!("Pulje {}", town.name),
                town: number,
                heads: town.heads,
                weight: WHOLE * town.heads,
                shifts_per_week: None,
                shifts_per_period: None,
                caps: Vec::new(),
                joined: None,
                left: None,
            });
            continue;
        }
        let digits = town.heads.to_string().len().max(2);
        people.extend(
            (1..=town.heads)
                .map(|nth| Person { id: format!("{}-{nth:0digits$}", town.code), ..somebody(size, number, chance) }),
        );
    }
    tell_apart(&mut people);
    people
}

/// Gives them the limits that are asked for. A pool keeps those of an ordinary folder.
pub fn limit(people: &mut [Person], size: &Size, chance: &mut Chance) {
    let has = size.has();
    for person in people.iter_mut().filter(|person| person.heads == 1) {
        if has.mixed_limits.is_some() {
            person.shifts_per_week = *chance.pick(&MIXED_LIMITS);
            let most = person.shifts_per_week.unwrap_or(USUAL_LIMIT) * size.weeks;
            let part = chance.between(PERIOD_LIMITS.0, PERIOD_LIMITS.1);
            person.shifts_per_period = chance.percent(LIMITED_PERCENT).then(|| (most * part).div_ceil(WHOLE));
        }
        if has.part_timers.is_some_and(|percent| chance.percent(percent)) {
            person.weight = *chance.pick(&PARTS);
            let per_week = if person.weight > HALF { USUAL_LIMIT } else { 1 };
            let part = chance.between(PERIOD_LIMITS.0, PERIOD_LIMITS.1);
            person.shifts_per_week = Some(per_week);
            person.shifts_per_period = Some((per_week * size.weeks * part).div_ceil(WHOLE));
        }
    }
}

/// Gives a second letter to whoever has a name that somebody before has: one name under two ids could be one person.
fn tell_apart(people: &mut [Person]) {
    let mut named: BTreeMap<String, usize> = BTreeMap::new();
    for person in people {
        let before = named.entry(person.name.clone()).or_default();
        if let (Some(nth), Some((first, last))) = (before.checked_sub(1), person.name.split_once(' ')) {
            let letter = ('A'..='Z').nth(nth % LETTERS).unwrap_or('A');
            person.name = format!("{first}{} {last}", format!(" {letter}.").repeat(nth / LETTERS + 1));
        }
        *before += 1;
    }
}

fn somebody(size: &Size, town: usize, chance: &mut Chance) -> Person {
    let weight = if chance.percent(14) { *chance.pick(&[50, 50, 50, 60, 75, 80]) } else { WHOLE };
    let shifts_per_week = chance.percent(6).then(|| *chance.pick(&[1, 1, 3]));
    let shifts_per_period = chance.percent(4).then(|| (chance.between(6, 10) * size.weeks).div_ceil(QUARTER));
    Person {
        id: String::new(),
        name: format!("{} {}", chance.pick(&FIRST_NAMES), chance.pick(&LAST_NAMES)),
        town,
        heads: 1,
        weight,
        shifts_per_week,
        shifts_per_period,
        caps: Vec::new(),
        joined: None,
        left: None,
    }
}

/// Which members do not name their staff: of the small ones, one in a hotline of twelve members and two in one of
/// twenty-four, or as many as are asked for. Where every single person is counted, there are none.
fn pools(size: &Size, towns: &[Town], chance: &mut Chance) -> Vec<usize> {
    if matches!(size.hard, Some(Hard::TightAvailability | Hard::PeriodLimits | Hard::BurdenCaps)) {
        return Vec::new();
    }
    let mut small: Vec<usize> = (0..towns.len()).filter(|&town| (3..=8).contains(&towns[town].heads)).collect();
    chance.shuffle(&mut small);
    match size.has().pools {
        Some(pools) => {
            let mut others: Vec<usize> = (0..towns.len()).filter(|town| !small.contains(town)).collect();
            others.retain(|&town| towns[town].heads > 1);
            others.sort_by_key(|&town| towns[town].heads);
            small.extend(others);
            // Somebody has a name.
            small.truncate(usize::try_from(pools).unwrap_or(usize::MAX).min(towns.len() - 1));
        }
        None => small.truncate((towns.len() / 12).min(2)),
    }
    small
}

const FIRST_NAMES: [&str; 64] = [
    "Ali",
    "Amira",
    "Anders",
    "Anne",
    "Anton",
    "Bente",
    "Birgitte",
    "Bodil",
    "Camilla",
    "Cecilie",
    "Charlotte",
    "Claus",
    "Ditte",
    "Dorthe",
    "Else",
    "Emil",
    "Esben",
    "Fatima",
    "Freja",
    "Gitte",
    "Grethe",
    "Gustav",
    "Hanne",
    "Hassan",
    "Heidi",
    "Helle",
    "Ida",
    "Inge",
    "Jacob",
    "Jens",
    "Josefine",
    "Karen",
    "Kasper",
    "Kirsten",
    "Lars",
    "Lea",
    "Lise",
    "Lone",
    "Lotte",
    "Maren",
    "Maria",
    "Mathias",
    "Merete",
    "Michael",
    "Mona",
    "Nanna",
    "Nina",
    "Ole",
    "Oskar",
    "Pernille",
    "Pia",
    "Rasmus",
    "Rikke",
    "Sanne",
    "Signe",
    "Sofie",
    "Stine",
    "Søren",
    "Tanja",
    "Tina",
    "Ulla",
    "Vibeke",
    "Yasmin",
    "Åse",
];

const LAST_NAMES: [&str; 64] = [
    "Abildgaard",
    "Bagger",
    "Bak",
    "Balle",
    "Bech",
    "Birk",
    "Bisgaard",
    "Bjerre",
    "Boesen",
    "Bro",
    "Bruun",
    "Buhl",
    "Dahl",
    "Dalgaard",
    "Degn",
    "Duus",
    "Ebbesen",
    "Eskildsen",
    "Fisker",
    "Friis",
    "Frost",
    "Gade",
    "Gram",
    "Greve",
    "Hald",
    "Hauge",
    "Hedegaard",
    "Hjorth",
    "Holm",
    "Holst",
    "Højgaard",
    "Juhl",
    "Kaas",
    "Kirk",
    "Kjær",
    "Klit",
    "Kloster",
    "Koch",
    "Krogh",
    "Lauridsen",
    "Lind",
    "Lund",
    "Munk",
    "Mygind",
    "Nygaard",
    "Nørgaard",
    "Overgaard",
    "Petri",
    "Ringgaard",
    "Rosendal",
    "Rønne",
    "Sand",
    "Schou",
    "Skov",
    "Skovgaard",
    "Smed",
    "Stald",
    "Svane",
    "Thorup",
    "Toft",
    "Vad",
    "Vang",
    "Vinther",
    "Østergaard",
];
