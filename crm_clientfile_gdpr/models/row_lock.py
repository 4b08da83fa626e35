"""Two users at once: the second one reads a sentence, and nothing is done twice."""

from odoo.exceptions import LockError, UserError


def lock_or_refuse(records, refusal, allow_referencing=True):
    """Hold the rows of ``records`` until the transaction ends.

    UserError with the text ``refusal`` where another transaction holds one of them.
    What another one has changed since this one began is a conflict that PostgreSQL
    reports: the host then runs the whole call again, which finds the new state.
    ``allow_referencing``: others may link to these rows meanwhile.
    """
    records.env.flush_all()
    try:
        # sudo: to hold the rows, of records whose access was checked
        rows = records.sudo().sorted("id")
        rows.lock_for_update(allow_referencing=allow_referencing)
    except LockError as error:
        raise UserError(refusal) from error
    records.invalidate_recordset(flush=False)
