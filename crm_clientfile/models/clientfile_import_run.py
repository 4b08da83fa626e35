from typing import NamedTuple

from odoo import models
from odoo.fields import Command

from ..tools.text import fold
from .clientfile_import import RUN_STATES
from .clientfile_import_batch import StepResult, fetch_next
from .clientfile_import_batch_run import BatchRun
from .clientfile_import_lookup import Lookups
from .clientfile_import_values import as_html
from .res_partner_vat import examined_once

RUN_BATCH = 500


class Creatable(NamedTuple):
    """What an import may create: by which choice, noted in which field, named how."""

    option: str
    field: str
    name: str = "name"


CREATABLE = {
    "tags": Creatable("create_tags", "created_tag_ids"),
    "source": Creatable("create_sources", "created_source_ids"),
    "campaign": Creatable("create_sources", "created_campaign_ids", "title"),
}
_QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
}


class ClientfileImport(models.Model):
    """The import itself: customers created and completed, a batch at a time."""

    _inherit = "clientfile.import"

    def _run_step(self, cursor):
        rows = fetch_next(self, cursor, RUN_STATES, RUN_BATCH)
        if not rows:
            return StepResult(None)
        document = self.with_context(**_QUIET, **examined_once())
        BatchRun(document, rows).run()
        document._queue_doubles(rows)
        refused = sum(row.state == "refused" for row in rows)
        cursor = {"rank": rows[-1].rank, "id": rows[-1].id}
        return StepResult(cursor, len(rows), refused)

    def _prepare_partner_values(self, row, wanted, parent_id):
        """Values of a new customer."""
        vals = dict(wanted.values)
        if parent_id:
            vals["parent_id"] = parent_id
        if wanted.notes:
            vals["comment"] = as_html(wanted.notes)
        if wanted.channels:
            vals["clientfile_channel_ids"] = [
                Command.create(self._prepare_channel_values(channel))
                for channel in wanted.channels
            ]
        return vals

    def _prepare_channel_values(self, channel):
        return {
            "medium": channel["medium"],
            "kind": channel["kind"],
            "value": channel["value"],
        }

    def _create_missing(self, rows):
        """What these rows name and does not exist yet, at once."""
        lookups = Lookups(self.env)
        for kind, creatable in CREATABLE.items():
            names = self._find_missing(kind, rows, lookups)
            if names and self[creatable.option]:
                self[creatable.field] += self[creatable.field].create(
                    [{creatable.name: name} for name in names]
                )

    def _find_missing(self, kind, rows, lookups):
        """Names that no record of this kind has, each in its first writing."""
        found = {}
        for row in rows:
            named = row.plan["values"].get(kind, ())
            for name in [named] if isinstance(named, str) else named:
                if not lookups.find(kind, name):
                    found.setdefault(fold(name), name)
        return list(found.values())
