from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.misc import clean_context

from ..tools.seal_chain import START, Chain

BATCH = 5_000
# So many rows are checked while one waits; more in the background.
AT_ONCE = 20_000
MOST_TOLD = 100
CHAINS = [
    ("clientfile.consent", "Consents"),
    ("clientfile.access.log", "Access log"),
]
# All that somebody says about a check; the rest is found.
_TYPED = frozenset(("chain",))


class ClientfileConsentCheck(models.Model):
    """One check of all seals: what was changed behind the back of the product.

    The last seal is kept: a later check sees whether somebody rewrote the chain, or cut
    off its end.
    """

    _name = "clientfile.consent.check"
    _description = "Check of the Seals"
    _inherit = ["clientfile.job.mixin"]
    _order = "id desc"

    chain = fields.Selection(
        CHAINS, "What Is Checked", required=True, default=CHAINS[0][0]
    )
    date = fields.Datetime(
        "Started on", readonly=True, copy=False, default=fields.Datetime.now
    )
    user_id = fields.Many2one(
        "res.users",
        "By",
        readonly=True,
        copy=False,
        default=lambda self: self.env.user,
    )
    state = fields.Selection(
        [
            ("draft", "New"),
            ("working", "At work"),
            ("intact", "Intact"),
            ("broken", "Broken"),
        ],
        "Result",
        required=True,
        readonly=True,
        default="draft",
        copy=False,
    )
    checked_count = fields.Integer("Seals Checked", readonly=True, copy=False)
    unsealed_count = fields.Integer("Not Sealed Yet", readonly=True, copy=False)
    finding_count = fields.Integer("Faults", readonly=True, copy=False)
    findings = fields.Text("What Is Broken", readonly=True, copy=False)
    head_position = fields.Integer("Last Number", readonly=True, copy=False)
    head_seal = fields.Char("Last Seal", readonly=True, copy=False)

    @api.depends("date")
    def _compute_display_name(self):
        for check in self:
            check.display_name = self.env._("Check of %s", check.date or "")

    @api.model_create_multi
    def create(self, vals_list):
        if self.env.su:
            return super().create(vals_list)
        for vals in vals_list:
            self._refuse_forgery(vals)
        # Nor are results brought in as defaults of the context.
        plain = self.with_env(self.env(context=clean_context(self.env.context)))
        checks = super(ClientfileConsentCheck, plain).create(vals_list)
        return checks.with_env(self.env)

    def write(self, vals):
        if not self.env.su:
            self._refuse_forgery(vals)
            if any(check.state != "draft" for check in self):
                raise UserError(
                    self.env._("This check was made. Make a new one to check again.")
                )
        return super().write(vals)

    @api.model
    def _refuse_forgery(self, vals):
        if not _TYPED.issuperset(vals):
            raise AccessError(
                self.env._("What a check finds is written by the check alone.")
            )

    def action_start(self):
        """Check every seal, from the first one on."""
        self.ensure_one()
        self.check_access("write")
        # sudo: what is found is written by the check alone, after this look at rights
        self.sudo()._start()
        return True

    def _start(self):
        if self.state != "draft":
            raise UserError(
                self.env._("This check was made. Make a new one to check again.")
            )
        rows = self._get_rows()
        rows.flush_model()
        count = rows.search_count([("seal", "!=", False)])
        self.write(self._prepare_start_values(rows))
        name = self.env._("Check of the seals")
        if count <= AT_ONCE:
            self._run_at_once(name, count)
        else:
            self._enqueue_job(name, count, queue=self._name)

    def _get_rows(self):
        # sudo: all companies share one chain
        return self.env[self.chain].sudo()

    def _prepare_start_values(self, rows):
        return {
            "state": "working",
            "date": fields.Datetime.now(),
            "user_id": self.env.uid,
            "checked_count": 0,
            "finding_count": 0,
            "findings": False,
            "head_position": 0,
            "head_seal": START,
            "unsealed_count": rows.search_count([("seal", "=", False)]),
        }

    def _job_step(self, job):
        """Check some more seals, in their order."""
        # sudo: as above, whoever asked for it
        return self.sudo()._check_some(job)

    def _check_some(self, job):
        chain = Chain(self.head_position, self.head_seal, self._get_heads())
        stored = self._get_rows()._read_sealed(self.head_position, BATCH)
        found = list(chain.check(stored))
        if not stored:
            found += chain.finish()
        self._note(found)
        if not stored:
            self.state = "broken" if self.finding_count else "intact"
            return True
        self.write(
            {
                "head_position": chain.position,
                "head_seal": chain.last,
                "checked_count": self.checked_count + len(stored),
            }
        )
        job._advance(done=len(stored), errors=len(found))
        return False

    def _job_changed(self, job):
        if job.state == "cancelled":
            self._job_given_up()

    def _job_given_up(self):
        self.sudo().state = "draft"  # sudo: as above

    def _get_heads(self):
        """The last seals that earlier checks saw, by their position."""
        checks = self.search(
            [
                ("chain", "=", self.chain),
                ("id", "<", self.id),
                ("state", "in", ("intact", "broken")),
            ]
        )
        seen = {check.head_position: check.head_seal for check in checks}
        seen.pop(0, None)
        return seen

    def _note(self, found):
        """Keep the first faults in words, and count all of them."""
        if not found:
            return
        known = self.findings.splitlines() if self.findings else []
        room = max(MOST_TOLD - len(known), 0)
        told = [self._describe(one) for one in found[:room]]
        self.findings = "\n".join([*known, *told])
        self.finding_count += len(found)

    def _describe(self, finding):
        place = {"position": finding.position, "until": finding.until}
        number = {
            "position": finding.position,
            "id": finding.record_id,
            "what": self._get_row_name(),
        }
        kinds = {
            "missing": self.env._(
                "Numbers %(position)s to %(until)s: rows are missing.", **place
            ),
            "changed": self.env._(
                "Number %(position)s (%(what)s %(id)s): changed after it was sealed.",
                **number,
            ),
            "head": self.env._(
                "Number %(position)s (%(what)s %(id)s): an earlier check saw another "
                "seal; the chain was rewritten.",
                **number,
            ),
            "wording": self.env._(
                "Number %(position)s (%(what)s %(id)s): the wording was changed.",
                **number,
            ),
            "evidence": self.env._(
                "Number %(position)s (%(what)s %(id)s): the evidence was changed.",
                **number,
            ),
        }
        if finding.kind == "reason":
            return self.env._(
                "Number %(position)s (%(what)s %(id)s): whom it was about, or why, was "
                "changed.",
                **number,
            )
        return kinds[finding.kind]

    def _get_row_name(self):
        if self.chain == "clientfile.consent":
            return self.env._("consent")
        return self.env._("entry")
