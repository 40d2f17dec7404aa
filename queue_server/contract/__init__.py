"""The wire: every shape that crosses HTTP, one module for each direction. Empty of code on purpose."""
