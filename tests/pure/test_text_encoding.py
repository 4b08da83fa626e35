import pytest

from crm_clientfile.formats import text_encoding
from crm_clientfile.formats.errors import UnreadableFile
from crm_clientfile.formats.source import CHUNK, Source
from crm_clientfile.formats.text_encoding import byte_lines, survey_text, text_lines


def decode(data):
    source = Source(data)
    survey = survey_text(source)
    return survey, list(text_lines(source, survey))


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "cp1252"),
    ],
)
def test_one_encoding_is_read_through(encoding, name):
    survey, lines = decode("Nom;Société\nDurand;Été\n".encode(encoding))
    assert survey.encoding == name
    assert lines == ["Nom;Société\n", "Durand;Été\n"]
    assert survey.notices == []


def test_ascii_is_utf_8():
    assert decode(b"Nom;Ville\n")[0].encoding == "utf-8"


def test_mixed_encodings_are_repaired_line_by_line():
    data = "Été\nÎle\n".encode() + "Société\nChâteau\nCœur\n".encode("cp1252")
    survey, lines = decode(data)
    assert lines == ["Été\n", "Île\n", "Société\n", "Château\n", "Cœur\n"]
    assert survey.encoding == "utf-8"
    assert survey.notices[0].params == {"lines": 3, "encoding": "cp1252"}


def test_characters_that_do_not_exist_are_told():
    survey, lines = decode("Société\n".encode("cp1252") + b"Du\x9drand\n")
    assert lines[1] == "Du\ufffdrand\n"
    assert survey.notices[0].params == {"lines": 1, "encoding": "cp1252"}


def test_nul_characters_are_removed_and_told():
    survey, lines = decode(b"Nom;Vi\x00lle\nDurand\x00;Lyon\n\x1a")
    assert lines == ["Nom;Ville\n", "Durand;Lyon\n", ""]
    assert survey.notices[0].params == {"count": 2}


def test_bom_inside_a_joined_file_is_removed():
    assert decode("Nom\n\ufeffDurand\n".encode())[1] == ["Nom\n", "Durand\n"]


def test_broken_utf_16_is_refused():
    with pytest.raises(UnreadableFile) as caught:
        decode("Nom;Ville".encode("utf-16") + b"\x00")
    assert caught.value.code == "bad_encoding"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_each_line_end_ends_one_line(end):
    lines = list(byte_lines(Source(f"a{end}b{end}".encode()), "utf-8"))
    assert lines == [f"a{end}".encode(), f"b{end}".encode()]


def test_line_end_across_two_blocks_is_one():
    data = b"x" * (CHUNK - 1) + b"\r\nb"
    assert [len(line) for line in byte_lines(Source(data), "utf-8")] == [CHUNK + 1, 1]


def test_separators_of_unicode_are_no_line_ends():
    text = "a\u2028b\x0bc\x85d\n"
    assert decode(text.encode())[1] == [text]


def test_endless_line_is_refused_before_it_fills_the_memory(monkeypatch):
    monkeypatch.setattr(text_encoding, "LONGEST_LINE", CHUNK)
    with pytest.raises(UnreadableFile) as caught:
        list(byte_lines(Source(b"a\n" + b"x" * (3 * CHUNK)), "utf-8"))
    assert (caught.value.code, caught.value.params) == ("too_many_cells", {"row": 2})


def test_sample_of_strange_lines_is_bounded(monkeypatch):
    monkeypatch.setattr(text_encoding, "SAMPLE", 10)
    assert decode("Société\n".encode("cp1252") * 50)[0].other_lines == 50
