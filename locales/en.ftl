# What readers of reports see, in English. Variables are explained where they are not obvious:
# $n is the number that chooses the plural, $number the same number as the language writes it.

## Verdicts

verdict-met = met
verdict-unmet = not met
verdict-undetermined = undetermined
result-met = MET
result-unmet = NOT MET
result-undetermined = UNDETERMINED
progress = { $of ->
    [0] nothing is asked
    [one] { $met } of { $of } requirement is met
   *[other] { $met } of { $of } requirements are met
}

## Head

head-person = { $person }, assessed as of { $date }
head-rules = { $id } version { $version }, in force { $period }
head-governing = the rules follow from this date: { $date }
head-without-decisions = Without the decisions of authorities: { $verdict }.
head-on-completion = Once everything under way is finished: { $verdict }.
head-on-completion-same = Once everything under way is finished: still { $verdict }.
head-expiring = Evidence that expires before that: { $items }.
nothing-no-grant = These rules grant nothing that could be assessed.
nothing-absent = This occupation does not exist in this jurisdiction: there is nothing that could be granted.
nothing-closed = Nobody can enter this occupation any more: there is nothing that could be granted.
nothing-unregulated = This occupation is not regulated in this jurisdiction: there is nothing that could be granted.
nothing-not-found = No rule on this occupation was found: there is nothing that could be assessed.
nothing-draft = These rules are only a draft: nothing is granted yet.
nothing-since = It is so since { $date }.
nothing-no-version = No version of these rules is in force on the date that decides ({ $date }). There are:
several-all = The date that decides ({ $date }) reaches { $count } versions of the rules, and all of them must agree:
several-choice = The date that decides ({ $date }) reaches { $count } versions of the rules, and the person may choose one of them:
several-hint = An exact date would settle which version applies.

## Headings

heading-missing = What is missing
heading-questions = Questions that would decide
heading-open = What the rules themselves leave open
heading-requirements = All requirements
heading-advisory = Recommended, not judged
heading-assumptions = Assumptions
heading-unverified = Sources cited that nobody has read
heading-decisions = Decisions of authorities
heading-digests = To check this report later

## What is missing

gap-line = { $label }: { $gap }
gap-what = { $gap }: { $label }
gap-missing = { $gap } missing ({ $measured })
gap-missing-only = { $gap } missing
gap-excess = { $excess } too much ({ $measured }); nothing new can mend that
gap-uncovered = { $gap }: { $names }
gap-uncovered-choice = { $gap }, to be chosen from { $names }
gap-unbound = nothing in the record can be “{ $name }”
gap-undetermined = { $label } (undetermined)
gap-not-so = this does not hold
gap-answer = the record says: { $answer }
gap-no-way = no way to meet this is open to the person
gap-ways = { $least ->
    [one] { $count ->
        [one] One way would mend it:
       *[other] One of { $count } ways is enough; the nearest comes first:
    }
   *[other] { $least } of { $count } ways are needed; the nearest come first:
}
gap-way-long = { $label }: { $count } things are missing
gap-more-ways = { $count ->
    [one] and one more way
   *[other] and { $count } more ways
}
clash-unmet = Each of these can be met, but not all of them with the same evidence:
clash-open = With what is known for certain, each of these can be met, but not all of them with the same evidence:
clash-evidence = all of it that could serve them: { $list }
clash-evidence-none = nothing in the record could serve them

## Questions

question-attribute = { $items }: { $sort ->
    [yes-no] { $attribute }, yes or no?
    [date] when exactly ({ $attribute })?
   *[other] what is the { $attribute }?
}
question-amount = { $items }: how much is it, in hours or credits that the rules can use?
question-covers = { $items }: which competencies are covered, at which level, for how many hours?
question-fact = { $question }
question-undecided = The evidence could not be divided among these lines within the limit of steps. An officer has to decide; the report says nothing about the outcome.
question-birth = What is the exact date of birth?
question-application = On which day is the application made?
question-residence = Where does the person live, and since when?
question-complete = Does the record list all { $kinds }? If so, it should say “complete: [{ $names }]”.
question-complete-parts = { $items }: are all its parts listed? If so, it should say “complete: true”.
question-grant-dates = { $grant }: when was it issued, and when does it expire?
question-judgement = { $by } has to judge: { $what }

