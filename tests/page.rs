//! The page in a browser, as its readers meet it: by mouse and by keyboard, on a phone, on paper, without its script.
//!
//! In: pages that the program under test writes. Out: nothing, where headless Chromium finds them in order. Where there is no
//! Chromium the tests say so and pass; with CI in the environment it has to be there, and `.ci/viewers` puts it there.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

use headless_chrome::protocol::cdp::types::Event;
use headless_chrome::protocol::cdp::{Emulation, Network};
use headless_chrome::types::PrintToPdfOptions;
use headless_chrome::{Browser, LaunchOptions, Tab};
use serde_json::Value;
use tempfile::TempDir;

const FLAGS: [&str; 4] =
    ["--disable-quic", "--disable-component-update", "--disable-background-networking", "--disable-sync"];

/// Where Chromium is; `None` with a note where it may be missing.
fn chromium() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let places: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let found =
        names.iter().flat_map(|name| places.iter().map(move |place| place.join(name))).find(|file| file.is_file());
    if found.is_none() {
        assert!(std::env::var_os("CI").is_none(), "CI is set and there is no Chromium: .ci/viewers installs it");
        eprintln!("skipped: no Chromium on the PATH; .ci/viewers installs it");
    }
    found
}

fn browser(chromium: PathBuf, profile: &Path) -> Browser {
    let options = LaunchOptions::default_builder()
        .path(Some(chromium))
        .sandbox(false)
        .user_data_dir(Some(profile.to_owned()))
        .window_size(Some((1280, 1000)))
        .args(FLAGS.map(OsStr::new).to_vec())
        .build()
        .expect("options with defaults");
    Browser::new(options).expect("Chromium starts")
}

fn vagtplan(arguments: &[&str]) -> i32 {
    let root = env!("CARGO_MANIFEST_DIR");
    let output = Command::new(env!("CARGO_BIN_EXE_vagtplan")).args(arguments).current_dir(root).output();
    output.expect("the program starts").status.code().expect("an exit code")
}

/// A folder with the page of the quickstart, in a language, and of what a withdrawal from it means.
fn pages(language: &str) -> TempDir {
    let place = tempfile::tempdir().expect("a temporary folder");
    let path = |name: &str| place.path().join(name).to_string_lossy().into_owned();
    assert_eq!(vagtplan(&["plan", "examples/quickstart", "--out", &path("plan")]), 0);
    let report = ["report", "examples/quickstart", &path("plan/roster.csv"), "--published", &path("plan/roster.csv")];
    assert_eq!(vagtplan(&[&report[..], &["--language", language, "--out", &path("")]].concat()), 0);
    let withdraw = ["withdraw", "examples/quickstart", "--municipality", "Lemvig", "--language", language];
    assert_eq!(vagtplan(&[&withdraw[..], &["--out", &path("")]].concat()), 0);
    place
}

/// What the browser reports while a page is open: errors, and every address that it asks for.
#[derive(Default)]
struct Seen {
    errors: Mutex<Vec<String>>,
    requests: Mutex<Vec<String>>,
}

/// Opens a page of a folder and hands it to `check`, with what was seen meanwhile.
fn open(place: &TempDir, page: &str, prepare: impl FnOnce(&Tab), check: impl FnOnce(&Tab, &Seen)) {
    let Some(chromium) = chromium() else { return };
    let profile = tempfile::tempdir().expect("a temporary folder");
    let browser = browser(chromium, profile.path());
    let tab = browser.new_tab().expect("a tab");
    let seen = Arc::new(Seen::default());
    let listener = Arc::clone(&seen);
    tab.enable_log().and_then(Tab::enable_runtime).expect("a console");
    tab.call_method(Network::Enable {
        max_total_buffer_size: None,
        max_resource_buffer_size: None,
        max_post_data_size: None,
        report_direct_socket_traffic: None,
        enable_durable_messages: None,
    })
    .expect("a network to watch");
    tab.add_event_listener(Arc::new(move |event: &Event| match event {
        Event::LogEntryAdded(entry) => listener.errors.lock().unwrap().push(entry.params.entry.text.clone()),
        Event::RuntimeExceptionThrown(thrown) => {
            listener.errors.lock().unwrap().push(thrown.params.exception_details.text.clone());
        }
        Event::RuntimeConsoleAPICalled(call) => listener.errors.lock().unwrap().push(format!("{:?}", call.params.args)),
        Event::NetworkRequestWillBeSent(sent) => {
            listener.requests.lock().unwrap().push(sent.params.request.url.clone())
        }
        _ => {}
    }))
    .expect("a listener");
    prepare(&tab);
    let address = format!("file://{}/{page}", place.path().display());
    tab.navigate_to(&address).and_then(Tab::wait_until_navigated).expect("the page loads");
    check(&tab, &seen);
    let errors = seen.errors.lock().unwrap();
    assert!(errors.is_empty(), "{page}: {errors:?}");
    let requests = seen.requests.lock().unwrap();
    let own = |url: &&String| url.starts_with("file://") && url.contains(page.split('#').next().unwrap_or(page));
    assert!(!requests.is_empty() && requests.iter().all(|url| own(&url)), "{page} asks for {requests:?}");
}

