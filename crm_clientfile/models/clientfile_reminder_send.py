from markupsafe import Markup
from psycopg2.errors import UniqueViolation

from odoo import fields, models
from odoo.tools import format_amount, format_date, is_html_empty

from ..tools.reminder_text import fill_html, fill_text

_CALL = "mail.mail_activity_data_call"
_REPORT = "crm_clientfile.clientfile_reminder_report"
_TABLE = "crm_clientfile.clientfile_reminder_table"
_CLOSING = "crm_clientfile.clientfile_reminder_closing"
# Nobody becomes a follower by reminding: answers go to who reminded.
_QUIET = {"mail_create_nosubscribe": True, "mail_post_autofollow": False}


class ClientfileReminder(models.Model):
    """The sending: decided once more, claimed by the database, then delivered."""

    _inherit = "clientfile.reminder"

    def _send(self):
        """Send these reminders where they are still due; those that were sent."""
        today = fields.Date.context_today(self)
        finder = self.env["clientfile.reminder.finder"]
        company = self.company_id
        company.ensure_one()
        decisions = finder._decide(company, self.partner_id.ids, today)
        sent = self.browse()
        for reminder in self:
            decision = decisions.get(reminder.partner_id.id)
            reason = reminder._find_refusal(decision)
            if not reason and not reminder._claim(decision, today):
                reason = "already"
            if reason:
                # sudo: the state is read-only for those who adjust reminders
                reminder.sudo().write({"state": "skipped", "reason": reason})
            else:
                sent |= reminder
        for reminder in sent:
            reminder._deliver()
        return sent

    def _find_refusal(self, decision):
        """Why this is not sent after all, as things stand now."""
        if not decision:
            return "paid"
        if decision.reason:
            return decision.reason
        if decision.level.key != self.level_id.id:
            return "changed"
        if self.channel == "email" and not self.recipient_ids:
            return "address"
        return None

    def _claim(self, decision, today):
        """Note it as sent; false when somebody else reminded meanwhile."""
        content = self._prepare_content(decision, self.company_id, today)
        # sudo: from here on, nobody writes it but this
        reminder = self.sudo()
        try:
            with self.env.cr.savepoint():
                reminder.line_ids.unlink()
                reminder.write(content)
                reminder.line_ids.is_sent = True
                reminder.write({"state": "sent", **reminder._prepare_sent_values()})
                self.env.flush_all()
        except UniqueViolation:
            return False
        return True

    def _prepare_sent_values(self):
        subject, body = self._get_text()
        return {
            "reason": False,
            "subject": subject,
            "body": body,
            "date_sent": fields.Datetime.now(),
            "sender_id": self.env.uid,
        }

    def _deliver(self):
        deliveries = {
            "email": self._deliver_email,
            "call": self._deliver_call,
            "letter": self._deliver_letter,
        }
        deliveries[self.channel]()

    def _deliver_email(self):
        """Into Odoo's queue: it leaves when this transaction is kept."""
        reminder = self._in_language()
        values = {"doc": reminder, "user": self.env.user}
        qweb = reminder.env["ir.qweb"]
        below = qweb._render(_TABLE, values) + qweb._render(_CLOSING, values)
        # sudo: who reminds need not be allowed to write to each contact
        reminder.sudo().with_context(**_QUIET).message_post(
            author_id=self.env.user.partner_id.id,
            email_from=self.env.user.email_formatted,
            body=Markup(self.body) + below,
            subject=self.subject,
            partner_ids=self.recipient_ids.ids,
            attachments=[(reminder._get_filename() + ".pdf", reminder._render_pdf())],
            message_type="email_outgoing",
            subtype_xmlid="mail.mt_comment",
            email_layout_xmlid="mail.mail_notification_light",
            force_send=False,
        )

    def _deliver_letter(self):
        """Keep what was printed: the run prints all letters as one file."""
        reminder = self._in_language()
        reminder.sudo().with_context(**_QUIET).message_post(  # sudo: as for e-mails
            body=self.env._("Letter to print."),
            attachments=[(reminder._get_filename() + ".pdf", reminder._render_pdf())],
            message_type="notification",
            subtype_xmlid="mail.mt_note",
        )

    def _deliver_call(self):
        """An activity of the salesperson; without one, of who follows up payments."""
        # sudo: the customer's activities, also for accountants
        customer = self.partner_id.sudo()
        company = self.company_id.sudo()  # sudo: its settings
        caller = customer.user_id or company.clientfile_reminder_user_id
        caller = caller or self.env.user
        spoken = self.with_context(lang=caller.lang or self.env.lang)
        customer.activity_schedule(
            _CALL,
            self.date,
            summary=spoken.env._(
                "%(level)s: %(total)s overdue",
                level=spoken.level_id.name,
                total=format_amount(spoken.env, self.amount, self.currency_id),
            ),
            note=self.body,
            user_id=caller.id,
        )

    def _in_language(self):
        """This reminder, in the language of who gets it."""
        return self.with_context(lang=self._get_lang())

    def _get_lang(self):
        # sudo: the language of customer and company, whoever reminds
        reminder = self.sudo()
        company = reminder.company_id.partner_id
        return reminder.partner_id.lang or company.lang or self.env.lang

    def _render_pdf(self):
        # sudo: the report reads bank account and addresses of the company
        reports = self.env["ir.actions.report"].sudo()
        return reports._render_qweb_pdf(_REPORT, self.ids)[0]

    def _get_filename(self):
        name = f"{self.level_id.name} - {self.partner_id.name}"
        return name.replace("/", "-")

    def _get_text(self):
        """Subject and text, in the language of who gets it; as sent, once it was."""
        self.ensure_one()
        if self.state == "sent":
            return self.subject, self.body
        reminder = self._in_language()
        values = reminder._prepare_placeholders()
        level = reminder.level_id.sudo()  # sudo: its words, for whoever reminds
        body = "" if is_html_empty(level.body) else level.body
        return fill_text(level.subject, values), Markup(fill_html(body, values))

    def _prepare_placeholders(self):
        """What the words in braces of a level stand for."""
        # sudo: what the customer is told about himself, whoever reminds
        reminder = self.sudo()
        partner = reminder.partner_id

        def show(amount):
            return format_amount(self.env, amount, reminder.currency_id)

        return {
            "customer": partner.name or "",
            "number": partner.ref or "",
            "company": reminder.company_id.name,
            "date": format_date(self.env, reminder.date),
            "amount": show(reminder.amount),
            "interest": show(reminder.interest),
            "indemnity": show(reminder.indemnity),
            "total": show(reminder.total),
            "oldest_due": format_date(self.env, reminder.date_oldest),
            "days": str(reminder.days_late),
            "invoices": ", ".join(filter(None, reminder.line_ids.mapped("name"))),
            "salesperson": partner.user_id.name or "",
        }

    def _get_totals(self):
        """What is claimed in each currency; the indemnity is in the company's."""
        totals = {}
        for line in self.line_ids:
            total = totals.setdefault(line.currency_id, _new_total(line.currency_id))
            total["residual"] += line.residual
            total["deducted"] += line.deducted
            total["interest"] += line.interest
        if self.indemnity:
            currency = self.currency_id
            total = totals.setdefault(currency, _new_total(currency))
            total["indemnity"] = self.indemnity
        for total in totals.values():
            claimed = total["residual"] + total["interest"] + total["indemnity"]
            total["total"] = total["currency"].round(claimed)
        return list(totals.values())

    def _get_postal_address(self):
        """Where letters of the customer go."""
        partner = self.sudo().partner_id  # sudo: the address, whoever reminds
        return partner._get_clientfile_address("clientfile_postal")


def _new_total(currency):
    names = ("residual", "deducted", "interest", "indemnity")
    return {"currency": currency, **dict.fromkeys(names, 0.0)}
