"""The rules, one file each. CONTRIBUTING.md tells how to add one in five minutes."""
