//! The table of rules against what planners read: nothing of a rule may be forgotten in the reference.
//!
//! In: the table and docs/reference.md. Out: nothing, where both say the same. That each rule is broken on purpose is held by
//! the exhaustive match in `rules_broken`.

use vagtplan::domain::rule::{Amount, Rule, Unit, Whom};

/// The rows of the table below a heading of the reference.
fn rows(heading: &str) -> Vec<&'static str> {
    const REFERENCE: &str = include_str!("../docs/reference.md");
    let below = REFERENCE.split(&format!("\n{heading}\n")).nth(1).expect("a heading of the reference");
    let section = below.split("\n##").next().expect("a first part");
    section.lines().filter(|line| line.starts_with("| ")).collect()
}

fn row(heading: &str, name: &str) -> &'static str {
    let start = format!("| `{name}` |");
    let found = rows(heading).into_iter().find(|row| row.starts_with(&start));
    found.unwrap_or_else(|| panic!("{heading} of docs/reference.md has no row for {name}"))
}

#[test]
fn the_reference_has_every_rule_and_no_other() {
    let named: Vec<&str> = rows("## Rules").into_iter().filter_map(|row| row.split('`').nth(1)).collect();
    assert_eq!(named, Rule::ALL.map(Rule::name));
}

#[test]
fn the_reference_has_every_key_with_its_default() {
    for (rule, amount) in Rule::amounts() {
        let row = row("### plan.toml", &format!("rules.{rule}"));
        let written = |value: u32| if amount.unit == Unit::Minutes { value / 60 } else { value };
        match amount.default {
            Some(value) => assert!(row.contains(&format!("default {}", written(value))), "{row}"),
            None => assert!(row.contains("no limit if left out"), "{row}"),
        }
    }
}

#[test]
fn the_reference_has_every_column_that_overrides_a_rule() {
    let overrides = |heading: &str, (rule, _): (Rule, &Amount)| {
        let row = row(heading, rule.name());
        assert!(row.contains(&format!("overrides `rules.{rule}`")), "{row}");
    };
    Rule::of_staff().for_each(|limit| overrides("### staff.csv", limit));
    Rule::of_municipalities().for_each(|limit| overrides("### municipalities.csv", limit));
    for (rule, _) in Rule::caps() {
        let column = rule.column_of("NAME").expect("a cap has a column");
        let found = rows("### staff.csv").into_iter().find(|row| row.contains(&format!("`{column}`")));
        assert!(found.is_some_and(|row| row.contains(&format!("`{rule}`"))), "{column}");
        let row = row("### plan.toml", &format!("burdens.NAME.{rule}"));
        assert!(row.contains("no limit if left out"), "{row}");
    }
    // What is multiplied for pools is said where pools are explained.
    let pools = include_str!("../docs/reference.md").split("A pool is for a municipality").nth(1).expect("a paragraph");
    let pools = pools.split("\n\n").next().expect("a paragraph");
    for (rule, amount) in Rule::amounts().chain(Rule::caps()).filter(|(_, amount)| amount.whom != Whom::Municipality) {
        assert!(pools.contains(&format!("`{rule}`")), "{rule} of pools, which is {:?}", amount.whom);
    }
}
