//! scratch, not committed
#![allow(missing_docs, clippy::all, clippy::print_stdout, clippy::unwrap_used)]
use habilita::library::{self, Builtin, Loader};
use habilita::report::{framework, language::Language, text::TextOptions};
use habilita::source::SourceMap;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let mut map = SourceMap::default();
    let found = Builtin.find(&args[2]);
    let checked = library::load(&Builtin, &found, &mut map);
    let all = checked.value.unwrap();
    let o =
        TextOptions { language: Language::from_tag(args.get(3).map_or("en", |s| s)).unwrap(), ..Default::default() };
    let refs: Vec<_> = all.iter().collect();
    match args[1].as_str() {
        "show" => print!("{}", framework::show(refs.last().unwrap(), &o)),
        "json" => print!("{}", framework::show_json(refs.last().unwrap())),
        _ => print!("{}{}", framework::list(&refs, &o), framework::list_json(&refs)),
    }
}
