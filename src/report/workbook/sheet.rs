//! A sheet of the workbook: the one place that writes cells, so that no text from outside ever becomes a formula, breaks the
//! file or goes past its edge.
//!
//! In: texts, exact numbers, dates. Out: a worksheet, set up for the screen and for A4. Texts are always written as strings;
//! what lies beyond the last row or column of a spreadsheet is left out, and the sheet says so.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use rust_xlsxwriter::{ExcelDateTime, Format, IgnoreError, Worksheet, cell_autofit_width};

use crate::domain::guard::{guarded, unguarded};
use crate::domain::{Exact, Instance};
use crate::report::locale::Locale;
use crate::report::numbers::{FILE_PLACES, fixed};

use super::style::SMALL;
use super::text::{clean, cropped, lines, printed as printed_text, storable};

/// Rows of a sheet, as the file format has them.
const ROWS: u32 = 1_048_576;
/// Columns of a sheet.
const COLUMNS: u16 = 16_384;
/// A4, as the file format numbers it.
const A4: u8 = 9;
/// Margins of a printed page in inches: left, right, top, bottom, header, footer.
const MARGINS: [f64; 6] = [0.4, 0.4, 0.7, 0.6, 0.3, 0.3];
/// The size of letters that widths are measured in.
const MEASURED: f64 = 11.0;
/// Bold letters are wider.
const BOLD: f64 = 1.09;
/// Room for what lists keep from the edges of their cells, in pixels.
const PADDING: u32 = 12;
/// Room for the button of a filter, in pixels.
const BUTTON: u32 = 18;
/// The narrowest column, in pixels.
const NARROWEST: u32 = 34;

/// The width of a column that nobody has set, in pixels.
const USUAL: u32 = 64;
/// The height of a line, in points.
const LINE_HEIGHT: f64 = 15.0;
/// The most rows that can be read where they are made to fit on one page.
const MOST_ON_A_PAGE: u32 = 120;
/// The rows that are printed of a list that is for programs.
const BEGINNING: u32 = 40;
/// What stands below them.
const REST: [&str; 2] = [
    "Kun de første rækker: listen er til programmer, de andre ark til papir",
    "The first rows alone: the list is for programs, the other sheets are for paper",
];
/// The most lines that a row has room for: a spreadsheet knows no higher one.
const MOST_LINES: u32 = 27;

/// How a sheet is looked at and printed.
#[derive(Debug, Clone, Copy)]
pub struct Setup {
    /// Rows that stay in sight, and are printed on every page.
    pub header_rows: u32,
    /// Columns that stay in sight.
    pub header_columns: u16,
    /// The rows that the filter goes over, header included, where there is one.
    pub filter: Option<(u32, u32)>,
    /// Printed across.
    pub landscape: bool,
    /// What of it is printed.
    pub printed: Printed,
}

/// What of a sheet goes on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printed {
    /// All of it, one page wide.
    All,
    /// All of it, and smaller where that keeps it on one page.
    OnePage,
    /// Its first rows, and at the foot that the rest is left out: nobody reads such a list on paper.
    Beginning,
}

/// A sheet that is being written.
pub struct Sheet<'a> {
    inner: Worksheet,
    locale: &'a Locale,
    name: &'a str,
    /// By column: pixels of the longest text.
    widths: BTreeMap<u16, u32>,
    /// Rows and columns written so far.
    used: (u32, u16),
    /// By row: the height of its highest cell in points, where that is more than one line.
    heights: BTreeMap<u32, f64>,
    /// The widest a column gets, in pixels; longer texts are wrapped.
    widest: u32,
    /// Columns before this one have buttons of a filter.
    filtered: usize,
    /// By row: a text over all columns from the first to this one, as wide as it would be in one line.
    paragraphs: BTreeMap<u32, (u16, u32)>,
}

impl<'a> Sheet<'a> {
    /// An empty sheet. The name is one of ours. Columns get no wider than `widest` pixels; longer texts are wrapped.
    pub fn new(name: &'a str, locale: &'a Locale, widest: u32) -> Self {
        let mut inner = Worksheet::new();
        inner.set_name(name).expect("the names of our sheets are short and hold no sign that is forbidden");
        Sheet {
            inner,
            locale,
            name,
            widths: BTreeMap::new(),
            used: (0, 0),
            heights: BTreeMap::new(),
            widest,
            filtered: usize::MAX,
            paragraphs: BTreeMap::new(),
        }
    }

