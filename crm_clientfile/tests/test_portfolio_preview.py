from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .portfolio_case import PortfolioCase


@tagged("post_install", "-at_install")
class TestPortfolioPreview(PortfolioCase):
    """Before anybody is moved: who would be, who would not, and why."""

    def refused(self, sentence, **values):
        move = self.make_move(**values)
        with self.assertRaisesRegex(UserError, sentence):
            move.action_preview()
        self.assertFalse(move.line_ids)

    def test_preview_changes_no_customer(self):
        move = self.make_move()
        move.action_preview()
        self.assertEqual((move.state, move.to_move_count), ("previewed", 3))
        self.assertEqual(self.partners.user_id, self.camille)
        self.assertEqual(len(self.history(self.alpha)), 1)

    def test_lines_tell_from_whom_to_whom(self):
        rhone = self.make_territory("Rhône")
        self.alpha.clientfile_territory_id = rhone
        move = self.make_move()
        move.action_preview()
        line = move.line_ids.filtered(lambda line: line.partner_id == self.alpha)
        self.assertEqual(
            (line.old_user_id, line.new_user_id), (self.camille, self.nadia)
        )
        self.assertEqual((line.old_territory_id, line.new_territory_id), (rhone, rhone))

    def test_name_tells_who_gives_and_who_takes(self):
        self.assertEqual(self.make_move().name, "Camille → Nadia")
        rhone = self.make_territory("Rhône")
        move = self.make_move(from_territory_id=rhone.id, to_user_id=False)
        self.assertEqual(move.name, "Camille / Rhône → …")

    def test_contacts_and_colleagues_are_no_part_of_a_portfolio(self):
        self.make_person(parent_id=self.alpha.id)
        self.user.partner_id.user_id = self.camille
        move = self.make_move()
        move.action_preview()
        self.assertEqual(move.line_ids.partner_id, self.partners)

    def test_archived_customers_are_moved_when_asked_for(self):
        self.beta.active = False
        move = self.make_move()
        move.action_preview()
        self.assertEqual(move.to_move_count, 2)
        move.with_archived = True
        move.action_preview()
        self.assertEqual(move.to_move_count, 3)

    def test_who_has_left_gives_but_does_not_take(self):
        self.partners.user_id = self.left
        move = self.make_move(from_user_id=self.left.id)
        move.action_preview()
        self.assertEqual(move.to_move_count, 3)
        self.refused("Bertrand is archived", to_user_id=self.left.id)

    def test_archived_territory_takes_nobody(self):
        territory = self.make_territory("Rhône")
        territory.active = False
        self.refused("Rhône is archived", to_territory_id=territory.id)

    def test_move_that_leads_nowhere_is_refused(self):
        self.refused("in these hands already", to_user_id=self.camille.id)
        rhone = self.make_territory("Rhône")
        self.refused(
            "in these hands already",
            from_user_id=False,
            to_user_id=False,
            from_territory_id=rhone.id,
            to_territory_id=rhone.id,
        )

    def test_move_without_side_is_refused(self):
        self.refused("Say to whom", to_user_id=False)
        self.refused("Say whose customers", from_user_id=False)

    def test_empty_selection_is_refused(self):
        self.refused(
            "There is no such customer",
            from_user_id=self.nadia.id,
            to_user_id=self.user.id,
        )
        self.refused("There is no such customer", scope="selection", chosen_ids=[])

    def test_future_is_refused(self):
        self.refused("cannot take effect in the future", date="2026-03-11")

    def test_conditions_that_cannot_be_read_are_refused(self):
        with self.assertRaisesRegex(ValidationError, "cannot be read"):
            self.make_move(scope="domain", domain="[('nothing', '=', 1)]")

    def test_who_is_in_these_hands_already_is_left_out(self):
        self.beta.user_id = self.nadia
        move = self.make_move(scope="selection", chosen_ids=self.partners.ids)
        move.action_preview()
        expected = {"Alpha": "to_move", "Beta": "same", "Gamma": "to_move"}
        self.assertEqual(self.lines(move), expected)

    def test_who_changed_hands_after_the_effective_date_is_left_out(self):
        self.beta.user_id = self.nadia
        with freeze_time("2026-03-20"):
            self.beta.user_id = self.camille
            move = self.make_move(date="2026-03-01")
            move.action_preview()
        self.assertEqual(self.lines(move)["Beta"], "later")
        self.assertEqual((move.to_move_count, move.skipped_count), (2, 1))

    def test_who_is_of_another_company_than_the_new_salesperson_is_left_out(self):
        company, seller = self.make_second_company()
        self.beta.company_id = self.env.company
        move = self.make_move(to_user_id=seller.id)
        move.action_preview()
        expected = {"Alpha": "to_move", "Beta": "company", "Gamma": "to_move"}
        self.assertEqual(self.lines(move), expected)
        self.assertTrue(company)

    def test_customers_of_another_company_are_not_seen(self):
        company, _seller = self.make_second_company()
        self.beta.company_id = company
        move = self.make_move()
        move.action_preview()
        self.assertEqual(move.line_ids.partner_id, self.alpha | self.gamma)

    def test_conditions_choose(self):
        move = self.make_move(scope="domain", domain="[('name', '=', 'Beta')]")
        move.action_preview()
        self.assertEqual(move.line_ids.partner_id, self.beta)

    def test_ticked_contact_stands_for_his_company(self):
        contact = self.make_person(parent_id=self.alpha.id)
        action = contact.with_user(self.manager).action_clientfile_move_portfolio()
        move = self.env["clientfile.portfolio.move"].browse(action["res_id"])
        move.to_user_id = self.nadia
        move.with_user(self.manager).action_preview()
        self.assertEqual(move.line_ids.partner_id, self.alpha)

    def test_other_choice_forgets_the_preview(self):
        move = self.make_move()
        move.action_preview()
        move.to_user_id = self.user
        self.assertEqual((move.state, len(move.line_ids)), ("draft", 0))

    def test_preview_of_many_takes_as_many_queries_as_of_few(self):
        def preview():
            move = self.make_move()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            move.action_preview()
            return self.env.cr.sql_log_count - before

        preview()
        few = preview()
        self.env["res.partner"].create(
            [{"name": f"C{n}", "user_id": self.camille.id} for n in range(30)]
        )
        self.assertEqual(preview(), few)


