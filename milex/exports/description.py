"""What a file says of the law that it holds: the facts below its title."""

from collections.abc import Iterator
from dataclasses import dataclass

from babel.dates import format_date

from corpus.identifiers import expression_uri
from corpus.jurisdictions import jurisdiction_name
from corpus.model import Document
from i18n.messages import Message

_CALENDARS = {"en": "en_GB", "es": "es"}  # 18 March 2021 is read the same everywhere
SAMPLE = Message("Sample law of a fictional State. It is in force nowhere.")
NOTES = Message("Notes of the publisher")
CONTENTS = Message("Contents")


@dataclass(frozen=True, slots=True)
class LawFile:
    """A version of a law that becomes a file, and whom the file speaks to."""

    document: Document
    language: str  # ISO 639-1 of whatever is not the law's own
    address: str = ""  # of the version's page on the site; "" where there is none

    @property
    def title(self) -> str:
        """The law's title."""
        return self.document.metadata.title

    @property
    def identifier(self) -> str:
        """The permanent identifier of the version."""
        return expression_uri(self.document.metadata)

    @property
    def locale(self) -> str:
        """The law's language as it is written where the law holds: ``es-PY``, ``en-GB``."""
        metadata = self.document.metadata
        if metadata.jurisdiction == "xx" or metadata.is_sample:
            return {"es": "es-419", "en": "en-GB"}.get(metadata.language, metadata.language)
        return f"{metadata.language}-{metadata.jurisdiction.upper()}"

    def said(self, message: Message) -> str:
        """``message`` in the reader's language."""
        return message.in_language(self.language)

    def facts(self) -> Iterator[str]:
        """Where the law is from and which version this is, a line each."""
        metadata = self.document.metadata
        country = jurisdiction_name(metadata.jurisdiction, self.language)
        number = f"{metadata.kind.capitalize()} {metadata.number}" if metadata.number else ""
        day = metadata.date
        date = format_date(day, "long", _CALENDARS[self.language]) if day else ""
        year = str(metadata.year) if metadata.year and not day else ""
        yield " · ".join(part for part in (country, number, date, year) if part)
        if metadata.is_sample:
            yield self.said(SAMPLE)
        if metadata.version_date:
            held = format_date(metadata.version_date, "long", _CALENDARS[self.language])
            yield self.said(Message("Wording of %(day)s", day=held))
        if metadata.publisher:
            yield self.said(Message("Published by %(publisher)s", publisher=metadata.publisher))
        if metadata.source_url:
            yield self.said(Message("Source: %(source)s", source=metadata.source_url))
        yield self.said(Message("Permanent identifier: %(identifier)s", identifier=self.identifier))
        if self.address:
            yield self.said(Message("On this site: %(address)s", address=self.address))
