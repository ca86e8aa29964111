//! Reading files and the standard input: never more than a limit, and only text.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::io::Io;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, SourceMap, Span};

/// Why something could not be had.
pub(super) type Refusal = Box<Diagnostic>;

/// Bytes of a record file at most. A whole working life takes some hundred kilobytes; sixteen megabytes hold the records
/// of a year's class, and a wrong file (an image, a log) is not read to its end.
pub(super) const RECORD_LIMIT: u64 = 16 * 1024 * 1024;
/// Bytes of a framework file that are read at most. What is longer than a framework may be is refused by its reader;
/// this is only so much more that the refusal can be told from a file of just that length.
pub(super) const FRAMEWORK_LIMIT: u64 = 2 * 1024 * 1024;

/// The argument that stands for the standard input.
pub(super) const STDIN: &str = "-";
/// What the standard input is called in messages.
pub(super) const STDIN_NAME: &str = "<stdin>";

/// Reads a file, or the standard input for `-`, into the map.
pub(super) fn read(path: &Path, limit: u64, map: &mut SourceMap, io: &mut Io<'_>) -> Result<FileId, Refusal> {
    if path == Path::new(STDIN) {
        return text(STDIN_NAME, bytes(io.input(), limit, STDIN_NAME), map);
    }
    let name = path.display().to_string();
    let bytes = open(path, &name).and_then(|mut file| bytes(&mut file, limit, &name));
    text(&name, bytes, map)
}

/// Reads a file that is not to be shown unless something is wrong with it.
pub(super) fn open(path: &Path, name: &str) -> Result<File, Refusal> {
    let file = File::open(path).map_err(|problem| unreadable(name, &problem))?;
    match file.metadata() {
        Ok(about) if about.is_dir() => {
            Err(Diagnostic::new(Code::UnreadableFile, format!("cannot read `{name}`: it is a folder")).into())
        }
        Ok(_) => Ok(file),
        Err(problem) => Err(unreadable(name, &problem)),
    }
}

/// Says why a file cannot be read, in the words of the operating system without its number.
pub(super) fn unreadable(name: &str, problem: &std::io::Error) -> Refusal {
    use std::io::ErrorKind::{NotFound, PermissionDenied};
    let reason = if problem.kind() == NotFound {
        "no such file or folder".to_owned()
    } else if problem.kind() == PermissionDenied {
        "reading it is not allowed".to_owned()
    } else {
        problem.to_string().split(" (os error").next().unwrap_or_default().to_lowercase()
    };
    Diagnostic::new(Code::UnreadableFile, format!("cannot read `{name}`: {reason}")).into()
}

/// Reads at most so many bytes.
pub(super) fn bytes(from: &mut dyn Read, limit: u64, name: &str) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    from.take(limit + 1).read_to_end(&mut bytes).map_err(|problem| unreadable(name, &problem))?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length <= limit) {
        return Ok(bytes);
    }
    let message = format!("`{name}` is larger than the {} MiB that are read", limit / (1024 * 1024));
    Err(Diagnostic::new(Code::TooLarge, message).into())
}

/// Puts bytes into the map if they are text. A byte order mark before the text is no part of it.
fn text(name: &str, bytes: Result<Vec<u8>, Refusal>, map: &mut SourceMap) -> Result<FileId, Refusal> {
    match String::from_utf8(bytes?) {
        Ok(text) => Ok(map.add(name, text.strip_prefix('\u{feff}').unwrap_or(&text))),
        Err(problem) => Err(not_text(name, problem.as_bytes(), problem.utf8_error().valid_up_to(), map)),
    }
}

/// Shows the first byte that is not text, with what stands around it.
pub(super) fn not_text(name: &str, bytes: &[u8], at: usize, map: &mut SourceMap) -> Refusal {
    /// Bytes shown behind the place.
    const BEHIND: usize = 80;
    let shown = bytes.get(..bytes.len().min(at + BEHIND)).unwrap_or_default();
    let file = map.add(name, String::from_utf8_lossy(shown));
    let byte = bytes.get(at).copied().unwrap_or_default();
    let mark = char::REPLACEMENT_CHARACTER.len_utf8();
    let (start, end) = (u32::try_from(at).unwrap_or(u32::MAX), u32::try_from(at + mark).unwrap_or(u32::MAX));
    Diagnostic::new(Code::NotText, format!("`{name}` is not UTF-8 text: byte {} is 0x{byte:02X}", at + 1))
        .at(Span::new(file, start, end), "not UTF-8")
        .help("save the file as UTF-8")
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Surroundings;

    fn from_input(input: &[u8], limit: u64) -> (SourceMap, Result<FileId, Refusal>) {
        let (mut input, mut output, mut errors) = (input, Vec::new(), Vec::new());
        let mut io = Io::new(&mut input, &mut output, &mut errors, Surroundings::default());
        let mut map = SourceMap::default();
        let read = read(Path::new("-"), limit, &mut map, &mut io);
        (map, read)
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        let (map, read) = from_input("\u{feff}habilita: record/1".as_bytes(), 100);
        assert_eq!(map.text(read.unwrap()), "habilita: record/1");
    }

    #[test]
    fn the_limit_itself_is_allowed() {
        assert!(from_input(b"1234", 4).1.is_ok());
        let (_, read) = from_input(b"12345", 4);
        assert_eq!(read.unwrap_err().code, Code::TooLarge);
    }

    #[test]
    fn an_endless_input_is_not_read_to_its_end() {
        let (mut output, mut errors, mut endless) = (Vec::new(), Vec::new(), std::io::repeat(b'a'));
        let mut io = Io::new(&mut endless, &mut output, &mut errors, Surroundings::default());
        let read = read(Path::new("-"), 1000, &mut SourceMap::default(), &mut io);
        assert_eq!(read.unwrap_err().code, Code::TooLarge);
    }

    #[test]
    fn bytes_that_are_no_text_have_a_place() {
        let (map, read) = from_input(b"a: 1\nname: Mar\xeda\n", 100);
        let problem = read.unwrap_err();
        assert_eq!(problem.code, Code::NotText);
        assert!(problem.message.contains("byte 15 is 0xED"), "{}", problem.message);
        let span = problem.primary.unwrap().span;
        let place = map.place(span.file, span.start);
        assert_eq!((place.line, place.column), (2, 10));
        assert_eq!(map.text(span.file).get(span.start as usize..span.end as usize), Some("\u{fffd}"));
    }

    #[test]
    fn missing_files_and_folders() {
        let (mut input, mut output, mut errors) = (std::io::empty(), Vec::new(), Vec::new());
        let mut io = Io::new(&mut input, &mut output, &mut errors, Surroundings::default());
        let mut message = |path: &str| {
            let problem = read(Path::new(path), 10, &mut SourceMap::default(), &mut io).unwrap_err();
            (problem.code, problem.message)
        };
        let missing = (Code::UnreadableFile, "cannot read `no/such.yaml`: no such file or folder".to_owned());
        assert_eq!(message("no/such.yaml"), missing);
        assert_eq!(message("src").1, "cannot read `src`: it is a folder");
    }
}
