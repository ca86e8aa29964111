# Ce que voient les lecteurs des rapports, en français. $n est le nombre qui choisit le pluriel ; $number, le même
# nombre comme la langue l'écrit.

## Verdicts

verdict-met = rempli
verdict-unmet = non rempli
verdict-undetermined = indéterminé
result-met = CONDITIONS REMPLIES
result-unmet = CONDITIONS NON REMPLIES
result-undetermined = INDÉTERMINÉ
progress = { $of ->
    [0] rien n'est exigé
    [one] { $met } exigence sur { $of } remplie
   *[other] exigences remplies : { $met } sur { $of }
}

## Head

head-person = { $person }, évaluation à la date du { $date }
head-rules = { $id }, version { $version }, en vigueur { $period }
head-governing = les règles s'appliquent selon cette date : { $date }
head-without-decisions = Sans les décisions de l'autorité : { $verdict }.
head-on-completion = Une fois terminé tout ce qui est en cours : { $verdict }.
head-on-completion-same = Une fois terminé tout ce qui est en cours, le résultat reste : { $verdict }.
head-expiring = Pièces qui expirent auparavant : { $items }.
nothing-no-grant = Ces règles n'accordent rien qui puisse être évalué.
nothing-absent = Cette profession n'existe pas dans ce ressort : rien ne peut être accordé.
nothing-closed = Plus personne ne peut accéder à cette profession : rien ne peut être accordé.
nothing-unregulated = Cette profession n'est pas réglementée dans ce ressort : rien ne peut être accordé.
nothing-not-found = Aucune règle sur cette profession n'a été trouvée : rien ne peut être évalué.
nothing-draft = Ces règles ne sont qu'un projet : rien n'est encore accordé.
nothing-since = Il en est ainsi depuis : { $date }.
nothing-no-version = Aucune version de ces règles n'est en vigueur à la date qui décide ({ $date }). Il existe :
several-all = La date qui décide ({ $date }) atteint { $count } versions des règles, et toutes doivent concorder :
several-choice = La date qui décide ({ $date }) atteint { $count } versions des règles, et la personne peut en choisir une :
several-hint = Une date exacte dirait quelle version s'applique.

## Headings

heading-missing = Ce qui manque
heading-questions = Questions qui trancheraient
heading-open = Ce que les règles elles-mêmes laissent ouvert
heading-requirements = Toutes les exigences
heading-advisory = Recommandé, sans être jugé
heading-assumptions = Hypothèses
heading-unverified = Sources citées que personne n'a lues
heading-decisions = Décisions de l'autorité
heading-digests = Pour vérifier ce rapport plus tard

## What is missing

gap-line = { $label } : { $gap }
gap-what = { $gap } : { $label }
gap-missing = il manque { $gap } ({ $measured })
gap-missing-only = il manque { $gap }
gap-excess = { $excess } de trop ({ $measured }) ; rien de nouveau n'y remédie
gap-uncovered = { $gap } : { $names }
gap-uncovered-choice = { $gap }, à choisir parmi { $names }
gap-unbound = rien dans le dossier ne peut être « { $name } »
gap-undetermined = { $label } (indéterminé)
gap-not-so = ce n'est pas le cas
gap-answer = le dossier dit : { $answer }
gap-no-way = aucune voie pour remplir cette exigence n'est ouverte à la personne
gap-ways = { $least ->
    [one] { $count ->
        [one] Une voie y remédierait :
       *[other] Une voie sur { $count } suffit ; la plus proche d'abord :
    }
   *[other] Il faut { $least } voies sur { $count } ; les plus proches d'abord :
}
gap-way-long = { $label } : il manque { $count } choses
gap-more-ways = { $count ->
    [one] et { $count } autre voie
   *[other] et { $count } autres voies
}
clash-unmet = Chacune de ces lignes peut être remplie, mais pas toutes avec les mêmes preuves :
clash-open = Avec ce qui est certain, chacune de ces lignes peut être remplie, mais pas toutes avec les mêmes preuves :
clash-evidence = tout ce qui pourrait leur servir : { $list }
clash-evidence-none = rien dans le dossier ne pourrait leur servir

## Questions

