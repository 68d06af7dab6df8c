"""The word list and the duty phones belong to the office."""

import pytest
from django.urls import reverse

from cms.models import DutyPhone, WatchedWord
from tests.conftest import SignIn

PAGES = [f"wagtailsnippets_cms_{model}:{view}" for model in ("watchedword", "dutyphone") for view in ("list", "add")]


@pytest.mark.parametrize("name", ["anonymous", "owner", "reviewer", "inspector"])
@pytest.mark.parametrize("page", PAGES)
def test_nobody_else_edits_them(sign_in: SignIn, name: str, page: str) -> None:
    assert sign_in(name).get(reverse(page)).status_code == 302


@pytest.mark.parametrize("page", PAGES)
def test_the_office_opens_them(sign_in: SignIn, page: str) -> None:
    assert sign_in("office").get(reverse(page)).status_code == 200


def test_the_office_adds_a_word(sign_in: SignIn) -> None:
    url = reverse("wagtailsnippets_cms_watchedword:add")
    word = {"word": " 错字 ", "kind": "wrong", "instead": "", "note": ""}
    assert sign_in("office").post(url, word).status_code == 200
    assert not WatchedWord.objects.filter(word="错字").exists()
    assert sign_in("office").post(url, word | {"instead": "正字"}).status_code == 302
    assert WatchedWord.objects.get(word="错字").instead == "正字"


def test_the_office_adds_a_phone_however_it_types_it(sign_in: SignIn) -> None:
    url = reverse("wagtailsnippets_cms_dutyphone:add")
    assert sign_in("office").post(url, {"number": "0371-65709999", "whose": "值班室"}).status_code == 200
    assert sign_in("office").post(url, {"number": "+86 138-0013 8000", "whose": "值班室"}).status_code == 302
    assert DutyPhone.objects.get().number == "13800138000"


def test_the_office_searches_the_words(sign_in: SignIn) -> None:
    answer = sign_in("office").get(reverse("wagtailsnippets_cms_watchedword:list"), {"q": "布署"})
    assert "部署" in answer.content.decode()
    assert "通迅" not in answer.content.decode()
