"""The library itself: database, comparator, reports and command line.

Knows ``search``, ``corpus`` and ``i18n``. It names ``web:create_app`` only as a
string for the WSGI server.
"""
