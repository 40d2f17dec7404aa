"""Declarations at the kiosk: asked in plain words, filled from the card, put on paper. No Kivy."""
