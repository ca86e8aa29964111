# O que veem os leitores de relatórios, em português. $n é o número que escolhe o plural; $number, o mesmo número
# como a língua o escreve.

## Verdicts

verdict-met = cumprido
verdict-unmet = não cumprido
verdict-undetermined = indeterminado
result-met = CUMPRE
result-unmet = NÃO CUMPRE
result-undetermined = INDETERMINADO
progress = { $of ->
    [0] nada é exigido
    [one] { $met } de { $of } requisito cumprido
   *[other] { $met } de { $of } requisitos cumpridos
}

## Head

head-person = { $person }, avaliação na data de { $date }
head-rules = { $id }, versão { $version }, em vigor { $period }
head-governing = as regras se aplicam conforme esta data: { $date }
head-without-decisions = Sem as decisões da autoridade: { $verdict }.
head-on-completion = Quando terminar tudo o que está em curso: { $verdict }.
head-on-completion-same = Quando terminar tudo o que está em curso, continuará igual: { $verdict }.
head-expiring = Dados que vencem antes disso: { $items }.
nothing-no-grant = Estas regras não outorgam nada que se possa avaliar.
nothing-absent = Esta ocupação não existe nesta jurisdição: não há nada que se possa outorgar.
nothing-closed = Ninguém mais pode entrar nesta ocupação: não há nada que se possa outorgar.
nothing-unregulated = Esta ocupação não é regulada nesta jurisdição: não há nada que se possa outorgar.
nothing-not-found = Não se encontrou nenhuma regra sobre esta ocupação: não há nada que se possa avaliar.
nothing-draft = Estas regras são apenas um projeto: ainda não se outorga nada.
nothing-since = É assim desde: { $date }.
nothing-no-version = Na data que decide ({ $date }) não vigora nenhuma versão destas regras. Existem:
several-all = A data que decide ({ $date }) alcança { $count } versões das regras, e todas devem concordar:
several-choice = A data que decide ({ $date }) alcança { $count } versões das regras, e a pessoa pode escolher uma delas:
several-hint = Uma data exata deixaria claro qual versão se aplica.

## Headings

heading-missing = O que falta
heading-questions = Perguntas que decidiriam
heading-open = O que as próprias regras deixam em aberto
heading-requirements = Todos os requisitos
heading-advisory = Recomendado, não se julga
heading-assumptions = Pressupostos
heading-unverified = Fontes citadas que ninguém leu
heading-decisions = Decisões da autoridade
heading-digests = Para conferir este relatório mais tarde

## What is missing

gap-line = { $label }: { $gap }
gap-what = { $gap }: { $label }
gap-missing = { $n ->
    [one] falta { $gap } ({ $measured })
   *[other] faltam { $gap } ({ $measured })
}
gap-missing-only = { $n ->
    [one] falta { $gap }
   *[other] faltam { $gap }
}
gap-excess = sobram { $excess } ({ $measured }); nada de novo remedia isso
gap-uncovered = { $gap }: { $names }
gap-uncovered-choice = { $gap }, a escolher entre { $names }
gap-unbound = nada no registro pode ser “{ $name }”
gap-undetermined = { $label } (indeterminado)
gap-not-so = isto não se verifica
gap-answer = o registro diz: { $answer }
gap-no-way = nenhuma via para cumprir isto está aberta à pessoa
gap-ways = { $least ->
    [one] { $count ->
        [one] Uma via resolveria:
       *[other] Basta uma de { $count } vias; primeiro a mais próxima:
    }
   *[other] São necessárias { $least } de { $count } vias; primeiro as mais próximas:
}
gap-way-long = { $label }: faltam { $count } coisas
gap-more-ways = { $count ->
    [one] e mais uma via
   *[other] e mais { $count } vias
}
clash-unmet = Cada uma destas linhas pode ser cumprida, mas não todas com as mesmas evidências:
clash-open = Com o que consta com certeza, cada uma destas linhas pode ser cumprida, mas não todas com as mesmas evidências:
clash-evidence = tudo o que lhes poderia servir: { $list }
clash-evidence-none = nada do registro lhes poderia servir

## Questions

