"""The pages: layout only; what they show comes from ``ui.service`` and ``ui.render``.

Not named ``pages``: Streamlit would take such a folder beside its entry for an app of separate scripts.
"""
