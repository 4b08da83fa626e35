from odoo import fields, models


class ClientfileJobCancellation(models.Model):
    """The wish to stop a job that a worker holds; read at its next step."""

    _name = "clientfile.job.cancellation"
    _description = "Cancellation of a Long Job"

    job_id = fields.Many2one("clientfile.job", required=True, ondelete="cascade")

    _one_per_job = models.UniqueIndex("(job_id)")
