//! How a form looks, and where one may write.
//!
//! In: nothing. Out: formats, and a sheet that is protected without a password: what is locked is not overwritten by mistake.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, ProtectionOptions, Worksheet, XlsxError};

use super::Form;
use crate::report::locale::Locale;

const INK: u32 = 0x1F_2933;
const MUTED: u32 = 0x6B_7280;
const HEADER: u32 = 0xDD_E8F0;
const LOCKED: u32 = 0xEE_F0F2;
const LINES: u32 = 0xB8_BEC6;
const PAPER_A4: u8 = 9;

/// The formats.
pub struct Look {
    pub title: Format,
    pub note: Format,
    pub identity: Format,
    pub header: Format,
    pub window: Format,
    /// What is not to be changed.
    pub locked: Format,
    /// What is to be filled in: text, a mark, a date, a number.
    pub text: Format,
    pub mark: Format,
    pub date: Format,
    pub number: Format,
}

impl Look {
    pub fn new(locale: &Locale) -> Self {
        let base = Format::new().set_font_color(INK).set_align(FormatAlign::Top);
        let lined = base.clone().set_border(FormatBorder::Thin).set_border_color(LINES);
        let open = lined.clone().set_unlocked();
        let header = lined.clone().set_bold().set_background_color(HEADER).set_text_wrap();
        Look {
            title: base.clone().set_bold().set_font_size(14),
            note: base.clone(),
            identity: base.set_font_size(8).set_font_color(MUTED),
            window: header.clone().set_align(FormatAlign::Center),
            header,
            locked: lined.set_background_color(LOCKED).set_num_format("@"),
            text: open.clone().set_num_format("@"),
            // A minus sign alone is text here, not the beginning of a formula.
            mark: open.clone().set_num_format("@").set_align(FormatAlign::Center),
            date: open.clone().set_num_format(locale.pick("dd-mm-yyyy", "yyyy-mm-dd")).set_align(FormatAlign::Left),
            number: open.set_num_format("0.##").set_align(FormatAlign::Left),
        }
    }
}

/// A sheet with its title, what to do in it, and the mark by which the form is known; the first free row.
pub fn begin(
    form: &Form<'_>,
    look: &Look,
    name: [&str; 2],
    title: &str,
    notes: &[String],
) -> Result<(Worksheet, u32), XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(form.locale.pick_of(name))?;
    sheet.write_string_with_format(0, 0, form.identity().written(), &look.identity)?;
    sheet.write_string_with_format(1, 0, title, &look.title)?;
    let mut row = 2;
    for note in notes {
        sheet.write_string_with_format(row, 0, note, &look.note)?;
        row += 1;
    }
    sheet.set_paper_size(PAPER_A4).set_landscape().set_print_fit_to_pages(1, 0).set_tab_color(Color::RGB(HEADER));
    sheet.set_repeat_rows(row, row)?;
    sheet.set_margins(0.5, 0.5, 0.5, 0.5, 0.3, 0.3);
    let free = ProtectionOptions { format_columns: true, format_rows: true, ..ProtectionOptions::default() };
    sheet.protect_with_options(&free);
    Ok((sheet, row))
}
