from . import clientfile_purchase_report
from . import clientfile_record
from . import clientfile_ledger_entry
from . import clientfile_ledger_scope
from . import clientfile_ledger_balance
from . import clientfile_ledger_statement
from . import clientfile_ledger_reminder
