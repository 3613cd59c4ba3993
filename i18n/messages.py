"""Sentences that wait for their language.

Rooms below the boundary (command line, web) never know who reads them, so they
say a ``Message``: an English sentence with named gaps and the values for them.
The boundary asks for it ``in_language``. ``i18n.catalogue_check`` collects
the sentences, so the template must be a literal at the call.
"""

from collections.abc import Mapping
from typing import Any

from i18n.catalogues import translations
from i18n.languages import DEFAULT_LANGUAGE


class Message:
    """One sentence with named gaps, translatable at the boundary.

    ``Message("%(path)s is empty.", path="a.txt")``. A gap's value may itself be a
    Message; it is put into the same language.
    """

    __slots__ = ("template", "values")

    def __init__(self, template: str, /, **values: Any) -> None:
        self.template = template
        self.values: Mapping[str, Any] = values

    def in_language(self, language: str) -> str:
        """The sentence in ``language`` (ISO 639-1); English where no translation exists."""
        template = self._template(language)
        if not self.values:
            return template.replace("%%", "%")
        return template % {
            name: value.in_language(language) if isinstance(value, Message) else value
            for name, value in self.values.items()
        }

    def _template(self, language: str) -> str:
        return str(translations(language).gettext(self.template))

    def __str__(self) -> str:
        return self.in_language(DEFAULT_LANGUAGE)

    def __repr__(self) -> str:
        return f"Message({self.template!r}, **{dict(self.values)!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Message):
            return NotImplemented
        return (self.template, dict(self.values)) == (other.template, dict(other.values))

    def __hash__(self) -> int:
        return hash(self.template)


class Counted(Message):
    """A sentence that says a number: ``Counted("%(count)s law", "%(count)s laws", count=3)``."""

    __slots__ = ("plural",)

    def __init__(self, template: str, plural: str, /, *, count: int, **values: Any) -> None:
        super().__init__(template, count=count, **values)
        self.plural = plural

    def _template(self, language: str) -> str:
        count = self.values["count"]
        return str(translations(language).ngettext(self.template, self.plural, count))


def plain_message(message: Message) -> dict[str, Any]:
    """``message`` as JSON values, to be kept without choosing a language."""
    plain: dict[str, Any] = {
        "template": message.template,
        "values": {name: _plain_value(value) for name, value in message.values.items()},
    }
    if isinstance(message, Counted):
        plain["plural"] = message.plural
    return plain


def message_from_plain(plain: Mapping[str, Any]) -> Message:
    """The message that ``plain_message`` made ``plain`` of; other values than numbers are text."""
    values: dict[str, Any] = {
        name: message_from_plain(value) if isinstance(value, Mapping) else value
        for name, value in plain["values"].items()
    }
    one, many = plain["template"], plain.get("plural")
    return Message(one, **values) if many is None else Counted(one, many, **values)


def _plain_value(value: Any) -> Any:
    if isinstance(value, Message):
        return plain_message(value)
    return value if isinstance(value, int | float | str) else str(value)
