"""Rules of our house for jtbdlint. One file a rule; all of them are found."""