## Tree

tree-not-applicable = (not applicable)
tree-not-needed = Not needed, for another way is met: { $list }
tree-not-needed-unnamed = Not needed, for another way is met: { $count ->
    [one] one more
   *[other] { $count } more
}
tree-not-taken = Not taken here, for another way lacks least: { $list }
tree-not-taken-unnamed = Not taken here, for another way lacks least: { $count ->
    [one] one more
   *[other] { $count } more
}
tree-by-decision = met by decision { $number }
tree-on-completion = once finished: { $verdict }
tree-assumptions = { $count ->
    [one] assumption { $keys }
   *[other] assumptions { $keys }
}
tree-missing = { $gap } missing
tree-excess = { $excess } too much
tree-bound = “{ $name }” is { $item }
tree-counted = counted: { $list }
tree-refused = not counted: { $list } – { $reason }
tree-refused-rest = { $count ->
    [one] and one more, not counted for another reason
   *[other] and { $count } more, not counted for other reasons
}
tree-uncovered = not covered: { $list }
tree-uncovered-choice = to choose from: { $list }
tree-uncovered-perhaps = perhaps not covered: { $list }
tree-best-level = { $competency } (best level: { $level })
citation-unverified = { $citation } (unverified)

## Decisions

decision-by = { $author }, { $date }
decision-until = until { $date }
decision-exclude = { $item }: counts nowhere
decision-limit = { $item }: at most { $amount } of it counts
decision-pin = { $item }: counts only for “{ $requirement }”
decision-accept = { $item }: accepted for “{ $requirement }”
decision-waive = “{ $requirement }” is waived

## Digests

digest-framework = { $id } { $version }: SHA-256 { $digest }…
digest-record = record { $person }: SHA-256 { $digest }…

## Lines without a text of their own

tree-each = For each of the following: { $rule }
label-all = All of this
label-any = { $count ->
    [one] This way
   *[other] One of these { $count } ways
}
label-at-least = At least { $least } of these { $count }
label-age = Age
label-residence = Residence in { $place }
label-coverage = competencies shown by { $evidence }
label-coverage-level = competencies shown by { $evidence }, at least at the level { $level }
label-closed = all { $evidence } together
label-share = { $part }, as a part of all { $whole }
label-since-least = At least { $length } since { $date }
label-since-most = At most { $length } since { $date }
label-date-order = { $date } { $window }
label-depends = It depends on what is not known yet
label-together-unmet = The evidence does not suffice for all of these lines together
label-together-open = Whether the evidence suffices for all of these lines together depends on what is not known yet
label-together-undecided = Not decided within the limit of steps: whether the evidence suffices for all of these lines together
label-bind = One “{ $name }” for all lines below
label-bind-open = It is not certain that it can be “{ $name }”
row-including = among these { $what }
row-block-including = among all of these { $what }
row-counting = counted of these { $what }
row-share-least = at least { $share } of what counts with { $what }
row-share-most = at most { $share } of what counts with { $what }
row-per = at most { $quantity } counted { $sort ->
    [day] per day
    [month] per month
    [year] per year
    [item] of each
   *[attribute] per { $attribute }
}
row-gate = { $gated } counts only if there are { $quantity } with { $by }
row-distinct = from at least { $count } different ones by { $attribute }
row-distinct-each = from at least { $count } different ones by { $attribute }, at least { $quantity } each
row-from-one = all from one { $attribute }
row-from-one-item = all from one and the same piece of evidence
row-from-most = all from at most { $count } different ones by { $attribute }
row-whole = each piece of evidence with all that it has, or not at all
row-over = spread over at least { $length }
row-together = together covering at least { $count } of { $names }
row-within-any = within any { $length }
row-consecutive = one after the other by { $attribute }
row-no-break = without a break of more than { $length }
evidence-on = { $kinds } on { $competency }
fact-asked = { $question } (asked for: { $asked })
fact-answer = { $question } → { $answer }
predicate = { $attribute }: { $value }
predicate-not = not { $what }
predicate-current = valid { $sort ->
    [term] on the day of { $date }
   *[date] on { $date }
}
predicate-part-of = part of “{ $name }”
predicate-is-item = the one called “{ $name }”
predicate-unknown = something that the rules leave open
name-programme = the programme
name-first = first of { $evidence }
name-last = last of { $evidence }

