//! What is read of every construct: the text on the left, the tree written down in its plainest form on the right.
//! Names that stand for amounts and dates are printed in `< >`, steps of dates, chains and conditions in parentheses.

use super::{good, print, statements};

/// Reads lines of a requirement and compares each with what is expected; `=` alone means the same text.
fn lines(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        let whole = format!("framework x version 1 {{ grant g award {{ requirement r \"R\"@en {{\n{text}\n}} }} }}");
        let read = statements(&good(&whole).file).iter().map(print::statement).collect::<Vec<_>>().join(" | ");
        assert_eq!(&read, if *expected == "=" { text } else { expected }, "read from `{text}`");
    }
}

/// The same for declarations of a framework.
fn decls(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        let read = print::file(&good(&format!("framework x version 1 {{\n{text}\n}}")).file);
        let read = read.strip_prefix("framework x version 1 {\n").and_then(|read| read.strip_suffix("\n}"));
        let expected = if *expected == "=" { *text } else { *expected };
        assert_eq!(read, Some(expected), "read from `{text}`");
    }
}

#[test]
fn quantities() {
    lines(&[
        ("at least 180 h of course", "="),
        ("at least 3 of course", "="),
        ("at least 12.5 ects of all training", "="),
        ("at most 4 of exam", "="),
        ("exactly 14 of demonstration", "="),
        ("between 1600 h and 1800 h of all training", "="),
        ("a course", "="),
        ("an exam", "a exam"),
        ("no credential where status is suspended", "="),
        ("at least s.minimum of demonstration on s.skill", "at least <s.minimum> of demonstration on s.skill"),
        ("at least 180h of course", "at least 180 h of course"),
        ("at least 60 % of course", "="),
        ("at least 60% of course", "at least 60 % of course"),
        ("at least 2 of (course or placement where area is icu) within 3 years before application", "="),
        ("at least 3 of dshs-course on core.law", "="),
        ("at least 3 of course at least 2 of exam", "at least 3 of course | at least 2 of exam"),
        ("a course a course", "a course | a course"),
    ]);
}

#[test]
fn windows() {
    lines(&[
        ("a course within 3 years before application", "="),
        ("a course within 3 years after application wholly", "="),
        ("a course within window of x.completed", "a course within <window> of <x.completed>"),
        ("a course before 2017 after 2016-02 from 2015-02-03 until assessment", "="),
        ("a course between 2017 and 2018-02", "="),
        ("a course during cycle.period pro rata", "="),
        ("a course in each of the last 4 years", "="),
        (
            "a course between birth and assessment between 5 and 7 of exam",
            "a course between birth and assessment | between 5 and 7 of exam",
        ),
        ("a course between 1600 and 1800 of exam", "a course | between 1600 and 1800 of exam"),
        ("a course between 1600 h and 1800 h of exam", "a course | between 1600 h and 1800 h of exam"),
    ]);
}

#[test]
fn dates() {
    lines(&[
        ("date birth before 3 years before application", "date birth before (3 years before application)"),
        ("date x.completed before y.completed", "date <x.completed> before <y.completed>"),
        ("date x.completed not before fact hired", "date <x.completed> not before fact hired"),
        (
            "date birth not after end of month of 2 years after birth",
            "date birth not after (end of month of (2 years after birth))",
        ),
        ("date birth after start of year of assessment", "date birth after (start of year of assessment)"),
        (
            "date next 31 July after certification.issued before assessment",
            "date (next 31.7. after <certification.issued>) before assessment",
        ),
        (
            "date earlier of (birth, 2017) before later of (fact a, x.completed)",
            "date earlier of (birth, 2017) before later of (fact a, <x.completed>)",
        ),
        (
            "date first completed of (qualification where verified) before (birth)",
            "date first completed of (qualification where verified) before birth",
        ),
        (
            "date last date of attempts before (window after birth)",
            "date last date of (attempts) before (<window> after birth)",
        ),
        ("date application-day.date before application", "date <application-day.date> before application"),
        ("date first.date before first date of exams", "date <first.date> before first date of (exams)"),
        ("date 2017-01-01 before 2018", "="),
    ]);
}