question-attribute = { $items } : { $sort ->
    [yes-no] { $attribute }, oui ou non ?
    [date] quand exactement ({ $attribute }) ?
   *[other] quelle est la donnée « { $attribute } » ?
}
question-amount = { $items } : combien, en heures ou en crédits utilisables par les règles ?
question-covers = { $items } : quelles compétences, à quel niveau et pour combien d'heures ?
question-fact = { $question }
question-undecided = Les preuves n’ont pas pu être réparties entre ces lignes dans la limite d’étapes. L’autorité doit décider ; le rapport ne dit rien du résultat.
question-birth = Quelle est la date exacte de naissance ?
question-application = Quel jour la demande est-elle faite ?
question-residence = Où la personne habite-t-elle, et depuis quand ?
question-complete = Le dossier contient-il toutes les données de ce type : { $kinds } ? Si oui, il doit dire « complete: [{ $names }] ».
question-complete-parts = { $items } : toutes les parties y sont-elles ? Si oui, il faut dire « complete: true ».
question-grant-dates = { $grant } : quelles sont les dates de délivrance et d'expiration ?
question-judgement = À juger par { $by } : { $what }

## Tree

tree-not-applicable = (sans objet)
tree-not-needed = Inutile, car une autre voie est remplie : { $list }
tree-not-needed-unnamed = Inutiles, car une autre voie est remplie : { $count ->
    [one] { $count } autre
   *[other] { $count } autres
}
tree-not-taken = Non suivie ici, car il manque moins à une autre voie : { $list }
tree-not-taken-unnamed = Non suivies ici, car il manque moins à une autre voie : { $count ->
    [one] { $count } autre
   *[other] { $count } autres
}
tree-by-decision = rempli par la décision { $number }
tree-on-completion = une fois terminé : { $verdict }
tree-assumptions = { $count ->
    [one] hypothèse { $keys }
   *[other] hypothèses { $keys }
}
tree-missing = il manque { $gap }
tree-excess = { $excess } de trop
tree-bound = « { $name } » est { $item }
tree-counted = compté : { $list }
tree-refused = non compté : { $list } – { $reason }
tree-refused-rest = { $count ->
    [one] et { $count } autre, non compté pour une autre raison
   *[other] et { $count } autres, non comptés pour d'autres raisons
}
tree-uncovered = non couvert : { $list }
tree-uncovered-choice = à choisir parmi : { $list }
tree-uncovered-perhaps = peut-être non couvert : { $list }
tree-best-level = { $competency } (meilleur niveau : { $level })
tree-each = Pour chacune des suivantes : { $rule }
citation-unverified = { $citation } (non vérifié)

## Decisions

decision-by = { $author }, { $date }
decision-until = jusqu'à cette date : { $date }
decision-exclude = { $item } : ne compte nulle part
decision-limit = { $item } : au plus { $amount } en compte
decision-pin = { $item } : ne compte que pour « { $requirement } »
decision-accept = { $item } : admis pour « { $requirement } »
decision-waive = Dispense de « { $requirement } »

## Digests

digest-framework = { $id } { $version } : SHA-256 { $digest }…
digest-record = dossier { $person } : SHA-256 { $digest }…

## Lines without a text of their own

