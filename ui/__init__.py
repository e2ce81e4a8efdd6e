"""Every interface: command line, Streamlit; thin faces over one service."""
