from freezegun import freeze_time

from .care_case import CareCase


class PortfolioCase(CareCase):
    """Three customers of Camille since January, and moves done step by step."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time("2026-03-10 12:00:00"))
        with freeze_time("2026-01-01 12:00:00"):
            cls.partners = cls.env["res.partner"].create(
                [
                    {"name": name, "is_company": True, "user_id": cls.camille.id}
                    for name in ("Alpha", "Beta", "Gamma")
                ]
            )
        cls.alpha, cls.beta, cls.gamma = cls.partners

    def make_move(self, **values):
        moves = self.env["clientfile.portfolio.move"].with_user(self.manager)
        chosen = {"from_user_id": self.camille.id, "to_user_id": self.nadia.id}
        return moves.create({**chosen, **values})

    def run_steps(self, move):
        """Do all steps of the move's job; how many it took."""
        count = 1
        while not move._job_step(move.job_id):
            count += 1
            self.assertLess(count, 200)
        # sudo: as scheduled actions do
        move.job_id.sudo()._end("done")
        self.env.invalidate_all()
        return count

    def move(self, **values):
        move = self.make_move(**values)
        move.action_preview()
        move.action_move()
        self.run_steps(move)
        return move

    def undo(self, move):
        move.action_undo()
        self.run_steps(move)

    def lines(self, move):
        """State and reason of each customer, by name."""
        return {
            line.partner_id.name: line.reason or line.state for line in move.line_ids
        }
