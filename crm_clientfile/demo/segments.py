from datetime import timedelta

from odoo import Command, api, fields, models

# A segment of the fair in spring, chosen by hand.
CHOSEN = (
    "Salon Sirha : rencontrés sur le stand",
    ("hotel_belvedere", "palace_etoile", "traiteur_opale", "chai_bordeaux"),
)
PRIVATE = (
    "Mes restaurants lyonnais",
    '["&", ("user_id.login", "=", "camille"), ("zip", "=like", "69%")]',
)
WEEKS = 12
# How many fewer, or more, there were so many weeks ago: in hundredths.
SWING = (0, 4, 9, 7, 12, 18, 16, 21, 19, 24, 28, 33)
ENTERED_DAYS = (3, 6, 11)


class ClientfileDemo(models.AbstractModel):
    """Segments of the demo company, with the nights that are behind them."""

    _inherit = "clientfile.demo"

    @api.model
    def _load_segments(self):
        nadia, camille = self._records("res.users", ("nadia", "camille"))
        name, customers = CHOSEN
        segments = self.env["clientfile.segment"]
        segments.with_user(nadia).create(
            {
                "name": name,
                "kind": "fixed",
                "is_shared": True,
                "partner_ids": [
                    Command.set(self._records("res.partner", customers).ids)
                ],
            }
        )
        name, domain = PRIVATE
        segments.with_user(camille).create({"name": name, "domain": domain})
        for segment in segments.search([("active", "=", True)]):
            segment._take_snapshot(self.env.company)
            segment.night_date = fields.Date.today()
            self._look_back(segment)
        self._plan_call_list(nadia)

    def _look_back(self, segment):
        """Counts of the weeks before, and who entered lately."""
        now = segment.count_ids.customer_count
        today = fields.Date.today()
        common = {"segment_id": segment.id, "company_id": self.env.company.id}
        members = self.env["clientfile.segment.member"].search(
            [("segment_id", "=", segment.id)], order="id desc", limit=len(ENTERED_DAYS)
        )
        entered = ENTERED_DAYS[: len(members)]
        self.env["clientfile.segment.count"].create(
            [
                {
                    **common,
                    "date": today - timedelta(weeks=week),
                    "customer_count": round(now * (100 - SWING[week]) / 100),
                    "entered_count": sum(
                        week - 1 <= ago // 7 < week for ago in entered
                    ),
                }
                for week in range(1, WEEKS)
            ]
        )
        self.env["clientfile.segment.move"].create(
            [
                {
                    **common,
                    "partner_id": member.partner_id.id,
                    "direction": "entered",
                    "date": today - timedelta(days=ago),
                }
                for member, ago in zip(members, entered, strict=True)
            ]
        )

    def _plan_call_list(self, user):
        """Those who have gone silent are called, three a day."""
        silent = self.env.ref("crm_clientfile.clientfile_segment_silent")
        silent = silent.with_user(user).with_context(lang=user.lang)
        opened = silent.action_call_list()
        action = self.env["clientfile.segment.action"].browse(opened["res_id"])
        action = action.with_user(user).with_context(lang=user.lang)
        action.write({"per_day": 3, "is_for_salesperson": True})
        action.action_start()
