from odoo import api, models

_STATES = {True: "skipped", False: "prepared"}


class ClientfileReminder(models.Model):
    """Reminders made of what was decided, for many customers at once."""

    _inherit = "clientfile.reminder"

    @api.model
    def _create_from(self, run, decisions):
        """The reminders of a run: one for each customer to whom a level is due."""
        customers = self.env["res.partner"].browse(decisions)
        recipients = self._find_recipients(customers, run.company_id)
        # sudo: reminders are made by runs, never by hand
        return self.sudo().create(
            [
                self._prepare_values(
                    run, customer, decisions[customer.id], recipients[customer]
                )
                for customer in customers
            ]
        )

    @api.model
    def _find_recipients(self, customers, company):
        """By customer: who has the role, else the invoice address, else the company."""
        # sudo: customers of all salespeople are reminded alike
        customers = customers.sudo()
        holders = customers._get_clientfile_recipients("reminders", customers)
        found = {}
        for customer in customers:
            address = customer.browse(customer.address_get(["invoice"])["invoice"])
            by_role = holders.get(customer, customer.browse()).filtered(
                lambda one: one.company_id.root_id in (company, one.company_id.browse())
            )
            known = by_role or address.filtered("email_normalized")
            found[customer.sudo(False)] = known or customer.filtered("email_normalized")
        return found

    @api.model
    def _prepare_values(self, run, customer, decision, recipients):
        level = self.env["clientfile.reminder.level"].browse(decision.level.key)
        channel, reason = self._choose_channel(customer, level, recipients)
        reason = decision.reason or reason
        return {
            "run_id": run.id,
            "partner_id": customer.id,
            "company_id": run.company_id.id,
            "level_id": level.id,
            "channel": channel,
            "state": _STATES[bool(reason)],
            "reason": reason,
            "recipient_ids": [(6, 0, recipients.ids)],
            **self._prepare_content(decision, run.company_id, run.date),
        }

    @api.model
    def _choose_channel(self, customer, level, recipients):
        """The level's channel; a letter where there is no e-mail address."""
        # sudo: the level's channel and the address, whoever prepares
        level, customer = level.sudo(), customer.sudo()
        if level.channel == "call" or (level.channel == "email" and recipients):
            return level.channel, False
        has_address = customer.street and customer.city
        if level.channel == "letter" and not has_address and recipients:
            return "email", False
        return "letter", False if has_address else "address"

    @api.model
    def _prepare_content(self, decision, company, date):
        """What a reminder claims: its lines, and their totals."""
        # sudo: documents are named, whoever may open them
        instalments = self.env["account.move.line"].sudo()
        lines = decision.lines
        amount = sum(line.company_remaining for line in lines)
        interest = sum(line.company_interest for line in lines)
        indemnity = sum(line.indemnity for line in lines)
        # sudo: the terms of the company, for whoever reminds
        rate = company.sudo().clientfile_reminder_rate
        return {
            "date": date,
            "line_ids": [
                (0, 0, self._prepare_line(line, decision, instalments))
                for line in lines
            ],
            "invoice_count": len(lines),
            "date_oldest": lines[0].item.due,
            "days_late": lines[0].days,
            "amount": float(amount),
            "interest": float(interest),
            "indemnity": float(indemnity),
            "total": float(amount + interest + indemnity),
            "interest_rate": rate if interest else 0.0,
        }

    @api.model
    def _prepare_line(self, line, decision, instalments):
        instalment = instalments.browse(line.item.key)
        move = instalment.move_id
        return {
            "move_line_id": instalment.id,
            "move_id": move.id,
            "level_id": decision.level.key,
            "name": move.name,
            "date": move.invoice_date or move.date,
            "date_due": line.item.due,
            "days_late": line.days,
            "currency_id": line.item.currency,
            "amount_total": instalment.amount_currency,
            "deducted": float(line.deducted),
            "residual": float(line.remaining),
            "interest": float(line.interest),
            "company_residual": float(line.company_remaining),
            "company_interest": float(line.company_interest),
            "indemnity": float(line.indemnity),
        }