## Dates in rules: $sort is "day" for a day, "date" for a month or year, "term" for the terms below

term-article = { $date }
term-application = the application
term-assessment = the assessment
term-birth = birth
term-fact = the date of “{ $question }”
term-event = { $event ->
    [started] the start of “{ $name }”
    [completed] the end of “{ $name }”
    [issued] the issue of “{ $name }”
    [expires] the expiry of “{ $name }”
    [first-issued] the first issue of “{ $name }”
   *[date] the date of “{ $name }”
}
term-before = the day { $length } before { $date }
term-after = the day { $length } after { $date }
term-edge = { $edge ->
    [month-start] the first day of the month of { $date }
    [month-end] the last day of the month of { $date }
    [year-start] the first day of the year of { $date }
   *[year-end] the last day of the year of { $date }
}
term-next = the next { $day } { $month } after { $date }
term-earlier = the earlier of { $one } and { $other }
term-later = the later of { $one } and { $other }
term-period-start = the start of the period “{ $name }”
term-period-end = the end of the period “{ $name }”
window-in-before = in the { $length } before { $date }
window-in-after = in the { $length } after { $date }
window-around = at most { $length } before or after { $date }
window-between = from { $from } to { $until }
window-during = during the period “{ $name }”
window-from = on or after { $date }
window-until = on or before { $date }
window-before = before { $date }
window-after = after { $date }
window-on = { $sort ->
    [term] on the day of { $date }
   *[date] on { $date }
}
window-wholly = { $window }, as a whole
window-pro-rata = { $window }, in proportion

## Quantities

measured-of = { $measured } of { $needed }
measured-exactly = { $measured }, exactly { $needed } asked
measured-between = { $measured }, between { $least } and { $most } asked
measured-limit = { $measured }; at most { $most } allowed
measured-age = { $measured } of age, at least { $needed } asked
measured-age-limit = { $measured } of age, at most { $most } allowed
measured-none = none found
measured-none-left = none left, for another line counts it
measured-perhaps = perhaps one
measured-found = { $n ->
    [one] found
   *[other] { $number } found
}
measured-forbidden = { $n ->
    [0] none, and none is allowed
   *[other] { $measured }, and none is allowed
}
counted-unknown = (amount not stated)
counted-perhaps = (perhaps)
counted-as = as { $kinds }
number-range = { $low } to { $high }
up-to = up to { $quantity }
or-more = { $quantity } or more
unit-h = { $number } h
unit-min = { $number } min
unit-days = { $n ->
    [one] { $number } day
   *[other] { $number } days
}
unit-weeks = { $n ->
    [one] { $number } week
   *[other] { $number } weeks
}
unit-months = { $n ->
    [one] { $number } month
   *[other] { $number } months
}
unit-years = { $n ->
    [one] { $number } year
   *[other] { $number } years
}
unit-percent = { $number } %
unit-competencies = { $n ->
    [one] { $number } competency
   *[other] { $number } competencies
}
unit-ways = { $n ->
    [one] { $number } way
   *[other] { $number } ways
}
unit-values = { $n ->
    [one] { $number } value
   *[other] { $number } different values
}
kind-course = { $n ->
    [one] course
   *[other] courses
}
kind-placement = { $n ->
    [one] placement
   *[other] placements
}
kind-training = training
kind-qualification = { $n ->
    [one] qualification
   *[other] qualifications
}
kind-exam = { $n ->
    [one] examination
   *[other] examinations
}
kind-experience = experience
kind-demonstration = { $n ->
    [one] demonstration
   *[other] demonstrations
}
kind-credential = { $n ->
    [one] credential
   *[other] credentials
}
kind-cpd = { $n ->
    [one] continuing education activity
   *[other] continuing education
}
kind-language = { $n ->
    [one] language
   *[other] languages
}
kind-statement = { $n ->
    [one] statement
   *[other] statements
}
kind-evidence = { $n ->
    [one] piece of evidence
   *[other] pieces of evidence
}