question-attribute = { $items }: { $sort ->
    [yes-no] { $attribute }, sim ou não?
    [date] quando exatamente ({ $attribute })?
   *[other] qual é o dado “{ $attribute }”?
}
question-amount = { $items }: quanto é, em horas ou créditos que as regras possam usar?
question-covers = { $items }: quais competências abrange, em que nível e com quantas horas?
question-fact = { $question }
question-undecided = Não foi possível dividir as evidências entre estas linhas dentro do limite de passos. A autoridade deve decidir; o relatório nada diz sobre o resultado.
question-birth = Qual é a data exata de nascimento?
question-application = Em que dia se faz o pedido?
question-residence = Onde a pessoa mora, e desde quando?
question-complete = Constam do registro todos os dados deste tipo: { $kinds }? Se sim, deve dizer “complete: [{ $names }]”.
question-complete-parts = { $items }: constam todas as suas partes? Se sim, deve dizer “complete: true”.
question-grant-dates = { $grant }: quando foi emitido e quando vence?
question-judgement = Deve ser julgado por { $by }: { $what }

## Tree

tree-not-applicable = (não se aplica)
tree-not-needed = Não é preciso, pois outra via está cumprida: { $list }
tree-not-needed-unnamed = Não são precisas, pois outra via está cumprida: { $count ->
    [one] mais uma
   *[other] mais { $count }
}
tree-not-taken = Aqui não se segue, pois a outra via falta menos: { $list }
tree-not-taken-unnamed = Aqui não se seguem, pois a outra via falta menos: { $count ->
    [one] mais uma
   *[other] mais { $count }
}
tree-by-decision = cumprido pela decisão { $number }
tree-on-completion = ao terminar: { $verdict }
tree-assumptions = { $count ->
    [one] pressuposto { $keys }
   *[other] pressupostos { $keys }
}
tree-missing = { $n ->
    [one] falta { $gap }
   *[other] faltam { $gap }
}
tree-excess = sobram { $excess }
tree-bound = “{ $name }” é { $item }
tree-counted = conta: { $list }
tree-refused = não conta: { $list } – { $reason }
tree-refused-rest = { $count ->
    [one] e mais um que não conta por outra razão
   *[other] e mais { $count } que não contam por outras razões
}
tree-uncovered = sem cobertura: { $list }
tree-uncovered-choice = a escolher entre: { $list }
tree-uncovered-perhaps = talvez sem cobertura: { $list }
tree-best-level = { $competency } (melhor nível: { $level })
tree-each = Para cada uma das seguintes: { $rule }
citation-unverified = { $citation } (não verificado)

## Decisions

decision-by = { $author }, { $date }
decision-until = até: { $date }
decision-exclude = { $item }: não conta em parte alguma
decision-limit = { $item }: conta no máximo { $amount }
decision-pin = { $item }: conta somente para “{ $requirement }”
decision-accept = { $item }: aceita-se para “{ $requirement }”
decision-waive = Dispensa-se “{ $requirement }”

## Digests

digest-framework = { $id } { $version }: SHA-256 { $digest }…
digest-record = registro { $person }: SHA-256 { $digest }…

## Lines without a text of their own

