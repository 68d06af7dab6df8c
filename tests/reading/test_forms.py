"""What a form is for, and what it asks."""

import datetime as dt

from monitoring.reading import Field, Form, FormPurpose, read_page

TODAY = dt.date(2026, 11, 22)
URL = "http://www.dj.gov.cn/hd/index.html"


def forms(html: str, title: str = "互动") -> tuple[Form, ...]:
    body = f"<html><head><title>{title}</title></head><body>{html}</body></html>"
    return read_page(body.encode(), URL, today=TODAY).forms


def fields(html: str) -> tuple[Field, ...]:
    return forms(f"<form>{html}</form>")[0].fields


def test_a_label_is_found_by_its_target() -> None:
    assert fields('<label for="a">姓名：</label><input id="a" name="n">')[0] == Field("姓名", "n", "text", False)


def test_a_label_is_found_in_the_cell_before() -> None:
    html = '<table><tr><td>姓名</td><td><input name="a"></td><td>电话</td><td><input name="b"></td></tr></table>'
    assert [field.label for field in fields(html)] == ["姓名", "电话"]


def test_a_placeholder_stands_in_for_a_label() -> None:
    assert fields('<input name="a" placeholder="请输入姓名">')[0].label == "请输入姓名"


def test_a_star_on_either_side_means_required() -> None:
    html = '<p>*姓名 <input name="a"></p><p>电话 <input name="b"><i>*</i></p><p>传真 <input name="c"></p>'
    assert [field.required for field in fields(html)] == [True, True, False]


def test_the_buttons_of_one_choice_are_one_field() -> None:
    html = (
        '<p>类型 <label><input type="radio" name="t">公民</label><label><input type="radio" name="t">法人</label></p>'
    )
    assert fields(html) == (Field("类型", "t", "radio", False),)


def test_hidden_fields_and_buttons_are_not_asked() -> None:
    assert [one.name for one in fields('<input type="hidden" name="x"><input type="submit"><input name="y">')] == ["y"]


def test_the_action_is_absolute_and_the_method_lower_case() -> None:
    form = forms('<form action="save.do" method="POST"><input name="a"></form>')[0]
    assert (form.action, form.method) == ("http://www.dj.gov.cn/hd/save.do", "post")


def test_a_password_makes_a_login() -> None:
    form = forms('<form><input name="u"><input name="p" type="password"></form>')[0]
    assert form.purpose is FormPurpose.LOGIN


def test_a_search_needs_no_form_element() -> None:
    assert forms('<input id="keyword"><a href="javascript:s()">搜索</a>')[0].purpose is FormPurpose.SEARCH


def test_a_letter_is_a_message() -> None:
    html = '<form>主题<input name="t"><br>内容<textarea name="c"></textarea></form>'
    assert forms(html, "厅长信箱")[0].purpose is FormPurpose.MESSAGE