## Why evidence is not counted

reason-after-assessment = dated after the assessment
reason-excluded = excluded by a decision
reason-pinned-elsewhere = kept for another requirement by a decision
reason-in-progress = still under way
reason-planned = only planned
reason-failed = failed, absent, annulled or revoked
reason-not-part-of-programme = not part of the programme
reason-other-competency = on another competency
reason-outside-window = outside the period asked for
reason-other-value = another value than asked for: { $attribute }
reason-other-value-stated = { $attribute }: { $value }
reason-not-stated = not stated: { $attribute }
reason-date-not-stated = the date is not precise enough
reason-amount-not-stated = no amount in a unit that the rules can use
reason-level-too-low = the level is too low
reason-level-not-stated = the level is not stated
reason-only-ancestor = it names the chapter only, which does not show each competency in it
reason-cap-reached = the limit is used up
reason-counted-elsewhere = another line of this block counts it, and it counts once
reason-outside-group = not needed, or outside the group that counts
reason-not-the-one-meant = not the one that the rules mean
reason-covers-nothing = nothing of it is asked for here

## Words

yes = yes
no = no
list-and = { $first } and { $last }
list-or = { $first } or { $last }
list-more = { $list } and { $count } more
symbol-theory = theory
symbol-practice = practice
symbol-simulation = simulation
symbol-in-person = in person
symbol-live-online = live online
symbol-self-paced = self-paced
symbol-live = live
symbol-simulated = simulated
symbol-laboratory = laboratory
symbol-passed = passed
symbol-failed = failed
symbol-absent = absent
symbol-annulled = annulled
symbol-active = active
symbol-lapsed = lapsed
symbol-suspended = suspended
symbol-revoked = revoked

## Attributes

attribute-date = date
attribute-started = start
attribute-completed = end
attribute-issued = date of issue
attribute-expires = date of expiry
attribute-ended = end
attribute-verified = verified
attribute-name = name
attribute-title = title
attribute-level = level
attribute-field = field
attribute-country = country
attribute-provider-name = provider
attribute-provider-country = country of the provider
attribute-approved-by = approving body
attribute-accredited-by = accrediting body
attribute-recognised-by = recognising body
attribute-recognised-as = title recognised
attribute-recognised-date = date of recognition
attribute-code = code
attribute-delivery = form of delivery
attribute-mode = mode
attribute-topic = topic
attribute-grade = grade
attribute-passed = passed
attribute-purpose = purpose
attribute-site = site
attribute-area = area
attribute-setting = setting
attribute-supervisor = supervisor
attribute-part = part of the examination
attribute-result = result
attribute-score = score
attribute-scale = scale
attribute-role = role
attribute-employer = employer
attribute-load = share of full time
attribute-supervised-by = supervision
attribute-paid = paid
attribute-encounter = encounter
attribute-success = success
attribute-assessor-role = role of the assessor
attribute-grant = name of the credential
attribute-issuer = issuer
attribute-number = number
attribute-status = status
attribute-category = category
attribute-language = language
attribute-type = type
attribute-author = author
attribute-id = id

## Dates

date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
date-year = { $year }
date-between = between { $from } and { $until }
date-not-before = not before { $from }
date-not-after = not after { $until }
date-unknown = an unknown date
period-both = from { $from } to { $until }
period-since = since { $from }
period-until = until { $until }
period-always = without limit
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## A framework shown

