"""One process a camera: it captures, films as ordered, and reports by a durable journal."""

import os

# Camera processes are forked from a server that has imported all this, and a process to be forked must have no threads; the
# algebra library that numpy and OpenCV load would start some at import. Nothing here uses it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
