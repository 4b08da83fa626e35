from datetime import date, timedelta

from odoo.fields import Command
from odoo.tests import new_test_user

from .common import ClientfileCase


class CareCase(ClientfileCase):
    """Two salespeople, one who has left, and territories of the test alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["clientfile.territory"].search([]).active = False
        cls.camille = cls.make_salesperson("Camille")
        cls.nadia = cls.make_salesperson("Nadia")
        cls.left = cls.make_salesperson("Bertrand")
        cls.left.active = False

    @classmethod
    def make_salesperson(cls, name, **values):
        return new_test_user(
            cls.env,
            f"care_{name.lower()}",
            "crm_clientfile.crm_clientfile_group_user,sales_team.group_sale_salesman",
            name=name,
            **values,
        )

    @classmethod
    def make_second_company(cls):
        """Another company and a salesperson who works for nobody else."""
        company = cls.env["res.company"].create({"name": "Second"})
        seller = cls.make_salesperson(
            "Hugo", company_id=company.id, company_ids=[Command.set(company.ids)]
        )
        return company, seller

    @classmethod
    def make_territory(cls, name, user=None, **rule):
        """A territory with one rule; without ``rule`` the department named."""
        return cls.env["clientfile.territory"].create(
            {
                "name": name,
                "user_id": user and user.id,
                "rule_ids": [Command.create(rule)] if rule else [],
            }
        )

    def history(self, partner):
        """Rows as (from, until, salesperson's name, territory's name), oldest first."""
        rows = self.env["clientfile.assignment"].search(
            [("partner_id", "=", partner.id)], order="date_from"
        )
        return [
            (
                row.date_from.isoformat(),
                row.date_to and row.date_to.isoformat(),
                row.user_id.name or None,
                row.territory_id.name or None,
            )
            for row in rows
        ]

    def holders(self, partner, first, days):
        """Name of the salesperson of each day; fails where two have one day."""
        rows = self.env["clientfile.assignment"].search(
            [("partner_id", "=", partner.id)]
        )
        found = []
        for day in (first + timedelta(days=number) for number in range(days)):
            names = [
                (row.user_id.name or None, row.territory_id.name or None)
                for row in rows
                if row.date_from <= day < (row.date_to or date.max)
            ]
            self.assertLessEqual(len(names), 1, day)
            found.append(names[0] if names else None)
        return found