#[test]
fn predicates() {
    lines(&[
        ("a course where role is chw", "="),
        ("a course where role is not chw and verified", "a course where (role is not chw and verified)"),
        ("a course where provider.country in (US-WA, US-ID)", "="),
        ("a course where area not in (a, b, c,)", "a course where area not in (a, b, c)"),
        ("a course where level at least isced.4", "="),
        ("a course where hours over 20 h or grade under 7.5", "a course where (hours over 20 h or grade under 7.5)"),
        ("a course where score at most s.maximum", "="),
        ("a course where completed before 2017-01-01", "="),
        ("a course where date from application", "="),
        (
            "a course where date within 3 years of part-one.date",
            "a course where date within 3 years of <part-one.date>",
        ),
        ("a credential where current", "="),
        (
            "a credential where current at application and not passed is no",
            "a credential where (current at application and not passed is no)",
        ),
        ("a course where part-of is programme", "="),
        ("a course where part-of is not programme", "a course where not part-of is programme"),
        ("a course where not (a1 or b1) and name is \"X\"", "a course where (not (a1 or b1) and name is \"X\")"),
        ("a course where level is unknown or title is none", "a course where (level is unknown or title is none)"),
        ("a course where part is 2 and day is 2017-02", "a course where (part is 2 and day is 2017-02)"),
        ("a course where verified at least 2 of exam", "a course where verified | at least 2 of exam"),
        (
            "a course where verified at most 5 years since birth",
            "a course where verified | at most 5 years since birth",
        ),
        ("a course where verified from one provider", "a course where verified | from at most 1 distinct provider"),
        ("a course where verified within any 12 months", "a course where verified | within any 12 months"),
        ("a course where verified over at least 8 weeks", "a course where verified | over at least 8 weeks"),
        ("a course where date is 2017 no exam", "a course where date is 2017 | no exam"),
        ("a course where type is reference open \"X\"@en", "a course where type is reference | open \"X\"@en"),
    ]);
}

#[test]
fn other_atoms() {
    lines(&[
        ("training where mode is practice makes at least 60 % of all training", "="),
        ("(course or placement) makes at most 80 % of all training", "="),
        ("cover all of core", "="),
        ("cover all of core at does by (demonstration or exam where passed)", "="),
        ("cover at least 15 of electives { including at least 1 of electives.head whole }", "="),
        ("cover at least 80 % of profile by course", "="),
        ("cover all of core at least 3 of exam", "cover all of core | at least 3 of exam"),
        ("holds us.tx.chw.certification current at application", "="),
        ("holds titles.nurse current", "="),
        ("holds titles.nurse", "="),
        ("resident of US-TX from 2019 to assessment", "="),
        ("resident of CO", "="),
        ("age at least 18 years at application", "="),
        ("age over 16 years", "="),
        ("age under limit", "age under <limit>"),
        ("fact fit", "="),
        ("fact fit is no", "="),
        ("fact years at least 4", "="),
        ("fact fit at least 4 of exam", "fact fit | at least 4 of exam"),
        ("fact fit at least 4 years since birth", "fact fit | at least 4 years since birth"),
        ("fact hired before 2017", "="),
        ("fact place is US-TX", "="),
        ("fact fit is not unknown", "="),
        ("at least 5 years since x.completed", "at least 5 years since <x.completed>"),
        ("at most window since birth", "at most <window> since birth"),
    ]);
}

#[test]
fn modifiers() {
    lines(&[
        ("including at least 3 h where topic is law", "="),
        ("including at least 60 % where mode is practice", "="),
        ("including at least 1 of electives.head", "="),
        ("counting at most 10 where setting is simulated", "="),
        ("counting at most 25 % of the need where setting is simulated", "="),
        ("counting at most 2 per day", "="),
        ("counting at most 2 h per provider", "="),
        ("counting where setting is simulated only if at least 20 where setting is live", "="),
        ("from at least 5 distinct area with at least 6 months each", "="),
        ("from at least 5 distinct area", "="),
        ("from at most 2 distinct provider.country", "="),
        ("over at least 8 weeks", "="),
        ("together cover all of ma-core", "="),
        ("together cover at least 80 % of ma-core", "="),
        ("within any 12 months", "="),
        ("consecutive by year", "="),
        ("without a break of more than 2 years", "="),
        ("whole", "="),
        ("at least 20 h of cpd { including at least 5 h where a1 counting at most 5 h where b1 }", "="),
    ]);
}

