//! The library that comes with the program is sound, and its cases come out as expected.

use std::path::Path;

use habilita::assess::cases;
use habilita::diagnostic::{Diagnostic, render};
use habilita::library::{Builtin, File, Loader, load};
use habilita::source::SourceMap;

fn shown(map: &SourceMap, diagnostics: Vec<Diagnostic>) -> String {
    render::human(map, &render::sorted(diagnostics), render::Style::default())
}

#[test]
fn every_framework_is_sound() {
    let mut map = SourceMap::default();
    let files: Vec<&File> = Builtin.files().into_iter().filter(|file| file.name.ends_with(".hab")).collect();
    assert!(!files.is_empty());
    let checked = load(&Builtin, &files, &mut map);
    assert!(checked.diagnostics.is_empty(), "{}", shown(&map, checked.diagnostics));
}

/// A framework alone, as `assess` loads it, is the same as among all others.
#[test]
fn every_framework_is_sound_alone() {
    for (id, headers) in Builtin.headers() {
        if headers.iter().all(|header| !header.framework) {
            continue;
        }
        let mut map = SourceMap::default();
        let checked = load(&Builtin, &Builtin.find(id), &mut map);
        assert!(checked.value.is_some(), "{id}\n{}", shown(&map, checked.diagnostics));
    }
}

#[test]
fn cases_come_out_as_expected() {
    let mut map = SourceMap::default();
    let files: Vec<&File> = Builtin.files().into_iter().filter(|file| file.is_case()).collect();
    let results = cases::run(&Builtin, &files, &mut map);
    let failed = results.outcomes.iter().filter(|outcome| outcome.passed != Some(true)).count();
    let all = results.outcomes.len();
    assert!(results.diagnostics.is_empty(), "{failed} of {all} failed\n{}", shown(&map, results.diagnostics));
    assert!(all > 0);
}

/// Every file of `frameworks/` belongs to the library: nothing is left out for its ending or its place.
#[test]
fn the_library_is_the_folder() {
    fn count(folder: &Path) -> usize {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.map(|path| if path.is_dir() { count(&path) } else { 1 }).sum()
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("frameworks");
    assert_eq!(count(&folder), Builtin.files().len());
}

#[test]
fn what_each_file_holds_was_found_at_build_time() {
    for file in Builtin.files() {
        assert_eq!(*file, File::new(file.name.clone(), file.text.clone()), "{}", file.name);
        assert_eq!(file.headers.is_empty(), !file.name.ends_with(".hab"), "{}", file.name);
        assert_eq!(Builtin.file(&file.name), Some(file));
    }
}
