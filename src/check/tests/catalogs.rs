//! Use of catalogs.

use super::{library, problem, sound};
use crate::check::uses;
use crate::diagnostic::Code;
use crate::source::FileId;
use crate::syntax;

#[test]
fn a_catalog_must_be_there() {
    let shown = problem(
        Code::UnknownImport,
        &[r#"
catalog us.core version 1 { competency alpha "A" }
framework f version 1 {
  name "F" country US status absent in force from 2020-01-01
  use us.coer as core
  set s = core.alpha, core.b
}
"#],
    );
    insta::assert_snapshot!(shown, @r"
    error[unknown-import]: no catalog `us.coer` was found
     --> 1.hab:5:7
      |
    5 |   use us.coer as core
      |       ^^^^^^^ not found
      |
      = help: did you mean `us.core`?
    ");
}

#[test]
fn a_framework_is_not_used() {
    let shown = problem(
        Code::UnknownImport,
        &[r#"
framework f version 1 {
  name "F" country US status absent in force from 2020-01-01
}
framework g version 1 {
  name "G" country US status absent in force from 2020-01-01
  use f as f
}
"#],
    );
    insta::assert_snapshot!(shown, @r"
    error[unknown-import]: `f` is a framework, and only catalogs can be used
     --> 1.hab:7:7
      |
    7 |   use f as f
      |       ^ not a catalog
    ");
}

#[test]
fn a_version_must_be_there() {
    let shown = problem(
        Code::UnknownImport,
        &[r#"
catalog c version 2019 { competency alpha "A" }
catalog c version 2026 { competency alpha "A" }
framework f version 1 {
  name "F" country US status absent in force from 2020-01-01
  use c version 2018 as lone
}
framework g version 1 {
  name "G" country US status absent in force from 2020-01-01
  use c as two
}
"#],
    );
    insta::assert_snapshot!(shown, @r"
    error[unknown-import]: no version `2018` of the catalog `c`
     --> 1.hab:6:17
      |
    6 |   use c version 2018 as lone
      |                 ^^^^ no such version
      |
      = note: there is `2019` and `2026`

    error[unknown-import]: more than one version of the catalog `c` is in force on
                           2020-01-01
      --> 1.hab:10:7
       |
    10 |   use c as two
       |       ^ which version is not said
       |
       = note: there is `2019` and `2026`
       = help: name one: `use … version … as …`
    ");
}

#[test]
fn catalogs_do_not_use_one_another_in_a_circle() {
    let shown = problem(
        Code::Cycle,
        &[
            r#"
catalog alpha version 1 { use b as b }
catalog b version 1 { use alpha as alpha }
"#,
            r#"
framework f version 1 {
  name "F" country US status absent in force from 2020-01-01
  use alpha as alpha
}
"#,
        ],
    );
    insta::assert_snapshot!(shown, @r"
    error[cycle]: `alpha` uses itself, by way of `b`
     --> 1.hab:3:27
      |
    3 | catalog b version 1 { use alpha as alpha }
      |                           ^^^^^ closes the circle
    ");
}

#[test]
fn a_catalog_is_used_in_one_version() {
    let shown = problem(
        Code::DuplicateName,
        &[r#"
catalog c version 1 { competency alpha "A" }
catalog c version 2 { competency alpha "A" }
catalog d version 1 { use c version 1 as c }
framework f version 1 {
  name "F" country US status absent in force from 2020-01-01
  use d as d
  use c version 2 as c
}
"#],
    );
    insta::assert_snapshot!(shown, @r"
    error[duplicate-name]: `c` is used in two versions, `1` and `2`
     --> 1.hab:8:7
      |
    4 | catalog d version 1 { use c version 1 as c }
      |                                          - version `1` here
    ...
    8 |   use c version 2 as c
      |       ^ version `2` here
    ");
}

#[test]
fn no_more_catalogs_are_used_than_the_limit() {
    let mut text = String::from("catalog c0 version 1 { competency alpha \"A\" }\n");
    for index in 1..80 {
        text.push_str(&format!(
            "catalog c{index} version 1 {{ use c{} as left use c{} as right }}\n",
            index - 1,
            index - 1
        ));
    }
    let (_, checked) = library(&[&text]);
    assert!(checked.diagnostics.iter().any(|diagnostic| diagnostic.code == Code::TooMuch));
}

#[test]
fn the_version_in_force_on_the_first_day_is_used() {
    let frameworks = sound(&[r#"
catalog c version 2019 { in force until 2025-12-31 competency old "Old" }
catalog c version 2026 { in force from 2026-01-01 competency new "New" }
framework f version 1 {
  name "F" country US status absent in force from 2020-01-01 until 2025-12-31
  use c as c
}
framework f version 2 {
  name "F" country US status absent in force from 2026-01-01
  use c as c
}
"#]);
    let ids: Vec<_> = frameworks.iter().flat_map(|framework| framework.vocabulary.competencies.keys()).collect();
    assert_eq!(ids, ["c/old", "c/new"]);
}

#[test]
fn uses_are_listed_for_the_loader() {
    let text = "framework f version 1 { use x as x use y version 2 as y } catalog c version 1 { use x as z }";
    let tree = syntax::parse(FileId(0), text).file;
    let listed = uses(&tree);
    assert_eq!(listed, [("x".to_owned(), None), ("y".to_owned(), Some("2".to_owned()))]);
}