#[test]
fn conditions() {
    lines(&[
        ("when fact fit { fact fat }", "when (fact fit) { fact fat }"),
        ("unless not fact fit { fact fat }", "unless not (fact fit) { fact fat }"),
        (
            "when fact fit and age at least 18 years { a exam } otherwise { fact fat }",
            "when ((fact fit) and (age at least 18 years)) { a exam } otherwise { fact fat }",
        ),
        ("when a course where x and fact fit { a exam }", "when ((a course where x) and (fact fit)) { a exam }"),
        (
            "when (a course where x or y) and fact fit { a exam }",
            "when ((a course where (x or y)) and (fact fit)) { a exam }",
        ),
        (
            "when (at least 3 of course { whole }) or not (fact fit and fact fat) { a exam }",
            "when ((at least 3 of course { whole }) or not ((fact fit) and (fact fat))) { a exam }",
        ),
        (
            "when (course or exam) makes at least 5 % of all training { a exam }",
            "when ((course or exam) makes at least 5 % of all training) { a exam }",
        ),
        (
            "when (course makes at least 5 % of all training or fact fit) { a exam }",
            "when ((course makes at least 5 % of all training) or (fact fit)) { a exam }",
        ),
        (
            "when ((course or exam) makes at least 5 % of all training) { a exam }",
            "when ((course or exam) makes at least 5 % of all training) { a exam }",
        ),
        ("when ((fact fit)) { a exam }", "when (fact fit) { a exam }"),
        (
            "when date birth before 2017 and at least 5 years since birth { a exam }",
            "when ((date birth before 2017) and (at least 5 years since birth)) { a exam }",
        ),
        (
            "when cover all of core by course and holds t { a exam }",
            "when ((cover all of core by course) and (holds t)) { a exam }",
        ),
    ]);
}

#[test]
fn blocks() {
    lines(&[
        ("all of { fact a1 fact b1 }", "="),
        (
            "any of { route one \"One\"@en { fact a1 } route two when fact b1 { fact c1 } fact d1 }",
            "any of { route one \"One\"@en { fact a1 } route two when (fact b1) { fact c1 } fact d1 }",
        ),
        (
            "any of { route one cite A \"(1)\" assume B in force from 2017 when fact b1 { fact a1 } }",
            "any of { route one cite A \"(1)\" assume B in force from 2017 when (fact b1) { fact a1 } }",
        ),
        ("at least 2 of { fact a1 fact b1 fact c1 }", "="),
        ("each counted once { at least 2 of exam at least 3 of course }", "="),
        ("each counted once except twice where prescribed { at least 2 of exam }", "="),
        ("for each c in core { at least 20 h of course on c }", "="),
        ("for at least 3 of c in core.set { a course on c }", "="),
        ("for each s in course { fact fit }", "="),
        ("meets programme", "="),
        (
            "meets programme(core.norms, 1600 h, yes) by all training",
            "meets programme (core.norms, 1600 h, yes) by all training",
        ),
        ("meets programme by qualification where title is t", "="),
        ("let programme = first qualification where level is isced.4", "="),
        ("let e = (exam or course)", "="),
        ("judged equivalence \"Equivalent\"@en by \"Council\" cite A", "="),
        ("open \"Annex II\"@en \"Anexo II\"@es cite A, B \"x\" \"y\"", "="),
        (
            "advisory requirement two \"Two\"@en was old was older cite A assume B, C in force from 2017 until 2018-02 { }",
            "advisory requirement two \"Two\"@en was old was older cite A assume B, C in force from 2017 until 2018-02 {  }",
        ),
        (
            "requirement training \"T\"@en in force until 2018 assume C cite A { requirement age \"A\"@en { fact a } }",
            "requirement training \"T\"@en cite A assume C in force until 2018 { requirement age \"A\"@en { fact a } }",
        ),
    ]);
}

#[test]
fn heads_of_items() {
    decls(&[
        ("name \"Nurse\" \"Enfermera\"@es", "="),
        ("name \"A \\\"quoted\\\" name\\nand a line \\\\\"@en", "="),
        ("about \"What this is\"@en", "="),
        ("languages en, es, pt-BR", "="),
        ("family community", "="),
        ("country US-TX", "="),
        ("occupation isco:3253 soc:21-1094 cbo:3222-05", "="),
        ("regulator \"Board\"@en", "="),
        ("status closed since 1969-01 cite A", "="),
        ("status not-found", "="),
        ("in force from 2026-02-01 until 2027", "="),
        ("governed by application or choice", "="),
        ("governed by fact started", "="),
        ("replaces us.tx.chw@2019-08", "="),
        ("month-end clamp cite A", "="),
        ("days-per-month 30", "="),
        (
            "source TAC \"25 TAC §146.6\" by \"State\" published 2024-09 read 2025 url \"https://example.org\" unverified",
            "=",
        ),
        ("source TAC \"Code\" unverified by \"State\"", "source TAC \"Code\" by \"State\" unverified"),
        ("assume A1 \"Counted back.\"@en about TAC \"(a)(4)\"", "="),
        ("assume A1 \"Counted back.\"@en\nabout \"Text\"@en", "="),
        ("use us.tx.chw-core version 2026 as core", "="),
        ("act one \"One\"@en cite A assume B\nassume B \"Text\"@en", "="),
        ("act one \"One\"@en cite A\nassume B \"Text\"@en", "="),
    ]);
}

