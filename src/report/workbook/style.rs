//! How the cells of the workbook look: fonts, fills, number formats and the colours of the municipalities.
//!
//! In: a language. Out: formats. A spreadsheet writes decimal signs and thousands in its reader's own way, so number formats
//! stand here as the file format has them. No colour is alone: every coloured cell has its word beside it.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, FormatPattern, FormatUnderline};

use crate::report::locale::Locale;

const INK: u32 = 0x1F_2933;
const MUTED: u32 = 0x52_606D;
const LINE: u32 = 0xD0_D5DB;
const HEADER: u32 = 0x24_3B53;
const BAND: u32 = 0xE6_EAF0;
const GREY: u32 = 0xE4_E4E4;
/// White letters on it have a contrast of more than six to one.
const RED: u32 = 0xC0_0000;
const WHITE: u32 = 0xFF_FFFF;

/// Soft colours far enough apart to be told from one another; no red, which is for open seats. Dark letters on any of them
/// have a contrast of more than seven to one.
const LIGHT: [u32; 11] = [
    0xF5_DCC7, 0xF5_EAC7, 0xEF_F5C7, 0xD2_F5C7, 0xC7_F5DE, 0xC7_F5F4, 0xC7_E7F5, 0xC7_D8F5, 0xCD_C7F5, 0xE4_C7F5,
    0xF5_C7E7,
];
/// The same hues, darker.
const DEEPER: [u32; 11] = [
    0xE0_C8B3, 0xE0_D5B3, 0xDA_E0B3, 0xBE_E0B3, 0xB3_E0C9, 0xB3_E0DE, 0xB3_D2E0, 0xB3_C3E0, 0xB9_B3E0, 0xCF_B3E0,
    0xE0_B3D2,
];
/// The stripes of a third and fourth round.
const STRIPE: [u32; 11] = [
    0xD9_B89B, 0xD9_CB9B, 0xD1_D99B, 0xAB_D99B, 0x9B_D9BA, 0x9B_D9D7, 0x9B_C7D9, 0x9B_B2D9, 0xA3_9BD9, 0xC2_9BD9,
    0xD9_9BC7,
];
/// Neighbours in the alphabet are so many hues apart; it shares no divisor with their number, so all hues come up.
const STEP: usize = 4;

/// Steps of a space's width that lists keep from the edges of their cells.
const INDENT: u8 = 1;

/// The size of letters in the calendar, which has to fit a week on a sheet of paper.
pub const SMALL: f64 = 9.0;

/// The formats that the sheets share.
#[derive(Debug)]
pub struct Styles {
    /// The first line of a sheet.
    pub title: Format,
    /// A line of explanation.
    pub note: Format,
    /// A column's header.
    pub header: Format,
    /// A header in the middle: over several columns, or over figures.
    pub over: Format,
    /// The time of a window, over its column of the calendar.
    pub slot: Format,
    /// Words.
    pub text: Format,
    /// Words that count more.
    pub strong: Format,
    /// Words that lead to another sheet.
    pub link: Format,
    /// Words that count less.
    pub muted: Format,
    /// A date.
    pub date: Format,
    /// A time of day.
    pub time: Format,
    /// A whole number.
    pub count: Format,
    /// Shifts with two decimals.
    pub amount: Format,
    /// The same, with a plus before what is above zero.
    pub signed: Format,
    /// The same, where nothing is left when it is rounded: no `-0.00`.
    pub zero: Format,
    /// The same, off by more than rounding: it carries a star.
    pub off: Format,
    /// A part of the whole.
    pub percent: Format,
    /// A seat that nobody sits on.
    pub hole: Format,
    /// The same in a list.
    pub open: Format,
    /// Where there is no window.
    pub closed: Format,
    /// Where a window has no more seats.
    pub beyond: Format,
    /// A cell of the calendar with nobody in it.
    pub empty: Format,
    /// A person in the calendar, before the colour of the municipality.
    pub seat: Format,
    /// The week in the calendar's first column, on the row of the dates.
    pub week: Format,
    /// The same on the rows of the seats.
    pub week_again: Format,
}

/// What a number format needs around it for Danish or English month names, whatever the reader's own language.
pub fn day_format(locale: &Locale, suffix: &str) -> String {
    // What stands in quotes is text; a quote or backslash of its own it never has, since it is a time of day.
    let literal = if suffix.is_empty() { String::new() } else { format!("\" {suffix}\"") };
    locale.pick("[$-406]d. mmm", "[$-809]d mmm").to_owned() + &literal
}

