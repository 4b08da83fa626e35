from . import account_portal
from . import customer_record
