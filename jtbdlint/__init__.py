"""A linter for job statements."""

import os.path

__version__ = "0.1.0"

# A wheel carries rules/ and grammar/ inside this package; a checkout keeps them beside it.
_here = os.path.dirname(__file__)
if not os.path.isdir(os.path.join(_here, "rules")):
    __path__.append(os.path.dirname(_here))
