import base64
import csv
import io

from .common import ClientfileCase

HEADER = (
    "N° client",
    "Raison sociale",
    "Rue",
    "Code postal",
    "Ville",
    "Téléphone",
    "Email",
)


class ImportCase(ClientfileCase):
    """Small files, read, tested and run at once as the administrator."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.documents = cls.env["clientfile.import"].with_user(cls.administrator)
        cls.partners = cls.env["res.partner"]

    @classmethod
    def make_csv(cls, *rows, header=HEADER):
        """The bytes of a file with these rows."""
        file = io.StringIO()
        csv.writer(file, delimiter=";").writerows([header, *rows])
        return file.getvalue().encode()

    @classmethod
    def make_import(cls, content, filename="clients.csv", **values):
        """An import whose file has been read and whose columns are recognised."""
        document = cls.documents.create(
            {"file": base64.b64encode(content), "filename": filename}
        )
        document.action_read()
        document.write(values)
        return document

    @classmethod
    def check_file(cls, *rows, header=HEADER, **values):
        """An import of these rows that has been tested."""
        document = cls.make_import(cls.make_csv(*rows, header=header), **values)
        document.action_test()
        return document

    @classmethod
    def run_file(cls, *rows, header=HEADER, **values):
        """An import of these rows that is done."""
        document = cls.check_file(*rows, header=header, **values)
        cls.run_import(document)
        return document

    @classmethod
    def run_import(cls, document):
        """Do all steps of a tested import, without a job."""
        document._run_steps("run")
        document._finish("run")

    def work(self):
        """Let the scheduled action do all open jobs."""
        cron = self.env.ref("crm_clientfile.clientfile_job_cron_1")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def states(self, document):
        """The states of the rows, in the order of the file."""
        return document.row_ids.sorted(lambda row: (row.number, row.id)).mapped("state")

    def reasons(self, document):
        rows = document.row_ids.filtered("reason").sorted("number")
        return rows.mapped("reason")

    def find(self, name):
        return self.partners.with_context(active_test=False).search(
            [("name", "=", name)]
        )

    @classmethod
    def map_columns(cls, document, **targets):
        """Give columns, named with underscores for spaces, another target."""
        for column in document.column_ids:
            name = column.name.replace(" ", "_")
            if name in targets:
                column.target = targets[name]
