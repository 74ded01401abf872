//! The program that is measured, and its command.

use std::path::Path;
use std::process::Command;

/// The program.
pub const VAGTPLAN: &str = env!("CARGO_BIN_EXE_vagtplan");

/// Which ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// The one that planners get.
    Fast,
    /// One variable per person and window, goal by goal.
    Plain,
}

/// The command that plans a folder.
pub fn command(folder: &Path, out: &Path, engine: Engine, limit: u64) -> Command {
    let mut command = Command::new(VAGTPLAN);
    command.arg("plan").arg(folder).arg("--out").arg(out).args(["--time-limit", &limit.to_string()]);
    if engine == Engine::Plain {
        command.arg("--plain");
    }
    command
}
