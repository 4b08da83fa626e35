from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..tools.seal_chain import START, seal_all

BATCH = 5_000
# Any number that nobody else locks; the one who holds it, with that table, seals.
_LOCK = 1_967_052_611
_HEAD = """
    SELECT position, seal FROM %s
     WHERE seal IS NOT NULL ORDER BY position DESC LIMIT 1
"""
_WAITING = """
    SELECT %(columns)s FROM %(table)s WHERE seal IS NULL ORDER BY id LIMIT %(limit)s
"""
_NEXT = """
    SELECT position, seal, %(columns)s FROM %(table)s
     WHERE seal IS NOT NULL AND position > %(position)s
     ORDER BY position LIMIT %(limit)s
"""
_SEAL = """
    UPDATE %s AS line
       SET position = sealed.position, seal = sealed.seal
      FROM UNNEST(%s::int[], %s::int[], %s::text[])
           AS sealed (id, position, seal)
     WHERE line.id = sealed.id AND line.seal IS NULL
"""


class ClientfileSealMixin(models.AbstractModel):
    """Rows that are added and sealed in order, and never changed.

    Who adds rows never waits for one another: they are sealed later, in batches. A
    model names what its seals cover: ``_seal_record``, a dataclass, and
    ``_seal_columns``, the SQL of its values, the id first.
    """

    _name = "clientfile.seal.mixin"
    _description = "Sealed Rows"

    _seal_record = None
    _seal_columns = ""

    position = fields.Integer("Number in the Chain", readonly=True)
    seal = fields.Char(readonly=True)

    def write(self, vals):
        if self:
            raise UserError(self._get_refusal())
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self._get_refusal())

    @api.model
    def _cron_seal(self):
        """Every few minutes: the rows that were added since."""
        while sealed := self._seal_some():
            if not self.env["ir.cron"]._commit_progress(sealed):
                return

    @api.model
    def _seal_some(self, limit=BATCH):
        """Seal the next rows; how many. None when others are sealing."""
        self.flush_model()
        [(is_mine,)] = self.env.execute_query(
            SQL(
                "SELECT pg_try_advisory_xact_lock(%s, hashtext(%s))", _LOCK, self._table
            )
        )
        if not is_mine:
            return 0
        rows = self._read_chain(_WAITING, limit=limit)
        position, seal = self._get_head()
        records = (self._seal_record(*row) for row in rows)
        sealed = list(seal_all(position, seal, records))
        if sealed:
            ids, positions, seals = map(list, zip(*sealed, strict=True))
            table = SQL.identifier(self._table)
            self.env.cr.execute(SQL(_SEAL, table, ids, positions, seals))
            self.browse(ids).invalidate_recordset(["position", "seal"])
        return len(sealed)

    @api.model
    def _get_head(self):
        """Position and seal of the row sealed last."""
        rows = self.env.execute_query(SQL(_HEAD, SQL.identifier(self._table)))
        return rows[0] if rows else (0, START)

    @api.model
    def _read_sealed(self, position, limit):
        """The next rows after ``position``, as ``seal_chain.Sealed``."""
        rows = self._read_chain(_NEXT, position=position, limit=limit)
        parts = [(row[0], row[1], self._seal_record(*row[2:])) for row in rows]
        return self._prepare_sealed(parts)

    @api.model
    def _read_chain(self, query, **parameters):
        table, columns = SQL.identifier(self._table), SQL(self._seal_columns)
        return self.env.execute_query(
            SQL(query, table=table, columns=columns, **parameters)
        )

    @api.model
    def _prepare_sealed(self, parts):
        """Add to triples of position, seal and record what they refer to now."""
        raise NotImplementedError

    @api.model
    def _get_refusal(self):
        """The sentence for who tries to change or delete a row."""
        raise NotImplementedError
