//! What every page has around its text: the head, the style, the one script, the filter, and tables that scroll by themselves.
//!
//! In: parts of a page. Out: HTML. The policy in the head lets nothing in but the style and that one script, which is named by its
//! hash, so that no text from outside could ever run.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use crate::report::locale::Locale;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("filter.js");

/// A part of a page under its own heading.
pub(super) struct Section {
    /// Its anchor.
    pub(super) id: &'static str,
    /// Its heading.
    pub(super) title: &'static str,
    /// All of it.
    pub(super) markup: Markup,
}

/// A section of the page.
pub(super) fn section(id: &'static str, title: &'static str, content: Markup) -> Section {
    let markup = html! {
        section id=(id) aria-labelledby={ (id) "-title" } {
            h2 id={ (id) "-title" } { (title) }
            (content)
        }
    };
    Section { id, title, markup }
}

/// A whole page.
pub(super) fn document(locale: &Locale, title: &str, filters: bool, body: &Markup) -> String {
    let script = STANDARD.encode(Sha256::digest(SCRIPT.as_bytes()));
    let scripts = if filters { format!("script-src 'sha256-{script}'; ") } else { String::new() };
    let policy = format!("default-src 'none'; style-src 'unsafe-inline'; {scripts}base-uri 'none'; form-action 'none'");
    let page = html! {
        (DOCTYPE)
        html lang=(locale.language().tag()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light";
                meta name="referrer" content="no-referrer";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { (locale.pick("Gå til indholdet", "Skip to the content")) }
                (body)
                @if filters { script { (PreEscaped(SCRIPT)) } }
            }
        }
    };
    // HTML has no place for control characters, and escaping leaves them.
    let is_odd = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\t');
    page.into_string().replace(is_odd, "\u{fffd}")
}

/// A table under its caption, in a container of its own, which scrolls where the screen is narrow and can be reached by keyboard
/// then. `class` says how it is set; `head` and `body` are its rows.
pub(super) fn captioned(class: &str, caption: &str, head: &Markup, body: &Markup) -> Markup {
    scrolling(
        caption,
        &html! {
            table class=[Some(class).filter(|class| !class.is_empty())] {
                caption { span { (caption) } }
                thead { (head) }
                (body)
            }
        },
    )
}

/// The row of headers above columns.
pub(super) fn heads<T: AsRef<str>>(titles: impl IntoIterator<Item = T>) -> Markup {
    html! { tr { @for title in titles { th scope="col" { (title.as_ref()) } } } }
}

/// What scrolls by itself, under a name.
pub(super) fn scrolling(name: &str, table: &Markup) -> Markup {
    html! { div.scroll role="group" tabindex="0" aria-label=(name) { (table) } }
}

/// A picture. It is well-formed and escaped already.
pub(super) fn figure(svg: &str) -> Markup {
    html! { figure.scroll tabindex="0" { (PreEscaped(svg)) } }
}

/// The line at the end.
pub(super) fn footer(locale: &Locale) -> Markup {
    html! {
        footer {
            p {
                (locale.pick("Lavet af", "Made by")) " vagtplan " (env!("CARGO_PKG_VERSION")) ". "
                (locale.pick(
                    "Siden henter intet fra nettet og kan gemmes, sendes og udskrives, som den er.",
                    "The page fetches nothing from the net; keep it, send it and print it as it is.",
                ))
            }
        }
    }
}

/// The control that shows what is looked for. It is hidden until the script is there to answer it.
pub(super) fn filter<'a>(locale: &Locale, label: &str, choices: impl IntoIterator<Item = &'a str>) -> Markup {
    html! {
        search id="filter" hidden {
            form {
                label for="q" { (label) }
                span.field {
                    input id="q" type="search" list="choices" autocomplete="off" spellcheck="false" aria-describedby="hits";
                    button type="reset" { (locale.pick("Vis alle", "Show all")) }
                }
                datalist id="choices" { @for choice in choices { option value=(choice) {} } }
                output id="hits" for="q" aria-live="polite" {}
            }
        }
    }
}

/// A name that shows what stands on the page of whom it is. `finds` is what finds that one alone.
pub(super) fn link(name: &str, finds: &str) -> Markup {
    html! { a href={ "#filter=" (fragment(finds)) } { (name) } }
}

/// A text as the part of an address behind its `#`.
fn fragment(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
