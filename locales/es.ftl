# Lo que ven los lectores de informes, en español. $n es el número que elige el plural; $number, el mismo número
# como lo escribe la lengua.

## Verdicts

verdict-met = cumplido
verdict-unmet = no cumplido
verdict-undetermined = sin determinar
result-met = CUMPLE
result-unmet = NO CUMPLE
result-undetermined = SIN DETERMINAR
progress = { $of ->
    [0] no se exige nada
    [one] { $met } de { $of } requisito cumplido
   *[other] { $met } de { $of } requisitos cumplidos
}

## Head

head-person = { $person }, evaluación a fecha de { $date }
head-rules = { $id }, versión { $version }, en vigor { $period }
head-governing = las reglas se aplican según esta fecha: { $date }
head-without-decisions = Sin las decisiones de la autoridad: { $verdict }.
head-on-completion = Cuando termine todo lo que está en curso: { $verdict }.
head-on-completion-same = Cuando termine todo lo que está en curso, seguirá igual: { $verdict }.
head-expiring = Datos que vencen antes de eso: { $items }.
nothing-no-grant = Estas reglas no otorgan nada que se pueda evaluar.
nothing-absent = Esta ocupación no existe en esta jurisdicción: no hay nada que se pueda otorgar.
nothing-closed = Ya nadie puede entrar en esta ocupación: no hay nada que se pueda otorgar.
nothing-unregulated = Esta ocupación no está regulada en esta jurisdicción: no hay nada que se pueda otorgar.
nothing-not-found = No se halló ninguna regla sobre esta ocupación: no hay nada que se pueda evaluar.
nothing-draft = Estas reglas son solo un proyecto: todavía no se otorga nada.
nothing-since = Es así desde: { $date }.
nothing-no-version = En la fecha que decide ({ $date }) no rige ninguna versión de estas reglas. Existen:
several-all = La fecha que decide ({ $date }) alcanza { $count } versiones de las reglas, y todas deben coincidir:
several-choice = La fecha que decide ({ $date }) alcanza { $count } versiones de las reglas, y la persona puede elegir una:
several-hint = Una fecha exacta dejaría claro qué versión se aplica.

## Headings

heading-missing = Lo que falta
heading-questions = Preguntas que lo decidirían
heading-open = Lo que las propias reglas dejan abierto
heading-requirements = Todos los requisitos
heading-advisory = Recomendado, no se juzga
heading-assumptions = Supuestos
heading-unverified = Fuentes citadas que nadie ha leído
heading-decisions = Decisiones de la autoridad
heading-digests = Para comprobar este informe más adelante

## What is missing

gap-line = { $label }: { $gap }
gap-what = { $gap }: { $label }
gap-missing = { $n ->
    [one] falta { $gap } ({ $measured })
   *[other] faltan { $gap } ({ $measured })
}
gap-missing-only = { $n ->
    [one] falta { $gap }
   *[other] faltan { $gap }
}
gap-excess = sobran { $excess } ({ $measured }); nada nuevo lo remedia
gap-uncovered = { $gap }: { $names }
gap-uncovered-choice = { $gap }, a elegir entre { $names }
gap-unbound = nada en el expediente puede ser «{ $name }»
gap-undetermined = { $label } (sin determinar)
gap-not-so = esto no se da
gap-answer = el expediente dice: { $answer }
gap-no-way = la persona no tiene abierta ninguna vía para cumplirlo
gap-ways = { $least ->
    [one] { $count ->
        [one] Una vía lo remediaría:
       *[other] Basta una de { $count } vías; primero la más cercana:
    }
   *[other] Se necesitan { $least } de { $count } vías; primero las más cercanas:
}
gap-way-long = { $label }: faltan { $count } cosas
gap-more-ways = { $count ->
    [one] y una vía más
   *[other] y { $count } vías más
}
clash-unmet = Cada una de estas líneas puede cumplirse, pero no todas con las mismas pruebas:
clash-open = Con lo que consta con certeza, cada una de estas líneas puede cumplirse, pero no todas con las mismas pruebas:
clash-evidence = todo lo que podría servirles: { $list }
clash-evidence-none = nada del expediente podría servirles

## Questions

