"""Model clauses: what a draft may say to answer a provision, in English and Spanish.

One YAML file a group of the checklist; a lawyer edits them without code. A clause has

- ``id``: never changes; unique over all files;
- ``provisions``: ids of the checklist's provisions that the clause answers in full;
- ``heading`` and ``text``: ``en`` and ``es``, the same content in both. A line of the text is
  a paragraph; ``(1)`` and ``(a)``, in Spanish ``a)``, number paragraphs and points. Words in
  [square brackets] are for the drafter to settle;
- ``decide`` and ``beware``: what to settle before using it, and what goes wrong;
- ``options``: other wordings, each with ``id``, ``label``, ``text`` and, where it answers
  other provisions than the clause, ``provisions``.

``model`` is the shape, ``loader`` and ``linter`` read the files. Whether the comparator finds
a clause full for its provisions is asked in ``milex.comparator.clause_tests``, not here.
"""
