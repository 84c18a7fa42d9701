"""The official forms 様式第1号–第4号: which place takes which value, and which records may be printed."""