question-attribute = { $items }: { $sort ->
    [yes-no] { $attribute }, ¿sí o no?
    [date] ¿cuándo exactamente ({ $attribute })?
   *[other] ¿cuál es el dato «{ $attribute }»?
}
question-amount = { $items }: ¿cuánto es, en horas o créditos que las reglas puedan usar?
question-covers = { $items }: ¿qué competencias abarca, en qué nivel y con cuántas horas?
question-fact = { $question }
question-undecided = No se pudo repartir la evidencia entre estas líneas dentro del límite de pasos. Debe decidir la autoridad; el informe no dice nada sobre el resultado.
question-birth = ¿Cuál es la fecha exacta de nacimiento?
question-application = ¿Qué día se presenta la solicitud?
question-residence = ¿Dónde vive la persona, y desde cuándo?
question-complete = ¿Figuran en el expediente todos los datos de este tipo: { $kinds }? Si es así, debe decir «complete: [{ $names }]».
question-complete-parts = { $items }: ¿figuran todas sus partes? Si es así, debe decir «complete: true».
question-grant-dates = { $grant }: ¿cuándo se expidió y cuándo vence?
question-judgement = Debe juzgarlo { $by }: { $what }

## Tree

tree-not-applicable = (no se aplica)
tree-not-needed = No hace falta, pues se cumple otra vía: { $list }
tree-not-needed-unnamed = No hacen falta, pues se cumple otra vía: { $count ->
    [one] una más
   *[other] { $count } más
}
tree-not-taken = Aquí no se sigue, pues a otra vía le falta menos: { $list }
tree-not-taken-unnamed = Aquí no se siguen, pues a otra vía le falta menos: { $count ->
    [one] una más
   *[other] { $count } más
}
tree-by-decision = cumplido por la decisión { $number }
tree-on-completion = al terminar: { $verdict }
tree-assumptions = { $count ->
    [one] supuesto { $keys }
   *[other] supuestos { $keys }
}
tree-missing = { $n ->
    [one] falta { $gap }
   *[other] faltan { $gap }
}
tree-excess = sobran { $excess }
tree-bound = «{ $name }» es { $item }
tree-counted = cuenta: { $list }
tree-refused = no cuenta: { $list } – { $reason }
tree-refused-rest = { $count ->
    [one] y uno más que no cuenta por otra razón
   *[other] y { $count } más que no cuentan por otras razones
}
tree-uncovered = sin cubrir: { $list }
tree-uncovered-choice = a elegir entre: { $list }
tree-uncovered-perhaps = quizá sin cubrir: { $list }
tree-best-level = { $competency } (mejor nivel: { $level })
tree-each = Para cada una de las siguientes: { $rule }
citation-unverified = { $citation } (sin verificar)

## Decisions

decision-by = { $author }, { $date }
decision-until = hasta: { $date }
decision-exclude = { $item }: no cuenta en ninguna parte
decision-limit = { $item }: cuenta como máximo { $amount }
decision-pin = { $item }: cuenta solo para «{ $requirement }»
decision-accept = { $item }: se acepta para «{ $requirement }»
decision-waive = Se dispensa de «{ $requirement }»

## Digests

digest-framework = { $id } { $version }: SHA-256 { $digest }…
digest-record = expediente { $person }: SHA-256 { $digest }…

## Lines without a text of their own