    /// A cell of words. Control characters become spaces.
    pub fn text(&mut self, row: u32, column: usize, text: &str, format: &Format) {
        self.measured(row, column, &clean(text), format, (BOLD, PADDING));
    }

    /// As [`Sheet::text`], for the calendar's small letters.
    pub fn small(&mut self, row: u32, column: usize, text: &str, format: &Format) {
        self.measured(row, column, text, format, (SMALL / MEASURED, 0));
    }

    /// A cell of a few marks, in one of many columns side by side: no wider than they need, without room for a filter's button.
    pub fn narrow(&mut self, row: u32, column: usize, text: &str, format: &Format) {
        let longest = text.split(' ').map(cell_autofit_width).max().unwrap_or_default();
        self.widen(row, column, scaled(longest, BOLD));
        self.filtered = self.filtered.min(column);
        self.string(row, column, text, format);
    }

    /// A header. It may be wrapped at its spaces, and has room for the button of a filter.
    pub fn header(&mut self, row: u32, column: usize, text: &str, format: &Format) {
        let text = clean(text);
        let longest = text.split(' ').map(cell_autofit_width).max().unwrap_or_default();
        self.widen(row, column, scaled(longest, BOLD) + PADDING + BUTTON);
        self.string(row, column, &text, format);
    }

    /// A cell that means something to programs: the text as it is, but for what the file format cannot hold. Where whoever reads it
    /// would take an apostrophe away, it gets one more.
    pub fn verbatim(&mut self, row: u32, column: usize, text: &str, format: &Format) {
        let text = if unguarded(text) == text { text.to_owned() } else { guarded(text) };
        let text: String = text.chars().map(storable).collect();
        self.widen(row, column, cell_autofit_width(&text) + PADDING);
        self.string(row, column, &text, format);
    }

    /// A line that may reach over the empty cells beside it; no column is made wider for it.
    pub fn line(&mut self, row: u32, column: usize, text: &str, format: &Format) {
        self.string(row, column, &clean(text), format);
    }

    /// The name of another sheet, which leads there.
    pub fn link(&mut self, row: u32, column: usize, name: &str, format: &Format) {
        self.widen(row, column, cell_autofit_width(name) + PADDING);
        let url = rust_xlsxwriter::Url::new(format!("internal:'{name}'!A1")).set_text(name);
        if let Some((row, column)) = self.place(row, column) {
            self.inner.write_url_with_format(row, column, url, format).expect("our sheets have such names");
        }
    }

    /// A header over several columns.
    pub fn over(&mut self, row: u32, columns: std::ops::Range<usize>, text: &str, format: &Format) {
        let (Some((_, first)), Some((_, last))) =
            (self.place(row, columns.start), self.place(row, columns.end.saturating_sub(1)))
        else {
            return;
        };
        if first == last {
            return self.header(row, columns.start, text, format);
        }
        self.inner
            .merge_range(row, first, row, last, &cropped(clean(text)), format)
            .expect("ranges in one row that do not overlap can be merged");
    }

    /// A text of some length over the first columns, wrapped where they end.
    pub fn paragraph(&mut self, row: u32, columns: usize, text: &str, format: &Format) {
        let format = format.clone().set_text_wrap();
        let wide = cell_autofit_width(&clean(text));
        if let Some((row, last)) = self.place(row, columns.saturating_sub(1)) {
            self.paragraphs.insert(row, (last, wide));
        }
        if columns > 1 { self.over(row, 0..columns, text, &format) } else { self.line(row, 0, text, &format) }
    }

    /// A whole number.
    pub fn count(&mut self, row: u32, column: usize, count: u64, format: &Format) {
        // Counts of shifts and inhabitants lie far below what a floating-point number holds exactly.
        self.number(row, column, count as f64, &self.locale.whole(count), format);
    }

    /// An exact number, rounded to millionths once.
    pub fn exact(&mut self, row: u32, column: usize, value: &Exact, format: &Format) {
        let number: f64 = fixed(value, FILE_PLACES).parse().expect("a decimal of our own is a number");
        let shown = self.locale.signed(value, 2) + "**";
        self.number(row, column, number, &shown, format);
    }

    /// A number, with the text that its width is measured by.
    pub fn number(&mut self, row: u32, column: usize, number: f64, shown: &str, format: &Format) {
        self.widen(row, column, scaled(cell_autofit_width(shown), BOLD) + PADDING);
        if let Some((row, column)) = self.place(row, column) {
            self.inner.write_number_with_format(row, column, number, format).expect("the place is in the sheet");
        }
    }

