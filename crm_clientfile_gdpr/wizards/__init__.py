from . import clientfile_consent_record
from . import clientfile_breach_people
from . import clientfile_erasure_replay
from . import clientfile_lookup
from . import clientfile_lookup_line
from . import clientfile_archive_open
