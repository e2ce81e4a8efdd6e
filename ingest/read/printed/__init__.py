"""Printed pages, from a PDF or a scan, to paragraphs, tables and footnotes by where things stand on them."""
