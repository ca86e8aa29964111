//! What is counted together, and what counts as something else, as readers and programs see it.

use std::sync::Arc;

use super::{show, show_json};
use crate::check::{Input, check};
use crate::model::framework::Framework;
use crate::report::language::Language;
use crate::report::text::TextOptions;
use crate::source::SourceMap;
use crate::syntax;

const TEXT: &str = r#"
framework f version 1 {
  name "Station helper"@en
  country AQ
  regulator "Health Council"@en
  status regulated cite ACT
  in force from 2020-01-01
  source ACT "Station Health Act"
  competency head "Head"@en { competency skull "Skull"@en competency jaw "Jaw"@en }
  values category { law "Law"@en ethics "Ethics"@en }
  values role { helper "Helper"@en }
  title nurse "Nurse"@en

  /// The Council counts the years of work by half.
  accept experience where role is helper as training where mode is practice at 2000 h = 500 h
    up to 25 % of the need cite ACT "art. 9" in force from 2021-01-01
  accept qualification where title is nurse as exam where part is written at 1 = 1 each full up to 2
  accept training as experience at 100 h = 1 months up to 6 months
  accept cpd as cpd where category is law at 1 h = 1 h up to 50 % of what is counted

  grant g licence "Licence"@en cite ACT {
    requirement once "Once"@en cite ACT {
      each counted once except twice where verified {
        at least 2 of exam
        at least 1 of course where mode is practice
        counting at most 1 where grade is "B"
      }
    }
    requirement limits "Limits"@en cite ACT {
      cover all of head by demonstration
      at least 5 of demonstration where setting is live
      counting at most 3 where setting is simulated
      counting at most 2 per day
      within any 1 year
      whole
    }
    requirement hours "Hours"@en cite ACT {
      at least 20 h of cpd { from at most 2 distinct category  whole }
      each counted once { at least 5 h of cpd where verified  at least 5 h of cpd where category is law }
    }
    requirement covering "Covering"@en cite ACT {
      cover all of head by demonstration { counting at most 1 where setting is simulated  including at least 1 of skull }
    }
  }
}
"#;

fn framework() -> Framework {
    let mut map = SourceMap::default();
    let text: Arc<str> = TEXT.into();
    let file = map.add("f.hab", text.clone());
    let parsed = syntax::parse(file, &text);
    assert!(parsed.diagnostics.is_empty());
    let checked = check(&[Input { file, tree: &parsed.file, text: &text }]);
    checked.value.unwrap().remove(0)
}

/// The text from the first grant on, down to the sources.
fn shown(language: Language) -> String {
    let framework = framework();
    let text = show(&framework, &TextOptions { language, ..TextOptions::default() });
    let lines = text.lines().skip_while(|line| !line.starts_with('─')).skip(1);
    let lines: Vec<&str> = lines.take_while(|line| !line.starts_with("ACT")).collect();
    lines.join("\n")
}

