"""Every word of ours that people read has a Chinese form."""

import ast
import re
from collections.abc import Iterator

import polib
import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

PACKAGES = ("cms", "column_assignments", "home", "monitoring", "settings")
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
TRANS = re.compile(r"""{%\s*trans(?:late)?\s+(?:"([^"]+)"|'([^']+)')""")
UNDERSCORE = re.compile(r"""\b_\((?:"([^"]+)"|'([^']+)')\)""")
BLOCK = re.compile(r"{%\s*blocktrans(?:late)?\b([^%]*)%}(.*?){%\s*endblocktrans(?:late)?\s*%}", re.S)
VARIABLE = re.compile(r"{{\s*([\w.]+)\s*}}")
CATALOGUE = polib.pofile(str(settings.LOCALE_PATHS[0] / "zh_Hans" / "LC_MESSAGES" / "django.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)\w")
CHINESE = re.compile("[\u4e00-\u9fff]")


def in_code() -> Iterator[str]:
    for package in PACKAGES:
        for file in (settings.BASE_DIR / package).rglob("*.py"):
            if "migrations" in file.parts:
                continue
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
                    yield from (word.value for word in node.args if isinstance(word, ast.Constant))


def in_templates() -> Iterator[str]:
    for package in PACKAGES:
        for file in (settings.BASE_DIR / package).rglob("templates/**/*.*"):
            text = file.read_text(encoding="utf-8")
            yield from (a or b for a, b in (*TRANS.findall(text), *UNDERSCORE.findall(text)))
            for options, body in BLOCK.findall(text):
                words = re.sub(r"\s*\n\s*", " ", body).strip() if "trimmed" in options else body
                yield VARIABLE.sub(r"%(\1)s", words)


MESSAGES = sorted({*in_code(), *in_templates()})


def test_there_are_messages_of_both_kinds() -> None:
    assert "column" in set(in_code())
    assert any("%(" in message for message in in_templates())


def test_every_message_has_a_chinese_form() -> None:
    known = {entry.msgid for entry in CATALOGUE if entry.msgstr and not entry.fuzzy and not entry.obsolete}
    assert [message for message in MESSAGES if message not in known] == []


def test_every_chinese_form_is_chinese() -> None:
    forms = {entry.msgid: PLACEHOLDER.sub("", entry.msgstr) for entry in CATALOGUE}
    assert [message for message, form in forms.items() if form and not CHINESE.search(form)] == []


def test_no_form_lost_a_variable() -> None:
    counted = ((e.msgid, *(sorted(PLACEHOLDER.findall(text)) for text in (e.msgid, e.msgstr))) for e in CATALOGUE)
    assert [message for message, ours, theirs in counted if ours != theirs] == []


def test_no_message_stands_twice() -> None:
    known = [entry.msgid for entry in CATALOGUE]
    assert len(known) == len(set(known))


@pytest.mark.parametrize("message", ["responsibility table", "finding", "due soon"])
def test_the_catalogue_is_compiled_and_used(message: str) -> None:
    with translation.override("zh-hans"):
        assert gettext(message) == CATALOGUE.find(message).msgstr
