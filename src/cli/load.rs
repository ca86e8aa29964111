//! From what the user names to checked frameworks.

use std::path::Path;

use super::folder::{self, Library};
use super::input;
use super::io::Io;
use crate::assess;
use crate::diagnostic::{Checked, Code, Diagnostic, nearest};
use crate::library::{self, Chain, File, Loader, Memory};
use crate::model::framework::Framework;
use crate::source::SourceMap;

/// What a command calls a framework: an id, perhaps with a version, or a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) name: String,
    pub(super) version: Option<String>,
    pub(super) is_file: bool,
}

impl Wanted {
    /// Tells an id from a file: a file ends in `.hab` or has a folder before it.
    pub(super) fn parse(text: &str) -> Self {
        let is_file = text.ends_with(".hab") || text.contains(['/', '\\']);
        if is_file {
            return Self { name: text.to_owned(), version: None, is_file };
        }
        match text.split_once('@') {
            Some((name, version)) => Self { name: name.to_owned(), version: Some(version.to_owned()), is_file },
            None => Self { name: text.to_owned(), version: None, is_file },
        }
    }
}

/// Finds and checks what is wanted: all versions of one framework, in the order of the files. A version that is named
/// exists.
pub(super) fn frameworks(
    wanted: &Wanted,
    library: &Library,
    map: &mut SourceMap,
    io: &mut Io<'_>,
) -> Checked<Vec<Framework>> {
    let refuse = |problem| Checked { value: None, diagnostics: vec![problem] };
    let own;
    let beside = if wanted.is_file { folder::beside(Path::new(&wanted.name)) } else { Memory::default() };
    let library = &Chain { first: beside, second: library };
    let (given, id) = if wanted.is_file {
        match folder::file(Path::new(&wanted.name), input::FRAMEWORK_LIMIT, map, io) {
            Ok(file) => own = file,
            Err(problem) => return refuse(*problem),
        }
        let ids: Vec<&str> = own.headers.iter().filter(|it| it.framework).map(|it| it.id.as_ref()).collect();
        match ids.as_slice() {
            // Without any head found, the parser says what is wrong.
            [] => (vec![&own], None),
            [first, rest @ ..] if rest.iter().all(|other| other == first) => (vec![&own], Some((*first).to_owned())),
            [first, ..] => {
                let message = format!("`{}` holds several frameworks", wanted.name);
                let help = format!("name one: `{first} --frameworks DIR`, with the folder of the file");
                return refuse(Diagnostic::new(Code::UnknownFramework, message).help(help));
            }
        }
    } else {
        let found = library.find(&wanted.name);
        let is_framework = |file: &&File| file.headers.iter().any(|it| it.framework && it.id == wanted.name);
        if !found.iter().any(is_framework) {
            return refuse(unknown(wanted, library));
        }
        (found, Some(wanted.name.clone()))
    };
    let mut checked = library::load(library, &given, map);
    if let (Some(all), Some(id)) = (&mut checked.value, &id) {
        all.retain(|framework| framework.id == *id);
        let version = wanted.version.as_deref();
        if let Some(problem) = version.and_then(|version| assess::unknown_version(version, all)) {
            return refuse(problem);
        }
    }
    if checked.value.as_ref().is_some_and(Vec::is_empty) {
        return refuse(Diagnostic::new(Code::UnknownFramework, format!("`{}` holds no framework", wanted.name)));
    }
    checked
}

/// Says that there is no such framework, and which may have been meant.
pub(super) fn unknown(wanted: &Wanted, library: &dyn Loader) -> Diagnostic {
    let headers = library.headers();
    if headers.contains_key(wanted.name.as_str()) {
        let message = format!("`{}` is a catalog, expected a framework", wanted.name);
        return Diagnostic::new(Code::UnknownFramework, message);
    }
    let frameworks = headers.iter().filter(|(_, all)| all.iter().any(|it| it.framework)).map(|(id, _)| *id);
    let diagnostic = Diagnostic::new(Code::UnknownFramework, format!("there is no framework `{}`", wanted.name));
    match nearest(&wanted.name, frameworks) {
        Some(near) => diagnostic.suggest(Some(near)),
        None => diagnostic.help("`habilita list` shows all; `--frameworks DIR` adds a folder"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_versions_and_files() {
        let parse = |text| {
            let wanted = Wanted::parse(text);
            (wanted.name, wanted.version, wanted.is_file)
        };
        assert_eq!(parse("us.tx.chw"), ("us.tx.chw".to_owned(), None, false));
        assert_eq!(parse("us.tx.chw@2026"), ("us.tx.chw".to_owned(), Some("2026".to_owned()), false));
        assert_eq!(parse("a@b/chw.hab"), ("a@b/chw.hab".to_owned(), None, true));
        assert_eq!(parse("chw.hab"), ("chw.hab".to_owned(), None, true));
    }

    #[test]
    fn the_nearest_is_suggested() {
        let library =
            Memory::new(vec![File::new("a.hab", "framework us.tx.chw version 1 { } catalog core version 1 { }")]);
        let help = |name: &str| unknown(&Wanted::parse(name), &library).help.unwrap_or_default();
        assert_eq!(help("us.tx.hcw"), "did you mean `us.tx.chw`?");
        assert_eq!(help("US.TX.CHW"), "did you mean `us.tx.chw`?");
        assert!(help("radiography").starts_with("`habilita list`"));
        assert!(unknown(&Wanted::parse("core"), &library).message.contains("is a catalog"));
    }
}
