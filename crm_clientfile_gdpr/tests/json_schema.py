"""As much of JSON Schema as ours use."""

TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


def find_faults(value, schema, path="$"):
    """What of ``value`` is not as ``schema`` says; one sentence each."""
    faults = []
    names = schema.get("type", [])
    names = [names] if isinstance(names, str) else names
    if names and not any(isinstance(value, TYPES[name]) for name in names):
        return [f"{path} is no {names}: {value!r}"]
    if "const" in schema and value != schema["const"]:
        faults.append(f"{path} is not {schema['const']!r}")
    if "enum" in schema and value not in schema["enum"]:
        faults.append(f"{path} is none of {schema['enum']}")
    if isinstance(value, dict):
        faults += _find_in_object(value, schema, path)
    if isinstance(value, list) and "items" in schema:
        for position, item in enumerate(value):
            faults += find_faults(item, schema["items"], f"{path}[{position}]")
    return faults


def _find_in_object(value, schema, path):
    known = schema.get("properties", {})
    others = schema.get("additionalProperties", {})
    faults = [
        f"{path}.{n} is missing" for n in schema.get("required", ()) if n not in value
    ]
    for name, item in value.items():
        below = f"{path}.{name}"
        if name in known:
            faults += find_faults(item, known[name], below)
        elif others is False:
            faults.append(f"{below} is not known")
        else:
            faults += find_faults(item, others, below)
    return faults
