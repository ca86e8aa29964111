//! Laws about two spellings of rules: what counts once and what does not (L8), and what stands for something longer (L9).

use proptest::prelude::{Strategy, any};
use proptest::test_runner::TestCaseError;
use proptest::{prop_assert, prop_assert_eq, prop_assume};

use habilita::eval::Verdict;

use super::generate::joint::{Sort, competing};
use super::generate::{Case, Part, cases};
use super::language::{
    Atom, By, Claim, Condition, Hours, Joint, Kind, Line, Measure, Predicate, Quantity, Row, Rules, Selection, Term,
    VARIABLE, Way, Window, members_of,
};
use super::{assess, bound, framework, law, print};

/// The verdict of a record under rules with further declarations.
fn verdict(rules: &Rules, declarations: &str, case: &Case) -> Result<Verdict, TestCaseError> {
    let framework = framework(&print::framework_with(rules, declarations)).map_err(TestCaseError::reject)?;
    let record = bound(&framework, &print::record(&case.record).print()).map_err(TestCaseError::reject)?;
    Ok(assess(&framework, &record).verdict)
}

/// The rules with every line changed, from within.
fn changed(lines: &[Line], change: &dyn Fn(Line) -> Line) -> Vec<Line> {
    let all = |lines: &[Line]| changed(lines, change);
    let ways = |ways: &[Way]| ways.iter().map(|way| Way { lines: all(&way.lines), ..way.clone() }).collect();
    lines
        .iter()
        .map(|line| {
            change(match line.clone() {
                Line::All(lines) => Line::All(all(&lines)),
                Line::Any(list) => Line::Any(ways(&list)),
                Line::AtLeast(least, list) => Line::AtLeast(least, ways(&list)),
                Line::When { condition, unless, then, otherwise } => {
                    Line::When { condition, unless, then: all(&then), otherwise: otherwise.map(|lines| all(&lines)) }
                }
                Line::Requirement { advisory, in_force, lines } => {
                    Line::Requirement { advisory, in_force, lines: all(&lines) }
                }
                Line::Let { pick, selection, lines } => Line::Let { pick, selection, lines: all(&lines) },
                Line::For { least, set, lines } => Line::For { least, set, lines: all(&lines) },
                Line::Joint(joint) => Line::Joint(Joint { lines: all(&joint.lines), ..joint }),
                line @ (Line::Atom(_) | Line::Meets(..) | Line::Judged | Line::Open) => line,
            })
        })
        .collect()
}

fn with(case: &Case, lines: Vec<Line>) -> Rules {
    Rules { lines, ..case.rules.clone() }
}

// ---- L8 ----

#[test]
fn l8_what_counts_once_counts_for_each_line_alone() {
    for sort in [Sort::Once, Sort::Nested, Sort::Accepted] {
        law(25, competing(sort), |case| {
            let shared = changed(&case.rules.lines, &|line| match line {
                Line::Joint(joint) => Line::Joint(Joint { once: false, twice: None, ..joint }),
                other => other,
            });
            prop_assume!(shared != case.rules.lines);
            let once = verdict(&case.rules, "", &case)?;
            let shared = verdict(&with(&case, shared), "", &case)?;
            prop_assert!(once <= shared, "once {once:?}, shared {shared:?}");
            Ok(())
        });
    }
}

#[test]
fn l8_what_may_serve_twice_helps() {
    law(60, competing(Sort::Once), |case| {
        let strict = changed(&case.rules.lines, &|line| match line {
            Line::Joint(joint) => Line::Joint(Joint { twice: None, ..joint }),
            other => other,
        });
        prop_assume!(strict != case.rules.lines);
        let twice = verdict(&case.rules, "", &case)?;
        let strict = verdict(&with(&case, strict), "", &case)?;
        prop_assert!(strict <= twice, "once {strict:?}, twice {twice:?}");
        Ok(())
    });
}

fn limits(row: &Row) -> bool {
    matches!(
        row,
        Row::Counting(..) | Row::CountingShare(..) | Row::CountingOfNeed(..) | Row::CountingPer(..) | Row::Gate { .. }
    )
}

