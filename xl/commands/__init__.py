"""The commands, one module for each group: ``add`` declares them, a few lines a command do them."""
