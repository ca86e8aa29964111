//! What becomes of declarations without faults.

use super::{framework, sound};
use crate::model::number::Number;
use crate::model::vocabulary::{AttributeId, Base, Level, ScaleId, builtin};

#[test]
fn competencies_are_laid_out_so_that_descendants_follow() {
    let frameworks = sound(&[&framework(
        r#"
  competency body "Body" {
    competency head "Head" { competency skull "Skull" competency jaw "Jaw" was-nothing }
    competency chest "Chest"
  }
  competency care "Care"
"#
        .replace(" was-nothing", "")
        .as_str(),
    )]);
    let competencies = &frameworks[0].vocabulary.competencies;
    let shown: Vec<String> = competencies
        .values()
        .map(|node| {
            format!(
                "{} parent {:?} children {:?} end {}",
                node.id,
                node.parent.map(|id| id.0),
                node.children.iter().map(|id| id.0).collect::<Vec<_>>(),
                node.end
            )
        })
        .collect();
    insta::assert_snapshot!(shown.join("\n"), @r"
    f/body parent None children [1, 4] end 5
    f/head parent Some(0) children [2, 3] end 4
    f/skull parent Some(1) children [] end 3
    f/jaw parent Some(1) children [] end 4
    f/chest parent Some(0) children [] end 5
    f/care parent None children [] end 6
    ");
}

#[test]
fn units_are_traced_back_to_their_base() {
    let frameworks = sound(&[&framework(
        r#"
  unit semester-credit = 16 ce-credit
  unit ce-credit = opaque
  unit ects = 25 h to 30 h workload
  unit half = 0.5 ects
  unit class-hour = at least 50 min contact
  unit semester = opaque contact
  unit pe-credit = by mode { theory = at least 16 h  practice = 32 h } workload
"#,
    )]);
    let units = &frameworks[0].vocabulary.units;
    let shown: Vec<String> = units
        .values()
        .map(|unit| {
            let most = unit.most.map_or_else(|| "…".to_owned(), |most| most.to_string());
            let modes: Vec<String> = unit
                .by_mode
                .iter()
                .map(|(mode, least, most)| format!("{}: {least} {}", mode.0, most.is_some()))
                .collect();
            format!("{} {:?} {} to {most} {}", unit.name, unit.base, unit.least, modes.join(", "))
        })
        .collect();
    insta::assert_snapshot!(shown.join("\n"), @r"
    h None 60 to 60 
    min None 1 to 1 
    semester-credit Some(Own(UnitId(3))) 16 to 16 
    ce-credit Some(Own(UnitId(3))) 1 to 1 
    ects Some(Workload) 1500 to 1800 
    half Some(Workload) 750 to 900 
    class-hour Some(Contact) 50 to … 
    semester Some(Contact) 0 to … 
    pe-credit Some(Workload) 960 to … 3: 960 false, 4: 1920 true
    ");
}

#[test]
fn values_of_catalogs_and_frameworks_are_merged() {
    let frameworks = sound(&[r#"
catalog c version 1 { values category { law "Law" } attribute colour: symbol listing of training "Colour" values colour { red "Red" } }
framework f version 1 {
  name "F" country US status absent in force from 2020-01-01
  use c as c
  values category { ethics "Ethics" law "Other words" }
  values assessor-role { nurse "Nurse" }
  values colour { blue "Blue" }
}
"#]);
    let vocabulary = &frameworks[0].vocabulary;
    let words = |name: &str| -> Vec<String> {
        let values = &vocabulary.attributes[name].values;
        values.iter().map(|(id, text)| format!("{} {}", vocabulary.symbols[id.index()], text.0[0].1)).collect()
    };
    assert_eq!(words("category"), ["law Law", "ethics Ethics"]);
    assert_eq!(words("assessor.role"), ["nurse Nurse"]);
    assert_eq!(words("colour"), ["red Red", "blue Blue"]);
    assert!(vocabulary.attributes["colour"].many);
    assert_eq!(AttributeId::from_index(vocabulary.attributes.get_index_of("category").unwrap()), builtin::CATEGORY);
}

#[test]
fn titles_maps_and_provisions_reach_the_model() {
    let frameworks = sound(&[r#"
catalog ti version 1 {
  source L "Law"
  title nursing.aide "Aide" cite L { level isced.4 country CO covers c }
  competency c "C" cite L
}
framework f version 1 {
  name "F" country US-TX status closed since 1969 in force from 2020-01-01
  source S "Law" published 2019
  use ti as ti
  scale grade { low "Low" high "High" }
  map grade to cefr { low = a1 high = b2 }
  provision hours about school "Hours." topic programme.hours value 160
     h 2 years cite S in force until 2024
}
"#]);
    let framework = &frameworks[0];
    let title = &framework.vocabulary.titles["ti/nursing.aide"];
    assert_eq!(title.level, Some(Level { scale: ScaleId(0), rank: 4 }));
    assert_eq!(title.country.map(|place| place.code().to_owned()), Some("CO".to_owned()));
    assert_eq!((title.covers.len(), title.cite[0].source), (1, 1));
    assert_eq!(framework.sources[1].catalog.as_deref(), Some("ti"));
    assert_eq!(framework.vocabulary.scales["grade"].maps, [(ScaleId(1), vec![0, 3])]);
    insta::assert_debug_snapshot!(framework.provisions[0].value, @r#"
    Values(
        [
            "160 h",
            "2 years",
        ],
    )
    "#);
    assert_eq!(framework.provisions[0].in_force.unwrap().hi.unwrap().to_string(), "2024-12-31");
    assert_eq!(framework.policy.days_per_month, Number::whole(30));
    assert_eq!(framework.vocabulary.units["h"].base, None::<Base>);
}

#[test]
fn a_digest_covers_the_files_used_and_no_others() {
    let one = framework("  use c as c");
    let catalog = "catalog c version 1 { }";
    let digest = |texts: &[&str]| sound(texts)[0].sha256.clone();
    let first = digest(&[&one, catalog]);
    assert_eq!(first, digest(&[catalog, &one]));
    assert_eq!(first, digest(&[&one.replace('\n', "\r\n"), catalog, "catalog d version 1 { }"]));
    assert_ne!(first, digest(&[&one, "catalog c version 1 {  }"]));
    // A framework that uses nothing has the digest of its file.
    let alone = "framework f version 1 { name \"F\" country US status absent in force from 2020-01-01 }";
    assert_eq!(digest(&[alone]), "e75360a1fa8807a2107f71d87b8d57856b316d1e870137563d961083553b4465");
}
