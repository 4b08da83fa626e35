from . import clientfile_job
from . import clientfile_job_cancellation
from . import clientfile_job_mixin
