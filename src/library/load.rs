//! From files to checked frameworks.

use std::collections::VecDeque;

use super::{File, Loader};
use crate::check::{self, Input};
use crate::diagnostic::{Checked, Diagnostic, Severity};
use crate::model::framework::Framework;
use crate::source::{FileId, SourceMap};
use crate::syntax;

/// Parses and checks files together with the catalogs that they use, directly or through others; those are found by the
/// loader. No other file is parsed.
///
/// What is used and not found is said by the checker, at the place of the `use`.
///
/// ```
/// use habilita::library::{Builtin, File, load};
/// use habilita::source::SourceMap;
///
/// let mut map = SourceMap::default();
/// let file = File::new("x.hab", "framework x version 1 { use no.such as catalog-of-mine }");
/// let checked = load(&Builtin, &[&file], &mut map);
/// assert!(checked.value.is_none());
/// ```
#[must_use]
pub fn load(loader: &dyn Loader, given: &[&File], map: &mut SourceMap) -> Checked<Vec<Framework>> {
    let mut waiting: VecDeque<&File> = given.iter().copied().collect();
    let mut known: Vec<&File> = given.to_vec();
    let mut parsed = Vec::new();
    while let Some(file) = waiting.pop_front() {
        let id: FileId = map.add(file.name.as_ref(), file.text.as_ref());
        let parse = syntax::parse(id, map.text(id));
        for (used, _) in check::uses(&parse.file) {
            if !known.iter().any(|file| file.holds(&used)) {
                let found = loader.find(&used);
                let new = found.into_iter().filter(|file| known.iter().all(|other| other.name != file.name));
                let new: Vec<&File> = new.collect();
                known.extend(&new);
                waiting.extend(new);
            }
        }
        parsed.push((id, parse));
    }
    let map = &*map;
    let inputs: Vec<Input<'_>> =
        parsed.iter().map(|(id, parse)| Input { file: *id, tree: &parse.file, text: map.text(*id) }).collect();
    let mut checked = check::check(&inputs);
    let slips: Vec<Diagnostic> = parsed.into_iter().flat_map(|(_, parse)| parse.diagnostics).collect();
    if slips.iter().any(|slip| slip.severity == Severity::Error) {
        checked.value = None;
    }
    checked.diagnostics.extend(slips);
    checked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Memory;

    #[test]
    fn only_what_is_used_is_parsed() {
        let file = |name: &'static str, text: &'static str| File::new(name, text);
        let library = Memory::new(vec![
            file("core.hab", "catalog core version 1 { use titles as t }"),
            file("chw.hab", "framework chw version 1 { use core as c  use missing as m }"),
            file("titles.hab", "catalog titles version 1 { use core as back }"),
            file("other.hab", "framework other version 1 { use core as c }"),
        ]);
        let mut map = SourceMap::default();
        let _ = load(&library, &library.find("chw"), &mut map);
        let names: Vec<&str> = (0..).map_while(|id| map.get(FileId(id))).map(|file| file.name()).collect();
        assert_eq!(names, ["chw.hab", "core.hab", "titles.hab"]);
    }

    #[test]
    fn a_file_given_hides_the_one_of_the_library() {
        let library = Memory::new(vec![File::new("core.hab", "catalog core version 1 { }")]);
        let own = File::new("mine.hab", "catalog core version 2 { } framework chw version 1 { use core as c }");
        let mut map = SourceMap::default();
        let _ = load(&library, &[&own], &mut map);
        assert!(map.get(FileId(1)).is_none());
    }
}
