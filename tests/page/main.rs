//! The page in a browser, as its readers meet it: by mouse and by keyboard, on a phone, on paper, without its script.
//!
//! In: pages that the program under test writes. Out: nothing, where headless Chromium finds them in order. Where there is no
//! Chromium the tests say so and pass; with CI in the environment it has to be there, and `.ci/viewers` puts it there.

mod browser;
mod looking;
mod paper;
mod why;
mod widths;

use headless_chrome::Tab;
use headless_chrome::protocol::cdp::Emulation;
use headless_chrome::types::PrintToPdfOptions;

use browser::{answer, as_is, hotline, open, pages, vagtplan, value, wide};

const SHIFTS: &str = "document.querySelectorAll('.calendar li:not([hidden])').length";
const PEOPLE: &str = "document.querySelectorAll('.people tr[data-p]:not([hidden])').length";

#[test]
fn the_filter_answers_keys_and_says_what_it_found() {
    open(pages("en"), "report.html", as_is, |tab, _| {
        assert_eq!(value(tab, SHIFTS), 24);
        // From the top of the page by keyboard alone: tab until the field has the focus.
        for _ in 0..20 {
            if value(tab, "document.activeElement.id") == "q" {
                break;
            }
            tab.press_key("Tab").unwrap();
        }
        assert_eq!(value(tab, "document.activeElement.id"), "q", "the filter can be reached by keyboard");
        tab.type_str("lemvig").unwrap();
        let said = answer(tab);
        let shifts = value(tab, SHIFTS).as_u64().unwrap();
        assert!((4..=6).contains(&shifts), "{shifts} shifts of Lemvig");
        assert!(said.contains(&format!("{shifts} shifts")) && said.contains("1 municipality"), "{said}");
        assert_eq!(value(tab, "location.hash"), "#filter=lemvig");
        assert_eq!(
            value(tab, "document.querySelectorAll('#shares tr[data-m]:not([hidden]) th')[0].textContent"),
            "Lemvig"
        );
        tab.press_key("Tab").unwrap();
        tab.press_key("Enter").unwrap();
        assert_eq!(answer(tab), "");
        assert_eq!(value(tab, SHIFTS), 24);
        assert_eq!(value(tab, "location.hash"), "");
        tab.type_str("nobody of that name").unwrap();
        assert_eq!(answer(tab), "No municipality or person fits.");
        assert_eq!(value(tab, SHIFTS), 0);
    });
}

#[test]
fn a_link_to_a_person_opens_the_page_with_that_person() {
    let place = pages("da");
    let page = std::fs::read_to_string(place.path().join("report.html")).unwrap();
    // People stand with their municipality.
    let options = page.split("<option value=\"").skip(1).map(|option| option.split('"').next().unwrap());
    let person = options.clone().find(|option| option.contains(", ")).unwrap();
    open(&place, &format!("report.html#filter={}", person.replace(' ', "%20")), as_is, |tab, _| {
        assert_eq!(value(tab, PEOPLE), 1, "{person}");
        assert!(answer(tab).contains("1 person, 1 kommune"), "{}", answer(tab));
    });
}

#[test]
fn without_its_script_the_page_shows_everything() {
    let off = |tab: &Tab| {
        tab.call_method(Emulation::SetScriptExecutionDisabled { value: true }).expect("no scripts");
    };
    open(pages("da"), "report.html", off, |tab, _| {
        tab.call_method(Emulation::SetScriptExecutionDisabled { value: false }).unwrap();
        assert_eq!(value(tab, "document.getElementById('filter').hidden"), true);
        assert_eq!(value(tab, SHIFTS), 24);
        assert_eq!(value(tab, "document.querySelectorAll('svg').length"), 1);
    });
}

#[test]
fn a_phone_scrolls_tables_and_not_the_page() {
    let place = pages("da");
    for page in ["report.html", "withdraw.html", "compare.html"] {
        open(&place, page, wide(390), |tab, _| {
            assert_eq!(value(tab, "[innerWidth, document.documentElement.scrollWidth]"), serde_json::json!([390, 390]));
        });
    }
}

