from . import clientfile_purchase_report
from . import clientfile_record