impl Styles {
    /// The formats in a language.
    pub fn new(locale: &Locale) -> Self {
        let base = Format::new().set_font_color(INK).set_align(FormatAlign::Top);
        let lined = base.clone().set_border_bottom(FormatBorder::Thin).set_border_bottom_color(LINE);
        let text = lined.clone().set_text_wrap().set_align(FormatAlign::Left).set_indent(INDENT);
        let number =
            |format: &str| lined.clone().set_num_format(format).set_align(FormatAlign::Right).set_indent(INDENT);
        let moment = |format: &str| number(format).set_align(FormatAlign::Left);
        let header = base
            .clone()
            .set_bold()
            .set_font_color(WHITE)
            .set_background_color(HEADER)
            .set_align(FormatAlign::VerticalCenter)
            .set_text_wrap()
            .set_border(FormatBorder::Thin)
            .set_border_color(LINE);
        let boxed = base
            .clone()
            .set_font_size(SMALL)
            .set_text_wrap()
            .set_align(FormatAlign::Left)
            .set_border(FormatBorder::Thin)
            .set_border_color(LINE);
        let week = boxed.clone().set_bold().set_background_color(BAND);
        Styles {
            title: base.clone().set_bold().set_font_size(14),
            note: base.clone().set_font_color(MUTED),
            slot: header.clone().set_align(FormatAlign::Center).set_font_size(SMALL),
            over: header.clone().set_align(FormatAlign::Center),
            header: header.set_align(FormatAlign::Left).set_indent(INDENT),
            strong: text.clone().set_bold(),
            link: text.clone().set_font_color(HEADER).set_underline(FormatUnderline::Single),
            muted: text.clone().set_font_color(MUTED),
            date: moment(locale.pick("dd-mm-yyyy", "yyyy-mm-dd")),
            time: moment("hh:mm"),
            count: number("#,##0"),
            amount: number("#,##0.00"),
            // The space keeps the figures of a column below one another.
            signed: number("+#,##0.00\" \";-#,##0.00\" \";0.00\" \""),
            zero: number("0.00\" \";0.00\" \""),
            off: number("+#,##0.00\"*\";-#,##0.00\"*\";0.00\"*\"").set_bold(),
            percent: number("0.00%"),
            hole: boxed.clone().set_bold().set_font_color(WHITE).set_background_color(RED),
            open: text.clone().set_bold().set_font_color(WHITE).set_background_color(RED),
            text,
            closed: boxed.clone().set_font_color(MUTED).set_background_color(GREY).set_align(FormatAlign::Center),
            beyond: boxed.clone().set_background_color(0xF4_F4F4),
            empty: boxed.clone(),
            week_again: boxed.clone().set_font_color(MUTED),
            seat: boxed,
            week,
        }
    }
}

/// A cell with the colour of a municipality: the same in every sheet, by its place in the alphabet. After two rounds of
/// hues come stripes, after four all begins anew: the name in the cell is what counts.
pub fn painted(format: &Format, place: usize) -> Format {
    let hues = LIGHT.len();
    let hue = (place * STEP) % hues;
    let grounds = [LIGHT[hue], DEEPER[hue]];
    let ground = grounds[(place / hues) % grounds.len()];
    match (place / hues / grounds.len()).is_multiple_of(2) {
        true => format.clone().set_background_color(ground),
        false => format
            .clone()
            .set_pattern(FormatPattern::LightUp)
            .set_background_color(ground)
            .set_foreground_color(STRIPE[hue]),
    }
}

/// A row that opens a group in a list.
pub fn opening(format: &Format) -> Format {
    format.clone().set_bold().set_background_color(BAND)
}

/// The same format, from the left edge of its cell.
pub fn left(format: &Format) -> Format {
    format.clone().set_align(FormatAlign::Left)
}

/// The same format, in the middle of its cell.
pub fn centred(format: &Format) -> Format {
    format.clone().set_align(FormatAlign::Center)
}

/// The same format, to the right edge of its cell.
pub fn right(format: &Format) -> Format {
    format.clone().set_align(FormatAlign::Right)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The luminance of WCAG 2.2.
    fn luminance(colour: u32) -> f64 {
        let part = |shift: u32| {
            let value = f64::from((colour >> shift) & 0xFF) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
    }

    fn contrast(one: u32, other: u32) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn letters_are_legible_on_every_colour() {
        for ground in LIGHT.into_iter().chain(DEEPER) {
            assert!(contrast(INK, ground) > 7.0, "{ground:06X}");
        }
        for stripe in STRIPE {
            assert!(contrast(INK, stripe) > 4.5, "{stripe:06X}");
        }
        assert!(contrast(WHITE, RED) > 6.0 && contrast(WHITE, HEADER) > 7.0);
        assert!(contrast(MUTED, GREY) > 4.5 && contrast(MUTED, WHITE) > 4.5);
    }

    #[test]
    fn forty_four_municipalities_look_different() {
        let base = Format::new();
        let looks: Vec<Format> = (0..44).map(|place| painted(&base, place)).collect();
        for (place, look) in looks.iter().enumerate() {
            assert!(!looks[..place].contains(look), "{place}");
        }
        assert!(painted(&base, 44) == looks[0]);
    }
}