label-all = Tudo isto
label-any = { $count ->
    [one] Esta via
   *[other] Uma destas { $count } vias
}
label-at-least = Pelo menos { $least } destas { $count }
label-age = Idade
label-residence = Residência em { $place }
label-coverage = competências demonstradas com { $evidence }
label-coverage-level = competências demonstradas com { $evidence }, pelo menos no nível { $level }
label-closed = em conjunto: { $evidence }
label-share = { $part }, como parte do conjunto: { $whole }
label-since-least = Pelo menos { $length } desde { $date }
label-since-most = No máximo { $length } desde { $date }
label-date-order = { $date }: { $window }
label-depends = Depende do que ainda não se sabe
label-together-unmet = As evidências não bastam para todas estas linhas juntas
label-together-open = Depende do que ainda não se sabe se as evidências bastam para todas estas linhas juntas
label-together-undecided = Não foi decidido dentro do limite de passos se as evidências bastam para todas estas linhas juntas
label-bind = O mesmo para todas estas linhas: “{ $name }”
label-bind-open = Não é certo que possa ser “{ $name }”
row-including = entre isso, { $what }
row-block-including = entre tudo isso, { $what }
row-counting = disso conta, { $what }
row-share-least = pelo menos { $share } do que conta com { $what }
row-share-most = no máximo { $share } do que conta com { $what }
row-per = conta no máximo { $quantity } { $sort ->
    [day] por dia
    [month] por mês
    [year] por ano
    [item] de cada dado
   *[attribute] por cada valor de “{ $attribute }”
}
row-gate = { $gated } conta somente se houver { $quantity } com { $by }
row-distinct = de pelo menos { $count } valores distintos de “{ $attribute }”
row-distinct-each = de pelo menos { $count } valores distintos de “{ $attribute }”, com pelo menos { $quantity } cada um
row-from-one = tudo com um mesmo valor de “{ $attribute }”
row-from-one-item = tudo do mesmo comprovante
row-from-most = tudo com no máximo { $count } valores distintos de “{ $attribute }”
row-whole = cada comprovante com tudo o que tem, ou nada
row-over = distribuído em pelo menos { $length }
row-together = que abranjam juntos pelo menos { $count } de { $names }
row-within-any = dentro de um prazo qualquer de { $length }
row-consecutive = em sequência conforme “{ $attribute }”
row-no-break = sem interrupção de mais de { $length }
evidence-on = { $kinds } sobre { $competency }
fact-asked = { $question } (exige-se: { $asked })
fact-answer = { $question } → { $answer }
predicate = { $attribute }: { $value }
predicate-not = não { $what }
predicate-current = vigente { $sort ->
    [term] na { $date }
    [day] em { $date }
   *[date] em { $date }
}
predicate-part-of = parte de “{ $name }”
predicate-is-item = o chamado “{ $name }”
predicate-unknown = algo que as regras deixam em aberto
name-programme = o programa
name-first = primeiro dado: { $evidence }
name-last = último dado: { $evidence }

## Dates in rules: $sort is "day" for a day, "date" for a month or year, "term" for the terms below

term-article = { $sort ->
    [term] a { $date }
   *[date] { $date }
}
term-application = data do pedido
term-assessment = data da avaliação
term-birth = data de nascimento
term-fact = data de “{ $question }”
term-event = { $event ->
    [started] data de início de “{ $name }”
    [completed] data de término de “{ $name }”
    [issued] data de emissão de “{ $name }”
    [expires] data de vencimento de “{ $name }”
    [first-issued] data da primeira emissão de “{ $name }”
   *[date] data de “{ $name }”
}
term-before = data { $length } anterior { $sort ->
    [term] à { $date }
   *[date] a { $date }
}
term-after = data { $length } posterior { $sort ->
    [term] à { $date }
   *[date] a { $date }
}
term-edge = { $edge ->
    [month-start] data do primeiro dia do mês ({ $date })
    [month-end] data do último dia do mês ({ $date })
    [year-start] data do primeiro dia do ano ({ $date })
   *[year-end] data do último dia do ano ({ $date })
}
term-next = data do próximo dia { $day } de { $month } depois { $sort ->
    [term] da { $date }
   *[date] de { $date }
}
term-earlier = primeira destas datas: { $one } ou { $other }
term-later = última destas datas: { $one } ou { $other }
term-period-start = data de início do período “{ $name }”
term-period-end = data de término do período “{ $name }”
window-in-before = no prazo de { $length } anterior { $sort ->
    [term] à { $date }
   *[date] a { $date }
}
window-in-after = no prazo de { $length } posterior { $sort ->
    [term] à { $date }
   *[date] a { $date }
}
window-around = no máximo { $length } antes ou depois { $sort ->
    [term] da { $date }
   *[date] de { $date }
}
window-between = desde { $from } até { $until }
window-during = durante o período “{ $name }”
window-from = desde { $sort ->
    [term] a { $date }
   *[date] { $date }
}
window-until = até { $sort ->
    [term] a { $date }
   *[date] { $date }
}
window-before = antes { $sort ->
    [term] da { $date }
   *[date] de { $date }
}
window-after = depois { $sort ->
    [term] da { $date }
   *[date] de { $date }
}
window-on = { $sort ->
    [term] na { $date }
   *[date] em { $date }
}
window-wholly = { $window }, por inteiro
window-pro-rata = { $window }, em proporção

## Quantities

