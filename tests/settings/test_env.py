"""Typed readers of environment variables: nonsense stops the start and names the variable."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from settings import env

NAME = "LANMU_TEST_VALUE"


@pytest.fixture
def value(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Sets variables for one test."""
    monkeypatch.delenv(NAME, raising=False)
    monkeypatch.delenv(f"{NAME}_FILE", raising=False)
    return monkeypatch


@pytest.mark.parametrize("text", ["maybe", "2", "wahr", " true", "是"])
def test_what_is_neither_true_nor_false_is_refused(value: pytest.MonkeyPatch, text: str) -> None:
    value.setenv(NAME, text)
    with pytest.raises(ImproperlyConfigured, match=NAME):
        env.boolean(NAME)


@pytest.mark.parametrize("text", ["x", "1.5", "-1", "24", "1e1", "１２", "0x10"])
def test_a_number_out_of_its_bounds_is_refused(value: pytest.MonkeyPatch, text: str) -> None:
    value.setenv(NAME, text)
    with pytest.raises(ImproperlyConfigured, match="whole number from 0 to 23"):
        env.integer(NAME, 6, 0, 23)


def test_a_secret_whose_file_cannot_be_read_is_refused(value: pytest.MonkeyPatch, tmp_path: Path) -> None:
    value.setenv(f"{NAME}_FILE", str(tmp_path / "none"))
    with pytest.raises(ImproperlyConfigured, match=f"{NAME}_FILE"):
        env.secret(NAME)


@pytest.mark.parametrize(("text", "meant"), [("on", True), ("TRUE", True), ("1", True), ("", False), ("Off", False)])
def test_true_and_false_have_their_usual_words(value: pytest.MonkeyPatch, text: str, meant: bool) -> None:
    value.setenv(NAME, text)
    assert env.boolean(NAME, default=not meant) is meant


@pytest.mark.parametrize(("text", "meant"), [("0", 0), ("23", 23), (" 7 ", 7), ("", 6)])
def test_a_whole_number_is_read(value: pytest.MonkeyPatch, text: str, meant: int) -> None:
    value.setenv(NAME, text)
    assert env.integer(NAME, 6, 0, 23) == meant


def test_without_a_variable_the_default_holds(value: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert (env.text(NAME, "x"), env.boolean(NAME, True), env.integer(NAME, 6, 0, 23)) == ("x", True, 6)
    assert (env.words(NAME, "a, b"), env.path(NAME, tmp_path), env.secret(NAME)) == (["a", "b"], tmp_path, "")


def test_words_are_separated_by_commas(value: pytest.MonkeyPatch) -> None:
    value.setenv(NAME, " a.example , ,b.example,")
    assert env.words(NAME) == ["a.example", "b.example"]


def test_a_path_is_absolute(value: pytest.MonkeyPatch) -> None:
    value.setenv(NAME, "some/../folder")
    assert env.path(NAME, Path("/")) == Path.cwd() / "folder"


def test_a_secret_comes_from_its_file_first(value: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("from the file\n", encoding="utf-8")
    value.setenv(NAME, "from the environment")
    assert env.secret(NAME) == "from the environment"
    value.setenv(f"{NAME}_FILE", str(tmp_path / "secret"))
    assert env.secret(NAME) == "from the file"