/// What an expression comes to, through JSON.
fn value(tab: &Tab, expression: &str) -> Value {
    let json = tab.evaluate(&format!("JSON.stringify({expression})"), true).expect("an expression").value;
    json.and_then(|json| serde_json::from_str(json.as_str()?).ok()).unwrap_or(Value::Null)
}

fn as_is(_: &Tab) {}

fn wide(width: u32) -> impl FnOnce(&Tab) {
    move |tab| {
        tab.call_method(Emulation::SetDeviceMetricsOverride {
            width,
            height: 844,
            device_scale_factor: 1.0,
            mobile: true,
            scale: None,
            screen_width: None,
            screen_height: None,
            position_x: None,
            position_y: None,
            dont_set_visible_size: None,
            screen_orientation: None,
            viewport: None,
            display_feature: None,
            device_posture: None,
        })
        .expect("a phone");
    }
}

/// Waits for the filter, which answers a moment after the last key.
const ANSWERED: &str = "new Promise(done => setTimeout(() => done(document.getElementById('hits').textContent), 400))";

fn answer(tab: &Tab) -> String {
    let said = tab.evaluate(ANSWERED, true).expect("an answer").value;
    said.and_then(|said| said.as_str().map(str::to_owned)).unwrap_or_default()
}

const SHIFTS: &str = "document.querySelectorAll('.calendar li:not([hidden])').length";
const PEOPLE: &str = "document.querySelectorAll('.people tr[data-p]:not([hidden])').length";

#[test]
fn the_filter_answers_keys_and_says_what_it_found() {
    open(&pages("en"), "report.html", as_is, |tab, _| {
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
    let person = page.split("<option value=\"").find(|option| option.contains("data-p=")).unwrap();
    let person = person.split('"').next().unwrap();
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
    open(&pages("da"), "report.html", off, |tab, _| {
        tab.call_method(Emulation::SetScriptExecutionDisabled { value: false }).unwrap();
        assert_eq!(value(tab, "document.getElementById('filter').hidden"), true);
        assert_eq!(value(tab, SHIFTS), 24);
        assert_eq!(value(tab, "document.querySelectorAll('svg').length"), 3);
    });
}

#[test]
fn a_phone_scrolls_tables_and_not_the_page() {
    let place = pages("da");
    for page in ["report.html", "withdraw.html"] {
        open(&place, page, wide(390), |tab, _| {
            assert_eq!(value(tab, "[innerWidth, document.documentElement.scrollWidth]"), serde_json::json!([390, 390]));
        });
    }
}

/// What is hidden for screen readers once lay outside of its table, and widened the page to one and a half screens.
#[test]
fn no_page_of_a_whole_hotline_is_wider_than_its_screen() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let path = |name: &str| place.path().join(name).to_string_lossy().into_owned();
    // How good the roster is makes no difference here.
    vagtplan(&["plan", "examples/ddh-2025", "--time-limit", "1", "--out", &path("plan")]);
    assert_eq!(vagtplan(&["report", "examples/ddh-2025", &path("plan/roster.csv"), "--out", &path("")]), 0);
    for screen in [390, 700, 1400] {
        open(&place, "report.html", wide(screen), |tab, _| {
            let page = value(tab, "[innerWidth, document.documentElement.scrollWidth]");
            assert_eq!(page, serde_json::json!([screen, screen]));
        });
    }
}

#[test]
fn the_page_prints() {
    open(&pages("da"), "report.html", as_is, |tab, _| {
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
    for (const link of document.querySelectorAll('a[href^=\'#\']')) if (!document.querySelector(link.getAttribute('href'))) wrong.push('a link to nowhere');
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
        for page in ["report.html", "withdraw.html"] {
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