#[test]
fn vocabularies() {
    decls(&[
        ("fact fit: yes-no \"Fit?\"@en cite A", "="),
        ("values role { chw \"Worker\"@en open \"Open\"@en nurse }", "="),
        ("statement-type reference \"Reference\"@en", "values type { reference \"Reference\"@en }"),
        ("attribute patient-age: number of demonstration, exam \"Age\"@en", "="),
        ("attribute topics: symbol listing of course", "="),
        ("scale performance { shows \"Shows\"@en does \"Does\"@en }", "="),
        ("map local to cefr { low = cefr.a1 high = cefr.c2 }", "="),
        ("unit ects \"ECTS\"@en = 25 h to 30 h workload cite A", "="),
        ("unit class-hour = at least 50 min contact", "="),
        ("unit semester = opaque", "="),
        ("unit pe-credit = by mode { theory = at least 16 h practice = 32 h } workload", "="),
        ("unit ce = 1.5 h", "="),
        (
            "competency care \"Care\"@en cite A { kind core was old about \"X\"@en aligned close esco:\"http://x\" shown by demonstration where level is does competency child \"Child\"@en }",
            "=",
        ),
        ("competency care \"Care\"@en { cite A }", "competency care \"Care\"@en cite A"),
        ("set mandatory \"M\"@en = chest, head.skull, foot", "="),
        ("set core = tree where kind is core without a, b", "="),
        (
            "title nurse \"Nurse\"@en cite A { level isced.4 country CO attests programme from 2005 until 2009-10 covers a, b.c aligned exact esco:\"http://x\" cite B \"1\" was old }",
            "=",
        ),
        ("title nurse.aux \"Aux\"@en", "="),
        (
            "table skills (skill: competency, minimum: count, simulation: yes-no) { row chest, 3, yes row head.skull, none, unknown }",
            "=",
        ),
        ("define dshs-course: course where approved-by is dshs cite A in force from 2017", "="),
        ("define window = 12 months until 2019 = 24 months from 2020 cite A", "="),
        (
            "define window = 12 months until 2019, = 24 months from 2020 until 2021",
            "define window = 12 months until 2019 = 24 months from 2020 until 2021",
        ),
        ("define count = 12\ntitle x \"X\"@en", "="),
        (
            "accept credential where issuer in (US-WA, US-ID) and current for certification cite A",
            "accept credential where (issuer in (US-WA, US-ID) and current) for certification cite A",
        ),
        (
            "accept experience as training where mode is practice, setting is live at 2000 h = 500 h each full up to 25 % of the need cite A",
            "=",
        ),
        ("accept cpd as course at 1 h = 1 h up to 10 h", "="),
        ("accept cpd as course at 1 h = 1 h up to 10 % of what is counted", "="),
    ]);
}