label-all = Tout ceci
label-any = { $count ->
    [one] Cette voie
   *[other] Une de ces { $count } voies
}
label-at-least = Au moins { $least } de ces { $count }
label-age = Âge
label-residence = Résidence : { $place }
label-coverage = compétences prouvées par { $evidence }
label-coverage-level = compétences prouvées par { $evidence }, au moins au niveau { $level }
label-closed = en tout : { $evidence }
label-share = { $part }, comme part de l'ensemble : { $whole }
label-since-least = Au moins { $length } depuis { $date }
label-since-most = Au plus { $length } depuis { $date }
label-date-order = { $date } : { $window }
label-depends = Cela dépend de ce qui n'est pas encore connu
label-together-unmet = Les preuves ne suffisent pas pour toutes ces lignes ensemble
label-together-open = Que les preuves suffisent pour toutes ces lignes ensemble dépend de ce qui n'est pas encore connu
label-together-undecided = Dans la limite d’étapes, il n’a pas été décidé si les preuves suffisent pour toutes ces lignes ensemble
label-bind = La même chose pour toutes ces lignes : « { $name } »
label-bind-open = Il n'est pas certain que ce puisse être « { $name } »
row-including = parmi cela, { $what }
row-block-including = parmi tout cela, { $what }
row-counting = de cela compte, { $what }
row-share-least = au moins { $share } de ce qui compte avec { $what }
row-share-most = au plus { $share } de ce qui compte avec { $what }
row-per = au plus { $quantity } { $sort ->
    [day] par jour
    [month] par mois
    [year] par an
    [item] de chaque donnée
   *[attribute] pour chaque valeur de « { $attribute } »
}
row-gate = { $gated } ne compte que s'il y a { $quantity } avec { $by }
row-distinct = d'au moins { $count } valeurs différentes de « { $attribute } »
row-distinct-each = d'au moins { $count } valeurs différentes de « { $attribute } », chacune avec au moins { $quantity }
row-from-one = tout avec une même valeur de « { $attribute } »
row-from-one-item = tout d’une seule et même pièce
row-from-most = tout avec au plus { $count } valeurs différentes de « { $attribute } »
row-whole = chaque pièce avec tout ce qu'elle a, ou pas du tout
row-over = réparti sur au moins { $length }
row-together = couvrant ensemble au moins { $count } de { $names }
row-within-any = dans un délai quelconque de { $length }
row-consecutive = à la suite selon « { $attribute } »
row-no-break = sans interruption de plus de { $length }
evidence-on = { $kinds } sur { $competency }
fact-asked = { $question } (exigé : { $asked })
fact-answer = { $question } → { $answer }
predicate = { $attribute } : { $value }
predicate-not = non pas { $what }
predicate-current = valable { $sort ->
    [term] à la { $date }
    [day] le { $date }
   *[date] en { $date }
}
predicate-part-of = partie de « { $name } »
predicate-is-item = la donnée appelée « { $name } »
predicate-unknown = quelque chose que les règles laissent ouvert
name-programme = le programme
name-first = première donnée : { $evidence }
name-last = dernière donnée : { $evidence }

## Dates in rules: $sort is "day" for a day, "date" for a month or year, "term" for the terms below

term-article = { $sort ->
    [term] la { $date }
    [day] le { $date }
   *[date] { $date }
}
term-application = date de la demande
term-assessment = date de l'évaluation
term-birth = date de naissance
term-fact = date de « { $question } »
term-event = { $event ->
    [started] date de début de « { $name } »
    [completed] date de fin de « { $name } »
    [issued] date de délivrance de « { $name } »
    [expires] date d'expiration de « { $name } »
    [first-issued] date de première délivrance de « { $name } »
   *[date] date de « { $name } »
}
term-before = date située { $length } avant { $sort ->
    [term] la { $date }
    [day] le { $date }
   *[date] { $date }
}
term-after = date située { $length } après { $sort ->
    [term] la { $date }
    [day] le { $date }
   *[date] { $date }
}
term-edge = { $edge ->
    [month-start] date du premier jour du mois ({ $date })
    [month-end] date du dernier jour du mois ({ $date })
    [year-start] date du premier jour de l'année ({ $date })
   *[year-end] date du dernier jour de l'année ({ $date })
}
term-next = date du prochain { $day } { $month } après { $sort ->
    [term] la { $date }
    [day] le { $date }
   *[date] { $date }
}
term-earlier = première de ces dates : { $one } ou { $other }
term-later = dernière de ces dates : { $one } ou { $other }
term-period-start = date de début de la période « { $name } »
term-period-end = date de fin de la période « { $name } »
window-in-before = dans un délai de { $length } avant { $sort ->
    [term] la { $date }
    [day] le { $date }
   *[date] { $date }
}
window-in-after = dans un délai de { $length } après { $sort ->
    [term] la { $date }
    [day] le { $date }
   *[date] { $date }
}
window-around = au plus { $length } avant ou après { $sort ->
    [term] la { $date }
    [day] le { $date }
   *[date] { $date }
}
window-between = entre { $from } et { $until }
window-during = pendant la période « { $name } »
window-from = à partir { $sort ->
    [term] de la { $date }
    [day] du { $date }
   *[date] de { $date }
}
window-until = jusqu'{ $sort ->
    [term] à la { $date }
    [day] au { $date }
   *[date] en { $date }
}
window-before = avant { $sort ->
    [term] la { $date }
    [day] le { $date }
   *[date] { $date }
}
window-after = après { $sort ->
    [term] la { $date }
    [day] le { $date }
   *[date] { $date }
}
window-on = { $sort ->
    [term] à la { $date }
    [day] le { $date }
   *[date] en { $date }
}
window-wholly = { $window }, en entier
window-pro-rata = { $window }, en proportion

