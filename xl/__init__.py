"""How Excel is touched (どう触るか): closed files, the open book, and the three doors cell, button, command line."""
