//! The office package underneath: bounded reading, deterministic zip, relationships, text cleaning.
