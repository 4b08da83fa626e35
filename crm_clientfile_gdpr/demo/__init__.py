from . import consents
from . import registers
