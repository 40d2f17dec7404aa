"""A4 documents to an office printer, by the Internet Printing Protocol."""
