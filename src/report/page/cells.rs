//! The cells of a table of figures on a page.
//!
//! In: a table and a language. Out: headers and cells; whose row it is, is said by its caller. A figure off by more than rounding
//! has a cross and a word for who does not see it, not only a colour.

use maud::{Markup, html};

use super::frame::heads;
use crate::report::figures::{Column, Figure, Kind, Table};
use crate::report::locale::Locale;

/// The row of headers.
pub(super) fn head(table: &Table, locale: &Locale) -> Markup {
    heads(table.columns.iter().map(|column| column.title(locale)))
}

/// The cells of a row. Names head it.
pub(super) fn cells(table: &Table, row: &[Figure], locale: &Locale) -> Markup {
    html! { @for (column, figure) in table.columns.iter().zip(row) { (cell(column, figure, locale)) } }
}

/// A cell.
pub(super) fn cell(column: &Column, figure: &Figure, locale: &Locale) -> Markup {
    let text = figure.shown(column.kind, locale);
    html! {
        @if let Figure::Off(_) = figure {
            td.bad { span.unseen { (locale.pick("en hel vagt eller mere fra måltallet ", "a whole shift or more off target ")) } span aria-hidden="true" { "✗ " } (text) }
        } @else if matches!(column.kind, Kind::Name | Kind::Burden) {
            th scope="row" { (text) }
        } @else if column.kind == Kind::Code {
            td { code { (text) } }
        } @else if column.kind == Kind::Value {
            td.number { (text) }
        } @else if column.stands_out {
            td { strong { (text) } }
        } @else {
            td { (text) }
        }
    }
}
