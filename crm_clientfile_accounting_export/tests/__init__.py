from . import test_export
from . import test_export_bad_input
from . import test_export_layout
from . import test_export_tour
from . import test_exported_move
from . import test_fec
from . import test_groups
from . import test_target
