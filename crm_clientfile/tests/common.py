from odoo.tests import TransactionCase, new_test_user


class ClientfileCase(TransactionCase):
    """A French company, one user of each role, and factories."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.france = cls.env.ref("base.fr")
        cls.belgium = cls.env.ref("base.be")
        cls.env.company.country_id = cls.france
        cls.user = cls.make_user("user", "sales_team.group_sale_salesman_all_leads")
        cls.manager = cls.make_user(
            "manager", "sales_team.group_sale_salesman_all_leads"
        )
        cls.administrator = cls.make_user("administrator")
        cls.product = cls.env["product.product"].create(
            {"name": "Bread", "type": "service", "list_price": 10.0}
        )

    @classmethod
    def make_user(cls, role, *groups):
        """A user of the customer file with that role and further groups."""
        xml_ids = (f"crm_clientfile.crm_clientfile_group_{role}", *groups)
        return new_test_user(cls.env, f"clientfile_{role}", ",".join(xml_ids))

    @classmethod
    def make_company(cls, name="Boulangerie Martin", **values):
        return cls.env["res.partner"].create(
            {"name": name, "is_company": True, "country_id": cls.france.id, **values}
        )

    @classmethod
    def make_person(cls, name="Claire Martin", **values):
        return cls.env["res.partner"].create({"name": name, **values})

    @classmethod
    def make_order(cls, partner, **values):
        return cls.env["sale.order"].create(
            {
                "partner_id": partner.id,
                "order_line": [(0, 0, {"product_id": cls.product.id})],
                **values,
            }
        )

    @classmethod
    def make_invoice(cls, partner, move_type="out_invoice", **values):
        line = {"name": "Bread", "price_unit": 10.0, "tax_ids": [(5, 0, 0)]}
        return cls.env["account.move"].create(
            {
                "move_type": move_type,
                "partner_id": partner.id,
                "invoice_date": "2026-03-02",
                "invoice_line_ids": [(0, 0, line)],
                **values,
            }
        )
