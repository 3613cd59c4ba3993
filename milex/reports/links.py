"""Addresses by which a report leads back to the text: the site's pages, and the publisher's."""

from dataclasses import dataclass
from urllib.parse import quote

from milex.records import LawSummary


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses on the site at ``site``, in the language of the report."""

    site: str  # without a slash at its end
    language: str  # ISO 639-1

    def law(self, law: LawSummary) -> str:
        """The page of the version described."""
        return f"{self.site}/{self.language}/laws/{quote(law.law)}?version={quote(law.version)}"

    def article(self, law: LawSummary, eid: str) -> str:
        """The place of an article, own or quoted, on that page."""
        return f"{self.law(law)}#{quote(eid)}"

    def finding(self, law: LawSummary, checklist: str) -> str:
        """The page of the law's comparison with a checklist."""
        path = f"{self.site}/{self.language}/laws/{quote(law.law)}"
        return f"{path}/comparison/{quote(checklist)}?version={quote(law.version)}"
