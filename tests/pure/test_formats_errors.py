import pytest

from crm_clientfile.formats import errors, notices


@pytest.mark.parametrize("kind", sorted(errors.KINDS))
def test_each_kind_of_file_is_named_in_the_sentence(kind):
    error = errors.UnreadableFile("not_a_spreadsheet", kind=kind)
    assert errors.KINDS[kind] in str(error)


class AnyDetail(dict):
    """Details for any sentence."""

    def __missing__(self, key):
        return "7"


@pytest.mark.parametrize(
    "sentence", [*errors.MESSAGES.values(), *notices.MESSAGES.values()]
)
def test_each_message_is_a_whole_sentence(sentence):
    written = sentence % AnyDetail()
    assert written[0].isupper() or written[0] == "7"
    assert written.endswith(".")


def test_notices_that_refuse_a_row_exist():
    assert all(code in notices.MESSAGES for code in notices.REFUSING)
