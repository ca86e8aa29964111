//! Spellings of other languages and notations: read, and refused with a sentence that names ours.

use insta::assert_snapshot;

use super::{slips, slips_in_block, slips_in_framework};
use crate::source::FileId;
use crate::syntax::ast::{AtomKind, Comparison, PredicateKind, Statement, StatementKind};
use crate::syntax::tests::statements;

#[test]
fn comparisons() {
    assert_snapshot!(slips_in_block("at least 3 of course where hours >= 20 and grade > 7 && role == chw || level<=isced.4"), @r"
        foreign-spelling: `>=` is not a word of this language
          at least 3 of course where hours >= 20 and grade > 7 && role == chw || level<=isced.4
                                           ^^ is written `at least`
          help: write `at least`
          fix: `>=` -> `at least`
        mixed-and-or: `and` and `or` are mixed without parentheses
          at least 3 of course where hours >= 20 and grade > 7 && role == chw || level<=isced.4
                                                 ^^^ `and` here
          at least 3 of course where hours >= 20 and grade > 7 && role == chw || level<=isced.4
                                                                              ^^ `or` here
          help: put parentheses around what belongs together
          fix: `hours >= 20 and grade > 7 && role == chw || level<=isced.4` -> `(hours >= 20 and grade > 7 && role == chw) or level<=isced.4`
        foreign-spelling: `>` is not a word of this language
          at least 3 of course where hours >= 20 and grade > 7 && role == chw || level<=isced.4
                                                           ^ is written `over`
          help: write `over`
          fix: `>` -> `over`
        foreign-spelling: `&&` is not a word of this language
          at least 3 of course where hours >= 20 and grade > 7 && role == chw || level<=isced.4
                                                               ^^ is written `and`
          help: write `and`
          fix: `&&` -> `and`
        foreign-spelling: `==` is not a word of this language
          at least 3 of course where hours >= 20 and grade > 7 && role == chw || level<=isced.4
                                                                       ^^ is written `is`
          help: write `is`
          fix: `==` -> `is`
        foreign-spelling: `||` is not a word of this language
          at least 3 of course where hours >= 20 and grade > 7 && role == chw || level<=isced.4
                                                                              ^^ is written `or`
          help: write `or`
          fix: `||` -> `or`
        foreign-spelling: `<=` is not a word of this language
          at least 3 of course where hours >= 20 and grade > 7 && role == chw || level<=isced.4
                                                                                      ^^ is written `at most`
          help: write `at most`
          fix: `<=` -> ` at most `
        ");
    assert_snapshot!(slips_in_block("age >= 18 years"), @r"
        foreign-spelling: `>=` is not a word of this language
          age >= 18 years
              ^^ is written `at least`
          help: write `at least`
          fix: `>=` -> `at least`
        ");
    assert_snapshot!(slips_in_block("≥ 180 h of course where role ≠ chw and not verified"), @r"
        foreign-spelling: `≥` is not a word of this language
          ≥ 180 h of course where role ≠ chw and not verified
          ^ is written `at least`
          help: write `at least`
          fix: `≥` -> `at least`
        foreign-spelling: `≠` is not a word of this language
          ≥ 180 h of course where role ≠ chw and not verified
                                       ^ is written `is not`
          help: write `is not`
          fix: `≠` -> `is not`
        ");
    assert_snapshot!(slips_in_block("a course where role = chw and !verified and date > 2017-01-01"), @r"
        foreign-spelling: `=` does not compare
          a course where role = chw and !verified and date > 2017-01-01
                              ^ is written `is`
          help: write `is`
          fix: `=` -> `is`
        foreign-spelling: `!` is not a word of this language
          a course where role = chw and !verified and date > 2017-01-01
                                        ^ is written `not`
          help: write `not`
          fix: `!` -> `not `
        foreign-spelling: `>` is not a word of this language
          a course where role = chw and !verified and date > 2017-01-01
                                                           ^ is written `over`
          note: for dates it is `before` or `after`
        ");
    assert_snapshot!(slips_in_block("when fact fit => { fact fit }"), @r"
        foreign-spelling: `=>` has no meaning here
          when fact fit => { fact fit }
                        ^^ not needed
          help: remove `=>`
          fix: `=>` -> ``
        ");
}

#[test]
fn signs() {
    assert_snapshot!(slips_in_block("fact fit;\nfact fat;"), @r"
        foreign-spelling: `;` has no meaning here
          fact fit;
                  ^ not needed
          help: remove `;`
          fix: `;` -> ``
        foreign-spelling: `;` has no meaning here
          fact fat;
                  ^ not needed
          help: remove `;`
          fix: `;` -> ``
        ");
    assert_snapshot!(slips_in_block("a course where role in [chw, nurse]"), @r"
        foreign-spelling: `[` is not a bracket of this language
          a course where role in [chw, nurse]
                                 ^ lists stand in `( )`
          help: write `(`
          fix: `[` -> `(`
        foreign-spelling: `]` is not a bracket of this language
          a course where role in [chw, nurse]
                                            ^ lists stand in `( )`
          help: write `)`
          fix: `]` -> `)`
        ");
    assert_snapshot!(slips_in_block("# a comment with { and \"\nfact fit"), @r#"
        foreign-spelling: `#` does not begin a comment
          # a comment with { and "
          ^ is written `//`
          help: write `//`
          fix: `#` -> `//`
        "#);
    assert_snapshot!(slips_in_block("fact no_fit\nholds us.tx.chw/certification"), @r"
        foreign-spelling: the parts of a name are joined by `-`, not by `_`
          fact no_fit
               ^^^^^^ contains `_`
          help: write `no-fit`
          fix: `no_fit` -> `no-fit`
        foreign-spelling: the parts of a path are joined by `.`, not by `/`
          holds us.tx.chw/certification
                ^^^^^^^^^^^^^^^^^^^^^^^ contains `/`
          help: write `us.tx.chw.certification`
          fix: `us.tx.chw/certification` -> `us.tx.chw.certification`
        ");
    assert_snapshot!(slips_in_block("fact on–time\nfact fit"), @r"
        foreign-spelling: `–` is not the hyphen `-`
          fact on–time
                 ^ looks like a hyphen
          help: write `-`
          fix: `–` -> `-`
        ");
}

#[test]
fn quotes() {
    assert_snapshot!(slips_in_framework("name “Nurse”@en «Enfermera»@es 'Infirmière'@fr"), @r#"
        foreign-spelling: `“` does not begin a text
          name “Nurse”@en «Enfermera»@es 'Infirmière'@fr
               ^^^^^^^ texts stand in straight double quotes
          help: write `"` before and behind the text
          fix: `“Nurse”` -> `"Nurse"`
        foreign-spelling: `«` does not begin a text
          name “Nurse”@en «Enfermera»@es 'Infirmière'@fr
                          ^^^^^^^^^^^ texts stand in straight double quotes
          help: write `"` before and behind the text
          fix: `«Enfermera»` -> `"Enfermera"`
        foreign-spelling: `'` does not begin a text
          name “Nurse”@en «Enfermera»@es 'Infirmière'@fr
                                         ^^^^^^^^^^^^ texts stand in straight double quotes
          help: write `"` before and behind the text
          fix: `'Infirmière'` -> `"Infirmière"`
        "#);
    assert_snapshot!(slips_in_framework("name “A \"nurse\" \\ here”@en"), @r#"
        foreign-spelling: `“` does not begin a text
          name “A "nurse" \ here”@en
               ^^^^^^^^^^^^^^^^^^ texts stand in straight double quotes
          help: write `"` before and behind the text
          fix: `“A "nurse" \ here”` -> `"A \"nurse\" \ here"`
        "#);
    assert_snapshot!(slips_in_framework("name “Nurse@en"), @r#"
        syntax: this text is never closed
          name “Nurse@en
               ^ no `"` closes it on this line
          note: a text ends on the line on which it begins; `\n` stands for a new line
        "#);
}

#[test]
fn numbers() {
    assert_snapshot!(slips_in_block("at least 1,5 h of course"), @r"
        foreign-spelling: `1,5` has a decimal comma
          at least 1,5 h of course
                   ^^^ digits, and at most one point before the decimals
          help: write `1.5 h`
          fix: `1,5` -> `1.5`
        ");
    assert_snapshot!(slips_in_block("at least 1,600 h of course"), @r"
        foreign-spelling: `1,600` has a comma
          at least 1,600 h of course
                   ^^^^^ digits, and at most one point before the decimals
          help: write `1600 h`
          fix: `1,600` -> `1600`
        ");
    assert_snapshot!(slips_in_block("at least 1.600 h of course"), @r"
        foreign-spelling: `1.600 h` may be read in two ways
          at least 1.600 h of course
                   ^^^^^ digits, and at most one point before the decimals
          help: write `1600 h`
          fix: `1.600` -> `1600`
        ");
    assert_snapshot!(slips_in_block("at least 1 600 h of course"), @r"
        foreign-spelling: `1 600` has more than one separator
          at least 1 600 h of course
                   ^^^^^ digits, and at most one point before the decimals
          help: write `1600 h`
          fix: `1 600` -> `1600`
        ");
    assert_snapshot!(slips_in_block("at least 1.600,5 h of course"), @r"
        foreign-spelling: `1.600,5` has more than one separator
          at least 1.600,5 h of course
                   ^^^^^^^ digits, and at most one point before the decimals
          help: write `1600.5 h`
        ");
    assert_snapshot!(slips_in_block("at least 1'600 h of course"), @r"
        foreign-spelling: `1'600` has more than one separator
          at least 1'600 h of course
                   ^^^^^ digits, and at most one point before the decimals
          help: write `1600 h`
          fix: `1'600` -> `1600`
        ");
    assert_snapshot!(slips_in_block("at least 10.500 ects of course"), @"");
    assert_snapshot!(slips_in_block("at least 12.3456789 h of course"), @r"
        invalid-number: `12.3456789` has more than six decimals
          at least 12.3456789 h of course
                   ^^^^^^^^^^ too precise to be kept exactly
        ");
    assert_snapshot!(slips_in_block("at least 1000000001 h of course"), @r"
        invalid-number: `1000000001` is more than 1000000000
          at least 1000000001 h of course
                   ^^^^^^^^^^ too large
        ");
    assert_snapshot!(slips_in_block("at least 99999999999999999999999 h of course"), @r"
        invalid-number: `99999999999999999999999` is more than 1000000000
          at least 99999999999999999999999 h of course
                   ^^^^^^^^^^^^^^^^^^^^^^^ too large
        ");
    assert_snapshot!(slips_in_block("at least 1000000000.000000 h of course"), @"");
    assert_snapshot!(slips_in_block("at least 2.5 of { fact a }"), @r"
        invalid-number: `2.5` is not a whole number
          at least 2.5 of { fact a }
                   ^^^ a whole number is expected
        ");
}

#[test]
fn dates() {
    assert_snapshot!(slips_in_framework("in force from 2017-13-01 until 2017-02-29"), @r"
        invalid-date: the date `2017-13-01` does not exist
          in force from 2017-13-01 until 2017-02-29
                        ^^^^^^^^^^ there is no month 13
        invalid-date: the date `2017-02-29` does not exist
          in force from 2017-13-01 until 2017-02-29
                                         ^^^^^^^^^^ this month has 28 days
        ");
    assert_snapshot!(slips_in_framework("in force from 2016-02-29 until 2100-02"), @"");
    assert_snapshot!(slips_in_framework("in force from 1900-02-29"), @r"
        invalid-date: the date `1900-02-29` does not exist
          in force from 1900-02-29
                        ^^^^^^^^^^ this month has 28 days
        ");
    assert_snapshot!(slips_in_framework("in force from 2017-1-5 until 2017/12/31"), @r"
        foreign-spelling: `2017-1-5` is not written as a date
          in force from 2017-1-5 until 2017/12/31
                        ^^^^^^^^ four digits, and two, and two, joined by `-`
          help: write `2017-01-05`
          fix: `2017-1-5` -> `2017-01-05`
        foreign-spelling: `2017/12/31` is not written as a date
          in force from 2017-1-5 until 2017/12/31
                                       ^^^^^^^^^^ four digits, and two, and two, joined by `-`
          help: write `2017-12-31`
          fix: `2017/12/31` -> `2017-12-31`
        ");
    assert_snapshot!(slips_in_framework("in force from 31/12/2017 until 31.12.2018"), @r"
        foreign-spelling: `31/12/2017` does not begin with the year
          in force from 31/12/2017 until 31.12.2018
                        ^^^^^^^^^^ year, month, day are expected
          help: write the date as `2017-12-31`
        foreign-spelling: `31.12.2018` does not begin with the year
          in force from 31/12/2017 until 31.12.2018
                                         ^^^^^^^^^^ year, month, day are expected
          help: write the date as `2017-12-31`
        ");
    assert_snapshot!(slips_in_framework("in force from 0000-00-00"), @r"
        invalid-date: the date `0000-00-00` does not exist
          in force from 0000-00-00
                        ^^^^^^^^^^ there is no year 0
        ");
    assert_snapshot!(slips_in_block("date application before next 31 Juli after birth"), @r"
        invalid-date: `Juli` is not a month
          date application before next 31 Juli after birth
                                          ^^^^ `January` to `December` are expected
          help: did you mean `July`?
          fix: `Juli` -> `July`
        ");
    assert_snapshot!(slips_in_block("date application before next 31 june after birth"), @r"
        invalid-date: the date `31 june` does not exist
          date application before next 31 june after birth
                                       ^^^^^^^ this month has 30 days
        ");
    assert_snapshot!(slips_in_block("a course where date is 2017-02-30"), @r"
        invalid-date: the date `2017-02-30` does not exist
          a course where date is 2017-02-30
                                 ^^^^^^^^^^ this month has 28 days
        ");
}

#[test]
fn texts() {
    assert_snapshot!(slips_in_framework("name \"Nurse\" \"Enfermera\""), @r#"
        invalid-text: two texts without a language stand side by side
          name "Nurse" "Enfermera"
                       ^^^^^^^^^^^ second text
          name "Nurse" "Enfermera"
               ^^^^^^^ first text
          help: write the language behind each: `"…"@en "…"@es`
        "#);
    assert_snapshot!(slips_in_framework("name \"Nurse\"@en \"Enfermera\"@es \"Matron\"@EN"), @r#"
        invalid-text: two texts are in the language `EN`
          name "Nurse"@en "Enfermera"@es "Matron"@EN
                                         ^^^^^^^^^^^ second text
          name "Nurse"@en "Enfermera"@es "Matron"@EN
               ^^^^^^^^^^ first text
        "#);
    assert_snapshot!(slips_in_framework("name \"Nurse\" \"Enfermera\"@es \"Matron\"@en"), @r#"
        invalid-text: two texts are in the language `en`
          name "Nurse" "Enfermera"@es "Matron"@en
                                      ^^^^^^^^^^^ second text
          name "Nurse" "Enfermera"@es "Matron"@en
               ^^^^^^^ first text
        "#);
    assert_snapshot!(slips_in_framework("name \"Nurse\"@english \"Enfermera\"@es-toolongtag"), @r#"
        invalid-text: `english` is not the tag of a language
          name "Nurse"@english "Enfermera"@es-toolongtag
                       ^^^^^^^ not a language
          note: tags follow BCP 47: `en`, `es`, `pt-BR`
        invalid-text: `es-toolongtag` is not the tag of a language
          name "Nurse"@english "Enfermera"@es-toolongtag
                                           ^^^^^^^^^^^^^ not a language
          note: tags follow BCP 47: `en`, `es`, `pt-BR`
        "#);
    assert_snapshot!(slips_in_framework("name \"A \\\"nurse\\\"\\n\\t\"@en"), @r#"
        invalid-text: `\t` has no meaning in a text
          name "A \"nurse\"\n\t"@en
                             ^^ unknown
          note: a backslash stands before `"`, `\` or `n` (a new line)
        "#);
    assert_snapshot!(slips_in_framework("source TAC \"Code\"@en by \"State\"@en"), @r#"
        invalid-text: this string is given as the source has it, without a language
          source TAC "Code"@en by "State"@en
                           ^^^ not needed here
          help: remove `@en`
          fix: `@en` -> ``
        invalid-text: this string is given as the source has it, without a language
          source TAC "Code"@en by "State"@en
                                         ^^^ not needed here
          help: remove `@en`
          fix: `@en` -> ``
        "#);
    assert_snapshot!(slips("language e framework a version 1 { name \"A\" }"), @r#"
        invalid-text: `e` is not the tag of a language
          language e framework a version 1 { name "A" }
                   ^ not a language
          note: tags follow BCP 47: `en`, `es`, `pt-BR`
        "#);
}

#[test]
fn mixed_and_or() {
    assert_snapshot!(slips_in_block("a course where a1 and b1 or c1 and not d1"), @r"
        mixed-and-or: `and` and `or` are mixed without parentheses
          a course where a1 and b1 or c1 and not d1
                            ^^^ `and` here
          a course where a1 and b1 or c1 and not d1
                                   ^^ `or` here
          help: put parentheses around what belongs together
          fix: `a1 and b1 or c1 and not d1` -> `(a1 and b1) or (c1 and not d1)`
        ");
    assert_snapshot!(slips_in_block("when fact a1 or fact b1 and (fact c1 or fact d1) { fact e1 }"), @r"
        mixed-and-or: `and` and `or` are mixed without parentheses
          when fact a1 or fact b1 and (fact c1 or fact d1) { fact e1 }
                                  ^^^ `and` here
          when fact a1 or fact b1 and (fact c1 or fact d1) { fact e1 }
                       ^^ `or` here
          help: put parentheses around what belongs together
          fix: `fact a1 or fact b1 and (fact c1 or fact d1)` -> `fact a1 or (fact b1 and (fact c1 or fact d1))`
        ");
    assert_snapshot!(slips_in_block("a course where a1 and (b1 or c1) and not (d1 or e1)"), @"");
}

#[test]
fn what_is_refused_is_read_all_the_same() {
    let text =
        "framework a version 1 { grant g award { requirement r \"R\"@en { a course where role == chw && x ≥ 3 } } }";
    let lines = statements(&super::parse(FileId(0), text).file);
    let [Statement { kind: StatementKind::Atom(atom), .. }] = lines.as_slice() else { panic!("one line") };
    let AtomKind::Quantity { selection, .. } = &atom.kind else { panic!("a quantity") };
    let Some(PredicateKind::And(tests)) = selection.predicate.as_ref().map(|predicate| &predicate.kind) else {
        panic!("two tests")
    };
    let comparisons: Vec<Comparison> = tests
        .iter()
        .filter_map(|test| match &test.kind {
            PredicateKind::Compare(_, comparison, _) => Some(*comparison),
            _ => None,
        })
        .collect();
    assert_eq!(comparisons, [Comparison::Is, Comparison::AtLeast]);
}

#[test]
fn bytes_that_are_no_text() {
    assert_snapshot!(slips("\u{feff}framework a version 1 { country US }"), @"");
    assert_snapshot!(slips("framework a version 1 {\u{feff}country\u{a0}US }"), @r"
        foreign-spelling: the character U+FEFF is not a plain space
          framework a version 1 {·country·US }
                                 ^ looks like a space
          help: write a space
          fix: `·` -> ` `
        foreign-spelling: the character U+00A0 is not a plain space
          framework a version 1 {·country·US }
                                         ^ looks like a space
          help: write a space
          fix: `·` -> ` `
        ");
    assert_snapshot!(slips("framework a version 1 {\0country\u{1b}US }"), @r"
        not-text: the byte 0 is not text
          framework a version 1 {·country·US }
                                 ^ a control character
          note: framework files are plain UTF-8 text
        not-text: the byte 27 is not text
          framework a version 1 {·country·US }
                                         ^ a control character
          note: framework files are plain UTF-8 text
        ");
    assert_snapshot!(slips("framework a version 1 {\r\n  country Texas\r\n}\r\n"), @r"
        syntax: expected a place such as `US-TX`, found `Texas`
            country Texas
                    ^^^^^ not expected here
        ");
    assert_snapshot!(slips("framework a version 1 { // one\r  country Texas // two\r}\r"), @r"
        syntax: expected a place such as `US-TX`, found `Texas`
            country Texas // two
                    ^^^^^ not expected here
        ");
}

#[test]
fn limits() {
    let deep = format!("{}{}", "(".repeat(65), ")".repeat(65));
    let shown = slips_in_block(&format!("a course where {deep}"));
    assert!(shown.starts_with("too-deep: brackets nest more than 64 deep"), "{shown}");
    assert_snapshot!(slips(&"x".repeat(super::super::limits::FILE_BYTES + 1)).replace('x', ""), @r"
        too-large: the file has 1048577 bytes, more than 1048576 are not read
          
          ^
        ");
    let nots = "not ".repeat(20);
    assert_snapshot!(slips_in_block(&format!("a course where {nots}verified")), @r"
        too-deep: more than 16 `not` stand in a row
          a course where not not not not not not not not not not not not not not not not not not not not verified
                                                                                         ^^^ one too many
        ");
    let steps = "3 years before ".repeat(20);
    assert_snapshot!(slips_in_block(&format!("date application before\n{steps}birth")), @r"
        too-deep: more than 16 steps lead to one date
          3 years before 3 years before 3 years before 3 years before 3 years before 3 years before 3 years before 3 years before 3 years before 3 years before 3 years before 3 years before 3 years before 3 years before 3 years before 3 years before 3 years before 3 years before 3 years before 3 years before birth
                                                                                                                                                                                                                                                          ^^^^^^^^^^^^^^ one too many
        ");
}
