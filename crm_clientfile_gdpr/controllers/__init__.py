from . import customer_record
from . import processing
