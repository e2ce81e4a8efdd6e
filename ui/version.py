"""The version of this software, as the metadata of the installed distribution gives it."""

from importlib.metadata import version

SOFTWARE = version("huyenkg")
