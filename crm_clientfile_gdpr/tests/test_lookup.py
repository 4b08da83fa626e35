from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL

from odoo.addons.crm_clientfile.tests.common import ClientfileCase

from ..models import clientfile_reading_mixin
from .consent_case import ConsentCase


@tagged("post_install", "-at_install")
class TestLookup(ConsentCase):
    """A person is found by what it is known by, and shown as far as rights go."""

    def look_up(self, user=None, **values):
        lookup = self.env["clientfile.lookup"].with_user(user or self.agent)
        lookup = lookup.create(values)
        lookup.action_search()
        return lookup

    def find(self, model, user=None, **values):
        """The lines of the look-up about ``model``, by the id of the record."""
        lines = self.look_up(user, **values).line_ids
        return {line.res_id: line for line in lines if line.model == model}

    def test_customer_is_found_by_phone_in_any_writing(self):
        for phone in ("0612345678", "+33 6 12 34 56 78", "06.12.34.56.78"):
            found = self.find("res.partner", phone=phone, is_full=False)
            self.assertEqual(found[self.claire.id].why, "phone")

    def test_customer_is_found_by_name_in_any_order(self):
        jose = self.make_person("José Ñandú-Éluard")
        for name in ("nandu eluard jose", "JOSE NANDU ELUARD", "Éluard Ñandú José"):
            found = self.find("res.partner", person_name=name, is_full=False)
            self.assertEqual(found[jose.id].why, "name")
            self.assertFalse(found[jose.id].is_sure)

    def test_customer_is_found_by_number_and_by_what_it_was(self):
        self.claire.ref = "C-99042"
        self.env["clientfile.number.alias"].create(
            {"partner_id": self.claire.id, "number": "OLD-99017"}
        )
        for number in ("c-99042 ", "OLD-99017"):
            found = self.find("res.partner", number=number, is_full=False)
            self.assertEqual(found[self.claire.id].why, "number")

    def test_bank_account_is_found_with_and_without_spaces(self):
        bank = self.env["res.partner.bank"].create(
            {"acc_number": "FR7630006000011234567890189", "partner_id": self.claire.id}
        )
        iban = "FR76 3000 6000 0112 3456 7890 189"
        self.assertEqual(self.find("res.partner", iban=iban).keys() & {0}, set())
        lookup = self.env["clientfile.lookup"].with_user(self.officer)
        lookup = lookup.create({"iban": iban})
        found = self.env["clientfile.person.finder"]._find(lookup._get_identity())
        self.assertEqual(found["res.partner.bank", bank.id].why, "iban")

    def test_name_in_a_note_is_shown_to_be_judged(self):
        neighbour = self.make_person("Paul", comment="<p>Cousin of Claire Martin</p>")
        line = self.find("res.partner", person_name="Martin Claire")[neighbour.id]
        self.assertEqual((line.why, line.is_sure), ("name", False))
        self.assertIn("Cousin of Claire Martin", line.excerpt)

    def attach(self, name, raw):
        return self.env["ir.attachment"].create(
            {
                "name": name,
                "raw": raw,
                "res_model": "res.partner",
                "res_id": self.claire.id,
            }
        )

    def test_text_file_is_read_with_all_its_letters(self):
        zoe = self.make_person("Zoé Éluard-Ñu")
        for code in ("utf-8", "cp1252", "utf-16"):
            file = self.attach(f"{code}.csv", "Zoé;Éluard-Ñu\n".encode(code))
            found = self.env["clientfile.person.finder"]._find(
                self.env["clientfile.person.finder"]._get_identity(zoe), zoe.ids
            )
            self.assertIn(("ir.attachment", file.id), found, code)

    def test_files_that_nobody_read_are_listed_with_what_to_install(self):
        self.attach("scan.pdf", b"%PDF-1.4 scan")
        self.attach("list.csv", b"a;b")
        read = self.attach("read.pdf", b"%PDF-1.4 read")
        read.index_content = "Contract"
        unread = self.look_up(partner_id=self.claire.id, is_full=False).unread
        self.assertIn("Attachments List and Document Indexation", unread)
        self.assertIn("no program has read: 1\nscan.pdf", unread)
        self.assertNotIn("read.pdf\n", unread)
        self.assertNotIn("list.csv", unread)

    def test_pdf_is_found_by_the_index_of_odoo(self):
        file = self.attach("scan.pdf", b"%PDF-1.4 index")
        file.index_content = "Contract of Zoé Éluard"
        finder = self.env["clientfile.person.finder"]
        found = finder._find(finder._read_identity(names=["Zoé Éluard"]))
        self.assertEqual(found["ir.attachment", file.id].why, "name")

    def test_what_may_not_be_opened_is_counted_and_not_shown(self):
        lead = self.env["crm.lead"].create(
            {"name": "Call", "email_from": "claire@example.com"}
        )
        lookup = self.look_up(email="claire@example.com")
        self.assertNotIn(("crm.lead", lead.id), self.get_keys(lookup))
        self.assertIn(": 1", lookup.hidden)
        self.assertGreater(lookup.found_count, len(lookup.line_ids))

    def get_keys(self, lookup):
        return {(line.model, line.res_id) for line in lookup.line_ids}

    def test_customer_of_another_company_is_counted_and_not_shown(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.claire.company_id = other
        lookup = self.look_up(email="claire@example.com", is_full=False)
        self.assertNotIn(("res.partner", self.claire.id), self.get_keys(lookup))
        self.assertEqual(lookup.found_count, 1)
        self.assertTrue(lookup.hidden)

    def test_nothing_typed_is_refused_with_what_to_do(self):
        with self.assertRaisesRegex(UserError, "Fill in what the person is known by"):
            self.look_up()
        with self.assertRaisesRegex(UserError, "Fill in what the person is known by"):
            self.look_up(email="not an address", phone="12")

    def test_salesperson_and_auditor_look_nobody_up(self):
        for user in (self.user, self.auditor, self.outsider):
            with self.assertRaises(AccessError):
                self.look_up(user, email="claire@example.com")

    def test_agent_does_not_see_the_look_up_of_another(self):
        lookup = self.look_up(email="claire@example.com")
        with self.assertRaises(AccessError):
            lookup.with_user(self.officer).read(["email"])

    def test_hostile_words_are_looked_for_as_they_are(self):
        for name in ("%", "O'Neil); DROP TABLE x--", "(((", "\\", ".*.*.*.*"):
            lookup = self.look_up(person_name=name * 3)
            self.assertEqual(lookup.state, "found")

    def test_keys_are_read_by_their_index(self):
        finder = self.env["clientfile.person.finder"]
        identity = finder._read_identity(emails=["claire@example.com"])
        self.env.cr.execute(
            "INSERT INTO clientfile_match_key (partner_id, key)"
            " SELECT n, 'e:p' || n || '@example.com'"
            " FROM generate_series(1000000, 1020000) AS n"
        )
        self.env.cr.execute("ANALYZE clientfile_match_key")
        rows = self.env.execute_query(
            SQL("EXPLAIN %s", finder._get_key_query(identity))
        )
        self.assertIn("clientfile_match_key_key_partner", " ".join(r[0] for r in rows))

    def test_statements_do_not_grow_with_what_is_found(self):
        finder = self.env["clientfile.person.finder"]
        counts = []
        for number in (1, 30):
            self.env["res.partner"].create(
                [
                    {"name": f"P{number}-{n}", "comment": "<p>claire@example.com</p>"}
                    for n in range(number)
                ]
            )
            self.env.flush_all()
            identity = finder._get_identity(self.claire)
            before = self.env.cr.sql_log_count
            finder._find(identity, self.claire.ids)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])


