//! A struct that is read from a map of keys.
//!
//! `serde`'s own derive also takes a struct from a bare list of values (`provider: [X, CO]`), which no reader of a
//! record could check. This one takes maps only, refuses unknown and repeated keys, and knows its keys at run time.

/// What a key that is not there stands for.
pub(super) trait Absent: Sized {
    /// The value; none if the key must be there.
    fn absent() -> Option<Self>;

    /// Whether the key is there.
    fn is_there(&self) -> bool {
        true
    }
}

impl<T> Absent for Option<T> {
    fn absent() -> Option<Self> {
        Some(None)
    }
    fn is_there(&self) -> bool {
        self.is_some()
    }
}

impl Absent for String {
    fn absent() -> Option<Self> {
        None
    }
}

/// Defines structs whose fields are the keys of a map, with their JSON Schema.
///
/// The text behind `:=` says what is expected where something else stands. Fields under `beside` are no keys.
macro_rules! keyed {
    ($(
        $(#[$meta:meta])*
        pub struct $name:ident := $expecting:literal {
            $( $(#[$note:meta])* $field:ident: $type:ty = $key:literal, )+
        }
        $( beside { $( $(#[$side_note:meta])* $side:ident: $side_type:ty, )+ } )?
    )+) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, schemars::JsonSchema)]
        #[schemars(deny_unknown_fields)]
        pub struct $name {
            $( $(#[$note])* #[schemars(rename = $key)] pub $field: $type, )+
            $( $( $(#[$side_note])* #[schemars(skip)] pub $side: $side_type, )+ )?
        }

        impl $name {
            /// The keys.
            pub const KEYS: &'static [&'static str] = &[$($key,)+];

            /// Which keys are there: a bit for each, in their order.
            #[allow(dead_code, reason = "only evidence is asked")]
            pub(super) fn present(&self) -> u128 {
                [$(crate::record::keyed::Absent::is_there(&self.$field),)+]
                    .into_iter()
                    .rev()
                    .fold(0, |bits, there| bits << 1 | u128::from(there))
            }
        }

        impl<'de> serde::de::Deserialize<'de> for $name {
            fn deserialize<D: serde::de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #[allow(non_camel_case_types, reason = "variants are the field names")]
                enum Key { $($field,)+ }
                impl<'de> serde::de::Deserialize<'de> for Key {
                    fn deserialize<D: serde::de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                        struct Visit;
                        impl serde::de::Visitor<'_> for Visit {
                            type Value = Key;
                            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                                f.write_str("a key")
                            }
                            fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<Key, E> {
                                match key {
                                    $($key => Ok(Key::$field),)+
                                    _ => Err(E::unknown_field(key, $name::KEYS)),
                                }
                            }
                        }
                        deserializer.deserialize_identifier(Visit)
                    }
                }
                struct Visit;
                impl<'de> serde::de::Visitor<'de> for Visit {
                    type Value = $name;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($expecting)
                    }
                    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<$name, A::Error> {
                        $( let mut $field: Option<$type> = None; )+
                        while let Some(key) = map.next_key::<Key>()? {
                            match key {
                                $( Key::$field => {
                                    if $field.is_some() {
                                        return Err(serde::de::Error::duplicate_field($key));
                                    }
                                    $field = Some(map.next_value()?);
                                } )+
                            }
                        }
                        Ok($name {
                            $( $field: $field
                                .or_else(crate::record::keyed::Absent::absent)
                                .ok_or_else(|| serde::de::Error::missing_field($key))?, )+
                            $( $( $side: Default::default(), )+ )?
                        })
                    }
                }
                deserializer.deserialize_struct(stringify!($name), $name::KEYS, Visit)
            }
        }
    )+ };
}
pub(super) use keyed;

/// Defines an enum whose variants are words.
macro_rules! words {
    ($(
        $(#[$meta:meta])*
        pub enum $name:ident { $( $(#[$note:meta])* $variant:ident = $word:literal, )+ }
    )+) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, schemars::JsonSchema)]
        pub enum $name { $( $(#[$note])* #[schemars(rename = $word)] $variant, )+ }

        impl $name {
            /// The words.
            pub const WORDS: &'static [&'static str] = &[$($word,)+];

            /// The word.
            #[must_use]
            pub const fn word(self) -> &'static str { match self { $(Self::$variant => $word,)+ } }
        }

        impl<'de> serde::de::Deserialize<'de> for $name {
            fn deserialize<D: serde::de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visit;
                impl serde::de::Visitor<'_> for Visit {
                    type Value = $name;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("one of ")?;
                        f.write_str(&$name::WORDS.join(", "))
                    }
                    fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<$name, E> {
                        match word {
                            $($word => Ok($name::$variant),)+
                            _ => Err(E::unknown_variant(word, $name::WORDS)),
                        }
                    }
                }
                deserializer.deserialize_str(Visit)
            }
        }

        impl crate::record::keyed::Absent for $name {
            fn absent() -> Option<Self> { None }
        }
    )+ };
}
pub(super) use words;
