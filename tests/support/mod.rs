//! What several test files build on: instances made by hand, planning folders made at random, and brute force.
//!
//! Each test file uses its own part, so unused parts are no finding.
#![expect(dead_code, reason = "every test binary compiles the whole module and uses a part of it")]

pub mod brute;
pub mod by_hand;
pub mod folder;
pub mod forms;
pub mod generated;
pub mod greenwich;
pub mod place;
pub mod plainly;
pub mod random;
pub mod spaced;
pub mod town;
pub mod workbook;
