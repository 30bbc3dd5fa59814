"""Measures dist/bootstrap against floors and a peer. `run.py` beside this folder is the way in."""
