//! The picture of the ten years: a panel for each of six members, its balance after every quarter within the band of one
//! shift.
//!
//! In: the quarters. Out: an SVG, the same bytes wherever it is drawn. It must not show anything but what the ledger
//! says: the balances are the ledger's own.

use chrono::{Datelike, NaiveDate};
use num_traits::ToPrimitive;
use plotters::backend::SVGBackend;
use plotters::chart::ChartBuilder;
use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Rectangle, Text};
use plotters::series::LineSeries;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, IntoTextStyle, RGBColor, ShapeStyle, WHITE};

use crate::hotline::{MEMBERS, Member, Quarter};

/// Width and height in pixels.
const SIZE: (u32, u32) = (960, 660);

/// Rows and columns of panels.
const PANELS: (usize, usize) = (3, 2);

/// Who is shown, from the smallest to the largest, with those who come and go in between.
const SHOWN: [&str; 6] = ["Læsø", "Fanø", "Lemvig", "Odder", "Skive", "Aarhus"];

const FONT: &str = "sans-serif";
const INK: RGBColor = RGBColor(0x22, 0x2b, 0x38);
const MUTED: RGBColor = RGBColor(0x6b, 0x74, 0x80);
const RULE: RGBColor = RGBColor(0xb4, 0xbc, 0xc6);
const BAND: RGBColor = RGBColor(0xee, 0xf2, 0xf6);
const LINE: RGBColor = RGBColor(0x0b, 0x5c, 0x9e);

/// The picture.
pub fn draw(quarters: &[Quarter]) -> String {
    let mut svg = String::new();
    {
        let root = SVGBackend::with_string(&mut svg, SIZE).into_drawing_area();
        root.fill(&WHITE).expect("memory takes a picture");
        let (head, panels) = root.split_vertically(64);
        write(&head, "Ten years of balances: nobody is ever a whole shift away from its part", (24, 16), 20.0, INK);
        write(
            &head,
            "After each quarter: shifts owed (above zero) or worked ahead (below). The band is one shift either way. An invented hotline of ten members.",
            (24, 42),
            13.0,
            MUTED,
        );
        for (panel, name) in panels.margin(0, 8, 8, 16).split_evenly(PANELS).iter().zip(SHOWN) {
            let m = MEMBERS.iter().position(|member| member.name == name).expect("a member");
            draw_member(panel, &MEMBERS[m], &balances(quarters, m));
        }
        root.present().expect("memory takes a picture");
    }
    svg
}

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Panel<'a> = DrawingArea<SVGBackend<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// The balance after each quarter in which the municipality was a member, by the year that has gone by then.
fn balances(quarters: &[Quarter], m: usize) -> Vec<(f64, f64)> {
    let (joined, left) = (joined(&MEMBERS[m]), left(&MEMBERS[m]));
    let is_member = |quarter: &&Quarter| {
        joined.is_none_or(|joined| joined <= quarter.until) && left.is_none_or(|left| quarter.from < left)
    };
    let point = |quarter: &Quarter| (year(quarter.until), quarter.accounts[m].balance.to_f64().expect("a number"));
    quarters.iter().filter(is_member).map(point).collect()
}

fn draw_member(panel: &Area<'_>, member: &Member, balances: &[(f64, f64)]) {
    let title = format!("{}, {} inhabitants", member.name, grouped(member.population));
    write(panel, &title, (52, 8), 15.0, INK);
    let mut chart = ChartBuilder::on(panel)
        .margin_top(26)
        .margin_right(16)
        .x_label_area_size(24)
        .y_label_area_size(40)
        .build_cartesian_2d(2025.7..2036.0, -1.2..1.2)
        .expect("memory takes a picture");
    let area = chart.plotting_area().clone();
    put(&area, &Rectangle::new([(2026.0, -1.0), (2036.0, 1.0)], BAND.filled()));
    for height in [-1.0, 0.0, 1.0] {
        put(&area, &PathElement::new(vec![(2026.0, height), (2036.0, height)], RULE.stroke_width(1)));
    }
    for (height, label) in [(1.0, "+1"), (0.0, "0"), (-1.0, "−1")] {
        let style = (FONT, 12.0).with_color(MUTED).into_text_style(panel).pos(Pos::new(HPos::Right, VPos::Center));
        put(&area, &Text::new(label, (2025.8, height), style));
    }
    for label in [2026, 2028, 2030, 2032, 2034, 2036] {
        let style = (FONT, 12.0).with_color(MUTED).into_text_style(panel).pos(Pos::new(HPos::Center, VPos::Top));
        put(&area, &Text::new(label.to_string(), (f64::from(label), -1.2), style));
    }
    for (day, what) in [(joined(member), "joins"), (left(member), "leaves")] {
        let Some(day) = day else { continue };
        let at = year(day);
        put(&area, &PathElement::new(vec![(at, -1.0), (at, 1.0)], MUTED.stroke_width(1)));
        let (side, nudge) = if what == "joins" { (HPos::Right, -0.08) } else { (HPos::Left, 0.08) };
        let style = (FONT, 12.0).with_color(MUTED).into_text_style(panel).pos(Pos::new(side, VPos::Center));
        put(&area, &Text::new(what, (at + nudge, 0.8), style));
    }
    chart.draw_series(LineSeries::new(balances.iter().copied(), LINE.stroke_width(2))).expect("memory takes a picture");
    for &point in balances {
        put(&area, &Circle::new(point, 2.5, ShapeStyle::from(&LINE).filled()));
    }
}

/// Draws an element in the coordinates of a panel.
fn put<E>(panel: &Panel<'_>, element: &E)
where
    for<'e> &'e E: PointCollection<'e, (f64, f64)>,
    for<'a> E: Drawable<SVGBackend<'a>>,
{
    panel.draw(element).expect("memory takes a picture");
}

fn write(area: &Area<'_>, text: &str, at: (i32, i32), size: f64, color: RGBColor) {
    let style = (FONT, size).with_color(color).into_text_style(area);
    area.draw(&Text::new(text.to_owned(), at, style)).expect("memory takes a picture");
}

fn joined(member: &Member) -> Option<NaiveDate> {
    member.joined.parse().ok()
}

fn left(member: &Member) -> Option<NaiveDate> {
    member.left.parse().ok()
}

/// A date on the axis: `2026.5` is the middle of 2026.
fn year(date: NaiveDate) -> f64 {
    f64::from(date.year()) + f64::from(date.ordinal()) / 365.25
}

/// `349,983`.
fn grouped(number: u64) -> String {
    let (thousands, rest) = (number / 1000, number % 1000);
    format!("{thousands},{rest:03}")
}
