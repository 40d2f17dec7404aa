"""Declarations as data: the shape of a form, how it is read, filled and checked. Kiosk and server share these rules."""
