"""Where things are (どこにあるか): layouts, headings, forms, the ledger. Imports ``validators`` only."""
