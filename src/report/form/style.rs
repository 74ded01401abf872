//! How the cells of a form look: what is to be filled in is white and framed, what is not is grey.
//!
//! In: a language. Out: formats. Cells to write in are unlocked, all others are locked.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use crate::domain::answer::Mark;
use crate::report::locale::Locale;

const INK: u32 = 0x1F_2933;
const MUTED: u32 = 0x6B_7785;
const LINE: u32 = 0xC3_CAD2;
const HEADER: u32 = 0x24_3B53;
const SECOND_HEADER: u32 = 0x3E_5C7E;
const WHITE: u32 = 0xFF_FFFF;
const LOCKED: u32 = 0xF1_F3F6;
const CLOSED: u32 = 0xD9_DCE1;
const OPEN: u32 = 0xE3_F1E7;
const NOTICE: u32 = 0xFF_F4D6;

/// The formats that the sheets share.
pub struct Styles {
    /// The first line of a sheet.
    pub title: Format,
    /// The identification in the first cell of the grid.
    pub mark: Format,
    /// A line of explanation.
    pub note: Format,
    /// A paragraph that is wrapped.
    pub paragraph: Format,
    /// A heading above paragraphs.
    pub heading: Format,
    /// The deadline.
    pub deadline: Format,
    /// A column's header, by every second day.
    pub header: [Format; 2],
    /// The same over words.
    pub header_left: Format,
    /// Words that are not to be changed.
    pub locked: Format,
    /// Words to fill in.
    pub text: Format,
    /// A mark to fill in.
    pub cell: Format,
    /// The same where a day begins.
    pub cell_first: Format,
    /// A date to fill in.
    pub date: Format,
    /// A time of the day to write in.
    pub time: Format,
    /// A number to fill in.
    pub number: Format,
    /// A mark in the legend.
    pub legend_mark: Format,
    /// A day of the calendar on which there are windows.
    pub open: Format,
    /// One that is closed.
    pub closed: Format,
    /// One without windows, or of another period.
    pub none: Format,
    /// The week of a row of the calendar.
    pub week: Format,
}

impl Styles {
    /// The formats in a language.
    pub fn new(locale: &Locale) -> Self {
        let base = Format::new().set_font_color(INK).set_align(FormatAlign::VerticalCenter);
        let framed = base.clone().set_border(FormatBorder::Thin).set_border_color(LINE);
        let header = framed
            .clone()
            .set_bold()
            .set_font_color(WHITE)
            .set_background_color(HEADER)
            .set_text_wrap()
            .set_align(FormatAlign::Center);
        let text = framed.clone().set_num_format("@").set_unlocked().set_indent(1);
        let cell = framed.clone().set_num_format("@").set_align(FormatAlign::Center).set_unlocked().set_bold();
        let day = framed.clone().set_align(FormatAlign::Center).set_text_wrap().set_font_size(9);
        Styles {
            title: base.clone().set_bold().set_font_size(14),
            mark: base.clone().set_font_color(MUTED).set_font_size(7),
            note: base.clone().set_font_color(MUTED).set_font_size(9),
            paragraph: base.clone().set_text_wrap().set_indent(1),
            heading: base.clone().set_bold().set_font_size(12).set_font_color(HEADER),
            deadline: base.clone().set_bold().set_background_color(NOTICE).set_indent(1),
            header: [header.clone(), header.clone().set_background_color(SECOND_HEADER)],
            header_left: header.set_align(FormatAlign::Left).set_indent(1),
            locked: framed.clone().set_background_color(LOCKED).set_indent(1),
            cell_first: cell.clone().set_border_left(FormatBorder::Medium).set_border_left_color(HEADER),
            date: text.clone().set_num_format(locale.pick("dd-mm-yyyy", "yyyy-mm-dd")).set_align(FormatAlign::Left),
            // As text: in a protected sheet Excel gives no cell the format of a time, and 08:00 would stand there as 0.333333.
            time: text.clone().set_num_format("@"),
            number: text.clone().set_num_format("General").set_align(FormatAlign::Left),
            text,
            cell,
            legend_mark: framed.clone().set_bold().set_align(FormatAlign::Center),
            open: day.clone().set_background_color(OPEN),
            closed: day.clone().set_background_color(CLOSED),
            none: day.clone().set_font_color(MUTED),
            week: day.set_bold().set_background_color(LOCKED),
        }
    }
}

/// The colour behind a mark. The mark stands in the cell, so no colour is alone.
pub fn behind(mark: Mark) -> Format {
    let colour: u32 = match mark {
        Mark::Available => 0xD5_EEDB,
        Mark::Unavailable => 0xF6_D5D5,
        Mark::Prefers(_) => 0xD3_E6F8,
        Mark::Avoids(_) => 0xFB_E6C8,
    };
    Format::new().set_background_color(colour)
}
