from . import clientfile_consent_import
from . import clientfile_consent_record
from . import clientfile_request_close
from . import clientfile_request_extend
from . import clientfile_request_receive
from . import clientfile_erasure_replay
from . import clientfile_lookup
from . import clientfile_lookup_line
