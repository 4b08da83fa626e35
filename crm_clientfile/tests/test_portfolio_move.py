from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.crm_clientfile.models import clientfile_portfolio_move_run

from .portfolio_case import PortfolioCase


@tagged("post_install", "-at_install")
class TestPortfolioMove(PortfolioCase):
    """The move itself."""

    def test_customers_change_hands_with_their_history(self):
        move = self.move(reason="New share-out")
        self.assertEqual(self.partners.user_id, self.nadia)
        self.assertEqual((move.state, move.moved_count), ("done", 3))
        for partner in self.partners:
            self.assertEqual(
                self.history(partner),
                [
                    ("2026-01-01", "2026-03-10", "Camille", None),
                    ("2026-03-10", False, "Nadia", None),
                ],
            )
        row = self.alpha.clientfile_assignment_ids[0]
        self.assertEqual((row.reason, row.create_uid), ("New share-out", self.manager))

    def test_back_dated_move_is_noted_on_its_day(self):
        self.move(date="2026-02-01")
        self.assertEqual(
            self.history(self.alpha)[1], ("2026-02-01", False, "Nadia", None)
        )

    def test_territory_moves_alone_or_with_the_salesperson(self):
        rhone, alps = self.make_territory("Rhône"), self.make_territory("Alps")
        self.partners.clientfile_territory_id = rhone
        self.move(
            from_user_id=False,
            from_territory_id=rhone.id,
            to_user_id=False,
            to_territory_id=alps.id,
        )
        self.assertEqual(self.partners.clientfile_territory_id, alps)
        self.assertEqual(self.partners.user_id, self.camille)

    def test_customers_tell_when_and_by_whom_they_were_written(self):
        move = self.move()
        self.assertEqual(self.alpha.write_uid, self.manager)
        self.assertGreaterEqual(self.alpha.write_date, move.create_date)

    def test_one_note_on_the_move_and_none_on_the_customers(self):
        before = self.partners.message_ids
        move = self.move()
        self.assertEqual(self.partners.message_ids, before)
        notes = move.message_ids.mapped("preview")
        self.assertIn("3 customers moved, 0 left out.", notes)

    def test_contacts_of_the_same_salesperson_go_along(self):
        same = self.make_person(parent_id=self.alpha.id)
        other = self.make_person("Other", parent_id=self.alpha.id)
        other.user_id = self.user
        self.move()
        self.assertEqual((same.user_id, other.user_id), (self.nadia, self.user))

    def test_new_salesperson_follows_instead_of_the_former(self):
        self.alpha.message_subscribe(self.camille.partner_id.ids)
        both = self.camille.partner_id | self.nadia.partner_id
        self.beta.message_subscribe(both.ids)
        self.move()
        self.assertIn(self.nadia.partner_id, self.alpha.message_partner_ids)
        self.assertNotIn(self.camille.partner_id, self.alpha.message_partner_ids)
        self.assertLessEqual(both, self.beta.message_partner_ids)

    def test_who_changed_hands_meanwhile_is_left_out_and_listed(self):
        move = self.make_move()
        move.action_preview()
        self.beta.user_id = self.user
        move.action_move()
        self.run_steps(move)
        self.assertEqual(self.beta.user_id, self.user)
        expected = {"Alpha": "moved", "Beta": "changed", "Gamma": "moved"}
        self.assertEqual(self.lines(move), expected)
        job = move.job_id
        self.assertEqual((job.done, job.error_count, job.total), (3, 1, 3))

    def test_who_changed_hands_and_back_on_a_later_day_is_left_out(self):
        move = self.make_move(date="2026-03-01")
        move.action_preview()
        with freeze_time("2026-03-12"):
            self.beta.user_id = self.user
        with freeze_time("2026-03-14 12:00:00"):
            self.beta.user_id = self.camille
            move.action_move()
            self.run_steps(move)
        self.assertEqual(self.lines(move)["Beta"], "later")

    def test_customer_who_is_edited_is_moved_in_a_later_pass(self):
        self.patch(clientfile_portfolio_move_run, "BATCH", 1)
        move = self.make_move()
        move.action_preview()
        edited = move.line_ids.filtered(lambda line: line.partner_id == self.beta)
        self.edit_during_the_first_pass(move, edited)
        move.action_move()
        self.run_steps(move)
        self.assertEqual(self.partners.user_id, self.nadia)
        self.assertEqual(move.job_id.cursor["waits"], 1)

    def edit_during_the_first_pass(self, move, line):
        """Make the customer of ``line`` locked until the move waits for him."""
        moves = type(move)
        lock, locked = moves._lock_lines, [line.id]

        def lock_others(move, purpose, after):
            found = lock(move, purpose, after)
            if locked and found == locked:
                return lock_others(move, purpose, found[0])
            return found

        self.patch(moves, "_lock_lines", lock_others)
        self.patch(moves, "_wait_for_editors", lambda *_args: locked.clear())

    def test_customer_who_is_edited_for_ever_is_listed(self):
        self.patch(clientfile_portfolio_move_run, "MOST_WAITS", 3)
        move = self.make_move()
        move.action_preview()
        self.patch(type(move), "_lock_lines", lambda *_args: [])
        move.action_move()
        self.assertEqual(self.run_steps(move), 4)
        self.assertEqual(set(self.lines(move).values()), {"busy"})
        self.assertEqual(self.partners.user_id, self.camille)

    def test_step_of_many_takes_as_many_queries_as_of_few(self):
        def move_all(count):
            self.env["res.partner"].create(
                [{"name": f"C{n}", "user_id": self.user.id} for n in range(count)]
            )
            move = self.make_move(from_user_id=self.user.id)
            move.action_preview()
            move.action_move()
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            self.run_steps(move)
            return self.env.cr.sql_log_count - before

        move_all(2)
        self.assertEqual(move_all(40), move_all(4))

    def test_job_runs_in_the_background_as_the_manager(self):
        move = self.make_move()
        move.action_preview()
        move.action_move()
        self.assertEqual(move.job_state, "pending")
        cron = self.env.ref("crm_clientfile.clientfile_job_cron_1")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual((move.job_state, move.state), ("done", "done"))
        self.assertEqual(self.partners.user_id, self.nadia)

    def test_cancelled_move_stops_and_goes_on_later(self):
        self.patch(clientfile_portfolio_move_run, "BATCH", 1)
        move = self.make_move()
        move.action_preview()
        move.action_move()
        move._job_step(move.job_id)
        move.action_cancel()
        self.assertEqual((move.state, move.moved_count), ("stopped", 1))
        move.action_move()
        self.run_steps(move)
        self.assertEqual((move.state, move.moved_count), ("done", 3))

    def test_salesperson_who_leaves_during_the_move_stops_it(self):
        move = self.make_move()
        move.action_preview()
        move.action_move()
        self.nadia.active = False
        with self.assertRaisesRegex(UserError, "Nadia is archived"):
            move._job_step(move.job_id)
        self.assertEqual(self.partners.user_id, self.camille)

    def test_busy_or_done_move_is_not_changed(self):
        move = self.make_move()
        move.action_preview()
        move.action_move()
        with self.assertRaisesRegex(UserError, "at work"):
            move.to_user_id = self.user
        self.run_steps(move)
        for refused in (move.action_move, move.action_preview):
            with self.assertRaisesRegex(UserError, "gone on meanwhile"):
                refused()
        with self.assertRaisesRegex(UserError, "is kept"):
            move.unlink()
        self.make_move().unlink()

    def test_move_is_for_managers(self):
        move = self.make_move()
        with self.assertRaises(AccessError):
            move.with_user(self.user).read(["name"])
        with self.assertRaises(AccessError):
            self.alpha.with_user(self.user).action_clientfile_move_portfolio()

    def test_move_of_another_company_is_out_of_sight(self):
        company, _seller = self.make_second_company()
        move = self.make_move()
        move.action_preview()
        move.company_id = company
        moves = move.with_user(self.manager)
        self.assertFalse(moves.search([("id", "=", move.id)]))
        self.assertFalse(
            self.env["clientfile.portfolio.move.line"]
            .with_user(self.manager)
            .search([("move_id", "=", move.id)])
        )
