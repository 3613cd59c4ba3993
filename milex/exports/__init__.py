"""A law as a file to keep: Akoma Ntoso, Word, PDF, HTML, text. No word of it is ever lost."""