#[test]
fn grants_and_scopes() {
    decls(&[
        (
            "standard programme(norms: set, minimum: quantity) \"P\"@en cite A { at least minimum of all training }",
            "standard programme (norms: set, minimum: quantity) \"P\"@en cite A { at least <minimum> of all training }",
        ),
        ("grant certification award \"C\"@en valid 2 years cite A { fact fit }", "="),
        (
            "grant renewal renewal of certification valid unknown { }",
            "grant renewal renewal of certification valid unknown {  }",
        ),
        (
            "grant second licence renewal of first valid indefinitely { }",
            "grant second renewal of first valid indefinitely {  }",
        ),
        (
            "grant g licence of us.x.y in force from 2017 { period cycle = 2 years from g.issued  fact fit }",
            "grant g licence of us.x.y in force from 2017 [period cycle = 2 years from <g.issued>] { fact fit }",
        ),
        (
            "grant g permit valid until end of month of 2 years after application { }",
            "grant g permit valid until (end of month of (2 years after application)) {  }",
        ),
        ("act outreach \"Outreach\"@en cite A in force until 2018", "="),
        (
            "scope of certification cite A { independent: a1, b1 cite B supervised directly by nurse: c1 delegated by physician: d1 requires { fact fit } assisting nurse: e1 where \"Only\"@en \"Solo\"@es on-prescription: f1 prohibited: g1 in force from 2017 }",
            "scope of certification cite A { independent : a1, b1 cite B supervised directly by nurse : c1 delegated by physician : d1 requires { fact fit } assisting by nurse : e1 where \"Only\"@en \"Solo\"@es on-prescription : f1 prohibited : g1 in force from 2017 }",
        ),
        ("provision fee about authority \"No fee.\"@en topic registration.fee none cite A", "="),
        ("provision law about others topic practice.title not-found", "="),
        (
            "provision hours about school topic programme.hours value 1600 h 2017-01 US-TX day \"x\" cite A assume B",
            "=",
        ),
        ("provision note about school \"Text\"@en topic programme.hours", "="),
    ]);
}

#[test]
fn words_of_the_language_may_be_names_where_nothing_else_can_be_meant() {
    lines(&[
        ("any of { route training { fact age } route experience { fact open } route a { fact first } }", "="),
        (
            "requirement language \"L\"@en { a language where language is en and level at least cefr.b1 }",
            "requirement language \"L\"@en { a language where (language is en and level at least cefr.b1) }",
        ),
        (
            "a qualification where title is t and country is CO and status is active and date before 2017",
            "a qualification where (title is t and country is CO and status is active and date before 2017)",
        ),
    ]);
    decls(&[
        ("values grant { licence \"L\"@en }", "="),
        ("table levels (level: level, set: set) { row level.x, set.y }", "="),
        ("define title: qualification where level is isced.4", "="),
    ]);
}

#[test]
fn places_are_exact() {
    let text =
        "framework x version 1 { // first\n  grant g award \"G\"@en valid 2 years /* why */ { fact a /* b */ } }\n";
    let file = good(text).file;
    let item = &file.items[0];
    let at = |span: crate::source::Span| &text[span.start as usize..span.end as usize];
    assert_eq!(at(item.span), text.trim_end());
    assert_eq!(at(item.version.span), "1");
    assert_eq!(
        at(item.decls[0].span),
        text.trim_end().trim_end_matches('}').split("first\n  ").nth(1).unwrap().trim_end()
    );
    let crate::syntax::ast::DeclKind::Grant(grant) = &item.decls[0].kind else { panic!("a grant") };
    assert_eq!(at(grant.text[0].span), "\"G\"@en");
    assert_eq!(at(grant.text[0].language.as_ref().unwrap().span), "en");
    assert_eq!(at(grant.block.span), "{ fact a /* b */ }");
    assert_eq!(at(grant.block.statements[0].span), "fact a");
}

#[test]
fn comments_and_blank_lines_are_kept() {
    let text = "// head\n\n\n/// Doc of x\n/// second line\nframework x version 1 {\r\n\r\n  country US // why\n  /* block\n     more */ family f //// not doc\n  /// doc of name\n  name \"N\"@en\n}\n\n";
    let parse = good(text);
    let shown: Vec<(&str, bool)> = parse
        .trivia
        .comments
        .iter()
        .map(|comment| (&text[comment.span.start as usize..comment.span.end as usize], comment.own_line))
        .collect();
    assert_eq!(
        shown,
        [
            ("// head", true),
            ("/// Doc of x", true),
            ("/// second line", true),
            ("// why", false),
            ("/* block\n     more */", true),
            ("//// not doc", false),
            ("/// doc of name", true),
        ]
    );
    let blank: Vec<&str> = parse.trivia.blank_lines.iter().map(|start| text[*start as usize..].trim_start()).collect();
    assert_eq!(blank.len(), 2);
    assert!(blank[0].starts_with("/// Doc of x") && blank[1].starts_with("country"), "{blank:?}");
    let item = &parse.file.items[0];
    assert_eq!(item.doc.as_deref(), Some("Doc of x\nsecond line"));
    assert_eq!(item.decls[1].doc, None);
    assert_eq!(item.decls[2].doc.as_deref(), Some("doc of name"));
}
