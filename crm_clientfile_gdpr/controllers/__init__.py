from . import privacy_consent
from . import privacy_pack
from . import privacy_request
from . import customer_record
from . import processing
