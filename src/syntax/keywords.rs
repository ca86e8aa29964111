//! What a person would type for each rule of the grammar.

use super::parser::Rule;

/// Words that are never names, in order: those that would make a missing name read as the next clause. The grammar has a
/// longer list for places where a name need not stand at all; a test compares them.
const RESERVED: &[&str] = &[
    "accept",
    "after",
    "all",
    "and",
    "any",
    "as",
    "assume",
    "at",
    "before",
    "between",
    "by",
    "catalog",
    "cite",
    "competency",
    "counting",
    "cover",
    "define",
    "during",
    "each",
    "exactly",
    "fact",
    "for",
    "framework",
    "from",
    "holds",
    "if",
    "in",
    "including",
    "is",
    "judged",
    "let",
    "makes",
    "meets",
    "no",
    "none",
    "not",
    "of",
    "on",
    "or",
    "otherwise",
    "over",
    "per",
    "provision",
    "requirement",
    "requires",
    "resident",
    "route",
    "row",
    "since",
    "source",
    "to",
    "together",
    "under",
    "unknown",
    "unless",
    "until",
    "use",
    "values",
    "was",
    "when",
    "where",
    "wholly",
    "with",
    "within",
    "without",
    "yes",
];

/// Whether a word is never a name.
pub(super) fn is_reserved(word: &str) -> bool {
    RESERVED.binary_search(&word).is_ok()
}

