from dataclasses import asdict, dataclass
from itertools import chain

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..tools.identity import EXACT, Identity, kinds_in
from .clientfile_person_finder import Found

_LAST_ID = 2**31 - 1


@dataclass(frozen=True)
class _Apart:
    """In the context of an erasure whose texts are read apart; none comes from outside.

    ``highest``: the last id of each model before anything was written.
    """

    highest: dict


class ClientfileErasure(models.Model):
    """Erasures of a large file: no step reads all of its texts.

    They are read anew in steps; then the person is erased in one transaction, which
    reads what is planned once more; then all texts are read again in steps, and what
    other code wrote meanwhile is masked. Only then the erasure is told to be done.
    """

    _inherit = "clientfile.erasure"

    left_over = fields.Text(
        "Still Named in",
        readonly=True,
        help="Where the last check could not mask the name of the person.",
    )

    def _execute_in_steps(self):
        """Erase now, and have the last check made in the background."""
        highest = self.env["clientfile.person.finder"]._get_highest_ids()
        self.with_context(clientfile_apart=_Apart(highest))._execute()
        self._start_check()

    def _get_apart(self):
        apart = self.env.context.get("clientfile_apart")
        return apart if isinstance(apart, _Apart) else None

    def _complete_lines(self):
        if not self._get_apart():
            return super()._complete_lines()
        # All texts were read just now; keys and links take no time.
        found = self._restore_lines()
        for key, one in self._find_linked_anew().items():
            known = found.setdefault(key, one)
            known.whys |= one.whys
            known.fields |= one.fields
        return self._set_lines(found)

    def _restore_lines(self):
        """``{(model, id): Found}`` as the lines tell."""
        return {
            (line.model, line.res_id): Found(
                {line.why}, {*filter(None, (line.fields_found or "").split(", "))}
            )
            for line in self.line_ids
        }

    def _read_again(self, lines, identity):
        if not self._get_apart():
            return super()._read_again(lines, identity)
        return chain(self._read_lines(lines), self._read_written(identity))

    def _read_lines(self, lines):
        """The same, of the records of ``lines`` alone."""
        data_map = self.env["clientfile.data.map"]
        texts = data_map._get_text_fields()
        for model, of_model in lines.grouped("model").items():
            if model not in texts:
                continue
            asked = SQL("id = ANY(%s)", of_model.mapped("res_id"))
            query = data_map._get_rows_reading(model, asked)
            for record_id, *values in self.env.execute_query(query):
                for name, text in zip(texts[model], values, strict=True):
                    if text:
                        yield model, record_id, name, text

    def _read_written(self, identity):
        """The same, of what this transaction itself has added, a log of a deletion."""
        finder = self.env["clientfile.person.finder"]
        for model, highest in self._get_apart().highest.items():
            yield from finder._read_texts_of(model, identity, highest, _LAST_ID)

    def _end_execution(self, receipt, identity):
        if not self._get_apart():
            return super()._end_execution(receipt, identity)
        # What the person was known by is needed until the last text is read.
        return self.write(
            {
                "state": "checking",
                "receipt": receipt,
                "date": fields.Datetime.now(),
                "executor_id": self.env.uid,
                "extra": asdict(identity),
            }
        )

    def action_check(self):
        """Read all texts again: after a stop, or once what was left is corrected."""
        self._check_officer()
        self._check_free()
        for plan in self:
            if plan.state != "checking":
                raise UserError(self.env._("There is nothing to check any more."))
            plan._start_check()
        return self.action_reload()

    def _start_check(self):
        plan = self.sudo()  # sudo: the officer was checked by the step before
        plan.left_over = False
        plan._enqueue_job(
            self.env._("Last check of the erasure %s", self.name),
            len(self._list_slices()),
            purpose="check",
            queue=self._name,
        )

    def _job_step(self, job):
        if job.purpose != "check":
            return super()._job_step(job)
        if self.state != "checking":
            return True
        self._check_officer()
        # sudo: the officer decided for all records, also those he may not open
        return self.sudo()._check_some(job)

    def _check_some(self, job):
        """Look at some more texts; true when all were read."""
        finder = self.env["clientfile.person.finder"]
        identity = self._get_own_identity()
        left = [*filter(None, (self.left_over or "").splitlines())]

        def check(model, after, until):
            asked = (model, identity, after, until)
            self._leave_homonyms(finder._read_texts_of(*asked), identity)
            left.extend(
                self._mask_left(identity, lambda: finder._read_texts_of(*asked))
            )

        is_read = self._read_some(job, check)
        self.left_over = "\n".join(dict.fromkeys(left)) or False
        if is_read and not self.left_over:
            self._end_check()
        return is_read

    def _get_own_identity(self):
        """What the person was known by, without what somebody else has by now."""
        finder = self.env["clientfile.person.finder"]
        identity = Identity(**{kind: tuple(one) for kind, one in self.extra.items()})
        shared = finder._add_partners({}, identity, self.partner_ids.ids)
        own, _common = finder._split_shared(identity, shared)
        return own

    def _leave_homonyms(self, rows, identity):
        """What others wrote since the plan, and names somebody by name alone, stays.

        It is a line of the plan that nobody has judged, and counted by the receipt.
        """
        known = {(line.model, line.res_id) for line in self.line_ids}
        found, sure = {}, set()
        for model, record_id, name, text in rows:
            key = model, record_id
            kinds = kinds_in(text, identity)
            if kinds & {*EXACT}:
                sure.add(key)
            elif kinds and key not in known and self._is_planned(model):
                found.setdefault(key, Found({"name"})).fields.add(name)
        values = self._get_line_values(
            {key: one for key, one in found.items() if key not in sure}
        )
        lines = self.line_ids.create(values)
        self.receipt = [*self.receipt, *self._prepare_receipt(lines)]

    @api.model
    def _cron_finish_restricted(self):
        """Checks that were stopped go on as well: each erasure gets its receipt."""
        waiting = self.search([("state", "=", "checking"), ("left_over", "=", False)])
        for plan in waiting.filtered(lambda plan: not plan.is_busy):
            plan.with_user(plan.executor_id)._start_check()
        return super()._cron_finish_restricted()

    def _end_check(self):
        """Nobody is told erased who is not."""
        date, executor = self.date, self.executor_id
        self._close(self.receipt)
        self.write({"date": date, "executor_id": executor.id})
