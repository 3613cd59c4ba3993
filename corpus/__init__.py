"""A law as structured XML: read, segment, write, validate; checklists; samples; reference data.

Knows ``i18n`` only. Nothing here opens a socket or a database: bytes and values
come in as arguments, frozen dataclasses go out.
"""
