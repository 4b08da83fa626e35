"""Calls one function with ``env`` (``Databases.call``); run by ``odoo shell``."""

import importlib
import json
import os
from pathlib import Path

call = json.loads(os.environ["CLIENTFILE_CALL"])
module, _dot, function = call["function"].rpartition(".")
result = getattr(importlib.import_module(module), function)(
    env,  # noqa: F821
    **call["arguments"],
)
Path(call["answer"]).write_text(json.dumps(result))
