from odoo import Command, models
from odoo.tools.mail import email_normalize_all

RECIPIENTS = {"email_to", "email_cc", "partner_to"}


class ClientfileAutomaticMixin(models.AbstractModel):
    """Messages that nobody looks at before they go ask about each person.

    Colleagues are always written to. Whom a message leaves out it tells by a note.
    """

    _name = "clientfile.automatic.mixin"
    _description = "Asks About Messages That Nobody Looks At"
    _inherit = ["clientfile.asking.mixin"]

    def _leave_clientfile_refused_out(self, records, reached):
        """Those of ``records`` that it may write about; the others are told."""
        refused = self._get_clientfile_refusals(reached)
        left_out = records.filtered(lambda record: record.id in refused)
        self._tell_clientfile_not_sent(left_out)
        return records - left_out

    def _tell_clientfile_not_sent(self, records):
        """A note on each record; the reason is for those who read consents."""
        if not records or not hasattr(records, "_message_log_batch"):
            return
        told = self.env._(
            "“%(rule)s” sent no message: the person may not be contacted for "
            "“%(purpose)s”.",
            rule=self.name,
            purpose=self._get_clientfile_asked_purpose().name or "–",
        )
        records._message_log_batch(bodies=dict.fromkeys(records.ids, told))

    def _get_clientfile_template_reach(self, template, records, given=None):
        """``{record id: (ids of persons, addresses)}``, colleagues left out.

        ``given``: values of the e-mail that take the place of the template's own.
        """
        found = template._generate_template_recipients(records.ids, RECIPIENTS)
        reached = {
            record_id: self._read_clientfile_recipients({**values, **(given or {})})
            for record_id, values in found.items()
        }
        return self._add_clientfile_customers(self._drop_clientfile_staff(reached))

    def _read_clientfile_recipients(self, values):
        """``(ids of persons, addresses)`` of the values of an e-mail."""
        if "recipient_ids" not in values:
            people = [*values.get("partner_ids", ())]
            return people, self._get_clientfile_addresses(values)
        # Commands of the host: link one, or set them all.
        links = values["recipient_ids"] or ()
        people = [
            one
            for command in links
            for one in (command[2] if command[0] == Command.SET else [command[1]])
        ]
        return people, self._get_clientfile_addresses(values)

    def _get_clientfile_addresses(self, values):
        given = (values.get("email_to"), values.get("email_cc"))
        return email_normalize_all(", ".join(filter(None, given)))

    def _add_clientfile_followers(self, reached, records):
        """The same, with those whom a message in the thread of the record goes to."""
        # sudo: followers of any record that is written on
        rows = (
            self.env["mail.followers"]
            .sudo()
            ._read_group(
                [
                    ("res_model", "=", records._name),
                    ("res_id", "in", records.ids),
                    ("subtype_ids", "in", self.env.ref("mail.mt_comment").ids),
                ],
                ["res_id"],
                ["partner_id:array_agg"],
            )
        )
        followers = dict(rows)
        return self._drop_clientfile_staff(
            {
                record_id: ([*people, *followers.get(record_id, ())], given)
                for record_id, (people, given) in reached.items()
            }
        )

    def _drop_clientfile_staff(self, reached):
        """The same, without colleagues and the company's own addresses."""
        # sudo: colleagues and their companies, whoever the message is sent as
        users = self.env["res.users"].sudo().search([("share", "=", False)])
        staff = users.partner_id | users.company_ids.partner_id
        own = {*staff.mapped("email_normalized")}
        return {
            record_id: (
                [one for one in people if one not in staff.ids],
                [one for one in given if one not in own],
            )
            for record_id, (people, given) in reached.items()
        }