## Quantities

measured-of = { $measured } sur { $needed }
measured-exactly = { $measured } ; exactement { $needed } exigés
measured-between = { $measured } ; entre { $least } et { $most } exigés
measured-limit = { $measured } ; au plus { $most } admis
measured-age = { $measured } ; au moins { $needed } exigés
measured-age-limit = { $measured } ; au plus { $most } admis
measured-none = absent
measured-none-left = aucun ne reste, car il compte pour une autre ligne
measured-perhaps = peut-être présent
measured-found = { $n ->
    [one] présent
   *[other] { $number } présents
}
measured-forbidden = { $n ->
    [0] il n'y en a pas, et il ne doit pas y en avoir
   *[other] { $measured }, et il ne doit pas y en avoir
}
counted-unknown = (quantité non indiquée)
counted-perhaps = (peut-être)
counted-as = comme { $kinds }
number-range = { $low } à { $high }
up-to = jusqu'à { $quantity }
or-more = { $quantity } ou plus
unit-h = { $number } h
unit-min = { $number } min
unit-days = { $n ->
    [one] { $number } jour
   *[other] { $number } jours
}
unit-weeks = { $n ->
    [one] { $number } semaine
   *[other] { $number } semaines
}
unit-months = { $number } mois
unit-years = { $n ->
    [one] { $number } an
   *[other] { $number } ans
}
unit-percent = { $number } %
unit-competencies = { $n ->
    [one] { $number } compétence
   *[other] { $number } compétences
}
unit-ways = { $n ->
    [one] { $number } voie
   *[other] { $number } voies
}
unit-values = { $n ->
    [one] { $number } valeur
   *[other] { $number } valeurs différentes
}
kind-course = { $n ->
    [one] cours
   *[other] cours
}
kind-placement = { $n ->
    [one] stage
   *[other] stages
}
kind-training = formation
kind-qualification = { $n ->
    [one] titre ou programme
   *[other] titres ou programmes
}
kind-exam = { $n ->
    [one] examen
   *[other] examens
}
kind-experience = expérience
kind-demonstration = { $n ->
    [one] démonstration
   *[other] démonstrations
}
kind-credential = { $n ->
    [one] titre d'exercice
   *[other] titres d'exercice
}
kind-cpd = { $n ->
    [one] activité de formation continue
   *[other] formation continue
}
kind-language = { $n ->
    [one] langue
   *[other] langues
}
kind-statement = { $n ->
    [one] déclaration
   *[other] déclarations
}
kind-evidence = { $n ->
    [one] pièce
   *[other] pièces
}

## Why evidence is not counted

reason-after-assessment = daté d'après l'évaluation
reason-excluded = exclu par une décision
reason-pinned-elsewhere = réservé par une décision à une autre exigence
reason-in-progress = encore en cours
reason-planned = seulement prévu
reason-failed = échoué, absent, annulé ou révoqué
reason-not-part-of-programme = ne fait pas partie du programme
reason-other-competency = sur une autre compétence
reason-outside-window = hors du délai exigé
reason-other-value = autre valeur que celle exigée : { $attribute }
reason-other-value-stated = { $attribute } : { $value }
reason-not-stated = non indiqué : { $attribute }
reason-date-not-stated = la date n'est pas assez précise
reason-amount-not-stated = sans quantité dans une unité utilisable par les règles
reason-level-too-low = le niveau est trop bas
reason-level-not-stated = le niveau n'est pas indiqué
reason-only-ancestor = ne nomme que le chapitre, ce qui ne prouve pas chacune de ses compétences
reason-cap-reached = la limite est épuisée
reason-counted-elsewhere = une autre ligne de ce bloc la compte, et elle ne compte qu’une fois
reason-outside-group = inutile, ou hors du groupe qui compte
reason-not-the-one-meant = ce n'est pas celui que les règles désignent
reason-covers-nothing = rien de cela n'est exigé ici

## Words

yes = oui
no = non
list-and = { $first } et { $last }
list-or = { $first } ou { $last }
list-more = { $list } et { $count } de plus
symbol-theory = théorie
symbol-practice = pratique
symbol-simulation = simulation
symbol-in-person = en présence
symbol-live-online = en ligne en direct
symbol-self-paced = à son rythme
symbol-live = réel
symbol-simulated = simulé
symbol-laboratory = laboratoire
symbol-passed = réussi
symbol-failed = échoué
symbol-absent = absent
symbol-annulled = annulé
symbol-active = actif
symbol-lapsed = expiré
symbol-suspended = suspendu
symbol-revoked = révoqué

