import json
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.http import Request
from odoo.tests import HttpCase, tagged
from odoo.tools import file_open

from ..tools.access_pack import Section
from .json_schema import find_faults
from .pack_case import COPY, PackCase

SCHEMA = "crm_clientfile_gdpr/static/schema/access_pack.schema.json"


@tagged("post_install", "-at_install")
class TestPack(PackCase):
    """What is in the copy, and what is not."""

    def test_copy_is_readable_and_follows_its_schema(self):
        pack = self.make_pack()
        self.assertEqual(pack.state, "ready")
        names = set(self.open_archive(pack).namelist())
        self.assertLessEqual({"index.html", "data.json", "csv/orders.csv"}, names)
        with file_open(SCHEMA) as schema:
            self.assertEqual(find_faults(self.read_data(pack), json.load(schema)), [])

    def test_copy_holds_the_exact_orders_invoices_and_identity(self):
        sections = self.read_data(self.make_pack())["sections"]
        [identity] = sections["identity"]
        self.assertEqual(identity["name"], "Claire Martin")
        self.assertEqual(identity["email"], "claire@example.com")
        [order] = sections["orders"]
        self.assertEqual(order["number"], self.order.name)
        self.assertEqual(order["total"], self.order.amount_total)
        [invoice] = sections["invoices"]
        self.assertEqual((invoice["number"], invoice["total"]), (self.invoice.name, 10))
        [line] = sections["invoice_lines"]
        self.assertEqual((line["text"], line["net"]), ("Bread", 10))
        [activity] = sections["activities"]
        self.assertEqual(activity["summary"], "Call back")

    def test_others_are_hidden_wherever_texts_name_them(self):
        pack = self.make_pack()
        archive = self.open_archive(pack)
        for name in ("data.json", "index.html", "csv/messages.csv"):
            text = archive.read(name).decode()
            for planted in ("Paul Petit", "paul@example.com", "98 76 54 32"):
                self.assertNotIn(planted, text)
            self.assertIn("06 12 34 56 78", text)
        authors = {
            row["author"] for row in self.read_data(pack)["sections"]["messages"]
        }
        self.assertEqual(authors, {"You", "Our staff"})

    def test_documents_of_the_person_alone_under_harmless_names(self):
        names = self.read_data(self.make_pack())["documents"]
        self.assertIn("documents/letter.txt", names)
        self.assertEqual(len([one for one in names if one.startswith("invoices/")]), 1)
        self.assertFalse([one for one in names if "his" in one or ".." in one])

    def test_printing_for_the_copy_leaves_the_books_alone(self):
        before = self.invoice.attachment_ids
        self.make_pack()
        self.assertEqual(self.invoice.attachment_ids, before)
        self.assertFalse(self.invoice.invoice_pdf_report_id)

    def test_portable_copy_holds_what_the_person_provided_only(self):
        pack = self.make_pack("portability")
        data = self.read_data(pack)
        self.assertEqual(data["about"]["right"], "portability")
        self.assertNotIn("activities", data["sections"])
        self.assertNotIn("opportunities", data["sections"])
        [message] = data["sections"]["messages"]
        self.assertIn("Please call me", message["text"])
        self.assertEqual(len(data["sections"]["orders"]), 1)

    def test_portable_data_make_the_same_person_and_orders_again(self):
        sections = self.read_data(self.make_pack("portability"))["sections"]
        [identity] = sections["identity"]
        names = ("name", "email", "phone", "city")
        twin = self.env["res.partner"].create({one: identity[one] for one in names})
        again = [
            {"partner_id": twin.id, "date_order": one["date"], "origin": one["number"]}
            for one in sections["orders"]
        ]
        orders = self.env["sale.order"].create(again)
        for row in sections["order_lines"]:
            order = orders.filtered(lambda one, row=row: one.origin == row["order"])
            line = {
                "product_id": self.product.id,
                "name": row["text"],
                "product_uom_qty": row["quantity"],
                "price_unit": row["price"],
            }
            order.order_line = [(0, 0, line)]
        for name in names:
            self.assertEqual(twin[name], self.claire[name])
        self.assertEqual(orders.date_order, self.order.date_order)
        self.assertEqual(orders.amount_untaxed, self.order.amount_untaxed)

    def test_other_module_adds_a_section(self):
        added = Section("cars", "Cars", (("plate", "Plate"),), [{"plate": "=1+1"}])
        packs = type(self.env["clientfile.request.pack"])
        whole = packs._clientfile_access_pack_sections
        self.patch(
            packs,
            "_clientfile_access_pack_sections",
            lambda pack: [*whole(pack), added],
        )
        pack = self.make_pack()
        self.assertEqual(self.read_data(pack)["sections"]["cars"], [{"plate": "=1+1"}])
        cells = self.open_archive(pack).read("csv/cars.csv").decode("utf-8-sig")
        self.assertEqual(cells, "Plate\r\n'=1+1\r\n")

    def test_copy_is_made_for_a_known_person_in_progress(self):
        with self.assertRaises(UserError):
            self.receive(partner_id=self.claire.id).action_make_pack()
        with self.assertRaises(UserError):
            self.in_progress().action_make_pack()

    def test_salesman_and_auditor_neither_make_nor_read_the_archive(self):
        pack = self.make_pack()
        for user in (self.user, self.auditor):
            with self.assertRaises(AccessError):
                pack.request_id.with_user(user).action_make_pack()
            with self.assertRaises(AccessError):
                pack.with_user(user).read(["file"])
            with self.assertRaises(AccessError):
                pack.with_user(user).action_review()
            with self.assertRaises(AccessError):
                pack.with_user(user).action_close()

    def test_agent_does_not_send_and_review_leaves_a_trace(self):
        pack = self.make_pack().with_user(self.agent)
        with self.assertRaises(AccessError):
            pack.action_send()
        pack.action_review()
        bodies = "".join(pack.request_id.message_ids.mapped("body"))
        self.assertIn("opened for review", bodies)


