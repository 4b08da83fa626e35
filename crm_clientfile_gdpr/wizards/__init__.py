from . import clientfile_consent_record
