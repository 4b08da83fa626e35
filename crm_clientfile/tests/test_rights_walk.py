from odoo.tests import new_test_user, tagged

from .rights_attempts import ROWS
from .rights_case import GROUPS, RefusedError, RightsCase
from .rights_matrix import further_right, parse_matrix, read_matrix

OUTSIDERS = "Without a role"
SALESPERSON = "salesperson"
ROLES = {
    "User": "crm_clientfile.crm_clientfile_group_user",
    "Manager": "crm_clientfile.crm_clientfile_group_manager",
    "Administrator": "crm_clientfile.crm_clientfile_group_administrator",
}


@tagged("post_install", "-at_install")
class TestRightsWalk(RightsCase):
    """The documentation says who may do what: each of its cells is tried over RPC."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.matrix = read_matrix()

    def assert_allowed(self, attempts, row):
        for attempt in attempts:
            with self.subTest(row=row, attempt=attempt.__name__, expected="may"):
                self.assertTrue(self.may(attempt))

    def assert_refused(self, attempts, row):
        for attempt in attempts:
            with self.subTest(row=row, attempt=attempt.__name__, expected="may not"):
                self.assertFalse(self.may(attempt))

    def walk_cell(self, label, cell):
        """Try what a cell promises, and what it denies."""
        row = ROWS[label]
        if cell == "yes":
            self.assert_allowed(row.attempts, label)
            return
        self.assert_refused(row.attempts, label)
        if cell == "read":
            self.assert_allowed(row.reading, label)
        elif cell == "confirmed":
            self.assert_allowed(row.confirmed, label)
        elif not cell:
            self.assert_refused((*row.reading, *row.confirmed), label)
        else:
            self.assertIn(further_right(cell), GROUPS, f"{label}: {cell}")

    def walk_column(self, column, group):
        """Try each row as somebody of that role and no other group."""
        self.work_as(self.make_worker(group))
        for label, cells in self.matrix.items():
            self.walk_cell(label, cells[column])

    def walk_further_rights(self, column, group):
        """Try the cells that ask for one more group as somebody who has it."""
        for label, cells in self.matrix.items():
            if right := further_right(cells[column]):
                self.work_as(self.make_worker(group, GROUPS[right]))
                self.assert_allowed(ROWS[label].attempts, label)

    def test_each_row_of_the_documentation_is_tried(self):
        self.assertEqual(set(self.matrix), set(ROWS))
        for cells in self.matrix.values():
            self.assertEqual(list(cells), [*ROLES, OUTSIDERS])

    def test_row_without_an_attempt_is_noticed(self):
        table = "| | User |\n|---|---|\n| fly to the moon | yes |\n"
        self.assertEqual(parse_matrix(table), {"fly to the moon": {"User": "yes"}})
        self.assertNotIn("fly to the moon", ROWS)

    def test_user_may_what_his_column_says(self):
        self.walk_column("User", ROLES["User"])

    def test_manager_may_what_his_column_says(self):
        self.walk_column("Manager", ROLES["Manager"])

    def test_administrator_may_what_his_column_says(self):
        self.walk_column("Administrator", ROLES["Administrator"])

    def test_further_rights_open_what_their_cells_say(self):
        columns = {**ROLES, OUTSIDERS: "base.group_user"}
        for column, group in columns.items():
            self.walk_further_rights(column, group)

    def test_plain_salesperson_may_what_odoo_lets_him(self):
        self.work_as(self.make_worker(GROUPS["Sales"]))
        for label, cells in self.matrix.items():
            cell = cells[OUTSIDERS]
            self.walk_cell(label, "yes" if cell == SALESPERSON else cell)

    def test_plain_colleague_may_what_odoo_lets_him(self):
        self.work_as(self.make_worker("base.group_user"))
        for label, cells in self.matrix.items():
            cell = cells[OUTSIDERS]
            self.walk_cell(label, "" if cell == SALESPERSON else cell)

    def test_portal_user_may_nothing_of_it(self):
        self.work_as(self.make_worker("base.group_portal"))
        for label in self.matrix:
            self.walk_cell(label, "")

    def test_reader_of_birth_dates_is_a_user_otherwise(self):
        self.work_as(self.make_worker(GROUPS["Sees birth dates"]))
        for label, cells in self.matrix.items():
            right = further_right(cells["User"])
            allowed = "yes" if right == "Sees birth dates" else cells["User"]
            self.walk_cell(label, allowed)


@tagged("post_install", "-at_install")
class TestRightsOfSalespeople(RightsCase):
    def open_customer(self):
        """What the form of Odoo asks for, with the order that led to it."""
        shown = {"name": {}, "phone": {}, "user_id": {}, "parent_id": {}}
        return self.call("res.partner", "web_read", self.customer.ids, shown)

    def test_salesman_opens_the_customer_of_his_order_held_by_a_colleague(self):
        self.customer = self.make_customer(user_id=self.colleague.id)
        for groups in (
            (GROUPS["Sales"],),
            (GROUPS["Sales"], ROLES["User"]),
        ):
            salesman = self.make_worker(*groups)
            order = self.make_order(self.customer, user_id=salesman.id)
            self.work_as(salesman)
            shown = {"partner_id": {"fields": {"display_name": {}}}}
            (found,) = self.call("sale.order", "web_read", order.ids, shown)
            self.assertEqual(found["partner_id"]["id"], self.customer.id)
            (opened,) = self.open_customer()
            self.assertEqual(opened["name"], self.customer.name)

    def test_user_of_another_company_does_not_reach_the_customer(self):
        company = self.env["res.company"].create({"name": "Second"})
        self.customer = self.make_customer(company_id=self.env.company.id)
        stranger = new_test_user(
            self.env,
            "rights_stranger",
            ROLES["Administrator"],
            company_id=company.id,
            company_ids=company.ids,
        )
        self.work_as(stranger)
        with self.assertRaises(RefusedError):
            self.open_customer()
