from . import clientfile_consent_record
from . import clientfile_breach_people