label-all = Todo esto
label-any = { $count ->
    [one] Esta vía
   *[other] Una de estas { $count } vías
}
label-at-least = Al menos { $least } de estas { $count }
label-age = Edad
label-residence = Residencia en { $place }
label-coverage = competencias demostradas con { $evidence }
label-coverage-level = competencias demostradas con { $evidence }, al menos en el nivel { $level }
label-closed = en conjunto: { $evidence }
label-share = { $part }, como parte del conjunto: { $whole }
label-since-least = Al menos { $length } desde { $date }
label-since-most = Como máximo { $length } desde { $date }
label-date-order = { $date }: { $window }
label-depends = Depende de lo que aún no se sabe
label-together-unmet = Las pruebas no alcanzan para todas estas líneas juntas
label-together-open = Depende de lo que aún no se sabe si las pruebas alcanzan para todas estas líneas juntas
label-together-undecided = No se decidió dentro del límite de pasos si las pruebas alcanzan para todas estas líneas juntas
label-bind = Lo mismo para todas estas líneas: «{ $name }»
label-bind-open = No es seguro que pueda ser «{ $name }»
row-including = entre ello, { $what }
row-block-including = entre todo ello, { $what }
row-counting = de ello cuenta, { $what }
row-share-least = al menos { $share } de lo que cuenta con { $what }
row-share-most = como máximo { $share } de lo que cuenta con { $what }
row-per = cuenta como máximo { $quantity } { $sort ->
    [day] por día
    [month] por mes
    [year] por año
    [item] de cada dato
   *[attribute] por cada valor de «{ $attribute }»
}
row-gate = { $gated } cuenta solo si hay { $quantity } con { $by }
row-distinct = de al menos { $count } valores distintos de «{ $attribute }»
row-distinct-each = de al menos { $count } valores distintos de «{ $attribute }», con al menos { $quantity } cada uno
row-from-one = todo con un mismo valor de «{ $attribute }»
row-from-one-item = todo de una misma prueba
row-from-most = todo con { $count } valores distintos de «{ $attribute }» como máximo
row-whole = cada prueba con todo lo que tiene, o nada
row-over = repartido en al menos { $length }
row-together = que abarquen juntos al menos { $count } de { $names }
row-within-any = dentro de un plazo cualquiera de { $length }
row-consecutive = seguidos según «{ $attribute }»
row-no-break = sin interrupción de más de { $length }
evidence-on = { $kinds } sobre { $competency }
fact-asked = { $question } (se exige: { $asked })
fact-answer = { $question } → { $answer }
predicate = { $attribute }: { $value }
predicate-not = no { $what }
predicate-current = vigente { $sort ->
    [term] en la { $date }
    [day] el { $date }
   *[date] en { $date }
}
predicate-part-of = parte de «{ $name }»
predicate-is-item = el llamado «{ $name }»
predicate-unknown = algo que las reglas dejan abierto
name-programme = el programa
name-first = primer dato: { $evidence }
name-last = último dato: { $evidence }

## Dates in rules: $sort is "day" for a day, "date" for a month or year, "term" for the terms below

term-article = { $sort ->
    [term] la { $date }
    [day] el { $date }
   *[date] { $date }
}
term-application = fecha de la solicitud
term-assessment = fecha de la evaluación
term-birth = fecha de nacimiento
term-fact = fecha de «{ $question }»
term-event = { $event ->
    [started] fecha de inicio de «{ $name }»
    [completed] fecha de fin de «{ $name }»
    [issued] fecha de expedición de «{ $name }»
    [expires] fecha de vencimiento de «{ $name }»
    [first-issued] fecha de la primera expedición de «{ $name }»
   *[date] fecha de «{ $name }»
}
term-before = fecha { $length } anterior { $sort ->
    [term] a la { $date }
    [day] al { $date }
   *[date] a { $date }
}
term-after = fecha { $length } posterior { $sort ->
    [term] a la { $date }
    [day] al { $date }
   *[date] a { $date }
}
term-edge = { $edge ->
    [month-start] fecha del primer día del mes ({ $date })
    [month-end] fecha del último día del mes ({ $date })
    [year-start] fecha del primer día del año ({ $date })
   *[year-end] fecha del último día del año ({ $date })
}
term-next = fecha del próximo { $day } de { $month } después { $sort ->
    [term] de la { $date }
    [day] del { $date }
   *[date] de { $date }
}
term-earlier = primera de estas fechas: { $one } o { $other }
term-later = última de estas fechas: { $one } o { $other }
term-period-start = fecha de inicio del período «{ $name }»
term-period-end = fecha de fin del período «{ $name }»
window-in-before = en el plazo de { $length } anterior { $sort ->
    [term] a la { $date }
    [day] al { $date }
   *[date] a { $date }
}
window-in-after = en el plazo de { $length } posterior { $sort ->
    [term] a la { $date }
    [day] al { $date }
   *[date] a { $date }
}
window-around = como máximo { $length } antes o después { $sort ->
    [term] de la { $date }
    [day] del { $date }
   *[date] de { $date }
}
window-between = desde { $from } hasta { $until }
window-during = durante el período «{ $name }»
window-from = desde { $sort ->
    [term] la { $date }
    [day] el { $date }
   *[date] { $date }
}
window-until = hasta { $sort ->
    [term] la { $date }
    [day] el { $date }
   *[date] { $date }
}
window-before = antes { $sort ->
    [term] de la { $date }
    [day] del { $date }
   *[date] de { $date }
}
window-after = después { $sort ->
    [term] de la { $date }
    [day] del { $date }
   *[date] de { $date }
}
window-on = { $sort ->
    [term] en la { $date }
    [day] el { $date }
   *[date] en { $date }
}
window-wholly = { $window }, por entero
window-pro-rata = { $window }, en proporción

