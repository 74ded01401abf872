//! vagtplan makes the roster of a call centre that municipalities staff together.
//!
//! Data flows one way. A planning folder is read into rows ([`read`]), the rows are checked into an
//! [`domain::Instance`] ([`check`]), the instance is solved goal by goal ([`model`], [`solve`]), each roster that
//! comes out is judged by an independent referee ([`verify`]), and only what passed is rendered and written
//! ([`report`]). The files in [`commands`] are the only ones that see several rooms at once.
#![warn(missing_docs)]

pub mod callers;
pub mod check;
pub mod cli;
pub mod closing;
pub mod commands;
pub mod diagnostic;
pub mod difference;
pub mod domain;
pub mod explanation;
pub mod generate;
pub mod granting;
pub mod legality;
pub mod membership;
pub mod model;
pub mod newcomers;
pub mod planning;
pub mod presence;
pub mod pricing;
pub mod queueing;
pub mod read;
pub mod relaxation;
pub mod replanning;
pub mod report;
pub mod scenarios;
pub mod settlement;
pub mod shares;
pub mod shortfall;
pub mod solve;
pub mod substitution;
pub mod succession;
pub mod verify;