    /// A date, as a date; as words where it is before the first that a spreadsheet knows.
    pub fn date(&mut self, row: u32, column: usize, date: NaiveDate, format: &Format) {
        let written = self.locale.date(date);
        match excel_date(date) {
            Some(date) => self.moment(row, column, &date, &written, format),
            None => self.text(row, column, &written, format),
        }
    }

    /// The date of a window in the calendar.
    pub fn day(&mut self, row: u32, column: usize, date: NaiveDate, format: &Format) {
        match excel_date(date) {
            Some(date) => self.moment(row, column, &date, "", format),
            None => self.small(row, column, &self.locale.day(date), format),
        }
    }

    /// A time of day, as a time.
    pub fn time(&mut self, row: u32, column: usize, time: NaiveTime, format: &Format) {
        // Hours and minutes are below sixty, so they fit.
        let (hour, minute) = (time.hour() as u16, time.minute() as u8);
        let time = ExcelDateTime::from_hms(hour, minute, 0).expect("a time of day is one in a spreadsheet too");
        self.moment(row, column, &time, "00:00", format);
    }

    /// A cell that is only coloured.
    pub fn blank(&mut self, row: u32, column: usize, format: &Format) {
        if let Some((row, column)) = self.place(row, column) {
            self.inner.write_blank(row, column, format).expect("the place is in the sheet");
        }
    }

    /// Makes these columns as wide as the widest of them.
    pub fn even(&mut self, columns: std::ops::Range<usize>) {
        let widest = columns.clone().filter_map(|column| self.widths.get(&u16::try_from(column).ok()?)).max().copied();
        columns.for_each(|column| self.widen(0, column, widest.unwrap_or_default()));
    }

    /// Rows that can be folded away below the row before them. They are so at first where `away` says it; what is folded away is not
    /// printed.
    pub fn fold(&mut self, first: u32, last: u32, away: bool) {
        if first <= last && last < ROWS {
            self.inner.group_symbols_above(true);
            let rows = if away { Worksheet::group_rows_collapsed } else { Worksheet::group_rows };
            rows(&mut self.inner, first, last).expect("the rows are in the sheet and in order");
        }
    }

    /// How many of `wanted` rows fit below the first `taken`, where one row is kept for saying what is missing.
    pub fn room(taken: u32, wanted: usize) -> usize {
        wanted.min((ROWS - 1).saturating_sub(taken) as usize)
    }

