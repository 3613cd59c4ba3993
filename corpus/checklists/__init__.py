"""Checklists of provisions that a lawyer can edit without code.

``model`` is the shape, ``patterns`` the pattern syntax, ``loader`` and ``linter``
read the YAML files beside this module. What a pattern matches in a law is decided
in ``milex.comparator``, not here.
"""
