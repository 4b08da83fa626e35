from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..tools.accepted_groups import connected_groups


class ClientfileMergeBatch(models.Model):
    """Accepted duplicates, merged group after group in the background.

    Each group is a merge of its own, with its own journal and undo; one that cannot be
    merged is listed with the reason, and the others go on. The work itself is in
    ``clientfile_merge_batch_run``.
    """

    _name = "clientfile.merge.batch"
    _inherit = ["clientfile.job.mixin"]
    _description = "Merge of Many Duplicates"
    _order = "id desc"

    name = fields.Char(compute="_compute_name")
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        default=lambda self: self.env.company,
    )
    line_ids = fields.One2many("clientfile.merge.batch.line", "batch_id", "Groups")
    group_count = fields.Integer("Groups to Merge", compute="_compute_counts")
    merged_count = fields.Integer("Merged", compute="_compute_counts")
    refused_count = fields.Integer("Not Merged", compute="_compute_counts")
    date_end = fields.Datetime(related="job_id.date_end")

    @api.depends("create_date")
    def _compute_name(self):
        for batch in self:
            batch.name = self.env._("Merge of duplicates no. %s", batch.id)

    @api.depends("line_ids.state")
    def _compute_counts(self):
        counts = {
            (batch.id, state): count
            for batch, state, count in self.line_ids._read_group(
                [("batch_id", "in", self.ids)], ["batch_id", "state"], ["__count"]
            )
        }
        for batch in self:
            for name, states in self._count_lines().items():
                batch[name] = sum(counts.get((batch.id, state), 0) for state in states)

    def _count_lines(self):
        """The states of the groups that each figure counts."""
        states = self.line_ids._fields["state"].get_values(self.env)
        return {
            "group_count": tuple(states),
            "merged_count": ("merged",),
            "refused_count": ("refused",),
        }

    def action_start_all(self):
        """Merge all that was accepted; shows the merge at work, if there is one."""
        self.check_access("create")
        running = [("job_id.state", "in", ("pending", "running"))]
        if batch := self.search(running, limit=1):
            return batch._open()
        pairs = self.env["clientfile.duplicate"]
        return self._start(pairs.search(pairs._get_accepted_domain()))

    def action_open_merged(self):
        return self._open_lines("merged")

    def action_open_refused(self):
        return self._open_lines("refused")

    @api.model
    def _start(self, pairs):
        """Have the groups that these pairs of customers form merged, and show it."""
        self.check_access("create")
        groups = connected_groups(
            (pair.partner_a_id.id, pair.partner_b_id.id)
            for pair in pairs
            if pair.partner_a_id and pair.partner_b_id
        )
        if not groups:
            raise UserError(
                self.env._("No accepted duplicate waits to be merged. Accept some.")
            )
        batch = self.create({})
        # sudo: groups are written by the batch, never by hand
        batch.sudo().line_ids = [
            Command.create({"partner_ids": [Command.set(ids)]}) for ids in groups
        ]
        batch._enqueue_job(
            self.env._("Merge of duplicates"), total=len(groups), queue=self._name
        )
        return batch._open()

    def _open(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def _open_lines(self, state):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": "clientfile.merge.batch.line",
            "view_mode": "list,kanban",
            "domain": [("batch_id", "=", self.id), ("state", "=", state)],
        }
