from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.import_cells import show_cell
from ..tools.import_plan import MANY_COLUMNS

SHOWN_SAMPLES = 3
SHOWN_LENGTH = 40

# As in tools/columns.py; a test compares the two. Titles of templates and exports too.
TARGETS = [
    ("name", "Name"),
    ("is_company", "Is a company"),
    ("first_name", "First name"),
    ("last_name", "Last name"),
    ("civility", "Civility"),
    ("sex", "Sex"),
    ("birth_date", "Birth date"),
    ("function", "Job position"),
    ("trade_name", "Trade name"),
    ("legal_form", "Legal form"),
    ("ref", "Customer number"),
    ("file_reference", "File reference"),
    ("siren", "SIREN"),
    ("siret", "SIRET"),
    ("vat", "VAT number"),
    ("ape", "APE code"),
    ("be_enterprise", "Enterprise number"),
    ("company_registry", "Registration number"),
    ("employee_count", "Employees"),
    ("turnover", "Turnover"),
    ("industry", "Industry"),
    ("is_prospect", "Prospect"),
    ("is_client", "Is customer"),
    ("is_supplier", "Supplier"),
    ("client_since", "Client since"),
    ("parent_name", "Parent company"),
    ("parent_ref", "Parent company code"),
    ("contact_role", "Contact role"),
    ("address_type", "Address type"),
    ("comment", "Notes"),
    ("street", "Street"),
    ("street2", "Street 2"),
    ("zip", "Postcode"),
    ("city", "City"),
    ("state", "State"),
    ("country", "Country"),
    ("zip_city", "Postcode and city"),
    ("phone", "Phone"),
    ("phone_2", "Phone 2"),
    ("mobile", "Mobile"),
    ("fax", "Fax"),
    ("email", "Email"),
    ("email_2", "Email 2"),
    ("website", "Website"),
    ("preferred_channel", "Preferred channel"),
    ("lang", "Language"),
    ("salesperson", "Salesperson"),
    ("tags", "Tags"),
    ("linkedin", "LinkedIn"),
    ("facebook", "Facebook"),
    ("instagram", "Instagram"),
    ("x_twitter", "X (Twitter)"),
    ("whatsapp", "WhatsApp"),
    ("first_contact_date", "First contact"),
    ("source", "Source"),
    ("campaign", "Campaign"),
    ("project", "Desired project"),
    ("budget", "Budget"),
    ("preferences", "Preferences"),
    ("territory", "Sales territory"),
    ("payment_term", "Payment terms"),
    ("payment_method", "Payment method"),
    ("pricelist", "Pricelist"),
    ("discount", "Discount (%)"),
    ("discount_reason", "Reason for the discount"),
    ("carrier", "Carrier"),
    ("delivery_days", "Delivery time (days)"),
    ("delivery_terms", "Delivery terms"),
    ("delivery_instructions", "Delivery instructions"),
    ("delivery_charge", "Delivery charge"),
    ("checked_date", "Checked on"),
    ("closed_date", "Closed on"),
    ("labelled_comment", "Notes, with the title of the column"),
]


class ClientfileImportColumn(models.Model):
    """A column of an imported file and the field it means."""

    _name = "clientfile.import.column"
    _description = "Column of an Imported File"
    _order = "import_id, position, id"

    import_id = fields.Many2one(
        "clientfile.import", required=True, index=True, ondelete="cascade"
    )
    position = fields.Integer(required=True, readonly=True)
    name = fields.Char("Column", required=True, readonly=True)
    samples = fields.Char("First Values", readonly=True)
    target = fields.Selection(
        TARGETS, "Goes to", help="Columns that go nowhere are not imported."
    )

    @api.constrains("target", "import_id")
    def _check_target_once(self):
        for document in self.import_id:
            taken = [
                target for target in document.column_ids.mapped("target") if target
            ]
            for target in {*taken} - MANY_COLUMNS:
                if taken.count(target) > 1:
                    raise ValidationError(
                        self.env._(
                            "Two columns go to “%s”. Choose one of them.",
                            dict(
                                self._fields["target"]._description_selection(self.env)
                            )[target],
                        )
                    )

    @api.model
    def _prepare_values(self, position, title, cells):
        """Values of a column, given the first of its cells."""
        filled = (show_cell(cell) for cell in cells if cell is not None)
        shown = list(dict.fromkeys(filled))[:SHOWN_SAMPLES]
        return {
            "position": position,
            "name": title,
            "samples": " · ".join(text[:SHOWN_LENGTH] for text in shown),
        }