@tagged("post_install", "-at_install")
class TestPortfolioByAddress(PortfolioCase):
    """Customers without territory get the one of their address."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.alpha.write({"zip": "69002", "country_id": cls.france.id})
        cls.beta.write({"zip": "69003", "user_id": False})
        cls.rhone = cls.make_territory("Rhône", cls.nadia, departments="69")

    def assign(self, partners):
        action = partners.with_user(self.manager).action_clientfile_assign_territories()
        moves = self.env["clientfile.portfolio.move"].with_user(self.manager)
        move = moves.browse(action["res_id"])
        move.action_preview()
        move.action_move()
        self.run_steps(move)
        return move

    def test_territory_is_given_and_a_salesperson_who_was_missing(self):
        move = self.assign(self.partners)
        self.assertEqual((self.alpha | self.beta).clientfile_territory_id, self.rhone)
        self.assertEqual(self.alpha.user_id, self.camille)
        self.assertEqual(self.beta.user_id, self.nadia)
        self.assertEqual(self.lines(move)["Gamma"], "nowhere")
        self.assertEqual(
            self.history(self.beta)[-1], ("2026-03-10", False, "Nadia", "Rhône")
        )

    def test_who_has_a_territory_keeps_it(self):
        alps = self.make_territory("Alps")
        self.alpha.clientfile_territory_id = alps
        move = self.assign(self.partners)
        self.assertEqual(self.alpha.clientfile_territory_id, alps)
        self.assertEqual(self.lines(move)["Alpha"], "placed")

    def test_salesperson_of_another_company_is_not_given(self):
        company, seller = self.make_second_company()
        self.rhone.user_id = seller
        self.beta.company_id = self.env.company
        self.assign(self.beta)
        self.assertEqual(self.beta.clientfile_territory_id, self.rhone)
        self.assertFalse(self.beta.user_id)
        self.assertTrue(company)

    def test_who_is_in_nobodys_territory_is_found_by_conditions(self):
        move = self.make_move(
            scope="domain",
            domain="[('clientfile_territory_id', '=', False)]",
            target="address",
        )
        move.action_preview()
        self.assertEqual(self.lines(move) | {"Gamma": "nowhere"}, self.lines(move))
        self.assertEqual(move.to_move_count, 2)

    def test_without_territories_it_is_refused(self):
        self.rhone.active = False
        move = self.make_move(target="address")
        with self.assertRaisesRegex(UserError, "No territory covers any address"):
            move.action_preview()
