"""Attachments: everything written in them is read; nothing that is done to them hurts."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.screening import files
from cms.screening.attachments import reading
from cms.screening.attachments.parts import Part, Remark
from cms.screening.attachments.pdf import unwrapped
from cms.screening.attachments.reading import read
from cms.screening.codes import MEANINGS
from tests.cms.attachments import ENTITY_BOMB, MOBILE, a_docx, a_pdf, an_xlsx, repacked


def texts(data: bytes, extension: str) -> list[tuple[str, int, str]]:
    return [(part.kind, part.number, part.text) for part in read(data, extension) if isinstance(part, Part)]


def remarks(data: bytes, extension: str) -> list[str]:
    return [part.code for part in read(data, extension) if isinstance(part, Remark)]


def test_a_word_document_is_read_with_tables_headers_and_comments() -> None:
    read_texts = texts(a_docx("正文", cell="单元格", header="页眉", comment="批注"), "docx")
    assert ("paragraph", 2, "单元格") in read_texts
    assert ("header", 1, "页眉") in read_texts
    assert ("comment", 1, "批注") in read_texts


def test_text_boxes_and_deleted_texts_are_read() -> None:
    boxed = """<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
      xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body><w:p><w:r><w:t>外</w:t></w:r>
      <mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></mc:Choice>
      <mc:Fallback><w:p><w:r><w:t>框内</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:p>
      <w:p><w:del><w:r><w:delText>1380013</w:delText></w:r></w:del><w:r><w:t>8000</w:t></w:r></w:p></w:body></w:document>"""
    data = repacked(a_docx(), word__document_xml=boxed.encode())
    assert [text for kind, _, text in texts(data, "docx") if kind == "paragraph"] == ["外", "框内", MOBILE]


def test_a_workbook_is_read_with_hidden_sheets_and_comments() -> None:
    data = an_xlsx(["姓名", "电话"], [], ["张三", 13800138000.0], hidden="藏", comment="批注")
    assert texts(data, "xlsx") == [
        ("sheet", 0, "名单"),
        ("row", 1, "姓名\n电话"),
        ("row", 3, f"张三\n{MOBILE}"),
        ("sheet", 0, "底稿"),
        ("hidden-row", 7, "藏"),
        ("comment", 1, "批注"),
    ]


def test_a_sheet_that_lies_about_its_size_is_read_whole() -> None:
    data = an_xlsx(["一"], ["二"])
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    assert b'ref="A1:A2"' in sheet
    data = repacked(data, xl__worksheets__sheet1_xml=sheet.replace(b'ref="A1:A2"', b'ref="A1"'))
    assert ("row", 2, "二") in texts(data, "xlsx")


def test_a_pdf_is_read_page_by_page() -> None:
    data = a_pdf("one", f"tel {MOBILE}", annotation="noted")
    assert texts(data, "pdf") == [("page", 1, "one\nnoted"), ("page", 2, f"tel {MOBILE}")]
    assert remarks(data, "pdf") == []


def test_lines_that_the_margin_broke_are_joined() -> None:
    wrapped = "各单位要认真做好布\n署工作,电话1380\n0138000\n秘密\n第二段"
    assert unwrapped(wrapped).split("\n") == ["各单位要认真做好布署工作,电话13800138000", "秘密", "第二段"]
    assert unwrapped("") == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_files_are_read_in_their_encoding(encoding: str) -> None:
    assert ("line", 2, f"张三,{MOBILE}") in texts(f"姓名,电话\n张三,{MOBILE}".encode(encoding), "csv")


def test_the_bytes_decide_and_not_the_name() -> None:
    assert texts(a_pdf("one"), "docx") == [("page", 1, "one")]
    assert texts(an_xlsx(["一"]), "docx")[1] == ("row", 1, "一")


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "extension", "code"),
    [
        (OLE + b"Word", "doc", "attachment-not-read"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "docx", "attachment-locked"),
        (zipped(a=b"x"), "zip", "attachment-not-read"),
        (b"Rar!\x1a\x07", "rar", "attachment-not-read"),
        (a_pdf("one", password="secret"), "pdf", "attachment-locked"),
        (a_pdf("one", ""), "pdf", "attachment-without-text"),
        (a_pdf(""), "pdf", "attachment-without-text"),
        (a_docx(), "docx", "attachment-without-text"),
        (b"\n\n", "txt", "attachment-without-text"),
        (b"not a document", "docx", "attachment-unreadable"),
        (a_docx("x")[:2000], "docx", "attachment-unreadable"),
        (a_pdf("one")[:200], "pdf", "attachment-unreadable"),
        (repacked(a_docx(), word__embeddings__one_xlsx=b"x"), "docx", "attachment-holds-files"),
        (
            repacked(a_docx(), word__document_xml=b"<" + b"a" * (reading.UNPACKED_XML + 1)),
            "docx",
            "attachment-unreadable",
        ),
        (repacked(a_docx(), word__document_xml=b"<a>" * 100_000), "docx", "attachment-unreadable"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, extension: str, code: str) -> None:
    assert code in remarks(data, extension)
    assert code in MEANINGS


def test_a_pdf_that_is_locked_against_changes_alone_is_read() -> None:
    assert texts(a_pdf("one", password=""), "pdf") == [("page", 1, "one")]


def test_an_entity_bomb_does_not_go_off() -> None:
    found = list(read(repacked(a_docx(), word__document_xml=ENTITY_BOMB), "docx"))
    assert sum(len(part.text) for part in found if isinstance(part, Part)) < 10_000
    assert any(isinstance(part, Remark) for part in found)


def test_a_long_file_is_read_as_far_as_the_budget_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "CHARACTERS", 100)
    assert remarks("一二三四五六七八九十\n".encode() * 100, "txt") == ["attachment-cut"]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([a_docx("x"), an_xlsx(["x"]), a_pdf("x"), b""]), st.data())
def test_damaged_files_give_parts_and_remarks_and_nothing_else(data: bytes, draws: st.DataObject) -> None:
    at = draws.draw(st.integers(0, len(data)))
    noise = draws.draw(st.binary(max_size=50))
    for part in read(
        data[:at] + noise + data[at + len(noise) :], draws.draw(st.sampled_from(["docx", "txt", "pdf", "zip"]))
    ):
        assert isinstance(part, Part | Remark)


def test_a_process_of_its_own_reads_the_same() -> None:
    data = an_xlsx(["张三", 13800138000.0], hidden="藏")
    assert files.read_apart(data, "xlsx", 60) == list(read(data, "xlsx"))


def test_a_process_that_does_not_end_in_time_is_stopped() -> None:
    assert files.read_apart(a_pdf("x"), "pdf", 0.01) == [Remark("attachment-unreadable")]


def test_every_remark_and_part_has_words() -> None:
    assert set(files.PARTS) >= {
        "paragraph",
        "header",
        "comment",
        "footnote",
        "sheet",
        "row",
        "hidden-row",
        "page",
        "line",
    }
    for meaning in MEANINGS.values():
        assert str(meaning.advice)
