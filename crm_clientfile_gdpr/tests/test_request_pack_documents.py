import base64
import io
import zlib
from urllib.parse import parse_qsl

from freezegun import freeze_time
from reportlab.pdfgen.canvas import Canvas

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.service.model import call_kw
from odoo.tests import tagged

from ..models import clientfile_request_pack_judge
from .pack_case import PackCase


@tagged("post_install", "-at_install")
class TestPackDocuments(PackCase):
    """Documents that name others wait for the officer, and for the reason."""

    def attach(self, name, raw, partner=None):
        return self.env["ir.attachment"].create(
            {
                "name": name,
                "raw": raw,
                "res_model": "res.partner",
                "res_id": (partner or self.claire).id,
            }
        )

    def document(self, pack, name):
        found = pack.document_ids.filtered(lambda one: one.name == name)
        return found.with_user(self.officer)

    def names(self, pack):
        return self.read_data(pack)["documents"]

    def test_document_that_names_others_waits_for_the_officer(self):
        self.attach("family.txt", b"Claire Martin lives with PAUL  PETIT")
        pack = self.make_pack()
        self.assertEqual((pack.state, pack.undecided_count), ("deciding", 1))
        document = self.document(pack, "family.txt")
        self.assertEqual((document.content, document.others), ("others", "PAUL PETIT"))
        for attempt in (pack.action_review, pack.action_send):
            with self.assertRaises(UserError):
                attempt()
        with self.assertRaisesRegex(UserError, "decides first about 1"):
            pack.with_user(self.agent).action_write_archive()

    def test_text_with_accents_is_read(self):
        self.make_person("Zoé Éluard")
        self.attach("a.txt", "Avec Zoé ÉLUARD".encode())
        self.attach("b.txt", "Chez Zoé Éluard".encode("cp1252"))
        pack = self.make_pack()
        self.assertEqual(self.document(pack, "a.txt").others, "Zoé ÉLUARD")
        self.assertEqual(self.document(pack, "b.txt").others, "Zoé Éluard")

    def test_name_of_a_file_names_others_as_well(self):
        self.attach("letter_to_Paul_Petit.txt", b"Nothing")
        pack = self.make_pack()
        document = self.document(pack, "letter_to_Paul_Petit.txt")
        self.assertEqual(document.others, "Paul Petit")

    def test_picture_waits_and_says_what_to_do(self):
        png = (
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08"
            b"\x02\x00\x00\x00\x90wS\xde" + zlib.compress(b"x")
        )
        self.attach("scan.png", png)
        self.attach("paper.pdf", b"%PDF-1.4 Paul Petit")
        pack = self.make_pack()
        scan, paper = (self.document(pack, one) for one in ("scan.png", "paper.pdf"))
        self.assertEqual((scan.content, paper.content), ("unread", "unread"))
        self.assertIn("look at it yourself", scan.hint)
        self.assertIn("Attachments List and Document Indexation", paper.hint)

    def test_pdf_that_odoo_indexed_is_read(self):
        for name, words in (
            ("own.pdf", "Contract of Claire"),
            ("his.pdf", "by Paul Petit"),
        ):
            attachment = self.attach(name, b"%PDF-1.4 " + name.encode())
            attachment.index_content = words
        pack = self.make_pack()
        self.assertEqual(self.document(pack, "own.pdf").content, "clear")
        self.assertEqual(self.document(pack, "his.pdf").others, "Paul Petit")

    def test_reason_is_asked_for_and_kept(self):
        self.attach("family.txt", b"Paul Petit")
        document = self.document(self.make_pack(), "family.txt")
        with self.assertRaisesRegex(ValidationError, "Write the reason"):
            document.action_include()
        with freeze_time("2026-11-10 09:00:00"):
            document.write({"decision": "leave_out", "reason": "His illness"})
        self.assertEqual(
            (document.user_id, document.reason), (self.officer, "His illness")
        )
        self.assertEqual(str(document.date), "2026-11-10 09:00:00")

    def test_reason_is_asked_for_what_is_kept_from_the_person(self):
        document = self.document(self.make_pack(), "../../letter.txt")
        self.assertEqual((document.content, document.decision), ("clear", "include"))
        with self.assertRaisesRegex(ValidationError, "Write the reason"):
            document.action_leave_out()

    def decide(self, **decisions):
        """A copy whose documents were decided about, and written."""
        self.attach("family.txt", b"Paul Petit pays")
        self.attach("school.txt", b"Paul Petit came along")
        pack = self.make_pack()
        for name, decision in decisions.items():
            values = {"decision": decision, "reason": "Known to her"}
            self.document(pack, f"{name}.txt").write(values)
        pack.with_user(self.agent).action_write_archive()
        self.work()
        return pack

    def test_archive_holds_what_was_decided_to_be_in_it(self):
        pack = self.decide(family="include", school="leave_out")
        self.assertEqual(pack.state, "ready")
        names = self.names(pack)
        self.assertIn("documents/family.txt", names)
        self.assertNotIn("documents/school.txt", names)
        archive = self.open_archive(pack)
        self.assertNotIn("documents/school.txt", archive.namelist())
        page = archive.read("index.html").decode()
        self.assertRegex(page, r"about other people as well[^<]*\s*1")

    def test_other_decision_writes_the_archive_anew(self):
        pack = self.decide(family="include", school="leave_out")
        document = self.document(pack, "family.txt")
        document.write({"decision": "leave_out", "reason": "He objects"})
        self.assertEqual(pack.state, "deciding")
        with self.assertRaises(UserError):
            pack.with_user(self.officer).action_send()
        pack.with_user(self.agent).action_write_archive()
        self.work()
        self.assertNotIn("documents/family.txt", self.names(pack))
        self.assertEqual(len([n for n in self.names(pack) if n[:8] == "invoices"]), 1)

    def test_sent_copy_is_decided_about_no_more(self):
        pack = self.decide(family="include", school="leave_out")
        pack.with_user(self.officer).action_send()
        with self.assertRaisesRegex(UserError, "was sent or is closed"):
            self.document(pack, "family.txt").action_leave_out()

    def test_closed_copy_keeps_reasons_and_forgets_the_others(self):
        pack = self.decide(family="include", school="leave_out")
        pack.with_user(self.agent).action_close()
        document = self.document(pack, "school.txt")
        self.assertEqual((document.reason, document.others), ("Known to her", False))

    def test_copy_that_nobody_sent_goes_with_the_closed_request(self):
        self.attach("family.txt", b"Paul Petit")
        packs = self.make_pack()
        packs._gc_expired()
        self.assertEqual(packs.state, "deciding")
        packs.request_id.with_user(self.officer)._close("answered", "By letter")
        packs._gc_expired()
        self.assertEqual(packs.state, "closed")

    def test_officer_alone_decides(self):
        self.attach("family.txt", b"Paul Petit")
        document = self.document(self.make_pack(), "family.txt")
        for user in (self.agent, self.auditor, self.user):
            with self.assertRaises(AccessError):
                document.with_user(user).write({"reason": "Because"})
        with self.assertRaises(AccessError):
            document.with_user(self.auditor).read(["others"])
        for vals in ({"content": "clear"}, {"user_id": self.agent.id}):
            with self.assertRaises(AccessError):
                call_kw(document, "write", [document.ids, vals], {})

    def test_looking_at_a_document_leaves_a_trace(self):
        self.attach("family.txt", b"Paul Petit")
        document = self.document(self.make_pack(), "family.txt")
        entries = self.env["clientfile.access.log"]
        before = entries.search_count([("action", "=", "pack")])
        document.with_user(self.agent).action_look()
        self.assertEqual(entries.search_count([("action", "=", "pack")]), before + 1)
        with self.assertRaises(AccessError):
            document.with_user(self.auditor).action_look()

    def test_name_of_a_document_does_not_lead_elsewhere(self):
        name = "family n° 2/3 #1?.txt"
        self.attach(name, b"Paul Petit")
        document = self.document(self.make_pack(), name)
        path, query = document.with_user(self.agent).action_look()["url"].split("?")
        self.assertEqual(path, f"/web/content/{document._name}/{document.id}/file")
        self.assertEqual(dict(parse_qsl(query))["filename"], name)

    def test_invoice_whose_lines_name_others_waits(self):
        invoice = self.make_invoice(self.claire)
        invoice.invoice_line_ids.name = "Bread for Paul Petit"
        invoice.action_post()
        pack = self.make_pack()
        self.assertEqual((pack.state, pack.undecided_count), ("deciding", 1))
        document = pack.document_ids.filtered(lambda one: one.move_id == invoice)
        self.assertEqual(document.others, "Paul Petit")

    def test_documents_are_read_batch_by_batch(self):
        self.patch(clientfile_request_pack_judge, "READ_AT_ONCE", 1)
        for number in range(3):
            self.attach(f"{number}.txt", b"Nothing")
        pack = self.make_pack()
        self.assertEqual(pack.state, "ready")
        self.assertEqual(pack.document_ids.mapped("content"), ["clear"] * 5)

    def make_pdf(self, *words):
        """A page with a line for each of ``words``, below a black box."""
        file = io.BytesIO()
        page = Canvas(file, pageCompression=0)
        for number, text in enumerate(words):
            page.drawString(72, 700 - 20 * number, text)
        page.rect(60, 500, 400, 250, fill=1)
        page.save()
        return base64.b64encode(file.getvalue())

    def replace(self, document, content, name="blackened.pdf"):
        document.write(
            {
                "decision": "replace",
                "reason": "His illness",
                "replacement": content,
                "replacement_name": name,
            }
        )

    def test_blackened_copy_takes_the_place_of_the_document(self):
        self.attach("for Paul_Petit.txt", b"Paul Petit is ill")
        pack = self.make_pack()
        document = self.document(pack, "for Paul_Petit.txt")
        copy = self.make_pdf("Contract of Claire Martin")
        self.replace(document, copy)
        self.assertEqual((document.user_id, pack.undecided_count), (self.officer, 0))
        pack.with_user(self.agent).action_write_archive()
        self.work()
        archive = self.open_archive(pack)
        content = archive.read("documents/blackened.pdf")
        self.assertEqual(base64.b64encode(content), copy)
        self.assertNotIn("Paul", " ".join(archive.namelist()))
        self.assertFalse(
            [one for one in archive.namelist() if b"is ill" in archive.read(one)]
        )
        page = archive.read("index.html").decode()
        self.assertRegex(page, r"without what is about other people:\s*1")
        self.assertEqual((pack.replaced_count, pack.left_out_count), (1, 0))

    def test_blackened_copy_of_an_invoice_is_sent_and_none_printed(self):
        invoice = self.make_invoice(self.claire)
        invoice.invoice_line_ids.name = "Bread for Paul Petit"
        invoice.action_post()
        pack = self.make_pack()
        document = pack.document_ids.filtered(lambda one: one.move_id == invoice)
        self.replace(document.with_user(self.officer), self.make_pdf("Invoice"))
        pack.with_user(self.agent).action_write_archive()
        self.work()
        self.assertIn("invoices/blackened.pdf", self.names(pack))
        self.assertFalse(document.attachment_id)

    def test_black_box_over_a_text_is_refused(self):
        self.attach("family.txt", b"Paul Petit is ill")
        document = self.document(self.make_pack(), "family.txt")
        for content, name in (
            (self.make_pdf("Claire", "and Paul Petit"), "copy.pdf"),
            (base64.b64encode(b"By Paul Petit"), "copy.txt"),
            (self.make_pdf("Claire"), "without_Paul_Petit.pdf"),
        ):
            with self.assertRaisesRegex(ValidationError, "still names Paul Petit"):
                self.replace(document, content, name)

    def test_copy_that_is_missing_or_broken_is_refused(self):
        self.attach("family.txt", b"Paul Petit is ill")
        document = self.document(self.make_pack(), "family.txt")
        with self.assertRaisesRegex(ValidationError, "Add the blackened copy"):
            self.replace(document, False)
        for raw in (b"%PDF-1.4 nothing", b"%PDF-1.4\n%%EOF", b"%PDF-" + bytes(99)):
            with self.assertRaisesRegex(ValidationError, "cannot be opened"):
                self.replace(document, base64.b64encode(raw))

    def test_blackened_copy_is_kept_no_longer_than_the_archive(self):
        self.attach("family.txt", b"Paul Petit is ill")
        pack = self.make_pack()
        document = self.document(pack, "family.txt")
        self.replace(document, self.make_pdf("Contract"))
        files = self.env["ir.attachment"].search(
            [
                ("res_model", "=", document._name),
                ("res_id", "=", document.id),
                ("res_field", "=", "replacement"),
            ]
        )
        self.assertEqual(len(files), 1)
        pack.with_user(self.agent).action_close()
        self.assertFalse(files.exists())
        self.assertEqual(
            (document.decision, document.reason), ("replace", "His illness")
        )

    def test_blackened_copy_goes_with_a_deleted_request(self):
        self.attach("family.txt", b"Paul Petit is ill")
        pack = self.make_pack()
        document = self.document(pack, "family.txt")
        self.replace(document, self.make_pdf("Contract"))
        files = self.env["ir.attachment"].search(
            [("res_model", "=", document._name), ("res_field", "=", "replacement")]
        )
        pack.sudo().unlink()
        self.assertFalse(files.exists())

    def test_agent_and_auditor_replace_nothing(self):
        self.attach("family.txt", b"Paul Petit is ill")
        document = self.document(self.make_pack(), "family.txt")
        for user in (self.agent, self.auditor):
            with self.assertRaises(AccessError):
                self.replace(document.with_user(user), self.make_pdf("Contract"))
        with self.assertRaises(AccessError):
            document.with_user(self.auditor).read(["replacement"])

    def test_erasure_of_somebody_named_masks_him(self):
        self.attach("family.txt", b"paul@example.com")
        pack = self.make_pack()
        document = self.document(pack, "family.txt")
        self.assertEqual(document.others, "paul@example.com")
        plan = self.env["clientfile.erasure"]._plan_for(self.paul)
        plan._execute()
        self.env.invalidate_all()
        self.assertNotIn("paul@", document.others)