/// On a phone the calendar is a list, and names stay beside their figures.
#[test]
fn a_phone_shows_days_below_one_another_and_keeps_names_in_sight() {
    open(hotline(), "report.html", wide(390), |tab, _| {
        let lefts = "[...new Set([...document.querySelectorAll('.calendar td:not(.none)')].map(day => Math.round(day.getBoundingClientRect().left)))].length";
        assert_eq!(value(tab, lefts), 1, "days stand below one another");
        let stays = "(() => { const scroll = document.querySelector('#shares .scroll'), head = scroll.querySelector('tbody th'); \
                     const before = head.getBoundingClientRect().left; scroll.scrollLeft = 200; \
                     return [scroll.scrollLeft > 0, head.getBoundingClientRect().left - before]; })()";
        assert_eq!(value(tab, stays), serde_json::json!([true, 0]));
    });
}

#[test]
fn a_click_on_the_head_of_a_column_sorts_by_it() {
    open(hotline(), "report.html", as_is, |tab, _| {
        let deviations = "[...document.querySelectorAll('#shares table.sorts tbody')[0].rows].map(row => row.cells[3].textContent.replace('−', '-').replace(',', '.').replace(/[^\\d.+-]/g, ''))";
        let numbers = |tab: &headless_chrome::Tab| -> Vec<f64> {
            let texts = value(tab, deviations);
            texts.as_array().unwrap().iter().map(|text| text.as_str().unwrap().parse().unwrap()).collect()
        };
        let before = numbers(tab);
        let click = "document.querySelectorAll('#shares table.sorts')[0].tHead.rows[0].cells[3].querySelector('button').click()";
        tab.evaluate(click, false).unwrap();
        let down = numbers(tab);
        assert!(down.is_sorted_by(|one, other| one >= other) && down != before, "{down:?}");
        assert_eq!(
            value(tab, "document.querySelector('#shares th[aria-sort]').getAttribute('aria-sort')"),
            "descending"
        );
        tab.evaluate(click, false).unwrap();
        assert!(numbers(tab).is_sorted());
    });
}

#[test]
fn the_page_prints() {
    open(pages("da"), "report.html", as_is, |tab, _| {
        let options = PrintToPdfOptions { prefer_css_page_size: Some(true), ..PrintToPdfOptions::default() };
        let pdf = tab.print_to_pdf(Some(options)).expect("a PDF");
        assert!(pdf.starts_with(b"%PDF-"));
        let text = String::from_utf8_lossy(&pdf);
        let pages = text.matches("/Type /Page\n").count();
        assert!((2..=8).contains(&pages), "{pages} pages");
        // A4 in points.
        assert!(text.contains("/MediaBox [0 0 595") || text.contains("/MediaBox [0 0 594"), "no A4");
    });
}

#[test]
fn a_members_summary_is_one_page_however_many_people_it_has() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let path = |name: &str| place.path().join(name).to_string_lossy().into_owned();
    let large = ["--municipalities", "3", "--staff", "200", "--weeks", "13"];
    assert_eq!(vagtplan(&[&["generate", &path("large")], &large[..]].concat()), 0);
    for (folder, out) in [("examples/ddh-2025".to_owned(), "ddh"), (path("large"), "large/out")] {
        let run = ["plan", &folder, "--time-limit", "5", "--per-municipality", "--out", &path(out)];
        assert!(matches!(vagtplan(&run), 0 | 4));
    }
    let largest = ["ddh/municipalities/751 Aarhus", "ddh/municipalities/851 Aalborg"].map(str::to_owned);
    let others = std::fs::read_dir(place.path().join("large/out/municipalities")).expect("packs");
    let others = others.map(|pack| format!("large/out/municipalities/{}", pack.unwrap().file_name().display()));
    for pack in largest.into_iter().chain(others) {
        // Names with blanks and letters beyond ASCII stand otherwise in an address.
        std::fs::copy(place.path().join(pack.clone()).join("summary.html"), place.path().join("summary.html")).unwrap();
        open(&place, "summary.html", as_is, |tab, _| {
            let options = PrintToPdfOptions { prefer_css_page_size: Some(true), ..PrintToPdfOptions::default() };
            let pdf = tab.print_to_pdf(Some(options)).expect("a PDF");
            assert_eq!(String::from_utf8_lossy(&pdf).matches("/Type /Page\n").count(), 1, "{pack}");
        });
    }
}

