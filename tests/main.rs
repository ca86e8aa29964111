//! All integration tests in one program: each file of this folder is a module.

#![expect(clippy::disallowed_methods, reason = "tests read the files of the project")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail at once"
)]

#[cfg(feature = "cli")]
mod bad_input;
#[cfg(feature = "cli")]
mod command_line;
#[cfg(feature = "cli")]
mod curricula;
mod diagnostics;
mod docs;
mod frameworks;
mod joint;
mod laws;
mod plans;
#[cfg(feature = "cli")]
mod process;
mod rooms;
mod words;

use std::path::Path;

/// Names of the Rust files in a folder of the crate, without their ending.
fn modules(folder: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap_or_else(|problem| panic!("{}: {problem}", folder.display()))
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| Some(name.strip_suffix(".rs")?.to_owned()))
        .collect();
    names.sort();
    names
}

#[test]
fn no_file_is_forgotten() {
    let this = include_str!("main.rs");
    let forgotten: Vec<String> = modules("tests")
        .into_iter()
        .filter(|name| name != "main" && !this.lines().any(|line| line.trim() == format!("mod {name};")))
        .collect();
    assert!(forgotten.is_empty(), "add to tests/main.rs: {forgotten:?}");
}

/// Compares a file of the project with what it should be, or writes it if `HABILITA_UPDATE` is set.
fn is_current(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    if std::env::var_os("HABILITA_UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == text, "{name} is out of date; `HABILITA_UPDATE=1 cargo test` writes it anew");
}
