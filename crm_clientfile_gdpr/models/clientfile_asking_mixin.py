from odoo import fields, models

# Messages about these are part of a service: an order, a delivery, a payment, a job.
SERVICE_MODELS = frozenset(
    (
        *("sale.order", "account.move", "account.payment", "pos.order"),
        "purchase.order",
        *("stock.picking", "event.registration", "calendar.event"),
        *("project.project", "project.task", "hr.employee", "hr.applicant"),
    )
)
# In the context of a message that was asked about before; no call from outside has it.
ASKED = object()


class ClientfileAskingMixin(models.AbstractModel):
    """Whoever writes to persons asks whom it may contact, and for which purpose."""

    _name = "clientfile.asking.mixin"
    _description = "Asks Who May Be Contacted"

    _clientfile_channel = None

    clientfile_purpose_id = fields.Many2one(
        "clientfile.purpose", "Purpose", ondelete="set null"
    )

    def _get_clientfile_model(self):
        """Name of the model of the documents written about."""
        raise NotImplementedError

    def _get_clientfile_channel(self):
        """The channel it writes by: email or sms."""
        return self._clientfile_channel

    def _is_clientfile_asked(self):
        return self.env.context.get("clientfile_asked") is ASKED

    def _add_clientfile_customers(self, reached):
        """The same, with the customers of documents that give an address only."""
        with_address = [one for one, (_people, given) in reached.items() if given]
        records = self.env[self._get_clientfile_model()].browse(with_address)
        customers = records._mail_get_partners()
        return {
            document: ([*people, *customers[document].ids], given)
            if document in customers
            else (people, given)
            for document, (people, given) in reached.items()
        }

    def _get_clientfile_usual_purpose(self):
        """What such messages are for, unless somebody says otherwise."""
        # sudo: whoever sends is asked, also where he does not read the purposes
        purposes = self.env["clientfile.purpose"].sudo()
        if self._get_clientfile_model() in SERVICE_MODELS:
            purposes = purposes.with_context(active_test=False)
            return purposes.search([("kind", "=", "contract")], limit=1)
        return purposes._get_default()

    def _get_clientfile_asked_purpose(self):
        """The purpose chosen; nothing goes to many without any."""
        purpose = self.clientfile_purpose_id or self._get_clientfile_usual_purpose()
        # sudo: as above
        return purpose.sudo()

    def _get_clientfile_refusals(self, reached):
        """``{document id: reason}`` of those to leave out of ``reached``."""
        if self._is_clientfile_asked():
            return {}
        purpose = self._get_clientfile_asked_purpose()
        if not purpose:
            return dict.fromkeys(reached, "no_purpose")
        partners = self.env["res.partner"].sudo()  # sudo: oppositions hold for all
        channel = self._get_clientfile_channel()
        persons = {one for people, _addresses in reached.values() for one in people}
        addresses = {one for _people, given in reached.values() for one in given if one}
        refused = partners.browse(persons)._get_clientfile_refusals(channel, purpose)
        refused |= partners._get_clientfile_address_refusals(
            channel, purpose, addresses
        )
        reasons = {
            document: next(
                (refused[one] for one in (*people, *given) if one in refused), None
            )
            for document, (people, given) in reached.items()
        }
        return {document: reason for document, reason in reasons.items() if reason}
