from . import consents