## Quantities

measured-of = { $measured } de { $needed }
measured-exactly = { $measured }; se exige exactamente { $needed }
measured-between = { $measured }; se exige entre { $least } y { $most }
measured-limit = { $measured }; se permite como máximo { $most }
measured-age = { $measured } de edad; se exigen al menos { $needed }
measured-age-limit = { $measured } de edad; se permiten como máximo { $most }
measured-none = no hay
measured-none-left = ninguno queda libre, pues cuenta para otra línea
measured-perhaps = quizá lo hay
measured-found = { $n ->
    [one] lo hay
   *[other] hay { $number }
}
measured-forbidden = { $n ->
    [0] no hay, y no debe haber
   *[other] { $measured }, y no debe haber
}
counted-unknown = (cantidad sin indicar)
counted-perhaps = (quizá)
counted-as = como { $kinds }
number-range = { $low } a { $high }
up-to = hasta { $quantity }
or-more = { $quantity } o más
unit-h = { $number } h
unit-min = { $number } min
unit-days = { $n ->
    [one] { $number } día
   *[other] { $number } días
}
unit-weeks = { $n ->
    [one] { $number } semana
   *[other] { $number } semanas
}
unit-months = { $n ->
    [one] { $number } mes
   *[other] { $number } meses
}
unit-years = { $n ->
    [one] { $number } año
   *[other] { $number } años
}
unit-percent = { $number } %
unit-competencies = { $n ->
    [one] { $number } competencia
   *[other] { $number } competencias
}
unit-ways = { $n ->
    [one] { $number } vía
   *[other] { $number } vías
}
unit-values = { $n ->
    [one] { $number } valor
   *[other] { $number } valores distintos
}
kind-course = { $n ->
    [one] curso
   *[other] cursos
}
kind-placement = { $n ->
    [one] práctica en un sitio
   *[other] prácticas en un sitio
}
kind-training = formación
kind-qualification = { $n ->
    [one] título o programa
   *[other] títulos o programas
}
kind-exam = { $n ->
    [one] examen
   *[other] exámenes
}
kind-experience = experiencia
kind-demonstration = { $n ->
    [one] demostración
   *[other] demostraciones
}
kind-credential = { $n ->
    [one] credencial
   *[other] credenciales
}
kind-cpd = { $n ->
    [one] actividad de educación continua
   *[other] educación continua
}
kind-language = { $n ->
    [one] idioma
   *[other] idiomas
}
kind-statement = { $n ->
    [one] declaración
   *[other] declaraciones
}
kind-evidence = { $n ->
    [one] prueba
   *[other] pruebas
}

## Why evidence is not counted

reason-after-assessment = con fecha posterior a la evaluación
reason-excluded = excluido por una decisión
reason-pinned-elsewhere = reservado por una decisión para otro requisito
reason-in-progress = todavía en curso
reason-planned = solo previsto
reason-failed = no aprobado, ausente, anulado o revocado
reason-not-part-of-programme = no es parte del programa
reason-other-competency = sobre otra competencia
reason-outside-window = fuera del plazo exigido
reason-other-value = otro valor que el exigido: { $attribute }
reason-other-value-stated = { $attribute }: { $value }
reason-not-stated = sin indicar: { $attribute }
reason-date-not-stated = la fecha no es bastante precisa
reason-amount-not-stated = sin cantidad en una unidad que las reglas puedan usar
reason-level-too-low = el nivel es demasiado bajo
reason-level-not-stated = el nivel no está indicado
reason-only-ancestor = solo nombra el capítulo, y eso no demuestra cada competencia de él
reason-cap-reached = el límite está agotado
reason-counted-elsewhere = otra línea de este bloque la cuenta, y solo cuenta una vez
reason-outside-group = no hace falta, o queda fuera del grupo que cuenta
reason-not-the-one-meant = no es el que las reglas nombran
reason-covers-nothing = nada de ello se exige aquí

## Words

