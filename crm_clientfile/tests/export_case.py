from ..formats.table_reader import open_table
from .common import ClientfileCase


class ExportCase(ClientfileCase):
    """A full customer, his contact and addresses, and exports of them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls.make_customer()
        cls.contact = cls.make_person(
            parent_id=cls.customer.id,
            function="Manager",
            clientfile_civility="mrs",
            clientfile_sex="female",
            clientfile_birth_date="1980-02-29",
            email="claire@martin.example",
            clientfile_contact_role_ids=cls.env["clientfile.contact.role"].create(
                [{"name": "Payer of bills"}, {"name": "Taster"}]
            ),
        )
        cls.depot = cls.make_person(
            "Depot",
            parent_id=cls.customer.id,
            type="delivery",
            street="3, quai Sud",
            zip="69002",
            city="Lyon",
            country_id=cls.france.id,
        )
        cls.brewer = cls.make_company(
            "Brasserie Peeters",
            ref="C00043",
            country_id=cls.belgium.id,
            company_registry="0403019261",
            clientfile_is_supplier=True,
        )
        cls.people = cls.customer | cls.contact | cls.depot | cls.brewer

    @classmethod
    def make_customer(cls):
        form = cls.env["clientfile.legal.form"].create({"name": "Form of test"})
        channels = [
            ("phone", "mobile", "+33 6 12 34 56 78"),
            ("phone", "landline", "+33 1 42 68 53 01"),
            ("phone", "switchboard", "+33 1 42 68 53 03"),
            ("phone", "fax", "+33 1 42 68 53 02"),
            ("email", "billing", "bills@martin.example"),
            ("social", "linkedin", "https://www.linkedin.com/company/martin"),
        ]
        return cls.make_company(
            ref="C00042",
            street="12, rue de la Paix",
            street2="Hall B",
            zip="01000",
            city="Bourg-en-Bresse",
            company_registry="73282932000074",
            vat="FR44732829320",
            clientfile_ape="62.01Z",
            clientfile_trade_name="Chez Martin",
            clientfile_legal_form_id=form.id,
            clientfile_employee_count=12,
            clientfile_turnover=1234567.89,
            clientfile_is_client=True,
            clientfile_client_since="2021-03-15",
            clientfile_preferred_channel="sms",
            clientfile_reference="D-12",
            phone="+33 1 42 68 53 00",
            email="contact@martin.example",
            website="https://www.martin.example",
            lang="en_US",
            industry_id=cls.env["res.partner.industry"].create({"name": "Baking"}).id,
            user_id=cls.manager.id,
            category_id=cls.env["res.partner.category"].create(
                [{"name": "Bronze"}, {"name": "Regular"}]
            ),
            comment="<p>First line<br/>Second line</p>",
            clientfile_channel_ids=[
                (0, 0, {"medium": medium, "kind": kind, "value": value})
                for medium, kind, value in channels
            ],
        )

    @classmethod
    def make_export(cls, partners=None, user=None, lang=None, **values):
        """An export of the administrator, of ``partners`` if given."""
        if partners is not None:
            values = {"scope": "selection", "partner_ids": partners.ids, **values}
        exports = cls.env["clientfile.export"].with_user(user or cls.administrator)
        return exports.with_context(lang=lang).create(values)

    @classmethod
    def choose_columns(cls, export, *keys):
        export.column_ids = [
            (5, 0, 0),
            *((0, 0, {"key": key, "sequence": at}) for at, key in enumerate(keys)),
        ]

    def make_file(self, export):
        """The workbook, made as the job makes it."""
        export.action_export()
        job = export.job_id
        while not export._job_step(job):
            pass
        job.sudo()._end("done")
        return job.result_id.raw

    def read_export(self, export):
        """Titles and rows of the workbook that an export makes."""
        with open_table(self.make_file(export)) as table:
            return table.header, [row.cells for row in table.rows()]

    def read_columns(self, export, *keys):
        self.choose_columns(export, *keys)
        return self.read_export(export)[1]
