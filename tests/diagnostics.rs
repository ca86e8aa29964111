//! Every code has its page, and the pages tell the truth.

use habilita::diagnostic::Code;

const HEADINGS: [&str; 4] = ["## What it means", "## Why it matters", "## Example", "## Instead"];

#[test]
fn pages_have_the_headings() {
    for code in Code::ALL {
        let page = code.page();
        assert_eq!(page.lines().next(), Some(format!("# {}", code.name()).as_str()));
        let found: Vec<&str> = page.lines().filter(|line| line.starts_with("## ")).collect();
        assert_eq!(found, HEADINGS, "{}", code.name());
        for part in page.split("## ").skip(1) {
            let text = part.split_once('\n').map_or("", |(_, text)| text).trim();
            assert!(!text.is_empty(), "{}: a heading without text", code.name());
        }
    }
}

#[test]
fn no_page_is_left_over() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/diagnostics");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let code = name.strip_suffix(".md").and_then(Code::named);
        assert!(code.is_some() || name == "README.md", "{name} explains no code");
    }
}

#[test]
fn names_are_kebab_case_and_unique() {
    let mut names: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    let plain = |name: &&str| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    assert!(names.iter().all(plain));
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
}