## Attributes

attribute-date = date
attribute-started = début
attribute-completed = fin
attribute-issued = date de délivrance
attribute-expires = date d'expiration
attribute-ended = fin
attribute-verified = vérifié
attribute-name = nom
attribute-title = titre
attribute-level = niveau
attribute-field = domaine
attribute-country = pays
attribute-provider-name = établissement
attribute-provider-country = pays de l'établissement
attribute-approved-by = approuvé par
attribute-accredited-by = agréé par
attribute-recognised-by = reconnu par
attribute-recognised-as = titre reconnu
attribute-recognised-date = date de reconnaissance
attribute-code = code
attribute-delivery = forme d'enseignement
attribute-mode = mode
attribute-topic = thème
attribute-grade = note
attribute-passed = réussi
attribute-purpose = but
attribute-site = lieu
attribute-area = domaine de pratique
attribute-setting = cadre
attribute-supervisor = encadrement
attribute-part = partie de l'examen
attribute-result = résultat
attribute-score = score
attribute-scale = échelle
attribute-role = fonction
attribute-employer = employeur
attribute-load = part d'un temps plein
attribute-supervised-by = supervision
attribute-paid = rémunéré
attribute-encounter = rencontre
attribute-success = réussite
attribute-assessor-role = fonction de l'évaluateur
attribute-grant = nom du titre d'exercice
attribute-issuer = émetteur
attribute-number = numéro
attribute-status = état
attribute-category = catégorie
attribute-language = langue
attribute-type = type
attribute-author = auteur
attribute-id = identifiant

## Dates

date-day = { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }
date-month = { $month } { $year }
date-year = { $year }
date-between = entre le { $from } et le { $until }
date-not-before = pas avant le { $from }
date-not-after = pas après le { $until }
date-unknown = date inconnue
period-both = du { $from } au { $until }
period-since = depuis le { $from }
period-until = jusqu'au { $until }
period-always = sans limite
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre

## A framework shown

