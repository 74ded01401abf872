//! Pictures for a council paper, as SVG: text stays text, and every picture says in words what it shows.
//!
//! In: a roster with all that is known of it. Out: SVG files, the same bytes for the same roster. Colour never says
//! anything alone: a number, a mark or a place says it too.

mod bars;
mod coverage;
pub mod demand;
mod rhythm;
pub mod withdrawal;

pub use bars::{burdens, shares};
pub use coverage::coverage;
pub(crate) use coverage::{hours, week_number};
pub use rhythm::{rhythm, rhythm_of};

use plotters::backend::SVGBackend;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};
use plotters_backend::DrawingBackend;

use crate::domain::{Exact, Instance};
use crate::report::locale::Locale;
use crate::report::subject::Subject;

/// The names of the files.
pub const FILES: [&str; 4] = ["coverage.svg", "shares.svg", "burdens.svg", "rhythm.svg"];

/// The files. A folder without burdens has no picture of them.
pub fn files(subject: &Subject<'_>) -> Vec<(String, Vec<u8>)> {
    let pictures = [Some(coverage(subject)), Some(shares(subject)), burdens(subject), Some(rhythm(subject))];
    let named = FILES.iter().zip(pictures).filter_map(|(name, picture)| Some(((*name).to_owned(), picture?)));
    named.map(|(name, picture)| (name, picture.into_bytes())).collect()
}

/// Text and axes.
pub(super) const INK: RGBColor = RGBColor(0x1c, 0x1c, 0x1c);
/// What is less important, still easy to read.
pub(super) const GREY: RGBColor = RGBColor(0x59, 0x59, 0x59);
/// Hairlines.
pub(super) const LINE: RGBColor = RGBColor(0xc9, 0xc6, 0xbf);
/// What was given.
pub(super) const BLUE: RGBColor = RGBColor(0x4f, 0x7c, 0xa8);
/// What is wrong.
pub(super) const RED: RGBColor = RGBColor(0x9b, 0x1c, 0x1c);
/// Paper, which makes a picture readable on any ground.
pub(super) const PAPER: RGBColor = RGBColor(0xff, 0xff, 0xff);

/// The size of ordinary text, in pixels.
pub(super) const TEXT: f64 = 12.0;

/// What draws into a picture.
pub(super) struct Pen<'a> {
    backend: SVGBackend<'a>,
}

/// The sentence for whoever cannot see that a drawing fails: writing to memory never does.
const MEMORY: &str = "a picture in memory can always be drawn";

impl Pen<'_> {
    /// A filled rectangle, from its upper left corner.
    pub(super) fn fill(&mut self, (x, y): (i32, i32), (width, height): (i32, i32), colour: RGBColor) {
        let style = ShapeStyle::from(colour).filled();
        self.backend.draw_rect((x, y), (x + width, y + height), &style, true).expect(MEMORY);
    }

    /// The outline of a rectangle.
    pub(super) fn frame(&mut self, (x, y): (i32, i32), (width, height): (i32, i32), colour: RGBColor) {
        self.backend.draw_rect((x, y), (x + width, y + height), &ShapeStyle::from(colour), false).expect(MEMORY);
    }

    /// A line through points.
    pub(super) fn line(&mut self, points: &[(i32, i32)], colour: RGBColor, width: u32) {
        let style = ShapeStyle::from(colour).stroke_width(width);
        self.backend.draw_path(points.iter().copied(), &style).expect(MEMORY);
    }

    /// Text, its middle on the height of the point.
    pub(super) fn text(&mut self, text: &str, at: (i32, i32), size: f64, colour: RGBColor, side: HPos) {
        self.write(text, at, size, colour, side, FontStyle::Normal);
    }

    /// The same in bold.
    pub(super) fn bold(&mut self, text: &str, at: (i32, i32), size: f64, colour: RGBColor, side: HPos) {
        self.write(text, at, size, colour, side, FontStyle::Bold);
    }

    fn write(&mut self, text: &str, at: (i32, i32), size: f64, colour: RGBColor, side: HPos, weight: FontStyle) {
        // The backend takes a font's height for its size, and writes 1 / 1.24 of it.
        const HEIGHT: f64 = 1.24;
        let font = plotters::style::FontDesc::new(FontFamily::SansSerif, size * HEIGHT, weight);
        let style = TextStyle::from(font).color(&colour).pos(Pos::new(side, VPos::Center));
        self.backend.draw_text(&printable(text), &style, at).expect(MEMORY);
    }
}

