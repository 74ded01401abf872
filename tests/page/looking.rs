//! Who looks for somebody on a page: how far it is to the answer, what is found, and what is left out meanwhile.
//!
//! In: pages of a whole hotline. Out: nothing, where they answer first what is asked first.

use headless_chrome::Tab;
use headless_chrome::types::PrintToPdfOptions;

use super::browser::{answer, as_is, hotline, open, value, wide};

/// How far below the top of the page something stands; `null` where it does not.
fn top(tab: &Tab, selector: &str) -> f64 {
    value(tab, &format!("document.querySelector(\"{selector}\")?.getBoundingClientRect().top"))
        .as_f64()
        .unwrap_or(f64::NAN)
}

#[test]
fn who_looks_for_a_shift_finds_it_at_the_top_of_the_page() {
    let place = hotline();
    for screen in [390, 1280] {
        for (wanted, people, days) in
            [("LEM01", 1, "p"), ("Tobias%20Lind,%20Lemvig", 1, "p"), ("Lemvig%20Kommune", 5, "m")]
        {
            open(place, &format!("report.html#filter={wanted}"), wide(screen), |tab, _| {
                let said = answer(tab);
                assert!(said.starts_with(&format!("Viser {people} person")) && said.contains("1 kommune"), "{said}");
                // A municipality's account comes first, and its shifts by week before those by day.
                let first = if days == "p" { "#agenda ol.shifts li" } else { "#agenda table.people tbody td" };
                let distance = top(tab, first);
                assert!(distance <= 500.0, "{wanted} on {screen} px: {distance}");
                let hidden = "['verdict', 'coverage', 'proof', 'people'].every(id => getComputedStyle(document.getElementById(id)).display === 'none')";
                assert_eq!(value(tab, hidden), true, "maps and proofs are of the whole");
                assert_eq!(value(tab, "document.documentElement.scrollWidth"), screen);
                let calendar = "[...document.querySelectorAll('#agenda a')].some(link => link.getAttribute('href') === 'calendars/665/LEM01.ics')";
                assert_eq!(value(tab, calendar), days == "p", "{wanted}");
            });
        }
    }
    assert!(place.join("calendars/665/LEM01.ics").is_file());
}

#[test]
fn several_names_are_found_at_once_and_names_in_tables_lead_to_theirs() {
    open(hotline(), "report.html#filter=Lemvig%20og%20Struer;%20AAL01", as_is, |tab, _| {
        assert!(answer(tab).contains("3 kommuner"), "{}", answer(tab));
        assert_eq!(value(tab, "document.querySelectorAll('#agenda h2').length"), 3);
        // Each municipality has its weeks, and not the first alone.
        assert_eq!(value(tab, "document.querySelectorAll('#agenda table.people').length"), 2);
        tab.wait_for_element("#agenda table.people tbody a").and_then(|link| link.click().map(|_| ())).expect("a link");
        assert!(answer(tab).starts_with("Viser 1 person, 1 kommune"), "{}", answer(tab));
        assert_eq!(value(tab, "document.activeElement.localName"), "h2", "the answer is read on");
    });
}

#[test]
fn the_shifts_of_one_person_print_on_a_page_or_two() {
    open(hotline(), "report.html#filter=LEM01", as_is, |tab, _| {
        let options = PrintToPdfOptions { prefer_css_page_size: Some(true), ..PrintToPdfOptions::default() };
        let pdf = tab.print_to_pdf(Some(options)).expect("a PDF");
        let pages = String::from_utf8_lossy(&pdf).matches("/Type /Page\n").count();
        assert!((1..=2).contains(&pages), "{pages} pages");
    });
}

#[test]
fn a_member_reads_what_a_withdrawal_means_for_it_at_the_top() {
    for screen in [390, 1280] {
        open(hotline(), "withdraw.html#filter=Struer%20Kommune", wide(screen), |tab, _| {
            assert_eq!(answer(tab), "Viser 1 kommune.");
            let distance = top(tab, "details:not([hidden]) li");
            assert!(distance <= 500.0, "{screen} px: {distance}");
            let told = value(tab, "document.querySelector('details:not([hidden])').textContent");
            assert!(told.as_str().unwrap().contains("Hvad det betyder for Struer, hvis Lemvig udtræder"), "{told}");
            assert_eq!(value(tab, "document.querySelectorAll('#shifts tbody tr:not([hidden])').length"), 1);
            assert_eq!(value(tab, "document.documentElement.scrollWidth"), screen);
        });
    }
}

#[test]
fn keys_alone_lead_to_a_persons_shifts_and_sort_a_table() {
    open(hotline(), "report.html", as_is, |tab, _| {
        let press = |key: &str, until: &str| {
            for _ in 0..60 {
                if value(tab, until) == true {
                    return;
                }
                tab.press_key(key).unwrap();
            }
            panic!("{key} does not lead to {until}");
        };
        press("Tab", "document.activeElement.id === 'q'");
        tab.type_str("lemvig").unwrap();
        assert!(answer(tab).starts_with("Viser 5 personer"), "{}", answer(tab));
        press("Tab", "document.activeElement.matches('#agenda table.people tbody a')");
        tab.press_key("Enter").unwrap();
        assert!(answer(tab).starts_with("Viser 1 person, 1 kommune"), "{}", answer(tab));
        press("Tab", "document.activeElement.matches('#shares th button')");
        tab.press_key("Enter").unwrap();
        assert_eq!(value(tab, "document.querySelectorAll('#shares th[aria-sort]').length"), 1);
    });
}

/// The strip of whoever is looked for, above the list and within the screen, and in words as well; every mark on its day.
#[test]
fn a_strip_shows_the_days_between_somebodys_shifts() {
    for screen in [390, 1280] {
        open(hotline(), "report.html#filter=LEM01", wide(screen), |tab, _| {
            answer(tab);
            let strip = "(() => { const strip = document.querySelector('#agenda .strip'), box = strip.getBoundingClientRect(); \
                         return [strip.querySelectorAll('b').length, box.left >= 0 && box.right <= innerWidth, \
                         strip.getAttribute('role'), strip.getAttribute('aria-label').split(' · ').length > 0, \
                         document.querySelectorAll('#agenda .weeks span').length]; })()";
            let shown = value(tab, strip);
            let lines = value(tab, "document.querySelectorAll('#agenda ol.shifts li').length");
            assert_eq!(shown, serde_json::json!([lines, true, "img", true, 14]), "{screen} px");
            // All but the first say how long after the one before they come.
            let since = "[...document.querySelectorAll('#agenda ol.shifts li')].slice(1).every(line => /efter forrige|samme dag/.test(line.textContent))";
            assert_eq!(value(tab, since), true);
        });
    }
    open(hotline(), "report.html", wide(390), |tab, _| {
        let strips = "[...document.querySelectorAll('#people .strip')].map(strip => strip.getBoundingClientRect())";
        let within = format!("{strips}.every(box => box.left >= 0 && box.right <= 390 && box.width > 300)");
        assert_eq!(value(tab, &within), true, "a phone shows every strip");
        assert!(value(tab, &format!("{strips}.length")).as_u64().unwrap() > 150);
    });
}