show-row = { $label } : { $value }
show-status = Statut
show-country = Lieu
show-occupation = Codes de la profession
show-regulator = Autorité
show-governed = Ce qui décide de la version
show-governed-by = { $date }
show-governed-choice = { $date } ; entre plusieurs versions, la personne peut choisir
show-replaces = Remplace
show-advisory = recommandé, sans être jugé
heading-scope = Ce que les titulaires peuvent faire : { $grant }
heading-accepted = Ce qui vaut d'autres pièces
heading-provisions = Autres règles
heading-facts = Questions auxquelles un dossier répond
heading-sources = Sources
heading-competencies = Compétences
status-regulated = réglementée
status-unregulated = non réglementée
status-absent = profession inexistante
status-closed = fermée aux nouveaux venus
status-draft = projet
status-not-found = aucune règle trouvée
status-since = { $status }, depuis : { $date }
list-version = version { $version } : { $period }
grant-admission = admission
grant-award = certificat ou diplôme
grant-registration = inscription
grant-licence = licence
grant-endorsement = habilitation complémentaire
grant-permit = permis
grant-renewal = renouvellement
grant-post = poste
grant-of = sur la base de « { $grant } »
valid-for = valable { $length }
valid-indefinitely = valable sans limite
valid-unknown = durée de validité inconnue
valid-until = valable jusqu'à : { $window }
rule-when = Si { $condition } :
rule-otherwise = Sinon :
rule-only-if = Seulement si { $condition }
rule-not = non ({ $condition })
rule-bind = La même chose pour tout ceci, « { $name } » : { $evidence }
quoted = « { $text } »
rule-judged = jugé par { $by }
rule-open = les règles laissent cela ouvert
joint-once = Chaque pièce compte pour une seule de ces lignes :
joint-once-twice = Chaque pièce compte pour une seule de ces lignes, et avec { $what } pour deux au plus :
joint-limits = Pour toutes ces lignes ensemble :
accepted-as = { $from } ({ $source }) { $n ->
    [one] vaut
   *[other] valent
} { $to } ({ $kind })
accepted-full = par tranches entières seulement
accepted-of-need = jusqu'à { $share } de ce qui est exigé
accepted-of-counted = jusqu'à { $share } de ce qui compte
asked-least = au moins { $quantity } : { $what }
asked-most = au plus { $quantity } : { $what }
asked-exactly = exactement { $quantity } : { $what }
asked-between = entre { $least } et { $most } : { $what }
asked-none = rien de ceci : { $what }
asked-including = parmi cela, au moins { $quantity } : { $what }
asked-counting = de cela compte au plus { $quantity } : { $what }
block-including = parmi tout cela, au moins { $quantity } : { $what }
block-counting = de tout cela ensemble compte au plus { $quantity } : { $what }
asked-age-least = au moins { $age } { $date }
asked-age-most = au plus { $age } { $date }
scope-how = { $how } :
scope-where = lorsque : { $condition }
scope-requires = outre le titre, il faut :
how-independent = De façon autonome
how-supervised = Sous supervision : { $role }
how-supervised-directly = Sous supervision directe : { $role }
how-delegated = Par délégation : { $role }
how-assisting = En assistance : { $role }
how-on-prescription = Sur prescription
how-prohibited = Non permis
provision-none = il n'y a pas de telle règle
provision-not-found = aucune règle de ce genre n'a été trouvée
source-published = publié : { $date }
source-read = lu : { $date }
source-unverified = personne ne l'a lue
about-school = école
about-service = service
about-authority = autorité
about-act = acte
about-person = personne
about-occupation = profession
about-employer = employeur
about-others = autres
topic-admission = admission
topic-certificate = certificat
topic-conduct = conduite
topic-continuing-education = formation continue
topic-discipline = discipline
topic-employment = emploi
topic-examination = examen
topic-history = histoire
topic-identification = identification
topic-insurance = assurances
topic-practice = formation pratique
topic-programme = programme
topic-recognition = reconnaissance
topic-records = documents
topic-registration = inscription
topic-renewal = renouvellement
topic-safety = sécurité
topic-scope = champ d'exercice
topic-service = services
topic-simulation = simulation
topic-supervision = supervision
topic-title = titres
topic-transition = transition

## Programmes d’études

curriculum-head = { $id }, jugé pour ceux qui terminent le { $date }
curriculum-standard = Norme { $name }, mesurée sur ce programme
curriculum-unclaimed = Le programme d’études ne dit pas qu’il satisfait { $framework }.
curriculum-result-guaranteed = GARANTI : tout diplômé a ce que le programme doit donner
curriculum-result-possible = NON GARANTI : il manque quelque chose à certains diplômés
curriculum-result-impossible = IMPOSSIBLE : il manque quelque chose à tout diplômé
curriculum-result-undetermined = INDÉTERMINÉ : quelque chose qui décide n’est pas indiqué
curriculum-result-individual = TOUT RELÈVE DE LA PERSONNE : aucun module n’y a d’influence
curriculum-result-absent = RIEN N’EST DEMANDÉ
curriculum-result-unknown = INCONNU : la recherche a atteint sa limite de pas
curriculum-progress = { $of ->
    [0] Le programme ne décide d’aucune exigence
    [one] Le programme garantit { $guaranteed } exigence sur { $of } dont il décide
   *[other] Le programme garantit { $guaranteed } des { $of } exigences dont il décide
} ; { $left ->
    [0] aucune ne relève de la personne
    [one] une relève de la personne
   *[other] { $left } relèvent de la personne
}
curriculum-not-together = Chaque exigence peut être atteinte, mais aucun choix de modules ne les atteint toutes ensemble.
curriculum-heading-lacking = Ce qui manque aux diplômés
curriculum-fails = À qui a choisi { $modules }, il manque ceci :
curriculum-fails-none = À qui n’a rien choisi, il manque ceci :
curriculum-works = Qui a choisi { $modules } l’a.
curriculum-works-none = Qui n’a rien choisi l’a.
curriculum-may-work = Qui a choisi { $modules } peut l’avoir.
curriculum-may-work-none = Qui n’a rien choisi peut l’avoir.
curriculum-doubtful = Pour qui a choisi { $modules }, quelque chose qui décide n’est pas indiqué :
curriculum-doubtful-none = Pour qui n’a rien choisi, quelque chose qui décide n’est pas indiqué :
curriculum-best = Aucun diplômé ne l’a. Le moins qui manque, à qui a choisi { $modules } :
curriculum-best-none = Aucun diplômé ne l’a. Le moins qui manque, à qui n’a rien choisi :
curriculum-near = Aucun diplômé ne l’a. À qui a choisi { $modules }, et peut-être moins à d’autres :
curriculum-near-none = Aucun diplômé ne l’a. À qui n’a rien choisi, et peut-être moins à d’autres :
curriculum-all-lack = À tout diplômé, il manque ceci :
curriculum-all-have = Tout diplômé l’a.
curriculum-all-doubtful = Pour tout diplômé, quelque chose qui décide n’est pas indiqué :
curriculum-clash = Chacune de ces choses peut être obtenue, mais pas toutes ensemble :
curriculum-limit = non trouvé dans la limite de pas
curriculum-framework-open = les règles elles-mêmes laissent ceci ouvert : { $text }
curriculum-guaranteed = garanti
curriculum-guaranteed-part = garanti, pour ce qui dépend du programme
curriculum-possible = pas pour tous
curriculum-impossible = pour personne
curriculum-undetermined = indéterminé
curriculum-individual = relève de la personne
curriculum-absent = ne s’applique pas
curriculum-unknown = inconnu
curriculum-left = Relève de la personne : { $what }
curriculum-aside = Une autre voie, qui relève de la personne : { $what }
curriculum-more = { $count ->
    [one] et une de plus
   *[other] et { $count } de plus
}
curriculum-heading-taught = Ce qui est enseigné dans chaque module
curriculum-nowhere = nulle part
curriculum-partly = en partie
curriculum-star = * au choix ; les autres modules sont obligatoires
curriculum-heading-electives-only = Compétences demandées que seuls des modules au choix enseignent
curriculum-heading-hours = Heures
curriculum-all-hours = Toutes
curriculum-no-mode = Mode non indiqué
curriculum-hours = { $range }, dont { $compulsory } obligatoires
curriculum-heading-idle = Modules qu’aucune exigence ne compte