measured-of = { $measured } de { $needed }
measured-exactly = { $measured }; exige-se exatamente { $needed }
measured-between = { $measured }; exige-se entre { $least } e { $most }
measured-limit = { $measured }; permite-se no máximo { $most }
measured-age = { $measured } de idade; exigem-se pelo menos { $needed }
measured-age-limit = { $measured } de idade; permitem-se no máximo { $most }
measured-none = não há
measured-none-left = nenhum sobra, pois conta para outra linha
measured-perhaps = talvez haja
measured-found = { $n ->
    [one] há
   *[other] há { $number }
}
measured-forbidden = { $n ->
    [0] não há, e não deve haver
   *[other] { $measured }, e não deve haver
}
counted-unknown = (quantidade não informada)
counted-perhaps = (talvez)
counted-as = como { $kinds }
number-range = { $low } a { $high }
up-to = até { $quantity }
or-more = { $quantity } ou mais
unit-h = { $number } h
unit-min = { $number } min
unit-days = { $n ->
    [one] { $number } dia
   *[other] { $number } dias
}
unit-weeks = { $n ->
    [one] { $number } semana
   *[other] { $number } semanas
}
unit-months = { $n ->
    [one] { $number } mês
   *[other] { $number } meses
}
unit-years = { $n ->
    [one] { $number } ano
   *[other] { $number } anos
}
unit-percent = { $number }%
unit-competencies = { $n ->
    [one] { $number } competência
   *[other] { $number } competências
}
unit-ways = { $n ->
    [one] { $number } via
   *[other] { $number } vias
}
unit-values = { $n ->
    [one] { $number } valor
   *[other] { $number } valores diferentes
}
kind-course = { $n ->
    [one] curso
   *[other] cursos
}
kind-placement = { $n ->
    [one] estágio
   *[other] estágios
}
kind-training = formação
kind-qualification = { $n ->
    [one] título ou programa
   *[other] títulos ou programas
}
kind-exam = { $n ->
    [one] exame
   *[other] exames
}
kind-experience = experiência
kind-demonstration = { $n ->
    [one] demonstração
   *[other] demonstrações
}
kind-credential = { $n ->
    [one] credencial
   *[other] credenciais
}
kind-cpd = { $n ->
    [one] atividade de educação continuada
   *[other] educação continuada
}
kind-language = { $n ->
    [one] idioma
   *[other] idiomas
}
kind-statement = { $n ->
    [one] declaração
   *[other] declarações
}
kind-evidence = { $n ->
    [one] comprovante
   *[other] comprovantes
}

## Why evidence is not counted

reason-after-assessment = com data posterior à avaliação
reason-excluded = excluído por uma decisão
reason-pinned-elsewhere = reservado por uma decisão para outro requisito
reason-in-progress = ainda em curso
reason-planned = apenas previsto
reason-failed = reprovado, ausente, anulado ou revogado
reason-not-part-of-programme = não é parte do programa
reason-other-competency = sobre outra competência
reason-outside-window = fora do prazo exigido
reason-other-value = valor diferente do exigido: { $attribute }
reason-other-value-stated = { $attribute }: { $value }
reason-not-stated = não informado: { $attribute }
reason-date-not-stated = a data não é bastante precisa
reason-amount-not-stated = sem quantidade em uma unidade que as regras possam usar
reason-level-too-low = o nível é baixo demais
reason-level-not-stated = o nível não está informado
reason-only-ancestor = nomeia só o capítulo, e isso não demonstra cada competência dele
reason-cap-reached = o limite está esgotado
reason-counted-elsewhere = outra linha deste bloco a conta, e ela só conta uma vez
reason-outside-group = não é preciso, ou fica fora do grupo que conta
reason-not-the-one-meant = não é o que as regras nomeiam
reason-covers-nothing = nada disso é exigido aqui

## Words

yes = sim
no = não
list-and = { $first } e { $last }
list-or = { $first } ou { $last }
list-more = { $list } e mais { $count }
symbol-theory = teoria
symbol-practice = prática
symbol-simulation = simulação
symbol-in-person = presencial
symbol-live-online = on-line ao vivo
symbol-self-paced = em ritmo próprio
symbol-live = real
symbol-simulated = simulado
symbol-laboratory = laboratório
symbol-passed = aprovado
symbol-failed = reprovado
symbol-absent = ausente
symbol-annulled = anulado
symbol-active = ativo
symbol-lapsed = vencido
symbol-suspended = suspenso
symbol-revoked = revogado

