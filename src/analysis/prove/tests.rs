use super::*;
use crate::library::{self, Builtin, Loader as _};
use crate::source::SourceMap;

fn library() -> Vec<Framework> {
    let builtin = Builtin;
    let files = builtin.files();
    let files: Vec<_> = files.into_iter().filter(|file| file.name.ends_with(".hab")).collect();
    let checked = library::load(&builtin, &files, &mut SourceMap::default());
    checked.value.unwrap()
}

#[test]
fn every_grant_of_the_library_has_an_example_or_says_why_not() {
    let all = library();
    let mut text = String::new();
    for framework in &all {
        let versions: Vec<&Framework> = all.iter().filter(|other| other.id == framework.id).collect();
        let this = versions.iter().position(|other| other.version == framework.version).unwrap();
        for grant in &framework.grants {
            let start = std::time::Instant::now();
            let found = witness(&versions, this, grant);
            eprintln!("{}@{}/{} {:?}", framework.id, framework.version, grant.name, start.elapsed());
            text.push_str(&format!("== {}@{}/{}\n", framework.id, framework.version, grant.name));
            match found {
                None => text.push_str("no example\n"),
                Some(found) => {
                    text.push_str(&format!("as of {}, open: {}\n{}", found.as_of, found.open.len(), found.text))
                }
            }
        }
    }
    insta::assert_snapshot!(text);
}
