//! Numbers and ids that can be read, but are out of all proportion: one warning for all of a kind.
//!
//! In: members, people, the seats of the period and the ledger. Out: findings about ids that differ in capital letters alone, codes that
//! stand where a number should, a population far below the others, a limit above what it limits, and balances that nobody can have.

use std::collections::BTreeMap;

use num_traits::{Signed, ToPrimitive, Zero};

use super::members::{Member, Members};
use super::people::{People, Person};
use super::plan::Frame;
use super::together::{self, named};
use super::who;
use super::windows::Windows;
use crate::diagnostic::{Code, Diagnostic, Place, list, plain, quote};
use crate::domain::rule::Rule;
use crate::domain::words::counted;
use crate::domain::{Exact, LedgerEntry};
use crate::read::Folder;
use crate::read::table::Field;

/// Below that, a number may be the code of its municipality by chance.
const LEAST_CODE: u64 = 100;
/// The smallest municipality of the country has a twenty-fifth of the inhabitants of the one in the middle.
const FAR_BELOW: u64 = 50;
/// So many members make it plain which population is in the middle.
const ENOUGH: usize = 4;

/// Balances by municipality and burden.
type Ledger = BTreeMap<(usize, Option<usize>), LedgerEntry>;

/// Warns of them.
pub fn check(
    folder: &Folder,
    frame: &Frame,
    (members, people): (&Members<'_>, &People<'_>),
    windows: &Windows,
    ledger: &Ledger,
    findings: &mut Vec<Diagnostic>,
) {
    findings.extend(ids_alike(people));
    findings.extend(codes_for_numbers(members, people).into_iter().flatten());
    findings.extend(far_below(frame, members));
    findings.extend(limits_above_staff(members, people));
    let of_ledger = LedgerOf { folder, frame, members, windows, ledger };
    findings.extend(of_ledger.beyond_the_period());
    findings.extend(of_ledger.unbalanced());
}

/// Two ids that a person, and many a program, takes for one.
fn ids_alike(people: &People<'_>) -> Option<Diagnostic> {
    let mut by_id: BTreeMap<String, Vec<&Person<'_>>> = BTreeMap::new();
    people.list.iter().for_each(|person| by_id.entry(person.staff.id.to_lowercase()).or_default().push(person));
    let alike: Vec<&Vec<&Person<'_>>> = by_id.values().filter(|same| same.len() > 1).collect();
    let ids =
        |same: &&Vec<&Person<'_>>| list(&same.iter().map(|person| quote(&person.staff.id)).collect::<Vec<_>>(), "and");
    let mut places: Vec<&Place> = alike.iter().flat_map(|same| same.iter().filter_map(|person| id(person))).collect();
    places.sort_by_key(|place| place.span.start);
    let names: Vec<String> = alike.iter().map(ids).collect();
    let message =
        format!("the ids {} differ in capital letters alone, and are taken for different people", named(&names));
    (!alike.is_empty()).then(|| {
        together::at(Diagnostic::new(Code::IdsAlike, message), &places, "an id of its own").help(
            "if it is one person, keep one row and write the id alike everywhere; if not, give one of them another id",
        )
    })
}

fn id<'a>(person: &Person<'a>) -> Option<&'a Place> {
    person.row.id.as_ref().map(|id| &id.place)
}