@tagged("post_install", "-at_install")
class TestDataMap(ClientfileCase):
    """Every field that may hold personal data is in the map."""

    def test_fields_of_the_customer_and_its_links_are_in_the_map(self):
        rows = self.env["clientfile.data.map"].search([])
        kinds = {(row.model, row.field): row.kind for row in rows}
        for field, kind in (
            (("res.partner", "comment"), "text"),
            (("res.partner", "email"), "email"),
            (("res.partner", "phone"), "phone"),
            (("sale.order", "partner_id"), "link"),
            (("mail.message", "res_id"), "document"),
            (("clientfile.consent.evidence", "file"), "file"),
            (("clientfile.channel", "value"), "text"),
        ):
            self.assertEqual(kinds.get(field), kind, field)

    def test_what_is_not_searchable_tells_why(self):
        rows = self.env["clientfile.data.map"].search([("is_searched", "=", False)])
        self.assertTrue(rows)
        self.assertTrue(all(row.reason for row in rows))

    def test_rebuilding_changes_nothing_that_is_up_to_date(self):
        rows = self.env["clientfile.data.map"]
        rows._rebuild()
        before = rows.search([]).ids
        rows._rebuild()
        self.assertEqual(rows.search([]).ids, before)

    def test_row_that_was_lost_comes_back(self):
        rows = self.env["clientfile.data.map"]
        rows.search([("model", "=", "res.partner")]).unlink()
        rows._rebuild()
        self.assertTrue(
            rows.search([("model", "=", "res.partner"), ("field", "=", "comment")])
        )


