"""Names of what the reference data say of States, groups and treaties.

Each table is complete for its type; a test holds that.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from corpus.groups import GroupKind
from corpus.jurisdictions import LegalSystem, OasStatus
from corpus.treaties import Action, ParentRule, Position
from i18n.messages import Message

GROUP_KINDS: Final[Mapping[GroupKind, Message]] = MappingProxyType(
    {
        "organisation": Message("organisation"),
        "agreement": Message("agreement"),
        "process": Message("consultation process"),
        "subregion": Message("subregion"),
    }
)
LEGAL_SYSTEMS: Final[Mapping[LegalSystem, Message]] = MappingProxyType(
    {
        "": Message("not known"),
        "civil": Message("civil law"),
        "common": Message("common law"),
        "mixed": Message("mixed legal system"),
    }
)
OAS_STATUSES: Final[Mapping[OasStatus, Message]] = MappingProxyType(
    {
        "none": Message("no State of the Organization of American States"),
        "member": Message("member State of the OAS"),
        "member_not_participating": Message("member State of the OAS that does not take part"),
        "withdrawn": Message("withdrawn from the OAS"),
        "contested": Message("membership of the OAS contested"),
        "permanent_observer": Message("permanent observer to the OAS"),
    }
)
POSITIONS: Final[Mapping[Position, Message]] = MappingProxyType(
    {
        "party": Message("Party"),
        "signatory": Message("Signed, not ratified"),
        "denounced": Message("Denounced"),
        "none_known": Message("No act known"),
        "unknown": Message("Unknown"),
    }
)
# A sign beside the word, so that a column can be run through with the eye.
POSITION_SIGNS: Final[Mapping[Position, str]] = MappingProxyType(
    {"party": "●", "signatory": "◐", "denounced": "✕", "none_known": "○", "unknown": "?"}
)
ACTIONS: Final[Mapping[Action, Message]] = MappingProxyType(
    {
        "signature": Message("signature"),
        "ratification": Message("ratification"),
        "accession": Message("accession"),
        "succession": Message("succession"),
        "denunciation": Message("denunciation"),
        "none_known": Message("no act known"),
    }
)
PARENT_RULES: Final[Mapping[ParentRule, Message]] = MappingProxyType(
    {
        "": Message("stands alone"),
        "requires_party": Message("only parties to it may be parties here"),
        "party_or_signatory": Message("its parties and signatories may be parties here"),
        "independent": Message("whether a State is a party to it makes no difference here"),
    }
)
# The filters by which templates name a code.
NAMES: Final[Mapping[str, Mapping[Any, Message]]] = MappingProxyType(
    {
        "group_kind": GROUP_KINDS,
        "legal_system": LEGAL_SYSTEMS,
        "oas_status": OAS_STATUSES,
        "position_name": POSITIONS,
        "action_name": ACTIONS,
        "parent_rule": PARENT_RULES,
    }
)
