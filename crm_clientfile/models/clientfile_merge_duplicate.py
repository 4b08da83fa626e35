from odoo import api, models


class ClientfileMerge(models.Model):
    """Decisions on duplicates and merges: each holds where the other is made."""

    _inherit = "clientfile.merge"

    @api.model
    def _get_link_columns(self):
        # A decision on a source holds for the survivor without being rewritten.
        return [
            column
            for column in super()._get_link_columns()
            if column.table != "clientfile_duplicate"
        ]

    def _put_away_sources(self):
        # The decision that they were set aside for is taken.
        self.source_ids.clientfile_aside_date = False
        return super()._put_away_sources()

    @api.model
    def _get_obstacles(self, survivor, sources):
        obstacles = super()._get_obstacles(survivor, sources)
        different = self.env["clientfile.duplicate"]._find_different(survivor | sources)
        obstacles += [
            self.env._(
                "%(first)s and %(second)s were found different. Take that decision "
                "back first, or leave one of them out.",
                first=pair.partner_a_id.display_name,
                second=pair.partner_b_id.display_name,
            )
            for pair in different
        ]
        return obstacles
