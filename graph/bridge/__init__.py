"""Figures of old administrative units under the unit of today: side by side, or as a derived sum."""
