from . import clientfile_demo