@tagged("post_install", "-at_install")
class TestLookupOfLargeDatabase(ConsentCase):
    """All texts are read in the background; keys and links tell at once."""

    def setUp(self):
        super().setUp()
        self.patch(clientfile_reading_mixin, "SLICE", 500)
        self.neighbours = self.env["res.partner"].create(
            [
                {"name": f"Paul {one}", "comment": "<p>Cousin of Claire Martin</p>"}
                for one in range(12)
            ]
        )

    def look_up(self, **values):
        lookup = self.env["clientfile.lookup"].with_user(self.agent)
        lookup = lookup.create({"person_name": "Claire Martin", **values})
        lookup.action_search()
        return lookup

    def get_keys(self, lookup):
        return {(line.model, line.res_id) for line in lookup.line_ids}

    def read_on(self, lookup, most=None):
        """Steps of the job, each in a fresh cache as in a worker; how many."""
        steps, finished = 0, False
        while not finished and steps != most:
            self.env.flush_all()
            self.env.invalidate_all()
            finished = lookup._job_step(lookup.job_id)
            steps += 1
        return steps

    def test_keys_are_shown_at_once_and_texts_follow(self):
        self.patch(clientfile_reading_mixin, "STEP_SECONDS", 0)
        lookup = self.look_up()
        self.assertTrue(lookup.is_busy)
        self.assertEqual(lookup.state, "found")
        self.assertIn(("res.partner", self.claire.id), self.get_keys(lookup))
        self.assertNotIn(("res.partner", self.neighbours[0].id), self.get_keys(lookup))
        total = lookup.job_id.total
        self.assertEqual(self.read_on(lookup), total)
        self.assertEqual(lookup.job_id.done, total)
        found = self.get_keys(lookup)
        for neighbour in self.neighbours:
            self.assertIn(("res.partner", neighbour.id), found)

    def test_background_finds_what_one_reading_finds(self):
        lookup = self.look_up(email="claire@example.com")
        self.read_on(lookup)
        finder = self.env["clientfile.person.finder"]
        found = finder._find(lookup._get_identity())
        self.assertEqual(
            {(line.model, line.res_id): line.why for line in lookup.line_ids},
            {
                key: one.why
                for key, one in found.items()
                if key in self.get_keys(lookup)
            },
        )
        counted = [key for key in found if not key[0].startswith("clientfile.lookup")]
        self.assertEqual(lookup.found_count, len(counted))

    def test_step_done_again_after_a_kill_finds_the_same(self):
        self.patch(clientfile_reading_mixin, "STEP_SECONDS", 0)
        lookup = self.look_up()
        self.read_on(lookup, most=lookup.job_id.total // 2)
        job = lookup.job_id.sudo()
        before = (job.cursor, job.done)
        self.read_on(lookup, most=3)
        job.write({"cursor": before[0], "done": before[1]})
        self.read_on(lookup)
        self.assertEqual(lookup.job_id.done, lookup.job_id.total)
        found = [key for key in self.get_keys(lookup) if key[0] == "res.partner"]
        self.assertEqual(len(found), len(set(found)))
        self.assertLessEqual(
            {("res.partner", one.id) for one in self.neighbours}, {*found}
        )

    def test_second_search_waits_for_the_first(self):
        lookup = self.look_up()
        with self.assertRaisesRegex(UserError, "being read"):
            lookup.action_search()
        lookup.action_cancel()
        self.assertEqual(lookup.job_state, "cancelled")
        # Another call of the web client, with a cache of its own.
        self.env.invalidate_all()
        lookup.is_full = False
        lookup.action_search()
        self.assertFalse(lookup.job_id)

    def test_agent_who_is_none_any_more_is_told_nothing(self):
        lookup = self.look_up()
        self.agent.group_ids = self.env.ref("base.group_user")
        with self.assertRaises(AccessError):
            lookup._job_step(lookup.job_id)

    def test_records_that_may_not_be_opened_stay_hidden_until_the_end(self):
        self.env["crm.lead"].create({"name": "Call Claire Martin"})
        lookup = self.look_up()
        with self.assertRaises(AccessError):
            lookup.read(["found"])
        self.read_on(lookup)
        self.assertFalse([key for key in self.get_keys(lookup) if key[0] == "crm.lead"])
        self.assertTrue(lookup.hidden)
