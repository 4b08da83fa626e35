from . import account_portal
