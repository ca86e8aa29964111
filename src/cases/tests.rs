use crate::check as checker;
use crate::diagnostic::render;
use crate::eval::{self, Request, Version};
use crate::model::framework::Framework;
use crate::record::{apply, read_cases};
use crate::source::{FileId, SourceMap};
use crate::syntax;

const FRAMEWORK: &str = r#"
framework t.work version 1 {
  name "Work"
  country CO
  status regulated
  in force from 2000-01-01
  source LAW "Law"
  competency alpha "Alpha"
  competency beta "Beta"
  set both = alpha, beta
  grant licence licence "Licence" cite LAW "1" {
    requirement age "Age" cite LAW "2" { age at least 18 years }
    requirement hours "Hours" cite LAW "3" { at least 20 h of course }
    requirement all-of-it "Coverage" cite LAW "4" { cover all of both by course }
    requirement minors "Minors" cite LAW "5" { unless age at least 18 years { a statement } }
  }
}
"#;

fn framework() -> Framework {
    let parse = syntax::parse(FileId(0), FRAMEWORK);
    let checked = checker::check(&[checker::Input { file: FileId(0), tree: &parse.file, text: FRAMEWORK }]);
    checked.value.unwrap_or_else(|| panic!("{:?}", checked.diagnostics)).remove(0)
}

/// What is said of a case with these expectations about an adult with 15 hours on `alpha`.
fn said(expect: &str) -> String {
    let text = format!(
        "habilita: case/1\ntitle: T\nabout: t.work@1\nas-of: 2026-03-01\nrecord:\n  person: P-1\n  born: 1990-01-01\n  \
         evidence:\n    - {{ id: c1, kind: course, hours: 15, completed: 2025, covers: [t.work/alpha] }}\n\
         expect:\n  {expect}\n"
    );
    let case = read_cases(FileId(0), &text).value.unwrap().remove(0);
    let changed = apply(&case, None).value.unwrap();
    let framework = framework();
    let record = changed.bind(&framework, &[]).value.unwrap();
    let version = Version { framework: &framework, record: Some(&record) };
    let as_of = case.as_of.interval().exact().unwrap();
    let assessment = eval::assess(&[version], Request { grant: None, as_of, version: None });
    let mut map = SourceMap::default();
    map.add("case.yaml", text.as_str());
    render::human(&map, &super::check(&case, &assessment, &[&framework]), render::Style::default())
}

#[test]
fn what_comes_out_as_expected_says_nothing() {
    let expect = "verdict: unmet\n  requirements: { age: met, hours: { verdict: unmet, shortfall: 5 h, by: evidence }, \
                  all-of-it: { shortfall: 1 of 2 }, minors: { applicable: false } }";
    assert_eq!(said(expect), "");
    assert_eq!(said("requirements: { t.work/licence/age: met, licence/age: met }"), "");
}

#[test]
fn what_does_not_is_shown_where_it_is_expected() {
    insta::assert_snapshot!(said("verdict: met\n  requirements: { age: unmet, minors: { applicable: true } }"), @r"
    error[case-failed]: the whole is unmet, expected met
      --> case.yaml:11:12
       |
    11 |   verdict: met
       |            ^^^ expected here
       |
       = path: expect.verdict

    error[case-failed]: `age` is met, expected unmet
      --> case.yaml:12:24
       |
    12 |   requirements: { age: unmet, minors: { applicable: true } }
       |                        ^^^^^ expected here
       |
       = path: expect.requirements.age

    error[case-failed]: `minors` does not apply, expected to apply
      --> case.yaml:12:53
       |
    12 |   requirements: { age: unmet, minors: { applicable: true } }
       |                                                     ^^^^ expected here
       |
       = path: expect.requirements.minors.applicable
    ");
    insta::assert_snapshot!(said("requirements: { hours: { shortfall: 4 h, excess: 1 h, by: decision } }"), @r"
    error[case-failed]: the shortfall of `hours` is `5 h`, expected `4 h`
      --> case.yaml:11:39
       |
    11 |   requirements: { hours: { shortfall: 4 h, excess: 1 h, by: decision } }
       |                                       ^^^ expected here
       |
       = path: expect.requirements.hours.shortfall

    error[case-failed]: `hours` has no excess, expected `1 h`
      --> case.yaml:11:52
       |
    11 |   requirements: { hours: { shortfall: 4 h, excess: 1 h, by: decision } }
       |                                                    ^^^ expected here
       |
       = path: expect.requirements.hours.excess

    error[case-failed]: `hours` does not hold by a decision
      --> case.yaml:11:61
       |
    11 |   requirements: { hours: { shortfall: 4 h, excess: 1 h, by: decision } }
       |                                                             ^^^^^^^^ expected here
       |
       = path: expect.requirements.hours.by
    ");
    insta::assert_snapshot!(said("requirements: { all-of-it: { shortfall: 1 of 3 } }"), @r"
    error[case-failed]: the shortfall of `all-of-it` is `1 of 2`, expected `1 of 3`
      --> case.yaml:11:43
       |
    11 |   requirements: { all-of-it: { shortfall: 1 of 3 } }
       |                                           ^^^^^^ expected here
       |
       = path: expect.requirements.all-of-it.shortfall
    ");
}

#[test]
fn requirements_that_do_not_exist_and_quantities_that_are_none() {
    insta::assert_snapshot!(said("requirements: { aeg: met, hours: { shortfall: much } }"), @r"
    error[unknown-requirement]: the grant has no requirement `aeg`, or several
      --> case.yaml:11:19
       |
    11 |   requirements: { aeg: met, hours: { shortfall: much } }
       |                   ^^^ not assessed
       |
       = path: expect.requirements.aeg
       = help: did you mean `age`?

    error[case-failed]: `much` is not a quantity such as `1 h` or `1 to 5 h`
      --> case.yaml:11:49
       |
    11 |   requirements: { aeg: met, hours: { shortfall: much } }
       |                                                 ^^^^ expected here
       |
       = path: expect.requirements.hours.shortfall
    ");
}