## Plans of further training

plan-head = { $person }, avec une formation terminée au plus tard le { $date }
plan-moved = La demande est considérée comme faite ce jour-là.
plan-result-nothing = IL NE MANQUE RIEN
plan-result-closes = CELA COMBLE LE MANQUE
plan-result-part = CELA COMBLE CE QUE LA FORMATION PEUT COMBLER ; IL MANQUE AUTRE CHOSE
plan-result-none = RIEN DE CE QUI EST PROPOSÉ NE COMBLE LE MANQUE
plan-result-undetermined = AUCUNE FORMATION NE MANQUE À COUP SÛR ; UN POINT RESTE À DÉTERMINER
plan-result-doubt = CETTE FORMATION SUFFIT ; UN POINT RESTE À DÉTERMINER
plan-other-version = Une autre version des règles peut s’appliquer, et selon elle la réponse n’est pas la même.
plan-perhaps-less = Avec un autre choix, il manque peut-être moins.
plan-undetermined = à déterminer
plan-cost = coût : { $cost }
plan-not-proven = La recherche s’est arrêtée à sa limite d’étapes : moins suffirait peut-être.
plan-least-hours = Moins d’heures parmi celles proposées ne suffiraient pas.
plan-least-modules = Moins de modules parmi ceux proposés ne suffiraient pas.
plan-least-cost = Rien de moins cher parmi ce qui est proposé ne suffirait.
plan-heading-take = Ce qu’il faut suivre
plan-module = { $name }, { $hours }
plan-award = puis le titre : { $title }
plan-counts = compte pour : { $requirements }
plan-heading-beyond = Ce qui reste ouvert
plan-not-together = C’est proposé, mais pas en même temps que : { $requirements }.
plan-met = déjà rempli
plan-planned = rempli avec ce plan
plan-open = reste ouvert
plan-amount = { $count ->
    [one] { $hours } en un module
   *[other] { $hours } en { $count } modules
}
plan-unstated = { $count ->
    [one] l’un d’eux n’indique pas ses heures
   *[other] { $count } d’entre eux n’indiquent pas leurs heures
}
plan-time = { $weeks ->
    [one] au moins une semaine, si les modules qui ne dépendent pas d’autres sont suivis en même temps
   *[other] au moins { $weeks } semaines, si les modules qui ne dépendent pas d’autres sont suivis en même temps
}
