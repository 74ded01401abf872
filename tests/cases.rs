//! Whole commands on whole folders: every folder under `tests/cases` is one, named after what it shows.
//!
//! In: `cmd.toml` with the arguments and the expected status, `cmd.in` as the working folder, `cmd.stdout` and
//! `cmd.stderr`; with `cmd.out` the files that are there afterwards. `TRYCMD=overwrite cargo test --test cases` writes
//! what is printed now; read the difference before keeping it.

#[test]
fn cases() {
    trycmd::TestCases::new()
        .env("NO_COLOR", "1")
        // Help texts wrap at the terminal's width, which is none of the tests' business.
        .env("COLUMNS", "100")
        .case("tests/cases/*/cmd.toml");
}
