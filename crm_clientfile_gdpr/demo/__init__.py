from . import consents
from . import requests
from . import erasures
from . import registers
from . import holds
