from . import clientfile_record
