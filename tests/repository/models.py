"""Odoo model classes, read from the code without importing it."""

import ast
from dataclasses import dataclass


@dataclass(frozen=True)
class ModelClass:
    """One Python class that defines or extends a model."""

    name: str
    inherits: tuple[str, ...]
    fields: tuple[str, ...]
    body: ast.ClassDef

    @property
    def extends(self) -> str:
        """The model that the class adds to, "" when it makes a new one."""
        if not self.inherits:
            return ""
        return self.inherits[0] if self.name in ("", self.inherits[0]) else ""


def model_classes(tree: ast.Module) -> list[ModelClass]:
    classes = (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    found = [_read(node) for node in classes]
    return [one for one in found if one.name or one.inherits]


def is_ours(model: str) -> bool:
    return model.startswith("clientfile.")


def _read(node: ast.ClassDef) -> ModelClass:
    values = dict(_assignments(node))
    fields = tuple(name for name, value in values.items() if _is_field(value))
    name = _strings(values.get("_name"))
    inherits = _strings(values.get("_inherit"))
    return ModelClass(name[0] if name else "", inherits, fields, node)


def _assignments(node: ast.ClassDef):
    for statement in node.body:
        if isinstance(statement, ast.Assign):
            for target in statement.targets:
                if isinstance(target, ast.Name):
                    yield target.id, statement.value
        elif isinstance(statement, ast.AnnAssign) and statement.value:
            yield statement.target.id, statement.value


def _is_field(value: ast.expr) -> bool:
    """Whether it reads ``fields.Something(…)``."""
    if not isinstance(value, ast.Call):
        return False
    function = value.func
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "fields"
    )


def _strings(value: ast.expr | None) -> tuple[str, ...]:
    """The text, or the texts of a list."""
    items = value.elts if isinstance(value, (ast.List, ast.Tuple)) else [value]
    return tuple(one.value for one in items if isinstance(one, ast.Constant))
