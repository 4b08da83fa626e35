from odoo import fields, models
from odoo.exceptions import UserError


class ClientfileErasure(models.Model):
    """Plans of a large file are made, and carried out, in the background."""

    _name = "clientfile.erasure"
    _inherit = ["clientfile.erasure", "clientfile.reading.mixin"]

    is_read = fields.Boolean("Searched to the End", readonly=True)

    def _search_all(self):
        """What keys and links tell is in the plan at once; all texts follow."""
        self.ensure_one()
        plan = self.sudo()  # sudo: the plan covers all records there are
        found = plan._find_linked_anew()
        plan.is_read = not plan.is_full
        plan._set_lines(found)
        if plan.is_full:
            plan._read_all(found, self.env._("Plan of an erasure %s", self.name))
        self.invalidate_recordset()

    def _get_read_ids(self):
        return self.sudo().partner_ids.ids  # sudo: persons of any company

    def _check_reader(self):
        self._check_agent()

    def _end_reading(self, found):
        plan = self.sudo()  # sudo: the plan covers all records there are
        plan._set_lines(found)
        plan.is_read = True

    def _job_step(self, job):
        """Read on; once all was read anew, erase."""
        if self.state != "draft":
            return True
        if job.purpose == "execute":
            self._check_officer()
        is_read = super()._job_step(job)
        if is_read and job.purpose == "execute":
            self._execute_in_steps()
        return is_read

    def action_execute(self):
        """Erase what the plan says; for the data protection officer.

        In the background where all texts have to be read for long.
        """
        self._check_officer()
        self._check_free()
        if not (len(self) == 1 and self.is_full and self._is_large()):
            return super().action_execute()
        self._hold()
        self._check_obstacles()
        plan = self.sudo()  # sudo: checked above
        plan._keep(plan._find_linked_anew())
        plan._enqueue_job(
            self.env._("Erasure %s", self.name),
            len(self._list_slices()),
            purpose="execute",
            queue=self._name,
        )
        return self.action_reload()

    def _find_linked_anew(self):
        """What keys and links tell now."""
        finder = self.env["clientfile.person.finder"]
        found, _shared = finder._find_linked(self._get_identity(), self._get_read_ids())
        finder._add_attached(found)
        return found

    def action_cancel(self):
        self._check_officer()
        self.filtered("is_busy").job_id.action_cancel()
        return super().action_cancel()

    def action_refresh(self):
        """Search once more; what was decided by hand stays decided."""
        self._check_agent()
        self._check_free()
        self._hold()
        for plan in self:
            plan._search_all()
        return True

    def action_reload(self):
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _check_free(self):
        if any(plan.is_busy for plan in self):
            raise UserError(
                self.env._(
                    "The texts are being read. Wait until it is done, or cancel."
                )
            )

    def _get_obstacles(self):
        said = super()._get_obstacles()
        if self.is_full and not self.is_read:
            said.append(
                self.env._(
                    "Not all texts were read yet: wait until it is done, go on, or "
                    "search again."
                )
            )
        return said
