from . import clientfile_channel_log
from . import clientfile_number_assign
