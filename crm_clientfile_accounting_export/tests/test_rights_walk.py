from itertools import count

from odoo.tests import HttpCase, JsonRpcException, tagged
from odoo.tools import file_open

from odoo.addons.crm_clientfile.tests.rights_matrix import parse_matrix

from .accounting_case import ADDON, AccountingCase

DOCUMENT = f"{ADDON}/readme/CONFIGURE.md"
EXPORT, TARGET = "clientfile.accounting.export", "clientfile.accounting.target"
RULE = "clientfile.account.rule"


class RefusedError(Exception):
    """What was tried is not for this user."""


def add_software(walk):
    target = walk.call(TARGET, "create", [{"name": "Ours", "format_code": "ebp"}])
    walk.call(TARGET, "action_propose_journals", target)


def make_layout(walk):
    layouts = "clientfile.export.layout"
    walk.call(layouts, "create", [{"name": "Ours", "preset": "pennylane"}])


def export_entries(walk):
    walk.post_invoice()
    values = {"target_id": walk.target.id, "date_from": "2026-01-01"}
    export = walk.call(EXPORT, "create", [{**values, "date_to": "2026-01-31"}])
    walk.call(EXPORT, "action_check", export)
    walk.call(EXPORT, "action_export", export)


def schedule_export(walk):
    schedules = "clientfile.accounting.export.schedule"
    partner = walk.accountant.partner_id
    values = {"name": "Monthly", "target_id": walk.target.id}
    walk.call(schedules, "create", [{**values, "recipient_ids": [(6, 0, partner.ids)]}])


def pack_documents(walk):
    walk.call(EXPORT, "action_pack_documents", walk.make_done().ids)


def cancel_export(walk):
    walk.call(EXPORT, "action_release", walk.make_done().ids)


def download_files(walk):
    file = walk.make_done().file_ids
    walk.call("clientfile.accounting.file", "action_download", file.ids)


def see_changes(walk):
    walk.make_done()
    domain = [("is_changed", "=", True)]
    walk.call("clientfile.exported.move", "search_read", domain, ["difference"])


def reset_entry(walk):
    walk.make_done()
    walk.call("account.move", "button_draft", walk.invoice.ids)


def confirm_reset(walk):
    walk.make_done()
    resets = "clientfile.exported.reset"
    values = {"move_ids": [(6, 0, walk.invoice.ids)], "reason": "Agreed"}
    walk.call(resets, "action_reset", walk.call(resets, "create", [values]))
    walk.assertEqual(walk.invoice.state, "draft")


def read_rules(walk):
    walk.call(RULE, "read", walk.make_rule().ids, ["name", "words"])


def write_rules(walk):
    account = walk.get_account("income").id
    rule = walk.call(RULE, "create", [{"account_id": account}])
    trial = walk.call(RULE, "action_try", rule)["res_id"]
    walk.call("clientfile.account.trial", "action_activate", [trial])


ATTEMPTS = {
    "add accounting software, map journals, accounts, VAT": add_software,
    "make layouts with chosen columns": make_layout,
    "check and export entries": export_entries,
    "have exports made and sent regularly": schedule_export,
    "make the zip of documents": pack_documents,
    "cancel an export": cancel_export,
    "download the files of an export": download_files,
    "see exported entries and what changed since": see_changes,
    "set an exported entry back to draft": reset_entry,
    "read account rules": read_rules,
    "write account rules, try and activate them": write_rules,
}
CONFIRMED = {reset_entry: confirm_reset}


@tagged("post_install", "-at_install")
class TestRightsWalk(HttpCase, AccountingCase):
    """Each cell of the table in the documentation is tried over RPC."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.number = count(1)
        cls.nobody = cls.accountant.copy({"login": "clientfile_nobody"})
        cls.nobody.group_ids = cls.env.ref("base.group_user")
        cls.nobody.password = cls.nobody.login
        cls.users = {
            "Accountant": cls.accountant,
            "Invoicing": cls.clerk,
            "Without a role": cls.nobody,
        }

    def call(self, model, method, *args, **kwargs):
        route = f"/web/dataset/call_kw/{model}/{method}"
        kwargs["context"] = {"allowed_company_ids": self.company.ids}
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        try:
            return self.make_jsonrpc_request(route, params, timeout=60)
        except JsonRpcException as error:
            raise RefusedError(f"{model}.{method}: {error}") from error

    def may(self, attempt):
        """Whether the worker gets through; what he did is undone."""
        self.target = self.make_target("fec_exchange", name=f"S{next(self.number)}")
        try:
            attempt(self)
        except RefusedError:
            return False
        finally:
            self.env.invalidate_all()
        return True

    def make_done(self):
        self.invoice = self.post_invoice()
        return self.export()

    def make_rule(self):
        return self.env[RULE].create({"account_id": self.get_account("income").id})

    def test_each_cell_of_the_table_is_true(self):
        with file_open(DOCUMENT) as document:
            matrix = parse_matrix(document.read())
        self.assertEqual(set(matrix), set(ATTEMPTS))
        for column, user in self.users.items():
            self.authenticate(user.login, user.login)
            for label, attempt in ATTEMPTS.items():
                with self.subTest(column=column, row=label):
                    self.walk(matrix[label][column], attempt)

    def walk(self, cell, attempt):
        self.assertEqual(self.may(attempt), cell == "yes")
        if attempt in CONFIRMED:
            self.assertEqual(self.may(CONFIRMED[attempt]), cell == "confirmed")
