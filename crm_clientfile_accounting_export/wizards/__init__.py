from . import clientfile_exported_reset
