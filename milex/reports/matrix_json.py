"""A matrix as JSON, written row by row so that many laws need little memory."""

import json
from collections.abc import Iterator
from typing import Any

from milex.country import Answer
from milex.in_force import LeftOut
from milex.matrix import Matrix, Row
from milex.outlines import Outline
from milex.records import LawSummary


def matrix_json(matrix: Matrix, language: str) -> Iterator[str]:
    """``matrix`` as ``milex matrix --json`` prints it, in pieces; labels in ``language``."""
    head = {
        "by": matrix.by,
        "checklist": matrix.checklist.id,
        "checklist_version": matrix.checklist.version,
        "on": matrix.on.isoformat() if matrix.on else None,
        "provisions": [
            {
                "id": provision.id,
                "group": provision.group,
                "level": provision.level,
                "label": provision.label[language],
            }
            for provision in matrix.provisions
        ],
        "left_out": [left_out_json(each) for each in matrix.left_out],
        "failures": [
            {**law_json(failure.law), "reason": failure.reason.in_language(language)}
            for failure in matrix.failures
        ],
    }
    yield json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}") + ',\n "rows": ['
    for place, row in enumerate(matrix.rows):
        yield ("," if place else "") + "\n  "
        yield json.dumps(_row_json(matrix, row), ensure_ascii=False)
    yield "\n ]\n}\n"


def law_json(law: LawSummary) -> dict[str, Any]:
    """Which version of which law was compared."""
    return {"law": law.law, "version": law.version, "title": law.title, "status": law.status}


def left_out_json(left_out: LeftOut) -> dict[str, Any]:
    """A law that does not count, and the stable name of the reason."""
    return {**law_json(left_out.law), "reason": left_out.reason}


def _row_json(matrix: Matrix, row: Row) -> dict[str, Any]:
    return {
        "country": row.country.upper(),
        "laws": [law_json(law) for law in row.laws],
        "counts": matrix.counts(row),
        "cells": [
            {"provision": provision.id, **_cell_json(cell)}
            for provision, cell in zip(matrix.provisions, row.cells, strict=True)
        ],
    }


def _cell_json(cell: Answer | Outline) -> dict[str, Any]:
    if isinstance(cell, Outline):
        return outline_json(cell)
    best = cell.best
    return {
        "verdict": cell.verdict,
        **({"law": best.law.law, "version": best.law.version} if best else {}),
        **({k: v for k, v in outline_json(best.outline).items() if k != "verdict"} if best else {}),
        "searched": cell.searched,
        "disputed": cell.is_disputed,
        "treaty_text": best is not None and best.is_treaty,
        "others": [
            {"law": o.law.law, "version": o.law.version, **outline_json(o.outline)}
            for o in cell.others
        ],
    }


def outline_json(outline: Outline) -> dict[str, Any]:
    """A finding in outline: where it stands and its best words, no log."""
    return {
        "verdict": outline.verdict,
        "confidence": round(outline.confidence, 4),
        "basis": outline.basis,
        "divergence": outline.divergence,
        "articles": list(outline.articles),
        "eid": outline.eid,
        "quote": outline.quote,
        "searched": outline.searched,
    }