show-row = { $label }: { $value }
show-status = Status
show-country = Place
show-occupation = Codes of the occupation
show-regulator = Regulator
show-governed = What decides the version
show-governed-by = { $date }
show-governed-choice = { $date }; of several versions the person may choose
show-replaces = Replaces
show-advisory = recommended, not judged
heading-scope = What holders may do: { $grant }
heading-accepted = Counted as other evidence
heading-provisions = Other rules
heading-facts = Questions that a record answers
heading-sources = Sources
heading-competencies = Competencies
status-regulated = regulated
status-unregulated = not regulated
status-absent = no such occupation
status-closed = closed to newcomers
status-draft = draft
status-not-found = no rule found
status-since = { $status }, since { $date }
list-version = version { $version }: { $period }
grant-admission = admission
grant-award = certificate or diploma
grant-registration = registration
grant-licence = licence
grant-endorsement = endorsement
grant-permit = permit
grant-renewal = renewal
grant-post = post
grant-of = on the basis of “{ $grant }”
valid-for = valid for { $length }
valid-indefinitely = valid without end
valid-unknown = how long it is valid is not known
valid-until = valid until { $window }
rule-when = If { $condition }:
rule-otherwise = Otherwise:
rule-only-if = Only if { $condition }
rule-not = not ({ $condition })
rule-bind = With one “{ $name }” for all of this: { $evidence }
quoted = “{ $text }”
rule-judged = judged by { $by }
rule-open = the rules leave this open
joint-once = Each piece of evidence counts for one of these lines only:
joint-once-twice = Each piece of evidence counts for one of these lines only, with { $what } for up to two:
joint-limits = For all of these lines together:
accepted-as = { $from } ({ $source }) { $n ->
    [one] counts
   *[other] count
} as { $to } ({ $kind })
accepted-full = in whole steps only
accepted-of-need = up to { $share } of the need
accepted-of-counted = up to { $share } of what is counted
asked-least = at least { $quantity }: { $what }
asked-most = at most { $quantity }: { $what }
asked-exactly = exactly { $quantity }: { $what }
asked-between = between { $least } and { $most }: { $what }
asked-none = none of this: { $what }
asked-including = among these at least { $quantity }: { $what }
asked-counting = counted of these at most { $quantity }: { $what }
block-including = among all of these at least { $quantity }: { $what }
block-counting = counted of all these together at most { $quantity }: { $what }
asked-age-least = at least { $age } of age { $date }
asked-age-most = at most { $age } of age { $date }
scope-how = { $how }:
scope-where = where: { $condition }
scope-requires = besides the grant it takes:
how-independent = On their own
how-supervised = Supervised by { $role }
how-supervised-directly = Supervised directly by { $role }
how-delegated = Delegated by { $role }
how-assisting = Assisting { $role }
how-on-prescription = On prescription
how-prohibited = Not allowed
provision-none = there is no such rule
provision-not-found = no such rule was found
source-published = published { $date }
source-read = read { $date }
source-unverified = nobody has read it
about-school = school
about-service = service
about-authority = authority
about-act = act
about-person = person
about-occupation = occupation
about-employer = employer
about-others = others
topic-admission = admission
topic-certificate = certificate
topic-conduct = conduct
topic-continuing-education = continuing education
topic-discipline = discipline
topic-employment = employment
topic-examination = examination
topic-history = history
topic-identification = identification
topic-insurance = insurance
topic-practice = practical training
topic-programme = programme
topic-recognition = recognition
topic-records = records
topic-registration = registration
topic-renewal = renewal
topic-safety = safety
topic-scope = scope of practice
topic-service = services
topic-simulation = simulation
topic-supervision = supervision
topic-title = titles
topic-transition = transition

## Curricula