#[test]
fn in_english() {
    insta::assert_snapshot!(shown(Language::English), @r"
    licence · f/g · Station Health Act
    • Once
      Station Health Act
      Each piece of evidence counts for one of these lines only, with verified: yes
        for up to two:
        – counted of these at most 1 course or examination: grade: B
        At least 2: examinations
        Courses, mode: practice
    • Limits
      Station Health Act
      For all of these lines together:
        – counted of these at most 3 demonstrations: setting: simulated
        – at most 2 demonstrations counted per day
        – within any 1 year
        – each piece of evidence with all that it has, or not at all
        At least 2 competencies: competencies shown by demonstrations (Skull, Jaw)
        At least 5: demonstrations, setting: live
    • Hours
      Station Health Act
      At least 20 h: continuing education; all from at most 2 different ones by
        category; each piece of evidence with all that it has, or not at all
      Each piece of evidence counts for one of these lines only:
        At least 5 h: continuing education, verified: yes
        At least 5 h: continuing education, category: Law
    • Covering
      Station Health Act
      At least 2 competencies: competencies shown by demonstrations (Skull, Jaw)
        – counted of these at most 1 demonstration: setting: simulated
        – among these at least 1 competency: Skull

    Counted as other evidence
    ─────────────────────────
    • 2000 h (experience, role: Helper) count as 500 h (training, mode: practice),
      up to 25 % of the need
      since 1 January 2021 · Station Health Act art. 9
      The Council counts the years of work by half.
    • 1 (qualifications, title: Nurse) counts as 1 (examinations, part of the
      examination: written), in whole steps only, up to 2
    • 100 h (training) count as 1 month (experience), up to 6 months
    • 1 h (continuing education) counts as 1 h (continuing education, category:
      Law), up to 50 % of what is counted

    Sources
    ───────
    ");
}

#[test]
fn in_spanish() {
    insta::assert_snapshot!(shown(Language::Spanish), @r"
    licencia · f/g · Station Health Act
    • Once
      Station Health Act
      Cada prueba cuenta para una sola de estas líneas, y con verificado: sí hasta
        para dos:
        – de ello cuenta como máximo 1 curso o examen: calificación: B
        Al menos 2: exámenes
        Cursos, modalidad: práctica
    • Limits
      Station Health Act
      Para todas estas líneas juntas:
        – de ello cuenta como máximo 3 demostraciones: entorno: simulado
        – cuenta como máximo 2 demostraciones por día
        – dentro de un plazo cualquiera de 1 año
        – cada prueba con todo lo que tiene, o nada
        Al menos 2 competencias: competencias demostradas con demostraciones (Skull,
          Jaw)
        Al menos 5: demostraciones, entorno: real
    • Hours
      Station Health Act
      Al menos 20 h: educación continua; todo con 2 valores distintos de «categoría»
        como máximo; cada prueba con todo lo que tiene, o nada
      Cada prueba cuenta para una sola de estas líneas:
        Al menos 5 h: educación continua, verificado: sí
        Al menos 5 h: educación continua, categoría: Law
    • Covering
      Station Health Act
      Al menos 2 competencias: competencias demostradas con demostraciones (Skull,
        Jaw)
        – de ello cuenta como máximo 1 demostración: entorno: simulado
        – entre ello, al menos 1 competencia: Skull

    Lo que vale por otras pruebas
    ─────────────────────────────
    • 2000 h (experiencia, función: Helper) valen por 500 h (formación, modalidad:
      práctica), hasta 25 % de lo exigido
      desde el 1 de enero de 2021 · Station Health Act art. 9
      The Council counts the years of work by half.
    • 1 (títulos o programas, título: Nurse) vale por 1 (exámenes, parte del examen:
      written), solo por tramos completos, hasta 2
    • 100 h (formación) valen por 1 mes (experiencia), hasta 6 meses
    • 1 h (educación continua) vale por 1 h (educación continua, categoría: Law),
      hasta 50 % de lo que cuenta

    Fuentes
    ───────
    ");
}

#[test]
fn in_portuguese() {
    insta::assert_snapshot!(shown(Language::Portuguese), @r"
    licença · f/g · Station Health Act
    • Once
      Station Health Act
      Cada comprovante conta para uma só destas linhas, e com verificado: sim para
        até duas:
        – disso conta no máximo 1 curso ou exame: nota: B
        Pelo menos 2: exames
        Cursos, modalidade: prática
    • Limits
      Station Health Act
      Para todas estas linhas juntas:
        – disso conta no máximo 3 demonstrações: ambiente: simulado
        – conta no máximo 2 demonstrações por dia
        – dentro de um prazo qualquer de 1 ano
        – cada comprovante com tudo o que tem, ou nada
        Pelo menos 2 competências: competências demonstradas com demonstrações
          (Skull, Jaw)
        Pelo menos 5: demonstrações, ambiente: real
    • Hours
      Station Health Act
      Pelo menos 20 h: educação continuada; tudo com no máximo 2 valores distintos
        de “categoria”; cada comprovante com tudo o que tem, ou nada
      Cada comprovante conta para uma só destas linhas:
        Pelo menos 5 h: educação continuada, verificado: sim
        Pelo menos 5 h: educação continuada, categoria: Law
    • Covering
      Station Health Act
      Pelo menos 2 competências: competências demonstradas com demonstrações (Skull,
        Jaw)
        – disso conta no máximo 1 demonstração: ambiente: simulado
        – entre isso, pelo menos 1 competência: Skull

    O que vale por outros comprovantes
    ──────────────────────────────────
    • 2000 h (experiência, função: Helper) valem por 500 h (formação, modalidade:
      prática), até 25% do exigido
      desde 1º de janeiro de 2021 · Station Health Act art. 9
      The Council counts the years of work by half.
    • 1 (títulos ou programas, título: Nurse) vale por 1 (exames, parte do exame:
      written), somente por etapas completas, até 2
    • 100 h (formação) valem por 1 mês (experiência), até 6 meses
    • 1 h (educação continuada) vale por 1 h (educação continuada, categoria: Law),
      até 50% do que conta

    Fontes
    ──────
    ");
}

#[test]
fn in_french() {
    insta::assert_snapshot!(shown(Language::French), @r"
    licence · f/g · Station Health Act
    • Once
      Station Health Act
      Chaque pièce compte pour une seule de ces lignes, et avec vérifié : oui pour
        deux au plus :
        – de cela compte au plus 1 cours ou examen : note : B
        Au moins 2 : examens
        Cours, mode : pratique
    • Limits
      Station Health Act
      Pour toutes ces lignes ensemble :
        – de cela compte au plus 3 démonstrations : cadre : simulé
        – au plus 2 démonstrations par jour
        – dans un délai quelconque de 1 an
        – chaque pièce avec tout ce qu'elle a, ou pas du tout
        Au moins 2 compétences : compétences prouvées par démonstrations (Skull,
          Jaw)
        Au moins 5 : démonstrations, cadre : réel
    • Hours
      Station Health Act
      Au moins 20 h : formation continue; tout avec au plus 2 valeurs différentes de
        « catégorie »; chaque pièce avec tout ce qu'elle a, ou pas du tout
      Chaque pièce compte pour une seule de ces lignes :
        Au moins 5 h : formation continue, vérifié : oui
        Au moins 5 h : formation continue, catégorie : Law
    • Covering
      Station Health Act
      Au moins 2 compétences : compétences prouvées par démonstrations (Skull, Jaw)
        – de cela compte au plus 1 démonstration : cadre : simulé
        – parmi cela, au moins 1 compétence : Skull

    Ce qui vaut d'autres pièces
    ───────────────────────────
    • 2000 h (expérience, fonction : Helper) valent 500 h (formation, mode :
      pratique), jusqu'à 25 % de ce qui est exigé
      depuis le 1er janvier 2021 · Station Health Act art. 9
      The Council counts the years of work by half.
    • 1 (titres ou programmes, titre : Nurse) vaut 1 (examens, partie de l'examen :
      written), par tranches entières seulement, jusqu'à 2
    • 100 h (formation) valent 1 mois (expérience), jusqu'à 6 mois
    • 1 h (formation continue) vaut 1 h (formation continue, catégorie : Law),
      jusqu'à 50 % de ce qui compte

    Sources
    ───────
    ");
}

#[test]
fn as_json() {
    let object: serde_json::Value = serde_json::from_str(&show_json(&framework())).unwrap();
    let of = |value: &serde_json::Value| serde_json::to_string_pretty(value).unwrap();
    insta::assert_snapshot!(of(&object["accepted"][0]), @r#"
    {
      "becomes": [
        "course",
        "placement"
      ],
      "cite": [
        {
          "place": "art. 9",
          "source": "ACT",
          "title": "Station Health Act",
          "verified": true
        }
      ],
      "doc": "The Council counts the years of work by half.",
      "in_force": {
        "from": "2021-01-01"
      },
      "line": "accept experience where role is helper as training where mode is practice at 2000 h = 500 h up to 25 % of the need cite ACT \"art. 9\" in force from 2021-01-01"
    }
    "#);
    insta::assert_snapshot!(of(&object["grants"][0]["requirements"]), @r#"
    [
      {
        "children": [
          {
            "children": [
              {
                "kind": "line",
                "line": "at least 2 of exam",
                "says": "evidence"
              },
              {
                "kind": "line",
                "line": "at least 1 of course where mode is practice",
                "says": "evidence"
              }
            ],
            "kind": "line",
            "line": "each counted once except twice where verified; counting at most 1 where grade is \"B\"",
            "says": "counted-once"
          }
        ],
        "cite": [
          {
            "source": "ACT",
            "title": "Station Health Act",
            "verified": true
          }
        ],
        "id": "f/g/once",
        "kind": "requirement",
        "line": "requirement once \"Once\"@en cite ACT",
        "says": "all-of",
        "text": {
          "en": "Once"
        }
      },
      {
        "children": [
          {
            "children": [
              {
                "kind": "line",
                "line": "cover all of head by demonstration",
                "says": "evidence"
              },
              {
                "kind": "line",
                "line": "at least 5 of demonstration where setting is live",
                "says": "evidence"
              }
            ],
            "kind": "line",
            "line": "counting at most 3 where setting is simulated; counting at most 2 per day; within any 1 year; whole",
            "says": "limited-together"
          }
        ],
        "cite": [
          {
            "source": "ACT",
            "title": "Station Health Act",
            "verified": true
          }
        ],
        "id": "f/g/limits",
        "kind": "requirement",
        "line": "requirement limits \"Limits\"@en cite ACT",
        "says": "all-of",
        "text": {
          "en": "Limits"
        }
      },
      {
        "children": [
          {
            "kind": "line",
            "line": "at least 20 h of cpd { from at most 2 distinct category whole }",
            "says": "evidence"
          },
          {
            "children": [
              {
                "kind": "line",
                "line": "at least 5 h of cpd where verified",
                "says": "evidence"
              },
              {
                "kind": "line",
                "line": "at least 5 h of cpd where category is law",
                "says": "evidence"
              }
            ],
            "kind": "line",
            "line": "each counted once",
            "says": "counted-once"
          }
        ],
        "cite": [
          {
            "source": "ACT",
            "title": "Station Health Act",
            "verified": true
          }
        ],
        "id": "f/g/hours",
        "kind": "requirement",
        "line": "requirement hours \"Hours\"@en cite ACT",
        "says": "all-of",
        "text": {
          "en": "Hours"
        }
      },
      {
        "children": [
          {
            "kind": "line",
            "line": "cover all of head by demonstration { counting at most 1 where setting is simulated including at least 1 of skull }",
            "says": "evidence"
          }
        ],
        "cite": [
          {
            "source": "ACT",
            "title": "Station Health Act",
            "verified": true
          }
        ],
        "id": "f/g/covering",
        "kind": "requirement",
        "line": "requirement covering \"Covering\"@en cite ACT",
        "says": "all-of",
        "text": {
          "en": "Covering"
        }
      }
    ]
    "#);
}