yes = sí
no = no
list-and = { $first } y { $last }
list-or = { $first } o { $last }
list-more = { $list } y { $count } más
symbol-theory = teoría
symbol-practice = práctica
symbol-simulation = simulación
symbol-in-person = presencial
symbol-live-online = en línea en directo
symbol-self-paced = a ritmo propio
symbol-live = real
symbol-simulated = simulado
symbol-laboratory = laboratorio
symbol-passed = aprobado
symbol-failed = no aprobado
symbol-absent = ausente
symbol-annulled = anulado
symbol-active = activo
symbol-lapsed = vencido
symbol-suspended = suspendido
symbol-revoked = revocado

## Attributes

attribute-date = fecha
attribute-started = inicio
attribute-completed = fin
attribute-issued = fecha de expedición
attribute-expires = fecha de vencimiento
attribute-ended = fin
attribute-verified = verificado
attribute-name = nombre
attribute-title = título
attribute-level = nivel
attribute-field = campo
attribute-country = país
attribute-provider-name = institución
attribute-provider-country = país de la institución
attribute-approved-by = aprobado por
attribute-accredited-by = acreditado por
attribute-recognised-by = reconocido por
attribute-recognised-as = título reconocido
attribute-recognised-date = fecha de reconocimiento
attribute-code = código
attribute-delivery = forma de impartición
attribute-mode = modalidad
attribute-topic = tema
attribute-grade = calificación
attribute-passed = aprobado
attribute-purpose = finalidad
attribute-site = sitio
attribute-area = área
attribute-setting = entorno
attribute-supervisor = supervisor
attribute-part = parte del examen
attribute-result = resultado
attribute-score = puntuación
attribute-scale = escala
attribute-role = función
attribute-employer = empleador
attribute-load = fracción de jornada completa
attribute-supervised-by = supervisión
attribute-paid = remunerado
attribute-encounter = encuentro
attribute-success = éxito
attribute-assessor-role = función del evaluador
attribute-grant = nombre de la credencial
attribute-issuer = emisor
attribute-number = número
attribute-status = estado
attribute-category = categoría
attribute-language = idioma
attribute-type = tipo
attribute-author = autor
attribute-id = identificador

## Dates

date-day = { $day } de { $month } de { $year }
date-month = { $month } de { $year }
date-year = { $year }
date-between = entre el { $from } y el { $until }
date-not-before = no antes del { $from }
date-not-after = no después del { $until }
date-unknown = fecha desconocida
period-both = del { $from } al { $until }
period-since = desde el { $from }
period-until = hasta el { $until }
period-always = sin límite
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre

## A framework shown

