//! The folder `frameworks/`, built into the program.

use super::{File, Loader};

include!(concat!(env!("OUT_DIR"), "/library.rs"));

/// The frameworks, catalogs and cases that come with the program. What each file holds was found at build time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Builtin;

impl Loader for Builtin {
    fn files(&self) -> Vec<&File> {
        FILES.iter().collect()
    }

    fn find(&self, id: &str) -> Vec<&File> {
        FILES.iter().filter(|file| file.holds(id)).collect()
    }

    fn file(&self, name: &str) -> Option<&File> {
        FILES.binary_search_by(|file| (*file.name).cmp(name)).ok().and_then(|at| FILES.get(at))
    }
}
