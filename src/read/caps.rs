//! The columns of `staff.csv` that cap a burden: they are called after the folder's own burdens, as `evening_per_week`.
//!
//! In: the first line of the table, the names of the burdens. Out: which column caps what, and the cells below it. A heading that
//! could mean two things is refused: a cap that is read as something else would silently not hold.

use super::cell::whole;
use super::column::meant;
use super::header::Own;
use super::records::Records;
use super::rows::{CapFields, StaffRow, TableRow, range};
use super::table::Rows;
use crate::diagnostic::{Code, Diagnostic, list, quote};
use crate::domain::rule::{Rule, Table};

/// The columns that cap a burden.
#[derive(Debug, Clone, Default)]
pub struct CapColumns {
    /// Where they stand, and what they may be called.
    pub own: Own,
    /// What each of them caps; nothing where nobody can tell.
    caps: Vec<Option<(Rule, String)>>,
}

/// Finds the columns that cap one of the `burdens`.
pub fn columns(records: &Records, burdens: Vec<String>, findings: &mut Vec<Diagnostic>) -> CapColumns {
    let names = Rule::caps().flat_map(|(rule, _)| burdens.iter().filter_map(move |burden| rule.column_of(burden)));
    let mut found = CapColumns { own: Own { at: Vec::new(), names: names.collect() }, caps: Vec::new() };
    let Some(first) = records.list.first() else { return found };
    for (at, heading) in first.cells.iter().enumerate() {
        let Some((rule, named)) = capped(heading, &burdens) else { continue };
        let column = meant(heading, StaffRow::columns());
        let place = records.place(first.spans.get(at).unwrap_or(&first.span));
        if column.is_some() || named.len() > 1 {
            findings.push(two_ways(heading.trim(), column, &named).at(&place, "").help(cure(&named)));
            if column.is_none() {
                found.own.at.push(at);
                found.caps.push(None);
            }
            continue;
        }
        let cap = (rule, named[0].clone());
        if let Some(before) = found.caps.iter().position(|other| other.as_ref() == Some(&cap)) {
            let earlier = first.spans.get(found.own.at[before]).unwrap_or(&first.span);
            let message = format!("the cap {} is there twice", rule.column_of(&cap.1).unwrap_or_default());
            let doubled = Diagnostic::new(Code::DoubledColumn, message)
                .at(&place, "again")
                .at(&records.place(earlier), "first")
                .help("rename or delete the one that is not meant");
            findings.push(doubled);
        }
        found.own.at.push(at);
        found.caps.push(Some(cap));
    }
    found
}

/// The rule that a heading is about, and the burdens it may name: the one that is written just so, else all that differ in
/// capital letters alone.
fn capped(heading: &str, burdens: &[String]) -> Option<(Rule, Vec<String>)> {
    let word = heading.trim().to_lowercase();
    Rule::caps().find_map(|(rule, amount)| {
        let Table::Burdens { ending } = amount.table else { return None };
        let endings = std::iter::once(ending).chain(amount.column.iter().flat_map(|column| column.danish).copied());
        let stem = endings.filter_map(|ending| word.strip_suffix(ending)).next()?.trim();
        let mut named: Vec<String> = burdens.iter().filter(|burden| burden.to_lowercase() == stem).cloned().collect();
        if let Some(same) = named.iter().position(|burden| heading.trim().starts_with(burden.as_str())) {
            named = vec![named.swap_remove(same)];
        }
        (!named.is_empty()).then_some((rule, named))
    })
}

fn two_ways(heading: &str, column: Option<&str>, burdens: &[String]) -> Diagnostic {
    let burdens = burdens.iter().map(|burden| format!("a cap in the burden {}", quote(burden)));
    let meanings: Vec<String> =
        column.map(|column| format!("{column} of all shifts")).into_iter().chain(burdens).collect();
    let message = format!("the column {} can mean {}", quote(heading), list(&meanings, "and"));
    Diagnostic::new(Code::CapTwoWays, message)
}

fn cure(burdens: &[String]) -> String {
    let headers: Vec<String> = burdens.iter().map(|burden| format!("[burdens.{burden}]")).collect();
    format!(
        "give the burden another name: change {} in plan.toml, and in ledger.csv where it stands there",
        list(&headers, "or")
    )
}

impl CapColumns {
    /// The cells of each row.
    pub fn read(&self, rows: &Rows, findings: &mut Vec<Diagnostic>) -> Vec<CapFields> {
        rows.build(findings, |cells, _| {
            let mut fields = CapFields::new();
            for (place, cap) in self.caps.iter().enumerate() {
                let Some((cap, amount)) = cap.as_ref().and_then(|cap| Some((cap, cap.0.row().amount?))) else {
                    continue;
                };
                fields.extend(cells.own(place, whole(range(&amount))).map(|field| (cap.clone(), field)));
            }
            fields
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(heading: &str, burdens: &[&str]) -> Option<(Rule, Vec<String>)> {
        capped(heading, &burdens.iter().map(|&burden| burden.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn headings_name_a_burden_in_english_or_danish() {
        let aften = |rule| Some((rule, vec!["aften".to_owned()]));
        for heading in ["aften_per_week", " Aften pr. uge ", "AFTEN PR UGE", "aften/uge"] {
            assert_eq!(found(heading, &["aften", "weekend"]), aften(Rule::PerPersonWeek), "{heading}");
        }
        for heading in ["aften_per_period", "Aften pr. periode", "aften pr periode", "aften/periode"] {
            assert_eq!(found(heading, &["aften", "weekend"]), aften(Rule::PerPersonPeriod), "{heading}");
        }
        assert!(["aften", "aften_per_month", "vagter/uge", "_per_week"].iter().all(|h| found(h, &["aften"]).is_none()));
    }

    #[test]
    fn capital_letters_tell_burdens_apart_where_they_are_written_so() {
        let named = |heading| found(heading, &["Late", "late"]).map(|(_, named)| named);
        assert_eq!(named("Late_per_week"), Some(vec!["Late".to_owned()]));
        assert_eq!(named("LATE_per_week"), Some(vec!["Late".to_owned(), "late".to_owned()]));
    }
}
