"""The vocabulary: frozen values in the field's own words. Imports nothing but the standard library."""

from tollbook.model.anchor import Anchor
from tollbook.model.claim import (
    GROUPS,
    KIND_OF,
    Act,
    Cause,
    Check,
    Claim,
    ClaimKind,
    Count,
    Death,
    Harm,
    Label,
    Mark,
    Rejection,
    Role,
    Statement,
    Verification,
)
from tollbook.model.dated import Dated
from tollbook.model.decision import Decision, DecisionKind, Leaving, Likeness, Protection, Seen, Side, verdicts_of
from tollbook.model.document import Document
from tollbook.model.entered import NOTHING_ENTERED, Entered, EnteredClaim, Entry
from tollbook.model.finding import Finding, StandardOfProof
from tollbook.model.identity import content_id
from tollbook.model.incident import Ground, Incident, Place, Relation, RelationKind
from tollbook.model.issue import Issue, Severity
from tollbook.model.mention import Mention, MentionKind, Reading, Sentence
from tollbook.model.party import Attribution, SpeakerType, Stance, party_key
from tollbook.model.person import Person
from tollbook.model.position import Position, SetApart, Standpoint
from tollbook.model.premise import Decided, Premise
from tollbook.model.provenance import NOT_ASKED, UNKNOWN, Consent, Provenance
from tollbook.model.quantity import Form, Quantity
from tollbook.model.register import Account, Disagreement, Register, Unknown
from tollbook.model.series import KnownOn, Series
from tollbook.model.sided import Independence, ProtectedSource, Sided
from tollbook.model.source import Passage, PassageKind, Source, Zone
from tollbook.model.stated import ACCESS, NORM_SAYS, Access, Condition, Demand, Norm, Notice, Pattern, Reaction
from tollbook.model.statement_value import accused, statement_of, value_of, worded
from tollbook.model.supersession import Supersession
from tollbook.model.toll import (
    Conceded,
    Dispute,
    Grade,
    Indeterminate,
    Mode,
    Operation,
    Responsibility,
    Rule,
    Scope,
    SetAside,
    Step,
    Toll,
    Verdict,
)
from tollbook.model.voice import Voice
from tollbook.model.when import EdtfError, When

__all__ = [
    "ACCESS",
    "GROUPS",
    "KIND_OF",
    "NORM_SAYS",
    "NOTHING_ENTERED",
    "NOT_ASKED",
    "UNKNOWN",
    "Access",
    "Account",
    "Act",
    "Anchor",
    "Attribution",
    "Cause",
    "Check",
    "Claim",
    "ClaimKind",
    "Conceded",
    "Condition",
    "Consent",
    "Count",
    "Dated",
    "Death",
    "Decided",
    "Decision",
    "DecisionKind",
    "Demand",
    "Disagreement",
    "Dispute",
    "Document",
    "EdtfError",
    "Entered",
    "EnteredClaim",
    "Entry",
    "Finding",
    "Form",
    "Grade",
    "Ground",
    "Harm",
    "Incident",
    "Independence",
    "Indeterminate",
    "Issue",
    "KnownOn",
    "Label",
    "Leaving",
    "Likeness",
    "Mark",
    "Mention",
    "MentionKind",
    "Mode",
    "Norm",
    "Notice",
    "Operation",
    "Passage",
    "PassageKind",
    "Pattern",
    "Person",
    "Place",
    "Position",
    "Premise",
    "ProtectedSource",
    "Protection",
    "Provenance",
    "Quantity",
    "Reaction",
    "Reading",
    "Register",
    "Rejection",
    "Relation",
    "RelationKind",
    "Responsibility",
    "Role",
    "Rule",
    "Scope",
    "Seen",
    "Sentence",
    "Series",
    "SetApart",
    "SetAside",
    "Severity",
    "Side",
    "Sided",
    "Source",
    "SpeakerType",
    "Stance",
    "StandardOfProof",
    "Standpoint",
    "Statement",
    "Step",
    "Supersession",
    "Toll",
    "Unknown",
    "Verdict",
    "Verification",
    "Voice",
    "When",
    "Zone",
    "accused",
    "content_id",
    "party_key",
    "statement_of",
    "value_of",
    "verdicts_of",
    "worded",
]