/// Populations that are the codes of their municipalities, and heads and weights that are: the columns have slipped.
fn codes_for_numbers(members: &Members<'_>, people: &People<'_>) -> [Option<Diagnostic>; 2] {
    let code = |member: &Member<'_>| member.municipality.code.parse::<u64>().ok().filter(|code| *code >= LEAST_CODE);
    let mut populations: Vec<(&Place, String)> = Vec::new();
    for member in &members.list {
        let Some(population) = member.row.population.as_ref() else { continue };
        if code(member) == Some(member.municipality.population) {
            populations.push((&population.place, format!("the population of {}", plain(&member.municipality.name))));
        }
    }
    let mut numbers: Vec<(&Place, String)> = Vec::new();
    for person in &people.list {
        let Some(code) = person.home.and_then(|home| members.list.get(home)).and_then(code) else { continue };
        if let Some(heads) = person.row.heads.as_ref().filter(|heads| u64::from(heads.value) == code) {
            numbers.push((&heads.place, format!("the heads of {}", who(&person.staff))));
        }
        let is_code = |weight: &&Field<Exact>| weight.value == Exact::from_integer(code.into());
        if let Some(weight) = person.row.weight.as_ref().filter(is_code) {
            numbers.push((&weight.place, format!("the weight of {}", who(&person.staff))));
        }
    }
    [populations, numbers].map(|mut found| {
        found.sort_by_key(|(place, _)| place.span.start);
        let places: Vec<&Place> = found.iter().map(|(place, _)| *place).collect();
        let what: Vec<String> = found.iter().map(|(_, what)| what.clone()).collect();
        let message = match what.as_slice() {
            [] => return None,
            [one] => format!("{one} is the code of the municipality"),
            _ => format!("{} are the codes of their municipalities", named(&what)),
        };
        let found = together::at(Diagnostic::new(Code::CodeForNumber, message), &places, "the same number as the code");
        Some(found.help("look whether a column has slipped, and write the number that is meant"))
    })
}

/// Populations that no municipality beside the others has: its share is then next to nothing.
fn far_below(frame: &Frame, members: &Members<'_>) -> Option<Diagnostic> {
    let period = frame.period?;
    let of = |member: &&Member<'_>| member.belongs_to(period) && member.municipality.population > 0;
    let members: Vec<&Member<'_>> = members.list.iter().filter(of).collect();
    let mut populations: Vec<u64> = members.iter().map(|member| member.municipality.population).collect();
    populations.sort_unstable();
    let middle = populations.get(populations.len() / 2).filter(|_| populations.len() >= ENOUGH)?;
    let small = |member: &&&Member<'_>| member.municipality.population.saturating_mul(FAR_BELOW) < *middle;
    let mut found: Vec<(&Place, String)> =
        members.iter().filter(small).filter_map(|member| inhabitants(member)).collect();
    found.sort_by_key(|(place, _)| place.span.start);
    let places: Vec<&Place> = found.iter().map(|(place, _)| *place).collect();
    let names: Vec<String> = found.iter().map(|(_, name)| name.clone()).collect();
    (!found.is_empty()).then(|| {
        let message = format!("far fewer inhabitants than the other members have: {}", named(&names));
        together::at(Diagnostic::new(Code::OddPopulation, message), &places, "owes next to nothing")
            .help("write inhabitants, in full and not in thousands; if it is meant, nothing is to be done")
    })
}

/// A member with its inhabitants, where they stand.
fn inhabitants<'a>(member: &'a Member<'_>) -> Option<(&'a Place, String)> {
    let population = member.row.population.as_ref()?;
    let inhabitants = counted(member.municipality.population, "inhabitant", "inhabitants");
    Some((&population.place, format!("{} with {inhabitants}", plain(&member.municipality.name))))
}

/// A municipality's `away_at_once` above the number of its staff: it limits nothing.
fn limits_above_staff(members: &Members<'_>, people: &People<'_>) -> Option<Diagnostic> {
    let mut found: Vec<(&Place, String)> = Vec::new();
    for (number, member) in members.list.iter().enumerate() {
        let staff = people.list.iter().filter(|person| person.home == Some(number));
        let heads: u64 = staff.map(|person| u64::from(person.staff.heads)).sum();
        let limit = member.row.limits.get(&Rule::AwayAtOnce);
        if let Some(limit) = limit.filter(|limit| heads > 0 && u64::from(limit.value) > heads) {
            let name = plain(&member.municipality.name);
            found.push((&limit.place, format!("{} of {name}, which has {heads}", limit.value)));
        }
    }
    found.sort_by_key(|(place, _)| place.span.start);
    let places: Vec<&Place> = found.iter().map(|(place, _)| *place).collect();
    let names: Vec<String> = found.iter().map(|(_, name)| name.clone()).collect();
    (people.complete && !found.is_empty()).then(|| {
        let message = format!("more may be away at once than there are: {}", named(&names));
        together::at(Diagnostic::new(Code::LimitAboveStaff, message), &places, "limits nothing")
            .help("write how many may be on the hotline in one window, or leave the cell empty")
    })
}