## Attributes

attribute-date = data
attribute-started = início
attribute-completed = término
attribute-issued = data de emissão
attribute-expires = data de vencimento
attribute-ended = término
attribute-verified = verificado
attribute-name = nome
attribute-title = título
attribute-level = nível
attribute-field = área de estudo
attribute-country = país
attribute-provider-name = instituição
attribute-provider-country = país da instituição
attribute-approved-by = aprovado por
attribute-accredited-by = acreditado por
attribute-recognised-by = reconhecido por
attribute-recognised-as = título reconhecido
attribute-recognised-date = data de reconhecimento
attribute-code = código
attribute-delivery = forma de oferta
attribute-mode = modalidade
attribute-topic = tema
attribute-grade = nota
attribute-passed = aprovado
attribute-purpose = finalidade
attribute-site = local
attribute-area = área
attribute-setting = ambiente
attribute-supervisor = supervisor
attribute-part = parte do exame
attribute-result = resultado
attribute-score = pontuação
attribute-scale = escala
attribute-role = função
attribute-employer = empregador
attribute-load = fração de jornada completa
attribute-supervised-by = supervisão
attribute-paid = remunerado
attribute-encounter = atendimento
attribute-success = êxito
attribute-assessor-role = função do avaliador
attribute-grant = nome da credencial
attribute-issuer = emissor
attribute-number = número
attribute-status = situação
attribute-category = categoria
attribute-language = idioma
attribute-type = tipo
attribute-author = autor
attribute-id = identificador

## Dates

date-day = { $day ->
    [1] 1º
   *[other] { $day }
} de { $month } de { $year }
date-month = { $month } de { $year }
date-year = { $year }
date-between = entre { $from } e { $until }
date-not-before = não antes de { $from }
date-not-after = não depois de { $until }
date-unknown = data desconhecida
period-both = de { $from } a { $until }
period-since = desde { $from }
period-until = até { $until }
period-always = sem limite
month-1 = janeiro
month-2 = fevereiro
month-3 = março
month-4 = abril
month-5 = maio
month-6 = junho
month-7 = julho
month-8 = agosto
month-9 = setembro
month-10 = outubro
month-11 = novembro
month-12 = dezembro

## A framework shown

