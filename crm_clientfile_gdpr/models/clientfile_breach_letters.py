from odoo import api, fields, models
from odoo.exceptions import UserError

BATCH = 200


class ClientfileBreach(models.Model):
    """The persons concerned, and what they are told; letters go in the background."""

    _inherit = "clientfile.breach"

    person_ids = fields.One2many(
        "clientfile.breach.person", "breach_id", "Persons Concerned"
    )
    listed_count = fields.Integer("Listed", compute="_compute_counts")
    pending_count = fields.Integer("To Be Told", compute="_compute_counts")
    letter_count = fields.Integer("Letters to Print", compute="_compute_counts")
    letter_text = fields.Text("What the Persons Read: What Happened", translate=True)
    letter_consequences = fields.Text(
        "What the Persons Read: Consequences", translate=True
    )
    letter_measures = fields.Text("What the Persons Read: Measures", translate=True)

    @api.depends("person_ids.state")
    def _compute_counts(self):
        groups = self.env["clientfile.breach.person"]._read_group(
            [("breach_id", "in", self.ids)], ["breach_id", "state"], ["__count"]
        )
        counts = {(breach.id, state): count for breach, state, count in groups}
        for breach in self:
            by_state = {
                state: counts.get((breach.id, state), 0)
                for state in ("pending", "letter", "mailed", "printed")
            }
            breach.listed_count = sum(by_state.values())
            breach.pending_count = by_state["pending"]
            breach.letter_count = by_state["letter"]

    def action_add_persons(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Add persons"),
            "res_model": "clientfile.breach.people",
            "view_mode": "form",
            "target": "new",
            "context": {"default_breach_id": self.id},
        }

    def action_open_persons(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Persons concerned"),
            "res_model": "clientfile.breach.person",
            "view_mode": "list",
            "domain": [("breach_id", "=", self.id)],
            "context": {"create": False},
        }

    def action_write_persons(self):
        """Tell those who were not told yet: by e-mail, else by a letter to print."""
        self.ensure_one()
        self.check_access("write")
        if self.persons_decision != "inform":
            raise UserError(
                self.env._("Decide first that the persons are told, and save it.")
            )
        if not (self.letter_text and self.letter_measures):
            raise UserError(
                self.env._(
                    "Write first what the persons read: what happened, and what was "
                    "done."
                )
            )
        if not self.pending_count:
            raise UserError(self.env._("Nobody is left to be told. Add persons."))
        name = self.env._("Letters: %s", self.name)
        if self.pending_count <= BATCH:
            self._run_at_once(name, self.pending_count)
        else:
            self._enqueue_job(name, self.pending_count, queue=self._name)
        return True

    def action_print_letters(self):
        self.ensure_one()
        letters = self.person_ids.filtered(lambda one: one.state == "letter")
        return letters.action_print()

    def _job_step(self, job):
        """Tell some more; a person and his mail are one transaction."""
        persons = self.env["clientfile.breach.person"].search(
            [("breach_id", "=", self.id), ("state", "=", "pending")], limit=BATCH
        )
        # One address may be that of several records: each of them is told.
        mailed = persons.filtered("partner_id.email_normalized")
        if mailed:
            template = self.env.ref("crm_clientfile_gdpr.mail_template_breach")
            # sudo: the officer need not be allowed to edit templates to use this one
            template.sudo().send_mail_batch(mailed.ids)
        now = fields.Datetime.now()
        # sudo: nobody types that somebody was told
        mailed.sudo().write({"state": "mailed", "date_told": now})
        (persons - mailed).sudo().write({"state": "letter"})  # sudo: as above
        job._advance(done=len(persons))
        return len(persons) < BATCH

    def _get_contact(self):
        """Whom persons and the authority ask."""
        company = self.company_id
        # sudo: the officer is named to everybody
        officer = company.sudo().clientfile_dpo_id
        told = (
            officer.name or company.name,
            officer.email or company.email,
            officer.phone or company.phone,
        )
        return ", ".join(filter(None, told))
