from datetime import datetime

from dateutil.relativedelta import relativedelta

from odoo.tools import SQL

from .consent_case import ConsentCase

NOW = datetime(2026, 5, 20, 10, 0)


class RetentionCase(ConsentCase):
    """Persons whose last acts lie at known moments."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["clientfile.retention.policy"].search([]).active = False
        cls.policies = cls.env["clientfile.retention.policy"].with_user(cls.officer)
        cls.prospects = cls.make_policy("prospect")
        cls.clients = cls.make_policy("client")
        # Nobody else of the database is concerned.
        cls.date_back(cls.env["res.partner"].search([]), NOW)

    @classmethod
    def make_policy(cls, category, **values):
        return cls.policies.create(
            {
                "name": category.title(),
                "category": category,
                "basis": "CNIL",
                "grace_days": 30,
                **values,
            }
        )

    @classmethod
    def date_back(cls, records, moment, column="create_date"):
        cls.env.flush_all()
        cls.env.cr.execute(
            SQL(
                "UPDATE %s SET %s = %s WHERE id = ANY(%s)",
                SQL.identifier(records._table),
                SQL.identifier(column),
                moment,
                records.ids,
            )
        )
        cls.env.invalidate_all()

    @classmethod
    def make_old(cls, name="Old Person", years=4, **values):
        """Somebody whose data was collected years ago, and who did nothing since."""
        person = cls.make_person(name, **values)
        cls.date_back(person, NOW - relativedelta(years=years))
        return person

    @classmethod
    def make_buyer(cls, years, name="Old Buyer", **values):
        """Somebody with one paid invoice, years old."""
        person = cls.make_old(name, years + 1, **values)
        day = (NOW - relativedelta(years=years)).date()
        invoice = cls.make_invoice(person, invoice_date=day, date=day)
        invoice.action_post()
        cls.env.flush_all()
        cls.env.cr.execute(
            SQL(
                "UPDATE account_move SET payment_state = 'paid', amount_residual = 0"
                " WHERE id = %s",
                invoice.id,
            )
        )
        cls.env.invalidate_all()
        return person

    def run_policy(self, policy, kind="dry"):
        run = policy.with_user(self.officer)._make_run(kind)
        self.work_off(run)
        self.env.invalidate_all()
        return run

    def line(self, partner, policy=None):
        return self.env["clientfile.retention.line"].search(
            [
                ("partner_id", "=", partner.id),
                ("policy_id", "=", (policy or self.prospects).id),
            ],
            order="id desc",
            limit=1,
        )

    def put_in_force(self, policy):
        self.run_policy(policy)
        policy.action_activate()
