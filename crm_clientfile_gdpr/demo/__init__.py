from . import consents
from . import registers
from . import erasures
