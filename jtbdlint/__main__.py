"""Run as `python -m jtbdlint`."""

from jtbdlint.cli import main

raise SystemExit(main())
