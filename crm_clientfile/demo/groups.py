from odoo import Command, models

# The parent, who is attached to it, whether with the terms of the group.
LINKS = (
    ("siege_novalis", ("cantine_novalis", "lille_novalis"), True),
    ("siege_novalis", ("prevoyance_novalis",), False),
    ("prevoyance_novalis", ("tours_novalis",), True),
)


class ClientfileDemo(models.AbstractModel):
    """A group of companies: two entities and their establishments."""

    _inherit = "clientfile.demo"

    def _load_groups(self):
        for parent, names, is_inheriting in LINKS:
            parent = self._partner(parent)
            attaching = self.env["clientfile.group.attach"]
            attach = attaching.with_context(lang=parent.lang).create(
                {
                    "parent_id": parent.id,
                    "partner_ids": [
                        Command.set(self._records("res.partner", names).ids)
                    ],
                    "is_inheriting": is_inheriting,
                }
            )
            attach.action_attach()
