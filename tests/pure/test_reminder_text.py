from crm_clientfile.tools.reminder_text import (
    fill_html,
    fill_text,
    unknown_placeholders,
)

EVIL = "{{ object.env['res.users'].search([]).unlink() }}"


def test_code_in_braces_is_no_placeholder():
    assert unknown_placeholders(EVIL) == ["object.env['res.users'].search([]).unlink()"]
    assert fill_text(EVIL, {"total": "1"}) == EVIL


def test_value_that_looks_like_a_placeholder_stays_as_it_is():
    values = {"customer": "{{total}}", "total": "10"}
    assert fill_text("{{customer}}", values) == "{{total}}"


def test_values_cannot_bring_html():
    filled = fill_html("<p>{{customer}}</p>", {"customer": "<script>x</script>"})
    assert filled == "<p>&lt;script&gt;x&lt;/script&gt;</p>"


def test_empty_text_has_no_placeholders():
    assert unknown_placeholders(None) == []
    assert fill_html(False, {}) == ""
