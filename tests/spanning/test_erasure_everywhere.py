from pathlib import Path

from planted_person import EMAIL, IBAN, NAME, PHONE, TOKENS, plant_person

from odoo.tests import tagged
from odoo.tools import SQL

from odoo.addons.crm_clientfile_accounting_export.tests.accounting_case import (
    AccountingCase,
)

_COLUMNS = """
    SELECT columns.table_name, columns.column_name
      FROM information_schema.columns
      JOIN information_schema.tables USING (table_schema, table_name)
     WHERE columns.table_schema = current_schema AND table_type = 'BASE TABLE'
       AND columns.data_type IN ('character varying', 'text', 'jsonb', 'json', 'bytea')
"""


@tagged("post_install", "-at_install")
class TestErasureEverywhere(AccountingCase):
    """A person planted all over the database is found, and gone once erased."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office = cls.make_target("fec")
        cls.zoe, cls.planted = plant_person(cls)
        cls.invoice = cls.post_invoice(partner_id=cls.zoe.id, day="2025-02-03")
        cls.payment = cls.pay(cls.invoice, day="2025-02-20")
        cls.other = cls.planted["other record with her name"]
        cls.planted["invoice"] = cls.invoice
        cls.planted["invoice line"] = cls.invoice.line_ids[0]
        cls.planted["payment"] = cls.payment
        cls.env.flush_all()

    def freeze(self):
        """The FEC of the year: its bytes."""
        export = self.make_export(
            self.office, date_from="2025-01-01", date_to="2025-12-31"
        )
        self.run_export(export)
        return export.file_ids[0].attachment_id.raw

    def find(self):
        finder = self.env["clientfile.person.finder"]
        persons = finder._get_persons(self.zoe)
        return finder._find(finder._get_identity(persons), persons.ids)

    def plan(self):
        return self.env["clientfile.erasure"]._plan_for(self.zoe)

    def judge(self, plan):
        """The officer decides that all that was found is about the person."""
        hers = (self.planted["contact with the same phone"], self.other)
        for partner in hers:
            line = plan.line_ids.filtered(
                lambda line, partner=partner: (
                    (line.model, line.res_id) == ("res.partner", partner.id)
                )
            )
            line.action_same_person()
        for line in plan.line_ids.filtered(lambda line: line.action == "leave"):
            action = "delete" if line.model == "ir.attachment" else "anonymise"
            line.write({"action": action, "reason": "It is about her"})

    def erase(self):
        plan = self.plan()
        self.judge(plan)
        plan._execute()
        self.env.flush_all()
        self.env.invalidate_all()
        return plan

    def scan(self):
        """Tables, columns and ids that hold any of what was planted."""
        self.env.cr.execute(_COLUMNS)
        found = set()
        for table, column in self.env.cr.fetchall():
            self.env.cr.execute(
                SQL(
                    "SELECT * FROM %s AS row WHERE row.%s::text ILIKE ANY(%s)",
                    SQL.identifier(table),
                    SQL.identifier(column),
                    [f"%{token}%" for token in TOKENS],
                )
            )
            names = [one.name for one in self.env.cr.description]
            place = names.index("id") if "id" in names else 0
            found.update((table, column, row[place]) for row in self.env.cr.fetchall())
        return found

    def test_forty_places_are_planted_and_all_are_found(self):
        found = self.find()
        places = {
            place: (record._name, record_id)
            for place, record in self.planted.items()
            for record_id in record.ids
        }
        self.assertGreaterEqual(len(places), 40)
        missed = {place for place, key in places.items() if key not in found}
        self.assertFalse(missed)

    def test_nothing_planted_is_left_outside_what_is_kept(self):
        self.freeze()
        before = self.scan()
        self.assertGreater(len(before), 60)
        plan = self.erase()
        kept = {
            (self.env[line.model]._table, line.res_id)
            for line in plan.line_ids
            if line.action == "keep"
        }
        left = {one for one in self.scan() if (one[0], one[2]) not in kept}
        left = {one for one in left if one[0] != "clientfile_accounting_export_file"}
        self.assertFalse(left)
        self.assertEqual(plan.state, "done")

    def test_file_of_the_accounts_is_the_same_to_the_byte(self):
        before = self.freeze()
        self.env.cr.execute(
            "SELECT id, name, partner_id, amount_total, inalterable_hash"
            " FROM account_move ORDER BY id"
        )
        moves = self.env.cr.fetchall()
        self.erase()
        self.assertEqual(self.freeze(), before)
        self.env.cr.execute(
            "SELECT id, name, partner_id, amount_total, inalterable_hash"
            " FROM account_move ORDER BY id"
        )
        self.assertEqual(self.env.cr.fetchall(), moves)
        self.assertNotIn("Zwolinskaplan", self.zoe.name)

    def test_name_and_number_are_restricted_until_the_year_is_exported(self):
        plan = self.erase()
        self.assertEqual(plan.state, "restricted")
        self.assertEqual(str(plan.date_restricted), "2035-12-31")
        self.assertEqual((self.zoe.name, self.zoe.ref), (NAME, "Z0077"))
        self.assertFalse(self.zoe.active)
        self.assertFalse(self.zoe.email or self.zoe.phone or self.zoe.street)
        self.env["clientfile.erasure"]._cron_finish_restricted()
        self.assertEqual((plan.state, self.zoe.name), ("restricted", NAME))
        before = self.freeze()
        self.env["clientfile.erasure"]._cron_finish_restricted()
        self.env.invalidate_all()
        self.assertNotIn("Zwolinskaplan", self.zoe.name)
        self.assertFalse(self.zoe.ref)
        self.assertEqual(plan.state, "done")
        self.assertEqual(self.freeze(), before)

    def test_audit_trail_of_the_accounts_does_not_stop_it(self):
        self.company.restrictive_audit_trail = True
        self.freeze()
        messages = self.invoice.message_ids
        self.erase()
        self.assertEqual(messages.exists(), messages)
        self.assertNotIn("Zwolinskaplan", self.zoe.name)

    def test_files_leave_the_disk_when_nothing_else_uses_them(self):
        card = self.planted["identity card"]
        path, name = Path(card._full_path(card.store_fname)), card.store_fname
        copy = card.copy({"res_model": False, "res_id": False, "name": "x"})
        plan = self.erase()
        plan._remove_unused([name])
        self.assertTrue(path.is_file())
        copy.unlink()
        plan._remove_unused([name])
        self.assertFalse(path.exists())

    def scan_files(self):
        """Files of the store that hold any of what was planted, by what uses them.

        The file of the accounts is left out: it stays as it was, to the byte.
        """
        files = self.env["ir.attachment"].search(
            [
                ("store_fname", "!=", False),
                ("res_model", "!=", "clientfile.accounting.export"),
                *("|", ("res_field", "=", False), ("res_field", "!=", False)),
            ]
        )
        found = {}
        for file in files:
            path = Path(file._full_path(file.store_fname))
            text = path.read_bytes().lower() if path.is_file() else b""
            if any(token.encode() in text for token in TOKENS):
                found.setdefault(path, set()).add(file.id)
        return found

    def test_store_of_files_holds_nothing_planted_any_more(self):
        self.freeze()
        before = self.scan_files()
        self.assertGreaterEqual(len(before), 3)
        plan = self.erase()
        kept = {
            line.res_id
            for line in plan.line_ids
            if (line.model, line.action) == ("ir.attachment", "keep")
        }
        left = self.scan_files()
        self.assertEqual({one for ids in left.values() for one in ids} - kept, set())
        gone = set(before) - set(left)
        plan._remove_unused([f"{path.parent.name}/{path.name}" for path in gone])
        self.assertFalse([path for path in gone if path.exists()])

    def test_look_up_by_each_thing_alone_finds_the_customer(self):
        finder = self.env["clientfile.person.finder"]
        for typed in (
            {"names": ["zwolinskaplan zoe"]},
            {"emails": [EMAIL.upper()]},
            {"phones": [PHONE.replace(" ", "")]},
            {"numbers": ["Z0077"]},
        ):
            with self.subTest(typed=typed):
                found = finder._find(finder._read_identity(**typed))
                self.assertIn(("res.partner", self.zoe.id), found)
        found = finder._find(finder._read_identity(ibans=[IBAN]))
        bank = self.planted["bank account"]
        self.assertIn(("res.partner.bank", bank.id), found)
