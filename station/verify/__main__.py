"""`python verify.pyz BAG --key station.vkey`, or `python -m station.verify`: the verifier alone, without the station."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - whoever runs verify.pyz chooses the Python
    sys.exit("This program needs Python 3.11 or newer, this is " + sys.version.split()[0])

from station.verify.command import main

if __name__ == "__main__":
    sys.exit(main())
