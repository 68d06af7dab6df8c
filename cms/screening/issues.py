"""What screening says about one place of a text."""

from dataclasses import asdict, dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much an issue weighs: a serious one blocks publication until the office overrides it with a reason."""

    SERIOUS = "serious"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True)
class Issue:
    """One issue. `excerpt` is masked wherever it holds personal data; `advice` says what to do."""

    code: str
    severity: Severity
    place: str
    excerpt: str
    advice: str

    def as_json(self) -> dict[str, str]:
        """As it is stored."""
        return asdict(self) | {"severity": self.severity.value}