    /// What the last row says where there was no room for more.
    pub fn full(locale: &Locale) -> &'static str {
        locale.pick(
            "Et regneark har ikke plads til flere rækker; roster.csv har dem alle.",
            "A spreadsheet has no room for more rows; roster.csv has them all.",
        )
    }

    /// The sheet, set up.
    pub fn finish(mut self, instance: &Instance, setup: &Setup) -> Worksheet {
        let (rows, columns) = (self.used.0.max(1), self.used.1.max(1));
        for (&column, &width) in &self.widths {
            let width = width.clamp(NARROWEST, self.widest);
            self.inner.set_column_width_pixels(column, width).expect("the column is in the sheet");
        }
        for (&row, &(last, wide)) in &self.paragraphs {
            let width = |column| self.widths.get(&column).map_or(USUAL, |width| (*width).clamp(NARROWEST, self.widest));
            let room: u32 = (0..=last).map(width).sum();
            let lines = wide.div_ceil(room.max(1)).clamp(1, MOST_LINES);
            self.heights.insert(row, f64::from(lines) * LINE_HEIGHT);
        }
        // Spreadsheets work the heights of rows out themselves when they please, and some only when a cell is edited.
        for (&row, &height) in &self.heights {
            self.inner.set_row_height(row, height).expect("the row is in the sheet");
        }
        let sheet = &mut self.inner;
        let in_sheet = "the rows and columns are in the sheet and in order";
        sheet.set_freeze_panes(setup.header_rows, setup.header_columns).expect(in_sheet);
        if let Some((first, last)) = setup.filter {
            let filtered = u16::try_from(self.filtered).map_or(columns, |before| columns.min(before));
            sheet.autofilter(first, 0, last.clamp(first, ROWS - 1), filtered.max(1) - 1).expect(in_sheet);
        }
        sheet.ignore_error_range(0, 0, rows - 1, columns - 1, IgnoreError::NumberStoredAsText).expect(in_sheet);
        let beginning = setup.printed == Printed::Beginning && rows > BEGINNING;
        let printed = if beginning { BEGINNING } else { rows };
        sheet.set_print_area(0, 0, printed - 1, columns - 1).expect(in_sheet);
        if setup.header_rows > 0 {
            sheet.set_repeat_rows(0, setup.header_rows - 1).expect(in_sheet);
        }
        let one_page = setup.printed == Printed::OnePage && rows <= MOST_ON_A_PAGE;
        sheet.set_paper_size(A4).set_print_fit_to_pages(1, u16::from(one_page || beginning));
        if setup.landscape {
            sheet.set_landscape();
        }
        let [left, right, top, bottom, header, footer] = MARGINS;
        sheet.set_margins(left, right, top, bottom, header, footer);
        sheet.set_header(above(self.locale, instance, None));
        let (page, of) = self.locale.pick(("Side", "af"), ("Page", "of"));
        let rest = if beginning { format!("&C{}", printed_text(self.locale.pick_of(REST))) } else { String::new() };
        sheet.set_footer(format!("&L{}{rest}&R{page} &P {of} &N", printed_text(self.name)));
        self.inner
    }

    fn measured(&mut self, row: u32, column: usize, text: &str, format: &Format, (scale, padding): (f64, u32)) {
        let wide = |text: &str| scaled(cell_autofit_width(text), scale);
        self.widen(row, column, text.split('\n').map(wide).max().unwrap_or_default() + padding);
        let room = self.widest.saturating_sub(padding);
        let margin = scaled(cell_autofit_width(""), scale);
        let word = |text: &str| wide(text) - margin;
        let lines: u32 = text.split('\n').map(|line| lines(line, room.saturating_sub(margin).max(1), word)).sum();
        if lines > 1 {
            let height = self.heights.entry(row).or_default();
            *height = (f64::from(lines.min(MOST_LINES)) * LINE_HEIGHT * scale).max(*height);
        }
        self.string(row, column, text, format);
    }

    fn string(&mut self, row: u32, column: usize, text: &str, format: &Format) {
        let Some((row, column)) = self.place(row, column) else {
            return;
        };
        let text = cropped(text.to_owned());
        // Such a text is a string in the file; the mark keeps it one when somebody edits the cell.
        let is_tempting = text.starts_with(|first: char| matches!(first, '=' | '+' | '-' | '@') || first.is_control());
        let marked = is_tempting.then(|| format.clone().set_quote_prefix());
        let format = marked.as_ref().unwrap_or(format);
        self.inner
            .write_string_with_format(row, column, text, format)
            .expect("the place is in the sheet, the text fits");
    }

    fn moment(&mut self, row: u32, column: usize, moment: &ExcelDateTime, shown: &str, format: &Format) {
        self.widen(row, column, cell_autofit_width(shown) + PADDING);
        if let Some((row, column)) = self.place(row, column) {
            self.inner.write_datetime_with_format(row, column, moment, format).expect("the place is in the sheet");
        }
    }

    fn widen(&mut self, row: u32, column: usize, pixels: u32) {
        if let Some((_, column)) = self.place(row, column) {
            let width = self.widths.entry(column).or_default();
            *width = pixels.max(*width);
        }
    }

    /// The place of a cell, where a sheet has it.
    fn place(&mut self, row: u32, column: usize) -> Option<(u32, u16)> {
        let column = u16::try_from(column).ok().filter(|&column| column < COLUMNS)?;
        if row >= ROWS {
            return None;
        }
        self.used = (self.used.0.max(row + 1), self.used.1.max(column + 1));
        Some((row, column))
    }
}

/// What stands above every printed page: title, whether the roster was sent out, and period.
pub fn above(locale: &Locale, instance: &Instance, state: Option<&str>) -> String {
    let middle = state.map_or_else(String::new, |state| format!("&C{}", printed_text(state)));
    format!("&L{}{middle}&R{}", printed_text(&instance.title), printed_text(&period(locale, instance)))
}

/// The days planned for: `5. januar 2026 – 29. marts 2026`.
pub fn period(locale: &Locale, instance: &Instance) -> String {
    format!("{} – {}", locale.long_date(instance.period.from), locale.long_date(instance.period.to))
}

fn excel_date(date: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok()?;
    ExcelDateTime::from_ymd(year, u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?).ok()
}

fn scaled(pixels: u32, by: f64) -> u32 {
    (f64::from(pixels) * by).ceil() as u32
}
