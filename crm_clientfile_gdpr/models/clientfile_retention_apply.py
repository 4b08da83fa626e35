from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError

WARN_BATCH = 200
ARCHIVE_BATCH = 10
_TO_DO = "mail.mail_activity_data_todo"


class ClientfileRetentionRun(models.Model):
    """Warns those who were found, and archives those whose grace has passed."""

    _inherit = "clientfile.retention.run"

    def _treat_some(self):
        """One batch; false when nothing is left to do."""
        return bool(self._warn_some() or self._archive_some())

    def _warn_some(self):
        lines = self.env["clientfile.retention.line"].search(
            [("run_id", "=", self.id), ("state", "=", "found")], limit=WARN_BATCH
        )
        if not lines:
            return lines
        policy = self.policy_id
        mailed = lines.browse()
        if policy.warning == "mail":
            # sudo: whether there is an address, of whom the officer may not open
            mailed = lines.filtered(lambda line: line.sudo()._get_email())
            self._mail_warnings(mailed)
        if policy.warning != "none":
            self._plan_warnings(lines - mailed)
        today = fields.Date.context_today(self)
        days = policy.grace_days if policy.warning != "none" else 0
        # sudo: lines change by runs alone
        lines.sudo().write(
            {
                "state": "warned",
                "date_warned": today,
                "date_grace": today + timedelta(days=days),
            }
        )
        return lines

    def _mail_warnings(self, lines):
        """Write to the persons; what they answer is read on their own record."""
        template = self.env.ref("crm_clientfile_gdpr.mail_template_retention")
        # sudo: the officer need not be allowed to edit templates to use this one
        mails = template.sudo().send_mail_batch(lines.ids)
        # sudo: the records of all whom the policy concerns
        for mail, line in zip(mails, lines.sudo(), strict=True):
            record = line._get_record()
            mail.mail_message_id.write({"model": record._name, "res_id": record.id})
        # Its message is what an answer is recognised by.
        mails.auto_delete = False

    def _plan_warnings(self, lines):
        if not lines:
            return
        todo = self.env.ref(_TO_DO)
        today = fields.Date.context_today(self)
        deadline = today + timedelta(days=self.policy_id.grace_days)
        known = self.env["ir.model"]
        models_ = {line.id: known._get_id(line._get_record()._name) for line in lines}
        # sudo: the salesperson is told of customers that the officer may not open
        activities = self.env["mail.activity"].sudo()
        activities.with_context(mail_activity_quick_update=True).create(
            [
                {
                    "res_model_id": models_[line.id],
                    "res_id": line._get_record().id,
                    "activity_type_id": todo.id,
                    "date_deadline": deadline,
                    "user_id": self._get_warned_user(line).id,
                    "summary": self.env._(
                        "No sign of life since %s: will be archived", line.date_clock
                    ),
                }
                for line in lines
            ]
        )

    def _get_warned_user(self, line):
        # sudo: the salesperson of any customer or lead
        user = line.sudo()._get_record().user_id
        return user if user.active else self.policy_id.user_id

    def _archive_some(self):
        """Persons whose grace has passed and who did not come back.

        Whom somebody else is at work on is left for the next night.
        """
        lines = self._hold_free(self._get_ripe_lines())
        if not lines:
            return lines
        still = self._find_still_due(lines)
        # An address of somebody who was archived went with that person.
        gone = (lines - still).filtered("partner_id.clientfile_erased_on")
        gone.sudo().write({"state": "done"})  # sudo: lines change by runs alone
        came_back = lines - still - gone
        came_back.sudo().write({"state": "spared"})  # sudo: as above
        for line in still:
            self._archive_one(line)
        return lines

    def _hold_free(self, lines):
        """Those of these lines that nobody else holds, held until the batch is done."""
        self.env.flush_all()
        # sudo: to hold the rows of persons that the officer may not open
        lines = lines.sudo().try_lock_for_update()
        persons = lines.partner_id.try_lock_for_update()
        leads = lines.lead_id.try_lock_for_update()
        lines = lines.filtered(
            lambda line: line.partner_id in persons or line.lead_id in leads
        )
        self.env.invalidate_all(flush=False)
        return lines.filtered(lambda line: line.state == "warned").sudo(False)

    def _get_ripe_lines(self):
        today = fields.Date.context_today(self)
        return self.env["clientfile.retention.line"].search(
            [
                ("policy_id", "=", self.policy_id.id),
                ("state", "=", "warned"),
                ("date_grace", "<=", today),
            ],
            limit=ARCHIVE_BATCH,
            order="id",
        )

    def _find_still_due(self, lines):
        """Those of these persons whom the policy still concerns, judged anew."""
        ids = lines.mapped(self._get_link()).ids
        asked = {
            **self._prepare_question(),
            "after": min(ids) - 1,
            "until": max(ids),
            "only": ids,
        }
        return lines.browse(self._judge_anew(lines, asked))

    def _archive_one(self, line):
        try:
            with self.env.cr.savepoint():
                self._take_out(line)
        except UserError as error:
            self._end_line(line, "refused", note=str(error))
            self._count(refused_count=1)
        else:
            self._count(done_count=1)

    def _take_out(self, line):
        """Data goes to the archive, the record is anonymised: both, or nothing."""
        partner = line.partner_id
        # sudo: what is archived is the whole record, whoever may open it
        content = partner.sudo()._get_clientfile_archive_content()
        name = partner.sudo().display_name  # sudo: as above
        plans = self.env["clientfile.erasure"]._plan_for(partner, with_texts=False)
        plans._execute()
        if line.outcome == "archive":
            self.env["clientfile.archive"]._keep(line, name, content)
        self._end_line(line, "done")

    def _end_line(self, line, state, note=False):
        # sudo: lines change by runs alone
        line.sudo().write({"state": state, "note": note})
