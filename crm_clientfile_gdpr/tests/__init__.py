from . import test_consent
from . import test_consent_seal
from . import test_contact_actions
from . import test_contactable
from . import test_groups
from . import test_rights
from . import test_rights_walk
