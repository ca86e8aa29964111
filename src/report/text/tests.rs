//! Reports of small frameworks and records, made by hand.