/// The ledger, and what it is held against.
struct LedgerOf<'a> {
    folder: &'a Folder,
    frame: &'a Frame,
    members: &'a Members<'a>,
    windows: &'a Windows,
    ledger: &'a Ledger,
}

impl LedgerOf<'_> {
    /// Balances of more than all seats of the period: no plan can give or take as much.
    fn beyond_the_period(&self) -> Option<Diagnostic> {
        let mut found: Vec<(&Place, String)> = Vec::new();
        for (place, municipality, burden) in self.rows() {
            let seats = self.seats(burden);
            let Some(entry) = self.ledger.get(&(municipality, burden)) else { continue };
            let balance = &entry.entitled - &entry.worked;
            if seats > 0 && balance.abs() > Exact::from_integer(seats.into()) {
                let name = plain(&self.members.list[municipality].municipality.name);
                found.push((place, format!("{name} with {} of {}", signed(&balance), self.class(burden))));
            }
        }
        let places: Vec<&Place> = found.iter().map(|(place, _)| *place).collect();
        let names: Vec<String> = found.iter().map(|(_, name)| name.clone()).collect();
        (!found.is_empty()).then(|| {
            let seats = counted(self.seats(None), "seat", "seats");
            let message = format!("balances are beyond the whole period, which has {seats}: {}", named(&names));
            together::at(Diagnostic::new(Code::OddBalance, message), &places, "entitled less worked")
                .help("look for a slip in the two numbers, such as a decimal sign that was lost")
        })
    }

    /// Balances that sum to a shift or more: what one member owes, the others are owed.
    fn unbalanced(&self) -> Option<Diagnostic> {
        let mut sums: BTreeMap<Option<usize>, Exact> = BTreeMap::new();
        for (&(_, burden), entry) in self.ledger {
            *sums.entry(burden).or_insert_with(Exact::zero) += &entry.entitled - &entry.worked;
        }
        let told = |(burden, sum): (&Option<usize>, &Exact)| format!("{} for {}", signed(sum), self.class(*burden));
        let is_off = |(_, sum): &(&Option<usize>, &Exact)| sum.abs() >= Exact::from_integer(1.into());
        let names: Vec<String> = sums.iter().filter(is_off).map(told).collect();
        let table = self.folder.ledger.as_ref()?;
        // A row that was refused is missing in the sums.
        let is_whole = table.sound && table.complete && table.rows.len() == self.ledger.len();
        (!names.is_empty() && is_whole).then(|| {
            let message = format!("the balances of the ledger do not sum to zero: {}", named(&names));
            Diagnostic::new(Code::UnbalancedLedger, message)
                .at(&table.header, "entitled less worked")
                .help(
                    "what one member owes, the others are owed: look for a row that is missing, or a slip in a number",
                )
                .help("what 'close' writes sums to zero; a ledger that was begun by hand may do without")
        })
    }

    /// The rows that count: place, municipality, burden.
    fn rows(&self) -> impl Iterator<Item = (&Place, usize, Option<usize>)> {
        self.folder.ledger.iter().flat_map(|table| &table.rows).filter_map(|row| {
            let municipality = self.members.find(row.municipality.as_ref()?, &mut Vec::new())?;
            let burden = match &row.burden {
                None => None,
                Some(name) => Some(self.frame.burdens.iter().position(|burden| burden.name == name.value)?),
            };
            Some((&row.entitled.as_ref()?.place, municipality, burden))
        })
    }

    fn seats(&self, burden: Option<usize>) -> u64 {
        let windows = self.windows.list.iter().map(|slot| &slot.window);
        let own = windows.filter(|window| burden.is_none_or(|burden| window.burdens.contains(&burden)));
        own.map(|window| u64::from(window.seats)).sum()
    }

    fn class(&self, burden: Option<usize>) -> String {
        burden.map_or_else(|| "all shifts".to_owned(), |burden| quote(&self.frame.burdens[burden].name))
    }
}

fn signed(value: &Exact) -> String {
    format!("{:+.2}", value.to_f64().unwrap_or_default())
}