#[test]
fn l8_without_a_limit_it_is_no_harder() {
    for sort in [Sort::Rows, Sort::Block, Sort::Once] {
        law(25, (competing(sort), any::<u8>()), |(case, which)| {
            let without = |rows: &[Row], which: u8| -> Vec<Row> {
                let places: Vec<usize> = (0..rows.len()).filter(|at| limits(&rows[*at])).collect();
                let Some(gone) = places.get(usize::from(which) % places.len().max(1)) else { return rows.to_vec() };
                let kept = rows.iter().enumerate().filter(|(at, _)| at != gone);
                kept.map(|(_, row)| row.clone()).collect()
            };
            let free = changed(&case.rules.lines, &|line| match line {
                Line::Joint(joint) if joint.rows.iter().any(limits) => {
                    Line::Joint(Joint { rows: without(&joint.rows, which), ..joint })
                }
                Line::Atom(Atom::Claim(claim)) => {
                    Line::Atom(Atom::Claim(Claim { rows: without(&claim.rows, which), ..claim }))
                }
                other => other,
            });
            prop_assume!(free != case.rules.lines);
            let limited = verdict(&case.rules, "", &case)?;
            let free = verdict(&with(&case, free), "", &case)?;
            prop_assert!(limited <= free, "with the limit {limited:?}, without {free:?}");
            Ok(())
        });
    }
}

// ---- L9 ----

/// Tries a law on cases whose rules it changes, and on no fewer than so many.
fn same_in(cases: u32, least: u32, strategy: impl Strategy<Value = Case>, other: &dyn Fn(&Case) -> Vec<Line>) {
    let tried = std::cell::Cell::new(0);
    law(cases, strategy, |case| {
        let other = other(&case);
        if other == case.rules.lines {
            return Ok(());
        }
        tried.set(tried.get() + 1);
        same(&case, other)
    });
    let fewer = std::env::var_os("HABILITA_CASES").is_some();
    assert!(fewer || tried.get() >= least, "only {} cases", tried.get());
}

fn same(case: &Case, other: Vec<Line>) -> Result<(), TestCaseError> {
    let short = verdict(&case.rules, "", case)?;
    let long = verdict(&with(case, other), "", case)?;
    prop_assert_eq!(short, long, "written out");
    Ok(())
}

#[test]
fn l9_unless_is_when_not() {
    let written_out = |line: Line| match line {
        Line::When { condition, unless: true, then, otherwise } => {
            Line::When { condition: Condition::Not(Box::new(condition)), unless: false, then, otherwise }
        }
        other => other,
    };
    same_in(400, 10, cases(Part::Whole), &|case| changed(&case.rules.lines, &written_out));
    same_in(150, 3, competing(Sort::Nested), &|case| changed(&case.rules.lines, &written_out));
}

#[test]
fn l9_for_each_is_one_copy_for_each_member() {
    let written_out = |line: Line| match line {
        Line::For { least, set, lines } => {
            let copies = members_of(set).iter().map(|member| {
                let own = changed(&lines, &|line| match line {
                    Line::Atom(atom) => Line::Atom(on_member(atom, member)),
                    other => other,
                });
                Line::All(own)
            });
            match least {
                None => Line::All(copies.collect()),
                Some(least) => Line::AtLeast(
                    u32::try_from(least).unwrap(),
                    copies.map(|line| Way { when: None, lines: vec![line], route: false }).collect(),
                ),
            }
        }
        other => other,
    };
    same_in(400, 10, cases(Part::Whole), &|case| changed(&case.rules.lines, &written_out));
    same_in(150, 3, competing(Sort::Nested), &|case| changed(&case.rules.lines, &written_out));
}

fn on_member(atom: Atom, member: &'static str) -> Atom {
    let placed = |selection: Selection| Selection {
        on: if selection.on == Some(VARIABLE) { Some(member) } else { selection.on },
        ..selection
    };
    match atom {
        Atom::Claim(claim) => Atom::Claim(Claim { selection: placed(claim.selection.clone()), ..claim }),
        Atom::Share { part, at_least, percent, whole } => {
            Atom::Share { part: placed(part), at_least, percent, whole: placed(whole) }
        }
        Atom::Cover { how, set, level, by, rows } => Atom::Cover { how, set, level, by: by.map(placed), rows },
        other => other,
    }
}