show-row = { $label }: { $value }
show-status = Situação
show-country = Lugar
show-occupation = Códigos da ocupação
show-regulator = Regulador
show-governed = O que decide a versão
show-governed-by = { $date }
show-governed-choice = { $date }; entre várias versões a pessoa pode escolher
show-replaces = Substitui
show-advisory = recomendado, não se julga
heading-scope = O que os titulares podem fazer: { $grant }
heading-accepted = O que vale por outros comprovantes
heading-provisions = Outras regras
heading-facts = Perguntas que um registro responde
heading-sources = Fontes
heading-competencies = Competências
status-regulated = regulada
status-unregulated = não regulada
status-absent = não existe tal ocupação
status-closed = fechada a novos ingressos
status-draft = projeto
status-not-found = nenhuma regra encontrada
status-since = { $status }, desde: { $date }
list-version = versão { $version }: { $period }
grant-admission = admissão
grant-award = certificado ou diploma
grant-registration = inscrição
grant-licence = licença
grant-endorsement = habilitação adicional
grant-permit = autorização
grant-renewal = renovação
grant-post = cargo
grant-of = com base em “{ $grant }”
valid-for = válido por { $length }
valid-indefinitely = válido sem prazo
valid-unknown = não se sabe por quanto tempo vale
valid-until = válido até { $window }
rule-when = Se { $condition }:
rule-otherwise = Senão:
rule-only-if = Somente se { $condition }
rule-not = não ({ $condition })
rule-bind = O mesmo para tudo isto, “{ $name }”: { $evidence }
quoted = “{ $text }”
rule-judged = julgado por { $by }
rule-open = as regras deixam isto em aberto
joint-once = Cada comprovante conta para uma só destas linhas:
joint-once-twice = Cada comprovante conta para uma só destas linhas, e com { $what } para até duas:
joint-limits = Para todas estas linhas juntas:
accepted-as = { $from } ({ $source }) { $n ->
    [one] vale
   *[other] valem
} por { $to } ({ $kind })
accepted-full = somente por etapas completas
accepted-of-need = até { $share } do exigido
accepted-of-counted = até { $share } do que conta
asked-least = pelo menos { $quantity }: { $what }
asked-most = no máximo { $quantity }: { $what }
asked-exactly = exatamente { $quantity }: { $what }
asked-between = entre { $least } e { $most }: { $what }
asked-none = nada disto: { $what }
asked-including = entre isso, pelo menos { $quantity }: { $what }
asked-counting = disso conta no máximo { $quantity }: { $what }
block-including = entre tudo isso, pelo menos { $quantity }: { $what }
block-counting = de tudo isso junto conta no máximo { $quantity }: { $what }
asked-age-least = pelo menos { $age } de idade { $date }
asked-age-most = no máximo { $age } de idade { $date }
scope-how = { $how }:
scope-where = quando: { $condition }
scope-requires = além do título é preciso:
how-independent = Por conta própria
how-supervised = Sob supervisão: { $role }
how-supervised-directly = Sob supervisão direta: { $role }
how-delegated = Por delegação: { $role }
how-assisting = Como assistente: { $role }
how-on-prescription = Por prescrição
how-prohibited = Não permitido
provision-none = não há tal regra
provision-not-found = não se encontrou tal regra
source-published = publicado: { $date }
source-read = lido: { $date }
source-unverified = ninguém a leu
about-school = escola
about-service = serviço
about-authority = autoridade
about-act = ato
about-person = pessoa
about-occupation = ocupação
about-employer = empregador
about-others = outros
topic-admission = admissão
topic-certificate = certificado
topic-conduct = conduta
topic-continuing-education = educação continuada
topic-discipline = disciplina
topic-employment = emprego
topic-examination = exame
topic-history = história
topic-identification = identificação
topic-insurance = seguros
topic-practice = formação prática
topic-programme = programa
topic-recognition = reconhecimento
topic-records = registros documentais
topic-registration = inscrição
topic-renewal = renovação
topic-safety = segurança
topic-scope = âmbito de atuação
topic-service = serviços
topic-simulation = simulação
topic-supervision = supervisão
topic-title = títulos
topic-transition = transição

## Planos de curso

