"""Signals as clients see them."""

import strawberry

import visits
from api.visits.kinds import Severity, SignalCode


@strawberry.type
class Signal:
    code: SignalCode
    severity: Severity
    weight: int = strawberry.field(description="Points off the trust score.")
    explanation: str = strawberry.field(
        description="One sentence with the figures in it, for a reviewer to check; no coordinates, "
        "and no other member's name for the rep concerned."
    )
    innocent_explanation: str | None = strawberry.field(
        description="What was looked for that speaks for the rep, and not found. For reviewers."
    )


def signal_node(signal: visits.Signal, *, explained: bool) -> Signal:
    """`explained`: with what speaks for the rep."""
    innocent = visits.INNOCENT_EXPLANATIONS.get(signal.code) if explained else None
    return Signal(
        code=signal.code,
        severity=signal.severity,
        weight=signal.weight,
        explanation=signal.explanation,
        innocent_explanation=innocent,
    )