@tagged("post_install", "-at_install")
class TestPackDownload(PackCase, HttpCase):
    """A link and a password; either alone opens nothing."""

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)

    def post(self, path, password=""):
        values = {"csrf_token": Request.csrf_token(self), "password": password}
        return self.url_open(path, values)

    def test_right_password_downloads_and_leaves_a_trace(self):
        pack = self.make_pack()
        link, password = self.send(pack)
        self.assertIn("password", self.url_open(link).text)
        response = self.post(link, password)
        self.assertEqual(response.headers["Content-Type"], "application/zip")
        self.assertEqual(response.content[:2], b"PK")
        self.assertEqual(response.headers["Cache-Control"], "no-store")
        self.env.invalidate_all()
        self.assertEqual(pack.download_count, 1)
        bodies = "".join(pack.request_id.message_ids.mapped("body"))
        self.assertIn("downloaded", bodies)

    def test_link_is_shut_after_five_wrong_passwords(self):
        pack = self.make_pack()
        link, password = self.send(pack)
        for number in range(5):
            answer = self.post(link, f"wrong {number}")
            self.assertNotEqual(answer.content[:2], b"PK")
        self.assertEqual(self.post(link, password).status_code, 404)
        self.env.invalidate_all()
        self.assertEqual((pack.attempts, pack.download_count), (5, 0))

    def test_password_is_neither_mailed_nor_kept(self):
        pack = self.make_pack()
        _link, password = self.send(pack)
        mail = self.mails_to("claire@example.com")[-1]
        self.assertNotIn(password, mail.body_html)
        self.assertNotIn(password, pack.sudo().password_hash)
        bodies = "".join(pack.request_id.message_ids.mapped("body"))
        self.assertNotIn(password, bodies)

    def test_new_link_shuts_the_old_one(self):
        pack = self.make_pack()
        old, password = self.send(pack)
        new, other = self.send(pack)
        self.assertEqual(self.post(old, password).status_code, 404)
        self.assertEqual(self.post(new, password).status_code, 403)
        self.assertEqual(self.post(new, other).status_code, 200)

    def test_forged_expired_and_closed_links_open_nothing(self):
        pack = self.make_pack()
        link, password = self.send(pack)
        sign = self.env["clientfile.link"]._sign
        forged = sign("clientfile.request.pack", [pack.id, ""], 7)
        for token in (link[len(COPY) : -2], forged, "x"):
            self.assertEqual(self.post(COPY + token, password).status_code, 404)
        pack.with_user(self.agent).action_close()
        self.env.flush_all()
        self.assertEqual(self.post(link, password).status_code, 404)
        self.assertFalse(pack.sudo().file)

    def test_archive_is_gone_when_its_days_are_over(self):
        pack = self.make_pack()
        link, password = self.send(pack)
        pack.sudo().date_expiry = fields.Datetime.now() - timedelta(minutes=1)
        self.env.flush_all()
        self.assertEqual(self.post(link, password).status_code, 404)
        pack._gc_expired()
        self.assertEqual(pack.state, "closed")
        self.assertFalse(pack.sudo().file)

    def test_path_that_servers_log_carries_nothing_personal(self):
        pack = self.make_pack()
        link, password = self.send(pack)
        word = link[len(COPY) :]
        values = self.env["clientfile.link"]._read_signed(
            "clientfile.request.pack", word
        )
        self.assertEqual(values, [pack.id, pack.sudo().link_key])
        self.assertNotIn(password, link)
        self.assertNotIn(password, self.post(link, "wrong").url)