#[test]
fn l9_a_standard_is_its_lines_for_one_programme() {
    same_in(1500, 10, cases(Part::Whole), &|case| {
        // Hours of a programme that lists no parts can be said in no other way.
        let parts = |id: &str| case.record.items.iter().any(|item| item.part_of.as_deref() == Some(id));
        let listed = |item: &super::language::Item| {
            item.kind != Kind::Qualification || item.hours == Hours::NotStated || parts(&item.id)
        };
        // Inside another `let` the name would be another one.
        if !case.record.items.iter().all(listed) || nested_let(&case.rules.lines, false) {
            return case.rules.lines.clone();
        }
        changed(&case.rules.lines, &|line| match line {
            Line::Meets(standard, by) => {
                let selection = match &by {
                    By::AllTraining => return Line::Meets(standard, by),
                    By::AnyProgramme => Selection::of(Kind::Qualification),
                    By::Selection(selection) => selection.clone(),
                };
                let lines: Option<Vec<Line>> = case.rules.standards[standard].iter().map(in_programme).collect();
                match lines {
                    Some(lines) => Line::Let { pick: None, selection, lines },
                    None => Line::Meets(standard, by),
                }
            }
            other => other,
        })
    });
}

/// Whether a `meets` stands below a `let`.
fn nested_let(lines: &[Line], below: bool) -> bool {
    lines.iter().any(|line| match line {
        Line::Meets(..) => below,
        Line::Let { lines, .. } => nested_let(lines, true),
        Line::All(lines) | Line::Requirement { lines, .. } | Line::For { lines, .. } => nested_let(lines, below),
        Line::Any(ways) | Line::AtLeast(_, ways) => ways.iter().any(|way| nested_let(&way.lines, below)),
        Line::When { then, otherwise, .. } => {
            nested_let(then, below) || otherwise.as_ref().is_some_and(|lines| nested_let(lines, below))
        }
        Line::Joint(joint) => nested_let(&joint.lines, below),
        Line::Atom(_) | Line::Judged | Line::Open => false,
    })
}

/// A line of a standard as a line about the programme that the first `let` means; none where there is no such line.
fn in_programme(line: &Line) -> Option<Line> {
    let Line::Atom(atom) = line else { return None };
    let inside = |selection: &Selection| -> Option<Selection> {
        let parts = selection.kinds().iter().all(|kind| kind.is_part());
        let single = selection.heads.iter().all(|(_, own)| own.is_none());
        if !parts || !single {
            return None;
        }
        let part = Predicate::PartOf(0);
        let predicate = match &selection.predicate {
            Some(one) => Predicate::And(vec![dated(one)?, part]),
            None => part,
        };
        let windows = selection.windows.iter().map(dated_window).collect::<Option<Vec<_>>>()?;
        Some(Selection { predicate: Some(predicate), windows, ..selection.clone() })
    };
    Some(Line::Atom(match atom {
        Atom::Claim(claim) => {
            let amount = claim.measure == Measure::Hours;
            let rows = claim.rows.iter().map(dated_row).collect::<Option<Vec<_>>>()?;
            // A limit of items forbids, and sees more than the programme in no other spelling.
            if !amount && matches!(claim.quantity, Quantity::AtMost(_) | Quantity::Between(..)) {
                return None;
            }
            Atom::Claim(Claim { all: amount, selection: inside(&claim.selection)?, rows, ..claim.clone() })
        }
        Atom::Share { part, at_least, percent, whole } => {
            Atom::Share { part: inside(part)?, at_least: *at_least, percent: *percent, whole: inside(whole)? }
        }
        Atom::Cover { how, set, level, by: Some(by), rows } => {
            Atom::Cover { how: *how, set, level: *level, by: Some(inside(by)?), rows: rows.clone() }
        }
        _ => return None,
    }))
}

