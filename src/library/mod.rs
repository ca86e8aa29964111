//! Where framework files come from.
//!
//! In come an identifier and loaders; out come the texts of the files that are needed for it, and no others: only what
//! is used is parsed. The library built into the program is one loader, files held in memory another; one that reads
//! folders is in `cli`, the only room that knows a file system.

mod builtin;
mod load;

use std::borrow::Cow;
use std::collections::BTreeMap;

pub use builtin::Builtin;
pub use load::load;

use crate::syntax::{self, HeaderKind};

/// What a catalog or framework says of itself in its first line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Whether it is a framework; else it is a catalog.
    pub framework: bool,
    /// Its identifier.
    pub id: Cow<'static, str>,
    /// Its version.
    pub version: Cow<'static, str>,
}

/// A file of a library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name: a path with `/` between folders.
    pub name: Cow<'static, str>,
    /// Its text.
    pub text: Cow<'static, str>,
    /// Its catalogs and frameworks; none in a case or record.
    pub headers: Cow<'static, [Header]>,
}

impl File {
    /// Makes a file and finds out what it holds. In data (`.yaml`, `.yml`, `.json`) there are no frameworks.
    ///
    /// ```
    /// let file = habilita::library::File::new("chw.hab", "framework us.tx.chw version 2026 { }");
    /// assert_eq!(file.headers[0].id, "us.tx.chw");
    /// ```
    #[must_use]
    pub fn new(name: impl Into<Cow<'static, str>>, text: impl Into<Cow<'static, str>>) -> Self {
        let (name, text) = (name.into(), text.into());
        let headers = if is_data(&name) { Vec::new() } else { syntax::headers(&text) };
        let header = |found: syntax::Header| Header {
            framework: found.kind == HeaderKind::Framework,
            id: found.id.into(),
            version: found.version.into(),
        };
        Self { name, text, headers: headers.into_iter().map(header).collect() }
    }

    /// Tells whether it holds a catalog or framework of this identifier.
    #[must_use]
    pub fn holds(&self, id: &str) -> bool {
        self.headers.iter().any(|header| header.id == id)
    }

    /// Tells whether it is a case, or a record that cases begin with: it lies in a folder named `cases`.
    #[must_use]
    pub fn is_case(&self) -> bool {
        let folder = self.name.rsplit('/').nth(1);
        is_data(&self.name) && folder == Some("cases")
    }
}

/// Endings of records and cases.
const DATA: [&str; 3] = [".yaml", ".yml", ".json"];

fn is_data(name: &str) -> bool {
    DATA.iter().any(|ending| name.ends_with(ending))
}

/// A source of framework files, and of the cases beside them.
pub trait Loader {
    /// All files, in the order of their names.
    fn files(&self) -> Vec<&File>;

    /// The files that hold catalogs or frameworks of this identifier, in the order of their names.
    fn find(&self, id: &str) -> Vec<&File> {
        self.files().into_iter().filter(|file| file.holds(id)).collect()
    }

    /// The file of this name.
    fn file(&self, name: &str) -> Option<&File> {
        self.files().into_iter().find(|file| file.name == name)
    }

    /// Identifiers of all catalogs and frameworks with their headers, in order: all versions of one stand together in
    /// the order of the files.
    fn headers(&self) -> BTreeMap<&str, Vec<&Header>> {
        let mut headers: BTreeMap<&str, Vec<&Header>> = BTreeMap::new();
        for header in self.files().into_iter().flat_map(|file| file.headers.iter()) {
            headers.entry(&header.id).or_default().push(header);
        }
        headers
    }
}

/// Files held in memory.
///
/// ```
/// use habilita::library::{File, Loader, Memory};
///
/// let memory = Memory::new(vec![File::new("a.hab", "catalog a version 1 { }")]);
/// assert_eq!(memory.find("a").len(), 1);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Memory {
    files: Vec<File>,
}

impl Memory {
    /// Puts files in the order of their names. Of two with one name the first stays.
    #[must_use]
    pub fn new(mut files: Vec<File>) -> Self {
        files.sort_by(|a, b| a.name.cmp(&b.name));
        files.dedup_by(|later, earlier| later.name == earlier.name);
        Self { files }
    }

    /// Gives the files back.
    #[must_use]
    pub fn into_files(self) -> Vec<File> {
        self.files
    }
}

impl Loader for Memory {
    fn files(&self) -> Vec<&File> {
        self.files.iter().collect()
    }
}

/// A loader before another: what the first has, hides what the second has under the same identifier or name.
#[derive(Debug, Clone)]
pub struct Chain<A, B> {
    /// Asked first.
    pub first: A,
    /// Asked for what the first does not have.
    pub second: B,
}

impl<A: Loader, B: Loader> Loader for Chain<A, B> {
    fn files(&self) -> Vec<&File> {
        let mut files = self.first.files();
        let hidden = |file: &File| {
            file.headers.iter().any(|header| !self.first.find(&header.id).is_empty())
                || self.first.file(&file.name).is_some()
        };
        files.extend(self.second.files().into_iter().filter(|file| !hidden(file)));
        files
    }

    fn find(&self, id: &str) -> Vec<&File> {
        let found = self.first.find(id);
        if found.is_empty() { self.second.find(id) } else { found }
    }

    fn file(&self, name: &str) -> Option<&File> {
        self.first.file(name).or_else(|| self.second.file(name))
    }
}

impl<L: Loader + ?Sized> Loader for &L {
    fn files(&self) -> Vec<&File> {
        (**self).files()
    }

    fn find(&self, id: &str) -> Vec<&File> {
        (**self).find(id)
    }

    fn file(&self, name: &str) -> Option<&File> {
        (**self).file(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memory(files: &[(&'static str, &'static str)]) -> Memory {
        Memory::new(files.iter().map(|(name, text)| File::new(*name, *text)).collect())
    }

    fn names(files: &[&File]) -> Vec<String> {
        files.iter().map(|file| file.name.to_string()).collect()
    }

    #[test]
    fn versions_in_several_files() {
        let library = memory(&[
            ("b.hab", "framework chw version 2 { }"),
            ("a.hab", "framework chw version 1 { } catalog x version 1 { }"),
        ]);
        assert_eq!(names(&library.find("chw")), ["a.hab", "b.hab"]);
        let versions: Vec<_> = library.headers()["chw"].iter().map(|header| header.version.to_string()).collect();
        assert_eq!(versions, ["1", "2"]);
    }

    #[test]
    fn the_first_of_a_chain_hides_the_second() {
        let own = memory(&[("mine.hab", "framework chw version 9 { }")]);
        let built = memory(&[("chw.hab", "framework chw version 1 { }"), ("core.hab", "catalog core version 1 { }")]);
        let chain = Chain { first: own, second: built };
        assert_eq!(names(&chain.find("chw")), ["mine.hab"]);
        assert_eq!(names(&chain.find("core")), ["core.hab"]);
        assert_eq!(names(&chain.files()), ["mine.hab", "core.hab"]);
        assert_eq!(chain.file("core.hab").map(|file| file.headers.len()), Some(1));
    }

    #[test]
    fn cases_lie_in_their_folder() {
        let case = |name: &'static str| File::new(name, "").is_case();
        assert!(case("us/tx/chw/cases/age.yaml"));
        assert!(case("cases/age.json"));
        assert!(!case("us/tx/chw/age.yaml"));
        assert!(!case("us/tx/chw/cases/notes.md"));
    }
}
