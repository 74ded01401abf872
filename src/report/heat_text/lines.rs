//! Lines of styled text, below one another and side by side.
//!
//! In: pieces of text with their styles. Out: text that knows how many columns it takes.

use anstyle::Style;

/// Blanks between two blocks that stand side by side.
const GAP: usize = 4;

/// A line with its styles, and the columns it takes.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    text: String,
    columns: usize,
    /// The style that the text ends in.
    style: Option<Style>,
}

impl Line {
    /// Adds text in a style; one that goes on is not begun anew.
    pub(super) fn push(&mut self, text: &str, style: Option<Style>) {
        if self.style != style {
            self.end();
            if let Some(style) = style {
                self.text.push_str(&style.to_string());
            }
            self.style = style;
        }
        self.text.push_str(text);
        self.columns += text.chars().count();
    }

    fn end(&mut self) {
        if let Some(style) = self.style.take() {
            self.text.push_str(&format!("{style:#}"));
        }
    }
}

/// Lines below one another; where there are more than `most`, in as many blocks as there is room for.
pub(super) fn beside_each_other(header: &Line, lines: &[Line], block: usize, most: usize, width: u16) -> String {
    let widest = lines.iter().map(|line| line.columns).max().unwrap_or(0).max(block);
    let room = (usize::from(width) + GAP) / (widest + GAP);
    let blocks = lines.len().div_ceil(most).clamp(1, room.max(1));
    let height = lines.len().div_ceil(blocks);
    let columns: Vec<Vec<&Line>> =
        lines.chunks(height).map(|lines| std::iter::once(header).chain(lines).collect()).collect();
    let mut text = String::new();
    for row in 0..=height {
        let mut whole = Line::default();
        for (place, line) in columns.iter().enumerate().filter_map(|(place, column)| Some((place, column.get(row)?))) {
            let gap = (place * (widest + GAP)).saturating_sub(whole.columns);
            whole.push(&" ".repeat(gap), None);
            let mut line = (*line).clone();
            line.end();
            whole.text.push_str(&line.text);
            whole.columns += line.columns;
        }
        text.push_str(whole.text.trim_end());
        text.push('\n');
    }
    text
}
