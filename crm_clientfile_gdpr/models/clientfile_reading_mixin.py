import time

from odoo import fields, models

from .clientfile_person_finder import Found

# So many ids are read by one statement.
SLICE = 50_000
STEP_SECONDS = 5


class ClientfileReadingMixin(models.AbstractModel):
    """Reads all texts for a person, slice by slice of each table.

    A document says who the person is (``_get_identity``, ``_get_read_ids``) and takes
    what was found (``_end_reading``).
    """

    _name = "clientfile.reading.mixin"
    _description = "Reads All Texts for a Person"
    _inherit = ["clientfile.job.mixin"]

    found = fields.Json(
        readonly=True,
        groups="base.group_system",
        help="What was found until now, also what the one who asks may not open.",
    )

    def _get_identity(self):
        """What the person is known by (``tools.identity.Identity``)."""
        raise NotImplementedError

    def _get_read_ids(self):
        """Ids of the partners that are the person."""
        raise NotImplementedError

    def _end_reading(self, found):
        """Take ``{(model, id): Found}``, all of it."""
        raise NotImplementedError

    def _check_reader(self):
        """AccessError where the one who asked is allowed to no longer."""
        raise NotImplementedError

    def _read_all(self, found, name):
        """At once where no table is larger than a slice, else in the background."""
        self._keep(found)
        start = self._enqueue_job if self._is_large() else self._run_at_once
        start(name, len(self._list_slices()))

    def _is_large(self):
        """Whether reading all texts takes longer than one may wait for."""
        return any(after for _model, after, _until in self._list_slices())

    def _list_slices(self):
        return self.env["clientfile.person.finder"]._list_slices(SLICE)

    def _job_step(self, job):
        """Read some more texts; hand over what there is when all are read."""
        self._check_reader()
        finder = self.env["clientfile.person.finder"]
        identity = self._get_identity()
        shared = finder._add_partners({}, identity, self._get_read_ids())
        own_and_common = finder._split_shared(identity, shared)
        found = self._restore()

        def read(model, after, until):
            rows = finder._read_texts_of(model, identity, after, until)
            finder._add_rows(found, rows, *own_and_common)

        if not self._read_some(job, read):
            self._keep(found)
            return False
        finder._add_attached(found)
        self._end_reading(found)
        self._keep({})
        return True

    def _read_some(self, job, read):
        """Call ``read(model, after, until)`` for some seconds; true after the last."""
        left = self._get_slices_left(job)
        deadline = time.monotonic() + STEP_SECONDS
        done = 0
        for one in left:
            read(*one)
            done += 1
            if time.monotonic() > deadline:
                break
        if done:
            job._advance(done=done, cursor=left[done - 1][:2])
        return done == len(left)

    def _get_slices_left(self, job):
        read = tuple(job.cursor or ())
        return [one for one in self._list_slices() if one[:2] > read]

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
