import time

from odoo import fields, models

from ..models.clientfile_person_finder import Found

# So many ids are read by one statement.
SLICE = 50_000
STEP_SECONDS = 5


class ClientfileLookup(models.TransientModel):
    """Reads all texts for a person, slice by slice of each table."""

    _inherit = "clientfile.lookup"

    found = fields.Json(
        readonly=True,
        groups="base.group_system",
        help="What was found until now, also what the one who asks may not open.",
    )

    def _read_all(self, found):
        """At once where no table is larger than a slice, else in the background."""
        self._keep(found)
        slices = self.env["clientfile.person.finder"]._list_slices(SLICE)
        is_small = not any(after for _model, after, _until in slices)
        start = self._run_at_once if is_small else self._enqueue_job
        start(self.env._("Look-up of a person"), len(slices))

    def _job_step(self, job):
        """Read some more texts; show what there is when all are read."""
        self._check_agent()
        finder = self.env["clientfile.person.finder"]
        identity = self._get_identity()
        shared = finder._add_partners({}, identity, self._get_persons().ids)
        own_and_common = finder._split_shared(identity, shared)
        found = self._restore()
        left = self._get_slices_left(job)
        deadline = time.monotonic() + STEP_SECONDS
        done = 0
        for model, after, until in left:
            rows = finder._read_texts_of(model, identity, after, until)
            finder._add_rows(found, rows, *own_and_common)
            done += 1
            if time.monotonic() > deadline:
                break
        if done:
            job._advance(done=done, cursor=left[done - 1][:2])
        if done < len(left):
            self._keep(found)
            return False
        finder._add_attached(found)
        self._show(found)
        self._keep({})
        return True

    def _get_slices_left(self, job):
        slices = self.env["clientfile.person.finder"]._list_slices(SLICE)
        read = tuple(job.cursor or ())
        return [one for one in slices if one[:2] > read]

    def _keep(self, found):
        by_model = {}
        for (model, record_id), one in found.items():
            parts = [sorted(one.whys), sorted(one.fields)]
            by_model.setdefault(model, {})[record_id] = parts
        # sudo: what is found is only ever written here
        self.sudo().found = by_model

    def _restore(self):
        # sudo: as above
        return {
            (model, int(record_id)): Found(set(whys), set(names))
            for model, records in (self.sudo().found or {}).items()
            for record_id, (whys, names) in records.items()
        }
