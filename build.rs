//! Builds `frameworks/` into the program: a table of its files, with the catalogs and frameworks that each holds.

#![expect(clippy::disallowed_methods, reason = "a build script reads files and its environment")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, error, fs, io};

#[path = "src/syntax/headers.rs"]
mod headers;

fn main() -> Result<(), Box<dyn error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/syntax/headers.rs");
    println!("cargo::rerun-if-changed=frameworks");
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("frameworks");
    let mut files = Vec::new();
    gather(&root, "", &mut files)?;
    files.sort();
    let mut table = String::from("static FILES: &[File] = &[\n");
    for name in files {
        let path = root.join(&name);
        let found = if name.ends_with(".hab") { headers::headers(&fs::read_to_string(&path)?) } else { Vec::new() };
        writeln!(table, "File {{ name: std::borrow::Cow::Borrowed({name:?}),")?;
        writeln!(table, "text: std::borrow::Cow::Borrowed(include_str!({:?})),", path.display().to_string())?;
        writeln!(table, "headers: std::borrow::Cow::Borrowed(&[")?;
        for headers::Header { kind, id, version } in found {
            let framework = kind == headers::HeaderKind::Framework;
            write!(
                table,
                "crate::library::Header {{ framework: {framework}, id: std::borrow::Cow::Borrowed({id:?}), "
            )?;
            writeln!(table, "version: std::borrow::Cow::Borrowed({version:?}) }},")?;
        }
        table.push_str("]) },\n");
    }
    table.push_str("];\n");
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("library.rs"), table)?;
    Ok(())
}

/// Finds the files of a folder that belong to the library, with `/` between folders on every system.
fn gather(folder: &Path, prefix: &str, found: &mut Vec<String>) -> io::Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            gather(&entry.path(), &format!("{name}/"), found)?;
        } else if [".hab", ".yaml", ".yml", ".json"].iter().any(|ending| name.ends_with(ending)) {
            found.push(name);
        }
    }
    Ok(())
}
