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
/// twenty-four. Where every single person is counted, there are none.
fn pools(size: &Size, towns: &[Town], chance: &mut Chance) -> Vec<usize> {
    if matches!(size.hard, Some(Hard::TightAvailability | Hard::PeriodLimits | Hard::BurdenCaps)) {
        return Vec::new();
    }
    let mut small: Vec<usize> = (0..towns.len()).filter(|&town| (3..=8).contains(&towns[town].heads)).collect();
    chance.shuffle(&mut small);
    small.truncate((towns.len() / 12).min(2));
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
