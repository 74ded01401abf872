//! What a planner gets to see: the three output files, and the tables on the terminal.
//!
//! In: an instance with a plan, a judgement or the shares. Out: bytes and text. Every file here but one is pure:
//! [`mod@write`] alone, with its bar, touches the disk and the terminal. Nothing here decides or rounds anything that is
//! not shown.

pub mod absence_csv;
pub mod absent_text;
pub mod accounts;
pub mod agreements_csv;
pub mod calendars;
pub mod calendars_csv;
pub mod check_json;
pub mod check_text;
pub mod close_json;
pub mod close_text;
pub mod collected;
pub mod comparison;
pub mod diff_json;
pub mod diff_text;
pub mod effect;
pub mod explain;
mod explanation;
pub mod explanation_json;
pub mod explanation_text;
pub mod exported;
pub mod facts;
pub mod figures;
pub mod file_names;
pub mod form;
pub mod forms_list;
pub mod grid;
pub mod heat_text;
pub mod json;
pub mod ledger_csv;
pub mod locale;
mod marks;
pub mod membership;
pub mod messages;
pub mod numbers;
pub mod packs;
pub mod page;
pub mod people_json;
pub mod picture;
pub mod plan_text;
pub mod planning_folder;
pub mod planning_workbook;
mod promises;
pub mod relaxed;
pub mod relaxed_json;
pub mod relaxed_text;
pub mod replan_text;
pub mod reply;
pub mod requests_text;
pub mod roster_csv;
pub mod rows;
#[cfg(test)]
mod sample;
pub mod schema;
pub mod shares_csv;
pub mod shares_json;
pub mod shares_text;
pub mod shortfall_text;
pub mod subject;
pub mod substitutes_json;
pub mod substitutes_text;
pub mod succession;
pub mod summary_json;
pub mod swap_json;
pub mod swap_text;
pub mod table;
mod template_notes;
mod times;
pub mod too_close_text;
pub mod verify_json;
pub mod verify_text;
pub mod workbook;
pub mod worked;
pub mod write;
