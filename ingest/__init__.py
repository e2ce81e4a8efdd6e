"""Reports to facts: read, match, resolve, assemble.

Reading turns a file into a ``Document`` (``ingest.read.read_report``): the file's text, untouched, and
blocks with a reading text each (``ingest.document.Flow``), sections, tables and footnotes. Matchers
recognise mentions in reading text, extraction turns them into facts, and ``ingest.evidence.cite`` gives
each fact its exact words in the file.
"""
