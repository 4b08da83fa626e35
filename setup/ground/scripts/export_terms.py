"""Writes what each addon has to translate, as Odoo itself finds it. Runs in Odoo's
shell, which gives ``env``."""

from ground import catalog, places

from odoo.tools.translate import trans_export

catalog.EXPORTED.mkdir(parents=True, exist_ok=True)
for addon in places.ADDONS:
    with catalog.exported(addon).open("wb") as output:
        trans_export(None, [addon], output, "po", env)
