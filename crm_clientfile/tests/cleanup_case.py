from odoo.tools import SQL

from .common import ClientfileCase


class CleanupCase(ClientfileCase):
    """Dirty customers, as a former program left them, and clean-ups of them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cleanups = cls.env["clientfile.cleanup"].with_user(cls.administrator)

    @classmethod
    def make_dirty(cls, name="Dirty", country=None, **values):
        """A company whose values were written beside the ORM."""
        country = country or cls.france
        partner = cls.make_company(name, country_id=country.id)
        cls.soil(partner, **values)
        return partner

    @classmethod
    def soil(cls, record, **values):
        """Store values as no rule of ours would write them."""
        cls.env.flush_all()
        changes = SQL(", ").join(
            SQL("%s = %s", SQL.identifier(name), value)
            for name, value in values.items()
        )
        table = SQL.identifier(record._table)
        ids = tuple(record.ids)
        if changes:
            cls.env.cr.execute(
                SQL("UPDATE %s SET %s WHERE id IN %s", table, changes, ids)
            )
        cls.env.invalidate_all()

    @classmethod
    def scan(cls, partners=None, **values):
        """A dry run, of ``partners`` if given."""
        if partners is not None:
            values["domain"] = repr([("id", "in", partners.ids)])
        document = cls.cleanups.create(values)
        document.action_scan()
        cls.env.invalidate_all()
        return document

    def work(self):
        """Let the scheduled action do all open jobs."""
        cron = self.env.ref("crm_clientfile.clientfile_job_cron_1")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def apply(self, document):
        document.action_apply()
        self.work()

    def undo(self, document):
        document.action_undo()
        self.work()

    def pairs(self, document):
        """What is before and after, by field."""
        return {line.field: (line.before, line.after) for line in document.line_ids}

    def states(self, document):
        return {line.field: line.state for line in document.line_ids}