fn dated(predicate: &Predicate) -> Option<Predicate> {
    Some(match predicate {
        Predicate::Date(how, term) => Predicate::Date(*how, dated_term(term)?),
        Predicate::Current(term) => Predicate::Current(dated_term(term)?),
        Predicate::Not(one) => Predicate::Not(Box::new(dated(one)?)),
        Predicate::And(list) => Predicate::And(list.iter().map(dated).collect::<Option<Vec<_>>>()?),
        Predicate::Or(list) => Predicate::Or(list.iter().map(dated).collect::<Option<Vec<_>>>()?),
        Predicate::PartOf(_) => return None,
        Predicate::Is(..) | Predicate::IsNot(..) | Predicate::Yes(_) | Predicate::Number(..) | Predicate::Level(..) => {
            predicate.clone()
        }
    })
}

/// The end of the programme is the date of the item that the name means.
fn dated_term(term: &Term) -> Option<Term> {
    Some(match term {
        Term::Programme => Term::Meant(0),
        Term::Before(by, of) => Term::Before(*by, Box::new(dated_term(of)?)),
        Term::After(by, of) => Term::After(*by, Box::new(dated_term(of)?)),
        Term::Meant(_) => return None,
        Term::On(_) | Term::Application | Term::Assessment | Term::Birth | Term::Hired => term.clone(),
    })
}

fn dated_window(window: &Window) -> Option<Window> {
    Some(match window {
        Window::Compare(how, term) => Window::Compare(*how, dated_term(term)?),
        Window::Between(from, until) => Window::Between(dated_term(from)?, dated_term(until)?),
        Window::WithinBefore(by, term) => Window::WithinBefore(*by, dated_term(term)?),
        Window::WithinAfter(by, term) => Window::WithinAfter(*by, dated_term(term)?),
    })
}

fn dated_row(row: &Row) -> Option<Row> {
    Some(match row {
        Row::Including(q, p) => Row::Including(*q, dated(p)?),
        Row::IncludingShare(q, p) => Row::IncludingShare(*q, dated(p)?),
        Row::Counting(q, p) => Row::Counting(*q, dated(p)?),
        Row::CountingShare(q, p) => Row::CountingShare(*q, dated(p)?),
        Row::CountingOfNeed(q, p) => Row::CountingOfNeed(*q, dated(p)?),
        Row::Gate { gated, least, by } => Row::Gate { gated: dated(gated)?, least: *least, by: dated(by)? },
        Row::CountingPer(..)
        | Row::Distinct { .. }
        | Row::FromOne(_)
        | Row::FromAtMost(..)
        | Row::Together(..)
        | Row::WithinAny(_)
        | Row::Consecutive(_)
        | Row::NoBreak(_)
        | Row::Whole
        | Row::Members(..) => row.clone(),
    })
}

#[test]
fn l9_what_is_accepted_for_a_requirement_is_another_way() {
    law(80, cases(Part::Whole), |case| {
        let Some((kind, attribute)) = case.record.items.iter().find_map(|item| match item.kind {
            Kind::Credential | Kind::Exam | Kind::Cpd | Kind::Course => {
                Some((item.kind, super::language::Attribute::Verified))
            }
            _ => None,
        }) else {
            return Err(TestCaseError::reject("nothing to accept"));
        };
        let mut lines = case.rules.lines.clone();
        let own = lines.remove(0);
        let requirement = |lines: Vec<Line>| Line::Requirement { advisory: false, in_force: None, lines };
        let accepted = Selection { predicate: Some(Predicate::Yes(attribute)), ..Selection::of(kind) };
        let instead = Line::Atom(Atom::Claim(Claim {
            quantity: Quantity::AtLeast(1),
            measure: Measure::Count,
            all: false,
            selection: accepted.clone(),
            rows: Vec::new(),
        }));
        let way = |line: Line| Way { when: None, lines: vec![line], route: false };
        let mut short = vec![requirement(vec![own.clone()])];
        let mut long = vec![requirement(vec![Line::Any(vec![way(Line::All(vec![own])), way(instead)])])];
        short.extend(lines.iter().cloned());
        long.extend(lines);
        let declared = format!("  accept {} where verified for g.r1\n", kind.word());
        let short = verdict(&with(&case, short), &declared, &case)?;
        let long = verdict(&with(&case, long), "", &case)?;
        prop_assert_eq!(short, long, "accepted, another way");
        Ok(())
    });
}
