"""Facts on States, groups, treaties and topics, as files that a lawyer can read and correct.

``tables`` reads them; ``corpus.jurisdictions``, ``corpus.groups``, ``corpus.treaties`` and
``corpus.topics`` know what they mean.
"""