/// A picture with a title and a description in words, drawn by `paint`.
pub(super) fn drawn(
    locale: &Locale,
    title: &str,
    description: &str,
    (width, height): (i32, i32),
    paint: impl FnOnce(&mut Pen<'_>),
) -> String {
    let mut svg = String::new();
    let size = (width.unsigned_abs(), height.unsigned_abs());
    let mut pen = Pen { backend: SVGBackend::with_string(&mut svg, size) };
    pen.fill((0, 0), (width, height), PAPER);
    paint(&mut pen);
    pen.backend.present().expect(MEMORY);
    drop(pen);
    let words = maud::html! { title { (printable(title)) } desc { (printable(description)) } }.into_string();
    let language = locale.language().tag();
    let (open, rest) = svg.split_once(">\n").unwrap_or((&svg, ""));
    format!("{open} role=\"img\" xml:lang=\"{language}\" font-family=\"sans-serif\">\n{words}\n{rest}")
}

/// What a picture is about when it stands alone: title and period.
pub(super) fn about(locale: &Locale, instance: &Instance) -> String {
    let period = instance.period;
    format!("{}, {} – {}", instance.title, locale.long_date(period.from), locale.long_date(period.to))
}

/// Text without characters that XML has no place for.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') { '\u{fffd}' } else { c }).collect()
}

/// A name that fits into so many characters.
pub(crate) fn short(name: &str, most: usize) -> String {
    if name.chars().count() <= most {
        return name.to_owned();
    }
    let kept: String = name.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// A fraction for drawing.
pub(super) fn float(exact: &Exact) -> f64 {
    num_traits::ToPrimitive::to_f64(exact).filter(|value| value.is_finite()).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::report::sample;

    /// Every picture of the sample, whose names are as nasty as they get.
    fn pictures(language: Language) -> Vec<(String, Vec<u8>)> {
        let mut instance = sample::instance();
        instance.edit(|sample| {
            sample.title = "<script>\"&'\u{1b}".to_owned();
            sample.municipalities[0].name = "</text><script>alert(1)</script>\u{7}".to_owned();
        });
        let plan = sample::plan(&instance);
        let locale = Locale::new(language);
        files(&Subject::of_plan(&instance, &plan, &locale))
    }

    #[test]
    fn pictures_are_well_formed_whatever_the_names() {
        for language in Language::ALL {
            let all = pictures(language);
            assert_eq!(all.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), FILES);
            for (name, bytes) in all {
                let text = String::from_utf8(bytes).unwrap();
                let mut reader = quick_xml::Reader::from_str(&text);
                let mut titles = 0;
                loop {
                    match reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")) {
                        quick_xml::events::Event::Eof => break,
                        quick_xml::events::Event::Start(tag) => {
                            assert_ne!(tag.name().as_ref(), "script", "{name}");
                            titles += usize::from(matches!(tag.name().as_ref(), "title" | "desc"));
                        }
                        _ => {}
                    }
                }
                assert_eq!(titles, 2, "{name}");
                assert!(!text.contains(['\u{1b}', '\u{7}']), "{name}");
            }
        }
    }

    #[test]
    fn the_same_roster_gives_the_same_pictures_and_each_language_its_own() {
        let [danish, again] = [Language::Danish, Language::Danish].map(pictures);
        assert_eq!(danish, again);
        let english = pictures(Language::English);
        assert!(danish.iter().zip(&english).all(|(one, other)| one != other));
    }
}
