import re
from pathlib import Path

from column_assignments.assessment import vocabulary
from monitoring.checks import CODES, FindingCode, Severity, Side
from monitoring.checks.verdicts import ColumnVerdict


def test_no_code_lacks_its_entry() -> None:
    assert set(CODES) == set(FindingCode)
    assert all(entry.to_do and entry.source for entry in CODES.values())


def test_what_refuses_us_or_fails_us_has_no_code() -> None:
    assert not [code for code in FindingCode if re.search("refused|failed|blocked", code)]


def test_what_only_we_cannot_read_is_advice_to_us() -> None:
    for code in (FindingCode.COLUMN_UNREADABLE, FindingCode.LINK_UNCONFIRMED):
        assert (CODES[code].severity, CODES[code].side) == (Severity.ADVICE, Side.US)


def test_severities_are_ordered() -> None:
    assert max(Severity) is Severity.CRITICAL > Severity.SERIOUS > Severity.MINOR > Severity.ADVICE
    assert [one.word for one in Severity] == ["advice", "minor", "serious", "critical"]
    assert [one.chinese for one in Severity] == ["提示", "一般", "较重", "严重"]


def test_the_checks_know_neither_models_nor_settings() -> None:
    root = Path(__file__).parents[2] / "monitoring"
    for file in [*(root / "checks").glob("*.py"), *(root / "inspecting").glob("*.py")]:
        assert not re.search(r"^(from|import) (django|settings|requests)\b", file.read_text("utf-8"), re.M), file.name


def test_the_assessment_knows_the_same_codes_and_verdicts() -> None:
    assert set(vocabulary.CODES) == set(map(str, FindingCode))
    assert set(vocabulary.VERDICTS) == set(map(str, ColumnVerdict))
