from . import clientfile_accounting_demo