/// Texts whose contrast with their ground is below what WCAG asks for at level AA.
const PALE: &str = r"(() => {
    const parts = colour => colour.match(/[\d.]+/g).map(Number);
    const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const ground = one => {
        for (; one; one = one.parentElement) {
            const colour = parts(getComputedStyle(one).backgroundColor);
            if (colour.length < 4 || colour[3] > 0) return colour;
        }
        return [255, 255, 255];
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), pale = [];
    let seen = 0;
    while (texts.nextNode()) {
        const one = texts.currentNode.parentElement;
        if (!texts.currentNode.textContent.trim() || one.closest('script, style, datalist, title, desc')) continue;
        const style = getComputedStyle(one), inSvg = one.closest('svg');
        const [front, back] = [light(parts(inSvg ? style.fill : style.color)), light(inSvg ? [255, 255, 255] : ground(one))];
        const contrast = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
        const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
        seen++;
        if (contrast < (large ? 3 : 4.5)) pale.push(one.textContent.trim().slice(0, 30) + ' ' + contrast.toFixed(2));
    }
    return { seen, pale };
})()";

/// What stands in the way of someone who hears the page.
const UNHEARD: &str = r"(() => {
    const wrong = [];
    for (const table of document.querySelectorAll('table')) {
        if (!table.caption || !table.caption.textContent.trim()) wrong.push('a table without a caption');
        for (const head of table.querySelectorAll('th')) if (!head.scope) wrong.push('a head without a scope: ' + head.textContent);
    }
    let level = 0;
    for (const heading of document.querySelectorAll('h1, h2, h3, h4')) {
        const next = Number(heading.localName[1]);
        if (next > level + 1 || !heading.textContent.trim()) wrong.push('heading out of order: ' + heading.textContent);
        level = next;
    }
    if (document.querySelectorAll('h1').length !== 1) wrong.push('not one h1');
    for (const control of document.querySelectorAll('input, select, button'))
        if (!(control.labels && control.labels.length) && !control.textContent.trim()) wrong.push('a control without a label');
    for (const picture of document.querySelectorAll('svg'))
        if (picture.getAttribute('role') !== 'img' || !picture.querySelector('title') || !picture.querySelector('desc')) wrong.push('a picture without words');
    for (const landmark of ['main', 'header', 'footer']) if (document.querySelectorAll('body > ' + landmark).length !== 1) wrong.push('not one ' + landmark);
    for (const link of document.querySelectorAll('a[href^=\'#\']:not([href^=\'#filter=\'])')) if (!document.querySelector(link.getAttribute('href'))) wrong.push('a link to nowhere');
    if (!document.documentElement.lang || !document.title) wrong.push('no language or title');
    const ids = [...document.querySelectorAll('[id]')].map(one => one.id);
    if (new Set(ids).size !== ids.length) wrong.push('an id is there twice');
    for (const scroll of document.querySelectorAll('.scroll')) if (scroll.tabIndex !== 0) wrong.push('a table that keys cannot scroll');
    return wrong;
})()";

#[test]
fn everybody_can_read_and_hear_the_pages() {
    for language in ["da", "en"] {
        let place = pages(language);
        for page in ["report.html", "withdraw.html", "compare.html"] {
            open(&place, page, as_is, |tab, _| {
                let contrast = value(tab, PALE);
                assert!(contrast["seen"].as_u64().unwrap() > 100, "{contrast}");
                assert_eq!(contrast["pale"], serde_json::json!([]), "{page}");
                assert_eq!(value(tab, UNHEARD), serde_json::json!([]), "{page}");
                assert_eq!(value(tab, "document.documentElement.lang"), language);
            });
        }
    }
}
