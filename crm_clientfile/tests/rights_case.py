from itertools import count

from odoo import Command
from odoo.tests import HttpCase, JsonRpcException, new_test_user

from .common import ClientfileCase

REFUSALS = frozenset(
    ("odoo.exceptions.AccessError", "odoo.exceptions.UserError", "http_forbidden")
)
GROUPS = {
    "Sales": "sales_team.group_sale_salesman",
    "Invoicing": "account.group_account_invoice",
    "Settings": "base.group_system",
    "Sees birth dates": "crm_clientfile.crm_clientfile_group_birth_date",
}


class RefusedError(Exception):
    """What was tried is not for this user."""


class RightsCase(HttpCase, ClientfileCase):
    """Somebody who works over RPC, as a program written by a stranger would.

    Fixtures are made by the superuser, anew for each attempt: no attempt meets what an
    earlier one has left.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.number = count(1)
        cls.colleague = new_test_user(cls.env, "rights_colleague", "base.group_user")
        # Who is told what is written here is of no interest.
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True})

    @classmethod
    def make_worker(cls, *groups):
        """A user of these groups and no others."""
        return new_test_user(
            cls.env, f"rights_worker_{next(cls.number)}", ",".join(groups)
        )

    def work_as(self, user):
        self.worker = user
        self.authenticate(user.login, user.login)

    def call(self, model, method, *args, **kwargs):
        """What ``model.method`` answers; ``RefusedError`` where it refuses."""
        route = f"/web/dataset/call_kw/{model}/{method}"
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        try:
            return self.make_jsonrpc_request(route, params, timeout=60)
        except JsonRpcException as error:
            if str(error) in REFUSALS:
                raise RefusedError(f"{model}.{method}: {error}") from error
            raise

    def make(self, model, **values):
        """The id of a record that the worker makes."""
        (record_id,) = self.call(model, "create", [values])
        return record_id

    def answer(self, model, method, **values):
        """Fill in a window and press its button."""
        return self.call(model, method, [self.make(model, **values)])

    def open_page(self, path):
        """Follow a link that the worker types into his browser."""
        response = self.url_open(path)
        if response.status_code != 200:
            raise RefusedError(f"{path}: {response.status_code}")
        return response

    def may(self, attempt, *args):
        """Whether the worker gets through with ``attempt``."""
        try:
            attempt(self, *args)
        except RefusedError:
            return False
        finally:
            self.env.invalidate_all()
        return True

    def make_customer(self, **values):
        """A customer like no other one."""
        return self.make_company(f"Customer no. {next(self.number)}", **values)

    def make_condition(self, **values):
        """A draft with its document."""
        document = self.env["ir.attachment"].create(
            {"name": "offer.txt", "raw": b"agreed"}
        )
        return self.env["clientfile.condition"].create(
            {
                "partner_id": self.make_customer().id,
                "name": "Free delivery",
                "attachment_ids": [Command.set(document.ids)],
                **values,
            }
        )

    def make_pair(self):
        """Two customers who may be one."""
        first, second = self.make_customer(), self.make_customer()
        return self.env["clientfile.duplicate"].create(
            {
                "partner_a_id": first.id,
                "partner_b_id": second.id,
                "band": "review",
                "kind": "double",
            }
        )

    def make_decided(self, status):
        """A customer who was given that status by hand."""
        customer = self.make_customer()
        customer._clientfile_set_status(status, "Decided before")
        return customer
