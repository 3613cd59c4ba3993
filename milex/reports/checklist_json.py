"""Checklists and their provisions as JSON: what ``--json`` prints and the API answers."""

from typing import Any

from corpus.checklists.model import Checklist, Provision


def checklist_json(checklist: Checklist) -> dict[str, Any]:
    """A checklist as the list of them shows it."""
    return {
        "checklist": checklist.id,
        "version": checklist.version,
        "status": checklist.status,
        "date": checklist.date,
        "title": dict(checklist.title),
        "provisions": len(checklist.provisions),
    }


def provision_json(provision: Provision) -> dict[str, Any]:
    """All that a checklist says of one provision; ``tests`` is how many it has."""
    return {
        "provision": provision.id,
        "group": provision.group,
        "level": provision.level,
        "since": provision.since,
        "source": [{"instrument": s.instrument, "article": s.article} for s in provision.sources],
        "label": dict(provision.label),
        "question": dict(provision.question),
        "full": provision.full,
        "partial": provision.partial,
        "scope": provision.scope,
        "regime": list(provision.regimes),
        "elements": {
            element.name: {
                "label": dict(element.label),
                "role": element.role,
                "phrases": {
                    language: [pattern.source for pattern in patterns]
                    for language, patterns in element.patterns.items()
                },
            }
            for element in provision.elements
        },
        "note": provision.note,
        "review": {"status": provision.review.status, "by": provision.review.by},
        "tests": len(provision.tests),
    }