show-row = { $label }: { $value }
show-status = Situación
show-country = Lugar
show-occupation = Códigos de la ocupación
show-regulator = Regulador
show-governed = Lo que decide la versión
show-governed-by = { $date }
show-governed-choice = { $date }; entre varias versiones la persona puede elegir
show-replaces = Sustituye a
show-advisory = recomendado, no se juzga
heading-scope = Lo que pueden hacer los titulares: { $grant }
heading-accepted = Lo que vale por otras pruebas
heading-provisions = Otras reglas
heading-facts = Preguntas que responde un expediente
heading-sources = Fuentes
heading-competencies = Competencias
status-regulated = regulada
status-unregulated = no regulada
status-absent = no existe tal ocupación
status-closed = cerrada a nuevos ingresos
status-draft = proyecto
status-not-found = no se halló regla
status-since = { $status }, desde: { $date }
list-version = versión { $version }: { $period }
grant-admission = admisión
grant-award = certificado o diploma
grant-registration = registro
grant-licence = licencia
grant-endorsement = habilitación adicional
grant-permit = permiso
grant-renewal = renovación
grant-post = empleo
grant-of = sobre la base de «{ $grant }»
valid-for = válido por { $length }
valid-indefinitely = válido sin término
valid-unknown = no se sabe por cuánto tiempo vale
valid-until = válido hasta { $window }
rule-when = Si { $condition }:
rule-otherwise = Si no:
rule-only-if = Solo si { $condition }
rule-not = no ({ $condition })
rule-bind = Lo mismo para todo esto, «{ $name }»: { $evidence }
quoted = «{ $text }»
rule-judged = lo juzga { $by }
rule-open = las reglas lo dejan abierto
joint-once = Cada prueba cuenta para una sola de estas líneas:
joint-once-twice = Cada prueba cuenta para una sola de estas líneas, y con { $what } hasta para dos:
joint-limits = Para todas estas líneas juntas:
accepted-as = { $from } ({ $source }) { $n ->
    [one] vale
   *[other] valen
} por { $to } ({ $kind })
accepted-full = solo por tramos completos
accepted-of-need = hasta { $share } de lo exigido
accepted-of-counted = hasta { $share } de lo que cuenta
asked-least = al menos { $quantity }: { $what }
asked-most = como máximo { $quantity }: { $what }
asked-exactly = exactamente { $quantity }: { $what }
asked-between = entre { $least } y { $most }: { $what }
asked-none = nada de esto: { $what }
asked-including = entre ello, al menos { $quantity }: { $what }
asked-counting = de ello cuenta como máximo { $quantity }: { $what }
block-including = entre todo ello, al menos { $quantity }: { $what }
block-counting = de todo ello junto cuenta como máximo { $quantity }: { $what }
asked-age-least = al menos { $age } de edad { $date }
asked-age-most = como máximo { $age } de edad { $date }
scope-how = { $how }:
scope-where = cuando: { $condition }
scope-requires = además del título hace falta:
how-independent = Por cuenta propia
how-supervised = Bajo supervisión: { $role }
how-supervised-directly = Bajo supervisión directa: { $role }
how-delegated = Por delegación: { $role }
how-assisting = Como asistente: { $role }
how-on-prescription = Por prescripción
how-prohibited = No permitido
provision-none = no hay tal regla
provision-not-found = no se halló tal regla
source-published = publicado: { $date }
source-read = leído: { $date }
source-unverified = nadie la ha leído
about-school = escuela
about-service = servicio
about-authority = autoridad
about-act = acto
about-person = persona
about-occupation = ocupación
about-employer = empleador
about-others = otros
topic-admission = admisión
topic-certificate = certificado
topic-conduct = conducta
topic-continuing-education = educación continua
topic-discipline = disciplina
topic-employment = empleo
topic-examination = examen
topic-history = historia
topic-identification = identificación
topic-insurance = seguros
topic-practice = formación práctica
topic-programme = programa
topic-recognition = reconocimiento
topic-records = registros documentales
topic-registration = registro
topic-renewal = renovación
topic-safety = seguridad
topic-scope = ámbito de ejercicio
topic-service = servicios
topic-simulation = simulación
topic-supervision = supervisión
topic-title = títulos
topic-transition = transición

## Planes de estudio

