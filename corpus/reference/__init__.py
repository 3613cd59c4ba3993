"""Facts on States and topics, as data files that a lawyer can read and correct.

``corpus.jurisdictions`` and ``corpus.topics`` load them.
"""