curriculum-head = { $id }, julgado para quem conclui em { $date }
curriculum-standard = Padrão { $name }, medido neste programa
curriculum-unclaimed = O plano de curso não diz que cumpre { $framework }.
curriculum-result-guaranteed = GARANTIDO: quem se forma tem sempre o que o plano deve dar
curriculum-result-possible = NÃO GARANTIDO: a alguns formados falta algo
curriculum-result-impossible = IMPOSSÍVEL: a todos os formados falta algo
curriculum-result-undetermined = INDETERMINADO: não consta algo que decide
curriculum-result-individual = TUDO FICA A CARGO DA PESSOA: nenhum módulo influi nisso
curriculum-result-absent = NADA É EXIGIDO
curriculum-result-unknown = DESCONHECIDO: a busca chegou ao limite de passos
curriculum-progress = { $of ->
    [0] O plano não decide nenhum requisito
    [one] O plano garante { $guaranteed } de { $of } requisito que decide
   *[other] O plano garante { $guaranteed } dos { $of } requisitos que decide
}; { $left ->
    [0] nenhum fica a cargo da pessoa
    [one] um fica a cargo da pessoa
   *[other] { $left } ficam a cargo da pessoa
}
curriculum-not-together = Cada requisito pode ser alcançado, mas nenhuma escolha de módulos alcança todos juntos.
curriculum-heading-lacking = O que falta a quem se forma
curriculum-fails = A quem escolheu { $modules } falta isto:
curriculum-fails-none = A quem não escolheu nada falta isto:
curriculum-works = Quem escolheu { $modules } o tem.
curriculum-works-none = Quem não escolheu nada o tem.
curriculum-may-work = Quem escolheu { $modules } pode tê-lo.
curriculum-may-work-none = Quem não escolheu nada pode tê-lo.
curriculum-doubtful = De quem escolheu { $modules } não consta algo que decide:
curriculum-doubtful-none = De quem não escolheu nada não consta algo que decide:
curriculum-best = Ninguém o tem ao se formar. O mínimo que falta, a quem escolheu { $modules }:
curriculum-best-none = Ninguém o tem ao se formar. O mínimo que falta, a quem não escolheu nada:
curriculum-near = Ninguém o tem ao se formar. A quem escolheu { $modules }, e talvez menos a outros:
curriculum-near-none = Ninguém o tem ao se formar. A quem não escolheu nada, e talvez menos a outros:
curriculum-all-lack = A todos os formados falta isto:
curriculum-all-have = Todos os formados o têm.
curriculum-all-doubtful = De todos os formados não consta algo que decide:
curriculum-clash = Cada uma destas coisas pode ser obtida, mas não todas juntas:
curriculum-limit = não se achou dentro do limite de passos
curriculum-framework-open = as próprias regras deixam isto em aberto: { $text }
curriculum-guaranteed = garantido
curriculum-guaranteed-part = garantido até onde vai o plano
curriculum-possible = não para todos
curriculum-impossible = para ninguém
curriculum-undetermined = indeterminado
curriculum-individual = a cargo da pessoa
curriculum-absent = não se aplica
curriculum-unknown = desconhecido
curriculum-left = A cargo da pessoa: { $what }
curriculum-aside = Outro caminho, a cargo da pessoa: { $what }
curriculum-more = { $count ->
    [one] e mais uma
   *[other] e mais { $count }
}
curriculum-heading-taught = O que se ensina em cada módulo
curriculum-nowhere = em nenhum
curriculum-partly = em parte
curriculum-star = * a escolher; os outros módulos são obrigatórios
curriculum-heading-electives-only = Competências exigidas que só módulos eletivos ensinam
curriculum-heading-hours = Horas
curriculum-all-hours = Todas
curriculum-no-mode = Modo não declarado
curriculum-hours = { $range }, das quais { $compulsory } obrigatórias
curriculum-heading-idle = Módulos que nenhum requisito conta

## Plans of further training

plan-head = { $person }, com formação concluída até { $date }
plan-moved = O pedido é tomado como feito nesse dia.
plan-result-nothing = NÃO FALTA NADA
plan-result-closes = COM ISTO TUDO SE CUMPRE
plan-result-part = ISTO COBRE O QUE A FORMAÇÃO PODE COBRIR; FALTA MAIS ALGUMA COISA
plan-result-none = NADA DO QUE É OFERECIDO COBRE O QUE FALTA
plan-result-undetermined = NÃO CONSTA QUE FALTE FORMAÇÃO; RESTA ALGO A DETERMINAR
plan-result-doubt = ESTA FORMAÇÃO BASTA; RESTA ALGO A DETERMINAR
plan-other-version = Pode valer outra versão das normas, e por ela a resposta não é a mesma.
plan-perhaps-less = Com outra escolha talvez falte menos.
plan-undetermined = a determinar
plan-cost = custo: { $cost }
plan-not-proven = A busca terminou no seu limite de passos: talvez baste menos.
plan-least-hours = Não bastam menos horas das oferecidas.
plan-least-modules = Não bastam menos módulos dos oferecidos.
plan-least-cost = Nada mais barato do que é oferecido basta.
plan-heading-take = O que cursar
plan-module = { $name }, { $hours }
plan-award = depois, o título: { $title }
plan-counts = conta para: { $requirements }
plan-heading-beyond = O que fica pendente
plan-not-together = É oferecido, mas não é compatível com: { $requirements }.
plan-met = já se cumpre
plan-planned = cumpre-se com este plano
plan-open = fica pendente
plan-amount = { $count ->
    [one] { $hours } em um módulo
   *[other] { $hours } em { $count } módulos
}
plan-unstated = { $count ->
    [one] um deles não informa as suas horas
   *[other] { $count } deles não informam as suas horas
}
plan-time = { $weeks ->
    [one] pelo menos uma semana, se forem cursados ao mesmo tempo os módulos que não dependem de outros
   *[other] pelo menos { $weeks } semanas, se forem cursados ao mesmo tempo os módulos que não dependem de outros
}
