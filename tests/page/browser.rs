//! A headless Chromium, and the pages that are opened in it.
//!
//! In: the program under test and example folders. Out: pages in temporary folders, and tabs that show them.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use headless_chrome::protocol::cdp::types::Event;
use headless_chrome::protocol::cdp::{Emulation, Network};
use headless_chrome::{Browser, LaunchOptions, Tab};
use serde_json::Value;
use tempfile::TempDir;

const FLAGS: [&str; 4] =
    ["--disable-quic", "--disable-component-update", "--disable-background-networking", "--disable-sync"];

/// How long Chromium may take to answer: it prints a whole hotline in a second or two, but the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(180);

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
        .idle_browser_timeout(PATIENCE)
        .args(FLAGS.map(OsStr::new).to_vec())
        .build()
        .expect("options with defaults");
    Browser::new(options).expect("Chromium starts")
}

pub fn vagtplan(arguments: &[&str]) -> i32 {
    let root = env!("CARGO_MANIFEST_DIR");
    let output = Command::new(env!("CARGO_BIN_EXE_vagtplan")).args(arguments).current_dir(root).output();
    output.expect("the program starts").status.code().expect("an exit code")
}

/// A folder with the page of the quickstart, in a language, of what a withdrawal from it means, and of scenarios.
pub fn pages(language: &str) -> TempDir {
    let place = tempfile::tempdir().expect("a temporary folder");
    let path = |name: &str| place.path().join(name).to_string_lossy().into_owned();
    assert_eq!(vagtplan(&["plan", "examples/quickstart", "--out", &path("plan")]), 0);
    let report = ["report", "examples/quickstart", &path("plan/roster.csv"), "--published", &path("plan/roster.csv")];
    assert_eq!(vagtplan(&[&report[..], &["--language", language, "--out", &path("")]].concat()), 0);
    let withdraw = ["withdraw", "examples/quickstart", "--municipality", "Lemvig", "--language", language];
    assert_eq!(vagtplan(&[&withdraw[..], &["--out", &path("")]].concat()), 0);
    // Scenarios with fewer people than seats, and with a newcomer who has no staff, which is a finding.
    let compare = ["compare", "examples/quickstart", "--set", "rules.shifts_per_week=1", "--with", "Holstebro"];
    assert_eq!(vagtplan(&[&compare[..], &["--language", language, "--out", &path("")]].concat()), 0);
    place
}

/// What the browser reports while a page is open: errors, and every address that it asks for.
#[derive(Default)]
pub struct Seen {
    errors: Mutex<Vec<String>>,
    requests: Mutex<Vec<String>>,
}

/// Opens a page of a folder and hands it to `check`, with what was seen meanwhile.
pub fn open(place: impl AsRef<Path>, page: &str, prepare: impl FnOnce(&Tab), check: impl FnOnce(&Tab, &Seen)) {
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
    let address = format!("file://{}/{page}", place.as_ref().display());
    tab.navigate_to(&address).and_then(Tab::wait_until_navigated).expect("the page loads");
    check(&tab, &seen);
    let errors = seen.errors.lock().unwrap();
    assert!(errors.is_empty(), "{page}: {errors:?}");
    let requests = seen.requests.lock().unwrap();
    let own = |url: &&String| url.starts_with("file://") && url.contains(page.split('#').next().unwrap_or(page));
    assert!(!requests.is_empty() && requests.iter().all(|url| own(&url)), "{page} asks for {requests:?}");
}

/// What an expression comes to, through JSON.
pub fn value(tab: &Tab, expression: &str) -> Value {
    let json = tab.evaluate(&format!("JSON.stringify({expression})"), true).expect("an expression").value;
    json.and_then(|json| serde_json::from_str(json.as_str()?).ok()).unwrap_or(Value::Null)
}

pub fn as_is(_: &Tab) {}

pub fn wide(width: u32) -> impl FnOnce(&Tab) {
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

pub fn answer(tab: &Tab) -> String {
    let said = tab.evaluate(ANSWERED, true).expect("an answer").value;
    said.and_then(|said| said.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The pages of a whole hotline. How good its roster is makes no difference here.
pub fn hotline() -> &'static Path {
    static PLACE: OnceLock<PathBuf> = OnceLock::new();
    PLACE.get_or_init(|| every_page("page-hotline", "examples/ddh-2025", "Lemvig"))
}

/// The pages of one that has too few staff: a fifth of its seats stay unfilled.
pub fn short_hotline() -> &'static Path {
    static PLACE: OnceLock<PathBuf> = OnceLock::new();
    PLACE.get_or_init(|| {
        generated("page-short", &["--municipalities", "12", "--staff", "80", "--hard", "too-few-staff"])
    })
}

/// The pages of one of all municipalities there are.
pub fn large_hotline() -> &'static Path {
    static PLACE: OnceLock<PathBuf> = OnceLock::new();
    PLACE.get_or_init(|| generated("page-large", &["--municipalities", "98", "--staff", "700"]))
}

fn generated(name: &str, size: &[&str]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-folder"));
    if folder.exists() {
        std::fs::remove_dir_all(&folder).expect("a folder of an earlier run");
    }
    let folder = folder.to_string_lossy().into_owned();
    assert_eq!(vagtplan(&[&["generate", &folder], size].concat()), 0);
    every_page(name, &folder, "Skive")
}

/// Every page there is of a folder: of its roster, of one that takes the place of another, of who leaves, each alone, who joins, and of scenarios.
fn every_page(name: &str, folder: &str, leaver: &str) -> PathBuf {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let path = |name: &str| place.join(name).to_string_lossy().into_owned();
    assert!(matches!(vagtplan(&["plan", folder, "--time-limit", "1", "--out", &path("plan")]), 0 | 4));
    let report = ["report", folder, &path("plan/roster.csv"), "--language", "da"];
    assert!(matches!(vagtplan(&[&report[..], &["--calendars", "--out", &path("")]].concat()), 0 | 4));
    // As if people had been sent a roster in which nobody sat on the first seats.
    let roster = std::fs::read_to_string(path("plan/roster.csv")).expect("the roster");
    let published: String =
        roster.lines().enumerate().filter(|(n, _)| !(1..9).contains(n)).map(|(_, line)| format!("{line}\n")).collect();
    std::fs::write(path("published.csv"), published).expect("a file beside it");
    let against = ["--published".to_owned(), path("published.csv"), "--out".to_owned(), path("changed")];
    let against: Vec<&str> = against.iter().map(String::as_str).collect();
    assert!(matches!(vagtplan(&[&report[..], &against].concat()), 0 | 4));
    let da = ["--language", "da", "--out", &path("")];
    assert_eq!(vagtplan(&[&["withdraw", folder, "--municipality", leaver], &da[..]].concat()), 0);
    assert_eq!(vagtplan(&[&["withdraw", folder, "--all"], &da[..]].concat()), 0);
    let joins = ["join", folder, "--municipality", "Nyby", "--population", "40000"];
    assert_eq!(vagtplan(&[&joins[..], &da[..]].concat()), 0);
    let compare =
        ["compare", folder, "--without", leaver, "--set", "rules.shifts_per_week=3", "--with", "Nyby:40000:3"];
    assert_eq!(vagtplan(&[&compare[..], &["--time-limit", "1"], &da[..]].concat()), 0);
    place
}

/// The names of these pages.
pub const EVERY_PAGE: [&str; 6] =
    ["report.html", "changed/report.html", "withdraw.html", "withdraw-all.html", "join.html", "compare.html"];
