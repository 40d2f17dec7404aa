"""Readers of bar codes and QR codes."""
