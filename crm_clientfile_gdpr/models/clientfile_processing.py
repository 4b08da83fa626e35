from odoo import api, fields, models

BASES = [
    ("consent", "Consent of the person (art. 6(1)(a))"),
    ("contract", "Contract (art. 6(1)(b))"),
    ("law", "Legal obligation (art. 6(1)(c))"),
    ("vital", "Vital interests (art. 6(1)(d))"),
    ("public", "Public interest (art. 6(1)(e))"),
    ("interest", "Legitimate interest (art. 6(1)(f))"),
]


class ClientfileProcessing(models.Model):
    """One activity of the register of processing: art. 30(1) GDPR.

    What the database knows is taken from it: fields, groups, processors, countries.
    The texts say what it cannot know.
    """

    _name = "clientfile.processing"
    _description = "Processing of Personal Data"
    _inherit = ["mail.thread"]
    _order = "sequence, id"

    name = fields.Char("Activity", required=True, translate=True)
    sequence = fields.Integer(default=100)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        index=True,
        ondelete="restrict",
        help="Empty: each company does this.",
    )
    joint_controllers = fields.Text(
        help="Who decides on it together with us, and the representative, if any."
    )
    purposes = fields.Text(translate=True, tracking=True)
    basis = fields.Selection(BASES, "Legal Basis", tracking=True)
    basis_note = fields.Text(
        "About the Basis",
        translate=True,
        help="The law, or the interest that is pursued.",
    )
    purpose_ids = fields.Many2many(
        "clientfile.purpose",
        "clientfile_processing_purpose_rel",
        "processing_id",
        "purpose_id",
        "Purposes of Contacting",
    )
    person_categories = fields.Text("Categories of Persons", translate=True)
    data_categories = fields.Text("Categories of Data", translate=True)
    field_ids = fields.Many2many(
        "ir.model.fields",
        "clientfile_processing_field_rel",
        "processing_id",
        "field_id",
        "Fields in the Database",
        domain=[("store", "=", True)],
    )
    field_list = fields.Text("Data in the Database", compute="_compute_field_list")
    sensitive = fields.Text(
        "Special Categories", translate=True, help="Health, opinions, offences: art. 9."
    )
    group_ids = fields.Many2many(
        "res.groups",
        "clientfile_processing_group_rel",
        "processing_id",
        "group_id",
        "Recipients in the Company",
    )
    recipients = fields.Text("Other Recipients", translate=True)
    processor_ids = fields.Many2many(
        "clientfile.processor",
        "clientfile_processing_processor_rel",
        "processing_id",
        "processor_id",
        "Processors",
    )
    transfers = fields.Text("Transfers Outside the EU", compute="_compute_transfers")
    transfer_note = fields.Text("Other Transfers", translate=True)
    erasure = fields.Text("Delays of Erasure", translate=True, tracking=True)
    security = fields.Text("Security Measures", translate=True, tracking=True)
    missing = fields.Text("Still Missing", compute="_compute_missing")
    is_complete = fields.Boolean("Complete", compute="_compute_missing")

    @api.depends("field_ids")
    @api.depends_context("lang")
    def _compute_field_list(self):
        for processing in self:
            # sudo: the names of fields are no secret, their list is for developers
            groups = processing.sudo().field_ids.grouped("model_id")
            processing.field_list = "\n".join(
                f"{model.name}: {', '.join(found.mapped('field_description'))}"
                for model, found in groups.items()
            )

    @api.depends("processor_ids.country_ids", "processor_ids.safeguard")
    @api.depends_context("lang")
    def _compute_transfers(self):
        labels = self.env["clientfile.processor"]._fields["safeguard"]
        labels = dict(labels._description_selection(self.env))
        for processing in self:
            lines = []
            for processor in processing.processor_ids:
                if countries := processor.transfer_country_ids:
                    places = ", ".join(countries.mapped("name"))
                    adequacy = self.env._("decision of adequacy (art. 45)")
                    reason = labels.get(processor.safeguard, adequacy)
                    lines.append(f"{processor.display_name} – {places}: {reason}")
            processing.transfers = "\n".join(lines) or False

    @api.depends(
        "purposes",
        "basis",
        "person_categories",
        "data_categories",
        "field_ids",
        "group_ids",
        "recipients",
        "processor_ids.missing",
        "erasure",
        "security",
    )
    @api.depends_context("company", "lang")
    def _compute_missing(self):
        for processing in self:
            headings = processing._get_headings()
            empty = [title for _key, title, text, must in headings if must and not text]
            told = [
                f"{processor.display_name}: {sentence}"
                for processor in processing.processor_ids
                for sentence in (processor.missing or "").splitlines()
            ]
            processing.missing = "\n".join([*empty, *told]) or False
            processing.is_complete = not empty and not told

    def _get_headings(self):
        """The headings of art. 30(1): key, title, text, whether it is mandatory."""
        self.ensure_one()
        return [
            ("controller", self.env._("Controller"), self._get_controller(), True),
            ("officer", self.env._("Data protection officer"), self._get_dpo(), False),
            (
                "joint",
                self.env._("Joint controllers and representative"),
                self.joint_controllers,
                False,
            ),
            ("purposes", self.env._("Purposes"), self.purposes, True),
            ("basis", self.env._("Legal basis"), self._get_basis(), True),
            (
                "persons",
                self.env._("Categories of persons"),
                self.person_categories,
                True,
            ),
            ("data", self.env._("Categories of data"), self._get_data(), True),
            ("special", self.env._("Special categories"), self.sensitive, False),
            ("recipients", self.env._("Recipients"), self._get_recipients(), True),
            ("processors", self.env._("Processors"), self._get_processors(), False),
            (
                "transfers",
                self.env._("Transfers outside the EU and safeguards"),
                self._get_transfers(),
                True,
            ),
            ("erasure", self.env._("Delays of erasure"), self._get_erasure(), True),
            ("security", self.env._("Security measures"), self.security, True),
        ]

    def _get_controller(self):
        company = (self.company_id or self.env.company).root_id
        # sudo: the address of the company is in every letter
        partner = company.sudo().partner_id
        reach = filter(None, (company.email, company.phone))
        told = (company.name, partner.contact_address_inline, ", ".join(reach))
        return (
            "\n".join(filter(None, told)) if any((company.email, company.phone)) else ""
        )

    def _get_dpo(self):
        company = (self.company_id or self.env.company).root_id
        # sudo: whoever reads the register is to know whom to ask
        officer = company.sudo().clientfile_dpo_id
        return ", ".join(filter(None, (officer.name, officer.email, officer.phone)))

    def _get_basis(self):
        labels = dict(self._fields["basis"]._description_selection(self.env))
        return "\n".join(filter(None, (labels.get(self.basis), self.basis_note)))

    def _get_data(self):
        return "\n".join(filter(None, (self.data_categories, self.field_list)))

    def _get_recipients(self):
        # sudo: the names of groups
        groups = ", ".join(self.sudo().group_ids.mapped("full_name"))
        return "\n".join(filter(None, (groups, self.recipients)))

    def _get_processors(self):
        return "\n".join(
            f"{one.display_name}: {one.service}" for one in self.processor_ids
        )

    def _get_transfers(self):
        told = filter(None, (self.transfers, self.transfer_note))
        return "\n".join(told) or self.env._("None")

    def _get_erasure(self):
        return self.erasure

    def action_print(self):
        """The register of these activities, as a PDF."""
        report = self.env.ref("crm_clientfile_gdpr.clientfile_processing_report")
        return report.report_action(self)

    def action_workbook(self):
        """The register of all activities and processors, as a workbook."""
        return {
            "type": "ir.actions.act_url",
            "url": f"/clientfile/processing.xlsx?company={self.env.company.id}",
            "target": "download",
        }
