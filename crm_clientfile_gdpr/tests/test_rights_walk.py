from odoo.tests import tagged
from odoo.tools import file_open

from odoo.addons.crm_clientfile.tests.rights_case import RightsCase
from odoo.addons.crm_clientfile.tests.rights_matrix import parse_matrix

from . import (
    rights_attempts,
    rights_attempts_erasure,
    rights_attempts_registers,
    rights_attempts_request,
)

DOCUMENT = "crm_clientfile_gdpr/readme/CONFIGURE.md"
HEADING = "## Who may do what"
ADDON = "crm_clientfile_gdpr.crm_clientfile_gdpr_group"
COLUMNS = {
    "User of the file": "crm_clientfile.crm_clientfile_group_user",
    "Agent": f"{ADDON}_agent",
    "Officer": f"{ADDON}_dpo",
    "Auditor": f"{ADDON}_auditor",
    "Without a role": "base.group_user",
}
# By row: what is tried, and what reading alone is.
ROWS = {
    "see consents, and who may be contacted": ((rights_attempts.read_consents,), ()),
    "record what a person said, withdraw": (
        (
            rights_attempts.record_opposition,
            rights_attempts.oppose_by_button,
            rights_attempts.withdraw,
        ),
        (),
    ),
    "see the evidence, print the proof": ((rights_attempts.read_evidence,), ()),
    "check the seals": ((rights_attempts.check_seals,), ()),
    "ask for a consent by e-mail": ((rights_attempts_request.ask_consent,), ()),
    "import consents": ((rights_attempts_request.import_consents,), ()),
    "requests: note, ask for identity, take in hand, restrict": (
        (
            rights_attempts_request.note_request,
            rights_attempts_request.prepare_request,
            rights_attempts_request.restrict_by_request,
        ),
        (rights_attempts_request.read_request,),
    ),
    "requests: extend, answer, refuse, reopen": (
        (
            rights_attempts_request.extend_request,
            rights_attempts_request.close_request,
            rights_attempts_request.reopen_request,
        ),
        (),
    ),
    "copy of the data: prepare, review": (
        (rights_attempts_request.make_copy, rights_attempts_request.review_copy),
        (rights_attempts_request.read_copy,),
    ),
    "copy of the data: decide about its documents": (
        (rights_attempts_request.decide_document,),
        (rights_attempts_request.read_documents,),
    ),
    "copy of the data: send the link": ((rights_attempts_request.send_copy,), ()),
    "data protection at a glance": ((rights_attempts_registers.open_dashboard,), ()),
    "access log": ((), (rights_attempts_registers.read_access_log,)),
    "register of processing, processors": (
        (rights_attempts_registers.write_processing,),
        (rights_attempts_registers.read_processing,),
    ),
    "breaches: record, decide, write to the persons": (
        (
            rights_attempts_registers.record_breach,
            rights_attempts_registers.write_to_persons,
        ),
        (rights_attempts_registers.read_breach,),
    ),
    "retention policies: dry run, put in force": (
        (rights_attempts_registers.run_policy,),
        (rights_attempts_registers.read_policy,),
    ),
    "open the archive of a person": ((rights_attempts_registers.open_archive,), ()),
    "see the legal hold of a person": ((rights_attempts_registers.hold,), ()),
    "texts to check, sensitive words": ((rights_attempts_registers.check_texts,), ()),
    "purposes and wordings": (
        (rights_attempts.write_wording,),
        (rights_attempts.read_wording,),
    ),
    "look a person up, prepare an erasure": (
        (rights_attempts_erasure.look_up, rights_attempts_erasure.prepare_erasure),
        (),
    ),
    "read plans and receipts of erasures, the data map": (
        (rights_attempts_erasure.read_plan, rights_attempts_erasure.read_data_map),
        (),
    ),
    "decide and erase, erase again after a restored backup": (
        (
            rights_attempts_erasure.decide_line,
            rights_attempts_erasure.execute,
            rights_attempts_erasure.cancel,
            rights_attempts_erasure.replay,
            rights_attempts_erasure.export_list,
        ),
        (),
    ),
    "see the opposition list": ((rights_attempts_erasure.read_opposition_list,), ()),
}


@tagged("post_install", "-at_install")
class TestRightsWalk(RightsCase):
    """The documentation says who may do what: each of its cells is tried over RPC."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with file_open(DOCUMENT) as document:
            cls.matrix = parse_matrix(document.read().partition(HEADING)[2])

    def walk(self, attempts, expected, row):
        for attempt in attempts:
            with self.subTest(row=row, attempt=attempt.__name__):
                self.assertEqual(self.may(attempt), expected)

    def test_each_row_of_the_documentation_is_tried(self):
        self.assertEqual(set(self.matrix), set(ROWS))
        for cells in self.matrix.values():
            self.assertEqual(list(cells), list(COLUMNS))

    def test_each_role_may_what_its_column_says(self):
        for column, group in COLUMNS.items():
            self.work_as(self.make_worker(group))
            for label, cells in self.matrix.items():
                attempts, reading = ROWS[label]
                self.walk(attempts, cells[column] == "yes", (column, label))
                self.walk(reading, bool(cells[column]), (column, label))

    def test_portal_user_may_nothing_of_it(self):
        self.work_as(self.make_worker("base.group_portal"))
        for label, (attempts, reading) in ROWS.items():
            self.walk((*attempts, *reading), False, label)
