//! The Fluent files: complete in four languages, and no message that nobody uses.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use habilita::check::topics;
use habilita::library::{self, Builtin, Loader};
use habilita::model::vocabulary::Kind;
use habilita::source::SourceMap;

const LANGUAGES: [&str; 4] = ["en", "es", "pt", "fr"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Messages by key.
fn messages(language: &str) -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(root().join(format!("locales/{language}.ftl"))).unwrap();
    if let Err((_, problems)) = fluent_bundle::FluentResource::try_new(text.clone()) {
        panic!("{language}: {problems:?}");
    }
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    let mut last = String::new();
    for line in text.lines() {
        let begins = line.starts_with(|first: char| first.is_ascii_lowercase());
        if begins && let Some((key, _)) = line.split_once(" =") {
            last = key.to_owned();
            assert!(!all.contains_key(&last), "{language}: `{last}` stands twice");
        }
        if !line.starts_with('#') && !last.is_empty() {
            let message = all.entry(last.clone()).or_default();
            message.push_str(line);
            message.push('\n');
        }
    }
    all
}

/// Variables of a message.
fn variables(message: &str) -> BTreeSet<&str> {
    message
        .split('$')
        .skip(1)
        .map(|rest| rest.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').next().unwrap_or(""))
        .collect()
}

/// The code of the room, without comments and tests.
fn code() -> String {
    fn gather(folder: &Path, text: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if path.file_name().is_some_and(|name| name != "tests") {
                    gather(&path, text);
                }
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let file = std::fs::read_to_string(&path).unwrap();
                for line in file.lines().filter(|line| !line.trim_start().starts_with("//")) {
                    text.push_str(line);
                    text.push('\n');
                }
            }
        }
    }
    let mut text = String::new();
    gather(&root().join("src/report"), &mut text);
    text
}

/// String literals that look like keys.
fn literals(code: &str) -> BTreeSet<String> {
    let plain = |word: &&str| {
        word.starts_with(|first: char| first.is_ascii_lowercase())
            && word.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-')
    };
    code.split('"').filter(plain).map(str::to_owned).collect()
}

/// Keys that the code makes of a prefix and a word.
fn made() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    all.extend(Kind::ALL.iter().map(|kind| format!("kind-{}", kind.name())));
    all.extend((1..=12).map(|month| format!("month-{month}")));
    let outcomes = ["guaranteed", "possible", "impossible", "undetermined", "individual", "absent", "unknown"];
    all.extend(outcomes.iter().flat_map(|word| [format!("curriculum-{word}"), format!("curriculum-result-{word}")]));
    all.insert("curriculum-guaranteed-part".to_owned());
    all.extend(["unit-h", "unit-min"].map(str::to_owned));
    all.extend(topics::ABOUT.iter().map(|about| format!("about-{about}")));
    all.extend(topics::TOPICS.iter().map(|topic| format!("topic-{}", topic.split('.').next().unwrap())));
    let mut map = SourceMap::default();
    let frameworks = library::load(&Builtin, &Builtin.find("us.tx.chw"), &mut map).value.unwrap();
    let vocabulary = &frameworks.first().unwrap().vocabulary;
    for (name, attribute) in vocabulary.attributes.iter().filter(|(_, attribute)| attribute.text.is_empty()) {
        all.insert(format!("attribute-{}", name.replace('.', "-")));
        let unlabelled = attribute.values.iter().filter(|(_, text)| text.is_empty());
        all.extend(unlabelled.map(|(id, _)| format!("symbol-{}", vocabulary.symbols.get_index(id.index()).unwrap())));
    }
    all
}

#[test]
fn every_language_has_every_message() {
    let english = messages("en");
    for language in LANGUAGES {
        let other = messages(language);
        let missing: Vec<&String> = english.keys().filter(|key| !other.contains_key(*key)).collect();
        let more: Vec<&String> = other.keys().filter(|key| !english.contains_key(*key)).collect();
        assert!(missing.is_empty() && more.is_empty(), "{language}: missing {missing:?}, not in English {more:?}");
        for (key, message) in &other {
            let (here, there) = (variables(message), variables(&english[key]));
            // A language may do without the number that chooses a plural.
            let differ: Vec<&&str> = here
                .symmetric_difference(&there)
                .filter(|name| !matches!(**name, "n" | "count" | "sort" | "day"))
                .collect();
            assert!(differ.is_empty(), "{language}: `{key}` differs in the variables {differ:?}");
        }
    }
}

#[test]
fn every_message_is_used_and_there_is_one_for_every_key() {
    let english = messages("en");
    let code = code();
    let literals = literals(&code);
    let made = made();
    let reasons: BTreeSet<String> = literals.iter().map(|word| format!("reason-{word}")).collect();
    let unused: Vec<&String> = english
        .keys()
        .filter(|key| !literals.contains(*key) && !made.contains(*key) && !reasons.contains(*key))
        .collect();
    assert!(unused.is_empty(), "nobody uses {unused:?}");
    let missing: Vec<&String> = made.iter().filter(|key| !english.contains_key(*key)).collect();
    assert!(missing.is_empty(), "no message {missing:?}");
    // `say("…")` and `with("…"` name a message at once; the catalogue of reasons is made of the keys of JSON.
    let named = |opening: &str| -> Vec<String> {
        code.split(opening)
            .skip(1)
            .filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next())
            .map(str::to_owned)
            .collect()
    };
    let mut keys = named(".say(");
    keys.extend(named(".with("));
    let catalogue = code.split("fn reason(").nth(1).unwrap().split("\n}").next().unwrap();
    keys.extend(
        catalogue
            .lines()
            .filter_map(|line| line.split_once("(\"")?.1.split('"').next())
            .map(|key| format!("reason-{key}")),
    );
    let missing: Vec<&String> = keys.iter().filter(|key| !english.contains_key(*key)).collect();
    assert!(keys.len() > 100 && missing.is_empty(), "no message {missing:?}");
}
