"""No field of ours can collide with one of another addon (DESIGN, decision 1)."""

import ast

from tests.repository import models, sources

PREFIX = "clientfile_"
# Fields that Odoo itself has; we only change what they do.
OVERRIDDEN = {
    ("res.partner", "ref"),
    ("mail.activity.plan.template", "responsible_type"),
    ("res.partner", "type"),
}


def host_fields(tree: ast.Module) -> list[tuple[str, str]]:
    """Model and name of each field that the code sets on a model of Odoo."""
    return [
        (one.extends, field)
        for one in models.model_classes(tree)
        if one.extends and not models.is_ours(one.extends)
        for field in one.fields
    ]


def foreign_names(tree: ast.Module, overridden=OVERRIDDEN) -> list[str]:
    """Fields on models of Odoo whose name another addon could use too."""
    return [
        f"{model}.{field}"
        for model, field in host_fields(tree)
        if not field.startswith(PREFIX) and (model, field) not in overridden
    ]


def mixins_of_hosts(trees) -> set[str]:
    """Our abstract models whose fields end up on a model of Odoo."""
    return {
        base
        for tree in trees
        for one in models.model_classes(tree)
        if one.extends and not models.is_ours(one.extends)
        for base in one.inherits[1:]
        if models.is_ours(base)
    }


def trees() -> list[ast.Module]:
    return [sources.tree(name) for name in code()]


def code() -> list[str]:
    return [name for name in sources.of_addons(".py") if not sources.is_test(name)]


def test_fields_on_models_of_odoo_carry_our_prefix():
    def rule(name):
        return foreign_names(sources.tree(name))

    assert sources.findings(rule, code()) == ""


def test_fields_of_mixins_for_models_of_odoo_carry_our_prefix():
    mixins = mixins_of_hosts(trees())
    wrong = [
        f"{one.name}.{field}"
        for tree in trees()
        for one in models.model_classes(tree)
        if one.name in mixins
        for field in one.fields
        if not field.startswith(PREFIX)
    ]
    assert wrong == []


def test_every_overridden_field_is_still_overridden():
    found = {field for tree in trees() for field in host_fields(tree)}
    assert found >= OVERRIDDEN


def test_a_field_without_prefix_is_found():
    tree = ast.parse(
        "class Partner(models.Model):\n"
        "    _inherit = ['res.partner', 'clientfile.x']\n"
        "    agent = fields.Boolean()\n"
        "    clientfile_age = fields.Integer()\n"
        "class Ours(models.Model):\n"
        "    _name = 'clientfile.x'\n"
        "    _inherit = ['mail.thread']\n"
        "    agent = fields.Boolean()\n"
    )
    assert foreign_names(tree) == ["res.partner.agent"]
    assert mixins_of_hosts([tree]) == {"clientfile.x"}
