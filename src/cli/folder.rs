//! Folders as libraries.

use std::path::{Path, PathBuf};

use super::input::{self, Refusal};
use super::io::Io;
use super::options::Common;
use crate::diagnostic::{Code, Diagnostic};
use crate::library::{Builtin, Chain, File, Memory};
use crate::source::SourceMap;

/// Folders inside folders beyond which nothing is looked for: a link that leads back would never end.
const DEPTH: usize = 32;

/// Finds the files of a folder and of all folders in it whose name ends in one of these; names beginning with a dot are
/// passed over. In order.
pub(super) fn files(root: &Path, endings: &[&str]) -> Result<Vec<PathBuf>, Refusal> {
    let mut found = Vec::new();
    gather(root, endings, DEPTH, &mut found)?;
    found.sort();
    Ok(found)
}

fn gather(folder: &Path, endings: &[&str], depth: usize, found: &mut Vec<PathBuf>) -> Result<(), Refusal> {
    let unreadable = |problem: std::io::Error| input::unreadable(&folder.display().to_string(), &problem);
    if depth == 0 {
        let message = format!("cannot read `{}`: folders are nested too deeply", folder.display());
        return Err(Diagnostic::new(Code::UnreadableFile, message).into());
    }
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        if path.is_dir() {
            gather(&path, endings, depth - 1, found)?;
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push(path);
        }
    }
    Ok(())
}

/// The library that a command works with: the folder of the user, if there is one, before what is built in.
pub(super) type Library = Chain<Memory, Builtin>;

/// Opens the library. What is wrong with single files of the folder is told, and they are left out.
pub(super) fn library(common: &Common, map: &mut SourceMap, io: &mut Io<'_>) -> Result<Library, Refusal> {
    let first = match common.folder(io.surroundings()) {
        Some(folder) => {
            let (memory, problems) = read(&folder, map)?;
            common.complain(map, problems, io);
            memory
        }
        None => Memory::default(),
    };
    Ok(Chain { first, second: Builtin })
}

/// Reads the frameworks, catalogs and cases of a folder. Files that are not text or too large are told and left out.
pub(super) fn read(root: &Path, map: &mut SourceMap) -> Result<(Memory, Vec<Diagnostic>), Refusal> {
    let (mut read, mut problems) = (Vec::new(), Vec::new());
    for path in files(root, &[".hab", ".yaml", ".yml", ".json"])? {
        let name = display(&path);
        let limit = if name.ends_with(".hab") { input::FRAMEWORK_LIMIT } else { input::RECORD_LIMIT };
        match one(&path, &name, limit, map) {
            Ok(file) => read.push(file),
            Err(problem) => problems.push(*problem),
        }
    }
    Ok((Memory::new(read), problems))
}

/// The framework files that lie in the same folder as a file, so that its catalogs are found without being named. What
/// cannot be read is left out: nobody has asked for it.
pub(super) fn beside(path: &Path) -> Memory {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let wanted = entries.filter(|it| it.extension().is_some_and(|ending| ending == "hab") && it != path);
    let mut ignored = SourceMap::default();
    Memory::new(wanted.filter_map(|it| one(&it, &display(&it), input::FRAMEWORK_LIMIT, &mut ignored).ok()).collect())
}

/// The name of a file as people and libraries write it.
pub(super) fn display(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// Reads a file, or the standard input for `-`, into a library.
pub(super) fn file(path: &Path, limit: u64, map: &mut SourceMap, io: &mut Io<'_>) -> Result<File, Refusal> {
    if path == Path::new(input::STDIN) {
        let bytes = input::bytes(io.input(), limit, input::STDIN_NAME)?;
        return of_bytes(input::STDIN_NAME, bytes, map);
    }
    one(path, &display(path), limit, map)
}

fn one(path: &Path, name: &str, limit: u64, map: &mut SourceMap) -> Result<File, Refusal> {
    of_bytes(name, input::bytes(&mut input::open(path, name)?, limit, name)?, map)
}

fn of_bytes(name: &str, bytes: Vec<u8>, map: &mut SourceMap) -> Result<File, Refusal> {
    let text = String::from_utf8(bytes).map_err(|problem| {
        let at = problem.utf8_error().valid_up_to();
        input::not_text(name, problem.as_bytes(), at, map)
    })?;
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    Ok(File::new(name.to_owned(), text))
}
