"""Charts: pure functions from frozen rows to Altair charts. They know nothing of Streamlit."""
