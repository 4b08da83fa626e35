from datetime import timedelta

from odoo import api, fields, models

from ..tools.transfers import is_transfer, needs_safeguard

SAFEGUARDS = [
    ("clauses", "Standard contractual clauses (art. 46)"),
    ("rules", "Binding corporate rules (art. 47)"),
    ("certified", "Certified recipient in an adequate scheme (art. 45)"),
    ("derogation", "Derogation for specific situations (art. 49)"),
]
_TO_DO = "mail.mail_activity_data_todo"


class ClientfileProcessor(models.Model):
    """Who handles personal data for the company, and by which contract: art. 28."""

    _name = "clientfile.processor"
    _description = "Processor of Personal Data"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "contract_end, id"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner", "Processor", required=True, ondelete="restrict", tracking=True
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company.root_id,
        ondelete="restrict",
    )
    active = fields.Boolean(default=True)
    service = fields.Char("What It Does for Us", required=True, tracking=True)
    user_id = fields.Many2one(
        "res.users",
        "Followed by",
        default=lambda self: self.env.user,
        tracking=True,
        ondelete="set null",
    )
    contract_date = fields.Date("Contract of", tracking=True)
    contract_end = fields.Date("Contract Ends on", tracking=True)
    reminder_days = fields.Integer(
        "Reminder Before the End (Days)",
        default=60,
        help="That many days before the contract ends, an activity says so.",
    )
    contract_ids = fields.Many2many(
        "ir.attachment",
        "clientfile_processor_attachment_rel",
        "processor_id",
        "attachment_id",
        "Contract Documents",
        bypass_search_access=True,
    )
    country_ids = fields.Many2many(
        "res.country",
        "clientfile_processor_country_rel",
        "processor_id",
        "country_id",
        "Countries of the Data",
        help="Where the data is kept, and from where it is reached.",
    )
    safeguard = fields.Selection(SAFEGUARDS, "Safeguard of Transfers", tracking=True)
    sub_processors = fields.Text(help="Who works for the processor, where, for what.")
    check_ids = fields.One2many("clientfile.processor.check", "processor_id", "Checks")
    last_check_date = fields.Date("Last Check", compute="_compute_last_check_date")
    missing = fields.Text("Still Missing", compute="_compute_missing")
    transfer_country_ids = fields.Many2many(
        "res.country", string="Outside the EU", compute="_compute_transfer_country_ids"
    )

    @api.depends("check_ids.date")
    def _compute_last_check_date(self):
        for processor in self:
            dates = processor.check_ids.mapped("date")
            processor.last_check_date = max(dates, default=False)

    @api.depends("country_ids")
    def _compute_transfer_country_ids(self):
        for processor in self:
            processor.transfer_country_ids = processor.country_ids.filtered(
                lambda country: is_transfer(country.code)
            )

    @api.depends(
        "contract_ids", "contract_date", "contract_end", "country_ids", "safeguard"
    )
    @api.depends_context("lang")
    def _compute_missing(self):
        today = fields.Date.context_today(self)
        for processor in self:
            said = processor._get_missing(today)
            processor.missing = "\n".join(said) or False

    def _get_missing(self, today):
        """Sentences about what art. 28 and 46 ask for, and is not there."""
        countries = self.country_ids
        needy = countries.filtered(lambda country: needs_safeguard(country.code))
        told = (
            (not self.contract_ids, self.env._("The contract (art. 28) is missing.")),
            (not self.contract_date, self.env._("The contract has no date.")),
            (
                self.contract_end and self.contract_end < today,
                self.env._("The contract has ended."),
            ),
            (not countries, self.env._("The countries of the data are missing.")),
            (
                needy and not self.safeguard,
                self.env._(
                    "The safeguard of the transfer is missing: %s.",
                    ", ".join(needy.mapped("name")),
                ),
            ),
        )
        return [sentence for is_missing, sentence in told if is_missing]

    @api.model
    def _get_ending_domain(self):
        """Contracts that have ended, or end within 60 days."""
        soon = fields.Date.context_today(self) + timedelta(days=60)
        return [("contract_end", "<=", soon)]

    @api.model
    def _cron_remind(self):
        """Daily: an activity for each contract that ends soon, once."""
        todo = self.env.ref(_TO_DO)
        today = fields.Date.context_today(self)
        ending = self.search([("contract_end", ">=", today)]).filtered(
            lambda one: (
                one.contract_end - timedelta(days=one.reminder_days) <= today
                and todo not in one.activity_ids.activity_type_id
            )
        )
        for processor in ending:
            processor._plan_reminder()

    def _plan_reminder(self):
        user = self.user_id or self.env.user
        words = self.with_context(lang=user.lang).env
        self.activity_schedule(
            _TO_DO,
            self.contract_end,
            words._("The contract with this processor ends: renew it or end it"),
            user_id=user.id,
        )