curriculum-head = { $id }, judged for those who finish on { $date }
curriculum-standard = Standard { $name }, measured on this programme
curriculum-unclaimed = The curriculum does not say that it satisfies { $framework }.
curriculum-result-guaranteed = GUARANTEED: every graduate has what the curriculum is to give
curriculum-result-possible = NOT GUARANTEED: some graduates lack something
curriculum-result-impossible = IMPOSSIBLE: every graduate lacks something
curriculum-result-undetermined = UNDETERMINED: something that decides is not stated
curriculum-result-individual = ALL OF THIS IS LEFT TO THE INDIVIDUAL: no module has any influence on it
curriculum-result-absent = NOTHING IS ASKED
curriculum-result-unknown = UNKNOWN: the search ended at its limit of steps
curriculum-progress = { $of ->
    [0] The curriculum decides no requirement
    [one] { $guaranteed } of { $of } requirement that the curriculum decides is guaranteed
   *[other] { $guaranteed } of { $of } requirements that the curriculum decides are guaranteed
}; { $left ->
    [0] none is left to the individual
    [one] one is left to the individual
   *[other] { $left } are left to the individual
}
curriculum-not-together = Each requirement can be reached, but no choice of modules reaches all of them together.
curriculum-heading-lacking = What graduates lack
curriculum-fails = A graduate who chose { $modules } lacks this:
curriculum-fails-none = A graduate who chose nothing lacks this:
curriculum-works = A graduate who chose { $modules } has it.
curriculum-works-none = A graduate who chose nothing has it.
curriculum-may-work = A graduate who chose { $modules } may have it.
curriculum-may-work-none = A graduate who chose nothing may have it.
curriculum-doubtful = For a graduate who chose { $modules }, something that decides is not stated:
curriculum-doubtful-none = For a graduate who chose nothing, something that decides is not stated:
curriculum-best = No graduate has it. The least that lacks, for one who chose { $modules }:
curriculum-best-none = No graduate has it. The least that lacks, for one who chose nothing:
curriculum-near = No graduate has it. For one who chose { $modules }, and perhaps less for others:
curriculum-near-none = No graduate has it. For one who chose nothing, and perhaps less for others:
curriculum-all-lack = Every graduate lacks this:
curriculum-all-have = Every graduate has it.
curriculum-all-doubtful = For every graduate, something that decides is not stated:
curriculum-clash = Each of these can be had, but not all of them together:
curriculum-limit = not found within the limit of steps
curriculum-framework-open = the rules themselves leave this open: { $text }
curriculum-guaranteed = guaranteed
curriculum-guaranteed-part = guaranteed, as far as the curriculum goes
curriculum-possible = not for all
curriculum-impossible = for nobody
curriculum-undetermined = undetermined
curriculum-individual = left to the individual
curriculum-absent = does not apply
curriculum-unknown = unknown
curriculum-left = Left to the individual: { $what }
curriculum-aside = Another way, left to the individual: { $what }
curriculum-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
curriculum-heading-taught = What is taught where
curriculum-nowhere = nowhere
curriculum-partly = in part
curriculum-star = * to be chosen; other modules are compulsory
curriculum-heading-electives-only = Competencies asked for that only electives teach
curriculum-heading-hours = Hours
curriculum-all-hours = All
curriculum-no-mode = Mode not stated
curriculum-hours = { $range }, of which { $compulsory } compulsory
curriculum-heading-idle = Modules that no requirement counts

## Plans of further training

plan-head = { $person }, with training finished by { $date }
plan-moved = The application is taken as made on that day.
plan-result-nothing = NOTHING IS MISSING
plan-result-closes = THIS CLOSES THE GAP
plan-result-part = THIS CLOSES WHAT TRAINING CAN CLOSE; SOMETHING ELSE IS MISSING
plan-result-none = NOTHING ON OFFER CLOSES THE GAP
plan-result-undetermined = NO MORE TRAINING IS KNOWN TO BE MISSING; SOMETHING IS UNDETERMINED
plan-result-doubt = THIS IS ENOUGH TRAINING; SOMETHING ELSE IS UNDETERMINED
plan-other-version = Another version of the rules may govern, and by it the answer is not the same.
plan-perhaps-less = Less may be missing with another choice.
plan-undetermined = undetermined
plan-cost = cost: { $cost }
plan-not-proven = The search ended at its limit of steps: something less may do.
plan-least-hours = No fewer hours on offer would do.
plan-least-modules = No fewer modules on offer would do.
plan-least-cost = Nothing cheaper on offer would do.
plan-heading-take = What to take
plan-module = { $name }, { $hours }
plan-award = then the award: { $title }
plan-counts = counts for: { $requirements }
plan-heading-beyond = What is still open
plan-not-together = On offer, but not together with: { $requirements }.
plan-met = met already
plan-planned = met with this plan
plan-open = still open
plan-amount = { $count ->
    [one] { $hours } in one module
   *[other] { $hours } in { $count } modules
}
plan-unstated = { $count ->
    [one] one of them does not state its hours
   *[other] { $count } of them do not state their hours
}
plan-time = { $weeks ->
    [one] one week at least, if modules that need not wait run side by side
   *[other] { $weeks } weeks at least, if modules that need not wait run side by side
}
