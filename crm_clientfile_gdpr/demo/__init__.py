from . import consents
from . import requests
