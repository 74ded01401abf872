//! What is true of a roster, found once for every output: terminal, files, page, pictures, workbook and packs.
//!
//! In: an instance, a judgement, what is proven. Out: facts, and the sentences that several outputs say alike, in both
//! languages. An output decides how a fact looks, never whether it holds.

pub mod above_pace;
pub mod account;
pub mod basis;
pub mod broken;
pub mod calls;
pub mod changed;
pub mod coverage;
pub mod fairness;
pub mod hardships;
pub mod newcomers;
pub mod part;
pub mod people;
pub mod prices;
pub mod proof;
pub mod rhythm;
pub mod sentence;
pub mod staffless;
pub mod standing;
pub mod state;
pub mod strips;
pub mod sums;
pub mod taken_over;
pub mod verdict;
pub mod whole;
pub mod wishes;
