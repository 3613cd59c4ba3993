"""The article index: analyse, parse, query, explain.

Knows ``corpus`` and ``i18n``. It holds postings, not texts: whoever opens an engine
gives it a ``TextSource`` for the snippets.
"""
