"""A declaration on A4 paper."""

from hardware.document.declaration.drawing import Filled, draw_declaration
from hardware.document.declaration.paper import FOLDER, Paper, PaperError, load_paper

__all__ = ["FOLDER", "Filled", "Paper", "PaperError", "draw_declaration", "load_paper"]