curriculum-head = { $id }, juzgado para quienes terminan el { $date }
curriculum-standard = Norma { $name }, medida en este programa
curriculum-unclaimed = El plan de estudios no dice que cumpla { $framework }.
curriculum-result-guaranteed = GARANTIZADO: quien egresa tiene siempre lo que el plan debe dar
curriculum-result-possible = NO GARANTIZADO: a algunas personas egresadas les falta algo
curriculum-result-impossible = IMPOSIBLE: a toda persona egresada le falta algo
curriculum-result-undetermined = SIN DETERMINAR: no consta algo que decide
curriculum-result-individual = TODO QUEDA A CARGO DE LA PERSONA: ningún módulo influye en ello
curriculum-result-absent = NO SE PIDE NADA
curriculum-result-unknown = DESCONOCIDO: la búsqueda llegó a su límite de pasos
curriculum-progress = { $of ->
    [0] El plan no decide ningún requisito
    [one] El plan garantiza { $guaranteed } de { $of } requisito que decide
   *[other] El plan garantiza { $guaranteed } de los { $of } requisitos que decide
}; { $left ->
    [0] ninguno queda a cargo de la persona
    [one] uno queda a cargo de la persona
   *[other] { $left } quedan a cargo de la persona
}
curriculum-not-together = Cada requisito se puede alcanzar, pero ninguna elección de módulos los alcanza todos a la vez.
curriculum-heading-lacking = Qué falta al egresar
curriculum-fails = A quien eligió { $modules } le falta esto:
curriculum-fails-none = A quien no eligió nada le falta esto:
curriculum-works = Quien eligió { $modules } lo tiene.
curriculum-works-none = Quien no eligió nada lo tiene.
curriculum-may-work = Quien eligió { $modules } puede tenerlo.
curriculum-may-work-none = Quien no eligió nada puede tenerlo.
curriculum-doubtful = De quien eligió { $modules } no consta algo que decide:
curriculum-doubtful-none = De quien no eligió nada no consta algo que decide:
curriculum-best = Nadie lo tiene al egresar. Lo menos que falta, a quien eligió { $modules }:
curriculum-best-none = Nadie lo tiene al egresar. Lo menos que falta, a quien no eligió nada:
curriculum-near = Nadie lo tiene al egresar. A quien eligió { $modules }, y quizá menos a otros:
curriculum-near-none = Nadie lo tiene al egresar. A quien no eligió nada, y quizá menos a otros:
curriculum-all-lack = A toda persona egresada le falta esto:
curriculum-all-have = Toda persona egresada lo tiene.
curriculum-all-doubtful = De toda persona egresada no consta algo que decide:
curriculum-clash = Cada una de estas cosas se puede tener, pero no todas a la vez:
curriculum-limit = no se halló dentro del límite de pasos
curriculum-framework-open = las reglas mismas lo dejan abierto: { $text }
curriculum-guaranteed = garantizado
curriculum-guaranteed-part = garantizado hasta donde llega el plan
curriculum-possible = no para todos
curriculum-impossible = para nadie
curriculum-undetermined = sin determinar
curriculum-individual = a cargo de la persona
curriculum-absent = no se aplica
curriculum-unknown = desconocido
curriculum-left = A cargo de la persona: { $what }
curriculum-aside = Otra vía, a cargo de la persona: { $what }
curriculum-more = { $count ->
    [one] y una más
   *[other] y { $count } más
}
curriculum-heading-taught = Qué se enseña en cada módulo
curriculum-nowhere = en ninguno
curriculum-partly = en parte
curriculum-star = * a elegir; los demás módulos son obligatorios
curriculum-heading-electives-only = Competencias pedidas que solo enseñan módulos electivos
curriculum-heading-hours = Horas
curriculum-all-hours = Todas
curriculum-no-mode = Modalidad no declarada
curriculum-hours = { $range }, de ellas { $compulsory } obligatorias
curriculum-heading-idle = Módulos que ningún requisito cuenta

## Plans of further training

plan-head = { $person }, con formación terminada a más tardar el { $date }
plan-moved = La solicitud se toma como presentada ese día.
plan-result-nothing = NO FALTA NADA
plan-result-closes = CON ESTO SE CUMPLE TODO
plan-result-part = ESTO CUBRE LO QUE LA FORMACIÓN PUEDE CUBRIR; FALTA ALGO MÁS
plan-result-none = NADA DE LO OFRECIDO CUBRE LO QUE FALTA
plan-result-undetermined = NO CONSTA QUE FALTE FORMACIÓN; QUEDA ALGO SIN DETERMINAR
plan-result-doubt = CON ESTA FORMACIÓN BASTA; QUEDA ALGO SIN DETERMINAR
plan-other-version = Puede regir otra versión de las normas, y según ella la respuesta no es la misma.
plan-perhaps-less = Con otra elección quizá falte menos.
plan-undetermined = sin determinar
plan-cost = costo: { $cost }
plan-not-proven = La búsqueda terminó en su límite de pasos: quizá baste con menos.
plan-least-hours = No bastan menos horas de las ofrecidas.
plan-least-modules = No bastan menos módulos de los ofrecidos.
plan-least-cost = No basta nada más barato de lo ofrecido.
plan-heading-take = Qué cursar
plan-module = { $name }, { $hours }
plan-award = después, el título: { $title }
plan-counts = cuenta para: { $requirements }
plan-heading-beyond = Lo que queda pendiente
plan-not-together = Se ofrece, pero no es compatible con: { $requirements }.
plan-met = ya se cumple
plan-planned = se cumple con este plan
plan-open = queda pendiente
plan-amount = { $count ->
    [one] { $hours } en un módulo
   *[other] { $hours } en { $count } módulos
}
plan-unstated = { $count ->
    [one] uno de ellos no indica sus horas
   *[other] { $count } de ellos no indican sus horas
}
plan-time = { $weeks ->
    [one] al menos una semana, si se cursan a la vez los módulos que no dependen de otros
   *[other] al menos { $weeks } semanas, si se cursan a la vez los módulos que no dependen de otros
}
