//! The lines of an iCalendar file (RFC 5545, section 3.1): escaped, folded and ended as every program expects them.
//!
//! In: names and values. Out: text in lines of at most 75 bytes with CRLF. There is nothing of the clock in them: libraries
//! that write calendars stamp what they are not told to, time zones among it, and the same roster has to give the same bytes.

/// The longest line, in bytes and without its end.
const LONGEST: usize = 75;

/// A file in the making.
#[derive(Debug, Default)]
pub struct Lines {
    text: String,
}

impl Lines {
    /// Adds a line whose value is what the standard calls it already: a date, a number, a word.
    pub fn word(&mut self, name: &str, value: &str) {
        self.folded(&format!("{name}:{value}"));
    }

    /// Adds a line whose value is text that people read, from wherever it comes.
    pub fn text(&mut self, name: &str, value: &str) {
        self.folded(&format!("{name}:{}", escaped(value)));
    }

    /// The file.
    pub fn bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    /// Adds a line, broken where it is long, and never within a letter.
    fn folded(&mut self, line: &str) {
        let mut taken = 0;
        for letter in line.chars() {
            if taken + letter.len_utf8() > LONGEST {
                self.text += "\r\n ";
                taken = 1;
            }
            self.text.push(letter);
            taken += letter.len_utf8();
        }
        self.text += "\r\n";
    }
}

/// Text as a value (section 3.3.11). Control characters are none of it; tabs are the spaces they look like.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' | '\r' => escaped += "\\n",
            '\t' => escaped.push(' '),
            _ if letter.is_control() => {}
            _ => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: &str) -> String {
        let mut lines = Lines::default();
        lines.text("X", value);
        String::from_utf8(lines.bytes()).unwrap()
    }

    #[test]
    fn text_from_outside_stays_text() {
        assert_eq!(text("a,b;c\\d\ne\r\nf:g\""), "X:a\\,b\\;c\\\\d\\ne\\nf:g\"\r\n");
        assert_eq!(text("a\u{0}\u{1b}[1m\tb\u{85}"), "X:a[1m b\r\n");
        assert_eq!(text("x\r\nEND:VEVENT"), "X:x\\nEND:VEVENT\r\n");
    }

    #[test]
    fn no_line_is_longer_than_75_bytes_and_none_is_broken_within_a_letter() {
        for length in 60..300 {
            let value = "æ€x".chars().cycle().take(length).collect::<String>();
            let written = text(&value);
            assert!(written.split("\r\n").all(|line| line.len() <= LONGEST), "{written}");
            assert_eq!(written.replace("\r\n ", ""), format!("X:{value}\r\n"));
        }
        assert_eq!(text(&"x".repeat(73)).matches("\r\n").count(), 1);
        assert_eq!(text(&"x".repeat(74)).matches("\r\n").count(), 2);
    }
}
