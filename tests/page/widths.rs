//! Screens of every width: no page is wider than its window, captions end on it, and the answer stands at the top.
//!
//! In: every page of a hotline that is full, of one that is short, and of one of 98 members. Out: nothing, where all of them fit.

use std::path::Path;

use super::browser::{EVERY_PAGE, answer, as_is, hotline, large_hotline, open, short_hotline, value, wide};

/// A phone, a tablet and a desktop, and each of them at 200 %, which is half as wide.
const WIDTHS: [u32; 6] = [195, 350, 390, 700, 1280, 1400];

/// The pages whose filter knows people.
const OF_PEOPLE: [&str; 2] = ["report.html", "changed/report.html"];

/// The farthest that the first shift may be from the top, in pixels.
const FIRST_SHIFT: f64 = 500.0;

/// Captions that reach beyond the window.
const CUT: &str = "[...document.querySelectorAll('caption > span')].filter(one => one.offsetParent && one.getBoundingClientRect().right > innerWidth + 1).map(one => one.textContent)";

fn fits(place: &Path) {
    for page in EVERY_PAGE {
        open(place, page, as_is, |tab, _| {
            for width in WIDTHS {
                wide(width)(tab);
                let found = value(tab, "[innerWidth, document.documentElement.scrollWidth]");
                assert_eq!(found, serde_json::json!([width, width]), "{page} of {}", place.display());
                assert_eq!(value(tab, CUT), serde_json::json!([]), "{page} of {} at {width} px", place.display());
            }
        });
    }
    for page in OF_PEOPLE {
        for width in [390, 1400] {
            // The first person in the list.
            open(place, page, wide(width), |tab, _| {
                let first = "[...document.querySelectorAll('#choices option')].map(one => one.value).find(name => name.includes(', '))";
                let person = value(tab, first);
                let person = person.as_str().expect("a person to look for");
                tab.find_element("#q").and_then(|field| field.type_into(person).map(|_| ())).expect("a field");
                assert!(answer(tab).contains("1 person"), "{person}: {}", answer(tab));
                let top = value(
                    tab,
                    "document.querySelector('#agenda ol.shifts li, #agenda section > p + p').getBoundingClientRect().top",
                );
                assert!(top.as_f64().expect("a place") <= FIRST_SHIFT, "{person} on {width} px of {page}: {top}");
            });
        }
    }
}

#[test]
fn every_page_of_a_full_hotline_fits_its_screen() {
    fits(hotline());
}

#[test]
fn every_page_of_a_short_hotline_fits_its_screen() {
    fits(short_hotline());
}

/// It plans for some seconds and tries each of 98 members.
#[test]
#[ignore = "large"]
fn every_page_of_all_municipalities_fits_its_screen() {
    fits(large_hotline());
}