/// What may stand at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Expected {
    /// Something to be made up: a name, a number. Articles included.
    Thing(&'static str),
    /// A sign.
    Sign(&'static str),
    /// A word of the language, or several that belong together.
    Word(&'static str),
    /// Nothing that anybody types for its own sake.
    Hidden,
}

/// Says what a person would type. Total on purpose: a new rule must be given its words here.
pub(super) const fn expected(rule: Rule) -> Expected {
    use Expected::{Hidden, Sign, Thing, Word};
    match rule {
        // ---- the table of keywords, in the order of grammar/lexical.pest ----
        Rule::kw_a => Word("a"),
        Rule::kw_about => Word("about"),
        Rule::kw_accept => Word("accept"),
        Rule::kw_act => Word("act"),
        Rule::kw_advisory => Word("advisory"),
        Rule::kw_after => Word("after"),
        Rule::kw_age => Word("age"),
        Rule::kw_aligned => Word("aligned"),
        Rule::kw_all => Word("all"),
        Rule::kw_all_of => Word("all of"),
        Rule::kw_an => Word("an"),
        Rule::kw_and => Word("and"),
        Rule::kw_any_of => Word("any of"),
        Rule::kw_application => Word("application"),
        Rule::kw_as => Word("as"),
        Rule::kw_assessment => Word("assessment"),
        Rule::kw_assume => Word("assume"),
        Rule::kw_at => Word("at"),
        Rule::kw_at_least => Word("at least"),
        Rule::kw_at_most => Word("at most"),
        Rule::kw_attests => Word("attests"),
        Rule::kw_attribute => Word("attribute"),
        Rule::kw_before => Word("before"),
        Rule::kw_between => Word("between"),
        Rule::kw_birth => Word("birth"),
        Rule::kw_by => Word("by"),
        Rule::kw_by_all_training => Word("by all training"),
        Rule::kw_by_mode => Word("by mode"),
        Rule::kw_catalog => Word("catalog"),
        Rule::kw_choice => Word("or choice"),
        Rule::kw_cite => Word("cite"),
        Rule::kw_competency => Word("competency"),
        Rule::kw_consecutive => Word("consecutive by"),
        Rule::kw_contact => Word("contact"),
        Rule::kw_counting => Word("counting"),
        Rule::kw_country => Word("country"),
        Rule::kw_cover => Word("cover"),
        Rule::kw_covers => Word("covers"),
        Rule::kw_current => Word("current"),
        Rule::kw_date => Word("date"),
        Rule::kw_days_per_month => Word("days-per-month"),
        Rule::kw_define => Word("define"),
        Rule::kw_directly => Word("directly"),
        Rule::kw_distinct => Word("distinct"),
        Rule::kw_during => Word("during"),
        Rule::kw_each => Word("each"),
        Rule::kw_each_full => Word("each full"),
        Rule::kw_earlier => Word("earlier of"),
        Rule::kw_end_of => Word("end of"),
        Rule::kw_exactly => Word("exactly"),
        Rule::kw_except => Word("except twice"),
        Rule::kw_experience => Word("experience"),
        Rule::kw_fact => Word("fact"),
        Rule::kw_family => Word("family"),
        Rule::kw_first => Word("first"),
        Rule::kw_for => Word("for"),
        Rule::kw_framework => Word("framework"),
        Rule::kw_from => Word("from"),
        Rule::kw_from_one => Word("from one"),
        Rule::kw_governed => Word("governed by"),
        Rule::kw_grant => Word("grant"),
        Rule::kw_holds => Word("holds"),
        Rule::kw_in => Word("in"),
        Rule::kw_in_each => Word("in each of the last"),
        Rule::kw_in_force => Word("in force"),
        Rule::kw_including => Word("including"),
        Rule::kw_indefinitely => Word("indefinitely"),
        Rule::kw_is => Word("is"),
        Rule::kw_is_not => Word("is not"),
        Rule::kw_judged => Word("judged"),
        Rule::kw_kind => Word("kind"),
        Rule::kw_language => Word("language"),
        Rule::kw_languages => Word("languages"),
        Rule::kw_last => Word("last"),
        Rule::kw_later => Word("later of"),
        Rule::kw_let => Word("let"),
        Rule::kw_level => Word("level"),
        Rule::kw_listing => Word("listing"),
        Rule::kw_makes => Word("makes"),
        Rule::kw_map => Word("map"),
        Rule::kw_meets => Word("meets"),
        Rule::kw_month => Word("month"),
        Rule::kw_month_end => Word("month-end"),
        Rule::kw_name => Word("name"),
        Rule::kw_next => Word("next"),
        Rule::kw_no => Word("no"),
        Rule::kw_none => Word("none"),
        Rule::kw_not => Word("not"),
        Rule::kw_not_found => Word("not-found"),
        Rule::kw_occupation => Word("occupation"),
        Rule::kw_of => Word("of"),
        Rule::kw_of_the_need => Word("of the need"),
        Rule::kw_of_what => Word("of what is counted"),
        Rule::kw_on => Word("on"),
        Rule::kw_once => Word("each counted once"),
        Rule::kw_only_if => Word("only if"),
        Rule::kw_opaque => Word("opaque"),
        Rule::kw_open => Word("open"),
        Rule::kw_or => Word("or"),
        Rule::kw_otherwise => Word("otherwise"),
        Rule::kw_over => Word("over"),
        Rule::kw_per => Word("per"),
        Rule::kw_period => Word("period"),
        Rule::kw_pro_rata => Word("pro rata"),
        Rule::kw_provision => Word("provision"),
        Rule::kw_published => Word("published"),
        Rule::kw_read => Word("read"),
        Rule::kw_regulator => Word("regulator"),
        Rule::kw_renewal_of => Word("renewal of"),
        Rule::kw_replaces => Word("replaces"),
        Rule::kw_requirement => Word("requirement"),
        Rule::kw_requires => Word("requires"),
        Rule::kw_resident => Word("resident of"),
        Rule::kw_route => Word("route"),
        Rule::kw_row => Word("row"),
        Rule::kw_scale => Word("scale"),
        Rule::kw_scope => Word("scope of"),
        Rule::kw_set => Word("set"),
        Rule::kw_shown => Word("shown by"),
        Rule::kw_since => Word("since"),
        Rule::kw_source => Word("source"),
        Rule::kw_standard => Word("standard"),
        Rule::kw_start_of => Word("start of"),
        Rule::kw_statement_type => Word("statement-type"),
        Rule::kw_status => Word("status"),
        Rule::kw_table => Word("table"),
        Rule::kw_title => Word("title"),
        Rule::kw_to => Word("to"),
        Rule::kw_together => Word("together"),
        Rule::kw_topic => Word("topic"),
        Rule::kw_under => Word("under"),
        Rule::kw_unit => Word("unit"),
        Rule::kw_unknown => Word("unknown"),
        Rule::kw_unless => Word("unless"),
        Rule::kw_until => Word("until"),
        Rule::kw_unverified => Word("unverified"),
        Rule::kw_up_to => Word("up to"),
        Rule::kw_url => Word("url"),
        Rule::kw_use => Word("use"),
        Rule::kw_valid => Word("valid"),
        Rule::kw_value => Word("value"),
        Rule::kw_values => Word("values"),
        Rule::kw_version => Word("version"),
        Rule::kw_was => Word("was"),
        Rule::kw_when => Word("when"),
        Rule::kw_where => Word("where"),
        Rule::kw_whole => Word("whole"),
        Rule::kw_wholly => Word("wholly"),
        Rule::kw_with => Word("with"),
        Rule::kw_within => Word("within"),
        Rule::kw_within_any => Word("within any"),
        Rule::kw_without => Word("without"),
        Rule::kw_without_break => Word("without a break of more than"),
        Rule::kw_workload => Word("workload"),
        Rule::kw_year => Word("year"),
        Rule::kw_yes => Word("yes"),
        // ---- rules that begin with a keyword ----
        Rule::cite => Word("cite"),
        Rule::assume_ref | Rule::assumption => Word("assume"),
        Rule::in_force => Word("in force"),
        Rule::was => Word("was"),
        Rule::on => Word("on"),
        Rule::filter | Rule::set_kind | Rule::accept_where => Word("where"),
        Rule::at_date | Rule::at_level => Word("at"),
        Rule::by_selection | Rule::source_by => Word("by"),
        Rule::from_date => Word("from"),
        Rule::to_date => Word("to"),
        Rule::name_decl => Word("name"),
        Rule::about_decl => Word("about"),
        Rule::languages => Word("languages"),
        Rule::family => Word("family"),
        Rule::country => Word("country"),
        Rule::occupation => Word("occupation"),
        Rule::regulator => Word("regulator"),
        Rule::status => Word("status"),
        Rule::governed => Word("governed by"),
        Rule::replaces => Word("replaces"),
        Rule::month_end => Word("month-end"),
        Rule::days_per_month => Word("days-per-month"),
        Rule::source => Word("source"),
        Rule::source_published => Word("published"),
        Rule::source_read => Word("read"),
        Rule::source_url => Word("url"),
        Rule::use_decl => Word("use"),
        Rule::fact_decl | Rule::fact_test => Word("fact"),
        Rule::values => Word("values"),
        Rule::statement_type => Word("statement-type"),
        Rule::attribute => Word("attribute"),
        Rule::scale => Word("scale"),
        Rule::map => Word("map"),
        Rule::unit_decl => Word("unit"),
        Rule::unit_opaque => Word("opaque"),
        Rule::unit_by_mode => Word("by mode"),
        Rule::unit_at_least | Rule::ways_of => Word("at least"),
        Rule::competency => Word("competency"),
        Rule::competency_shown => Word("shown by"),
        Rule::competency_kind => Word("kind"),
        Rule::aligned => Word("aligned"),
        Rule::set => Word("set"),
        Rule::set_without => Word("without"),
        Rule::title => Word("title"),
        Rule::title_level => Word("level"),
        Rule::title_attests => Word("attests"),
        Rule::title_covers => Word("covers"),
        Rule::table => Word("table"),
        Rule::row => Word("row"),
        Rule::define_selection | Rule::define_value => Word("define"),
        Rule::accept_for | Rule::accept_as => Word("accept"),
        Rule::up_to => Word("up to"),
        Rule::standard => Word("standard"),
        Rule::grant => Word("grant"),
        Rule::valid => Word("valid"),
        Rule::act => Word("act"),
        Rule::scope => Word("scope of"),
        Rule::provision => Word("provision"),
        Rule::requirement => Word("requirement"),
        Rule::route => Word("route"),
        Rule::route_when | Rule::when => Word("when"),
        Rule::all_of => Word("all of"),
        Rule::any_of => Word("any of"),
        Rule::meets => Word("meets"),
        Rule::let_line => Word("let"),
        Rule::once => Word("each counted once"),
        Rule::judged => Word("judged"),
        Rule::open => Word("open"),
        Rule::period => Word("period"),
        Rule::cover => Word("cover"),
        Rule::holds => Word("holds"),
        Rule::resident => Word("resident of"),
        Rule::age => Word("age"),
        Rule::date_order => Word("date"),
        Rule::current => Word("current"),
        Rule::including => Word("including"),
        Rule::counting => Word("counting"),
        Rule::together => Word("together cover"),
        Rule::within_any => Word("within any"),
        Rule::consecutive => Word("consecutive by"),
        Rule::no_break => Word("without a break of more than"),
        Rule::whole => Word("whole"),
        Rule::for_each => Word("for each"),
        Rule::for_some => Word("for at least"),
        Rule::distinct_at_least => Word("from at least"),
        Rule::distinct_at_most => Word("from at most"),
        Rule::over => Word("over at least"),
        Rule::head => Word("language"),
        // ---- rules that do not ----
        Rule::name | Rule::listed_name | Rule::labelled | Rule::typed | Rule::scope_role => Thing("a name"),
        Rule::path | Rule::free_path | Rule::paths | Rule::map_pair | Rule::accept_attribute => {
            Thing("a name or a dotted path")
        }
        Rule::status_word => Thing("a status such as `regulated`"),
        Rule::type_word => Thing("a type such as `yes-no`"),
        Rule::grant_kind => Thing("a kind of grant such as `licence`"),
        Rule::version => Thing("a version"),
        Rule::code => Thing("a code such as `isco:3253`"),
        Rule::place => Thing("a place such as `US-TX`"),
        Rule::number | Rule::plain_number | Rule::integer | Rule::digits => Thing("a number"),
        Rule::unit => Thing("a unit"),
        Rule::date | Rule::date_last | Rule::long_date | Rule::datex | Rule::date_base | Rule::date_step => {
            Thing("a date such as `2017-01-31`")
        }
        Rule::string | Rule::text | Rule::texts => Thing("a text in quotes"),
        Rule::tag | Rule::language => Thing("the tag of a language"),
        Rule::kind => Thing("a kind of evidence"),
        Rule::reference => Thing("a source"),
        Rule::quantity
        | Rule::amount
        | Rule::duration
        | Rule::value_quantity
        | Rule::unit_worth
        | Rule::unit_range
        | Rule::unit_mode
        | Rule::cover_quantity => Thing("a quantity"),
        Rule::value | Rule::value_list | Rule::provision_value | Rule::dated_value => Thing("a value"),
        Rule::selection | Rule::choice | Rule::of_what => Thing("evidence to count"),
        Rule::window | Rule::late => Thing("a window of time"),
        Rule::side => Thing("`before`, `after` or `of`"),
        Rule::predicate | Rule::predicate_term | Rule::test => Thing("a test"),
        Rule::condition
        | Rule::condition_term
        | Rule::inner_condition
        | Rule::inner_term
        | Rule::atom_beside_parenthesis
        | Rule::share_atom
        | Rule::share
        | Rule::atom
        | Rule::statement_atom
        | Rule::since
        | Rule::counted
        | Rule::quantifier => Thing("a condition"),
        Rule::modifier => Thing("a modifier"),
        Rule::base => Thing("`workload`, `contact` or `experience`"),
        Rule::item | Rule::item_only => Thing("a catalog or framework"),
        Rule::decl | Rule::decl_only => Thing("a declaration"),
        Rule::line | Rule::line_only => Thing("a line of a requirement"),
        Rule::competency_line | Rule::competency_line_only => Thing("a line of a competency"),
        Rule::title_line | Rule::title_line_only => Thing("a line of a title"),
        Rule::scope_line | Rule::scope_line_only => Thing("a line such as `independent: …`"),
        Rule::lbrace | Rule::block | Rule::modifiers => Sign("{"),
        Rule::rbrace => Sign("}"),
        Rule::lparen | Rule::params => Sign("("),
        Rule::rparen => Sign(")"),
        Rule::comma => Sign(","),
        Rule::colon => Sign(":"),
        Rule::equals => Sign("="),
        Rule::sign_at => Sign("@"),
        // ---- parts of words, and rules that may be empty ----
        Rule::s
        | Rule::alnum
        | Rule::alpha
        | Rule::wb
        | Rule::e
        | Rule::word
        | Rule::segment
        | Rule::reserved
        | Rule::contextual
        | Rule::notes
        | Rule::suffix
        | Rule::missing_of
        | Rule::file
        | Rule::EOI
        | Rule::grant_of
        | Rule::row_only
        | Rule::labelled_only
        | Rule::modifier_only => Hidden,
    }
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "tests may fail")]
mod tests {
    use std::collections::BTreeSet;

    use super::{Expected, RESERVED, expected, is_reserved};
    use crate::syntax::parser::Rule;
    use crate::syntax::places::FIRST_WORDS;

    const LEXICAL: &str = include_str!("../../grammar/lexical.pest");

    /// The text in quotes on a line of the grammar.
    fn quoted(line: &str) -> Vec<&str> {
        line.split('"').skip(1).step_by(2).collect()
    }

    /// The words of a rule that is a list of them.
    fn list(rule: &str) -> BTreeSet<&'static str> {
        let start = LEXICAL.find(&format!("\n{rule} = _{{")).expect("the list");
        let list = &LEXICAL[start..];
        let end = list.find("\n}").expect("its end");
        let words = quoted(&list[..end]);
        for (index, word) in words.iter().enumerate() {
            let hidden = words[..index].iter().find(|before| word.starts_with(*before));
            assert_eq!(hidden, None, "`{word}` stands behind its beginning");
        }
        words.into_iter().collect()
    }

    #[test]
    fn the_table_of_the_grammar_has_the_same_words() {
        let mut seen = 0;
        for line in LEXICAL.lines().filter(|line| line.starts_with("kw_")) {
            let name = line.split(' ').next().expect("a name");
            let rule = Rule::all_rules().iter().find(|rule| format!("{rule:?}") == name).expect("a rule");
            // What stands in a guard does not belong to the word.
            let body = line.split(" ~ !((").next().expect("a body");
            let words =
                quoted(body).into_iter().filter(|word| word.starts_with(|char: char| char.is_ascii_lowercase()));
            let words = words.collect::<Vec<_>>().join(" ");
            if words.is_empty() {
                assert_eq!(name, "kw_is_not", "only this one is a sign");
            } else {
                assert_eq!(expected(*rule), Expected::Word(Box::leak(words.into_boxed_str())), "{name}");
            }
            seen += 1;
        }
        assert!(seen > 100, "the table was found");
    }

    #[test]
    fn every_keyword_is_guarded_against_the_rest_of_a_name() {
        for line in LEXICAL.lines().filter(|line| line.starts_with("kw_")) {
            let mut rest = line;
            while let Some((_, behind)) = rest.split_once('"') {
                let (word, behind) = behind.split_once('"').expect("a closing quote");
                if word.starts_with(|char: char| char.is_ascii_alphabetic()) {
                    let guarded = [" ~ e", " ~ wb", " | \"", ") ~ wb"].iter().any(|guard| behind.starts_with(guard));
                    assert!(guarded, "`{word}` in {line}");
                }
                rest = behind;
            }
        }
    }

    #[test]
    fn reserved_words_agree() {
        assert!(RESERVED.is_sorted(), "in order, to be searched");
        let all = list("reserved");
        let missing: Vec<_> = RESERVED.iter().filter(|word| !all.contains(*word)).collect();
        assert!(missing.is_empty(), "not in the grammar: {missing:?}");
        assert!(is_reserved("cite") && !is_reserved("training"));
    }

    #[test]
    fn no_word_that_begins_a_line_is_a_unit() {
        let known: BTreeSet<_> = list("reserved").union(&list("contextual")).copied().collect();
        let firsts = FIRST_WORDS.iter().flat_map(|words| *words).filter_map(|words| words.split(' ').next());
        let missing: Vec<_> = firsts.filter(|word| !known.contains(word)).collect();
        assert!(missing.is_empty(), "may be taken for a unit: {missing:?}");
    }

    #[test]
    fn expectations_are_words_of_people() {
        for rule in Rule::all_rules() {
            match expected(*rule) {
                Expected::Thing(words) | Expected::Word(words) | Expected::Sign(words) => {
                    assert!(!words.contains("_token") && !words.contains("kw"), "{words}");
                }
                Expected::Hidden => {}
            }
        }
    }
}
