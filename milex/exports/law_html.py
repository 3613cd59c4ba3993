"""A law as one web page that needs nothing else: styles inside, no script, fit to print."""

from html import escape
from importlib.resources import files

from milex.exports.description import CONTENTS, NOTES, LawFile
from milex.exports.law_markup import LawMarkup
from milex.exports.passages import passages


def law_html(law: LawFile) -> bytes:
    """The page in UTF-8; every text is escaped."""
    style = files(__package__).joinpath("law.css").read_text(encoding="utf-8")
    title = escape(law.title)
    facts = "".join(f"<li>{escape(fact)}</li>" for fact in law.facts())
    body = LawMarkup(law.document, notes=law.said(NOTES)).text()
    page = (
        f'<!doctype html>\n<html lang="{escape(law.locale)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f'<header>\n<h1>{title}</h1>\n<ul class="facts" lang="{law.language}">{facts}</ul>\n'
        f"</header>\n{_contents(law)}<main>\n{body}</main>\n</body>\n</html>\n"
    )
    return page.encode("utf-8")


def _contents(law: LawFile) -> str:
    entries = [passage for passage in passages(law.document) if passage.eid]
    if not entries:
        return ""
    named = escape(law.said(CONTENTS))
    items = "".join(
        f'<li class="level-{min(entry.level, 6)}"><a href="#{escape(entry.eid)}">'
        f"{escape(entry.line)}</a></li>\n"
        for entry in entries
    )
    return (
        f'<nav aria-label="{named}"><details>'
        f'<summary lang="{law.language}">{named}</summary>\n'
        f"<ol>\n{items}</ol></details></nav>\n"
    )
