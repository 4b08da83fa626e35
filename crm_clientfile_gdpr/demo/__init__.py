from . import consents
from . import erasures
